"""`longmai hold-escalation`: an entry of the ledger with person, reason and days."""

from __future__ import annotations

from pathlib import Path

import pytest

from orchestration.due import hold_escalation
from warehouse.archive.home import Home
from warehouse.decisions.exemptions import read_exemptions
from warehouse.errors import InvalidArgument, UnknownName


def test_a_hold_is_recorded_with_person_reason_and_days(tmp_path: Path) -> None:
    home = Home(tmp_path).ensure()

    hold_escalation(home, "gansu_2016_task_13", "2016-06-10", "2016-06-30", "张三", "等待企业年报")

    (held,) = read_exemptions(home)
    assert (held.subject_id, held.form_id, held.first_period, held.last_period, held.decided_by, held.reason) == (
        "gansu_2016_task_13", "escalation", "2016-06-10", "2016-06-30", "张三", "等待企业年报",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("task", "first", "until", "by", "error"),
    [
        ("gansu_2016_task_99", "2016-06-10", "2016-06-30", "张三", UnknownName),
        ("gansu_2016_task_13", "2016-06-10", "2016-06-09", "张三", InvalidArgument),
        ("gansu_2016_task_13", "2016-06-10", "June", "张三", InvalidArgument),
        ("gansu_2016_task_13", "2016-06-10", "2016-06-30", " ", InvalidArgument),
    ],
)
def test_a_hold_of_no_task_no_day_or_nobody_is_refused(
    tmp_path: Path, task: str, first: str, until: str, by: str, error: type[Exception]
) -> None:
    home = Home(tmp_path).ensure()

    with pytest.raises(error):
        hold_escalation(home, task, first, until, by, "原因")
    assert read_exemptions(home) == ()
