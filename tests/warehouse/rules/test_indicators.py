"""The definitions of indicators are refused where they leave something open."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

import pytest

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
