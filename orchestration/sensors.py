"""What happens when something arrives."""

import hashlib
import json
import os
import time
from pathlib import Path

from dagster import (
    DagsterRunStatus,
    DefaultSensorStatus,
    RunRequest,
    RunsFilter,
    SensorEvaluationContext,
    SensorResult,
    SkipReason,
    sensor,
)

from orchestration.jobs import REFRESH
from orchestration.settings import read_home
from warehouse.archive.home import Home
from warehouse.archive.inbox import files_in_inbox, non_regular_files
from warehouse.archive.ledger import next_number
from warehouse.archive.names import received_name, shown
from warehouse.snapshots.refresh import has_unpublished

_RETRY_SECONDS = 600
_UNDER_WAY = [
    DagsterRunStatus.QUEUED,
    DagsterRunStatus.NOT_STARTED,
    DagsterRunStatus.STARTING,
    DagsterRunStatus.STARTED,
]

_CUT_OFF = [DagsterRunStatus.FAILURE, DagsterRunStatus.CANCELED]


@sensor(
    name="on_delivery",
    job=REFRESH,
    minimum_interval_seconds=5,
    default_status=DefaultSensorStatus.RUNNING,
    description="A file in the inbox that is no longer being written starts a refresh.",
)
def on_delivery(context: SensorEvaluationContext) -> SensorResult | SkipReason:
    """Requests one run for what lies in the inbox, unless a run that will take it is still to come or under way."""
    _tell_of_strangers(context, read_home())
    files = files_in_inbox(read_home())
    if not files:
        return _publish_what_was_cut_off(context, read_home())
    if context.instance.get_runs_count(RunsFilter(job_name=REFRESH.name, statuses=_UNDER_WAY)):
        return SkipReason(f"{len(files)} files wait for the refresh that is under way.")
    names = ", ".join(shown(received_name(path)) for path in files[:20])
    return SensorResult(
        run_requests=[
            RunRequest(
                run_key=run_key(files, time.time()),
                tags={"longmai/files": str(len(files)), "longmai/names": names},
            )
        ]
    )


def _tell_of_strangers(context: SensorEvaluationContext, home: Home) -> None:
    """A warning for each thing in the inbox that is no plain file, once as long as it lies there."""
    strangers = {stranger.name: stranger.message for stranger in non_regular_files(home.inbox)}
    told = json.loads(context.cursor or "[]")
    for name in strangers.keys() - set(told):
        context.log.warning(shown(strangers[name]))
    if sorted(strangers) != told:
        context.update_cursor(json.dumps(sorted(strangers)))


def _publish_what_was_cut_off(context: SensorEvaluationContext, home: Home) -> SensorResult | SkipReason:
    """Asks once more where a run took files in and ended before it published them: no file is left to ask by itself."""
    latest = context.instance.get_runs(RunsFilter(job_name=REFRESH.name), limit=1)
    if not latest or latest[0].status not in _CUT_OFF or not has_unpublished(home):
        return SkipReason("The inbox is empty.")
    # By the newest submission, so that what fails again waits for a person.
    return SensorResult(run_requests=[RunRequest(run_key=f"unpublished-{next_number(home) - 1}")])


def run_key(files: list[Path], now: float) -> str:
    """The same files ask once; files that a failed run left behind ask again after ten minutes."""
    digest = hashlib.sha256()
    for path in files:
        try:
            state = path.stat()
        except FileNotFoundError:
            continue  # another watcher took it
        digest.update(os.fsencode(path.name) + f"\0{state.st_size}\0{state.st_mtime_ns}\0".encode())
    return f"{digest.hexdigest()[:16]}-{int(now // _RETRY_SECONDS)}"
