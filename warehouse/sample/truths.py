"""Known truths about a sample, for comparison with a reader's results.

One truth per role: the firm or chain, the periods and the numbers, money in thousand yuan, all as decimal strings. A
truth that a small or short sample cannot contain is listed under `omitted` with the reason.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal, localcontext

import polars as pl

from warehouse.domain.period import Period
from warehouse.sample.assessed import RULE_VERSION
from warehouse.sample.changes import Change
from warehouse.sample.economy import FIRST, REVISED, share_of
from warehouse.sample.events import next_month
from warehouse.sample.facts import Facts, Impossible, Truth, plain, six, texts
from warehouse.sample.office import (
    RAISED_BY_QUOTATION,
    REPORTED_QUARTER,
    REPORTED_TASK,
    UNREPORTED_TASK,
    financing_rounds,
)
from warehouse.sample.roles import CHAIN_CODE, Role
from warehouse.sample.sei_shares import NICKEL_SHARES
from warehouse.sample.story import STORY
from warehouse.sample.supply import DANGLING_NODE

TEN_BILLION = 10_000_000
"""Ten billion yuan (100亿元) in thousand yuan."""


def known_truths(facts: Facts) -> tuple[list[Truth], list[Truth]]:
    """The truths that hold in this sample, and those that are omitted."""
    held: list[Truth] = []
    omitted: list[Truth] = []
    for truth_id, build in (_TRUTHS | STORY).items():
        try:
            held.append({"id": truth_id} | build(facts))
        except Impossible as reason:
            omitted.append({"id": truth_id, "reason": str(reason)})
    return held, omitted


def _nickel(facts: Facts) -> Truth:
    code = facts.code(Role.NICKEL)
    before, after = facts.year_months(0), facts.year_months(1)
    facts.need(*before, *after)
    rows = facts.outputs.filter(pl.col("credit_code") == code)
    price = {period: Decimal(value) / 100 for period, value in rows.select("period", "price_month").iter_rows()}
    ytd = {period: Decimal(value) / 100 for period, value in rows.select("period", "output_ytd").iter_rows()}
    first, second = (Decimal(facts.account(Role.NICKEL, year[-1], "revenue_ytd")) for year in (before, after))
    with localcontext() as context:
        context.prec = 40
        mean = (second - first) / (second / first).ln()
        effects = {"price_effect": mean * Decimal("0.702").ln(), "quantity_effect": mean * Decimal("1.1").ln()}
    return {
        "what": "Output rises by exactly 10 % and the price falls by exactly 29.8 % in every month: revenue falls to "
        "77.22 % of the year before. Quantity and price effects after LMDI, to six decimals.",
        "credit_code": code,
        "product_code": rows["product_code"][0],
        "periods": texts(before, after),
        "expected": {
            "output_ytd": {str(year[-1]): plain(ytd[str(year[-1])]) for year in (before, after)},
            "price_month": {period: plain(value) for period, value in price.items() if period in texts(before, after)},
            "revenue_ytd": {str(before[-1]): plain(first), str(after[-1]): plain(second)},
            "quantity_index": "1.1",
            "price_index": "0.702",
            "value_index": "0.7722",
            **{name: six(value) for name, value in effects.items()},
            "total_effect": plain(second - first),
        },
    }


def _falls(role: Role, what: str) -> Callable[[Facts], Truth]:
    def build(facts: Facts) -> Truth:
        code = facts.code(role)
        ends = (facts.year_months(0)[-1], facts.year_months(1)[-1])
        facts.need(*ends)
        expected = {}
        for end in ends:
            now, base = (facts.account(role, end, name) for name in ("revenue_ytd", "revenue_same_ytd"))
            expected[str(end)] = {
                "revenue_ytd": str(now),
                "revenue_same_ytd": str(base),
                "growth_share": six(Decimal(now) / base - 1),
                "falls": now < base,
            }
        chains = facts.chain_rows.filter(pl.col("credit_code") == code).select("chain_code", "role").rows(named=True)
        return {"what": what, "credit_code": code, "periods": texts(ends), "chains": chains, "expected": expected}

    return build


def _chain(facts: Facts) -> Truth:
    facts.code(Role.CHAIN_MEMBER_1)
    december = facts.year_months(1)[-1]
    facts.need(*facts.year_months(1))
    members = facts.chain_rows.filter((pl.col("chain_code") == CHAIN_CODE) & pl.col("credit_code").is_not_null())
    counted = (
        facts.accounts.join(members.select("credit_code", "counted_share"), on="credit_code")
        .group_by("period")
        .agg((pl.col("revenue_ytd") * pl.col("counted_share")).sum())
        .sort("period")
    )
    sums = {period: Decimal(value) / 100 for period, value in counted.iter_rows()}
    passed = next(str(period) for period in facts.year_months(1) if sums[str(period)] >= TEN_BILLION)
    return {
        "what": "Counted revenue (revenue times the share counted for the chain) passes ten billion yuan for the "
        "first time, as year to date.",
        "chain_code": CHAIN_CODE,
        "members": members.select("credit_code", pl.col("counted_share").cast(pl.String)).rows(named=True),
        "periods": [passed],
        "expected": {
            "passes_in": passed,
            "year_sums": {text: plain(value) for text, value in sums.items() if text.endswith("-12")},
            "ytd_sums": {text: plain(value) for text, value in sums.items() if text[:4] == str(december.year)},
        },
    }


def _late(facts: Facts) -> Truth:
    code, period = facts.code(Role.LATE), facts.events.late
    if period is None:
        raise Impossible("The sample has no month that a return could be late for.")
    return {
        "what": "Missing from the file of its month; sent as a supplement in the following month.",
        "credit_code": code,
        "periods": [str(period)],
        "expected": {"arrives_in": str(next_month(period))} | _revenue(facts, Role.LATE, period),
    }


def _entrant(facts: Facts) -> Truth:
    code, first = facts.code(Role.ENTRANT), facts.year_months(1)[0]
    facts.need(first)
    if facts.periods[0] == first:
        raise Impossible("The sample begins with the month in which the firm enters.")
    return {
        "what": "Enters the scope: no return before its first one, which restates a same period never reported.",
        "credit_code": code,
        "periods": [str(first)],
        "expected": {
            "first_period": str(first),
            "revenue_ytd": str(facts.account(Role.ENTRANT, first, "revenue_ytd")),
            "revenue_same_ytd": str(facts.account(Role.ENTRANT, first, "revenue_same_ytd")),
        },
    }


def _restated(facts: Facts) -> Truth:
    code = facts.code(Role.RESTATED)
    pairs = [period for period in facts.year_months(1) if {period, period.year_earlier()} <= set(facts.periods)]
    if not pairs:
        raise Impossible("The sample has no month whose same month of last year it holds too.")
    expected = {}
    for period in pairs:
        reported = facts.account(Role.RESTATED, period.year_earlier(), "revenue_ytd")
        restated = facts.account(Role.RESTATED, period, "revenue_same_ytd")
        expected[str(period)] = {"reported_last_year": str(reported), "restated": str(restated),
                                 "difference": str(restated - reported)}  # fmt: skip
    return {"what": "The same period of last year (revenue, year to date) is not what was reported last year.",
            "credit_code": code, "periods": texts(pairs), "expected": expected}  # fmt: skip


def _corrected(facts: Facts) -> Truth:
    code, period = facts.code(Role.CORRECTED), facts.events.corrected
    if period is None or facts.wrong_revenue is None:
        raise Impossible("The sample has no month that could be corrected.")
    month, ytd = facts.wrong_revenue
    return {
        "what": "The month is sent twice; the second file, marked 更正, corrects one firm's revenue.",
        "credit_code": code,
        "periods": [str(period)],
        "expected": {
            "arrives_in": str(next_month(period)),
            "old": {"revenue_month": str(month), "revenue_ytd": str(ytd)},
            "new": _revenue(facts, Role.CORRECTED, period),
        },
    }


def _changed(which: str, what: str) -> Callable[[Facts], Truth]:
    def build(facts: Facts) -> Truth:
        change: Change | None = getattr(facts.changes, which)
        if change is None:
            raise Impossible("The sample has too few enterprises for one of them to change.")
        old = [period for period in facts.periods if change.is_before(period)]
        new = [period for period in facts.periods if not change.is_before(period)]
        if not old or not new:
            raise Impossible("The sample has no return from before the change, or none from after it.")
        rows = facts.accounts.filter(pl.col("index") == change.index).select("period", "revenue_ytd").iter_rows()
        return {
            "what": what,
            "credit_code": change.new_code,
            "periods": [str(old[-1]), str(new[0])],
            "expected": {
                "change_date": change.day.isoformat(),
                "old_code": change.old_code,
                "old_name": change.old_name,
                "new_name": change.new_name,
                "revenue_ytd": {period: str(value) for period, value in rows},
            },
        }

    return build


def _endings(facts: Facts) -> Truth:
    if not facts.changes.endings:
        raise Impossible("The sample has too few enterprises for one to be merged and another to leave.")
    merged, left = facts.changes.endings
    ends = (facts.year_months(1)[-1], facts.year_months(2)[-1])
    facts.need(*facts.year_months(1), *facts.year_months(2))
    rows = {(row["credit_code"], row["period"]): row for row in facts.accounts.iter_rows(named=True)}

    def revenue(code: str | None, period: Period, column: str = "revenue_ytd") -> int:
        return int(rows[code, str(period)][column])

    own = revenue(merged.heir_code, ends[0]) + revenue(merged.code, ends[0])
    restated = revenue(merged.heir_code, ends[1], "revenue_same_ytd")
    return {
        "what": "In the third year one firm is merged into another, whose returns count both from then on, and one "
        "leaves the list: it has no return after that, and a year that it is in only before is scope.",
        "periods": texts(ends),
        "expected": {
            "merged": {
                "credit_code": merged.code,
                "into": merged.heir_code,
                "day": merged.day.isoformat(),
                "last_ytd": _last_revenue(rows, merged.code, facts.periods),
                "unit": {"revenue_ytd": str(revenue(merged.heir_code, ends[1])), "revenue_same_ytd": str(restated),
                         "own_report": str(own), "method": str(restated - own)},
            },
            "left": {
                "credit_code": left.code,
                "day": left.day.isoformat(),
                "last_ytd": _last_revenue(rows, left.code, facts.periods),
                "scope": str(-revenue(left.code, ends[0])),
            },
        },
    }  # fmt: skip


def _last_revenue(
    rows: Mapping[tuple[str, str], Mapping[str, object]], code: str, periods: tuple[Period, ...]
) -> Truth:
    """The last return of a firm that ended: its period and revenue, year to date."""
    last = max(str(period) for period in periods if (code, str(period)) in rows)
    return {"period": last, "revenue_ytd": str(rows[code, last]["revenue_ytd"])}


def _supply(facts: Facts) -> Truth:
    (dangling,) = (row for row in facts.supply_rows if row[2] == DANGLING_NODE)
    first = [row for row in facts.supply_rows if row[0] == dangling[0]]
    return {
        "what": "One edge leads to a node that no list of chains has, another one into the next chain.",
        "chain_code": dangling[0],
        "periods": [],
        "expected": {
            "edges": str(len(first)),
            "dangling": {"from_node": dangling[1], "to_node": dangling[2]},
            "into_other_chain": [row[3] for row in first if row[3] is not None],
            "gaps": [{"node": row[1], "kind": row[2]} for row in facts.gap_rows if row[0] == dangling[0]],
        },
    }


def _destroyed(facts: Facts) -> Truth:
    if facts.planted.destroyed is None:
        raise Impossible("The sample has no ordinary firm whose code could be destroyed.")
    return {
        "what": "A spreadsheet turned one code of the last file of shares into a number; the name beside it is intact.",
        "credit_code": facts.planted.destroyed["credit_code"],
        "periods": [],
        "expected": dict(facts.planted.destroyed),
    }


def _exit_proposal(facts: Facts) -> Truth:
    return {
        "what": "Fails two yearly assessments running, without a demonstrating role: the only firm proposed to leave. "
        "One that fails once is not, nor one whose second failure is not preceded by another.",
        "credit_code": facts.code(Role.FAILS_TWICE),
        "periods": [str(facts.first_year), str(facts.first_year + 1)],
        "expected": {"rule_version": RULE_VERSION, "decision": None},
    }


def _financing(facts: Facts) -> Truth:
    return {
        "what": "Two rounds: venture capital, then a guide fund of the government.",
        "credit_code": facts.code(Role.CHAIN_LEADER),
        "periods": [],
        "expected": {
            "amount_cny": {str(day): f"{thousand}000" for _, day, thousand, _ in financing_rounds(facts.first_year)},
            "rounds": ["A", "B"],
            "investor_kinds": ["VENTURE_CAPITAL", "GOVERNMENT_FUND"],
        },
    }


def _quotation(facts: Facts) -> Truth:
    return {
        "what": "The leader of the chain is quoted on the second board of small firms and raised money by it.",
        "credit_code": facts.code(Role.CHAIN_LEADER),
        "expected": {"board_id": "neeq", "raised_cny": f"{RAISED_BY_QUOTATION}000"},
    }


def _task_report(facts: Facts) -> Truth:
    return {
        "what": "One task has a report for the quarter, another one has none; that says nothing about the task.",
        "periods": [REPORTED_QUARTER],
        "expected": {"reported": REPORTED_TASK, "progress": "已完成", "unreported": UNREPORTED_TASK},
    }


def _sei_revenue(facts: Facts) -> Truth:
    code = facts.code(Role.NICKEL)
    expected = {}
    for period in facts.periods:
        if period.month == 12:
            year = max(known for known in facts.share_years if known <= period.year)
            share = Decimal(NICKEL_SHARES[min(year - facts.first_year + 1, 2)]) / 100
            revenue = Decimal(facts.account(Role.NICKEL, period, "revenue_ytd")) * 1000
            expected[str(period)] = {"share_year": str(year), "sei_share": plain(share),
                                     "sei_revenue_ytd_cny": plain(revenue * share)}  # fmt: skip
    if not expected:
        raise Impossible("The sample has no year that is over.")
    return {
        "what": "The strategic emerging part of a year's revenue, with the share of the newest year that is stated: "
        "for the last year that of the year before.",
        "credit_code": code,
        "periods": list(expected),
        "expected": expected,
    }


def _share_of_gdp(facts: Facts) -> Truth:
    year = facts.first_year + 2
    expected: dict[str, object] = {}
    for vintage in (FIRST, REVISED):
        before, after = (share_of(facts.economy, vintage, one) for one in (year - 1, year))
        expected[vintage] = {
            "share_percent": {str(year - 1): plain(before), str(year): plain(after)},
            "share_so_far_percent": {f"{year}-09": plain(share_of(facts.economy, vintage, year, 3))},
            "change_pp": plain(after - before),
            "rises_by_a_point": after - before >= 1,
        }
    return {
        "what": "The share of strategic emerging industries in GDP rises by a point in the last year by the first "
        "release, and does not by the revised one. Forty quarters of both, none of which is a real figure.",
        "periods": [str(year - 1), str(year)],
        "expected": expected,
    }


def _revenue(facts: Facts, role: Role, period: Period) -> dict[str, str]:
    return {name: str(facts.account(role, period, name)) for name in ("revenue_month", "revenue_ytd")}


_TRUTHS: dict[str, Callable[[Facts], Truth]] = {
    "nickel_volume_and_price": _nickel,
    "revenue_falls_two_years": _falls(
        Role.FAILS_TWICE,
        "Revenue falls in both years, against a base restated downwards, at constant prices; in a chain, but "
        "without a demonstrating role.",
    ),
    "revenue_falls_one_year": _falls(Role.FAILS_ONCE, "Revenue falls in the first year and rises in the second."),
    "chain_passes_ten_billion": _chain,
    "late_reporter": _late,
    "entrant": _entrant,
    "restated_base": _restated,
    "corrected_return": _corrected,
    "renamed_enterprise": _changed(
        "renamed", "Moves to another registration authority and takes another name; returns before that have the old."
    ),
    "enterprises_that_end": _endings,
    "supply_edges": _supply,
    "destroyed_code": _destroyed,
    "sei_revenue": _sei_revenue,
    "share_of_gdp": _share_of_gdp,
    "exit_proposal": _exit_proposal,
    "task_report": _task_report,
    "financing_rounds": _financing,
    "quotation": _quotation,
    "recoded_enterprise": _changed("recoded", "Reports under its registration number until it has a credit code."),
}
