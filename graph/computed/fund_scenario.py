"""The root field `fundScenario`: how large new sub-funds have to be, and what the guide fund is short of for them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from decimal import Decimal
from typing import Any

import strawberry

from graph.computed.declare import computed, described, required
from graph.declare.descriptions import both
from graph.declare.nouns import list_of
from graph.execution.execution import ResolverContext
from graph.execution.operation import InputRows
from graph.types.vocabulary.reasons import Reason, word_of
from warehouse.errors import InvalidArgument
from warehouse.measures.money.fund_scenario import fund_scenarios, load_scenario_rules

RESTS_ON = ("core.fund", "core.fund_contribution", "core.target")
_MOST_COUNTS, _MOST_FUNDS = 10, 100


@strawberry.type(
    name="FundScenario",
    description=both(
        "New sub-funds of one size that bring all operating ones to the size that the plan wants; yuan. Their number"
        " changes the size of each, not the money.",
        "为达到方案规定的子基金总规模，新设若干只等额子基金的测算（元）；只数改变单只规模，不改变资金总需求",
    ),
)
class FundScenarioResult:
    is_synthetic: bool = described("Whether the operating funds are generated.", "存量子基金是否为合成数据")
    new_funds: int = described("New sub-funds.", "新设只数")
    target_size_cny: Decimal = described("Size of all sub-funds that the plan wants.", "子基金目标总规模")
    guide_target_cny: Decimal = described("Size of the guide fund that the plan wants.", "引导基金目标规模")
    existing_cny: Decimal | None = described("Committed to the operating ones.", "存量子基金认缴")
    guide_committed_cny: Decimal | None = described("Of that by guide funds.", "其中：引导基金认缴")
    size_each_cny: Decimal | None = described("Size of each new one.", "单只新设规模")
    guide_wanted_cny: Decimal | None = described("Guide money at the cap of the rule set.", "按出资上限所需引导资金")
    guide_headroom_cny: Decimal | None = described("Target less what is committed.", "引导基金剩余额度")
    guide_short_cny: Decimal | None = described("What it is short of.", "引导资金缺口")
    guide_share_that_fits: Decimal | None = described("Largest guide share that fits.", "额度内可行的最高出资比例")
    is_below_minimum_size: bool | None = described("Each is below the least size.", "单只规模低于最低要求")
    reason: Reason | None = described("Why numbers are null, or nothing is needed.", "空值或无需新设的原因")
    unknown_funds: list[strawberry.ID] = described(
        "Operating funds whose commitments nobody reported.", "认缴额未报送的存量子基金"
    )
    rule_set_version_id: strawberry.ID = described("Rule set.", "所用规则集")


def _resolve(context: ResolverContext, arguments: Mapping[str, Any]) -> list[FundScenarioResult]:
    counts = arguments["new_funds"]
    if not 0 < len(counts) <= _MOST_COUNTS or not all(0 < count <= _MOST_FUNDS for count in counts):
        raise InvalidArgument(
            f"'newFunds' takes 1 to {_MOST_COUNTS} numbers from 1 to {_MOST_FUNDS}.",
            "Write newFunds: [3, 4].",
            zh=f"newFunds 须为 1 至 {_MOST_COUNTS} 个数，每个为 1 至 {_MOST_FUNDS}，例如 [3, 4]。",
        )
    rows = {key: InputRows(f"select * from {key}") for key in RESTS_ON}
    frames = context.read_inputs("fundScenario", RESTS_ON, rows)
    funds, contributions, targets = (frames[key] for key in RESTS_ON)
    found = fund_scenarios(funds, contributions, targets, counts, load_scenario_rules()[-1])
    return [
        FundScenarioResult(
            **asdict(one) | {"reason": one.reason and word_of(one.reason), "unknown_funds": list(one.unknown_funds)}
        )
        for one in found
    ]


FUND_SCENARIO = computed(
    list_of(FundScenarioResult),
    _resolve,
    [required("new_funds", list_of(int), "Numbers of new sub-funds to compare.", "拟比较的新设只数")],
    "Sizes of new sub-funds that reach the size in the plan, computed on request; real funds before generated ones."
    " Refused to roles that may not read all rows it is computed from.",
    "按方案规模测算新设子基金，按需计算；真实在前，合成在后。不能读取全部相关行的角色无权使用",
)
