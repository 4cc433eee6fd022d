"""From a number to its cell and back, against what the sample knows to be true."""

from __future__ import annotations

import hashlib
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from warehouse.archive.home import Home
from warehouse.archive.store import archived_path
from warehouse.catalog.carried import Carried
from warehouse.catalog.catalog import load_catalog
from warehouse.connections import open_reader
from warehouse.errors import InvalidArgument, UnknownName
from warehouse.forms.registry import FORMS
from warehouse.ingestion.receive import ingest_files
from warehouse.programme.programme import built_in
from warehouse.provenance.cells import parse_cell, trace_cell
from warehouse.provenance.downstream_values import Place, downstream_of, with_downstream
from warehouse.provenance.received import ReceivedSheet, read_received
from warehouse.provenance.values import trace_observation
from warehouse.snapshots.manifest import snapshot_path
from warehouse.snapshots.refresh import refresh

if TYPE_CHECKING:
    from tests.warehouse.releases.conftest import Province


def _corrected(province: Province) -> str:
    truth = province.truths["corrected_return"]
    return f"revenue.E{truth['credit_code'][8:17]}.{truth['periods'][0]}.ytd"


def test_a_corrected_value_leads_to_both_files_and_says_which_is_in_force(province: Province) -> None:
    expected = province.truths["corrected_return"]["expected"]
    with province.reading(-1) as cursor:
        trace = trace_observation(cursor, _corrected(province))

    newest, oldest = trace.vintages
    assert (newest.is_in_force, oldest.is_in_force) == (True, False)
    assert "更正" in newest.source.file_name
    assert "更正" not in oldest.source.file_name
    assert str(int(newest.value or 0)) == expected["new"]["revenue_ytd"]
    assert str(int(oldest.value or 0)) == expected["old"]["revenue_ytd"]
    assert newest.source.received_at > oldest.source.received_at
    for vintage in trace.vintages:
        kept = archived_path(province.home, vintage.source.sha256).read_bytes()
        assert hashlib.sha256(kept).hexdigest() == vintage.source.sha256
        assert Decimal(vintage.value_received or "0") * (vintage.factor or 0) == vintage.value


def test_every_value_that_a_trace_names_leads_back_to_it_from_its_cell(province: Province) -> None:
    query = "select observation_id from mart.observation using sample reservoir(40 rows) repeatable (7)"
    with province.reading(-1) as cursor:
        for (observation_id,) in cursor.execute(query).fetchall():
            trace = trace_observation(cursor, observation_id)
            (in_force,) = [vintage for vintage in trace.vintages if vintage.is_in_force]
            source = in_force.source
            back = trace_cell(cursor, source.submission_id, source.sheet, source.cell)

            assert observation_id in back.observation_ids


def test_a_row_of_the_chain_list_leads_to_its_members(province: Province) -> None:
    with province.reading(-1) as cursor:
        submission, sheet, row, chain = cursor.execute(
            "select submission_id, source_sheet, source_row, chain_id from core.enterprise_chain "
            "where counted_share is not null order by all limit 1"
        ).fetchone() or ("", "", 0, "")
        back = trace_cell(cursor, submission, sheet, f"C{row}")

    assert any(name.startswith("core.enterprise_chain") for name in back.rows)
    assert any(chain in name for name in back.rows)


def test_a_vintage_of_gdp_reaches_its_shares_also_when_it_is_not_the_newest(
    province: Province, copy_of: Callable[[], Home]
) -> None:
    home = copy_of()
    received_at = datetime(2026, 4, 15, tzinfo=UTC)
    ingest_files(home, province.series, received_at=received_at)
    manifest = refresh(home, received_at)
    with closing(open_reader(snapshot_path(home, manifest.snapshot_id))) as cursor:
        trace = trace_observation(cursor, "gdp.620000.2015.year")
        shares = cursor.execute("select count(*) from mart.sei_share where period = '2015'").fetchone()

    found = with_downstream(home, manifest.snapshot_id, trace).reached or ()
    reached = [mart for mart in found if mart.table == "mart.sei_share" and mart.column == "sei_share"]
    assert shares is not None
    assert len(reached) == shares[0]
    assert len({mart.key["denominator_vintage_id"] for mart in reached}) == len(trace.vintages) > 1


def test_a_held_cell_says_why_and_a_firm_without_register_waits(copy_of: Callable[[], Home], deliveries: Path) -> None:
    home = copy_of()
    received_at = datetime(2016, 4, 15, tzinfo=UTC)
    (report,) = ingest_files(home, [deliveries / "financial_2016-03_gbk.csv"], received_at=received_at)
    held = next(finding for finding in report.findings if finding.severity.value == "held" and finding.cell)
    manifest = refresh(home, received_at)
    cursor = open_reader(snapshot_path(home, manifest.snapshot_id))
    (waiting,) = cursor.execute(
        "select source_sheet, source_cell from core.unmatched_observation where submission_id = ? limit 1",
        [report.submission_id],
    ).fetchall()
    at_held = trace_cell(cursor, str(report.submission_id), held.sheet or "", str(held.cell))
    at_waiting = trace_cell(cursor, str(report.submission_id), *waiting)
    cursor.close()

    assert held.rule in [finding.rule for finding in at_held.findings]
    assert at_held.observation_ids == ()
    assert at_waiting.waiting >= 1
    assert (
        downstream_of(home, manifest.snapshot_id, [Place(str(report.submission_id), held.sheet or "", held.cell or "")])
        == ()
    )
    assert downstream_of(home, manifest.snapshot_id, [Place(str(report.submission_id), *waiting)]) == ()


def test_what_does_not_exist_is_named(province: Province) -> None:
    with province.reading(-1) as cursor:
        with pytest.raises(UnknownName, match=r"no observation 'revenue.nobody'"):
            trace_observation(cursor, "revenue.nobody")
        with pytest.raises(UnknownName, match="S999999"):
            trace_cell(cursor, "S999999", "", "A1")
        with pytest.raises(InvalidArgument, match="'12' is no cell"):
            trace_cell(cursor, "S000001", "", "12")
    assert parse_cell("财务状况!f12") == ("财务状况", "F12")
    assert parse_cell("F12") == ("", "F12")


def test_the_command_prints_the_way_of_a_number(province: Province) -> None:
    shown = subprocess.run(
        [sys.executable, "-m", "orchestration.cli", "trace", _corrected(province)],
        check=False, capture_output=True, text=True,
        env={"LONGMAI_HOME": str(province.home.root), "PATH": "/usr/bin:/bin"},
    )  # fmt: skip

    assert shown.returncode == 0, shown.stderr
    assert "in force" in shown.stdout
    assert "replaced" in shown.stdout
    assert "reached   mart.observation" in shown.stdout


def test_a_trace_lists_the_rules_that_the_cell_was_put_to_and_that_it_passed(province: Province) -> None:
    with province.reading(-1) as cursor:
        trace = trace_observation(cursor, _corrected(province))

    rules = trace.vintages[0].rules
    assert [rule.rule for rule in rules if rule.version == "2016.1"][:5] == [
        "formula_without_value", "scaled_number", "spreadsheet_error", "unit_conflict", "scientific_notation"
    ]  # fmt: skip
    assert {"history_1000.revenue", "per_head.revenue"} <= {rule.rule for rule in rules}
    assert {rule.outcome for rule in rules} == {"passed"}


def test_the_cell_of_a_restated_value_leads_to_the_growth_that_it_is_the_base_of(province: Province) -> None:
    with province.reading(-1) as cursor:
        observation_id, submission, sheet, cell, growth, received = cursor.execute(
            "select observation_id, submission_id, source_sheet, same_period_cell, same_base_growth_rate, "
            "same_period_received::decimal(18, 6) from mart.observation "
            "where same_base_growth_rate is not null order by all limit 1"
        ).fetchone() or ("", "", "", "", 0, 0)
        back = trace_cell(cursor, submission, sheet, cell)
        trace = trace_observation(cursor, observation_id)

    assert (back.observation_ids, back.restated_ids) == ((), (observation_id,))
    reached = downstream_of(province.home, province.steps[-1].manifest.snapshot_id, [Place(submission, sheet, cell)])
    columns = {one.column: one.value for one in reached if one.key.get("observation_id") == observation_id}
    assert columns == {"same_period_value": trace.vintages[0].same_period_value, "same_base_growth_rate": growth}
    newest = trace.vintages[0]
    assert (newest.same_period_cell, newest.same_period_value) == (cell, received * (newest.factor or 0))


def test_a_value_of_a_register_is_its_cell_times_the_factor_of_its_column(province: Province) -> None:
    """Every quantity of every table that keeps the sheet of its rows, read in the archived file by what SQL tells."""
    sheets: dict[tuple[str, str], ReceivedSheet] = {}
    met: set[str] = set()
    with province.reading(-1) as cursor:
        for one in _quantities_of_registers():
            told = cursor.execute(
                f"""
                select {one.name}, file.sha256, file.file_name, source_sheet, source_column, source_row, factor
                from {one.table}
                join core.sheet_column using (sheet_id, submission_id, source_sheet)
                join core.submission as file using (submission_id)
                where form_column_id = ? and {one.name} <> 0
                limit 20
                """,
                [f"{one.form.form_id}.{one.column.name}"],
            ).fetchall()
            for value, sha256, file_name, sheet, letters, row, factor in told:
                if (sha256, sheet) not in sheets:
                    received = read_received(province.home, sha256, file_name, sheet)
                    assert received is not None
                    sheets[sha256, sheet] = received
                text = sheets[sha256, sheet].text(letters, row)
                assert Decimal(text or "0") * factor == value, (one.table, one.name, sheet, letters, row)
                met.add(one.table)

    assert len(met) >= 8, met
    assert met >= {"core.fund_contribution", "core.fund", "core.project"}


def test_the_columns_of_every_sheet_are_those_that_a_second_reading_finds(province: Province) -> None:
    with province.reading(-1) as cursor:
        told = cursor.execute(
            """
            select file.sha256, file.file_name, source_sheet, list((column_name, source_column, unit_received, heading))
            from core.sheet_column
            join core.submission as file using (submission_id)
            group by all
            """
        ).fetchall()

    assert len(told) > 20
    for sha256, file_name, sheet, columns in told:
        received = read_received(province.home, sha256, file_name, sheet)
        assert received is not None
        found = received.columns
        units = {name: column.unit and column.unit.unit.unit_id for name, column in found.items()}
        assert {(name, letters, unit) for name, letters, unit, _ in columns} == {
            (name, column.letters, units[name]) for name, column in found.items()
        }
        cells = received.sheet.cells
        assert all(heading.split("|")[-1] in cells[letters].to_list() for _, letters, _, heading in columns)


def _quantities_of_registers() -> list[Carried]:
    tables = load_catalog().tables
    return [
        one
        for form in FORMS.values()
        for column in form.columns
        for one in load_catalog().carrying(form.form_id, column.name)
        if one.column.stored_unit(built_in().units) is not None
        and "sheet_id" in {has.name for has in tables[one.table].columns}
    ]
