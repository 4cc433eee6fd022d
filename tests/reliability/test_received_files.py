"""F1 to F3 and F6 to F10: what a file is, before anybody asks what it says."""

from __future__ import annotations

import codecs
import json
import os
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
import xlsxwriter

from tests.reliability import returns
from tests.reliability.conftest import PROJECT, Figures, Scale
from tests.waiting import IS_SOAK, PATIENCE
from warehouse.archive.home import Home
from warehouse.archive.inbox import files_in_inbox, is_being_written
from warehouse.archive.ledger import read_submissions
from warehouse.archive.names import received_name, shown
from warehouse.archive.store import archived_path
from warehouse.errors import UnreadableFile
from warehouse.ingestion.receive import ingest_files
from warehouse.reading.child import ChildReader
from warehouse.reading.container import Limits, check_container
from warehouse.transforms.delivery import Delivery

RECEIVED_AT = datetime(2016, 4, 16, 3, 0, tzinfo=UTC)
SHEET = "xl/worksheets/sheet1.xml"
STRINGS = "xl/sharedStrings.xml"


def _workbook(path: Path) -> Path:
    with xlsxwriter.Workbook(str(path)) as workbook:
        workbook.add_worksheet("a").write_row(0, 0, ["x", 7])
    return path


def _edited(path: Path, part: str, edit: Callable[[bytes], bytes]) -> Path:
    plain = _workbook(path.with_name("plain.xlsx"))
    with zipfile.ZipFile(plain) as source, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
        for name in source.namelist():
            made.writestr(name, edit(source.read(name)) if name == part else source.read(name))
        if part not in source.namelist():
            made.writestr(part, edit(b""))
    return path


def _cells(last: str) -> Callable[[bytes], bytes]:
    cell = b'<c r="B1"><v>7</v></c>'
    return lambda part: part.replace(cell, cell + b'<c r="%s"><v>1</v></c>' % last.encode())


_DTD = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><x>&b;</x>'
MANY = b"".join(b'<sheet name="s%d" sheetId="%d" r:id="rId1"/>' % (n, n) for n in range(2, 100_000))
HOSTILE: dict[str, tuple[str, Callable[[bytes], bytes]]] = {
    "a string of 150 MB": (STRINGS, lambda part: part.replace(b"<t>x</t>", b"<t>" + b"x" * 150_000_000 + b"</t>")),
    "a bomb of rows": (SHEET, lambda part: part.replace(b"</sheetData>", b"<row><c><v>1</v></c></row>" * 1_000_000)),
    "cells at both ends": (SHEET, _cells("XFD1048576")),
    "a column of 16,384": (SHEET, _cells("XFD500")),
    "a billion laughs": (STRINGS, lambda part: _DTD),
    "an external entity": (STRINGS, lambda part: _DTD.replace(b'"aaaaaaaaaa"', b'SYSTEM "file:///etc/passwd"')),
    "a hundred thousand sheets": ("xl/workbook.xml", lambda part: part.replace(b"</sheets>", MANY + b"</sheets>")),
    "macros": ("xl/vbaProject.bin", lambda part: b"x"),
    "an embedded object": ("xl/embeddings/oleObject1.bin", lambda part: b"x"),
    "no cells at all": (SHEET, lambda part: b""),
}  # fmt: skip


def test_f1_a_hostile_workbook_is_refused_and_the_next_file_is_read(tmp_path: Path, figures: Figures) -> None:
    good, refused, longest = _workbook(tmp_path / "good.xlsx"), 0, 0.0
    with ChildReader(wall_seconds=PATIENCE, memory_bytes=1_000_000_000) as reader:
        for name, (part, edit) in HOSTILE.items():
            started = time.monotonic()
            with pytest.raises(UnreadableFile) as refusal:
                reader.read(_edited(tmp_path / "hostile.xlsx", part, edit))
            longest = max(longest, time.monotonic() - started)
            assert not IS_SOAK or longest < 10, name
            refused += 1
            assert refusal.value.message, name
            assert reader.read(good).sheets[0].cells.rows() == [("x", "7")]

    figures("F1", "hostile workbooks, each followed by a good one, reader limited to 1 GB", refused,
            f"all refused with a reason, 0 crashes of the parent; the longest {longest:.1f} s")  # fmt: skip


@pytest.mark.parametrize(
    ("limits", "reason"),
    [
        (Limits(max_entries=3), "parts"),
        (Limits(max_unpacked=500), "unpacks to"),
        (Limits(max_ratio=1, ratio_applies_above=100), "times its size"),
    ],
)
def test_f2_what_would_unpack_to_too_much_is_refused_unopened(
    limits: Limits, reason: str, tmp_path: Path, figures: Figures
) -> None:
    path = _workbook(tmp_path / "a.xlsx")

    check_container(path, Limits())
    with pytest.raises(UnreadableFile, match=reason):
        check_container(path, limits)
    figures(
        "F2",
        "too many parts, too large unpacked, too dense",
        3,
        "refused from the directory of the archive, nothing opened",
    )


ENCODINGS = ("utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le with mark", "utf-16-be with mark")
RARE = "兰州㐂䶮𠮷𡚸€有限公司"
"""Characters that GBK has, that only GB18030 has in four bytes, and two beyond the first plane."""


def _encoded(text: str, encoding: str) -> bytes:
    if encoding.endswith("with mark"):
        name = encoding.split(maxsplit=1)[0]
        return (codecs.BOM_UTF16_LE if name.endswith("le") else codecs.BOM_UTF16_BE) + text.encode(name)
    return text.encode(encoding)


def _names(delivery: Delivery) -> list[str]:
    assert delivery.refusal is None, delivery.refusal
    return delivery.datasets["reporter"]["name"].to_list()


def test_f3_one_table_in_every_encoding_gives_the_same_rows_and_no_character_is_another(
    tmp_path: Path, figures: Figures
) -> None:
    text = returns.text(3, name=RARE)
    found = {encoding: returns.deliver(tmp_path / "a.csv", _encoded(text, encoding)) for encoding in ENCODINGS}
    found["gbk"] = returns.deliver(tmp_path / "a.csv", returns.text(3, name="兰州有限公司").encode("gbk"))

    assert {encoding: set(_names(delivery)) for encoding, delivery in found.items() if encoding != "gbk"} == {
        encoding: {RARE} for encoding in ENCODINGS
    }
    assert set(_names(found["gbk"])) == {"兰州有限公司"}
    assert len({frozenset(returns.values(delivery)) for delivery in found.values()}) == 1
    figures("F3", "one return in UTF-8, with mark, GBK, GB18030 (4 bytes), UTF-16 both ways", len(found),
            "the same rows, 0 characters changed")  # fmt: skip


def test_f3_what_is_no_single_encoding_is_refused(tmp_path: Path, figures: Figures) -> None:
    first, *rest = [line + "\r\n" for line in returns.lines(6)]
    broken = {
        "NUL": returns.text(3).encode().replace(b"1000.5", b"1\x00000.5"),
        "UTF-16 without mark": returns.text(3).encode("utf-16-le"),
        "UTF-8 after GB18030": first.encode("gb18030") + "".join(rest).encode(),
        "GB18030 after UTF-8": "".join([first, *rest[:3]]).encode() + "".join(rest[3:]).encode("gb18030"),
        "half a character": returns.text(3).encode()[:-1000].rpartition("公".encode())[0] + b"\xe5\x85,\r\n",
    }
    for name, content in broken.items():
        try:
            delivery = returns.deliver(tmp_path / "a.csv", content)
        except UnreadableFile:
            continue
        assert delivery.refusal is not None, name
    figures("F3", "mixed encodings, NUL, UTF-16 without its mark, half a character", len(broken), "all refused")


def test_f3_a_wrong_encoding_would_be_seen(tmp_path: Path) -> None:
    mojibake = returns.text(1, name=RARE).encode().decode("latin-1").encode()

    with pytest.raises((UnreadableFile, AssertionError)):
        assert set(_names(returns.deliver(tmp_path / "a.csv", mojibake))) == {RARE}


def test_f6_a_file_that_declares_its_rows_is_never_loaded_short(tmp_path: Path, scale: Scale, figures: Figures) -> None:
    content = returns.text(8, declared=True).encode("gb18030")
    whole = returns.values(returns.deliver(tmp_path / "a.csv", content))
    refused = silent = told = 0
    step = scale(23, 1)
    for end in range(1, len(content) - 2, step):
        try:
            delivery = returns.deliver(tmp_path / "a.csv", content[:end])
        except UnreadableFile:
            refused += 1
            continue
        if delivery.refusal is not None:
            refused += 1
        elif returns.values(delivery) == whole:
            continue
        elif any(finding.rule in ("ends_open", "not_a_number") for finding in delivery.findings):
            told += 1
        else:
            silent += 1

    assert silent == 0
    cuts = len(range(1, len(content) - 2, step))
    figures("F6", "a return that declares its rows above the header, cut at a byte", cuts,
            f"{refused} refused, {told} last cells told as doubtful, 0 loaded short in silence")  # fmt: skip


def test_f6_a_row_that_is_cut_away_without_a_declaration_would_be_seen(tmp_path: Path) -> None:
    whole = returns.values(returns.deliver(tmp_path / "a.csv", returns.text(8).encode()))
    short = returns.values(returns.deliver(tmp_path / "a.csv", returns.text(7).encode()))

    assert short != whole


def test_f6_a_workbook_cut_anywhere_is_refused(tmp_path: Path, scale: Scale, figures: Figures) -> None:
    content = _workbook(tmp_path / "a.xlsx").read_bytes()
    ends = range(1, len(content), scale(97, 5))
    for end in ends:
        try:
            assert returns.deliver(tmp_path / "cut.xlsx", content[:end]).refusal is not None
        except UnreadableFile:
            continue
    figures("F6", "a workbook cut at a byte", len(ends), "all refused")


def test_f7_a_row_with_a_field_more_or_fewer_is_refused_with_its_line(tmp_path: Path, figures: Figures) -> None:
    rows = returns.lines(12)
    tried = 0
    for number in range(2, len(rows)):
        for broken in (rows[number] + ",9", rows[number].replace(",", "", 1), "9," + rows[number]):
            content = "\r\n".join([*rows[:number], broken, *rows[number + 1 :]]) + "\r\n"
            delivery, message = Delivery(), ""
            try:
                delivery = returns.deliver(tmp_path / "a.csv", content.encode())
            except UnreadableFile as error:
                message = str(error)
            assert f"Row {number + 1} has" in message or _is_held(delivery, number + 1), (number, message)
            tried += 1
    figures("F7", "a field more or fewer in each row", tried, "all refused with the line, or the row held")


def test_f7_a_row_that_is_read_one_column_off_would_be_seen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("warehouse.reading.delimited._check_widths", lambda *_: None)
    rows = returns.lines(12)
    rows[5] = rows[5].replace(",,", ",", 1)

    delivery = returns.deliver(tmp_path / "a.csv", ("\r\n".join(rows) + "\r\n").encode())

    assert delivery.refusal is None and not _is_held(delivery, 6)


def _is_held(delivery: Delivery, row: int) -> bool:
    return any(finding.severity == "held" and finding.row == row for finding in delivery.findings)


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path / "home").ensure()


WRITER = """
import sys, time
with open(sys.argv[1], "wb") as file:
    for block in (sys.argv[2], sys.argv[3]):
        file.write(block.encode()); file.flush()
        print("written", flush=True)
        sys.stdin.readline()
"""


def test_f8_a_file_that_a_slow_sender_has_open_is_left_alone_however_long_it_pauses(
    home: Home, figures: Figures
) -> None:
    path = home.inbox / "slow.csv"
    first, second = returns.text(4)[:300], returns.text(4)[300:]
    sender = subprocess.Popen(
        [sys.executable, "-c", WRITER, str(path), first, second],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert sender.stdin is not None
    assert sender.stdout is not None
    looks = 0
    for _ in range(2):
        assert sender.stdout.readline() == "written\n"
        # A long pause: the file looks settled by its times, and is half there or not yet closed.
        os.utime(path, (time.time() - 3600,) * 2)
        assert files_in_inbox(home) == []
        looks += 1
        sender.stdin.write("\n")
        sender.stdin.flush()
    sender.wait()
    os.utime(path, (time.time() - 10,) * 2)

    assert files_in_inbox(home) == [path]
    (report,) = ingest_files(home, files_in_inbox(home), received_at=RECEIVED_AT, remove_source=True)
    assert (report.rows_read, report.status) == (4, "accepted")
    figures(
        "F8", "looks at the inbox while a sender pauses with the file open", looks, "0 taken half; taken when closed"
    )


def test_f8_without_asking_the_kernel_half_a_file_would_be_taken(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    path = home.inbox / "slow.csv"
    with path.open("wb") as file:
        file.write(b"half")
        file.flush()
        os.utime(path, (time.time() - 10,) * 2)
        assert is_being_written(path)
        monkeypatch.setattr("warehouse.archive.inbox.is_being_written", lambda path: False)
        assert files_in_inbox(home) == [path]


def test_f8_where_nobody_can_tell_a_file_waits_longer(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    path = home.inbox / "a.csv"
    path.write_text("x")
    monkeypatch.setattr("warehouse.archive.inbox.is_being_written", lambda path: None)

    os.utime(path, (time.time() - 10,) * 2)
    assert files_in_inbox(home) == []
    os.utime(path, (time.time() - 40,) * 2)
    assert files_in_inbox(home) == [path]


def test_f8_a_part_name_is_left_until_it_is_renamed(home: Home) -> None:
    for name in ("a.csv.part", "b.xlsx.tmp", "c.csv.filepart", "~$d.xlsx", ".e.csv", "f.csv"):
        (home.inbox / name).write_text("x")
        os.utime(home.inbox / name, (time.time() - 60,) * 2)

    assert [path.name for path in files_in_inbox(home)] == ["f.csv"]


def test_f9_the_same_content_is_one_submission_and_a_correction_is_another(
    home: Home, tmp_path: Path, figures: Figures
) -> None:
    paths = [tmp_path / name for name in ("a.csv", "again.csv", "corrected.csv")]
    for path, content in zip(paths, (returns.text(3), returns.text(3), returns.text(3, revenue_ytd="8")), strict=True):
        path.write_text(content, encoding="utf-8")

    reports = ingest_files(home, paths, received_at=RECEIVED_AT)

    assert [(report.status, report.number) for report in reports] == [
        ("accepted", 1),
        ("duplicate", 1),
        ("accepted", 2),
    ]
    assert all(archived_path(home, entry.sha256).is_file() for entry in read_submissions(home))
    figures(
        "F9", "the same file, the same under another name, a correction", 3, "2 submissions, both kept, 1 receipt twice"
    )


NAMES = (
    b"..%2f..%2fetc%2fpasswd.csv", b"..\\..\\x.csv", b"C:\\x.csv", b"a\r\nb.csv", b"a\nS000009 accepted.csv",
    b"\x1b[2J\x1b[31mred.csv", "\u202evsc.exe.csv".encode(), b"CON.csv", b"NUL", b"trailing.csv.", b" leading.csv",
    "\u00e9.csv".encode(), "e\u0301.csv".encode(), "兰州.csv".encode("gb18030"), b"\xff\xfe.csv", b"[bold]x.csv",
    b"-rf.csv", b"$(touch x).csv", b"'; drop table x; --.csv", b"x" * 251 + b".csv", b"%s%n.csv",
)  # fmt: skip


def _outside(root: Path, home: Home) -> set[str]:
    return {str(path) for path in root.rglob("*") if not path.is_relative_to(home.root)}


def test_f10_a_name_is_data_whatever_it_says(home: Home, tmp_path: Path, figures: Figures) -> None:
    folder = tmp_path / "sent"
    folder.mkdir()
    for number, name in enumerate(NAMES, start=1):
        with open(os.fsencode(folder) + b"/" + name, "wb") as file:  # noqa: PTH123 - names that are no text
            file.write(returns.text(number).encode())
    before = _outside(tmp_path, home)
    environment = {**os.environ, "LONGMAI_HOME": str(home.root), "PYTHONPATH": str(PROJECT)}

    def run(*options: str) -> subprocess.CompletedProcess[bytes]:
        files = [os.fsencode(folder) + b"/" + name for name in NAMES]
        command = [sys.executable, "-m", "orchestration.cli", "ingest", *files, *options]
        return subprocess.run(command, capture_output=True, check=False, env=environment)

    taken, printed = run("--json"), run()

    reports = json.loads(taken.stdout)
    assert (taken.returncode, len(reports)) == (0, len(NAMES)), taken.stderr
    assert {report["status"] for report in reports} == {"accepted"}
    assert {report["file_name"] for report in reports} == {received_name(Path(os.fsdecode(name))) for name in NAMES}
    assert {entry.file_name for entry in read_submissions(home)} == {report["file_name"] for report in reports}
    assert _outside(tmp_path, home) == before
    stored = [path for path in (home.archive / "files").rglob("*") if path.is_file()]
    assert all(len(path.name) == 64 and path.name.isalnum() for path in stored)
    assert printed.returncode == 0, printed.stderr
    assert not [mark for mark in (b"\x1b[2J", "\u202e".encode()) if mark in printed.stdout]
    assert b"\\u202e" in printed.stdout.replace(b"\n", b"")
    figures("F10", "names with paths, control characters, other encodings, markup", len(NAMES),
            "0 files outside the store, each stored under its hash, shown escaped")  # fmt: skip


def test_f10_the_checker_sees_a_file_outside(home: Home, tmp_path: Path) -> None:
    before = _outside(tmp_path, home)
    (tmp_path / "escaped").write_text("x")

    assert _outside(tmp_path, home) != before
    assert shown("a\r\n\u202eb\x1b[2J") == "a\\r\\n\\u202eb\\x1b[2J"
