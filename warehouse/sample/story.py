"""The truths of the province's story: prices of metals, fields that fall, and what files contradict or leave out."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import polars as pl

from warehouse.sample.bulletin import published_growth
from warehouse.sample.facts import Facts, Impossible, Truth, plain, six
from warehouse.sample.metals import yearly_means
from warehouse.sample.roles import REDEFINED_PER_MILLE, SHRINKING_FIELD, Role

_BY_PRICE, _BY_METHOD = "新材料", "新能源"
"""The fields of the nickel maker, and of wind power."""


def _annual(facts: Facts) -> Truth:
    planted = facts.planted.contradiction
    december = facts.year_months(1)[-1]
    facts.need(december)
    if planted is None:
        raise Impossible("The sample has no ordinary firm of one product, or no annual return of its second year.")
    code = planted["credit_code"]
    rows = facts.accounts.filter((pl.col("period") == str(december)) & (pl.col("credit_code") == code))
    return {
        "what": "The annual return (B104-4) of one firm states an output far above that of its months; every other "
        "annual return agrees with its months.",
        "credit_code": code,
        "periods": [str(december)],
        "expected": dict(planted) | {"gross_output_ytd": str(rows["gross_output_ytd"].item())},
    }


def _half_reported(facts: Facts) -> Truth:
    if facts.events.half is None or not facts.unreported:
        raise Impossible("The sample has too few months or firms for one to be reported by half.")
    return {
        "what": "Half of the firms without a role never sent this month's financial return: what they would have "
        "reported as revenue, year to date. All of them report the month after it.",
        "periods": [str(facts.events.half)],
        "expected": {"missing": dict(facts.unreported)},
    }


def _metals(facts: Facts) -> Truth:
    years = (facts.first_year, facts.first_year + 1, facts.first_year + 2)
    facts.need(*(period for offset in range(3) for period in facts.year_months(offset)))
    means = {series: by_year for series, by_year in yearly_means().items() if set(years) <= by_year.keys()}
    if not means:
        raise Impossible("The packaged prices of metals do not reach over these years.")
    return {
        "what": "Prices of metals move as the monthly means of the World Bank's Pink Sheet, but for the firms with a "
        "fixed course; a firm's own price differs from that by 1.5 % at most.",
        "periods": [],
        "expected": {
            product.code: {
                "series": product.metal,
                "growth_of_the_yearly_mean": {
                    str(year): six(means[product.metal][year] / means[product.metal][year - 1] - 1)
                    for year in years[1:]
                },
            }
            for product in facts.catalogue.products
            if product.metal in means
        },
    }


def _falling_fields(facts: Facts) -> Truth:
    second = facts.first_year + 1
    facts.need(*facts.year_months(0), *facts.year_months(1))
    facts.code(Role.NICKEL)
    fields = set(facts.firms.table["industry_name"])
    redefined = [one.code for one in facts.changes.redefined]
    if SHRINKING_FIELD not in fields or not redefined:
        raise Impossible("The sample has too few enterprises to have every field.")
    before, after = facts.field_revenue[second - 1], facts.field_revenue[second]
    by_method_now, by_method_base = after[_BY_METHOD]
    if any(after[field][0] >= before[field][0] for field in (_BY_PRICE, SHRINKING_FIELD, _BY_METHOD)) or (
        by_method_now <= by_method_base
    ):
        raise Impossible("By the seed of this sample the other firms of a field grow by more than it falls.")
    return {
        "what": "In the second year one field falls because of its prices, one because of its volume, and one because "
        "another definition counts less: on the same base it rises.",
        "periods": [str(second)],
        "expected": {
            "by_price": _BY_PRICE,
            "by_volume": SHRINKING_FIELD,
            "by_method": _BY_METHOD,
            "redefined": redefined,
            "still_counted": str(Decimal(REDEFINED_PER_MILLE) / 1000),
        },
    }


def _leaders(facts: Facts) -> Truth:
    leaders = facts.chain_rows.filter(pl.col("role") == "链主").select("chain_code", "industry_name", "credit_code")
    fields = dict(facts.firms.table.select("credit_code", "industry_name").iter_rows())
    if any(fields[code] != field for _, field, code in leaders.iter_rows()):
        raise Impossible("A chain has no member of its own field that could lead it.")
    return {
        "what": "Every leader of a chain is a firm of the chain's own field.",
        "periods": [],
        "expected": {chain: code for chain, _, code in leaders.iter_rows()},
    }


def _value_added(facts: Facts) -> Truth:
    code, second = facts.code(Role.NICKEL), facts.year_months(1)
    facts.need(*facts.year_months(0), *second)
    now, base = (Decimal(facts.account(Role.NICKEL, second[-1], f"gross_output_{kind}ytd")) for kind in ("", "same_"))
    return {
        "what": "Value added is output times the example rate of the firm's class; at constant prices it grows by the "
        "growth of its value over the price index 0.702. To four decimals.",
        "credit_code": code,
        "periods": [str(second[-1])],
        "expected": {
            "same_base_rate": six(now / base - 1),
            "price_index": "0.702",
            "constant_price_rate": six(now / base / Decimal("0.702") - 1),
        },
    }


def _published(facts: Facts) -> Truth:
    if not facts.profits:
        raise Impossible("The sample has no year that is over.")
    return {
        "what": "The growth of profit that the bulletin prints is of industry alone; that of all key firms on the same "
        "base differs from it by scope: modern services are no industry.",
        "periods": [f"{year}-12" for year in facts.profits],
        "expected": {
            "published_percent": {
                f"{year}-12": plain(published_growth(now, base)) for year, (now, base) in facts.profits.items()
            },
            "not_counted": "现代服务业",
        },
    }


STORY: dict[str, Callable[[Facts], Truth]] = {
    "annual_against_months": _annual,
    "half_reported_month": _half_reported,
    "metal_prices": _metals,
    "fields_that_fall": _falling_fields,
    "leaders_of_their_own_field": _leaders,
    "value_added_at_constant_price": _value_added,
    "published_beside_computed": _published,
}
