"""docs/forms.md: every form and column in one page, written from the declarations."""

from __future__ import annotations

from collections.abc import Iterable

from warehouse.catalog.catalog import load_catalog
from warehouse.forms.form import Form
from warehouse.templates.explain import calendar_of, meaning_of, rule_of, sender_of, validity_of

_HEAD = """# Report forms

The data dictionary of what departments send. Written by `make forms` from the declarations in `warehouse/forms/`; a
test compares the two. `longmai template FORM --out FILE` writes the blank workbook of a form.

A heading is read as it stands here, in any way under *also written*, in English (the name with which *meaning* begins),
or in both languages: in one cell, or one row below the other.

**One period, one unit.** A monthly return names its month in one place, above its table or in a column 报告期, and its
unit in one place, in a line above the headings (`单位：千元`) or in the headings. The blank workbooks have one cell for
the month and one line for the units, and headings with a unit only where no line names it. A file that says either
twice has to say the same: title, 报告期, name of the sheet, unit line, headings and notes agree, or it is refused with
both places. The name of a file decides nothing; one with another month is told (`file_name_differs`).

**一个报告期，一个计量单位。** 月报表的报告期只写一处（表的上方，或“报告期”一栏），计量单位也只写一处
（表头上方的“单位：千元”，或各栏栏名的括号内）。空白表样中，报告期只有一个填写格，单位只有一行。
标题、报告期、工作表名、单位行、栏名和附注写了两处以上的，必须一致，否则整个文件退回，并指出是哪两处。
文件名不作依据；文件名中的月份与内容不同的，提示核对。
"""


def dictionary(forms: Iterable[Form]) -> str:
    """The page, in the order of the forms."""
    return "\n".join([_HEAD, *(_section(form) for form in forms)])


def _section(form: Form) -> str:
    due = calendar_of(form)
    lines = [
        f"## {form.title_zh} ({form.form_id})",
        "",
        f"{form.title_en}, version {form.version}, {validity_of(form).en}. {form.description}",
        "",
        f"- Rows become `stage.{form.dataset}`; key: {', '.join(f'`{name}`' for name in form.key) or 'none'}.",
    ]
    sender = sender_of(form)
    lines.append(f"- {sender.en} {sender.zh}")
    if due is not None:
        lines.append(f"- {due.en} {due.zh}")
    if form.measures:
        lines.append(f"- Indicators: {', '.join(f'`{measure.indicator_id}`' for measure in form.measures)}.")
    lines += [
        "",
        "| heading | column | meaning | 说明 | rule | 要求 | also written | kept in |",
        "|---|---|---|---|---|---|---|---|",
    ]
    catalog = load_catalog()
    for column in form.columns:
        rule = rule_of(column, form)
        cells = (
            _text(column.heading.replace("|", " / ")), f"`{column.name}`", _text(meaning_of(column).en),
            _text(column.note_zh), _text(rule.en), _text(rule.zh), "、".join(_text(alias.replace("|", " / ")) for alias
            in column.aliases), _text(catalog.places(form, column)),
        )  # fmt: skip
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"


def _text(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")
