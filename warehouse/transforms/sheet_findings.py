"""Findings about accepted rows with hidden properties: values computed by a formula or read from another file, hidden
rows and columns."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from warehouse.reading.grid import Sheet
from warehouse.reading.sheet_traits import Ranges, SheetTraits, ranges
from warehouse.transforms.finding import Finding, Severity
from warehouse.wording import Words, bilingual

_LISTED = 20
"""Further ranges are counted, not listed."""


def sheet_findings(sheet: Sheet, rows: Collection[int], names: Mapping[str, str]) -> list[Finding]:
    """The findings about `rows` (from 1) in the columns that `names` maps from their letters; one per column."""
    traits = sheet.traits
    if traits == SheetTraits():
        return []
    if traits.is_connected:
        explanation = bilingual(
            "The workbook reads other files or a database; its values as saved were taken.",
            "工作簿引用其他文件或数据库；按保存时的数值读入。",
        )
        first = [Finding(Severity.WARNING, "external_connection", explanation, sheet.name)]
    else:
        first = []
    wanted = frozenset(rows)
    if traits.ends_open and sheet.cells.height in wanted:
        explanation = bilingual(
            "The last line has no line break: if the file was cut off, its last value may be short. Compare it.",
            "末行没有换行符：文件若被截断，最后一个值可能不完整，请核对。",
        )
        first.append(Finding(Severity.WARNING, "ends_open", explanation, sheet.name, sheet.cells.height))
    found = [
        *_cells(sheet, traits.formulas, wanted, names, Severity.INFO, "formula_cell",
                Words(en="these formulas were read with their saved values", zh="公式单元格，按保存时的数值读入")),
        *_cells(sheet, traits.linked, wanted, names, Severity.WARNING, "linked_cell",
                Words(en="these formulas read another file; their saved values were taken",
                      zh="公式引用其他文件，按保存时的数值读入")),
    ]  # fmt: skip
    hidden = _within(traits.hidden_rows, wanted)
    if hidden:
        explanation = bilingual(
            f"Hidden rows were taken like the others: {_listed(hidden, '').en}.",
            f"隐藏的行照常读入：{_listed(hidden, '').zh}。",
        )
        found.append(Finding(Severity.WARNING, "hidden_rows", explanation, sheet.name, hidden[0][0]))
    columns = [letters for letters in traits.hidden_columns if letters in names]
    if columns:
        explanation = bilingual(
            f"Hidden columns were taken like the others: {', '.join(columns)}.",
            f"隐藏的列照常读入：{'、'.join(columns)}。",
        )
        found.append(
            Finding(Severity.WARNING, "hidden_columns", explanation, sheet.name, None, columns[0], names[columns[0]])
        )
    return first + found


def _cells(
    sheet: Sheet,
    cells: Mapping[str, Ranges],
    rows: frozenset[int],
    names: Mapping[str, str],
    severity: Severity,
    rule: str,
    explanation: Words,
) -> list[Finding]:
    findings = []
    for letters, of in cells.items():
        within = _within(of, rows) if letters in names else ()
        if within:
            place = _listed(within, letters)
            message = bilingual(f"{place.en}: {explanation.en}.", f"{place.zh}：{explanation.zh}。")
            findings.append(Finding(severity, rule, message, sheet.name, within[0][0], letters, names[letters]))
    return findings


def _within(of: Ranges, rows: frozenset[int]) -> Ranges:
    return ranges(row for first, last in of for row in range(first, last + 1) if row in rows)


def _listed(runs: Ranges, letters: str) -> Words:
    shown = [
        f"{letters}{first}" if first == last else f"{letters}{first}:{letters}{last}" for first, last in runs[:_LISTED]
    ]
    more = sum(last - first + 1 for first, last in runs[_LISTED:])
    return Words(
        en=", ".join(shown) + (f" and {more} more" if more else ""),
        zh="、".join(shown) + (f"，另有 {more} 个" if more else ""),
    )
