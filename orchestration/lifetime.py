"""Ends a run with its parent process: an orphan would write concurrently with the run that replaces it."""

import multiprocessing
import os
import signal
import threading
from multiprocessing.connection import wait

_watching = threading.Event()


def end_with_parent() -> bool:
    """Kills this process when its parent, Dagster's code server, ends. Returns whether it watches a parent.

    Not PR_SET_PDEATHSIG: it fires when the starting thread ends, and the server has many. Processes started otherwise
    (a command, a test) have no parent to watch. The writer lock is released with the process.
    """
    parent = multiprocessing.parent_process()
    if parent is None:
        return False
    if not _watching.is_set():
        _watching.set()
        threading.Thread(target=_watch, args=(parent.sentinel,), name="end-with-parent", daemon=True).start()
    return True


def _watch(sentinel: int) -> None:
    wait([sentinel])
    os.kill(os.getpid(), signal.SIGKILL)
