"""Text for comparison: width folded (NFKC), every blank removed; names are padded with U+2002 and U+3000."""

from __future__ import annotations

import re
import unicodedata

_BLANK = re.compile(r"[\s\u200b\ufeff]+")


def folded(text: str | None) -> str:
    """The text without blanks and in its plain width; empty for None."""
    return _BLANK.sub("", unicodedata.normalize("NFKC", text)) if text else ""
