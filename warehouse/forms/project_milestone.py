"""Milestones of projects (项目节点): the planned day of each, and the day on which it was reached.

A later file with the milestone replaces the earlier row, including a changed planned day.
"""

from __future__ import annotations

from warehouse.forms.form import CellType, Column, Form, Sender
from warehouse.forms.project_register import PROJECT_ID, PROJECT_NAME

MILESTONE_STATUSES = {
    "未开始": "planned",
    "进行中": "in_progress",
    "已完成": "done",
    "延期": "delayed",
    "取消": "stopped",
}

PROJECT_MILESTONE = Form(
    form_id="project_milestone",
    version="2016.1",
    title_zh="重大项目节点进度表",
    title_en="Milestones of major projects",
    description="One row per project and milestone: day planned, day reached, state.",
    dataset="project_milestone",
    sender=Sender.PROJECT_UNIT,
    title_marks=("项目节点",),
    ignored_headings=("序号", "备注"),
    key=("project_id", "milestone_name"),
    columns=(
        PROJECT_ID,
        PROJECT_NAME,
        Column(
            "milestone_name", "节点名称", "Milestone", CellType.TEXT, ("里程碑", "里程碑名称"), nullable=False,
            note_en="as the file writes it", note_zh="原文",
        ),
        Column(
            "planned_date", "计划完成日期", "Day planned", CellType.DATE, ("计划完成时间",), may_be_future=True
        ),
        Column(
            "reached_date", "实际完成日期", "Day on which it was reached", CellType.DATE, ("实际完成时间",),
            note_en="null if not reached or not reported", note_zh="未完成或未填为空",
        ),
        Column(
            "milestone_status", "节点状态", "State", CellType.TEXT, ("状态",), nullable=False,
            choices=tuple(MILESTONE_STATUSES), stored=MILESTONE_STATUSES,
        ),
    ),
)  # fmt: skip
