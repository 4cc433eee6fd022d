"""The definitions of indicators are refused where they leave something open."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

import pytest

from warehouse.domain.unit import UNITS, base_unit, conversion_factor, parse_unit
from warehouse.errors import ContractBroken
from warehouse.rules import indicators


def test_an_indicator_that_does_not_say_whether_it_may_be_negative_is_refused(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    defined = (files("warehouse.rules") / "indicators.csv").read_text()
    (tmp_path / "indicators.csv").write_text(defined.replace("enterprise,flow,false,", "enterprise,flow,,", 1))
    monkeypatch.setattr(indicators, "files", lambda package: tmp_path)

    with pytest.raises(ContractBroken, match="may_be_negative of gross_output is neither true nor false"):
        indicators.load_indicators()


def test_firms_chains_funds_and_platforms_are_counted_in_words_of_their_own() -> None:
    defined = indicators.load_indicators()
    units = {name: UNITS[unit].title_zh for name, unit in defined["indicator_id", "unit_id"].rows() if unit in UNITS}

    assert units["key_enterprise_count"] == "户"
    assert units["chain_10bn_count"] == "条"
    assert units["sub_fund_count"] == "只"
    assert units["provincial_platform_count"] == units["state_key_lab_count"] == "个"


def test_a_count_is_taken_in_whatever_word_a_file_has_for_it() -> None:
    assert parse_unit("只").unit_id == parse_unit("户").unit_id == "piece"
    assert conversion_factor(parse_unit("家"), UNITS["firm"]) == 1
    assert base_unit(parse_unit("万只")).unit_id == "piece"
