"""Opaque texts that clients send back, cursors and ids: their content and values."""

from __future__ import annotations

import base64
import binascii
import json
import re
from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal

_FIXED_POINT = re.compile(r"[+-]?\d+(?:\.\d+)?", re.ASCII)


def written_opaque(content: str) -> str:
    """A list of SQL texts as one opaque text: base64 of its JSON."""
    return f"translate(to_base64(encode(to_json({content})::varchar)), '+/=', '-_')"


def read_opaque(text: str) -> Sequence[str | None]:
    """The texts of an opaque text. Raises ValueError for anything else."""
    try:
        found = json.loads(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)))
        # A lone surrogate is not text: DuckDB rejects it.
        json.dumps(found, ensure_ascii=False).encode()
    except (ValueError, TypeError, RecursionError, binascii.Error) as error:
        raise ValueError(text) from error
    if not isinstance(found, list) or not all(part is None or isinstance(part, str) for part in found):
        raise ValueError(text)
    return found


def value_from_text(text: str, data_type: str) -> object:
    """Raises ValueError where the text is not of the column's type."""
    if data_type == "BOOLEAN":
        return {"true": True, "false": False}[text] if text in {"true", "false"} else _refuse(text)
    if data_type.endswith("INT") or data_type == "INTEGER":
        return int(text) if len(text) < 40 else _refuse(text)
    if data_type.startswith("DECIMAL"):
        return Decimal(text) if _FIXED_POINT.fullmatch(text) and _fits(text, data_type) else _refuse(text)
    if data_type == "DATE":
        return date.fromisoformat(text)
    if data_type.startswith("TIMESTAMP"):
        return datetime.fromisoformat(text)
    return text


def _fits(text: str, data_type: str) -> bool:
    """Whether a column of that type can hold the number: DuckDB widens both sides of a comparison to the finer one."""
    width, scale = (int(part) for part in data_type[len("DECIMAL(") : -1].split(","))
    whole, _, fraction = text.lstrip("+-").partition(".")
    return len(whole) <= width - scale and len(fraction) <= scale


def _refuse(text: str) -> Decimal:
    raise ValueError(text)
