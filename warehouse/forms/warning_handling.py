"""Handling of warnings (预警处置): who took note of a warning, what is done, and whether it was true."""

from __future__ import annotations

from warehouse.forms.form import CellType, Column, Form, Sender

HANDLING_STATUSES = {"已确认": "acknowledged", "处置中": "acting", "已关闭": "closed"}
VERDICTS = {"属实": "true", "不属实": "false", "未明": "unclear"}

WARNING_HANDLING = Form(
    form_id="warning_handling",
    version="2016.1",
    title_zh="预警处置登记表",
    title_en="Handling of warnings",
    description="One row per warning and day: its state, who handles it, and what was found.",
    dataset="warning_handling",
    sender=Sender.PROGRAMME_OFFICE,
    title_marks=("预警处置",),
    ignored_headings=("序号", "备注"),
    key=("warning_code", "handled_date"),
    columns=(
        Column(
            "warning_code", "预警编号", "Number of the warning", CellType.CODE, nullable=False,
            note_en="as the list of warnings has it", note_zh="以预警清单为准",
        ),
        Column("handled_date", "日期", "Day", CellType.DATE, ("处置日期",), nullable=False),
        Column(
            "handling_status", "处置状态", "State", CellType.TEXT, nullable=False, choices=tuple(HANDLING_STATUSES),
            stored=HANDLING_STATUSES,
        ),
        Column("person_name", "处置人", "Person", CellType.TEXT, nullable=False),
        Column(
            "verdict", "核实结论", "Whether it was true", CellType.TEXT, choices=tuple(VERDICTS), stored=VERDICTS,
            note_en="what people found; the hit rate does not read it", note_zh="人工核实结论，不计入命中率",
        ),
        Column("note", "说明", "Note", CellType.TEXT, ("处置说明",)),
    ),
)  # fmt: skip
