"""Metadata of assets for operators: row counts, columns, findings, the snapshot."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict

from dagster import MetadataValue, TableColumn, TableColumnConstraints, TableSchema

from warehouse.archive.ledger import Submission
from warehouse.archive.names import shown
from warehouse.catalog.catalog import Table
from warehouse.ingestion.receive import FileReport
from warehouse.snapshots.manifest import CheckOutcome, Manifest, TableContent
from warehouse.snapshots.releases.comparison import VALUES_TABLE
from warehouse.snapshots.releases.cost import TableCost

Metadata = dict[str, MetadataValue]


def subject_tag(subject: str) -> dict[str, str]:
    """The subject tag of an asset, for selections: `tag:"longmai/subject"=funding`. Its group is its layer."""
    return {"longmai/subject": subject}


def column_schema(table: Table) -> TableSchema:
    """The columns of a table with types, constraints and comments."""
    return TableSchema(
        columns=[
            TableColumn(
                name=column.name,
                type=column.data_type,
                description=column.comment,
                constraints=TableColumnConstraints(nullable=column.is_nullable, unique=table.row_key == (column.name,)),
            )
            for column in table.columns
        ]
    )


def content_metadata(content: TableContent, snapshot_id: str, outcomes: Sequence[CheckOutcome]) -> Metadata:
    """Rows, snapshot, content hash and checks of a table; the asset has its columns."""
    return {
        "dagster/row_count": MetadataValue.int(content.row_count),
        "snapshot_id": MetadataValue.text(snapshot_id),
        "content_hash": MetadataValue.text(content.content_hash),
        "checks": MetadataValue.int(len(outcomes)),
        "checks_failed": MetadataValue.text(", ".join(outcome.name for outcome in outcomes if not outcome.is_passed)),
    }


def build_metadata(cost: TableCost, preview: str) -> Metadata:
    """Build cost of a table, and its first rows."""
    return {
        "seconds": MetadataValue.float(round(cost.seconds, 3)),
        "peak_memory_mb": MetadataValue.int(cost.peak_bytes // 1_000_000),
        "raised_peak_by_mb": MetadataValue.int(cost.raised_peak_by // 1_000_000),
        "preview": MetadataValue.md(preview),
    }


def manifest_metadata(manifest: Manifest) -> Metadata:
    """Metadata of a published snapshot, with its changes against the previous one."""
    of_values = [change for change in manifest.changes if change.table_name == VALUES_TABLE]
    return {
        "snapshot_id": MetadataValue.text(manifest.snapshot_id),
        "as_of": MetadataValue.text(manifest.as_of.isoformat()),
        "submissions": MetadataValue.int(manifest.submission_count),
        "tables": MetadataValue.int(len(manifest.tables)),
        "rows": MetadataValue.int(sum(content.row_count for content in manifest.tables.values())),
        "size_bytes": MetadataValue.int(manifest.size_bytes),
        "sha256": MetadataValue.text(manifest.sha256),
        "warnings": MetadataValue.int(len(manifest.warnings)),
        "compared_with": MetadataValue.text(manifest.compared_with or ""),
        "values_added": MetadataValue.int(sum(change.values_added or 0 for change in of_values)),
        "values_corrected": MetadataValue.int(sum(change.values_corrected or 0 for change in of_values)),
        "values_dropped": MetadataValue.int(sum(change.values_dropped or 0 for change in of_values)),
        "changes": MetadataValue.md(as_markdown(asdict(change) for change in manifest.changes)),
    }


def delivery_metadata(reports: Sequence[FileReport | Submission]) -> Metadata:
    """Results of the files of one run."""
    states = Counter(report.status for report in reports)
    lines = [
        "| submission | file | form | period | status | rows | accepted | held |",
        "|---|---|---|---|---|---|---|---|",
    ]
    lines += [
        f"| {report.submission_id} | {_cell(shown(report.file_name))} | {report.form_id or ''} | {report.period or ''} "
        f"| {report.status} | {report.rows_read} | {report.rows_accepted} | {report.held_count} |"
        for report in reports
    ]
    return {
        "files": MetadataValue.int(len(reports)),
        **{f"files_{state}": MetadataValue.int(count) for state, count in sorted(states.items())},
        "rows_accepted": MetadataValue.int(sum(report.rows_accepted for report in reports)),
        "cells_held": MetadataValue.int(sum(report.held_count for report in reports)),
        "report": MetadataValue.md("\n".join(lines)),
    }


def check_metadata(outcome: CheckOutcome) -> Metadata:
    """Number of rows that break a check, and an example."""
    metadata: Metadata = {"broken_rows": MetadataValue.int(outcome.broken_rows)}
    if outcome.example is not None:
        metadata["example"] = MetadataValue.text(outcome.example)
    return metadata


def as_markdown(rows: Iterable[dict[str, object]]) -> str:
    """Rows as a Markdown table; empty without rows."""
    listed = list(rows)
    if not listed:
        return ""
    names = list(listed[0])
    head = [f"| {' | '.join(names)} |", f"|{'---|' * len(names)}"]
    return "\n".join([*head, *(f"| {' | '.join(_cell(row[name]) for name in names)} |" for row in listed)])


def _cell(value: object) -> str:
    return "" if value is None else str(value).replace("|", "\\|").replace("\n", " ")
