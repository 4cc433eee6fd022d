"""Growth bridge: the change of a total between two periods as price, volume, structure, scope, method and revision.

Effects of price and volume are LMDI-I per product and slot (a reporting month; February is January and February
together), so they add up exactly over products, months, firms and fields, and swapping the two periods reverses every
sign. Every other effect is the difference of two named states of a total. `remainder` is what the products do not
explain: it is computed and never spread.

Amounts enter and leave in fen (integers of 128 bits, which hold whatever a file can say and any sum of it): a sum of
stored numbers is exact, and checks compare for equality.
Decision 0011 has the construction and its proof.
"""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from warehouse.measures.exact_sums import exact_sum
from warehouse.measures.reason import Reason

FEN = pl.Int128()
_MILLION = 1_000_000
EFFECTS = ("price", "volume", "structure", "remainder", "scope", "method", "revision")
"""The parts of a change, in the order in which they are shown."""

PRODUCT_PAIR: tuple[str, ...] = ("quantity_0", "quantity_1", "price_0", "price_1")
_PRICED = ("price", "volume", "remainder")
_SLOT_SUMS = ("value_0", "value_1", *EFFECTS[:3], "mix", "base_value_0", "base_value_1")
_SLOT_COUNTS = (
    "product_count",
    "unpriced_count",
    "unknown_count",
    "negative_count",
    "unit_mismatch_count",
    "paired_count",
    "mixed_count",
)


def fen(yuan: pl.Expr) -> pl.Expr:
    """An amount in yuan as an integer number of fen."""
    return whole(yuan * 100)


def whole(amount: pl.Expr) -> pl.Expr:
    """A number of fen as an integer."""
    return amount.round(0, "half_away_from_zero").cast(FEN)


def times(amount: pl.Expr, factor: pl.Expr) -> pl.Expr:
    """An amount in fen times a factor, in whole fen: rounded before it is summed, so that no sum has an order."""
    return whole(amount * factor)


def weighted(amount: pl.Expr) -> pl.Expr:
    """An amount in fen times `weight`, likewise, and exactly: a double holds fifteen digits."""
    millionths = amount.cast(FEN) * (pl.col("weight") * _MILLION).round(0).cast(FEN)
    return millionths.sign() * ((millionths.abs() + _MILLION // 2) // _MILLION)


def yuan(amount: str) -> pl.Expr:
    """A column in fen as a decimal in yuan, exactly."""
    return (pl.col(amount).cast(pl.Decimal(38, 2)) / 100).alias(f"{amount}_cny")


def log_mean(one: pl.Expr, other: pl.Expr) -> pl.Expr:
    """The logarithmic mean of two positive numbers, L(a, a) = a; symmetric to the last bit.

    `log1p` does not cancel where the two are nearly equal.
    """
    low, high = pl.min_horizontal(one, other), pl.max_horizontal(one, other)
    return pl.when(low == high).then(low).otherwise((high - low) / ((high - low) / low).log1p())


def product_effects(cells: pl.LazyFrame) -> pl.LazyFrame:
    """Values and effects of the cells: one row per firm, product, pair of years and slot.

    Columns read: `enterprise_id`, `product_code`, `year`, the quantities and prices of both sides (null: not known) and
    `has_unit_mismatch`. Columns added: `state`, `reason`, the values and effects in fen, `base_value_1` (the later
    quantity at the earlier price), `base_value_0` (the earlier quantity at the later price), `is_priced`.

    A product is continuing in a pair of years where it has a quantity in both, in any month known: judged by year and
    never by the month asked, so that the effects of months add up to those of the year.
    """
    is_negative = pl.any_horizontal(pl.col(name) < 0 for name in PRODUCT_PAIR).fill_null(value=False)
    is_out = pl.col("has_unit_mismatch") | is_negative
    both_years = ("enterprise_id", "product_code", "year")
    has = [(~is_out & (pl.col(f"quantity_{side}") > 0)).any().over(both_years) for side in (0, 1)]
    q0, q1, p0, p1 = (pl.col(name) for name in PRODUCT_PAIR)
    v0, v1 = (pl.col(f"_value_{side}") for side in (0, 1))
    is_known = q0.is_not_null() & q1.is_not_null()
    state = (
        pl.when(is_out).then(pl.lit("excluded"))
        .when(has[0] & has[1]).then(pl.lit("continuing"))
        .when(has[1]).then(pl.lit("new"))
        .when(has[0]).then(pl.lit("dropped"))
        .otherwise(pl.lit("continuing"))
    )  # fmt: skip
    reason = (
        pl.when("has_unit_mismatch").then(pl.lit(Reason.UNIT_MISMATCH.value))
        .when(is_negative).then(pl.lit(Reason.NEGATIVE_INPUT.value))
        .when(~is_known).then(pl.lit(Reason.QUANTITY_MISSING.value))
        .when(v0.is_null() | v1.is_null()).then(pl.lit(Reason.PRICE_MISSING.value))
    )  # fmt: skip
    is_continuing = (pl.col("state") == "continuing") & pl.col("reason").is_null()
    is_priced = is_continuing & (v0 > 0) & (v1 > 0)
    price = log_mean(v0, v1) * (p1.log() - p0.log())
    return (
        cells.with_columns(
            # A price of zero is a missing price.
            pl.when(pl.col(f"price_{side}") != 0).then(pl.col(f"price_{side}")).alias(f"price_{side}")
            for side in (0, 1)
        )
        .with_columns(
            # Nothing produced is worth nothing, whatever its price.
            pl.when(pl.col(f"quantity_{side}") == 0)
            .then(0.0)
            .otherwise(pl.col(f"quantity_{side}") * pl.col(f"price_{side}"))
            .alias(f"_value_{side}")
            for side in (0, 1)
        )
        .with_columns(state=state, reason=reason)
        .with_columns(is_priced=is_priced)
        .with_columns(
            # What is not known on one side is in no sum: both sides of the cell are the remainder's.
            value_0=pl.when(pl.col("reason").is_null()).then(fen(v0)),
            value_1=pl.when(pl.col("reason").is_null()).then(fen(v1)),
            price=pl.when("is_priced").then(fen(price)).when(is_continuing).then(0),
            base_value_0=pl.when("is_priced").then(fen(q0 * p1)),
            base_value_1=pl.when("is_priced").then(fen(q1 * p0)),
        )
        .with_columns(
            # The cell adds up in fen: rounding goes to the volume here, and to the remainder of the firm.
            volume=pl.when(is_continuing).then(pl.col("value_1") - pl.col("value_0") - pl.col("price")),
            structure=pl.when(pl.col("state") == "new").then(pl.col("value_1"))
            .when(pl.col("state") == "dropped").then(0 - pl.col("value_0")),
        )
        .drop("_value_0", "_value_1")
    )  # fmt: skip


def with_mix(cells: pl.LazyFrame) -> pl.LazyFrame:
    """Adds `mix`: the part of the volume of a cell that is a shift among products of one unit.

    With Q the sum of the quantities of the firm's continuing products of that unit in the slot, the common growth of a
    cell is L(v0, v1) ln(Q1/Q0), and mix is the rest of its volume. Null where a firm has one such product only.
    """
    group = ("enterprise_id", "year", "month", "unit")
    quantity_0, quantity_1 = (
        exact_sum(pl.col(f"quantity_{side}").filter(pl.col("is_priced"))).over(group) for side in (0, 1)
    )
    v0, v1 = (pl.col(f"quantity_{side}") * pl.col(f"price_{side}") for side in (0, 1))
    common = log_mean(v0, v1) * (quantity_1.log() - quantity_0.log())
    is_mixed = pl.col("is_priced") & (pl.col("is_priced").sum().over(group) > 1)
    # Without quantities on both sides the logarithms are no numbers: they must not reach the conversion to fen.
    return cells.with_columns(mix=pl.col("volume") - fen(pl.when(is_mixed).then(common)))


def slot_sums(cells: pl.LazyFrame) -> pl.LazyFrame:
    """One row per firm and slot: the sums of its cells, and how many of them lack something."""
    reason = pl.col("reason")
    return cells.group_by("enterprise_id", "year", "month").agg(
        *(pl.col(name).sum() for name in _SLOT_SUMS),
        pl.col("value_0").filter(pl.col("is_priced")).sum().alias("priced_0"),
        pl.col("value_1").filter(pl.col("is_priced")).sum().alias("priced_1"),
        product_count=pl.len().cast(pl.Int64),
        unpriced_count=((reason == Reason.PRICE_MISSING.value) & (pl.col("state") == "continuing"))
        .sum()
        .cast(pl.Int64),
        unknown_count=(reason == Reason.QUANTITY_MISSING.value).sum().cast(pl.Int64),
        negative_count=(reason == Reason.NEGATIVE_INPUT.value).sum().cast(pl.Int64),
        unit_mismatch_count=(reason == Reason.UNIT_MISMATCH.value).sum().cast(pl.Int64),
        paired_count=pl.col("is_priced").sum().cast(pl.Int64),
        mixed_count=pl.col("mix").count().cast(pl.Int64),
    )


_WEIGHTED = (
    *("value", "base", "restated", "own", "first", "value_0", "value_1"),
    *("base_value_0", "base_value_1", "priced_0", "priced_1"),
    *("structure", "scope", "method", "revision", "total", "mix", "capacity_0", "capacity_1"),
)
SUMMED: tuple[str, ...] = (*_SLOT_SUMS, "priced_0", "priced_1", *_SLOT_COUNTS)
"""The columns of `slot_sums` that add up over slots and firms."""


def states(totals: pl.LazyFrame) -> pl.LazyFrame:
    """Scope, method and revision of a firm's total, in fen, and the change on the same base that products explain.

    Columns read, in fen: `value` (the later period), `restated` (its own base), `own` (what the firm itself reported
    for the earlier period, newest), `first` (the same as first received). Columns added: `state`, `same_base_change`,
    `base` and the three effects.
    """
    value, restated, own, first = (pl.col(name) for name in ("value", "restated", "own", "first"))
    is_in = value.is_not_null()
    state = (
        pl.when(is_in & restated.is_not_null() & own.is_not_null()).then(pl.lit("continues"))
        .when(is_in & restated.is_not_null()).then(pl.lit("entered_restated"))
        .when(is_in & own.is_not_null()).then(pl.lit("own_base"))
        .when(is_in).then(pl.lit("entered"))
        .when(own.is_not_null()).then(pl.lit("left"))
    )  # fmt: skip
    has_own = pl.col("state").is_in(["continues", "own_base", "left"])
    return (
        totals.with_columns(state=state)
        .filter(pl.col("state").is_not_null())
        .with_columns(
            base=pl.when(pl.col("state").is_in(["continues", "entered_restated"])).then(restated)
            .when(pl.col("state") == "own_base").then(own),
            scope=pl.when(pl.col("state") == "entered_restated").then(restated)
            .when(pl.col("state") == "entered").then(value)
            .when(pl.col("state") == "left").then(0 - own)
            .otherwise(0),
            method=pl.when(pl.col("state") == "continues").then(restated - own).otherwise(0),
            # A period that was first received later than its newest value is revised by nothing.
            revision=pl.when(has_own).then(own - pl.coalesce(first, own)).otherwise(0),
        )
        .with_columns(same_base_change=pl.when(pl.col("base").is_not_null()).then(value - pl.col("base")).otherwise(0))
    )  # fmt: skip


def decompose(firms: pl.LazyFrame) -> pl.LazyFrame:
    """All effects of a firm's change, from its states (`states`) with the sums of its cells beside them (`SUMMED`).

    Where the price of a continuing product or a quantity is missing, price, volume and remainder are null and their
    `_known` columns have what the known cells give. Without a product row everything is the remainder.
    """
    has_change = pl.col("base").is_not_null()
    is_explained = has_change & (pl.col("product_count") > 0)
    is_partial = is_explained & (pl.col("unpriced_count") + pl.col("unknown_count") > 0)
    known = {name: pl.when(is_explained).then(pl.col(name)).otherwise(0) for name in ("price", "volume", "structure")}
    firms = firms.with_columns(pl.col(name).fill_null(0) for name in SUMMED).with_columns(**known)
    remainder = pl.col("same_base_change") - pl.col("price") - pl.col("volume") - pl.col("structure")
    reason = (
        pl.when(has_change & (pl.col("product_count") == 0)).then(pl.lit(Reason.NO_PRODUCTS.value))
        .when(is_explained & (pl.col("unpriced_count") > 0)).then(pl.lit(Reason.PRICE_MISSING.value))
        .when(is_explained & (pl.col("unknown_count") > 0)).then(pl.lit(Reason.QUANTITY_MISSING.value))
        .when(is_explained & (pl.col("unit_mismatch_count") > 0)).then(pl.lit(Reason.UNIT_MISMATCH.value))
        .when(is_explained & (pl.col("negative_count") > 0)).then(pl.lit(Reason.NEGATIVE_INPUT.value))
    )  # fmt: skip
    return (
        firms.with_columns(remainder=remainder)
        .with_columns(
            *(pl.col(name).alias(f"{name}_known") for name in _PRICED),
            reason=reason,
            total=pl.sum_horizontal(EFFECTS),
            is_partial=is_partial,
            explained_share=pl.when(is_explained).then(_explained_share("value")),
        )
        .with_columns(
            pl.when(~pl.col("is_partial")).then(pl.col("remainder")),
            *(
                pl.when(~pl.col("is_partial") & ((pl.col("product_count") > 0) | ~has_change)).then(pl.col(name))
                for name in ("price", "volume")
            ),
        )
    )


def add_up(firms: pl.LazyFrame, keys: Sequence[str]) -> pl.LazyFrame:
    """The bridge of groups of firms, each firm times its `weight`: the stored effects add up to the total exactly.

    Weighted effects are rounded to fen firm by firm and the remainder takes the rest. Price, volume and remainder are
    null while those of any firm are not known; a firm without products is counted (`unexplained_count`) and is all
    remainder, and where no firm has products there is neither price nor volume. `reason` without a null says what the
    remainder has.
    """

    has_base, reason = pl.col("base").is_not_null(), pl.col("reason")
    amounts = {name: pl.col(name) for name in (*_WEIGHTED, "price_known", "volume_known")}
    amounts["panel_value"] = pl.when(has_base).then(pl.col("value"))
    # Weighted and masked before the sums: what is evaluated group by group is many times slower.
    parts = firms.select(
        *keys,
        *("is_partial", "is_flagged", "is_synthetic", "mixed_count"),
        *(weighted(amount).alias(name) for name, amount in amounts.items()),
        has_base=has_base,
        is_own_base=pl.col("state") == "own_base",
        is_unexplained=reason == Reason.NO_PRODUCTS.value,
        partial_reason=pl.when("is_partial").then(reason),
        remark=pl.when(reason != Reason.NO_PRODUCTS.value).then(reason),
    )
    grouped = parts.group_by(keys).agg(
        pl.col(*amounts).sum(),
        pl.col("is_partial", "is_flagged", "is_synthetic").any(),
        pl.col("mixed_count").sum(),
        pl.col("partial_reason", "remark").min(),
        panel_count=pl.col("has_base").sum(),
        own_base_count=pl.col("is_own_base").sum(),
        unexplained_count=pl.col("is_unexplained").sum(),
    )
    is_unexplained = (pl.col("panel_count") > 0) & (pl.col("unexplained_count") == pl.col("panel_count"))
    is_null = {"price": pl.col("is_partial") | is_unexplained, "volume": pl.col("is_partial") | is_unexplained}
    apart = ("price_known", "volume_known", "structure", "scope", "method", "revision")
    return (
        grouped.with_columns(remainder_known=pl.col("total") - pl.sum_horizontal(apart))
        .with_columns(
            *(
                pl.when(~is_null.get(name, pl.col("is_partial"))).then(pl.col(f"{name}_known")).alias(name)
                for name in _PRICED
            ),
            explained_share=_explained_share("panel_value"),
            reason=pl.coalesce(
                "partial_reason", pl.when(is_unexplained).then(pl.lit(Reason.NO_PRODUCTS.value)), "remark"
            ),
        )
        .drop("panel_value", "partial_reason", "remark")
    )


def with_fisher(sums: pl.LazyFrame) -> pl.LazyFrame:
    """Adds the effects after Fisher's index beside those of the bridge, and how far the two price indices are apart.

    Over the cells with quantity and price on both sides: `fisher_price` is L(V0, V1) ln P, with P the geometric mean of
    Laspeyres and Paasche; price and volume add up to the change at this level and not over parts: never added up.
    `index_gap` is the difference of the logarithms of both price indices.
    """
    value_0, value_1 = pl.col("priced_0"), pl.col("priced_1")
    laspeyres, paasche = pl.col("base_value_0") / value_0, value_1 / pl.col("base_value_1")
    # A price can be so small that the quantity of the other year is worth no fen at it.
    is_priced = pl.min_horizontal(value_0, value_1, "base_value_0", "base_value_1") > 0
    log_index = (laspeyres.log() + paasche.log()) / 2
    mean = log_mean(value_0.cast(pl.Float64), value_1.cast(pl.Float64))
    # The price effect of the bridge is over the same cells: those without a price on one side have none.
    gap = (log_index - pl.col("price_known") / mean).abs()
    return sums.with_columns(fisher_price=pl.when(is_priced).then(whole(mean * log_index))).with_columns(
        fisher_volume=pl.when(is_priced).then(value_1 - value_0 - pl.col("fisher_price")),
        index_gap=pl.when(is_priced).then(gap),
    )


def _explained_share(value: str) -> pl.Expr:
    """How much of both sides the products with quantity and price explain: the smaller of the two shares."""
    return pl.min_horizontal(
        pl.when(pl.col(total) > 0).then(pl.col(part) / pl.col(total))
        for part, total in (("value_1", value), ("value_0", "base"))
    )
