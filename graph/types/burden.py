"""What reporting costs: by form, by respondent, and what is asked twice."""

from __future__ import annotations

from graph.declare.declare import column, noun, to_one
from graph.types.vocabulary.deliveries import RespondentKind


@noun(
    "mart.burden_form",
    en="What a form asks in a year, and what of it is known already. A known cell may still be wanted: people decide.",
    zh="报表负担及其中已知项；已知项是否仍需填报由人决定",
    order_by=("form_id", "year"),
    is_grouped=True,
)
class Burden:
    file_count = column(adds_within=())
    row_count = column(adds_within=())
    cell_count = column(adds_within=())
    known_count = column(adds_within=())
    needed_count = column(adds_within=())
    saved_alone_count = column(adds_within=())

    form = to_one("ReportForm")


@noun(
    "mart.burden_respondent",
    en="What a respondent is asked in a year.",
    zh="填报单位的年度负担",
    order_by=("respondent_kind", "year"),
    is_grouped=True,
)
class RespondentBurden:
    respondent_kind: RespondentKind
    file_count = column(adds_within=())
    cell_count = column(adds_within=())
    known_count = column(adds_within=())
    needed_count = column(adds_within=())

    enterprise = to_one("Enterprise")
    department = to_one("Department")
    project = to_one("Project")


@noun("mart.burden_duplicate", en="Content that two forms ask.", zh="两张报表重复要求的内容")
class BurdenDuplicate:
    form = to_one("ReportForm")
    other_form = to_one("ReportForm")
