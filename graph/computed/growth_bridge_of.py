"""The root field `growthBridgeOf`: the bridge of one subject between any two periods."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from enum import Enum
from typing import Any

import strawberry

from graph.computed.declare import computed, described, optional, required
from graph.declare.descriptions import both
from graph.declare.explained import ExplanationText
from graph.declare.words import closed, word
from graph.execution.execution import ResolverContext
from graph.execution.operation import InputRows
from graph.types.vocabulary.figures import PeriodKind
from graph.types.vocabulary.growth import GrowthCause, Measure, MeasuredSubject
from graph.types.vocabulary.reasons import Reason, word_of
from warehouse.domain import period as periods
from warehouse.errors import InvalidArgument
from warehouse.measures import reason
from warehouse.measures.explanations import explain_row
from warehouse.measures.growth.bridge_on_request import BridgeRequest, bridge_on_request, firms_on_request, read_pair
from warehouse.measures.growth.growth_rows import load_growth_rules

RESTS_ON = (
    "mart.growth_bridge",
    "mart.observation",
    "core.observation",
    "core.enterprise",
    "core.enterprise_change",
    "core.enterprise_sei_share",
    "core.enterprise_chain",
    "core.park_member",
)
"""The tables that a caller has to see whole: the inputs are made of them."""

_SUBJECTS = {
    "enterprise": ("core.enterprise", "enterprise_id"),
    "industry": ("core.industry", "industry_id"),
    "chain": ("core.chain", "chain_id"),
    "region": ("core.region", "region_code"),
    "park": ("core.park", "park_id"),
}
PROVINCE = "province"

_FIRMS = """
    with member as (
        select enterprise_id from mart.subject_enterprise where subject_kind = $kind and subject_id = $subject
        union all
        select $subject where $kind = 'enterprise'
    ),
    -- From a merger on, heir and merged firm are one unit.
    firm as (
        select enterprise_id from member
        union
        select enterprise_id from core.enterprise_change
        where change_kind = 'merger' and other_enterprise_id in (select enterprise_id from member)
    )
"""


@closed("What the earlier period is measured by.", "基期取数口径")
class BridgeBase(Enum):
    NEWEST = word("newest", "Its newest vintage: nothing is revision.", "最新版本，修订为0")
    AS_PUBLISHED = word("as_published", "As first received: the rest is revision.", "首次报送数")


@strawberry.type(description=both("A firm in one of two periods only.", "仅一期有值的企业"))
class FirmInOrOut:
    enterprise_id: strawberry.ID = described("Enterprise.", "企业标识")
    name_zh: str | None = described("Chinese name.", "名称")
    cause: GrowthCause | None = described("Why.", "原因")
    scope_cny: Decimal | None = described("Its part of `scopeCny`.", "其范围变动")


@strawberry.type(
    name="GrowthBridgeOf",
    description=both(
        "The change of a subject between two periods as seven effects that add up to `totalCny`; yuan. Null effects"
        " have a `reason`.",
        "任意两期的增长分解：七项之和等于总变动（元）；空值见 reason",
    ),
)
class GrowthBridgeOf:
    from_period: str = described("Period that the change starts from.", "基期")
    to_period: str = described("Period that the change leads to.", "报告期")
    from_value_cny: Decimal | None = described("Level of `fromPeriod`.", "基期数")
    to_value_cny: Decimal | None = described("Level of `toPeriod`.", "报告期数")
    total_cny: Decimal | None = described("The change: the sum of the seven effects.", "总变动")
    price_cny: Decimal | None = described("Prices of continuing products.", "价格影响")
    volume_cny: Decimal | None = described("Their quantities.", "数量影响")
    structure_cny: Decimal | None = described("New and dropped products.", "结构影响")
    remainder_cny: Decimal | None = described("What products do not explain.", "产品未解释")
    scope_cny: Decimal | None = described("Firms in and out.", "范围变动")
    method_cny: Decimal | None = described("Restatement of the base.", "口径变动")
    revision_cny: Decimal | None = described("Newest less first base.", "数据修订")
    mix_cny: Decimal | None = described("Of the volume: shift among products of one unit.", "其中：同单位产品结构转移")
    price_known_cny: Decimal | None = described("Price of the known cells.", "价格影响（已知部分）")
    volume_known_cny: Decimal | None = described("Volume of the known cells.", "数量影响（已知部分）")
    remainder_known_cny: Decimal | None = described("Remainder with the unknown cells.", "未解释（含缺数部分）")
    price_fisher_cny: Decimal | None = described("Price after Fisher: never added up.", "费雪价格影响，不可加总")
    volume_fisher_cny: Decimal | None = described("Volume after Fisher.", "费雪数量影响")
    has_index_gap: bool = described("Whether both price indices disagree.", "两种价格指数不一致")
    reason: Reason | None = described("Why a number is null, or what the remainder holds.", "空值原因")
    explained_share: Decimal | None = described("Part of both sides that products explain.", "产品可解释比重")
    is_weakly_explained: bool = described("Whether that is below the bound.", "产品解释不足")
    is_unit_value: bool = described(
        "Whether each period is one slot with unit values: not one year apart, so that effects of months do not add up"
        " to those of a longer period, and the firms' own reports are the base.",
        "是否按各期单位价值计算（非同比，各月影响不可相加，以企业自身填报为基数）",
    )
    capacity_growth_rate: Decimal | None = described("Growth of capacity.", "生产能力增速")
    own_base_count: int | None = described("Firms on their own report as base.", "以自身填报为基数的企业数")
    unexplained_count: int | None = described("Firms without products.", "无产品数据的企业数")
    cause: GrowthCause | None = described("Of a firm one year apart: why in or out.", "企业进退原因")
    firms_in: list[FirmInOrOut] = described("Firms of `toPeriod` only.", "仅报告期有值的企业")
    firms_out: list[FirmInOrOut] = described("Firms of `fromPeriod` only.", "仅基期有值的企业")
    explanation: ExplanationText | None = described("How the numbers come about.", "计算说明")
    rule_set_version_id: strawberry.ID | None = described("Rule set.", "所用规则集")
    is_flagged: bool = described("Whether a value in it is flagged.", "含存疑数值")
    is_synthetic: bool = described("Whether any part is generated.", "是否含合成数据")


def _resolve(context: ResolverContext, arguments: Mapping[str, Any]) -> GrowthBridgeOf:
    kind = periods.PeriodKind(arguments["kind"].value)
    from_period, to_period = read_pair(kind, arguments["from_period"], arguments["to_period"])
    subject_kind = arguments["subject_kind"].value
    subject_id = PROVINCE if subject_kind == PROVINCE else arguments.get("subject_id")
    if subject_id is None:
        raise InvalidArgument(
            "'subjectId' is missing.", "Only PROVINCE has none.", zh="缺少 subjectId；仅 PROVINCE 可省略。"
        )
    base = arguments.get("base")
    request = BridgeRequest(
        *(subject_kind, subject_id, arguments["measure"].value, kind, from_period, to_period),
        is_as_published=base is not None and base.value == "as_published",
    )
    refusal = request.refusal()
    if refusal is None:
        series = context.read_inputs("growthBridgeOf", RESTS_ON, _series(request))
        _check_subject(request, series)
        years = {str(year) for year in request.years}
        if not years <= set(series["years"]["year"]):
            refusal = reason.Reason.PERIOD_OUT_OF_RANGE
    if refusal is not None:
        return _without_effects(request, refusal)
    inputs = context.read_inputs("growthBridgeOf", RESTS_ON, _inputs(request))
    frames = {name: frame.lazy() for name, frame in inputs.items()}
    rows = context.operation.collect(bridge_on_request(request, frames, load_growth_rules()))
    if rows.is_empty():
        has_no_list = request.subject_kind == "park" and inputs["mart.subject_enterprise"].is_empty()
        return _without_effects(request, reason.Reason.NO_SOURCE if has_no_list else reason.Reason.NOT_REPORTED)
    row = rows.row(0, named=True)
    moves = context.operation.collect(firms_on_request(request, frames)).to_dicts()
    words: dict[str, Any] = {
        "firms_in": [_firm(firm) for firm in moves if firm["is_in"]],
        "firms_out": [_firm(firm) for firm in moves if not firm["is_in"]],
        "explanation": ExplanationText(**explain_row("mart.growth_bridge", row)),
        "reason": None if row["reason"] is None else word_of(row["reason"]),
        "cause": None if row["cause"] is None else GrowthCause(row["cause"]),
    }
    return GrowthBridgeOf(**{name: row[name] for name in _NAMES if name not in words}, **words)


def _firm(row: Mapping[str, Any]) -> FirmInOrOut:
    cause: Any = None if row["cause"] is None else GrowthCause(row["cause"])
    return FirmInOrOut(
        enterprise_id=row["enterprise_id"], name_zh=row["name_zh"], cause=cause, scope_cny=row["scope_cny"]
    )


_NAMES = tuple(GrowthBridgeOf.__annotations__)


def _check_subject(request: BridgeRequest, series: Mapping[str, Any]) -> None:
    if request.subject_kind != PROVINCE and series["subject"].is_empty():
        raise InvalidArgument(
            f"There is no {request.subject_kind} '{request.subject_id[:40]}'.",
            zh=f"没有标识为“{request.subject_id[:40]}”的对象。",
        )


def _without_effects(request: BridgeRequest, why: reason.Reason) -> GrowthBridgeOf:
    empty: dict[str, Any] = dict.fromkeys(_NAMES)
    empty |= dict.fromkeys(("has_index_gap", "is_weakly_explained", "is_flagged", "is_synthetic"), False)
    empty |= {
        "from_period": str(request.from_period),
        "to_period": str(request.to_period),
        "firms_in": [],
        "firms_out": [],
        "is_unit_value": not (request.is_stored or request.reversed().is_stored),
        "reason": word_of(why),
    }
    return GrowthBridgeOf(**empty)


def _series(request: BridgeRequest) -> dict[str, InputRows]:
    """The years that have values of the measure, and whether there is such a subject."""
    years = "select distinct left(period, 4) as year from mart.growth_total where measure = $measure"
    found = {"years": InputRows(years, {"measure": request.source_measure})}
    if request.subject_kind in _SUBJECTS:
        table, key = _SUBJECTS[request.subject_kind]
        subject = {"subject": request.subject_id}
        found["subject"] = InputRows(f"select {key} from {table} where {key} = $subject", subject)
    return found


def _inputs(request: BridgeRequest) -> dict[str, InputRows]:
    subject = {"kind": request.subject_kind, "subject": request.subject_id}
    years = {**subject, "years": [str(year) for year in request.years]}
    of_firms = "where enterprise_id in (select enterprise_id from firm)"
    in_years = f"{of_firms} and left(period, 4) in (select unnest($years))"
    return {
        "mart.growth_total": InputRows(
            f"{_FIRMS} select * from mart.growth_total {in_years} and measure = $measure",
            {**years, "measure": request.source_measure},
        ),
        "mart.growth_product": InputRows(f"{_FIRMS} select * from mart.growth_product {in_years}", years),
        "mart.subject_enterprise": InputRows(
            "select * from mart.subject_enterprise where subject_kind = $kind and subject_id = $subject", subject
        ),
        "core.enterprise_change": InputRows("select * from core.enterprise_change"),
        "core.reporting_exemption": InputRows("select * from core.reporting_exemption"),
        "core.enterprise": InputRows(f"{_FIRMS} select * from core.enterprise {of_firms}", subject),
        "core.enterprise_sei_share": InputRows(f"{_FIRMS} select * from core.enterprise_sei_share {of_firms}", subject),
    }


GROWTH_BRIDGE_OF = computed(
    GrowthBridgeOf,
    _resolve,
    [
        required("subject_kind", MeasuredSubject, "Kind of subject.", "对象类别"),
        optional("subject_id", strawberry.ID, "Its key; none for PROVINCE.", "对象标识，PROVINCE 可省略"),
        required("measure", Measure, "Measure.", "指标"),
        required("from_period", str, "2016-03, 2016-Q1 or 2016.", "基期", "from"),
        required("to_period", str, "Another of the same kind, earlier or later.", "报告期", "to"),
        required("kind", PeriodKind, "Kind of both periods.", "期间类别"),
        optional("base", BridgeBase, "NEWEST by default.", "基期取数口径，默认最新"),
    ],
    "The growth bridge of one subject between any two periods, computed on request; one year apart it is that of"
    " `growthBridges`. Refused to roles that may not read all rows it is computed from.",
    "按需计算单个对象任意两期的增长分解；相距一年的与 growthBridges 一致。不能读取全部相关行的角色无权使用",
)
