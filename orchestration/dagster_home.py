"""Dagster's own home inside the data directory, and the environment that points to it."""

from warehouse.archive.home import Home

TOKEN = "LONGMAI_OPERATOR_TOKEN"
"""The environment hands the secret of Dagster's pages over: the arguments of a process are everybody's to read."""

# A run that a power cut left STARTED would block every later one without a maximum runtime, and one writer at a time
# is what the data directory allows (reliability.md, 6.5).
_INSTANCE = """\
telemetry:
  enabled: false
nux:
  enabled: false
run_monitoring:
  enabled: true
  poll_interval_seconds: 15
  max_runtime_seconds: 7200
  free_slots_after_run_end_seconds: 60
concurrency:
  pools:
    default_limit: 1
  runs:
    max_concurrent_runs: 2
retention:
  sensor:
    purge_after_days:
      skipped: 2
      success: 30
"""


def write_dagster_home(home: Home) -> dict[str, str]:
    """Writes dagster.yaml where there is none, and returns the environment for every process that uses it.

    A file that an operator has changed stays as it is.
    """
    home.dagster.mkdir(parents=True, exist_ok=True)
    instance = home.dagster / "dagster.yaml"
    if not instance.exists():
        instance.write_text(_INSTANCE, "utf-8")
    return {
        "LONGMAI_HOME": str(home.root),
        "DAGSTER_HOME": str(home.dagster),
        "DAGSTER_DISABLE_TELEMETRY": "yes",
        "PYTHONUNBUFFERED": "1",
    }
