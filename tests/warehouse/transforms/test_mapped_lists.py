"""Lists with headings of their own, read by a mapping as our registers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from warehouse.decisions.ledger import Decision, DecisionKind
from warehouse.decisions.rulings import Ruling
from warehouse.domain.made_key import made_key
from warehouse.forms.form import Form
from warehouse.forms.list_mapping import NO_HEADING, ListMapping, MappedColumn
from warehouse.forms.mapped_form import mapped_form
from warehouse.forms.registry import FORMS
from warehouse.programme.programme import Programme, built_in
from warehouse.reading.delimited import read_delimited
from warehouse.reading.grid import build_sheet
from warehouse.transforms.delivery import Delivery, read_delivery
from warehouse.transforms.finding import Severity

FUNDS = ListMapping(
    form="fund_register",
    column=(
        MappedColumn("name_zh", "基金全称"),
        MappedColumn("target_size", "认缴总规模(人民币/百万)", unit="cny_1e6"),
        MappedColumn("region_code", "注册地区"),
        MappedColumn("established_date", "成立时间"),
        MappedColumn("status", "运作状态", words={"正在运作": "operating", "清算": "liquidated"}),
        MappedColumn("fund_kind", value="guide"),
    ),
    ignored=("序", "联系电话"),
    missing=("--", "未披露"),
    key_from_name="fund_id",
    name="fund_list",
)
HEADINGS = ("序", "基金全称", "认缴总规模(人民币/百万)", "注册地区", "成立时间", "运作状态", "联系电话")
FIRST = ("1", "甲基金（有限合伙）", "40,000.00", "中国|甘肃省|兰州市|永登县", "2018-09-28", "正在运作", "0931")

PARKS = ListMapping(
    form="park_register",
    column=(
        MappedColumn("park_id", "编号"),
        MappedColumn("name_zh", "园区（开发区）"),
        MappedColumn("park_kind", "类型", words={"国家级经开区": "development_zone", "高新园": "industrial_park"}),
        MappedColumn("region_code", ("市州", "县区")),
        MappedColumn("status", value="operating"),
        MappedColumn("planned_area", "规划|面积(平方公里)"),
        MappedColumn("output_year", "规划|年份"),
    ),
    name="park_list",
)
PROJECTS = ListMapping(
    form="project_register",
    column=(
        MappedColumn("name_zh", "项目"),
        MappedColumn("project_category", "性质", words={"续建": "continuing", "新建": "new_start"}),
        MappedColumn("status", "进展", words={"在建": "in_progress", "前期": "planned"}),
        MappedColumn("region_code", "地点"),
        MappedColumn("total_investment", "总投资"),
        MappedColumn("plan_year", "年度"),
    ),
    key_from_name="project_id",
    known={"金川铜材（二期）": "P-7"},
    name="project_list",
)
ENTERPRISES = ListMapping(
    form="enterprise_register",
    column=(
        MappedColumn("credit_code", "unifiedSocialCreditCode"),
        MappedColumn("name", "name"),
        MappedColumn("region_code", ("province", "city", "county")),
        MappedColumn("status", "operationStatus", words={"正常": "active"}),
        MappedColumn("industry_name", value="现代服务业"),
    ),
    name="travel_agencies",
)


def _programme(*forms: Form) -> Programme:
    """The built-in programme with the mappings of these forms."""
    mappings = tuple(form.mapping for form in forms if form.mapping is not None)
    return replace(built_in(), sha256=repr(mappings), mappings=mappings)


def _read(*rows: Sequence[str], mapping: ListMapping = FUNDS, more: Sequence[Form] = ()) -> Delivery:
    forms = (mapped_form(mapping, FORMS[mapping.form]), *more)
    return read_delivery((build_sheet("名单", rows),), "名单.xlsx", _programme(*forms))


def _with(**cells: str) -> tuple[str, ...]:
    """A row of the list of funds; cells by the column of the form."""
    at = {"name_zh": 1, "target_size": 2, "region_code": 3, "established_date": 4, "status": 5}
    return tuple(cells.get(next((name for name, i in at.items() if i == n), ""), text) for n, text in enumerate(FIRST))


def _held(delivery: Delivery) -> list[tuple[str, str | None]]:
    return [(found.rule, found.cell) for found in delivery.findings if found.severity is Severity.HELD]


def test_a_list_of_funds_is_read_in_its_own_words_and_units() -> None:
    delivery = _read(("基金名单",), HEADINGS, FIRST)

    assert (delivery.refusal, delivery.form_id, _held(delivery)) == (None, "fund_register", [])
    (row,) = delivery.datasets["fund"].rows(named=True)
    assert row["target_size"] == Decimal(40_000_000_000)
    assert (row["region_code"], row["status"], row["fund_kind"]) == ("620121", "operating", "guide")
    assert (row["established_date"], row["source_row"]) == (date(2018, 9, 28), 3)
    assert row["fund_id"] == made_key("甲基金(有限合伙)")


def test_each_cell_keeps_its_address_and_each_amount_its_factor() -> None:
    columns = _read(HEADINGS, FIRST).datasets["sheet_column"]

    assert columns.select("column_name", "source_column", "unit_received").rows() == [
        ("name_zh", "B", None), ("target_size", "C", "cny_1e6"), ("region_code", "D", None),
        ("established_date", "E", None), ("status", "F", None),
    ]  # fmt: skip
    assert columns.filter(column_name="target_size")["factor"].to_list() == [Decimal(1_000_000)]


def test_what_is_not_taken_is_named() -> None:
    (found,) = [one for one in _read(HEADINGS, FIRST).findings if one.rule == "read_by_mapping"]

    assert "fund_list" in found.message and "序、联系电话" in found.message and "“guide”" in found.message


def test_a_word_for_no_value_is_no_value() -> None:
    delivery = _read(HEADINGS, _with(target_size="--", established_date="未披露", region_code="未披露"))

    assert _held(delivery) == []
    (row,) = delivery.datasets["fund"].rows(named=True)
    assert (row["target_size"], row["established_date"], row["region_code"]) == (None, None, None)


@pytest.mark.parametrize(
    ("cells", "rule", "cell"),
    [
        ({"region_code": "四川省|兰州市"}, "region_contradicts_itself", "D2"),
        ({"region_code": "境外|开曼"}, "unknown_region", "D2"),
        ({"region_code": "临夏"}, "region_of_several", "D2"),
        ({"established_date": "2015"}, "not_a_date", "E2"),
        ({"target_size": "约三亿"}, "not_a_number", "C2"),
        ({"status": "募集中"}, "not_a_choice", "F2"),
        ({"name_zh": "--"}, "missing_value", "B2"),
    ],
)
def test_a_cell_that_says_nothing_certain_is_held_at_its_address(cells: dict[str, str], rule: str, cell: str) -> None:
    assert _held(_read(HEADINGS, _with(**cells), _with(name_zh="乙基金"))) == [(rule, cell)]


def test_an_unknown_word_is_sent_to_the_mapping_that_should_have_it() -> None:
    (found,) = [one for one in _read(HEADINGS, _with(status="募集中")).findings if one.rule == "not_a_choice"]

    assert "运作状态: the mapping 'fund_list' does not know this word" in found.message
    assert "映射“fund_list”没有这个词" in found.message


def test_a_place_beyond_the_known_regions_has_that_of_its_last_known_part() -> None:
    delivery = _read(HEADINGS, _with(region_code="中国|浙江省|宁波市|鄞州区"))

    assert delivery.datasets["fund"]["region_code"].to_list() == ["330000"]
    assert [found.cell for found in delivery.findings if found.rule == "region_of_last_known_part"] == ["D2"]


def test_two_equal_names_of_a_list_without_codes_are_both_held() -> None:
    delivery = _read(HEADINGS, FIRST, _with(name_zh="甲基金(有限合伙)"), _with(name_zh="乙基金"))

    assert _held(delivery) == [("duplicate_row", "B2"), ("duplicate_row", "B3")]
    assert delivery.datasets["fund"]["name_zh"].to_list() == ["乙基金"]


def test_a_later_list_has_the_same_codes_for_the_same_names() -> None:
    first = _read(HEADINGS, FIRST).datasets["fund"]["fund_id"].to_list()
    later = _read(HEADINGS, _with(name_zh="乙基金"), _with(name_zh=" 甲基金(有限合伙) ", status="清算"))

    assert later.datasets["fund"]["fund_id"].to_list()[1:] == first
    assert first[0].startswith("name_")


def test_headings_that_a_mapping_does_not_name_leave_the_whole_file_waiting() -> None:
    delivery = _read((*HEADINGS, "托管银行", "备注"), (*FIRST, "某银行", ""))

    assert delivery.is_waiting and not delivery.datasets
    assert "H1 '托管银行', I1 '备注'" in str(delivery.refusal) and "mappings/fund_list.toml" in str(delivery.refusal)


def test_a_list_that_gets_a_column_in_a_later_year_has_a_mapping_for_each_year() -> None:
    later = mapped_form(replace(FUNDS, ignored=(*FUNDS.ignored, "托管银行"), name="later"), FORMS["fund_register"])

    first, second = _read(HEADINGS, FIRST, more=[later]), _read((*HEADINGS, "托管银行"), (*FIRST, "某行"), more=[later])
    assert (first.refusal, second.refusal) == (None, None)
    assert first.datasets["fund"]["fund_id"].to_list() == second.datasets["fund"]["fund_id"].to_list()


def test_a_mapping_may_ignore_repeated_headings_and_columns_without_one() -> None:
    rows = ((*HEADINGS, "联系电话", None), (*FIRST, "0931", "x"))
    named = replace(FUNDS, ignored=(*FUNDS.ignored, NO_HEADING))

    assert "a value has no heading" in str(_read(*rows).refusal)
    assert _read(*rows, mapping=named).rows_accepted == 1


def test_of_two_equal_names_a_person_rejects_one_and_the_other_is_taken() -> None:
    rows = (HEADINGS, FIRST, _with(status="清算"))
    decision = Decision(
        number=1, kind=DecisionKind.REJECTED, submission_number=1, sheet="名单", cell="B2", value=None, person="张",
        reason="重复", decided_at=datetime(2016, 1, 1, tzinfo=UTC), last_submission=1, form_id="fund_register",
        column_name="fund_id", subject=None, text=FIRST[1], rule="duplicate_row",
    )  # fmt: skip
    delivery = read_delivery(
        (build_sheet("名单", rows),), "名单.xlsx", _programme(mapped_form(FUNDS, FORMS["fund_register"])),
        [Ruling("名单", "B2", decision)],
    )  # fmt: skip

    assert (_held(delivery), delivery.datasets["fund"]["source_row"].to_list()) == ([], [3])


def test_a_file_without_one_of_the_headings_is_told_which_mapping_is_near() -> None:
    delivery = _read(HEADINGS[:-1], FIRST[:-1])

    assert delivery.refusal is not None and not delivery.is_waiting
    assert "Of the headings of the mapping 'fund_list' it lacks 联系电话" in delivery.refusal


def test_two_mappings_that_fit_one_file_are_named_and_neither_is_used() -> None:
    other = mapped_form(
        ListMapping("fund_register", FUNDS.column, FUNDS.ignored, name="other_list"), FORMS["fund_register"]
    )

    refusal = _read(HEADINGS, FIRST, more=[other]).refusal
    assert refusal is not None and "fits 2 mappings: fund_list, other_list" in refusal


def test_a_form_that_a_file_fits_in_full_comes_before_a_mapping() -> None:
    form = FORMS["fund_valuation"]
    headings = [column.heading for column in form.columns]
    greedy = ListMapping("fund_register", tuple(MappedColumn("name_zh", text) for text in headings), name="greedy")

    delivery = _read(headings, ("F1", "甲基金", "2016-03-31", "5"), mapping=greedy)
    assert (delivery.form_id, delivery.refusal) == ("fund_valuation", None)


def test_a_short_mapping_does_not_take_what_nearly_fits_a_form() -> None:
    form = FORMS["fund_valuation"]
    headings = [*(column.heading for column in form.columns), "经办人"]
    short = ListMapping("fund_register", (MappedColumn("name_zh", headings[1]),), name="short")

    delivery = _read(headings, ("F1", "甲基金", "2016-03-31", "5", "张"), mapping=short)
    assert not delivery.is_waiting and "has no heading '经办人'" in str(delivery.refusal)


def test_equal_names_on_two_sheets_are_both_held() -> None:
    sheets = tuple(build_sheet(name, [HEADINGS, FIRST]) for name in ("一", "二"))
    delivery = read_delivery(sheets, "a.xlsx", _programme(mapped_form(FUNDS, FORMS["fund_register"])))

    assert [(found.sheet, found.rule) for found in delivery.findings if found.severity is Severity.HELD] == [
        ("一", "duplicate_row"), ("二", "duplicate_row"),
    ]  # fmt: skip


def test_an_amount_whose_unit_nobody_names_is_not_taken() -> None:
    delivery = _read(("项目", "性质", "进展", "地点", "总投资", "年度"), ("甲", "续建", "在建", "兰州", "5", "2016"),
                     mapping=PROJECTS)  # fmt: skip

    assert delivery.is_waiting
    assert "neither the list nor the mapping 'project_list' names its unit" in str(delivery.refusal)


def test_projects_are_read_with_the_unit_above_the_table_and_years_as_people_write_them() -> None:
    rows = (
        ("重点项目表", "", "", "", "", "单位：亿元"),
        ("项目", "性质", "进展", "地点", "总投资", "年度"),
        ("金川铜材(二期)", "续建", "在建", "甘肃省金昌市", "1,2", "2016年"),
        ("华亭煤化工", "新建", "前期", "华亭县", "12.5", "2016年度"),
        ("合计", "", "", "", "12.5", ""),
    )
    delivery = _read(*rows, mapping=PROJECTS)

    assert _held(delivery) == [("not_a_number", "E3")]
    found = delivery.datasets["project"].select("project_id", "region_code", "total_investment", "plan_year").rows()
    assert found == [
        ("P-7", "620300", None, 2016),
        (made_key("华亭煤化工"), "620824", Decimal(1_250_000_000), 2016),
    ]


def test_parks_are_read_below_two_header_rows_with_their_place_in_two_columns() -> None:
    sheet = build_sheet(
        "园区",
        [
            ("编号", "园区（开发区）", "类型", "市州", "县区", "规划", None),
            (None, None, None, None, None, "面积(平方公里)", "年份"),
            ("Y1", "兰州经开区", "国家级经开区", "兰州市", "安宁区", "2.5", "2015"),
            ("Y2", "金昌高新园", "高新园", "金昌市", None, "1", "2016"),
            ("Y3", "假园", "高新园", "金昌市", "安宁区", "1", "2016"),
        ],
    )
    delivery = read_delivery((sheet,), "园区.xlsx", _programme(mapped_form(PARKS, FORMS["park_register"])))

    assert _held(delivery) == [("region_contradicts_itself", "E5")]
    found = delivery.datasets["park"].select("park_id", "park_kind", "region_code", "planned_area", "output_year")
    assert found.rows() == [
        ("Y1", "development_zone", "620105", Decimal(250), 2015),
        ("Y2", "industrial_park", "620300", Decimal(100), 2016),
    ]


def test_a_destroyed_credit_code_holds_its_row_of_a_mapped_list() -> None:
    text = (
        "name,unifiedSocialCreditCode,county,city,province,operationStatus\n"
        "甲旅行社,91620500756558610D,秦州区,天水市,甘肃省,正常\n"
        "乙旅行社,9.13E+17,临海市,台州市,浙江省,正常\n"
    )
    form = mapped_form(ENTERPRISES, FORMS["enterprise_register"])
    delivery = read_delivery((read_delimited(text),), "a.csv", _programme(form))

    assert _held(delivery) == [("credit_code_destroyed", "B3")]
    (row,) = delivery.datasets["enterprise"].rows(named=True)
    assert (row["credit_code"], row["region_code"], row["status"]) == ("91620500756558610D", "620502", "active")
