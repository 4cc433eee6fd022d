"""A run ends with the process that started it: an orphan would write beside the run that replaces it."""

import multiprocessing
import os
import signal
import threading
from multiprocessing.connection import wait

_watching = threading.Event()


def end_with_parent() -> bool:
    """Kills this process as soon as Dagster's code server, which started it, is gone. True where it watches.

    Not PR_SET_PDEATHSIG: that fires when the thread that started us ends, and the server has many. A process that was
    started in any other way (a command, a test) is left alone. The writer's lock goes with the process.
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
