"""Maps codes to enterprises: registers and declared changes, followed through renames and new codes.

An enterprise keeps its identifier: it is derived from the organisation code (characters 9 to 17) of its credit code in
the first register received with it. Codes are joined where they share an organisation code or where the register of
changes declares one the successor of the other; a merger joins nothing, and neither does a name: similarity is only a
proposal (core.match_proposal).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

import polars as pl

from warehouse.domain.identifiers import organisation_code

CREDIT, REGISTRATION, ORGANISATION = "credit_code", "registration_number", "organisation_code"
MERGER = "merger"

Code = tuple[str, str]
"""Kind of the identifier and the identifier itself."""


@dataclass
class _Span:
    """An identifier's history: where it was first seen, between which days it was valid, and whether a row about it has
    a held cell."""

    submission_number: int
    source_sheet: str
    source_row: int
    is_flagged: bool
    valid_from: date | None = None
    valid_to: date | None = None

    @classmethod
    def seen_in(cls, row: dict[str, object]) -> _Span:
        number, place = int(str(row["submission_number"])), int(str(row["source_row"]))
        return cls(number, str(row["source_sheet"]), place, bool(row["is_flagged"]))

    def begin(self, day: date, is_flagged: bool) -> None:
        """Valid from that day, unless an earlier change named one."""
        self.valid_from = self.valid_from or day
        self.is_flagged |= is_flagged

    def end(self, day: date, is_flagged: bool) -> None:
        """Valid to that day."""
        self.valid_to = day
        self.is_flagged |= is_flagged


class _Groups:
    """Codes of the same enterprise. Two codes that one register lists separately are never joined."""

    def __init__(self, registered: dict[Code, set[tuple[int, str]]]) -> None:
        self._parent: dict[Code, Code] = {}
        self._registered = {code: set(places) for code, places in registered.items()}

    def find(self, code: Code) -> Code:
        self._parent.setdefault(code, code)
        while self._parent[code] != code:
            self._parent[code] = self._parent[self._parent[code]]
            code = self._parent[code]
        return code

    def join(self, left: Code, right: Code) -> bool:
        """Joins two codes and returns whether they are joined; not where one register has both, with different
        organisation codes."""
        left, right = self.find(left), self.find(right)
        if left == right:
            return True
        places, others = self._registered.get(left, set()), self._registered.get(right, set())
        if {number for number, _ in places} & {number for number, _ in others}:
            return False
        self._parent[right] = left
        self._registered[left] = places | others
        return True


def enterprise_identities(entries: pl.DataFrame, changes: pl.DataFrame) -> pl.DataFrame:
    """One row per enterprise and code it ever had, from the rows of stage.enterprise and .enterprise_change."""
    spans: dict[Code, _Span] = {}
    registered: dict[Code, set[tuple[int, str]]] = {}
    first_of: dict[str, tuple[int, int]] = {}
    for row in entries.sort("submission_number", "source_row").iter_rows(named=True):
        code = row["credit_code"]
        for identifier in ((CREDIT, code), (ORGANISATION, organisation_code(code))):
            spans.setdefault(identifier, _Span.seen_in(row))
        registered.setdefault((ORGANISATION, organisation_code(code)), set()).add((row["submission_number"], code))
        first_of.setdefault(code, (row["submission_number"], row["source_row"]))
    groups = _Groups(registered)
    for kind, code in list(spans):
        if kind == CREDIT:
            groups.join((ORGANISATION, organisation_code(code)), (CREDIT, code))
    for change in changes.sort("change_date", "submission_number", "source_row").iter_rows(named=True):
        _follow(change, groups, spans)
    _end_organisation_codes(spans)

    firsts: dict[Code, str] = {}
    for code in sorted(first_of, key=first_of.__getitem__):
        firsts.setdefault(groups.find((CREDIT, code)), code)
    rows = [
        (f"E{organisation_code(firsts[group])}", *identifier, span.valid_from, span.valid_to,
         span.is_flagged, span.submission_number, span.source_sheet, span.source_row)
        for identifier, span in spans.items()
        if (group := groups.find(identifier)) in firsts
    ]  # fmt: skip
    return pl.DataFrame(rows, schema=_SCHEMA, orient="row").sort("enterprise_id", "identifier_kind", "identifier_code")


def old_codes(change: dict[str, object]) -> tuple[Code, ...]:
    """The codes of the enterprise before a change, the credit code first."""
    return tuple(
        (kind, str(change[kind]).replace("-", ""))
        for kind in (CREDIT, REGISTRATION, ORGANISATION)
        if change[kind] is not None
    )


def _follow(change: dict[str, object], groups: _Groups, spans: dict[Code, _Span]) -> None:
    old = old_codes(change)
    new = None if change["new_credit_code"] is None else (CREDIT, str(change["new_credit_code"]))
    day = change["change_date"]
    assert isinstance(day, date)
    for identifier in (*old, *((new,) if new else ())):
        found = _Span.seen_in(change)
        spans.setdefault(identifier, found)
        if identifier[0] == CREDIT:
            own = (ORGANISATION, organisation_code(identifier[1]))
            spans.setdefault(own, found)
            groups.join(own, identifier)
    for other in old[1:]:
        groups.join(old[0], other)
    if new is None or change["change_kind"] == MERGER or not old or new in old or not groups.join(old[0], new):
        return
    is_flagged = bool(change["is_flagged"])
    spans[new].begin(day, is_flagged)
    for identifier in old:
        if identifier[1] != organisation_code(new[1]):
            spans[identifier].end(day - timedelta(days=1), is_flagged)


def _end_organisation_codes(spans: dict[Code, _Span]) -> None:
    """An organisation code inside credit codes is valid as long as one of them."""
    inside: dict[str, list[_Span]] = {}
    for (kind, code), span in spans.items():
        if kind == CREDIT:
            inside.setdefault(organisation_code(code), []).append(span)
    for code, credit_spans in inside.items():
        own = spans[ORGANISATION, code]
        ends = [span.valid_to for span in credit_spans if span.valid_to is not None]
        if len(ends) == len(credit_spans):
            own.end(max(ends), any(span.is_flagged for span in credit_spans))
        elif own.valid_to is not None:
            own.valid_to = None


_SCHEMA = {
    "enterprise_id": pl.String,
    "identifier_kind": pl.String,
    "identifier_code": pl.String,
    "valid_from": pl.Date,
    "valid_to": pl.Date,
    "is_flagged": pl.Boolean,
    "submission_number": pl.Int64,
    "source_sheet": pl.String,
    "source_row": pl.Int32,
}
