"""A code made of a name, for lists without codes: the same name has the same code in every file.

`name_` and the first 16 hexadecimal digits of the SHA-256 of the name, its width folded (NFKC), its letters lower case
and its blanks removed. The prefix says that no office gave it.
"""

from __future__ import annotations

import hashlib

from warehouse.domain.folded import folded

PREFIX = "name_"
_DIGITS = 16


def made_key(name: str) -> str:
    """The code of a name; equal for `甘肃（集团）` and `甘肃(集团)`."""
    return PREFIX + hashlib.sha256(folded(name).casefold().encode()).hexdigest()[:_DIGITS]
