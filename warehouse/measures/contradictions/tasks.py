"""Contradictions of tasks: reports against the duties and the years of the plan, units against each other."""

from __future__ import annotations

import polars as pl

from warehouse.measures.contradictions.registry import FIRST_PLACE, NO_SECOND_PLACE, SECOND_PLACE, Inputs, kind
from warehouse.measures.tasks.states import OF_TASKS, ORDER


@kind(
    "report_without_duty",
    "A unit reports on a task in which the plan gives it no part.",
    "报告单位在该任务中没有分工",
    subject="task",
    treatment="left_out",
    reads=("core.task_report_version", "core.task", "core.department"),
)
def report_without_duty(inputs: Inputs) -> pl.DataFrame:
    """The other place is the row of the task table, which is no file."""
    found = _with_names(inputs["core.task_report_version"].filter(pl.col("role").is_null()), inputs)
    return found.select(
        "is_synthetic",
        subject_id="task_id",
        **FIRST_PLACE,
        **NO_SECOND_PLACE,
        text_en=pl.format("{} reports on row {} ({}), in which it has no part.", "name_en", "ordinal", "quarter"),
        text_zh=pl.format("{}就第{}项报送了{}的报告，规划未列其分工。", "name_zh", "ordinal", "quarter"),
    )


@kind(
    "report_after_end",
    "A report on a task for a quarter after its end.",
    "任务结束后仍报送",
    subject="task",
    treatment="kept",
    reads=(
        "core.task_report_version", "core.task", "core.department", "core.document", "core.reporting_exemption",
    ),
)  # fmt: skip
def report_after_end(inputs: Inputs) -> pl.DataFrame:
    """A quarter after the plan's year, or after the month from which the task is moot."""
    moot = (
        inputs["core.reporting_exemption"]
        .filter(pl.col("form_id") == OF_TASKS)
        .group_by(task_id="subject_id")
        .agg(pl.col("first_period").min())
    )
    year = inputs["core.document"].select("document_id", plan_year=pl.col("issued_date").dt.year())
    found = (
        _with_names(inputs["core.task_report_version"], inputs)
        .join(year, on="document_id")
        .join(moot, on="task_id", how="left")
        .with_columns(
            year=pl.col("quarter").str.head(4).cast(pl.Int32),
            first_month=pl.format(
                "{}-{}",
                pl.col("quarter").str.head(4),
                ((pl.col("quarter").str.tail(1).cast(pl.Int32) - 1) * 3 + 1).cast(pl.String).str.zfill(2),
            ),
        )
        .filter((pl.col("year") > pl.col("plan_year")) | (pl.col("first_month") >= pl.col("first_period")))
    )
    return found.select(
        "is_synthetic",
        subject_id="task_id",
        **FIRST_PLACE,
        **NO_SECOND_PLACE,
        text_en=pl.format("{} reports {} on row {}, which had ended.", "name_en", "quarter", "ordinal"),
        text_zh=pl.format("{}报送第{}项{}的进展，该任务此前已结束。", "name_zh", "ordinal", "quarter"),
    )


@kind(
    "lead_and_member_differ",
    "A unit that takes part says worse of a task than its lead.",
    "配合单位的说法差于牵头单位",
    subject="task",
    treatment="kept",
    reads=("core.task_report", "core.task", "core.department", "core.task_industry"),
)
def lead_and_member_differ(inputs: Inputs) -> pl.DataFrame:
    """The newest reports of both, where that of the member is of no earlier quarter. A task that is divided by field
    has no member that speaks of the lead's part."""
    divided = inputs["core.task_industry"].group_by("task_id").agg(pl.col("department_id").n_unique().alias("parts"))
    split = divided.filter(pl.col("parts") > 1)["task_id"].to_list()
    rank = pl.col("progress_status").replace_strict({word: place for place, word in enumerate(ORDER)}, default=None)
    current = inputs["core.task_report"].filter("is_current", ~pl.col("task_id").is_in(split)).with_columns(rank=rank)
    lead = current.filter(pl.col("role") == "lead").select(
        "task_id", "is_synthetic", lead_rank="rank", lead_status="progress_status", lead_quarter="quarter",
        **{name: pl.col(source) for name, source in FIRST_PLACE.items()},
    )  # fmt: skip
    member = _with_names(current.filter(pl.col("role") != "lead"), inputs).rename(
        {source: name for name, source in SECOND_PLACE.items()}
    )
    found = member.join(lead, on=["task_id", "is_synthetic"]).filter(
        pl.col("rank") < pl.col("lead_rank"), pl.col("quarter") >= pl.col("lead_quarter")
    )
    return found.select(
        "is_synthetic",
        *FIRST_PLACE,
        *SECOND_PLACE,
        subject_id="task_id",
        text_en=pl.format(
            "Row {}: the lead says {} ({}), {} says {} ({}).",
            *("ordinal", "lead_status", "lead_quarter", "name_en", "progress_status", "quarter"),
        ),
        text_zh=pl.format(
            "第{}项：牵头单位报“{}”（{}），{}报“{}”（{}）。",
            "ordinal", _said("lead_status"), "lead_quarter", "name_zh", _said("progress_status"), "quarter",
        ),
    )  # fmt: skip


@kind(
    "department_unknown",
    "The issue ledger names a unit that no plan knows.",
    "台账所列责任单位不在规划中",
    subject="enterprise",
    treatment="apart",
    reads=("core.issue",),
)
def department_unknown(inputs: Inputs) -> pl.DataFrame:
    """Issues of firms; the other place would be the list of units, which is no file."""
    found = inputs["core.issue"].filter(
        pl.col("department_name").is_not_null(),
        pl.col("department_id").is_null(),
        pl.col("enterprise_id").is_not_null(),
    )
    return found.select(
        "is_synthetic",
        subject_id="enterprise_id",
        **FIRST_PLACE,
        **NO_SECOND_PLACE,
        text_en=pl.format("Issue {} names {}, which no plan knows.", "issue_id", "department_name"),
        text_zh=pl.format("问题{}的责任单位“{}”不在规划所列单位中。", "issue_id", "department_name"),
    )


_WORDS = {"done": "已完成", "ahead": "超进度", "on_schedule": "达进度", "behind": "欠进度", "other": "其他"}


def _said(column: str) -> pl.Expr:
    return pl.col(column).replace(_WORDS)


def _with_names(reports: pl.DataFrame, inputs: Inputs) -> pl.DataFrame:
    task = inputs["core.task"].select("task_id", "ordinal", "document_id")
    unit = inputs["core.department"].select("department_id", "name_zh", "name_en")
    return reports.join(task, on="task_id").join(unit, on="department_id")
