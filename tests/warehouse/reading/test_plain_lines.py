from __future__ import annotations

from unittest.mock import patch

from hypothesis import example, given, settings
from hypothesis import strategies as st

from warehouse.errors import UnreadableFile
from warehouse.reading import delimited
from warehouse.reading.container import Limits
from warehouse.reading.delimited import read_delimited
from warehouse.reading.plain_lines import plain_lines

LIMITS = Limits(max_columns=8, max_cells=60)
WORD = st.one_of(
    st.sampled_from(["", " ", "1", "a", "甲有限公司", "单位：千元", "#N/A", "\u2028", "\x0b", "\ufeff", "'"]),
    st.text(max_size=2),
)
CELL = WORD | WORD.map(lambda word: f'"{word}"')
LINE = st.lists(CELL, max_size=6).map(",".join)
TEXTS = st.tuples(st.lists(LINE, max_size=12), st.sampled_from(["\n", "\r\n", "\r", "\n\n"]), st.booleans()).map(
    lambda parts: parts[1].join(parts[0]) + parts[1] * parts[2]
)


def _told(text: str) -> list[tuple[str | None, ...]] | str:
    try:
        return read_delimited(text, LIMITS).cells.rows()
    except UnreadableFile as error:
        return str(error)


@settings(max_examples=600, deadline=None)
@given(TEXTS)
@example("a,b\n1,2\n\n")
@example("title\na,b,c\n1,2,3\n 4,,5\n,,\n")
@example("a,b,c\n1,2,3\n4,5")
@example("a,b\r\n1,2,3\r\n")
@example("a,b,\n1,2,\n1,2,,\n")
@example('"a",b\n"1","2"\n"",3\n')
@example('"a",b\n"1""2",3\n')
@example('"a",b\n"1,2",3\n')
@example('"a",b\n"1\n2",3\n')
@example('"a",b\n1"2",3\n"4"5,6\n')
@example('"a",b\n"1" ,2\n')
@example('"a",b\n1,"2\n')
@example('"\ufeff",')
@example(',\n""')
@example('"title"\n"a","b"\n\n""\n"1",""')
def test_lines_that_are_plain_are_the_rows_of_the_csv_module(text: str) -> None:
    with patch.object(delimited, "plain_lines", lambda *_: None):
        careful = _told(text)

    assert _told(text) == careful


def test_only_quotation_marks_around_whole_cells_are_plain() -> None:
    assert plain_lines('a,"b,c"\n', ",", 100) is None
    assert plain_lines('a,"b""c"\n', ",", 100) is None
    assert plain_lines('a,b"c"\n', ",", 100) is None
    lines = plain_lines('"a","b"\n1,"2"\n', ",", 100)
    assert lines is not None and lines.cells().rows() == [("a", "b"), ("1", "2")]


def test_long_lines_are_not_plain() -> None:
    assert plain_lines("a,b\n" + "x" * 101 + ",1\n", ",", 100) is None
    assert plain_lines("a,b\n1,2\n", ",", 100) is not None
