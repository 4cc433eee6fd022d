"""Contradictions of parks: a firm that the list of members has twice at one time."""

from __future__ import annotations

import polars as pl

from warehouse.measures.contradictions.registry import FIRST_PLACE, SECOND_PLACE, Inputs, kind
from warehouse.measures.parks.members import members_on


@kind(
    "park_member_twice",
    "A firm is twice in one park, or its shares in parks exceed the whole.",
    "企业重复列入园区，或在各园区的计入比重合计超过 100%",
    subject="park",
    treatment="left_out",
    reads=("core.park_member", "core.park"),
)
def park_member_twice(inputs: Inputs) -> pl.DataFrame:
    """The row of a firm that does not count from its day of entry on, and the row by which the firm counts already."""
    members = inputs["core.park_member"]
    days = members.select("is_synthetic", day="entered_date").unique()
    rows = members_on(members, days).filter("is_in")
    doubtful = rows.filter(pl.col("is_twice") & (pl.col("day") == pl.col("entered_date")))
    counting = (
        rows.filter(~pl.col("is_twice"))
        .unique(["firm", "is_synthetic", "day"], keep="last", maintain_order=True)
        .select(
            "firm", "is_synthetic", "day", other="park_id", **{name: pl.col(own) for name, own in SECOND_PLACE.items()}
        )
    )
    return (
        doubtful.join(counting, on=["firm", "is_synthetic", "day"])
        .join(inputs["core.park"].select("park_id", "name_zh"), on="park_id")
        .join(inputs["core.park"].select(other="park_id", other_name="name_zh"), on="other")
        .select(
            "is_synthetic",
            *(pl.col(source).alias(name) for name, source in FIRST_PLACE.items()),
            *SECOND_PLACE,
            subject_id="park_id",
            enterprise_id="enterprise_id",
            text_en=pl.format(
                "{} entered {} on {}, and is counted in {} already.",
                pl.coalesce("enterprise_name", "credit_code"), "name_zh", "entered_date", "other_name",
            ),
            text_zh=pl.format(
                "“{}”于{}列入“{}”，但已在“{}”计入。",
                pl.coalesce("enterprise_name", "credit_code"), "entered_date", "name_zh", "other_name",
            ),
        )
    )  # fmt: skip
