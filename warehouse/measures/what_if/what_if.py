"""What if: declared changes applied to the input rows, then the same measures.

A change alters what firms or funds report in some months and nothing else: restated bases of later returns, quantities,
costs and the register stay. A firm left out is in no period and no register, as if it had never been. Order matters
where changes meet: each applies to what those before it left.

Only what the changes touch is computed, before and after: the firms themselves with those that merged with them, and
the targets that can feel the changes. The totals of province and chains are the published ones and the difference of
the touched firms, in whole fen, so that nothing is lost or gained by it; a chain counts shares, so that its published
total was rounded before and the sum may be 0.01 yuan off. Money in yuan.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import duckdb
import polars as pl

from warehouse.domain.period import parse_period
from warehouse.measures.chains.line import line_on
from warehouse.measures.growth.bridge import fen, yuan
from warehouse.measures.growth.coefficients import NO_COEFFICIENTS
from warehouse.measures.growth.firm_changes import firm_states, mergers_of
from warehouse.measures.growth.growth import growth
from warehouse.measures.rate import stored_rate
from warehouse.measures.reason import Reason
from warehouse.measures.register.enterprise_changes import endings
from warehouse.measures.what_if.tables_again import inputs_of, make_again

PRICED = ("revenue", "gross_output")
"""The measures that a price moves: V + (f - 1) times the value of the product's cells."""
TOTALS = (*PRICED, "total_profit")
MADE_AGAIN = ("mart.target_actual", "mart.target_progress")
_OF_CHAINS, _OF_FIRMS = "chain_10bn_count", "key_enterprise_count"
_OF_FUNDS = {"guide": "guide_fund_size", "sub_fund": "sub_fund_size"}
PROVINCE = "province"
_YUAN = pl.Decimal(38, 6)
_THOUSAND = 1000


@dataclass(frozen=True)
class Change:
    """A change of one firm, product (of one firm or all) or fund in some months: 2016-02 is January and February.

    Of a firm: `measure` times `factor`, plus `amount` a month; or `exits`; or `is_left_out`, of all months. Of a
    product: its price times `price`. Of a fund: what was committed and paid in times `factor`; 0 closes it.
    """

    from_period: str
    to_period: str
    enterprise_id: str | None = None
    product_code: str | None = None
    fund_id: str | None = None
    measure: str = "revenue"
    price: Decimal | None = None
    factor: Decimal | None = None
    amount: Decimal | None = None
    exits: bool = False
    is_left_out: bool = False

    @property
    def months(self) -> pl.Expr:
        """Whether a row's period is one of the months."""
        return pl.col("period").is_between(pl.lit(self.from_period), pl.lit(self.to_period))


@dataclass(frozen=True)
class WhatIf:
    """What the changes alter, each frame with before and after; `targets` are those that can feel them.

    `flips` are the answers that turn: the status of a target, and whether a chain reaches ten billion.
    """

    totals: pl.DataFrame
    chains: pl.DataFrame
    targets: pl.DataFrame
    not_linked: pl.DataFrame
    flips: pl.DataFrame
    unpriced_count: int


def altered_totals(totals: pl.DataFrame, products: pl.DataFrame, changes: Sequence[Change]) -> tuple[pl.DataFrame, int]:
    """Years to date (`enterprise_id`, `measure`, `period`, `value`) under the changes, and the cells without a price.

    A month is what a year to date adds to the one before it, so that a change of all months is one of the total.
    """
    unpriced = 0
    for change in changes:
        if change.is_left_out:
            totals = totals.filter(pl.col("enterprise_id") != change.enterprise_id)
        elif change.exits:
            totals = totals.filter(~((pl.col("enterprise_id") == change.enterprise_id) & change.months))
        elif change.price is not None:
            cells = products.filter(
                change.months
                & (pl.col("product_code") == change.product_code)
                & (pl.lit(change.enterprise_id is None) | (pl.col("enterprise_id") == (change.enterprise_id or "")))
            )
            unpriced += cells.filter((pl.col("quantity") > 0) & ~(pl.col("price_cny") > 0).fill_null(False)).height
            moved = cells.group_by("enterprise_id", "period").agg(
                moved=(pl.col("quantity").cast(pl.Float64) * pl.col("price_cny").cast(pl.Float64)).sum()
                * float(change.price - 1)
            )
            each = pl.DataFrame({"measure": PRICED})
            totals = _moved(totals, moved.join(each, how="cross"))
            scaled = pl.struct("enterprise_id", "product_code", "period").is_in(
                cells.select(pl.struct("enterprise_id", "product_code", "period")).to_series().implode()
            )
            products = products.with_columns(
                price_cny=pl.when(scaled)
                .then(pl.col("price_cny").cast(pl.Float64) * float(change.price))
                .otherwise(pl.col("price_cny").cast(pl.Float64))
            )
        elif change.fund_id is None:
            is_changed = (pl.col("enterprise_id") == change.enterprise_id) & (pl.col("measure") == change.measure)
            # February is two months, and an amount is for each.
            months = pl.when(pl.col("period").str.ends_with("-02")).then(2).otherwise(1)
            factor = float(change.factor if change.factor is not None else 1) - 1
            moved = (
                _months(totals.filter(is_changed & pl.col("value").is_not_null()))
                .filter(change.months)
                .with_columns(moved=pl.col("month_value") * factor + months * float(change.amount or 0))
            )
            totals = _moved(totals, moved.select("enterprise_id", "measure", "period", "moved"))
    return totals, unpriced


def _months(totals: pl.DataFrame) -> pl.DataFrame:
    """The years to date with what each adds to the one before it (`month_value`)."""
    year = ("enterprise_id", "measure", pl.col("period").str.slice(0, 4))
    value = pl.col("value").cast(pl.Float64)
    return totals.sort("period").with_columns(month_value=value - value.shift(1).over(*year).fill_null(0))


def _moved(totals: pl.DataFrame, moved: pl.DataFrame) -> pl.DataFrame:
    """Years to date with the movements of their months added up."""
    by_month = (
        moved.with_columns(year=pl.col("period").str.slice(0, 4))
        .sort("period")
        .with_columns(so_far=pl.col("moved").cum_sum().over("enterprise_id", "measure", "year"))
        .select("enterprise_id", "measure", "year", moved_period="period", so_far="so_far")
    )
    found = (
        totals.with_columns(year=pl.col("period").str.slice(0, 4))
        .sort("period")
        .join_asof(
            by_month.sort("moved_period"),
            left_on="period",
            right_on="moved_period",
            by=["enterprise_id", "measure", "year"],
            check_sortedness=False,
        )
    )
    so_far = pl.col("so_far").round(6).cast(_YUAN)
    return found.with_columns(
        value=pl.when(pl.col("so_far").is_not_null()).then(pl.col("value").cast(_YUAN) + so_far).otherwise(
            pl.col("value").cast(_YUAN)
        )
    ).drop("so_far", "year", "moved_period")  # fmt: skip


def altered_contributions(contributions: pl.DataFrame, changes: Sequence[Change]) -> pl.DataFrame:
    for change in changes:
        if change.fund_id is not None and change.factor is not None:
            period = pl.col("contribution_date").dt.strftime("%Y-%m")
            is_changed = (pl.col("fund_id") == change.fund_id) & period.is_between(
                pl.lit(change.from_period), pl.lit(change.to_period)
            )
            contributions = contributions.with_columns(
                pl.when(is_changed).then((pl.col(name) * change.factor).cast(pl.Decimal(18, 2))).otherwise(name)
                .alias(name)
                for name in ("committed_cny", "paid_in_cny")
            )  # fmt: skip
    return contributions


def altered_register(register: pl.DataFrame, changes: Sequence[Change]) -> pl.DataFrame:
    """The declared changes of enterprises with the exits."""
    exits = [
        {
            "enterprise_change_id": f"what-if-{position}",
            "enterprise_id": change.enterprise_id,
            "change_kind": "status_change",
            "change_date": date(int(change.from_period[:4]), int(change.from_period[5:]), 1),
            "new_status": "exited",
            "is_applied": True,
        }
        for position, change in enumerate(changes)
        if change.exits
    ]
    return pl.concat([register, pl.DataFrame(exits)], how="diagonal_relaxed") if exits else register


def without_left_out(rows: pl.DataFrame, changes: Sequence[Change]) -> pl.DataFrame:
    """The rows of a register without the firms that are left out."""
    return rows.filter(~pl.col("enterprise_id").is_in([each.enterprise_id for each in changes if each.is_left_out]))


def what_if(
    inputs: Mapping[str, pl.DataFrame],
    changes: Sequence[Change],
    at: str,
    connection: duckdb.DuckDBPyConnection,
    collect: Callable[[pl.LazyFrame], pl.DataFrame] = pl.LazyFrame.collect,
) -> WhatIf:
    """What the changes alter by the end of month `at`.

    `inputs` are tables by key: those of `inputs_of(MADE_AGAIN)`; of mart.observation the years to date of the firms
    that the changes touch and of those that merged with them, of core.enterprise_chain their rows; mart.growth has the
    province's rows of the month, mart.chain_revenue and mart.target_progress are as published.
    """
    firms = inputs["mart.observation"]
    read = firms.select(
        "period", "is_synthetic", enterprise_id="subject_id", measure="indicator_id",
        value=pl.col("value").cast(pl.Decimal(38, 9)) * _THOUSAND,
    ).with_columns(pl.col("value").cast(_YUAN))  # fmt: skip
    altered, unpriced = altered_totals(read, inputs["mart.growth_product"], changes)
    values = altered.select("period", subject_id="enterprise_id", indicator_id="measure", altered="value")
    after_firms = firms.join(values, on=["subject_id", "indicator_id", "period"], how="inner").with_columns(
        value=pl.when(pl.col("value").is_not_null()).then(pl.col("altered") / _THOUSAND)
    ).drop("altered")  # fmt: skip
    touched = touched_firms(inputs, changes)
    stored = inputs["mart.chain_revenue"]
    all_chains = moved_chains(
        stored, firms, after_firms, inputs["mart.subject_enterprise"], inputs["core.enterprise_change"]
    )
    members = inputs["core.enterprise_chain"].filter(
        pl.col("enterprise_id").is_in(list(touched)) & pl.col("counted_share").is_not_null()
    )
    chains = _chains(
        inputs["core.chain"].join(members.select("chain_id").unique(), on="chain_id"), stored, all_chains, at
    )
    targets, not_linked = _targets(inputs, _linked(inputs, touched, changes), all_chains, changes, at, connection)
    return WhatIf(
        _totals(firms, after_firms, touched, inputs, changes, at, collect),
        chains,
        targets,
        not_linked,
        _flips(chains, targets),
        unpriced,
    )


def touched_firms(inputs: Mapping[str, pl.DataFrame], changes: Sequence[Change]) -> set[str]:
    """The firms whose totals the changes may move: of a change of a price, those that sell the product."""
    sells = inputs["mart.growth_product"].select("enterprise_id", "product_code").unique()
    touched: set[str] = set()
    for change in changes:
        if change.enterprise_id is not None:
            touched.add(change.enterprise_id)
        elif change.product_code is not None:
            touched |= set(sells.filter(pl.col("product_code") == change.product_code)["enterprise_id"])
    return touched


def with_merged(firms: set[str], register: pl.DataFrame) -> set[str]:
    """The firms with all that merged with one of them, in any number of steps: together they are units."""
    pairs = mergers_of(register.lazy()).select("enterprise_id", "heir_id").collect().rows()
    found = set(firms)
    while more := {firm for pair in pairs if found & set(pair) for firm in pair} - found:
        found |= more
    return found


_SUMS = ("value", "panel_value", "panel_restated")


def _totals(
    before: pl.DataFrame,
    after: pl.DataFrame,
    touched: set[str],
    inputs: Mapping[str, pl.DataFrame],
    changes: Sequence[Change],
    at: str,
    collect: Callable[[pl.LazyFrame], pl.DataFrame],
) -> pl.DataFrame:
    """The province's totals before and after, with the growth on the same base: those published, and the difference of
    the touched firms."""
    register = inputs["core.enterprise_change"]
    units = list(with_merged(touched, register))
    province = inputs["mart.subject_enterprise"].filter(pl.col("subject_kind") == PROVINCE)["enterprise_id"]

    def growth_of(firms: pl.DataFrame) -> pl.LazyFrame:
        is_wanted = pl.col("period").is_in([at, f"{int(at[:4]) - 1}{at[4:]}"]) & pl.col("subject_id").is_in(units)
        totals = firms.filter(is_wanted).select(
            "period_kind", "period", "is_flagged", "is_synthetic",
            enterprise_id="subject_id", measure="indicator_id",
            value_cny=(pl.col("value").cast(pl.Decimal(38, 9)) * _THOUSAND).round(2),
            restated_base_cny=(pl.col("same_period_value").cast(pl.Decimal(38, 9)) * _THOUSAND).round(2),
            first_value_cny=(pl.col("value").cast(pl.Decimal(38, 9)) * _THOUSAND).round(2),
        )  # fmt: skip
        states = firm_states(totals.lazy(), mergers_of(register.lazy()), NO_COEFFICIENTS).filter(
            (pl.col("period_kind") == "ytd") & (pl.col("year") == int(at[:4])) & (pl.col("month") == int(at[5:]))
        )
        # Without cells there is no deflator, and the rate on the same base needs none.
        empty = dict.fromkeys(("priced_0", "priced_1", "base_value_1", "months_gap"), pl.lit(None, pl.Int64))
        subject = {"subject_kind": pl.lit(PROVINCE), "subject_id": pl.lit(PROVINCE), "weight": pl.lit(1.0)}
        firms_of = states.filter(pl.col("enterprise_id").is_in(province.implode()))
        measured = growth(firms_of.with_columns(least_priced_share=1.0, is_exempt=False, **subject, **empty))
        return measured.select("measure", *_SUMS, "reporting_count", "panel_count")

    counts = ("reporting_count", "panel_count")
    published = inputs["mart.growth"].lazy().select(
        "measure",
        "same_base_rate",
        *(pl.col(name).cast(pl.Int64) for name in counts),
        value=fen(pl.col("value_cny")), panel_value=fen(pl.col("panel_value_cny")),
        panel_restated=fen(pl.col("panel_base_cny")),
    )  # fmt: skip
    sides = [growth_of(rows).rename({name: f"{name}_{side}" for name in (*_SUMS, *counts)})
             for side, rows in (("then", before), ("now", after))]  # fmt: skip
    moved = {
        name: pl.col(name).fill_null(0) + pl.col(f"{name}_now").fill_null(0) - pl.col(f"{name}_then").fill_null(0)
        for name in (*_SUMS, *counts)
    }
    both = (
        published.join(sides[0], on="measure", how="left")
        .join(sides[1], on="measure", how="left")
        .with_columns(**{f"{name}_after": amount for name, amount in moved.items()})
        .with_columns(
            value_after=pl.when(pl.col("reporting_count_after") > 0).then("value_after"),
            rate_after=pl.when((pl.col("panel_count_after") > 0) & (pl.col("panel_restated_after") > 0)).then(
                pl.col("panel_value_after") / pl.col("panel_restated_after") - 1
            ),
        )
        .select(
            "measure", yuan("value").alias("before_cny"), yuan("value_after").alias("after_cny"),
            rate_before=pl.col("same_base_rate").cast(pl.Decimal(18, 6)), rate_after=stored_rate(pl.col("rate_after")),
        )
    )  # fmt: skip
    moves_firms = any(change.fund_id is None for change in changes)
    # A firm that is left out takes its costs along; every other change leaves them as they are.
    models_profit = all(change.is_left_out for change in changes if change.fund_id is None)
    is_profit = pl.col("measure") == "total_profit"
    is_unknown = is_profit & pl.lit(moves_firms and not models_profit)
    reason = (
        pl.when(pl.lit(not moves_firms)).then(pl.lit(Reason.NOT_LINKED.value))
        .when(is_unknown).then(pl.lit(Reason.NOT_MODELLED.value))
        .when(pl.col("after_cny").is_null()).then(pl.lit(Reason.NOT_REPORTED.value))
    )  # fmt: skip
    return (
        collect(both)
        .with_columns(pl.when(~is_unknown).then(pl.col(name)).alias(name) for name in ("after_cny", "rate_after"))
        .with_columns(reason=reason, difference_cny=pl.col("after_cny") - pl.col("before_cny"))
    )


def moved_chains(
    stored: pl.DataFrame, before: pl.DataFrame, after: pl.DataFrame, counted: pl.DataFrame, register: pl.DataFrame
) -> pl.DataFrame:
    """The revenue of all chains by month: as published, and the difference of the members that moved, by their weights.

    `counted` is mart.subject_enterprise, as in mart.chain_revenue: scaled shares, none where those within a chain are
    more than the whole. A member that left or merged (`register`, core.enterprise_change) counts until then.
    """
    shares = (
        counted.filter(pl.col("subject_kind") == "chain")
        .select("enterprise_id", chain_id="subject_id", share=pl.col("weight").cast(pl.Decimal(38, 6)))
        .join(endings(register), on="enterprise_id", how="left")
    )

    def parts(rows: pl.DataFrame, sign: int) -> pl.DataFrame:
        return (
            rows.filter((pl.col("indicator_id") == "revenue") & pl.col("value").is_not_null())
            .join(shares, left_on="subject_id", right_on="enterprise_id")
            .filter(pl.col("ended").is_null() | (_end_of("period") < pl.col("ended")))
            .select(
                "chain_id", "period",
                moved=pl.col("value").cast(_YUAN) * _THOUSAND * pl.col("share") * sign,
                counted=pl.lit(sign, pl.Int64),
            )
        )  # fmt: skip

    moved = (
        pl.concat([parts(after, 1), parts(before, -1)])
        .group_by("chain_id", "period")
        .agg(pl.col("moved").sum(), pl.col("counted").sum())
    )
    revenue = (pl.col("revenue_ytd_cny").fill_null(0) + pl.col("moved")).round(2).cast(pl.Decimal(38, 2))
    return (
        stored.join(moved, on=["chain_id", "period"], how="left")
        .with_columns(
            revenue_ytd_cny=pl.when(pl.col("moved").is_null()).then("revenue_ytd_cny")
            .when(pl.col("reporting_count") + pl.col("counted") > 0).then(revenue)
        )
        .with_columns(is_ten_billion=(pl.col("revenue_ytd_cny") >= line_on(_end_of("period"))).fill_null(value=False))
        .select(stored.columns)
    )  # fmt: skip


def _end_of(month: str) -> pl.Expr:
    return pl.col(month).str.to_date("%Y-%m").dt.month_end()


def _chains(chains: pl.DataFrame, before: pl.DataFrame, after: pl.DataFrame, at: str) -> pl.DataFrame:
    """The chains of the firms that the changes move, of the year to date and of the newest twelve months."""
    last_year = int(at[:4]) - 1
    year, ytd = (pl.col("period") == f"{last_year}-12"), (pl.col("period") == f"{last_year}{at[4:]}")

    def revenue(rows: pl.DataFrame, side: str) -> pl.DataFrame:
        def of(where: pl.Expr) -> pl.Expr:
            return pl.col("revenue_ytd_cny").filter(where).first()

        now = pl.col("period") == at
        return rows.group_by("chain_id").agg(
            of(now).alias(f"{side}_cny"),
            (of(now) if at.endswith("-12") else of(year) - of(ytd) + of(now)).alias(f"twelve_months_{side}_cny"),
        )

    line = line_on(pl.lit(parse_period(at).end_date))
    sides = [revenue(before, "before"), revenue(after, "after")]
    joined = chains.select("chain_id", "name_zh", "name_en", "is_synthetic")
    for side in sides:
        joined = joined.join(side, on="chain_id", how="left")
    return joined.with_columns(
        difference_cny=pl.col("after_cny") - pl.col("before_cny"),
        is_ten_billion_before=pl.col("twelve_months_before_cny") >= line,
        is_ten_billion_after=pl.col("twelve_months_after_cny") >= line,
        reason=pl.when(pl.col("after_cny").is_null())
        .then(pl.lit(Reason.NOT_REPORTED.value))
        .when(pl.col("twelve_months_after_cny").is_null())
        .then(pl.lit(Reason.BASE_MISSING.value)),
    ).sort("chain_id")


def _linked(inputs: Mapping[str, pl.DataFrame], touched: set[str], changes: Sequence[Change]) -> pl.DataFrame:
    """The indicators that the changes can move, of real or synthetic rows, by type of target (null: any)."""

    def kinds() -> Iterator[tuple[str, str | None, bool]]:
        kind_of = dict(inputs["core.enterprise"].select("enterprise_id", "is_synthetic").iter_rows())
        funds = {row[0]: row[1:] for row in inputs["core.fund"].select("fund_id", "fund_kind", "is_synthetic").rows()}
        moves = [each for each in changes if each.exits or each.is_left_out or each.measure == "revenue"]
        for firm in touched_firms(inputs, moves):
            yield _OF_CHAINS, None, kind_of[firm]
        for change in changes:
            if (change.exits or change.is_left_out) and change.enterprise_id is not None:
                # An exit later does not undo that the firm was new.
                yield _OF_FIRMS, None if change.is_left_out else "stock", kind_of[change.enterprise_id]
            if change.fund_id is not None and funds[change.fund_id][0] in _OF_FUNDS:
                kind, is_synthetic = funds[change.fund_id]
                yield _OF_FUNDS[kind], None, is_synthetic

    schema = {"indicator_id": pl.String, "linked_type": pl.String, "is_synthetic": pl.Boolean}
    return pl.DataFrame(sorted(set(kinds()), key=str), schema=schema, orient="row").with_columns(is_linked=True)


def _targets(
    inputs: Mapping[str, pl.DataFrame],
    linked: pl.DataFrame,
    chains: pl.DataFrame,
    changes: Sequence[Change],
    at: str,
    connection: duckdb.DuckDBPyConnection,
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The targets that can feel the changes with both states, and the others."""
    names = ("target_id", "title_zh", "title_en", "indicator_id", "target_type", "ordinal")
    targets = inputs["core.target"].select(names)
    key, state = "target_progress_id", ("actual", "status")
    shown = pl.col("is_default") & (pl.col("period") == at)
    felt = (
        inputs["mart.target_progress"].filter(shown).drop("ordinal")
        .join(targets, on="target_id")
        .join(linked, on=["indicator_id", "is_synthetic"])
        .filter(pl.col("linked_type").is_null() | (pl.col("linked_type") == pl.col("target_type")))
        .unique(key, maintain_order=True)
    )  # fmt: skip
    others = targets.filter(~pl.col("target_id").is_in(felt["target_id"].implode())).sort("ordinal")
    others = others.with_columns(reason=pl.lit(Reason.NOT_LINKED.value))
    if felt.is_empty():
        # Nothing to make again.
        after = felt.select(key, *(pl.col(name).alias(f"{name}_after") for name in state))
    else:
        is_felt = pl.col("indicator_id").is_in(felt["indicator_id"].implode())
        again = {name: frame for name, frame in inputs.items() if name in inputs_of(MADE_AGAIN)} | {
            "core.target": inputs["core.target"].filter(is_felt),
            "core.enterprise": without_left_out(inputs["core.enterprise"], changes),
            "core.enterprise_change": altered_register(inputs["core.enterprise_change"], changes),
            "core.fund_contribution": altered_contributions(inputs["core.fund_contribution"], changes),
            "mart.chain_revenue": chains,
        }
        made = make_again(MADE_AGAIN, again, connection)["mart.target_progress"]
        after = made.filter(shown).select(key, *(pl.col(name).alias(f"{name}_after") for name in state))
    rows = felt.join(after, on=key).with_columns(
        difference=pl.col("actual_after").cast(pl.Decimal(38, 6)) - pl.col("actual").cast(pl.Decimal(38, 6))
    )
    return rows.sort("ordinal", "target_id", "is_synthetic"), others


def _flips(chains: pl.DataFrame, targets: pl.DataFrame) -> pl.DataFrame:
    """What the changes turn: chains below or above ten billion, and the status of targets."""

    def words(side: str) -> pl.Expr:
        name = pl.col(f"is_ten_billion_{side}")
        return pl.when(name).then(pl.lit("ten_billion")).when(~name).then(pl.lit("below_ten_billion")).alias(side)

    columns = ("kind", "subject_id", "title_zh", "is_synthetic", "before", "after")
    of_chains = chains.select(
        "is_synthetic", words("before"), words("after"), title_zh="name_zh", kind=pl.lit("chain"),
        subject_id="chain_id",
    ).select(columns)  # fmt: skip
    of_targets = targets.select(
        "title_zh", "is_synthetic", before="status", after="status_after", kind=pl.lit("target"),
        subject_id="target_id",
    ).select(columns)  # fmt: skip
    return pl.concat([of_chains, of_targets]).filter(pl.col("before").ne_missing(pl.col("after")))
