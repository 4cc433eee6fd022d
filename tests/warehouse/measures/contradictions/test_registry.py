"""The registry of contradictions: what a kind declares, and the table that they make together."""

from __future__ import annotations

import polars as pl
import pytest

from warehouse.catalog.catalog import load_catalog
from warehouse.errors import ContractBroken
from warehouse.measures.contradictions import registry
from warehouse.measures.contradictions.registry import Inputs, Kind, kind, load_kinds
from warehouse.snapshots.code import makers_of

ROW = {
    "subject_id": "E1", "first_submission_id": "S000001", "first_sheet": "甲", "first_row": 3,
    "second_submission_id": "S000002", "second_sheet": "乙", "second_row": 4, "text_en": "A.", "text_zh": "甲。",
    "is_synthetic": True,
}  # fmt: skip


def _kind(*rows: dict[str, object]) -> Kind:
    return Kind("made_up", "Made up.", "样例", "enterprise", "kept", (), lambda inputs: pl.DataFrame(rows))


def test_a_row_names_its_subject_and_both_places_in_its_key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(registry, "load_kinds", lambda: (_kind(ROW, ROW | {"chain_id": "L01"}),))

    (row,) = registry.contradictions({}).rows(named=True)

    assert row["contradiction_id"] == "made_up/enterprise/E1/S000001/甲/3/S000002/乙/4"
    assert (row["enterprise_id"], row["fund_id"]) == ("E1", None)


def test_a_kind_that_leaves_a_place_out_or_adds_a_column_is_refused() -> None:
    with pytest.raises(ContractBroken, match="second_row"):
        _kind({name: value for name, value in ROW.items() if name != "second_row"}).rows({})
    with pytest.raises(ContractBroken, match="amount"):
        _kind(ROW | {"amount": 1}).rows({})


def test_one_word_has_one_function_a_subject_and_a_treatment_that_the_table_knows() -> None:
    def other(inputs: Inputs) -> pl.DataFrame:
        return pl.DataFrame()

    with pytest.raises(ContractBroken, match="Two functions"):
        kind("member_ended", "…", "…", subject="enterprise", treatment="kept", reads=())(other)
    with pytest.raises(ContractBroken, match="'weather'"):
        kind("rain", "…", "…", subject="weather", treatment="kept", reads=())
    with pytest.raises(ContractBroken, match="'forgotten'"):
        kind("rain", "…", "…", subject="enterprise", treatment="forgotten", reads=())


def test_the_table_reads_what_its_kinds_declare_and_a_release_finds_their_files() -> None:
    catalog = load_catalog()
    table = catalog.table("mart.contradiction")

    assert set(table.reads) == {read for each in load_kinds() for read in each.reads}
    assert "measures/contradictions/chains.py" in makers_of(catalog, table)
    assert "tables/mart/growth/model.py" not in makers_of(catalog, table)
