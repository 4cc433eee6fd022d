"""From a cell of a register, a fund or a project to the columns and sums that it is in, and back: by the command."""

from __future__ import annotations

import hashlib
import json
import re
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pytest
from typer.testing import CliRunner

from orchestration.cli import app
from warehouse.archive.home import Home
from warehouse.errors import ContractBroken, InvalidArgument, UnknownName

DOUBTFUL = "91620000XN000002WX"
FILES = {
    "register": f"""骨干企业名录 合成数据,,,,,,
统一社会信用代码,单位详细名称,行政区划代码,行业代码,所属领域,认定批次,认定日期
{DOUBTFUL},甲公司,620100,3812,先进装备和智能制造,1,2014-06-01
""",
    "funds": """基金名录（合成数据）,,,,,,,,
基金代码,基金名称,基金类别,管理机构,母基金代码,目标规模(亿元),投向领域,设立日期,基金状态
F1,甲基金,区域基金,某公司,,5,新材料,2015-05-06,运营
""",
    "contributions": """基金认缴与实缴明细（合成数据）,,,,,
单位：亿元,,,,,
基金代码,出资人,出资日期,认缴金额,实缴金额,通知出资金额
F1,甲,2015-06-01,2.5,1.25,2
F1,乙,2015-06-01,0.5,0.5,
""",
    "projects": """重大项目名录（合成数据）,,,,,,,,,,,
项目代码,项目名称,项目类别,项目状态,建设单位,统一社会信用代码,行政区划代码,所属领域,牵头部门,总投资(万元),计划年度,年度计划投资(亿元)
X1,甲项目,续建,在建,甲公司,,620100,新材料,,9000,2016,0.4
""",
    "reports": """项目进度月报（合成数据）,,,,,
项目代码,报告期,年度计划投资(万元),累计完成投资(元),开工日期,形象进度
X1,2016年3月,,"10,000,000",2016-01-05,基础
""",
    "output": f"""2016年3月主要产品产量 合成数据,,,,,,,,,,,
统一社会信用代码,单位详细名称,产品代码,产品名称,计量单位,产量,,,,年生产能力,出厂价格(元),
,,,,,本月,本年累计,上年同期,上年同期累计,,本月,上年同期
{DOUBTFUL},甲公司,384101,电机,台,10,30,9,27,100,5,5
""",
}


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    folder = tmp_path_factory.mktemp("traced")
    for name, text in FILES.items():
        (folder / f"{name}.csv").write_text(text, "utf-8")
    paths = [str(folder / f"{name}.csv") for name in FILES]
    _run(folder, "ingest", *paths)
    _run(folder, "held", "confirm", DOUBTFUL, "--by", "王某", "--reason", "与执照核对")
    _run(folder, "refresh")
    return Home(folder / "home")


def _run(folder: Path, *arguments: str) -> str:
    result = CliRunner().invoke(app, list(arguments), env={"LONGMAI_HOME": str(folder / "home"), "COLUMNS": "400"})
    assert result.exit_code == 0, result.output
    return result.output


def _trace(home: Home, *arguments: str) -> dict[str, Any]:
    return dict(json.loads(_run(home.root.parent, "trace", *arguments, "--json")))


def _refused(home: Home, *arguments: str) -> BaseException | None:
    found = CliRunner().invoke(app, ["trace", *arguments], env={"LONGMAI_HOME": str(home.root)})
    return found.exception


def _reached(traced: dict[str, Any]) -> dict[tuple[str, str], Decimal]:
    """The values that are numbers, by table and column."""
    return {
        (mart["table"], mart["column"]): Decimal(mart["value"])
        for mart in traced["reached"]
        if re.fullmatch(r"-?[0-9.]+", mart["value"] or "")
    }


def _ask(home: Home, query: str) -> list[tuple[Any, ...]]:
    with duckdb.connect(str(home.current.resolve()), read_only=True) as connection:
        return connection.execute(query).fetchall()


@pytest.mark.parametrize(
    ("cell", "field", "key", "unit", "factor"),
    [
        ("S000002 csv!F3", "core.fund.target_size_cny", "F1", "亿元", 10**8),
        ("S000003 csv!D4", "core.fund_contribution.committed_cny", "F1/甲/2015-06-01", "亿元", 10**8),
        ("S000003 csv!E5", "core.fund_contribution.paid_in_cny", "F1/乙/2015-06-01", "亿元", 10**8),
        ("S000004 csv!J3", "core.project.total_investment_cny", "X1", "万元", 10**4),
        ("S000004 csv!L3", "core.project_plan.plan_investment_cny", "X1 2016", "亿元", 10**8),
        ("S000005 csv!D3", "core.project_report.completed_investment_ytd_cny", "X1 2016-03", "元", 1),
    ],
)
def test_an_amount_has_its_text_unit_and_factor_and_leads_back_to_its_cell(
    home: Home, cell: str, field: str, key: str, unit: str, factor: int
) -> None:
    from_cell, from_field = _trace(home, *cell.split()), _trace(home, field, key)

    assert from_cell == from_field
    (filled,) = [one for one in from_cell["fields"] if f"{one['table']}.{one['column']}" == field]
    assert from_cell["form_cell"]["unit_received"] == unit
    assert Decimal(filled["factor"]) == factor
    assert Decimal(from_cell["form_cell"]["text"].replace(",", "")) * factor == Decimal(filled["value"])
    table, _, column = field.rpartition(".")
    where = " and ".join(f"{name}::varchar = '{value}'" for name, value in filled["key"].items())
    assert _ask(home, f"select {column} from {table} where {where}") == [(Decimal(filled["value"]),)]


def test_a_cell_names_its_file_its_form_and_the_rules_that_it_passed(home: Home) -> None:
    traced = _trace(home, "S000003", "csv!D4")

    source = traced["source"]
    assert (source["file_name"], source["form_id"]) == ("contributions.csv", "fund_contribution")
    assert source["sha256"] == hashlib.sha256(FILES["contributions"].encode()).hexdigest()
    assert traced["form_cell"]["form_column_id"] == "fund_contribution.committed"
    outcomes = {rule["rule"]: rule["outcome"] for rule in traced["rules"]}
    assert outcomes["not_a_number"] == outcomes["below_minimum"] == "passed"


def test_a_contribution_reaches_the_sums_of_its_fund(home: Home) -> None:
    committed, paid_in = _trace(home, "S000003", "csv!D4"), _trace(home, "S000003", "csv!E4")

    # How much of what was paid is in doubt depends on it, too.
    assert _reached(committed) == {
        ("mart.fund_performance", "committed_cny"): Decimal(300_000_000),
        ("mart.fund_performance", "doubted_paid_in_cny"): Decimal(0),
    }
    assert _reached(paid_in)["mart.fund_performance", "paid_in_cny"] == Decimal(175_000_000)
    assert ("mart.fund_performance", "committed_cny") not in _reached(paid_in)
    unpaid = ("mart.fund_performance", "called_unpaid_cny"), Decimal(25_000_000)
    assert unpaid in _reached(paid_in).items()
    assert _reached(_trace(home, "S000003", "csv!F4")) == {
        ("mart.fund_performance", "called_cny"): Decimal(200_000_000), unpaid[0]: unpaid[1],
    }  # fmt: skip


def test_the_plan_and_the_report_of_a_project_reach_its_progress_and_the_total(home: Home) -> None:
    plan, report = _reached(_trace(home, "S000004", "csv!L3")), _reached(_trace(home, "S000005", "csv!D3"))

    for reached in (plan, report):
        assert reached["mart.project_progress", "completion_rate"] == Decimal("0.25")
    assert plan["mart.project_progress", "plan_investment_cny"] == Decimal(40_000_000)
    assert report["mart.project_total", "completed_investment_ytd_cny"] == Decimal(10_000_000)


def test_the_code_of_a_register_names_the_rule_that_it_fails_and_who_confirmed_it(home: Home) -> None:
    traced = _trace(home, "core.enterprise.credit_code", "EXN000002W")

    assert (traced["cell"], traced["form_cell"]["text"]) == ("A3", DOUBTFUL)
    outcomes = {rule["rule"]: rule["outcome"] for rule in traced["rules"]}
    assert (outcomes["credit_code_check_failed"], outcomes["credit_code_malformed"]) == ("confirmed", "passed")
    assert [(taken["decision_id"], taken["person"]) for taken in traced["decisions"]] == [("D000001", "王某")]
    names = {f"{field['table']}.{field['column']}": field["value"] for field in traced["fields"]}
    assert names["core.enterprise.credit_code"] == DOUBTFUL


def test_a_column_that_is_kept_as_something_else_says_so_in_words(home: Home) -> None:
    told = _run(home.root.parent, "trace", "S000001", "csv!E3")

    assert "reads '先进装备和智能制造' under 所属领域 (enterprise_register.industry_name)" in told
    assert "Resolved into core.enterprise.industry_id." in told
    assert "row of    core.enterprise EXN000002W" in told


def test_a_cell_of_a_return_leads_to_its_value_and_its_form(home: Home) -> None:
    traced = _trace(home, "S000006", "csv!F4")

    assert traced["observation_ids"] == ["product_output.EXN000002W.384101.2016-03.month"]
    assert (traced["form_cell"]["text"], traced["fields"]) == ("10", [])
    assert traced["form_cell"]["form_column_id"].startswith("monthly_output_return.")


def test_a_title_fills_nothing_and_says_so(home: Home) -> None:
    told = _run(home.root.parent, "trace", "S000003", "csv!A2")

    assert "no value comes from this cell" in told


def test_what_leads_nowhere_is_refused_in_words(home: Home) -> None:
    assert isinstance(_refused(home, "core.fund.fund_performance", "F1"), InvalidArgument)
    assert isinstance(_refused(home, "mart.fund_performance.committed_cny", "F1"), InvalidArgument)
    assert isinstance(_refused(home, "core.fund.target_size_cny", "F9"), UnknownName)


def test_a_file_that_the_archive_lacks_is_named(home: Home, tmp_path: Path) -> None:
    digest = hashlib.sha256(FILES["funds"].encode()).hexdigest()
    kept = home.archive / "files" / digest[:2] / digest
    moved = kept.rename(tmp_path / "kept")
    try:
        assert isinstance(_refused(home, "S000002", "csv!F3"), ContractBroken)
    finally:
        moved.rename(kept)
