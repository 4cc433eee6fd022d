"""The first load of `longmai up` does without Dagster, which is shown afterwards what came of it."""

from __future__ import annotations

import subprocess
import sys

from dagster import AssetCheckKey, AssetKey, DagsterInstance
from dagster._core.storage.asset_check_execution_record import AssetCheckExecutionRecordStatus

from orchestration.first_load import first_load
from orchestration.record import record_unrecorded
from orchestration.rule_checks import NO_CELL_IS_HELD
from tests.orchestration.conftest import settle
from warehouse.archive.home import Home


def test_what_was_loaded_without_dagster_is_shown_to_it_once(filled_inbox: Home) -> None:
    broken = filled_inbox.inbox / "2015-04_财务状况.xlsx"
    broken.write_bytes(b"PK\x03\x04 cut off")
    settle(broken)
    manifest = first_load(filled_inbox)
    instance = DagsterInstance.ephemeral()

    recorded = record_unrecorded(instance, filled_inbox)

    assert recorded > len(manifest.tables)
    assert record_unrecorded(instance, filled_inbox) == 0
    for key in manifest.tables:
        event = instance.get_latest_materialization_event(AssetKey(key.split(".")))
        assert event is not None and event.asset_materialization is not None
        assert event.asset_materialization.metadata["snapshot_id"].value == manifest.snapshot_id
    returns = AssetKey(["stage", "monthly_financial_return"])
    assert instance.get_materialized_partitions(returns) == {"2015-02", "2015-03"}
    months = instance.event_log_storage.get_asset_check_partition_info([AssetCheckKey(returns, NO_CELL_IS_HELD)])
    assert months and all(month.is_current for month in months)
    refused = AssetCheckKey(AssetKey(["raw", "delivery"]), "every_file_was_read")
    (record, *_) = instance.event_log_storage.get_asset_check_execution_history(refused, limit=1)
    assert record.status is AssetCheckExecutionRecordStatus.FAILED


def test_the_first_load_starts_without_dagster() -> None:
    loaded = "import sys, orchestration.first_load; sys.exit('dagster' in sys.modules)"

    assert subprocess.run([sys.executable, "-c", loaded], check=False).returncode == 0
