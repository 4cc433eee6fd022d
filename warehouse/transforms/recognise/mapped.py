"""Recognises somebody else's list by its mapping: a row, or two rows, with every heading that the mapping names.

Headings are compared in full, unit and brackets included; only blanks, width and case are folded.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from warehouse.domain.folded import folded
from warehouse.domain.unit import Unit, Units
from warehouse.errors import InvalidArgument, NamingNeeded, SourceChanged
from warehouse.forms.form import Form
from warehouse.forms.list_mapping import NO_HEADING, ListMapping, MappedColumn, bracket_of, heading_key
from warehouse.forms.mapped_form import NAME
from warehouse.programme.programme import Programme
from warehouse.reading.grid import Sheet, cell_address, column_letters
from warehouse.transforms.recognise.header import (
    SEARCHED_ROWS,
    Header,
    HeaderCandidate,
    Place,
    Row,
    further_rows,
    read_header,
    refuse_values_without_heading,
    with_rows_below,
)
from warehouse.transforms.recognise.heading import Heading
from warehouse.wording import CHINESE

_LISTED = 20
_NEAR = 0.6
"""The share of a mapping's headings from which a file is said to be near it."""


@dataclass(frozen=True)
class MappedFit:
    """A sheet with headings of a mapping: those of the mapping that are missing, and those of the sheet in excess."""

    form: Form
    candidate: HeaderCandidate
    missing: tuple[str, ...]
    extra: tuple[str, ...]


def fit_of(sheet: Sheet, forms: Sequence[Form], is_exact: bool = False) -> MappedFit | None:
    """The mapping of a sheet: of those that fit the one without headings in excess; with `is_exact` no other.

    Raises SourceChanged, naming them, where it is not one.
    """
    fits = [found for form in forms if (found := _best(sheet, form)) is not None and not found.missing]
    whole = [found for found in fits if not found.extra] or (fits if not is_exact else [])
    if len(whole) > 1:
        names = [_mapping(found.form).name for found in whole]
        raise SourceChanged(
            f"Sheet {sheet.name!r} fits {len(names)} mappings: {', '.join(names)}.",
            "Remove all but one of them from the programme.",
            zh=f"工作表“{sheet.name}”同时符合 {len(names)} 个映射：{'、'.join(names)}；请在方案中只保留一个。",
        )
    return whole[0] if whole else None


def nearest(sheets: Sequence[Sheet], forms: Sequence[Form]) -> tuple[str, str] | None:
    """What a file lacks of the mapping that it is nearest to, in English and Chinese; None where it is near none."""
    fits = [found for sheet in sheets for form in forms if (found := _best(sheet, form)) is not None]
    share = {id(found): 1 - len(found.missing) / len(_mapping(found.form).headings) for found in fits}
    best = max(fits, key=lambda found: share[id(found)], default=None)
    if best is None or share[id(best)] < _NEAR:
        return None
    name, listed = _mapping(best.form).name, "、".join(best.missing[:_LISTED])
    return (
        f"Of the headings of the mapping '{name}' it lacks {listed}.",
        f"它缺少映射“{name}”的列标题：{listed}；请修改该映射，或用 longmai map 另建一个。",
    )


def header_of(sheet: Sheet, form: Form, candidate: HeaderCandidate, programme: Programme) -> Header:
    """The header of a sheet, by our headings or by those of a mapping. Raises SourceChanged or NamingNeeded."""
    if form.mapping is None:
        return read_header(sheet, form, candidate, programme)
    return _read(sheet, form, candidate, programme)


def _read(sheet: Sheet, form: Form, candidate: HeaderCandidate, programme: Programme) -> Header:
    mapping = _mapping(form)
    wanted = {heading_key(heading) for heading in mapping.headings}
    ignored = set(map(heading_key, mapping.ignored))
    at: dict[str, int] = {}
    extra: list[tuple[str, str]] = []
    for index, options in enumerate(candidate.headings):
        address = cell_address(candidate.end - 1, index)
        if not options:
            if NO_HEADING not in mapping.ignored:
                refuse_values_without_heading(sheet, candidate, index)
            continue
        option = next((option for option in options if option.key in wanted), None)
        if option is None:
            extra.append((address, options[0].label))
        elif option.key in at and option.key not in ignored:
            raise SourceChanged(
                f"Sheet {sheet.name!r}, cell {address}: the heading '{option.label}' stands twice, "
                f"also in column {column_letters(at[option.key])}.",
                "Leave one of them.",
                zh=f"工作表“{sheet.name}”{address} 单元格：列标题“{option.label}”重复，"
                f"{column_letters(at[option.key])} 列也有；请只保留一个。",
            )
        else:
            at[option.key] = index
    if extra:
        raise NamingNeeded(*_extra(sheet, mapping, extra))
    places: dict[str, Place] = {}
    for column in mapping.column:
        if not column.sources:
            continue
        indexes = [at[heading_key(heading)] for heading in column.sources]
        *further, letters = map(column_letters, indexes)
        heading, cell = column.sources[-1], cell_address(candidate.end - 1, indexes[-1])
        places[column.to] = Place(
            letters,
            folded(heading),
            heading,
            unit_of(form, column, programme.units),
            None,
            cell,
            heading,
            tuple(further),
        )
    if mapping.key_from_name is not None:
        # Last, so that its cells are those of the name.
        places = {**places, mapping.key_from_name: places[NAME]}
    return with_rows_below(sheet, form, candidate, places, programme)


def unit_of(form: Form, column: MappedColumn, units: Units) -> Unit | None:
    """The unit of a column of the list: from the mapping, else from the bracket of its heading; None for a column
    without unit, where a bracket may hold anything."""
    if form.column(column.to).unit_id is None or not column.sources:
        return None
    return units.parse(column.unit) if column.unit is not None else unit_in(column.sources[-1], units)


def unit_in(heading: str, units: Units) -> Unit | None:
    """The unit in the bracket of a heading."""
    try:
        return units.parse(bracket_of(heading))
    except InvalidArgument:
        return None


def _extra(sheet: Sheet, mapping: ListMapping, extra: Sequence[tuple[str, str]]) -> tuple[str, str]:
    listed = ", ".join(f"{address} '{label}'" for address, label in extra[:_LISTED])
    zh = "、".join(f"{address}“{label}”" for address, label in extra[:_LISTED])
    return (
        f"Sheet {sheet.name!r} has {len(extra)} headings that the mapping '{mapping.name}' does not name: {listed}. "
        "Nothing of the file was taken.",
        f"Add them to mappings/{mapping.name}.toml, as columns or as ignored, and apply the programme; where earlier "
        "files of the list lack them, add them to a copy of it, so that each fits its own. "
        f"{CHINESE}工作表“{sheet.name}”有 {len(extra)} 个列标题不在映射“{mapping.name}”中：{zh}。整份文件暂未采用；"
        f"请在 mappings/{mapping.name}.toml 中补为 column 或 ignored 后应用方案；"
        "如以前的名单没有这些列，请另存一份映射并在其中补充，使新旧名单各有其映射。",
    )


def _best(sheet: Sheet, form: Form) -> MappedFit | None:
    """The rows of a sheet with most of the mapping's headings; None where none has any."""
    best: MappedFit | None = None
    for searched in (SEARCHED_ROWS, further_rows(sheet)):
        for fit in _fits(sheet.first_rows(searched), form):
            if best is None or _rank(fit) < _rank(best):
                best = fit
        if best is not None and not best.missing:
            break
    return best


def _rank(fit: MappedFit) -> tuple[int, int, int]:
    return len(fit.missing), len(fit.extra), fit.candidate.end - fit.candidate.start


def _fits(rows: Sequence[Row], form: Form) -> Iterator[MappedFit]:
    mapping = _mapping(form)
    wanted = {heading_key(heading): heading for heading in mapping.headings}
    for start, row in enumerate(rows):
        single = tuple(_one(text) for text in row)
        for end, headings in ((start + 1, single), (start + 2, _two(row, rows[start + 1 : start + 2]))):
            keys = {option.key for options in headings for option in options}
            missing = tuple(heading for key, heading in wanted.items() if key not in keys)
            if len(missing) == len(wanted):
                continue
            extra = tuple(
                options[0].label for options in headings if options and wanted.keys().isdisjoint(o.key for o in options)
            )
            candidate = HeaderCandidate(start, end, headings, frozenset(), len(extra))
            yield MappedFit(form, candidate, missing, extra)


def _one(text: str | None) -> tuple[Heading, ...]:
    label = folded(text)
    return (Heading(label),) if label else ()


def _two(upper: Row, below: Sequence[Row]) -> tuple[tuple[Heading, ...], ...]:
    """The headings of two rows, `upper|lower`; a merged upper cell has its text in the first column only."""
    found: list[tuple[Heading, ...]] = []
    above = ""
    for first, second in zip(upper, below[0] if below else (), strict=False):
        above = folded(first) or above
        lower = folded(second)
        if lower:
            found.append((Heading(f"{above}|{lower}"), Heading(lower)) if above else (Heading(lower),))
        else:
            found.append(_one(first))
    return tuple(found)


def _mapping(form: Form) -> ListMapping:
    if form.mapping is None:
        raise TypeError(f"{form.form_id} is not read by a mapping.")
    return form.mapping
