"""The root field `removalWhatIf`: what a chain loses under other terms of supply."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import strawberry

from graph.computed.declare import computed, described, given, optional, required
from graph.declare.descriptions import both
from graph.declare.nouns import list_of
from graph.execution.execution import ResolverContext
from graph.execution.operation import InputRows
from graph.types.vocabulary.chains import RemovedKind
from graph.types.vocabulary.reasons import Reason, word_of
from warehouse.errors import InvalidArgument, LimitExceeded
from warehouse.measures.chains.network import READS
from warehouse.measures.chains.removal_what_if import NewSupplier, Terms, removal_what_if
from warehouse.measures.chains.removals import Resilience
from warehouse.measures.chains.resilience import Hit, Loss
from warehouse.rules.rule_sets import load_rule_sets

MOST_TERMS = 50
_LONGEST_DAYS = 3650

RESTS_ON = (*(key for key in READS if key != "mart.growth_product"), "mart.observation")
"""The tables that a caller has to see whole; mart.growth_product is made of observations."""

_IDS = {RemovedKind.NODE: "node", RemovedKind.ENTERPRISE: "enterprise", RemovedKind.EDGE: "edge"}


@strawberry.input(
    description=both(
        "Other terms of the need that an edge serves. What is left out stays.",
        "该供需关系所服务需求的其他条件，未填不变",
    )
)
class SupplyTerms:
    edge: strawberry.ID = strawberry.field(description=both("Supply edge.", "供需关系"))
    suppliable_share: Decimal | None = given("Of this edge, 0 to 1.", "该供给的可供比重（0 至 1）")
    outside_share: Decimal | None = given("Of the need, 0 to 1.", "该需求的省外来源占比（0 至 1）")
    stock_days: int | None = given("Of the need.", "该需求的库存天数")
    indispensability: Decimal | None = given("Of the need, 0 to 1.", "该需求的不可缺程度（0 至 1）")


@strawberry.input(
    description=both("A further supplier of the need that an edge serves.", "该供需关系所服务需求的新增供给")
)
class FurtherSupplier:
    beside: strawberry.ID = strawberry.field(description=both("An edge of the same need.", "同一需求的供需关系"))
    suppliable_share: Decimal = strawberry.field(description=both("At most, 0 to 1.", "可供比重（0 至 1）"))
    node: strawberry.ID | None = given("A node of the chains; else from elsewhere.", "链上节点，未填为链外")


@strawberry.type(description=both("A chain that the removal touches.", "所涉产业链"))
class ChainLossWhatIf:
    chain_id: strawberry.ID = described("Chain.", "产业链标识")
    name_zh: str = described("Chinese name.", "名称")
    share_before: Decimal | None = described("Part of its output at risk.", "风险占比")
    share_after: Decimal | None = described("The same under the terms.", "新条件下风险占比")
    output_before_cny: Decimal | None = described("Of a year's output.", "按全年产出计（元）")
    output_after_cny: Decimal | None = described("The same under the terms.", "新条件下（元）")
    when_stocks_end_before: Decimal | None = described("Once every stock has ended.", "库存耗尽后")
    when_stocks_end_after: Decimal | None = described("The same under the terms.", "新条件下库存耗尽后")
    reason: Reason | None = described("Why it is null.", "空值原因")


@strawberry.type(description=both("A node that the removal hits.", "受影响的节点"))
class NodeLossWhatIf:
    chain_stage_id: strawberry.ID = described("Node.", "节点标识")
    name_zh: str = described("Chinese name.", "名称")
    level_before: Decimal = described("Level before the recovery.", "恢复前产出水平")
    level_after: Decimal = described("The same under the terms.", "新条件下")
    tts_days_before: Decimal | None = described("Days until it falls; null: never.", "可维持天数，不受影响为空")
    tts_days_after: Decimal | None = described("The same under the terms.", "新条件下")


@strawberry.type(
    name="RemovalWhatIf",
    description=both(
        "What is lost without a node, firm or edge: as the lists have it, and under other terms of supply. A further"
        " supplier never raises the loss.",
        "断供推演：现状与新条件下的损失；新增供给不会使损失增加",
    ),
)
class RemovalWhatIfResult:
    ttr_days_before: Decimal = described("Days until the loss is made good.", "恢复天数")
    ttr_days_after: Decimal = described("The same under the terms.", "新条件下恢复天数")
    is_ttr_assumed: bool = described("True where the rule set gives them.", "是否取自规则")
    share_of_all_before: Decimal | None = described("Part of the output of all chains.", "占全部产业链产出的比重")
    share_of_all_after: Decimal | None = described("The same under the terms.", "新条件下")
    is_single_point_before: bool = described("Single point of failure.", "是否单点")
    is_single_point_after: bool = described("The same under the terms.", "新条件下是否单点")
    chains: list[ChainLossWhatIf] = described("Chains touched.", "所涉产业链")
    nodes: list[NodeLossWhatIf] = described("Nodes hit in either case.", "任一情形下受影响的节点")
    rule_set: str = described("Rule set.", "所用规则集")
    is_synthetic: bool = described("True for generated sample data.", "是否为合成样本数据")


def _resolve(context: ResolverContext, arguments: Mapping[str, Any]) -> RemovalWhatIfResult:
    terms = [_terms(position, each) for position, each in enumerate(arguments.get("terms") or ())]
    suppliers = [_supplier(position, each) for position, each in enumerate(arguments.get("suppliers") or ())]
    if len(terms) + len(suppliers) > MOST_TERMS:
        raise LimitExceeded(
            f"There are {len(terms) + len(suppliers)} terms and suppliers; at most {MOST_TERMS} are taken.",
            zh=f"条件与新增供给共 {len(terms) + len(suppliers)} 项，最多 {MOST_TERMS} 项。",
        )
    days = arguments.get("ttr_days")
    if days is not None and not 0 < days <= _LONGEST_DAYS:
        raise InvalidArgument(
            f"'ttrDays' is {days}; it must be 1 to {_LONGEST_DAYS}.", zh=f"ttrDays 须为 1 至 {_LONGEST_DAYS}。"
        )
    inputs = context.read_inputs("removalWhatIf", RESTS_ON, _inputs())
    rules = load_rule_sets("resilience@*.toml", Resilience)
    kind, removed_id = _IDS[arguments["kind"]], str(arguments["id"])
    try:
        found = removal_what_if(inputs, rules, kind, removed_id, days, terms, suppliers)
    except KeyError as error:
        unknown = str(error.args[0])[:60]
        raise InvalidArgument(
            f"The chains have no '{unknown}' that could be removed or altered.",
            "Ids are those of chainStages, enterprises in chains, and chainSupplyEdges that end in known nodes.",
            zh=f"产业链中没有可移除或变更的“{unknown}”。",
        ) from None
    names = dict(inputs["core.chain"].select("chain_id", "name_zh").iter_rows())
    stages = dict(inputs["core.chain_stage"].select("chain_stage_id", "node_name_zh").iter_rows())
    before, after = found.before, found.after
    return RemovalWhatIfResult(
        ttr_days_before=_six(before.ttr_days),
        ttr_days_after=_six(after.ttr_days),
        is_ttr_assumed=found.is_ttr_assumed,
        share_of_all_before=_maybe(before.share_of_all),
        share_of_all_after=_maybe(after.share_of_all),
        is_single_point_before=before.is_single_point,
        is_single_point_after=after.is_single_point,
        chains=_chains(before, after, names),
        nodes=_nodes(before, after, stages),
        rule_set=found.rule_set_version_id,
        is_synthetic=found.own.is_synthetic,
    )


def _chains(before: Loss, after: Loss, names: Mapping[str, str]) -> list[ChainLossWhatIf]:
    """The chains that either loss touches. One that the other does not touch has lost nothing there."""
    sides = [{chain.chain_id: chain for chain in each.chains} for each in (before, after)]
    rows = []
    for chain_id in sorted((sides[0].keys() | sides[1].keys()) & names.keys()):
        known = next(side[chain_id] for side in sides if chain_id in side)
        shares = [side[chain_id].share if chain_id in side else 0.0 for side in sides]
        outputs = [side[chain_id].output_at_risk if chain_id in side else 0.0 for side in sides]
        ends = [side[chain_id].share_when_stocks_end if chain_id in side else 0.0 for side in sides]
        is_known = known.share is not None
        rows.append(
            ChainLossWhatIf(
                chain_id=strawberry.ID(chain_id),
                name_zh=names[chain_id],
                share_before=_maybe(shares[0]),
                share_after=_maybe(shares[1]),
                output_before_cny=_cents(outputs[0]) if is_known else None,
                output_after_cny=_cents(outputs[1]) if is_known else None,
                when_stocks_end_before=_maybe(ends[0]),
                when_stocks_end_after=_maybe(ends[1]),
                reason=None if is_known else word_of("no_output"),
            )
        )
    return rows


def _nodes(before: Loss, after: Loss, stages: Mapping[str, str]) -> list[NodeLossWhatIf]:
    sides: list[dict[str, Hit]] = [{hit.node_id: hit for hit in each.hits} for each in (before, after)]
    rows = []
    for node_id in sorted((sides[0].keys() | sides[1].keys()) & stages.keys()):
        one, other = (side.get(node_id) for side in sides)
        rows.append(
            NodeLossWhatIf(
                chain_stage_id=strawberry.ID(node_id),
                name_zh=stages[node_id],
                level_before=_six(one.level if one else 1.0),
                level_after=_six(other.level if other else 1.0),
                tts_days_before=_maybe(one.tts_days if one else None),
                tts_days_after=_maybe(other.tts_days if other else None),
            )
        )
    return rows


def _terms(position: int, each: Mapping[str, Any]) -> Terms:
    where = f"terms[{position}]"
    days = each.get("stock_days")
    if days is not None and not 0 <= days <= _LONGEST_DAYS:
        raise InvalidArgument(
            f"{where}: 'stockDays' is {days}; it must be 0 to {_LONGEST_DAYS}.",
            zh=f"{where}：stockDays 须为 0 至 {_LONGEST_DAYS}。",
        )
    names = ("suppliable_share", "outside_share", "indispensability")
    share, outside, indispensability = (_share(where, name, each.get(name)) for name in names)
    return Terms(str(each["edge"]), share, outside, days, indispensability)


def _supplier(position: int, each: Mapping[str, Any]) -> NewSupplier:
    share = _share(f"suppliers[{position}]", "suppliable_share", each["suppliable_share"])
    node = each.get("node")
    return NewSupplier(str(each["beside"]), share or 0.0, None if node is None else str(node))


def _share(where: str, name: str, value: Decimal | None) -> float | None:
    if value is not None and not 0 <= value <= 1:
        raise InvalidArgument(f"{where}: '{name}' is {value}; it must be 0 to 1.", zh=f"{where}：{name} 须为 0 至 1。")
    return None if value is None else float(value)


def _inputs() -> dict[str, InputRows]:
    """Whole lists, and of the returns the Decembers: outputs and capacities are those of the last full year."""
    found = {key: InputRows(f"select * from {key}") for key in READS}
    found["mart.enterprise_month"] = InputRows(
        "select enterprise_id, period, revenue_ytd_cny, is_flagged, is_synthetic from mart.enterprise_month"
        " where right(period, 2) = '12'"
    )
    found["mart.growth_product"] = InputRows(
        "select enterprise_id, product_code, period, capacity, price_cny, is_synthetic from mart.growth_product"
        " where right(period, 2) = '12'"
    )
    return found


def _six(value: float) -> Decimal:
    return Decimal(repr(round(value, 6)))


def _maybe(value: float | None) -> Decimal | None:
    return None if value is None else _six(value)


def _cents(value: float) -> Decimal:
    return Decimal(repr(round(value, 2)))


REMOVAL_WHAT_IF = computed(
    RemovalWhatIfResult,
    _resolve,
    [
        required("kind", RemovedKind, "What is removed.", "移除对象类别"),
        required("id", strawberry.ID, "Its id.", "移除对象标识"),
        optional("ttr_days", int, "Days until the loss is made good under the terms.", "新条件下的恢复天数"),
        optional("terms", list_of(SupplyTerms), "Other terms of supply.", "供给条件"),
        optional("suppliers", list_of(FurtherSupplier), "Further suppliers.", "新增供给"),
    ],
    "What is lost without a node, firm or supply edge under other terms, computed on request. At most"
    f" {MOST_TERMS} terms and suppliers.",
    "断供推演：按新条件重算",
)
