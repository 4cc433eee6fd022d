"""A kept snapshot answers for an instant exactly where a rebuild as of that instant would give the same tables."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from tests.waiting import IS_SOAK
from warehouse.archive.home import Home
from warehouse.archive.lock import writer_lock
from warehouse.archive.revisions import record_revision
from warehouse.catalog.catalog import load_catalog
from warehouse.decisions.exemptions import record_exemption
from warehouse.domain.moment import CHINA_TIME, parse_moment
from warehouse.errors import InvalidArgument, SnapshotNotFound
from warehouse.snapshots.manifest import (
    Manifest,
    current_snapshot_id,
    manifest_path,
    read_manifest,
    read_manifests,
    snapshot_path,
)
from warehouse.snapshots.past.as_of_snapshot import build_beside, remove_beside
from warehouse.snapshots.past.past import PastStates
from warehouse.snapshots.publish import rollback
from warehouse.snapshots.refresh import refresh
from warehouse.snapshots.releases.diff import NOT_COMPARED

if TYPE_CHECKING:
    from tests.warehouse.releases.conftest import Province

MOMENT = timedelta(microseconds=1)
ALL = [key for key, table in load_catalog().tables.items() if table.group != NOT_COMPARED]


def _contents(manifest: Manifest) -> dict[str, object]:
    return {key: manifest.tables[key] for key in ALL}


@pytest.fixture
def home(copy_of: Callable[[], Home]) -> Home:
    return copy_of()


def test_each_published_state_answers_for_its_own_instant(province: Province) -> None:
    past = PastStates(province.home)

    found = [past.find(step.arrived_at, ALL) for step in province.steps]

    assert found == [step.manifest.snapshot_id for step in province.steps]


def test_a_moment_before_an_arrival_is_told_by_the_snapshot_before_it(province: Province) -> None:
    past = PastStates(province.home)
    before, after = province.steps[1:3]

    assert past.find(after.arrived_at - MOMENT, ["core.observation"]) == before.manifest.snapshot_id


def test_every_table_that_reads_the_instant_of_the_build_says_when_time_alters_it() -> None:
    tables = load_catalog().tables
    reading = {key for key, table in tables.items() if "stage.build" in table.reads and table.group != NOT_COMPARED}

    assert {key for key, table in tables.items() if table.clock_sql is not None} == reading


# An instant before, one at which only days are others, one at which tasks are due. The long form takes those between.
@pytest.mark.parametrize("hours", [-1, 24, 24 * 16, *([1, 24 * 4, 24 * 7, 24 * 15] if IS_SOAK else [])])
def test_a_snapshot_answers_for_no_table_that_a_rebuild_would_make_otherwise(home: Home, hours: int) -> None:
    newest = read_manifests(home)[-1]
    instant = newest.as_of + timedelta(hours=hours)
    past = PastStates(home)
    answered = {key for key in ALL if past.answers(newest.snapshot_id, instant, [key])}

    rebuilt = refresh(home, instant)

    altered = {key for key in ALL if rebuilt.tables[key] != newest.tables[key]}
    assert not answered & altered
    if hours > 0:
        assert {"core.observation", "mart.observation", "core.target"} <= answered


def test_a_day_later_the_days_late_are_others_and_the_values_are_not(province: Province) -> None:
    step = province.steps[1]
    past = PastStates(province.home)
    instant = step.arrived_at + timedelta(days=10)

    with pytest.raises(SnapshotNotFound, match="deadlines or dated changes lie between"):
        past.find(instant, ["mart.reporting_status"])
    assert past.find(instant, ["mart.observation"]) == step.manifest.snapshot_id


def test_a_revision_of_the_programme_applied_since_is_not_known_to_a_snapshot(home: Home) -> None:
    newest = read_manifests(home)[-1]
    applied_at = newest.as_of + timedelta(hours=1)
    past = PastStates(home)
    assert past.answers(newest.snapshot_id, applied_at, ["core.observation"])

    with writer_lock(home):
        record_revision(
            home, {"cards.toml": b""}, programme_id="x", schema=1, by="王芳", reason="卡片", applied_at=applied_at
        )

    assert not past.answers(newest.snapshot_id, applied_at, ["core.observation"])
    assert past.answers(newest.snapshot_id, applied_at - MOMENT, ["core.observation"])


def test_archive_and_snapshots_of_a_version_without_programmes_answer_as_before(home: Home) -> None:
    newest = read_manifests(home)[-1]
    written = manifest_path(home, newest.snapshot_id)
    fields = json.loads(written.read_text("utf-8"))
    del fields["tables"]["core.programme"]
    written.chmod(0o600)
    written.write_text(json.dumps(fields), "utf-8")
    applied = home.archive / "programmes"

    # The first writer applies the built-in programme, which changes no answer.
    assert PastStates(home).find(newest.as_of, ["core.observation"]) == newest.snapshot_id
    applied.rename(home.root / "elsewhere")
    assert PastStates(home).find(newest.as_of, ["core.observation"]) == newest.snapshot_id


def test_an_exemption_recorded_since_is_not_known_to_a_snapshot(home: Home) -> None:
    newest = read_manifests(home)[-1]
    past = PastStates(home)
    decided_at = newest.as_of + timedelta(hours=1)
    assert past.answers(newest.snapshot_id, decided_at, ["core.observation"])

    record_exemption(
        home,
        subject_id="E000000001",
        form_id="monthly_financial_return",
        first_period="2014-03",
        last_period="2014-03",
        reason="flood",
        decided_by="a",
        decided_at=decided_at,
    )

    assert not past.answers(newest.snapshot_id, decided_at, ["core.observation"])
    assert past.answers(newest.snapshot_id, decided_at - MOMENT, ["core.observation"])


def test_an_instant_before_the_first_submission_is_refused(province: Province) -> None:
    with pytest.raises(InvalidArgument, match="before the first submission: it came at 2014-01-15T02:00:00Z"):
        PastStates(province.home).find(province.steps[0].arrived_at - MOMENT, ALL)


def test_today_is_as_far_as_it_has_come(home: Home) -> None:
    newest = refresh(home)
    today = parse_moment(datetime.now(CHINA_TIME).date().isoformat())

    assert PastStates(home).find(today, ["core.observation"]) == newest.snapshot_id
    assert PastStates(home).answers(newest.snapshot_id, today, ["core.observation"])


def test_an_instant_to_come_is_refused(province: Province) -> None:
    with pytest.raises(InvalidArgument, match="in the future"):
        PastStates(province.home).find(datetime.now(UTC) + timedelta(minutes=1), ALL)


def test_a_past_state_is_built_beside_and_is_what_a_rebuild_gives(home: Home) -> None:
    in_force = current_snapshot_id(home)
    instant = read_manifests(home)[-1].as_of + timedelta(days=40)
    with pytest.raises(SnapshotNotFound, match="--as-of 2014-07-25T02:00:00Z --beside"):
        PastStates(home).find(instant, ALL)

    beside, is_new = build_beside(home, instant)

    assert is_new
    assert current_snapshot_id(home) == in_force
    assert PastStates(home).find(instant, ALL) == beside.snapshot_id
    assert _contents(beside) == _contents(refresh(home, instant))


def test_what_a_kept_snapshot_tells_already_is_not_built(home: Home) -> None:
    newest = read_manifests(home)[-1]

    manifest, is_new = build_beside(home, newest.as_of)

    assert (manifest.snapshot_id, is_new) == (newest.snapshot_id, False)
    assert not home.beside.exists()


def test_past_states_are_retired_by_themselves_and_never_the_published_ones(home: Home) -> None:
    published = read_manifests(home)
    built = [
        build_beside(home, published[-1].as_of + timedelta(days=40 + day), retained=2)[0].snapshot_id
        for day in range(3)
    ]

    assert [snapshot_path(home, snapshot_id).exists() for snapshot_id in built] == [False, True, True]
    assert [manifest_path(home, snapshot_id).exists() for snapshot_id in built] == [False, True, True]
    assert read_manifests(home) == published


def test_a_past_state_comes_never_into_force_and_can_be_removed(home: Home) -> None:
    instant = read_manifests(home)[-1].as_of + timedelta(days=40)
    beside, _ = build_beside(home, instant)
    assert read_manifest(home, beside.snapshot_id) == beside
    with pytest.raises(InvalidArgument, match="never comes into force"):
        rollback(home, beside.snapshot_id)

    with writer_lock(home):
        remove_beside(home, beside.snapshot_id)

    with pytest.raises(SnapshotNotFound):
        PastStates(home).find(instant, ALL)
    with pytest.raises(InvalidArgument, match="not a past state"):
        remove_beside(home, current_snapshot_id(home))
