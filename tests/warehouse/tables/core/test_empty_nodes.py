"""A list of gaps of a chain names every node that has nobody, or a finding about the list does."""

from __future__ import annotations

import duckdb

from warehouse.catalog.sql import read_tables
from warehouse.forms.datasets import DATASETS, empty
from warehouse.sample.catalogue import read_catalogue
from warehouse.sample.chains import chain_members
from warehouse.sample.firms import make_firms
from warehouse.sample.supply import chain_gaps


def test_a_node_without_an_enterprise_that_the_list_does_not_name_is_a_finding_about_the_list() -> None:
    with duckdb.connect() as connection:
        connection.execute("create schema core; create schema mart; create schema stage")
        for dataset in DATASETS:
            connection.register("frame", empty(dataset))
            connection.execute(f"create table stage.{dataset} as from frame")
            connection.unregister("frame")
        files = {one.key: one for one in read_tables()}
        for one in files.values():
            lines = one.table_sql.replace(" not null", "").splitlines()
            connection.execute("\n".join(line for line in lines if not line.lstrip().startswith("primary key")))
        connection.execute("""
            insert into core.submission (submission_id, submission_number) values ('S1', 1), ('S2', 2);
            insert into core.chain_stage (chain_id, node_name_zh, is_gap) values
                ('L1', '叶片', true), ('L1', '塔筒', true), ('L1', '铸锻件', false), ('L2', '电解镍', true);
            insert into core.chain_gap (chain_id, node_name_zh, submission_id, source_sheet) values
                ('L1', '叶片', 'S2', '短板'), ('L1', '铸锻件', 'S2', '短板');
        """)

        found = connection.execute(
            f"select submission_id, rule, text, message from ({files['core.finding'].model_sql})"
        ).fetchall()

    assert [row[:3] for row in found] == [("S2", "empty_node_is_no_gap", "L1/塔筒")]
    assert "请补列" in found[0][3]


def test_the_list_of_the_sample_names_the_nodes_that_have_nobody() -> None:
    catalogue = read_catalogue()
    rows = chain_members(make_firms(58, 2016, 2014, catalogue), 2016, catalogue)
    empty_nodes = {(row["chain_code"], row["node_name"]) for row in rows.rows(named=True) if not row["credit_code"]}

    assert {(row[0], row[1]) for row in chain_gaps(rows, 2014)} == empty_nodes
    assert empty_nodes
