"""Indicators and their units in the programme of the package."""

from __future__ import annotations

from warehouse.domain.unit import conversion_factor
from warehouse.programme.programme import built_in, check_programme


def test_an_indicator_that_does_not_say_whether_it_may_be_negative_is_refused() -> None:
    files = dict(built_in().files)
    text = files["indicators.csv"].decode().replace("enterprise,flow,cny_1e3,false,", "enterprise,flow,cny_1e3,,", 1)

    (found,) = check_programme(files | {"indicators.csv": text.encode()})

    assert (found.place, found.code, found.en) == ("indicators.csv:2", "missing", "'may_be_negative' is missing.")


def test_firms_chains_funds_and_platforms_are_counted_in_words_of_their_own() -> None:
    programme = built_in()

    def unit(indicator_id: str) -> str:
        return programme.units[programme.indicators[indicator_id].unit].title_zh

    assert unit("key_enterprise_count") == "户"
    assert unit("chain_10bn_count") == "条"
    assert unit("sub_fund_count") == "只"
    assert unit("provincial_platform_count") == unit("state_key_lab_count") == "个"


def test_a_count_is_taken_in_whatever_word_a_file_has_for_it() -> None:
    units = built_in().units

    assert units.parse("只").unit_id == units.parse("户").unit_id == "piece"
    assert conversion_factor(units.parse("家"), units["firm"]) == 1
    assert units.base(units.parse("万只")).unit_id == "piece"
