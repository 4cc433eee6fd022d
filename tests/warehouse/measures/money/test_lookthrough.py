"""Money looked through by hand, and conserved on every drawn web of funds."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from decimal import Decimal
from fractions import Fraction

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from warehouse.measures.money.lookthrough import Source, fund_lookthrough, fund_money, money_by_field, split

CNY = pl.Decimal(18, 2)
DAY = date(2015, 1, 1)
Paid = tuple[str, str | None, str | None, int]
"""Fund, fund that contributes, other contributor, amount."""
Bought = tuple[str, str, int]


def tables(
    kinds: dict[str, str],
    paid: list[Paid],
    bought: list[Bought],
    firms: list[tuple[str, str, str]] = [],  # noqa: B006
    chains: list[tuple[str, str, str]] = [],  # noqa: B006
    direct: list[tuple[str, str, int]] = [],  # noqa: B006
) -> dict[str, pl.DataFrame]:
    known = {firm for firm, _, _ in firms}
    made = {
        "core.fund": pl.DataFrame(list(kinds.items()), schema=["fund_id", "fund_kind"], orient="row"),
        "core.fund_contribution": pl.DataFrame(
            [(fund, giver, name or f"fund {giver}", amount) for fund, giver, name, amount in paid],
            schema={"fund_id": pl.String, "contributor_fund_id": pl.String, "contributor_name": pl.String,
                    "paid_in_cny": CNY},
            orient="row",
        ),
        "core.fund_investment": pl.DataFrame(
            [
                (f"{fund}/{firm}/{number}", fund, firm if firm in known else None, firm, firm, amount, DAY)
                for number, (fund, firm, amount) in enumerate(bought)
            ],
            schema={"fund_investment_id": pl.String, "fund_id": pl.String, "enterprise_id": pl.String,
                    "credit_code": pl.String, "enterprise_name": pl.String, "amount_cny": CNY,
                    "investment_date": pl.Date},
            orient="row",
        ),
        "core.enterprise": pl.DataFrame(
            firms, schema={"enterprise_id": pl.String, "industry_id": pl.String, "region_code": pl.String}, orient="row"
        ),
        "core.enterprise_chain": pl.DataFrame(
            [(firm, chain, Decimal(share)) for firm, chain, share in chains],
            schema={"enterprise_id": pl.String, "chain_id": pl.String, "counted_share": pl.Decimal(19, 6)},
            orient="row",
        ),
        "core.direct_equity": pl.DataFrame(
            [(investor, firm, amount, DAY) for investor, firm, amount in direct],
            schema={"investor_name": pl.String, "enterprise_id": pl.String, "paid_cny": pl.Decimal(38, 2),
                    "payment_date": pl.Date},
            orient="row",
        ),
    }  # fmt: skip
    made = {
        name: frame.with_columns(is_flagged=pl.lit(False), is_synthetic=pl.lit(True)) for name, frame in made.items()
    }
    made["mart.fund_lookthrough"] = fund_lookthrough(made)
    return made


BY_HAND = tables(
    {"G": "guide", "A": "sub_fund", "B": "sub_fund"},
    [
        ("G", None, "province", 500),
        ("A", "G", None, 120), ("A", None, "p1", 480),
        ("B", "G", None, 40), ("B", "A", None, 50), ("B", None, "p2", 110),
    ],
    [("A", "X", 300), ("B", "X", 100)],
    [("X", "new_materials", "620100")],
    [("X", "one", "0.5"), ("X", "two", "0.25")],
    [("province", "X", 8)],
)  # fmt: skip


def test_shares_of_a_fund_that_holds_another_are_those_worked_out_by_hand() -> None:
    money = fund_money(BY_HAND["core.fund"], BY_HAND["core.fund_contribution"])

    assert money.sources["B"] == {
        Source("province", "guide"): Fraction(1, 4),
        Source("p1", "other"): Fraction(1, 5),
        Source("p2", "other"): Fraction(11, 20),
    }
    assert money.sources["A"][Source("province", "guide")] == Fraction(1, 5)


def test_the_firm_holds_85_of_the_province_260_of_p1_and_55_of_p2() -> None:
    rows = BY_HAND["mart.fund_lookthrough"].group_by("source_name").agg(pl.col("amount_cny").sum())

    assert dict(rows.iter_rows()) == {"province": 85, "p1": 260, "p2": 55}


def test_money_from_outside_is_in_firms_or_not_invested_and_counts_once() -> None:
    money = fund_money(BY_HAND["core.fund"], BY_HAND["core.fund_contribution"])

    outside, sizes, onward = (sum(part.values()) for part in (money.outside, money.paid_in, money.onward))
    assert (outside, sizes - onward) == (1090, 1090)
    assert (money.paid_in["G"] - money.onward["G"], money.paid_in["A"] - money.onward["A"] - 300) == (340, 250)


def test_each_kind_of_group_has_all_of_the_money_and_the_rest_of_a_chain_is_outside() -> None:
    groups = money_by_field(BY_HAND)

    sums = groups.group_by("group_kind").agg(pl.col("amount_cny").sum())
    assert dict(sums.iter_rows()) == {"industry": 408, "chain": 408, "region": 408}
    direct = groups.filter(channel="direct_equity", group_kind="chain").select("chain_id", "amount_cny", "reason")
    assert direct.rows() == [("one", 4, None), ("two", 2, None), (None, 2, "not_linked")]


def test_a_firm_in_several_chains_is_never_counted_above_the_whole() -> None:
    both = tables(
        {"G": "guide"}, [("G", None, "province", 100)], [("G", "X", 100)], [("X", "f", "620100")],
        [("X", "one", "0.75"), ("X", "two", "0.75")],
    )  # fmt: skip

    chains = money_by_field(both).filter(group_kind="chain").select("chain_id", "amount_cny")

    assert chains.rows() == [("one", 50), ("two", 50)]


def test_a_firm_in_no_register_keeps_its_money_in_a_group_without_a_field() -> None:
    groups = money_by_field(tables({"G": "guide"}, [("G", None, "province", 100)], [("G", "nobody", 30)]))

    assert groups.filter(group_kind="industry").select("industry_id", "amount_cny", "reason").rows() == [
        (None, 30, "no_source")
    ]


def test_a_fund_that_nobody_paid_has_an_open_source_and_drops_no_yuan() -> None:
    rows = tables({"N": "national"}, [], [("N", "X", 30)])["mart.fund_lookthrough"]

    assert rows.select("source_name", "channel", "amount_cny", "reason").rows() == [(None, "national", 30, "no_source")]


def test_a_circle_of_funds_is_named_and_its_money_has_an_open_source() -> None:
    made = tables(
        {"A": "sub_fund", "B": "sub_fund"},
        [("A", "B", None, 50), ("A", None, "p", 50), ("B", "A", None, 100)],
        [("A", "X", 10), ("B", "X", 10)],
    )

    rows = made["mart.fund_lookthrough"].select("fund_id", "source_name", "amount_cny", "reason").rows()

    assert fund_money(made["core.fund"], made["core.fund_contribution"]).circles == (("A", "B"),)
    assert rows == [("A", "p", 5, None), ("A", None, 5, "fund_circle"), ("B", None, 10, "fund_circle")]


def test_cents_that_rounding_leaves_go_to_the_largest_remainders() -> None:
    thirds = {name: Fraction(1, 3) for name in "abc"}

    assert split(Decimal("1.00"), thirds) == {"a": Decimal("0.34"), "b": Decimal("0.33"), "c": Decimal("0.33")}


FUNDS = [f"f{number}" for number in range(5)]
amounts = st.integers(0, 10**9)


@st.composite
def webs(draw: st.DrawFn) -> dict[str, pl.DataFrame]:
    """A web of funds in which money flows from earlier to later ones."""
    kinds = {fund: draw(st.sampled_from(["guide", "sub_fund", "national", "regional"])) for fund in FUNDS}
    paid: list[Paid] = []
    for number, fund in enumerate(FUNDS):
        paid += [(fund, None, name, draw(amounts)) for name in draw(st.lists(st.sampled_from("pqr"), unique=True))]
        paid += [(fund, giver, None, draw(amounts)) for giver in FUNDS[:number] if draw(st.booleans())]
    bought = draw(st.lists(st.tuples(st.sampled_from(FUNDS), st.sampled_from(["X", "Y", "nobody"]), amounts)))
    shares = st.sampled_from(["0.3", "0.5", "0.7", "0.333333"])
    chains = [("X", chain, draw(shares)) for chain in ("one", "two") if draw(st.booleans())]
    return tables(kinds, paid, bought, [("X", "f", "620100"), ("Y", "g", "620200")], chains)


@settings(max_examples=60, deadline=None)
@given(webs())
def test_money_is_conserved_at_every_level(made: dict[str, pl.DataFrame]) -> None:
    money = fund_money(made["core.fund"], made["core.fund_contribution"])
    bought: defaultdict[str, Decimal] = defaultdict(Decimal)
    for firm, amount in made["core.fund_investment"].select("credit_code", "amount_cny").iter_rows():
        bought[firm] += amount
    held = made["mart.fund_lookthrough"].group_by("credit_code").agg(pl.col("amount_cny").sum())

    assert {fund: sum(shares.values()) for fund, shares in money.sources.items()} == dict.fromkeys(FUNDS, 1)
    assert dict(held.iter_rows()) == bought
    assert sum(money.paid_in.values()) - sum(money.onward.values()) == sum(money.outside.values())
    for kind, total in money_by_field(made).group_by("group_kind").agg(pl.col("amount_cny").sum()).iter_rows():
        assert total == sum(bought.values()), kind
