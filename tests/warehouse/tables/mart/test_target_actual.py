"""What registers and figures say of the indicators of targets, month by month, from rows made by hand."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

import duckdb
import pytest

from warehouse.catalog.catalog import load_catalog
from warehouse.catalog.model_files import load_model

Rows = list[dict[str, Any]]
ACTUAL = "mart.target_actual"


def enterprise(
    name: str, recognised: date | None, status: str = "active", is_synthetic: bool = False
) -> dict[str, Any]:
    return {
        "enterprise_id": name, "recognised_date": recognised, "status": status, "is_synthetic": is_synthetic,
        "enterprise_kind": "backbone",
    }  # fmt: skip


def change(name: str, day: date, **what: Any) -> dict[str, Any]:
    kind = {"change_kind": "status_change", "is_applied": True, "old_name_zh": "z"} | what
    return {"enterprise_change_id": f"{name}{day}", "enterprise_id": name, "change_date": day} | kind


def share(period: str, ends: date, numerator: str, denominator: str, value: str, kind: str = "year",
          added: str = "821.6") -> dict[str, Any]:  # fmt: skip
    return {
        "region_code": "620000", "period": period, "period_end_date": ends, "period_kind": kind,
        "numerator_vintage_id": numerator, "denominator_vintage_id": denominator, "sei_share": value,
        "sei_value_added": added, "gdp": "6790.32", "is_synthetic": False, "is_mixed_vintage": False,
        "is_in_force": True,
    }  # fmt: skip


ROWS: dict[str, Rows] = {
    "stage.build": [{"as_of": "2016-10-15 00:00:00"}],
    "core.enterprise": [
        enterprise("first", date(2014, 6, 30)),
        enterprise("january", date(2016, 1, 20)),
        enterprise("new", date(2016, 3, 1)),
        enterprise("left", date(2014, 6, 30), "exited"),
        enterprise("merged", date(2014, 6, 30), "exited"),
        enterprise("back", date(2014, 6, 30)),
        enterprise("nobody_knows_when", date(2014, 6, 30), "exited"),
        enterprise("undated", None),
        enterprise("supplier", date(2014, 6, 30)) | {"enterprise_kind": "supporting"},
        enterprise("invented", date(2014, 6, 30), is_synthetic=True),
    ],
    "core.enterprise_change": [
        change("left", date(2016, 5, 10), new_status="exited"),
        change("merged", date(2016, 4, 30), change_kind="merger", new_status=None),
        change("back", date(2016, 3, 5), new_status="exited"),
        change("back", date(2016, 8, 1), new_status="active"),
        change("first", date(2016, 2, 1), change_kind="rename", new_status=None),
        change("first", date(2016, 2, 2), new_status="exited", is_applied=False),
    ],
    "core.platform": [
        {"platform_id": "old_lab", "platform_type": "state_key_laboratory", "level": "national", "status": "approved",
         "approved_period": "2015-10", "approved_by_date": date(2015, 10, 31), "is_synthetic": False},
        {"platform_id": "new_lab", "platform_type": "state_key_laboratory", "level": "national", "status": "approved",
         "approved_date": date(2016, 9, 1), "approved_by_date": date(2016, 9, 1), "is_synthetic": False},
        {"platform_id": "joint_february", "platform_type": "key_laboratory", "level": "national_local",
         "status": "approved", "approved_period": "2016-02", "approved_by_date": date(2016, 2, 29),
         "is_synthetic": False},
        {"platform_id": "joint_march", "platform_type": "key_laboratory", "level": "national_local",
         "status": "approved", "approved_period": "2016-03", "approved_by_date": date(2016, 3, 31),
         "is_synthetic": False},
        {"platform_id": "institute", "platform_type": "engineering_institute", "level": "provincial",
         "status": "under_construction", "is_synthetic": False},
    ],
    "core.fund": [
        {"fund_id": "guide", "fund_kind": "guide", "status": "operating", "is_synthetic": False},
        {"fund_id": "sub", "fund_kind": "sub_fund", "status": "operating", "parent_fund_id": "guide",
         "is_synthetic": False, "target_size_cny": 10**9},
        {"fund_id": "planned", "fund_kind": "sub_fund", "status": "planned", "parent_fund_id": "guide",
         "is_synthetic": False, "established_date": date(2016, 4, 1)},
    ],
    "core.fund_contribution": [
        {"fund_contribution_id": "a", "fund_id": "guide", "contribution_date": date(2015, 12, 1),
         "committed_cny": 300_000_000, "paid_in_cny": 0, "is_synthetic": False},
        {"fund_contribution_id": "b", "fund_id": "guide", "contribution_date": date(2016, 3, 31),
         "committed_cny": 200_000_000, "paid_in_cny": 100_000_000, "is_synthetic": False},
    ],
    "mart.chain_revenue": [
        {"chain_id": "L1", "period": "2015-12", "is_ten_billion": True, "is_synthetic": False},
        {"chain_id": "L2", "period": "2015-12", "is_ten_billion": False, "is_synthetic": False},
        {"chain_id": "L2", "period": "2016-09", "is_ten_billion": True, "is_synthetic": False},
    ],
    "mart.sei_share": [
        share("2015", date(2015, 12, 31), "first_release", "first_release", "0.120996"),
        share("2015", date(2015, 12, 31), "first_release", "post_4th_census", "0.125309"),
        share("2016-06", date(2016, 6, 30), "first_release", "first_release", "0.125", "ytd"),
        share("2014", date(2014, 12, 31), "first_release", "first_release", "0.110996", added="750"),
        share("2014-06", date(2014, 6, 30), "first_release", "first_release", "0.111", "ytd", added="300"),
        share("2015-06", date(2015, 6, 30), "first_release", "first_release", "0.118996", "ytd"),
    ],
    "mart.observation": [
        {"observation_id": "r", "indicator_id": "sei_value_added_yoy", "subject_kind": "region",
         "subject_id": "620000", "period": "2015", "period_kind": "year", "period_end_date": date(2015, 12, 31),
         "value": "11.9", "vintage_id": "first_release", "is_synthetic": False},
        {"observation_id": "s", "indicator_id": "sei_value_added_yoy", "subject_kind": "region",
         "subject_id": "620000", "period": "2015-06", "period_kind": "ytd", "period_end_date": date(2015, 6, 30),
         "value": "13", "vintage_id": "first_release", "is_synthetic": False},
    ],
    "core.vintage": [
        {"vintage_id": "first_release", "ordinal": 10, "status": "preliminary"},
        {"vintage_id": "post_4th_census", "ordinal": 40, "status": "revised"},
    ],
}  # fmt: skip


@pytest.fixture(scope="module")
def actuals() -> Iterator[duckdb.DuckDBPyConnection]:
    catalog = load_catalog()
    model = catalog.table(ACTUAL).model_sql
    assert model is not None
    with duckdb.connect() as connection:
        connection.execute("create schema core; create schema mart; create schema stage")
        connection.execute("create table stage.build (as_of timestamp)")
        for key in (*ROWS, "core.submission", "core.target", ACTUAL):
            if key == "stage.build":
                continue
            lines = catalog.table(key).create_sql.splitlines()
            connection.execute("\n".join(line for line in lines if "primary key" not in line).replace(" not null", ""))
        for key, rows in ROWS.items():
            for row in rows:
                names = ", ".join(row)
                marks = ", ".join("?" for _ in row)
                connection.execute(f"insert into {key} ({names}) values ({marks})", list(row.values()))
        path = catalog.table("core.target").model_py
        assert path is not None
        targets = load_model(path).model({}).to_arrow()
        connection.register("targets", targets)
        connection.execute("insert into core.target by name select * from targets")
        connection.execute(f"insert into {ACTUAL} by name {model}")
        yield connection


def value(actuals: duckdb.DuckDBPyConnection, target: str, period: str, column: str = "value") -> Any:
    (found,) = actuals.execute(
        f"select {column} from {ACTUAL} where target_id = ? and period = ? and not is_synthetic and is_default",
        [target, period],
    ).fetchall()
    return int(found[0]) if isinstance(found[0], Decimal) and found[0] == int(found[0]) else found[0]


def test_firms_are_those_on_the_list_on_that_day(actuals: duckdb.DuckDBPyConnection) -> None:
    """first, january, left, merged, back; then new comes, back pauses, merged and left go."""
    months = ("2016-01", "2016-03", "2016-04", "2016-05", "2016-08")

    assert [value(actuals, "gansu_2016_key_enterprises_2020", month) for month in months] == [5, 5, 4, 3, 4]
    assert value(actuals, "gansu_2016_key_enterprises_2020", "2016-08", "undated_count") == 2


def test_firms_that_the_plan_counts_already_are_not_new(actuals: duckdb.DuckDBPyConnection) -> None:
    """The batch of January is part of the 58 of February."""
    assert value(actuals, "gansu_2016_key_enterprises_new", "2016-02") == 0
    assert value(actuals, "gansu_2016_key_enterprises_new", "2016-03") == 1


def test_a_platform_of_which_only_the_month_is_known_counts_when_all_of_it_is_after_the_baseline(
    actuals: duckdb.DuckDBPyConnection,
) -> None:
    months = ("2016-02", "2016-03")

    assert [value(actuals, "gansu_2016_platforms_national_local", month) for month in months] == [0, 1]
    assert value(actuals, "gansu_2016_platforms_national_local", "2016-03", "undated_count") == 1


def test_laboratories_of_the_year_before_do_not_count(actuals: duckdb.DuckDBPyConnection) -> None:
    months = ("2016-08", "2016-09")

    assert [value(actuals, "gansu_2016_state_key_laboratories", month) for month in months] == [0, 1]


def test_institutes_under_construction_are_not_approved(actuals: duckdb.DuckDBPyConnection) -> None:
    assert value(actuals, "gansu_2016_platforms_provincial", "2016-09") is None


def test_a_planned_fund_is_none_and_one_without_a_day_is_not_dated(actuals: duckdb.DuckDBPyConnection) -> None:
    assert value(actuals, "gansu_2016_sub_funds_new", "2016-09") == 0
    assert value(actuals, "gansu_2016_sub_funds_new", "2016-09", "undated_count") == 1


def test_committed_money_counts_from_its_day_and_what_was_paid_stands_beside_it(
    actuals: duckdb.DuckDBPyConnection,
) -> None:
    assert [value(actuals, "gansu_2016_guide_fund", month) for month in ("2016-02", "2016-03")] == [3, 5]
    assert [value(actuals, "gansu_2016_guide_fund", month, "paid_in") for month in ("2016-02", "2016-03")] == [0, 1]


def test_an_announced_size_is_no_actual(actuals: duckdb.DuckDBPyConnection) -> None:
    assert value(actuals, "gansu_2016_sub_fund_size", "2016-09") is None


def test_chains_are_those_of_the_newest_full_year(actuals: duckdb.DuckDBPyConnection) -> None:
    assert value(actuals, "gansu_2016_chains_2020", "2016-09") == 1
    assert value(actuals, "gansu_2016_chains_2020", "2016-09", "value_period") == "2015"


def test_a_share_is_the_newest_one_of_its_pair_not_after_the_month(actuals: duckdb.DuckDBPyConnection) -> None:
    rows = actuals.execute(
        f"""select period, denominator_vintage_id, value, value_period, baseline_value, is_default, is_preliminary
        from {ACTUAL} where target_id = 'gansu_2016_share_2020' and period in ('2016-05', '2016-09') order by all"""
    ).fetchall()

    assert [(*row[:2], str(row[2]), *row[3:4], str(row[4]), *row[5:]) for row in rows] == [
        ("2016-05", "first_release", "12.099600", "2015", "12.099600", True, True),
        ("2016-05", "post_4th_census", "12.530900", "2015", "12.530900", False, True),
        ("2016-09", "first_release", "12.500000", "2016-06", "12.099600", True, True),
        ("2016-09", "post_4th_census", "12.530900", "2015", "12.530900", False, True),
    ]


def test_a_level_of_value_added_is_of_full_years_only(actuals: duckdb.DuckDBPyConnection) -> None:
    assert value(actuals, "gansu_2014_value_added_2017", "2016-09", "value_period") == "2015"


def test_a_growth_target_reads_the_published_rate(actuals: duckdb.DuckDBPyConnection) -> None:
    assert str(value(actuals, "gansu_2015_value_added_growth", "2015-12")) == "11.900000"
    assert value(actuals, "gansu_2015_value_added_growth", "2015-05") is None


def test_last_year_had_gone_a_part_of_its_way_by_the_same_month(actuals: duckdb.DuckDBPyConnection) -> None:
    """From 11.0996 in 2014 to 11.8996 by June and 12.0996 by the end of 2015: 0.8 of 1 point."""
    target = "gansu_2016_share_change"

    assert str(value(actuals, target, "2016-06", "last_year_share")) == "0.800000"
    # A quarter later the newest figure is still that of June, and so is last year's.
    assert str(value(actuals, target, "2016-08", "last_year_share")) == "0.800000"
    assert value(actuals, target, "2016-03", "last_year_share") is None, "last year had no figure by March"
    # The one laboratory of 2015 came in October.
    assert value(actuals, "gansu_2016_state_key_laboratories", "2016-09", "last_year_share") == 0


def test_a_target_of_several_years_has_no_course_of_last_year(actuals: duckdb.DuckDBPyConnection) -> None:
    assert value(actuals, "gansu_2016_share_2020", "2016-06", "last_year_share") is None


def test_a_rate_so_far_counts_by_what_the_same_months_had_the_year_before(actuals: duckdb.DuckDBPyConnection) -> None:
    """300 of 750 by June 2014."""
    assert str(value(actuals, "gansu_2015_value_added_growth", "2015-06")) == "13"
    assert str(value(actuals, "gansu_2015_value_added_growth", "2015-06", "last_year_share")) == "0.400000"


def test_real_months_end_with_the_last_one_that_is_over(actuals: duckdb.DuckDBPyConnection) -> None:
    (until,) = actuals.execute(f"select max(period) from {ACTUAL}").fetchall()

    assert until == ("2016-09",)


def test_without_a_file_of_the_sample_there_is_no_synthetic_row(actuals: duckdb.DuckDBPyConnection) -> None:
    (count,) = actuals.execute(f"select count(*) from {ACTUAL} where is_synthetic").fetchall()

    assert count == (0,)


def test_every_target_has_a_row(actuals: duckdb.DuckDBPyConnection) -> None:
    (count,) = actuals.execute(f"select count(distinct target_id) from {ACTUAL}").fetchall()

    assert count == (19,)
