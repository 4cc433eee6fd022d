from __future__ import annotations

import pytest

from warehouse.domain.search_text import normalise, pairs_of, without_legal_form, words_of


@pytest.mark.parametrize(
    ("written", "normal", "places"),
    [
        ("金川集团", "金川集团", [0, 1, 2, 3]),
        ("金川（集团）", "金川集团", [0, 1, 3, 4]),
        ("ＴＣＬ 王牌", "tcl王牌", [0, 1, 2, 4, 5]),
        ("甲㈱乙", "甲株乙", [0, 1, 2]),
        ("“十三五”规划〔2016〕15号", "十三五规划201615号", [1, 2, 3, 5, 6, 8, 9, 10, 11, 13, 14, 15]),
        ("𠮷野", "𠮷野", [0, 1]),
        ("（）…", "", []),
    ],
)
def test_what_is_compared_of_a_text_knows_where_it_stands(written: str, normal: str, places: list[int]) -> None:
    found = normalise(written)

    assert (found.text, list(found.places)) == (normal, places)


def test_words_are_what_stands_between_blanks() -> None:
    assert words_of(" 金川　（铜） New-Area … ") == ["金川", "铜", "newarea"]


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("金川集团股份有限公司", "金川集团"),
        ("金川有限责任公司", "金川"),
        ("金川集团有限", "金川集团"),
        ("有限公司", "有限公司"),
        ("金川公司", "金川公司"),
    ],
)
def test_the_legal_form_at_the_end_is_left_out_unless_nothing_else_is_there(name: str, told: str) -> None:
    assert without_legal_form(name) == told


def test_a_word_of_two_characters_is_one_pair() -> None:
    assert pairs_of("金川") == ["金川"]
    assert pairs_of("新材料") == ["新材", "材料"]
