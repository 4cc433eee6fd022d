"""Partitions of forms with a calendar: months or quarters. An enterprise is a column, not a partition."""

from datetime import datetime

from dagster import MonthlyPartitionsDefinition, PartitionsDefinition, StaticPartitionsDefinition

from warehouse.domain.moment import CHINA_TIME
from warehouse.forms.form import Form, Frequency

RETURN_MONTHS = MonthlyPartitionsDefinition(start_date="2014-01", fmt="%Y-%m", end_offset=1)
"""Months from the beginning of the programme to the current one."""

REPORT_QUARTERS = StaticPartitionsDefinition(
    [f"{year}-Q{quarter}" for year in range(2014, datetime.now(CHINA_TIME).year + 1) for quarter in range(1, 5)]
)
"""Quarters from the beginning of the programme to the end of the year in which this process started."""


def partitions_def(form: Form) -> PartitionsDefinition | None:
    """The partitions of a form's stage asset; None for a form without a calendar."""
    if form.calendar is None:
        return None
    return RETURN_MONTHS if form.calendar.frequency is Frequency.MONTHLY else REPORT_QUARTERS
