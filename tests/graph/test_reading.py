"""What every list promises: set-based reading, complete walks, one snapshot, nobody else's rows."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import duckdb
import pytest

from graph.execution.execution import Executor
from tests.graph.conftest import FixedStore, Service, build_store
from warehouse.query.texts import read_opaque

THREE_LEVELS = """
query Levels($first: Int) {
  industryChains(first: $first) {
    totalCount
    nodes {
      industry { nameZh }
      enterprises {
        totalCount
        nodes {
          region { nameZh }
          observations(first: 2) { totalCount nodes { value indicator { titleZh } } }
        }
      }
    }
  }
}
"""

WALK = """
query Walk($first: Int, $after: String, $last: Int, $before: String) {
  enterprises(
    first: $first, after: $after, last: $last, before: $before
    orderBy: [{ field: BATCH, direction: DESC }, { field: RECOGNISED_DATE }]
  ) {
    nodes { enterpriseId batch recognisedDate }
    pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
  }
}
"""


def test_the_number_of_statements_does_not_grow_with_the_number_of_parents(service: Service) -> None:
    one, fifty = service.execute(THREE_LEVELS, first=1), service.execute(THREE_LEVELS, first=50)

    assert len(one.data["industryChains"]["nodes"]) == 1
    assert len(fifty.data["industryChains"]["nodes"]) == 50
    assert sum(len(chain["enterprises"]["nodes"]) for chain in fifty.data["industryChains"]["nodes"]) > 50
    assert [statement.text for statement in one.statements] == [statement.text for statement in fifty.statements]
    assert len(fifty.statements) == 1


def test_the_rows_of_a_parent_are_those_that_it_has_alone(service: Service) -> None:
    together = service.execute(THREE_LEVELS, first=50).data["industryChains"]["nodes"]
    alone = "query($id: ID!) { industryChain(chainId: $id) { enterprises { totalCount nodes { enterpriseId } } } }"
    ids = service.execute("{ industryChains(first: 50) { nodes { chainId } } }").data["industryChains"]["nodes"]

    for chain, identity in zip(together, ids, strict=True):
        found = service.execute(alone, id=identity["chainId"]).data["industryChain"]["enterprises"]
        assert found["totalCount"] == chain["enterprises"]["totalCount"] == len(chain["enterprises"]["nodes"])


@pytest.mark.parametrize("size", [1, 11, 119])
def test_a_walk_in_either_direction_over_ties_and_gaps_gives_the_whole_list(service: Service, size: int) -> None:
    whole = service.execute(WALK, first=1000).data["enterprises"]["nodes"]
    forward: list[Any] = []
    after = None
    while True:
        page = service.execute(WALK, first=size, after=after).data["enterprises"]
        forward += page["nodes"]
        after = page["pageInfo"]["endCursor"]
        if not page["pageInfo"]["hasNextPage"]:
            break
    backward: list[Any] = []
    before = None
    while True:
        page = service.execute(WALK, last=size, before=before).data["enterprises"]
        backward = page["nodes"] + backward
        before = page["pageInfo"]["startCursor"]
        if not page["pageInfo"]["hasPreviousPage"]:
            break

    assert len(whole) == 120
    assert [row["batch"] for row in whole[-17:]] == [None] * 17
    assert forward == whole
    assert backward == whole


def test_a_nested_list_is_walked_by_its_own_cursor(service: Service) -> None:
    query = """
    query($after: String) {
      region(regionCode: "620100") {
        enterprises(first: 25, after: $after, where: { status: { eq: ACTIVE } }) {
          totalCount
          nodes { enterpriseId }
          pageInfo { hasNextPage endCursor }
        }
      }
    }
    """
    walked: list[str] = []
    after = None
    while True:
        page = service.execute(query, after=after).data["region"]["enterprises"]
        walked += [row["enterpriseId"] for row in page["nodes"]]
        after = page["pageInfo"]["endCursor"]
        if not page["pageInfo"]["hasNextPage"]:
            break

    assert len(walked) == len(set(walked)) == page["totalCount"] == 48


def test_chinese_names_are_ordered_by_their_pinyin(service: Service) -> None:
    rows = service.execute(
        '{ enterprises(first: 3, orderBy: [{ field: NAME_ZH }], where: { nameZh: { notIn: ["100%_能源"] } })'
        " { nodes { nameZh } } }"
    )

    assert [row["nameZh"] for row in rows.data["enterprises"]["nodes"][:2]] == ["白银有色", "金川集团"]


GANSU_BY_PINYIN = ["甘肃省", "金昌市", "兰州市", "兰州新区"]
"""By their characters 兰州市 would come first."""
NAMES = """query($order: [RegionOrder!], $first: Int, $after: String, $last: Int, $before: String) {
  r: regions(orderBy: $order, first: $first, after: $after, last: $last, before: $before) {
    nodes { nameZh } pageInfo { startCursor endCursor }
  }
}"""


@pytest.mark.parametrize("direction", ["ASC", "DESC"])
def test_names_without_a_column_of_their_pinyin_are_ordered_by_it_too(service: Service, direction: str) -> None:
    order = [{"field": "NAME_ZH", "direction": direction}]
    forward: list[str] = []
    backward: list[str] = []
    after = before = None
    for _ in GANSU_BY_PINYIN:
        page = service.execute(NAMES, order=order, first=1, after=after).data["r"]
        forward, after = [*forward, page["nodes"][0]["nameZh"]], page["pageInfo"]["endCursor"]
        page = service.execute(NAMES, order=order, last=1, before=before).data["r"]
        backward, before = [page["nodes"][0]["nameZh"], *backward], page["pageInfo"]["startCursor"]

    assert forward == backward == GANSU_BY_PINYIN[:: 1 if direction == "ASC" else -1]


def test_a_cursor_in_the_order_of_names_holds_the_name_and_nothing_of_the_version_of_icu(service: Service) -> None:
    page = service.execute(NAMES, order=[{"field": "NAME_ZH"}], first=1).data["r"]["pageInfo"]["endCursor"]

    assert read_opaque(page)[2:] == ["甘肃省", "620000"]


def test_rows_and_groups_are_ordered_by_the_pinyin_of_names_that_they_lead_to(service: Service) -> None:
    asked = service.execute(
        "{ enterprises(first: 120, orderBy: [{ region: NAME_ZH }]) { nodes { region { nameZh } } }"
        " g: enterprises { groups(by: [{ region: NAME_ZH }], orderBy: [{ region: NAME_ZH }], top: 1) {"
        " nodes { isRemainder key { region { nameZh } } } } } }"
    )

    names = [row["region"]["nameZh"] for row in asked.data["enterprises"]["nodes"] if row["region"]]
    groups = [group["key"]["region"] for group in asked.data["g"]["groups"]["nodes"] if not group["isRemainder"]]
    assert list(dict.fromkeys(names)) == [name for name in GANSU_BY_PINYIN if name in names]
    assert {"金昌市", "兰州市"} <= set(names)
    assert groups == [{"nameZh": names[0]}]


@pytest.mark.parametrize(
    ("where", "count"),
    [
        ("{}", 120),
        ("{ nameZh: null }", 120),
        ("{ nameZh: { eq: null } }", 120),
        ("{ nameZh: { ne: null, in: null, contains: null, isNull: null } }", 120),
        ("{ batch: { eq: null, gte: 2 } }", 51),
        ("{ and: null, or: null, not: null, region: null, chains: { some: null } }", 120),
        ("{ or: [{ batch: { eq: null } }, { batch: { eq: 1 } }] }", 120),
        ('{ nameZh: { contains: "%" } }', 1),
        ('{ namePinyin: { startsWith: "JIN" } }', 1),
        ("{ batch: { in: [1, 2] } }", 52),
        ("{ batch: { gte: 2 } }", 51),
        ('{ recognisedDate: { lt: "2014-01-03" } }', 17),
        ("{ status: { in: [EXITED] } }", 12),
        ("{ isSynthetic: { eq: false } }", 0),
        ("{ not: { batch: { lt: 100 } } }", 17),
        ("{ and: [], or: [{ batch: { eq: 1 } }, { not: { batch: { ne: 2 } } }] }", 52),
        ("{ or: [] }", 0),
    ],
)
def test_a_filter_admits_the_rows_that_it_says(service: Service, where: str, count: int) -> None:
    asked = service.execute(f"{{ enterprises(where: {where}) {{ totalCount }} }}")

    assert asked.data["enterprises"]["totalCount"] == count


@pytest.mark.parametrize("sent", [{}, {"name": None, "batches": None}], ids=["left out", "null"])
def test_a_variable_without_a_value_is_no_condition(service: Service, sent: dict[str, Any]) -> None:
    asked = service.execute(
        "query($name: String, $batches: [Int!]) {"
        " enterprises(where: { nameZh: { eq: $name }, batch: { in: $batches, gte: 2 } }) { totalCount } }",
        **sent,
    )

    assert asked.data["enterprises"]["totalCount"] == 51


def test_a_total_alone_reads_no_rows(service: Service) -> None:
    asked = service.execute("{ enterprises { totalCount } }")

    (statement,) = asked.statements
    assert "count(*)" in statement.text
    assert "list(" not in statement.text


def test_threads_asking_at_once_never_see_the_rows_of_another(service: Service) -> None:
    query = "query($id: ID!) { enterprise(enterpriseId: $id) { enterpriseId observations { nodes { subjectId } } } }"

    def ask(thread: int) -> list[str]:
        wrong = []
        for call in range(40):
            own = f"E{(thread * 40 + call) % 120 + 1:03d}"
            found = service.execute(query, id=own).data["enterprise"]
            subjects = {row["subjectId"] for row in found["observations"]["nodes"]}
            if found["enterpriseId"] != own or subjects != {own}:
                wrong.append(own)
        return wrong

    with ThreadPoolExecutor(8) as threads:
        assert [wrong for found in threads.map(ask, range(8)) for wrong in found] == []


def test_all_root_fields_of_a_request_read_the_snapshot_that_its_extension_names(service: Service) -> None:
    asked = service.execute("{ a: snapshot { snapshotId } b: snapshot { snapshotId } enterprises { totalCount } }")

    assert asked.data["a"] == asked.data["b"] == {"snapshotId": asked.body["extensions"]["snapshot"]}


def test_an_object_of_which_directives_leave_nothing_is_an_empty_object(service: Service) -> None:
    asked = service.execute(
        "query($no: Boolean!) { enterprises(first: 2) { nodes { region { nameZh @include(if: $no) } } }"
        " snapshot { builtAt @skip(if: true) } empty: enterprises { totalCount @include(if: $no) } }",
        no=False,
    )

    assert asked.data == {"enterprises": {"nodes": [{"region": {}}, {"region": {}}]}, "snapshot": {}, "empty": {}}


def test_a_list_that_is_only_counted_is_counted_as_often_as_it_is_asked_for(service: Service) -> None:
    asked = service.execute(
        '{ region(regionCode: "620100") { all: enterprises { totalCount }'
        " exited: enterprises(where: { status: { eq: EXITED } }) { totalCount }"
        " page: enterprises(first: 1, where: { batch: { isNull: true } }) { totalCount nodes { enterpriseId } } } }"
    )

    assert asked.data["region"] == {
        "all": {"totalCount": 60},
        "exited": {"totalCount": 12},
        "page": {"totalCount": 8, "nodes": [{"enterpriseId": "E014"}]},
    }


@pytest.mark.parametrize(
    ("lost", "missing", "query"),
    [
        ("drop table core.region", "core.region", "{ regions { totalCount } }"),
        (
            "alter table mart.search_key drop column begins_word",
            "mart.search_key.begins_word",
            '{ search(text: "金川") { totalCount } }',
        ),
    ],
)
def test_a_published_snapshot_of_another_version_says_what_to_do(
    executor: Executor, tmp_path: Path, lost: str, missing: str, query: str
) -> None:
    build_store(tmp_path / "older.duckdb").close()
    with duckdb.connect(str(tmp_path / "older.duckdb")) as connection:
        connection.execute(lost)
    older = FixedStore(tmp_path / "older.duckdb")

    asked = Service(executor, older).execute(query)
    older.close()

    assert asked.code == "SNAPSHOT_NOT_FOUND"
    assert f"was built by another version and lacks {missing}." in asked.error["message"]
    assert asked.error["extensions"]["hint"] == "Leave the field out, or have the snapshot rebuilt: longmai refresh."
