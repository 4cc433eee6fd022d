from __future__ import annotations

from dataclasses import replace
from functools import partial

import pytest

from tests.planting import Fault
from warehouse.errors import LimitExceeded
from warehouse.query.cost import MOST_ROWS, ReadEstimate, check_cost, cursors_in, rows_read
from warehouse.query.plan import (
    Child,
    Column,
    GroupKey,
    GroupPlan,
    Groups,
    ListPlan,
    Nodes,
    Object,
    Page,
    RowPlan,
    Total,
)
from warehouse.query.policy import load_policy
from warehouse.query.values import Parameter

PUBLIC = load_policy().access("public")
COUNTS = {"core.chain": 50, "core.enterprise": 10_000, "mart.observation": 3_600_000, "core.region": 100}


def nested(size: object) -> ListPlan:
    observations = Child(
        "values",
        "observations",
        ListPlan(PUBLIC.table("mart.observation"), (Nodes("nodes", (Column("p", "period"),)),), Page(size)),
    )
    region = Child("region", "region", RowPlan(PUBLIC.table("core.region"), (Column("n", "name_zh"),)))
    firms = ListPlan(PUBLIC.table("core.enterprise"), (Nodes("nodes", (observations, region)),), Page(100))
    return ListPlan(PUBLIC.table("core.chain"), (Nodes("nodes", (Child("firms", "enterprises", firms),)),), Page(1000))


def test_a_list_reads_no_more_rows_than_its_table_has_or_its_pages_hold() -> None:
    found = {reading.path: reading.rows for reading in rows_read(nested(10), "chains", COUNTS, {})}

    assert found == {
        "chains": 50,
        "chains.firms": 5000,
        "chains.firms.values": 50_000,
        "chains.firms.region": 5000,
    }


def of_region(size: object, *inner: Child) -> Child:
    """The enterprises of the region of a row."""
    firms = ListPlan(PUBLIC.table("core.enterprise"), (Nodes("nodes", (Column("n", "name_zh"), *inner)),), Page(size))
    return Child("region", "region", RowPlan(PUBLIC.table("core.region"), (Child("firms", "enterprises", firms),)))


def test_a_list_below_what_rows_share_counts_once_for_each_of_them() -> None:
    # 3 enterprises may all lie in one region, which has 10,000: the list of its first 1,000 is written three times.
    firms = ListPlan(PUBLIC.table("core.enterprise"), (Nodes("nodes", (of_region(1000, of_region(40)),)),), Page(3))

    found = {reading.path: reading.rows for reading in rows_read(firms, "enterprises", COUNTS, {})}

    assert found == {
        "enterprises": 3,
        "enterprises.region": 3,
        "enterprises.region.firms": 3000,
        "enterprises.region.firms.region": 3000,
        "enterprises.region.firms.region.firms": 120_000,
    }


def test_what_rows_share_that_are_written_several_times_counts_as_often() -> None:
    # Each of three rows writes the same 40 firms, of which each has its own 360 observations: no table bounds them.
    observations = ListPlan(PUBLIC.table("mart.observation"), (Nodes("nodes", (Column("p", "period"),)),), Page(500))
    counts = {"core.region": 100, "core.enterprise": 40, "mart.observation": 14_400}
    firms = ListPlan(
        PUBLIC.table("core.enterprise"),
        (Nodes("nodes", (of_region(50, Child("values", "observations", observations)),)),),
        Page(3),
    )

    rows = [reading.rows for reading in rows_read(firms, "enterprises", counts, {})]

    assert rows == [3, 3, 3 * 40, 3 * 14_400]


def test_a_page_that_comes_with_the_request_is_counted() -> None:
    found = [reading.rows for reading in rows_read(nested(Parameter(("n",))), "chains", COUNTS, {"n": 3})]

    assert found == [50, 5000, 15_000, 5000]


def test_a_total_reads_no_rows() -> None:
    (reading,) = rows_read(
        ListPlan(PUBLIC.table("core.enterprise"), (Total("n"),), Page(1000)), "enterprises", COUNTS, {}
    )

    assert reading.rows == 0


def check(plan: ListPlan, rows_before: int = 0) -> None:
    count_with = partial(rows_read, plan, "chains", COUNTS, {})
    check_cost(list(count_with()), rows_before, count_with=count_with)


def test_a_plan_that_could_read_too_much_is_refused_with_the_page_that_would_fit() -> None:
    with pytest.raises(LimitExceeded, match="could have 260050 rows") as refused:
        check(nested(50))

    assert str(refused.value.hint).startswith("'first: 17' in 'chains.firms.values' would fit.")
    check(nested(17))
    with pytest.raises(LimitExceeded):
        check(nested(18))


def test_the_page_that_would_fit_is_told_of_an_outer_list_where_no_page_of_the_widest_does() -> None:
    with pytest.raises(LimitExceeded) as refused:
        check(nested(3), rows_before=MOST_ROWS - 5000)

    # 50 chains, of each so many firms with their regions and three values: 50 + 50 * 19 * 5 are 4,800.
    assert str(refused.value.hint).startswith("'first: 19' in 'chains.firms' would fit.")


def test_what_hangs_on_a_list_shrinks_with_its_page() -> None:
    region = Child("region", "region", RowPlan(PUBLIC.table("core.region"), (Column("n", "name_zh"),)))
    firms = ListPlan(PUBLIC.table("core.enterprise"), (Nodes("nodes", (region,)),), Page(1000))

    with pytest.raises(LimitExceeded) as refused:
        check(firms, rows_before=MOST_ROWS - 1000)

    assert str(refused.value.hint).startswith("'first: 500' in 'chains' would fit.")


def test_no_page_is_told_where_none_would_fit() -> None:
    with pytest.raises(LimitExceeded) as refused:
        check(nested(3), rows_before=MOST_ROWS)

    assert str(refused.value.hint).startswith("Ask for fewer lists, or in several requests.")


def test_what_other_root_fields_read_counts_too() -> None:
    check_cost([ReadEstimate("a", 1, 10, True)], MOST_ROWS - 10)
    with pytest.raises(LimitExceeded):
        check_cost([ReadEstimate("a", 1, 10, True)], MOST_ROWS - 9)


def grouped(after: object = None) -> ListPlan:
    region = Object(
        "key", (Child("region", "region", RowPlan(PUBLIC.table("core.region"), (Column("n", "name_zh"),))),)
    )
    groups = GroupPlan((GroupKey("region_code"),), (), (Nodes("nodes", (region,)),), Page(20, after=after))
    return ListPlan(PUBLIC.table("core.enterprise"), (Groups("groups", groups),), Page(50))


def test_groups_and_what_they_lead_to_are_counted() -> None:
    found = {reading.path: reading.rows for reading in rows_read(grouped(), "enterprises", COUNTS, {})}

    assert found == {"enterprises": 0, "enterprises.groups": 20, "enterprises.groups.region": 20}


@pytest.mark.parametrize(
    ("plan", "rows"),
    [
        (GroupPlan((GroupKey("region_code"),), (), (), Page(500)), 40),
        (GroupPlan((GroupKey("region_code"),), (), (), Page(500), has_levels=True), 80),
        (GroupPlan((GroupKey("recognised_date", grain="ytd"),), (), (), Page(500)), 480),
        (GroupPlan((GroupKey("recognised_date", grain="month"),), (), (), Page(500), fills_periods=True), 500),
    ],
)
def test_groups_are_counted_by_how_many_the_rows_can_have(plan: GroupPlan, rows: int) -> None:
    groups = Groups("groups", replace(plan, parts=(Nodes("nodes", ()),)))

    found = list(
        rows_read(ListPlan(PUBLIC.table("core.enterprise"), (groups,), Page(50)), "e", {"core.enterprise": 40}, {})
    )

    assert [reading.rows for reading in found if reading.path == "e.groups"] == [rows]


def test_a_cursor_of_groups_is_a_cursor_of_the_plan() -> None:
    assert list(cursors_in(grouped())) == []
    assert list(cursors_in(grouped(Parameter(("c",))))) == [("after", Parameter(("c",)))]


PLANTED = {
    "lists below are not counted": Fault(
        test_a_list_reads_no_more_rows_than_its_table_has_or_its_pages_hold,
        {"warehouse.query.cost._read_children": lambda *_: ()},
        "chains.firms",
    ),
    "a plan is weighed without the lists below": Fault(
        test_a_plan_that_could_read_too_much_is_refused_with_the_page_that_would_fit,
        {"warehouse.query.cost._read_children": lambda *_: ()},
        "DID NOT RAISE",
        by=pytest.fail.Exception,
    ),
    "what rows share is counted once": Fault(
        test_a_list_below_what_rows_share_counts_once_for_each_of_them,
        {"warehouse.query.cost._is_shared": lambda *_: False},
        "enterprises.region",
    ),
    "groups are not counted": Fault(
        test_groups_and_what_they_lead_to_are_counted, {"warehouse.query.cost.Groups": RowPlan}, "enterprises.groups"
    ),
}


@pytest.mark.parametrize("fault", PLANTED)
def test_a_planted_fault_is_reported(fault: str, request: pytest.FixtureRequest) -> None:
    PLANTED[fault].plant(request)
