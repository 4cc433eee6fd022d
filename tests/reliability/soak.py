"""`make soak`: the long form in two parts side by side, then the table of docs/reliability.md."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).parent
PARTS = (
    (
        "test_pipeline.py", "test_recovery.py", "test_durability.py", "test_upgrade_path.py", "test_inbox.py",
        "test_received_files.py", "test_received_values.py", "../orchestration/test_retries.py",
        "../orchestration/test_freshness.py", "../orchestration/test_cut_off.py", "../graph/test_endurance.py",
        "../graph/test_publish_under_load.py", "../graph/test_past_states.py", "../warehouse/releases/test_as_of.py",
        "../warehouse/releases/test_past_states.py",
    ),
    (
        "test_power_cut.py", "test_fault_points.py", "test_received_tables.py",
        "../warehouse/reading/test_hostile_files.py", "../warehouse/transforms/test_plain_cells.py",
    ),
)  # fmt: skip
"""About as long each, on two cores; the second part is what works the processor most."""


def main(arguments: list[str]) -> int:
    """The exit code: 0 where both parts passed. Prints what each said, then the table."""
    started = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        rows = Path(os.environ.get("LONGMAI_SOAK_ROWS", Path(folder) / "rows"))
        rows.touch()
        parts = [
            subprocess.Popen(
                [sys.executable, "-m", "pytest", *[str(HERE / name) for name in names], "-rs",
                 f"--basetemp={Path(folder) / names[0]}", *arguments],
                env={**os.environ, "LONGMAI_SOAK": "1", "LONGMAI_SOAK_ROWS": str(rows)},
            )
            for names in PARTS
        ]  # fmt: skip
        codes = [part.wait() for part in parts]
        print_table(rows)
    print(f"\n{(time.monotonic() - started) / 60:.0f} minutes; {'passed' if not any(codes) else 'FAILED'}.")
    return max(codes)


def print_table(rows: Path) -> None:
    """What the tests noted, by row; the last note of the same thing counts."""
    noted: dict[tuple[str, str], tuple[int, str]] = {}
    for line in rows.read_text("utf-8").splitlines():
        promise, what, times, figure = json.loads(line)
        noted[promise, what] = (times, figure)
    print("\n| row | what was run | how often | figure |\n| --- | --- | --- | --- |")
    for promise, what in sorted(noted, key=lambda key: (key[0][0], int(key[0][1:]))):
        times, figure = noted[promise, what]
        print(f"| {promise} | {what} | {times:,} | {figure} |")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
