"""What each rule says to the person who has to act: one sentence about the cell, one about what to do."""

from __future__ import annotations

from warehouse.forms.form import Column

MESSAGES = {
    "credit_code_destroyed": "the credit code was turned into a number by a spreadsheet and its digits are gone; "
    "format the column as text and send the code again",
    "credit_code_malformed": "this is no unified social credit code of 18 characters; correct it",
    "credit_code_check_failed": "the check character of the credit code does not fit; compare it with the licence",
    "credit_code_repaired": "the credit code was put in order (blanks, width, upper case); nothing to do",
    "credit_code_earlier": "this is a code from before October 2015; it counts where the register of changes names its "
    "enterprise, the credit code is better",
    "code_destroyed": "the code was turned into a number by a spreadsheet; format the column as text and send it again",
    "missing_value": "a value has to stand here; send the row again with it",
    "spreadsheet_error": "the cell holds the error of a formula; correct the formula",
    "formula_without_value": "the formula was saved without its value; open the file, calculate it and save it again",
    "scaled_number": "the cell holds another number than it shows, by a format in thousands or ten thousands; write "
    "it in the unit of its column, in a plain format",
    "scientific_notation": "digits are lost in this notation; send the number with all its digits",
    "not_a_number": "this is no number; write digits only",
    "merged_number": "the number stands in a cell that is merged over several rows; write in each row what is its own",
    "too_many_digits": "more than twelve digits stand before the point; look at the unit",
    "not_a_whole_number": "this is no whole number",
    "not_a_date": "this is no date that can be told for certain; write 2016-03-31",
    "not_a_period": "this is no period; write 2015, 2015-Q1 or 2015-03",
    "unknown_indicator": 'no indicator has this code; write it as the list of indicators does, longmai sql "select '
    'indicator_id, title_zh from core.indicator"',
    "unknown_unit": "this is no unit that we know; write it as the form does",
    "duplicate_row": "the same key stands in another row of this file; send one of them",
    "kind_and_period_differ": "this kind of value does not exist for a period like that",
    "invented_about_a_real_fact": "generated data may not say anything about a fact of the plan; use an id of its own",
    "combined_month": "January and February have no month of their own; only the year to date is taken",
    "unit_in_cell": "a unit stands in the cell itself and differs from that of the column; the value was converted "
    "from the cell's",
    "in_the_future": "this is later than the day on which the file came; correct it, or release it if it is a plan",
    "unit_conflict": "the unit measures another quantity than in other rows or in the definition; use one",
}


RELEASABLE = frozenset({"below_minimum", "above_maximum", "not_the_pattern", "in_the_future"})
"""Rules that a cell can break and still have a value: a person may take it as it stands."""


def message(rule: str, column: Column) -> str:
    """The message for a cell of `column` that breaks `rule`."""
    match rule:
        case "below_minimum":
            text = f"the value is below {column.minimum}; correct it"
        case "above_maximum":
            text = f"the value is above {column.maximum}; correct it"
        case "not_a_choice":
            text = f"write one of {'、'.join(column.choices)}"
        case "not_the_pattern":
            text = f"the code has to look like {column.pattern}"
        case _:
            text = MESSAGES[rule]
    return f"{column.heading}: {text}."
