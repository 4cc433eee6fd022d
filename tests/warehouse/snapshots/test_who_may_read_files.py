"""A data directory is its owner's alone; whoever opens it to a group does so by modes that stay."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.part_of import refresh_part
from warehouse.archive.home import Home
from warehouse.archive.store import store_file
from warehouse.snapshots.manifest import manifest_path, snapshot_path


@pytest.fixture(autouse=True)
def _usual_mask() -> Iterator[None]:
    """What a shell gives: everybody may read."""
    before = os.umask(0o022)
    yield
    os.umask(before)


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def readable_by_others(root: Path) -> list[str]:
    return [str(path) for path in (root, *root.rglob("*")) if not path.is_symlink() and mode(path) & 0o077]


def test_nobody_but_the_owner_reads_a_file_of_the_data_directory(tmp_path: Path) -> None:
    delivery = tmp_path / "returns.csv"
    delivery.write_text("x", "utf-8")
    home = Home(tmp_path / "data").ensure()
    store_file(home, delivery)

    manifest = refresh_part(home, ("core.task",))

    assert readable_by_others(home.root) == []
    assert mode(home.root) == 0o700
    assert mode(snapshot_path(home, manifest.snapshot_id)) == 0o400


def test_a_directory_that_was_open_to_all_is_closed(tmp_path: Path) -> None:
    root = tmp_path / "data"
    root.mkdir(mode=0o755)

    Home(root).ensure()

    assert mode(root) == 0o700


def test_what_is_opened_to_a_group_stays_so_and_the_next_snapshot_too(tmp_path: Path) -> None:
    home = Home(tmp_path / "data").ensure()
    home.root.chmod(0o710)
    home.snapshots.chmod(0o750)

    manifest = refresh_part(home, ("core.task",))

    assert mode(home.root) == 0o710
    assert mode(snapshot_path(home, manifest.snapshot_id)) == 0o440
    assert mode(manifest_path(home, manifest.snapshot_id)) == 0o640
    assert mode(home.archive) == 0o700
