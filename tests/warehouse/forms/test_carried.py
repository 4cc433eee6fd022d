"""Which columns of tables carry columns of forms: every column of a form goes somewhere or says why not."""

from __future__ import annotations

import csv
import re
from dataclasses import replace
from pathlib import Path

import pytest

import warehouse
from warehouse.catalog.carried import Carries, check_forms, read_carries
from warehouse.catalog.catalog import IN_CHINESE, load_catalog
from warehouse.errors import ContractBroken, UnknownName
from warehouse.forms.form import CellType, Column, Form
from warehouse.forms.registry import FORMS

CATALOG = load_catalog()
CARRIED = {(table.key, name): one for table in CATALOG.tables.values() for name, one in table.carries.columns.items()}
EVERY_COLUMN = [(form, column.name) for form in FORMS.values() for column in form.columns]
INDICATORS = Path(warehouse.__file__).parent / "rules" / "gansu_2016" / "indicators.csv"
FUND = {column.name: column.data_type for column in CATALOG.table("core.fund").columns}
_NAMED = re.compile(r"\b(?P<table>(?:core|mart)\.\w+)(?:\.(?P<column>\w+))?")


@pytest.mark.parametrize(("form", "name"), EVERY_COLUMN, ids=lambda part: getattr(part, "form_id", part))
def test_the_place_of_a_column_of_a_form_is_a_table_and_column_that_exist(form: Form, name: str) -> None:
    places = CATALOG.places(form, form.column(name))

    assert places
    for found in _NAMED.finditer(places):
        table = CATALOG.table(found["table"])
        if found["column"]:
            assert table.column(found["column"]).comment


def test_a_column_of_a_form_that_no_table_carries_stops_the_catalog_with_its_name_and_the_file_to_edit() -> None:
    form = FORMS["fund_register"]
    longer = replace(form, columns=(*form.columns, Column("colour", "颜色", "Colour", CellType.TEXT)))
    carries = {table.key: table.carries for table in CATALOG.tables.values()}

    check_forms(FORMS.values(), carries)
    with pytest.raises(ContractBroken, match=r"fund_register\.colour: no table carries") as refused:
        check_forms([longer], carries)
    assert "carries.toml" in str(refused.value.hint)


def test_a_column_that_is_carried_and_said_not_to_be_is_refused() -> None:
    carries = {table.key: table.carries for table in CATALOG.tables.values()}
    doubled = {**carries, "core.x": Carries({}, {("fund_register", "status"): "Nowhere."})}

    with pytest.raises(ContractBroken, match=r"fund_register\.status is carried by a table and named"):
        check_forms(FORMS.values(), doubled)


BROKEN = {
    "a form that does not exist": ("[fund_list]", "names the form 'fund_list'"),
    "a column that the table does not have": (
        '[fund_register]\nboss_name = "manager_name"',
        r"carries fund_register\.manager_name in 'boss_name', which core\.fund does not have",
    ),
    "a column that the form does not have": (
        '[fund_register]\nstatus = "colour"',
        "names the column 'colour', which fund_register does not have",
    ),
    "a reason for a column that the form does not have": (
        '[fund_register.not_carried]\ncolour = "Nowhere."',
        "names the column 'colour', which fund_register does not have",
    ),
    "a column for two forms": (
        '[fund_register]\n[fund_valuation]\nstatus = "net_asset_value"',
        "gives 'fund_id' to both fund_register and fund_valuation",
    ),
    "money in a column that is not said to be in yuan": (
        '[fund_register]\nmanager_name = "target_size"',
        r"carries fund_register\.target_size, which is stored in yuan, in 'manager_name': amounts in yuan",
    ),
    "a column in yuan for what is no money": (
        '[fund_register]\ntarget_size_cny = "established_date"',
        r"carries fund_register\.established_date, which has no unit, in 'target_size_cny'",
    ),
    "no TOML": ("[fund_register", "is no TOML"),
}


@pytest.mark.parametrize("fault", BROKEN)
def test_a_file_that_names_what_does_not_exist_is_refused(tmp_path: Path, fault: str) -> None:
    text, message = BROKEN[fault]
    (tmp_path / "carries.toml").write_text(text, "utf-8")

    with pytest.raises(ContractBroken, match=message):
        read_carries(tmp_path, "core.fund", FUND)


def test_a_quantity_in_a_unit_without_conversion_stops_the_catalog(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    form = FORMS["fund_register"]
    others = tuple(column for column in form.columns if column.name != "target_size")
    odd = replace(form, columns=(*others, replace(form.column("target_size"), unit_id="cny_1e5")))
    monkeypatch.setitem(FORMS, "fund_register", odd)  # type: ignore[arg-type]
    (tmp_path / "carries.toml").write_text('[fund_register]\ntarget_size_cny = "target_size"')

    with pytest.raises(ContractBroken, match=r"fund_register\.target_size, whose unit 'cny_1e5' no list of units has"):
        read_carries(tmp_path, "core.fund", FUND)


def test_columns_of_the_same_name_carry_each_other_unless_they_are_unlike(tmp_path: Path) -> None:
    (tmp_path / "carries.toml").write_text('[fund_register]\nunlike = ["status"]\ntarget_size_cny = "target_size"\n')

    carried = read_carries(tmp_path, "core.fund", FUND).columns

    assert carried["manager_name"].column.name == "manager_name"
    assert carried["target_size_cny"].column.name == "target_size"
    assert "status" not in carried


@pytest.mark.parametrize("key", sorted(CARRIED), ids=".".join)
def test_the_comment_of_a_column_of_a_form_ends_with_its_codes_and_the_column_of_the_form(key: tuple[str, str]) -> None:
    one, column = CARRIED[key], CATALOG.table(key[0]).column(key[1])

    assert column.comment.startswith(column.description)
    assert column.comment.endswith(f"({one.form.form_id}.{one.column.name}).")
    assert all(code in column.comment for code in one.codes)


@pytest.mark.parametrize(
    ("table", "column", "en", "zh"),
    [
        ("core.fund_valuation", "nav_cny", "(yuan)", "（元）"),
        ("core.fund_investment", "equity_share", "(0 to 1)", "（0 至 1）"),
        ("core.park", "planned_area_hectares", "(hectare)", "（公顷）"),
        ("mart.enterprise_month", "employee_count", "(person)", "（人）"),
    ],
)
def test_a_text_names_the_unit_of_the_table_and_not_that_of_the_form(table: str, column: str, en: str, zh: str) -> None:
    english, _, chinese = CATALOG.table(table).column(column).description.partition(IN_CHINESE)

    assert en in english
    assert zh in chinese
    assert "万元" not in chinese


def test_the_codes_of_a_table_stand_beside_the_choices_of_the_form() -> None:
    comment = CATALOG.table("core.project_plan").column("project_category").comment

    assert "continuing 续建; new_start 计划新开工、新开工; reserve 预备." in comment
    assert "active 在库; exited 退出." in CATALOG.table("core.enterprise").column("status").comment


def test_an_indicator_with_a_column_of_its_own_is_called_as_the_form_calls_it() -> None:
    with INDICATORS.open(encoding="utf-8") as lines:
        titles = {row["indicator_id"]: (row["title_zh"], row["title_en"]) for row in csv.DictReader(lines)}
    of_a_mart = {(one.form.form_id, one.column.name) for one in CARRIED.values()}
    named = [
        (titles[measure.indicator_id], form.column(fact.value))
        for form in FORMS.values()
        for measure in form.measures
        for fact in measure.facts
        if (form.form_id, fact.value) in of_a_mart
    ]

    assert len(named) == 12
    for (zh, en), column in named:
        assert column.heading.split("|")[0] == zh
        assert column.title_en.startswith(en)


def test_a_backticked_name_in_a_text_is_a_column_of_the_same_table() -> None:
    words = {"reported", "applying", "province"}
    for table in CATALOG.tables.values():
        for column in table.columns:
            for found in set(re.findall(r"`(\w+)`", column.description)) - words:
                try:
                    table.column(found)
                except UnknownName:
                    pytest.fail(f"{table.key}.{column.name} speaks of `{found}`, which {table.key} does not have.")
