from __future__ import annotations

import polars as pl

from warehouse.measures.plan_and_register import PROVENANCE, combine, newest_entries

SCHEMA = {"park_id": pl.String(), "name": pl.String(), "status": pl.String(), **PROVENANCE}
PLAN = pl.DataFrame({"park_id": ["real"], "name": ["Real park"], "status": ["planned"]})
SUBMISSIONS = pl.DataFrame(
    {"submission_number": [1, 2], "submission_id": ["S000001", "S000002"], "is_synthetic": [False, True]}
)


def entries(*rows: tuple[str, str, str, int]) -> pl.DataFrame:
    made = pl.DataFrame(list(rows), schema=["park_id", "name", "status", "submission_number"], orient="row")
    is_flagged = pl.col("name") == "Flagged"
    return made.with_columns(
        is_flagged=is_flagged, source_sheet=pl.lit("s"), source_row=pl.int_range(4, 4 + pl.len(), dtype=pl.Int32)
    )


def combined(*rows: tuple[str, str, str, int]) -> list[tuple[object, ...]]:
    newest = newest_entries(entries(*rows), SUBMISSIONS, "park_id")
    return combine(PLAN, newest, {"status"}, SCHEMA).drop("is_flagged", "source_sheet", "source_row").rows()


def test_a_synthetic_entry_leaves_a_plan_fact_as_it_is() -> None:
    assert combined(("real", "Invented", "operating", 2)) == [("real", "Real park", "planned", False, None)]


def test_a_real_entry_updates_what_a_register_may_update() -> None:
    assert combined(("real", "Other name", "operating", 1)) == [("real", "Real park", "operating", False, "S000001")]


def test_a_new_id_is_added_with_its_file() -> None:
    assert combined(("new", "New park", "operating", 2))[0] == ("new", "New park", "operating", True, "S000002")


def test_an_earlier_real_entry_stands_before_a_later_synthetic_one() -> None:
    assert combined(("new", "True", "operating", 1), ("new", "Invented", "planned", 2))[0][1] == "True"


def test_a_fact_is_flagged_by_the_entry_that_brought_it_up_to_date() -> None:
    newest = newest_entries(
        entries(("real", "Flagged", "operating", 1), ("new", "Park", "planned", 1)), SUBMISSIONS, "park_id"
    )

    assert combine(PLAN, newest, {"status"}, SCHEMA).select("park_id", "is_flagged").rows() == [
        ("new", False), ("real", True)
    ]  # fmt: skip
    assert combine(PLAN, newest.clear(), {"status"}, SCHEMA)["is_flagged"].to_list() == [False]
