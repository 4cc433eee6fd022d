"""Rule sets by version: found, refused with file and key, and in force by day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from warehouse.errors import ContractBroken
from warehouse.rules.rule_sets import load_rule_sets, rule_in_force

TEXT = 'id = "pace"\nversion = "1"\nvalid_from = 2016-01-01\nsource = "ours"\n[bounds]\nslow = 0.8\n'


@dataclass(frozen=True)
class Pace:
    slow: Decimal


def _programme(folder: Path, **files: str) -> Path:
    (folder / "rules").mkdir()
    for version, text in files.items():
        (folder / "rules" / f"pace@{version.removeprefix('v')}.toml").write_text(text, "utf-8")
    return folder


def test_a_rule_set_applies_from_its_day_until_its_next_version(tmp_path: Path) -> None:
    later = TEXT.replace('"1"', '"2"').replace("2016-01-01", "2017-01-01").replace("0.8", "0.9")

    rules = load_rule_sets("pace@*.toml", Pace, _programme(tmp_path, v1=TEXT, v2=later))

    assert [(rule.version_id, rule.bounds.slow) for rule in rules] == [
        ("pace@1", Decimal("0.8")),
        ("pace@2", Decimal("0.9")),
    ]
    days = (date(2015, 12, 31), date(2016, 1, 1), date(2016, 12, 31), date(2017, 1, 1))
    found = [rule_in_force(rules, day) for day in days]
    assert [rule and rule.version for rule in found] == [None, "1", "1", "2"]


@pytest.mark.parametrize(
    ("changed", "into", "en", "zh"),
    [
        ("slow", "slwo", "pace@1.toml: bounds .*'slwo' is none of slow", "不在 slow 之列"),
        ("slow = 0.8", 'slow = "0.8"', "'slow' is '0.8' .*, not a Decimal", "类型应为 Decimal"),
        ("slow = 0.8", "", "'slow' is missing", "缺少“slow”"),
        ('source = "ours"\n', "", "pace@1.toml .*'source' is missing", "缺少“source”"),
        ('source = "ours"', 'source = "ours"\nnote = "x"', "'note' is none of id, version", "“note”不在"),
        ("[bounds]", "[limits]", "pace@1.toml: 'bounds' is missing", "缺少“bounds”"),
        ('version = "1"', 'version = "2"', "say pace@2", "请将文件命名为 pace@2.toml"),
        ("[bounds]", "[bounds", "pace@1.toml is not TOML", "不是有效的 TOML"),
    ],
)
def test_a_mistake_is_refused_with_file_and_key_in_both_languages(
    tmp_path: Path, changed: str, into: str, en: str, zh: str
) -> None:
    assert changed in TEXT
    with pytest.raises(ContractBroken, match=en) as refused:
        load_rule_sets("pace@*.toml", Pace, _programme(tmp_path, v1=TEXT.replace(changed, into)))

    assert refused.value.zh is not None
    assert zh in refused.value.zh
    assert "pace@1.toml" in refused.value.zh


def test_two_versions_do_not_begin_on_one_day(tmp_path: Path) -> None:
    with pytest.raises(ContractBroken, match=r"pace@2\.toml: 'valid_from' is 2016-01-01, as in pace@1\.toml"):
        load_rule_sets("pace@*.toml", Pace, _programme(tmp_path, v1=TEXT, v2=TEXT.replace('"1"', '"2"')))


def test_a_set_without_a_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ContractBroken, match="no rule set 'pace@"):
        load_rule_sets("pace@*.toml", Pace, tmp_path)
