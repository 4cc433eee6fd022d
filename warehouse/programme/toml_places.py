"""The line and column of every key of a TOML text that tomllib has accepted.

tomllib tells values without places. Because the text is known to be valid, this walk only finds where things begin: it
never judges. A property test holds both together.
"""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_right
from collections.abc import Mapping

Path = tuple[str | int, ...]
_SKIP = re.compile(r"(?:[ \t\r\n]|#[^\n]*)*")
_BLANK = re.compile(r"[ \t]*")
_KEY = re.compile(r'[A-Za-z0-9_-]+|"(?:[^"\\\n]|\\.)*"|\'[^\'\n]*\'')
_STRING = re.compile(
    r'"""(?:[^"\\]|\\(?:.|\n)|"{1,2}(?!"))*"{3,5}'
    r"|'''(?:[^']|'{1,2}(?!'))*'{3,5}"
    r'|"(?:[^"\\\n]|\\.)*"'
    r"|'[^'\n]*'"
)
_PLAIN = re.compile(r"[^,\]}#\n]*")


class TomlPlaces:
    """Places by path: `("layout", 0, "variant", 1, "corner")`; a path without a place of its own has its parent's."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._starts = [0, *(found.end() for found in re.finditer("\n", text))]
        self._found: dict[Path, int] = {}
        self._lists: dict[Path, int] = {}
        self._walk()

    def of(self, path: Path) -> tuple[int, int]:
        """Line and column, counted from 1."""
        while path and path not in self._found:
            path = path[:-1]
        at = self._found.get(path, 0)
        line = bisect_right(self._starts, at)
        return line, at - self._starts[line - 1] + 1

    def all(self) -> Mapping[Path, int]:
        """Every path with the offset at which it begins."""
        return self._found

    def _walk(self) -> None:
        text, at = self._text, 0
        table: Path = ()
        while True:
            at = self._skip(at)
            if at >= len(text):
                return
            if text[at] == "[":
                table, at = self._header(at)
            else:
                at = self._pair(table, at)

    def _skip(self, at: int) -> int:
        found = _SKIP.match(self._text, at)
        return found.end() if found else at

    def _blank(self, at: int) -> int:
        found = _BLANK.match(self._text, at)
        return found.end() if found else at

    def _header(self, start: int) -> tuple[Path, int]:
        is_list = self._text.startswith("[[", start)
        keys, at = self._keys(start + (2 if is_list else 1))
        path = (*self._resolved(keys[:-1]), keys[-1])
        if is_list:
            number = self._lists.get(path, -1) + 1
            self._lists[path] = number
            self._found.setdefault(path, start)
            path = (*path, number)
        self._found.setdefault(path, start)
        return path, at + (2 if is_list else 1)

    def _resolved(self, keys: tuple[str, ...]) -> Path:
        """The path of a header's parents: a list of tables means its last table."""
        path: Path = ()
        for key in keys:
            path = (*path, key)
            if path in self._lists:
                path = (*path, self._lists[path])
        return path

    def _keys(self, at: int) -> tuple[tuple[str, ...], int]:
        keys = []
        while True:
            at = self._blank(at)
            found = _KEY.match(self._text, at)
            if found is None:
                raise ValueError(at)
            keys.append(_key(found[0]))
            at = self._blank(found.end())
            if not self._text.startswith(".", at):
                return tuple(keys), at
            at += 1

    def _pair(self, table: Path, start: int) -> int:
        keys, at = self._keys(start)
        for count in range(1, len(keys) + 1):
            self._found.setdefault((*table, *keys[:count]), start)
        return self._value((*table, *keys), self._blank(at + 1))

    def _value(self, path: Path, at: int) -> int:
        first = self._text[at]
        if first == "[":
            at = self._skip(at + 1)
            number = 0
            while self._text[at] != "]":
                self._found.setdefault((*path, number), at)
                at = self._skip(self._value((*path, number), at))
                if self._text[at] == ",":
                    at = self._skip(at + 1)
                number += 1
            return at + 1
        if first == "{":
            at = self._skip(at + 1)
            while self._text[at] != "}":
                at = self._skip(self._pair(path, at))
                if self._text[at] == ",":
                    at = self._skip(at + 1)
            return at + 1
        found = _STRING.match(self._text, at) if first in "\"'" else _PLAIN.match(self._text, at)
        if found is None:
            raise ValueError(at)
        return found.end()


def _key(written: str) -> str:
    if written[0] == "'":
        return written[1:-1]
    if written[0] == '"':
        return next(iter(tomllib.loads(f"{written} = 0"))) if "\\" in written else written[1:-1]
    return written
