"""File names as sent: data that is stored and shown, never a path and never a command to a terminal."""

from __future__ import annotations

import os
from pathlib import Path


def received_name(path: Path) -> str:
    """The name of a file as text. Bytes that are not UTF-8 are GB18030, as Windows programs pack them, or escaped."""
    raw = os.fsencode(path.name)
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return raw.decode("ascii", "backslashreplace")


def shown(text: str) -> str:
    """Text for one line of a terminal or a log: what moves the cursor, turns the writing round or breaks the line
    is escaped (`\\n`, `\\u202e`)."""
    return "".join(
        character if character.isprintable() else character.encode("unicode_escape").decode("ascii")
        for character in text
    )
