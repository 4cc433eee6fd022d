"""The columns of a form as a sheet had them: where, under which heading, in which unit."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from warehouse.forms.registry import FORMS
from warehouse.transforms.delivery import Delivery

Deliver = Callable[[str], Delivery]
DeliverFile = Callable[[Path], Delivery]


def _columns(delivery: Delivery) -> Mapping[str, dict[str, Any]]:
    assert delivery.refusal is None
    return {row["column_name"]: row for row in delivery.datasets["sheet_column"].rows(named=True)}


def _contributions(committed: str, paid_in: str, above: str = "基金认缴与实缴明细,,,,,") -> str:
    headings = f"基金代码,基金名称,出资人,出资日期,{committed},{paid_in}"
    return f"{above}\n{headings}\nF1,甲基金,财政,2016-01-01,100,50\n"


def test_a_column_has_its_letters_its_heading_and_the_row_of_it(deliver: Deliver) -> None:
    paid_in = _columns(deliver(_contributions("认缴金额(万元)", " 实缴金额（ 亿元 ） ")))["paid_in"]

    assert (paid_in["source_column"], paid_in["heading"], paid_in["source_row"]) == ("F", "实缴金额（ 亿元 ）", 2)
    assert (paid_in["form_id"], paid_in["form_version"]) == (
        "fund_contribution",
        FORMS["fund_contribution"].version,
    )


def test_the_factor_leads_from_the_unit_received_to_the_one_stored(deliver: Deliver) -> None:
    found = _columns(deliver(_contributions("认缴金额(亿元)", "实缴金额(千元)")))

    units = {name: (row["unit_received"], row["unit_stored"], row["factor"]) for name, row in found.items()}
    assert units["committed"] == ("cny_1e8", "cny", 100_000_000)
    assert units["paid_in"] == ("cny_1e3", "cny", 1000)
    assert units["fund_id"] == units["contribution_date"] == (None, None, None)


def test_a_unit_that_no_file_named_is_assumed(deliver: Deliver) -> None:
    found = _columns(deliver(_contributions("认缴金额", "实缴金额(万元)")))

    assert {name for name, row in found.items() if row["is_unit_assumed"]} == {"committed"}
    assert found["committed"]["factor"] == found["paid_in"]["factor"] == 10_000


def test_a_heading_of_two_rows_has_the_text_of_the_merged_cell_above(
    deliver_file: DeliverFile, deliveries: Path
) -> None:
    found = _columns(deliver_file(deliveries / "financial_2016-03_gbk.csv"))

    assert found["revenue_ytd"]["heading"] == "营业收入|本年累计"
    assert found["revenue_ytd"]["source_row"] == 4
    assert (found["credit_code"]["source_column"], found["credit_code"]["heading"]) == ("B", "统一社会信用代码")
    assert (found["revenue_ytd"]["unit_received"], found["revenue_ytd"]["unit_stored"]) == ("cny_1e4", "cny_1e3")
    assert found["revenue_ytd"]["factor"] == found["revenue_same_ytd"]["factor"] == 10


def test_the_columns_of_a_return_are_those_that_its_observations_come_from(
    deliver_file: DeliverFile, deliveries: Path
) -> None:
    delivery = deliver_file(deliveries / "financial_2016-03_gbk.csv")
    found = _columns(delivery)

    told = delivery.datasets["observation"].select(
        "column_name", "source_column", "unit_received", "unit_stored", "factor"
    )
    assert told.height > 10
    for name, *rest in told.unique().rows():
        assert [found[name][key] for key in told.columns[1:]] == rest, name


def test_a_column_whose_rows_each_have_a_unit_leads_by_no_factor_of_its_own(
    deliver_file: DeliverFile, deliveries: Path
) -> None:
    found = _columns(deliver_file(deliveries / "output_2016-02.csv"))

    units = {name: (row["unit_received"], row["unit_stored"], row["factor"]) for name, row in found.items()}
    assert units["output_ytd"] == (None, None, None)
    assert units["price_month"] == ("cny_per_unit", None, None)


def test_a_refused_file_has_no_columns(deliver: Deliver) -> None:
    delivery = deliver(_contributions("认缴金额(万元)", "实缴的钱"))

    assert delivery.refusal is not None
    assert "sheet_column" not in delivery.datasets
