"""Recognises the form or layout of a file by its title and the headings of its table, never by its name."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from warehouse.domain.folded import folded
from warehouse.errors import SourceChanged
from warehouse.forms.form import Form
from warehouse.forms.registry import FORMS
from warehouse.programme.programme import Programme
from warehouse.reading.grid import Sheet
from warehouse.transforms.layouts.layout import Layout
from warehouse.transforms.layouts.registry import layouts_in_force
from warehouse.transforms.recognise.header import SEARCHED_ROWS, HeaderCandidate, Row, find_header, further_rows
from warehouse.transforms.recognise.mapped import fit_of, nearest
from warehouse.wording import CHINESE, Words

_ENOUGH_WITH_MARK = 0.3
_TO_MAP = Words(
    en="A list with headings of its own comes in by a mapping: longmai map FILE --to FORM.",
    zh="列标题不同的名单可用 longmai map 建立映射后读入。",
)
_ENOUGH = 0.6
"""The share of a form's required columns that a file must have to be recognised."""


@dataclass(frozen=True)
class FormSheets:
    """A form, and the sheets that hold it with their header rows."""

    form: Form
    tables: tuple[tuple[Sheet, HeaderCandidate], ...]


@dataclass(frozen=True)
class _Fit:
    form: Form
    candidate: HeaderCandidate | None
    coverage: float
    has_mark: bool

    @property
    def is_enough(self) -> bool:
        return self.coverage >= (_ENOUGH_WITH_MARK if self.has_mark else _ENOUGH)

    @property
    def is_whole(self) -> bool:
        """Whether the sheet has every required column of the form and no other heading."""
        return self.coverage == 1 and self.candidate is not None and not self.candidate.unknown_count

    @property
    def is_enough_for_second_form(self) -> bool:
        """Whether a further sheet is this form: a list of regions must not pass for half a register."""
        return self.coverage == 1 or (self.has_mark and self.is_enough)

    @property
    def rank(self) -> float:
        return self.coverage + 0.5 * self.has_mark


def find_layout(sheets: tuple[Sheet, ...], programme: Programme) -> Layout | None:
    """The third party's layout of the sheets, if any."""
    return next((layout for layout in layouts_in_force(programme) if layout.fits(sheets, programme)), None)


def fits_mapping(sheets: tuple[Sheet, ...], programme: Programme) -> bool:
    """Whether a sheet has all headings of a mapping and no other."""
    mappings = programme.mapped_forms
    return any(
        fit_of(sheet, mappings, is_exact=True) is not None for sheet in sheets if mappings and not sheet.is_empty
    )


def recognise_forms(
    sheets: tuple[Sheet, ...], programme: Programme
) -> tuple[tuple[FormSheets, ...], tuple[Sheet, ...]]:
    """The forms of a file, the best match first, and the sheets without a form.

    Each sheet is examined separately; a sheet that matches the first form belongs to it, unless another form matches
    better. A sheet that no form fits in full is read by the mapping that names all of its headings, if there is one.
    Raises SourceChanged, naming the nearest form or mapping and what it lacks, where no sheet matches any.
    """
    mappings = programme.mapped_forms
    fits = {sheet.name: _fits(sheet, programme) for sheet in sheets if not sheet.is_empty}
    if not fits:
        raise SourceChanged(
            "The file has no cell with a value.", "Send it again.", zh="文件中没有任何内容；请重新报送。"
        )
    mapped = {
        sheet.name: found
        for sheet in sheets
        if mappings and sheet.name in fits and not any(fit.is_whole for fit in fits[sheet.name])
        # A sheet with more headings than a mapping names is left to a form that it nearly fits.
        if (found := fit_of(sheet, mappings, any(fit.is_enough for fit in fits[sheet.name]))) is not None
    }
    best = max(
        (fit for name, of_sheet in fits.items() if name not in mapped for fit in of_sheet),
        key=lambda fit: fit.rank,
        default=None,
    )
    if best is None or not best.is_enough or best.candidate is None:
        if best is not None and not mapped:
            raise SourceChanged(*_nothing_fits(best, nearest([s for s in sheets if not s.is_empty], mappings)))
        best = None
    tables: dict[Form, list[tuple[Sheet, HeaderCandidate]]] = {best.form: []} if best is not None else {}
    others = []
    for sheet in sheets:
        if sheet.name in mapped:
            by_mapping = mapped[sheet.name]
            tables.setdefault(by_mapping.form, []).append((sheet, by_mapping.candidate))
            continue
        fit = _form_of(fits[sheet.name], best.form) if best is not None and sheet.name in fits else None
        if fit is not None and fit.candidate is not None:
            tables.setdefault(fit.form, []).append((sheet, fit.candidate))
        elif sheet.name in fits:
            others.append(sheet)
    return tuple(FormSheets(form, tuple(of)) for form, of in tables.items()), tuple(others)


def _form_of(fits: list[_Fit], first: Form) -> _Fit | None:
    """The sufficient match of a sheet: with the first form of the file, or with one that matches better."""
    main = next(fit for fit in fits if fit.form is first)
    own = max((fit for fit in fits if fit.is_enough_for_second_form), key=lambda fit: fit.rank, default=main)
    selected = own if own.rank > main.rank or not main.is_enough else main
    return selected if selected.is_enough else None


def _fits(sheet: Sheet, programme: Programme) -> list[_Fit]:
    """How well each form matches; where none does, its header is searched for further below."""
    fits = [_fit(sheet, form, programme, SEARCHED_ROWS) for form in FORMS.values()]
    searched = further_rows(sheet)
    if searched <= SEARCHED_ROWS or any(fit.is_enough for fit in fits):
        return fits
    further = [_fit(sheet, form, programme, searched) for form in FORMS.values()]
    return further if any(fit.is_enough for fit in further) else fits


def _fit(sheet: Sheet, form: Form, programme: Programme, searched: int) -> _Fit:
    candidate = find_header(sheet, form, programme, searched)
    required = {column.name for column in form.columns if column.required}
    found = required & candidate.matched if candidate is not None else set()
    titles = sheet.first_rows(candidate.start if candidate is not None else SEARCHED_ROWS)
    text = folded(sheet.name) + _normalised(tuple(titles))
    return _Fit(form, candidate, len(found) / len(required), any(mark in text for mark in form.title_marks))


@lru_cache(maxsize=16)
def _normalised(rows: tuple[Row, ...]) -> str:
    return "".join(folded(cell) for row in rows for cell in row)


def _nothing_fits(nearest: _Fit, mapping: tuple[str, str] | None) -> tuple[str, str]:
    titles = "、".join(form.title_zh for form in FORMS.values())
    known = f"Known forms: {titles}."
    if mapping is not None:
        return f"The file fits no form. {mapping[0]}", f"{known} {CHINESE}文件不符合任何报表。{mapping[1]}"
    if nearest.candidate is None and not nearest.has_mark:
        return (
            "The file matches none of our forms and no known layout.",
            f"{known} {_TO_MAP.en} {CHINESE}这个文件不是已知的报表，也不是已知的其他格式；请使用报表模板。{_TO_MAP.zh}",
        )
    matched = nearest.candidate.matched if nearest.candidate is not None else frozenset()
    missing = [column.heading for column in nearest.form.columns if column.required and column.name not in matched]
    return (
        f"The file fits no form; the nearest is {nearest.form.title_zh}, of which it lacks "
        f"{'、'.join(missing[:5])}{' …' if len(missing) > 5 else ''}.",
        f"{known} {_TO_MAP.en} {CHINESE}文件不符合任何报表；"
        f"最接近《{nearest.form.title_zh}》，但缺少 {len(missing)} 栏："
        f"{'、'.join(missing[:5])}{'等' if len(missing) > 5 else ''}；请使用报表模板。{_TO_MAP.zh}",
    )
