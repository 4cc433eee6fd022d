"""Enterprises over renames, new codes and mergers: from files to tables, with the returns under every code."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import duckdb
import pytest

from tests.part_of import refresh_part
from warehouse.archive.home import Home
from warehouse.domain.identifiers import (
    CodeState,
    check_character,
    examine_enterprise_code,
    organisation_check_character,
    registration_check_digit,
)
from warehouse.forms.monthly_financial_return import MONTHLY_FINANCIAL_RETURN
from warehouse.ingestion.receive import ingest_file
from warehouse.reading.child import ChildReader

RECEIVED_AT = datetime(2016, 4, 16, 3, 0, tzinfo=UTC)
NOW = datetime(2016, 6, 1, tzinfo=UTC)


def code_of(number: int) -> str:
    body = f"XN{number:06d}"
    code = f"91620000{body}{organisation_check_character(body)}"
    return code + check_character(code)


A, A_NEW, B, C = (code_of(number) for number in (1, 901, 2, 3))
A_NUMBER = "62000010000001" + registration_check_digit("62000010000001")
HEADINGS = [column.heading for column in MONTHLY_FINANCIAL_RETURN.columns]

Deliver = Callable[..., None]
Rows = Callable[[str], list[tuple[object, ...]]]


def register(*rows: str, title: str = "战略性新兴产业骨干企业名录（合成数据）") -> str:
    head = f"{title},,,,,,,\n统一社会信用代码,单位详细名称,行政区划代码,行业代码,所属领域,认定批次,认定日期,状态\n"
    return head + "".join(f"{row}\n" for row in rows)


def entry(code: str, name: str, region: str = "620302") -> str:
    return f"{code},{name},{region},3213,新材料,1,2014-06-30,"


def changes(*rows: str) -> str:
    head = (
        "骨干企业变更登记表（合成数据）,,,,,,,,,,\n变更日期,变更类型,变更前统一社会信用代码,原工商注册号,原组织机构代码,"
        "变更前单位名称,变更后统一社会信用代码,变更后单位名称,变更后批次,变更后状态,依据\n"
    )
    return head + "".join(f"{row}\n" for row in rows)


def returns(month: int, *rows: tuple[str, str, int]) -> str:
    """A financial return with the revenue, year to date, of each code and name."""
    upper = [heading.partition("|")[0] for heading in HEADINGS]
    lower = [heading.partition("|")[2] for heading in HEADINGS]
    lines = [f"财务状况（2016年{month}月）（合成数据）", "单位：千元", ",".join(upper), ",".join(lower)]
    at = HEADINGS.index("营业收入|本年累计")
    for code, name, revenue in rows:
        cells = [code, name] + [""] * (len(HEADINGS) - 2)
        cells[at] = str(revenue)
        lines.append(",".join(cells))
    return "\n".join(lines) + "\n"


@pytest.fixture
def send(data_home: Home, reader: ChildReader, tmp_path: Path) -> Deliver:
    """Ingests texts, in order, as delimited files."""

    def deliver(*texts: str) -> None:
        for text in texts:
            path = tmp_path / "delivery.csv"
            path.write_text(text, "utf-8")
            report = ingest_file(data_home, path, received_at=RECEIVED_AT, reader=reader)
            assert report.refusal is None, report.refusal

    return deliver


TABLES = (
    *("core.enterprise", "core.enterprise_name", "core.enterprise_identity", "core.enterprise_change"),
    *("core.unmatched_observation", "core.match_proposal", "mart.observation"),
)


@pytest.fixture
def rows(data_home: Home) -> Iterator[Rows]:
    """The rows of a query on the snapshot that is built with the first one."""
    opened: list[duckdb.DuckDBPyConnection] = []

    def read(query: str) -> list[tuple[object, ...]]:
        if not opened:
            refresh_part(data_home, TABLES, NOW)
            opened.append(duckdb.connect(str(data_home.root / "current"), read_only=True))
        return opened[0].execute(query).fetchall()

    yield read
    for connection in opened:
        connection.close()


REVENUES = """
    select name_zh, period, value from mart.observation join core.enterprise on subject_id = enterprise_id
    where indicator_id = 'revenue' order by all
"""


def test_a_held_cell_of_a_change_flags_what_the_change_made(send: Deliver, rows: Rows) -> None:
    send(
        register(entry(A, "甲公司"), entry(B, "乙公司")),
        changes(f"2015-10-01,更名,{A},,,甲公司,{A_NEW},甲新公司,若干,,"),
    )

    flagged = "where is_flagged order by all"
    assert rows(f"select name_zh from core.enterprise {flagged}") == [("甲新公司",)]
    assert rows(f"select name_zh from core.enterprise_name {flagged}") == [("甲公司",), ("甲新公司",)]
    assert rows(f"select identifier_code from core.enterprise_identity {flagged}") == [
        (code,) for code in sorted((A, A[8:17], A_NEW, A_NEW[8:17]))
    ]


def test_returns_under_every_code_reach_the_enterprise_that_keeps_its_id(send: Deliver, rows: Rows) -> None:
    send(
        register(entry(A, "甲有限公司"), entry(B, "乙有限公司")),
        changes(
            f"2013-05-01,换码,,{A_NUMBER},,甲有限公司,{A},,,,",
            f"2016-04-10,换码,{A},,,甲有限公司,{A_NEW},甲新材料有限公司,,,批复",
        ),
        returns(2, (A_NUMBER, "甲有限公司", 10), (B, "乙有限公司", 20)).replace("2016年2月", "2016年1-2月"),
        returns(3, (A, "甲有限公司", 15)),
        returns(4, (A_NEW, "甲新材料有限公司", 25)),
    )

    assert rows(REVENUES) == [
        ("乙有限公司", "2016-02", Decimal(20)),
        ("甲新材料有限公司", "2016-02", Decimal(10)),
        ("甲新材料有限公司", "2016-03", Decimal(15)),
        ("甲新材料有限公司", "2016-04", Decimal(25)),
    ]
    assert rows("select enterprise_id, credit_code from core.enterprise where name_zh like '甲%'") == [
        (f"E{A[8:17]}", A_NEW)
    ]
    assert rows("select * from core.unmatched_observation") == []


def test_codes_and_names_know_their_days(send: Deliver, rows: Rows) -> None:
    send(
        register(entry(A, "甲有限公司")),
        changes(
            f"2013-05-01,换码,,{A_NUMBER},,甲有限公司,{A},,,,",
            f"2016-04-10,换码,{A},,,甲有限公司,{A_NEW},甲新材料有限公司,,,",
        ),
    )

    assert rows("""
        select identifier_code, valid_from, valid_to from core.enterprise_identity
        where identifier_kind <> 'organisation_code' order by valid_from nulls first
    """) == [
        (A_NUMBER, None, date(2013, 4, 30)),
        (A, date(2013, 5, 1), date(2016, 4, 9)),
        (A_NEW, date(2016, 4, 10), None),
    ]
    assert rows("select name_zh, valid_from, valid_to, is_current from core.enterprise_name order by valid_to") == [
        ("甲有限公司", None, date(2016, 4, 9), False),
        ("甲新材料有限公司", date(2016, 4, 10), None, True),
    ]


def test_a_change_that_does_not_hold_yet_changes_nothing_yet(send: Deliver, rows: Rows) -> None:
    send(register(entry(A, "甲有限公司")), changes(f"2017-01-01,更名,{A},,,甲有限公司,,甲集团,2,退出,"))

    assert rows("select name_zh, batch, status from core.enterprise") == [("甲有限公司", 1, "active")]


def test_batch_and_status_follow_the_newest_word(send: Deliver, rows: Rows) -> None:
    send(
        register(entry(A, "甲有限公司"), entry(B, "乙有限公司")),
        changes(f"2016-01-01,批次调整,{A},,,甲有限公司,,,2,,", f"2016-01-01,状态变更,{B},,,乙有限公司,,,,退出,"),
        register(entry(B, "乙有限公司")),
    )

    assert rows("select name_zh, batch, status from core.enterprise order by name_zh") == [
        ("乙有限公司", 1, "active"),
        ("甲有限公司", 2, "active"),
    ]


def test_a_merger_ends_one_enterprise_and_leaves_its_figures_with_it(send: Deliver, rows: Rows) -> None:
    send(
        register(entry(A, "甲有限公司"), entry(B, "乙有限公司")),
        changes(f"2016-03-20,合并,{A},,,甲有限公司,{B},,,,批复"),
        returns(3, (A, "甲有限公司", 15), (B, "乙有限公司", 40)),
    )

    assert rows(REVENUES) == [("乙有限公司", "2016-03", Decimal(40)), ("甲有限公司", "2016-03", Decimal(15))]
    assert rows("select name_zh, status from core.enterprise order by name_zh desc") == [
        ("甲有限公司", "exited"),
        ("乙有限公司", "active"),
    ]
    assert rows("select enterprise_id, other_enterprise_id, is_applied from core.enterprise_change") == [
        (f"E{A[8:17]}", f"E{B[8:17]}", True)
    ]


def test_a_change_never_makes_one_of_two_enterprises_that_a_register_lists(send: Deliver, rows: Rows) -> None:
    send(
        register(entry(A, "甲有限公司"), entry(B, "乙有限公司")),
        changes(f"2016-03-20,换码,{A},,,甲有限公司,{B},,,,"),
    )

    assert rows("select count(*) from core.enterprise") == [(2,)]
    assert rows("select is_applied from core.enterprise_change") == [(False,)]


def test_a_change_of_an_unknown_enterprise_is_kept(send: Deliver, rows: Rows) -> None:
    send(register(entry(A, "甲有限公司")), changes(f"2016-03-20,更名,{C},,,丙有限公司,,丁有限公司,,,"))

    assert rows("select enterprise_id, old_name_zh from core.enterprise_change") == [(None, "丙有限公司")]


def test_two_codes_of_one_enterprise_in_one_file_count_once_and_lose_nothing(send: Deliver, rows: Rows) -> None:
    send(
        register(entry(A, "甲有限公司")),
        changes(f"2016-01-10,换码,{A},,,甲有限公司,{A_NEW},,,,"),
        returns(3, (A, "甲有限公司", 15), (A_NEW, "甲有限公司", 16)),
    )

    assert rows(REVENUES) == [("甲有限公司", "2016-03", Decimal(16))]
    assert rows("select subject_code, value from core.unmatched_observation") == [(A, Decimal(15))]


def test_a_destroyed_code_is_proposed_by_name_and_region_and_not_applied(send: Deliver, rows: Rows) -> None:
    send(
        register(entry(A, "甲（集团）有限公司", "620302"), entry(B, "乙有限公司", "620900")),
        register(
            entry("9.162E+17", "甲(集团)有限公司", "620302"),
            entry("9.162E+17", "乙有限公司", "620302"),
            title="骨干企业名录补充",
        ),
        returns(3, ("9.162E+17", "乙有限公司", 7)),
    )

    assert rows("""
        select name_received, enterprise_id, reason, score, submission_id, source_cell
        from core.match_proposal order by score desc
    """) == [
        ("甲(集团)有限公司", f"E{A[8:17]}", "name_and_region", Decimal("0.9"), "S000002", "A3"),
        ("乙有限公司", f"E{B[8:17]}", "name", Decimal("0.7"), "S000003", "A5"),
        ("乙有限公司", f"E{B[8:17]}", "name_in_other_region", Decimal("0.4"), "S000002", "A4"),
    ]
    assert rows(REVENUES) == []


def test_an_unknown_code_with_a_known_organisation_code_is_proposed_first(send: Deliver, rows: Rows) -> None:
    elsewhere = "91110000" + A[8:17]
    elsewhere += check_character(elsewhere)
    send(register(entry(A, "甲有限公司")), returns(3, (elsewhere, "甲有限公司", 7)))

    assert rows("select reason, score, code_received from core.match_proposal") == [
        ("organisation_code", Decimal("0.95"), elsewhere)
    ]
    assert rows("select subject_code from core.unmatched_observation") == [(elsewhere,)]


def test_a_name_of_two_enterprises_is_proposed_twice_at_half_the_score(send: Deliver, rows: Rows) -> None:
    send(register(entry(A, "甲有限公司"), entry(B, "甲有限公司")), returns(3, ("9.162E+17", "甲有限公司", 7)))

    assert rows("select score, candidate_count from core.match_proposal") == [(Decimal("0.35"), 2)] * 2


@pytest.mark.parametrize(
    ("text", "code", "state"),
    [
        ("110108000000016", "110108000000016", CodeState.EARLIER),
        ("110108000000017", None, CodeState.MALFORMED),
        ("XN000001-2", "XN0000012", CodeState.EARLIER),
        ("XN000001-3", None, CodeState.MALFORMED),
        ("9.16E+17", None, CodeState.DESTROYED),
        (A.lower(), A, CodeState.REPAIRED),
    ],
)
def test_an_earlier_code_passes_only_with_its_check_digit(text: str, code: str | None, state: CodeState) -> None:
    assert examine_enterprise_code(text) == (code, state)
