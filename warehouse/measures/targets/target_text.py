"""A sentence about where a target stands, in both languages, with the units that people use."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from warehouse.measures.reason import Reason

_UNITS: Mapping[str, tuple[str, str]] = {
    "percent": ("%", "%"),
    "point_pp": ("个百分点", " points"),
    "firm": ("户", " firms"),
    "chain": ("条", " chains"),
    "fund": ("只", " funds"),
    "platform": ("个", " platforms"),
    "cny_1e8": ("亿元", " × 100 million yuan"),
}

STATUS_TEXTS: Mapping[str, tuple[str, str]] = {
    "superseded": ("已被后来文件的目标取代", "superseded by a later document"),
    "repeated": ("后来文件重申", "repeated by a later document"),
    "moot": ("已失效", "moot"),
    "unquantified": ("未量化", "not quantified"),
    "no_data": ("无数据", "no data"),
    "not_started": ("未开始", "not started"),
    "met": ("已达到", "met"),
    "met_early": ("提前达到", "met early"),
    "missed": ("未达到", "missed"),
    "on_track": ("达进度", "on track"),
    "at_risk": ("有风险", "at risk"),
    "behind": ("欠进度", "behind"),
}

_CANNOT_BE_JUDGED = ("暂不能判定", "cannot be judged yet")


def with_texts(judged: pl.LazyFrame) -> pl.LazyFrame:
    """The frame with `text_zh` and `text_en`."""
    return judged.with_columns(text_zh=_chinese(), text_en=_english())


def _number(column: str | pl.Expr, digits: int = 2) -> pl.Expr:
    """A number as people write it: at most two decimals, none where they are zeros."""
    value = pl.col(column) if isinstance(column, str) else column
    text = value.round(digits).cast(pl.Decimal(38, digits)).cast(pl.String)
    return text.str.strip_chars_end("0").str.strip_chars_end(".").str.replace("^-0$", "0")


def _of_unit(unit: pl.Expr, language: int) -> pl.Expr:
    return unit.replace_strict(list(_UNITS), [words[language] for words in _UNITS.values()], default="")


def _difference_unit() -> pl.Expr:
    """Per cents differ by points."""
    return pl.when(pl.col("unit") == "percent").then(pl.lit("point_pp")).otherwise("unit")


def _when(condition: pl.Expr, template: str, *parts: pl.Expr) -> pl.Expr:
    """A piece of the sentence, or nothing."""
    return pl.when(condition).then(pl.format(template, *parts)).otherwise(pl.lit(""))


def _is_known(column: str) -> pl.Expr:
    return pl.col(column).is_not_null()


def _is_within_spread() -> pl.Expr:
    return pl.col("status").is_in(["met", "missed"]) & (pl.col("gap_to_target").abs() < pl.col("vintage_spread"))


def _word(language: int) -> pl.Expr:
    words = [texts[language] for texts in STATUS_TEXTS.values()]
    told = pl.col("status").replace_strict(list(STATUS_TEXTS), words, default=None)
    # What has a number cannot be said to have no data.
    is_open = (pl.col("status") == "no_data") & _is_known("actual")
    return pl.when(is_open).then(pl.lit(_CANNOT_BE_JUDGED[language])).otherwise(told)


def _reason(language: int) -> pl.Expr:
    words = [reason.en.rstrip(".") if language else reason.zh for reason in Reason]
    told = pl.col("reason").replace_strict([reason.value for reason in Reason], words, default=None)
    is_said_elsewhere = (pl.col("reason") == Reason.UNQUANTIFIED.value) | (pl.col("status") == "moot")
    return pl.when(~is_said_elsewhere.fill_null(value=False)).then(told)


def _is_needed() -> pl.Expr:
    return (pl.col("required_per_month") > 0) & (pl.col("status") != "moot").fill_null(value=True)


def _chinese() -> pl.Expr:
    unit, difference = _of_unit(pl.col("unit"), 0), _of_unit(_difference_unit(), 0)
    missing, needed = pl.col("gap_to_target") < 0, _is_needed()
    date = pl.col("period_end_date")
    shown = pl.when("is_at_least").then(pl.lit("至少 ")).otherwise(pl.lit("实际 "))
    status, why = _word(0), _reason(0)
    return pl.concat_str(
        pl.format("{}年{}月", date.dt.year(), date.dt.month()),
        _when(pl.col("is_synthetic"), "（合成样本）"),
        pl.lit("："),
        _when(_is_known("actual"), "{}{}{}", shown, _number("actual"), unit),
        _when(_is_known("actual_level"), "（占比 {}%）", _number("actual_level")),
        _when(_is_known("actual") & (pl.col("actual_period") != pl.col("period")), "（{}）", pl.col("actual_period")),
        _when(_is_known("actual") & _is_known("target_value"), "，目标 {}{}", _number("target_value"), unit),
        _when(_is_known("actual") & _is_known("target_value_high"), "至 {}{}", _number("target_value_high"), unit),
        _when(_is_known("gap_to_path") & pl.col("missing").is_null(), "，按进度应达 {}{}", _number("path"), unit),
        _when(missing, "，距目标差 {}{}", _number(-pl.col("gap_to_target")), difference),
        _when(needed, "，此后每月需 {}{}", _number("required_per_month"), difference),
        _when(_is_known("required_rate"), "，余下月份需增长 {}%", _number("required_rate")),
        _when(_is_known("actual") & (status.is_not_null() | why.is_not_null()), "；"),
        status.fill_null(""),
        _when(status.is_not_null() & why.is_not_null(), "："),
        why.fill_null(""),
        _when(pl.col("status") == "moot", "：{}", pl.col("moot_reason_zh")),
        _when(pl.col("is_preliminary"), "（初步数）"),
        _when(pl.col("is_above_range"), "，超出区间上限"),
        _when(pl.col("is_carried_over"), "，结转至后续目标"),
        _when(pl.col("holds_in_all_vintages").not_(), "；各数据版本结论不一致"),
        _when(_is_within_spread(), "；与目标之差小于版本间差异 {}{}", _number("vintage_spread"), difference),
        pl.lit("。"),
    )


def _english() -> pl.Expr:
    unit, difference = _of_unit(pl.col("unit"), 1), _of_unit(_difference_unit(), 1)
    missing, needed = pl.col("gap_to_target") < 0, _is_needed()
    shown = pl.when("is_at_least").then(pl.lit("at least ")).otherwise(pl.lit("actual "))
    status, why = _word(1), _reason(1)
    return pl.concat_str(
        pl.col("period"),
        _when(pl.col("is_synthetic"), " (synthetic sample)"),
        pl.lit(": "),
        _when(_is_known("actual"), "{}{}{}", shown, _number("actual"), unit),
        _when(_is_known("actual_level"), " (share {}%)", _number("actual_level")),
        _when(_is_known("actual") & (pl.col("actual_period") != pl.col("period")), " ({})", pl.col("actual_period")),
        _when(_is_known("actual") & _is_known("target_value"), ", target {}{}", _number("target_value"), unit),
        _when(_is_known("actual") & _is_known("target_value_high"), " to {}{}", _number("target_value_high"), unit),
        _when(_is_known("gap_to_path") & pl.col("missing").is_null(), ", due by now {}{}", _number("path"), unit),
        _when(missing, ", short by {}{}", _number(-pl.col("gap_to_target")), difference),
        _when(needed, ", needs {}{} a month from now", _number("required_per_month"), difference),
        _when(_is_known("actual") & (status.is_not_null() | why.is_not_null()), "; "),
        status.fill_null(""),
        _when(status.is_not_null() & why.is_not_null(), ": "),
        why.fill_null(""),
        _when(pl.col("status") == "moot", ": {}", pl.col("moot_reason_en")),
        _when(pl.col("is_preliminary"), " (preliminary)"),
        _when(pl.col("is_above_range"), ", above the range"),
        _when(pl.col("is_carried_over"), ", carried over into a later target"),
        _when(pl.col("holds_in_all_vintages").not_(), "; the vintages disagree"),
        _when(
            _is_within_spread(),
            "; the vintages lie {}{} apart, more than the gap",
            _number("vintage_spread"),
            difference,
        ),
        pl.lit("."),
    )
