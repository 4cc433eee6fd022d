"""Any past state comes back from the archive alone, table for table."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING

from tests.reliability.conftest import IS_SOAK
from warehouse.archive.home import Home
from warehouse.catalog.catalog import load_catalog
from warehouse.ingestion.restage import ensure_staged
from warehouse.snapshots.manifest import Manifest, current_snapshot_id
from warehouse.snapshots.refresh import refresh

if TYPE_CHECKING:
    from tests.warehouse.releases.conftest import Province


def _differing(published: Manifest, rebuilt: Manifest) -> list[str]:
    """The tables that are not the same, but for those that say which build it is and what it replaced."""
    catalog = load_catalog()
    assert published.tables.keys() == rebuilt.tables.keys()
    return [
        key
        for key, content in rebuilt.tables.items()
        if catalog.table(key).group != "snapshot" and content != published.tables[key]
    ]


def test_every_past_state_is_rebuilt_from_the_archive_alone(province: Province, copy_of: Callable[[], Home]) -> None:
    home = copy_of()
    shutil.rmtree(home.staged)
    shutil.rmtree(home.snapshots)
    home.current.unlink()
    home.ensure()

    read_again = ensure_staged(home)
    # Each second state, from the newest back: the states between are of the same files. The long form takes all.
    steps = province.steps[:: -1 if IS_SOAK else -2]
    rebuilt = [refresh(home, step.arrived_at) for step in steps]

    assert len(read_again) == sum(len(step.files) for step in province.steps)
    for step, manifest in zip(steps, rebuilt, strict=True):
        assert manifest.as_of == step.arrived_at
        assert _differing(step.manifest, manifest) == [], step.arrived_at


def test_the_comparison_can_fail(province: Province, copy_of: Callable[[], Home]) -> None:
    home = copy_of()
    step = province.steps[-1]
    assert _differing(step.manifest, refresh(home, step.arrived_at)) == []

    a_moment_before = refresh(home, step.arrived_at - timedelta(microseconds=1))

    assert {"core.submission", "core.observation", "mart.observation"} <= set(
        _differing(step.manifest, a_moment_before)
    )
    assert current_snapshot_id(home) == a_moment_before.snapshot_id


def test_each_arrival_changed_what_is_known(province: Province) -> None:
    for before, after in zip(province.steps, province.steps[1:], strict=False):
        assert "core.observation" in _differing(before.manifest, after.manifest)
