"""Lists as files: whole, of one snapshot, with exact types, and safe to open in a spreadsheet."""

from __future__ import annotations

import base64
import csv
import hashlib
import io
import json
import zipfile
from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

import duckdb
import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from python_calamine import CalamineWorkbook

import graph.exports.arrow
import graph.exports.export_job
import graph.exports.text
from graph.app import build_app
from graph.execution.execution import Answer, Executor, Request
from graph.exports.formats import FORMATS
from graph.settings import Settings
from tests.clients import TestClient
from tests.graph.conftest import ROWS, FixedStore
from tests.graph.stores import EmptyStore, PublishingStore, SharedStore, SlowStore
from warehouse.catalog.catalog import load_catalog

if TYPE_CHECKING:
    from httpx2 import Response

EVIL = [
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "\n=1",
    "＝1＋1",
    "＋1",
    "－1",
    "＠A1",
    '=HYPERLINK("http://x","y")',
    "=cmd|' /C calc'!A0",
    "'=1",
    "'",
    'with "quotes", commas',
    "two\r\nlines",
    "0123",
    "1e5",
    "甘肃省",
]
NAMES = "{ enterprises(first: 20, orderBy: [{field: ENTERPRISE_ID}]) { nodes { nameZh sourceRow } } }"
VALUES = """
query Values($indicator: ID = "revenue", $deep: Boolean = true) {
  observations(where: { indicatorId: { eq: $indicator } }) {
    nodes { observationId value periodEndDate knownFrom monthsCovered isFlagged ...firm }
  }
}
fragment firm on Observation { firm: enterprise { nameZh region @include(if: $deep) { regionCode } } }
"""
COLUMNS = [
    "observationId",
    "value",
    "periodEndDate",
    "knownFrom",
    "monthsCovered",
    "isFlagged",
    "firm.nameZh",
    "firm.region.regionCode",
]


@pytest.fixture(scope="module")
def evil(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FixedStore]:
    """The snapshot of the tests; its first enterprises have names that a spreadsheet might obey."""
    path = tmp_path_factory.mktemp("evil") / "graph.duckdb"
    with duckdb.connect(str(path)) as connection:
        connection.execute("create schema core; create schema mart")
        for table in load_catalog().tables.values():
            connection.execute(table.create_sql)
        connection.execute(ROWS.read_text("utf-8"))
        for ordinal, name in enumerate(EVIL, start=1):
            connection.execute("update core.enterprise set name_zh = ? where source_row = ?", [name, ordinal])
            connection.execute("update core.enterprise set source_row = -source_row where source_row = ?", [ordinal])
    opened = FixedStore(path)
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def client(store: FixedStore) -> Iterator[TestClient]:
    with TestClient(build_app(Settings(), SharedStore(store))) as client:
        yield client


@pytest.fixture(scope="module")
def dangerous(evil: FixedStore) -> Iterator[TestClient]:
    with TestClient(build_app(Settings(), SharedStore(evil))) as client:
        yield client


def export(client: TestClient, query: str, name: str = "csv", /, **options: Any) -> Response:
    variables = options.pop("variables", {})
    return client.post("/export", params={"format": name, **options}, json={"query": query, "variables": variables})


def error_of(response: Response) -> tuple[int, str, str]:
    (error,) = response.json()["errors"]
    return response.status_code, error["extensions"]["code"], error["message"]


def lines(content: bytes, encoding: str = "utf-8-sig") -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode(encoding), newline="")))


def formulas(cells: list[str]) -> list[str]:
    """What a spreadsheet would take for a formula."""
    return [cell for cell in cells if cell[:1] in {"=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"}]


def formula_cells(content: bytes) -> int:
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        return sum(book.read(name).count(b"<f") for name in book.namelist() if "worksheets" in name)


def test_no_text_of_a_csv_is_a_formula_and_every_text_comes_back(dangerous: TestClient) -> None:
    heading, *rows = lines(export(dangerous, NAMES).content)

    names = [name for name, _ in rows]
    assert heading == ["nameZh", "sourceRow"]
    assert formulas(names) == []
    assert [name.removeprefix("'") for name in names] == EVIL
    assert [number for _, number in rows] == [str(-i) for i in range(1, 21)], "numbers stay numbers"


def test_a_csv_without_the_guard_would_be_found_out(dangerous: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(graph.exports.text, "safe", lambda text: text)

    assert len(formulas([name for name, _ in lines(export(dangerous, NAMES).content)])) == 13


def test_no_cell_of_a_workbook_is_a_formula_and_numbers_are_numbers(dangerous: TestClient) -> None:
    content = export(dangerous, NAMES, "xlsx").content

    assert formula_cells(content) == 0
    heading, *rows = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python()
    assert heading == ["nameZh", "sourceRow"]
    assert rows == [[name, -float(i)] for i, name in enumerate(EVIL, 1)]


def test_a_workbook_with_a_formula_would_be_found_out() -> None:
    import xlsxwriter

    file = io.BytesIO()
    with xlsxwriter.Workbook(file) as book:
        book.add_worksheet().write(0, 0, "=1+1")

    assert formula_cells(file.getvalue()) == 1


def expected(client: TestClient, query: str = VALUES) -> list[dict[str, Any]]:
    """The same rows by way of /graphql."""
    page = query.replace("observations(", "observations(first: 1000, ")
    return client.post("/graphql", json={"query": page}).json()["data"]["observations"]["nodes"]


@pytest.mark.parametrize("name", ["parquet", "arrow"])
def test_a_column_has_its_own_type_and_every_value_is_the_one_of_the_api(client: TestClient, name: str) -> None:
    content = export(client, VALUES, name).content
    table = pq.read_table(io.BytesIO(content)) if name == "parquet" else pa.ipc.open_stream(content).read_all()

    types = [pa.string(), pa.decimal128(19, 6), pa.date32(), pa.timestamp("us", "UTC"), pa.int32(), pa.bool_()]
    assert table.schema.names == COLUMNS
    assert table.schema.types == [*types, pa.string(), pa.string()]
    assert [tuple(row.values()) for row in table.to_pylist()] == [
        (
            row["observationId"],
            None if row["value"] is None else Decimal(row["value"]),
            date.fromisoformat(row["periodEndDate"]),
            datetime.fromisoformat(row["knownFrom"]),
            row["monthsCovered"],
            row["isFlagged"],
            row["firm"]["nameZh"],
            row["firm"]["region"]["regionCode"],
        )
        for row in expected(client)
    ]
    assert table.schema.metadata[b"longmai.snapshot"] == b"000007"


@pytest.mark.parametrize("name", ["parquet", "arrow"])
def test_a_file_of_binary_numbers_would_be_found_out(
    client: TestClient, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    type_of = graph.exports.arrow._type
    monkeypatch.setattr(
        graph.exports.arrow, "_type", lambda column: pa.float64() if column.kind == "Decimal" else type_of(column)
    )
    monkeypatch.setitem(graph.exports.arrow._READ, "Decimal", float)

    with pytest.raises(AssertionError, match="double"):
        test_a_column_has_its_own_type_and_every_value_is_the_one_of_the_api(client, name)


def test_parquet_opens_in_duckdb_and_polars(client: TestClient, tmp_path: Path) -> None:
    file = tmp_path / "values.parquet"
    file.write_bytes(export(client, VALUES, "parquet").content)

    total = sum(Decimal(row["value"]) for row in expected(client) if row["value"])
    assert duckdb.sql(f"select sum(value), count(*) from '{file}'").fetchone() == (total, 360)
    assert pl.read_parquet(file)["value"].sum() == total


def test_decimals_of_a_csv_are_plain_numbers_and_nothing_is_empty(client: TestClient) -> None:
    _, *rows = lines(export(client, VALUES).content)

    assert [row[1] for row in rows] == [row["value"] or "" for row in expected(client)]
    assert {row[5] for row in rows} == {"true", "false"}


def test_a_workbook_keeps_dates_and_digits_and_says_where_it_is_from(client: TestClient) -> None:
    book = CalamineWorkbook.from_filelike(io.BytesIO(export(client, VALUES, "xlsx").content))

    rows = book.get_sheet_by_index(0).to_python()
    assert rows[1][1:4] == [102.5, date(2016, 2, 29), datetime(2016, 4, 16, 2)]  # noqa: DTZ001
    source = {row[0]: row[1] for row in book.get_sheet_by_name("来源").to_python()}
    assert (source["snapshot"], source["rows"], source["query"]) == ("000007", "360", VALUES)


def test_a_number_with_more_digits_than_a_cell_keeps_is_text(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    query = "{ chainRevenues { nodes { revenueYtdCny } } }"
    plain = CalamineWorkbook.from_filelike(io.BytesIO(export(client, query, "xlsx").content)).get_sheet_by_index(0)
    monkeypatch.setattr("graph.exports.workbook.MOST_DIGITS", 10)
    exact = CalamineWorkbook.from_filelike(io.BytesIO(export(client, query, "xlsx").content)).get_sheet_by_index(0)

    assert plain.to_python()[1] == [12000000000.5]
    assert exact.to_python()[1] == ["12000000000.5"]


def test_the_same_question_gives_the_same_bytes(client: TestClient) -> None:
    for name in FORMATS:
        assert export(client, VALUES, name).content == export(client, VALUES, name).content, name


@pytest.mark.parametrize("name", FORMATS)
def test_a_file_says_how_many_rows_of_which_snapshot_it_has_and_its_hash(client: TestClient, name: str) -> None:
    response = export(client, VALUES, name)

    digest = hashlib.sha256(response.content).digest()
    assert response.headers["content-type"].startswith(FORMATS[name].media_type)
    assert response.headers["content-disposition"] == f'attachment; filename="observations_000007.{name}"'
    assert response.headers["x-longmai-rows"] == "360"
    assert response.headers["x-longmai-snapshot"] == "000007"
    assert response.headers["x-longmai-sha256"] == digest.hex()
    assert response.headers["repr-digest"] == f"sha-256=:{base64.b64encode(digest).decode()}:"


@pytest.fixture
def small_pages(monkeypatch: pytest.MonkeyPatch) -> list[Answer]:
    """Pages of 50 rows, and the answers that they came from."""
    monkeypatch.setattr(graph.exports.export_job, "PAGE_ROWS", 50)
    answers: list[Answer] = []
    execute = Executor.execute

    def note(self: Executor, request: Request, operation: Any) -> Answer:
        answers.append(execute(self, request, operation))
        return answers[-1]

    monkeypatch.setattr(Executor, "execute", note)
    return answers


def test_all_pages_are_walked_in_the_snapshot_of_the_first(
    store: FixedStore, small_pages: list[Answer], monkeypatch: pytest.MonkeyPatch
) -> None:
    publishing = PublishingStore(store)
    execute = Executor.execute

    def publish_meanwhile(self: Executor, request: Request, operation: Any) -> Answer:
        publishing.publish()
        return execute(self, request, operation)

    with TestClient(build_app(Settings(), publishing)) as client:
        whole = expected(client)
        small_pages.clear()
        monkeypatch.setattr(Executor, "execute", publish_meanwhile)
        rows = [json.loads(line) for line in export(client, VALUES, "ndjson").content.splitlines()]

    assert rows == whole
    assert len(small_pages) == 8
    assert {answer.snapshot_id for answer in small_pages} == {"000008"}


def test_first_is_how_many_rows_in_all_and_after_is_where_they_begin(
    client: TestClient, small_pages: list[Answer]
) -> None:
    whole = expected(client)
    query = """query($n: Int, $c: String) {
      observations(where: { indicatorId: { eq: "revenue" } }, first: $n, after: $c) { nodes { observationId } }
    }"""
    page = client.post(
        "/graphql",
        json={
            "query": '{ observations(where: {indicatorId: {eq: "revenue"}}, first: 100) { pageInfo { endCursor } } }'
        },
    ).json()["data"]["observations"]["pageInfo"]

    def ids(**variables: Any) -> list[str]:
        return [row[0] for row in lines(export(client, query, variables=variables).content)[1:]]

    everything = [row["observationId"] for row in whole]
    assert ids(n=120) == everything[:120]
    assert ids(n=0) == []
    assert ids(n=120, c=page["endCursor"]) == everything[100:220]
    assert ids(c=page["endCursor"]) == everything[100:]


def test_too_many_rows_are_refused_before_they_are_walked(
    client: TestClient, small_pages: list[Answer], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(graph.exports.export_job, "MOST_ROWS", 300)

    assert error_of(export(client, VALUES))[:2] == (400, "LIMIT_EXCEEDED")
    assert len(small_pages) == 1


def test_a_page_that_is_lost_fails_the_export(
    client: TestClient, small_pages: list[Answer], monkeypatch: pytest.MonkeyPatch
) -> None:
    content = Answer.content
    monkeypatch.setattr(
        Answer, "content", lambda self: content(self).replace(b'"hasNextPage":true', b'"hasNextPage":false')
    )

    assert error_of(export(client, VALUES)) == (
        500,
        "CHECK_FAILED",
        "The list has 360 rows, but 50 were read; no file is sent.",
    )


def test_a_list_in_a_row_is_refused_unless_it_may_be_json(client: TestClient) -> None:
    query = "{ enterprises(first: 1) { nodes { enterpriseId observations(first: 2) { nodes { value } } } } }"

    assert error_of(export(client, query))[2].startswith("'observations' is a nested list")
    rows = lines(export(client, query, nested="json").content)
    assert json.loads(rows[1][1]) == json.loads(export(client, query, "ndjson").content)["observations"]


def test_headings_are_names_or_descriptions_in_either_language(client: TestClient) -> None:
    query = "{ enterprises(first: 1) { nodes { nameZh region { nameZh } home: region { nameZh } __typename } } }"

    assert lines(export(client, query).content)[0] == ["nameZh", "region.nameZh", "home.nameZh", "__typename"]
    zh = lines(export(client, query, headings="zh").content)[0]
    assert zh[0] == "单位详细名称"
    assert zh[1].endswith(" / 中文名称 (region.nameZh)")
    assert len(set(lines(export(client, query, headings="en").content)[0])) == 4


def test_an_error_names_the_list_as_the_client_does(client: TestClient) -> None:
    query = "{ named: enterprises(orderBy: [{}]) { nodes { nameZh } } }"

    (error,) = export(client, query).json()["errors"]

    assert error["message"].startswith("named: 'orderBy' ")
    assert error["path"] == ["named"]
    assert "locations" not in error


def test_headings_say_the_unit_that_values_were_asked_for_in(client: TestClient) -> None:
    query = """query ($unit: MoneyUnit) { chainRevenues(first: 1) { nodes {
        revenueYtdCny a: revenueYtdCny(unit: HUNDRED_MILLION_YUAN) b: revenueYtdCny(unit: $unit) } } }"""

    zh = lines(export(client, query, headings="zh", variables={"unit": "TEN_THOUSAND_YUAN"}).content)[0]
    en = lines(export(client, query, headings="en").content)[0]

    assert [heading.rpartition("（")[2] for heading in zh[1:]] == ["亿元）", "万元）"]
    assert en[1].endswith(" (100 million yuan)")
    assert "yuan" not in en[2]


def test_a_heading_says_the_unit_of_a_form_only_where_no_other_is_asked_for(client: TestClient) -> None:
    query = "{ fundInvestments(first: 1) { nodes { amountCny other: amountCny(unit: HUNDRED_MILLION_YUAN) } } }"

    assert lines(export(client, query, headings="en").content)[0] == [
        "Amount invested (yuan)",
        "Amount invested (100 million yuan)",
    ]
    assert lines(export(client, query, headings="zh").content)[0] == ["投资金额（元）", "投资金额（亿元）"]


def test_a_heading_has_brackets_whole(client: TestClient) -> None:
    query = "{ observations(first: 1) { nodes { value other: value(unit: HUNDRED_MILLION_YUAN) } } }"

    assert lines(export(client, query, headings="en").content)[0] == [
        "Value in the unit of the indicator (of the product, where the indicator says so)",
        "Value in the unit of the indicator (100 million yuan)",
    ]


def test_gbk_is_written_where_it_can_be_and_refused_where_not(client: TestClient, dangerous: TestClient) -> None:
    rows = lines(export(client, NAMES, encoding="gbk").content, "gbk")
    assert rows[1][0] == "金川集团"

    query = "{ regions { nodes { nameZh } } }"
    assert export(client, query, encoding="gbk").headers["content-type"] == "text/csv; charset=gbk; header=present"
    with pytest.raises(Exception, match="cannot be written in GBK"):
        graph.exports.text.CsvWriter(io.BytesIO(), [], ["ü𠮷"], "gbk")


def test_the_list_of_a_single_row_is_walked_as_one_of_the_root(client: TestClient, small_pages: list[Answer]) -> None:
    rows = "orderBy: [{ field: ENTERPRISE_ID, direction: DESC }]) { nodes { enterpriseId } }"
    of_root = '{ enterprises(where: { region: { regionCode: { eq: "620100" } } }, ' + rows + " }"
    of_row = '{ place: region(regionCode: "620100") { enterprises(' + rows + " } }"
    of_parent = "query($c: ID!) { enterprise(enterpriseId: $c) { region { enterprises(" + rows + " } } }"
    own = lines(export(client, of_root).content)[1:]

    exported = export(client, of_row)

    assert len(own) == 60
    assert len(small_pages) > 2
    assert lines(exported.content)[1:] == own
    assert "region_enterprises_" in exported.headers["content-disposition"]
    firm = own[0][0]
    assert lines(export(client, of_parent, variables={"c": firm}).content)[1:] == own
    grouped = '{ region(regionCode: "620100") { enterprises { groups(by: [{ field: STATUS }]) { nodes { count } } } } }'
    assert sum(int(row[0]) for row in lines(export(client, grouped).content)[1:]) == len(own)


def test_a_list_of_a_row_that_is_not_there_is_refused(client: TestClient) -> None:
    refused = export(client, '{ region(regionCode: "x") { enterprises { nodes { nameZh } } } }')

    assert error_of(refused)[:2] == (400, "INVALID_ARGUMENT")
    assert "The row with the list 'enterprises' does not exist" in refused.text


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("{", "Syntax Error"),
        ('{ region(regionCode: "620100") { nameZh enterprises { nodes { nameZh } } } }', "not a list with pages"),
        ('{ region(regionCode: "620100") { __typename } }', "is not a list with pages"),
        ("{ wrong }", "Cannot query field"),
        ("{ snapshot { snapshotId } }", "is not a list with pages"),
        ("{ regions { nodes { nameZh } } funds { nodes { fundId } } }", "one root field"),
        ("{ regions { totalCount } }", "rows under 'nodes'"),
        ("{ regions { edges { node { nameZh } } nodes { nameZh } } }", "rows under 'nodes'"),
        ("{ regions(last: 5) { nodes { nameZh } } }", "'last' and 'before'"),
        ("{ regions(first: -5) { nodes { nameZh } } }", "must not be negative"),
        ('{ regions(after: "x") { nodes { nameZh } } }', "not a cursor"),
        ("{ __schema { types { name } } }", "one root field"),
        ("query A { regions { nodes { nameZh } } } query B { snapshot { asOf } }", "one query"),
        ("query($x: Int!) { regions(first: $x) { nodes { nameZh } } }", "'$x'"),
    ],
)
def test_what_is_no_list_is_refused_in_one_sentence(client: TestClient, query: str, message: str) -> None:
    status, _, text = error_of(export(client, query))

    assert status == 400
    assert message in text


@pytest.mark.parametrize(
    "options",
    [
        {"format": "pdf"},
        {"encoding": "latin-1"},
        {"headings": "de"},
        {"nested": "1"},
        {"format": "xlsx", "encoding": "gbk"},
    ],
)
def test_an_option_that_is_none_is_refused(client: TestClient, options: dict[str, str]) -> None:
    response = client.post("/export", params=options, json={"query": VALUES})

    assert error_of(response)[:2] == (400, "INVALID_ARGUMENT")


def test_a_get_and_an_accept_header_give_the_same_file(client: TestClient) -> None:
    media_type = FORMATS["parquet"].media_type

    by_accept = client.get("/export", params={"query": VALUES}, headers={"accept": f"text/html;q=0.1, {media_type}"})

    assert by_accept.content == export(client, VALUES, "parquet").content
    assert client.get("/export", params={"query": VALUES}).headers["content-type"].startswith("text/csv")
    assert client.put("/export").status_code == 405
    assert client.post("/export", content=b"{}", headers={"content-type": "text/plain"}).status_code == 415


def test_an_export_that_cannot_be_finished_sends_no_file(store: FixedStore) -> None:
    slow = Settings(export_timeout_seconds=0.3)
    for settings, unavailable, code in (
        (slow, SlowStore(store), "QUERY_TIMED_OUT"),
        (Settings(), EmptyStore(), "SNAPSHOT_NOT_FOUND"),
    ):
        with TestClient(build_app(settings, unavailable)) as client:
            response = export(client, VALUES)
            assert error_of(response)[:2] == (503, code)
            assert "content-disposition" not in response.headers


def test_only_listed_documents_are_exported_in_the_strict_mode(store: FixedStore, tmp_path: Path) -> None:
    (tmp_path / "values.graphql").write_text(VALUES, "utf-8")
    with TestClient(build_app(Settings(documents=tmp_path, only_documents=True), SharedStore(store))) as client:
        assert export(client, VALUES).status_code == 200
        assert error_of(export(client, NAMES))[1] == "DOCUMENT_NOT_LISTED"


def test_an_instant_without_a_zone_is_utc(client: TestClient) -> None:
    content = export(client, VALUES, "parquet").content

    assert pq.read_table(io.BytesIO(content))["knownFrom"][0].as_py() == datetime(2016, 4, 16, 2, tzinfo=UTC)
