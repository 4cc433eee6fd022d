"""The bench asks everybody the same, and its times count only where they agree."""

from __future__ import annotations

import asyncio
import math
from dataclasses import replace
from pathlib import Path
from typing import ClassVar, cast

import pytest

from bench.serving.data import Size, publish_data
from bench.serving.entry import measure
from bench.serving.goals import FIXED, GOALS, OURS, PLAIN, SQL, Goal
from bench.serving.load_client import _Driver, _Tally, in_turn
from bench.serving.questions import Question, questions
from bench.serving.report import lines
from bench.serving.result import Result
from bench.serving.run import Effort, compare_answers
from bench.serving.timing import Times
from bench.serving.ways import SqlByHand
from bench.serving.wire import graphql_request
from warehouse.archive.home import Home
from warehouse.connections import open_reader
from warehouse.errors import CheckFailed

TINY = Size(20, 3)
LITTLE = Effort(requests=2, seconds=5, load_turns=1, load_seconds=0.2, long_query_seconds=0.01)


@pytest.fixture(scope="module")
def result() -> Result:
    return measure(TINY, LITTLE, (), None)


def test_every_way_gives_the_same_answer_to_every_question_it_knows(result: Result) -> None:
    for name in ("point", "series", "nested"):
        assert result.agreed[name] == [SQL, OURS, PLAIN]
    for name in ("contains", "search", "dashboard"):
        assert result.agreed[name] == [SQL, OURS]
    for name in ("group", "group_all"):
        assert {SQL, PLAIN} <= set(result.agreed[name])


def test_every_way_that_agreed_was_timed_beside_a_fixed_answer_of_the_same_size(result: Result) -> None:
    assert set(result.times["nested"]) == {SQL, OURS, PLAIN, FIXED}
    assert {len(times.seconds) for times in result.times["point"].values()} == {2}
    assert result.sizes["nested"] > result.sizes["point"]


def test_no_request_of_a_load_failed_and_the_long_query_was_answered(result: Result) -> None:
    assert [load.failed for ways in result.loads.values() for load in ways.values() if load.failed] == []
    assert result.loads["point"][OURS].requests > 0
    assert result.beside is not None
    assert result.beside.long_seconds > 0


def test_no_request_of_several_is_sent_twice() -> None:
    """A second one would be answered from the cache, and a service that is fast enough look faster than it is."""
    requests = [graphql_request("/", "{ a }", {"turn": turn}) for turn in range(5)]

    class Sent:
        written: ClassVar[list[bytes]] = []
        is_closed = False

        def write(self, request: bytes) -> None:
            self.written.append(request)

        def close(self) -> None:
            Sent.is_closed = True

    async def drive() -> None:
        driver = _Driver(_Tally(in_turn(requests), deadline=math.inf))
        driver.connection_made(cast("asyncio.BaseTransport", Sent()))
        while not Sent.is_closed:
            driver.data_received(b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}")

    asyncio.run(drive())
    assert Sent.written == requests


def test_the_report_has_a_line_for_every_goal(result: Result) -> None:
    printed = "\n".join(lines(result))

    for goal in GOALS:
        assert goal.what in printed
    assert "nested: plain Strawberry / longmai" in printed


def test_a_way_that_answers_otherwise_ends_the_run(tmp_path: Path) -> None:
    class Wrong(SqlByHand):
        name = "wrong"

        def plain(self, question: Question, number: int) -> object:
            return super().plain(question, number + 1)

    publish_data(Home(tmp_path).ensure(), TINY)
    connection = open_reader(Home(tmp_path).current.resolve())
    point = {"point": questions(TINY)["point"]}
    try:
        with pytest.raises(CheckFailed, match="point: wrong says"):
            compare_answers(point, [SqlByHand(connection), Wrong(connection)], Result(TINY, 0, None))
    finally:
        connection.close()


def test_the_data_hold_every_return_years_that_add_up_and_names_to_search(tmp_path: Path) -> None:
    size = Size(20, 24)
    manifest = publish_data(Home(tmp_path).ensure(), size)
    connection = open_reader(Home(tmp_path).current.resolve())
    try:
        wrong = connection.execute("""
            select enterprise_id from mart.enterprise_month
            where period >= '2015-02' group by enterprise_id, left(period, 4)
            having sum(revenue_cny) <> max_by(revenue_ytd_cny, period) or sum(months_covered) <> 12
        """).fetchall()
    finally:
        connection.close()

    assert manifest.tables["mart.enterprise_month"].row_count == size.rows == 480
    assert size.periods[0] == "2014-11"
    assert wrong == []
    assert manifest.tables["mart.search_name"].row_count > size.enterprises
    assert manifest.tables["mart.search_key"].row_count > 10 * size.enterprises


@pytest.mark.parametrize(("ratio", "is_at_least", "outcome"), [
    (2.0, True, "reached"), (1.9, True, "missed"), (1.9, False, "reached"), (2.1, False, "missed"),
    (None, True, "not measured"),
])  # fmt: skip
def test_a_goal_is_reached_on_its_own_side(ratio: float | None, is_at_least: bool, outcome: str) -> None:
    goal = Goal("a / b", 2.0, is_at_least, lambda _result: ratio)

    assert goal.outcome(Result(TINY, 0, None)) == (ratio, outcome)


def test_the_floor_is_taken_off_before_the_ratio() -> None:
    def once(seconds: float) -> Times:
        return Times((seconds,))

    found = Result(TINY, 0, None, times={"nested": {SQL: once(0.010), OURS: once(0.014), FIXED: once(0.002)}})
    (goal,) = (goal for goal in GOALS if goal.what.startswith("nested: (longmai"))

    ratio, outcome = goal.outcome(found)

    assert ratio == pytest.approx(1.2)
    assert outcome == "reached"


def test_no_two_requests_have_the_same_variables() -> None:
    for question in questions(replace(TINY, enterprises=20)).values():
        assert question.variables(3) != question.variables(23)
