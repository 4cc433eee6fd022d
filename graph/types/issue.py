"""The issue ledger: what is to be settled, by whom and until when, and how it went."""

from __future__ import annotations

from datetime import date, datetime

import strawberry

from graph.declare.declare import column, noun, to_many, to_one
from graph.declare.provenance import FromRow
from graph.types.vocabulary.plan import IssueStatus


@noun("core.issue", en="A matter of the issue ledger, as the newest ledger has it.", zh="问题台账", is_grouped=True)
class Issue(FromRow):
    issue_id: strawberry.ID = column()
    enterprise_id: str | None = column(
        "The enterprise; null where the ledger names none that is in a register.", "企业标识"
    )
    title_zh: str = column()
    department_name: str | None = column(is_name=True)
    person_name: str | None = column(is_name=True)
    raised_date: date | None = column()
    due_date: date | None = column()
    status: IssueStatus = column()
    is_overdue: bool = column(
        "True where it was neither done nor suspended on the day after its due date, as of the build.", "是否逾期"
    )
    is_synthetic: bool = column("True where it is invented sample data.", "是否为合成样本数据")

    enterprise = to_one("Enterprise", "The enterprise.", "企业")
    statuses = to_many("IssueStatusEntry", "What each ledger said about it.", "状态沿革")


@noun(
    "core.issue_status",
    en="What one ledger said about an issue.",
    zh="问题状态沿革",
    order_by=("issue_id", "known_from"),
)
class IssueStatusEntry(FromRow):
    issue_status_id: strawberry.ID = column("Issue and file.", "标识")
    issue_id: str = column()
    status: IssueStatus = column()
    progress_note: str | None = column()
    due_date: date | None = column()
    person_name: str | None = column(is_name=True)
    known_from: datetime = column("When that ledger came, UTC.", "收到时刻")
    is_synthetic: bool = column("True where it is invented sample data.", "是否为合成样本数据")

    issue = to_one("Issue", "The issue.", "问题")
