"""The change between two nowcasts, worked by hand: news, revision and model, and what is refused."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from graph.execution.caller import Caller
from graph.execution.execution import Executor
from graph.schema import build_schema
from tests.graph.conftest import FixedStore, Service, build_store
from warehouse.query.policy import load_policy

# June 2016, thousand yuan, years to date; A and B had reported by 16 July, C came on 1 August, D never.
#      value  first  base  June 2015
# A     110    100    100       90     corrected on 20 July
# B     220    220    200      190
# C      90     90    100      100
# D                             50
# 16 July: growth of all responders 320 / 300, so C 106.6667 and D 53.3335 are imputed.
# 10 August: A is 110, C 90; 420 / 400 = 1.05, so D 52.5.
BY_HAND = """
delete from mart.growth_total;
insert into mart.growth_total by name
select enterprise_id, 'revenue' as measure, 'ytd' as period_kind, period, value * 1000 as value_cny,
    base * 1000 as restated_base_cny, first_value * 1000 as first_value_cny, first_day::timestamp as first_known_from,
    day::timestamp as known_from, false as is_flagged, true as is_synthetic
from (values
    ('E001', '2016-06', 110, 100, 100, '2016-07-10', '2016-07-20'),
    ('E002', '2016-06', 220, 200, 220, '2016-07-11', '2016-07-11'),
    ('E003', '2016-06', 90, 100, 90, '2016-08-01', '2016-08-01'),
    ('E001', '2015-06', 90, null, 90, '2015-07-10', '2015-07-10'),
    ('E002', '2015-06', 190, null, 190, '2015-07-10', '2015-07-10'),
    ('E003', '2015-06', 100, null, 100, '2015-07-10', '2015-07-10'),
    ('E004', '2015-06', 50, null, 50, '2015-07-10', '2015-07-10')
) as row(enterprise_id, period, value, base, first_value, first_day, day);

delete from mart.subject_enterprise;
insert into mart.subject_enterprise
select 'province', 'province', 'E00' || number, 1, false, null, null from range(1, 5) as row(number);
insert into mart.subject_enterprise values ('industry', 'new_materials', 'E003', 1, false, null, null);

delete from mart.reporting_status;
insert into mart.reporting_status by name
select 'monthly_financial_return' as form_id, '2016-06' as period, 'enterprise' as subject_kind,
    'E00' || number as subject_id, 'E00' || number as reporter_id, 'E00' || number as enterprise_id,
    date '2016-06-30' as period_end_date, if(number = 4, 'missing', 'late') as status,
    timestamp '2016-07-16 04:00' as due_at
from range(1, 5) as row(number);
"""
QUERY = """
query Change($kind: MeasuredSubject = PROVINCE, $id: ID, $measure: Measure = REVENUE, $period: String = "2016-06",
             $from: String = "2016-07-16", $to: String = "2016-08-10") {
  nowcastChangeOf(
    subjectKind: $kind, subjectId: $id, measure: $measure, period: $period, from: $from, to: $to
  ) {
    beforeCny afterCny changeCny newsCny revisionCny modelCny ruleSetVersionId
    firms { enterpriseId effect beforeCny afterCny changeCny }
  }
}
"""


@pytest.fixture(scope="module")
def by_hand(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FixedStore]:
    store = build_store(tmp_path_factory.mktemp("nowcast") / "by_hand.duckdb", BY_HAND)
    yield store
    store.close()


@pytest.fixture
def asked(executor: Executor, by_hand: FixedStore) -> Service:
    return Service(executor, by_hand)


def change(asked: Service, **variables: Any) -> dict[str, Any]:
    found: dict[str, Any] = asked.execute(QUERY, **variables).data["nowcastChangeOf"]
    return found


def test_a_change_is_news_revision_and_model_exactly(asked: Service) -> None:
    found = change(asked)

    assert [tuple(firm.values()) for firm in found["firms"]] == [
        ("E003", "NEWS", "106666.7", "90000", "-16666.7"),
        ("E001", "REVISION", "100000", "110000", "10000"),
        ("E004", "MODEL", "53333.35", "52500", "-833.35"),
    ]
    assert (found["newsCny"], found["revisionCny"], found["modelCny"]) == ("-16666.7", "10000", "-833.35")
    assert (found["beforeCny"], found["afterCny"], found["changeCny"]) == ("480000.05", "472500", "-7500.05")
    assert found["ruleSetVersionId"] == "nowcast@1"


def test_a_field_takes_the_growth_of_all_responders_and_lists_its_own_firms(asked: Service) -> None:
    found = change(asked, kind="INDUSTRY", id="new_materials")

    assert [firm["enterpriseId"] for firm in found["firms"]] == ["E003"]
    assert found["changeCny"] == "-16666.7"


def test_between_a_day_and_itself_nothing_changes(asked: Service) -> None:
    found = change(asked, to="2016-07-16")

    assert (found["firms"], found["changeCny"]) == ([], "0")


def test_a_period_that_nobody_had_reported_has_no_change(asked: Service) -> None:
    assert change(asked, period="2016-07") is None


@pytest.mark.parametrize(
    "wrong",
    [
        {"kind": "CHAIN", "id": "L1"},
        {"kind": "INDUSTRY"},
        {"measure": "TOTAL_PROFIT"},
        {"period": "2016"},
        {"from": "July"},
        {"from": "2016-09-01"},
    ],
)
def test_what_has_no_nowcast_is_refused_in_both_languages(asked: Service, wrong: dict[str, str]) -> None:
    refused = asked.execute(QUERY, **wrong)

    assert refused.code == "INVALID_ARGUMENT"
    assert "中文：" in refused.error["message"]


def test_a_role_that_may_not_read_an_input_whole_gets_no_number(by_hand: FixedStore) -> None:
    policy = load_policy().with_rules("bureau", {"core.enterprise": None})

    assert Service(Executor(build_schema(), policy), by_hand, Caller("bureau")).execute(QUERY).code == "ACCESS_DENIED"
