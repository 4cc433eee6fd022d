"""P7: a snapshot that nobody renews is an alarm within a day and a half, whatever else stands still."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest
from dagster import AssetMaterialization, DagsterInstance
from dagster._core.definitions.freshness import FreshnessState
from dagster._core.definitions.freshness_evaluator import TimeWindowFreshnessPolicyEvaluator
from dagster._core.loader import LoadingContextForTest

from orchestration.assets.tables import SNAPSHOT
from orchestration.definitions import build_definitions
from tests.reliability.conftest import Figures


def state_after(hours: float, monkeypatch: pytest.MonkeyPatch) -> FreshnessState:
    """What Dagster's daemon says of the snapshot so long after it was published last."""
    with DagsterInstance.ephemeral() as instance:
        instance.report_runless_asset_event(AssetMaterialization(SNAPSHOT))
        later = (datetime.now(UTC) + timedelta(hours=hours)).timestamp()
        monkeypatch.setattr("dagster._core.definitions.freshness_evaluator.get_current_timestamp", lambda: later)
        node = build_definitions().resolve_asset_graph().get(SNAPSHOT)
        context = LoadingContextForTest(instance)
        return asyncio.run(TimeWindowFreshnessPolicyEvaluator().evaluate_freshness(context, node))


@pytest.mark.parametrize(
    ("hours", "state"),
    [(1, FreshnessState.PASS), (27, FreshnessState.WARN), (37, FreshnessState.FAIL)],
)
def test_a_snapshot_that_is_not_renewed_warns_and_then_fails(
    hours: float, state: FreshnessState, monkeypatch: pytest.MonkeyPatch, figures: Figures
) -> None:
    assert state_after(hours, monkeypatch) is state
    figures("P7", f"a snapshot that nobody renewed for {hours} hours", 1, state.value.lower())
