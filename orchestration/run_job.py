"""Runs one job in this process and records it in Dagster's instance: `python -m orchestration.run_job refresh`."""

import sys

from dagster import DagsterInstance

from orchestration.definitions import definitions


def main() -> int:
    """The exit code: 0 when the job succeeded."""
    with DagsterInstance.get() as instance:
        job = definitions.resolve_job_def(sys.argv[1])
        result = job.execute_in_process(instance=instance, raise_on_error=False)
    return 0 if result.success else 1


if __name__ == "__main__":
    sys.exit(main())
