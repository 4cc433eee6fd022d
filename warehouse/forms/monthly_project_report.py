"""Monthly progress of projects (项目进度月报): completed since January, and the plan of the year.

More than the plan is normal (docs/sources/funds.md names published years of 101 and 119 per cent): nothing is capped.
"""

from __future__ import annotations

from decimal import Decimal

from warehouse.forms.form import Calendar, CellType, Column, Form, Reporter, Sender
from warehouse.forms.project_register import PROJECT_ID, PROJECT_NAME

MONTHLY_PROJECT_REPORT = Form(
    form_id="monthly_project_report",
    version="2016.1",
    title_zh="重大项目进度月报",
    title_en="Monthly progress of major projects",
    description="One row per project and month: investment completed since January, date of opening, milestone.",
    dataset="project_report",
    sender=Sender.PROJECT_UNIT,
    title_marks=("项目进度月报",),
    ignored_headings=("序号", "备注"),
    calendar=Calendar(
        due_day=25, due_hour=24, reporter=Reporter.PROJECT,
        source="Practice elsewhere: a fixed day, the 25th or the 28th. That it is the 25th of the month after, and the "
        "end of that day, is our assumption.",
    ),
    key=("project_id", "period"),
    default_unit_id="cny_1e4",
    columns=(
        PROJECT_ID,
        PROJECT_NAME,
        Column(
            "period", "报告期", "Month", CellType.PERIOD, ("月份",), nullable=False, pattern=r"\d{4}-\d{2}",
            note_en="such as 2016-03",
        ),
        Column(
            "plan_investment", "年度计划投资(万元)", "Plan of the year",
            CellType.DECIMAL, ("年度计划投资",), unit_id="cny_1e4", minimum=Decimal(0),
            note_en="that of the register holds where it is blank", note_zh="未填的以名录为准",
        ),
        Column(
            "completed_investment", "累计完成投资(万元)", "Completed since January", CellType.DECIMAL,
            ("累计完成投资", "本年累计完成投资(万元)"), unit_id="cny_1e4", nullable=False, minimum=Decimal(0),
            note_en="up to the end of the month", note_zh="1 月至本月末",
        ),
        Column("opened_date", "开工日期", "Date on which work began", CellType.DATE, ("实际开工日期",)),
        Column(
            "milestone", "形象进度", "What has been reached", CellType.TEXT, ("节点进展",),
            note_en="in the words of the report", note_zh="原文",
        ),
    ),
)  # fmt: skip
