"""`asOf`, `snapshot` and `retainedSnapshots`: over a data directory that published three states."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import orjson
import pytest

from graph.app import build_app
from graph.bulletin.make import read_report, write_report
from graph.bulletin.order import Format, check_order
from graph.bulletin.wording import read_wording
from graph.execution.execution import Executor, Request
from graph.execution.operation import Operation
from graph.settings import Settings
from tests.clients import TestClient
from tests.reliability.conftest import IS_SOAK
from warehouse.archive.home import Home
from warehouse.domain.moment import write_moment
from warehouse.ingestion.receive import ingest_files
from warehouse.ingestion.restage import ensure_staged
from warehouse.sample.generate import generate
from warehouse.snapshots.manifest import current_snapshot_id
from warehouse.snapshots.past.as_of_snapshot import build_beside
from warehouse.snapshots.publish import remove_snapshot
from warehouse.snapshots.refresh import refresh
from warehouse.snapshots.store import SnapshotStore

ARRIVALS = tuple(datetime(2014, month, 15, 2, tzinfo=UTC) for month in (1, 3, 4))
INSTANTS = ("2014-01-20", "2014-03-15T02:00:00Z", "2014-03-31", "2014-04-15T10:00:00+08:00", "2014-04-30")
"""Two of them are those of arrivals, one lies between; 2014-03-31 is a day on which nothing came."""
REBUILT = INSTANTS if IS_SOAK else INSTANTS[1:3]
"""The others differ from these in how the instant is written, which needs no rebuild, or in nothing."""
EVERYTHING = """
    snapshot%s { submissionCount }
    enterprises%s { totalCount nodes { nameZh status observations { totalCount } } }
    observations%s { totalCount nodes { observationId value sameBaseGrowthRate vintageCount } }
    submissions%s { nodes { fileName receivedAt status } }
    enterpriseMonths%s { nodes { enterpriseId period revenueCny } groups(by: [{ field: PERIOD }]) { nodes { count } } }
    reportingStatuses%s { totalCount nodes { subjectId period status daysLate } }
    taskTimings%s { at tasks { taskId state newestReportDate } }
    reportingFreshness%s { nodes { formId period missingCount lateCount } }
    taskReports%s { nodes { taskReportId reportStatus } }
    issues%s { nodes { issueId isOverdue } }
"""
Ask = Callable[..., dict[str, Any]]


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """Registers in January, the return of February in March and that of March in April 2014. No test changes it."""
    root = tmp_path_factory.mktemp("past")
    sample = generate(root / "files", enterprises=6, months=3)
    home = Home(root / "data").ensure()
    files = [path for path in sample.files if not path.name.startswith("01")]
    for instant, begins in zip(ARRIVALS, ("0", "2014-02", "2014-03"), strict=True):
        ingest_files(home, [path for path in files if path.name.startswith(begins)], received_at=instant)
        refresh(home, instant)
    return home


@pytest.fixture
def home(published: Home, tmp_path: Path) -> Home:
    shutil.copytree(published.root, tmp_path / "data", symlinks=True)
    return Home(tmp_path / "data")


def asking(home: Home, executor: Executor) -> Iterator[Ask]:
    store = SnapshotStore(home)

    def ask(query: str, **variables: Any) -> dict[str, Any]:
        answer = executor.execute(Request(query, variables), Operation(store))
        body: dict[str, Any] = orjson.loads(answer.content())
        return body

    yield ask
    store.close()


@pytest.fixture
def ask(published: Home, executor: Executor) -> Iterator[Ask]:
    yield from asking(published, executor)


@pytest.fixture
def ask_own(home: Home, executor: Executor) -> Iterator[Ask]:
    """Asks the directory that the test may change."""
    yield from asking(home, executor)


def error_of(body: dict[str, Any]) -> dict[str, Any]:
    (error,) = body["errors"]
    return error


@pytest.mark.parametrize("instant", REBUILT)
def test_an_answer_as_of_an_instant_is_that_of_a_rebuild(
    instant: str, home: Home, ask_own: Ask, executor: Executor, tmp_path: Path
) -> None:
    as_of = _utc(instant)
    build_beside(home, as_of)

    answered = ask_own("{" + EVERYTHING.replace("%s", f'(asOf: "{instant}")') + "}")

    rebuilt = Home(tmp_path / "rebuilt")
    shutil.copytree(home.archive, rebuilt.archive)
    ensure_staged(rebuilt.ensure(), as_of=as_of)
    refresh(rebuilt, as_of)
    (expected,) = [ask("{" + EVERYTHING.replace("%s", "") + "}") for ask in asking(rebuilt, executor)]
    assert "errors" not in answered
    assert answered["data"] == expected["data"]
    # A bulletin made then, and the same made again as of then after more files came: byte for byte.
    made_then = bulletin_of(rebuilt, None)
    again = Home(shutil.copytree(home.root, tmp_path / "again", symlinks=True))
    assert bulletin_of(again, write_moment(as_of)) == made_then
    assert bulletin_of(again, None) != made_then


def bulletin_of(home: Home, as_of: str | None) -> list[bytes]:
    """The bulletin of February 2014 in its three formats."""
    store = SnapshotStore(home)
    formats: tuple[Format, ...] = ("html", "xlsx", "docx")
    orders = [check_order(home.root, "2014-02", form, as_of=as_of) for form in formats]
    settings = Settings(home=home.root, query_timeout_seconds=600.0)
    report = read_report(orders[0], read_wording(None), store, settings)
    store.close()
    return [write_report(report, order) for order in orders]


def _utc(instant: str) -> datetime:
    if len(instant) == 10:
        # The end of the day in China.
        return datetime.fromisoformat(instant + "T15:59:59.999999+00:00")
    return datetime.fromisoformat(instant).astimezone(UTC)


def test_published_states_answer_for_their_instants_though_none_was_built_beside(ask: Ask) -> None:
    counted = [ask(f'{{ submissions(asOf: "{instant}") {{ totalCount }} }}') for instant in INSTANTS]

    assert [body["extensions"]["snapshot"] for body in counted] == ["000001", "000002", "000002", "000003", "000003"]
    counts = [body["data"]["submissions"]["totalCount"] for body in counted]
    assert counts[0] < counts[1] == counts[2] < counts[3] == counts[4]


def test_the_instant_may_be_a_variable(ask: Ask) -> None:
    query = "query($at: DateOrDateTime) { submissions(asOf: $at) { totalCount } }"

    states = [ask(query, at=instant)["extensions"]["snapshot"] for instant in ("2014-01-20", None, "2014-03-31")]

    assert states == ["000001", "000003", "000002"]


def test_what_is_computed_on_request_reads_the_state_of_the_instant_too(ask: Ask) -> None:
    query = (
        "query($at: DateOrDateTime) { fundScenario(newFunds: [3], asOf: $at) { newFunds } snapshot(asOf: $at) { id } }"
    )

    states = [ask(query, at=instant)["extensions"]["snapshot"] for instant in ("2014-01-20", None, "2014-03-31")]

    assert states == ["000001", "000003", "000002"]


def test_the_day_of_tasks_is_that_of_the_instant_though_the_snapshot_is_older(ask: Ask) -> None:
    body = ask('{ taskTimings(asOf: "2014-01-20") { at } }')

    assert (body["data"]["taskTimings"]["at"], body["extensions"]["snapshot"]) == ("2014-01-20", "000001")


def test_what_no_kept_snapshot_tells_is_refused_with_what_to_run_and_answered_after_that(
    home: Home, ask_own: Ask
) -> None:
    query = '{ owed: reportingStatuses(asOf: "2014-03-31") { totalCount } }'
    refused = error_of(ask_own(query))

    beside, _ = build_beside(home, _utc("2014-03-31"))
    answered = ask_own(query)

    assert refused["extensions"]["code"] == "SNAPSHOT_NOT_FOUND"
    assert refused["message"].startswith("owed: Snapshot 000002 knows the same files and decisions, but deadlines")
    assert "longmai refresh --as-of 2014-03-31T15:59:59.999999Z --beside" in refused["extensions"]["hint"]
    assert answered["extensions"]["snapshot"] == beside.snapshot_id
    assert current_snapshot_id(home) == "000003"


def test_a_snapshot_that_is_gone_answers_for_nothing(home: Home, ask_own: Ask) -> None:
    query = '{ submissions(asOf: "2014-03-31") { totalCount } }'
    assert ask_own(query)["data"]["submissions"]

    remove_snapshot(home, "000002")

    assert error_of(ask_own(query))["extensions"]["code"] == "SNAPSHOT_NOT_FOUND"


def test_a_file_that_came_and_is_not_published_is_known_from_its_instant(home: Home, ask_own: Ask) -> None:
    query = '{ submissions(asOf: "%s") { totalCount } }'
    assert ask_own(query % "2014-05-31")["extensions"]["snapshot"] == "000003"
    late = home.root / "late.csv"
    late.write_text("什么,也,不是\n1,2,3\n", "utf-8")

    ingest_files(home, [late], received_at=datetime(2014, 5, 15, 2, tzinfo=UTC))

    assert error_of(ask_own(query % "2014-05-31"))["extensions"]["code"] == "SNAPSHOT_NOT_FOUND"
    assert ask_own(query % "2014-05-14")["extensions"]["snapshot"] == "000003"


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        ('asOf: "2014-01-14"', "INVALID_ARGUMENT", "before the first submission"),
        ('asOf: "9000-01-01"', "INVALID_ARGUMENT", "is in the future"),
        ('asOf: "2014-13-01"', "GRAPHQL_VALIDATION_FAILED", "DateOrDateTime cannot represent"),
        ('asOf: "2014"', "GRAPHQL_VALIDATION_FAILED", "DateOrDateTime cannot represent"),
        ("asOf: 20140101", "GRAPHQL_VALIDATION_FAILED", "DateOrDateTime cannot represent"),
        ('asOf: "2014-03-31", snapshot: "000002"', "INVALID_ARGUMENT", "cannot be used together"),
        ('snapshot: "000009"', "SNAPSHOT_NOT_FOUND", "tasks: Snapshot 000009 is not retained"),
        ('snapshot: "../../current"', "SNAPSHOT_NOT_FOUND", "is not retained"),
        (f'snapshot: "{"9" * 400}"', "SNAPSHOT_NOT_FOUND", "is not retained"),
        (f'snapshot: "{"1" * 5000}"', "SNAPSHOT_NOT_FOUND", "is not retained"),
        ('snapshot: "asof-20140331T155959999999Z-00000000"', "SNAPSHOT_NOT_FOUND", "is not retained"),
    ],
)
def test_what_cannot_be_told_is_refused(ask: Ask, arguments: str, code: str, message: str) -> None:
    error = error_of(ask(f"{{ tasks({arguments}) {{ totalCount }} }}"))

    assert error["extensions"]["code"] == code
    assert message in error["message"]


def test_a_snapshot_is_read_by_its_name_and_says_so(ask: Ask) -> None:
    body = ask('{ snapshot(snapshot: "000001") { snapshotId } }')

    assert body["data"]["snapshot"]["snapshotId"] == body["extensions"]["snapshot"] == "000001"
    assert "snapshots" not in body["extensions"]


def test_an_answer_of_several_snapshots_says_which_field_read_which(ask: Ask) -> None:
    body = ask(
        '{ now: snapshot { asOf } then: snapshot(asOf: "2014-01-20") { asOf } first: tasks(snapshot: "000001") '
        "{ totalCount } }"
    )

    told = {entry["snapshot"]: (entry["asOf"], entry["fields"]) for entry in body["extensions"]["snapshots"]}
    assert told == {
        "000003": (body["data"]["now"]["asOf"], ["now"]),
        "000001": (body["data"]["then"]["asOf"], ["then", "first"]),
    }
    assert body["extensions"]["snapshot"] == "000003"


def test_a_walk_goes_on_in_the_snapshot_that_it_began_in(ask: Ask) -> None:
    page = "query($at: DateOrDateTime, $id: ID, $after: String) { submissions(asOf: $at, snapshot: $id, first: 1,"
    page += " after: $after) { nodes { submissionId } pageInfo { endCursor } } }"
    begun = ask(page, at="2014-01-20")["data"]["submissions"]["pageInfo"]["endCursor"]

    for named in ({}, {"at": "2014-01-20"}, {"id": "000001"}):
        walked = ask(page, after=begun, **named)
        assert walked["extensions"]["snapshot"] == "000001", named


@pytest.mark.parametrize(
    ("named", "message"),
    [
        ('snapshot: "000002"', "the cursor is of snapshot 000001, but 'snapshot' is 000002"),
        ('asOf: "2014-03-31"', "the cursor is of snapshot 000001, which does not have the data"),
    ],
)
def test_a_cursor_of_another_snapshot_is_refused(ask: Ask, named: str, message: str) -> None:
    begun = ask('{ submissions(snapshot: "000001", first: 1) { pageInfo { endCursor } } }')
    cursor = begun["data"]["submissions"]["pageInfo"]["endCursor"]

    error = error_of(ask(f'{{ submissions({named}, after: "{cursor}") {{ totalCount }} }}'))

    assert error["extensions"]["code"] == "INVALID_ARGUMENT"
    assert message in error["message"]


def test_the_list_of_kept_snapshots_says_up_to_when_each_knows(home: Home, ask_own: Ask) -> None:
    build_beside(home, ARRIVALS[-1] + timedelta(days=40))

    listed = ask_own("{ retainedSnapshots { snapshotId asOf isPublished isBeside isOfRunningCode } }")

    rows = [tuple(row.values()) for row in listed["data"]["retainedSnapshots"]]
    assert [row[1:] for row in rows] == [
        ("2014-05-25T02:00:00Z", False, True, True),
        ("2014-04-15T02:00:00Z", True, False, True),
        ("2014-03-15T02:00:00Z", False, False, True),
        ("2014-01-15T02:00:00Z", False, False, True),
    ]


@pytest.fixture
def client(home: Home) -> Iterator[TestClient]:
    with TestClient(build_app(Settings(home=home.root))) as opened:
        yield opened


def asked(client: TestClient, query: str, **headers: str) -> Any:
    return client.get("/graphql", params={"query": query}, headers=headers)


def kept_answers(client: TestClient) -> str:
    (line,) = [x for x in client.get("/metrics").text.splitlines() if x.startswith("longmai_answers_kept_total")]
    return line.split()[1]


@pytest.mark.parametrize("named", ['asOf: "2014-03-31"', 'snapshot: "000002"'])
def test_an_answer_of_a_snapshot_that_was_removed_since_is_not_given_from_memory(
    client: TestClient, home: Home, named: str
) -> None:
    query = f"{{ submissions({named}) {{ totalCount }} }}"
    first = asked(client, query)

    remove_snapshot(home, "000002")
    second = asked(client, query, **{"if-none-match": first.headers["etag"]})

    assert "data" in first.json() and "errors" not in first.json()
    assert second.status_code == 200
    assert error_of(second.json())["extensions"]["code"] == "SNAPSHOT_NOT_FOUND"


def test_an_answer_as_of_an_instant_stays_the_same_over_a_publication_and_gets_304(
    client: TestClient, home: Home
) -> None:
    query = '{ observations(asOf: "2014-03-31") { totalCount nodes { value } } }'
    first = asked(client, query)

    refresh(home, ARRIVALS[-1] + timedelta(days=1))
    second = asked(client, query)
    third = asked(client, query, **{"if-none-match": first.headers["etag"]})

    assert second.content == first.content
    assert third.status_code == 304


def test_questions_about_the_past_do_not_drop_the_answers_that_are_kept(client: TestClient) -> None:
    query = "{ tasks { totalCount } }"
    asked(client, query)

    asked(client, '{ tasks(snapshot: "000001") { totalCount } }')
    asked(client, query)

    assert kept_answers(client) == "1.0"


def test_the_list_of_kept_snapshots_is_never_old(client: TestClient, home: Home) -> None:
    query = "{ snapshot { snapshotId } retainedSnapshots { snapshotId } }"
    first = asked(client, query)

    remove_snapshot(home, "000001")
    second = asked(client, query)

    assert first.headers["cache-control"] == "no-store"
    assert "etag" not in first.headers
    assert len(second.json()["data"]["retainedSnapshots"]) == len(first.json()["data"]["retainedSnapshots"]) - 1


@pytest.mark.parametrize("named", ['asOf: "2014-03-31"', 'snapshot: "000002"'])
def test_an_export_reads_the_snapshot_that_its_list_names(
    client: TestClient, named: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("graph.exports.export_job.PAGE_ROWS", 3)
    query = "{ observations(%s) { nodes { observationId value } } }"

    exported = client.post("/export?format=ndjson", json={"query": query % named})
    whole = client.post("/graphql", json={"query": query % f"{named}, first: 1000"}).json()

    assert exported.headers["x-longmai-snapshot"] == "000002"
    assert [orjson.loads(line) for line in exported.content.splitlines()] == whole["data"]["observations"]["nodes"]


def test_an_export_goes_on_from_a_cursor_in_its_snapshot(client: TestClient) -> None:
    page = '{ submissions(snapshot: "000001", first: 1) { pageInfo { endCursor } } }'
    cursor = client.post("/graphql", json={"query": page}).json()["data"]["submissions"]["pageInfo"]["endCursor"]

    exported = client.post(
        "/export?format=ndjson", json={"query": f'{{ submissions(after: "{cursor}") {{ nodes {{ submissionId }} }} }}'}
    )

    assert exported.headers["x-longmai-snapshot"] == "000001"
