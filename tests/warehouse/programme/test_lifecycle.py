"""A revision is a delivery: applied by a person, in force from an instant on, never deleted."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.warehouse.archive.test_ledger import ENTRY
from warehouse.archive.home import Home
from warehouse.archive.ledger import record
from warehouse.archive.lock import writer_lock
from warehouse.archive.revisions import read_revisions, record_revision
from warehouse.errors import DataError, InvalidArgument, ProgrammeBroken, UnknownName
from warehouse.programme import in_force, lifecycle
from warehouse.programme.compare import compare
from warehouse.programme.in_force import ensure_programme, lists_digest, programme_in_force
from warehouse.programme.lifecycle import (
    apply_programme,
    find_programme,
    outlook,
    read_parent,
    read_programme_folder,
    roll_back,
    write_programme_folder,
)
from warehouse.programme.mistakes import MistakesFound
from warehouse.programme.programme import SCHEMA, built_in, hash_of, read_programme
from warehouse.snapshots.refresh import refresh

UNIT = "cny_1e7,千万元,10 million yuan,money,10000000,\n"
BY = {"by": "王芳", "reason": "新增计量单位"}


def _with(path: str, line: str) -> dict[str, bytes]:
    files = dict(built_in().own_files)
    return {**files, path: files.get(path, b"") + line.encode()}


@pytest.fixture
def folder(data_home: Home, tmp_path: Path) -> Path:
    """The built-in programme in a folder, written from the revision in force."""
    with writer_lock(data_home):
        ensure_programme(data_home, datetime(2016, 1, 1, tzinfo=UTC))
    write_programme_folder(programme_in_force(data_home), tmp_path / "ours", programme_in_force(data_home).sha256)
    return tmp_path / "ours"


def _archive(home: Home) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in home.archive.rglob("*") if path.is_file()}


def test_a_new_data_directory_begins_with_the_built_in_programme(data_home: Home) -> None:
    with writer_lock(data_home):
        first = ensure_programme(data_home, datetime(2016, 1, 1, tzinfo=UTC))
        again = ensure_programme(data_home, datetime(2017, 1, 1, tzinfo=UTC))

    assert (first.revision_id, first.sha256, first.by) == ("P000001", built_in().sha256, "longmai")
    assert again == first


def test_an_archive_of_a_version_without_programmes_has_one_from_its_first_submission_on(data_home: Home) -> None:
    first = datetime(2016, 4, 16, tzinfo=UTC)
    record(data_home, replace(ENTRY, received_at=first))

    with writer_lock(data_home):
        revision = ensure_programme(data_home, datetime(2026, 1, 1, tzinfo=UTC))

    assert (revision.revision_id, revision.applied_at) == ("P000001", first)


def test_a_folder_is_applied_and_the_programme_before_it_stays_readable(data_home: Home, folder: Path) -> None:
    (folder / "units.csv").write_bytes(_with("units.csv", UNIT)["units.csv"])

    revision, changes = apply_programme(
        data_home, read_programme_folder(data_home, folder), **BY, parent=read_parent(folder)
    )

    assert [(change.noun, change.id, change.what) for change in changes] == [("unit", "cny_1e7", "new")]
    assert revision.revision_id == "P000002" and revision.parent == built_in().sha256
    assert "cny_1e7" in programme_in_force(data_home).units
    assert "cny_1e7" not in programme_in_force(data_home, revision.applied_at.replace(year=2016)).units
    assert "cny_1e7" not in find_programme(data_home, "P000001").units


def test_a_programme_with_a_mistake_changes_nothing(data_home: Home, folder: Path) -> None:
    (folder / "units.csv").write_bytes(_with("units.csv", "cny_1e7,千万元,,money,many,\n")["units.csv"])
    before = _archive(data_home)

    with pytest.raises(DataError, match=r"units\.csv:\d+"):
        apply_programme(data_home, read_programme_folder(data_home, folder), **BY, parent=read_parent(folder))

    assert _archive(data_home) == before


def test_a_folder_of_another_revision_than_that_in_force_is_refused(data_home: Home, folder: Path) -> None:
    theirs = read_programme(_with("units.csv", UNIT))
    apply_programme(data_home, theirs, by="李四", reason="先应用", parent=built_in().sha256)
    before = _archive(data_home)

    with pytest.raises(InvalidArgument, match=r"written from P000001, and P000002 is in force.*李四.*diff.*中文"):
        apply_programme(data_home, read_programme(_with("units.csv", UNIT.replace("7", "9"))), **BY,
                        parent=read_parent(folder))  # fmt: skip
    with pytest.raises(InvalidArgument, match=r"\.parent"):
        apply_programme(data_home, read_programme(_with("units.csv", UNIT.replace("7", "9"))), **BY, parent=None)

    assert _archive(data_home) == before


def test_what_is_in_force_is_not_applied_again(data_home: Home, folder: Path) -> None:
    with pytest.raises(InvalidArgument, match="P000001, which is in force"):
        apply_programme(data_home, read_programme_folder(data_home, folder), **BY, parent=read_parent(folder))

    assert len(read_revisions(data_home)) == 1


@pytest.mark.parametrize("person", ["", "a\nb"])
def test_a_revision_needs_a_person(person: str, data_home: Home, folder: Path) -> None:
    with pytest.raises(InvalidArgument, match="by"):
        apply_programme(data_home, read_programme(_with("units.csv", UNIT)), by=person, reason="x", parent=None)


def test_a_rollback_is_a_new_revision_with_the_old_content(data_home: Home, folder: Path) -> None:
    apply_programme(data_home, read_programme(_with("units.csv", UNIT)), **BY, parent=read_parent(folder))

    revision, changes = roll_back(data_home, "P000001", by="李四", reason="有误")

    assert revision.revision_id == "P000003" and revision.sha256 == built_in().sha256
    assert [(change.noun, change.id, change.what) for change in changes] == [("unit", "cny_1e7", "removed")]
    assert len(read_revisions(data_home)) == 3
    # The readings under the first one are found again, by the digest of its lists.
    assert lists_digest(revision.files) == lists_digest(read_revisions(data_home)[0].files)


def test_an_archived_revision_that_breaks_a_later_check_is_read_and_built_and_its_folder_has_the_mistakes(
    data_home: Home, folder: Path
) -> None:
    line = "架次,飞行架次\u202e,Flights,region,flow,million_km,false,none,架次。,Flights.,2016-01-01"
    headings = built_in().files["indicators.csv"].decode().removeprefix("\ufeff").split("\n", 1)[0].strip().split(",")
    given = dict(zip(
        ("indicator_id", "title_zh", "title_en", "about", "quantity_kind", "unit", "may_be_negative", "price_basis",
         "definition_zh", "definition_en", "valid_from"), line.split(","), strict=True))  # fmt: skip
    files = dict(built_in().files)
    files["indicators.csv"] += (",".join(given.get(heading, "") for heading in headings) + "\n").encode()
    with writer_lock(data_home):
        record_revision(data_home, files, programme_id="gansu_2016", schema=SCHEMA, by="王芳", reason="早年应用",
                        applied_at=datetime(2016, 2, 1, tzinfo=UTC))  # fmt: skip

    programme = programme_in_force(data_home)
    manifest = refresh(data_home)

    assert "架次" in programme.indicators and programme.sha256 == hash_of(files)
    assert manifest.snapshot_id
    write_programme_folder(programme, folder.parent / "theirs", programme.sha256)
    with pytest.raises(MistakesFound) as found:
        read_programme_folder(data_home, folder.parent / "theirs")
    assert [(one.file, one.code) for one in found.value.mistakes] == [("indicators.csv", "not_text")]
    unmarked = (folder.parent / "theirs" / "indicators.csv").read_text("utf-8").replace("\u202e", "")
    (folder.parent / "theirs" / "indicators.csv").write_text(unmarked, "utf-8")
    with pytest.raises(ProgrammeBroken, match="架次"):
        read_programme_folder(data_home, folder.parent / "theirs")
    # Applying it again accepts it anew.
    apply_programme(data_home, built_in(), **BY, parent=programme.sha256)
    with pytest.raises(ProgrammeBroken):
        roll_back(data_home, "P000002", by="李四", reason="恢复")


def test_an_update_of_the_package_changes_nothing_in_an_existing_home(
    data_home: Home, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    newer = read_programme(_with("units.csv", UNIT))
    for module in (in_force, lifecycle):
        monkeypatch.setattr(module, "built_in", lambda: newer)

    with writer_lock(data_home):
        ensure_programme(data_home, datetime(2017, 1, 1, tzinfo=UTC))

    assert "cny_1e7" not in programme_in_force(data_home).units
    assert [change.id for change in compare(programme_in_force(data_home), find_programme(data_home, "built-in"))] == [
        "cny_1e7"
    ]


def test_a_folder_takes_its_packs_from_the_programme_in_force(data_home: Home, folder: Path) -> None:
    archived = dict(built_in().files)
    pack = next(path for path in archived if path.startswith("standards/") and path.endswith("units.csv"))
    archived[pack] = archived[pack].replace("百万元".encode(), "百万元整".encode(), 1)
    assert archived[pack] != built_in().files[pack]
    apply_programme(data_home, read_programme(archived), **BY, parent=built_in().sha256)

    assert read_programme_folder(data_home, folder).files[pack] == archived[pack]


def test_a_change_of_cards_alone_reads_no_file_again(data_home: Home, folder: Path) -> None:
    read_again = lists_digest(dict.fromkeys(built_in().files, "a"))

    assert lists_digest({**dict.fromkeys(built_in().files, "a"), "cards.toml": "b"}) == read_again
    assert lists_digest({**dict.fromkeys(built_in().files, "a"), "units.csv": "b"}) != read_again
    assert outlook(data_home, read_programme(_with("units.csv", UNIT))).files_read_again == 0


def test_a_changed_entry_is_told_by_its_fields() -> None:
    files = dict(built_in().own_files)
    changed = files["units.csv"].replace("户,enterprise".encode(), "家企业,enterprise".encode())

    (change,) = compare(built_in(), read_programme({**files, "units.csv": changed}))

    assert change.fields == {"title_zh": ("户", "家企业")}
    assert str(change).startswith("unit firm (家企业): changed (title_zh: 户 → 家企业). 中文：计量单位 firm")


def test_a_programme_is_written_only_to_an_empty_folder(data_home: Home, folder: Path) -> None:
    with pytest.raises(InvalidArgument, match="not empty"):
        write_programme_folder(built_in(), folder, None)
    with pytest.raises(InvalidArgument, match="cannot be written"):
        write_programme_folder(built_in(), folder / "programme.toml" / "below", None)


def test_a_name_that_is_neither_folder_nor_revision_is_refused(data_home: Home) -> None:
    with pytest.raises(UnknownName, match="current or built-in"):
        find_programme(data_home, "nowhere")
