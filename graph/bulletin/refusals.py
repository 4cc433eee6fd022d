"""Errors that cross from the child to its parent, and from an answer to the child, under their code."""

from __future__ import annotations

from warehouse.errors import LimitExceeded, WarehouseError


def restore(code: str, message: str, hint: str | None, zh: str | None) -> WarehouseError:
    """The error of that code; one of an unknown code is the family of all."""
    kinds: list[type[WarehouseError]] = [WarehouseError]
    for kind in kinds:
        kinds += kind.__subclasses__()
    return next((kind for kind in kinds if kind.code == code), WarehouseError)(message, hint, zh=zh)


def over_limits(megabytes: int) -> WarehouseError:
    """The error of a child that was out of memory, or that the system ended at one of its limits."""
    return LimitExceeded(
        f"The bulletin needs more memory, time or room than it may take ({megabytes} MB).",
        "Show fewer rows in the wording, or raise LONGMAI_BULLETIN_MEMORY_MB.",
        zh=f"月报超出内存、时间或大小限额（{megabytes} MB）；请在措辞中减少行数，或调高 LONGMAI_BULLETIN_MEMORY_MB。",
    )
