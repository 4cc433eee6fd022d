"""A file is measured by the values of its own enterprises and by its year, however small it is beside the province."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pytest

from warehouse.archive.home import Home
from warehouse.domain.period import Period
from warehouse.errors import ReleaseHeld
from warehouse.forms.registry import FORMS
from warehouse.ingestion.receive import ingest_file
from warehouse.programme.programme import built_in
from warehouse.reading.child import ChildReader
from warehouse.sample.firms import synthetic_credit_code
from warehouse.snapshots.publish import accept_held
from warehouse.snapshots.refresh import refresh
from warehouse.snapshots.releases.comparison import FileChange
from warehouse.snapshots.releases.diff import ReleaseDiff
from warehouse.snapshots.releases.hold import reasons_to_hold
from warehouse.templates.workbook import write_template

FINANCIAL = FORMS["monthly_financial_return"]
FIRMS = 30
COUNTY = 2
"""Of thirty enterprises two are of the county that sends again."""
FLOWS = ("gross_output", "revenue", "operating_cost", "total_profit", "rd_expenditure")
Send = Callable[..., None]


def _change(corrected: int, before: int, period: str = "2016-03", received_on: date = date(2016, 4, 20)) -> ReleaseDiff:
    file = FileChange("S000009", "某县.xlsx", received_on, FINANCIAL.form_id, period, 6, before, corrected)
    return ReleaseDiff("000001", (), (), (), 10**6, (file,))


@pytest.mark.parametrize(("corrected", "before", "held"), [(72, 72, 1), (22, 72, 1), (21, 72, 0), (9, 12, 0)])
def test_a_file_waits_that_replaces_more_than_its_share_of_its_own_enterprises(
    corrected: int, before: int, held: int
) -> None:
    limits = replace(built_in().release, file_corrected_percent=Decimal(30), file_smallest_count=10)

    reasons = reasons_to_hold(_change(corrected, before), limits)

    assert len(reasons) == held
    assert all(f"某县.xlsx (S000009) replaces {corrected} of the {before} values" in reason for reason in reasons)
    assert all(
        f"更正了所涉 6 家企业 2016-03 已生效的 {before} 个数值中的 {corrected} 个" in reason for reason in reasons
    )


@pytest.mark.parametrize(
    ("period", "received_on", "held"),
    [
        ("2015-12", date(2016, 6, 30), 0),
        ("2015-12", date(2016, 7, 1), 1),
        ("2015-03", date(2017, 1, 5), 1),
        ("2016-03", date(2016, 12, 31), 0),
    ],
)
def test_one_value_of_a_closed_year_waits(period: str, received_on: date, held: int) -> None:
    limits = replace(built_in().release, closed_after_months=6, closed_smallest_count=1)

    reasons = reasons_to_hold(_change(1, 72, period, received_on), limits)

    assert len(reasons) == held
    assert all(f"replaces 1 values of {period[:4]}" in reason and "该年度" in reason for reason in reasons)


def _rows(firms: range, more: int = 0) -> list[dict[str, Any]]:
    rows = []
    for number in firms:
        row: dict[str, Any] = {"credit_code": synthetic_credit_code(number), "name": f"企业{number}"}
        for place, name in enumerate(FLOWS, start=1):
            row |= {f"{name}_month": 1000 * number + place + more, f"{name}_ytd": 3000 * number + place + more}
        rows.append(row | {"total_assets_end": 9000 * number + more, "employee_count_end": 50 * number + more})
    return rows


@pytest.fixture
def home(data_home: Home) -> Home:
    return data_home


@pytest.fixture
def send(home: Home, tmp_path: Path, reader: ChildReader) -> Send:
    def send_one(name: str, month: int, rows: list[dict[str, Any]], received_at: datetime) -> None:
        path = tmp_path / f"{name}.xlsx"
        write_template(FINANCIAL, path, built_in().units, period=Period(2015, month=month), rows=rows)
        assert ingest_file(home, path, received_at=received_at, reader=reader).refusal is None

    return send_one


def test_a_small_file_waits_until_a_person_accepts_it_and_history_that_comes_late_does_not(
    home: Home, send: Send, tmp_path: Path, reader: ChildReader
) -> None:
    head = "统一社会信用代码,单位详细名称,行政区划代码,行业代码,所属领域,认定批次,认定日期"
    firms = [
        f"{synthetic_credit_code(n)},企业{n},620100,3812,先进装备和智能制造,1,2014-06-01" for n in range(1, FIRMS + 1)
    ]
    (tmp_path / "register.csv").write_text("\n".join(["骨干企业名录 合成数据", head, *firms]) + "\n", "utf-8")
    ingest_file(home, tmp_path / "register.csv", received_at=datetime(2015, 4, 1, tzinfo=UTC), reader=reader)
    send("全省3月", 3, _rows(range(1, FIRMS + 1)), datetime(2015, 4, 15, tzinfo=UTC))
    refresh(home)
    # Values of a closed year that nobody had reported are added at any time.
    send("全省4月", 4, _rows(range(1, FIRMS + 1)), datetime(2017, 1, 9, tzinfo=UTC))
    published = refresh(home)

    send("某县3月", 3, _rows(range(1, COUNTY + 1), more=7), datetime(2015, 4, 28, tzinfo=UTC))
    with pytest.raises(ReleaseHeld) as held:
        refresh(home)

    assert "某县3月.xlsx (S000004) replaces 24 of the 24 values that are in force of its own 2 enterprises" in str(
        held.value
    )
    assert "closed" not in str(held.value) and "of all values" not in str(held.value)
    manifest = accept_held(home, "王某", "县里电话确认", datetime(2015, 4, 29, tzinfo=UTC))
    assert manifest.compared_with == published.snapshot_id
    with duckdb.connect(str(home.current.resolve()), read_only=True) as connection:
        (count,) = connection.execute(
            "select count(*) from mart.observation where submission_id = 'S000004'"
        ).fetchone() or (0,)
    assert count == 24
