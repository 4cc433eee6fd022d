"""Publications while clients ask without a pause (ten in the soak): no query fails, and none mixes two snapshots."""

from __future__ import annotations

import json
import os
import threading
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import httpx2
import pytest

from tests.graph.running import serving
from tests.waiting import PATIENCE, wait_until
from warehouse.archive.home import Home
from warehouse.ingestion.receive import ingest_files
from warehouse.snapshots.refresh import refresh

QUERIES = 1_000
PUBLICATIONS = 10 if os.environ.get("LONGMAI_SOAK") else 4
CLIENTS = 8

# Each publication brings one submission more, so an answer that mixes two snapshots does not add up.
QUESTION = """
{
  before: snapshot { snapshotId submissionCount }
  submissions(first: 50) { totalCount nodes { submissionId } }
  tasks(first: 34) { nodes { ordinal leadDepartment { nameZh } } }
  after: snapshot { snapshotId submissionCount }
}
"""
SERIES = """宏观经济指标序列,,,,,,,,,
指标代码,指标名称,地区代码,时期,时期类型,数值,单位,版本,版本日期,来源
gdp,地区生产总值,620000,{year},年,{value},亿元,first_release,,
"""


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path / "data").ensure()


@pytest.fixture
def address(home: Home) -> Iterator[str]:
    _publish_with_one_more_submission(home, 0)
    with serving(home) as served:
        yield served.http


def test_no_query_fails_or_mixes_two_snapshots_while_several_are_published(home: Home, address: str) -> None:
    answers: list[dict[str, object]] = []
    publisher = threading.Thread(target=_publish_all, args=(home, answers))
    publisher.start()
    clients = [threading.Thread(target=_ask_until_done, args=(address, publisher, answers)) for _ in range(CLIENTS)]
    for client in clients:
        client.start()
    for thread in [*clients, publisher]:
        thread.join()

    failed = [answer for answer in answers if "errors" in answer or "failure" in answer]
    assert failed == []
    mixed = [answer for answer in answers if not _is_of_one_snapshot(answer["data"])]
    assert mixed == []
    seen = {answer["data"]["before"]["snapshotId"] for answer in answers}  # type: ignore[index]
    assert len(answers) >= QUERIES
    assert seen == {f"{number:06d}" for number in range(1, PUBLICATIONS + 2)}


def test_an_answer_made_of_two_snapshots_would_be_found() -> None:
    whole = {
        "before": {"snapshotId": "000001", "submissionCount": 1},
        "submissions": {"totalCount": 1, "nodes": [{"submissionId": "S000001"}]},
        "tasks": {"nodes": [{"ordinal": n} for n in range(34)]},
        "after": {"snapshotId": "000001", "submissionCount": 1},
    }
    assert _is_of_one_snapshot(whole)
    assert not _is_of_one_snapshot({**whole, "after": {"snapshotId": "000002", "submissionCount": 1}})
    assert not _is_of_one_snapshot({**whole, "submissions": {"totalCount": 2, "nodes": [{}, {}]}})


def _is_of_one_snapshot(data: dict[str, dict[str, object]]) -> bool:  # type: ignore[misc]
    submissions, tasks = data["submissions"], data["tasks"]
    return (
        data["before"] == data["after"]
        and submissions["totalCount"] == data["before"]["submissionCount"]
        and len(submissions["nodes"]) == submissions["totalCount"]  # type: ignore[arg-type]
        and len(tasks["nodes"]) == 34  # type: ignore[arg-type]
    )


def _publish_all(home: Home, answers: list[dict[str, object]]) -> None:
    """Each as soon as somebody has seen the one before."""
    for ordinal in range(1, PUBLICATIONS + 1):
        _publish_with_one_more_submission(home, ordinal)
        wait_until(
            lambda published=f'"{ordinal + 1:06d}"': published in json.dumps(answers[-CLIENTS * 2 :]),
            f"nobody sees publication {ordinal + 1}",
        )


def _publish_with_one_more_submission(home: Home, ordinal: int) -> None:
    delivery = home.root / f"series_{ordinal}.csv"
    delivery.write_text(SERIES.format(year=1992 + ordinal, value=400 + ordinal), "utf-8")
    (report,) = ingest_files(home, [delivery], received_at=datetime.now(UTC))
    assert report.status == "accepted", report
    refresh(home)


def _ask_until_done(address: str, publisher: threading.Thread, answers: list[dict[str, object]]) -> None:
    with httpx2.Client(base_url=address, timeout=PATIENCE) as client:
        while publisher.is_alive() or len(answers) < QUERIES:
            # Every other question is one that was asked before, whose answer may have been kept.
            question = f"{QUESTION} # {len(answers) if len(answers) % 2 else 0}"
            response = client.post("/graphql", json={"query": question})
            answers.append(response.json() if response.status_code == 200 else {"failure": response.text})
            # Kept answers come faster than a publication could be made beside them.
            time.sleep(0.01)
    # One more after the last publication: it has to be seen.
    with httpx2.Client(base_url=address, timeout=PATIENCE) as client:
        answers.append(client.post("/graphql", json={"query": QUESTION}).json())
