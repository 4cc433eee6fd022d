"""A column of a file that is off its own firms' history by one factor is held as a whole: 72 values of six firms."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pytest

from tests.part_of import refresh_part
from warehouse.archive.home import Home
from warehouse.decisions.decide import decide, list_held
from warehouse.decisions.ledger import DecisionKind
from warehouse.domain.period import Period
from warehouse.errors import InvalidArgument
from warehouse.forms.registry import FORMS
from warehouse.ingestion.receive import FileReport, ingest_file
from warehouse.programme.programme import built_in
from warehouse.reading.child import ChildReader
from warehouse.sample.firms import synthetic_credit_code
from warehouse.snapshots.refresh import refresh
from warehouse.templates.workbook import write_template

FINANCIAL = FORMS["monthly_financial_return"]
OUTPUT = FORMS["monthly_output_return"]
MONEY = [column.name for column in FINANCIAL.columns if column.unit_id == "cny_1e3"]
CODES = [synthetic_credit_code(number) for number in range(1, 7)]
PER_MONTH = {"gross_output": 5200, "revenue": 4900, "operating_cost": 4100, "total_profit": 310, "rd_expenditure": 88}


def _arrived(month: int, days: int = 0) -> datetime:
    return datetime(2015 + month // 12, month % 12 + 1, 10 + days, 3, 0, tzinfo=UTC)


def financial_rows(month: int) -> list[dict[str, Any]]:
    """What six firms of different size report for a month: twelve values each beside those of last year."""
    rows = []
    for number, code in enumerate(CODES, start=1):
        row: dict[str, Any] = {"credit_code": code, "name": f"企业{number}"}
        for name, usual in PER_MONTH.items():
            of_month = usual * number * (100 + (month * 7 + number * 3) % 11) // 100
            ytd = usual * number * month
            row |= {f"{name}_month": of_month, f"{name}_ytd": ytd}
            row |= {f"{name}_same_month": of_month * 9 // 10, f"{name}_same_ytd": ytd * 9 // 10}
        row |= {"total_assets_end": 90_000 * number, "total_assets_same_end": 85_000 * number}
        row |= {"employee_count_end": 60 * number, "employee_count_same_end": 61 * number}
        rows.append(row)
    return rows


def output_rows(month: int) -> list[dict[str, Any]]:
    """What the same firms report of one product each."""
    return [
        {
            "credit_code": code, "name": f"企业{number}", "product_code": f"P{number}", "product_name": f"产品{number}",
            "product_unit": "吨", "output_month": 120 * number + month, "output_ytd": 120 * number * month,
            "output_same_month": 110 * number, "output_same_ytd": 110 * number * month, "capacity_year": 2000 * number,
            "price_month": 3000 + month, "price_same_month": 2900,
        }
        for number, code in enumerate(CODES, start=1)
    ]  # fmt: skip


@dataclass
class County:
    """A home with the files of a county in it."""

    home: Home
    folder: Path
    reader: ChildReader

    def send(self, form_id: str, month: int, rows: list[dict[str, Any]], *, days: int = 0) -> FileReport:
        """The blank workbook of a form, filled in."""
        path = self.folder / f"{form_id}_{month}_{days}.xlsx"
        write_template(FORMS[form_id], path, built_in().units, period=Period(2015, month=month), rows=rows)
        return ingest_file(self.home, path, received_at=_arrived(month, days), reader=self.reader)

    def ask(self, query: str) -> list[tuple[Any, ...]]:
        with duckdb.connect(str(self.home.current.resolve()), read_only=True) as connection:
            return connection.execute(query).fetchall()

    def in_force(self, month: int, form: str = FINANCIAL.form_id) -> list[tuple[Any, ...]]:
        """The values of a month that are in force."""
        return self.ask(
            "select observation_id, value from mart.observation where value is not null and subject_kind = 'enterprise'"
            f" and period = '2015-{month:02d}' and form_column_id like '{form}.%' order by 1"
        )


@pytest.fixture(scope="module")
def history(tmp_path_factory: pytest.TempPathFactory) -> Iterator[County]:
    """March to May of six firms, of both forms."""
    folder = tmp_path_factory.mktemp("history")
    with ChildReader() as reader:
        county = County(Home(folder / "home").ensure(), folder, reader)
        head = "统一社会信用代码,单位详细名称,行政区划代码,行业代码,所属领域,认定批次,认定日期"
        firms = [f"{code},企业,620100,3812,先进装备和智能制造,1,2014-06-01" for code in CODES]
        (folder / "register.csv").write_text("\n".join(["骨干企业名录 合成数据", head, *firms]) + "\n", "utf-8")
        ingest_file(county.home, folder / "register.csv", received_at=_arrived(2), reader=reader)
        for month in (3, 4, 5):
            county.send(FINANCIAL.form_id, month, financial_rows(month))
            county.send(OUTPUT.form_id, month, output_rows(month))
        yield county


@pytest.fixture
def county(history: County, tmp_path: Path) -> County:
    shutil.copytree(history.home.root, tmp_path / "home", symlinks=True)
    return County(Home(tmp_path / "home"), tmp_path, history.reader)


def _times(rows: list[dict[str, Any]], factor: Decimal, names: list[str]) -> list[dict[str, Any]]:
    return [
        {name: value * factor if name in names and value is not None else value for name, value in row.items()}
        for row in rows
    ]


def test_a_file_of_money_in_another_unit_puts_no_value_of_it_into_force(county: County) -> None:
    factor = Decimal("0.1")
    county.send(FINANCIAL.form_id, 6, _times(financial_rows(6), factor, MONEY))
    county.send(OUTPUT.form_id, 6, _times(output_rows(6), factor, ["price_month"]))
    refresh_part(county.home)

    # Of 72 values the six numbers of persons are right; of 24 of products the prices are wrong.
    assert [key for key, _ in county.in_force(6) if not key.startswith("employee_count")] == []
    assert (len(county.in_force(6)), len(county.in_force(6, OUTPUT.form_id))) == (6, 18)
    held = list_held(county.home).filter(state="open")
    assert held["held_cell_id"].to_list() == [
        *(f"S000008/财务状况/{letters}" for letters in "CDGHKLOPSTW"), "S000009/主要产品产量/K"
    ]  # fmt: skip
    assert "个数值疑似计量单位有误" in held["message"][0]


def test_an_older_version_of_the_values_stays_in_force(county: County) -> None:
    county.send(FINANCIAL.form_id, 5, _times(financial_rows(5), Decimal("0.1"), MONEY), days=5)
    # An ordinary file beside it holds nothing.
    county.send(FINANCIAL.form_id, 6, financial_rows(6))
    county.send(OUTPUT.form_id, 6, output_rows(6))
    refresh_part(county.home)
    assert (len(county.in_force(6)), len(county.in_force(6, OUTPUT.form_id))) == (72, 24)
    assert {cell.split("/")[0] for cell in list_held(county.home)["held_cell_id"]} == {"S000008"}
    values = county.in_force(5)

    assert len(values) == 72
    assert dict(values)["revenue." + "E" + CODES[0][8:17] + ".2015-05.ytd"] == 4900 * 5
    # Each of the older values says that a newer one waits.
    flagged = "select count(*) from mart.observation where period = '2015-05' and is_flagged and product_code = ''"
    assert county.ask(flagged) == [(72,)]


def test_one_decision_settles_a_column_and_speaks_for_the_level(county: County) -> None:
    names = ["revenue_month", "revenue_ytd"]
    county.send(FINANCIAL.form_id, 6, _times(financial_rows(6), Decimal("0.1"), names))
    refresh(county.home)
    # The other columns of the file are not held.
    assert len(county.in_force(6)) == 72 - 12
    assert list_held(county.home)["column_name"].to_list() == names
    cells = list_held(county.home)["held_cell_id"].to_list()
    with pytest.raises(InvalidArgument, match="whole column"):
        decide(county.home, cells[0], DecisionKind.CORRECTED, value="1", person="王某", reason="电话核实")

    for cell in cells:
        decide(county.home, cell, DecisionKind.RELEASED, person="王某", reason="电话核实")
    county.send(FINANCIAL.form_id, 7, _times(financial_rows(7), Decimal("0.1"), names))
    manifest = refresh(county.home)

    assert (len(county.in_force(6)), len(county.in_force(7))) == (72, 72)
    assert list_held(county.home)["state"].to_list() == ["released", "released"]
    assert "decision" in {change.cause for change in manifest.changes if change.table_name == "mart.observation"}


def test_a_rejected_column_stays_out_and_the_file_that_comes_instead_counts(county: County) -> None:
    county.send(FINANCIAL.form_id, 6, _times(financial_rows(6), Decimal("0.1"), MONEY))
    refresh_part(county.home)
    for cell in list_held(county.home)["held_cell_id"]:
        decide(county.home, cell, DecisionKind.REJECTED, person="王某", reason="计量单位有误")
    refresh_part(county.home)
    assert len(county.in_force(6)) == 6

    county.send(FINANCIAL.form_id, 6, financial_rows(6), days=5)
    refresh_part(county.home)

    assert len(county.in_force(6)) == 72
    assert not list_held(county.home).filter(state="open").height
