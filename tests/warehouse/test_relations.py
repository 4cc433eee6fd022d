"""What every reader takes for granted of the relations, proved of each of them."""

from __future__ import annotations

import pytest

from warehouse.catalog.catalog import load_catalog
from warehouse.catalog.relations import Relation, load_relations


@pytest.mark.parametrize(
    "relation",
    [relation for relation in load_relations().values() if not relation.is_many],
    ids=lambda r: f"{r.source}.{r.name}",
)
def test_a_relation_to_one_leads_to_the_whole_key_of_its_table(relation: Relation) -> None:
    assert load_catalog().table(relation.target).row_key == (relation.target_column,)


@pytest.mark.parametrize("relation", load_relations().values(), ids=lambda r: f"{r.source}.{r.name}")
def test_both_ends_of_a_relation_and_of_its_link_are_columns_of_one_type(relation: Relation) -> None:
    catalog = load_catalog()
    ends = [(relation.source, relation.source_column), (relation.target, relation.target_column)]
    if relation.link is not None:
        ends += [(relation.link.table, relation.link.source_column), (relation.link.table, relation.link.target_column)]

    assert len({catalog.table(table).column(column).data_type for table, column in ends}) == 1
