"""Text rules and the file in the user's hands, without a snapshot."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from graph.bulletin.compose import compose, write_number, write_words
from graph.bulletin.facts import Context
from graph.bulletin.names import PAGE, updated
from graph.bulletin.numbers import Kind, Lang, Number, write_value
from graph.bulletin.report import ReportTable
from graph.bulletin.subjects.growth_rows import EFFECTS, main_cause
from graph.bulletin.wording import BUILT_IN, read_wording
from warehouse.errors import InvalidArgument

LABELS = {
    "zh": {"Reason": {"BASE_NOT_POSITIVE": "基数不为正"}, "ProfitTurn": {"LOSS_TO_PROFIT": "扭亏为盈"}},
    "en": {"Reason": {"BASE_NOT_POSITIVE": "base not positive"}, "ProfitTurn": {"LOSS_TO_PROFIT": "loss to profit"}},
}


def context(lang: Lang) -> Context:
    wording = read_wording(None)
    return Context("2016-06", lang, LABELS[lang], {}, wording.causes, wording.cause_share)


@pytest.mark.parametrize(
    ("value", "zh", "en"),
    [
        ("0.030228", "增长3.0%", "rose by 3.0%"),
        ("-0.07116", "下降7.1%", "fell by 7.1%"),
        ("0.0005", "基本持平", "was unchanged"),
        ("-0.0005", "基本持平", "was unchanged"),
        ("0.00051", "增长0.1%", "rose by 0.1%"),
        ("0.00549", "增长0.5%", "rose by 0.5%"),
        ("0.0055", "增长0.6%", "rose by 0.6%"),
    ],
)
def test_a_rate_is_a_rise_a_fall_or_unchanged_by_the_threshold(value: str, zh: str, en: str) -> None:
    number, words = Number(Decimal(value), Kind.RATE), read_wording(None).words["change"]

    assert write_words(number, words, context("zh")) == zh
    assert write_words(number, words, context("en")) == en


def test_a_rate_on_a_negative_base_says_what_became_of_the_profit_and_else_its_reason() -> None:
    words = read_wording(None).words["change"]
    turned = Number(None, Kind.RATE, "BASE_NOT_POSITIVE", "LOSS_TO_PROFIT")
    unknown = Number(None, Kind.RATE, "BASE_NOT_POSITIVE")

    assert write_words(turned, words, context("zh")) == "扭亏为盈"
    assert write_words(turned, words, context("en")) == "went loss to profit"
    assert write_words(unknown, words, context("zh")) == "的增速未计算（基数不为正）"
    assert write_words(unknown, words, context("en")) == "has no growth rate (base not positive)"
    assert write_number(unknown, context("zh")) == "—（基数不为正）"


@pytest.mark.parametrize(
    ("value", "zh", "en"),
    [
        ("32527551000", "325.28亿元", "32.53 billion yuan"),
        ("-100000000", "-1.00亿元", "-100.00 million yuan"),
        ("99999999", "1.00亿元", "100.00 million yuan"),
        ("3000", "3,000元", "3,000 yuan"),
        ("0", "0元", "0 yuan"),
        ("-0.4", "0元", "0 yuan"),
    ],
)
def test_money_has_the_unit_that_a_person_reads(value: str, zh: str, en: str) -> None:
    assert write_value(Decimal(value), Kind.MONEY, "zh") == zh
    assert write_value(Decimal(value), Kind.MONEY, "en") == en


@pytest.mark.parametrize(
    ("parts", "cause"),
    [
        ({"price": "-6.3", "volume": "2.9"}, "量增价跌"),
        ({"price": "2.9", "volume": "1.0"}, "量价齐升"),
        ({"price": "-9", "volume": "1"}, "主要为价格变动"),
        ({"price": "0", "volume": "-4"}, "主要为数量变动"),
        ({"price": "1", "volume": "-1", "method": "-2.3"}, "主要为方法变动"),
        ({"price": "0", "volume": "0"}, "没有变动"),
    ],
)
def test_the_cause_is_the_largest_part_and_price_and_volume_are_named_together_from_a_fifth_on(
    parts: dict[str, str], cause: str
) -> None:
    row = {name: Number(Decimal(parts.get(name, "0")), Kind.MONEY) for name in EFFECTS}

    assert main_cause(row, context("zh")) == cause


def test_a_change_that_was_not_decomposed_says_why() -> None:
    row = {name: Number(None, Kind.MONEY) for name in EFFECTS}
    row["total"] = Number(Decimal(1), Kind.MONEY, "BASE_NOT_POSITIVE")

    assert main_cause(row, context("zh")) == "未能分解（基数不为正）"
    assert main_cause(row, context("en")) == "not decomposed (base not positive)"


MISTAKES = (
    ("{revenue.ytd}，", "{revenue.ytdd}，", "no number 'revenue.ytdd'. Did you mean", "没有名为“revenue.ytdd”的数"),
    (":change}，名义", ":chance}，名义", "no set of words 'chance'", "“chance”的用词"),
    ('table = "measures"', 'table = "measure"', "no table 'measure'", "“measure”的表"),
    ('chart = "trend"', 'chart = "trent"', "no chart 'trent'", "“trent”的图"),
    ('when = "firms.scope"', 'when = "firms.scop"', "no number 'firms.scop'", "“firms.scop”的数"),
    ("{list.fields_up}。", "{list.fields_upp}。", "no list 'fields_upp'", "“fields_upp”的列举"),
    ("cause_share = 0.2", "cause_share = -1", "must be a number from 0", "须为不小于 0 的数"),
    ("within = 0.005\n", "witin = 0.005\n", "no key 'witin'", "“witin”的键"),
    ("{period}　数据", "{period　数据", "A brace is not closed", "花括号不成对"),
    (
        'columns = ["name", "value", "vintage"',
        'columns = ["name", "valu", "vintage"',
        "no column 'valu'",
        "“valu”的栏目",
    ),
)


@pytest.mark.parametrize(("old", "new", "english", "chinese"), MISTAKES)
def test_a_mistake_in_a_wording_is_told_with_file_and_line(
    tmp_path: Path, old: str, new: str, english: str, chinese: str
) -> None:
    text = BUILT_IN.read_text("utf-8").replace(old, new, 1)
    file = tmp_path / "own.toml"
    file.write_text(text, "utf-8")
    line = text[: text.index(new)].count("\n") + 1

    with pytest.raises(InvalidArgument) as refused:
        read_wording(file)

    assert f"own.toml:{line}: " in str(refused.value)
    assert english in str(refused.value)
    assert chinese in str(refused.value)


def test_all_mistakes_are_told_at_once_and_a_text_needs_both_languages(tmp_path: Path) -> None:
    file = tmp_path / "own.toml"
    file.write_text('[title]\nzh = "{nobody}"\n', "utf-8")

    with pytest.raises(InvalidArgument) as refused:
        read_wording(file)

    assert "own.toml:2: There is no number 'nobody'" in str(refused.value)
    assert "'en' is missing" in str(refused.value)
    assert "'section' must be a list" in str(refused.value)


def test_a_file_that_is_no_toml_is_refused_with_its_line(tmp_path: Path) -> None:
    file = tmp_path / "own.toml"
    file.write_text("[title\n", "utf-8")

    with pytest.raises(InvalidArgument, match="at line 1"):
        read_wording(file)


def test_the_names_in_the_documentation_are_those_of_today() -> None:
    page = PAGE.read_text("utf-8")

    assert updated(page) == page


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_without_reports_no_sentence_says_that_nothing_is_wrong_with_projects(lang: Lang) -> None:
    report = compose(
        read_wording(None), [], context(lang), {"as_of": "2016-07-20"}, datetime(2016, 7, 20, tzinfo=UTC), False
    )
    said = [block.none for section in report.sections for block in section.blocks if isinstance(block, ReportTable)]

    assert "没有暂留的单元格。" in said or "No cell is held." in said
    assert not {"没有黄灯、红灯项目。", "No project has a yellow or red light."} & set(said)


@pytest.mark.parametrize(("since", "is_said"), [("2016年5月", True), ("", False)])
def test_the_last_bulletin_is_named_only_where_there_was_one(since: str, is_said: bool) -> None:
    head = {"as_of": "2016-07-20", "since": "2016年1月1日", "since.period": since}
    report = compose(read_wording(None), [], context("zh"), head, datetime(2016, 7, 20, tzinfo=UTC), False)
    blocks = [*report.head, *(block for section in report.sections for block in section.blocks)]
    said = "".join(run.text for block in blocks if isinstance(block, tuple) for run in block)

    assert ("上期" in said) is is_said
