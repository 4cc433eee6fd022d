"""`longmai trace`: provenance of a number, and the values that depend on a cell."""

import duckdb
from rich.console import Console

from warehouse.archive.home import Home
from warehouse.provenance.arithmetic import trace_arithmetic
from warehouse.provenance.cells import parse_cell
from warehouse.provenance.downstream_values import with_downstream
from warehouse.provenance.fields import trace_field, trace_received_cell
from warehouse.provenance.records import (
    CellTrace,
    DecisionTaken,
    Delivered,
    Field,
    FindingAtCell,
    MartValue,
    ObservationTrace,
    RuleChecked,
    Source,
)
from warehouse.provenance.values import trace_observation as trace_value
from warehouse.snapshots.store import published

_PRINTED = 5
"""Maximum values printed per column."""


def trace(home: Home, given: str, at: str | None, includes_downstream: bool = True) -> ObservationTrace | CellTrace:
    """The trace of an observation, of a cell of a submission, or of a column of a row, in the published snapshot.

    Downstream values need a rebuild of the tables; `includes_downstream` False omits them. Raises UnknownName,
    InvalidArgument, SnapshotNotFound, or ContractBroken if the archive lacks the file or other code built the snapshot.
    """
    with published(home) as snapshot:
        found = _found(home, snapshot.cursor(), given, at)
        return with_downstream(home, snapshot.snapshot_id, found) if includes_downstream else found


def _found(home: Home, cursor: duckdb.DuckDBPyConnection, given: str, at: str | None) -> ObservationTrace | CellTrace:
    if at is None:
        return trace_value(cursor, given)
    if given.startswith(("core.", "mart.")):
        return trace_field(home, cursor, given, at)
    return trace_received_cell(home, cursor, given, *parse_cell(at))


def explain(home: Home, table: str, key: str) -> dict[str, str]:
    """The arithmetic of a row of the published snapshot, by its key. Raises UnknownName, InvalidArgument or
    SnapshotNotFound."""
    with published(home) as snapshot:
        return trace_arithmetic(snapshot.cursor(), table, key)


def print_trace(out: Console, found: ObservationTrace | CellTrace) -> None:
    """Prints the trace, one fact per line."""
    lines = _value_lines(found) if isinstance(found, ObservationTrace) else _cell_lines(found)
    for line in lines:
        out.print(line, markup=False, highlight=False, soft_wrap=True)


def _value_lines(found: ObservationTrace) -> list[str]:
    lines = [found.observation_id]
    for vintage in found.vintages:
        source = vintage.source
        factor = "unit not known" if vintage.factor is None else f"times {vintage.factor.normalize():f}"
        lines += [
            f"  {'in force' if vintage.is_in_force else 'replaced'}: {vintage.vintage_id}, value {vintage.value}",
            f"    file      {source.submission_id} {source.file_name}, received {source.received_at.isoformat()}",
            f"    archive   files/{source.sha256[:2]}/{source.sha256}",
            f"    form      {source.form_id or 'known layout'} {source.form_version or ''}".rstrip(),
            *_named_lines(source),
            f"    cell      {source.sheet}!{source.cell} reads {vintage.value_received!r}",
            f"    unit      {vintage.unit_received} to {vintage.unit_stored}: {factor}",
            *_restated_lines(vintage),
            *_rule_lines(vintage.rules),
            *_decision_lines(vintage.decisions),
            *_finding_lines(vintage.findings),
        ]
    return lines + _reached_lines(found.reached)


def _named_lines(source: Source) -> list[str]:
    return [f"    named     {source.named}"] if source.named is not None else []


def _cell_lines(found: CellTrace) -> list[str]:
    lines = [f"{found.submission_id} {found.sheet}!{found.cell}", *_received_lines(found)]
    lines += [_field_line(field) for field in found.fields]
    lines += [f"  value     {observation_id}" for observation_id in found.observation_ids]
    lines += [f"  restates  {observation_id}: its same period of last year" for observation_id in found.restated_ids]
    lines += [f"  row of    {row}" for row in found.rows]
    lines += [f"  waiting   {found.waiting} values of a subject that is in no register"] if found.waiting else []
    lines += [*_rule_lines(found.rules), *_decision_lines(found.decisions), *_finding_lines(found.findings)]
    if not (found.observation_ids or found.restated_ids or found.rows or found.waiting or found.findings):
        lines.append("  no value comes from this cell, or a later file has replaced its row")
    return lines + _reached_lines(found.reached)


def _received_lines(found: CellTrace) -> list[str]:
    lines = []
    if found.source is not None:
        source = found.source
        lines += [
            f"    file      {source.file_name}, received {source.received_at.isoformat()}",
            f"    archive   files/{source.sha256[:2]}/{source.sha256}",
            f"    form      {source.form_id or 'known layout'} {source.form_version or ''}".rstrip(),
            *_named_lines(source),
        ]
    if found.form_cell is not None:
        cell = found.form_cell
        under = f" under {cell.heading} ({cell.form_column_id})" if cell.form_column_id is not None else ""
        lines.append(f"    cell      reads {cell.text!r}{under}")
        if cell.unit_received is not None:
            assumed = ", assumed: the file names none" if cell.is_unit_assumed else ""
            lines.append(f"    unit      {cell.unit_received}{assumed}")
        if cell.not_carried is not None:
            lines.append(f"    archived  {cell.not_carried}")
    return lines


def _field_line(field: Field) -> str:
    unit = "" if field.factor is None else f" {field.unit_stored}: times {field.factor.normalize():f}"
    line = f"  field     {field.table}.{field.column} of {' '.join(field.key.values())}: {field.value}{unit}"
    return f"{line} (changed by {', '.join(field.changed_by)})" if field.changed_by else line


def _restated_lines(vintage: Delivered) -> list[str]:
    if vintage.same_period_value is None or vintage.same_period_cell is None:
        return []
    return [
        f"    restated  {vintage.same_period_value}, the same period of last year: "
        f"{vintage.source.sheet}!{vintage.same_period_cell} reads {vintage.same_period_received!r}"
    ]


def _rule_lines(rules: tuple[RuleChecked, ...]) -> list[str]:
    """Passed rules on one line per version, the others one by one."""
    passed: dict[str, list[str]] = {}
    for rule in rules:
        if rule.outcome == "passed":
            passed.setdefault(rule.version, []).append(rule.rule)
    lines = [f"    rules     version {version}, passed: {', '.join(names)}" for version, names in passed.items()]
    return lines + [
        f"    rule      version {rule.version}, {rule.outcome}: {rule.rule}: {rule.description}"
        for rule in rules
        if rule.outcome != "passed"
    ]


def _decision_lines(decisions: tuple[DecisionTaken, ...]) -> list[str]:
    return [
        f"    decision  {taken.decision_id} {taken.kind} {taken.held_cell_id}"
        f"{f' as {taken.value}' if taken.value is not None else ''}: {taken.person}, "
        f"{taken.decided_at.isoformat()}, {taken.reason}"
        for taken in decisions
    ]


def _finding_lines(findings: tuple[FindingAtCell, ...]) -> list[str]:
    return [f"    {finding.severity:9} {finding.rule}: {finding.message}" for finding in findings]


def _reached_lines(reached: tuple[MartValue, ...] | None) -> list[str]:
    """One line per value; for a column with many, the first ones and the number of the others."""
    lines = []
    columns: dict[tuple[str, str], list[MartValue]] = {}
    for mart in reached or ():
        columns.setdefault((mart.table, mart.column), []).append(mart)
    for (table, column), values in columns.items():
        lines += [
            f"  reached   {table} {', '.join(map(str, mart.key.values()))}: {column} {mart.value} ({_without(mart)})"
            for mart in values[:_PRINTED]
        ]
        if len(values) > _PRINTED:
            lines.append(f"  reached   {table}: {column} of {len(values) - _PRINTED} more rows (--json has all)")
    if reached == ():
        lines.append("  reached no value of a mart")
    return lines


def _without(mart: MartValue) -> str:
    if mart.is_said_twice:
        return "an older file has the same value"
    return "no such row without it" if mart.is_row_gone else f"without it {mart.without}"
