"""Lets schemathesis ask the running server, on the made rows, with the API's own schema: `make fuzz`.

    python -m tests.graph.fuzzing .venv-fuzz/bin/schemathesis --seed 1 --max-examples 50

Everything after the program goes to it. It ends as schemathesis ends: 0 where no answer was a fault of the server.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from tests.graph.comparing import made_store
from tests.graph.running import running


def _main() -> None:
    program, *options = sys.argv[1:]
    with tempfile.TemporaryDirectory() as folder, running(made_store(Path(folder))) as served:
        # Python's hashes decide in which order schemathesis tries fields.
        command = [program, "run", f"{served.http}/graphql", "--checks", "not_a_server_error", "--no-color", *options]
        raise SystemExit(subprocess.run(command, env={"PYTHONHASHSEED": "0"}, check=False).returncode)


if __name__ == "__main__":
    _main()
