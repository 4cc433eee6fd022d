"""The bulletin of June 2016 of the whole sample: its numbers against the API's, its files, its child and its limits."""

from __future__ import annotations

import asyncio
import io
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import docx
import orjson
import pytest
from python_calamine import CalamineWorkbook
from typer.testing import CliRunner

from graph.__main__ import app as command
from graph.app import build_app
from graph.bulletin.child import BulletinJob, ChildFailed, write_bulletin
from graph.bulletin.make import read_report, write_report
from graph.bulletin.numbers import Lang
from graph.bulletin.order import Format, Order, check_order
from graph.bulletin.report import Report, ReportTable
from graph.bulletin.wording import BUILT_IN, read_wording
from graph.execution.execution import Executor, Request
from graph.execution.operation import Operation
from graph.schema import build_schema
from graph.settings import Settings
from tests.clients import TestClient
from tests.sample_home import SampleHome
from warehouse.errors import InvalidArgument, LimitExceeded, QueryTimedOut
from warehouse.snapshots.store import SnapshotStore

PATIENT = 600.0
ASKED = """{
  snapshot {
    asOf
    growth(where: {measure: {eq: REVENUE}, period: {eq: "2016-06"}, periodKind: {eq: YTD}}) {
      nodes {
        valueCny sameBaseRate constantPriceRate reportingCount
        bridge { priceCny volumeCny totalCny }
        ytd: explanation { arithmetic }
      }
    }
    up: contributions(
      first: 10
      where: {measure: {eq: REVENUE}, period: {eq: "2016-06"}, periodKind: {eq: YTD}, contributionPp: {gt: 0}}
      orderBy: [{field: CONTRIBUTION_PP, direction: DESC}]
    ) { nodes { contributionPp changeCny enterprise { nameZh } } }
  }
  fields: growth(
    where: {subjectKind: {eq: INDUSTRY}, measure: {eq: REVENUE}, period: {eq: "2016-06"}, periodKind: {eq: YTD}}
    orderBy: [{field: CONTRIBUTION_PP, direction: DESC}]
  ) { nodes { industry { nameZh } valueCny sameBaseRate contributionPp } }
  observations(
    where: {indicatorId: {eq: "revenue"}, periodKind: {eq: YTD}, period: {eq: "2016-06"},
            enterprise: {nameZh: {eq: "陇样例镍业0001有限公司(合成)"}}}
  ) { nodes { sourceSheet sourceCell submissionId submission { fileName } } }
}"""


@dataclass(frozen=True)
class Made:
    """The reports of one published state, and what the API says of it."""

    settings: Settings
    reports: Mapping[Lang, Report]
    answer: Mapping[str, Any]

    def order(self, form: Format, lang: Lang = "zh") -> Order:
        return check_order(self.settings.home, "2016-06", form, lang=lang)

    def table(self, title: str, lang: Lang = "zh") -> ReportTable:
        return next(
            block
            for section in self.reports[lang].sections
            for block in section.blocks
            if isinstance(block, ReportTable) and block.title == title
        )


@pytest.fixture(scope="module")
def made(sample_home: SampleHome) -> Iterator[Made]:
    settings = Settings(home=sample_home.home.root, query_timeout_seconds=PATIENT, export_timeout_seconds=PATIENT)
    store = SnapshotStore(sample_home.home)
    wording = read_wording(None)
    langs: tuple[Lang, ...] = ("zh", "en")
    reports = {
        lang: read_report(check_order(settings.home, "2016-06", "html", lang=lang), wording, store, settings)
        for lang in langs
    }
    answer = Executor(build_schema()).execute(Request(ASKED, {}), Operation(store))
    body = orjson.loads(answer.content())
    assert "errors" not in body, body["errors"]
    yield Made(settings, reports, body["data"])
    store.close()


def printed(value: str, places: str, factor: str = "1") -> str:
    """A second opinion on how a decimal is printed."""
    return f"{(Decimal(value) * Decimal(factor)).quantize(Decimal(places), ROUND_HALF_UP):,}"


def test_the_sentences_say_the_numbers_of_the_api(made: Made) -> None:
    (row,) = made.answer["snapshot"]["growth"]["nodes"]
    blocks = made.reports["zh"].sections[0].blocks
    text = ["".join(run.text for run in block) for block in blocks if isinstance(block, tuple)]

    assert f"{row['reportingCount']}户报送数据" in text[0]
    assert f"累计实现营业收入{printed(row['valueCny'], '0.01', '1e-8')}亿元" in text[0]
    assert f"同口径增长{printed(row['sameBaseRate'], '0.1', '100')}%" in text[0]
    assert f"扣除价格因素增长{printed(row['constantPriceRate'], '0.1', '100')}%" in text[0]
    assert f"价格变动减少{printed(row['bridge']['priceCny'], '0.01', '-1e-8')}亿元" in text[2]
    assert f"数量变动增加{printed(row['bridge']['volumeCny'], '0.01', '1e-8')}亿元" in text[2]


def test_each_format_holds_every_field_and_enterprise_with_the_numbers_of_the_api(made: Made) -> None:
    report = made.reports["zh"]
    fields = [
        (
            row["industry"]["nameZh"],
            printed(row["valueCny"], "0.01", "1e-8"),
            printed(row["sameBaseRate"], "0.1", "100"),
            printed(row["contributionPp"], "0.01"),
        )
        for row in made.answer["fields"]["nodes"]
    ]
    firms = [
        (row["enterprise"]["nameZh"], printed(row["changeCny"], "0.01", "1e-8"), printed(row["contributionPp"], "0.01"))
        for row in made.answer["snapshot"]["up"]["nodes"]
    ]
    assert len(fields) == 9 and len(firms) == 10

    document = docx.Document(io.BytesIO(write_report(report, made.order("docx"))))
    of_document = [tuple(cell.text for cell in row.cells) for table in document.tables for row in table.rows]
    page = Rows()
    page.feed(write_report(report, made.order("html")).decode())
    for rows in (of_document, page.rows):
        assert {row[:4] for row in rows} >= set(fields)
        assert {(row[0], row[4], row[5]) for row in rows if len(row) == 9} >= set(firms)
    content = write_report(report, made.order("xlsx"))
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        assert len([name for name in parts.namelist() if name.startswith("xl/charts/chart")]) == 5
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    cells = {
        (str(row[0]), *(round(cell, 6) for cell in row[1:4] if isinstance(cell, float)))
        for name in book.sheet_names
        for row in book.get_sheet_by_name(name).to_python()
    }
    exact = {
        (row["industry"]["nameZh"], round(float(row["valueCny"]) / 1e8, 6), round(float(row["sameBaseRate"]) * 100, 6),
         round(float(row["contributionPp"]), 6))
        for row in made.answer["fields"]["nodes"]
    }  # fmt: skip
    assert cells >= exact


def test_every_number_of_a_sentence_leads_to_a_definition_a_version_and_a_vintage(made: Made) -> None:
    for lang, report in made.reports.items():
        by_number = {entry.number: entry for entry in report.references}
        used = {
            run.reference
            for section in report.sections
            for block in section.blocks
            if isinstance(block, tuple)
            for run in block
            if run.reference
        }
        assert len(used) > 70
        assert used <= by_number.keys()
        assert all(entry.name and entry.definition and entry.vintage for entry in by_number.values())
        assert all("中文" not in entry.definition for entry in by_number.values())
        rate = next(entry for entry in by_number.values() if "同口径增速" in entry.name or "same-base" in entry.name)
        assert rate.version == "growth@1"
        assert rate.unit == "%"
        (row,) = made.answer["snapshot"]["growth"]["nodes"]
        assert rate.arithmetic in row["ytd"]["arithmetic"]
        assert "2016-06_1_财务状况.xlsx" in rate.source, lang


def test_an_enterprise_leads_to_file_sheet_and_cell(made: Made) -> None:
    (cell,) = made.answer["observations"]["nodes"]
    appendix = made.reports["zh"].sections[-1].blocks[0]

    assert isinstance(appendix, ReportTable)
    found = {row[0].text: [part.text for part in row] for row in appendix.rows}["陇样例镍业0001有限公司(合成)"]
    assert found[-1] == f"{cell['submission']['fileName']} {cell['sourceSheet']}!{cell['sourceCell']}"
    assert found[-2] == cell["submissionId"]


def test_the_sections_stand_in_the_order_of_the_wording_and_no_name_is_left(made: Made) -> None:
    for lang, report in made.reports.items():
        assert [section.title for section in report.sections] == [
            section.title[lang] for section in read_wording(None).sections
        ]
        blocks = [block for section in report.sections for block in section.blocks if isinstance(block, tuple)]
        texts = ["".join(run.text for run in block) for block in blocks]
        assert not [text for text in texts if "{" in text or "None" in text or "_" in text]
        assert report.synthetic


def test_the_title_names_the_region_of_the_plan(made: Made) -> None:
    assert made.reports["zh"].title.startswith("甘肃省战略性新兴产业")
    assert made.reports["en"].title.endswith(", Gansu")


def test_real_and_synthetic_funds_are_counted_apart(made: Made) -> None:
    texts = {name: text for name, _, text in made.reports["zh"].facts}

    assert texts["funds.real.count"] == "13"
    assert texts["funds.synthetic.count"] == "10"
    assert texts["funds.real.invested"] == "—（暂无来源）"


class Rows(HTMLParser):
    """The rows of all tables of a page; marks of references are left out."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[tuple[str, ...]] = []
        self._row: list[str] = []
        self._is_mark = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "tr":
            self._row = []
        elif tag in {"td", "th"}:
            self._row.append("")
        self._is_mark = tag == "sup" or (self._is_mark and tag == "a")

    def handle_endtag(self, tag: str) -> None:
        if tag == "tr":
            self.rows.append(tuple(self._row))
        elif tag == "sup":
            self._is_mark = False

    def handle_data(self, data: str) -> None:
        if self._row and not self._is_mark:
            self._row[-1] += data


def test_the_route_and_the_command_send_the_bytes_of_the_report(
    made: Made, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    expected = write_report(made.reports["zh"], made.order("xlsx"))

    with TestClient(build_app(made.settings)) as client:
        response = client.get("/bulletin", params={"period": "2016-06", "format": "xlsx"})
    assert response.status_code == 200, response.text
    assert response.content == expected
    assert "bulletin_2016-06_zh.xlsx" in response.headers["content-disposition"]
    monkeypatch.setenv("LONGMAI_HOME", str(made.settings.home))
    monkeypatch.setenv("LONGMAI_QUERY_TIMEOUT_SECONDS", "600")
    monkeypatch.setenv("LONGMAI_EXPORT_TIMEOUT_SECONDS", "600")
    run = CliRunner().invoke(command, ["bulletin", "2016-06", "--out", str(tmp_path / "own.xlsx")])
    assert run.exit_code == 0, run.output
    assert (tmp_path / "own.xlsx").read_bytes() == expected
    assert [path.name for path in tmp_path.iterdir()] == ["own.xlsx"]


def test_a_child_without_memory_is_refused_with_the_limit(made: Made) -> None:
    job = BulletinJob(made.order("html"), replace(made.settings, bulletin_memory_mb=300))

    with pytest.raises(LimitExceeded, match=r"300 MB.*LONGMAI_BULLETIN_MEMORY_MB.*中文"):
        job.run()


def test_a_child_that_is_stopped_ends_and_leaves_no_file(made: Made, tmp_path: Path) -> None:
    job = BulletinJob(made.order("html"), made.settings)
    job.stop()

    with pytest.raises(QueryTimedOut, match="中文"):
        job.run()
    assert job.process_id is not None
    assert not Path(f"/proc/{job.process_id}").exists()
    with pytest.raises(QueryTimedOut):
        write_bulletin(made.order("html"), replace(made.settings, export_timeout_seconds=0.001), tmp_path / "x.html")
    assert list(tmp_path.iterdir()) == []


def test_an_error_of_the_child_arrives_with_its_code_and_both_languages(made: Made, tmp_path: Path) -> None:
    wording = tmp_path / "own.toml"
    wording.write_text(BUILT_IN.read_text("utf-8").replace("{profit.ytd}", "{profit.ytdd}", 1), "utf-8")

    with pytest.raises(InvalidArgument, match=r"own\.toml:\d+: There is no number 'profit\.ytdd'.*中文"):
        BulletinJob(replace(made.order("html"), wording=wording), made.settings).run()


def test_an_instant_before_the_data_is_refused_as_the_api_refuses_it(made: Made, sample_home: SampleHome) -> None:
    store = SnapshotStore(sample_home.home)
    order = replace(made.order("html"), as_of="2001-01-01")

    with pytest.raises(InvalidArgument, match="lies before the first submission"):
        read_report(order, read_wording(None), store, made.settings)
    store.close()


@pytest.mark.parametrize(
    ("query", "status", "text"),
    [
        ("period=2016-13", 400, "is no month"),
        ("period=9999-12", 400, "is no month"),
        ("period=0000-06", 400, "is no month"),
        ("period=2016-01", 400, "January and February are reported together"),
        ("format=docx", 400, "'period' is missing"),
        ("period=2016-06&format=pdf", 400, "is no format"),
        ("period=2016-06&asOf=June", 400, "is no instant"),
        ("period=2016-06&lang=fr", 400, "is no language"),
        ("period=2016-06&layout=/etc/passwd", 400, "no parameter 'layout'"),
        ("period=2016-06&asOf=2016-07-20&snapshot=000001", 400, "not of both"),
    ],
)
def test_a_wrong_address_is_refused_before_a_child_is_started(
    query: str, status: int, text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a child was started")

    monkeypatch.setattr("graph.bulletin.child.subprocess.Popen", refuse)
    from graph.bulletin.endpoint import BulletinEndpoint
    from graph.execution.caller import identify_public
    from graph.execution.workers import Workers

    sent: list[dict[str, Any]] = []

    async def send(message: Any) -> None:
        sent.append(message)

    async def receive() -> Any:
        await asyncio.Event().wait()

    endpoint = BulletinEndpoint(Workers(1, 1, PATIENT), identify_public, Settings())
    scope = {"type": "http", "method": "GET", "headers": [], "query_string": query.encode()}
    asyncio.run(endpoint(scope, receive, send))

    assert sent[0]["status"] == status
    body = orjson.loads(sent[1]["body"])
    assert text in body["errors"][0]["message"] + body["errors"][0]["extensions"].get("hint", "")
    assert "中文：" in body["errors"][0]["message"]


def test_a_bug_of_the_child_is_a_bug_and_not_an_empty_file(made: Made, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("graph.bulletin.order.Order.to_json_dict", lambda _: {"period": "2016-06"})

    with pytest.raises(ChildFailed, match="KeyError"):
        BulletinJob(made.order("html"), made.settings).run()
