"""The data directory, from the environment."""

import os
from pathlib import Path

from warehouse.archive.home import Home


def read_home() -> Home:
    """The data directory: LONGMAI_HOME, or ./data."""
    return Home(Path(os.environ.get("LONGMAI_HOME", "data")).resolve())
