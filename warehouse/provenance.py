"""Where a number comes from, and where a cell went: pure reads of one snapshot.

An observation leads to every file that delivered it, with sheet, cell, text as it stood and conversion; a cell leads to
what was read from it and on to every row of a mart that it is in. Returns give the address of each value; register and
chain rows that of their row, so any cell of such a row leads to it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import duckdb

from warehouse.domain.unit import UNITS, conversion_factor
from warehouse.errors import InvalidArgument, UnknownName


@dataclass(frozen=True)
class Source:
    """A file as received, and the place in it."""

    submission_id: str
    file_name: str
    sha256: str
    received_at: datetime
    form_id: str | None
    form_version: str | None
    sheet: str
    cell: str


@dataclass(frozen=True)
class FindingAtCell:
    """What a rule said of the cell."""

    finding_id: str
    severity: str
    rule: str
    text: str | None
    message: str


@dataclass(frozen=True)
class Delivered:
    """One vintage of a value: as it stood, how it was converted, what was found, and whether it is the one in force.

    `factor` is what the received value was multiplied by; None where no unit is known for it.
    """

    source: Source
    vintage_id: str
    vintage_date: str | None
    value: Decimal | None
    same_period_value: Decimal | None
    value_received: str | None
    unit_received: str | None
    unit_stored: str
    factor: Decimal | None
    is_in_force: bool
    findings: tuple[FindingAtCell, ...]


@dataclass(frozen=True)
class MartValue:
    """A row of a mart: its key, the value in it, and the part that the traced value has in that."""

    table: str
    key: dict[str, str]
    column: str
    value: Decimal | None
    contribution: str


@dataclass(frozen=True)
class ObservationTrace:
    """Every vintage of one value, newest arrival first, and every mart value that it reached."""

    observation_id: str
    vintages: tuple[Delivered, ...]
    reached: tuple[MartValue, ...]

    def to_json_dict(self) -> dict[str, object]:
        """The trace in plain types: decimals and instants as text."""
        plain: dict[str, object] = _plain(asdict(self))
        return plain


@dataclass(frozen=True)
class CellTrace:
    """What was read from a cell: values, rows of registers, findings; and every mart value that it reached.

    `waiting` counts values of the cell whose subject is in no register yet.
    """

    submission_id: str
    sheet: str
    cell: str
    observation_ids: tuple[str, ...]
    rows: tuple[str, ...]
    waiting: int
    findings: tuple[FindingAtCell, ...]
    reached: tuple[MartValue, ...]

    def to_json_dict(self) -> dict[str, object]:
        """The trace in plain types: decimals and instants as text."""
        plain: dict[str, object] = _plain(asdict(self))
        return plain


def trace_observation(cursor: duckdb.DuckDBPyConnection, observation_id: str) -> ObservationTrace:
    """Every file that delivered a value, and where it went. Raises UnknownName for an unknown id."""
    rows = _rows(
        cursor,
        """
        select
            observation.*, submission.file_name, submission.sha256, submission.form_id, submission.form_version,
            if(indicator.unit_id = 'product', product.unit_id, indicator.unit_id) as unit_stored,
            newest.observation_id is not null as is_in_force
        from core.observation
        join core.submission using (submission_id)
        join core.indicator using (indicator_id)
        left join core.product using (product_code)
        left join mart.observation as newest
            on newest.observation_id = observation.observation_id
            and newest.submission_id = observation.submission_id
            and newest.vintage_id = observation.vintage_id
            and newest.source_sheet = observation.source_sheet
            and newest.source_cell = observation.source_cell
        where observation.observation_id = ?
        order by observation.submission_number desc, observation.vintage_id
        """,
        [observation_id],
    )
    if not rows:
        raise UnknownName(f"There is no observation '{observation_id}'.", "Ids are in mart.observation.")
    vintages = tuple(_delivered(cursor, row) for row in rows)
    reached = [mart for row in rows for mart in _reached_by(cursor, row)]
    return ObservationTrace(observation_id, vintages, tuple(reached))


def trace_cell(cursor: duckdb.DuckDBPyConnection, submission_id: str, sheet: str, cell: str) -> CellTrace:
    """What became of a cell. Raises UnknownName for an unknown file, InvalidArgument for what is no cell."""
    row_number = cell.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    if not row_number.isdecimal() or row_number == cell:
        raise InvalidArgument(f"'{cell}' is no cell.", "Write column and row: F12.")
    if not _rows(cursor, "from core.submission where submission_id = ?", [submission_id]):
        raise UnknownName(f"There is no submission '{submission_id}'.", "Ids are in core.submission.")
    place = [submission_id, sheet, cell]
    values = _rows(
        cursor,
        """
        select observation.*, newest.observation_id is not null as is_in_force
        from core.observation
        left join mart.observation as newest
            on newest.observation_id = observation.observation_id
            and newest.submission_id = observation.submission_id
            and newest.vintage_id = observation.vintage_id
        where observation.submission_id = ? and observation.source_sheet = ? and observation.source_cell = ?
        order by observation.observation_id, observation.vintage_id
        """,
        place,
    )
    reached = [mart for row in values for mart in _reached_by(cursor, row)]
    names = []
    row_place = [submission_id, sheet, int(row_number)]
    at_row = "submission_id = ? and source_sheet = ? and source_row = ?"
    for (enterprise_id,) in _tuples(cursor, f"select enterprise_id from core.enterprise where {at_row}", row_place):
        names.append(f"core.enterprise {enterprise_id}")
    members = _tuples(
        cursor,
        f"select enterprise_chain_id, chain_id, enterprise_id from core.enterprise_chain where {at_row}",
        row_place,
    )
    for enterprise_chain_id, chain_id, enterprise_id in members:
        names.append(f"core.enterprise_chain {enterprise_chain_id}")
        reached += _chain_revenues(cursor, enterprise_id, None, chain_id)
    (waiting,) = _tuples(
        cursor,
        """
        select count(*) from core.unmatched_observation
        where submission_id = ? and source_sheet = ? and source_cell = ?
        """,
        place,
    )
    return CellTrace(
        submission_id,
        sheet,
        cell,
        tuple(dict.fromkeys(str(row["observation_id"]) for row in values)),
        tuple(names),
        int(waiting[0]),
        _findings(cursor, submission_id, sheet, cell),
        tuple(reached),
    )


def parse_cell(text: str) -> tuple[str, str]:
    """Sheet and cell of `财务状况!F12`; a file without sheets is written `!F12` or `F12`. Raises InvalidArgument."""
    sheet, _, cell = text.rpartition("!")
    if not cell:
        raise InvalidArgument(f"'{text}' is no cell.", "Write sheet, exclamation mark, cell: 财务状况!F12.")
    return sheet.strip("'"), cell.upper()


def _reached_by(cursor: duckdb.DuckDBPyConnection, row: dict[str, Any]) -> list[MartValue]:
    """The mart rows that one vintage of a value is in."""
    reached = []
    if row["is_in_force"]:
        key = {"observation_id": row["observation_id"]}
        reached.append(MartValue("mart.observation", key, "value", row["value"], "it is the newest vintage"))
        if row["indicator_id"] == "revenue" and row["period_kind"] == "ytd":
            reached += _chain_revenues(cursor, row["subject_id"], row["period"], None)
    if row["subject_kind"] == "region" and row["period_kind"] == "year":
        reached += _sei_shares(cursor, row)
    return reached


def _chain_revenues(
    cursor: duckdb.DuckDBPyConnection, enterprise_id: str, period: str | None, chain_id: str | None
) -> list[MartValue]:
    """The chain revenues that an enterprise's revenue is in, of one period and chain or of all."""
    rows = _tuples(
        cursor,
        """
        with member as (
            select chain_id, enterprise_id, sum(counted_share) as counted_share
            from core.enterprise_chain
            where counted_share is not null
            group by all
        )
        select
            revenue.chain_id, revenue.period, revenue.revenue_cny, member.counted_share,
            (observation.value::decimal(28, 6) * 1000 * member.counted_share)::decimal(38, 2)
        from member
        join mart.observation as observation
            on observation.subject_id = member.enterprise_id
            and observation.indicator_id = 'revenue'
            and observation.period_kind = 'ytd'
        join mart.chain_revenue as revenue
            on revenue.chain_id = member.chain_id
            and revenue.period = observation.period
        where member.enterprise_id = $enterprise
            and ($period is null or revenue.period = $period)
            and ($chain is null or revenue.chain_id = $chain)
        order by all
        """,
        {"enterprise": enterprise_id, "period": period, "chain": chain_id},
    )
    return [
        MartValue(
            "mart.chain_revenue",
            {"chain_id": chain, "period": of_period},
            "revenue_cny",
            total,
            f"{part} yuan of it: share {share:f} of the enterprise's revenue",
        )
        for chain, of_period, total, share, part in rows
    ]


def _sei_shares(cursor: duckdb.DuckDBPyConnection, row: dict[str, Any]) -> list[MartValue]:
    """The shares that are made of this vintage: the newest file of a vintage counts."""
    part = {"sei_value_added": "numerator", "gdp": "denominator"}.get(row["indicator_id"])
    if part is None or row["value"] is None:
        return []
    newest = _tuples(
        cursor,
        """
        select max(submission_number) from core.observation
        where observation_id = ? and vintage_id = ? and value is not null
        """,
        [row["observation_id"], row["vintage_id"]],
    )
    if newest[0][0] != row["submission_number"]:
        return []
    rows = _tuples(
        cursor,
        f"""
        select numerator_vintage_id, denominator_vintage_id, sei_share
        from mart.sei_share
        where region_code = ? and period = ? and {part}_vintage_id = ?
        order by all
        """,
        [row["subject_id"], row["period"], row["vintage_id"]],
    )
    return [
        MartValue(
            "mart.sei_share",
            {
                "region_code": row["subject_id"],
                "period": row["period"],
                "numerator_vintage_id": numerator,
                "denominator_vintage_id": denominator,
            },
            "sei_share",
            share,
            f"it is the {part}",
        )
        for numerator, denominator, share in rows
    ]


def _delivered(cursor: duckdb.DuckDBPyConnection, row: dict[str, Any]) -> Delivered:
    source = Source(
        row["submission_id"],
        row["file_name"],
        row["sha256"],
        row["known_from"].replace(tzinfo=UTC),
        row["form_id"],
        row["form_version"],
        row["source_sheet"],
        row["source_cell"],
    )
    return Delivered(
        source=source,
        vintage_id=row["vintage_id"],
        vintage_date=str(row["vintage_date"]) if row["vintage_date"] else None,
        value=row["value"],
        same_period_value=row["same_period_value"],
        value_received=row["value_received"],
        unit_received=row["unit_received"],
        unit_stored=row["unit_stored"],
        factor=_factor(row["unit_received"], row["unit_stored"]),
        is_in_force=row["is_in_force"],
        findings=_findings(cursor, source.submission_id, source.sheet, source.cell),
    )


def _factor(received: str | None, stored: str) -> Decimal | None:
    if received not in UNITS or stored not in UNITS:
        return None
    try:
        return conversion_factor(UNITS[received], UNITS[stored])
    except InvalidArgument:
        return None


def _findings(
    cursor: duckdb.DuckDBPyConnection, submission_id: str, sheet: str, cell: str
) -> tuple[FindingAtCell, ...]:
    rows = _tuples(
        cursor,
        """
        select finding_id, severity, rule, text, message
        from core.finding
        where submission_id = ? and coalesce(source_sheet, '') = ? and source_cell = ?
        order by finding_id
        """,
        [submission_id, sheet, cell],
    )
    return tuple(FindingAtCell(*row) for row in rows)


def _tuples(
    cursor: duckdb.DuckDBPyConnection, query: str, values: Sequence[object] | dict[str, object]
) -> list[tuple[Any, ...]]:
    return cursor.execute(query, values).fetchall()


def _rows(cursor: duckdb.DuckDBPyConnection, query: str, values: Sequence[object]) -> list[dict[str, Any]]:
    cursor.execute(query, values)
    names = [column[0] for column in cursor.description or ()]
    return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _plain(part) for key, part in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(part) for part in value]
    if isinstance(value, Decimal):
        return f"{value:f}"
    return value.isoformat() if isinstance(value, datetime) else value
