"""DAGSTER_HOME inside the data directory, and the environment for it."""

from warehouse.archive.home import Home

TOKEN = "LONGMAI_OPERATOR_TOKEN"
"""Passes the secret of Dagster's pages: all users can read the arguments of a process, but not its environment."""

# Without a maximum runtime, a run left STARTED by a power cut would block all later runs: the data directory allows one
# writer at a time (reliability.md, 6.5).
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
    """Writes dagster.yaml if missing, and returns the environment for processes that use it.

    An existing file is not changed, so that operators can edit it.
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
