"""docs/forms.md: every form and column in one page, written from the declarations."""

from __future__ import annotations

from collections.abc import Iterable

from warehouse.forms.carried import kept_in
from warehouse.forms.form import Form
from warehouse.templates.explain import calendar_of, meaning_of, rule_of, sender_of, validity_of

_HEAD = """# Report forms

The data dictionary of what departments send. Written by `make forms` from the declarations in `warehouse/forms/`; a
test compares the two. `longmai template FORM --out FILE` writes the blank workbook of a form.

A heading is read as it stands here, in any way under *also written*, in English (the name with which *meaning* begins),
or in both languages: in one cell, or one row below the other. A monthly return names its month above its table, or
in a column 报告期.
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
    for column in form.columns:
        rule = rule_of(column, form)
        cells = (
            _text(column.heading.replace("|", " / ")), f"`{column.name}`", _text(meaning_of(column).en),
            _text(column.note_zh), _text(rule.en), _text(rule.zh),
            "、".join(_text(alias.replace("|", " / ")) for alias in column.aliases), _text(kept_in(form, column)),
        )  # fmt: skip
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"


def _text(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")
