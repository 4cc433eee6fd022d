"""What of a firm's revenue counts for a chain: its share there, scaled where all chains together claim more than 1."""

from __future__ import annotations

import polars as pl


def counted_members(members: pl.DataFrame) -> pl.DataFrame:
    """One row per node and member with `weight`, the part of its revenue that counts there.

    `weight` is null without a share, and where the shares within the chain exceed 1 (`is_above_whole`): that list is
    wrong, and nobody can say how. Shares over all chains that exceed 1 are scaled (`is_scaled`), so that no yuan counts
    twice; the nodes of a firm in a chain have together its weight of mart.subject_enterprise, which has six digits.
    """
    share = pl.col("counted_share")
    in_chain = share.sum().over("chain_id", "enterprise_id")
    is_above_whole = in_chain > 1
    counted = pl.when(~is_above_whole).then(share)
    of_all = counted.sum().over("enterprise_id").cast(pl.Float64)
    whole = in_chain.cast(pl.Float64)
    in_the_chain = (whole / pl.max_horizontal(of_all, pl.lit(1.0))).round(6)
    return members.select(
        "chain_id",
        "chain_stage_id",
        "enterprise_id",
        "role",
        weight=pl.when(whole > 0).then(counted.cast(pl.Float64) / whole * in_the_chain).otherwise(counted),
        is_above_whole=is_above_whole,
        is_scaled=(of_all > 1) & counted.is_not_null(),
    )
