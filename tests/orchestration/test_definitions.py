"""All of Dagster loads with no network and no environment, and shows what the warehouse has."""

from __future__ import annotations

import pytest
from dagster import AssetCheckKey, AssetKey, AssetsDefinition, Backoff, Definitions

from orchestration.assets.raw import WRITER_POOL
from orchestration.definitions import build_definitions
from warehouse.catalog.catalog import load_catalog
from warehouse.forms.form import Frequency
from warehouse.forms.registry import FORMS
from warehouse.transforms.cells.rule_chain import holding_rules


@pytest.fixture(scope="module")
def definitions() -> Definitions:
    return build_definitions()


def test_every_table_is_an_asset_with_its_comment_and_its_checks(definitions: Definitions) -> None:
    graph = definitions.resolve_asset_graph()
    check_names = {(key.asset_key, key.name) for key in graph.asset_check_keys}
    for table in load_catalog().tables.values():
        node = graph.get(AssetKey([table.layer, table.name]))

        assert node.description == table.comment
        assert node.tags["longmai/subject"] == table.group
        assert "dagster/column_schema" in node.metadata
        for check in table.checks:
            assert (node.key, check.name) in check_names


def test_every_form_has_a_stage_asset_with_one_partition_for_each_period_of_its_calendar(
    definitions: Definitions,
) -> None:
    graph = definitions.resolve_asset_graph()
    for form in FORMS.values():
        partitions = graph.get(AssetKey(["stage", form.form_id])).partitions_def
        if form.calendar is None:
            assert partitions is None
        else:
            assert partitions is not None
            is_monthly = form.calendar.frequency is Frequency.MONTHLY
            first = ["2014-01", "2014-02"] if is_monthly else ["2014-Q1", "2014-Q2"]
            assert partitions.get_partition_keys()[:2] == first


def test_the_rules_of_a_form_are_one_check_with_the_partitions_of_the_form(definitions: Definitions) -> None:
    graph = definitions.resolve_asset_graph()
    for form in FORMS.values():
        stage = graph.get(AssetKey(["stage", form.form_id]))
        check = graph.get(AssetCheckKey(stage.key, "no_cell_is_held"))
        assert check.partitions_def == stage.partitions_def
        for rule in [*(found.rule for found in holding_rules(form)), "any_other_rule"]:
            assert f"| {rule} |" in str(graph.get_check_spec(check.key).metadata["rules"].value)


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


def test_groups_are_layers_and_the_graph_of_groups_reads_from_left_to_right(definitions: Definitions) -> None:
    graph = definitions.resolve_asset_graph()
    layers = ["inbox", "stage", "core", "mart", "snapshot"]
    keys = graph.get_all_asset_keys()

    assert {graph.get(key).group_name for key in keys} == set(layers)
    edges = {
        (graph.get(parent).group_name, graph.get(key).group_name)
        for key in keys
        for parent in graph.get(key).parent_keys
    }
    # An edge from a layer to itself is inside the collapsed group; none leads back, so there is no circle.
    assert [(one, other) for one, other in edges if layers.index(one) > layers.index(other)] == []  # type: ignore[arg-type]


def test_the_subject_of_an_asset_is_a_tag_to_select_by(definitions: Definitions) -> None:
    graph = definitions.resolve_asset_graph()
    tagged = {key: graph.get(key).tags["longmai/subject"] for key in graph.get_all_asset_keys()}

    assert tagged[AssetKey(["stage", "fund_register"])] == tagged[AssetKey(["core", "fund"])] == "funding"
    assert tagged[AssetKey(["stage", "department_report"])] == tagged[AssetKey(["core", "task_report"])] == "programme"


def test_the_refresh_job_takes_the_inbox_in_before_it_makes_the_snapshot(definitions: Definitions) -> None:
    job = definitions.resolve_job_def("refresh")
    selected = {key.to_user_string() for key in job.asset_layer.executable_asset_keys}

    assert selected == {"raw/delivery", "snapshot/published"}
    assert [node.name for node in job.nodes_in_topological_order] == [
        "raw__delivery",
        "snapshot__published",
        "arrivals",
    ]


def test_all_that_writes_shares_one_pool_and_tries_again_with_growing_pauses(definitions: Definitions) -> None:
    writing = [made for made in definitions.assets or () if isinstance(made, AssetsDefinition)]

    assert len(writing) == len(FORMS) + 2
    for made in writing:
        assert made.op.pool == WRITER_POOL
        policy = made.op.retry_policy
        assert policy is not None
        assert (policy.max_retries, policy.delay, policy.backoff) == (3, 5, Backoff.EXPONENTIAL)


def test_the_sensor_and_the_schedule_run_without_being_switched_on(definitions: Definitions) -> None:
    (sensor,) = definitions.sensors or ()

    for schedule in definitions.schedules or ():
        assert schedule.default_status.value == "RUNNING"
        assert schedule.execution_timezone == "Asia/Shanghai"
    assert sensor.default_status.value == "RUNNING"
