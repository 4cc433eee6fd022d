"""The sensor of the inbox."""

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
_ACTIVE = [
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
    description="A completely written file in the inbox starts a refresh.",
)
def on_delivery(context: SensorEvaluationContext) -> SensorResult | SkipReason:
    """Requests one run for the files of the inbox, unless a queued or running refresh will take them."""
    _warn_of_strangers(context, read_home())
    files = files_in_inbox(read_home())
    if not files:
        return _publish_what_was_cut_off(context, read_home())
    if context.instance.get_runs_count(RunsFilter(job_name=REFRESH.name, statuses=_ACTIVE)):
        return SkipReason(f"{len(files)} files wait for the running refresh.")
    names = ", ".join(shown(received_name(path)) for path in files[:20])
    return SensorResult(
        run_requests=[
            RunRequest(
                run_key=run_key(files, time.time()),
                tags={"longmai/files": str(len(files)), "longmai/names": names},
            )
        ]
    )


def _warn_of_strangers(context: SensorEvaluationContext, home: Home) -> None:
    """Warns once about each entry of the inbox that is not a plain file."""
    strangers = {stranger.name: stranger.message for stranger in non_regular_files(home.inbox)}
    reported = json.loads(context.cursor or "[]")
    for name in strangers.keys() - set(reported):
        context.log.warning(shown(strangers[name]))
    if sorted(strangers) != reported:
        context.update_cursor(json.dumps(sorted(strangers)))


def _publish_what_was_cut_off(context: SensorEvaluationContext, home: Home) -> SensorResult | SkipReason:
    """Requests a run if an interrupted one archived files without publishing them: no file is left to trigger it."""
    latest = context.instance.get_runs(RunsFilter(job_name=REFRESH.name), limit=1)
    if not latest or latest[0].status not in _CUT_OFF or not has_unpublished(home):
        return SkipReason("The inbox is empty.")
    # Keyed by the newest submission, so that a repeated failure is not requested again.
    return SensorResult(run_requests=[RunRequest(run_key=f"unpublished-{next_number(home) - 1}")])


def run_key(files: list[Path], now: float) -> str:
    """Key of a run: the same files request one run; files left by a failed run request another after ten minutes."""
    digest = hashlib.sha256()
    for path in files:
        try:
            state = path.stat()
        except FileNotFoundError:
            continue  # taken by another process
        digest.update(os.fsencode(path.name) + f"\0{state.st_size}\0{state.st_mtime_ns}\0".encode())
    return f"{digest.hexdigest()[:16]}-{int(now // _RETRY_SECONDS)}"
