"""Writes the monthly returns, one year at a time, and records what the truth file needs."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from warehouse.domain.period import Period
from warehouse.forms.monthly_financial_return import MONTHLY_FINANCIAL_RETURN as FINANCIAL
from warehouse.forms.monthly_output_return import MONTHLY_OUTPUT_RETURN as OUTPUT
from warehouse.sample.assessed import half_reported
from warehouse.sample.calendar import return_arrives
from warehouse.sample.catalogue import Catalogue
from warehouse.sample.changes import Changes
from warehouse.sample.course import Course
from warehouse.sample.delimited import output_texts, write_delimited
from warehouse.sample.deliveries import Outbox
from warehouse.sample.events import Events, next_month, unit_of
from warehouse.sample.layout import Sheet, written_period
from warehouse.sample.returns import financial_returns, month_of, output_returns
from warehouse.sample.roles import Role
from warehouse.sample.successors import financial_after, output_after
from warehouse.sample.workbook import Cell, write_workbook

_COLUMNS = [column.name for column in FINANCIAL.columns]
_MONEY = [column.name for column in FINANCIAL.columns if column.unit_id == "cny_1e3"]
_NUMBERS = [column.name for column in FINANCIAL.columns if column.unit_id is not None]
_GROUPED_EVERY = 3
"""In every third output file a few rows have thousands separators in their year-to-date output."""


Profits = dict[int, tuple[int, int]]
"""Profit of industry, year to December, and of the same period of last year, by year: thousand yuan."""
FieldRevenue = dict[int, dict[str, tuple[int, int]]]
"""Revenue of each field, year to December, and of the same period of last year, by year: thousand yuan."""
_SERVICES = "现代服务业"
"""The field that is no industry."""


class MonthlyWriter:
    """Writes month after month; `outstanding` holds late returns until the next month."""

    def __init__(
        self,
        outbox: Outbox,
        course: Course,
        catalogue: Catalogue,
        periods: Sequence[Period],
        events: Events,
        changes: Changes,
        noted: Sequence[int] = (),
    ) -> None:
        self.outbox = outbox
        self.course = course
        self.periods = periods
        self.events = events
        self.changes = changes
        heirs = [end.heir_code for end in changes.endings]
        self._noted = [
            *noted,
            *course.firms.roles.values(),
            *(change.index for change in changes.all),
            *(end.index for end in changes.endings),
            *course.firms.table.filter(pl.col("credit_code").is_in(heirs))["index"],
        ]
        self.products = pl.DataFrame(
            [(product.code, product.name, product.unit) for product in catalogue.products],
            schema=["product_code", "product_name", "product_unit"], orient="row",
        )  # fmt: skip
        self.outstanding: list[tuple[str, str, Period, pl.DataFrame]] = []
        self.wrong_revenue: tuple[int, int] | None = None
        self.totals: list[dict[str, object]] = []
        self.dirty_cells: list[dict[str, object]] = []
        self.falling_revenue: dict[str, list[str]] = {}
        self.unreported: dict[str, str] = {}
        self.profits: Profits = {}
        self.field_revenue: FieldRevenue = {}
        self._role_accounts: list[pl.DataFrame] = []
        self._role_outputs: list[pl.DataFrame] = []

    def write_year(self, year: int) -> None:
        """The returns of one year's months, in order."""
        accounts = financial_returns(self.course, year)
        outputs = output_returns(self.course, year, self.products, half_reported(self.course.firms))
        for period in self.periods:
            if period.year == year:
                self.write_outstanding()
                endings = self.changes.endings
                self._write_financial(period, financial_after(month_of(accounts, period), endings, period))
                self._write_output(period, output_after(month_of(outputs, period), endings, period))

    def write_outstanding(self) -> None:
        """Returns of an earlier month: supplements and corrections."""
        for mark, what, period, rows in self.outstanding:
            name = f"{next_month(period)}_0_财务状况_{written_period(period)}{mark}.xlsx"
            self._put_financial(name, period, rows, f"{mark}：{what}")
        self.outstanding = []

    def role_rows(self) -> tuple[pl.DataFrame, pl.DataFrame]:
        """The financial and the output returns of the firms with a role or a change, with their `period`."""
        return pl.concat(self._role_accounts or [_nothing()]), pl.concat(self._role_outputs or [_nothing()])

    def _write_financial(self, period: Period, rows: pl.DataFrame) -> None:
        roles = self.course.firms.roles
        if period == self.events.half:
            silent = pl.col("index").is_in(self.events.silent)
            missing = rows.filter(silent).select("credit_code", "revenue_ytd")
            self.unreported = {str(code): str(value) for code, value in missing.iter_rows()}
            rows = rows.filter(~silent)
        self._role_accounts.append(_of_period(rows.filter(pl.col("index").is_in(self._noted)), period))
        first = rows
        if period == self.events.late:
            late = pl.col("index") == roles[Role.LATE]
            first = rows.filter(~late)
            self.outstanding.append(("补报", "迟报企业", period, rows.filter(late)))
        if period == self.events.corrected:
            first = self._with_wrong_revenue(rows, roles[Role.CORRECTED])
            self.outstanding.append(("更正", "营业收入", period, rows))
        if period.month == 12:
            falling = rows.filter(pl.col("revenue_ytd") < pl.col("revenue_same_ytd"))
            self.falling_revenue[str(period.year)] = falling["credit_code"].sort().to_list()
            in_fields = rows.join(self.course.firms.table.select("index", "industry_name"), on="index")
            industry = in_fields.filter(pl.col("industry_name") != _SERVICES)
            now, base = (int(industry[f"total_profit_{kind}ytd"].sum()) for kind in ("", "same_"))
            self.profits[period.year] = (now, base)
            sums = in_fields.group_by("industry_name").agg(pl.col("revenue_ytd", "revenue_same_ytd").sum())
            self.field_revenue[period.year] = {name: (now, base) for name, now, base in sums.iter_rows()}
        self.totals.append(
            {"period": str(period)}
            | {"firms_first": first.height, "revenue_ytd_first": str(first["revenue_ytd"].sum())}
            | {"firms": rows.height, "revenue_ytd": str(rows["revenue_ytd"].sum())}
        )
        self._put_financial(f"{period}_1_财务状况.xlsx", period, first, None)

    def _with_wrong_revenue(self, rows: pl.DataFrame, index: int) -> pl.DataFrame:
        """The month as first sent: one firm's revenue a fifth too high."""
        wrong = pl.col("index") == index
        added = pl.col("revenue_month") // 5 + 10
        first = rows.with_columns(
            pl.when(wrong).then(pl.col(name) + added).otherwise(name).alias(name)
            for name in ("revenue_month", "revenue_ytd")
        )
        sent = first.filter(wrong)
        self.wrong_revenue = (int(sent["revenue_month"].item()), int(sent["revenue_ytd"].item()))
        return first

    def _put_financial(self, name: str, period: Period, rows: pl.DataFrame, mark: str | None) -> None:
        unit = unit_of(self.periods, period)
        title = f"样例省骨干企业月度财务状况（{written_period(period)}）"
        sheet = Sheet(FINANCIAL, f"{title}{mark or ''}（合成数据）", f"单位：{unit}")
        replaced = {} if mark else self._dirty(name, period, rows, sheet)
        table = self.changes.as_reported(rows, period).select(_COLUMNS)
        if unit == "万元":
            table = table.with_columns(pl.Series(name, _tenths(table[name]), pl.Float64) for name in _MONEY)
        total = _total(rows, set(replaced), unit)
        self.outbox.put(
            name,
            lambda path: write_workbook(path, sheet, "财务状况", table.rows(), total, replaced),
            FINANCIAL,
            rows.height,
            period,
            unit,
            arrives_at=return_arrives(FINANCIAL, period, is_supplement=mark is not None),
        )

    def _dirty(self, name: str, period: Period, rows: pl.DataFrame, sheet: Sheet) -> dict[tuple[int, int], str]:
        """The dirty cells of a month, by row and column of `rows`; records each for the truth file."""
        replaced: dict[tuple[int, int], str] = {}
        for cell in self.events.dirty_in(period):
            row = rows["index"].to_list().index(cell.index)
            column = _COLUMNS.index(cell.column)
            clean = str(rows[cell.column][row])
            replaced[row, column] = (cell.text or clean.lower()).format(clean)
            self.dirty_cells.append(
                {"kind": cell.kind, "file": name, "sheet": "财务状况", "row": sheet.first_row + row + 1}
                | {"column": column + 2, "heading": FINANCIAL.columns[column].heading, "period": str(period)}
                | {"credit_code": rows["credit_code"][row], "column_name": cell.column}
                | {"text": replaced[row, column], "clean": clean}
            )
        return replaced

    def _write_output(self, period: Period, rows: pl.DataFrame) -> None:
        roles = list(self.course.firms.roles.values())
        self._role_outputs.append(_of_period(rows.filter(pl.col("index").is_in(roles)), period))
        grouped: list[int] = []
        if self.periods.index(period) % _GROUPED_EVERY == 0:
            free = rows.with_row_index("row").filter(~pl.col("index").is_in(roles) & (pl.col("output_ytd") >= 100_000))
            grouped = free["row"].to_list()[:3]
        texts = output_texts(self.changes.as_reported(rows, period), grouped)
        title = f"样例省骨干企业主要产品产量、能力和价格（{written_period(period)}）（合成数据）"
        self.outbox.put(
            f"{period}_2_主要产品产量.csv",
            lambda path: write_delimited(path, Sheet(OUTPUT, title), texts),
            OUTPUT,
            rows.height,
            period,
            arrives_at=return_arrives(OUTPUT, period, number=self.periods.index(period)),
        )


def _total(rows: pl.DataFrame, dirty: set[tuple[int, int]], unit: str) -> list[Cell]:
    """The sums of the numbers in the file, as a spreadsheet adds them: texts are ignored."""
    total: list[Cell] = []
    for number, name in enumerate(_COLUMNS):
        values = rows[name]
        if name not in _NUMBERS or values.null_count() == rows.height:
            total.append(None)
            continue
        value = sum(item for row, item in enumerate(values.to_list()) if (row, number) not in dirty)
        total.append(value / 10 if unit == "万元" and name in _MONEY else value)
    return total


def _tenths(values: pl.Series) -> list[float | None]:
    """Thousand yuan as ten thousand yuan: the float that prints with exactly one decimal.

    Python divides whole numbers exactly before it rounds; Polars multiplies by 0.1, and 5376672 becomes
    537667.2000000001.
    """
    return [None if value is None else value / 10 for value in values.to_list()]


def _of_period(rows: pl.DataFrame, period: Period) -> pl.DataFrame:
    return rows.with_columns(period=pl.lit(str(period)))


def _nothing() -> pl.DataFrame:
    return pl.DataFrame(schema={"period": pl.String, "credit_code": pl.String})
