"""Lists of firms with credit codes from elsewhere: every code is examined, no firm is read.

A code destroyed by a spreadsheet is held, with its cell; a repaired one is reported; valid ones are counted.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from warehouse.domain.identifiers import CodeState, examine_credit_code
from warehouse.programme.programme import Programme
from warehouse.reading.grid import Sheet
from warehouse.transforms.cells.rules import MESSAGES, message_of
from warehouse.transforms.finding import Finding, Severity
from warehouse.transforms.references.reference import Compared, Reference, heading, letter_of, of_file
from warehouse.wording import Words, bilingual

_HEADINGS: Mapping[tuple[str, ...], str] = {
    ("name", "unifiedSocialCreditCode", "county", "city", "province", "operationStatus"): "unifiedSocialCreditCode",
    ("uscc", "name", "province", "city", "check_digit_ok", "registration_region_code"): "uscc",
}
_STATES_ZH: Mapping[CodeState, str] = {
    CodeState.VALID: "有效",
    CodeState.REPAIRED: "已修正",
    CodeState.CHECK_FAILED: "校验位不符",
    CodeState.EARLIER: "旧代码",
    CodeState.DESTROYED: "被表格软件破坏",
    CodeState.MALFORMED: "格式有误",
    CodeState.MISSING: "缺失",
}
_SEVERITIES = {
    CodeState.DESTROYED: Severity.HELD,
    CodeState.MALFORMED: Severity.HELD,
    CodeState.CHECK_FAILED: Severity.WARNING,
    CodeState.MISSING: Severity.WARNING,
    CodeState.REPAIRED: Severity.INFO,
}


def fits(sheet: Sheet, programme: Programme) -> bool:
    """Whether the headings are those of such a list."""
    return heading(sheet) in _HEADINGS


def compare(sheet: Sheet, programme: Programme) -> Compared:
    """One finding per code that is not valid as received, and the count of each state."""
    column = _HEADINGS[heading(sheet)]
    letters = letter_of(sheet, column)
    states: Counter[CodeState] = Counter()
    findings = []
    rows = 0
    filled = sheet.cells.rows()[1:]
    for number, (text, row) in enumerate(zip(sheet.cells[letters][1:], filled, strict=True), start=2):
        if not any((cell or "").strip() for cell in row):
            continue
        rows += 1
        code, state = examine_credit_code(text)
        states[state] += 1
        if state in _SEVERITIES:
            rule = f"credit_code_{state}"
            repaired = Words(en=f"It is {code}.", zh=f"应为 {code}。") if state is CodeState.REPAIRED else None
            message = (
                message_of(rule, column, repaired)
                if rule in MESSAGES
                else bilingual(f"{column}: there is no credit code here.", "此处没有统一社会信用代码。")
            )
            findings.append(
                Finding(_SEVERITIES[state], rule, message, sheet.name, number, letters,
                        column, text)
            )  # fmt: skip
    counts = ", ".join(f"{states[state]} {state.replace('_', ' ')}" for state in CodeState if states[state])
    counts_zh = "，".join(f"{_STATES_ZH[state]} {states[state]} 个" for state in CodeState if states[state])
    summary = of_file(
        "credit_codes_examined",
        f"{rows} credit codes: {counts}.",
        f"{rows} 个统一社会信用代码：{counts_zh}。",
        sheet,
    )
    return Compared(rows, (summary, *findings))


_TITLE = Words(en="list of firms with credit codes", zh="企业信用代码名单")
REFERENCE = Reference("reference_credit_codes", _TITLE, fits, compare)
