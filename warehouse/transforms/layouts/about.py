"""The identity of a file's figures (indicator, unit, region), from its cells or from a person's naming.

A layout knows shapes only. It never supplies an indicator or a unit: these come from a title, a heading, a unit line or
a code of the file, or from a person's naming. Without either the file waits; contradictions refuse it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from string import ascii_uppercase, digits

import polars as pl

from warehouse.domain.folded import folded
from warehouse.domain.naming import Naming
from warehouse.domain.series_name import written_name
from warehouse.domain.unit import Unit, Units, conversion_factor
from warehouse.errors import InvalidArgument, NamingNeeded, SourceChanged
from warehouse.programme.macro_names import macro_names
from warehouse.programme.programme import Programme
from warehouse.reading.grid import Sheet, cell_address
from warehouse.transforms.finding import Finding, Severity
from warehouse.transforms.layouts.regions import region_title, regions_in
from warehouse.transforms.recognise.rows import RowKind, classify_rows, rows_of

NOT_NAMED = "not_named"
"""The vintage of figures whose release nobody named: any named vintage has priority."""
_PARTS = re.compile(r"[()\[\]【】:;,、。|《》“”\"]")
_LAST_BRACKET = re.compile(r"(?P<name>.*\S) ?\((?P<unit>[^()]*)\)")
_PLAIN_SHEETS = re.compile(r"(?:csv|json|sheet\d*|工作表\d*|表\d*)", re.IGNORECASE)


@dataclass(frozen=True)
class Label:
    """A statement of a file, its place and its text there. `cell` is None for a sheet's name."""

    value: str
    sheet: str
    cell: str | None
    text: str

    @property
    def place(self) -> str:
        """The place in English."""
        return f"Sheet {self.sheet!r}, cell {self.cell}" if self.cell else f"The name of sheet {self.sheet!r}"

    @property
    def row(self) -> int | None:
        """The row of its cell, counted from 1."""
        return int(self.cell.lstrip(ascii_uppercase)) if self.cell else None

    @property
    def letters(self) -> str | None:
        """The column of its cell."""
        return self.cell.rstrip(digits) if self.cell else None

    @property
    def place_zh(self) -> str:
        """The place in Chinese."""
        return f"工作表“{self.sheet}”{self.cell}单元格" if self.cell else f"工作表名“{self.sheet}”"


@dataclass(frozen=True)
class About:
    """The labels around a table. `candidates` are the indicators that a title may name, `others` the parts of titles
    that are not known names."""

    candidates: tuple[tuple[frozenset[str], Label], ...] = ()
    unit: Label | None = None
    region: Label | None = None
    others: tuple[Label, ...] = ()


@dataclass(frozen=True)
class Identity:
    """The identity of a table's figures; `findings` report what a person named."""

    indicator_id: str
    unit_id: str
    region_code: str
    vintage_id: str
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True)
class Shape:
    """The name of a layout's table, for messages."""

    title_zh: str
    title_en: str


def read_about(sheet: Sheet, header: int, programme: Programme, *, has_corner: bool = False) -> About:
    """The labels around a table whose header is row `header` (counted from 0): in the lines above it, in its notes, in
    the name of its sheet and, with `has_corner`, in the first cell of the header.

    Raises SourceChanged, naming both cells, where they give two units.
    """
    texts = [
        Label("", sheet.name, cell_address(row, column), text)
        for row, cells in enumerate(sheet.first_rows(header + 1))
        for column, text in enumerate(cells)
        if text and (row < header or (has_corner and column == 0))
    ]
    if not _PLAIN_SHEETS.fullmatch(sheet.name.strip()):
        texts.append(Label("", sheet.name, None, sheet.name))
    notes = rows_of(classify_rows(sheet, header + 1, header), RowKind.NOTE).select("row", sheet.cells.columns[0])
    of_notes = [Label("", sheet.name, f"A{row}", text) for row, text in notes.rows() if text]
    return _labels_read(texts, of_notes, programme)


def _labels_read(texts: Iterable[Label], notes: Iterable[Label], programme: Programme) -> About:
    names, known = macro_names(programme), programme.units
    candidates: list[tuple[frozenset[str], Label]] = []
    others: list[Label] = []
    units: list[Label] = []
    regions: dict[str, Label] = {}
    for label in texts:
        for code in regions_in(folded(label.text), programme):
            regions.setdefault(code, replace(label, value=code))
        parts = [part for part in _PARTS.split(folded(label.text)) if part]
        units += [replace(label, value=unit.unit_id) for part in parts if (unit := _unit(part, known)) is not None]
        spoken = [part for part in parts if _unit(part, known) is None and names.bare(part)]
        called = [found for part in spoken if (found := names.called(part))]
        # A name with further text in its cell is another name: `生产总值（人均）`.
        if called and len(called) == len(spoken):
            candidates.append((frozenset.intersection(*called), label))
        elif spoken:
            others.append(label)
    for note in notes:
        units += [replace(note, value=unit.unit_id) for unit in _units_of_note(note.text, known)]
    for other in units[1:]:
        if other.value != units[0].value:
            raise SourceChanged(
                f"{units[0].place} says {units[0].text!r}, {other.place} says {other.text!r}: two units for one table. "
                f"Name one. 中文：{units[0].place_zh}与{other.place_zh}的计量单位不一致，请统一后重新报送。"
            )
    region = next(iter(regions.values())) if len(regions) == 1 else None
    return About(tuple(candidates), units[0] if units else None, region, tuple(others))


@lru_cache(maxsize=256)
def _unit(part: str, units: Units) -> Unit | None:
    if part.isdigit():
        return None
    try:
        return units.parse(part.removeprefix("计量").removeprefix("单位").removeprefix("为"))
    except InvalidArgument:
        return None


def _units_of_note(text: str, units: Units) -> list[Unit]:
    written = re.findall(r"单位[:为是]?([^()，,;。:、]{1,8})", folded(text))
    return [unit for part in written if (unit := _unit(part, units)) is not None]


def settle(
    shape: Shape,
    sheet: Sheet,
    about: About,
    naming: Naming | None,
    programme: Programme,
    *,
    has_regions: bool = True,
) -> Identity:
    """The identity of a table's figures, from the file and from a person. With `has_regions` each figure has its own.

    Raises NamingNeeded for what neither gives, SourceChanged for contradictions.
    """
    indicators = _indicators(about, naming, programme)
    unit_id = about.unit.value if about.unit is not None else (naming and naming.unit_id) or ""
    if about.unit is not None and naming is not None and naming.unit_id not in (None, unit_id):
        raise _contradiction(naming, naming.unit_id or "", about.unit, programme)
    if unit_id and indicators:
        fitting = [indicator for indicator in indicators if _fits(indicator, unit_id, programme)]
        if not fitting:
            raise _unit_mismatch(indicators, unit_id, about, naming, programme)
        indicators = fitting
    indicator_id = indicators[0] if len(indicators) == 1 else ""
    region_code = (naming and naming.region_code) or ""
    if not has_regions and about.region is not None:
        if naming is not None and region_code not in ("", about.region.value):
            raise _contradiction(naming, region_code, about.region, programme)
        region_code = about.region.value
    needed = {"indicator": indicator_id, "unit": unit_id, **({} if has_regions else {"region": region_code})}
    missing = [option for option, value in needed.items() if not value]
    if missing:
        raise _needed(shape, sheet, about, missing, indicators)
    vintage_id = (naming and naming.vintage_id) or NOT_NAMED
    found = Identity(indicator_id, unit_id, region_code, vintage_id)
    return replace(found, findings=tuple(_told(found, sheet, about, naming, programme)))


def series_title(about: About, units: Units) -> tuple[str, Label] | None:
    """The name of a table's figures by its title, where a single cell above the table says something that is no known
    name; its unit is no part of it."""
    titles = [label for label in about.others if label.cell is not None]
    if about.candidates or len(titles) != 1:
        return None
    written = written_name(titles[0].text)
    bracket = _LAST_BRACKET.fullmatch(written)
    if bracket is not None and (about.unit is None or _unit(bracket["unit"], units) is not None):
        written = bracket["name"]
    return written, titles[0]


def unit_written(about: About, units: Units) -> str:
    """The unit as a table has it; the bracket of a title that is no known unit."""
    if about.unit is not None:
        return units[about.unit.value].title_zh
    titles = [label for label in about.others if label.cell is not None]
    bracket = _LAST_BRACKET.fullmatch(written_name(titles[0].text)) if len(titles) == 1 else None
    return bracket["unit"] if bracket is not None else ""


def refuse_other_naming(naming: Naming, rows: pl.DataFrame, sheet_name: str, programme: Programme) -> None:
    """Raises SourceChanged where a person's naming contradicts rows that name their figures themselves."""
    for named, column in (
        (naming.indicator_id, "indicator_id"),
        (naming.unit_id, "unit_received"),
        (naming.vintage_id, "vintage_id"),
        (naming.region_code, "region_code"),
    ):
        if named is None or named in rows[column]:
            continue
        other = rows.filter(pl.col(column) != named).select(column, "row", "source_column").head(1).rows()
        for label, row, letters in other:
            text = _title(label, programme)
            raise _contradiction(naming, named, Label(label, sheet_name, f"{letters}{row}", text), programme)


def _indicators(about: About, naming: Naming | None, programme: Programme) -> list[str]:
    """The possible indicators of the figures: one where it is certain, none where nothing names it."""
    places = [label for _, label in about.candidates]
    together = frozenset.intersection(*(found for found, _ in about.candidates)) if about.candidates else frozenset()
    if places and not together:
        raise SourceChanged(
            f"{places[0].place} says {places[0].text!r}, {places[-1].place} says {places[-1].text!r}: two indicators "
            f"for one table. Send a file for each. "
            f"中文：{places[0].place_zh}与{places[-1].place_zh}写的不是同一个指标，请分开报送。"
        )
    named = naming.indicator_id if naming is not None else None
    if naming is None or named is None:
        return sorted(together)
    if places and named not in together:
        raise _contradiction(naming, named, places[0], programme)
    for label in about.others:
        if macro_names(programme).other_quantity(label.text, named):
            raise _contradiction(naming, named, label, programme)
    return [named]


def _contradiction(naming: Naming, named: str, label: Label, programme: Programme) -> SourceChanged:
    title = _title(named, programme)
    return SourceChanged(
        f"{label.place} says {label.text!r}, but {naming.person} names it {title}: one of the two is "
        f"wrong, and nothing was taken. Look at the file; name what it is, or have it corrected by its sender. "
        f"中文：{label.place_zh}写的是“{label.text.strip()}”，{naming.person} 指明的却是“{title}”，两者矛盾，"
        "未采用任何数据。请核对原件后重新指明，或请报送单位更正。"
    )


def _unit_mismatch(
    indicators: Sequence[str], unit_id: str, about: About, naming: Naming | None, programme: Programme
) -> SourceChanged:
    titles = "、".join(_title(indicator, programme) for indicator in indicators)
    where = about.unit or (about.candidates[0][1] if about.candidates else None)
    if where is not None and naming is not None and naming.indicator_id is not None:
        return _contradiction(naming, indicators[0], where, programme)
    unit = _title(unit_id, programme)
    place = f"{where.place} says {where.text!r}: " if where is not None else ""
    at = f"{where.place_zh}：" if where is not None else ""
    return SourceChanged(
        f"{place}{titles} is not measured in {unit}; nothing was taken. "
        f"中文：{at}{titles}不以{unit}计量，未采用任何数据。"
    )


_WORDS = {
    "indicator": ("which indicator its figures are of", "数据是哪个指标", "INDICATOR", "指标"),
    "unit": ("in which unit they are", "用什么计量单位", "UNIT", "单位"),
    "region": ("which region they are about", "是哪个地区", "REGION", "地区"),
}


def _needed(
    shape: Shape, sheet: Sheet, about: About, missing: Sequence[str], indicators: Sequence[str]
) -> NamingNeeded:
    english = " and ".join(_WORDS[option][0] for option in missing)
    chinese = "、".join(_WORDS[option][1] for option in missing)
    options = " ".join(f"--{option} {_WORDS[option][2]}" for option in missing)
    options_zh = " ".join(f"--{option} {_WORDS[option][3]}" for option in missing)
    read = "; ".join(f"{label.place}: {label.text.strip()!r}" for label in about.others[:3])
    several = ", ".join(indicators) if len(indicators) > 1 else ""
    noted = f" It says {read}, which names no known indicator." if read and "indicator" in missing else ""
    read_zh = "、".join(f"“{label.text.strip()}”（{label.place_zh}）" for label in about.others[:3])
    noted_zh = f"表上写有{read_zh}，不是已登记的指标名称。" if noted else ""
    if several and "indicator" in missing:
        noted += f" It may be {several}."
        noted_zh += f"可能是：{several}。"
    return NamingNeeded(
        f"Sheet {sheet.name!r} is a {shape.title_en}, but the file does not say {english}.{noted} "
        f"The file is archived, nothing of it is in force. Who knows says so: longmai ingest FILE {options} "
        "[--vintage VINTAGE] --by NAME (FILE may be the number of this submission). "
        f"中文：工作表“{sheet.name}”是{shape.title_zh}，但文件没有写明{chinese}。{noted_zh}文件已存档，其中数据均未采用。"
        f"请知情人指明：longmai ingest 文件 {options_zh} [--vintage 版本] --by 姓名（“文件”处也可填本报送件编号）。"
    )


def _told(found: Identity, sheet: Sheet, about: About, naming: Naming | None, programme: Programme) -> list[Finding]:
    findings = []
    if naming is not None:
        title = _title(found.indicator_id, programme)
        unit = _title(found.unit_id, programme)
        explanation = (
            f"Taken as {found.indicator_id} in {unit}, as {naming.person} names it. "
            f"中文：按 {naming.person} 的指明，作为“{title}”（{unit}）采用。"
        )
        findings.append(Finding(Severity.INFO, "named_by_a_person", explanation, sheet.name))
        findings += [
            Finding(
                Severity.WARNING,
                "title_not_understood",
                f"{label.place} says {label.text.strip()!r}, which is not a known name of {found.indicator_id}; "
                "check that it is the right one. "
                f"中文：{label.place_zh}写有“{label.text.strip()}”，请核对是否确为“{title}”。",
                sheet.name,
            )
            for label in about.others
        ]
    return findings


def without_vintage(sheet: Sheet) -> Finding:
    """A warning that figures are of no named release."""
    explanation = (
        "Nobody says to which release these figures belong: any named release is preferred to them. Name it with "
        "--vintage. 中文：未指明数据版本，凡已指明版本的数据优先采用；可用 --vintage 指明。"
    )
    return Finding(Severity.WARNING, "vintage_not_named", explanation, sheet.name)


def _title(name: str, programme: Programme) -> str:
    """The Chinese title of an indicator, a unit or a region; the id itself where it is none of them."""
    if (indicator := programme.indicators.get(name)) is not None:
        return indicator.title_zh
    if (unit := programme.units.get(name)) is not None:
        return unit.title_zh
    return region_title(name, programme) or name


def _fits(indicator_id: str, unit_id: str, programme: Programme) -> bool:
    try:
        conversion_factor(programme.units[unit_id], programme.units[programme.indicators[indicator_id].unit])
    except InvalidArgument:
        return False
    return True
