from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest

from warehouse.archive.home import Home
from warehouse.archive.ledger import Submission, next_number, read_submission, read_submissions, record, submission_id
from warehouse.domain.naming import Naming
from warehouse.errors import Busy, LedgerDamaged

ENTRY = Submission(
    number=1, submission_id="S000001", sha256="ab" * 32, file_name="../../x.xlsx", size_bytes=8,
    received_at=datetime(2016, 4, 16, 3, tzinfo=UTC), form_id="monthly_financial_return", form_version="2016.1",
    period="2016-03", status="held", is_synthetic=True, rows_read=10, rows_accepted=9, held_count=1, refusal=None,
)  # fmt: skip


def _numbered(number: int, received_at: datetime = ENTRY.received_at) -> Submission:
    return replace(ENTRY, number=number, submission_id=submission_id(number), received_at=received_at)


def test_an_entry_is_read_as_it_was_written(data_home: Home) -> None:
    record(data_home, ENTRY)

    assert read_submissions(data_home) == (ENTRY,)
    assert read_submission(data_home, 1) == ENTRY


def test_a_name_is_data_and_writes_no_file_outside_the_ledger(data_home: Home) -> None:
    record(data_home, ENTRY)

    assert [path.name for path in (data_home.archive / "submissions").iterdir()] == ["000001.json"]
    assert list(data_home.root.parent.rglob("x.xlsx")) == []


def test_an_instant_of_another_zone_is_kept_in_utc(data_home: Home) -> None:
    record(data_home, replace(ENTRY, received_at=datetime(2016, 4, 16, 11, tzinfo=timezone(timedelta(hours=8)))))

    (entry,) = read_submissions(data_home)
    assert entry.received_at.isoformat() == "2016-04-16T03:00:00+00:00"


def test_entries_stand_in_the_order_of_their_numbers_beyond_six_digits(data_home: Home) -> None:
    for number in (1_000_000, 2, 999_999):
        record(data_home, _numbered(number))

    assert [entry.number for entry in read_submissions(data_home)] == [2, 999_999, 1_000_000]
    assert next_number(data_home) == 1_000_001


def test_the_ledger_as_of_an_instant_holds_what_had_arrived(data_home: Home) -> None:
    for number in (1, 2, 3):
        record(data_home, _numbered(number, ENTRY.received_at + timedelta(days=number)))

    as_of = read_submissions(data_home, as_of=ENTRY.received_at + timedelta(days=2))

    assert [entry.number for entry in as_of] == [1, 2]


def test_an_entry_is_never_overwritten(data_home: Home) -> None:
    record(data_home, ENTRY)

    with pytest.raises(Busy):
        record(data_home, replace(ENTRY, status="accepted"))
    assert read_submissions(data_home) == (ENTRY,)
    assert next_number(data_home) == 2


def test_a_damaged_entry_is_named(data_home: Home) -> None:
    record(data_home, ENTRY)
    (data_home.archive / "submissions" / "000001.json").write_text('{"number": 1')

    with pytest.raises(LedgerDamaged, match=r"000001\.json"):
        read_submissions(data_home)


def test_what_a_person_named_a_file_is_read_as_it_was_written(data_home: Home) -> None:
    named = replace(ENTRY, naming=Naming("王芳", indicator_id="gdp", unit_id="cny_1e8"))

    record(data_home, named)

    assert read_submission(data_home, 1) == named


def test_an_entry_from_before_files_could_be_named_is_read(data_home: Home) -> None:
    record(data_home, ENTRY)

    assert "naming" not in (data_home.archive / "submissions" / "000001.json").read_text(encoding="utf-8")
    assert read_submission(data_home, 1) == ENTRY
