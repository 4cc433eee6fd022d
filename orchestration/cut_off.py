"""Marks runs that a power cut interrupted as failed: they are dead, but block the queue and the pool.

`longmai up` runs it before anything launches runs, and only one service uses a data directory (`service_lock`), so
every run recorded as running is dead. Otherwise the queue would wait hours for the run monitor, and the first build,
which precedes the monitor, forever.
"""

from dagster import DagsterInstance, DagsterRunStatus, RunsFilter

_ACTIVE = [
    DagsterRunStatus.NOT_STARTED,
    DagsterRunStatus.STARTING,
    DagsterRunStatus.STARTED,
    DagsterRunStatus.CANCELING,
]
"""Without queued runs: the daemon launches them."""


def end_cut_off_runs(instance: DagsterInstance) -> int:
    """Marks interrupted runs as failed, frees their slots, and returns their number."""
    runs = instance.get_runs(RunsFilter(statuses=_ACTIVE))
    for run in runs:
        instance.report_run_failed(run, "Cut off: the service ended under this run.")
        instance.event_log_storage.free_concurrency_slots_for_run(run.run_id)
    return len(runs)


if __name__ == "__main__":
    with DagsterInstance.get() as current:
        print(f"{end_cut_off_runs(current)} runs were cut off.")
