"""All of Dagster loads with no network and no environment, and shows what the warehouse has."""

from __future__ import annotations

import pytest
from dagster import AssetKey, Definitions

from orchestration.definitions import build_definitions
from warehouse.catalog import load_catalog
from warehouse.forms.registry import FORMS


@pytest.fixture(scope="module")
def definitions() -> Definitions:
    return build_definitions()


def test_every_table_is_an_asset_with_its_comment_and_its_checks(definitions: Definitions) -> None:
    graph = definitions.resolve_asset_graph()
    check_names = {(key.asset_key, key.name) for key in graph.asset_check_keys}
    for table in load_catalog().tables.values():
        node = graph.get(AssetKey([table.layer, table.name]))

        assert node.description == table.comment
        assert node.group_name == table.group
        assert "dagster/column_schema" in node.metadata
        for check in table.checks:
            assert (node.key, check.name) in check_names


def test_every_form_has_a_stage_asset_and_returns_have_one_partition_a_month(definitions: Definitions) -> None:
    graph = definitions.resolve_asset_graph()
    for form in FORMS.values():
        partitions = graph.get(AssetKey(["stage", form.form_id])).partitions_def
        if not form.is_monthly_return:
            assert partitions is None
        else:
            assert partitions is not None
            assert partitions.get_partition_keys()[:2] == ["2014-01", "2014-02"]


def test_the_lineage_runs_from_the_inbox_to_the_snapshot(definitions: Definitions) -> None:
    graph = definitions.resolve_asset_graph()
    upstream = {AssetKey(["snapshot", "published"])}
    reached: set[AssetKey] = set()
    while upstream:
        reached |= upstream
        upstream = {parent for key in upstream for parent in graph.get(key).parent_keys} - reached

    assert AssetKey(["raw", "delivery"]) in reached
    assert AssetKey(["stage", "monthly_financial_return"]) in reached
    assert AssetKey(["core", "observation"]) in reached


def test_the_refresh_job_takes_the_inbox_in_and_builds_every_table(definitions: Definitions) -> None:
    job = definitions.resolve_job_def("refresh")
    selected = {key.to_user_string() for key in job.asset_layer.executable_asset_keys}

    tables = {f"{table.layer}/{table.name}" for table in load_catalog().tables.values()}
    assert selected == {"raw/delivery", "snapshot/published"} | tables


def test_the_sensor_and_the_schedule_run_without_being_switched_on(definitions: Definitions) -> None:
    (sensor,) = definitions.sensors or ()

    for schedule in definitions.schedules or ():
        assert schedule.default_status.value == "RUNNING"
        assert schedule.execution_timezone == "Asia/Shanghai"
    assert sensor.default_status.value == "RUNNING"
