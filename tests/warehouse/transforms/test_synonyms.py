"""A user's synonym of a heading: taken in its time, refused outside of it."""

from __future__ import annotations

from tests.warehouse.programme.test_programme import with_heading
from warehouse.forms.registry import FORMS
from warehouse.programme.programme import built_in, read_programme
from warehouse.reading.grid import build_sheet
from warehouse.sample.firms import synthetic_credit_code
from warehouse.transforms.delivery import Delivery, read_delivery

FINANCIAL = FORMS["monthly_financial_return"]
LINE = "主营业务利润|本月,monthly_financial_return,total_profit_month,2014-01-01,2015-12-31\n"


def _read(month: str, line: str | None) -> Delivery:
    headings = [
        "主营业务利润本月" if column.name == "total_profit_month" else column.heading.replace("|", "")
        for column in FINANCIAL.columns
    ]
    row = [synthetic_credit_code(1), "甲", *(str(number) for number in range(1, len(headings) - 1))]
    above = [[title, *[None] * (len(headings) - 1)] for title in (f"骨干企业月度财务状况 {month}", "单位：千元、人")]
    programme = read_programme(with_heading(line)) if line else built_in()
    return read_delivery((build_sheet("财务状况", [*above, headings, row]),), "a.xlsx", programme)


def test_a_heading_that_no_form_has_is_refused_until_the_programme_knows_it() -> None:
    unknown, known = _read("2015年3月", None), _read("2015年3月", LINE)

    assert "主营业务利润本月" in str(unknown.refusal)
    assert known.refusal is None
    assert "total_profit" in known.datasets["observation"].filter(period_kind="month")["indicator_id"].to_list()


def test_a_synonym_is_no_heading_of_a_file_of_another_time() -> None:
    later = _read("2016年3月", LINE)

    assert "is known for 2014-01-01 – 2015-12-31, and the file is about 2016-03-31" in str(later.refusal)
