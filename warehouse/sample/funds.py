"""Invented funds with their flows, and the truths about them: three funds in addition to those of the plan.

Amounts are whole ten thousand yuan (万元), as in the forms; the days follow from the first year.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from warehouse.forms.form import Form
from warehouse.forms.fund_contribution import FUND_CONTRIBUTION
from warehouse.forms.fund_covenant import FUND_COVENANT
from warehouse.forms.fund_distribution import FUND_DISTRIBUTION
from warehouse.forms.fund_investment import FUND_INVESTMENT
from warehouse.forms.fund_register import FUND_REGISTER
from warehouse.forms.fund_valuation import FUND_VALUATION
from warehouse.sample.firms import Firms

Row = Mapping[str, str | int | date | None]

GUIDE, GROWN, YOUNG = "XN_GUIDE", "XN_SUB_1", "XN_SUB_2"
_NAMES = {
    GUIDE: "样例引导基金(合成)",
    GROWN: "样例新材料子基金(合成)",
    YOUNG: "样例生物医药子基金(合成)",
}
GUIDE_NAME = _NAMES[GUIDE]
_NAMES_EN = {
    GUIDE: "Sample guide fund (synthetic)",
    GROWN: "Sample new materials sub-fund (synthetic)",
    YOUNG: "Sample biomedicine sub-fund (synthetic)",
}
TREASURY, STATE, PRIVATE = "样例省财政(合成)", "样例国投集团(合成)", "样例民营投资(合成)"


def fund_deliveries(firms: Firms, first_year: int) -> list[tuple[str, Form, list[Row]]]:
    """File name, form and rows of each delivery about the funds."""
    return [
        ("02_01_基金名录.xlsx", FUND_REGISTER, _register(first_year)),
        ("02_02_基金认缴与实缴.xlsx", FUND_CONTRIBUTION, _contributions(first_year)),
        ("02_03_基金投资明细.xlsx", FUND_INVESTMENT, _investments(firms, first_year)),
        ("02_04_基金估值.xlsx", FUND_VALUATION, _valuations(first_year)),
        ("02_05_基金分配与退出.xlsx", FUND_DISTRIBUTION, _distributions(firms, first_year)),
        ("02_06_基金约束条款.xlsx", FUND_COVENANT, _covenants(first_year)),
    ]


def fund_truths(first_year: int) -> list[dict[str, object]]:
    """The expected results of the deliveries: multiples and rates, as decimal strings."""
    return [
        {
            "id": "fund_that_grew",
            "what": "500 million yuan paid in on one day are worth 605 million 730 days later: 10 % a year. An older "
            "valuation does not count. The guide fund promised a fifth and paid a quarter.",
            "fund_id": GROWN,
            "expected": {
                "nav_date": str(_opened(first_year) + timedelta(days=730)),
                "committed_amplification": "5", "paid_in_amplification": "4",
                "dpi": "0", "rvpi": "1.21", "tvpi": "1.21", "irr": "0.1",
            },
        },
        {
            "id": "fund_in_the_j_curve",
            "what": "Valued within two years of its first call: multiples, but no rate.",
            "fund_id": YOUNG,
            "expected": {
                "committed_amplification": "5", "paid_in_amplification": "3",
                "dpi": "0.4", "rvpi": "0.8", "tvpi": "1.2", "irr": None, "irr_note": "j_curve",
            },
        },
        {
            "id": "guide_fund_multiple",
            "what": "Both sub-funds together: five times what was promised, 3.555556 times what was paid.",
            "fund_id": GUIDE,
            "expected": {
                "committed_amplification": "5", "paid_in_amplification": "3.555556",
                "irr": None, "irr_note": "no_valuation",
            },
        },
        {
            "id": "capital_called",
            "what": "Of what the grown fund called a private contributor owes 25 million yuan; of the second call of "
            "the young one nobody has paid. No multiple counts money that was only called.",
            "expected": {
                GUIDE: {"called_cny": "300000000", "called_unpaid_cny": "0"},
                GROWN: {"called_cny": "525000000", "called_unpaid_cny": "25000000"},
                YOUNG: {"called_cny": "400000000", "called_unpaid_cny": "100000000"},
            },
        },
        {
            "id": "covenant_not_kept",
            "what": "Money invested back in the province is 0.8 times the guide fund's; 1 was agreed.",
            "fund_id": GROWN,
            "expected": {"covenant_kind": "reinvestment_multiple", "threshold": "1", "measured_value": "0.8"},
        },
    ]  # fmt: skip


def _opened(first_year: int) -> date:
    return date(first_year, 1, 1)


def _register(first_year: int) -> list[Row]:
    rows = (
        (GUIDE, "引导基金", None, 50_000, None, date(first_year - 1, 10, 8), "620100"),
        (GROWN, "子基金", GUIDE, 100_000, "新材料", date(first_year - 1, 11, 20), "620100"),
        (YOUNG, "子基金", GUIDE, 60_000, "生物医药", date(first_year + 1, 5, 12), "620500"),
    )
    return [
        {
            "fund_id": fund, "name_zh": _NAMES[fund], "name_en": _NAMES_EN[fund], "fund_kind": kind,
            "manager_name": "样例基金管理公司(合成)", "parent_fund_id": parent, "target_size": size,
            "industry_name": field, "established_date": day, "status": "运营", "region_code": region,
        }
        for fund, kind, parent, size, field, day, region in rows
    ]  # fmt: skip


def _contributions(first_year: int) -> list[Row]:
    signed, later = date(first_year - 1, 12, 1), date(first_year + 1, 6, 1)
    grown, young = _opened(first_year), date(first_year + 1, 7, 1)
    rows = (
        (GUIDE, TREASURY, None, signed, 50_000, 0),
        (GUIDE, TREASURY, None, date(first_year - 1, 12, 15), 0, 30_000),
        (GROWN, _NAMES[GUIDE], GUIDE, signed, 20_000, 0),
        (GROWN, STATE, None, signed, 50_000, 0),
        (GROWN, PRIVATE, None, signed, 30_000, 0),
        (GROWN, _NAMES[GUIDE], GUIDE, grown, 0, 12_500),
        (GROWN, STATE, None, grown, 0, 25_000),
        (GROWN, PRIVATE, None, grown, 0, 12_500),
        (YOUNG, _NAMES[GUIDE], GUIDE, later, 12_000, 0),
        (YOUNG, STATE, None, later, 48_000, 0),
        (YOUNG, _NAMES[GUIDE], GUIDE, young, 0, 10_000),
        (YOUNG, STATE, None, young, 0, 20_000),
    )
    return [
        {
            "fund_id": fund, "fund_name": _NAMES[fund], "contributor_name": name, "contributor_fund_id": giver,
            "contribution_date": day, "committed": committed or None, "paid_in": paid_in or None,
        }
        for fund, name, giver, day, committed, paid_in in rows
    ] + _calls(first_year)  # fmt: skip


def _calls(first_year: int) -> list[Row]:
    """Each call names the day by which it is to be paid. One is paid in part, the last one not at all."""
    signed, grown = date(first_year - 1, 12, 5), _opened(first_year)
    young, second = date(first_year + 1, 6, 10), date(first_year + 2, 6, 15)
    rows = (
        (GUIDE, TREASURY, None, signed, 30_000, date(first_year - 1, 12, 15)),
        (GROWN, _NAMES[GUIDE], GUIDE, signed, 12_500, grown),
        (GROWN, STATE, None, signed, 25_000, grown),
        (GROWN, PRIVATE, None, signed, 15_000, grown),
        (YOUNG, _NAMES[GUIDE], GUIDE, young, 10_000, date(first_year + 1, 7, 1)),
        (YOUNG, STATE, None, young, 20_000, date(first_year + 1, 7, 1)),
        (YOUNG, _NAMES[GUIDE], GUIDE, second, 2_000, date(first_year + 2, 7, 15)),
        (YOUNG, STATE, None, second, 8_000, date(first_year + 2, 7, 15)),
    )
    return [
        {
            "fund_id": fund, "fund_name": _NAMES[fund], "contributor_name": name, "contributor_fund_id": giver,
            "contribution_date": day, "called": called, "call_due_date": due,
        }
        for fund, name, giver, day, called, due in rows
    ]  # fmt: skip


def _investments(firms: Firms, first_year: int) -> list[Row]:
    rounds = ((GROWN, "A轮", 15_000, 12), (GROWN, "B轮", 12_000, 8), (YOUNG, "天使轮", 3_000, 20))
    known = firms.table.select("credit_code", "name").rows()
    return [
        {
            "fund_id": fund, "fund_name": _NAMES[fund], "credit_code": known[number % len(known)][0],
            "name": known[number % len(known)][1], "round": stage,
            "investment_date": date(first_year + (fund == YOUNG), 9, 15), "amount": amount, "equity_share": share,
        }
        for number, (fund, stage, amount, share) in enumerate(rounds)
    ]  # fmt: skip


def _valuations(first_year: int) -> list[Row]:
    rows = (
        (GROWN, date(first_year, 12, 31), 52_000),
        (GROWN, _opened(first_year) + timedelta(days=730), 60_500),
        (YOUNG, date(first_year + 2, 6, 30), 24_000),
    )
    return [
        {"fund_id": fund, "fund_name": _NAMES[fund], "valuation_date": day, "net_asset_value": value}
        for fund, day, value in rows
    ]


def _distributions(firms: Firms, first_year: int) -> list[Row]:
    """The young fund sells a part of its holding in the one firm that it invested in."""
    (sold,) = (row for row in _investments(firms, first_year) if row["fund_id"] == YOUNG)
    return [
        {
            "fund_id": YOUNG, "fund_name": _NAMES[YOUNG], "distribution_date": date(first_year + 2, 3, 31),
            "distribution_kind": "股权转让", "amount": 12_000, "credit_code": sold["credit_code"], "name": sold["name"],
        }
    ]  # fmt: skip


def _covenants(first_year: int) -> list[Row]:
    rows = (
        (GROWN, "财政出资比例", "不高于", "20", "20", "%"),
        (GROWN, "首期到位比例", "不低于", "20", "50", "%"),
        (GROWN, "返投倍数", "不低于", "1", "0.8", "倍"),
        (YOUNG, "主投领域比例", "不低于", "60", "75", "%"),
    )
    return [
        {
            "fund_id": fund, "fund_name": _NAMES[fund], "covenant_kind": kind, "comparison": comparison,
            "threshold": threshold, "measured_value": measured, "unit": unit,
            "measured_date": date(first_year + 2, 6, 30),
        }
        for fund, kind, comparison, threshold, measured, unit in rows
    ]  # fmt: skip
