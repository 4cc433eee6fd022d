"""Ends the runs that a power cut left under way: nothing of them lives, and they hold the queue and the pool.

`longmai up` calls it before it starts anything that launches runs, and only one service has a data directory
(`service_lock`): so whatever is recorded as under way then is dead. Without it the queue would wait for the run
monitor, hours later, and the first build at the start, which comes before the monitor, for ever.
"""

from dagster import DagsterInstance, DagsterRunStatus, RunsFilter

_UNDER_WAY = [
    DagsterRunStatus.NOT_STARTED,
    DagsterRunStatus.STARTING,
    DagsterRunStatus.STARTED,
    DagsterRunStatus.CANCELING,
]
"""Not those that are queued: the daemon launches them."""


def end_cut_off_runs(instance: DagsterInstance) -> int:
    """Marks them as failed and frees their slots; how many there were."""
    runs = instance.get_runs(RunsFilter(statuses=_UNDER_WAY))
    for run in runs:
        instance.report_run_failed(run, "Cut off: the service ended under this run.")
        instance.event_log_storage.free_concurrency_slots_for_run(run.run_id)
    return len(runs)


if __name__ == "__main__":
    with DagsterInstance.get() as current:
        print(f"{end_cut_off_runs(current)} runs were cut off.")
