"""Classifications: GB/T 4754 in any columns, and the SEI classes, compared with our reference tables.

A row of GB/T 4754 has a code and a name, a group with a single class both codes. Blanks may be full-width, names
indented, the heading absent. The edition is found by agreement: no file names it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from warehouse.programme.programme import Programme
from warehouse.reading.grid import Sheet, column_letters
from warehouse.rules.reference_tables import load_reference
from warehouse.transforms.finding import Finding, Severity
from warehouse.transforms.references.reference import Compared, Reference, entries, heading, letter_of, of_file
from warehouse.wording import Words, bilingual

_CODE = re.compile(r"[A-T]|\d{2,4}")
_FIRST = ("A", "农、林、牧、渔业")
_SAME_EDITION = 0.95
"""The share of a file's codes with the name in one edition from which the file counts as that edition."""
_SEI_HEADINGS = ("code", "level", "parent_code", "name")
_GBT4754 = Words(en="classification of industries GB/T 4754", zh="国民经济行业分类 GB/T 4754")
_SEI = Words(en="classes of strategic emerging industries", zh="战略性新兴产业分类")
Row = tuple[int, str, str, str]
"""Row (from 1), letters of the name's column, code and name."""


@lru_cache(maxsize=1)
def _editions() -> Mapping[str, Mapping[str, str]]:
    classes = load_reference("industry_class")
    editions: dict[str, dict[str, str]] = {}
    for version, code, name in classes.select("standard_version", "class_code", "name_zh").rows():
        editions.setdefault(version, {})[code] = name
    return editions


def fits_gbt4754(sheet: Sheet, programme: Programme) -> bool:
    """Whether its first section is in one of the first rows."""
    return any(tuple(filter(None, map(_strip, row))) == _FIRST for row in sheet.first_rows(3))


def compare_gbt4754(sheet: Sheet, programme: Programme) -> Compared:
    """The edition, the names that differ from ours, and the codes that only one of the two has."""
    rows, findings, read = _rows(sheet)
    distinct: dict[str, Row] = {}
    for row in rows:
        earlier = distinct.setdefault(row[2], row)
        if earlier is not row:
            same = earlier[3] == row[3]
            message = bilingual(
                f"Code {row[2]} is in row {earlier[0]} too" + ("." if same else f", as '{earlier[3]}'."),
                f"代码 {row[2]} 与第 {earlier[0]} 行重复" + ("。" if same else f"，该行名称为“{earlier[3]}”。"),
            )
            severity = Severity.INFO if same else Severity.WARNING
            findings.append(Finding(severity, "repeated_row", message, sheet.name, row[0], row[1], "name", row[3]))
    agree = {
        edition: sum(_plain(names.get(code, "")) == _plain(row[3]) for code, row in distinct.items())
        for edition, names in _editions().items()
    }
    edition = max(agree, key=lambda name: agree[name])
    share = f"{agree[edition]} of {len(distinct)} codes have the name of GB/T 4754-{edition}"
    share_zh = f"{len(distinct)} 个代码中 {agree[edition]} 个与 GB/T 4754-{edition} 名称一致"
    if agree[edition] < _SAME_EDITION * len(distinct):
        unknown_edition = of_file(
            "reference_compared",
            f"An edition of GB/T 4754 that is not in the reference tables: only {share}, the nearest.",
            f"参考表中没有此版 GB/T 4754：{share_zh}，为最接近的版本。",
            sheet,
            Severity.WARNING,
        )
        return Compared(read, (unknown_edition, *findings))
    ours = _editions()[edition]
    findings += [
        Finding(Severity.WARNING, "reference_differs",
                bilingual(f"{code} is '{name}' here and '{ours[code]}' in our table.",
                          f"{code} 此处为“{name}”，参考表为“{ours[code]}”。"),
                sheet.name, number, letters, "name", name)
        for number, letters, code, name in distinct.values()
        if code in ours and _plain(ours[code]) != _plain(name)
    ]  # fmt: skip
    unknown = [code for code in distinct if code not in ours]
    absent = [code for code in ours if code not in distinct]
    orphans = sum(len(code) == 4 and code[:3] not in distinct for code in distinct)
    summary = of_file(
        "reference_compared",
        f"{share}; {len(unknown)} codes are not in our table, {len(absent)} of our codes are not in the file; "
        f"{orphans} classes of four digits have no group of three digits above them.",
        f"{share_zh}；{len(unknown)} 个代码参考表没有，参考表有 {len(absent)} 个代码文件没有；"
        f"{orphans} 个四位小类没有对应的三位中类。",
        sheet,
    )
    return Compared(read, (summary, *findings))


def _rows(sheet: Sheet) -> tuple[list[Row], list[Finding], int]:
    rows, findings, numbers = [], [], 0
    for index, cells in enumerate(sheet.cells.rows()):
        filled = [(position, text) for position, text in enumerate(map(_strip, cells)) if text]
        if not filled or (index == 0 and not any(_CODE.fullmatch(text) for _, text in filled)):
            continue
        *codes, (place, name) = filled
        if codes and all(_CODE.fullmatch(code) for _, code in codes):
            # A group with a single class is printed as one row with both codes.
            rows += [(index + 1, column_letters(place), code, name) for _, code in codes]
            numbers += 1
            continue
        position, text = filled[0]
        message = bilingual(
            "This row is not a code of GB/T 4754 with its name; correct it.", "本行不是 GB/T 4754 代码及名称；请更正。"
        )
        if re.fullmatch(r"\d{8}", text):
            message = bilingual(
                "Two codes and their names are joined in one row; write one row for each.",
                "两个代码及其名称连在一行；请分行填写。",
            )
        findings.append(
            Finding(Severity.HELD, "not_the_pattern", message, sheet.name, index + 1, column_letters(position),
                    "code", text)
        )  # fmt: skip
    return rows, findings, numbers + len(findings)


def _strip(text: str | None) -> str:
    return (text or "").strip()


def _plain(name: str) -> str:
    return re.sub(r"\s+", "", name).replace("(", "（").replace(")", "）").replace(",", "，")


def fits_sei(sheet: Sheet, programme: Programme) -> bool:
    """Whether the headings are those of the SEI list and its first class is `1`."""
    if heading(sheet) != _SEI_HEADINGS:
        return False
    first = next(entries(sheet), None)
    return first is not None and first.cells["code"] == "1"


def compare_sei(sheet: Sheet, programme: Programme) -> Compared:
    """The classes whose name or parent differs from ours."""
    ours = {
        row["sei_code"]: (row["name_zh"], row["parent_code"] or "")
        for row in load_reference("sei_class").iter_rows(named=True)
    }
    rows = list(entries(sheet))
    findings = []
    for entry in rows:
        code, name, parent = entry.cells["code"], entry.cells["name"], entry.cells["parent_code"]
        if ours.get(code) != (name, parent):
            message = bilingual(
                f"{code} is '{name}' under '{parent}' here and {ours.get(code)} in our table.",
                f"{code} 此处为“{name}”（上级“{parent}”），参考表为“{'”（上级“'.join(ours[code])}”）。"
                if code in ours
                else f"{code} 此处为“{name}”（上级“{parent}”），参考表没有此代码。",
            )
            findings.append(
                Finding(Severity.WARNING, "reference_differs", message, sheet.name, entry.row,
                        letter_of(sheet, "name"), "name", name)
            )  # fmt: skip
    summary = of_file(
        "reference_compared",
        f"{len(rows) - len(findings)} of {len(rows)} classes agree with our table of {len(ours)}.",
        f"{len(rows)} 个类别中 {len(rows) - len(findings)} 个与参考表（共 {len(ours)} 个）一致。",
        sheet,
    )
    return Compared(len(rows), (summary, *findings))


GBT4754 = Reference("reference_gbt4754", _GBT4754, fits_gbt4754, compare_gbt4754)
SEI = Reference("reference_sei_classes", _SEI, fits_sei, compare_sei)
