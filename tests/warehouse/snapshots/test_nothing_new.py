"""When a refresh has nothing to do: a build would give the published tables again."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from warehouse.archive.home import Home
from warehouse.decisions.exemptions import record_exemption
from warehouse.errors import LedgerDamaged
from warehouse.ingestion.receive import ingest_file
from warehouse.reading.child import ChildReader
from warehouse.snapshots import refresh as refreshing
from warehouse.snapshots.manifest import snapshot_path
from warehouse.snapshots.past import past
from warehouse.snapshots.refresh import published_if_current, refresh

NOW = datetime(2016, 4, 20, tzinfo=UTC)


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory, reader: ChildReader) -> Home:
    home = Home(tmp_path_factory.mktemp("nothing_new") / "data").ensure()
    file = Path(__file__).parents[2] / "data" / "output_2016-02.csv"
    ingest_file(home, file, received_at=NOW - timedelta(days=1), reader=reader)
    refresh(home)
    return home


@pytest.fixture
def published(template: Home, tmp_path: Path) -> Home:
    shutil.copytree(template.root, tmp_path / "data", symlinks=True)
    return Home(tmp_path / "data")


def test_a_snapshot_that_knows_every_entry_is_current(published: Home) -> None:
    manifest = published_if_current(published)

    assert manifest is not None and manifest.snapshot_id == "000001"


def test_a_new_entry_of_any_kind_is_something_new(published: Home) -> None:
    record_exemption(
        published, subject_id="E1", form_id="monthly_output_return", first_period="2016-01", last_period="2016-02",
        reason="停产", decided_by="王某", decided_at=NOW,
    )  # fmt: skip

    assert published_if_current(published) is None


def test_other_code_or_rules_are_something_new(published: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(refreshing, "code_sha256", lambda: "another")

    assert published_if_current(published) is None


def test_time_that_alters_a_table_is_something_new(published: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(past, "is_altered", lambda *_: True)

    assert published_if_current(published) is None


def test_another_instant_is_something_new(published: Home) -> None:
    assert published_if_current(published, NOW) is None


def test_a_published_file_that_was_written_to_is_built_again(published: Home) -> None:
    path = snapshot_path(published, "000001")
    path.chmod(0o644)
    with path.open("ab") as file:
        file.write(b"?")

    assert published_if_current(published) is None


def test_a_ledger_that_was_tampered_with_is_not_passed_over(published: Home) -> None:
    entry = published.archive / "submissions" / "000001.json"
    entry.write_bytes(entry.read_bytes().replace(b"2016-02", b"2016-03"))

    with pytest.raises(LedgerDamaged):
        published_if_current(published)
