"""Bad input never stops the good files beside it: hostile rows of every form are published around, whatever they say.

The rows are drawn from the declarations of the forms, so a new form or column is covered without a new test.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from random import Random

import pytest

from warehouse.archive.home import Home
from warehouse.connections import open_reader
from warehouse.domain.identifiers import check_character, organisation_check_character
from warehouse.domain.period import parse_period
from warehouse.forms.form import CellType, Column, Form
from warehouse.forms.registry import FORMS
from warehouse.ingestion.receive import ingest_files
from warehouse.programme.programme import built_in
from warehouse.snapshots.manifest import snapshot_path
from warehouse.snapshots.refresh import refresh
from warehouse.templates.workbook import write_template
from warehouse.transforms.invented_rows import real_ids

Row = Mapping[str, str | None]


def _code(number: int) -> str:
    body = f"MA{number:06}"
    firm = f"91620100{body}{organisation_check_character(body)}"
    return firm + check_character(firm)


RECEIVED = datetime(2016, 7, 1, tzinfo=UTC)
ROWS = 60
PERIODS = ("2016-02", "2016-03")
FIRMS, EARLIER_FIRM = tuple(map(_code, range(1, 25))), "620100000000001"
PLANTED, OTHER, GOOD = map(_code, (41, 42, 99))
LARGEST = "999999999999.999999"
NUMBERS = ("-" + LARGEST, "-1", "-0.000001", "0", "0.000001", "1", "100", "100.000001", "999999999999", LARGEST, "3吨")
WHOLE_NUMBERS = ("-2147483648", "-1", "0", "1", "2016", "2147483647")
DAYS = ("1900-01-01", "1949-10-01", "2014-12-31", "2015-06-30", "2016-02-29", "2016-06-30", "2016-07-01", "2199-12-31")
YEARS = ("1900", "2014", "2015", "2016", "2199")
PARTS_OF_A_YEAR = ("", "-01", "-02", "-12", "-Q1", "-Q4")
TEXTS = (
    "新材料",
    "A1",
    "某某有限公司",
    "甲",
    "…",
    "a'b\"c%d_e",
    "=1+1",
    "长" * 300,
    "İstanbul ßﬁ",
    "𠀀𠮷",
    "é㈱㍿",
    "😀",
)
IDS = ("A1", "A2", "A3", "A4", "L1-01", "0", "000", "9.9", "62", "3963", "A/B.C")
"""One id is a chain, a fund, a project and a product, of a file or of none."""
CODES: Mapping[str, Sequence[str]] = {
    "region_code": ("620000", "620100", "999999", "000000", "WLD"),
    "indicator_id": (*built_in().indicators, "nobody_defined_this"),
    "registration_number": (EARLIER_FIRM,),
    "organisation_code": [code[8:17] for code in FIRMS],
    "task_id": ("gansu_2016_task_01", "gansu_2016_task_02", "nobody"),
}
INDICATOR_UNITS = {name: one.unit for name, one in built_in().indicators.items()}
TOLD = {
    "core.enterprise_chain: an_enterprise_counts_for_a_chain_at_most_once",
    "core.project: every_project_status_of_a_register_fits_its_kind",
    "mart.project_progress: a_rate_is_there_where_a_plan_is",
    "mart.sei_share: no_value_added_is_more_than_its_gdp_or_below_zero",
}
"""Promises that the planted rows break, and that only warn."""


def _texts(column: Column) -> Sequence[str]:
    """What may stand in a cell of the column."""
    match column.cell_type:
        case CellType.DECIMAL:
            return (*NUMBERS, *(str(bound) for bound in (column.minimum, column.maximum) if bound is not None))
        case CellType.INTEGER:
            return WHOLE_NUMBERS
        case CellType.DATE:
            return DAYS
        case CellType.PERIOD:
            return [year + part for year in YEARS for part in PARTS_OF_A_YEAR]
        case CellType.UNIT:
            return [unit.title_zh for unit in built_in().units.values()]
        case CellType.CREDIT_CODE:
            return (*FIRMS, EARLIER_FIRM)
        case CellType.CODE:
            return (*CODES.get(column.name, IDS), *real_ids().get(column.name, ()))
        case CellType.TEXT:
            return column.choices or TEXTS


def _is_taken(column: Column, text: str) -> bool:
    """Whether the column takes the cell, as far as its declaration says."""
    if column.cell_type is not CellType.DECIMAL:
        return column.pattern is None or re.fullmatch(column.pattern, text) is not None
    is_low = text != "3吨" and column.minimum is not None and Decimal(text) < column.minimum
    return text != "3吨" and not is_low and (column.maximum is None or Decimal(text) <= column.maximum)


def _cell(column: Column, draw: Random) -> str | None:
    if column.nullable and draw.random() < 0.15:
        return None
    texts = _texts(column)
    # A cell that is held often takes its row along: most have to reach the tables.
    if draw.random() < 0.97:
        texts = [text for text in texts if _is_taken(column, text)] or texts
    return draw.choice(texts)


def hostile_rows(form: Form, draw: Random) -> list[Row]:
    """Rows with mostly distinct keys, and some that have the key of another row of the file."""
    rows: dict[tuple[str | None, ...], list[Row]] = {}
    for _ in range(ROWS):
        row = {column.name: _cell(column, draw) for column in form.columns}
        unit = built_in().units.get(INDICATOR_UNITS.get(row.get("indicator_id") or "", ""))
        if unit is not None and draw.random() < 0.9:
            row |= {"unit": unit.title_zh, "period_kind": "年", "period": draw.choice(YEARS[1:4])}
        same = rows.setdefault(tuple(row[name] for name in form.key), [])
        if not same or draw.random() < 0.05:
            same.append(row)
    return [row for same in rows.values() for row in same]


def planted_files() -> Iterator[tuple[str, str | None, list[Row]]]:
    """What once stopped a publication, whatever is drawn beside it: form, period and rows."""
    firm = {"region_code": "620100", "industry_name": "新材料"}
    yield "enterprise_register", None, [{"credit_code": code, "name": f"厂{code}", **firm} for code in (PLANTED, OTHER)]
    chain = {"chain_code": "L9", "chain_name": "链", "industry_name": "新材料"}
    member = {**chain, "stage": "上游", "credit_code": PLANTED}
    yield (
        "industry_chain",
        None,
        [
            {**member, "node_name": f"节点{number}", "counted_share": "60" if number < 2 else None}
            for number in range(120)
        ],
    )
    gap = {"chain_code": "L9", "node_name": "节点1", "gap_kind": "技术"}
    yield "chain_gap", None, [{**gap, "need": str(number)} for number in range(1001)]
    edge = {"chain_code": "L9", "from_node": "节点1", "to_node": "节点2"}
    yield "chain_supply", None, [{**edge, "goods": str(number)} for number in range(1001)]
    yield (
        "monthly_financial_return",
        "2016-03",
        [
            {"credit_code": PLANTED, "revenue_ytd": LARGEST, "revenue_same_ytd": "0.000001"},
            {"credit_code": OTHER, "revenue_ytd": "-" + LARGEST, "revenue_same_ytd": LARGEST},
        ],
    )
    product = {"product_code": "9", "product_name": "砂", "product_unit": "万吨", "output_month": LARGEST}
    yield "monthly_output_return", "2016-03", [{"credit_code": PLANTED, **product}]
    # The year before of both, and the largest quantity at the largest price after nearly none at nearly no price.
    before = [{"credit_code": code, "revenue_ytd": value} for code, value in ((PLANTED, "0.00001"), (OTHER, LARGEST))]
    yield "monthly_financial_return", "2015-03", before
    for period, number in (("2015-03", "0.000001"), ("2016-03", LARGEST)):
        made = {"output_month": number, "price_month": number, "capacity_year": number}
        row = {"credit_code": OTHER, "product_code": "8", "product_name": "石", "product_unit": "吨", **made}
        yield "monthly_output_return", period, [row]
    series = {"region_code": "620000", "period": "2015", "period_kind": "年", "unit": "亿元", "vintage_id": "v"}
    yield (
        "macro_series",
        None,
        [
            {**series, "indicator_id": "gdp", "value": "1"},
            {**series, "indicator_id": "sei_value_added", "value": "2"},
        ],
    )
    report = {"task_id": "gansu_2016_task_02", "report_quarter": "2016-Q1", "progress_status": "已完成"}
    yield "department_report", None, [{**report, "department_name": name} for name in ("省发展改革委", "省财政厅")]
    project = {"project_category": "续建", "status": "在建", "region_code": "620100", "plan_year": "2016"}
    yield "project_register", None, [{"project_id": "P9", "name_zh": "项目", "plan_investment": "0.000001", **project}]
    # The facts of the plan, brought up to date as no plan would have them.
    yield (
        "project_register",
        None,
        [{"project_id": project_id, "name_zh": "项目", **project} for project_id in real_ids()["project_id"]],
    )
    funds = real_ids()["fund_id"]
    yield (
        "fund_register",
        None,
        [
            {
                "fund_id": fund_id,
                "parent_fund_id": parent_id,
                "name_zh": "基金",
                "fund_kind": "引导基金",
                "status": "运营",
            }
            for fund_id, parent_id in zip(funds, reversed(funds), strict=True)
        ],
    )
    yield (
        "monthly_project_report",
        None,
        [
            {"project_id": "P9", "period": "2016-03", "completed_investment": LARGEST},
        ],
    )
    yield "fund_register", None, [{"fund_id": "F9", "name_zh": "基金", "fund_kind": "国家基金", "status": "运营"}]
    paid = {"fund_id": "F9", "contribution_date": "2013-01-01"}
    yield (
        "fund_contribution",
        None,
        [
            {**paid, "contributor_name": "甲", "committed": LARGEST, "paid_in": "0.000001"},
            {**paid, "contributor_name": "乙", "committed": LARGEST},
        ],
    )
    yield "fund_valuation", None, [{"fund_id": "F9", "valuation_date": "2015-12-31", "net_asset_value": LARGEST}]
    held = [{"fund_id": "F9", "valuation_date": "2015-12-31", "net_asset_value": "?"} for _ in range(10_001)]
    yield "fund_valuation", None, held


@pytest.fixture(scope="module")
def everything(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """Two hostile files of every form, what is planted, and last a good register and a good return."""
    folder, draw = tmp_path_factory.mktemp("everything"), Random(20160701)
    paths: list[Path] = []

    def write(form_id: str, period: str | None, rows: Sequence[Row]) -> None:
        paths.append(folder / f"{len(paths):03}_{form_id}.xlsx")
        told = parse_period(period) if period and FORMS[form_id].measures and FORMS[form_id].calendar else None
        write_template(FORMS[form_id], paths[-1], built_in().units, period=told, rows=rows)

    for form in FORMS.values():
        for period in PERIODS:
            write(form.form_id, period, hostile_rows(form, draw))
    for planted in planted_files():
        write(*planted)
    draw.shuffle(paths)
    good = {"credit_code": GOOD, "name": "好有限公司", "region_code": "620100", "industry_name": "新材料"}
    write("enterprise_register", None, [good])
    write("monthly_financial_return", "2016-04", [{"credit_code": GOOD, "revenue_ytd": "1234.5"}])
    home = Home(folder / "data").ensure()
    reports = ingest_files(home, paths, received_at=RECEIVED)
    # Only what is read says anything about the tables.
    assert [report.refusal for report in reports if report.refusal] == []
    assert {report.form_id for report in reports if report.rows_accepted} == set(FORMS)
    return home


def test_files_of_every_form_are_published_around_what_is_wrong_in_them(everything: Home) -> None:
    manifest = refresh(everything, RECEIVED)

    with open_reader(snapshot_path(everything, manifest.snapshot_id)) as connection:
        good = connection.execute(
            "select value from mart.observation join core.enterprise on subject_id = enterprise_id "
            "where credit_code = ? and indicator_id = 'revenue' and period = '2016-04'",
            [GOOD],
        ).fetchall()

        worth = connection.execute("select max(to_value_cny) from mart.growth_bridge_cell").fetchall()

    assert good == [(Decimal("1234.5"),)]
    assert worth == [(pytest.approx(Decimal(10**24)),)]
    told = {f"{check.table}: {check.name}" for check in manifest.checks if check.broken_rows}
    assert told >= TOLD
