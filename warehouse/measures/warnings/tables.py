"""What the marts of warnings read."""

from __future__ import annotations

from warehouse.measures.chains.network import READS as NETWORK_READS
from warehouse.measures.tasks.task_rows import STATE_READS

READS: tuple[str, ...] = tuple(
    dict.fromkeys(
        (
            "mart.growth_product",
            "mart.growth_total",
            "mart.reporting_status",
            "mart.fund_covenant_measured",
            "mart.enterprise_outcome",
            "mart.chain_removal",
            "mart.chain_year",
            "core.fund_covenant",
            "core.enterprise_assessment",
            "core.enterprise_change",
            "core.submission",
            "core.warning_handling",
            *NETWORK_READS,
            *STATE_READS,
            "stage.build",
        )
    )
)
