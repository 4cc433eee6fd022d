"""No firm of a sample can be taken for a real one, and each has a code that passes every check."""

from __future__ import annotations

import re
from typing import Any

import pytest

from warehouse.domain.identifiers import (
    CodeState,
    examine_credit_code,
    organisation_check_character,
    organisation_code,
)
from warehouse.sample.catalogue import read_catalogue
from warehouse.sample.firms import batch_of, make_firms, synthetic_credit_code
from warehouse.sample.generate import SampleReport
from warehouse.sample.roles import Role

FIELDS = {
    "新能源",
    "新材料",
    "先进装备和智能制造",
    "生物医药",
    "信息技术",
    "节能环保",
    "新型煤化工",
    "现代服务业",
    "公共安全",
}


@pytest.mark.parametrize("number", [1, 58, 10_000, 999_999])
def test_credit_codes_pass_both_checks(number: int) -> None:
    code = synthetic_credit_code(number)

    assert examine_credit_code(code) == (code, CodeState.VALID)
    assert organisation_check_character(organisation_code(code)[:8]) == organisation_code(code)[8]


def test_codes_are_unique_and_of_the_invented_series() -> None:
    codes = [synthetic_credit_code(number) for number in range(1, 3001)]

    assert len(set(codes)) == 3000
    assert all(code.startswith("91620000XN") for code in codes)


def test_registered_firms_show_that_they_are_invented(sample: SampleReport, read: Any) -> None:
    rows = [row for path in sample.files if "骨干企业名录" in path.name for row in read.table(path)]

    assert len({row["单位详细名称"] for row in rows}) == len(rows) == 58
    for row in rows:
        assert re.fullmatch(r"陇样例\w+\d{4}有限公司\(合成\)", row["单位详细名称"])
        assert examine_credit_code(row["统一社会信用代码"])[1] is CodeState.VALID
        assert re.fullmatch(r"62\d{4}", row["行政区划代码"])
        assert re.fullmatch(r"\d{4}", row["行业代码"])
        assert row["所属领域"] in FIELDS


def test_all_nine_fields_have_a_product_and_a_chain() -> None:
    catalogue = read_catalogue()

    assert {product.field for product in catalogue.products} == FIELDS
    assert {chain.field for chain in catalogue.chains[:12]} == FIELDS
    assert len(catalogue.chains) == len({chain.name for chain in catalogue.chains}) == 50


@pytest.mark.parametrize("enterprises", [1, 7, 58, 116])
def test_batches_keep_the_proportion_16_20_22(enterprises: int) -> None:
    batches = [batch_of(index, enterprises) for index in range(enterprises)]

    assert batches == sorted(batches)
    assert [batches.count(batch) for batch in (1, 2)] == [16 * enterprises // 58, 20 * enterprises // 58]


def test_the_nickel_maker_stands_in_jinchang() -> None:
    firms = make_firms(58, 2016, 2014, read_catalogue())
    row = firms.table.row(firms.roles[Role.NICKEL], named=True)

    assert (row["region_code"], row["industry_class_code"]) == ("620302", "3213")


def test_each_role_is_held_by_another_firm_from_twelve_firms_on() -> None:
    for enterprises in (12, 13, 58, 1000):
        roles = make_firms(enterprises, 1, 2014, read_catalogue()).roles
        assert len(set(roles.values())) == len(Role)
