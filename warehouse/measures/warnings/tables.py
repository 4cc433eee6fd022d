"""What the marts of warnings read."""

from __future__ import annotations

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
            "core.warning_handling",
            *STATE_READS,
            "stage.build",
        )
    )
)
