from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.warehouse.reading.hostile_files import FILES
from warehouse.reading.child import MAX_MEMORY, ChildReader

PROJECT = Path(__file__).resolve().parents[3]
GIGABYTE = 1 << 30


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, object]]:
    command = [sys.executable, "-m", "tests.warehouse.reading.hostile_files", str(tmp_path_factory.mktemp("hostile"))]
    answer = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, check=True).stdout
    found: dict[str, dict[str, object]] = json.loads(answer)
    return found


@pytest.mark.slow
@pytest.mark.skipif("LONGMAI_SOAK" not in os.environ, reason="the long form: half a minute")
@pytest.mark.parametrize("name", FILES)
def test_a_hostile_file_is_refused_within_one_gigabyte(name: str, told: dict[str, dict[str, object]]) -> None:
    assert told[name]["refusal"]
    assert isinstance(told[name]["peak_mb"], int)
    assert told[name]["peak_mb"] << 20 < GIGABYTE


def test_the_child_cannot_take_more_than_one_gigabyte(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("a,b\n1,2\n")
    with ChildReader() as reader:
        reader.read(path)
        limits = Path(f"/proc/{reader.process_id}/limits").read_text()

    (line,) = (line for line in limits.splitlines() if line.startswith("Max address space"))
    assert line.split()[3:5] == [str(MAX_MEMORY)] * 2
    assert MAX_MEMORY <= GIGABYTE
