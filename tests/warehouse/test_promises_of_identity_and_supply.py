"""The blocking promises of the tables of identity and supply, each against a planted fault."""

from __future__ import annotations

from collections.abc import Iterator

import duckdb
import pytest

from warehouse.catalog.sql import TableFiles, read_tables
from warehouse.forms.datasets import DATASETS, empty

FILES: dict[str, TableFiles] = {files.key: files for files in read_tables() if files.layer == "core"}
ORIGIN = "'S1' as submission_id, 's' as source_sheet, 1 as source_row"
IDENTITY = f"""
    insert into core.enterprise_identity by name
    select 'x' || row_number() over () as enterprise_identity_id, *, {ORIGIN} from (values {{rows}})
        as row(enterprise_id, identifier_kind, identifier_code)
"""
EDGE = f"""
    insert into core.chain_supply_edge by name
    select 'L1-S001' as chain_supply_edge_id, 'L1' as chain_id, 'a' as from_node_name_zh, 'L1' as to_chain_id,
        'b' as to_node_name_zh, false as is_dangling, true as is_synthetic, {ORIGIN}
"""
PROPOSAL = f"""
    insert into core.match_proposal by name
    select 'm' as match_proposal_id, 'E1' as enterprise_id, 'name' as reason, {{score}} as score, 1 as candidate_count,
        'C1' as code_received, 'n' as name_received, 'A1' as source_cell, * exclude (source_row)
    from (select {ORIGIN})
"""
FAULTS = {
    ("enterprise_identity", "a_code_means_one_enterprise"): IDENTITY.format(
        rows="('E1', 'credit_code', 'C1'), ('E2', 'credit_code', 'C1')"
    ),
    ("enterprise_identity", "every_registered_credit_code_has_its_enterprise"): (
        "insert into stage.enterprise (credit_code) values ('C1')"
    ),
    ("enterprise_name", "every_enterprise_has_one_current_name"): (
        "insert into core.enterprise (enterprise_id) values ('E1')"
    ),
    ("match_proposal", "no_proposal_is_for_a_credit_code_that_is_known"): PROPOSAL.format(score="0.5")
    + ";"
    + IDENTITY.format(rows="('E1', 'credit_code', 'C1')"),
    ("match_proposal", "a_score_lies_between_0_and_1"): PROPOSAL.format(score="1.5"),
    ("chain_supply_edge", "no_edge_of_the_newest_list_is_lost"): (
        "insert into stage.chain_supply (chain_code, submission_number) values ('L1', 1)"
    ),
    ("chain_supply_edge", "an_edge_dangles_exactly_where_an_end_is_unknown"): EDGE,
    ("chain_gap", "no_gap_of_the_newest_list_is_lost"): (
        "insert into stage.chain_gap (chain_code, submission_number) values ('L1', 1)"
    ),
}


@pytest.fixture
def connection() -> Iterator[duckdb.DuckDBPyConnection]:
    """The tables without rows; keys and nulls are let through, so that a fault can be planted."""
    with duckdb.connect() as opened:
        opened.execute("create schema core; create schema stage")
        for dataset in DATASETS:
            frame = empty(dataset)
            opened.register("frame", frame)
            opened.execute(f"create table stage.{dataset} as select * from frame")
            opened.unregister("frame")
        for name in {"enterprise", *(table for table, _ in FAULTS)}:
            lines = FILES[f"core.{name}"].table_sql.replace(" not null", "").splitlines()
            opened.execute("\n".join(line for line in lines if not line.lstrip().startswith("primary key")))
        yield opened


@pytest.mark.parametrize(("table", "check"), FAULTS)
def test_a_planted_fault_breaks_the_promise(connection: duckdb.DuckDBPyConnection, table: str, check: str) -> None:
    (query,) = (found.query for found in FILES[f"core.{table}"].checks if found.name == check)
    assert connection.execute(query).fetchall() == []

    connection.execute(FAULTS[table, check])

    assert connection.execute(query).fetchall()


def test_a_fault_is_planted_for_every_blocking_check() -> None:
    tables = {table for table, _ in FAULTS}
    blocking = {
        (name, check.name) for name in tables for check in FILES[f"core.{name}"].checks if check.severity == "block"
    }

    assert blocking == FAULTS.keys()
