"""Half a year of a small office, sent as workbooks: what must be true of it, worked out by hand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from decimal import Decimal
from itertools import count
from pathlib import Path
from typing import Any
from unittest.mock import ANY

import duckdb
import pytest

from tests.part_of import refresh_part
from warehouse.archive.home import Home
from warehouse.catalog.catalog import load_catalog
from warehouse.connections import open_reader
from warehouse.domain.identifiers import check_character, organisation_check_character
from warehouse.domain.period import parse_period
from warehouse.forms.registry import FORMS
from warehouse.ingestion.receive import ingest_files
from warehouse.programme.programme import built_in
from warehouse.snapshots.manifest import snapshot_path
from warehouse.snapshots.refresh import refresh
from warehouse.templates.workbook import write_template

Row = dict[str, Any]


def _code(number: int) -> str:
    body = f"MA{number:06}"
    firm = f"91620100{body}{organisation_check_character(body)}"
    return firm + check_character(firm)


def _id(code: str) -> str:
    return f"E{code[8:17]}"


NICKEL, WIND, TOOLS, DRUGS, WIND_SINCE_APRIL = map(_code, range(1, 6))
NAMES = {NICKEL: "镍业有限公司", WIND: "风电有限公司", TOOLS: "机床有限公司", DRUGS: "制药有限公司"}


FEBRUARY = {NICKEL: (20000, 25000), WIND: (10000, 9000), TOOLS: (6000, None), DRUGS: (None, 800)}
"""Revenue of the year so far and its restated same period, in thousand yuan."""

UNKNOWN_REGION = "629999"


class _Office:
    def __init__(self, folder: Path) -> None:
        self.home = Home(folder / "data").ensure()
        self._folder, self._numbers = folder, count(1)

    def send(self, day: str, form_id: str, *rows: Row, period: str | None = None) -> None:
        """A workbook that arrives on a day of 2016 at 11:00 in China."""
        path = self._folder / f"{next(self._numbers):02}_{form_id}.xlsx"
        write_template(
            FORMS[form_id], path, built_in().units, period=parse_period(period) if period else None, rows=rows
        )
        (report,) = ingest_files(self.home, [path], received_at=datetime.fromisoformat(f"2016-{day}T03:00:00+00:00"))
        assert report.refusal is None, report.refusal


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Iterator[duckdb.DuckDBPyConnection]:
    office = _Office(tmp_path_factory.mktemp("office"))
    _send_firms(office)
    _send_money(office)
    _send_series(office)
    snapshot = refresh(office.home, datetime(2016, 6, 20, tzinfo=UTC)).snapshot_id
    with open_reader(snapshot_path(office.home, snapshot)) as connection:
        yield connection


def _registered(codes: Iterable[str], status: str = "在库") -> list[Row]:
    return [
        {"credit_code": code, "name": NAMES[code], "region_code": "620100", "industry_name": "新材料", "status": status}
        for code in codes
    ]


def _status_change(day: str, code: str, status: str) -> Row:
    return {"change_date": day, "change_kind": "状态变更", "credit_code": code, "name": NAMES[code],
            "new_status": status}  # fmt: skip


def _send_firms(office: _Office) -> None:
    register = _registered(NAMES)
    register[-1]["region_code"] = UNKNOWN_REGION
    office.send("01-05", "enterprise_register", *register)
    changes: list[Row] = [
        {"change_date": "2016-04-10", "change_kind": "合并", "credit_code": TOOLS, "name": NAMES[TOOLS],
         "new_credit_code": NICKEL},
        {"change_date": "2016-04-12", "change_kind": "换码", "credit_code": WIND, "name": NAMES[WIND],
         "new_credit_code": WIND_SINCE_APRIL},
        _status_change("2016-04-12", DRUGS, "退出"),
    ]  # fmt: skip
    shares = {NICKEL: 80, WIND: 50, TOOLS: 100, DRUGS: 100}
    members = [
        {"chain_code": "L1", "chain_name": "镍", "industry_name": "新材料", "stage": "上游",
         "node_name": f"节点{number}", "credit_code": code, "role": "骨干", "counted_share": share}
        for number, (code, share) in enumerate(shares.items())
    ]  # fmt: skip
    office.send("03-14", "industry_chain", *members)
    _send_returns(office, "03-15", "2016-02", FEBRUARY)
    office.send("04-13", "enterprise_change", *changes)
    office.send(
        "04-20",
        "annual_sei_share",
        *({"credit_code": NICKEL, "report_year": 2015, "product_code": code, "product_name": code, "sei_share": 60,
           "product_output": output} for code, output in (("1", 1000), ("2", "3吨"))),
    )  # fmt: skip
    _send_returns(office, "05-15", "2016-04", {NICKEL: (5000, None), WIND_SINCE_APRIL: (5000, None)})


def _send_returns(office: _Office, day: str, period: str, values: Mapping[str, tuple[int | None, int | None]]) -> None:
    rows = [
        {"credit_code": code, "revenue_ytd": revenue, "revenue_same_ytd": base, "employee_count_end": 100}
        for code, (revenue, base) in values.items()
    ]
    office.send(day, "monthly_financial_return", *rows, period=period)


def _send_money(office: _Office) -> None:
    office.send(
        "05-16",
        "fund_register",
        {"fund_id": "S1", "name_zh": "风电子基金", "fund_kind": "子基金", "status": "运营"},
    )
    first = {"fund_id": "S1", "name": NAMES[WIND], "round": "A轮", "investment_date": "2014-01-01", "amount": 3000}
    sold = {"fund_id": "S1", "name": NAMES[WIND], "distribution_kind": "分红", "distribution_date": "2016-03-03",
            "amount": 1500}  # fmt: skip
    office.send("05-16", "fund_investment", {**first, "credit_code": WIND})
    office.send("05-16", "fund_distribution", {**sold, "credit_code": WIND})
    office.send(
        "05-16",
        "fund_contribution",
        {"fund_id": "S1", "contributor_name": "国投", "contribution_date": "2013-03-01", "committed": 8000,
         "paid_in": "3吨"},
        {"fund_id": "S1", "contributor_name": "国投", "contribution_date": "2013-06-01", "paid_in": 6000},
    )  # fmt: skip
    # The next list has the firm's new code, in the rows that were sent before too.
    later = {**first, "round": "B轮", "investment_date": "2016-04-20", "amount": 2000}
    office.send("05-17", "fund_investment", *({**row, "credit_code": WIND_SINCE_APRIL} for row in (first, later)))
    office.send("05-17", "fund_distribution", {**sold, "credit_code": WIND_SINCE_APRIL})
    place = {"region_code": "620100", "status": "在建", "credit_code": WIND_SINCE_APRIL, "plan_year": 2016}
    projects = (("P1", "续建", 6000, 1500), ("P2", "续建", 8000, 9520), ("P3", "预备", None, 3000))
    office.send(
        "05-18",
        "project_register",
        *({**place, "project_id": project_id, "name_zh": f"项目{project_id}", "project_category": category,
           "plan_investment": plan, "total_investment": "3吨" if project_id == "P2" else 9000}
          for project_id, category, plan, _ in projects),
    )  # fmt: skip
    office.send(
        "05-19",
        "monthly_project_report",
        *({"project_id": project_id, "period": "2016-03", "completed_investment": done}
          for project_id, _, _, done in projects),
    )  # fmt: skip
    office.send(
        "05-18",
        "platform_register",
        {"platform_id": "T1", "name_zh": "甲平台", "platform_type": "企业技术中心", "level": "省级", "status": "建设",
         "credit_code": WIND_SINCE_APRIL},
    )  # fmt: skip


def _send_series(office: _Office) -> None:
    year = {"period": "2015", "period_kind": "年", "unit": "亿元", "vintage_id": "first_release"}
    figures = {"620000": ("6790.32", "821.6"), "620200": ("0", "5")}
    rows = [
        {**year, "region_code": region, "indicator_id": indicator, "value": Decimal(value)}
        for region, values in figures.items()
        for indicator, value in zip(("gdp", "sei_value_added"), values, strict=True)
    ]
    office.send("05-19", "macro_series", *rows)


def test_a_firm_that_was_merged_or_left_the_list_owes_no_return_from_then_on(
    published: duckdb.DuckDBPyConnection,
) -> None:
    owed = published.execute("""
        select enterprise_id, period, status from mart.reporting_status
        where form_id = 'monthly_financial_return' and period > '2016-02' order by all
    """).fetchall()

    months = ("2016-03", "2016-04", "2016-05")
    staying = [
        (_id(code), month, "on_time" if month == "2016-04" else "missing")
        for code in (NICKEL, WIND)
        for month in months
    ]
    # March was over before either left: it is still owed.
    leaving = [(_id(code), "2016-03", "missing") for code in (TOOLS, DRUGS)]
    assert owed == sorted(staying + leaving)


_LEFT, _BACK = _status_change("2016-03-20", DRUGS, "退出"), _status_change("2016-05-25", DRUGS, "在库")


@pytest.mark.parametrize(
    "sent",
    [
        {"03-22": ("enterprise_change", [_LEFT]), "05-27": ("enterprise_change", [_BACK])},
        {"05-27": ("enterprise_change", [_BACK, _LEFT])},
        {"05-27": ("enterprise_change", [_BACK]), "05-28": ("enterprise_change", [_LEFT])},
        {"03-22": ("enterprise_register", _registered([DRUGS], "退出")), "05-27": ("enterprise_change", [_BACK])},
        {"03-22": ("enterprise_change", [_LEFT]), "05-27": ("enterprise_register", _registered([DRUGS, WIND]))},
    ],
    ids=["one by one", "together", "the return first", "left by a register", "back by a register"],
)
def test_a_firm_that_came_back_owes_nothing_for_the_months_without_it(
    tmp_path: Path, sent: dict[str, tuple[str, list[Row]]]
) -> None:
    office = _Office(tmp_path)
    office.send("01-05", "enterprise_register", *_registered([DRUGS]))
    _send_returns(office, "03-15", "2016-02", {DRUGS: (800, None)})
    for day, (form_id, rows) in sent.items():
        office.send(day, form_id, *rows)
    snapshot = refresh_part(office.home, ("mart.reporting_status",), datetime(2016, 6, 20, tzinfo=UTC)).snapshot_id

    with open_reader(snapshot_path(office.home, snapshot)) as connection:
        owed = connection.execute(f"""
            select period, status from mart.reporting_status
            where form_id = 'monthly_financial_return' and enterprise_id = '{_id(DRUGS)}' order by all
        """).fetchall()

    # It was away at the end of March and of April, and there again at the end of May.
    assert owed == [("2016-02", "on_time"), ("2016-05", "missing")]


@pytest.mark.parametrize(("hour", "status"), [(15, "active"), (16, "exited")])
def test_a_change_holds_from_midnight_in_china(tmp_path: Path, hour: int, status: str) -> None:
    office = _Office(tmp_path)
    office.send("01-05", "enterprise_register", *_registered([DRUGS]))
    office.send("03-22", "enterprise_change", _status_change("2016-04-01", DRUGS, "退出"))
    snapshot = refresh_part(office.home, ("core.enterprise",), datetime(2016, 3, 31, hour, tzinfo=UTC)).snapshot_id

    with open_reader(snapshot_path(office.home, snapshot)) as connection:
        found = connection.execute("select status from core.enterprise").fetchall()

    assert found == [(status,)]


def test_an_investment_sent_again_under_the_new_code_of_its_firm_is_the_same_investment(
    published: duckdb.DuckDBPyConnection,
) -> None:
    investments = published.execute("select round, enterprise_id, amount_cny from core.fund_investment order by round")
    assert investments.fetchall() == [("a", _id(WIND), 30_000_000), ("b", _id(WIND), 20_000_000)]

    summed = published.execute("""
        select invested_cny, investment_count, enterprise_count, distributed_cny from mart.fund_performance
        where fund_id = 'S1'
    """)
    assert summed.fetchall() == [(50_000_000, 2, 1, 15_000_000)]


@pytest.mark.parametrize(
    ("table", "column"),
    [("fund_distribution", "enterprise_id"), ("project", "owner_enterprise_id"), ("platform", "host_enterprise_id")],
)
def test_a_new_code_of_a_firm_leads_to_it_from_every_register(
    published: duckdb.DuckDBPyConnection, table: str, column: str
) -> None:
    found = published.execute(f"select distinct {column} from core.{table} where submission_id is not null").fetchall()

    assert found == [(_id(WIND),)]


def test_a_gdp_of_nothing_has_no_share_and_stops_no_publication(published: duckdb.DuckDBPyConnection) -> None:
    shares = published.execute("select region_code, sei_share from mart.sei_share").fetchall()

    assert shares == [("620000", Decimal("0.120996"))]


def test_what_projects_without_a_plan_completed_is_no_part_of_the_completion_rate(
    published: duckdb.DuckDBPyConnection,
) -> None:
    totals = published.execute("""
        select group_code, plan_investment_cny / 10000, completed_investment_ytd_cny / 10000, completion_rate
        from mart.project_total where group_kind in ('all', 'category') order by all
    """).fetchall()

    # (1,500 + 9,520) of 14,000; the reserve has no plan, and what it built is told all the same.
    assert totals == [
        ("all", 14000, 14020, Decimal("0.787143")),
        ("continuing", 14000, 11020, Decimal("0.787143")),
        ("reserve", None, 3000, None),
    ]


def test_a_chain_grows_by_the_members_that_gave_both_years(published: duckdb.DuckDBPyConnection) -> None:
    february = published.execute("""
        select revenue_ytd_cny, comparable_revenue_ytd_cny, same_period_revenue_ytd_cny, same_base_growth_rate,
            member_count, reporting_count, comparable_count
        from mart.chain_revenue where period = '2016-02'
    """).fetchall()

    # By shares: 16,000 + 5,000 + 6,000; of the first two 21,000 now and 20,000 + 4,500 then. Neither the firm without
    # a base nor the one without a value is in the growth: all values over all bases would be +6.7 %.
    assert february == [(27_000_000, 21_000_000, 24_500_000, Decimal("-0.142857"), 4, 3, 2)]


@pytest.mark.parametrize(
    ("flagged", "clean"),
    [
        ("fund_performance where fund_id = 'S1' and paid_in_cny = 60000000", "chain_revenue where period = '2016-04'"),
        ("enterprise_sei_revenue where period = '2016-04'", "chain_revenue where period = '2016-02'"),
        ("project_progress where project_id = 'P2'", "project_progress where project_id <> 'P2'"),
        ("project_total where group_kind = 'all'", "project_total where group_code = 'reserve'"),
    ],
)
def test_what_rests_on_a_row_with_a_held_cell_is_flagged(
    published: duckdb.DuckDBPyConnection, flagged: str, clean: str
) -> None:
    found = [published.execute(f"select distinct is_flagged from mart.{rows}").fetchall() for rows in (flagged, clean)]

    assert found == [[(True,)], [(False,)]]


def test_a_firm_in_a_region_that_nobody_knows_is_published_and_told(published: duckdb.DuckDBPyConnection) -> None:
    (check,) = (check for check in load_catalog().table("core.enterprise").checks if "known_region" in check.name)

    assert published.execute(check.query).fetchall() == [(_id(DRUGS), UNKNOWN_REGION, "S000001", ANY)]
