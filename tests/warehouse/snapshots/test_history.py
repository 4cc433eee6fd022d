"""Who knows an older snapshot is told every release that leads to the published one."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from warehouse.archive.home import Home
from warehouse.errors import SnapshotDamaged
from warehouse.snapshots.manifest import Manifest, manifest_path, snapshot_path, to_json
from warehouse.snapshots.past.history import releases_after


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path).ensure()


def publish(home: Home, number: int, compared_with: int | None) -> None:
    moment = datetime(2016, 4, 16)  # noqa: DTZ001 - instants are UTC without a zone
    before = None if compared_with is None else f"{compared_with:06d}"
    manifest = Manifest(f"{number:06d}", number, moment, moment, "0", "0", 1, {}, (), 0, "", compared_with=before)
    manifest_path(home, manifest.snapshot_id).write_text(to_json(manifest), "utf-8")
    switch(home, number)


def switch(home: Home, number: int) -> None:
    home.current.unlink(missing_ok=True)
    home.current.symlink_to(snapshot_path(home, f"{number:06d}"))


def told(home: Home, number: int) -> list[int]:
    return [release.snapshot_number for release in releases_after(home, number)]


def test_the_releases_since_are_told_oldest_first(home: Home) -> None:
    assert told(home, 0) == []
    for number in range(1, 6):
        publish(home, number, number - 1 or None)

    assert told(home, 5) == []
    assert told(home, 2) == [3, 4, 5]
    assert told(home, 0) == [1, 2, 3, 4, 5]


def test_what_is_no_longer_kept_is_left_out_and_can_be_seen(home: Home) -> None:
    for number in range(1, 6):
        publish(home, number, number - 1 or None)
    manifest_path(home, "000003").unlink()

    assert told(home, 1) == [4, 5]
    assert releases_after(home, 1)[0].compared_with == "000003"


def test_releases_that_were_rolled_back_are_no_part_of_the_way(home: Home) -> None:
    publish(home, 5, 4)
    publish(home, 6, 5)
    publish(home, 7, 6)
    switch(home, 5)
    assert told(home, 7) == [5]

    publish(home, 8, 5)
    assert told(home, 7) == [8]
    assert told(home, 4) == [5, 8]


def test_a_number_that_was_never_given_brings_the_published_one(home: Home) -> None:
    publish(home, 3, 2)

    assert told(home, 999) == [3]


def test_a_manifest_that_cannot_be_read_is_an_error(home: Home) -> None:
    publish(home, 3, 2)
    manifest_path(home, "000003").write_text("{", "utf-8")

    with pytest.raises(SnapshotDamaged):
        releases_after(home, 1)
