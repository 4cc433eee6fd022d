"""What a cell reached, against a province into which the same files came with that cell taken out of them.

`LONGMAI_DRAWN_CELLS` says how many cells are drawn, 3 by default.
"""

from __future__ import annotations

import csv
import io
import os
import random
import re
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

import duckdb
import pytest
from rich.console import Console

from orchestration.trace import print_trace, trace
from tests.staged import staged_path
from warehouse.archive.home import Home
from warehouse.archive.store import archived_path
from warehouse.catalog.catalog import load_catalog
from warehouse.decisions.decide import decide
from warehouse.decisions.ledger import DecisionKind
from warehouse.errors import ContractBroken, StorageFailed, UnknownName
from warehouse.ingestion.receive import ingest_files
from warehouse.provenance import downstream_values as reached_module
from warehouse.provenance.downstream_values import Place, downstream_of
from warehouse.provenance.records import CellTrace, MartValue, ObservationTrace
from warehouse.snapshots.manifest import current_snapshot_id, snapshot_path
from warehouse.snapshots.refresh import refresh

if TYPE_CHECKING:
    from tests.warehouse.releases.conftest import Province

FIRST = datetime(2016, 4, 10, 3, 0, tzinfo=UTC)
WHENCE = {
    "submission_id", "source_sheet", "source_row", "source_cell", "same_period_cell", "form_column_id", "known_from",
    "value_received", "same_period_received", "unit_received", "factor", "vintage_id", "vintage_date", "decision_id",
    "decision_ids", "ytd_observation_id", "prior_ytd_observation_id",
}  # fmt: skip
NOT_LOOKED_AT = {
    *("mart.search_name", "mart.search_key", "mart.submission_state"),
    # They count what files have, and read no cell.
    *("mart.burden_form", "mart.burden_respondent", "mart.burden_duplicate"),
}
FIRM, OTHER = "91620000XN000002WK", "91620000XN000003WL"
REGISTER = "骨干企业名录 合成数据\n统一社会信用代码,单位详细名称,行政区划代码,行业代码,所属领域,认定批次,认定日期\n"
FUNDS = (
    "基金名录（合成数据）\n基金代码,基金名称,基金类别,管理机构,母基金代码,目标规模(亿元),投向领域,设立日期,基金状态\n"
    "G1,母基金,引导基金,某公司,,5,新材料,2013-05-06,运营\nF1,甲基金,子基金,某公司,G1,5,新材料,2015-05-06,运营\n"
)
PAYMENTS = "基金认缴与实缴明细（合成数据）\n单位：亿元\n基金代码,出资人,出资基金代码,出资日期,认缴金额,实缴金额\n"
PROJECT = (
    "重大项目名录（合成数据）\n项目代码,项目名称,项目类别,项目状态,建设单位,统一社会信用代码,行政区划代码,所属领域,"
    "牵头部门,总投资(万元),计划年度,年度计划投资(亿元)\nX1,甲项目,续建,在建,甲公司,,620100,新材料,,9000,2016,0.4\n"
)
PROGRESS = (
    "项目进度月报（合成数据）\n项目代码,报告期,年度计划投资(万元),累计完成投资(元),开工日期,形象进度\n"
    'X1,2016年3月,,"10,000,000",2016-01-05,基础\n'
)

_Column = tuple[str, tuple[str | None, ...], str]
Publish = Callable[..., Home]


@pytest.fixture
def publish_texts(tmp_path: Path) -> Publish:
    """Texts that came one a day, and what is published of them."""

    def publish(*texts: str) -> Home:
        home = Home(tmp_path / "texts").ensure()
        for day, text in enumerate(texts):
            path = tmp_path / f"{day}.csv"
            path.write_text(text, "utf-8")
            (report,) = ingest_files(home, [path], received_at=FIRST + timedelta(days=day))
            assert report.refusal is None
        refresh(home, FIRST + timedelta(days=60))
        return home

    return publish


def _reached(home: Home, number: int, cell: str) -> list[MartValue]:
    found = trace(home, f"S{number:06d}", f"csv!{cell}")
    assert found.reached is not None
    return list(found.reached)


def _values(reached: list[MartValue], table: str) -> dict[tuple[str, ...], tuple[object, object]]:
    return {
        (*map(str, one.key.values()), one.column): (one.value, one.without) for one in reached if one.table == table
    }


@pytest.mark.parametrize("number", range(int(os.environ.get("LONGMAI_DRAWN_CELLS", "3"))))
def test_a_cell_reached_what_is_otherwise_where_it_never_stood(province: Province, tmp_path: Path, number: int) -> None:
    file, sheet, cell = _drawn(province, number)
    other = _province_without(province, tmp_path, file, sheet, cell)
    submission_id = _submission_of(province, file)

    listed = downstream_of(province.home, current_snapshot_id(province.home), [Place(submission_id, sheet, cell)])

    told = {(one.table, tuple(one.key.values()), one.column) for one in listed if not one.is_said_twice}
    expected = set(_differing(province.home, other))
    # Of a row that is not there at all, its decimals are told.
    assert told <= expected, f"{file.name} {sheet}!{cell}: told of what is the same: {sorted(told - expected)[:5]}"
    rows, gone = {(table, key) for table, key, _ in told}, _of_gone_rows(listed, expected)
    left = {one for one in expected - told if (one[0], one[1]) not in rows or one not in gone}
    assert not left, f"{file.name} {sheet}!{cell}: not told of: {sorted(left)[:5]}"


def _of_gone_rows(listed: tuple[MartValue, ...], expected: set[_Column]) -> set[_Column]:
    gone = {(one.table, tuple(one.key.values())) for one in listed if one.is_row_gone}
    return {one for one in expected if (one[0], one[1]) in gone}


def test_the_cells_that_are_drawn_are_of_many_forms(province: Province) -> None:
    drawn = [_drawn(province, number) for number in range(200)]

    assert len({re.sub(r"\d", "", file.name) for file, _, _ in drawn}) > 15
    assert len(set(drawn)) > 150


def _drawn(province: Province, number: int) -> tuple[Path, str, str]:
    """A file, a sheet and a cell of it that holds something: each file as often as another."""
    chance = random.Random(f"cell {number}")
    files = [file for step in province.steps for file in step.files]
    file = chance.choice(files)
    if file.suffix == ".csv":
        rows, _ = _texts(file)
        cells = [
            f"{chr(ord('A') + column)}{row}"
            for row, texts in enumerate(rows, start=1)
            for column, text in enumerate(texts[:26])
            if text
        ]
        return file, "csv", chance.choice(cells)
    with zipfile.ZipFile(file) as book:
        name = re.findall(r'<sheet name="([^"]+)"', book.read("xl/workbook.xml").decode())[0]
        filled = re.findall(r'<c r="([A-Z]+\d+)"[^>]*?>(?!</c>)', book.read("xl/worksheets/sheet1.xml").decode())
    return file, name, chance.choice(filled)


def _texts(file: Path) -> tuple[list[list[str]], str]:
    content = file.read_bytes()
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return list(csv.reader(io.StringIO(content.decode(encoding)))), encoding
        except UnicodeDecodeError:
            continue
    raise AssertionError(file)


def _province_without(province: Province, folder: Path, file: Path, sheet: str, cell: str) -> Home:
    home = Home(folder / "other").ensure()
    edited = folder / file.name
    _take_out(file, edited, cell)
    for step in province.steps:
        ingest_files(home, [edited if path == file else path for path in step.files], received_at=step.arrived_at)
    refresh(home, province.steps[-1].arrived_at)
    return home


def _take_out(file: Path, edited: Path, cell: str) -> None:
    if file.suffix == ".csv":
        rows, encoding = _texts(file)
        rows[int(cell[1:]) - 1][ord(cell[0]) - ord("A")] = ""
        with edited.open("w", encoding=encoding, newline="") as out:
            csv.writer(out).writerows(rows)
        return
    with zipfile.ZipFile(file) as book, zipfile.ZipFile(edited, "w") as out:
        for name in book.namelist():
            content = book.read(name)
            if name == "xl/worksheets/sheet1.xml":
                text, count = re.subn(rf'<c r="{cell}"[^>]*?(/>|>.*?</c>)', "", content.decode())
                assert count == 1
                content = text.encode()
            out.writestr(name, content)


def _submission_of(province: Province, file: Path) -> str:
    ((submission_id,),) = province.rows(
        -1, f"select submission_id from core.submission where file_name = '{file.name}'"
    )
    return str(submission_id)


def _differing(home: Home, other: Home) -> Iterator[_Column]:
    """Every value of a mart that is another one in the other province, or not there."""
    for table in load_catalog().tables.values():
        if table.layer != "mart" or table.key in NOT_LOOKED_AT:
            continue
        before, after = (_rows(one, table.key, table.row_key) for one in (home, other))
        for key, row in before.items():
            rest = after.get(key)
            for name, value in row.items():
                if name in table.row_key or name in WHENCE:
                    continue
                if value is not None if rest is None else value != rest[name]:
                    yield table.key, key, name


def _rows(home: Home, table: str, keys: tuple[str, ...]) -> dict[tuple[str | None, ...], dict[str, Any]]:
    with duckdb.connect(str(snapshot_path(home, current_snapshot_id(home))), read_only=True) as connection:
        shown = ", ".join(f"{name}::varchar" for name in keys)
        rows = connection.execute(f"select [{shown}], * from {table}").fetchall()
        names = [column[0] for column in connection.description or ()][1:]
    found = {tuple(key): dict(zip(names, row, strict=True)) for key, *row in rows}
    assert len(found) == len(rows)
    return found


def test_the_parts_of_a_chain_revenue_add_up_to_it(province: Province) -> None:
    chain, period, total = province.rows(
        -1,
        "select chain_id, period, revenue_ytd_cny from mart.chain_revenue where reporting_count > 1"
        " order by reporting_count, chain_id, period limit 1",
    )[0]
    members = province.rows(
        -1, f"select distinct enterprise_id from core.enterprise_chain where chain_id = '{chain}'"
        " and counted_share is not null",
    )  # fmt: skip
    parts = []
    for (member,) in members:
        try:
            found = trace(province.home, f"revenue.{member}.{period}.ytd", None)
        except UnknownName:
            continue
        value, without = _values(list(found.reached or ()), "mart.chain_revenue")[chain, period, "revenue_ytd_cny"]
        parts.append(Decimal(str(value)) - Decimal(str(without or 0)))

    assert len(parts) > 1
    assert sum(parts) == total


def test_a_replaced_value_reached_only_what_was_first_received(province: Province) -> None:
    truth = province.truths["corrected_return"]
    observation_id = f"revenue.E{truth['credit_code'][8:17]}.{truth['periods'][0]}.ytd"
    found = trace(province.home, observation_id, None, includes_downstream=False)
    assert isinstance(found, ObservationTrace)
    assert found.reached is None
    old = found.vintages[-1].source
    new_value, old_value = found.vintages[0].value, found.vintages[-1].value
    assert new_value is not None and old_value is not None

    back = trace(province.home, old.submission_id, f"{old.sheet}!{old.cell}")

    assert isinstance(back, CellTrace)
    assert back.observation_ids == (observation_id,)
    # The base from which the bridge of a later year counts the revision, and nothing that is in force.
    assert back.reached is not None
    reached = {(one.table, one.column): one for one in back.reached}
    # With the value the day on which it came.
    assert sorted(reached) == [("mart.growth_total", "first_known_from"), ("mart.growth_total", "first_value_cny")]
    first = reached["mart.growth_total", "first_value_cny"]
    assert (first.value, first.without) == (old_value * 1000, new_value * 1000)


def test_february_is_the_month_and_the_year_so_far(province: Province) -> None:
    ((enterprise, period),) = province.rows(
        -1,
        "select enterprise_id, period from mart.enterprise_month"
        " where period like '%-02' and revenue_cny is not null order by all limit 1",
    )
    found = trace(province.home, f"revenue.{enterprise}.{period}.ytd", None)

    columns = {one.column for one in found.reached or () if one.table == "mart.enterprise_month"}
    assert columns == {"revenue_cny", "revenue_ytd_cny"}


def test_the_guide_fund_s_money_is_in_its_own_sums_and_in_those_of_the_sub_fund(publish_texts: Publish) -> None:
    rows = "F1,母基金,G1,2015-06-01,0.5,0.4\nF1,乙,,2015-06-01,2,1.25\nG1,财政,,2015-05-01,5,1\n"
    home = publish_texts(FUNDS, PAYMENTS + rows)

    committed = _values(_reached(home, 2, "E4"), "mart.fund_performance")
    paid_in = _values(_reached(home, 2, "F4"), "mart.fund_performance")

    assert committed["F1", "committed_cny"] == (Decimal(250_000_000), Decimal(200_000_000))
    assert committed["F1", "guide_committed_cny"][0] == committed["G1", "guide_committed_cny"][0] == Decimal(50_000_000)
    assert committed["G1", "committed_amplification"][0] == Decimal(5)
    assert paid_in["G1", "guide_paid_in_cny"][0] == Decimal(40_000_000)
    assert ("F1", "committed_cny") not in paid_in


def test_the_plan_of_a_year_is_in_the_light_and_in_the_progress_of_each_month(publish_texts: Publish) -> None:
    home = publish_texts(PROJECT, PROGRESS)

    reached = _reached(home, 1, "L3")

    lights = {column: values for (*_, column), values in _values(reached, "mart.project_light").items()}
    assert lights["plan_investment_cny"] == (Decimal(40_000_000), None)
    assert {"light", "actual_share"} <= lights.keys()
    assert {one.column for one in reached if one.table == "mart.project_progress"} >= {"completion_rate"}
    assert {one.table for one in reached} >= {"mart.project_total"}


def test_a_region_of_a_register_reached_the_sums_of_that_region(province: Province) -> None:
    enterprise, submission_id, sheet, row = province.rows(
        -1,
        "select enterprise_id, submission_id, source_sheet, source_row from core.enterprise"
        " semi join mart.enterprise_month using (enterprise_id) order by all limit 1",
    )[0]
    months = province.rows(-1, f"from mart.enterprise_month where enterprise_id = '{enterprise}'")
    found = trace(province.home, submission_id, f"{sheet}!{_letter(province, submission_id, 'region')}{row}")

    counted = Counter(one.table for one in found.reached or () if one.column in ("region_code", "revenue_cny"))
    assert counted["mart.enterprise_month"] >= len(months)
    assert counted["mart.enterprise_month_by_industry"] >= 1


def _letter(province: Province, submission_id: str, column: str) -> str:
    from warehouse.provenance.received import read_received

    ((sha256, name, sheet),) = province.rows(
        -1, "select sha256, file_name, source_sheet from core.submission join core.submission_sheet"
        f" using (submission_id) where submission_id = '{submission_id}' and core.submission_sheet.form_id is not null",
    )  # fmt: skip
    received = read_received(province.home, sha256, name, sheet)
    assert received is not None
    return next(found.letters for name, found in received.columns.items() if name.startswith(column))


def test_a_value_that_an_older_file_says_too_is_told_as_such(province: Province) -> None:
    """The corrected return gives all its cells again: one that it does not change would be there without it."""
    enterprise, submission_id, sheet, cell = province.rows(
        -1,
        """
        select newest.subject_id, newest.submission_id, newest.source_sheet, newest.source_cell
        from mart.observation as newest
        join core.observation as older using (observation_id, vintage_id, value)
        where older.submission_number < newest.submission_id[2:]::integer
            and newest.indicator_id = 'total_assets' and newest.same_period_value is not distinct from
            older.same_period_value
        order by all
        limit 1
        """,
    )[0]

    found = trace(province.home, submission_id, f"{sheet}!{cell}")

    told = {one.column: one for one in found.reached or () if one.table == "mart.enterprise_month"}
    assert told["total_assets_cny"].key["enterprise_id"] == enterprise
    assert told["total_assets_cny"].is_said_twice
    assert told["total_assets_cny"].without == told["total_assets_cny"].value
    assert any(one.table == "mart.enterprise_month_by_industry" for one in found.reached or ())


def test_a_name_that_was_changed_since_says_so_and_names_the_row(publish_texts: Publish) -> None:
    firm = f"{FIRM},甲公司,620100,3812,先进装备和智能制造,1,2014-06-01\n"
    changed = (
        "骨干企业变更登记表（合成数据）\n变更日期,变更类型,变更前统一社会信用代码,原工商注册号,原组织机构代码,"
        "变更前单位名称,变更后统一社会信用代码,变更后单位名称,变更后批次,变更后状态,依据\n"
        f"2015-09-01,更名,{FIRM},,,甲公司,,甲股份公司,,,文件\n"
    )
    home = publish_texts(REGISTER + firm, changed)

    name, region = (trace(home, "S000001", f"csv!{cell}") for cell in ("B3", "C3"))

    assert isinstance(name, CellTrace)
    assert isinstance(region, CellTrace)
    fields = {field.column: field for field in (*name.fields, *region.fields) if field.table == "core.enterprise"}
    assert (fields["name_zh"].value, fields["name_zh"].changed_by) == ("甲股份公司", ("S000002/csv/3",))
    assert fields["region_code"].changed_by == ()


def test_a_value_that_a_person_put_right_rests_on_its_cell_and_on_the_decision(publish_texts: Publish) -> None:
    home = publish_texts(FUNDS, PAYMENTS + "F1,甲,,2015-06-01,2o,1\nF1,乙,,2015-06-01,1,1\n")
    assert {one.column for one in _reached(home, 2, "E4")} == {"is_flagged"}
    decided = decide(home, "S000002/csv/E4", DecisionKind.CORRECTED, value="20", person="王某", reason="与来文核对")
    refresh(home)

    reached = _values(_reached(home, 2, "E4"), "mart.fund_performance")

    assert decided
    assert reached["F1", "committed_cny"] == (Decimal(2_100_000_000), Decimal(100_000_000))


def test_the_unit_above_a_table_reached_every_amount_below_it(publish_texts: Publish) -> None:
    home = publish_texts(FUNDS, PAYMENTS + "F1,甲,,2015-06-01,2,1\nF1,乙,,2015-06-01,1,1\n")

    reached = _values(_reached(home, 2, "A2"), "mart.fund_performance")

    assert {"committed_cny", "paid_in_cny"} <= {column for _, column in reached}


def test_what_was_made_by_other_rules_is_not_told(publish_texts: Publish, monkeypatch: pytest.MonkeyPatch) -> None:
    home = publish_texts(FUNDS, PAYMENTS + "F1,甲,,2015-06-01,2,1\n")
    monkeypatch.setattr("warehouse.snapshots.releases.diff.code_sha256", lambda: "other")
    monkeypatch.setattr(
        "warehouse.snapshots.releases.diff.code_files",
        lambda: {"measures/fund_performance.py": "other"},
    )

    with pytest.raises(ContractBroken, match=r"another version of code or rules"):
        _reached(home, 2, "E4")


def test_what_the_archive_cannot_tell_is_refused_in_words(publish_texts: Publish) -> None:
    home = publish_texts(FUNDS, PAYMENTS + "F1,甲,,2015-06-01,2,1\n")
    snapshot_id = current_snapshot_id(home)

    with pytest.raises(UnknownName, match="S000009"):
        downstream_of(home, snapshot_id, [Place("S000009", "csv", "A1")])
    with duckdb.connect(str(snapshot_path(home, snapshot_id)), read_only=True) as connection:
        ((sha256,),) = connection.execute(
            "select sha256 from core.submission where submission_id = 'S000001'"
        ).fetchall()
    kept = archived_path(home, sha256).rename(home.root / "kept")
    with pytest.raises(ContractBroken, match="not in the archive"):
        downstream_of(home, snapshot_id, [Place("S000001", "csv", "A1")])
    kept.rename(archived_path(home, sha256))
    (staged_path(home, "S000002")).rename(home.staged / "elsewhere")
    with pytest.raises(StorageFailed, match="staged rows of 1 submissions"):
        downstream_of(home, snapshot_id, [Place("S000001", "csv", "A1")])


def test_nothing_below_the_data_directory_is_touched(publish_texts: Publish) -> None:
    home = publish_texts(FUNDS, PAYMENTS + "F1,甲,,2015-06-01,2,1\n")
    before = {path: path.stat().st_mtime_ns for path in home.root.rglob("*")}

    assert _reached(home, 2, "E4")

    assert {path: path.stat().st_mtime_ns for path in home.root.rglob("*")} == before


def test_another_value_is_never_the_same() -> None:
    import polars as pl

    values = pl.DataFrame({"a": ["-100", "0", "1", "-0.9", "999999999999.999999", "0.5"]}).select(
        pl.col("a").cast(pl.Decimal(18, 6))
    )
    others = values.with_columns(b=reached_module._another("a", values.schema["a"]))

    assert others.filter(pl.col("a").eq_missing(pl.col("b"))).is_empty()


def test_of_a_column_with_many_values_the_first_are_printed_and_the_others_counted() -> None:
    reached = tuple(
        MartValue(
            "mart.chain_revenue",
            {"chain_id": f"L{number:02d}", "period": "2016-03"},
            "revenue_ytd_cny",
            Decimal(1),
            None,
        )
        for number in range(12)
    )
    found = CellTrace("S000001", "csv", "A1", (), (), (), 0, (), reached)
    out = io.StringIO()

    print_trace(Console(file=out, width=200), found)

    lines = [line for line in out.getvalue().splitlines() if line.startswith("  reached")]
    assert lines[0] == "  reached   mart.chain_revenue L00, 2016-03: revenue_ytd_cny 1 (without it None)"
    assert lines[-1] == "  reached   mart.chain_revenue: revenue_ytd_cny of 7 more rows (--json has all)"
    assert len(lines) == 6


def test_a_word_that_fits_no_other_row_is_traced_all_the_same(province: Province) -> None:
    """The unit of a product in a return: another unit than there is can be stored in no table."""
    submission_id, sheet, row = province.rows(
        -1,
        "select submission_id, source_sheet, regexp_extract(source_cell, '\\d+') from mart.observation"
        " where indicator_id = 'product_output' order by all limit 1",
    )[0]
    letters = _letter(province, submission_id, "product_unit")

    found = trace(province.home, submission_id, f"{sheet}!{letters}{row}")

    assert any((one.table, one.column) == ("mart.observation", "value") for one in found.reached or ())
