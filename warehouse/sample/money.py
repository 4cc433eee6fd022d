"""Money beside the first three funds: seven more funds, direct equity, credit of two banks, bonds, listings, support.

What is planted: a fund that holds part of another, two rates, money paid before its call, an investee in no register, a
broken covenant, two firms with overlapping support, four without direct power, an unknown unit, and support of a firm
that had left. Fund amounts are in ten thousand yuan, all other amounts in thousand yuan, as in the forms.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from functools import partial

from warehouse.forms.bank_credit import BANK_CREDIT
from warehouse.forms.direct_equity import DIRECT_EQUITY
from warehouse.forms.enterprise_financing import ENTERPRISE_FINANCING
from warehouse.forms.form import Form
from warehouse.forms.fund_contribution import FUND_CONTRIBUTION
from warehouse.forms.fund_covenant import FUND_COVENANT
from warehouse.forms.fund_distribution import FUND_DISTRIBUTION
from warehouse.forms.fund_investment import FUND_INVESTMENT
from warehouse.forms.fund_register import FUND_REGISTER
from warehouse.forms.fund_valuation import FUND_VALUATION
from warehouse.forms.listing_pipeline import LISTING_PIPELINE
from warehouse.forms.policy_support import POLICY_SUPPORT
from warehouse.sample.changes import Changes
from warehouse.sample.firms import Firms, synthetic_credit_code
from warehouse.sample.funds import GUIDE, GUIDE_NAME, PRIVATE, STATE, TREASURY
from warehouse.sample.workbook import Cell

Row = Mapping[str, Cell]
Delivery = tuple[str, Form, list[Row]]

HOLDER, HELD, NATIONAL, TWO_RATES, EARLY, LOST, PLAIN = (
    "XN_REG_A", "XN_REG_B", "XN_NAT", "XN_TWO", "XN_EARLY", "XN_LOST", "XN_PLAIN",
)  # fmt: skip
_NAMES = {
    HOLDER: "样例产业基金甲(合成)",
    HELD: "样例市级基金乙(合成)",
    NATIONAL: "样例国家创投基金(合成)",
    TWO_RATES: "样例分期出资基金(合成)",
    EARLY: "样例先行出资基金(合成)",
    LOST: "样例外地投资基金(合成)",
    PLAIN: "样例筹备基金(合成)",
}
_CITY, _NATION, _INVESTOR = "样例市财政(合成)", "样例国家财政(合成)", "样例省级股权投资公司(合成)"
UNKNOWN_CODE = synthetic_credit_code(999_999)
"""Of a firm that no register has."""
_BANKS = {"样例银行一(合成)": (20_000, 1_000), "样例银行二(合成)": (30_000, 3_000)}
"""Balance of the first firm at the end of the first year, and what it grows by a year; thousand yuan."""
_CREDIT_FIRMS = 30
_LARGEST = 58
_WITHOUT_POWER = 4
_POWER_UNITS = (("千瓦时", 10_000), ("万千瓦时", 1), ("亿千瓦时", Decimal("0.0001")))
"""How each third firm writes ten thousand kilowatt-hours."""
_OFFICES = ("样例省人社厅(合成)", "样例省教育厅(合成)")


def money_deliveries(firms: Firms, changes: Changes, first_year: int) -> list[Delivery]:
    """File name, form and rows of each delivery; one without rows is not sent."""
    found = [
        ("02_21_基金名录_二.xlsx", FUND_REGISTER, _register(first_year)),
        ("02_22_基金认缴与实缴_二.xlsx", FUND_CONTRIBUTION, _contributions(first_year)),
        ("02_23_基金投资明细_二.xlsx", FUND_INVESTMENT, _investments(firms, first_year)),
        ("02_24_基金估值_二.xlsx", FUND_VALUATION, _valuations(first_year)),
        ("02_25_基金分配与退出_二.xlsx", FUND_DISTRIBUTION, _distributions(first_year)),
        ("02_26_基金约束条款_二.xlsx", FUND_COVENANT, _covenants(first_year)),
        ("02_27_直接股权投资.xlsx", DIRECT_EQUITY, _direct_equity(firms, first_year)),
        ("02_28_信贷支持.xlsx", BANK_CREDIT, _credit(firms, first_year)),
        ("02_29_企业融资_二.xlsx", ENTERPRISE_FINANCING, _financing(firms, first_year)),
        ("02_30_挂牌上市_二.xlsx", LISTING_PIPELINE, _listings(firms, first_year)),
        ("02_31_政策支持_二.xlsx", POLICY_SUPPORT, _support(firms, changes, first_year)),
    ]
    return [delivery for delivery in found if delivery[2]]


def money_truths(firms: Firms, changes: Changes, first_year: int) -> list[dict[str, object]]:
    """The expected results; a sample with fewer firms than the plan names has none of those about firms."""
    last = first_year + 2
    truths: list[dict[str, object]] = [
        {
            "id": "fund_with_two_rates",
            "what": "100 million paid, 230 back a year later, 132 paid a year after that: 10 % and 20 % both solve it.",
            "fund_id": TWO_RATES,
            "expected": {"irr": None, "irr_note": "several_rates", "irr_roots": ["0.1", "0.2"]},
        },
        {
            "id": "money_paid_before_its_call",
            "what": "200 million were paid in nineteen days before anybody called them.",
            "fund_id": EARLY,
            "expected": {"kind": "paid_before_called", "paid_on": str(date(first_year + 1, 10, 1))},
        },
        {
            "id": "investee_in_no_register",
            "what": "15 million lie in a firm that no register has: they stay under its code.",
            "fund_id": LOST,
            "expected": {"credit_code": UNKNOWN_CODE, "amount_cny": "15000000"},
        },
    ]
    if firms.table.height < _LARGEST or not changes.endings:
        return truths
    active = _active(firms, changes)
    missing = [_code(firms, index) for index in active if index not in _powered(firms, changes, 2)]
    power = sum(_power(index) for index in _powered(firms, changes, 2)) * 10_000
    left = changes.endings[1]
    return [
        *truths,
        {
            "id": "fund_looked_through",
            "what": "A fund holds a quarter of another one, and the guide fund a twentieth of the first: of 80 million"
            " in a firm, 1 are the province's.",
            "fund_id": HELD,
            "credit_code": _code(firms, 11),
            "expected": {TREASURY: "1000000", STATE: "11000000", PRIVATE: "8000000", _CITY: "60000000"},
        },
        {
            "id": "covenant_broken_as_measured",
            "what": "20 million lie in the province, 25 came from the guide fund: 0.8 where 1 was agreed.",
            "fund_id": HOLDER,
            "expected": {"covenant_kind": "reinvestment_multiple", "low": "0.8", "high": "0.8", "is_met": False},
        },
        {
            "id": "overlapping_support",
            "what": "Two firms got public money through several channels in one year: one a grant beside guide money,"
            " the other direct equity as well.",
            "year": str(first_year + 1),
            "expected": {_code(firms, 10): ["grant", "guide"], _code(firms, 2): ["direct_equity", "grant", "guide"]},
        },
        {
            "id": "direct_power",
            "what": "All firms on the list at the end of the year but four have direct power, in three units.",
            "year": str(last),
            "expected": {
                "due_count": len(active), "got_count": len(active) - len(missing), "missing": sorted(missing),
                "total_kwh": str(power),
            },
        },
        {
            "id": "graduates",
            "what": "Subsidies for 312 graduates, granted by two offices.",
            "year": str(last),
            "expected": {
                office: {
                    "person": str(sum(_graduates(index) for index in range(22) if index % 2 == number)),
                    "cny": str(sum(_graduates(index) for index in range(22) if index % 2 == number) * 12_000),
                }
                for number, office in enumerate(_OFFICES)
            },
        },
        {
            "id": "credit_of_two_banks",
            "what": "Loans of a firm at two banks at the end of the year, and their growth.",
            "credit_code": _code(firms, 0),
            "year": str(last),
            "expected": {"amount_cny": "58000000", "balance_growth_rate": "0.074074"},
        },
        {
            "id": "support_after_the_end",
            "what": "A firm that had left the list got tax relief six weeks later.",
            "credit_code": left.code,
            "expected": {"kind": "support_of_inactive", "left_on": str(left.day)},
        },
        {
            "id": "unknown_unit",
            "what": "Two plots of land, in a unit that no list has: a sum of its own.",
            "credit_code": _code(firms, 12),
            "expected": {"kind": "unit_unknown", "unit": "地块", "total": "2"},
        },
    ]  # fmt: skip


def _code(firms: Firms, index: int) -> str:
    return str(firms.table["credit_code"][index])


def _who(firms: Firms, index: int) -> dict[str, str] | None:
    """The two columns of a firm; None in a sample that is too small for it."""
    if index >= firms.table.height:
        return None
    return {"credit_code": _code(firms, index), "name": str(firms.table["name"][index])}


def _rows(firms: Firms, rows: Sequence[tuple[int, Row]]) -> list[Row]:
    return [{**who, **row} for index, row in rows if (who := _who(firms, index)) is not None]


def _register(first_year: int) -> list[Row]:
    rows = (
        (HOLDER, "区域基金", 50_000, "信息技术", date(first_year, 11, 20), "运营", "620100"),
        (HELD, "区域基金", 40_000, "新能源", date(first_year + 1, 1, 15), "运营", "620900"),
        (NATIONAL, "国家基金", 60_000, None, date(first_year + 1, 5, 20), "运营", None),
        (TWO_RATES, "区域基金", 23_200, None, date(first_year - 1, 12, 1), "退出期", "620100"),
        (EARLY, "区域基金", 20_000, None, date(first_year + 1, 8, 20), "运营", "620100"),
        (LOST, "区域基金", 10_000, None, date(first_year + 1, 12, 20), "运营", "620500"),
        (PLAIN, "区域基金", 30_000, None, None, "拟设立", "620100"),
    )
    return [
        {
            "fund_id": fund, "name_zh": _NAMES[fund], "fund_kind": kind, "manager_name": "样例基金管理公司(合成)",
            "target_size": size, "industry_name": field, "established_date": day, "status": status,
            "region_code": region,
        }
        for fund, kind, size, field, day, status, region in rows
    ]  # fmt: skip


def _contributions(first_year: int) -> list[Row]:
    """Fund, contributor (a fund by its code), day, committed, called, paid in."""
    signed, called, paid = date(first_year, 12, 1), date(first_year, 12, 5), date(first_year + 1, 1, 10)
    holder = ((GUIDE_NAME, GUIDE, 2_500), (STATE, None, 27_500), (PRIVATE, None, 20_000))
    held = ((_NAMES[HOLDER], HOLDER, 10_000), (_CITY, None, 30_000))
    national = ((_NATION, None, 30_000), (PRIVATE, None, 30_000))
    first = date(first_year, 1, 1)
    rows: list[tuple[str, str, str | None, date, int | None, int | None, int | None]] = []
    for name, giver, amount in holder:
        rows += [
            (HOLDER, name, giver, signed, amount, None, None),
            (HOLDER, name, giver, called, None, amount, None),
            (HOLDER, name, giver, paid, None, None, amount),
        ]
    for fund, givers, month in ((HELD, held, 2), (NATIONAL, national, 6)):
        for name, giver, amount in givers:
            rows += [
                (fund, name, giver, date(first_year + 1, month, 1), amount, None, None),
                (fund, name, giver, date(first_year + 1, month, 15), None, None, amount),
            ]
    rows += [
        (TWO_RATES, PRIVATE, None, date(first_year - 1, 12, 5), 23_200, None, None),
        (TWO_RATES, PRIVATE, None, first, None, None, 10_000),
        (TWO_RATES, PRIVATE, None, first + timedelta(days=730), None, None, 13_200),
        (EARLY, STATE, None, date(first_year + 1, 9, 1), 20_000, None, None),
        (EARLY, STATE, None, date(first_year + 1, 10, 1), None, None, 20_000),
        (EARLY, STATE, None, date(first_year + 1, 10, 20), None, 20_000, None),
        (LOST, STATE, None, date(first_year + 2, 1, 15), 10_000, None, 5_000),
        (PLAIN, STATE, None, date(first_year + 2, 5, 15), 30_000, None, None),
    ]
    return [
        {
            "fund_id": fund, "fund_name": _NAMES[fund], "contributor_name": name, "contributor_fund_id": giver,
            "contribution_date": day, "committed": committed, "called": call, "paid_in": paid_in,
        }
        for fund, name, giver, day, committed, call, paid_in in rows
    ]  # fmt: skip


def _investments(firms: Firms, first_year: int) -> list[Row]:
    second, third = partial(date, first_year + 1), partial(date, first_year + 2)
    rows = [
        (HOLDER, 10, "A轮", second(5, 20), 2_000, 10),
        (HELD, 11, "B轮", second(8, 10), 8_000, 15),
        (TWO_RATES, 16, "天使轮", second(2, 10), 5_000, 20),
        (HELD, 13, "A轮", third(3, 15), 4_000, 8),
        (NATIONAL, 12, "C轮", third(4, 20), 5_000, 5),
        (NATIONAL, 17, "B轮", third(5, 10), 6_000, 6),
        (EARLY, 15, "A轮", third(2, 20), 3_000, 9),
        (LOST, 18, "种子轮", third(3, 1), 2_500, 25),
    ]
    made = _rows(
        firms,
        [
            (index, {"fund_id": fund, "fund_name": _NAMES[fund], "round": stage, "investment_date": day,
                     "amount": amount, "equity_share": share})
            for fund, index, stage, day, amount, share in rows
        ],
    )  # fmt: skip
    nobody: Row = {
        "fund_id": LOST, "fund_name": _NAMES[LOST], "credit_code": UNKNOWN_CODE, "name": "样例外地企业(合成)",
        "round": "种子轮", "investment_date": third(6, 1), "amount": 1_500, "equity_share": 30,
    }  # fmt: skip
    return [*made, nobody]


def _valuations(first_year: int) -> list[Row]:
    second, third = partial(date, first_year + 1), partial(date, first_year + 2)
    rows = [
        *((HOLDER, day, value) for day, value in (
            (second(6, 30), 49_000), (second(9, 30), 49_500), (second(12, 31), 50_500), (third(3, 31), 51_000),
            (third(6, 30), 52_000),
        )),
        *((HELD, day, value) for day, value in (
            (second(9, 30), 39_000), (second(12, 31), 40_000), (third(3, 31), 41_000), (third(6, 30), 42_000),
        )),
        *((NATIONAL, day, value) for day, value in (
            (second(12, 31), 58_000), (third(3, 31), 59_000), (third(6, 30), 60_000),
        )),
        (TWO_RATES, date(first_year, 12, 31), 20_000),
        (TWO_RATES, date(first_year, 1, 1) + timedelta(days=730), 0),
        (EARLY, second(12, 31), 19_500), (EARLY, third(6, 30), 20_500),
        (LOST, third(6, 30), 4_800),
    ]  # fmt: skip
    return [
        {"fund_id": fund, "fund_name": _NAMES[fund], "valuation_date": day, "net_asset_value": value}
        for fund, day, value in rows
    ]


def _distributions(first_year: int) -> list[Row]:
    return [
        {
            "fund_id": TWO_RATES, "fund_name": _NAMES[TWO_RATES], "distribution_kind": "股权转让", "amount": 23_000,
            "distribution_date": date(first_year, 1, 1) + timedelta(days=365),
        }
    ]  # fmt: skip


def _covenants(first_year: int) -> list[Row]:
    rows = (
        (HOLDER, "返投倍数", "不低于", "1", "0.8", "倍"),
        (HOLDER, "财政出资比例", "不高于", "20", "5", "%"),
        (HELD, "直投占股比例", "不高于", "30", "15", "%"),
    )
    return [
        {
            "fund_id": fund, "fund_name": _NAMES[fund], "covenant_kind": kind, "comparison": comparison,
            "threshold": threshold, "measured_value": measured, "unit": unit,
            "measured_date": date(first_year + 2, 6, 30),
        }
        for fund, kind, comparison, threshold, measured, unit in rows
    ]  # fmt: skip


def _direct_equity(firms: Firms, first_year: int) -> list[Row]:
    rows = ((2, 1, 20_000), (20, 1, 12_000), (25, 1, 15_000), (22, 2, 18_000), (23, 2, 10_000))
    return _rows(
        firms,
        [
            (index, {
                "investor_name": _INVESTOR, "decision_date": date(first_year + later, 4, 10), "agreed": amount,
                "payment_date": date(first_year + later, 5, 10), "paid": amount, "equity_share": 10 + index % 5,
                **({"exit_date": date(first_year + 2, 6, 30), "exit_amount": 13_000} if index == 20 else {}),
            })
            for index, later, amount in rows
        ],
    )  # fmt: skip


def _credit(firms: Firms, first_year: int) -> list[Row]:
    """The last quarter of the first year, and all of the next two: balances that grow evenly."""
    quarters = [(0, 4), *((later, quarter) for later in (1, 2) for quarter in (1, 2, 3, 4))]
    rows: list[tuple[int, Row]] = []
    for bank, (balance, growth) in _BANKS.items():
        for later, quarter in quarters:
            grown = growth * (later - 1) + growth * quarter // 4
            for index in range(_CREDIT_FIRMS):
                loans = balance + 500 * index + (grown if later else 0)
                rows.append(
                    (index, {
                        "bank_name": bank, "report_quarter": f"{first_year + later}-Q{quarter}",
                        "credit_line": 2 * loans, "loan_balance": loans, "new_loans_ytd": growth * quarter // 4,
                        "mean_rate": 5.2,
                    })
                )  # fmt: skip
    return _rows(firms, rows)


def _financing(firms: Firms, first_year: int) -> list[Row]:
    rows = ((25, 2, "债券", 50_000), (19, 2, "债券", 80_000), (34, 2, "债券", 30_000), (19, 1, "贷款", 25_000))
    return _rows(
        firms,
        [
            (index, {
                "round": None, "financing_date": date(first_year + later, 9, 20), "amount": amount,
                "investor_kind": "银行" if kind == "贷款" else "公众", "financing_kind": kind,
            })
            for index, later, kind, amount in rows
        ],
    )  # fmt: skip


def _listings(firms: Firms, first_year: int) -> list[Row]:
    """Eleven firms beside the leader of the chain are quoted: three, four and four a year."""
    later = (0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2)
    return _rows(
        firms,
        [
            (24 + number, {
                "milestone": "挂牌", "board": "新三板", "step_status": "已完成",
                "planned_date": date(first_year + years, 6, 30), "reached_date": date(first_year + years, 7, 15),
                "raised": 4_000 + 500 * number if number % 2 else None,
            })
            for number, years in enumerate(later)
        ],
    )  # fmt: skip


def _active(firms: Firms, changes: Changes) -> list[int]:
    """The firms on the list at the end of the third year."""
    ended = {ending.index for ending in changes.endings}
    return [index for index in range(min(firms.table.height, _LARGEST)) if index not in ended]


def _powered(firms: Firms, changes: Changes, later: int) -> list[int]:
    """The firms with direct power in that year: 20, 40, then all that are active but four."""
    if later < 2:
        return list(range(min(20 * (later + 1), firms.table.height)))
    return _active(firms, changes)[: -2 * _WITHOUT_POWER] + _active(firms, changes)[-_WITHOUT_POWER:]


def _power(index: int) -> int:
    """Ten thousand kilowatt-hours of a firm and year."""
    return 1_000 + 20 * index


def _graduates(index: int) -> int:
    return 18 if index == 21 else 14


def _support(firms: Firms, changes: Changes, first_year: int) -> list[Row]:
    rows: list[tuple[int, dict[str, Cell]]] = []

    def add(index: int, later: int, kind: str, department: str, **values: Cell) -> None:
        year = first_year + later
        note: dict[str, Cell] = {"decided_date": date(year, 6, 30), "document_note": f"合成文件：{kind}{year}"}
        rows.append((index, {"support_kind": kind, "report_year": str(year), "department_name": department,
                             **note, **values}))  # fmt: skip

    for later in range(3):
        for index in _powered(firms, changes, later):
            unit, factor = _POWER_UNITS[index % 3]
            # The nickel maker's power of the second year is in the first file already.
            if (index, later) != (0, 1):
                add(index, later, "直供电", "样例省工信委(合成)", quantity=float(_power(index) * factor),
                    quantity_unit=unit)  # fmt: skip
        for index in range((8, 15, 22)[later]):
            people = _graduates(index)
            add(index, later, "高校毕业生补贴", _OFFICES[index % 2], amount=12 * people, quantity=people,
                quantity_unit="人")  # fmt: skip
    for later, land, tax, money in (
        (0, range(4), range(16, 20), range(24, 28)),
        (1, range(8), range(16, 24), (2, 10, 24, *range(26, 32))),
        (2, range(4, 14), range(30, 40), range(24, 32)),
    ):
        for index in land:
            area, unit = (15 * (1 + index % 4), "亩") if index % 2 else (1 + index % 3, "公顷")
            add(index, later, "用地", "样例省国土资源厅(合成)", quantity=area, quantity_unit=unit)
        for index in tax:
            add(index, later, "税收", "样例省国税局(合成)", amount=300 + 10 * index)
        for index in money:
            add(index, later, "财政", "样例省财政厅(合成)", amount=1_000 + 50 * index)
    add(32, 2, "平台资助", "样例省财政厅(合成)", amount=3_000, object_code="XNT01")
    add(33, 2, "新业态资助", "样例省财政厅(合成)", amount=2_000, object_code="XNP001")
    add(12, 2, "用地", "样例省国土资源厅(合成)", quantity=2, quantity_unit="地块", document_note="合成文件：单位不明")
    for ending in changes.endings[1:]:
        later = ending.day.year - first_year
        add(ending.index, later, "税收", "样例省国税局(合成)", amount=500, document_note="合成文件：退出后",
            decided_date=ending.day + timedelta(days=45))  # fmt: skip
    return _rows(firms, rows)
