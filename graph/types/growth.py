"""Growth of a subject, its bridge, the firms in it and the cells of the bridge."""

from __future__ import annotations

from graph.declare.declare import column, noun, to_many, to_one
from graph.types.vocabulary.figures import PeriodKind
from graph.types.vocabulary.growth import (
    CellState,
    GrowthCause,
    Measure,
    MeasuredSubject,
    MemberState,
    ProfitTurn,
)
from graph.types.vocabulary.reasons import Reason

_ADDS_WITHIN = ("subject_kind", "measure", "period_kind", "to_period")


@noun(
    "mart.growth",
    en="Growth of a subject on the same period of the previous year: nominal, same base and at constant prices.",
    zh="同比增速：名义、同口径、可比价",
    order_by=("period_end_date",),
    columns=(
        *("growth_id", "subject_kind", "subject_id", "measure", "period_kind", "period", "period_end_date"),
        *("value_cny", "previous_value_cny", "nominal_rate", "nominal_reason", "panel_value_cny", "panel_base_cny"),
        *("change_cny", "same_base_rate", "same_base_reason", "profit_turn", "contribution_pp", "price_index"),
        *("constant_price_rate", "constant_price_reason", "coverage_share", "months_gap_cny", "enterprise_count"),
        *("reporting_count", "panel_count", "entered_count", "left_count", "rule_set_version_id"),
        *("is_flagged", "is_synthetic"),
    ),
)
class Growth:
    subject_kind: MeasuredSubject
    measure: Measure
    period_kind: PeriodKind
    nominal_reason: Reason
    same_base_reason: Reason
    profit_turn: ProfitTurn
    constant_price_reason: Reason

    enterprise = to_one("Enterprise", "Enterprise.", "企业")
    industry = to_one("Industry", "Field.", "领域")
    chain = to_one("IndustryChain", "Chain.", "产业链")
    region = to_one("Region", "Region.", "地区")
    bridge = to_one("GrowthBridge", "Its change as effects.", "增长分解")
    members = to_many("GrowthMember", "Its firms.", "其中企业")
    nowcasts = to_many(
        "Nowcast", "Of a year to date: what is imputed while firms are missing.", "本年累计未报齐时的插补"
    )


@noun(
    "mart.growth_bridge",
    en="The change of a subject over a year as seven effects that add up. Periods not one year apart are not stored"
    " (PERIOD_PAIR_NOT_STORED): `growthBridgeOf` computes them.",
    zh="增长分解：七项影响，严格可加；非同比的两期不入库，用 growthBridgeOf",
    order_by=("period_end_date",),
    is_grouped=True,
    columns=(
        *("growth_id", "subject_kind", "subject_id", "measure", "period_kind", "from_period", "to_period"),
        *("period_end_date", "enterprise_id", "from_value_cny", "to_value_cny", "price_cny", "volume_cny"),
        "structure_cny",
        *("remainder_cny", "scope_cny", "method_cny", "revision_cny", "total_cny", "mix_cny", "price_known_cny"),
        *(
            "volume_known_cny",
            "remainder_known_cny",
            "price_fisher_cny",
            "volume_fisher_cny",
            "has_index_gap",
            "reason",
            "explained_share",
            "is_weakly_explained",
        ),
        *("capacity_growth_rate", "unexplained_count", "cause", "is_flagged", "is_synthetic"),
    ),
)
class GrowthBridge:
    subject_kind: MeasuredSubject
    measure: Measure
    period_kind: PeriodKind
    from_value_cny = column(adds_within=_ADDS_WITHIN)
    to_value_cny = column(adds_within=_ADDS_WITHIN)
    price_cny = column(adds_within=_ADDS_WITHIN)
    volume_cny = column(adds_within=_ADDS_WITHIN)
    structure_cny = column(adds_within=_ADDS_WITHIN)
    remainder_cny = column(adds_within=_ADDS_WITHIN)
    scope_cny = column(adds_within=_ADDS_WITHIN)
    method_cny = column(adds_within=_ADDS_WITHIN)
    revision_cny = column(adds_within=_ADDS_WITHIN)
    total_cny = column(adds_within=_ADDS_WITHIN)
    reason: Reason
    cause: GrowthCause

    enterprise = to_one("Enterprise", "Enterprise.", "企业")
    growth = to_one("Growth", "Its growth rates.", "增速")


@noun(
    "mart.growth_member",
    en="A firm in the growth of a subject; contributions are of years to date.",
    zh="增速中的企业，拉动仅列本年累计",
    order_by=("period",),
    columns=(
        *("subject_kind", "subject_id", "measure", "period_kind", "period", "enterprise_id", "member_state", "cause"),
        *("counted_share", "scope_cny", "change_cny", "contribution_pp", "is_flagged", "is_synthetic"),
    ),
)
class GrowthMember:
    subject_kind: MeasuredSubject
    measure: Measure
    period_kind: PeriodKind
    member_state: MemberState
    cause: GrowthCause

    enterprise = to_one("Enterprise", "Enterprise.", "企业")


@noun(
    "mart.growth_bridge_cell",
    en="Effects of one product of one firm in one month.",
    zh="企业、产品、月份的影响",
    order_by=("period_end_date",),
    columns=(
        *("enterprise_id", "product_code", "to_period", "period_end_date", "unit", "from_quantity"),
        *("to_quantity", "from_unit_price_cny", "to_unit_price_cny", "from_value_cny", "to_value_cny", "price_cny"),
        *("volume_cny", "mix_cny", "structure_cny", "cell_state", "reason", "is_flagged", "is_synthetic"),
    ),
)
class GrowthBridgeCell:
    cell_state: CellState
    reason: Reason

    enterprise = to_one("Enterprise", "Enterprise.", "企业")
    product = to_one("Product")
