"""The day after which the progress of a target counts."""

from __future__ import annotations

from datetime import date, timedelta

from warehouse.domain.period import parse_period
from warehouse.rules.facts import Target


def counted_after(target: Target, baseline_issued: date | None) -> date:
    """The day before the target starts, or the day of its baseline where that is later.

    A baseline is of the day on which its document was issued, where that lies in the period of the baseline, else of
    the last day of the period: the 58 firms of February 2016 include the batch that was recognised in January.
    """
    first = (target.start_date or date(target.deadline_date.year, 1, 1)) - timedelta(days=1)
    if target.baseline_period is None:
        return first
    period = parse_period(target.baseline_period)
    is_within = baseline_issued is not None and period.start_date <= baseline_issued <= period.end_date
    return max(first, baseline_issued if is_within and baseline_issued else period.end_date)
