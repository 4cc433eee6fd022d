"""The growth bridge of one subject between any two periods of a kind, computed on request.

Periods exactly one year apart are those of mart.growth_bridge and give its numbers. Any other pair is laid out as if it
were one year apart and goes through the same functions: the base is the firm's own report of the earlier period (its
later return restates the year before and no other), and the products of a period are one slot with unit values.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import polars as pl

from warehouse.domain.period import Period, PeriodKind, months_covered, parse_period
from warehouse.errors import InvalidArgument
from warehouse.measures.exact_sums import exact_sum
from warehouse.measures.growth.bridge import weighted, yuan
from warehouse.measures.growth.coefficients import NO_COEFFICIENTS, OF
from warehouse.measures.growth.firm_changes import firm_states, mergers_of, total_values
from warehouse.measures.growth.growth import with_weights
from warehouse.measures.growth.growth_rows import (
    IN_BRIDGE,
    GrowthBounds,
    bridge_rows,
    cell_rows,
    known_coefficients,
    with_causes,
    with_exemptions,
)
from warehouse.measures.growth.period_pairs import with_quarters_and_years
from warehouse.measures.rate import stored_rate
from warehouse.measures.reason import Reason
from warehouse.rules.rule_sets import RuleSet

_SIGNED = ("price", "volume", "structure", "remainder", "scope", "method", "revision", "total", "mix")
_ALSO_SIGNED = ("price_known", "volume_known", "remainder_known", "price_fisher", "volume_fisher")
_FIRST_YEAR = 1900
_AMOUNTS = tuple(f"{name}_cny" for name in (*_SIGNED, *_ALSO_SIGNED))


@dataclass(frozen=True)
class BridgeRequest:
    """A subject, a measure and two periods of one kind. `is_as_published`: the base is what was first received."""

    subject_kind: str
    subject_id: str
    measure: str
    kind: PeriodKind
    from_period: Period
    to_period: Period
    is_as_published: bool = False

    @property
    def source_measure(self) -> str:
        """The reported measure that it is made of."""
        return OF.get(self.measure, self.measure)

    @property
    def is_stored(self) -> bool:
        """Whether mart.growth_bridge has this pair."""
        return self.to_period.year_earlier() == self.from_period

    @property
    def is_reversed(self) -> bool:
        return self.to_period < self.from_period

    @property
    def years(self) -> tuple[int, int]:
        return self.from_period.year, self.to_period.year

    def reversed(self) -> BridgeRequest:
        return replace(self, from_period=self.to_period, to_period=self.from_period)

    def refusal(self) -> Reason | None:
        """Why there can be no bridge, whatever was reported."""
        if self.measure not in IN_BRIDGE:
            return Reason.NOT_MODELLED
        months = [period.month for period in (self.from_period, self.to_period)]
        if 1 in months or (self.kind is PeriodKind.MONTH and 2 in months):
            return Reason.COMBINED_MONTHS
        covered = {months_covered(period, self.kind) for period in (self.from_period, self.to_period)}
        return None if len(covered) == 1 else Reason.MONTHS_DIFFER


def read_pair(kind: PeriodKind, from_text: str, to_text: str) -> tuple[Period, Period]:
    """The two periods. Raises InvalidArgument for a text that is no period of the kind."""
    periods = []
    for name, text in (("from", from_text), ("to", to_text)):
        try:
            period = parse_period(text)
            months_covered(period, kind)
            if period.year < _FIRST_YEAR:
                raise InvalidArgument("A year of no calendar in use.")
            if kind is PeriodKind.POINT or (kind is PeriodKind.YTD and period.month is None):
                raise InvalidArgument("A stock, or a quarter as year to date.")
        except InvalidArgument:
            raise InvalidArgument(
                f"'{name}': '{text[:20]}' is not a period of the kind {kind.upper()}.",
                "Write 2016-03 for MONTH and YTD, 2016-Q1 for QUARTER, 2016 for YEAR.",
                zh=f"“{name}”：“{text[:20]}”不是该类期间。当月与累计写作 2016-03，季度写作 2016-Q1，年度写作 2016。",
            ) from None
        periods.append(period)
    return periods[0], periods[1]


def bridge_on_request(
    request: BridgeRequest, inputs: Mapping[str, pl.LazyFrame], rules: Sequence[RuleSet[GrowthBounds]]
) -> pl.LazyFrame:
    """One row in the columns of mart.growth_bridge with `is_unit_value`, or none where a side has no value.

    `inputs` are tables by key, with the rows of the subject's firms and of both years.
    """
    if request.is_reversed:
        return _negated(bridge_on_request(request.reversed(), inputs, rules))
    totals, products, known = _laid_out(request, inputs)
    changes = inputs["core.enterprise_change"]
    rows = bridge_rows(
        totals,
        cell_rows(products, changes),
        inputs["mart.subject_enterprise"],
        changes,
        inputs["core.enterprise"],
        known=known,
        rules=rules,
        exemptions=inputs["core.reporting_exemption"],
        from_end=pl.lit(request.from_period.end_date),
    )
    stored_label = str(request.to_period)
    return rows.filter(
        (pl.col("subject_kind") == request.subject_kind)
        & (pl.col("subject_id") == request.subject_id)
        & (pl.col("measure") == request.measure)
        & (pl.col("period_kind") == request.kind.value)
        & (pl.col("to_period") == stored_label)
    ).with_columns(
        from_period=pl.lit(str(request.from_period)),
        to_period=pl.lit(stored_label),
        is_unit_value=pl.lit(not request.is_stored),
        # Why a firm is in one period only is judged over one year.
        cause=pl.col("cause") if request.is_stored else pl.lit(None, pl.String),
    )


def firms_on_request(request: BridgeRequest, inputs: Mapping[str, pl.LazyFrame]) -> pl.LazyFrame:
    """The firms of the subject that are in one of the two periods only, with the cause, and the scope of each.

    `is_in` are those of `to_period`.
    """
    if request.is_reversed:
        return firms_on_request(request.reversed(), inputs).with_columns(~pl.col("is_in"), -pl.col("scope_cny"))
    totals, _, known = _laid_out(request, inputs)
    changes, enterprises = inputs["core.enterprise_change"], inputs["core.enterprise"]
    states = with_exemptions(firm_states(totals, mergers_of(changes), known), inputs["core.reporting_exemption"])
    from_end = pl.lit(request.from_period.end_date)
    named = with_causes(states, changes, enterprises, from_end)
    is_in = pl.col("state").is_in(["entered", "entered_restated"])
    return (
        with_weights(named, inputs["mart.subject_enterprise"], from_end)
        .filter(
            (pl.col("subject_kind") == request.subject_kind)
            & (pl.col("subject_id") == request.subject_id)
            & (pl.col("measure") == request.measure)
            & (pl.col("period_kind") == request.kind.value)
            & (pl.col("year") == request.to_period.year)
            & (pl.col("month") == _last_month(request.to_period))
            & (is_in | (pl.col("state") == "left"))
        )
        .select("enterprise_id", "cause", is_in=is_in, scope=weighted(pl.col("scope")))
        .join(enterprises.select("enterprise_id", "name_zh"), on="enterprise_id", how="left")
        .select("enterprise_id", "name_zh", "cause", "is_in", yuan("scope"))
        .sort(pl.col("scope_cny").abs(), "enterprise_id", descending=[True, False])
    )


def _laid_out(
    request: BridgeRequest, inputs: Mapping[str, pl.LazyFrame]
) -> tuple[pl.LazyFrame, pl.LazyFrame, pl.LazyFrame]:
    """Totals, products and coefficients of both periods, as if they were one year apart."""
    totals, products = inputs["mart.growth_total"], inputs["mart.growth_product"]
    totals = totals.filter(pl.col("measure") == request.source_measure)
    if not request.is_as_published:
        totals = totals.with_columns(first_value_cny="value_cny")
    shares, enterprises = (inputs[name].collect() for name in ("core.enterprise_sei_share", "core.enterprise"))
    is_derived = request.measure in OF
    known = known_coefficients(_years_of(request), shares, enterprises) if is_derived else NO_COEFFICIENTS
    if request.is_stored:
        return totals, products, known
    return (
        _totals_as_year_apart(totals, request),
        _products_as_year_apart(products, request),
        _known_as_year_apart(known, request),
    )


def _negated(rows: pl.LazyFrame) -> pl.LazyFrame:
    """The bridge with its periods swapped: every sign flips."""
    return rows.with_columns(
        *(-pl.col(name) for name in _AMOUNTS),
        from_period="to_period",
        to_period="from_period",
        from_value_cny="to_value_cny",
        to_value_cny="from_value_cny",
        capacity_growth_rate=stored_rate(1 / (1 + pl.col("capacity_growth_rate").cast(pl.Float64)) - 1),
        cause=pl.lit(None, pl.String),
    )


def _years_of(request: BridgeRequest) -> pl.DataFrame:
    return pl.DataFrame({"period": [str(year) for year in request.years]})


def _last_month(period: Period) -> int:
    return period.end_date.month


def _slots(request: BridgeRequest, period: Period) -> range:
    """The reporting months that a period covers; February is January and February together."""
    last = _last_month(period)
    first = {PeriodKind.MONTH: last, PeriodKind.QUARTER: max(last - 2, 2)}.get(request.kind, 2)
    return range(first, last + 1)


def _label(year: int, month: int) -> str:
    return f"{year:04d}-{month:02d}"


def _sides(request: BridgeRequest) -> tuple[tuple[Period, str], tuple[Period, str]]:
    """Both periods, each with the month under which it is laid out."""
    year, month = request.to_period.year, _last_month(request.to_period)
    return (request.from_period, _label(year - 1, month)), (request.to_period, _label(year, month))


def _totals_as_year_apart(totals: pl.LazyFrame, request: BridgeRequest) -> pl.LazyFrame:
    values = with_quarters_and_years(total_values(totals)).filter(pl.col("period_kind") == request.kind.value)
    return pl.concat(
        values.filter((pl.col("year") == period.year) & (pl.col("month") == _last_month(period))).select(
            *("enterprise_id", "measure", "period_kind"),
            pl.lit(label).alias("period"),
            yuan("value"),
            pl.lit(None, pl.Decimal(38, 2)).alias("restated_base_cny"),
            yuan("first").alias("first_value_cny"),
            *("is_flagged", "is_synthetic"),
        )
        for period, label in _sides(request)
    )


def _products_as_year_apart(products: pl.LazyFrame, request: BridgeRequest) -> pl.LazyFrame:
    quantity, price = (pl.col(name).cast(pl.Float64) for name in ("quantity", "price_cny"))
    made = exact_sum(quantity)
    is_needed = pl.col("quantity") != 0
    is_known = (quantity.count() == pl.len()) & (pl.col("unit").n_unique() == 1)
    is_priced = (price.filter(is_needed).count() == is_needed.sum()) & (price.filter(is_needed).min() != 0)
    return pl.concat(
        products.filter(pl.col("period").is_in([_label(period.year, month) for month in _slots(request, period)]))
        .sort("period")
        .group_by("enterprise_id", "product_code")
        .agg(
            period=pl.lit(label),
            quantity=pl.when(is_known).then(made),
            restated_quantity=pl.lit(None, pl.Float64),
            # A negative part would vanish in a sum: the whole is excluded as the part would be.
            price_cny=pl.when(price.min() < 0).then(price.min()).when(is_priced & (made > 0))
            .then(exact_sum((quantity * price).filter(is_needed)) / made),
            restated_price_cny=pl.lit(None, pl.Float64),
            capacity=pl.col("capacity").cast(pl.Float64).last(),
            unit=pl.col("unit").first(),
            is_flagged=pl.col("is_flagged").any(),
            is_synthetic=pl.col("is_synthetic").any(),
        )
        .with_columns(quantity=pl.when(pl.col("price_cny") < 0).then(-1.0).otherwise("quantity"))
        for period, label in _sides(request)
    )  # fmt: skip


def _known_as_year_apart(known: pl.LazyFrame, request: BridgeRequest) -> pl.LazyFrame:
    year = request.to_period.year
    return pl.concat(
        known.filter(pl.col("year") == period.year).with_columns(year=pl.lit(as_year, pl.Int32))
        for period, as_year in ((request.from_period, year - 1), (request.to_period, year))
    )
