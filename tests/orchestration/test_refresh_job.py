"""The refresh job: files in, tables and checks recorded, snapshot published or the old one kept."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime

import pytest
from dagster import (
    AssetCheckEvaluation,
    AssetCheckKey,
    AssetCheckSeverity,
    AssetKey,
    DagsterEventType,
    DagsterInstance,
    ExecuteInProcessResult,
)
from dagster._core.storage.asset_check_execution_record import AssetCheckExecutionRecordStatus

from orchestration.definitions import build_definitions
from tests.orchestration.conftest import settle
from warehouse.archive.decisions import DecisionKind
from warehouse.archive.home import Home
from warehouse.archive.ledger import read_submissions
from warehouse.catalog import load_catalog
from warehouse.deciding import decide, list_held
from warehouse.domain.period import Period
from warehouse.forms.monthly_financial_return import MONTHLY_FINANCIAL_RETURN
from warehouse.ingestion import files_in_inbox, ingest_files
from warehouse.rule_outcomes import rule_outcomes
from warehouse.snapshots.build import Build
from warehouse.snapshots.manifest import CheckOutcome, current_snapshot_id, read_manifest
from warehouse.templates.workbook import write_template
from warehouse.transforms.form_rules import holding_rules

CODE = "91620000XN000002WK"


def _refresh(instance: DagsterInstance) -> ExecuteInProcessResult:
    return build_definitions().resolve_job_def("refresh").execute_in_process(instance=instance, raise_on_error=False)


@pytest.fixture
def instance() -> DagsterInstance:
    return DagsterInstance.ephemeral()


def test_a_refresh_empties_the_inbox_and_publishes_what_was_in_it(
    filled_inbox: Home, instance: DagsterInstance
) -> None:
    result = _refresh(instance)

    assert result.success
    assert list(filled_inbox.inbox.iterdir()) == []
    manifest = read_manifest(filled_inbox, current_snapshot_id(filled_inbox))
    assert manifest.submission_count == len(read_submissions(filled_inbox)) > 5
    assert manifest.tables["core.enterprise"].row_count == 12


def test_every_table_is_recorded_with_rows_columns_and_the_snapshot(
    filled_inbox: Home, instance: DagsterInstance
) -> None:
    _refresh(instance)

    manifest = read_manifest(filled_inbox, current_snapshot_id(filled_inbox))
    for key, content in manifest.tables.items():
        event = instance.get_latest_materialization_event(AssetKey(key.split(".")))
        assert event is not None
        assert event.asset_materialization is not None
        metadata = event.asset_materialization.metadata
        assert metadata["dagster/row_count"].value == content.row_count
        assert metadata["snapshot_id"].value == manifest.snapshot_id
        assert metadata["seconds"].value > 0
        assert metadata["peak_memory_mb"].value >= metadata["raised_peak_by_mb"].value >= 0
        assert len(metadata["dagster/column_schema"].value.columns) == len(load_catalog().table(key).columns)
        assert str(metadata["preview"].value).count("\n| ") == min(content.row_count, 5)


def test_a_return_materialises_the_partition_of_its_month(filled_inbox: Home, instance: DagsterInstance) -> None:
    _refresh(instance)

    months = instance.get_materialized_partitions(AssetKey(["stage", "monthly_financial_return"]))

    assert months == {"2015-02", "2015-03"}


def test_a_failed_check_stops_the_publication_and_the_old_snapshot_stays(
    filled_inbox: Home, instance: DagsterInstance, monkeypatch: pytest.MonkeyPatch
) -> None:
    _refresh(instance)
    before = current_snapshot_id(filled_inbox)
    honest = Build.check

    def with_fault(self: Build, table: object) -> tuple[CheckOutcome, ...]:
        outcomes = honest(self, table)  # type: ignore[arg-type]
        if outcomes[0].table != "core.task":
            return outcomes
        planted = CheckOutcome(outcomes[0].table, outcomes[0].name, "block", 1, "task_id = planted")
        self.checks.append(planted)
        return (planted, *outcomes[1:])

    monkeypatch.setattr(Build, "check", with_fault)
    result = _refresh(instance)

    assert not result.success
    assert current_snapshot_id(filled_inbox) == before
    evaluations = [
        event.asset_check_evaluation_data
        for event in result.all_events
        if event.event_type is DagsterEventType.ASSET_CHECK_EVALUATION
    ]
    failed = [found for found in evaluations if not found.passed and found.severity is AssetCheckSeverity.ERROR]
    assert [found.asset_key for found in failed] == [AssetKey(["core", "task"])]


def test_an_empty_inbox_still_publishes(home: Home, instance: DagsterInstance) -> None:
    assert _refresh(instance).success
    assert current_snapshot_id(home) == "000001"


def test_restaging_a_month_reads_its_files_again_from_the_archive(
    filled_inbox: Home, instance: DagsterInstance
) -> None:
    _refresh(instance)
    before = read_manifest(filled_inbox, current_snapshot_id(filled_inbox))
    financial = next(
        entry
        for entry in read_submissions(filled_inbox)
        if entry.form_id == "monthly_financial_return" and entry.period == "2015-03"
    )
    staged = filled_inbox.staged / financial.submission_id / "observation.parquet"
    staged.unlink()

    job = build_definitions().resolve_job_def("restage_returns")
    result = job.execute_in_process(instance=instance, partition_key="2015-03")

    assert result.success
    assert staged.exists()
    assert _refresh(instance).success
    after = read_manifest(filled_inbox, current_snapshot_id(filled_inbox))
    assert after.tables["core.observation"] == before.tables["core.observation"]


def _evaluations(instance: DagsterInstance, form_id: str, check: str) -> dict[str | None, AssetCheckEvaluation]:
    """The newest evaluation of a check by partition."""
    key = AssetCheckKey(AssetKey(["stage", form_id]), check)
    records = instance.event_log_storage.get_asset_check_execution_history(key, limit=100)
    found: dict[str | None, AssetCheckEvaluation] = {}
    for record in records:
        assert record.event is not None
        evaluation = record.event.dagster_event.event_specific_data  # type: ignore[union-attr]
        assert isinstance(evaluation, AssetCheckEvaluation)
        found.setdefault(evaluation.partition, evaluation)
    return found


def _metadata(instance: DagsterInstance, *key: str) -> dict[str, object]:
    """What the newest materialisation of an asset says of itself."""
    event = instance.get_latest_materialization_event(AssetKey(key))
    assert event is not None and event.asset_materialization is not None
    return {name: told.value for name, told in event.asset_materialization.metadata.items()}


def test_each_rule_of_a_form_has_a_result_for_each_month_that_came(
    filled_inbox: Home, instance: DagsterInstance
) -> None:
    _refresh(instance)

    for rule in holding_rules(MONTHLY_FINANCIAL_RETURN):
        found = _evaluations(instance, "monthly_financial_return", f"no_cell_is_held_by_{rule.rule}")
        assert set(found) == {"2015-02", "2015-03"}, rule.rule


def test_a_held_cell_fails_its_rule_in_its_month_only_and_says_where_it_stands(
    home: Home, instance: DagsterInstance
) -> None:
    for month, revenue in ((2, 1200), (3, "约一千二")):
        name = f"2015-{month:02d}_财务状况.xlsx"
        row = {"credit_code": CODE, "name": "样例有限公司", "revenue_ytd": revenue}
        write_template(MONTHLY_FINANCIAL_RETURN, home.inbox / name, period=Period(2015, month=month), rows=[row])
        settle(home.inbox / name)

    _refresh(instance)

    found = _evaluations(instance, "monthly_financial_return", "no_cell_is_held_by_not_a_number")
    assert {month: outcome.passed for month, outcome in found.items()} == {"2015-02": True, "2015-03": False}
    assert found["2015-03"].metadata["held_cells"].value == 1
    assert "2015-03_财务状况.xlsx" in str(found["2015-03"].metadata["first_cells"].value)
    other = _evaluations(instance, "monthly_financial_return", "no_cell_is_held_by_missing_value")
    assert other["2015-03"].passed
    key = AssetCheckKey(AssetKey(["stage", "monthly_financial_return"]), "no_cell_is_held_by_not_a_number")
    for state in instance.event_log_storage.get_asset_check_partition_info([key]):
        # Dagster shows the state of a partition only where it is about its newest materialisation.
        assert state.latest_target_materialization_storage_id == state.latest_materialization_storage_id is not None


def test_a_decision_about_a_cell_is_seen_by_the_next_run(home: Home, instance: DagsterInstance) -> None:
    name = "2015-03_财务状况.xlsx"
    row = {"credit_code": CODE, "name": "样例有限公司", "revenue_ytd": "约一千二"}
    write_template(MONTHLY_FINANCIAL_RETURN, home.inbox / name, period=Period(2015, month=3), rows=[row])
    settle(home.inbox / name)
    _refresh(instance)
    assert _metadata(instance, "raw", "delivery")["cells_held"] == 1
    (held,) = list_held(home).rows(named=True)
    decide(home, held["held_cell_id"], DecisionKind.CORRECTED, value="1200", person="statistics bureau", reason="asked")

    _refresh(instance)
    released = _metadata(instance, "snapshot", "published")
    assert (released["compared_with"], released["values_dropped"]) == ("000001", 0)
    assert "held_cell" in str(released["changes"])

    found = _evaluations(instance, "monthly_financial_return", "no_cell_is_held_by_not_a_number")
    assert found["2015-03"].passed


def test_a_refused_file_fails_the_check_of_the_delivery(home: Home, instance: DagsterInstance) -> None:
    broken = home.inbox / "2015-03_财务状况.xlsx"
    broken.write_bytes(b"PK\x03\x04 cut off")
    settle(broken)

    _refresh(instance)

    key = AssetCheckKey(AssetKey(["raw", "delivery"]), "every_file_was_read")
    (record, *_) = instance.event_log_storage.get_asset_check_execution_history(key, limit=1)
    assert record.status is AssetCheckExecutionRecordStatus.FAILED


def test_a_month_whose_rows_were_lost_before_they_were_judged_is_a_failure_of_every_rule(filled_inbox: Home) -> None:
    ingest_files(filled_inbox, files_in_inbox(filled_inbox), received_at=datetime.now(UTC))
    number = next(s for s in read_submissions(filled_inbox) if s.period == "2015-03").submission_id
    shutil.rmtree(filled_inbox.staged / number)

    outcomes = rule_outcomes(filled_inbox, [("monthly_financial_return", "2015-03")])

    assert outcomes
    assert not any(outcome.is_passed for outcome in outcomes)


def test_a_partition_that_was_due_and_has_not_arrived_is_a_warning_of_its_form(
    filled_inbox: Home, instance: DagsterInstance
) -> None:
    _refresh(instance)

    found = _evaluations(instance, "monthly_financial_return", "every_due_partition_has_arrived")
    # April to June 2015 were due long ago; February and March came, late.
    assert not found[None].passed
    assert found[None].metadata["missing_periods"].value == 3
    observed = instance.fetch_observations(AssetKey(["stage", "monthly_financial_return"]), limit=20).records
    states = {record.partition_key: record.asset_observation.metadata["state"].value for record in observed}  # type: ignore[union-attr]
    assert states == {
        "2015-02": "late",
        "2015-03": "late",
        **dict.fromkeys(("2015-04", "2015-05", "2015-06"), "missing"),
    }
