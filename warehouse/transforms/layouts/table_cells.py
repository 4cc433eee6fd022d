"""The cells of a table as long rows: one per value, with its place and with what header, labels and head say of it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import polars as pl

from warehouse.domain.folded import folded
from warehouse.domain.series_name import Frequency, name_key, written_name
from warehouse.programme.layout_declarations import FixedColumn, LayoutDeclaration, Part
from warehouse.programme.programme import Programme
from warehouse.reading.grid import Sheet
from warehouse.transforms.finding import Finding, Severity
from warehouse.transforms.layouts.about import About, Label, read_about
from warehouse.transforms.layouts.find_tables import ANY_CORNER, FixedTable, Table, notes_pattern
from warehouse.transforms.layouts.periods import frequency_of
from warehouse.transforms.layouts.regions import region_code
from warehouse.transforms.layouts.resolve import indicator_title, known_unit
from warehouse.wording import bilingual

_BRACKET = re.compile(r"(?P<name>.*\S) ?\((?P<unit>[^()]*)\)")
_TEXTS = ("name", "unit", "region", "frequency", "period")
_PLACES = ("name_row", "name_column", "period_row", "period_column")
_YEAR_WRITTEN = r"^\s*(?:(?:19|20)\d{2}\s*年|(?:19|20)\d{2}[Q-]|[1-4]Q)"
_NO_UNIT = re.compile(r"[-—–/]*|无")
_NUMBER = r"^-?\d+(?:\.\d+)?$"

Texts = dict[str, str | int | None]


@dataclass(frozen=True)
class Cells:
    """The cells of a table. `long` has a row per cell with a value, in the columns of LONG; `header_texts` are the
    texts of the header's rows by column letters and key.

    `steps` are columns of months that are the steps of the year to date, with what is said of them where they are not
    taken. `is_named_by_title`: the title or a person names indicator and unit, as far as `long` has none of its own.
    """

    long: pl.DataFrame
    findings: tuple[Finding, ...]
    rows_read: int
    header_texts: Mapping[str, Mapping[str, str]]
    about: About
    steps: Mapping[str, Finding] = field(default_factory=dict)
    is_named_by_title: bool = False
    has_regions: bool = True
    has_vintages: bool = False

    @property
    def has_indicators(self) -> bool:
        """Whether the headings name the indicators."""
        return not self.long["own_indicator"].is_null().any()


LONG: Mapping[str, pl.DataType | type[pl.DataType]] = {
    "row": pl.Int32,
    "source_column": pl.String,
    "value_received": pl.String,
    **dict.fromkeys(_TEXTS, pl.String),
    "name_row": pl.Int32,
    "name_column": pl.String,
    "period_row": pl.Int32,
    "period_column": pl.String,
    "own_indicator": pl.String,
    "own_kind": pl.String,
    "own_vintage": pl.String,
    "own_note": pl.String,
}
"""What is known of one value; a text is empty, and the frequency null, where the table does not say."""


def cells_of_table(layout: LayoutDeclaration, table: Table, programme: Programme) -> Cells:
    """The cells of a table with axes."""
    data, findings = _data_rows(layout, table)
    across = {letters: _of_column(table, letters, programme) for letters in table.across}
    labels = {row: _of_row(table, texts, programme) | _down_place(table, row) for row, texts in _labels(table, data)}
    parts = (table.variant.indicator, table.variant.region)
    about = (
        read_about(table.sheet, table.start, programme, has_corner=ANY_CORNER in table.variant.corner)
        if any(part is not None and part.title for part in parts)
        else About()
    )
    of_head = _of_head(table, about, programme)
    long = _unpivot(data, table.across)
    columns = _frame({letters: texts for letters, (texts, _) in across.items()}, "source_column", pl.String)
    rows = _frame(labels, "row", pl.Int32)
    long = long.join(columns, on="source_column", how="left", maintain_order="left")
    long = long.join(rows, on="row", how="left", maintain_order="left", suffix="_down")
    said = long.select(
        "row", "source_column", "value_received",
        *(pl.coalesce(name, f"{name}_down", pl.lit(of_head.get(name), dtype=kind)).alias(name)
          for name, kind in LONG.items() if name in (*_TEXTS, *_PLACES)),
    ).with_columns(pl.col("name", "unit", "region", "period").fill_null(""))  # fmt: skip
    if table.is_head_of_other_sheet:
        findings.append(_head_of_other_sheet(table))
    part = table.variant.indicator
    return Cells(
        _completed(said),
        tuple(findings),
        said["row"].n_unique(),
        {letters: texts for letters, (_, texts) in across.items()},
        about,
        is_named_by_title=part is not None and part.title,
    )


def cells_of_columns(layout: LayoutDeclaration, table: FixedTable, programme: Programme) -> Cells:
    """The cells of a table whose headings are always the same."""
    sheet, of = table.sheet, table.letters
    data = table.data
    roles = {column.holds: of[column.heading] for column in layout.column if column.holds not in ("value", "ignored")}
    values = {of[column.heading]: column for column in layout.column if column.holds == "value"}
    steps: dict[str, Finding] = {}
    for letters, column in values.items():
        if column.unless_step_of and not has_own_months(data, roles["period"], letters, of[column.unless_step_of]):
            explanation = bilingual(
                "The months of this column are the differences of the years to date and not shown to be published; not "
                "taken.",
                "本列各月数均为累计数之差，未见为公布数，不予采用。",
            )
            steps[letters] = Finding(
                Severity.INFO, "derived_months", explanation, sheet.name, table.start + 1, letters,
                column.heading, column.heading,
            )  # fmt: skip
    index = ["row", *dict.fromkeys(roles.values())]
    long = data.unpivot(list(values), index=index, variable_name="source_column", value_name="value_received")
    long = long.filter(pl.col("value_received").str.strip_chars() != "")
    by_column: dict[str, dict[str, str | None]] = {
        "own_indicator": {letters: column.indicator or None for letters, column in values.items()},
        "own_kind": {letters: column.period_kind or None for letters, column in values.items()},
        "unit": {letters: column.unit for letters, column in values.items()},
        "name": {
            letters: indicator_title(column.indicator, programme) or (column.heading if len(values) > 1 else "")
            for letters, column in values.items()
        },
    }
    vintage = pl.col(roles["vintage"]).str.strip_chars() if "vintage" in roles else pl.lit(None, dtype=pl.String)
    if any(column.has_sorting_letter for column in layout.column):
        vintage = vintage.str.replace(r"^[A-Z]_", "")
    said = long.select(
        "row", "source_column", "value_received",
        *(pl.col("source_column").replace_strict(texts, default=None, return_dtype=pl.String).alias(name)
          for name, texts in by_column.items()),
        region=pl.col(roles["region"]).str.strip_chars().fill_null("") if "region" in roles else pl.lit(""),
        period=pl.col(roles["period"]).str.strip_chars().fill_null(""),
        name_row=pl.lit(table.start + 1, pl.Int32), name_column=pl.col("source_column"),
        period_row=pl.col("row"), period_column=pl.lit(roles["period"]),
        own_vintage=vintage,
        own_note=pl.col(roles["note"]) if "note" in roles else pl.lit(None, dtype=pl.String),
    )  # fmt: skip
    return Cells(
        _completed(said),
        (),
        data.height,
        {},
        _about_columns(sheet, table, values, programme),
        steps,
        is_named_by_title=True,
        has_regions="region" in roles,
        has_vintages="vintage" in roles,
    )


def _about_columns(sheet: Sheet, table: FixedTable, values: Mapping[str, FixedColumn], programme: Programme) -> About:
    """What the lines around a table say, and what its headings say."""
    about = read_about(sheet, table.start, programme)
    letters, first = next(iter(values.items()))
    place = Label("", sheet.name, f"{letters}{table.start + 1}", first.heading)
    if first.unit and (unit := known_unit(first.unit, programme.units)) is not None:
        about = replace(about, unit=replace(place, value=unit.unit_id))
    if first.indicator:
        about = About(((frozenset({first.indicator}), place),), about.unit, about.region)
    return about


def _head_of_other_sheet(table: Table) -> Finding:
    of = next(iter(table.head.values())).sheet
    explanation = bilingual(
        f"The sheet has no lines above its table; those of sheet {of!r} hold.",
        f"本表上方没有说明行，按工作表“{of}”的说明读取。",
    )
    return Finding(Severity.INFO, "head_of_other_sheet", explanation, table.sheet.name)


def has_own_months(data: pl.DataFrame, period: str, month: str, to_date: str) -> bool:
    """Whether a month differs by more than rounding from the step of the year to date."""
    read = data.select(
        pl.col(period).str.slice(0, 7).alias("period"),
        digits=pl.col(month).str.extract(r"\.(\d+)\s*$", 1).str.len_chars().fill_null(0),
        **{
            name: pl.when(pl.col(letters).str.strip_chars().str.contains(_NUMBER)).then(
                pl.col(letters).str.strip_chars().str.to_decimal(scale=6)
            )
            for letters, name in ((month, "month"), (to_date, "ytd"))
        },
    ).sort("period")
    step = pl.col("ytd") - pl.col("ytd").shift(1).over(pl.col("period").str.head(4))
    off = (pl.col("month") - step).abs().cast(pl.Float64) > 1.5 * pl.lit(10.0).pow(-pl.col("digits").cast(pl.Float64))
    return bool(read.select(off.any()).item())


def _completed(said: pl.DataFrame) -> pl.DataFrame:
    return said.select(
        (pl.col(name) if name in said.columns else pl.lit(None)).cast(kind).alias(name) for name, kind in LONG.items()
    )


def _frame(texts: Mapping[str, Texts] | Mapping[int, Texts], key: str, kind: type[pl.DataType]) -> pl.DataFrame:
    schema = {key: kind, **{name: LONG[name] for name in (*_TEXTS, *_PLACES)}}
    return pl.DataFrame([{key: at, **said} for at, said in texts.items()], schema=schema)


def _data_rows(layout: LayoutDeclaration, table: Table) -> tuple[pl.DataFrame, list[Finding]]:
    """The rows of a table with `row`: until a note, a further header or a row of periods below other periods."""
    sheet = table.sheet
    row = pl.int_range(table.end + 1, table.end + 1 + pl.len(), dtype=pl.Int32).alias("row")
    below = sheet.cells.slice(table.end).with_columns(row)
    firsts = [folded(text) for text in below["A"]]
    corners = {corner for variant in layout.variant for corner in (*variant.corner, *variant.rows)}
    notes = notes_pattern(layout)
    # Another region or indicator named below is another table, whose values are none of this one.
    heads = tuple(f"{folded(key)}:" for key in layout.head)
    stops = [
        number
        for number, first in enumerate(firsts)
        if first and (first in corners or notes.match(first) or first.startswith(heads))
    ]
    if table.variant.down != "period":
        value_columns = [letters for letters in below.columns if letters not in ("A", "row")]
        dated = below.select(
            pl.any_horizontal(pl.col(value_columns).str.contains(_YEAR_WRITTEN).fill_null(False)).arg_true()
        ).to_series()
        stops += dated.to_list()[:1]
    end = min(stops, default=below.height)
    findings = _rows_not_read(table, below.slice(end))
    data = below.head(end)
    findings += _values_without_heading(table, data)
    filled = pl.any_horizontal(pl.col(list(table.across)).str.strip_chars().fill_null("") != "")
    data = data.filter(filled)
    is_labelled = pl.col("A").str.strip_chars().fill_null("") != ""
    unlabelled = data.filter(~is_labelled)["row"].to_list()
    if unlabelled:
        findings.append(_unread(table.sheet, "values_without_label", unlabelled, None))
    return data.filter(is_labelled), findings


def _rows_not_read(table: Table, rest: pl.DataFrame) -> list[Finding]:
    """A warning about further rows with values below the end of a table; notes are not values."""
    filled = rest.select(
        "row", filled=pl.sum_horizontal(pl.exclude("row").str.strip_chars().fill_null("") != "")
    ).filter(pl.col("filled") > 1)
    return [_unread(table.sheet, "rows_not_read", filled["row"].to_list(), None)] if filled.height else []


def _values_without_heading(table: Table, data: pl.DataFrame) -> list[Finding]:
    known = {"A", "row", *table.across, *table.beside}
    rest = [letters for letters in data.columns if letters not in known and letters in table.sheet.filled]
    if not rest:
        return []
    found = data.filter(pl.any_horizontal(pl.col(rest).str.strip_chars().fill_null("") != ""))
    return [_unread(table.sheet, "values_without_heading", found["row"].to_list(), rest[0])] if found.height else []


_UNREAD = {
    "rows_not_read": (
        "Below the table are further rows with values ({rows}), under another header or after the notes; they were not "
        "read. Send them as a file or sheet of their own if they are needed.",
        "表后另有带数值的行（{rows}），位于另一表头之下或附注之后，未读取；如需采用，请单独成表报送。",
    ),
    "values_without_heading": (
        "Values without a heading above them (rows {rows}) were not taken. Give the columns their headings.",
        "无列标题的数值（第 {rows} 行）未采用；请补列标题。",
    ),
    "values_without_label": (
        "Values without a label at the left (rows {rows}) were not taken. Give the rows their labels.",
        "左侧无名称的数值（第 {rows} 行）未采用；请补名称。",
    ),
}


def _unread(sheet: Sheet, rule: str, rows: list[int], letters: str | None) -> Finding:
    span = str(rows[0]) if len(rows) == 1 else f"{rows[0]}-{rows[-1]}"
    en, zh = (text.format(rows=span) for text in _UNREAD[rule])
    return Finding(Severity.WARNING, rule, bilingual(en, zh), sheet.name, rows[0], letters)


def _unpivot(data: pl.DataFrame, across: tuple[str, ...]) -> pl.DataFrame:
    long = data.unpivot(list(across), index="row", variable_name="source_column", value_name="value_received")
    return long.filter(pl.col("value_received").str.strip_chars() != "")


def _of_column(table: Table, letters: str, programme: Programme) -> tuple[Texts, dict[str, str]]:
    """What the header says of a column: texts by axis, and the texts of its rows by their first cells."""
    said: Texts = {}
    by_key: dict[str, str] = {}
    index = table.sheet.cells.columns.index(letters)
    for number, row in enumerate(table.sheet.first_rows(table.end)[table.start :], start=table.start):
        key = folded(row[0])
        axis = table.variant.rows.get(key) if table.variant.rows else table.variant.across
        text = (row[index] or "").strip()
        by_key[key] = text
        said |= _said(table, axis, text, number + 1, letters, programme)
    return said, by_key


def _labels(table: Table, data: pl.DataFrame) -> list[tuple[int, dict[str, str]]]:
    columns = ["A", *table.beside]
    return [(row, dict(zip(columns, texts, strict=True))) for row, *texts in data.select("row", *columns).rows()]


def _of_row(table: Table, texts: Mapping[str, str | None], programme: Programme) -> Texts:
    said = _said(table, table.variant.down, (texts["A"] or "").strip(), None, None, programme)
    for letters, axis in table.beside.items():
        if text := (texts[letters] or "").strip():
            said |= _said(table, axis, text, None, None, programme)
    return said


def _down_place(table: Table, row: int) -> Texts:
    if table.variant.down == "period":
        return {"period_row": row, "period_column": "A"}
    return {"name_row": row, "name_column": "A"} if table.variant.across != "indicator" else {}


def _said(
    table: Table, axis: str | None, text: str, row: int | None, letters: str | None, programme: Programme
) -> Texts:
    """What a text says as a name of an axis; `row` and `letters` are its place in the header."""
    if axis == "indicator":
        name, unit, region = split_name(text, programme, table.variant.split)
        said: Texts = {"name": name}
        if unit:
            said["unit"] = unit
        if region:
            said["region"] = region
        return said | ({"name_row": row, "name_column": letters} if row is not None else {})
    if axis == "period":
        return {"period": text} | ({"period_row": row, "period_column": letters} if row is not None else {})
    if axis == "frequency":
        # A word that we do not know is no month: the series stays one of days.
        return {"frequency": (frequency_of(text) or Frequency.DAY).value} if text else {}
    if axis == "region":
        place: Texts = {"name_row": row, "name_column": letters} if row is not None else {}
        return {"region": text} | (place if table.variant.across == "region" else {})
    return {"unit": text} if axis == "unit" and not _NO_UNIT.fullmatch(text) else {}


def _of_head(table: Table, about: About, programme: Programme) -> dict[str, str | int | None]:
    """What the lines above a table say of all its values."""
    said: dict[str, str | int | None] = {}
    variant = table.variant
    for axis, part in (("indicator", variant.indicator), ("region", variant.region), ("period", variant.period)):
        if part is None:
            continue
        line = table.head.get(part.head)
        if line is not None:
            row, letters = line.row, line.letters
            said |= _said(table, axis, line.value, row, letters, programme)
        elif part.otherwise and _holds(table, part):
            said |= _said(table, axis, part.otherwise, None, None, programme)
        elif axis == "region" and part.title and about.region is not None:
            said["region"] = about.region.value
    return said


def _holds(table: Table, part: Part) -> bool:
    line = table.head.get(part.where)
    return line is not None and name_key(line.value).casefold() in {name_key(one).casefold() for one in part.where_is}


def split_name(text: str, programme: Programme, split: str = "") -> tuple[str, str, str]:
    """Name, unit and region of a label: the unit is in its last bracket, the region is what `split` takes off."""
    written = written_name(text)
    region = ""
    if split:
        before, mark, after = written.partition(":")
        if mark and region_code(before, programme) is not None:
            region, written = before, after
        return written, "", region
    match = _BRACKET.fullmatch(written)
    return (match["name"], match["unit"].strip(), "") if match is not None else (written, "", "")
