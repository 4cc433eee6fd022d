"""The list of known reference files; the first match counts."""

from __future__ import annotations

from warehouse.programme.programme import Programme
from warehouse.reading.grid import Sheet
from warehouse.transforms.references import chains, classifications, credit_codes, regions, series_description
from warehouse.transforms.references.reference import Reference

REFERENCES: tuple[Reference, ...] = (
    classifications.GBT4754,
    classifications.SEI,
    regions.REFERENCE,
    credit_codes.REFERENCE,
    series_description.REFERENCE,
    *chains.REFERENCES,
)


def find_reference(sheets: tuple[Sheet, ...], programme: Programme) -> tuple[Reference, Sheet] | None:
    """The reference that a file with one non-empty sheet matches, and that sheet."""
    filled = [sheet for sheet in sheets if not sheet.is_empty]
    if len(filled) != 1:
        return None
    return next(((reference, filled[0]) for reference in REFERENCES if reference.fits(filled[0], programme)), None)
