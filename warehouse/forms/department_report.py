"""Quarterly report of units on their tasks, due within seven days after the quarter (core.task_report)."""

from __future__ import annotations

from warehouse.forms.form import Calendar, CellType, Column, Form, Frequency, Reporter, Sender

PROGRESS = {"已完成": "done", "超进度": "ahead", "达进度": "on_schedule", "欠进度": "behind", "其他": "other"}

DEPARTMENT_REPORT = Form(
    form_id="department_report",
    version="2016.1",
    title_zh="部门季度工作进展报告表",
    title_en="Quarterly report on tasks",
    description="One row per task, quarter and unit that carries it: progress in words and its status; fields, "
    "quantity and evidence where there are any.",
    dataset="department_report",
    sender=Sender.DEPARTMENT,
    title_marks=("季度工作进展",),
    ignored_headings=("序号", "备注"),
    calendar=Calendar(
        due_day=7,
        due_hour=24,
        frequency=Frequency.QUARTERLY,
        reporter=Reporter.DEPARTMENT,
        source="Work plan of the province: progress is reported within a week after the end of the quarter.",
    ),
    key=("task_id", "report_quarter", "department_name"),
    columns=(
        Column("task_id", "任务标识", "Name of the task", CellType.CODE, ("任务编号",), nullable=False),
        Column(
            "report_quarter",
            "季度",
            "Quarter",
            CellType.PERIOD,
            ("报告季度",),
            nullable=False,
            pattern=r"\d{4}-Q[1-4]",
            note_en="such as 2016-Q1",
        ),
        Column(
            "department_name",
            "报告单位",
            "Unit that reports",
            CellType.TEXT,
            ("责任单位",),
            nullable=False,
            note_en="one of those that the plan names for the task, each for itself",
            note_zh="规划为该任务列明的责任单位，各单位分别报送",
        ),
        Column(
            "progress_note",
            "进展情况",
            "Progress",
            CellType.TEXT,
            ("工作进展",),
            note_en="in the unit's own words",
            note_zh="原文",
        ),
        Column(
            "progress_status",
            "进度状态",
            "Status of progress",
            CellType.TEXT,
            ("状态",),
            nullable=False,
            choices=tuple(PROGRESS),
            stored=PROGRESS,
            note_en="of the task, as the unit reports it",
            note_zh="任务的进度，以填报为准",
        ),
        Column(
            "fields_note",
            "负责领域",
            "Fields that it reports on",
            CellType.TEXT,
            required=False,
            note_en="where the plan divides the task by field",
            note_zh="规划按领域分工的任务填写",
        ),
        Column(
            "completed_quantity",
            "完成量",
            "Quantity done",
            CellType.DECIMAL,
            required=False,
            note_en="in the unit of the task's number: platforms, firms, funds",
            note_zh="以任务所列数量的单位计：个、户、只",
        ),
        Column(
            "evidence_note",
            "佐证材料",
            "Evidence",
            CellType.TEXT,
            required=False,
            note_en="documents, by name",
            note_zh="文件名称",
        ),
    ),
)
