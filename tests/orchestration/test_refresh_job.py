"""The refresh job: files in, tables and checks recorded, snapshot published or the old one kept."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

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

from orchestration.checks import changed_evaluations
from orchestration.definitions import build_definitions
from orchestration.rule_checks import NO_CELL_IS_HELD
from tests.orchestration.conftest import fill_inbox, settle
from tests.staged import staged_path
from warehouse.archive.home import Home
from warehouse.archive.ledger import read_submissions
from warehouse.catalog.catalog import load_catalog
from warehouse.decisions.decide import decide, list_held
from warehouse.decisions.ledger import DecisionKind
from warehouse.domain.period import Period
from warehouse.forms.monthly_financial_return import MONTHLY_FINANCIAL_RETURN
from warehouse.ingestion.outcomes import rule_outcomes
from warehouse.ingestion.receive import files_in_inbox, ingest_files
from warehouse.programme.programme import built_in
from warehouse.snapshots.build import Build
from warehouse.snapshots.manifest import CheckOutcome, current_snapshot_id, read_manifest
from warehouse.templates.workbook import write_template
from warehouse.transforms.cells.rule_chain import holding_rules

CODE = "91620000XN000002WK"


def _refresh(instance: DagsterInstance, *, force: bool = False) -> ExecuteInProcessResult:
    job = build_definitions().resolve_job_def("refresh")
    config = {"ops": {"snapshot__published": {"config": {"force": force}}}}
    return job.execute_in_process(run_config=config, instance=instance, raise_on_error=False)


@pytest.fixture
def instance() -> DagsterInstance:
    return DagsterInstance.ephemeral()


@dataclass(frozen=True)
class Refreshed:
    """A data directory after one refresh, to look at and not to change."""

    home: Home
    instance: DagsterInstance
    result: ExecuteInProcessResult


@pytest.fixture(scope="module")
def refreshed(sample_files: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Refreshed]:
    home = Home(tmp_path_factory.mktemp("refreshed") / "data").ensure()
    fill_inbox(home, sample_files)
    with pytest.MonkeyPatch.context() as environment, DagsterInstance.ephemeral() as instance:
        environment.setenv("LONGMAI_HOME", str(home.root))
        yield Refreshed(home, instance, _refresh(instance))


def test_a_refresh_empties_the_inbox_and_publishes_what_was_in_it(refreshed: Refreshed) -> None:
    assert refreshed.result.success
    assert list(refreshed.home.inbox.iterdir()) == []
    manifest = read_manifest(refreshed.home, current_snapshot_id(refreshed.home))
    assert manifest.submission_count == len(read_submissions(refreshed.home)) > 5
    assert manifest.tables["core.enterprise"].row_count == 12


def test_every_table_is_recorded_with_rows_checks_and_the_snapshot(refreshed: Refreshed) -> None:
    manifest = read_manifest(refreshed.home, current_snapshot_id(refreshed.home))
    for key, content in manifest.tables.items():
        event = refreshed.instance.get_latest_materialization_event(AssetKey(key.split(".")))
        assert event is not None
        assert event.asset_materialization is not None
        metadata = event.asset_materialization.metadata
        assert metadata["dagster/row_count"].value == content.row_count
        assert metadata["snapshot_id"].value == manifest.snapshot_id
        assert metadata["seconds"].value > 0
        assert metadata["peak_memory_mb"].value >= metadata["raised_peak_by_mb"].value >= 0
        assert metadata["checks"].value == len(load_catalog().table(key).checks)
        assert str(metadata["preview"].value).count("\n| ") == min(content.row_count, 5)


def test_a_return_materialises_the_partition_of_its_month(refreshed: Refreshed) -> None:
    months = refreshed.instance.get_materialized_partitions(AssetKey(["stage", "monthly_financial_return"]))

    assert months == {"2015-02", "2015-03"}


@pytest.fixture
def published(refreshed: Refreshed, home: Home) -> Home:
    """A data directory of its own after one refresh."""
    shutil.copytree(refreshed.home.root, home.root, symlinks=True, dirs_exist_ok=True)
    return home


def test_a_failed_check_stops_the_publication_and_the_old_snapshot_stays(
    published: Home, instance: DagsterInstance, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = current_snapshot_id(published)
    honest = Build.check

    def with_fault(self: Build, table: object) -> tuple[CheckOutcome, ...]:
        outcomes = honest(self, table)  # type: ignore[arg-type]
        if outcomes[0].table != "core.task":
            return outcomes
        planted = CheckOutcome(outcomes[0].table, outcomes[0].name, "block", 1, "task_id = planted")
        self.checks.append(planted)
        return (planted, *outcomes[1:])

    monkeypatch.setattr(Build, "check", with_fault)
    result = _refresh(instance, force=True)

    assert not result.success
    assert current_snapshot_id(published) == before
    evaluations = _checked(instance, result)
    failed = [found for found in evaluations if not found.passed and found.severity is AssetCheckSeverity.ERROR]
    assert [found.asset_key for found in failed] == [AssetKey(["core", "task"])]


def test_an_empty_inbox_still_publishes(home: Home, instance: DagsterInstance) -> None:
    assert _refresh(instance).success
    assert current_snapshot_id(home) == "000001"


def test_a_run_with_nothing_new_publishes_nothing_and_tells_of_the_snapshot_in_force(refreshed: Refreshed) -> None:
    result = _refresh(refreshed.instance)

    assert result.success
    assert current_snapshot_id(refreshed.home) == "000001"
    assert _metadata(refreshed.instance, "snapshot", "published")["submissions"] > 5
    assert not [
        event for event in result.get_asset_materialization_events() if event.asset_key == AssetKey(["core", "task"])
    ]


def test_restaging_a_month_reads_its_files_again_from_the_archive(published: Home, instance: DagsterInstance) -> None:
    before = read_manifest(published, current_snapshot_id(published))
    financial = next(
        entry
        for entry in read_submissions(published)
        if entry.form_id == "monthly_financial_return" and entry.period == "2015-03"
    )
    staged = staged_path(published, financial.submission_id) / "observation.parquet"
    staged.unlink()

    job = build_definitions().resolve_job_def("restage_returns")
    result = job.execute_in_process(instance=instance, partition_key="2015-03")

    assert result.success
    assert staged.exists()
    assert _refresh(instance, force=True).success
    after = read_manifest(published, current_snapshot_id(published))
    assert after.tables["core.observation"] == before.tables["core.observation"]


def _checked(instance: DagsterInstance, result: ExecuteInProcessResult) -> list[AssetCheckEvaluation]:
    """The evaluations that a run recorded, in the order of the log."""
    logged = instance.all_logs(result.run_id, of_type=DagsterEventType.ASSET_CHECK_EVALUATION)
    return [entry.get_dagster_event().asset_check_evaluation_data for entry in logged]


def _materialised(instance: DagsterInstance, result: ExecuteInProcessResult) -> list[AssetKey]:
    logged = instance.all_logs(result.run_id, of_type=DagsterEventType.ASSET_MATERIALIZATION)
    return [key for entry in logged if (key := entry.get_dagster_event().asset_key) is not None]


def _evaluations(
    instance: DagsterInstance, form_id: str, check: str = NO_CELL_IS_HELD
) -> dict[str | None, AssetCheckEvaluation]:
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


def test_a_form_has_one_result_for_each_month_that_came_with_every_rule_in_it(refreshed: Refreshed) -> None:
    found = _evaluations(refreshed.instance, "monthly_financial_return")
    assert set(found) == {"2015-02", "2015-03"}
    for rule in holding_rules(MONTHLY_FINANCIAL_RETURN):
        assert f"| {rule.rule} | 0 |" in str(found["2015-02"].metadata["rules"].value)
    of_forms = [one for one in _checked(refreshed.instance, refreshed.result) if one.check_name == NO_CELL_IS_HELD]
    staged = [key for key in _materialised(refreshed.instance, refreshed.result) if key.path[0] == "stage"]
    assert len(of_forms) == len(staged) > 30


def test_a_refresh_records_one_event_per_table_and_the_checks_that_fail(refreshed: Refreshed) -> None:
    tables = {AssetKey(key.split(".")) for key in load_catalog().tables}
    manifest = read_manifest(refreshed.home, current_snapshot_id(refreshed.home))

    made = [key for key in _materialised(refreshed.instance, refreshed.result) if key in tables]
    assert set(made) == tables
    assert len(made) == len(tables)
    checked = [one for one in _checked(refreshed.instance, refreshed.result) if one.asset_key in tables]
    assert [one.check_name for one in checked] == [warning.name for warning in manifest.warnings] != []
    # Nothing that was planned, put out or written as a line comes on top for each table.
    logged = refreshed.instance.all_logs(refreshed.result.run_id)
    assert len([entry for entry in logged if entry.step_key == "snapshot__published"]) < len(made) + len(checked) + 10


def test_a_check_that_passes_again_is_recorded_once(instance: DagsterInstance) -> None:
    broken = CheckOutcome(
        "core.task", load_catalog().table("core.task").checks[0].name, "block", 1, "task_id = planted"
    )
    passed = replace(broken, broken_rows=0, example=None)
    instance.report_runless_asset_event(next(changed_evaluations(instance, [broken])))

    told = list(changed_evaluations(instance, [passed]))
    instance.report_runless_asset_event(told[0])

    assert [evaluation.passed for evaluation in told] == [True]
    assert list(changed_evaluations(instance, [passed])) == []


def test_a_check_that_is_executed_by_hand_reports_what_the_published_build_found(
    refreshed: Refreshed, instance: DagsterInstance
) -> None:
    key = AssetCheckKey(AssetKey(["core", "task"]), load_catalog().table("core.task").checks[0].name)
    everything = build_definitions().resolve_implicit_global_asset_job_def()

    result = everything.get_subset(asset_check_selection={key}).execute_in_process(instance=instance)

    assert [(found.asset_check_key, found.passed) for found in result.get_asset_check_evaluations()] == [(key, True)]


def test_a_held_cell_fails_its_rule_in_its_month_only_and_says_where_it_stands(
    home: Home, instance: DagsterInstance
) -> None:
    for month, revenue in ((2, 1200), (3, "约一千二")):
        name = f"2015-{month:02d}_财务状况.xlsx"
        row = {"credit_code": CODE, "name": "样例有限公司", "revenue_ytd": revenue}
        write_template(
            MONTHLY_FINANCIAL_RETURN, home.inbox / name, built_in().units, period=Period(2015, month=month), rows=[row]
        )
        settle(home.inbox / name)

    _refresh(instance)

    found = _evaluations(instance, "monthly_financial_return")
    assert {month: outcome.passed for month, outcome in found.items()} == {"2015-02": True, "2015-03": False}
    assert found["2015-03"].metadata["held_cells"].value == 1
    assert "2015-03_财务状况.xlsx" in str(found["2015-03"].metadata["first_cells"].value)
    assert "| not_a_number | 1 |" in str(found["2015-03"].metadata["rules"].value)
    assert "| missing_value | 0 |" in str(found["2015-03"].metadata["rules"].value)
    key = AssetCheckKey(AssetKey(["stage", "monthly_financial_return"]), NO_CELL_IS_HELD)
    for state in instance.event_log_storage.get_asset_check_partition_info([key]):
        # Dagster shows the state of a partition only where it is about its newest materialisation.
        assert state.latest_target_materialization_storage_id == state.latest_materialization_storage_id is not None


def test_a_decision_about_a_cell_is_seen_by_the_next_run(home: Home, instance: DagsterInstance) -> None:
    name = "2015-03_财务状况.xlsx"
    row = {"credit_code": CODE, "name": "样例有限公司", "revenue_ytd": "约一千二"}
    write_template(
        MONTHLY_FINANCIAL_RETURN, home.inbox / name, built_in().units, period=Period(2015, month=3), rows=[row]
    )
    settle(home.inbox / name)
    _refresh(instance)
    assert _metadata(instance, "raw", "delivery")["cells_held"] == 1
    (held,) = list_held(home).rows(named=True)
    decide(home, held["held_cell_id"], DecisionKind.CORRECTED, value="1200", person="statistics bureau", reason="asked")

    _refresh(instance)
    released = _metadata(instance, "snapshot", "published")
    assert (released["compared_with"], released["values_dropped"]) == ("000001", 0)
    assert "held_cell" in str(released["changes"])

    found = _evaluations(instance, "monthly_financial_return")
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
    shutil.rmtree(staged_path(filled_inbox, number))

    outcomes = rule_outcomes(filled_inbox, [("monthly_financial_return", "2015-03")])

    assert outcomes
    assert not any(outcome.is_passed for outcome in outcomes)


def test_a_partition_that_was_due_and_has_not_arrived_is_a_warning_of_its_form(refreshed: Refreshed) -> None:
    found = _evaluations(refreshed.instance, "monthly_financial_return", "every_due_partition_has_arrived")
    # April to June 2015 were due long ago; nobody knows when February and March came, before the first load.
    assert not found[None].passed
    assert found[None].metadata["missing_periods"].value == 3
    observed = refreshed.instance.fetch_observations(AssetKey(["stage", "monthly_financial_return"]), limit=20).records
    states = {record.partition_key: record.asset_observation.metadata["state"].value for record in observed}  # type: ignore[union-attr]
    assert states == {
        "2015-02": "back_loaded",
        "2015-03": "back_loaded",
        **dict.fromkeys(("2015-04", "2015-05", "2015-06"), "missing"),
    }
