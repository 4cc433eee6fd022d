"""Contradictions of projects: a plan that changed after it was frozen, a start that milestones call stopped, and a step
of an application for national funding that the procedure does not have."""

from __future__ import annotations

import polars as pl

from warehouse.measures.contradictions.registry import FIRST_PLACE, SECOND_PLACE, Inputs, kind


@kind(
    "plan_changed_after_baseline",
    "The plan of a project changed after it was frozen.",
    "项目年度计划在冻结后改变",
    subject="project",
    treatment="kept",
    reads=("mart.project_baseline", "core.project"),
)
def plan_changed_after_baseline(inputs: Inputs) -> pl.DataFrame:
    """A newest plan that differs from the frozen one, with the rows of both."""
    names = inputs["core.project"].select("project_id", "name_zh")
    old, new = pl.col("baseline_plan_investment_cny"), pl.col("newest_plan_investment_cny")
    found = inputs["mart.project_baseline"].filter(old.ne_missing(new)).join(names, on="project_id")
    before, after = (amount.cast(pl.String).fill_null("-") for amount in (old, new))
    places = [f"{which}_{part}" for which in ("first", "second") for part in ("submission_id", "sheet", "row")]
    return found.select(
        "is_synthetic",
        *places,
        subject_id="project_id",
        text_en=pl.format("The plan of {} for {} was {} yuan, and is {} now.", "name_zh", "plan_year", before, after),
        text_zh=pl.format("“{}”{} 年度计划由 {} 元改为 {} 元。", "name_zh", "plan_year", before, after),
    )


@kind(
    "opened_after_report_says_closed",
    "A project reports a start that the list of milestones calls stopped.",
    "项目开工日期与节点状态矛盾",
    subject="project",
    treatment="kept",
    reads=("core.project_report", "core.project_milestone", "core.project"),
)
def opened_after_report_says_closed(inputs: Inputs) -> pl.DataFrame:
    """A report with a start of work, although the list of milestones has the project's start as stopped."""
    stopped = inputs["core.project_milestone"].filter(
        pl.col("milestone_name") == "开工", pl.col("milestone_status") == "stopped"
    )
    report = (
        inputs["core.project_report"]
        .filter(pl.col("opened_date").is_not_null())
        .sort("period")
        .unique("project_id", keep="last", maintain_order=True)
    )
    names = inputs["core.project"].select("project_id", "name_zh")
    second = {f"second_{name}": pl.col(source) for name, source in (
        ("submission_id", "submission_id"), ("sheet", "source_sheet"), ("row", "source_row"),
    )}  # fmt: skip
    first = {name.replace("second", "first"): column for name, column in second.items()}
    day = pl.col("opened_date").dt.to_string("%Y-%m-%d")
    return (
        report.select("project_id", "opened_date", "is_synthetic", **first)
        .join(stopped.select("project_id", **second), on="project_id")
        .join(names, on="project_id")
        .select(
            "is_synthetic",
            *first,
            *second,
            subject_id="project_id",
            text_en=pl.format("{} began on {} by its report, and was stopped by the milestones.", "name_zh", day),
            text_zh=pl.format("“{}”月报称 {} 开工，节点表却列为取消。", "name_zh", day),
        )
    )


@kind(
    "national_step_not_allowed",
    "An application for national funding takes a step that the procedure does not have.",
    "国家专项申报环节不符合程序",
    subject="project",
    treatment="kept",
    reads=("core.national_application", "core.project"),
)
def national_step_not_allowed(inputs: Inputs) -> pl.DataFrame:
    """A step that does not follow the one before it (the second place; none before a first step)."""
    names = inputs["core.project"].select("project_id", "name_zh")
    steps = inputs["core.national_application"].sort("project_id", "step_number")
    before = [pl.col(name).shift(1).over("project_id").alias(f"_{name}") for name in ("step", *FIRST_PLACE.values())]
    found = steps.with_columns(before).filter(~pl.col("is_allowed")).join(names, on="project_id")
    return found.select(
        "is_synthetic",
        *(pl.col(source).alias(name) for name, source in FIRST_PLACE.items()),
        *(pl.col(f"_{source}").alias(name) for name, source in SECOND_PLACE.items()),
        subject_id="project_id",
        text_en=pl.format(
            "The application of {} for national funding: '{}' on {} after '{}'.", "name_zh", "step", "step_date",
            pl.col("_step").fill_null("nothing"),
        ),
        text_zh=pl.format("“{}”申报国家专项：{}的环节“{}”不符合程序。", "name_zh", "step_date", "step"),
    )  # fmt: skip
