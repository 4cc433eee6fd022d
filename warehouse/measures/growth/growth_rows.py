"""The rows of the growth marts: what the pure measures give, with labels, causes, rule set and money in yuan."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal

import polars as pl

from warehouse.measures.by_version import by_version
from warehouse.measures.growth.bridge import EFFECTS, add_up, fen, weighted, with_fisher, yuan
from warehouse.measures.growth.coefficients import OF, SEI_REVENUE, VALUE_ADDED, coefficients, load_value_added_rates
from warehouse.measures.growth.firm_changes import firm_changes, firm_states, mergers_of, product_cells
from warehouse.measures.growth.growth import KEYS, growth, with_weights
from warehouse.measures.growth.period_pairs import with_labels
from warehouse.measures.rate import stored_rate
from warehouse.measures.reason import Reason
from warehouse.rules.rule_sets import RuleSet, load_rule_sets

_SHARE, _NUMBER, _LARGEST_NUMBER = pl.Decimal(19, 6), pl.Decimal(19, 6), 1e13
"""As the contracts have them: the largest quantity of a file is a whole digit longer as a float."""
IN_BRIDGE = ("revenue", "gross_output", SEI_REVENUE, VALUE_ADDED)
_SUBJECT = ("subject_kind", "subject_id", "measure", "period_kind")
_PAIR_LABELS = (*_SUBJECT, "from_period", "to_period", "period_end_date")
_LABELS = (*_SUBJECT, pl.col("to_period").alias("period"), "period_end_date")
_KEY_OF = {
    "enterprise": "enterprise_id", "industry": "industry_id", "chain": "chain_id", "region": "region_code",
    "park": "park_id", "province": "all_enterprises_id",
}  # fmt: skip
"""One text can be a chain and a park: both identifiers come from files."""
RETURN = "monthly_financial_return"
"""The form that has all these measures."""
NO_EXEMPTIONS = pl.LazyFrame(schema=dict.fromkeys(("subject_id", "form_id", "first_period", "last_period"), pl.String))
_LISTED_KIND = "ytd"
"""The kind of period for which every firm of a panel is listed with its contribution."""


@dataclass(frozen=True)
class GrowthBounds:
    """The numbers of the rule set `growth`."""

    least_explained_share: Decimal
    least_priced_share: Decimal
    most_index_gap: Decimal


def load_growth_rules() -> tuple[RuleSet[GrowthBounds], ...]:
    return load_rule_sets("growth@*.toml", GrowthBounds)


def known_coefficients(totals: pl.DataFrame, sei_shares: pl.DataFrame, enterprises: pl.DataFrame) -> pl.LazyFrame:
    """The coefficients of the derived measures for every year of the totals and the year before the first."""
    years = [int(year) for year in totals["period"].str.slice(0, 4).unique().sort()]
    before = [years[0] - 1] if years else []
    return coefficients(sei_shares.lazy(), enterprises.lazy(), load_value_added_rates(), [*before, *years])


def cell_rows(products: pl.LazyFrame, changes: pl.LazyFrame) -> pl.LazyFrame:
    """The rows of mart.growth_bridge_cell: up to the newest month of any product."""
    cells = product_cells(products, mergers_of(changes))
    newest = products.select(newest=pl.col("period").max())
    return (
        with_labels(cells.with_columns(period_kind=pl.lit("month")))
        .join(newest, how="cross")
        .filter(pl.col("to_period") <= pl.col("newest"))
        .select(
            *("enterprise_id", "product_code", "from_period", "to_period", "period_end_date", "unit"),
            *(
                _number(f"{name}_{side}").alias(f"{end}_{called}")
                for side, end in ((0, "from"), (1, "to"))
                for name, called in (("quantity", "quantity"), ("price", "unit_price_cny"), ("capacity", "capacity"))
            ),
            yuan("value_0").alias("from_value_cny"),
            yuan("value_1").alias("to_value_cny"),
            yuan("price"),
            yuan("volume"),
            yuan("mix"),
            yuan("structure"),
            yuan("base_value_0").alias("from_quantity_at_to_price_cny"),
            yuan("base_value_1").alias("to_quantity_at_from_price_cny"),
            pl.col("state").alias("cell_state"),
            *("reason", "is_priced", "is_flagged", "is_synthetic"),
        )
        .sort("enterprise_id", "product_code", "to_period")
    )


def stored_cells(rows: pl.LazyFrame) -> pl.LazyFrame:
    """The cells of mart.growth_bridge_cell as the measures read them: money in fen."""
    amounts = {
        "from_value_cny": "value_0", "to_value_cny": "value_1", "price_cny": "price", "volume_cny": "volume",
        "mix_cny": "mix", "structure_cny": "structure", "from_quantity_at_to_price_cny": "base_value_0",
        "to_quantity_at_from_price_cny": "base_value_1",
    }  # fmt: skip
    return rows.select(
        *("enterprise_id", "product_code", "reason", "is_priced"),
        *(fen(pl.col(stored)).alias(name) for stored, name in amounts.items()),
        *(
            pl.col(f"{end}_{name}").cast(pl.Float64).alias(f"{name}_{side}")
            for side, end in ((0, "from"), (1, "to"))
            for name in ("quantity", "capacity")
        ),
        state="cell_state",
        year=pl.col("to_period").str.slice(0, 4).cast(pl.Int32),
        month=pl.col("to_period").str.slice(5, 2).cast(pl.Int32),
    )


def growth_rows(
    totals: pl.LazyFrame,
    cells: pl.LazyFrame,
    members: pl.LazyFrame,
    changes: pl.LazyFrame,
    parks: pl.LazyFrame,
    known: pl.LazyFrame,
    rules: Sequence[RuleSet[GrowthBounds]],
    exemptions: pl.LazyFrame = NO_EXEMPTIONS,
) -> pl.LazyFrame:
    """The rows of mart.growth; what has no source or no rate has a row that says so."""
    firms = with_exemptions(firm_changes(totals, stored_cells(cells), mergers_of(changes), known), exemptions)
    measured = growth(_in_force(with_weights(firms, members), rules)).cache()
    everything = pl.concat(
        [measured, _without_source(measured, parks, members), _without_coefficient(measured)], how="diagonal"
    )
    counts = ("enterprise_count", "reporting_count", "panel_count", "entered_count", "left_count")
    return (
        with_labels(_in_force(everything, rules))
        .select(
            _id(),
            *_LABELS,
            *_subject(),
            yuan("value"),
            yuan("previous").alias("previous_value_cny"),
            _rate("nominal_rate"),
            "nominal_reason",
            yuan("panel_value"),
            yuan("panel_restated").alias("panel_base_cny"),
            yuan("change"),
            _rate("same_base_rate"),
            "same_base_reason",
            "profit_turn",
            _rate("contribution_pp"),
            _rate("price_index"),
            _rate("constant_price_rate"),
            "constant_price_reason",
            _rate("coverage_share"),
            yuan("months_gap"),
            *(pl.col(name).fill_null(0).cast(pl.Int32) for name in counts),
            *("rule_set_version_id", "is_flagged", "is_synthetic"),
        )
        .sort(*_SUBJECT, "period")
    )


def bridge_rows(
    totals: pl.LazyFrame,
    cells: pl.LazyFrame,
    members: pl.LazyFrame,
    changes: pl.LazyFrame,
    enterprises: pl.LazyFrame,
    known: pl.LazyFrame,
    rules: Sequence[RuleSet[GrowthBounds]],
    exemptions: pl.LazyFrame = NO_EXEMPTIONS,
    from_end: pl.Expr | None = None,
) -> pl.LazyFrame:
    """The rows of mart.growth_bridge: pairs whose earlier period is in the series.

    `from_end` is the last day of the earlier period, where the pair is only laid out as a year apart.
    """
    firms = firm_changes(totals, stored_cells(cells), mergers_of(changes), known).filter(
        pl.col("has_earlier") & pl.col("measure").is_in(IN_BRIDGE)
    )
    causes = with_causes(with_exemptions(firms, exemptions), changes, enterprises).select(
        *(*KEYS[2:], "cause"), subject_kind=pl.lit("enterprise"), subject_id="enterprise_id"
    )
    summed = with_fisher(add_up(with_weights(firms, members, from_end), KEYS)).join(causes, on=list(KEYS), how="left")
    is_weak = pl.col("explained_share") < pl.col("least_explained_share")
    return (
        with_labels(_in_force(summed, rules))
        .select(
            _id(),
            *_PAIR_LABELS,
            *_subject(),
            yuan("first").alias("from_value_cny"),
            yuan("value").alias("to_value_cny"),
            *(yuan(name) for name in (*EFFECTS, "total")),
            pl.when(pl.col("mixed_count") > 0).then(yuan("mix")).alias("mix_cny"),
            *(yuan(f"{name}_known") for name in ("price", "volume", "remainder")),
            yuan("fisher_price").alias("price_fisher_cny"),
            yuan("fisher_volume").alias("volume_fisher_cny"),
            "reason",
            _rate("explained_share"),
            is_weakly_explained=is_weak.fill_null(value=False) | (pl.col("unexplained_count") > 0),
            has_index_gap=(pl.col("index_gap") > pl.col("most_index_gap")).fill_null(value=False),
            capacity_growth_rate=stored_rate(
                pl.when(pl.col("capacity_0") > 0).then(pl.col("capacity_1") / pl.col("capacity_0") - 1)
            ),
            own_base_count=pl.col("own_base_count").cast(pl.Int32),
            unexplained_count=pl.col("unexplained_count").cast(pl.Int32),
            cause=pl.col("cause"),
            rule_set_version_id=pl.col("rule_set_version_id"),
            is_flagged=pl.col("is_flagged"),
            is_synthetic=pl.col("is_synthetic"),
        )
        .sort(*_SUBJECT, "to_period")
    )


def member_rows(
    totals: pl.LazyFrame,
    members: pl.LazyFrame,
    changes: pl.LazyFrame,
    enterprises: pl.LazyFrame,
    known: pl.LazyFrame,
    exemptions: pl.LazyFrame = NO_EXEMPTIONS,
) -> pl.LazyFrame:
    """The rows of mart.growth_member: firms that entered or left, and of years to date every firm of the panel."""
    firms = with_exemptions(firm_states(totals, mergers_of(changes), known), exemptions)
    named = with_causes(firms, changes, enterprises)
    counted = with_weights(named, members).filter(pl.col("subject_kind") != "enterprise")
    in_panel = pl.col("state").is_in(["continues", "entered_restated"])
    value, restated, scope = (weighted(pl.col(name)) for name in ("value", "restated", "scope"))
    base = restated.filter(in_panel).sum().over(KEYS)
    change = value - restated
    moves = pl.col("has_earlier") & (pl.col("state") != "continues")
    return (
        with_labels(
            counted.with_columns(
                change=pl.when(in_panel).then(change),
                contribution_pp=pl.when(in_panel & (base > 0)).then(change / base * 100),
                scope=scope,
            ).filter(moves | (in_panel & (pl.col("period_kind") == _LISTED_KIND)))
        )
        .select(
            _id(),
            *_LABELS,
            *_subject(*(kind for kind in _KEY_OF if kind != "enterprise")),
            "enterprise_id",
            pl.when(moves).then(pl.col("state")).otherwise(pl.lit("continues")).alias("member_state"),
            pl.when(moves).then(pl.col("cause")).alias("cause"),
            pl.col("weight").cast(_SHARE).alias("counted_share"),
            pl.when(moves).then(yuan("scope")).alias("scope_cny"),
            yuan("change"),
            _rate("contribution_pp"),
            "is_flagged",
            "is_synthetic",
        )
        .sort(*_SUBJECT, "period", "enterprise_id")
    )


def _without_source(measured: pl.LazyFrame, parks: pl.LazyFrame, members: pl.LazyFrame) -> pl.LazyFrame:
    """The rows of parks of which no list of firms was received."""
    listed = members.filter(pl.col("subject_kind") == "park").select("subject_id")
    return (
        measured.filter(pl.col("subject_kind") == "province")
        .select(*KEYS[2:], "is_synthetic")
        .join(parks.select(subject_id="park_id").join(listed, on="subject_id", how="anti"), how="cross")
        .with_columns(subject_kind=pl.lit("park"), **_null_because(pl.lit(Reason.NO_SOURCE.value)))
    )


def _without_coefficient(measured: pl.LazyFrame) -> pl.LazyFrame:
    """The rows of derived measures of which no firm of the subject has the coefficient."""
    reason = {SEI_REVENUE: Reason.NO_SOURCE.value, VALUE_ADDED: Reason.NO_VALUE_ADDED_RATE.value}
    source = pl.LazyFrame({"derived": list(OF), "measure": list(OF.values())})
    return (
        measured.select(*KEYS, "is_synthetic")
        .join(source, on="measure")
        .with_columns(measure="derived")
        .join(measured.filter(pl.col("measure").is_in(list(OF))), on=KEYS, how="anti")
        .select(*KEYS, "is_synthetic", **_null_because(pl.col("measure").replace_strict(reason)))
    )


def _null_because(reason: pl.Expr) -> dict[str, pl.Expr]:
    reasons = dict.fromkeys(("nominal_reason", "same_base_reason", "constant_price_reason"), reason)
    return {**reasons, "is_flagged": pl.lit(value=False)}


def with_exemptions(firms: pl.LazyFrame, exemptions: pl.LazyFrame) -> pl.LazyFrame:
    """Adds `is_exempt`: the firm need not send the return of the last month of the later period."""
    first, last = (pl.col(f"{end}_period").str.to_date("%Y-%m") for end in ("first", "last"))
    months = (
        exemptions.filter(pl.col("form_id") == RETURN)
        .select(enterprise_id="subject_id", exempt_month=pl.date_ranges(first, last, "1mo"))
        .explode("exempt_month")
        .select(
            "enterprise_id",
            year=pl.col("exempt_month").dt.year(),
            month=pl.col("exempt_month").dt.month().cast(pl.Int32),
            is_exempt=pl.lit(value=True),
        )
        .unique()
    )
    return firms.join(months, on=["enterprise_id", "year", "month"], how="left").with_columns(
        pl.col("is_exempt").fill_null(value=False)
    )


def with_causes(
    firms: pl.LazyFrame, changes: pl.LazyFrame, enterprises: pl.LazyFrame, from_end: pl.Expr | None = None
) -> pl.LazyFrame:
    """Adds `cause`: why a firm is in one period only, or why its base is not what it reported then.

    `from_end` is the last day of the earlier period, where that is not the same month of the year before.
    """
    exits = (
        changes.filter((pl.col("change_kind") == "status_change") & (pl.col("new_status") == "exited"))
        .group_by("enterprise_id")
        .agg(exit_date=pl.col("change_date").max())
    )
    redefined = changes.filter(pl.col("change_kind") == "definition_change").select("enterprise_id", "change_date")
    recognised = enterprises.select("enterprise_id", "recognised_date")
    to_end = pl.date("year", "month", 1).dt.month_end()
    if from_end is None:
        from_end = pl.date(pl.col("year") - 1, "month", 1).dt.month_end()
    of_period = ["enterprise_id", "year", "month"]
    declared = (
        firms.select(of_period)
        .unique()
        .join(redefined, on="enterprise_id")
        .filter(pl.col("change_date").is_between(from_end, to_end, closed="right"))
        .select(*of_period, is_declared=pl.lit(value=True))
        .unique()
    )
    has_entered, has_left = pl.col("state").is_in(["entered", "entered_restated"]), pl.col("state") == "left"
    cause = (
        pl.when(has_entered & pl.col("recognised_date").is_between(from_end, to_end, closed="right"))
        .then(pl.lit("recognised"))
        .when(has_entered).then(pl.lit("first_return"))
        .when(has_left & (pl.col("exit_date") <= to_end)).then(pl.lit("left"))
        .when(has_left & pl.col("is_exempt")).then(pl.lit("exempt"))
        .when(has_left).then(pl.lit("not_yet_reported"))
        .when((pl.col("method") != 0) & pl.col("is_merged")).then(pl.lit("merged_into"))
        .when((pl.col("method") != 0) & pl.col("is_declared")).then(pl.lit("declared"))
        .when(pl.col("method") != 0).then(pl.lit("restated_without_reason"))
    )  # fmt: skip
    return (
        firms.join(exits, on="enterprise_id", how="left")
        .join(recognised, on="enterprise_id", how="left")
        .join(declared, on=of_period, how="left")
        .with_columns(cause=cause)
        .drop("exit_date", "recognised_date", "is_declared")
    )


def _in_force(frame: pl.LazyFrame, rules: Sequence[RuleSet[GrowthBounds]]) -> pl.LazyFrame:
    """The frame with the bounds of the version that applies to the last month of its later period."""
    versions = by_version(rules, pl.date("year", "month", 1).dt.month_end())

    def of_version(read: Callable[[RuleSet[GrowthBounds]], object]) -> pl.Expr:
        return pl.coalesce(pl.when(is_in_force).then(pl.lit(read(rule))) for rule, is_in_force in versions)

    return frame.with_columns(
        least_explained_share=of_version(lambda rule: float(rule.bounds.least_explained_share)),
        least_priced_share=of_version(lambda rule: float(rule.bounds.least_priced_share)),
        most_index_gap=of_version(lambda rule: float(rule.bounds.most_index_gap)),
        rule_set_version_id=of_version(lambda rule: rule.version_id),
    )


def _id() -> pl.Expr:
    return pl.concat_str("measure", "subject_kind", "subject_id", "to_period", "period_kind", separator=".").alias(
        "growth_id"
    )


def _subject(*kinds: str) -> list[pl.Expr]:
    """The identifier of the subject under the name that it has in the tables of its kind, null for other kinds."""
    return [
        pl.when(pl.col("subject_kind") == kind).then("subject_id").alias(_KEY_OF[kind]) for kind in kinds or _KEY_OF
    ]


def _number(name: str) -> pl.Expr:
    # What firms that merged have together can be longer than what one of them can say.
    number = pl.col(name)
    return pl.when(number.is_not_nan() & (number.abs() < _LARGEST_NUMBER)).then(number).cast(_NUMBER)


def _rate(name: str) -> pl.Expr:
    return stored_rate(pl.col(name))
