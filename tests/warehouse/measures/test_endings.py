"""When a firm is off the list: one meaning for chains, money, assessments and contradictions."""

from __future__ import annotations

from datetime import date

import polars as pl
import pytest

from warehouse.measures.register.enterprise_changes import ended_by, endings

Change = tuple[str, str, str | None, date]
SPRING, SUMMER, AUTUMN = date(2015, 3, 1), date(2015, 6, 30), date(2016, 9, 1)
EXIT, RETURN = ("status_change", "exited"), ("status_change", "active")


def declared(*changes: Change, is_applied: bool = True) -> pl.DataFrame:
    schema = {"enterprise_id": pl.String, "change_kind": pl.String, "new_status": pl.String, "change_date": pl.Date}
    return pl.DataFrame(changes, schema=schema, orient="row").with_row_index("source_row").with_columns(
        is_applied=pl.lit(is_applied), submission_id=pl.lit("S1")
    )  # fmt: skip


@pytest.mark.parametrize(
    ("changes", "day"),
    [
        ([("A", *EXIT, SPRING)], SPRING),
        ([("A", "merger", None, SPRING)], SPRING),
        ([("A", *EXIT, SUMMER), ("A", *EXIT, SPRING)], SPRING),
        ([("A", *EXIT, SPRING), ("A", *RETURN, SUMMER)], None),
        ([("A", *EXIT, SPRING), ("A", *RETURN, SUMMER), ("A", *EXIT, AUTUMN)], AUTUMN),
        ([("A", *RETURN, SPRING), ("A", "rename", None, SUMMER)], None),
    ],
)
def test_a_firm_ended_on_the_first_day_of_its_last_absence(changes: list[Change], day: date | None) -> None:
    assert dict(endings(declared(*changes)).iter_rows()) == ({} if day is None else {"A": day})
    assert ended_by(declared(*changes))["change_date"].to_list() == ([] if day is None else [day])


def test_a_change_that_was_not_applied_ends_nothing() -> None:
    assert endings(declared(("A", *EXIT, SPRING), is_applied=False)).is_empty()
