from __future__ import annotations

import pytest

from warehouse.errors import UnreadableFile
from warehouse.reading.container import Limits
from warehouse.reading.delimited import decode, read_delimited

TABLE = "单位名称,金额\n甲有限公司,1\n𠮷野公司,2\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_one_table_in_every_encoding_gives_one_grid(encoding: str) -> None:
    grid = read_delimited(decode(TABLE.encode(encoding))).cells

    assert grid.rows() == [("单位名称", "金额"), ("甲有限公司", "1"), ("𠮷野公司", "2")]


@pytest.mark.parametrize(
    "content", [TABLE.encode("utf-16-le"), b"a,b\n\0,1\n", "é,ü\n".encode("latin-1") + b"\xff\xfe\n"]
)
def test_bytes_that_are_no_such_text_are_refused_rather_than_guessed(content: bytes) -> None:
    with pytest.raises(UnreadableFile):
        decode(content)


@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
def test_the_delimiter_is_found(delimiter: str) -> None:
    sheet = read_delimited(f"a{delimiter}b{delimiter}c\n1{delimiter}2{delimiter}3\n")

    assert sheet.cells.rows() == [("a", "b", "c"), ("1", "2", "3")]


def test_a_quote_that_is_never_closed_is_refused_with_its_line() -> None:
    with pytest.raises(UnreadableFile, match="line"):
        read_delimited('a,b,c\n1,"2,3\n4,5,6\n')


def test_a_quoted_comma_and_a_quoted_line_break_stay_inside_their_cell() -> None:
    sheet = read_delimited('a,b,c\n"1,000","two\nlines",3\n')

    assert sheet.cells.row(1) == ("1,000", "two\nlines", "3")


@pytest.mark.parametrize("broken", ["5,6", "5,6,7,8"])
def test_a_row_with_a_field_too_many_or_too_few_is_refused_with_its_number(broken: str) -> None:
    with pytest.raises(UnreadableFile, match="Row 3 "):
        read_delimited(f"a,b,c\n1,2,3\n{broken},9,10\n1,2,3\n")


def test_short_rows_of_titles_and_notes_are_no_uneven_rows() -> None:
    sheet = read_delimited("财务状况\n单位：千元,2016年3月\na,b,c,d\n1,2,3,4\n5,6,7,8\n注：无\n")

    assert sheet.cells.shape == (6, 4)


def test_a_file_cut_inside_any_row_is_refused_or_ends_as_a_shorter_cell() -> None:
    """Where only the last cell is shorter, no reader can know; a total or a declared number of rows does."""
    text = "a,b,c,d\n11,12,13,14\n21,22,23,24\n"
    begins = text.rindex("\n21") + 1
    unnoticed = []

    for end in range(begins + 1, len(text) - 1):
        try:
            read_delimited(text[:end])
        except UnreadableFile:
            continue
        unnoticed.append(text[begins:end])

    assert unnoticed == ["2", "21", "21,22,23,", "21,22,23,2"]


def test_a_note_may_end_a_file_without_a_line_break() -> None:
    assert read_delimited("a,b,c\n1,2,3\n制表人：甲,2016年\n".rstrip("\n")).cells.height == 3


def test_a_line_of_another_encoding_is_refused_with_its_number() -> None:
    content = "单位名称,金额\n".encode("gb18030") + "甘肃,1\n".encode()

    with pytest.raises(UnreadableFile, match="Line 2 is UTF-8"):
        decode(content)


def test_common_words_in_gb18030_are_not_taken_for_utf_8() -> None:
    words = "联通\n甘肃省\n营业收入\n有限公司\n兰州\n合计\n共\n一月\n"

    assert decode(words.encode("gb18030")) == words


def test_a_million_columns_are_refused() -> None:
    with pytest.raises(UnreadableFile, match="1,000,000 columns"):
        read_delimited(",".join(["1"] * 1_000_000) + "\n")


@pytest.mark.parametrize("text", ["," * 101, "a,b\n" + "\n" * 100, "a,b\r" * 60, '"' + "x,y\n" * 60])
def test_a_text_of_too_many_cells_is_refused_before_lists_are_made_of_it(text: str) -> None:
    with pytest.raises(UnreadableFile, match=r"at least 1\d\d cells; at most 100 are read"):
        read_delimited(text, Limits(max_cells=100))


def test_a_sparse_row_that_lacks_a_field_is_refused_and_one_without_its_empty_end_is_not() -> None:
    head, row, short = "甲,乙,丙,丁,戊,己,庚,辛\n", "1,2,3,,,,,\n", "1,2,3,,,,\n"

    assert read_delimited(head + row + "1,2,3\n" + row).cells.row(2)[:4] == ("1", "2", "3", None)
    with pytest.raises(UnreadableFile, match="Row 3 has 7 fields where the others have 8"):
        read_delimited(head + row + short + row)
