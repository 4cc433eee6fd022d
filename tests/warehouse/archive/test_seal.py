"""The order of the ledger: each entry names the hash of the one before it, head and manifests name the newest."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.warehouse.archive.test_ledger import ENTRY
from warehouse.archive import entries
from warehouse.archive.backup import back_up
from warehouse.archive.damages import check_ledger, find_damages
from warehouse.archive.entries import read_head
from warehouse.archive.home import Home
from warehouse.archive.ledger import next_number, read_submissions, record, submission_id
from warehouse.archive.seal import ensure_sealed, seal_again
from warehouse.archive.store import store_file
from warehouse.decisions.exemptions import record_exemption
from warehouse.decisions.ledger import Decision, DecisionKind, read_decisions, record_decision, sign
from warehouse.errors import InvalidArgument, LedgerDamaged

NOW = datetime(2016, 5, 1, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _quick_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a power cut leaves is asked in tests/reliability."""
    monkeypatch.setattr(os, "fsync", lambda _descriptor: None)


@pytest.fixture
def home(data_home: Home, tmp_path: Path) -> Home:
    """Three submissions with a decision and an exemption between them."""
    _submit(data_home, 1)
    _submit(data_home, 2)
    _decide(data_home, 1)
    _exempt(data_home)
    _submit(data_home, 3)
    return data_home


@pytest.fixture
def older(home: Home) -> Home:
    """The same, as a version without seals wrote it."""
    _unseal(home)
    return home


def test_entries_of_all_kinds_are_one_order_and_the_head_names_the_newest(home: Home) -> None:
    order = sorted(
        (_seal(path)["ordinal"], f"{path.parent.name}/{path.name}") for path in home.archive.glob("*/*.json")
    )

    assert order == [
        (1, "submissions/000001.json"),
        (2, "submissions/000002.json"),
        (3, "decisions/000001.json"),
        (4, "exemptions/000001.json"),
        (5, "submissions/000003.json"),
    ]
    head = read_head(home)
    assert head is not None and (head.ordinal, head.entry) == (5, "submissions/000003.json")
    assert find_damages(home) == ()


def _edit_a_byte(home: Home) -> str:
    path = home.archive / "submissions" / "000002.json"
    path.write_bytes(path.read_bytes().replace(b"2016-03", b"2016-04"))
    return "submissions/000002.json"


def _edit_the_newest(home: Home) -> str:
    path = home.archive / "submissions" / "000003.json"
    path.write_bytes(path.read_bytes().replace(b"2016-03", b"2016-04"))
    return "submissions/000003.json"


def _delete_in_the_middle(home: Home) -> str:
    (home.archive / "decisions" / "000001.json").unlink()
    return "decisions/000001.json"


def _delete_the_first(home: Home) -> str:
    (home.archive / "submissions" / "000001.json").unlink()
    return "submissions/000001.json"


def _delete_the_newest(home: Home) -> str:
    (home.archive / "submissions" / "000003.json").unlink()
    return "submissions/000003.json"


def _exchange(home: Home) -> str:
    first, second = (home.archive / "submissions" / f"00000{number}.json" for number in (1, 2))
    aside = first.with_name("aside")
    first.rename(aside)
    second.rename(first)
    aside.rename(second)
    return "submissions/000001.json"


def _put_in(home: Home) -> str:
    fields = json.loads((home.archive / "submissions" / "000003.json").read_text("utf-8"))
    fields.pop("seal", None)
    (home.archive / "submissions" / "000004.json").write_text(json.dumps({**fields, "number": 4}))
    return "submissions/000004.json"


def _copy_under_a_number(home: Home) -> str:
    shutil.copy(home.archive / "submissions" / "000003.json", home.archive / "submissions" / "000009.json")
    return "submissions/000009.json"


def _renumber(home: Home) -> str:
    (home.archive / "submissions" / "000003.json").rename(home.archive / "submissions" / "000007.json")
    return "submissions/000003.json"


def _delete_the_head(home: Home) -> str:
    (home.archive / "head.json").unlink()
    return "head.json"


def _spoil_the_head(home: Home) -> str:
    (home.archive / "head.json").write_text("{")
    return "head.json"


def _spoil_an_entry(home: Home) -> str:
    (home.archive / "exemptions" / "000001.json").write_text("{")
    return "exemptions/000001.json"


TAMPERINGS = (
    _edit_a_byte, _edit_the_newest, _delete_in_the_middle, _delete_the_first, _delete_the_newest, _exchange, _put_in,
    _copy_under_a_number, _renumber, _delete_the_head, _spoil_the_head, _spoil_an_entry,
)  # fmt: skip


@pytest.mark.parametrize("tamper", TAMPERINGS, ids=lambda tamper: tamper.__name__.strip("_"))
def test_whoever_tampers_with_the_ledger_is_found_out_and_the_entry_is_named(
    home: Home, tamper: Callable[[Home], str]
) -> None:
    entry = tamper(home)

    assert entry in {damage.entry for damage in find_damages(home)}
    with pytest.raises(LedgerDamaged, match=r"\.json.* 中文：.*备份") as raised:
        check_ledger(home)
    assert raised.value.code == "LEDGER_DAMAGED"


@pytest.mark.parametrize("tamper", [_edit_the_newest, _delete_the_newest, _put_in, _renumber, _delete_the_head])
def test_nothing_is_written_behind_an_entry_that_is_not_what_was_written(
    home: Home, tamper: Callable[[Home], str]
) -> None:
    tamper(home)
    before = sorted(home.archive.rglob("*.json"))

    with pytest.raises(LedgerDamaged):
        _submit(home, 10)

    assert sorted(home.archive.rglob("*.json")) == before


def test_a_number_is_never_given_twice_even_when_its_entry_is_gone(home: Home) -> None:
    _delete_the_newest(home)
    assert next_number(home) == 4

    seal_again(home, "王某", "备份也没有", NOW)
    assert next_number(home) == 4
    _submit(home, 4)

    assert [entry.number for entry in read_submissions(home)] == [1, 2, 4]
    assert find_damages(home) == ()


def test_a_tail_that_was_cut_off_together_with_the_head_is_missed_by_the_manifest(home: Home) -> None:
    earlier = (home.archive / "head.json").read_bytes()
    _submit(home, 4)
    _publish(home)
    (home.archive / "submissions" / "000004.json").unlink()
    (home.archive / "head.json").write_bytes(earlier)

    (damage,) = find_damages(home)

    assert damage.entry == "submissions/000004.json"
    # Deleting the newest and restoring an older backup leave the same archive behind: the message says both.
    assert "deleted or edited, or the archive was restored from a backup" in str(damage)
    assert "记录被删除或改动；或归档系用早于该快照的备份恢复" in str(damage)
    with pytest.raises(LedgerDamaged):
        check_ledger(home)

    seal_again(home, "王某", "最新的备份就是这一份", NOW)

    assert find_damages(home) == ()
    assert next_number(home) == 5


def test_an_entry_that_was_edited_with_all_that_come_after_it_is_missed_by_the_manifest(home: Home) -> None:
    _publish(home)
    entries = [path.name for path in (home.archive / "submissions").iterdir()]
    forged = Home(home.root.parent / "forged").ensure()
    for number in range(1, len(entries) + 1):
        _submit(forged, number, status="refused")
    shutil.rmtree(home.archive)
    shutil.copytree(forged.archive, home.archive)
    assert find_damages(forged) == ()

    assert [damage.entry for damage in find_damages(home)] == ["submissions/000003.json"]


def test_an_older_ledger_is_sealed_by_its_next_write_which_lists_what_was_there(older: Home) -> None:
    assert find_damages(older) == ()

    sealed = ensure_sealed(older)

    assert sealed is not None
    assert "seals/000001.json lists 5 entries" in str(sealed) and "中文：台账已封签" in str(sealed)
    assert ensure_sealed(older) is None
    _submit(older, 4)
    assert [entry.number for entry in read_submissions(older)] == [1, 2, 3, 4]
    assert _seal(older.archive / "submissions" / "000004.json")["previous_entry"] == "seals/000001.json"
    assert find_damages(older) == ()


@pytest.mark.parametrize(
    "tamper", [_edit_a_byte, _delete_in_the_middle, _delete_the_first, _delete_the_newest, _exchange, _put_in]
)
def test_entries_that_a_sealing_lists_are_as_safe_as_those_after_it(older: Home, tamper: Callable[[Home], str]) -> None:
    ensure_sealed(older)

    entry = tamper(older)

    assert entry in {damage.entry for damage in find_damages(older)}


def test_a_sealing_itself_cannot_be_deleted_or_edited(older: Home) -> None:
    ensure_sealed(older)
    path = older.archive / "seals" / "000001.json"
    content = path.read_bytes()

    path.write_bytes(content.replace(b"longmai", b"nobody!"))
    assert [damage.entry for damage in find_damages(older)] == ["seals/000001.json"]
    path.unlink()
    assert "seals/000001.json" in {damage.entry for damage in find_damages(older)}


@pytest.mark.parametrize("missing", ["submissions/000002.json", "submissions/000003.json", "decisions/000001.json"])
def test_an_older_ledger_that_has_lost_an_entry_is_not_sealed_as_if_it_were_whole(older: Home, missing: str) -> None:
    _decide(older, 2)
    for path in older.archive.glob("seals/*"):
        path.unlink()
    _unseal(older)
    (older.archive / missing).unlink()

    with pytest.raises(LedgerDamaged, match=missing):
        ensure_sealed(older)


def test_an_older_manifest_knows_how_many_submissions_there_were(older: Home) -> None:
    _publish(older)
    path = older.snapshots / "000001.json"
    path.write_text(json.dumps({"as_of": NOW.isoformat(), "submission_count": 3}))
    assert find_damages(older) == ()
    (older.archive / "submissions" / "000003.json").unlink()

    with pytest.raises(LedgerDamaged, match="built from 3 submissions, and the ledger has 2"):
        ensure_sealed(older)


def test_a_sealing_after_a_loss_needs_a_name_a_reason_and_a_loss(home: Home) -> None:
    with pytest.raises(InvalidArgument, match="nothing to seal"):
        seal_again(home, "王某", "没有缺失", NOW)
    _delete_in_the_middle(home)
    with pytest.raises(InvalidArgument, match="name"):
        seal_again(home, " ", "备份也没有", NOW)

    sealed = seal_again(home, "王某", "备份也没有", NOW)

    told = json.loads((home.archive / sealed.entry).read_text("utf-8"))
    assert (told["sealed_by"], told["reason"]) == ("王某", "备份也没有")
    assert any("decisions/000001.json is missing" in damage for damage in told["damages"])


def test_an_entry_that_cannot_be_read_is_not_sealed(home: Home) -> None:
    _spoil_an_entry(home)

    with pytest.raises(LedgerDamaged, match="move it out of the archive"):
        seal_again(home, "王某", "备份也没有", NOW)


@pytest.mark.parametrize("point", ["ingest.entry_linked", "ingest.head_written", "ingest.head_named"])
@pytest.mark.parametrize("is_first", [True, False])
def test_a_writer_that_is_stopped_between_entry_and_head_leaves_no_damage(
    data_home: Home, monkeypatch: pytest.MonkeyPatch, point: str, is_first: bool
) -> None:
    if not is_first:
        _submit(data_home, 1)
        _decide(data_home, 1)
    number = next_number(data_home)
    _stop_at(monkeypatch, point)
    with pytest.raises(_Stopped):
        _submit(data_home, number)
    monkeypatch.undo()

    assert find_damages(data_home) == ()
    assert next_number(data_home) == number + 1
    ensure_sealed(data_home)
    head = read_head(data_home)
    assert head is not None and head.entry == f"submissions/{number:06d}.json"
    _submit(data_home, number + 1)
    assert find_damages(data_home) == ()


@pytest.mark.parametrize("point", ["ingest.entry_linked", "ingest.head_written", "ingest.head_named"])
def test_a_sealing_that_is_stopped_leaves_an_older_ledger_or_a_sealed_one(
    older: Home, monkeypatch: pytest.MonkeyPatch, point: str
) -> None:
    _stop_at(monkeypatch, point)
    with pytest.raises(_Stopped):
        ensure_sealed(older)
    monkeypatch.undo()

    assert find_damages(older) == ()
    _submit(older, 4)
    assert find_damages(older) == ()
    assert len(list((older.archive / "seals").glob("*.json"))) == 1


def test_a_backup_carries_the_seal_and_one_that_was_cut_off_is_the_beginning_of_the_order(
    home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = Home(tmp_path / "copy")
    _stop_at(monkeypatch, "ingest.entry_linked", 3)
    with pytest.raises(_Stopped):
        back_up(home, copy.root)
    monkeypatch.undo()
    assert len(list(copy.archive.glob("*/*.json"))) == 3

    assert back_up(home, copy.root) == back_up(home, copy.root) == 3

    assert find_damages(copy) == ()
    assert read_head(copy) == read_head(home)
    _submit(copy, 4)
    with pytest.raises(InvalidArgument, match="knows more than the archive"):
        back_up(home, copy.root)


def test_a_ledger_that_was_tampered_with_is_not_backed_up(home: Home, tmp_path: Path) -> None:
    _edit_a_byte(home)

    with pytest.raises(LedgerDamaged, match=r"submissions/000002\.json"):
        back_up(home, tmp_path / "copy")
    assert not list((tmp_path / "copy").rglob("*.json"))


class _Stopped(BaseException):
    """Stands in for the end of the process."""


def _stop_at(monkeypatch: pytest.MonkeyPatch, point: str, times: int = 1) -> None:
    from warehouse.archive import disk

    passed = 0

    def stop(name: str) -> None:
        nonlocal passed
        passed += name == point
        if name == point and passed == times:
            raise _Stopped

    monkeypatch.setattr(disk, "fault", stop)
    monkeypatch.setattr(entries, "fault", stop)


def _submit(home: Home, number: int, **changed: object) -> None:
    sent = home.root.parent / f"{number}.csv"
    sent.write_text(f"{number}")
    kept = store_file(home, sent)
    at = ENTRY.received_at + timedelta(days=number)
    entry = replace(ENTRY, number=number, submission_id=submission_id(number), sha256=kept.sha256, received_at=at)
    record(home, replace(entry, **changed))  # type: ignore[arg-type]


def _decide(home: Home, number: int) -> None:
    signed = sign(home, "审核员", "填报有误", NOW)
    about = dict.fromkeys(("value", "form_id", "column_name", "subject", "text"))
    decision = Decision(
        **signed, **about, kind=DecisionKind.REJECTED, submission_number=number, sheet="表", cell="B2", rule="required"
    )
    record_decision(home, decision)
    assert read_decisions(home)[-1] == decision


def _exempt(home: Home) -> None:
    record_exemption(
        home, subject_id="E1", form_id="f", first_period="2016-01", last_period="2016-02", reason="停产",
        decided_by="王某", decided_at=NOW,
    )  # fmt: skip


def _publish(home: Home) -> None:
    """A manifest as far as the ledger is concerned."""
    head = read_head(home)
    ledger = None if head is None else {**head.__dict__}
    document = {"as_of": NOW.isoformat(), "submission_count": 3, "ledger": ledger}
    (home.snapshots / "000001.json").write_text(json.dumps(document))


def _unseal(home: Home) -> None:
    for path in home.archive.glob("*/*.json"):
        fields = json.loads(path.read_text("utf-8"))
        fields.pop("seal", None)
        path.write_text(json.dumps(fields), "utf-8")
    (home.archive / "head.json").unlink(missing_ok=True)


def _seal(path: Path) -> dict[str, object]:
    found: dict[str, object] = json.loads(path.read_text("utf-8"))["seal"]
    return found
