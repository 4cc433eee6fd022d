"""The patterns of codes in words: regular expressions are never shown to users."""

from __future__ import annotations

from collections.abc import Mapping

from warehouse.wording import Words

PATTERNS: Mapping[str, Words] = {
    r"\d{6}": Words(en="six digits", zh="六位数字"),
    r"\d{6}|WLD|world": Words(en="six digits, or world", zh="六位数字或 world"),
    r"\d{15}": Words(en="fifteen digits", zh="十五位数字"),
    r"[0-9A-Z]{8}-?[0-9X]": Words(
        en="eight digits or capitals and a check character, such as 12345678-9",
        zh="八位数字或大写字母加一位校验码，如 12345678-9",
    ),
    r"\d{4}": Words(en="a year of four digits, such as 2016", zh="四位数的年份，如 2016"),
    r"\d{4}-\d{2}": Words(en="a month, such as 2016-03", zh="月份，如 2016-03"),
    r"\d{4}-Q[1-4]": Words(en="a quarter, such as 2016-Q1", zh="季度，如 2016-Q1"),
    r"[0-9A-Za-z_]+": Words(en="a code of digits, letters and underscores", zh="由数字、字母、下划线组成的代码"),
    r"[0-9A-Za-z_-]+": Words(
        en="a code of digits, letters, underscores and hyphens", zh="由数字、字母、下划线、连字符组成的代码"
    ),
}
"""The description of each pattern, as a noun."""
