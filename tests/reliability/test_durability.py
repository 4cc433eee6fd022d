"""D1-D12 without D3: what the file that we write survives, and what is noticed when it does not."""

from __future__ import annotations

import ast
import os
import random
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import duckdb
import httpx2
import pytest

from tests.reliability.conftest import PROJECT, Figures, Scale, Worker
from warehouse.archive.home import Home
from warehouse.connections import open_reader, open_writer
from warehouse.errors import Busy, SnapshotDamaged, StorageFailed
from warehouse.snapshots.build import _content, start_build
from warehouse.snapshots.manifest import current_snapshot_id, read_manifest, snapshot_path
from warehouse.snapshots.publish import publish, verify_from_outside
from warehouse.snapshots.store import SnapshotStore

WRITER = """
import os
import sys
from pathlib import Path
from warehouse.connections import open_writer

def write(path, ordinal, pipe):
    told = open(pipe, "w")
    print(os.getpid(), file=told, flush=True)
    writer = open_writer(Path(path))
    writer.execute("create table if not exists control (batch integer, row_count integer)")
    writer.execute("create table if not exists amount (batch integer, value decimal(18, 2))")
    if int(ordinal) % 2:
        writer.execute("set checkpoint_threshold = '20kB'")
    for batch in range(10_000):
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
READER = """
import sys
from pathlib import Path
from warehouse.connections import open_writer
for path in sys.argv[1:]:
    reader = open_writer(Path(path))
    try:
        batches = [row[0] for row in reader.execute("select batch from control order by batch").fetchall()]
        torn = reader.execute(
            "select count(*) from control full join (select batch, count(*) as n from amount group by batch) as a "
            "using (batch) where n is distinct from row_count").fetchone()[0]
        print(len(batches) if batches == list(range(len(batches))) else "gap", torn, flush=True)
    except Exception as error:
        print("failed", type(error).__name__, flush=True)
    reader.close()
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


def _found(*paths: Path) -> list[str]:
    found, _ = _python(READER, *map(str, paths)).communicate()
    return found.splitlines()


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory, worker: Worker) -> Home:
    home = Home(tmp_path_factory.mktemp("published") / "data").ensure()
    assert worker.run(home.root) == 0
    return home


def test_a_committed_batch_survives_a_kill_at_a_random_moment(
    writers: Writers, tmp_path: Path, scale: Scale, figures: Figures
) -> None:
    draws, kills = random.Random(11), scale(4, 1_000)
    paths = [tmp_path / f"{ordinal}.duckdb" for ordinal in range(kills)]
    moments = [draws.randrange(1, 60) for _ in paths]
    batches = 0
    for first in range(0, kills, 20):
        own = paths[first : first + 20]
        acknowledged = [writers.killed(path, moments[n], n) for n, path in enumerate(own, start=first)]
        for path, told, answer in zip(own, acknowledged, _found(*own), strict=True):
            survived, torn = answer.split()
            # One more may be on the disk than the parent was told.
            assert int(survived) in (told, told + 1), (path.name, told, answer)
            assert torn == "0"
            batches += told
        for leftover in tmp_path.iterdir():
            leftover.unlink()
    figures("D1", "`kill -9` of a writer at a random moment", kills, f"0 lost, 0 torn of {batches:,} batches")


def test_the_crash_test_reports_a_loss_where_the_log_is_deleted(
    writers: Writers, tmp_path: Path, figures: Figures
) -> None:
    losses = 0
    for ordinal in range(2):
        path = tmp_path / f"{ordinal}.duckdb"
        acknowledged = writers.killed(path, 15)
        path.with_name(path.name + ".wal").unlink()
        (answer,) = _found(path)
        losses += answer.split()[0] != str(acknowledged)
    assert losses == 2
    figures("D2", "the same with the log deleted: a loss is reported", 2, f"{losses} of 2")


def test_a_torn_log_gives_a_prefix_of_the_commits(
    writers: Writers, tmp_path: Path, scale: Scale, figures: Figures
) -> None:
    path = tmp_path / "whole.duckdb"
    acknowledged = writers.killed(path, 12)
    log = path.with_name(path.name + ".wal").read_bytes()
    draws, cuts = random.Random(5), []
    for ordinal in range(scale(12, 300)):
        cut = tmp_path / f"cut{ordinal}.duckdb"
        shutil.copy(path, cut)
        cut.with_name(cut.name + ".wal").write_bytes(log[: draws.randrange(len(log) // 2, len(log))])
        cuts.append(cut)

    answers = [answer.split() for answer in _found(*cuts)]

    assert len(answers) == len(cuts)
    assert {torn for _, torn in answers} == {"0"}
    assert all(int(count) <= acknowledged + 1 for count, _ in answers)
    figures("D4", "log cut at a random byte", len(cuts), "each a prefix of the commits")


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

    assert _found(*paths) == ["gap 0", "2 1"]


def test_a_flipped_bit_is_refused_or_changes_nothing_and_verify_always_finds_it(
    published: Home, tmp_path: Path, scale: Scale, figures: Figures
) -> None:
    snapshot_id = current_snapshot_id(published)
    whole, manifest = snapshot_path(published, snapshot_id).read_bytes(), read_manifest(published, snapshot_id)
    keys = ",".join(manifest.tables)
    scanner = _python(SCANNER, keys)
    assert scanner.stdin is not None and scanner.stdout is not None

    def scan(name: str, content: bytes) -> str:
        path = tmp_path / name
        path.write_bytes(content)
        scanner.stdin.write(f"{path}\n")  # type: ignore[union-attr]
        scanner.stdin.flush()  # type: ignore[union-attr]
        answer = scanner.stdout.readline()  # type: ignore[union-attr]
        path.unlink()
        return answer

    expected = scan("whole.duckdb", whole)
    draws, same, refused, flips = random.Random(3), 0, 0, scale(25, 500)
    for ordinal in range(flips):
        position = draws.randrange(len(whole))
        flipped = bytearray(whole)
        flipped[position] ^= 1 << draws.randrange(8)
        answer = scan(f"flip{ordinal}.duckdb", bytes(flipped))
        assert answer in (expected, "refused\n"), (position, answer)
        same, refused = same + (answer == expected), refused + (answer != expected)
    scanner.communicate()
    damaged = tmp_path / "damaged.duckdb"
    damaged.write_bytes(bytes(flipped))
    with pytest.raises(SnapshotDamaged, match=r"SHA-256|cannot be opened"):
        verify_from_outside(damaged, manifest)
    figures("D5", "one bit of a snapshot flipped, every column read", flips, f"0 wrong; {refused} refused, {same} same")


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
    mount = ["mount", "-t", "tmpfs", "-o", "size=64m", "tmpfs", disk]
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
    with _server(published) as address:

        def ask(client_number: int) -> None:
            with httpx2.Client(base_url=address, timeout=30) as client:
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


@contextmanager
def _server(home: Home) -> Iterator[str]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environment = {**os.environ, "LONGMAI_HOME": str(home.root)}
    server = subprocess.Popen(
        [sys.executable, "-m", "graph", "serve", "--port", str(port)], env=environment, cwd=PROJECT
    )
    try:
        deadline = time.monotonic() + 60
        while True:
            assert time.monotonic() < deadline and server.poll() is None, "the server does not start"
            try:
                if httpx2.get(f"http://127.0.0.1:{port}/readyz").status_code == 200:
                    break
            except httpx2.TransportError:
                time.sleep(0.1)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(timeout=20)


HOLDER = """
import sys, duckdb
held = duckdb.connect(sys.argv[1])
print("held", flush=True)
sys.stdin.readline()
"""


def test_a_file_that_another_program_holds_is_busy_and_not_damaged(
    published: Home, tmp_path: Path, figures: Figures
) -> None:
    path = tmp_path / "held.duckdb"
    shutil.copy(snapshot_path(published, current_snapshot_id(published)), path)
    path.chmod(0o644)
    holder = _python(HOLDER, str(path))
    assert holder.stdout is not None
    holder.stdout.readline()
    with pytest.raises(Busy, match="open for writing"):
        open_reader(path)
    with pytest.raises(duckdb.IOException, match="Could not set lock on file"):
        open_writer(path)
    holder.communicate("\n")

    open_reader(path).close()
    figures("D10", "a snapshot held open for writing by another program", 1, "BUSY; opens when it lets go")


def _opened_by_python(home: Home, script: str) -> list[str]:
    """Paths of databases that Python code opened beside DuckDB, in a process of its own."""
    hook = (
        "import sys\nseen = []\n"
        "note = lambda path: seen.append(path) if '.duckdb' in path else None\n"
        "sys.addaudithook(lambda name, a: note(str(a[0])) if name == 'open' else None)\n"
        "from pathlib import Path\nfrom warehouse.archive.home import Home\nhome = Home(Path(sys.argv[1]))\n"
    )
    out, _ = _python(hook + script + "\nprint('\\n'.join(seen))", str(home.root)).communicate()
    return out.split()


def test_nobody_opens_the_file_of_a_database_beside_duckdb(published: Home, figures: Figures) -> None:
    serve = (
        "from warehouse.snapshots.store import SnapshotStore\nstore = SnapshotStore(home)\n"
        "with store.acquire() as s: s.cursor().execute('select * from core.task').fetchall()\nstore.close()"
    )

    assert _opened_by_python(published, serve) == []
    planted = serve.replace("fetchall()", "fetchall(); next(home.snapshots.glob('*.duckdb')).open('rb').close()")
    assert len(_opened_by_python(published, planted)) == 1
    elsewhere = [
        str(path.relative_to(PROJECT))
        for package in ("graph", "warehouse", "orchestration")
        for path in (PROJECT / package).rglob("*.py")
        if path.name != "connections.py" and _connects(path.read_text("utf-8"))
    ]
    assert elsewhere == []
    assert _connects("import duckdb\nduckdb.connect('x')")
    figures(
        "D11", "opens of a database file recorded while it is served", 1, "0; duckdb.connect in connections.py alone"
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
