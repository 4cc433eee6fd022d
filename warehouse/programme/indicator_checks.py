"""Mistakes of indicators and their cards, once every entry is read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from itertools import combinations

from warehouse.domain.folded import folded
from warehouse.programme.kinds import Entry
from warehouse.programme.mistakes import Mistake, mistake
from warehouse.programme.records import Indicator, Threshold

_MOST_OF_A_VALUE = 10**12
Entries = Mapping[str, list[Entry]]


def check_indicators(entries: Entries) -> Iterator[Mistake]:
    """A share names its denominator, which is no share of itself; a rate of growth, and nothing else, names its method;
    and a title is that of one indicator at a time."""
    for entry in entries["indicators"]:
        one: Indicator = entry.record
        if one.quantity_kind == "share" and one.denominator is None:
            yield mistake(entry.place, "missing", name="denominator")
        if (one.quantity_kind == "change") != (one.growth_method is not None):
            yield mistake(entry.place_of(("growth_method",)), "method_of_a_rate", value=one.indicator_id)
    yield from _titles(entries)
    yield from _denominators(entries)


def _titles(entries: Entries) -> Iterator[Mistake]:
    first: dict[str, list[Entry]] = {}
    for entry in entries["indicators"]:
        for name in ("title_zh", "title_en"):
            title = getattr(entry.record, name)
            called = first.setdefault(folded(title).casefold(), [])
            other = next((one for one in called if one is not entry and _are_at_one_time(one, entry)), None)
            if other is not None and other.id != entry.id:
                yield mistake(entry.place_of((name,)), "title_taken", value=title, first=other.id[0], other=other.place)
            called.append(entry)


def _are_at_one_time(one: Entry, other: Entry) -> bool:
    return _overlap(one.record, other.record)


def _overlap(one: Indicator | Threshold, other: Indicator | Threshold) -> bool:
    """Whether both are valid on one day."""
    return one.valid_from <= (other.valid_to or date.max) and other.valid_from <= (one.valid_to or date.max)


def _denominators(entries: Entries) -> Iterator[Mistake]:
    """A circle is named once, at the indicator of it that stands first."""
    of = {entry.record.indicator_id: entry.record.denominator for entry in entries["indicators"]}
    told: set[str] = set()
    for entry in entries["indicators"]:
        path = [entry.record.indicator_id]
        while (following := of.get(path[-1])) is not None and following not in path:
            path.append(following)
        if following == path[0] and path[0] not in told:
            told.update(path)
            yield mistake(entry.place_of(("denominator",)), "circle", value=" → ".join([*path, path[0]]))


def check_cards(entries: Entries) -> Iterator[Mistake]:
    """A threshold has a bound, and one that a value can reach and another can miss; no value is both an alarm and
    good."""
    for entry in entries["cards"]:
        thresholds: tuple[Threshold, ...] = entry.record.threshold
        for number, threshold in enumerate(thresholds):
            place = entry.place_of(("threshold", number))
            if threshold.below is None and threshold.above is None:
                yield mistake(place, "missing", name="below | above")
            elif threshold.below is not None and threshold.above is not None and threshold.below > threshold.above:
                yield mistake(place, "every_value", kind=threshold.kind, below=threshold.below, above=threshold.above)
            for name in ("below", "above"):
                yield from within(entry, ("threshold", number, name), getattr(threshold, name), _MOST_OF_A_VALUE)
        for (first, one), (second, other) in combinations(enumerate(thresholds), 2):
            if one.kind != other.kind and one.compare == other.compare and _overlap(one, other) and _meet(one, other):
                yield mistake(
                    entry.place_of(("threshold", second)), "alarm_and_good", first=_bounds(one), value=_bounds(other),
                    other=entry.place_of(("threshold", first)),
                )  # fmt: skip


def _meet(one: Threshold, other: Threshold) -> bool:
    """Whether a value is beyond a bound of both."""
    return any(
        (low.below is not None and high.below is not None)
        or (low.above is not None and high.above is not None)
        or (low.below is not None and high.above is not None and high.above < low.below)
        for low, high in ((one, other), (other, one))
    )


def _bounds(threshold: Threshold) -> str:
    bounds = [f"{name} {bound}" for name in ("below", "above") if (bound := getattr(threshold, name)) is not None]
    return f"{threshold.kind} {' | '.join(bounds)}"


def within(entry: Entry, path: tuple[str | int, ...], number: Decimal | int | None, most: int) -> Iterator[Mistake]:
    """A mistake for a number beyond what its table holds."""
    if number is not None and not -most <= number <= most:
        name = str(path[-1])
        yield mistake(entry.place_of(path), "too_large", what=name, what_zh=name, size=number, most=f"{most:,}")
