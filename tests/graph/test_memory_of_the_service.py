"""The largest answers, all at once, and the memory of the process that gives them. Against the service as it is run."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx2
import pytest

from bench.serving.data import Size, publish_data
from tests.graph.running import Process, serving
from tests.planting import Fault
from tests.waiting import PATIENCE
from warehouse.archive.home import Home

SERVICE: tuple[str, ...] = ("-m", "graph")
AT_ONCE = 8
STATEMENTS_MB = 400
ANSWER_MB = 16
"""The bound of an answer unless a role has another."""
TIMES = 3
"""How often an answer is in memory at the same time: as DuckDB made it, as text, as bytes."""
UNHURRIED = {"LONGMAI_QUERY_TIMEOUT_SECONDS": str(4 * PATIENCE)}
"""So that a busy machine refuses no answer for its time."""
PARTS = 20
FIELDS = """id period periodEndDate monthsCovered enterpriseId regionCode industryId grossOutputCny grossOutputYtdCny
  revenueCny revenueYtdCny operatingCostCny operatingCostYtdCny totalProfitCny totalProfitYtdCny totalAssetsCny
  employeeCount rdExpenditureCny isFlagged enterprise { nameZh creditCode }"""


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """2,000 enterprises with 11 returns each."""
    home = Home(tmp_path_factory.mktemp("large") / "home").ensure()
    publish_data(home, Size(2_000, 11))
    return home


def peak_mb(pid: int) -> float:
    """The most memory that the process ever had resident."""
    status = Path(f"/proc/{pid}/status").read_text()
    return int(status.partition("VmHWM:")[2].split()[0]) / 1000


def ask_for_much(served: Process, number: int) -> httpx2.Response:
    """Some 13 MB, in an order that no table has."""
    parts = "\n".join(
        f"""part{part}: enterpriseMonths(first: 1000, orderBy: [{{ field: TOTAL_PROFIT_CNY }}, {{ field: PERIOD }}],
          where: {{ revenueCny: {{ gte: "{part + number * PARTS}" }} }}) {{ nodes {{ {FIELDS} }} }}"""
        for part in range(PARTS)
    )
    return httpx2.post(f"{served.http}/graphql", json={"query": f"{{ {parts} }}"}, timeout=5 * PATIENCE)


def test_the_largest_answers_at_once_stay_within_the_memory_that_is_stated(home: Home) -> None:
    limits = {
        **UNHURRIED,
        "LONGMAI_STATEMENT_MEMORY_MB": str(STATEMENTS_MB),
        "LONGMAI_CACHE_MB": "16",
        "LONGMAI_MEMORY_MB": "64",
    }
    with serving(home, *SERVICE, **limits) as served, ThreadPoolExecutor(AT_ONCE) as clients:
        idle = peak_mb(served.pid)
        answers = list(clients.map(lambda number: ask_for_much(served, number), range(AT_ONCE)))
        found = peak_mb(served.pid)
        alive = httpx2.get(f"{served.http}/readyz").status_code

    whole = [answer for answer in answers if answer.status_code == 200 and "errors" not in answer.json()]
    assert whole and max(len(answer.content) for answer in whole) > ANSWER_MB * 700_000
    for answer in answers:
        codes = {error["extensions"]["code"] for error in answer.json().get("errors", ())}
        assert codes <= {"QUERY_TIMED_OUT", "BUSY", "MEMORY_EXCEEDED"}
        assert answer.status_code == 200 or "retry-after" in answer.headers
    assert alive == 200
    assert found <= idle + STATEMENTS_MB + 16 + 64 + AT_ONCE * ANSWER_MB * TIMES


MANY = 64
MANY_MB = 1_000
"""What 64 requests take that multiply lists, beside what the service takes without them: docs/reliability.md."""


def multiply(served: Process, number: int) -> httpx2.Response:
    """Each of three firms leads to its region, that to its firms, and each of these to its region and its firms."""
    query = f"""{{ part{number}: enterprises(first: 3) {{ nodes {{ region {{ enterprises(first: 100) {{ nodes {{
      nameZh region {{ enterprises(first: {200 + number}) {{ nodes {{ {WIDE} }} }} }} }} }} }} }} }} }}"""
    return httpx2.post(f"{served.http}/graphql", json={"query": query}, timeout=5 * PATIENCE)


WIDE = "id enterpriseId nameZh creditCode regionCode industryId submissionId creditCodeState recognisedDate sheetId"


def test_requests_that_multiply_lists_end_within_the_memory_that_is_stated(home: Home) -> None:
    with serving(home, *SERVICE, **UNHURRIED, LONGMAI_MEMORY_MB="64") as served, ThreadPoolExecutor(MANY) as clients:
        idle = peak_mb(served.pid)
        answers = list(clients.map(lambda number: multiply(served, number), range(MANY)))
        found = peak_mb(served.pid)
        alive = httpx2.get(f"{served.http}/readyz").status_code

    print(f"{MANY} requests: {idle:.0f} MB idle, {found:.0f} MB at most")
    for answer in answers:
        codes = {error["extensions"]["code"] for error in answer.json().get("errors", ())}
        assert codes <= {"LIMIT_EXCEEDED", "QUERY_TIMED_OUT", "BUSY", "MEMORY_EXCEEDED"}
        assert not codes or "中文" in str(answer.json()) or codes & {"QUERY_TIMED_OUT"}
    assert alive == 200
    assert found <= idle + MANY_MB


LEAK = """
import sys
from graph import __main__
from graph.execution.job import QueryJob

run, kept = QueryJob.run, []

def keep(self):
    done = run(self)
    kept.append(bytearray(done.content * 10))
    return done

QueryJob.run = keep
__main__.app(sys.argv[1:])
"""
PLANTED = {
    "answers stay in memory": Fault(
        test_the_largest_answers_at_once_stay_within_the_memory_that_is_stated,
        {"tests.graph.test_memory_of_the_service.SERVICE": ("-c", LEAK)},
        "assert .* <= ",
    )
}


@pytest.mark.parametrize("fault", PLANTED)
def test_a_fault_planted_in_the_service_is_reported(fault: str, request: pytest.FixtureRequest) -> None:
    PLANTED[fault].plant(request)
