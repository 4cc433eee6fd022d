"""The planted slip of a unit is in the files, and the build finds it and nothing else."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import duckdb

from tests.part_of import refresh_part
from warehouse.archive.home import Home
from warehouse.ingestion.receive import ingest_files
from warehouse.sample.generate import generate


def test_the_planted_slip_is_found_and_nothing_else(tmp_path: Path) -> None:
    report = generate(tmp_path / "out", enterprises=20, months=7, unit_slip=True)
    truth = json.loads(report.truth.read_text(encoding="utf-8"))
    planted = [cell for cell in truth["dirty_cells"] if cell["kind"] == "unit_slip"]
    home = Home(tmp_path / "home").ensure()

    ingest_files(home, sorted((tmp_path / "out").iterdir()), received_at=datetime(2014, 9, 1, tzinfo=UTC))
    refresh_part(home, ("core.suspicion", "core.enterprise", "mart.observation"))

    (path,) = (tmp_path / "home").rglob("*.duckdb")
    with duckdb.connect(str(path), read_only=True) as snapshot:
        found = snapshot.execute(
            "select distinct suspicion.period, enterprise.credit_code, suspicion.value::bigint "
            "from core.suspicion "
            "join core.enterprise using (enterprise_id) where suspicion.severity = 'held' "
            "order by suspicion.value"
        ).fetchall()
        in_force = snapshot.execute(
            "select count(*) from mart.observation "
            "join (select observation_id, submission_id from core.suspicion where severity = 'held') "
            "using (observation_id, submission_id)"
        ).fetchall()
    assert len(planted) == 2
    assert in_force == [(0,)]
    assert found == sorted(
        ((cell["period"], cell["credit_code"], int(cell["text"])) for cell in planted), key=lambda row: row[2]
    )


def test_an_ordinary_sample_has_no_slip(tmp_path: Path) -> None:
    report = generate(tmp_path / "out", enterprises=20, months=7)

    truth = json.loads(report.truth.read_text(encoding="utf-8"))
    assert not [cell for cell in truth["dirty_cells"] if cell["kind"] == "unit_slip"]
