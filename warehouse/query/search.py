"""Search by name: the best name of each entity, found through the keys of the query's text.

    whole       all of a name, or its beginning              exact, prefix
    pair        two neighbouring characters of a word, or    prefix, word; similar where many pairs match
                the one of a word of one character
    pinyin      the reading from a character on              pinyin
    initials    the first letters of it                      initials
    id          the key of the row                           id

A word in Latin letters matches at the beginning of a word of the name.

Keys are stored in order (mart.search_key), so that a look-up reads their range and not every name. Entities are
numbered in the order of equal hits; names are read for the page alone (highlights.py).
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from functools import partial
from typing import Any

from warehouse.catalog.searchable import Named, load_named
from warehouse.domain.search_text import as_id, has_chinese, is_latin, pairs_of, without_legal_form, words_of
from warehouse.errors import AccessDenied, LimitExceeded
from warehouse.query.access import Access
from warehouse.query.plan import SearchPlan
from warehouse.query.predicates import rows_of
from warehouse.query.statement import Statement, indent, join, lines, literal, quote, wrap
from warehouse.query.values import derive

NAMES, KEYS = "mart.search_name", "mart.search_key"
LONGEST_TEXT = 100
MOST_PAIRS = 60
"""Pairs of neighbouring characters that are looked up; the rest of a longer text is not compared."""

MOST_SINGLES = 4
"""Words of one character that are looked up in addition to others."""

_NEVER = 1_000_000
_BEYOND = "\U0010ffff"
_LETTERS, _INITIALS = 24, 12
"""Letters of a reading, and initials, that a key has at most."""


def matching_pairs(plan: SearchPlan) -> Statement:
    """The names that contain all words of the query, or many of its pairs of characters."""
    requested = {
        "key": "varchar",
        "word": "integer",
        "pairs": "integer",
        "place": "integer",
        "inside": "boolean",
        "bit": "integer",
    }
    columns = ", ".join(f"unnest(?::{kind}[]) as asked_{name}" for name, kind in requested.items())
    lists = tuple(derive(plan.text, partial(_query_pairs, position)) for position in range(len(requested)))
    words, least = derive(plan.text, _count_words), derive(plan.text, _least_pairs)
    names = "name_number, entity_number, size, is_current"
    rows: list[Statement | str] = [
        "select",
        f"    {names}, asked_word, asked_pairs, place - asked_place as start,",
        "    count(*) as together, bit_or(1::bigint << asked_bit) as mask",
        wrap("from ", rows_of(plan.keys), ""),
        Statement(f"join (select {columns}) as asked on key = asked_key", lists),
        wrap("where key_kind = 'pair' and (begins_word or asked_inside) and ", _open(plan), ""),
        "group by all",
    ]
    for place in range(MOST_SINGLES):
        word, number, inside = (derive(plan.text, partial(_single_word, place, part)) for part in range(3))
        rows += [
            "union all",
            Statement(f"select {names}, ?, 1, place - 1, 1, 0", (number,)),
            _between(plan, "pair", word, inside),
        ]
    return lines(
        [
            "select *",
            "from (",
            "    select",
            f"        {names},",
            "        count(distinct asked_word) filter (where together = asked_pairs) as words_met,",
            "        coalesce(bool_or(asked_word = 1 and start = 0 and together = asked_pairs), false) as begins,",
            "        bit_count(bit_or(mask))::integer as pairs_met",
            wrap("    from (\n", indent(indent(lines(rows))), "\n    )"),
            "    group by all",
            ")",
            Statement("where words_met = ? or pairs_met >= ?", (words, least)),
        ]
    )


def find_hits(plan: SearchPlan, pairs: str) -> Statement:
    """The best matching name of each entity: exact before prefix, word, similar, pinyin, initials and id.

    `pairs` is the step of matching_pairs. Within each, the name with the larger share typed comes first, present names
    before former ones.
    """
    branches = [*_by_whole(plan), *_by_single(plan), _by_pairs(plan, pairs), *_by_sound(plan), _by_id(plan)]
    return lines(
        [
            "select name_number, entity_number, place, match, score",
            wrap("from (\n", indent(join("\nunion all\n", branches)), "\n)"),
            "qualify row_number() over (partition by entity_number order by score desc, name_number, place) = 1",
        ]
    )


_COLUMNS = "name_number, entity_number"
_PRESENT = "50 * is_current::integer"


def _by_whole(plan: SearchPlan) -> Iterator[Statement]:
    text, size = derive(plan.text, _whole), derive(plan.text, _whole_size)
    yield lines(
        [
            Statement(
                f"select {_COLUMNS}, 1 as place, case when key = ? then 'exact' else 'prefix' end as match,\n"
                f"    case when key = ? then 949 else 700 + 49 * ? // size end + {_PRESENT} as score",
                (text, text, size),
            ),
            _between(plan, "whole", text),
        ]
    )


def _by_single(plan: SearchPlan) -> Iterator[Statement]:
    """A single character has no pair: it is matched as the first of a pair, or as the last character."""
    yield lines(
        [
            f"select {_COLUMNS}, place, case when place = 1 then 'prefix' else 'word' end,\n"
            f"    case when place = 1 then 700 else 500 end + 49 // size + {_PRESENT}",
            _between(plan, "pair", derive(plan.text, _single), derive(plan.text, _matches_inside)),
        ]
    )


def _by_pairs(plan: SearchPlan, pairs: str) -> Statement:
    words, size, total = (derive(plan.text, measure) for measure in (_count_words, _words_size, _count_pairs))
    return lines(
        [
            Statement(
                f"select {_COLUMNS}, 1,\n"
                "    case when words_met < ? then 'similar' when begins then 'prefix' else 'word' end,\n"
                "    case when words_met < ? then 300 + 49 * pairs_met // ?\n"
                f"        else case when begins then 700 else 500 end + least(49, 49 * ? // size) end + {_PRESENT}",
                (words, words, total, size),
            ),
            f"from {quote(pairs)}",
        ]
    )


def _by_sound(plan: SearchPlan) -> Iterator[Statement]:
    for kind, base, longest in (("pinyin", 200, _LETTERS), ("initials", 100, _INITIALS)):
        letters = derive(plan.text, partial(_letters, longest))
        yield lines(
            [
                Statement(
                    f"select {_COLUMNS}, place, {literal(kind)},\n"
                    f"    {base} + case when place > 1 then 0 when key = ? then 49 else 25 end + {_PRESENT}",
                    (letters,),
                ),
                _between(plan, kind, letters),
            ]
        )


def _by_id(plan: SearchPlan) -> Statement:
    """A row whose id is the whole query, with its preferred name."""
    return lines(
        [
            f"select {_COLUMNS}, 1, 'id', 49 + {_PRESENT}",
            join(
                "",
                [
                    wrap("from ", rows_of(plan.keys), ""),
                    Statement(" where key_kind = 'id' and key = ?::varchar and ", (derive(plan.text, as_id),)),
                    _open(plan),
                ],
            ),
        ]
    )


def _between(plan: SearchPlan, kind: str, beginning: object, inside: object = None) -> Statement:
    """The keys of a kind with this beginning; none for an empty beginning.

    `inside` admits keys that do not begin a word; without it all keys count.
    """
    condition = Statement(
        f" where key_kind = {literal(kind)} and key >= ?::varchar and key < ?::varchar and ",
        (beginning, derive(beginning, _beyond)),
    )
    if inside is not None:
        condition = join("", [condition, Statement("(begins_word or ?::boolean) and ", (inside,))])
    return join("", [wrap("from ", rows_of(plan.keys), ""), condition, _open(plan)])


def _open(plan: SearchPlan) -> Statement:
    """The condition that a key has a requested type, and a row and a column that the role may read."""
    access = plan.keys.access
    wholly: list[str] = []
    parts: list[Statement] = []
    for named in load_named():
        if named.word not in plan.types:
            continue
        kinds = open_kinds(named, access)
        table = access.table(named.table) if kinds else None
        if table is not None and table.rows is None and kinds == all_kinds(named):
            wholly.append(literal(named.word))
        elif table is not None:
            listed = ", ".join(literal(kind) for kind in kinds)
            seen = wrap(f"select {quote(named.key_column)} from ", rows_of(table), "")
            entities = join(
                "",
                [
                    wrap("select entity_number from ", rows_of(access.table(NAMES)), ""),
                    wrap(f" where entity_type = {literal(named.word)} and entity_key in (", seen, ")"),
                ],
            )
            restricted = f"entity_type = {literal(named.word)} and name_kind in ({listed}) and entity_number in ("
            parts.append(wrap(f"({restricted}", entities, "))"))
    if len(wholly) == len(load_named()):
        return Statement("true")
    if wholly:
        parts.insert(0, Statement(f"entity_type in ({', '.join(wholly)})"))
    return wrap("(", join(" or ", parts), ")") if parts else Statement("false")


def named_tables(words: Collection[str]) -> tuple[str, ...]:
    """The tables that a search of these types leads to."""
    return tuple(named.table for named in load_named() if named.word in words)


def all_kinds(named: Named) -> tuple[str, ...]:
    """Every kind of name that rows of a table have."""
    return tuple(kind for source in named.sources for kinds in source.names.values() for kind in kinds)


def open_kinds(named: Named, access: Access) -> tuple[str, ...]:
    """The kinds of names that a role may read in the tables that they come from; empty where the type cannot be
    searched."""
    kinds: list[str] = []
    for source in named.sources:
        for column, held in source.names.items():
            try:
                table = access.table(source.table)
                table.column(source.key_column)
                table.column(column)
                access.table(named.table).column(named.key_column)
            except AccessDenied:
                continue
            # Rows of another table have an access rule of their own: their names are used where all of them are open.
            if source.table == named.table or table.rows is None:
                kinds += held
    return tuple(kinds)


# the query's text


def _words(text: str) -> list[str]:
    if len(text) > LONGEST_TEXT:
        raise LimitExceeded(f"'text' has {len(text)} characters; at most {LONGEST_TEXT} are taken.")
    return words_of(text)


def _whole(text: str) -> str | None:
    return "".join(_words(text)) or None


def _whole_size(text: str) -> int:
    return len(_whole(text) or "")


def _single(text: str) -> str | None:
    whole = _whole(text)
    return whole if whole and len(whole) == 1 else None


def _letters(longest: int, text: str) -> str | None:
    whole = (_whole(text) or "").replace("ü", "v")
    return whole[:longest] if is_latin(whole) else None


def _beyond(beginning: str | None) -> str | None:
    return None if beginning is None else beginning + _BEYOND


def significant_words(text: str) -> list[str]:
    """The words of the query, without a legal form of a firm at the end; none for a single character.

    Raises LimitExceeded for too many words of one character.
    """
    words = _words(text)
    if _single(text):
        return []
    if words:
        words[-1] = without_legal_form(words[-1])
    singles = sum(len(word) == 1 for word in words)
    if singles > MOST_SINGLES:
        raise LimitExceeded(
            f"'text' has {singles} words of one character; at most {MOST_SINGLES} are taken.",
            "Remove blanks between characters that belong together.",
        )
    return words


def _single_word(place: int, part: int, text: str) -> Any:
    """A word of one character among others: its number and whether it may match inside words; None without one."""
    singles = [
        (word, number, _matches_inside(word))
        for number, word in enumerate(significant_words(text), 1)
        if len(word) == 1
    ]
    return singles[place][part] if place < len(singles) else None


def _matches_inside(word: str) -> bool:
    return not is_latin("".join(words_of(word)))


def _pairs(text: str) -> list[tuple[str, int, int, int, bool, int]]:
    """Each pair: the number of its word, the pairs of that word, its position in the word, whether it may match inside
    words, and its position in the query."""
    found = [
        (pair, number, len(word) - 1, place, place > 1 or not is_latin(word))
        for number, word in enumerate(significant_words(text), 1)
        for place, pair in enumerate(pairs_of(word), 1)
    ]
    return [(*pair, bit) for bit, pair in enumerate(found[:MOST_PAIRS])]


def _query_pairs(position: int, text: str) -> Sequence[Any]:
    return [pair[position] for pair in _pairs(text)]


def _count_pairs(text: str) -> int:
    return len(_pairs(text))


def _count_words(text: str) -> int:
    return len(significant_words(text))


def _words_size(text: str) -> int:
    return sum(len(word) for word in significant_words(text))


def _least_pairs(text: str) -> int:
    """How many pairs make a name similar: half of them. Letters alone have too few pairs to distinguish names."""
    pairs = _count_pairs(text)
    return max(2, -(-pairs // 2)) if pairs > 1 and has_chinese(text) else _NEVER
