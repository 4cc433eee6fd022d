"""Fields and prefectures: the same figures of parts that add up to the province."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from graph.bulletin.facts import RETURNS, Chart, Column, Context, Facts, Row, Subject, Table, both
from graph.bulletin.numbers import Kind, Number, Origin
from graph.bulletin.subjects.growth_rows import EFFECT_COLUMNS, GROWTH_COLUMNS, growth_row, main_cause


@dataclass(frozen=True)
class _Part:
    noun: str
    zh: str
    en: str


def _subject(parts: str, part: _Part) -> Subject:
    def read(data: Mapping[str, Any], context: Context) -> Facts:
        rows: list[Row] = []
        for row in data[parts]["nodes"]:
            figures = growth_row(row, context)
            rows.append({"name": context.name(row[part.noun]), **figures, "cause": main_cause(figures, context)})

        def sign_of(row: Row) -> Decimal:
            contribution = row["contribution"]
            assert isinstance(contribution, Number)
            return contribution.value or Decimal(0)

        up = [row for row in rows if sign_of(row) > 0]
        down = sorted((row for row in rows if sign_of(row) < 0), key=sign_of)
        numbers: dict[str, Number | str] = {
            f"{parts}.{name}": Number(Decimal(len(found)), Kind.COUNT, origin=Origin("Growth.contributionPp"))
            for name, found in (("count", rows), ("up", up), ("down", down))
        }
        return Facts(numbers, {f"{parts}.all": rows, f"{parts}.up": up, f"{parts}.down": down})

    columns = (
        Column("name", both(part.zh, part.en)),
        *GROWTH_COLUMNS,
        *EFFECT_COLUMNS,
        Column("cause", both("主要原因", "Main cause")),
    )
    title = both(f"各{part.zh}营业收入、增速与拉动", f"Revenue, growth and contribution by {part.en.lower()}")
    return Subject(
        "breakdown",
        {
            f"{parts}.count": both(f"{part.zh}数", f"number of {parts}"),
            f"{parts}.up": both(f"拉动为正的{part.zh}数", f"{parts} with a positive contribution"),
            f"{parts}.down": both(f"拉动为负的{part.zh}数", f"{parts} with a negative contribution"),
        },
        {f"{parts}.{name}": Table(title, columns) for name in ("all", "up", "down")},
        read,
        {
            f"{parts}.contribution": Chart(
                both(f"各{part.zh}对增速的拉动", f"Contribution to growth by {part.en.lower()}"),
                "bars", f"{parts}.all", "name", "contribution", RETURNS,
            )
        },
    )  # fmt: skip


FIELDS = _subject("fields", _Part("industry", "领域", "Field"))
PREFECTURES = _subject("prefectures", _Part("region", "市州", "Prefecture"))
