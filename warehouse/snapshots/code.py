"""The hash of the code and rules that a snapshot was made with: tells a change of rules from a change of data."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

import warehouse

_MAKES_DATA = {".py", ".sql", ".toml", ".csv"}


@cache
def code_sha256() -> str:
    """Over every code, SQL and rule file of the warehouse but the generator of samples."""
    root = Path(warehouse.__file__).parent
    digest = hashlib.sha256()
    for path in sorted(root.rglob("*")):
        name = path.relative_to(root)
        if path.suffix in _MAKES_DATA and name.parts[0] != "sample":
            digest.update(f"{name.as_posix()}\n".encode())
            digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()
