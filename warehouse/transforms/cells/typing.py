"""Types one column of text: exact values, and the violated rule of each rejected cell.

Nothing is inferred: the form declares the type. A cell that violates a rule has no value.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import partial

import polars as pl

from warehouse.domain.identifiers import CodeState, examine_credit_code, examine_enterprise_code
from warehouse.domain.made_key import made_key
from warehouse.domain.period import read_period
from warehouse.domain.unit import Units
from warehouse.errors import InvalidArgument
from warehouse.forms.datasets import QUANTITY
from warehouse.forms.form import CellType, Column
from warehouse.programme.programme import Programme
from warehouse.reading.number_formats import SCALED_NUMBER
from warehouse.reading.sheet_traits import FORMULA_WITHOUT_VALUE
from warehouse.transforms.cells.cleaning import clean_code, clean_date, clean_number, clean_text, fold
from warehouse.transforms.cells.declared import declared_rules
from warehouse.transforms.cells.plain import PlainCells
from warehouse.transforms.cells.region_names import LAST_KNOWN, known_regions
from warehouse.transforms.cells.units import take_units

_WIDE = pl.Decimal(38, 12)
"""Wide enough for a value of 12 integer digits times any conversion factor, exactly."""
_NUMBER = r"^-?(?:\d+\.?\d*|\.\d+)$"
_PLAIN = r"^-?[0-9]+(?:\.[0-9]+)?$"
_TOO_LONG = r"^-?0*[1-9]\d{12,}(?:\.\d*)?$"
_SCIENTIFIC = r"^-?\d+(?:\.\d+)?[eE][+-]?\d+$"
_ISO_DAY = r"^(?:19|20|21)\d{2}-\d{2}-\d{2}$"
_YEAR = r"^((?:19|20|21)\d{2})年度?$"
"""A year in a column of whole numbers: no other word may follow a number there."""
_SHEET_ERROR = r"^#[A-Z0-9/!?]+$"


@dataclass(frozen=True)
class TypedColumn:
    """The values of a column; per cell the violated rule (null where it is fine) and a note.

    `noted` are rules that do not reject the value: a repaired code, a rounded number.
    """

    values: pl.Series
    broken: pl.Series
    noted: pl.Series

    @property
    def is_clean(self) -> bool:
        """Whether no cell violates a rule or has a note."""
        return self.broken.null_count() == self.noted.null_count() == len(self.values)

    def held(self, mask: pl.Series, rule: str) -> TypedColumn:
        """The column with these cells held by a rule: without value and note."""
        if not mask.any():
            return self
        frame = pl.DataFrame({"value": self.values, "broken": self.broken, "noted": self.noted, "held": mask})
        found = frame.select(
            value=pl.when(~pl.col("held")).then("value"),
            broken=pl.when("held").then(pl.lit(rule)).otherwise("broken"),
            noted=pl.when(~pl.col("held")).then("noted"),
        )
        return TypedColumn(found["value"], found["broken"], found["noted"])


def type_column(
    column: Column,
    texts: pl.Series,
    programme: Programme,
    factor: Decimal = Decimal(1),
    released: pl.Series | None = None,
) -> TypedColumn:
    """Types a column of text; decimals are multiplied by `factor`, exactly, before the form's bounds are checked.

    A `released` cell is accepted despite a rule in rules.RELEASABLE.
    """
    frame = texts.alias("text").to_frame()
    text = pl.col("text")
    match column.cell_type:
        case CellType.DECIMAL:
            typed = _decimals(frame, column, factor, programme.units)
        case CellType.INTEGER:
            typed = _integers(frame)
        case CellType.DATE:
            typed = _typed(frame.select(text=clean_date(text)), _day(pl.col("text")), "not_a_date")
        case CellType.CODE:
            code = frame.select(text=clean_code(text))
            broken = pl.when(pl.col("text").str.contains(_SCIENTIFIC)).then(pl.lit("code_destroyed"))
            typed = _result(code, pl.col("text"), _first(broken, _sheet_error()))
        case CellType.CREDIT_CODE:
            typed = _credit_codes(frame.select(text=fold(text)), texts, column)
        case CellType.PERIOD:
            typed = _mapped(frame.select(text=fold(text)), _period, "not_a_period")
        case CellType.UNIT:
            typed = _mapped(frame.select(text=fold(text)), partial(_unit, units=programme.units), "unknown_unit")
        case CellType.REGION:
            typed = _regions(frame.select(text=fold(text)), programme)
        case CellType.MADE_KEY:
            typed = _made_keys(frame.select(text=clean_text(text)), column)
        case CellType.TEXT:
            typed = _result(frame.select(text=clean_text(text)), pl.col("text"), _sheet_error())
    return _check(typed, column, released)


def type_cells(
    column: Column,
    texts: pl.Series,
    plain: PlainCells | None,
    programme: Programme,
    factor: Decimal = Decimal(1),
    released: pl.Series | None = None,
) -> TypedColumn:
    """Like type_column, with the plain cells read already."""
    if plain is None:
        return type_column(column, texts, programme, factor, released)
    rest, nothing = plain.others, plain.nothing
    if rest.is_empty():
        return TypedColumn(plain.values, nothing, nothing)
    typed = type_column(
        column, texts.gather(rest), programme, factor, released.gather(rest) if released is not None else None
    )
    place = pl.int_range(len(texts), dtype=pl.UInt32, eager=True).scatter(
        rest, pl.int_range(len(texts), len(texts) + len(rest), dtype=pl.UInt32, eager=True)
    )
    return TypedColumn(
        plain.values.append(typed.values).gather(place),
        nothing.clone().scatter(rest, typed.broken),
        nothing.clone().scatter(rest, typed.noted),
    )


def _decimals(frame: pl.DataFrame, column: Column, factor: Decimal, units: Units) -> TypedColumn:
    text = pl.col("text")
    # Most columns hold plain digits only, which cleaning leaves unchanged.
    is_plain = bool(frame["text"].str.contains(_PLAIN).all())
    number = frame if is_plain else take_units(frame.select(text=clean_number(text)), column, factor, units)
    times = pl.lit(factor) if is_plain else pl.col("factor")
    nothing = pl.lit(None, dtype=pl.String)
    wide = number.select(
        wide=text.cast(_WIDE, strict=False) * times,
        text=text,
        unit_rule=nothing if is_plain else pl.col("unit_rule"),
        unit_noted=nothing if is_plain else pl.col("unit_noted"),
    )
    rounded = wide.with_columns(
        value=pl.col("wide").round(6, mode="half_to_even").cast(QUANTITY, strict=False),
    )
    broken = _first(
        _sheet_error(),
        pl.col("unit_rule"),
        pl.when(text.str.contains(_SCIENTIFIC)).then(pl.lit("scientific_notation")),
        pl.when(~text.str.contains(_NUMBER)).then(pl.lit("not_a_number")),
        pl.when(text.str.contains(_TOO_LONG) | pl.col("value").is_null() & text.is_not_null()).then(
            pl.lit("too_many_digits")
        ),
    )
    noted = pl.coalesce("unit_noted", pl.when(pl.col("value").cast(_WIDE) != pl.col("wide")).then(pl.lit("rounded")))
    return _result(rounded, pl.col("value"), broken, noted)


def _integers(frame: pl.DataFrame) -> TypedColumn:
    cleaned = clean_number(pl.col("text"))
    year = cleaned.str.extract(_YEAR)
    number = frame.select(text=pl.coalesce(year, cleaned.str.replace(r"\.0*$", "")))
    return _typed(number, pl.col("text").cast(pl.Int32, strict=False), "not_a_whole_number")


def _credit_codes(folded: pl.DataFrame, texts: pl.Series, column: Column) -> TypedColumn:
    # A null mark means no code; everything else is examined as received.
    received = folded.select(pl.when(pl.col("text").is_not_null()).then(texts.alias("received")))["received"]
    distinct = received.unique().to_list()
    examine = examine_enterprise_code if column.takes_earlier_code else examine_credit_code
    examined = [examine(text) for text in distinct]
    known = pl.DataFrame(
        {
            "text": pl.Series(distinct, dtype=pl.String),
            "code": pl.Series([code for code, _ in examined], dtype=pl.String),
            "state": pl.Series([state.value for _, state in examined], dtype=pl.String),
        }
    )
    cells = (
        received.alias("text").to_frame().join(known, on="text", how="left", nulls_equal=True, maintain_order="left")
    )
    state = pl.col("state")
    broken = pl.when(state.is_in([CodeState.DESTROYED, CodeState.MALFORMED])).then("credit_code_" + state)
    noted = pl.when(state.is_in([CodeState.REPAIRED, CodeState.CHECK_FAILED, CodeState.EARLIER])).then(
        "credit_code_" + state
    )
    return _result(cells, pl.col("code"), broken, noted)


def _mapped(cells: pl.DataFrame, parse: object, rule: str) -> TypedColumn:
    """There are few distinct texts, so each is parsed once."""
    assert callable(parse)
    distinct = cells["text"].drop_nulls().unique().to_list()
    known = pl.DataFrame(
        {
            "text": pl.Series(distinct, dtype=pl.String),
            "value": pl.Series([parse(text) for text in distinct], dtype=pl.String),
        }
    )
    return _typed(cells.join(known, on="text", how="left", maintain_order="left"), pl.col("value"), rule)


def _regions(cells: pl.DataFrame, programme: Programme) -> TypedColumn:
    names = known_regions(programme)
    distinct = cells["text"].drop_nulls().unique().to_list()
    found = [names.find(text) for text in distinct]
    known = pl.DataFrame(
        {
            "text": pl.Series(distinct, dtype=pl.String),
            "code": pl.Series([one.code for one in found], dtype=pl.String),
            "broken": pl.Series([one.broken for one in found], dtype=pl.String),
            "noted": pl.Series([LAST_KNOWN if one.is_partial else None for one in found], dtype=pl.String),
        }
    )
    joined = cells.join(known, on="text", how="left", maintain_order="left")
    return _result(joined, pl.col("code"), _first(_sheet_error(), pl.col("broken")), pl.col("noted"))


def _made_keys(cells: pl.DataFrame, column: Column) -> TypedColumn:
    """Codes made of names; a name that `stored` knows has its own."""
    known = column.stored or {}

    def key(name: str) -> str:
        made = made_key(name)
        return known.get(made, made)

    return _mapped(cells, key, "missing_value")


def _period(text: str) -> str | None:
    found = read_period(text)
    return str(found) if found is not None else None


def _unit(text: str, units: Units) -> str | None:
    try:
        return units.parse(text).unit_id
    except InvalidArgument:
        return None


def _check(typed: TypedColumn, column: Column, released: pl.Series | None) -> TypedColumn:
    """Applies the rules that the form declares; a violating value is removed."""
    frame = pl.DataFrame({"value": typed.values, "broken": typed.broken, "noted": typed.noted})
    frame = frame.with_columns(pl.lit(False).alias("released") if released is None else released.alias("released"))
    value, stays = pl.col("value"), pl.col("released")
    rules = [pl.col("broken")]
    for declared in declared_rules(column):
        breaks = declared.breaks(value) & ~stays if declared.is_releasable else declared.breaks(value)
        rules.append(pl.when(breaks).then(pl.lit(declared.rule)))
    return _result(frame, value, _first(*rules), pl.col("noted"))


def _sheet_error() -> pl.Expr:
    text = pl.col("text")
    return (
        pl.when(text == FORMULA_WITHOUT_VALUE)
        .then(pl.lit("formula_without_value"))
        .when(text.str.starts_with(SCALED_NUMBER))
        .then(pl.lit("scaled_number"))
        .when(text.str.contains(_SHEET_ERROR))
        .then(pl.lit("spreadsheet_error"))
    )


def _day(text: pl.Expr) -> pl.Expr:
    # Without checking the shape `16-3-31` would be a day of the year 16.
    return pl.when(text.str.contains(_ISO_DAY)).then(text).str.to_date("%Y-%m-%d", strict=False)


def _typed(cells: pl.DataFrame, value: pl.Expr, rule: str) -> TypedColumn:
    """Values where `text` could be parsed, `rule` where it is present but could not."""
    could_not = pl.when(value.is_null() & pl.col("text").is_not_null()).then(pl.lit(rule))
    return _result(cells, value, _first(_sheet_error(), could_not))


def _first(*rules: pl.Expr) -> pl.Expr:
    return pl.coalesce(*rules) if len(rules) > 1 else rules[0]


def _result(frame: pl.DataFrame, value: pl.Expr, broken: pl.Expr, noted: pl.Expr | None = None) -> TypedColumn:
    found = frame.select(
        value=pl.when(broken.is_null()).then(value),
        broken=broken,
        noted=pl.when(broken.is_null()).then(pl.lit(None, dtype=pl.String) if noted is None else noted),
    )
    return TypedColumn(found["value"], found["broken"], found["noted"])
