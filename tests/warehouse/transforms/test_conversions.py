"""Conversion between units of one dimension: exact, or by a fraction, rounded and said so; never across dimensions."""

from __future__ import annotations

from decimal import Decimal

import pytest

from warehouse.domain.unit import conversion_factor
from warehouse.errors import InvalidArgument
from warehouse.forms.registry import FORMS
from warehouse.programme.programme import built_in, read_programme
from warehouse.reading.delimited import read_delimited
from warehouse.transforms.delivery import Delivery, read_delivery

INDICATOR = "crop_area,播种面积,Sown area,region,stock,hectare,false,none,,,,,面积。,Area.,,2014-01-01,,\n"


def _read(value: str, unit: str) -> Delivery:
    files = dict(built_in().own_files)
    files["indicators.csv"] += INDICATOR.encode()
    form = "宏观经济指标序列\n"
    columns = [column for column in FORMS["macro_series"].columns if column.required]
    cells = {
        "indicator_id": "crop_area", "region_code": "620000", "period": "2015", "period_kind": "年",
        "value": value, "unit": unit, "vintage_id": "as_published",
    }  # fmt: skip
    lines = [",".join(column.heading for column in columns), ",".join(cells.get(column.name, "") for column in columns)]
    return read_delivery((read_delimited(form + "\n".join([*lines, ""])),), "a.csv", read_programme(files))


def test_mu_become_hectares_by_a_fraction_rounded_once_and_the_file_says_so() -> None:
    delivery = _read("999999999999", "亩")

    assert delivery.datasets["observation"]["value"].to_list() == [Decimal("66666666666.6")]
    assert [found.rule for found in delivery.findings] == ["converted_inexactly"]
    assert _read("100", "亩").datasets["observation"]["value"].to_list() == [Decimal("6.666667")]


def test_an_exact_conversion_is_not_marked() -> None:
    delivery = _read("3", "平方公里")

    assert delivery.datasets["observation"]["value"].to_list() == [Decimal(300)]
    assert delivery.findings == ()


@pytest.mark.parametrize(("one", "other"), [("tce", "kwh"), ("usd", "cny"), ("visit", "person"), ("kw", "kwh")])
def test_units_of_two_dimensions_never_convert(one: str, other: str) -> None:
    units = built_in().units

    with pytest.raises(InvalidArgument):
        conversion_factor(units[one], units[other])


def test_a_value_too_large_after_its_conversion_is_held_and_never_lost() -> None:
    delivery = _read("99999999999", "平方公里")

    assert delivery.datasets["observation"].is_empty()
    assert [(found.rule, found.text) for found in delivery.findings] == [("too_many_digits", "99999999999")]
