"""P1, P3, P4, P8 to P12: publishing, running again, two at once, clocks, going back, retiring, adding up, restoring."""

from __future__ import annotations

import csv
import json
import os
import re
import shutil
import subprocess
import sys
import threading
import time
import unicodedata
from collections import defaultdict
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from types import SimpleNamespace

import duckdb
import polars as pl
import pytest
from python_calamine import CalamineWorkbook
from xlsxwriter.utility import xl_col_to_name

from tests.reliability.conftest import IS_SOAK, PROJECT, Figures, Scale, Worker
from tests.staged import staged_path
from warehouse.archive.backup import back_up, damaged_files, file_digest
from warehouse.archive.home import Home
from warehouse.archive.ledger import read_submissions
from warehouse.archive.lock import writer_lock
from warehouse.archive.store import archived_path
from warehouse.connections import open_reader
from warehouse.domain.period import Period
from warehouse.errors import InvalidArgument, StorageFailed
from warehouse.ingestion.receive import files_in_inbox, ingest_files, read_staged_findings
from warehouse.ingestion.restage import ensure_staged
from warehouse.sample.generate import generate
from warehouse.snapshots.manifest import current_snapshot_id, read_manifest, snapshot_path
from warehouse.snapshots.past.rollbacks import read_rollbacks
from warehouse.snapshots.publish import rollback
from warehouse.snapshots.refresh import refresh
from warehouse.snapshots.store import SnapshotStore
from warehouse.transforms.cells.days import day_received

RECEIVED_AT = datetime(2016, 4, 16, 3, 0, tzinfo=UTC)
READER = """
import sys
import time
from pathlib import Path
from warehouse.archive.home import Home
from warehouse.snapshots.store import SnapshotStore
home = Home(Path(sys.argv[1]))
store, checks, seen, waits = SnapshotStore(home, threads=1), 0, set(), []
print("ready", flush=True)
is_last = False
while not is_last:
    is_last = Path(sys.argv[2]).exists()  # the last look comes after the last publication
    with store.acquire() as snapshot:
        cursor = snapshot.cursor()
        said = cursor.execute("select snapshot_id, submission_count from core.snapshot").fetchone()
        tasks = cursor.execute("select count(*) from core.task").fetchone()[0]
        count = cursor.execute("select count(*) from core.submission").fetchone()[0]
        if said != (snapshot.snapshot_id, count) or tasks != 34:
            print("MIXED", said, snapshot.snapshot_id, count, flush=True)
    checks += 1
    if seen and snapshot.snapshot_id not in seen:
        waits.append(time.time() - home.current.lstat().st_mtime)  # since the link was made
    seen.add(snapshot.snapshot_id)
    time.sleep(PAUSE)  # the publisher wants the processor too
print("checks", checks, *waits, flush=True)
""".replace("PAUSE", "0.001" if IS_SOAK else "0.02")


@pytest.fixture(scope="module")
def sample_files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("sample") / "files"
    generate(out, enterprises=12, months=3, seed=7, start=Period(2015, month=1))
    return out


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory, sample_files: Path, worker: Worker) -> Home:
    """A data directory with a small sample, published. No test changes it."""
    home = Home(tmp_path_factory.mktemp("filled") / "data").ensure()
    for path in sample_files.iterdir():
        _drop(home, path)
    _drop(home, PROJECT / "tests" / "data" / "financial_2016-03_gbk.csv")
    assert worker.run(home.root) == 0
    return home


@pytest.fixture
def copied(filled: Home, tmp_path: Path) -> Home:
    shutil.copytree(filled.root, tmp_path / "data", symlinks=True)
    return Home(tmp_path / "data")


def test_readers_in_other_processes_see_the_old_or_the_new_snapshot_and_no_mixture(
    copied: Home, worker: Worker, sample_files: Path, tmp_path: Path, scale: Scale, figures: Figures
) -> None:
    end, readers = tmp_path / "end", scale(2, 4)
    started = [
        subprocess.Popen(
            [sys.executable, "-c", READER, str(copied.root), str(end)], stdout=subprocess.PIPE, text=True, cwd=PROJECT
        )
        for _ in range(readers)
    ]
    least, checks, publications, waits = scale(2, 20), 0, 0, list[float]()
    until = time.monotonic() + scale(0, round(60 * float(os.environ.get("LONGMAI_SOAK_MINUTES", "10"))))
    try:
        for process in started:
            assert process.stdout is not None
            assert process.stdout.readline() == "ready\n"
        while publications < least or time.monotonic() < until:
            (copied.inbox / "more.csv").write_text(f"不是表格,{publications}\n", "utf-8")
            os.utime(copied.inbox / "more.csv", (1, 1))
            assert worker.run(copied.root) == 0
            publications += 1
    finally:
        end.touch()
    for process in started:
        out, _ = process.communicate()
        assert "MIXED" not in out
        assert process.returncode == 0
        _, counted, *waited = out.split()
        checks += int(counted)
        assert waited, "no reader saw a publication"
        waits += map(float, waited)
    slow = sorted(waits)[len(waits) * 99 // 100]
    figures("P1", f"{publications} publications beside {readers} readers", checks,
            f"0 mixed, 0 errors; a new snapshot is seen within {slow:.2f} s (p99)")  # fmt: skip


def test_a_snapshot_that_is_a_mixture_would_be_found(copied: Home, tmp_path: Path) -> None:
    path = snapshot_path(copied, current_snapshot_id(copied))
    path.chmod(0o644)
    with duckdb.connect(str(path)) as planted:
        planted.execute("update core.snapshot set submission_count = submission_count + 1")
    # A file that is not what its manifest says is not opened at all.
    manifest = path.with_suffix(".json")
    manifest.chmod(0o644)
    as_planted = {"sha256": file_digest(path), "size_bytes": path.stat().st_size}
    manifest.write_text(json.dumps(json.loads(manifest.read_text("utf-8")) | as_planted), "utf-8")
    command = [sys.executable, "-c", READER, str(copied.root), str(tmp_path / "end")]

    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=PROJECT) as reader:
        assert reader.stdout is not None
        said = [reader.stdout.readline() for _ in range(2)]
        (tmp_path / "end").touch()
        reader.communicate()

    assert said[0] == "ready\n"
    assert said[1].startswith("MIXED")


def test_the_same_inputs_again_give_the_same_content(copied: Home, worker: Worker, figures: Figures) -> None:
    first = _content(copied)
    count = len(read_submissions(copied))
    for submission in read_submissions(copied)[:3]:
        shutil.copy(archived_path(copied, submission.sha256), copied.inbox / submission.file_name)
        os.utime(copied.inbox / submission.file_name, (1, 1))

    assert worker.run(copied.root) == 0

    assert _content(copied) == first
    assert len(read_submissions(copied)) == count
    assert list(copied.inbox.iterdir()) == []
    (copied.inbox / "other.csv").write_text("不是表格\n", "utf-8")
    os.utime(copied.inbox / "other.csv", (1, 1))
    assert worker.run(copied.root) == 0
    assert _content(copied) != first  # the comparison can fail
    figures("P3", "the same files sent again, refreshed", 1, f"{len(first)} tables of equal hash, 0 new submissions")


def test_files_in_another_order_give_the_same_values(
    filled: Home, worker: Worker, sample_files: Path, tmp_path: Path
) -> None:
    home = Home(tmp_path / "data").ensure()
    ordered = [path for path in sorted(sample_files.iterdir()) if path.is_file()]
    for paths in (ordered[::-1], [PROJECT / "tests" / "data" / "financial_2016-03_gbk.csv"]):
        for path in paths:
            _drop(home, path)
            ingest_files(home, files_in_inbox(home), received_at=RECEIVED_AT, remove_source=True)
    refresh(home)

    query = "select subject_id, indicator_id, period, period_kind, value from mart.observation order by all"
    assert _rows(home, query) == _rows(filled, query) != []


def test_two_runs_at_once_take_each_file_once(
    copied: Home, worker: Worker, second_worker: Worker, scale: Scale, figures: Figures
) -> None:
    rounds = scale(1, 8)
    for ordinal in range(rounds):
        before, number = len(read_submissions(copied)), int(current_snapshot_id(copied))
        for name in "abcde":
            (copied.inbox / f"{name}.csv").write_text(f"不是表格,{ordinal},{name}\n", "utf-8")
            os.utime(copied.inbox / f"{name}.csv", (1, 1))
        codes: list[int] = []
        runs = [
            threading.Thread(target=lambda one, to: to.append(one.run(copied.root)), args=(one, codes))
            for one in (worker, second_worker)
        ]
        for run in runs:
            run.start()
        for run in runs:
            run.join()

        assert codes == [0, 0]
        assert len(read_submissions(copied)) == before + 5
        assert list(copied.inbox.iterdir()) == []
        assert int(current_snapshot_id(copied)) == number + 2  # one after the other, each its own file
    figures("P4", "two runs at once on one inbox of five files", rounds, "each file once, publications one by one")


def test_a_file_that_another_watcher_took_is_not_reported_as_refused(copied: Home) -> None:
    gone = copied.inbox / "gone.csv"

    assert ingest_files(copied, [gone], received_at=RECEIVED_AT, remove_source=True) == []
    (named,) = ingest_files(copied, [gone], received_at=RECEIVED_AT)
    assert named.status == "refused"  # but a file that somebody names is


def test_a_file_received_while_the_clock_was_ahead_is_not_left_out(copied: Home, figures: Figures) -> None:
    sent = copied.root / "late.csv"
    sent.write_text("不是表格,9\n", "utf-8")
    ahead = datetime.now(UTC) + timedelta(days=400)
    ingest_files(copied, [sent], received_at=ahead)

    manifest = refresh(copied)

    assert manifest.submission_count == len(read_submissions(copied))
    assert manifest.as_of == ahead
    then = refresh(copied, as_of=datetime.now(UTC))
    assert then.submission_count == manifest.submission_count - 1  # --as-of still means what it says
    figures("P8", "a submission of next year, clock put back", 1, "in the snapshot; order by counter")


@pytest.mark.parametrize("seconds", [86_400, 400 * 86_400])
def test_a_file_of_a_sender_whose_clock_is_ahead_is_taken(
    seconds: int, copied: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = copied.inbox / "future.csv"
    path.write_text("不是表格\n", "utf-8")
    os.utime(path, (time.time() + seconds,) * 2)
    changed = path.stat().st_ctime
    monkeypatch.setattr("warehouse.archive.inbox.time", SimpleNamespace(time=lambda: changed + 0.5))
    assert files_in_inbox(copied) == []  # it may still be written

    monkeypatch.setattr("warehouse.archive.inbox.time", SimpleNamespace(time=lambda: changed + 1.1))

    assert files_in_inbox(copied) == [path]


@pytest.mark.parametrize("zone", ["Asia/Shanghai", "America/New_York"] if IS_SOAK else ["America/New_York"])
def test_the_time_zone_of_the_machine_changes_no_table(
    zone: str, copied: Home, worker: Worker, figures: Figures
) -> None:
    before = _content(copied)
    shutil.rmtree(copied.staged)

    assert worker.run(copied.root, TZ=zone) == 0

    assert _content(copied) == before
    figures("P8", "read again and built in another time zone", 2, "equal hashes")


def test_a_deadline_by_the_clock_of_the_machine_would_be_found(copied: Home, worker: Worker) -> None:
    before = _content(copied)

    assert worker.run(copied.root, "refresh_by_local_clock", TZ="America/New_York") == 0

    after = _content(copied)
    assert "core.reporting_period" in {key for key in before if after[key] != before[key]}


@pytest.mark.parametrize(
    ("instant", "day"),
    [
        ("2015-12-31T15:59:59Z", "2015-12-31"),
        ("2015-12-31T16:00:00Z", "2016-01-01"),
        ("2016-02-28T16:00:00Z", "2016-02-29"),
        ("2016-02-29T15:59:59Z", "2016-02-29"),
        ("2016-02-29T16:00:00Z", "2016-03-01"),
    ],
)
def test_the_day_of_a_file_is_that_of_the_province_over_midnight_year_end_and_leap_day(instant: str, day: str) -> None:
    assert str(day_received(datetime.fromisoformat(instant))) == day


def test_a_rollback_fails_no_query_and_refuses_a_damaged_file(copied: Home, worker: Worker, figures: Figures) -> None:
    first = current_snapshot_id(copied)
    assert worker.run(copied.root) == 0
    bad = current_snapshot_id(copied)
    store, failures, ended = SnapshotStore(copied), [], threading.Event()

    def ask() -> None:
        while not ended.is_set():
            try:
                with store.acquire() as snapshot:
                    snapshot.cursor().execute("select count(*) from core.task").fetchall()
            except Exception as error:
                failures.append(error)

    reader = threading.Thread(target=ask)
    reader.start()
    started = time.monotonic()
    rollback(copied, first, "值班员", "数据有误")
    took = time.monotonic() - started
    with store.acquire() as snapshot:
        assert snapshot.snapshot_id == first
    ended.set()
    reader.join()
    store.close()
    assert failures == []
    (entry,) = read_rollbacks(copied)
    assert (entry.from_snapshot_id, entry.to_snapshot_id, entry.person, entry.reason) == (
        bad, first, "值班员", "数据有误",
    )  # fmt: skip
    assert not IS_SOAK or took < 10

    damaged = snapshot_path(copied, bad)
    damaged.chmod(0o644)
    content = bytearray(damaged.read_bytes())
    content[len(content) // 2] ^= 1
    damaged.write_bytes(content)
    with pytest.raises(Exception, match="SHA-256"):
        rollback(copied, bad)
    assert current_snapshot_id(copied) == first
    assert read_rollbacks(copied) == (entry,)
    figures(
        "P9",
        "back to the snapshot before, beside a reader",
        1,
        f"{took:.1f} s, 0 failed queries, an entry of who and why",
    )


def test_a_reader_of_a_deleted_snapshot_goes_on_and_its_bytes_are_given_back(
    copied: Home, worker: Worker, figures: Figures
) -> None:
    store = SnapshotStore(copied)
    with store.acquire() as held:
        for _ in range(2):  # the worker retains two
            assert worker.run(copied.root) == 0
        assert not snapshot_path(copied, held.snapshot_id).exists()
        assert held.cursor().execute("select count(*) from mart.observation").fetchone() is not None
        with store.acquire() as newest:
            assert newest.snapshot_id != held.snapshot_id
        assert len(_deleted_but_open()) == 1  # the fault is really there
    left = _deleted_but_open()
    store.close()

    assert left == []
    figures("P10", "a snapshot deleted while it is read", 1, "0 errors, 0 bytes left when the reader ends")


def test_every_row_of_every_file_is_accounted_for(filled: Home, figures: Figures) -> None:
    submissions = read_submissions(filled)

    assert [entry for entry in submissions if not _adds_up(filled, entry.number)] == []
    counts = _rows(
        filled,
        "select (select count(*) from core.observation), (select count(*) from mart.observation),"
        " (select count(*) from core.unmatched_observation),"
        " (select count(*) from (select distinct subject_id, indicator_id, product_code, period, period_kind"
        " from core.observation))",
    )
    ((published, newest, unmatched, keys),) = counts
    staged = sum(
        pl.read_parquet(path).height for path in filled.staged.glob("S*/observation.parquet") if path.is_file()
    )
    assert staged == published + unmatched
    assert newest == keys  # what is not newest is superseded by exactly one that is
    value = _rows(filled, "select sum(value) from core.observation")
    assert value != [(None,)]
    figures(
        "P11", f"rows of {len(submissions)} files", staged,
        f"{staged} staged = {published} published + {unmatched} unmatched; {published - newest} superseded",
    )  # fmt: skip


def test_a_row_that_disappears_would_be_missed(copied: Home) -> None:
    entry = next(path for path in sorted((copied.archive / "submissions").glob("*.json")) if _accepted(path) > 0)
    entry.write_text(
        re.sub(r'"rows_accepted": (\d+)', lambda m: f'"rows_accepted": {int(m[1]) - 1}', entry.read_text("utf-8")),
        "utf-8",
    )

    assert not _adds_up(copied, int(entry.stem))


RETURNS = {"monthly_financial_return": "D", "monthly_output_return": "G"}
"""The returns, and the letter of the first column that holds amounts."""
Sums = dict[tuple[str, str], Decimal]
"""What adds up, by submission and column of the file."""


def _cells(home: Home) -> dict[tuple[str, str, int], Decimal]:
    """The amounts in returns by submission, column and row, read by other code than ours: no totals, no texts."""
    cells = {}
    for entry in read_submissions(home):
        if entry.form_id not in RETURNS:
            continue
        path = archived_path(home, entry.sha256)
        if entry.file_name.endswith(".csv"):
            rows = list(csv.reader(path.read_bytes().decode("gb18030").splitlines()))
        else:
            sheet = CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0)
            rows = [[str(cell) for cell in row] for row in sheet.to_python(skip_empty_area=False)]
        first = ord(RETURNS[entry.form_id]) - ord("A")
        for number, row in enumerate(rows, start=1):
            # A row of data has its number and a name; titles, totals and notes have not both.
            if re.fullmatch(r"\d+(\.0)?", row[0]) and row[2]:
                for index, cell in enumerate(row[first:], start=first):
                    plain = unicodedata.normalize("NFKC", cell).replace(",", "")
                    if re.fullmatch(r"-?\d+(\.\d+)?|\(\d+(\.\d+)?\)", plain):
                        amount = Decimal(plain.strip("()"))
                        cells[entry.submission_id, xl_col_to_name(index), number] = (
                            -amount if plain.startswith("(") else amount
                        )
    return cells


def _sums(cells: Mapping[tuple[str, str, int], Decimal]) -> Sums:
    sums: Sums = defaultdict(Decimal)
    for (submission, column, _), value in cells.items():
        sums[submission, column] += value
    return {key: total for key, total in sums.items() if total}


def _taken(home: Home) -> Sums:
    """The same sums, of staged values in the unit of the file, and of cells that are held alone or with their row."""
    sent = _cells(home)
    found: dict[tuple[str, str, int], Decimal] = {}
    for entry in read_submissions(home):
        if entry.form_id not in RETURNS:
            continue
        staged = pl.read_parquet(staged_path(home, entry.submission_id) / "observation.parquet")
        assert set(staged["period"]) == {entry.period}
        for row in staged.iter_rows(named=True):
            factor = Decimal(1) if row["factor"] is None else row["factor"]
            for column, value in (("source_column", "value"), ("same_period_column", "same_period_value")):
                if row[value] is not None:
                    found[entry.submission_id, row[column], row["source_row"]] = row[value] / factor
        findings = read_staged_findings(home, entry)
        held = [each for each in findings if each.severity.value == "held" or each.rule == "repeated_row"]
        left_out = {each.row for each in held} - set(staged["source_row"])
        addresses = {each.cell for each in held}
        found |= {
            (submission, column, number): value
            for (submission, column, number), value in sent.items()
            if submission == entry.submission_id and (number in left_out or f"{column}{number}" in addresses)
        }
    return _sums(found)


def _published(home: Home) -> tuple[list[tuple[object, ...]], list[tuple[object, ...]]]:
    """What staged and published values add up to, by submission, indicator, period and kind."""
    sums = "indicator_id, period, period_kind, sum(value), count(*)"
    files = [str(path) for path in home.staged.glob("S*/observation.parquet")]
    with duckdb.connect() as engine:
        staged = engine.execute(
            f"select format('S{{:06d}}', submission_number) as submission_id, {sums} from read_parquet($1)"
            " group by all order by all", [files],
        ).fetchall()  # fmt: skip
    both = " union all by name ".join(f"from core.{table}" for table in ("observation", "unmatched_observation"))
    return staged, _rows(home, f"select submission_id, {sums} from ({both}) group by all order by all")


def test_every_amount_that_was_sent_is_staged_or_held_and_every_staged_one_is_published(
    filled: Home, figures: Figures
) -> None:
    sent, (staged, published) = _sums(_cells(filled)), _published(filled)

    assert len({submission for submission, _ in sent}) > 4
    assert _taken(filled) == sent
    assert staged == published != []
    ((in_force, superseded, every),) = _rows(
        filled,
        "select (select sum(value) from mart.observation),"
        " (select sum(value) from core.observation anti join mart.observation"
        "  using (observation_id, submission_id, vintage_id)), (select sum(value) from core.observation)",
    )
    assert in_force + superseded == every  # type: ignore[operator]
    figures(
        "P11", "sums of columns of returns, read by other code, and of values by file, indicator and period",
        len(sent) + len(staged), "difference exactly 0: sent = staged + held, staged = published",
    )  # fmt: skip


def test_a_value_that_is_another_in_the_last_place_would_be_missed(copied: Home) -> None:
    path = next(
        path for path in sorted(copied.staged.glob("S*/observation.parquet"))
        if read_submissions(copied)[int(path.parent.name[1:7]) - 1].form_id in RETURNS
    )  # fmt: skip
    path.chmod(0o644)
    first = pl.int_range(pl.len()) == 0
    pl.read_parquet(path).with_columns(
        pl.when(first).then(pl.col("value") + Decimal("0.000001")).otherwise(pl.col("value"))
    ).write_parquet(path)

    assert _taken(copied) != _sums(_cells(copied))
    staged, published = _published(copied)
    assert staged != published


def test_a_backup_restores_to_the_same_tables(filled: Home, worker: Worker, tmp_path: Path, figures: Figures) -> None:
    target = Home(tmp_path / "backup")
    count = back_up(filled, target.root)
    assert back_up(filled, target.root) == count == len(read_submissions(filled))

    started = time.monotonic()
    ensure_staged(target)
    refresh(target)
    took = time.monotonic() - started

    assert _content(target) == _content(filled)
    figures("P12", f"archive of {count} files copied and restored", 1, f"equal hashes, {took:.1f} s")


def test_a_damaged_archive_is_not_backed_up_and_named(copied: Home, tmp_path: Path) -> None:
    victim = archived_path(copied, read_submissions(copied)[2].sha256)
    victim.chmod(0o644)
    victim.write_bytes(victim.read_bytes()[:-1] + b"?")

    assert [submission_id for submission_id, _ in damaged_files(copied)] == ["S000003"]
    with pytest.raises(StorageFailed, match="S000003"):
        back_up(copied, tmp_path / "backup")
    with pytest.raises(InvalidArgument, match="inside"):
        back_up(copied, copied.root / "backup")


def test_no_backup_is_made_beside_a_writer(copied: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from warehouse.archive import backup
    from warehouse.errors import Busy

    monkeypatch.setattr(backup, "writer_lock", lambda home: writer_lock(home, wait_seconds=0.1))
    with writer_lock(copied), pytest.raises(Busy):
        back_up(copied, tmp_path / "backup")


def _drop(home: Home, path: Path) -> None:
    if path.is_file():
        copy = shutil.copyfile(path, home.inbox / path.name)
        os.utime(copy, (1, 1))


def _content(home: Home) -> dict[str, str]:
    manifest = read_manifest(home, current_snapshot_id(home))
    return {key: content.content_hash for key, content in manifest.tables.items() if key != "core.snapshot"}


def _rows(home: Home, query: str) -> list[tuple[object, ...]]:
    reader = open_reader(snapshot_path(home, current_snapshot_id(home)))
    try:
        return reader.execute(query).fetchall()
    finally:
        reader.close()


def _adds_up(home: Home, number: int) -> bool:
    """Rows read = rows accepted + rows held as a whole + rows that repeat another; a refused file accepted none."""
    entry = next(entry for entry in read_submissions(home) if entry.number == number)
    kept = {
        row
        for path in (staged_path(home, entry.submission_id)).glob("*.parquet")
        # Findings, reporters and values that wait name rows that do not stand too; a heading is no row.
        if path.stem not in {"finding", "reporter", "held_value", "sheet_column"}
        and "source_row" in (frame := pl.read_parquet(path)).columns
        for row in frame["source_row"]
    }
    left_out = {
        finding.row
        for finding in read_staged_findings(home, entry)
        if finding.row is not None and (finding.severity.value == "held" or finding.rule == "repeated_row")
    }
    return entry.status == "refused" or entry.rows_read == entry.rows_accepted + len(left_out - kept)


def _accepted(entry: Path) -> int:
    found = re.search(r'"rows_accepted": (\d+)', entry.read_text("utf-8"))
    return int(found[1]) if found else 0


def _deleted_but_open() -> list[str]:
    found = []
    for descriptor in Path("/proc/self/fd").iterdir():
        try:
            target = str(descriptor.readlink())
        except FileNotFoundError:
            continue
        if ".duckdb" in target and target.endswith("(deleted)"):
            found.append(target)
    return found
