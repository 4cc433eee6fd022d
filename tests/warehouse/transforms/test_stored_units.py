"""Staging converts the quantities of a register into their stored units; no model of a table does."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

import pytest

from warehouse.catalog.catalog import load_catalog
from warehouse.forms.datasets import DATASETS, row_schema
from warehouse.forms.form import CellType, Column
from warehouse.forms.fund_valuation import FUND_VALUATION
from warehouse.forms.registry import FORMS
from warehouse.programme.programme import built_in
from warehouse.reading.delimited import read_delimited
from warehouse.transforms.delivery import read_delivery

QUANTITIES = {
    # heading in the file: heading and unit of the form, number received, number staged
    "净资产(万元)": ("净资产(万元)", "cny_1e4", "999999999999.999999", "9999999999999999.990000"),
    "管理费(千元)": ("管理费(千元)", "cny_1e3", "12.3456789", "12345.679000"),
    "收费(亿元)": ("收费(千元)", "cny_1e3", "1.5", "150000000.000000"),
    "持股(%)": ("持股(%)", "percent", "12.34", "0.123400"),
    "厂区(公顷)": ("厂区(公顷)", "hectare", "7.5", "7.500000"),
    "占地(亩)": ("占地(亩)", "mu", "7.5", "7.500000"),
    "席位": ("席位", None, "3", "3.000000"),
}


def test_a_new_quantity_of_a_form_is_staged_in_its_stored_unit(monkeypatch: pytest.MonkeyPatch) -> None:
    added = [
        Column(f"new_{number}", heading, "New", CellType.DECIMAL, unit_id=unit_id)
        for number, (heading, unit_id, _, _) in enumerate(QUANTITIES.values())
    ][1:]
    form = replace(FUND_VALUATION, columns=(*FUND_VALUATION.columns, *added))
    monkeypatch.setitem(FORMS, form.form_id, form)  # type: ignore[arg-type]
    monkeypatch.setitem(DATASETS, form.dataset, row_schema(form))  # type: ignore[arg-type]
    numbers = ",".join(received for _, _, received, _ in QUANTITIES.values())
    text = f"基金估值表\n基金代码,估值日期,{','.join(QUANTITIES)}\nF1,2015-12-31,{numbers}\n"

    delivery = read_delivery((read_delimited(text),), "delivery.csv", built_in())

    (row,) = delivery.datasets[form.dataset].rows(named=True)
    staged = [row["net_asset_value"], *(row[column.name] for column in added)]
    assert staged == [Decimal(number) for *_, number in QUANTITIES.values()]


def test_no_model_converts_what_a_register_staged() -> None:
    registers = {f"stage.{form.dataset}" for form in FORMS.values() if form.dataset != "observation"}
    models = {
        table.key: table.model_sql
        for table in load_catalog().tables.values()
        if table.model_sql is not None and registers.intersection(table.reads)
    }

    assert "core.fund_investment" in models
    assert [key for key, model in models.items() if re.search(r"[*/] ?10+\b", model)] == []


def test_only_marts_of_returns_convert_and_returns_state_money_in_thousand_yuan_alone() -> None:
    units = built_in().units
    stated = {
        unit_id
        for form in FORMS.values()
        for measure in form.measures
        for fact in measure.facts
        for name in fact.columns
        if (unit_id := form.column(name).unit_id) is not None and units[unit_id].dimension == "money"
    }
    models = {table.key: table.model_sql for table in load_catalog().tables.values() if table.model_sql is not None}

    assert stated == {"cny_1e3"}
    assert {key for key, model in models.items() if re.search(r"\* ?1000\b", model)} == {
        "mart.chain_revenue", "mart.enterprise_month", "mart.enterprise_sei_revenue", "mart.growth_total",
    }  # fmt: skip
