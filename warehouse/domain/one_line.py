"""Names and reasons that people give: one printable line."""

from __future__ import annotations

from warehouse.errors import InvalidArgument

LONGEST = 1000
"""Characters of a value or a reason."""


def refuse_unreadable(**texts: str) -> None:
    """Raises InvalidArgument for a text that is not one printable line."""
    for name, text in texts.items():
        if not text.strip() or len(text) > LONGEST or not text.isprintable():
            raise InvalidArgument(
                f"The {name} {text[:50]!r} cannot be taken.",
                "Write one line of text.",
                zh=f"“{name}”须为一行可读文字，不能为空。",
            )
