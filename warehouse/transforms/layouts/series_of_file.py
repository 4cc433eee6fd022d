"""The series of a file as they are staged: each with its identity, and the values of those that are not assigned."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import polars as pl

from warehouse.domain.series_name import Frequency
from warehouse.forms.datasets import DATASETS
from warehouse.programme.programme import Programme
from warehouse.transforms.finding import Finding, Severity
from warehouse.transforms.layouts.layout import LayoutRows
from warehouse.transforms.layouts.regions import region_title
from warehouse.transforms.layouts.resolve import State, Why, unknown_of
from warehouse.transforms.origin import staged_columns
from warehouse.wording import Words, bilingual

RULE = "series_unassigned"
_FIGURE = ["series_id", "period", "value_received", "vintage_id"]
_ASSIGN = Words(
    en="Assign it once for all files with longmai series assign, or ignore it; longmai series list shows its id.",
    zh="请用 longmai series assign 指明一次，以后各文件自动采用；不需要的请忽略。编号见 longmai series list。",
)
_WHY: dict[str, tuple[Words, Words]] = {
    Why.UNKNOWN_INDICATOR: (
        Words(en="no indicator is known by its name", zh="名称未对应到已登记的指标"),
        _ASSIGN,
    ),
    Why.UNKNOWN_UNIT: (
        Words(en="its unit is unknown or does not measure the indicator", zh="计量单位未登记，或不能用来计量该指标"),
        Words(en="Add the unit to units.csv of the programme.", zh="请在方案的 units.csv 中登记该计量单位。"),
    ),
    Why.UNKNOWN_REGION: (
        Words(en="its region '{region}' is unknown", zh="地区“{region}”未登记"),
        Words(en="Add the region to regions.csv of the programme.", zh="请在方案的 regions.csv 中登记该地区。"),
    ),
    Why.NOT_NAMED: (
        Words(en="the file does not name it", zh="文件没有写明是什么指标"),
        Words(en="Name the file: longmai ingest with --indicator.", zh="请用 longmai ingest 的 --indicator 指明。"),
    ),
}
_WITHOUT_REGION = (
    Words(en="the file does not say its region", zh="文件没有写明地区"),
    Words(
        en="Say it for this file: longmai ingest with its number, --region and --by.",
        zh="请指明本文件的地区：longmai ingest 报送件编号 --region 地区 --by 姓名。",
    ),
)


def series_of_file(long: pl.DataFrame, source: str, sheet_name: str) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The staged series of a sheet, and the staged values of those without an indicator."""
    parts = [pl.lit(source), "name", "unit", pl.coalesce("region_code", "region")]
    of_month = pl.when(pl.col("frequency") != Frequency.MONTH.value).then(pl.format("/{}", "frequency"))
    known = long.with_columns(series_id=pl.concat_str([pl.concat_str(parts, separator="/"), of_month.fill_null("")]))
    is_open = pl.col("state") != State.ASSIGNED.value
    given = known.filter(pl.col("value").is_not_null() | pl.col("broken").is_not_null())
    periods = given.group_by("series_id").agg(periods=pl.col("period").unique().sort())
    first = known.unique("series_id", keep="first", maintain_order=True).with_columns(
        row=pl.col("name_row"), source_column=pl.col("name_column")
    )
    first = first.join(periods, on="series_id", how="left", maintain_order="left")
    series = _staged(
        first.with_columns(
            source=pl.lit(source),
            unit_received=pl.col("unit"),
            region_name=pl.when(pl.col("region") != "").then("region"),
            indicator_id=pl.when(~is_open).then("indicator_id"),
            period_kind=pl.when(~is_open).then("period_kind"),
        ),
        "series",
        sheet_name,
    )
    values = given.filter(is_open).unique(_FIGURE, keep="first", maintain_order=True)
    return series, _staged(values, "series_value", sheet_name)


def unassigned_findings(series: pl.DataFrame, programme: Programme) -> list[Finding]:
    """A finding for each series that waits to be assigned, at the cell that names it; it says all that is unknown."""
    return [
        _finding(programme, *row)
        for row in series.filter(state=State.UNASSIGNED.value)
        .select(
            "source_sheet", "name", "unit_received", "region_name", "region_code", "why", "source_row", "source_column"
        )
        .rows()
    ]


def series_once(parts: Sequence[LayoutRows], programme: Programme) -> list[LayoutRows]:
    """The sheets of a file, each without the series and values of an earlier sheet, and with a finding for each series
    that waits to be assigned; a file that waits to be named has its one finding already."""
    series = pl.concat([part.series for part in parts]).unique("series_id", keep="first", maintain_order=True)
    values = pl.concat([part.series_values for part in parts]).unique(_FIGURE, keep="first", maintain_order=True)
    found = []
    for part in parts:
        own = series.filter(source_sheet=part.sheet_name)
        of_sheet = replace(part, series=own, series_values=values.filter(source_sheet=part.sheet_name))
        found.append(of_sheet.with_findings(unassigned_findings(own, programme) if part.needed is None else ()))
    return found


def _staged(rows: pl.DataFrame, dataset: str, sheet_name: str) -> pl.DataFrame:
    known = {name: pl.col(name) for name in rows.columns if name in DATASETS[dataset] or name == "row"}
    return rows.select(staged_columns(known, dataset, sheet_name))


def _finding(
    programme: Programme,
    sheet_name: str,
    name: str,
    unit: str,
    region: str | None,
    region_code: str | None,
    why: str,
    row: int | None,
    letters: str | None,
) -> Finding:
    told = [
        _WITHOUT_REGION if one is Why.UNKNOWN_REGION and not region else _WHY[one]
        for one in unknown_of(why, unit, region_code, programme)
    ]
    shown = region_title(region or "", programme) or region or ""
    explanation = bilingual(
        f"Stored and in no figure: {'; '.join(reason.en.replace('{region}', shown) for reason, _ in told)}. "
        + " ".join(to_do.en for _, to_do in told),
        f"已存档，未计入任何数据：{'；'.join(reason.zh.replace('{region}', shown) for reason, _ in told)}。"
        + "".join(to_do.zh for _, to_do in told),
    )
    called = name + (f" ({unit})" if unit else "")
    return Finding(Severity.UNASSIGNED, RULE, explanation, sheet_name, row, letters, "series", called)
