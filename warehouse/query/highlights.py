"""Search hits with their names and the characters of the name that matched."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from warehouse.catalog.catalog import TableColumn
from warehouse.domain.search_text import pairs_of, words_of
from warehouse.query.access import Access, Admitted
from warehouse.query.conditions import OrderBy
from warehouse.query.listing import ListReading
from warehouse.query.paging import sort_keys
from warehouse.query.plan import Column, Output, SearchPlan
from warehouse.query.predicates import rows_of
from warehouse.query.rows import CURSOR, POSITION, columns_read, select
from warehouse.query.search import NAMES, significant_words
from warehouse.query.statement import Statement, indent, lines, quote, wrap
from warehouse.query.values import derive

HIGHLIGHT = "highlight"
ORDER = (OrderBy("score", is_descending=True),)
"""Hits by score; the number of the entity breaks ties."""


def hit_table(access: Access) -> Admitted:
    """The table of hits: the name that matched, how and how well. Raises AccessDenied."""
    names = access.table(NAMES)
    columns = (
        *names.columns,
        TableColumn("score", "INTEGER", False, "How well it fits."),
        TableColumn("match", "VARCHAR", False, "How it matched."),
        TableColumn("place", "INTEGER", False, "Where it matched."),
        TableColumn(HIGHLIGHT, "STRUCT", False, "The name in pieces."),
    )
    return names.grouped(columns, ("entity_number",))


class HitReading(ListReading):
    """A page of hits: reads keys for all of them, names only for the hits on the page."""

    def __init__(self, plan: SearchPlan) -> None:
        super().__init__(plan.listing, plan.listing.table, sort_keys(plan.listing.table, plan.listing.order_by))
        self._text = plan.text

    def read_outputs(self) -> Iterable[Output]:
        return [Column(name, name) for name in ("name_number", *_OF_HIT)]

    def complete(self, rows: Statement) -> Statement:
        """The hits of the page with the requested columns of their names."""
        requested = [name for name in columns_read(self.outputs(), self.table) if name not in map(quote, _OF_HIT)]
        is_highlighted = quote(HIGHLIGHT) in requested
        carried = [quote(POSITION), *([quote(CURSOR)] if self.has_cursors else []), *map(quote, _OF_HIT)]
        own = [name for name in requested if name != quote(HIGHLIGHT)]
        needed = dict.fromkeys([*own, *(map(quote, _MARKED_BY) if is_highlighted else ())])
        found = lines(
            [
                select([*(f"hit.{name}" for name in carried), *(f"found.{name}" for name in needed)]),
                wrap("from (\n", indent(rows), "\n) as hit"),
                wrap("join ", rows_of(self.table.access.table(NAMES)), " as found"),
                "    on found.name_number = hit.name_number",
            ]
        )
        if not is_highlighted:
            return found
        return _in_pieces([*carried, *own], found, self._text)


_OF_HIT = ("score", "match", "place")
_MARKED_BY = ("name", "normal", "places", "pinyin", "other_pinyins")

_MARKED_PLACES = """case match
    when 'pinyin' then range(
        place,
        place + list_filter(
            range(1, len(syllables) + 1),
            lambda count: length(array_to_string(syllables[place:place + count - 1], '')) >= length(?)
        )[1]
    )
    when 'initials' then range(place, place + length(?))
    else flatten(list_transform(
        range(1, length(normal) + 1),
        lambda start: flatten(list_transform(
            list_filter(
                if(match = 'similar', ?::varchar[], ?::varchar[]),
                lambda word: substr(normal, start, length(word)) = word
            ),
            lambda word: range(start, start + length(word))
        ))
    ))
end"""
"""The characters of the normalised name that matched, from 1 on."""

_SYLLABLES = """string_split(
    list_filter(
        list_prepend(pinyin, coalesce(other_pinyins, [])),
        lambda reading: starts_with(array_to_string(string_split(reading, ' ')[place:], ''), ?)
    )[1],
    ' '
)"""
"""The reading of the name that begins where the query matched."""

_PIECES = """list_filter(
    flatten(list_transform(
        range(1, len(starts) + 2),
        lambda number: [
            {
                'text': substr(
                    name,
                    coalesce(ends[number - 1], 0) + 1,
                    coalesce(starts[number], length(name)) - coalesce(ends[number - 1], 0)
                ),
                'is_match': false
            },
            {'text': substr(name, starts[number] + 1, ends[number] - starts[number]), 'is_match': true}
        ]
    )),
    lambda piece: piece.text <> ''
)"""
"""The name as written, cut where the match begins and ends."""


def _in_pieces(columns: Sequence[str], found: Statement, text: object) -> Statement:
    letters, words, pairs = derive(text, _typed), derive(text, _words), derive(text, _pairs)
    syllables = Statement(f"select *, {_SYLLABLES} as syllables", (letters,))
    marked = Statement(f"select *, {_MARKED_PLACES} as marked", (letters, letters, pairs, words))
    offsets = "list_sort(list_distinct(list_transform(marked, lambda met: coalesce(places[met], met - 1))))"
    steps = [
        syllables,
        marked,
        Statement(f"select *, {offsets} as met_places"),
        Statement(
            "select *,\n"
            "    list_filter(met_places, lambda met: not list_contains(met_places, met - 1)) as starts,\n"
            "    list_transform(\n"
            "        list_filter(met_places, lambda met: not list_contains(met_places, met + 1)), lambda met: met + 1\n"
            "    ) as ends"
        ),
        Statement(f"select {', '.join(columns)},\n    {_PIECES} as {quote(HIGHLIGHT)}"),
    ]
    for step in steps:
        found = lines([step, wrap("from (\n", indent(found), "\n)")])
    return found


def _typed(text: str) -> str:
    return "".join(words_of(text)).replace("ü", "v")


def _words(text: str) -> list[str]:
    """The parts to mark in a name: all words together as typed, or each without a legal form."""
    return list(dict.fromkeys([_typed(text), *significant_words(text)]))


def _pairs(text: str) -> list[str]:
    return list(dict.fromkeys(pair for word in significant_words(text) for pair in pairs_of(word)))
