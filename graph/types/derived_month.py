"""Months computed as the difference of two years to date, separate from received values."""

from __future__ import annotations

from graph.declare.declare import column, noun, to_one
from graph.types.vocabulary.figures import SubjectKind


@noun(
    "mart.derived_month",
    en="A month, March to December, computed as the difference of two reported years to date. Reported months have no "
    "row here, nor have January and February.",
    zh="由本年累计相减得出的当月数（3—12月），非报送值；已报送当月数的无此行，1、2月从不推算",
)
class DerivedMonth:
    subject_kind: SubjectKind
    value = column(unit_column="unit_stored")

    indicator = to_one("Indicator")
    enterprise = to_one("Enterprise")
    region = to_one("Region")
    product = to_one("Product")
    ytd = to_one("Observation")
    prior_ytd = to_one("Observation")
