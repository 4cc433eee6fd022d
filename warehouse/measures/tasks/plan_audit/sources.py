"""The indicators of which data can come: measured by a form, named by files of others, or counted from registers."""

from __future__ import annotations

from warehouse.forms.registry import FORMS
from warehouse.programme.programme import Programme

DERIVED = frozenset(
    {
        "sei_share_gdp", "key_enterprise_count", "chain_10bn_count", "guide_fund_size", "sub_fund_count",
        "sub_fund_size", "platform_national_local_count", "state_key_lab_count", "provincial_platform_count",
        "national_enterprise_tech_center_count",
    }
)  # fmt: skip
"""What mart.target_actual and mart.sei_share make of registers and of other indicators."""


def indicators_with_data(programme: Programme) -> frozenset[str]:
    """Measured by a form, assigned to a series, or known to files by a name of its own; and what is made of these."""
    of_forms = {measure.indicator_id for form in FORMS.values() for measure in form.measures}
    of_series = {series.indicator for series in programme.series if series.indicator is not None}
    named = {name for name, indicator in programme.indicators.items() if indicator.also_called}
    return DERIVED | of_forms | of_series | named
