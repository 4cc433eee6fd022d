"""D1-D12 without D3: what the file that we write survives, and what is noticed when it does not."""

from __future__ import annotations

import ast
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from typing import NamedTuple, cast

import duckdb
import httpx2
import pytest

from tests.graph.running import serving
from tests.planting import Fault
from tests.reliability.conftest import PROJECT, Figures, Scale, Worker
from tests.waiting import IS_SOAK, PATIENCE
from warehouse.archive.backup import file_digest
from warehouse.archive.home import Home
from warehouse.catalog.catalog import TableColumn
from warehouse.connections import open_reader, open_scratch, open_writer
from warehouse.errors import Busy, SnapshotDamaged, StorageFailed
from warehouse.query.access import Admitted
from warehouse.query.functions import FUNCTIONS, divided, gathered, is_computed_after_grouping
from warehouse.query.plan import Aggregate
from warehouse.query.statement import quote
from warehouse.snapshots.build import _content, start_build
from warehouse.snapshots.manifest import current_snapshot_id, read_manifest, snapshot_path
from warehouse.snapshots.publish import publish, verify_from_outside
from warehouse.snapshots.store import SnapshotStore

WRITER = """
import os
import random
import sys
from pathlib import Path
from warehouse.connections import open_writer

def write(path, ordinal, pipe):
    told = open(pipe, "w")
    print(os.getpid(), file=told, flush=True)
    writer = open_writer(Path(path))
    writer.execute("create table if not exists control (batch integer, row_count integer)")
    writer.execute("create table if not exists amount (batch integer, value decimal(18, 2))")
    draws = random.Random(int(ordinal))
    if int(ordinal) % 2:
        writer.execute("set checkpoint_threshold = '20kB'")
    for batch in range(10_000):
        if draws.random() < 0.1:
            writer.execute("checkpoint")
        writer.execute("begin")
        writer.execute("insert into amount select ?, range from range(500)", [batch])
        writer.execute("insert into control values (?, 500)", [batch])
        writer.execute("commit")
        print(batch, file=told, flush=True)

for line in sys.stdin:
    child = os.fork()
    if child == 0:
        write(*line.split())
    print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)
"""
LOGGED = """
import os
import signal
import sys
from pathlib import Path
from warehouse.connections import open_writer
path = Path(sys.argv[1])
writer = open_writer(path)
writer.execute("create table control (batch integer, row_count integer)")
writer.execute("create table amount (batch integer, value decimal(18, 2))")
for batch in range(20):
    writer.execute("begin")
    writer.execute("insert into amount select ?, range from range(20)", [batch])
    writer.execute("insert into control values (?, 20)", [batch])
    writer.execute("commit")
    print(path.with_name(path.name + ".wal").stat().st_size, flush=True)
os.kill(os.getpid(), signal.SIGKILL)
"""
READER = """
import sys
import time
from pathlib import Path
from warehouse.connections import open_writer
for path in sys.argv[1:]:
    started = time.perf_counter()
    try:
        reader = open_writer(Path(path))
        took = time.perf_counter() - started
        batches = [row[0] for row in reader.execute("select batch from control order by batch").fetchall()]
        torn = reader.execute(
            "select count(*) from control full join (select batch, count(*) as n from amount group by batch) as a "
            "using (batch) where n is distinct from row_count").fetchone()[0]
        print(len(batches) if batches == list(range(len(batches))) else "gap", torn, took * 1000, flush=True)
        reader.close()
    except Exception as error:
        print("failed", type(error).__name__, 0, flush=True)
"""
COMPARER = """
import json
import sys
from pathlib import Path
from warehouse.connections import open_reader
from warehouse.snapshots.verify import differences
manifest = json.loads(sys.stdin.readline())
for line in sys.stdin:
    path = Path(line.strip())
    try:
        found = "; ".join(differences(path, manifest))
    except Exception as error:  # verify_from_outside reports it too: the process ends with a traceback
        found = f"{type(error).__name__}: {error}"
    try:
        reader = open_reader(path, threads=1)
        rows = reader.execute("select sum(hash(content)::hugeint)::varchar from amount as content").fetchall()
        reader.close()
    except Exception:
        rows = "refused"
    print(json.dumps([found, str(rows)]), flush=True)
"""
SCANNER = """
import sys
import duckdb
keys = sys.argv[1].split(",")
for line in sys.stdin:
    try:
        reader = duckdb.connect(line.strip(), read_only=True)
        query = "select sum(hash(content)::hugeint) from {} as content"
        hashes = [reader.execute(query.format(key)).fetchone() for key in keys]
        print("read", [str(found[0]) for found in hashes], flush=True)
    except duckdb.Error as error:
        print("refused", flush=True)
"""


def _python(script: str, *arguments: str, **options: object) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", script, *arguments],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=PROJECT,
    )  # fmt: skip


class Writers:
    """Starts writers fast: forked from a process that has loaded DuckDB and opened nothing."""

    def __init__(self) -> None:
        self._parent = _python(WRITER)

    def killed(self, path: Path, acknowledged: int, ordinal: int = 0) -> int:
        """Kills a writer somewhere after it has acknowledged so many batches; how many it had."""
        pipe = path.with_name(f"{path.name}.pipe")
        os.mkfifo(pipe)
        assert self._parent.stdin is not None and self._parent.stdout is not None
        self._parent.stdin.write(f"{path} {ordinal} {pipe}\n")
        self._parent.stdin.flush()
        with pipe.open() as told:
            pid = int(told.readline())
            for _ in range(acknowledged):
                told.readline()
            os.kill(pid, signal.SIGKILL)
            assert self._parent.stdout.readline() == "-9\n"
            count = acknowledged + told.read().count("\n")
        pipe.unlink()
        return count

    def close(self) -> None:
        self._parent.communicate()


@pytest.fixture(scope="module")
def writers() -> Iterator[Writers]:
    started = Writers()
    yield started
    started.close()


class Found(NamedTuple):
    """What is in a file that is opened again: "gap" for a missing batch between others, "failed" with an error."""

    batches: str
    torn: str
    milliseconds: float


def _found(*paths: Path) -> list[Found]:
    found, _ = _python(READER, *map(str, paths)).communicate()
    return [Found(batches, torn, float(took)) for batches, torn, took in map(str.split, found.splitlines())]


class Log(NamedTuple):
    """A file as a killed writer left it, its log of twenty commits, and where in the log each of them ends."""

    path: Path
    content: bytes
    ends: list[int]

    def beside(self, path: Path, content: bytes) -> Path:
        """A copy of the file with another log beside it."""
        shutil.copy(self.path, path)
        path.with_name(path.name + ".wal").write_bytes(content)
        return path


@pytest.fixture(scope="module")
def log(tmp_path_factory: pytest.TempPathFactory) -> Log:
    path = tmp_path_factory.mktemp("log") / "whole.duckdb"
    told, _ = _python(LOGGED, str(path)).communicate()
    content = path.with_name(path.name + ".wal").read_bytes()
    ends = [int(line) for line in told.split()]
    assert len(ends) == 20 and ends[-1] == len(content)
    return Log(path, content, ends)


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory, worker: Worker) -> Home:
    home = Home(tmp_path_factory.mktemp("published") / "data").ensure()
    assert worker.run(home.root) == 0
    return home


def test_a_committed_batch_survives_a_kill_at_a_random_moment(
    writers: Writers, tmp_path: Path, scale: Scale, figures: Figures
) -> None:
    draws, kills = random.Random(11), scale(50, 1_000)
    paths = [tmp_path / f"{ordinal}.duckdb" for ordinal in range(kills)]
    moments = [draws.randrange(1, 60) for _ in paths]
    batches, reopened = 0, []
    for first in range(0, kills, 20):
        own = paths[first : first + 20]
        acknowledged = [writers.killed(path, moments[n], n) for n, path in enumerate(own, start=first)]
        for path, told, answer in zip(own, acknowledged, _found(*own), strict=True):
            # One more may be on the disk than the parent was told.
            assert answer.batches in (str(told), str(told + 1)), (path.name, told, answer)
            assert answer.torn == "0"
            batches += told
            reopened.append(answer.milliseconds)
        for leftover in tmp_path.iterdir():
            leftover.unlink()
    figures("D1", "`kill -9` of a writer at a random moment", kills,
            f"0 lost, 0 torn of {batches:,} batches; opened again in {median(reopened):.0f} ms (median), "
            f"{max(reopened):.0f} ms (longest)")  # fmt: skip


def test_the_crash_test_reports_a_loss_where_the_log_is_deleted(
    writers: Writers, tmp_path: Path, figures: Figures
) -> None:
    losses = 0
    for ordinal in range(2):
        path = tmp_path / f"{ordinal}.duckdb"
        # Its last batch is in no file but the log: one more commit than there were checkpoints.
        acknowledged = writers.killed(path, 15)
        path.with_name(path.name + ".wal").unlink()
        (answer,) = _found(path)
        losses += answer.batches not in (str(acknowledged), str(acknowledged + 1))
    assert losses == 2
    figures("D2", "the same with the log deleted: a loss is reported", 2, f"{losses} of 2")


def test_a_torn_log_loses_what_was_torn_and_no_commit_before_it(
    log: Log, tmp_path: Path, scale: Scale, figures: Figures
) -> None:
    places = range(log.ends[-3], log.ends[-1], scale(61, 1))
    cuts = [log.beside(tmp_path / f"cut{place}.duckdb", log.content[:place]) for place in places]

    answers = _found(*cuts)

    # Every commit whose last byte is there, and no other: neither more, nor all of them gone, nor an error.
    whole = [str(sum(end <= place for end in log.ends)) for place in places]
    assert [(answer.batches, answer.torn) for answer in answers] == [(count, "0") for count in whole]
    assert set(whole) == {"18", "19"}
    figures("D4", "log cut at every byte of its last two commits" if len(cuts) > 900 else "log cut at a byte",
            len(cuts), "every commit before the cut, none torn")  # fmt: skip


@pytest.fixture(scope="module")
def damaged_logs(log: Log, tmp_path_factory: pytest.TempPathFactory, scale: Scale) -> list[tuple[str, str]]:
    """For one flipped bit after the other: what differs from a manifest kept elsewhere, and what can be read."""
    folder = tmp_path_factory.mktemp("damaged")
    tables = {"control": {"row_count": 20}, "amount": {"row_count": 400}}
    manifest = {"tables": tables, "sha256": file_digest(log.path)}
    comparer = _python(COMPARER)
    assert comparer.stdin is not None and comparer.stdout is not None
    comparer.stdin.write(json.dumps(manifest) + "\n")
    found = []
    for place in [None, *range(0, len(log.content), scale(180, 9))]:
        content = bytearray(log.content)
        if place is not None:
            content[place] ^= 1 << place % 8
        path = log.beside(folder / f"{place}.duckdb", bytes(content))
        comparer.stdin.write(f"{path}\n")
        comparer.stdin.flush()
        found.append(tuple(json.loads(comparer.stdout.readline())))
        path.unlink()
        path.with_name(path.name + ".wal").unlink()
    comparer.communicate()
    return found


def test_damage_in_a_log_drops_no_commit_that_the_manifest_does_not_miss(
    damaged_logs: list[tuple[str, str]], figures: Figures
) -> None:
    (nothing, whole), *damaged = damaged_logs
    assert nothing == "" and whole != "refused"

    assert [(found, rows) for found, rows in damaged if rows != whole and not found] == []
    refused = sum(rows == "refused" for _, rows in damaged)
    silent = sum(rows not in (whole, "refused") for _, rows in damaged)
    figures("D6", "one bit of a log of 20 commits flipped, compared with a manifest kept outside", len(damaged),
            f"0 silent losses: {refused} refused by the engine, {silent} that it dropped in silence told by the "
            f"manifest, {len(damaged) - refused - silent} the same")  # fmt: skip


def test_without_the_manifest_commits_of_a_damaged_log_would_be_lost_in_silence(
    damaged_logs: list[tuple[str, str]],
) -> None:
    (_, whole), *damaged = damaged_logs

    assert [rows for _, rows in damaged if rows not in (whole, "refused")] != []


def test_a_batch_that_is_missing_between_others_and_half_a_batch_would_be_reported(tmp_path: Path) -> None:
    paths = [tmp_path / "gap.duckdb", tmp_path / "torn.duckdb"]
    for path, batches, last in zip(paths, [(0, 1, 3), (0, 1)], [500, 499], strict=True):
        with open_writer(path) as writer:
            writer.execute("create table control (batch integer, row_count integer)")
            writer.execute("create table amount (batch integer, value decimal(18, 2))")
            for batch in batches:
                rows = last if batch == batches[-1] else 500
                writer.execute("insert into amount select ?, range from range(?)", [batch, rows])
                writer.execute("insert into control values (?, 500)", [batch])

    assert [(answer.batches, answer.torn) for answer in _found(*paths)] == [("gap", "0"), ("2", "1")]


class Scanner:
    """Reads every column of every table of a snapshot in another process, which may crash of it."""

    def __init__(self, tables: list[str]) -> None:
        self._process = _python(SCANNER, ",".join(tables))

    def scan(self, path: Path) -> str:
        assert self._process.stdin is not None and self._process.stdout is not None
        self._process.stdin.write(f"{path}\n")
        self._process.stdin.flush()
        return self._process.stdout.readline()

    def close(self) -> None:
        self._process.communicate()


@pytest.fixture
def scanner(published: Home) -> Iterator[Scanner]:
    started = Scanner(list(read_manifest(published, current_snapshot_id(published)).tables))
    yield started
    started.close()


def test_a_flipped_bit_is_refused_or_changes_nothing_and_verify_always_finds_it(
    published: Home, scanner: Scanner, tmp_path: Path, scale: Scale, figures: Figures
) -> None:
    snapshot_id = current_snapshot_id(published)
    whole, manifest = snapshot_path(published, snapshot_id).read_bytes(), read_manifest(published, snapshot_id)
    expected = scanner.scan(snapshot_path(published, snapshot_id))
    assert expected.startswith("read")
    draws, same, refused, flips = random.Random(3), 0, 0, scale(25, 500)
    for ordinal in range(flips):
        position = draws.randrange(len(whole))
        flipped = bytearray(whole)
        flipped[position] ^= 1 << draws.randrange(8)
        path = tmp_path / f"flip{ordinal}.duckdb"
        path.write_bytes(flipped)
        answer = scanner.scan(path)
        path.unlink()
        assert answer in (expected, "refused\n"), (position, answer)
        same, refused = same + (answer == expected), refused + (answer != expected)
    damaged = tmp_path / "damaged.duckdb"
    damaged.write_bytes(bytes(flipped))
    with pytest.raises(SnapshotDamaged, match=r"SHA-256|cannot be opened"):
        verify_from_outside(damaged, manifest)
    figures("D5", "one bit of a snapshot flipped, every column read", flips, f"0 wrong; {refused} refused, {same} same")


def test_a_wrong_answer_of_a_damaged_file_would_be_seen(published: Home, scanner: Scanner, tmp_path: Path) -> None:
    """The planted fault: a value that is another one in a file that can be read."""
    whole = snapshot_path(published, current_snapshot_id(published))
    altered = Path(shutil.copy(whole, tmp_path / "altered.duckdb"))
    altered.chmod(0o644)
    with duckdb.connect(str(altered)) as planted:
        planted.execute("update core.task set ordinal = 99 where ordinal = 1")

    assert scanner.scan(altered) not in (scanner.scan(whole), "refused\n")


def test_a_stale_log_beside_a_published_file_is_never_replayed(
    published: Home, writers: Writers, tmp_path: Path, figures: Figures
) -> None:
    path = tmp_path / "other.duckdb"
    writers.killed(path, 5)
    beside = Path(shutil.copy(snapshot_path(published, current_snapshot_id(published)), tmp_path / "snapshot.duckdb"))
    shutil.copy(path.with_name(path.name + ".wal"), beside.with_name(beside.name + ".wal"))

    with pytest.raises(SnapshotDamaged):
        open_reader(beside)
    figures("D6", "a log of another file put beside a snapshot", 1, "refused")


def test_a_disk_that_fills_up_is_one_clear_error_and_nothing_is_lost(
    tmp_path: Path, worker: Worker, scale: Scale, figures: Figures
) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=128m", "tmpfs", disk]
    if subprocess.run(mount, check=False, capture_output=True).returncode:
        pytest.skip("a small disk cannot be mounted here")
    try:
        home = Home(disk / "data").ensure()
        assert worker.run(home.root) == 0
        before, full = current_snapshot_id(home), 0
        for spare in [20_000, 300_000, 2_000_000, 100_000, 1_000_000, 4_000_000][: scale(2, 6)]:
            shutil.copy(PROJECT / "tests" / "data" / "financial_2016-03_gbk.csv", home.inbox / "return.csv")
            subprocess.run(["touch", "-d", "2016-01-01", home.inbox / "return.csv"], check=True)
            with (home.inbox / "return.csv").open("a") as file:
                file.write("\n" * spare.bit_length())
            subprocess.run(["touch", "-d", "2016-01-01", home.inbox / "return.csv"], check=True)
            balloon = disk / "balloon"
            balloon.write_bytes(b"\0" * (shutil.disk_usage(disk).free - spare))

            code = worker.run(home.root)
            assert code in (0, 5), code
            if code == 5:
                full += 1
                assert current_snapshot_id(home) == before
            verify_from_outside(snapshot_path(home, before), read_manifest(home, before))

            balloon.unlink()
            assert worker.run(home.root) == 0
            assert list(home.inbox.iterdir()) == []
            before = current_snapshot_id(home)
    finally:
        subprocess.run(["umount", disk], check=False)
    assert full > 0, "the disk was never full"
    figures("D7", "a disk of 64 MB filled up to the last kB", full, "STORAGE_FAILED, 0 lost, next run succeeds")


def test_every_table_has_one_answer_with_four_threads(
    worker: Worker, tmp_path: Path, scale: Scale, figures: Figures
) -> None:
    home = Home(tmp_path / "data").ensure()
    for name in ("financial_2016-03_gbk.csv", "output_2016-02.csv"):
        shutil.copy(PROJECT / "tests" / "data" / name, home.inbox / name)
        subprocess.run(["touch", "-d", "2016-01-01", home.inbox / name], check=True)
    assert worker.run(home.root) == 0
    seen: dict[str, set[str]] = {}
    builds = scale(2, 20)
    for ordinal in range(builds):
        with start_build(home) as build:
            build._connection.execute(f"set threads = {4 if ordinal % 2 else 1}")
            for table in build.catalog.tables.values():
                seen.setdefault(table.key, set()).add(build.make(table).content_hash)
            build._connection.execute("update core.task set ordinal = 99 where ordinal = 1")
            assert _content(build._connection, "core.task").content_hash not in seen["core.task"], "it cannot fail"
    seen.pop("core.snapshot")  # says which build it is

    assert {key: hashes for key, hashes in seen.items() if len(hashes) != 1} == {}
    figures("D8", f"{len(seen)} tables built with 1 and with 4 threads", builds, "1 content hash each")


class Millions:
    """The table below as what a function over groups asks of one."""

    @staticmethod
    def column(name: str) -> TableColumn:
        return TableColumn(name, {"value": "DECIMAL(18,2)", "weight": "DECIMAL(18,4)"}[name], False, "")


ARGUMENTS = {"quantile": 0.9, "weighted_mean": "weight"}
AGGREGATES = [
    Aggregate(name, None if name == "count" else "value", ARGUMENTS.get(name))
    for name in FUNCTIONS
    if name != "hhi"  # groups within groups, of the same sums
]


@pytest.fixture(scope="module")
def millions() -> Iterator[duckdb.DuckDBPyConnection]:
    """Three million rows, read by four threads."""
    with open_scratch() as engine:
        engine.execute("set threads = 4")
        engine.execute(
            "create table millions as select range as id, range % 7 as part,"
            " ((hash(range) % 1_000_000_007)::decimal(18, 2) / 100)::decimal(18, 2) as value,"
            " ((hash(range) % 10_007)::decimal(18, 4) / 10_000)::decimal(18, 4) as weight,"
            " 1 / (1 + hash(range) % 1_000_003) as real_value from range(3_000_000)"
        )
        yield engine


def _answers(engine: duckdb.DuckDBPyConnection, query: str, values: list[object], times: int) -> set[str]:
    return {str(engine.execute(query, values).fetchall()) for _ in range(times)}


def test_every_function_over_groups_and_a_ranking_have_one_answer_over_three_million_rows(
    millions: duckdb.DuckDBPyConnection, scale: Scale, figures: Figures
) -> None:
    times, table = scale(2, 100), cast("Admitted", Millions())
    asked = [statement for aggregate in AGGREGATES for statement in gathered(aggregate, table, None, "")]
    told = [divided(each).text if is_computed_after_grouping(each) else quote(each.name) for each in AGGREGATES]
    query = (
        f"select part, {', '.join(told)}"
        f" from (select part, {', '.join(each.text for each in asked)} from millions group by part) order by part"
    )
    values = [value for statement in asked for value in statement.values]

    assert len(_answers(millions, query, values, times)) == 1
    assert len(_answers(millions, "select id from millions order by value desc, id limit 50", [], times)) == 1
    figures("D8", f"{len(AGGREGATES)} functions over groups and a ranking of 3 million rows, 4 threads", times,
            "1 answer each")  # fmt: skip


def test_a_sum_of_binary_numbers_would_be_found(millions: duckdb.DuckDBPyConnection) -> None:
    """The planted fault: what every amount is a decimal for."""
    assert len(_answers(millions, "select sum(real_value) from millions", [], 40)) > 1


def test_no_caller_gets_rows_of_another(published: Home, scale: Scale, figures: Figures) -> None:
    store, foreign, calls = SnapshotStore(published), [], scale(40, 12_500)

    def ask(key: int) -> None:
        for ordinal in range(calls):
            with store.acquire() as snapshot:
                row = snapshot.cursor().execute("select ?, count(*) from core.task", [key * calls + ordinal]).fetchone()
            if row != (key * calls + ordinal, 34):
                foreign.append(row)

    threads = [threading.Thread(target=ask, args=(key,)) for key in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    store.close()

    assert foreign == []
    figures("D9", "8 threads, each asks for its own key", 8 * calls, "0 foreign rows")


def test_one_connection_for_all_threads_would_be_found(published: Home) -> None:
    """The planted fault: what every call has its own cursor for."""
    shared, wrong = open_reader(snapshot_path(published, current_snapshot_id(published))), threading.Event()

    def ask(key: int) -> None:
        for ordinal in range(5_000):
            if wrong.is_set():
                return
            try:
                shared.execute("select ?, count(*) from core.task", [key * 5_000 + ordinal])
                time.sleep(0)  # Here the other threads have their turn.
                row = shared.fetchone()
            except duckdb.Error:
                row = None
            if row != (key * 5_000 + ordinal, 34):
                wrong.set()

    threads = [threading.Thread(target=ask, args=(key,)) for key in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    shared.close()

    assert wrong.is_set()


def test_no_client_gets_an_answer_of_another(published: Home, scale: Scale, figures: Figures) -> None:
    foreign: list[object] = []
    calls = scale(25, 2_500)
    with serving(published) as served:

        def ask(client_number: int) -> None:
            with httpx2.Client(base_url=served.http, timeout=PATIENCE) as client:
                for ordinal in range(calls):
                    wanted = (client_number + 8 * ordinal) % 34 + 1
                    question = f"{{ tasks(where: {{ordinal: {{eq: {wanted}}}}}) {{ nodes {{ ordinal }} }} }}"
                    answer = client.post("/graphql", json={"query": question}).json()
                    if not _is_own(answer, wanted):
                        foreign.append((wanted, answer))

        with ThreadPoolExecutor(8) as clients:
            list(clients.map(ask, range(8)))

    assert foreign == []
    assert not _is_own({"data": {"tasks": {"nodes": [{"ordinal": 2}]}}}, 1)
    assert not _is_own({"errors": [{}]}, 1)
    figures("D9", "the same over HTTP, 8 clients", 8 * calls, "0 foreign rows, 0 errors")


def _is_own(answer: dict[str, object], wanted: int) -> bool:
    return answer.get("data") == {"tasks": {"nodes": [{"ordinal": wanted}]}} and "errors" not in answer


HOLDER = """
import sys, duckdb
held = duckdb.connect(sys.argv[1], read_only=sys.argv[2] == "reads")
print("held", flush=True)
sys.stdin.readline()
"""


@contextmanager
def _held(path: Path, how: str) -> Iterator[None]:
    """Another program has the file open, and "reads" or "writes"."""
    holder = _python(HOLDER, str(path), how)
    assert holder.stdout is not None
    assert holder.stdout.readline() == "held\n"
    try:
        yield
    finally:
        holder.communicate("\n")


@pytest.fixture
def holdable(published: Home, tmp_path: Path) -> Home:
    """A data directory whose published file another program may open for writing."""
    shutil.copytree(published.root, tmp_path / "data", symlinks=True)
    home = Home(tmp_path / "data")
    snapshot_path(home, current_snapshot_id(home)).chmod(0o644)
    return home


def test_a_file_that_another_program_holds_is_busy_and_not_damaged(holdable: Home, figures: Figures) -> None:
    path = snapshot_path(holdable, current_snapshot_id(holdable))
    with _held(path, "writes"):
        with pytest.raises(Busy, match="open for writing"):
            open_reader(path)
        with pytest.raises(duckdb.IOException, match="Could not set lock on file"):
            open_writer(path)
    with _held(path, "reads"):
        open_reader(path).close()

    open_reader(path).close()
    figures("D10", "a snapshot held open for writing by another program", 1, "BUSY; opens when it lets go")


def test_neither_service_nor_build_waits_for_a_file_that_is_held_and_no_release_goes_out_uncompared(
    holdable: Home, worker: Worker, figures: Figures
) -> None:
    held = current_snapshot_id(holdable)
    with _held(snapshot_path(holdable, held), "writes"):
        store = SnapshotStore(holdable)
        started = time.monotonic()
        with pytest.raises(Busy), store.acquire():
            pass
        took = time.monotonic() - started
        assert not IS_SOAK or took < 1
        # No release goes out uncompared with what is in force: the run ends with BUSY, which is tried again.
        assert worker.run(holdable.root) == 3

    assert current_snapshot_id(holdable) == held
    with store.acquire() as snapshot:
        assert snapshot.snapshot_id == held
    store.close()
    figures("D10", "the service and a build beside it", 2, f"BUSY, the service after {took:.2f} s; nothing published")


def test_a_held_file_that_is_taken_for_a_damaged_one_would_be_reported(request: pytest.FixtureRequest) -> None:
    planted = Fault(
        test_a_file_that_another_program_holds_is_busy_and_not_damaged,
        {"warehouse.connections.Busy": SnapshotDamaged}, "open for writing", by=SnapshotDamaged,
    )  # fmt: skip
    planted.plant(request)


def _opened_by_python(home: Home, script: str) -> list[str]:
    """Paths that Python code opened while the same process had them open as a database, in a process of its own.

    A file is told by its inode: a build has another name than what is published. DuckDB's own opens are not Python's.
    """
    hook = (
        "import os, sys\nseen = []\n"
        "from pathlib import Path\nfrom warehouse.archive.home import Home\nhome = Home(Path(sys.argv[1]))\n"
        "def inode(path):\n"
        "    try:\n        found = os.stat(path)\n    except (OSError, TypeError, ValueError):\n        return None\n"
        "    return found.st_dev, found.st_ino\n"
        "def note(name, arguments):\n"
        "    if name == 'open' and str(arguments[0]).startswith(str(home.root / 'snapshots')):\n"
        "        held = {inode(f'/proc/self/fd/{number}') for number in os.listdir('/proc/self/fd')}\n"
        "        if inode(arguments[0]) in held - {None}:\n            seen.append(str(arguments[0]))\n"
        "sys.addaudithook(note)\n"
    )
    process = _python(hook + script + "\nprint('seen', *seen)", str(home.root))
    (*_, last) = process.communicate()[0].splitlines()
    assert process.returncode == 0 and last.startswith("seen")
    return last.split()[1:]


def test_nobody_opens_the_file_of_a_database_beside_duckdb(published: Home, tmp_path: Path, figures: Figures) -> None:
    serve = (
        "from warehouse.snapshots.store import SnapshotStore\nstore = SnapshotStore(home)\n"
        "with store.acquire() as s: s.cursor().execute('select * from core.task').fetchall()\nstore.close()"
    )
    publish = "from warehouse.snapshots.refresh import refresh\nrefresh(home)"
    shutil.copytree(published.root, tmp_path / "data", symlinks=True)
    home = Home(tmp_path / "data")

    assert _opened_by_python(published, serve) == []
    assert _opened_by_python(home, publish) == []
    planted = serve.replace("fetchall()", "fetchall(); next(home.snapshots.glob('*.duckdb')).open('rb').close()")
    assert len(_opened_by_python(published, planted)) == 1
    copied = (
        "from warehouse.snapshots.build import Build\nmake = Build.make\n"
        "def copying(build, table):\n    build.path.open('rb').close()\n    return make(build, table)\n"
        "from warehouse.snapshots.build import start_build\n"
        "with start_build(home) as build: copying(build, next(iter(build.catalog.tables.values())))"
    )
    assert len(_opened_by_python(home, copied)) == 1
    elsewhere = [
        str(path.relative_to(PROJECT))
        for package in ("bench", "graph", "warehouse", "orchestration")
        for path in (PROJECT / package).rglob("*.py")
        if path.name != "connections.py" and _connects(path.read_text("utf-8"))
    ]
    assert elsewhere == []
    assert _connects("import duckdb\nduckdb.connect('x')")
    figures(
        "D11",
        "opens of an open database file, while it is served and for a whole publication",
        2,
        "0; duckdb.connect in connections.py alone",
    )


def _connects(source: str) -> bool:
    return any(
        isinstance(node, ast.Attribute) and node.attr == "connect" and getattr(node.value, "id", "") == "duckdb"
        for node in ast.walk(ast.parse(source))
    )


def test_a_file_of_another_storage_version_is_not_published(tmp_path: Path, figures: Figures) -> None:
    home = Home(tmp_path / "data").ensure()
    with start_build(home) as build:
        for table in build.catalog.tables.values():
            build.make(table)
        manifest = publish(build)
    other = tmp_path / "other.duckdb"
    with duckdb.connect() as engine:
        engine.execute(f"attach '{snapshot_path(home, manifest.snapshot_id)}' as good (read_only)")
        engine.execute(f"attach '{other}' as other (storage_version 'v1.2.0')")
        engine.execute("create schema other.core; create schema other.mart")
        for key in manifest.tables:
            engine.execute(f"create table other.{key} as from good.{key}")

    with pytest.raises(SnapshotDamaged, match=r"storage version is v1\.2"):
        verify_from_outside(other, manifest)
    figures("D12", "storage version of every snapshot before it is published", 1, "v1.4.0; another is refused")


def test_a_full_disk_of_duckdb_is_the_operators_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    home = Home(tmp_path / "data").ensure()
    with start_build(home) as build:
        table = next(iter(build.catalog.tables.values()))
        monkeypatch.setattr(build, "_connection", _FullDisk())
        with pytest.raises(StorageFailed, match="No space left"):
            build.make(table)


class _FullDisk:
    def begin(self) -> None:
        """A transaction may begin on a full disk."""

    def execute(self, *_: object) -> object:
        raise duckdb.IOException("IO Error: Could not write file: No space left on device")
