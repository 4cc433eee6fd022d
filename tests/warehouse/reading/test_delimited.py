from __future__ import annotations

import pytest

from warehouse.errors import UnreadableFile
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
