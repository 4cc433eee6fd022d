"""A programme folder as bytes by path. Bounds hold before anything is parsed."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterator, Mapping
from pathlib import Path

from warehouse.programme.mistakes import MOST_MISTAKES, Mistake, MistakesFound, Place, mistake

MOST_FILES = 500
MOST_BYTES = 8_000_000
MOST_BYTES_OF_A_FILE = 2_000_000
MOST_LEVELS = 3
MOST_CHARACTERS_OF_A_LINE = 2_000
MOST_PARTS_OF_A_KEY = 4
MOST_COLUMNS = 500
_NAME = re.compile(r"(?!\.)[a-z0-9_@.-]{1,100}")
# Five dotted parts where a key may begin: at the start of a line or inside { }. A line bounds parts and blanks.
_PART = r"(?:[A-Za-z0-9_-]+|\"[^\"\n]*\"|'[^'\n]*')"
_LONG_KEY = re.compile(
    rf"(?:^|[{{,])[ \t]*\[{{0,2}}[ \t]*{_PART}(?:[ \t]*\.[ \t]*{_PART}){{{MOST_PARTS_OF_A_KEY}}}[ \t]*[\].=]"
)


def read_folder(path: Path) -> Mapping[str, bytes]:
    """The files of a folder by their path inside it; hidden files and folders are not part of a programme.

    Raises ProgrammeBroken for more or larger files than the bounds allow, names outside the rule and links.
    """
    found: dict[str, bytes] = {}
    mistakes: list[Mistake] = []
    total = 0
    for name, entry in _entries(path, "", 1):
        place = Place(name)
        if not _is_file_name(name):
            mistakes.append(mistake(place, "not_a_file_name", name=name))
        elif not stat.S_ISREG(entry.stat(follow_symlinks=False).st_mode):
            mistakes.append(mistake(place, "not_a_regular_file", name=name))
        elif (size := entry.stat(follow_symlinks=False).st_size) > MOST_BYTES_OF_A_FILE:
            mistakes.append(_too_large(place, "Bytes of the file", "文件字节数", size, MOST_BYTES_OF_A_FILE))
        elif (total := total + size) > MOST_BYTES:
            raise MistakesFound(
                mistakes=[_too_large(Place("."), "Bytes of all files", "全部文件字节数", total, MOST_BYTES)]
            )
        elif len(found) == MOST_FILES:
            raise MistakesFound(mistakes=[_too_large(Place("."), "Files", "文件数", MOST_FILES + 1, MOST_FILES)])
        else:
            with Path(entry.path).open("rb") as file:
                found[name] = file.read(MOST_BYTES_OF_A_FILE + 1)
        if len(mistakes) >= MOST_MISTAKES:
            break
    if mistakes:
        raise MistakesFound(mistakes=mistakes)
    return found


def _entries(folder: Path | str, before: str, level: int) -> Iterator[tuple[str, os.DirEntry[str]]]:
    with os.scandir(folder) as scanned:
        entries = sorted(scanned, key=lambda entry: entry.name)
    for entry in entries:
        if entry.name.startswith("."):
            continue
        name = f"{before}{entry.name}"
        if entry.is_dir(follow_symlinks=False) and level < MOST_LEVELS:
            yield from _entries(entry.path, f"{name}/", level + 1)
        else:
            yield name, entry


def check_bounds(files: Mapping[str, bytes]) -> list[Mistake]:
    """What exceeds the bounds of a folder or of a single file, for files from wherever."""
    if len(files) > MOST_FILES:
        return [_too_large(Place("."), "Files", "文件数", len(files), MOST_FILES)]
    total = sum(map(len, files.values()))
    if total > MOST_BYTES:
        return [_too_large(Place("."), "Bytes of all files", "全部文件字节数", total, MOST_BYTES)]
    mistakes = []
    for name, content in files.items():
        if not _is_file_name(name):
            mistakes.append(mistake(Place(name[:100]), "not_a_file_name", name=name))
        elif len(content) > MOST_BYTES_OF_A_FILE:
            mistakes.append(
                _too_large(Place(name), "Bytes of the file", "文件字节数", len(content), MOST_BYTES_OF_A_FILE)
            )
    return mistakes


def check_lines(file: str, text: str) -> Mistake | None:
    """The first line that is too long, or names a key of too many parts."""
    for number, line in enumerate(text.split("\n"), start=1):
        if len(line) > MOST_CHARACTERS_OF_A_LINE:
            place = Place(file, number)
            return _too_large(place, "Characters of the line", "本行字符数", len(line), MOST_CHARACTERS_OF_A_LINE)
        if file.endswith(".toml") and _LONG_KEY.search(line):
            place = Place(file, number, 1)
            return _too_large(place, "Parts of the key", "键的层数", line.count(".") + 1, MOST_PARTS_OF_A_KEY)
    return None


def _is_file_name(name: str) -> bool:
    parts = name.split("/")
    return len(parts) <= MOST_LEVELS + 1 and all(_NAME.fullmatch(part) for part in parts)


def _too_large(place: Place, what: str, what_zh: str, size: int, most: int) -> Mistake:
    return mistake(place, "too_large", what=what, what_zh=what_zh, size=f"{size:,}", most=f"{most:,}")
