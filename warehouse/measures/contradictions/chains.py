"""Contradictions of chains: the lists of chains and supply edges in force against the register of enterprises."""

from __future__ import annotations

import polars as pl

from warehouse.measures.contradictions.registry import FIRST_PLACE, SECOND_PLACE, Inputs, kind
from warehouse.measures.register.enterprise_changes import ended_by


@kind(
    "member_ended",
    "A member of a chain has left the list or merged.",
    "产业链企业已退出或已合并",
    subject="enterprise",
    treatment="left_out",
    reads=("core.enterprise_chain", "core.chain", "core.enterprise", "core.enterprise_change"),
)
def member_ended(inputs: Inputs) -> pl.DataFrame:
    """A member in the list of chains in force that is no longer on the support list, with the change that ended it.

    Without a declared change the second place is its entry in the register.
    """
    ended = inputs["core.enterprise"].filter(pl.col("status") != "active")
    change = ended_by(inputs["core.enterprise_change"]).select(
        "enterprise_id", "change_date", second_submission_id="submission_id", second_sheet="source_sheet",
        second_row="source_row",
    )  # fmt: skip
    register = ended.select(
        "enterprise_id", "name_zh", own_submission_id="submission_id", own_sheet="source_sheet", own_row="source_row"
    )
    chain = inputs["core.chain"].select("chain_id", "is_synthetic", chain_name="name_zh")
    found = (
        inputs["core.enterprise_chain"]
        .select("enterprise_id", "chain_id", **{name: pl.col(source) for name, source in FIRST_PLACE.items()})
        .join(register, on="enterprise_id")
        .join(chain, on="chain_id")
        .join(change, on="enterprise_id", how="left")
    )
    is_declared = pl.col("second_submission_id").is_not_null()
    day = pl.col("change_date").dt.to_string("%Y-%m-%d")
    return found.select(
        "chain_id",
        "is_synthetic",
        *FIRST_PLACE,
        *(
            pl.when(is_declared).then(name).otherwise(f"own_{name.removeprefix('second_')}").alias(name)
            for name in SECOND_PLACE
        ),
        subject_id="enterprise_id",
        text_en=pl.format(
            "{} is in the list of chain {}, and has left the register{}.",
            "name_zh", "chain_name", pl.format(" since {}", day).fill_null(""),
        ),
        text_zh=pl.format(
            "“{}”仍列在产业链“{}”中，但{}已不在名录内。",
            "name_zh", "chain_name", pl.format("自{}起", day).fill_null(""),
        ),
    )  # fmt: skip


@kind(
    "member_unknown",
    "A member of a chain is in no register.",
    "产业链企业不在任何名录中",
    subject="chain",
    treatment="left_out",
    reads=("stage.chain_member", "core.submission", "core.chain", "core.enterprise_identity", "core.enterprise"),
)
def member_unknown(inputs: Inputs) -> pl.DataFrame:
    """A credit code in the list of chains in force that no register has. The second place is the newest register."""
    known = inputs["core.enterprise_identity"].filter(pl.col("identifier_kind") == "credit_code")
    register = inputs["core.enterprise"]["submission_id"].max()
    listed = (
        inputs["stage.chain_member"]
        .filter(pl.col("credit_code").is_not_null())
        .join(inputs["core.submission"].select("submission_number", "submission_id"), on="submission_number")
        .join(
            inputs["core.chain"].select("submission_id", "is_synthetic", chain_code="chain_id"),
            on=["chain_code", "submission_id"],
        )
        .join(known.select(credit_code="identifier_code"), on="credit_code", how="anti")
    )
    return listed.select(
        "is_synthetic",
        subject_id="chain_code",
        **{name: pl.col(source) for name, source in FIRST_PLACE.items()},
        second_submission_id=pl.lit(register, pl.String),
        second_sheet=pl.lit(None, pl.String),
        second_row=pl.lit(None, pl.Int32),
        text_en=pl.format(
            "No register has {} ({}), a member of chain {}.",
            pl.col("name").fill_null("?"), "credit_code", "chain_name",
        ),
        text_zh=pl.format(
            "产业链“{}”中的企业“{}”（{}）不在任何名录中。",
            "chain_name", pl.col("name").fill_null("?"), "credit_code",
        ),
    )  # fmt: skip


@kind(
    "shares_above_whole",
    "The shares of a firm over all chains exceed 1.",
    "企业计入各产业链的比重合计超过 1",
    subject="enterprise",
    treatment="adjusted",
    reads=("core.enterprise_chain", "core.chain", "core.enterprise"),
)
def shares_above_whole(inputs: Inputs) -> pl.DataFrame:
    """A firm whose revenue the chains count more than once, with its first and last row; the text names them all."""
    rows = (
        inputs["core.enterprise_chain"]
        .filter(pl.col("counted_share") > 0)
        .join(inputs["core.chain"].select("chain_id", "is_synthetic", chain_name="name_zh"), on="chain_id")
        .join(inputs["core.enterprise"].select("enterprise_id", "name_zh"), on="enterprise_id")
        .sort("enterprise_id", "chain_id", "source_sheet", "source_row")
    )
    percent = (pl.col("counted_share") * 100).round(2).cast(pl.Float64)
    return (
        rows.group_by("enterprise_id", "name_zh", maintain_order=True)
        .agg(
            *(pl.col(source).first().alias(name) for name, source in FIRST_PLACE.items()),
            second_submission_id=pl.col("submission_id").last(),
            second_sheet=pl.col("source_sheet").last(),
            second_row=pl.col("source_row").last(),
            total=pl.col("counted_share").sum(),
            percent=(pl.col("counted_share").sum() * 100).round(2).cast(pl.Float64),
            chains=pl.format("{} {} %", "chain_name", percent).str.join("、"),
            is_synthetic=pl.col("is_synthetic").any(),
        )
        .filter(pl.col("total") > 1)
        .select(
            "is_synthetic",
            *FIRST_PLACE,
            *SECOND_PLACE,
            subject_id="enterprise_id",
            text_en=pl.format(
                "The chains count {} % of the revenue of {}: {}. Each counts in proportion until then.",
                "percent", "name_zh", "chains",
            ),
            text_zh=pl.format(
                "“{}”计入各产业链的比重合计 {}%：{}。更正前按比例折算。", "name_zh", "percent", "chains",
            ),
        )
    )  # fmt: skip


@kind(
    "edge_dangling",
    "A supply edge ends in no known node.",
    "供需关系指向未知节点",
    subject="chain",
    treatment="left_out",
    reads=("core.chain_supply_edge", "core.chain"),
)
def edge_dangling(inputs: Inputs) -> pl.DataFrame:
    """A supply edge with an end that its chain does not have. The second place is the list of that chain, if any."""
    edges = inputs["core.chain_supply_edge"].filter(pl.col("is_dangling"))
    is_supplier = pl.col("from_chain_stage_id").is_null()
    lists = inputs["core.chain"].select(ended_chain_id="chain_id", second_submission_id="submission_id")
    return (
        edges.with_columns(
            ended_chain_id=pl.when(is_supplier).then("chain_id").otherwise("to_chain_id"),
            node=pl.when(is_supplier).then("from_node_name_zh").otherwise("to_node_name_zh"),
        )
        .join(lists, on="ended_chain_id", how="left")
        .select(
            "is_synthetic",
            "second_submission_id",
            subject_id="chain_id",
            **{name: pl.col(source) for name, source in FIRST_PLACE.items()},
            second_sheet=pl.lit(None, pl.String),
            second_row=pl.lit(None, pl.Int32),
            text_en=pl.format(
                "The edge {} → {} ends in '{}', which the list of chain {} has not, or has more than once.",
                "from_node_name_zh", "to_node_name_zh", "node", "ended_chain_id",
            ),
            text_zh=pl.format(
                "供需关系“{} → {}”中的节点“{}”在产业链 {} 的名录中不存在或有重名。",
                "from_node_name_zh", "to_node_name_zh", "node", "ended_chain_id",
            ),
        )
    )  # fmt: skip


@kind(
    "supply_unexplained",
    "The supply edges of a need do not add up to it.",
    "供给比重与省外来源合计不足需求",
    subject="chain",
    treatment="adjusted",
    reads=("core.chain_supply_edge", "core.chain_stage"),
)
def supply_unexplained(inputs: Inputs) -> pl.DataFrame:
    """A node whose edges for some goods, with the part from outside, cover less than the need: the first and last edge.

    An edge without a share is taken for the whole need, so that nothing is missing.
    """
    share = pl.coalesce("suppliable_share", "supplied_share").fill_null(1)
    stages = inputs["core.chain_stage"].select(to_chain_stage_id="chain_stage_id", node="node_name_zh")
    needs = (
        inputs["core.chain_supply_edge"]
        .filter(~pl.col("is_dangling"))
        .join(stages, on="to_chain_stage_id")
        .sort("submission_id", "source_sheet", "source_row")
        .group_by("to_chain_id", "to_chain_stage_id", "node", "goods", maintain_order=True)
        .agg(
            *(pl.col(source).first().alias(name) for name, source in FIRST_PLACE.items()),
            second_submission_id=pl.col("submission_id").last(),
            second_sheet=pl.col("source_sheet").last(),
            second_row=pl.col("source_row").last(),
            told=share.sum() + pl.col("outside_share").min().fill_null(0),
            is_synthetic=pl.col("is_synthetic").any(),
        )
        .filter(pl.col("told") < 1)
    )
    percent = (pl.col("told") * 100).round(2).cast(pl.Float64)
    goods = pl.col("goods").fill_null("?")
    return needs.select(
        "is_synthetic",
        *FIRST_PLACE,
        *SECOND_PLACE,
        subject_id="to_chain_id",
        text_en=pl.format(
            "Of the {} that {} needs, edges and outside explain {} %. The rest is taken as from outside.",
            goods, "node", percent,
        ),
        text_zh=pl.format("“{}”所需的“{}”，供给与省外来源仅说明 {}%，其余按省外计。", "node", goods, percent),
    )  # fmt: skip
