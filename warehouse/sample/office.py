"""Deliveries of offices about firms and tasks: reports, support, issues, listing pipelines. A few rows
each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial

from warehouse.domain.period import Period
from warehouse.forms.department_report import DEPARTMENT_REPORT
from warehouse.forms.enterprise_contact import ENTERPRISE_CONTACT
from warehouse.forms.enterprise_financing import ENTERPRISE_FINANCING
from warehouse.forms.form import Form
from warehouse.forms.issue_ledger import ISSUE_LEDGER
from warehouse.forms.listing_pipeline import LISTING_PIPELINE
from warehouse.forms.platform_cooperation import PLATFORM_COOPERATION
from warehouse.forms.policy_support import POLICY_SUPPORT
from warehouse.forms.technology_project import TECHNOLOGY_PROJECT
from warehouse.sample.calendar import list_arrives
from warehouse.sample.contacts import contact_rows, cooperation_rows, has_contacts, technology_rows
from warehouse.sample.deliveries import Outbox
from warehouse.sample.firms import Firms
from warehouse.sample.layout import Sheet
from warehouse.sample.roles import Role
from warehouse.sample.task_reports import issue_files, report_files, reported_quarters
from warehouse.sample.workbook import Cell, write_workbook

REPORTED_TASK = "gansu_2016_task_02"
UNREPORTED_TASK = "gansu_2016_task_03"
REPORTED_QUARTER = "2016-Q1"
RAISED_BY_QUOTATION = 20_000
"""Thousand yuan that the leader of the chain raised at its first quotation."""

_Rows = list[list[Cell]]


@dataclass(frozen=True)
class OfficeFile:
    """One file: the form, its name and its rows."""

    form: Form
    name: str
    rows: _Rows
    arrives_at: datetime | None = None
    """None: as a list does, some days after its newest day."""


def office_files(first_year: int, firms: Firms, seed: int, periods: Sequence[Period]) -> list[OfficeFile]:
    """The files of the offices; files without rows are not sent. A sample that ends before the plan's year has two
    reports on its tasks, a longer one those of all units."""
    quarters = reported_quarters(periods)
    files = (
        OfficeFile(DEPARTMENT_REPORT, "00_9_2_季度工作进展.xlsx", [] if quarters else _reports()),
        OfficeFile(POLICY_SUPPORT, "00_9_3_政策支持.xlsx", _support(first_year, firms)),
        OfficeFile(ISSUE_LEDGER, "00_9_4_问题台账.xlsx", _issues(first_year, firms)),
        OfficeFile(LISTING_PIPELINE, "00_9_5_挂牌上市.xlsx", _listing(first_year, firms)),
        OfficeFile(ENTERPRISE_FINANCING, "00_9_6_企业融资.xlsx", _financing(first_year, firms)),
        *(OfficeFile(file.form, file.name, file.rows, file.arrives_at) for file in report_files(seed, quarters)),
        *_of_contacts(seed, firms, periods),
        *(OfficeFile(file.form, file.name, file.rows, file.arrives_at) for file in issue_files(seed, firms, periods)),
    )
    return [file for file in files if file.rows]


def _of_contacts(seed: int, firms: Firms, periods: Sequence[Period]) -> list[OfficeFile]:
    if not has_contacts(firms, periods):
        return []
    return [
        OfficeFile(PLATFORM_COOPERATION, "00_9_6_平台合作.xlsx", cooperation_rows(seed, firms)),
        OfficeFile(TECHNOLOGY_PROJECT, "00_9_6_技术项目.xlsx", technology_rows(seed, firms)),
        OfficeFile(ENTERPRISE_CONTACT, "00_9_6_联系登记.xlsx", contact_rows(seed, firms)),
    ]


def write_office_files(outbox: Outbox, files: list[OfficeFile]) -> None:
    """One workbook for each file."""
    for file in files:
        has_money = any(column.unit_id == "cny_1e3" for column in file.form.columns)
        unit_line = "单位：千元" if has_money else None
        sheet = Sheet(file.form, f"样例省{file.form.title_zh}（合成数据）", unit_line)
        write = partial(write_workbook, sheet=sheet, sheet_name="表", rows=file.rows)
        arrives_at = file.arrives_at or list_arrives(file.form, file.rows, outbox.first_year)
        unit = "千元" if has_money else None
        outbox.put(file.name, write, file.form, len(file.rows), unit=unit, arrives_at=arrives_at)


def _who(firms: Firms, role: Role) -> list[Cell] | None:
    index = firms.roles.get(role)
    return None if index is None else [firms.table["credit_code"][index], firms.table["name"][index]]


def _reports() -> _Rows:
    return [
        ["gansu_2016_task_01", REPORTED_QUARTER, "省发展改革委", "合成：规划初稿已形成", "达进度"],
        [REPORTED_TASK, REPORTED_QUARTER, "省发展改革委", "合成：思路已报送", "已完成"],
    ]


def _support(first_year: int, firms: Firms) -> _Rows:
    rows: _Rows = []
    if (nickel := _who(firms, Role.NICKEL)) is not None:
        power: list[Cell] = [None, 120_000_000, "千瓦时", "样例部门", date(first_year + 1, 3, 31), "合成文件1号"]
        rows.append([*nickel, "直供电", str(first_year + 1), *power])
    if (leader := _who(firms, Role.CHAIN_LEADER)) is not None:
        finance: list[Cell] = [5000, None, None, "样例部门", date(first_year + 1, 6, 30), "合成文件2号"]
        rows.append([*leader, "财政", str(first_year + 1), *finance])
    return rows


def _issues(first_year: int, firms: Firms) -> _Rows:
    nickel = _who(firms, Role.NICKEL)
    if nickel is None:
        return []
    raised, due = date(first_year + 1, 4, 1), date(first_year + 1, 9, 30)
    return [
        ["W001", *nickel, "合成：用电成本偏高", "样例部门", "样例责任人", raised, due, "已办结", "合成：已落实直供电"],
        ["W002", *nickel, "合成：运输能力不足", "样例部门", "样例责任人", raised, due, "办理中", None],
    ]


def _listing(first_year: int, firms: Firms) -> _Rows:
    leader = _who(firms, Role.CHAIN_LEADER)
    if leader is None:
        return []
    reform, quotation, listing = (date(first_year + later, 12, 31) for later in range(3))
    return [
        [*leader, "股改", None, "已完成", reform, reform, None],
        [*leader, "挂牌", "新三板", "已完成", quotation, quotation, RAISED_BY_QUOTATION],
        [*leader, "上市", "战略新兴板", "计划", listing, None, None],
    ]


def financing_rounds(first_year: int) -> list[list[Cell]]:
    """Round, date, thousand yuan and investor of each round of the leader of the chain."""
    return [
        ["A轮", date(first_year, 5, 20), 30_000, "创业投资"],
        ["B轮", date(first_year + 1, 9, 10), 80_000, "政府引导基金"],
    ]


def _financing(first_year: int, firms: Firms) -> _Rows:
    leader = _who(firms, Role.CHAIN_LEADER)
    return [] if leader is None else [[*leader, *row] for row in financing_rounds(first_year)]
