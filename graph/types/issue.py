"""The issue ledger: issues with person, due date and status history."""

from __future__ import annotations

from graph.declare.declare import column, noun, to_many, to_one
from graph.declare.provenance import FromRow
from graph.types.vocabulary.plan import IssueStatus


@noun("core.issue", en="An issue, from the newest issue ledger.", zh="问题台账", is_grouped=True)
class Issue(FromRow):
    department_name = column(is_name=True)
    person_name = column(is_name=True)
    status: IssueStatus

    enterprise = to_one("Enterprise")
    department = to_one("Department")
    statuses = to_many("IssueStatusEntry", "Status in each ledger.", "状态沿革")
    visits = to_many("SiteVisit", "Visits that raised it.", "提出该问题的走访")


@noun(
    "core.issue_status",
    en="Status of an issue in one ledger.",
    zh="问题状态沿革",
    order_by=("issue_id", "known_from"),
)
class IssueStatusEntry(FromRow):
    status: IssueStatus
    person_name = column(is_name=True)

    issue = to_one("Issue")
