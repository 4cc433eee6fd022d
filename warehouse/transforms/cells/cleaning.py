"""Cleans received text so that it can be typed: blanks, widths, null marks, thousands, brackets, dates.

Every function takes and returns an expression of text; null is an empty cell. What cannot be cleaned stays unchanged.
"""

from __future__ import annotations

from datetime import date

import polars as pl

_NULL_MARK = r"^(?:[-—–―─]{1,4}|…{1,2}|\.{2,6}|/|#N/A)$"
"""How departments and publishers mark a missing value."""
_BLANKS = r"[\s\u{00a0}\u{2000}-\u{200b}\u{3000}\u{feff}]+"
_SMALL_DIGITS = "²³¹⁰-⁹₀-₉①-⓿❶-➓"
_FOOTNOTE = rf"(?:^|[\d,.])[{_SMALL_DIGITS}]|[{_SMALL_DIGITS}]\d"
"""`1205①`, `1205²`: a footnote mark after a number, which NFKC would turn into another digit."""
_APART = rf"\d{_BLANKS}\d"
_GROUPED = r"^\D*\d{1,3}(?: \d{3})+(?:\.\d+)?\D*$"
_DAY = r"^(\d{4}) ?[-/.年] ?(\d{1,2}) ?[-/.月] ?(\d{1,2}) ?日?(?: 0?0:00(?::00)?)?$"
_COMPACT_DAY = r"^((?:19|20)\d{2})(\d{2})(\d{2})$"
_SERIAL = r"^([2-7]\d{4})$"
"""A spreadsheet's serial number of a day, from 1954 to 2119."""
_SERIAL_ZERO = date(1899, 12, 30)


def fold(text: pl.Expr) -> pl.Expr:
    """Width folded (NFKC) and outer blanks removed; null marks and blank cells become null. A digit with a footnote
    mark stays unchanged, so that it is neither a number nor a code."""
    is_marked = text.str.contains(_FOOTNOTE)
    folded = _strip(pl.when(is_marked).then(text).otherwise(text.str.normalize("NFKC")))
    return pl.when((folded != "") & ~folded.str.contains(_NULL_MARK)).then(folded)


def clean_text(text: pl.Expr) -> pl.Expr:
    """A name or note without outer blanks and line breaks; brackets and widths stay."""
    cleaned = _strip(text.str.replace_all(r"[\r\n\t]+", ""))
    is_mark = cleaned.str.normalize("NFKC").str.contains(_NULL_MARK)
    return pl.when((cleaned != "") & ~is_mark).then(cleaned)


def clean_code(text: pl.Expr) -> pl.Expr:
    """An identifier: folded, without any blank; leading zeros stay."""
    return fold(text).str.replace_all(_BLANKS, "")


def clean_number(text: pl.Expr) -> pl.Expr:
    """A number as plain digits: `（1，234.5）` is `-1234.5`, `１６％` is `16%`, `1 234` is `1234`.

    Digits separated otherwise by a blank or a line break are two numbers; they stay separate and are invalid.
    """
    folded = fold(text)
    is_parted = folded.str.contains(_APART) & ~folded.str.contains(_GROUPED)
    plain = (
        pl.when(is_parted)
        .then(folded.str.replace_all(_BLANKS, "_"))
        .otherwise(folded.str.replace_all(_BLANKS, ""))
        .str.replace_all("−", "-", literal=True)
        .str.replace(r"^\+", "")
        .str.replace(r"^\((\d[\d.,]*%?)\)$", "-${1}")
    )
    is_grouped = plain.str.contains(r"^-?\d{1,3}(?:,\d{3})+(?:\.\d*)?%?$")
    return pl.when(is_grouped).then(plain.str.replace_all(",", "", literal=True)).otherwise(plain)


def clean_date(text: pl.Expr) -> pl.Expr:
    """A day as `2016-01-31`: every notation with a leading four-digit year, `20160131` too, and the serial numbers of
    a spreadsheet.

    `02/03/2016` stays unchanged: day and month are ambiguous.
    """
    folded = fold(text)
    day = pl.concat_str(
        folded.str.extract(_DAY, 1),
        folded.str.extract(_DAY, 2).str.zfill(2),
        folded.str.extract(_DAY, 3).str.zfill(2),
        separator="-",
    )
    compact = folded.str.replace(_COMPACT_DAY, "${1}-${2}-${3}")
    serial = pl.lit(_SERIAL_ZERO) + pl.duration(days=folded.str.extract(_SERIAL, 1).cast(pl.Int64))
    return pl.coalesce(day, serial.cast(pl.Date).dt.to_string("%Y-%m-%d"), compact)


def _strip(text: pl.Expr) -> pl.Expr:
    return text.str.replace(f"^{_BLANKS}", "").str.replace(f"{_BLANKS}$", "")
