"""The writer's lock: one at a time, and free again when its holder ends."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.waiting import PATIENCE
from warehouse.archive.home import Home
from warehouse.archive.lock import writer_lock
from warehouse.errors import Busy

HOLDER = """
import sys, time
from pathlib import Path
from warehouse.archive.home import Home
from warehouse.archive.lock import writer_lock
with writer_lock(Home(Path(sys.argv[1]))):
    print("held", flush=True)
    time.sleep(600)
"""


def test_a_second_writer_is_told_that_the_first_is_busy(tmp_path: Path) -> None:
    home = Home(tmp_path)
    with writer_lock(home), pytest.raises(Busy, match="Another process"), writer_lock(home, wait_seconds=0.2):
        pass


def test_the_lock_of_a_killed_writer_is_free_at_once(tmp_path: Path) -> None:
    holder = subprocess.Popen([sys.executable, "-c", HOLDER, str(tmp_path)], stdout=subprocess.PIPE, text=True)
    assert holder.stdout is not None
    assert holder.stdout.readline() == "held\n"
    with pytest.raises(Busy), writer_lock(Home(tmp_path), wait_seconds=0.2):
        pass
    holder.kill()
    holder.wait()

    # While its program would have slept on.
    with writer_lock(Home(tmp_path), wait_seconds=PATIENCE):
        pass
