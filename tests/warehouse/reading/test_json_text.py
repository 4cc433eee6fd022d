from __future__ import annotations

import pytest

from warehouse.errors import UnreadableFile
from warehouse.reading.json_text import read_json


def test_the_object_of_a_line_stands_one_row_below_it() -> None:
    sheet = read_json('{"code": "000123", "n": 1}\n\n{"n": 1.10, "other": null}\n')

    assert sheet.cells.rows() == [
        ("code", "n", "other"),
        ("000123", "1", None),
        (None, None, None),
        (None, "1.10", None),
    ]


def test_a_number_keeps_all_of_its_digits() -> None:
    sheet = read_json('{"code": 916205007565586101, "value": 1e400}')

    assert sheet.cells.row(1) == ("916205007565586101", "1e400")


def test_children_follow_their_parent() -> None:
    sheet = read_json('[{"code": "11", "children": [{"code": "1101"}, {"code": "1102"}]}, {"code": "12"}]')

    assert sheet.cells["A"].to_list() == ["code", "11", "1101", "1102", "12"]


def test_one_object_over_several_lines_is_one_row() -> None:
    sheet = read_json('{\n "rows": 247,\n "columns": ["a", "b"]\n}\n')

    assert sheet.cells.rows() == [("rows", "columns"), ("247", '["a","b"]')]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ('{"a": 1}\n{"a": ', "Line 2"),
        ('{"a": 1}\n[1]\n', "Line 2"),
        ('[{"a": 1}, {"a": 2}', "Line 1"),
        ('{"a": NaN}', "NaN"),
        ('{"a": Infinity}', "Infinity"),
        ('{"a": 1, "a": 2}', "'a' occurs twice"),
        ("[1, 2]", "list of objects"),
        ("[" * 100_000, "too deep"),
    ],
)
def test_what_is_cut_off_or_no_object_is_refused_with_its_place(text: str, place: str) -> None:
    with pytest.raises(UnreadableFile, match=place):
        read_json(text)
