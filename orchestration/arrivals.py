"""Freshness by partition: for each form with a calendar, whether every due month or quarter has arrived.

Dagster's freshness policy concerns a whole asset; a form with its newest month may lack the previous one.
"""

from collections.abc import Iterator

from dagster import (
    AssetCheckExecutionContext,
    AssetCheckResult,
    AssetCheckSeverity,
    AssetCheckSpec,
    AssetKey,
    AssetObservation,
    MetadataValue,
    multi_asset_check,
)

from orchestration.assets.tables import SNAPSHOT
from orchestration.metadata import Metadata, as_markdown
from orchestration.partitions import partitions_def
from orchestration.resources import HomeResource
from orchestration.retries import IO_RETRIES, only_io_is_retried
from warehouse.domain.moment import CHINA_TIME
from warehouse.forms.form import Form
from warehouse.forms.registry import FORMS
from warehouse.reporting.reminders import PeriodState, read_periods
from warehouse.snapshots.store import published

CHECK_NAME = "every_due_partition_has_arrived"

_OBSERVED = 6
"""Number of newest periods with an observation at their partition; the check reports all periods."""

COLLECTED = [form for form in FORMS.values() if form.calendar is not None]


@multi_asset_check(
    name="arrivals",
    specs=[
        AssetCheckSpec(
            CHECK_NAME,
            asset=AssetKey(["stage", form.form_id]),
            additional_deps=[SNAPSHOT],
            description="Every due form of a month or quarter has arrived by its deadline, as of the published "
            "snapshot.",
        )
        for form in COLLECTED
    ],
    retry_policy=IO_RETRIES,
    can_subset=True,
)
def ARRIVED(context: AssetCheckExecutionContext, home: HomeResource) -> Iterator[AssetCheckResult]:  # noqa: N802
    """Compares the calendar with the received reports of the published snapshot."""
    selected = context.selected_asset_check_keys
    with only_io_is_retried(), published(home.open()) as snapshot:
        periods = read_periods(snapshot.cursor())
        for form in COLLECTED:
            of_form = [state for state in periods if state.form_id == form.form_id]
            if any(key.asset_key.path[-1] == form.form_id for key in selected):
                for observation in _observations(form, of_form):
                    context.op_execution_context.log_event(observation)
                yield arrival_result(form, of_form)


def arrival_result(form: Form, periods: list[PeriodState]) -> AssetCheckResult:
    """Whether reports are missing, with the state of every period so far."""
    missing = [state for state in periods if state.missing_count]
    reports = sum(state.missing_count for state in missing)
    summary = f"Nothing is missing in {len(periods)} periods." if periods else "The form is not due yet."
    if missing:
        summary = (
            f"{reports} reports are missing in {len(missing)} of {len(periods)} periods, first {missing[0].period}."
        )
    return AssetCheckResult(
        asset_key=AssetKey(["stage", form.form_id]),
        check_name=CHECK_NAME,
        passed=not missing,
        severity=AssetCheckSeverity.WARN,
        description=summary,
        metadata={
            "missing_reports": MetadataValue.int(reports),
            "missing_periods": MetadataValue.int(len(missing)),
            "periods": MetadataValue.md(as_markdown(_row(state) for state in reversed(periods))),
        },
    )


def _observations(form: Form, periods: list[PeriodState]) -> Iterator[AssetObservation]:
    known = partitions_def(form)
    assert known is not None
    keys = set(known.get_partition_keys())
    for state in periods[-_OBSERVED:]:
        if state.period in keys:
            metadata: Metadata = {name.split(" ")[0]: MetadataValue.text(str(v)) for name, v in _row(state).items()}
            yield AssetObservation(AssetKey(["stage", form.form_id]), partition=state.period, metadata=metadata)


def _row(state: PeriodState) -> dict[str, object]:
    return {
        "period": state.period,
        "state": state.state,
        "due (China time)": f"{state.due_at.astimezone(CHINA_TIME):%Y-%m-%d %H:%M}",
        "owed": state.expected_count,
        "in": state.received_count,
        "late": state.late_count,
        "back_loaded": state.back_loaded_count,
        "missing": state.missing_count,
        "exempt": state.exempt_count,
    }
