"""Identifiers of enterprises: the unified social credit code and the organisation code inside it.

Sources: GB 32100-2015 (credit code, 18 characters, check digit with modulus 31) and GB 11714 (organisation code, its
characters 9 to 17, modulus 11). A wrong check digit does not prove a wrong code: one officially issued code is reported
to fail, so callers treat it as a warning (docs/sources/credit_code.md).
"""

from __future__ import annotations

import re
from enum import StrEnum
from operator import mul

ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_VALUES = {character: value for value, character in enumerate(ALPHABET)}
CREDIT_CODE_WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)
_ORGANISATION_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)
_WELL_FORMED = re.compile(f"[{ALPHABET}]{{18}}")
_WITHIN = re.compile(r"[\s\u200b\u200c\u200d\u2060\ufeff]+")
"""Blanks of every width, line breaks, and invisible characters."""
_REGISTRATION_NUMBER = re.compile(r"\d{15}")
_ORGANISATION_CODE = re.compile(r"([0-9A-Z]{8})-?([0-9X])")
_SPREADSHEET = re.compile(r"\d(\.\d+)?[Ee]\+\d+|\d{15}0{3}")


class CodeState(StrEnum):
    """The state of a received credit code."""

    VALID = "valid"
    REPAIRED = "repaired"
    """Valid after removing blanks, also inside, narrowing full-width characters and converting to upper case."""
    CHECK_FAILED = "check_failed"
    """Well formed, but with a wrong check digit."""
    EARLIER = "earlier"
    """A registration number or an organisation code from before October 2015, with a valid check digit."""
    DESTROYED = "destroyed"
    """Turned into a number by a spreadsheet (`9.13E+17`): the digits are gone."""
    MALFORMED = "malformed"
    MISSING = "missing"


def check_character(code: str) -> str:
    """The check digit (18th character) for the first 17 characters (GB 32100-2015; 31 is written `0`).

    Raises ValueError for a character outside the code's alphabet (no I, O, S, V, Z).
    """
    try:
        total = sum(map(mul, CREDIT_CODE_WEIGHTS, [_VALUES[character] for character in code[:17]]))
    except KeyError as error:
        raise ValueError(f"{error} is no character of a credit code.") from error
    return ALPHABET[(31 - total % 31) % 31]


def organisation_check_character(body: str) -> str:
    """The 9th character of an organisation code (GB 11714) from its first eight, digits or letters."""
    total = sum(weight * int(character, 36) for weight, character in zip(_ORGANISATION_WEIGHTS, body, strict=True))
    return "0123456789X0"[11 - total % 11]


def organisation_code(credit_code: str) -> str:
    """Characters 9 to 17 of a credit code: the link to registers from before October 2015."""
    return credit_code[8:17]


def examine_credit_code(text: str | None) -> tuple[str | None, CodeState]:
    """The credit code in its correct notation, if there is one, and the state in which it was received."""
    if text is None or not text.strip():
        return None, CodeState.MISSING
    if _SPREADSHEET.fullmatch(text.strip()):
        return None, CodeState.DESTROYED
    code = _narrow(text.strip()).upper()
    if _WELL_FORMED.fullmatch(code) is None:
        # A blank inside separates parts of one code or two texts: only the check digit decides.
        code = _WITHIN.sub("", code)
        is_proven = _WELL_FORMED.fullmatch(code) is not None and check_character(code) == code[17]
        return (code, CodeState.REPAIRED) if is_proven else (None, CodeState.MALFORMED)
    if check_character(code) != code[17]:
        return code, CodeState.CHECK_FAILED
    return code, CodeState.VALID if code == text else CodeState.REPAIRED


def examine_enterprise_code(text: str | None) -> tuple[str | None, CodeState]:
    """Like examine_credit_code, but accepts the codes from before October 2015 too; an organisation code loses its
    dash.

    Their check digit must be valid: a credit code truncated to 15 digits must not pass for a registration number.
    """
    code, state = examine_credit_code(text)
    if state is not CodeState.MALFORMED or text is None:
        return code, state
    written = _narrow(text.strip()).upper()
    if is_registration_number(written):
        return written, CodeState.EARLIER
    match = _ORGANISATION_CODE.fullmatch(written)
    if match is not None and organisation_check_character(match[1]) == match[2]:
        return match[1] + match[2], CodeState.EARLIER
    return None, state


def is_registration_number(text: str) -> bool:
    """Whether the text has 15 digits with a valid check digit (GB/T 17710, modulus 11 and 10)."""
    return _REGISTRATION_NUMBER.fullmatch(text) is not None and registration_check_digit(text[:14]) == text[14]


def registration_check_digit(body: str) -> str:
    """The 15th digit of a registration number from its first 14 (GB/T 17710, hybrid system modulus 11,10)."""
    remainder = 10
    for digit in body:
        remainder = ((remainder + int(digit)) % 10 or 10) * 2 % 11
    return str((11 - remainder) % 10)


def _narrow(text: str) -> str:
    """Full-width letters and digits as plain ones."""
    if text.isascii():
        return text
    return "".join(chr(ord(character) - 0xFEE0) if "！" <= character <= "～" else character for character in text)
