"""Lists of administrative regions: the present ones by level, and the history of codes, compared with
those of the programme.

A list may shorten the code (`62`, `6201`); it is padded to six digits. Names are compared per code over all times: a
county that became a city is not a contradiction.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from warehouse.programme.programme import Programme
from warehouse.reading.grid import Sheet
from warehouse.transforms.finding import Finding, Severity
from warehouse.transforms.references.reference import Compared, Reference, entries, heading, letter_of, of_file
from warehouse.wording import Words, bilingual

_LISTS = (
    ("code", "name"),
    ("code", "name", "provinceCode"),
    ("code", "name", "cityCode", "provinceCode"),
)
_HISTORY = ("source", "code", "name", "first_revision", "last_revision", "n_revisions", "present_in_latest")
_LENGTHS = (2, 4, 6, 9)
"""Province, prefecture, county; a city without counties lists its towns."""
_GANSU = "62"
_SHOWN = 20
_NO_AREA = {"市辖区", "县", "省直辖县级行政区划", "自治区直辖县级行政区划"}
"""Names that the list gives to a level without its own area."""


@lru_cache(maxsize=8)
def _names(programme: Programme) -> Mapping[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for region in programme.regions:
        found.setdefault(region.region_code, set()).add(region.name_zh)
    return {code: frozenset(names) for code, names in found.items()}


def fits(sheet: Sheet, programme: Programme) -> bool:
    """Whether it has these headings and at least one code with the name that we know: lists of industries have codes
    too."""
    if heading(sheet) not in (*_LISTS, _HISTORY):
        return False
    names = _names(programme)
    return any(entry.cells["name"] in names.get(_six(entry.cells["code"]), ()) for entry in entries(sheet))


def compare(sheet: Sheet, programme: Programme) -> Compared:
    """The differences from our regions. An unknown code is counted, a code with another name is named."""
    names = _names(programme)
    findings = []
    agree = missing = read = 0
    of_gansu: list[str] = []
    for entry in entries(sheet):
        read += 1
        code, name = entry.cells["code"], entry.cells["name"]
        if not code.isdecimal() or len(code) not in _LENGTHS:
            message = bilingual(
                f"'{code}' is not a region code of two, four, six or nine digits; correct it.",
                f"“{code}”不是 2、4、6 或 9 位行政区划代码；请更正。",
            )
            findings.append(
                Finding(Severity.HELD, "not_the_pattern", message, sheet.name, entry.row, letter_of(sheet, "code"),
                        "code", code or None)
            )  # fmt: skip
            continue
        ours = names.get(_six(code), frozenset())
        if name in ours:
            agree += 1
        elif not ours or name in _NO_AREA:
            missing += 1
            if code.startswith(_GANSU):
                of_gansu.append(f"{_six(code)} {name}")
        else:
            known = "、".join(sorted(ours))
            message = bilingual(
                f"{_six(code)} is '{name}' here and {known} in our table; one of them is outdated.",
                f"{_six(code)} 此处为“{name}”，参考表为“{known}”，其一已过时。",
            )
            findings.append(
                Finding(Severity.WARNING, "reference_differs", message, sheet.name, entry.row,
                        letter_of(sheet, "name"), "name", name)
            )  # fmt: skip
    listed = "、".join(of_gansu[:_SHOWN])
    summary = of_file(
        "reference_compared",
        f"{read} regions: {agree} agree with our table in code and name, "
        f"{missing} are not in it (it holds Gansu in full, of other provinces the name)"
        + (f", of Gansu {len(of_gansu)}: {listed}." if of_gansu else "."),
        f"{read} 个地区：{agree} 个代码和名称与参考表一致，{missing} 个不在表中（表中甘肃完整，外省只有省名）"
        + (f"，其中甘肃 {len(of_gansu)} 个：{listed}。" if of_gansu else "。"),
        sheet,
    )
    return Compared(read, (summary, *findings))


def _six(code: str) -> str:
    return code.ljust(6, "0")


_TITLE = Words(en="list of administrative regions", zh="行政区划表")
REFERENCE = Reference("reference_regions", _TITLE, fits, compare)
