"""What forms say of the columns of tables: every column of a form goes somewhere, and is described from there alone."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

import warehouse
from warehouse.catalog import catalog
from warehouse.catalog.catalog import load_catalog
from warehouse.errors import ContractBroken, UnknownName
from warehouse.forms import carried
from warehouse.forms.carried import carried_columns, find_carried, kept_in
from warehouse.forms.form import Form, Kept
from warehouse.forms.registry import FORMS

CARRIED = carried_columns(FORMS.values())
EVERY_COLUMN = [(form, column.name) for form in FORMS.values() for column in form.columns]
INDICATORS = Path(warehouse.__file__).parent / "rules" / "indicators.csv"
_NAMED = re.compile(r"\b(?P<table>(?:core|mart)\.\w+)(?:\.(?P<column>\w+))?")


@pytest.fixture
def patched(monkeypatch: pytest.MonkeyPatch) -> Iterator[pytest.MonkeyPatch]:
    """Forms may be put in the place of others; what was made of them is forgotten before and after."""
    carried._of_all_forms.cache_clear()
    yield monkeypatch
    monkeypatch.undo()
    carried._of_all_forms.cache_clear()


def _form(form_id: str, **changes: object) -> Form:
    return replace(FORMS[form_id], **changes)  # type: ignore[arg-type]


def _renamed(form: Form, name: str, heading: str, title_en: str) -> Form:
    columns = tuple(
        replace(column, heading=heading, title_en=title_en) if column.name == name else column
        for column in form.columns
    )
    return replace(form, columns=columns)


@pytest.mark.parametrize(("form", "name"), EVERY_COLUMN, ids=lambda part: getattr(part, "form_id", part))
def test_a_column_of_a_form_is_in_a_table_or_an_indicator_or_says_why_not(form: Form, name: str) -> None:
    tables = load_catalog()
    places = kept_in(form, form.column(name))

    assert places, f"{form.form_id}.{name}: say in `table` or `kept` where it is, or in `not_kept` why nowhere."
    assert name not in form.not_kept or places == form.not_kept[name], "It is kept and says why it is not."
    for found in _NAMED.finditer(places):
        table = tables.table(found["table"])
        if found["column"]:
            assert table.column(found["column"]).comment


@pytest.mark.parametrize("key", sorted(CARRIED), ids=".".join)
def test_the_comment_of_a_column_has_both_names_and_the_column_of_the_form(key: tuple[str, str]) -> None:
    one = CARRIED[key]
    comment = load_catalog().table(key[0]).column(key[1]).comment

    assert comment.startswith(one.column.title_en)
    assert one.column.title_zh in comment
    assert f"({one.form.form_id}.{one.column.name})" in comment
    assert all(code in comment for code in one.codes)


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
    found = find_carried(table, column)

    assert found is not None
    assert en in found.en
    assert zh in found.zh
    assert "万元" not in found.comment


def test_the_codes_of_a_table_stand_beside_the_choices_of_the_form() -> None:
    found = find_carried("core.project_plan", "project_category")

    assert found is not None
    assert "continuing 续建; new_start 计划新开工、新开工; reserve 预备." in found.comment


def test_a_new_name_on_a_form_is_the_comment_of_its_column(patched: pytest.MonkeyPatch) -> None:
    form = _renamed(FORMS["fund_register"], "target_size", "目标总额(万元)", "Size aimed at")
    patched.setitem(FORMS, "fund_register", form)  # type: ignore[arg-type]

    comment = load_catalog.__wrapped__().table("core.fund").column("target_size_cny").comment

    assert comment.startswith("Size aimed at (yuan), committed money, not paid in;")
    assert "目标总额（元）" in comment
    assert comment != load_catalog().table("core.fund").column("target_size_cny").comment


def test_a_comment_by_hand_on_a_column_of_a_form_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    by_hand = [
        replace(files, table_sql=f"{files.table_sql}comment on column core.fund.manager_name is 'Who manages it.';\n")
        if files.key == "core.fund"
        else files
        for files in catalog.read_tables()
    ]
    monkeypatch.setattr(catalog, "read_tables", lambda: by_hand)

    with pytest.raises(ContractBroken, match=r"comments 'manager_name', which is fund_register\.manager_name"):
        load_catalog.__wrapped__()


@pytest.mark.parametrize(
    ("column", "told"),
    [
        (Kept("core.fund.boss_name"), r"core\.fund has no column 'boss_name', in which fund_register\.manager_name"),
        (Kept("core.boss.name"), r"kept in core\.boss, which is no table"),
    ],
)
def test_a_form_that_is_kept_where_nothing_is_is_refused(patched: pytest.MonkeyPatch, column: Kept, told: str) -> None:
    kept = {**FORMS["fund_register"].kept, "manager_name": (Kept("manager_name"), column)}
    patched.setitem(FORMS, "fund_register", _form("fund_register", kept=kept))  # type: ignore[arg-type]

    with pytest.raises(ContractBroken, match=told):
        load_catalog.__wrapped__()


def test_two_columns_of_forms_cannot_say_what_one_column_is() -> None:
    other = _form("fund_valuation", kept={"net_asset_value": (Kept("core.fund.target_size_cny"),)})

    with pytest.raises(ContractBroken, match="carries both"):
        carried_columns([FORMS["fund_register"], other])


def test_a_form_cannot_keep_a_column_that_it_has_not() -> None:
    with pytest.raises(ContractBroken, match="has no column 'colour'"):
        carried_columns([_form("fund_register", kept={"colour": (Kept("core.fund.status"),)})])


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
    words = {"reported", "applying"}
    for (key, name), one in CARRIED.items():
        for found in set(re.findall(r"`(\w+)`", one.en + one.zh)) - words:
            try:
                load_catalog().table(key).column(found)
            except UnknownName:
                pytest.fail(f"{key}.{name} speaks of `{found}`, which {key} has not.")
