from __future__ import annotations

from dataclasses import replace
from importlib.resources import files

import pytest

from warehouse.catalog.catalog import load_catalog
from warehouse.errors import ContractBroken
from warehouse.rules.lights import LIGHT_FILES, check_default, check_versions, load_light_rules, parse_light_rule
from warehouse.snapshots.code import makers_of

TEXT = (files("warehouse.rules") / LIGHT_FILES[0]).read_text("utf-8")


def test_every_file_of_the_folder_is_read() -> None:
    shipped = {f"lights/{path.name}" for path in (files("warehouse.rules") / "lights").iterdir()}

    assert shipped == set(LIGHT_FILES)


def test_every_rule_set_names_a_source_that_the_docs_tell() -> None:
    told = (files("warehouse") / "../docs/sources/lights.md").read_text("utf-8")

    assert [rule.light_rule_id for rule in load_light_rules() if f"| {rule.source_number} |" not in told] == []


def test_a_release_that_changes_lights_by_a_rule_file_can_name_it() -> None:
    catalog = load_catalog()

    makers = makers_of(catalog, catalog.table("mart.project_light"))

    assert {f"rules/{name}" for name in LIGHT_FILES} <= makers


@pytest.mark.parametrize(
    ("changed", "into", "message"),
    [
        ("yellow_bound", "amber_bound", "'amber_bound' is none of"),
        ("red_bound = 30", "red_bound = 10", "red at 10 is no worse than yellow at 10"),
        ('"shortfall_pp"', '"schedule_ratio"', "red at 30 is no worse than yellow at 10"),
        ("red_from_months = 3", "red_from_months = 1", "a start is yellow from the first month on"),
        ('kind = "linear"', 'kind = "by_month"', "shares exactly where its kind is by_month"),
        ('kind = "linear"', 'kind = "by_month"\nshares = [0.5, 1]', "twelve shares"),
        (
            'kind = "linear"',
            'kind = "linear"\nown_plans = [{ project_id = "P", shares = [1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0] }]',
            "none below the one before",
        ),
        ("[curve]", "[course]", "'course' is none of"),
        ("valid_from = 2014-01-01", "", "'valid_from' is missing"),
    ],
)
def test_a_rule_set_that_cannot_be_meant_is_refused(changed: str, into: str, message: str) -> None:
    assert changed in TEXT
    with pytest.raises(ContractBroken, match=message):
        parse_light_rule(TEXT.replace(changed, into), "lights/x.toml")


def test_two_versions_of_a_set_do_not_begin_on_one_day() -> None:
    one, another = (parse_light_rule(TEXT.replace('"2025.1"', version), "x") for version in ('"1"', '"2"'))

    with pytest.raises(ContractBroken, match="Two versions of the lights of 'yinchuan' begin on 2014-01-01"):
        check_versions([one, another])


@pytest.mark.parametrize("defaults", [(), ("wuhan", "yinchuan")])
def test_one_rule_set_is_the_default(defaults: tuple[str, ...]) -> None:
    rules = [replace(rule, is_default=rule.light_rule_id in defaults) for rule in load_light_rules()]

    with pytest.raises(ContractBroken, match="one has to be"):
        check_default(rules)
