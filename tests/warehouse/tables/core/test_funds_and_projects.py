"""From files about money and projects to tables: how registers meet the plan, and the published rates."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import duckdb
import pytest

from warehouse.archive.home import Home
from warehouse.ingestion.receive import ingest_files
from warehouse.snapshots.refresh import refresh

Ask = Callable[[str], list[tuple[object, ...]]]

FUND_HEAD = "基金代码,基金名称,基金类别,管理机构,母基金代码,目标规模(亿元),投向领域,设立日期,基金状态\n"
PROJECT_HEAD = (
    "项目代码,项目名称,项目类别,项目状态,建设单位,统一社会信用代码,行政区划代码,所属领域,牵头部门,总投资(亿元),"
    "计划年度,年度计划投资(亿元)\n"
)
REPORT_HEAD = "项目代码,报告期,年度计划投资(亿元),累计完成投资(亿元),开工日期,形象进度\n"
MILESTONE_HEAD = "项目代码,里程碑,计划完成时间,实际完成日期,节点状态\n"
PROJECTS_2022 = [
    "P1,甲项目,续建,在建,某公司,,620100,新材料,省发展改革委,3000,{year},1225",
    "P2,乙项目,计划新开工,拟建,某公司,,620302,新能源,省发展改革委,2000,{year},1000",
    "P3,丙项目,预备,拟建,某公司,,620100,,,500,{year},",
]

FILES = {
    # real: brings the plan's guide fund up to date, adds F1, corrects its state with a second file
    "01.csv": "基金名录\n" + FUND_HEAD + "gansu_guide_fund,别的名字,区域基金,某管理公司,,6,,2015-03-01,退出期\n"
    "F1,甲基金,子基金,某公司,gansu_guide_fund,2,新材料,2016-05-06,拟设立\n",
    "02.csv": "基金名录\n" + FUND_HEAD + "F1,甲基金,子基金,某公司,gansu_guide_fund,3,新材料,2016-05-06,运营\n",
    # synthetic: a fund of its own, and another version of F1, which is real
    "03.csv": "基金名录（合成数据）\n" + FUND_HEAD + "X1,虚基金,引导基金,某公司,,1,,,运营\n"
    "F1,假基金,子基金,某公司,X1,9,新材料,,已清算\n",
    "04.csv": "基金估值表\n基金代码,估值日期,净资产(亿元)\nF1,2016-12-31,1\nF1,2017-12-31,2\nF9,2017-12-31,2\n",
    "05.csv": "基金估值表（合成数据）\n基金代码,估值日期,净资产(亿元)\nF1,2018-12-31,7\nX1,2018-12-31,4\n",
    # the same day again: the newer file counts
    "06.csv": "基金估值表\n基金代码,估值日期,净资产(亿元)\nF1,2017-12-31,2.5\n",
    "07.csv": "重大项目名录\n" + PROJECT_HEAD + "\n".join(PROJECTS_2022).format(year=2022) + "\n"
    "china_chip,北大中国芯,续建,已建成,北大,,620100,,,10,2022,\n",
    # a year later P2 is continuing; its category in 2022 stays
    "08.csv": "重大项目名录\n" + PROJECT_HEAD + "P2,乙项目,续建,在建,,,620302,新能源,省发展改革委,2000,2023,900\n",
    "09.csv": "项目进度月报\n" + REPORT_HEAD + "P1,2022年4月,,300,,\nP2,2022年4月,,255.34,,\n"
    "P1,2022年12月,,1500,,\nP2,2022年12月,,1148,2022-06-01,主体完工\nP1,2021年12月,1000,900,,\n",
    "10.csv": "创新平台名录\n平台代码,平台名称,平台类型,平台级别,依托单位,统一社会信用代码,所属领域,批准日期,平台状态\n"
    "institute_microelectronics,别的名字,工程研究院,省级,某研究所,,,2016-09-01,通过评估\n"
    "T1,某中心,企业技术中心,省级,某公司,,新材料,2016-09-01,获批立项\n",
    # by whom it was approved, from a register that has the column; both before come from one that has it not
    "17.csv": "创新平台名录\n平台代码,平台名称,平台类型,平台级别,依托单位,统一社会信用代码,所属领域,认定部门,批准日期,"
    "平台状态\nT2,某实验室,国家重点实验室,国家级,某公司,,新材料,科技部,2015-10-08,获批立项\n"
    "institute_electrical,别的名字,工程研究院,省级,某研究所,,,省发展改革委,2016-09-01,获批立项\n",
    "11.csv": "园区与集群名录\n园区代码,园区名称,园区类别,行政区划代码,管理机构,所属领域,园区状态\n"
    "park_carbon_fibre,别的名字,双创示范园,620171,某管委会,,运营\nY1,某集群,产业集群,620300,,新材料,运营\n",
    # the second file moves a planned day and says that the milestone was reached
    "12.csv": "重大项目节点进度表\n" + MILESTONE_HEAD + "P1,开工,2022-03-01,2022-02-20,已完成\n"
    "P1,投产,2023-06-30,,进行中\n"
    "china_chip,验收,2022-05-01,,未开始\nP9,开工,2022-03-01,,未开始\n",
    "13.csv": "重大项目节点进度表\n" + MILESTONE_HEAD + "P1,投产,2023-03-01,2023-04-01,已完成\n",
    # nobody has reached it: late as of the build, unless it is stopped or still to come
    "18.csv": "重大项目节点进度表\n" + MILESTONE_HEAD + "P2,验收,2023-04-16,,延期\nP2,投产,2023-04-20,,未开始\n"
    "P2,竣工,2022-05-01,,取消\n",
    "14.csv": "重大项目节点进度表（合成数据）\n" + MILESTONE_HEAD + "P2,开工,2022-03-01,,未开始\n",
    # in other units than the form's, beside the park of a register without the columns
    "15.csv": "园区与集群名录\n园区代码,园区名称,园区类别,行政区划代码,管理机构,所属领域,园区状态,规划面积(平方公里),"
    "产值年度,工业总产值(亿元)\nY2,又一集群,产业集群,620300,,新材料,运营,12.5,2022,86.25\n",
    "16.csv": "基金认缴与实缴明细\n"
    "基金代码,出资人,出资日期,认缴金额(万元),通知出资金额(万元),缴款截止日期,实缴金额(万元)\n"
    "F1,某公司,2016-06-01,5000,,,\nF1,某公司,2016-07-01,,2000,2016-07-31,\nF1,某公司,2016-07-20,,,,1500\n",
}  # fmt: skip


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ask]:
    root: Path = tmp_path_factory.mktemp("money")
    paths = []
    for name, text in FILES.items():
        path = root / name
        path.write_text(text, "utf-8")
        paths.append(path)
    home = Home(root / "home").ensure()
    reports = ingest_files(home, paths, received_at=datetime(2023, 4, 16, 3, tzinfo=UTC))
    assert [(report.file_name, report.refusal) for report in reports if report.status != "accepted"] == []
    refresh(home, datetime(2023, 4, 18, 20, tzinfo=UTC))
    with duckdb.connect(str(home.root / "current"), read_only=True) as connection:
        yield lambda query: connection.execute(query).fetchall()


def test_a_register_updates_state_and_size_of_a_plan_fund_and_nothing_else(ask: Ask) -> None:
    rows = ask(
        "select status, target_size_cny, manager_name, name_zh, fund_kind, submission_id, source_row, document_id "
        "from core.fund where fund_id = 'gansu_guide_fund'"
    )

    assert rows == [
        ("exiting", Decimal("600000000.00"), "某管理公司", "战新创投引导基金", "guide", "S000001", 3,
         "gansu_office_2016_15")
    ]  # fmt: skip


def test_a_plan_fund_that_no_register_names_has_no_submission(ask: Ask) -> None:
    rows = ask(
        "select submission_id, source_sheet, source_row, is_synthetic from core.fund where fund_kind = 'national'"
    )

    assert set(rows) == {(None, None, None, False)}


def test_a_synthetic_entry_never_takes_the_place_of_a_real_one(ask: Ask) -> None:
    rows = ask("select fund_id, name_zh, target_size_cny, status, is_synthetic, submission_id from core.fund "
               "where document_id is null order by fund_id")  # fmt: skip

    assert rows == [
        ("F1", "甲基金", Decimal("300000000.00"), "operating", False, "S000002"),
        ("X1", "虚基金", Decimal("100000000.00"), "operating", True, "S000003"),
    ]


def test_values_join_funds_of_their_own_kind_and_the_newest_file_counts(ask: Ask) -> None:
    rows = ask("select fund_id, valuation_date, nav_cny, is_latest from core.fund_valuation order by 1, 2")

    assert rows == [
        ("F1", date(2016, 12, 31), Decimal("100000000.00"), False),
        ("F1", date(2017, 12, 31), Decimal("250000000.00"), True),
        ("X1", date(2018, 12, 31), Decimal("400000000.00"), True),
    ]


def test_a_call_is_kept_apart_from_what_was_promised_and_what_was_paid(ask: Ask) -> None:
    rows = ask(
        "select contribution_date, committed_cny, called_cny, call_due_date, paid_in_cny from core.fund_contribution"
        " order by 1"
    )
    performance = ask(
        "select committed_cny, called_cny, called_unpaid_cny, paid_in_cny from mart.fund_performance"
        " where fund_id = 'F1'"
    )

    assert rows == [
        (date(2016, 6, 1), 50_000_000, None, None, 0),
        (date(2016, 7, 1), 0, 20_000_000, date(2016, 7, 31), 0),
        (date(2016, 7, 20), 0, None, None, 15_000_000),
    ]
    assert performance == [(50_000_000, 20_000_000, 5_000_000, 15_000_000)]


def test_a_year_of_2225_planned_and_2648_done_is_119_per_cent(ask: Ask) -> None:
    (row,) = ask(
        "select plan_investment_cny, completed_investment_ytd_cny, completion_rate, new_start_count, start_rate "
        "from mart.project_total where period = '2022-12' and group_kind = 'all'"
    )

    assert row == (Decimal(222_500_000_000), Decimal(264_800_000_000), Decimal("1.190112"), 1, Decimal(1))


def test_april_of_that_year_stands_at_24_96_per_cent_with_nothing_opened(ask: Ask) -> None:
    (row,) = ask(
        "select round(completion_rate, 4), start_rate, project_count, reporting_count from mart.project_total "
        "where period = '2022-04' and group_kind = 'all'"
    )

    assert row == (Decimal("0.2496"), Decimal(0), 4, 2)


def test_a_new_start_of_one_year_stays_one_in_that_year(ask: Ask) -> None:
    assert ask("select plan_year, project_category from core.project_plan where project_id = 'P2' order by 1") == [
        (2022, "new_start"),
        (2023, "continuing"),
    ]
    assert ask("select project_category from core.project where project_id = 'P2'") == [("continuing",)]


def test_progress_knows_the_same_period_of_last_year(ask: Ask) -> None:
    rows = ask("select period, completion_rate, same_period_completed_ytd_cny from mart.project_progress "
               "where project_id = 'P1' and period like '%-12' order by 1")  # fmt: skip

    assert rows == [
        ("2021-12", Decimal("0.9"), None),
        ("2022-12", Decimal("1.224490"), Decimal(90_000_000_000)),
    ]


def test_a_milestone_is_as_the_newest_file_has_it_with_its_days_late(ask: Ask) -> None:
    rows = ask("select project_milestone_id, milestone_status, planned_date, reached_date, days_late, file_name "
               "from core.project_milestone join core.submission using (submission_id) order by 1")  # fmt: skip

    assert rows == [
        ("P1-开工", "done", date(2022, 3, 1), date(2022, 2, 20), -9, "12.csv"),
        ("P1-投产", "done", date(2023, 3, 1), date(2023, 4, 1), 31, "13.csv"),
        ("P2-投产", "planned", date(2023, 4, 20), None, None, "18.csv"),
        ("P2-竣工", "stopped", date(2022, 5, 1), None, None, "18.csv"),
        ("P2-验收", "delayed", date(2023, 4, 16), None, 3, "18.csv"),
        ("china_chip-验收", "planned", date(2022, 5, 1), None, 353, "12.csv"),
    ]


def test_what_never_came_is_open_and_a_milestone_without_days_late_says_why(ask: Ask) -> None:
    rows = ask("select project_milestone_id, is_open, days_late_reason from core.project_milestone order by 1")

    assert rows == [
        ("P1-开工", False, None), ("P1-投产", False, None), ("P2-投产", False, "not_due"),
        ("P2-竣工", False, "stopped"), ("P2-验收", True, None), ("china_chip-验收", True, None),
    ]  # fmt: skip


def test_a_rate_against_the_frozen_plan_stands_beside_that_against_the_newest(ask: Ask) -> None:
    rows = ask(
        "select progress.project_id, period, completion_reason, baseline_reason, baseline_completion_rate ="
        " round(completed_investment_ytd_cny / baseline.baseline_plan_investment_cny, 6), progress.plan_drift"
        " is not distinct from baseline.plan_drift from mart.project_progress as progress"
        " left join mart.project_baseline as baseline on baseline.project_id = progress.project_id"
        " and plan_year = period[1:4]::integer where progress.project_id = 'P1' order by 2"
    )
    (total,) = ask(
        "select completion_reason, baseline_reason, start_reason, baseline_plan_investment_cny = (select"
        " sum(baseline_plan_investment_cny) from mart.project_baseline where plan_year = 2022 and not is_synthetic)"
        " from mart.project_total where period = '2022-12' and group_kind = 'all' and not is_synthetic"
    )

    assert rows
    assert {row[2:] for row in rows if row[3] is None} == {(None, None, True, True)}
    assert total == (None, None, None, True)


def test_a_county_is_added_to_its_prefecture(ask: Ask) -> None:
    rows = ask("select group_code, project_count from mart.project_total "
               "where period = '2022-12' and group_kind = 'region' order by 1")  # fmt: skip

    assert rows == [("620100", 3), ("620300", 1)]


def test_a_platform_says_who_approved_it_where_a_register_does(ask: Ask) -> None:
    rows = ask(
        "select platform_id, approving_body_name, level from core.platform "
        "where submission_id is not null order by platform_id"
    )

    assert rows == [
        ("T1", None, "provincial"),
        ("T2", "科技部", "national"),
        ("institute_electrical", "省发展改革委", "provincial"),
        ("institute_microelectronics", None, "provincial"),
    ]


def test_a_platform_with_the_month_of_its_approval_alone_is_found_by_the_last_day_of_it(ask: Ask) -> None:
    rows = ask(
        "select approved_date, approved_by_date, count(*) from core.platform "
        "where approved_by_date between '2015-10-01' and '2015-10-31' group by all order by 1 nulls first"
    )

    assert rows == [(None, date(2015, 10, 31), 2), (date(2015, 10, 8), date(2015, 10, 8), 1)]


def test_plan_projects_platforms_and_parks_are_brought_up_to_date(ask: Ask) -> None:
    assert ask("select name_zh, status, project_kind from core.project where project_id = 'china_chip'") == [
        ("北大中国芯", "completed", "investment")
    ]
    assert ask(
        "select name_zh, status, host_name, approved_date from core.platform "
        "where platform_id = 'institute_microelectronics'"
    ) == [("微电子工程研究院", "evaluated", "某研究所", date(2016, 9, 1))]
    assert ask(
        "select name_zh, status, region_code, manager_name from core.park where park_id = 'park_carbon_fibre'"
    ) == [("碳纤维双创示范园", "operating", "620171", "某管委会")]
    assert ask("select park_kind, document_id from core.park where park_id = 'Y1'") == [("cluster", None)]


def test_area_and_output_of_a_park_are_hectares_and_yuan_and_null_where_no_register_has_them(ask: Ask) -> None:
    rows = ask("select park_id, planned_area_hectares, output_year, gross_output_cny from core.park "
               "where document_id is null order by 1")  # fmt: skip

    assert rows == [("Y1", None, None, None), ("Y2", Decimal(1250), 2022, Decimal(8_625_000_000))]


def test_the_lead_department_is_found_by_its_name(ask: Ask) -> None:
    assert ask("select count(*) from core.project where lead_department_id = 'development_reform'") == [(2,)]
