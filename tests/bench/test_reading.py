import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bench import reading
from bench.reading import WAYS, Measured, measure_reading
from bench.reading_files import KINDS
from orchestration.cli import app
from warehouse.errors import CheckFailed


def test_the_bench_prints_every_way_of_every_file_and_all_read_the_same_numbers() -> None:
    result = CliRunner().invoke(app, ["bench", "reading", "--rows", "30", "--rounds", "1", "--json"])

    assert result.exit_code == 0, result.output
    lines = json.loads(result.stdout)
    assert [(line["kind"], line["way"]) for line in lines] == [(kind, way) for kind in KINDS for way in WAYS]
    assert all(line["peak_mb"] > 0 and line["seconds"] > 0 for line in lines)


def test_a_way_that_reads_other_numbers_ends_the_bench(monkeypatch: pytest.MonkeyPatch) -> None:
    def measure(way: str, small: Path, large: Path) -> Measured:
        return Measured(1.0, 1.0, 1.0, 1.0, "12.5" if way != "typed" else "12.4")

    monkeypatch.setattr(reading, "_measure_apart", measure)

    with pytest.raises(CheckFailed, match="did not read the same numbers"):
        measure_reading(3, 1)
