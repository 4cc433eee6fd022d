"""Values that do not fit each other are found with the cells of both sides, and flagged until somebody settles it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal

import duckdb
import pytest

from warehouse.catalog.sql import TableFiles, read_tables
from warehouse.domain.period import month_end
from warehouse.errors import ContractBroken
from warehouse.programme.frames import indicator_frame
from warehouse.programme.programme import built_in
from warehouse.rules.logic import load_logic_rules, parse_logic_rules

FILES: dict[str, TableFiles] = {files.key: files for files in read_tables()}
MADE = ("core.value_in_force", "core.logic_cell", "core.logic_finding", "mart.observation")
Put = Callable[..., str]


@pytest.fixture(scope="module")
def tables() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as opened:
        opened.execute("create schema core; create schema mart")
        for files in FILES.values():
            lines = files.table_sql.replace(" not null", "").splitlines()
            opened.execute("\n".join(line for line in lines if not line.lstrip().startswith("primary key")))
        for key, rows in (("core.logic_rule", load_logic_rules()), ("core.indicator", indicator_frame(built_in()))):
            opened.register("rows", rows)
            opened.execute(f"insert into {key} by name from rows")
            opened.unregister("rows")
        opened.execute("insert into core.vintage (vintage_id, ordinal) values ('reported', 1), ('published', 2)")
        yield opened


@pytest.fixture
def connection(tables: duckdb.DuckDBPyConnection) -> Iterator[duckdb.DuckDBPyConnection]:
    tables.execute("begin")
    try:
        yield tables
    finally:
        tables.execute("rollback")


@pytest.fixture
def put(connection: duckdb.DuckDBPyConnection) -> Put:
    """Gives one value of firm E1, each in a cell of its own, and tells which: column A, B … in row `number`."""
    count = 0

    def put_one(
        indicator: str, period: str, kind: str, value: str, *, product: str = "", number: int = 1, subject: str = "E1",
        vintage: str = "reported",
    ) -> str:  # fmt: skip
        nonlocal count
        count += 1
        cell = f"{chr(64 + count)}{number}"
        row = {
            "observation_id": ".".join(filter(None, (indicator, subject, product, period, kind))),
            "indicator_id": indicator,
            "subject_kind": "enterprise",
            "subject_id": subject,
            "product_code": product,
            "period": period,
            "period_kind": kind,
            "period_end_date": month_end(int(period[:4]), int(period[5:] or 12)),
            "months_covered": 1,
            "value": Decimal(value),
            "vintage_id": vintage,
            "is_flagged": False,
            "submission_id": f"S{number}",
            "submission_number": number,
            "source_sheet": "s",
            "source_cell": cell,
            "form_column_id": f"f.{indicator}",
        }
        names = ", ".join(row)
        connection.execute(
            f"insert into core.observation ({names}) values ({', '.join('?' for _ in row)})", list(row.values())
        )
        return f"S{number}/s/{cell}"

    return put_one


def found(connection: duckdb.DuckDBPyConnection) -> list[tuple[str, list[str], list[str]]]:
    """The findings: rule, cells that are compared, cells that they are compared with. Every promise holds for them."""
    for key in MADE:
        connection.execute(f"delete from {key}; insert into {key} by name {FILES[key].model_sql}")
        for check in FILES[key].checks:
            if check.name in ("every_finding_has_one_cell_to_decide_about", "values_that_do_not_fit_are_told_once"):
                assert connection.execute(check.query).fetchall() == []
    return connection.execute(
        """
        select
            rule_id,
            list(place order by place) filter (side = 'compared'),
            coalesce(list(place order by place) filter (side = 'compared_with'), [])
        from (select *, concat_ws('/', submission_id, source_sheet, source_cell) as place from core.logic_cell)
        group by logic_finding_id, rule_id
        order by logic_finding_id
        """
    ).fetchall()


def flagged(connection: duckdb.DuckDBPyConnection) -> set[str]:
    rows = connection.execute("select observation_id from mart.observation where is_flagged").fetchall()
    return {row[0] for row in rows}


def test_an_ordinary_course_is_left_alone(put: Put, connection: duckdb.DuckDBPyConnection) -> None:
    for period, month, so_far in (("2016-03", "100", "300"), ("2016-04", "90", "390"), ("2016-05", "0", "390")):
        put("revenue", period, "month", month)
        put("revenue", period, "ytd", so_far)
        put("operating_cost", period, "ytd", "250")
    for period, month, so_far in (("2016-03", "-10", "-30"), ("2016-04", "-90", "-120"), ("2016-05", "500", "380")):
        put("total_profit", period, "month", month)
        put("total_profit", period, "ytd", so_far)
    put("product_output", "2016-03", "month", "2", product="p")
    put("product_price", "2016-03", "month", "49000", product="p")

    assert found(connection) == []
    assert flagged(connection) == set()


def test_a_month_above_its_year_to_date_names_both_cells(put: Put, connection: duckdb.DuckDBPyConnection) -> None:
    month, so_far = put("revenue", "2016-03", "month", "900"), put("revenue", "2016-03", "ytd", "300")

    assert found(connection) == [("month_within_year_to_date", [month], [so_far])]
    assert flagged(connection) == {"revenue.E1.2016-03.month", "revenue.E1.2016-03.ytd"}


def test_what_cannot_be_negative_is_found_below_zero(put: Put, connection: duckdb.DuckDBPyConnection) -> None:
    month = put("revenue", "2016-03", "month", "-1")
    put("total_profit", "2016-03", "month", "-1")

    assert found(connection) == [("not_below_zero", [month], [])]


def test_a_year_to_date_that_falls_names_both_cells(put: Put, connection: duckdb.DuckDBPyConnection) -> None:
    march, april = put("revenue", "2016-03", "ytd", "300"), put("revenue", "2016-04", "ytd", "290", number=2)
    put("total_profit", "2016-03", "ytd", "30")
    put("total_profit", "2016-04", "ytd", "20", number=2)

    assert found(connection) == [("year_to_date_does_not_fall", [march], [april])]


def test_a_year_to_date_around_a_merger_may_fall(put: Put, connection: duckdb.DuckDBPyConnection) -> None:
    put("revenue", "2016-03", "ytd", "300")
    put("revenue", "2016-04", "ytd", "290", number=2)
    connection.execute(
        "insert into core.enterprise_change (enterprise_id, change_kind, change_date) "
        "values ('E1', 'merger', '2016-04-05')"
    )

    assert found(connection) == []


def test_a_year_to_date_that_is_not_the_sum_names_three_cells(put: Put, connection: duckdb.DuckDBPyConnection) -> None:
    march = put("total_profit", "2016-03", "ytd", "30")
    month, april = put("total_profit", "2016-04", "month", "5"), put("total_profit", "2016-04", "ytd", "60")

    assert found(connection) == [("year_to_date_is_the_sum", [april], [march, month])]


@pytest.mark.parametrize(("cost", "is_found"), [("250", False), ("3", True), ("601", True), ("0", True)])
def test_cost_is_compared_with_revenue(
    cost: str, is_found: bool, put: Put, connection: duckdb.DuckDBPyConnection
) -> None:
    revenue, spent = put("revenue", "2016-03", "ytd", "300"), put("operating_cost", "2016-03", "ytd", cost)

    assert found(connection) == ([("cost_against_revenue", [spent], [revenue])] if is_found else [])


def test_the_parts_are_no_more_than_the_whole_in_one_release(put: Put, connection: duckdb.DuckDBPyConnection) -> None:
    for vintage in ("reported", "published"):
        whole = put("gdp", "2015", "year", "100", vintage=vintage)
    parts = [put(f"gdp_{name}", "2015", "year", "40", vintage="published") for name in ("primary", "secondary")]
    assert found(connection) == []

    parts.append(put("gdp_tertiary", "2015", "year", "41", vintage="published"))

    assert found(connection) == [("sectors_within_gdp", parts, [whole])]


@pytest.mark.parametrize(("price", "is_found"), [("49000", False), ("260000", True), ("400", True), ("0", True)])
def test_output_times_price_is_compared_with_revenue(
    price: str, is_found: bool, put: Put, connection: duckdb.DuckDBPyConnection
) -> None:
    revenue = put("revenue", "2016-03", "month", "100")
    made = put("product_output", "2016-03", "month", "2", product="p")
    paid = put("product_price", "2016-03", "month", price, product="p")

    assert found(connection) == ([("output_times_price_against_revenue", [made, paid], [revenue])] if is_found else [])


def test_too_little_is_not_told_while_a_price_is_missing(put: Put, connection: duckdb.DuckDBPyConnection) -> None:
    put("revenue", "2016-03", "month", "100")
    put("product_output", "2016-03", "month", "2", product="p")
    put("product_price", "2016-03", "month", "1", product="p")
    put("product_output", "2016-03", "month", "2", product="q")

    assert found(connection) == []


def test_the_largest_values_are_compared_and_stop_nothing(put: Put, connection: duckdb.DuckDBPyConnection) -> None:
    most = "999999999999.999999"
    put("revenue", "2016-03", "month", "100")
    for product in "pqr":
        put("product_output", "2016-03", "month", most, product=product)
        put("product_price", "2016-03", "month", most, product=product)
    put("operating_cost", "2016-03", "month", most)

    assert [rule for rule, *_ in found(connection)] == ["cost_against_revenue", "output_times_price_against_revenue"]


def test_a_year_is_the_year_to_date_of_its_december(put: Put, connection: duckdb.DuckDBPyConnection) -> None:
    december, year = put("gdp", "2015-12", "ytd", "100"), put("gdp", "2015", "year", "102")
    put("gdp", "2014-12", "ytd", "90")
    put("gdp", "2014", "year", "90")

    assert found(connection) == [("year_against_december", [year], [december])]


def test_the_annual_return_is_compared_with_the_months(put: Put, connection: duckdb.DuckDBPyConnection) -> None:
    december = put("gross_output", "2015-12", "ytd", "100")
    connection.execute(
        """
        insert into core.enterprise_sei_share
            (enterprise_sei_share_id, enterprise_id, year, product_output_cny, submission_id, source_sheet, source_row)
        values ('E1.2015.p', 'E1', '2015', 60000, 'S9', 'B', 4), ('E1.2015.q', 'E1', '2015', 51000, 'S9', 'B', 5)
        """
    )
    connection.execute(
        "insert into core.sheet_column (submission_id, source_sheet, column_name, source_column) "
        "values ('S9', 'B', 'product_output', 'H')"
    )

    assert found(connection) == [("annual_output_within_the_months", ["S9/B/H4", "S9/B/H5"], [december])]


def test_a_corrected_file_ends_the_finding(put: Put, connection: duckdb.DuckDBPyConnection) -> None:
    put("revenue", "2016-03", "month", "900")
    put("revenue", "2016-03", "ytd", "300")
    put("revenue", "2016-03", "month", "90", number=2)

    assert found(connection) == []
    assert flagged(connection) == set()


def test_a_release_of_the_cell_settles_the_finding_and_ends_the_flag(
    put: Put, connection: duckdb.DuckDBPyConnection
) -> None:
    month = put("revenue", "2016-03", "month", "900")
    put("revenue", "2016-03", "ytd", "300")
    connection.execute(
        "insert into core.decision (decision_id, held_cell_id, decision_kind, is_in_force) "
        "values ('D000001', ?, 'released', true)",
        [month],
    )

    assert len(found(connection)) == 1
    assert connection.execute("select state, decision_id from core.logic_finding").fetchall() == [
        ("released", "D000001")
    ]
    assert flagged(connection) == set()


def test_the_message_names_the_cells_and_the_command_in_both_languages(
    put: Put, connection: duckdb.DuckDBPyConnection
) -> None:
    put("revenue", "2016-03", "month", "900.5")
    put("revenue", "2016-03", "ytd", "300")
    found(connection)

    assert connection.execute("select message from core.logic_finding").fetchall() == [
        (
            "A month is no more than the year to date: 900.5 against 300 in S1/s/A1, S1/s/B1. Send a corrected file, "
            "or say that the value is right as it stands: longmai held release S1/s/A1. 中文：本月数不应大于本年累计："
            "900.5 对 300，见 S1/s/A1, S1/s/B1。请报送更正文件；如数值无误，请执行 longmai held release S1/s/A1。",
        )
    ]


def test_a_rule_of_an_unknown_kind_or_without_its_text_is_refused() -> None:
    text = 'version = "1"\n[[rule]]\nrule_id = "r"\nindicator_ids = []\ntitle_zh = "规"\ntitle_en = "e"\n'

    with pytest.raises(ContractBroken, match="'guess' is no kind"):
        parse_logic_rules(text + 'kind = "guess"')
    with pytest.raises(ContractBroken, match="lacks 'kind'"):
        parse_logic_rules(text)
