"""Monthly output, capacity and price by product, after the national form B204-1 (主要产品产量)."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from warehouse.domain.period import PeriodKind
from warehouse.forms.enterprise_columns import CREDIT_CODE, ENTERPRISE_NAME
from warehouse.forms.form import (
    CellType,
    Column,
    Fact,
    Form,
    Measure,
    Reporter,
    Sender,
)
from warehouse.forms.monthly_financial_return import MONTHLY_CALENDAR

_ZERO = Decimal(0)

MONTHLY_OUTPUT_RETURN = Form(
    form_id="monthly_output_return",
    version="2016.1",
    title_zh="骨干企业主要产品产量、能力和价格",
    title_en="Monthly output, capacity and price of main products",
    description="One row per enterprise, product and month; every row names its own unit of measurement.",
    dataset="observation",
    sender=Sender.ENTERPRISE,
    title_marks=("主要产品产量",),
    ignored_headings=("序号", "备注"),
    calendar=replace(MONTHLY_CALENDAR, reporter=Reporter.PRODUCER),
    unit_column="product_unit",
    key=("credit_code", "product_code"),
    columns=(
        CREDIT_CODE,
        ENTERPRISE_NAME,
        Column("product_code", "产品代码", "Code of the product", CellType.CODE, nullable=False),
        Column("product_name", "产品名称", "Name of the product", CellType.TEXT, nullable=False),
        Column("product_unit", "计量单位", "Unit of measurement", CellType.UNIT, nullable=False),
        Column("output_month", "产量|本月", "Output, this month", CellType.DECIMAL, minimum=_ZERO),
        Column("output_ytd", "产量|本年累计", "Output, year to date", CellType.DECIMAL, minimum=_ZERO),
        Column(
            "output_same_month",
            "产量|上年同期",
            "Output, same month of last year as restated",
            CellType.DECIMAL,
            minimum=_ZERO,
        ),
        Column(
            "output_same_ytd",
            "产量|上年同期累计",
            "Output, year to date of last year as restated",
            CellType.DECIMAL,
            minimum=_ZERO,
        ),
        Column(
            "capacity_year",
            "年生产能力",
            "Yearly capacity at the end of the period",
            CellType.DECIMAL,
            ("生产能力",),
            minimum=_ZERO,
        ),
        Column(
            "price_month",
            "出厂价格(元)|本月",
            "Ex-factory price, this month",
            CellType.DECIMAL,
            ("出厂价格|本月",),
            unit_id="cny_per_unit",
            minimum=_ZERO,
        ),
        Column(
            "price_same_month",
            "出厂价格(元)|上年同期",
            "Ex-factory price, same month of last year",
            CellType.DECIMAL,
            ("出厂价格|上年同期",),
            unit_id="cny_per_unit",
            minimum=_ZERO,
        ),
    ),
    measures=(
        Measure(
            "product_output",
            (
                Fact(PeriodKind.MONTH, "output_month", "output_same_month"),
                Fact(PeriodKind.YTD, "output_ytd", "output_same_ytd"),
            ),
        ),
        Measure("product_capacity", (Fact(PeriodKind.POINT, "capacity_year"),)),
        # In February the price column is the mean of January and February: the row's value covers both months.
        Measure(
            "product_price",
            (Fact(PeriodKind.MONTH, "price_month", "price_same_month", is_of_combined_months=True),),
        ),
    ),
)
