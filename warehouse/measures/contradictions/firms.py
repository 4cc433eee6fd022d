"""Contradictions of batches and assessments: the procedure of recognition and the assessments against the register."""

from __future__ import annotations

import polars as pl

from warehouse.measures.contradictions.registry import FIRST_PLACE, SECOND_PLACE, Inputs, kind
from warehouse.measures.firms.outcome_rows import ended_dates
from warehouse.measures.register.enterprise_changes import ended_by


@kind(
    "recognised_not_registered",
    "A firm was recognised and is in no register of key enterprises.",
    "企业已认定但不在骨干企业名录中",
    subject="enterprise",
    treatment="left_out",
    reads=("core.application_step", "core.enterprise"),
)
def recognised_not_registered(inputs: Inputs) -> pl.DataFrame:
    """A recognition of a firm that no register lists as a key enterprise; the register is the second place."""
    listed = inputs["core.enterprise"].filter(pl.col("enterprise_kind") == "backbone")
    register = listed["submission_id"].max()
    recognised = inputs["core.application_step"].filter(pl.col("step") == "recognised")
    return recognised.join(listed, on="enterprise_id", how="anti").select(
        "is_synthetic",
        *(pl.col(source).alias(name) for name, source in FIRST_PLACE.items()),
        subject_id=pl.coalesce("enterprise_id", "credit_code", "application_id"),
        second_submission_id=pl.lit(register, pl.String),
        second_sheet=pl.lit(None, pl.String),
        second_row=pl.lit(None, pl.Int32),
        text_en=pl.format(
            "{} was recognised on {} (application {}), and no register lists it as a key enterprise.",
            pl.col("enterprise_name").fill_null("?"), "step_date", "application_id",
        ),
        text_zh=pl.format(
            "“{}”已于{}认定（申报编号{}），但骨干企业名录中没有该企业。",
            pl.col("enterprise_name").fill_null("?"), "step_date", "application_id",
        ),
    )  # fmt: skip


@kind(
    "registered_not_recognised",
    "A firm is in the register of a batch whose applications did not recognise it.",
    "企业已列入名录但申报未获认定",
    subject="enterprise",
    treatment="kept",
    reads=("core.application_step", "core.enterprise"),
)
def registered_not_recognised(inputs: Inputs) -> pl.DataFrame:
    """A key enterprise in the register of a batch for which it applied, where its application ended without."""
    applied = inputs["core.application_step"].filter(pl.col("is_current") & (pl.col("step") != "recognised"))
    entries = inputs["core.enterprise"].filter(pl.col("enterprise_kind") == "backbone")
    return applied.join(
        entries.select(
            "enterprise_id", "batch", "name_zh", *(pl.col(source).alias(name) for name, source in SECOND_PLACE.items())
        ),
        on=["enterprise_id", "batch"],
    ).select(
        "is_synthetic",
        *(pl.col(source).alias(name) for name, source in FIRST_PLACE.items()),
        *SECOND_PLACE,
        subject_id="enterprise_id",
        text_en=pl.format(
            "The register lists {} in batch {}, but its application {} stands at '{}'.",
            "name_zh", "batch", "application_id", "step",
        ),
        text_zh=pl.format(
            "名录将“{}”列入第{}批，但其申报（编号{}）尚未认定。", "name_zh", "batch", "application_id"
        ),
    )  # fmt: skip


@kind(
    "step_not_allowed",
    "An application takes a step that the procedure does not have, or two on one day.",
    "申报环节不符合程序，或一日两个环节",
    subject="enterprise",
    treatment="kept",
    reads=("core.application_step",),
)
def step_not_allowed(inputs: Inputs) -> pl.DataFrame:
    """A step that does not follow the one before it (the second place), or comes on the same day."""
    own = "application_id"
    steps = inputs["core.application_step"].sort(own, "step_number")
    before = [
        pl.col(name).shift(1).over(own).alias(f"_{name}") for name in ("step", "step_date", *FIRST_PLACE.values())
    ]
    found = steps.with_columns(before).filter(
        ~pl.col("is_allowed") | (pl.col("step_date") == pl.col("_step_date")).fill_null(value=False)
    )
    return found.select(
        "is_synthetic",
        *(pl.col(source).alias(name) for name, source in FIRST_PLACE.items()),
        *(pl.col(f"_{source}").alias(name) for name, source in SECOND_PLACE.items()),
        subject_id=pl.coalesce("enterprise_id", "credit_code", "application_id"),
        text_en=pl.format(
            "Application {}: '{}' on {} after '{}'{}.", "application_id", "step", "step_date",
            pl.col("_step").fill_null("nothing"), pl.format(" on {}", "_step_date").fill_null(""),
        ),
        text_zh=pl.format(
            "申报编号{}：{}的环节“{}”不符合程序，或与上一环节同日。", "application_id", "step_date", "step"
        ),
    )  # fmt: skip


@kind(
    "assessment_of_ended_firm",
    "A firm was assessed for a year before whose end it had left the list or merged.",
    "企业已退出或合并仍有该年考核",
    subject="enterprise",
    treatment="kept",
    reads=("core.enterprise_assessment", "core.enterprise", "core.enterprise_change"),
)
def assessment_of_ended_firm(inputs: Inputs) -> pl.DataFrame:
    """An assessment of a year in which, or before which, the firm ended; the second place is the change."""
    changes = inputs["core.enterprise_change"]
    ended = ended_dates(inputs["core.enterprise"].lazy(), changes.lazy()).collect()
    change = ended_by(changes).select(
        "enterprise_id", *(pl.col(source).alias(name) for name, source in SECOND_PLACE.items())
    )
    return (
        inputs["core.enterprise_assessment"]
        .join(ended, on="enterprise_id")
        .filter(pl.col("ended_date").dt.year() <= pl.col("year").cast(pl.Int32))
        .join(change, on="enterprise_id")
        .join(inputs["core.enterprise"].select("enterprise_id", "name_zh"), on="enterprise_id")
        .select(
            "is_synthetic",
            *(pl.col(source).alias(name) for name, source in FIRST_PLACE.items()),
            *SECOND_PLACE,
            subject_id="enterprise_id",
            text_en=pl.format("{} was assessed for {}, and ended on {}.", "name_zh", "year", "ended_date"),
            text_zh=pl.format("“{}”有{}年度考核，但已于{}退出或合并。", "name_zh", "year", "ended_date"),
        )
    )


@kind(
    "grades_differ",
    "People graded a dimension of a firm otherwise than the rules do.",
    "人工等次与规则测算不同",
    subject="enterprise",
    treatment="kept",
    reads=("mart.enterprise_outcome", "core.enterprise_assessment", "core.enterprise"),
)
def grades_differ(inputs: Inputs) -> pl.DataFrame:
    """An assessment whose grades are not those of the version in force; both stand, and neither is altered."""
    rows = inputs["mart.enterprise_outcome"].filter(pl.col("is_rule_in_force") & pl.col("grades_differ"))
    return (
        rows.select("enterprise_assessment_id", "rule_set_version_id", "score")
        .join(inputs["core.enterprise_assessment"], on="enterprise_assessment_id")
        .join(inputs["core.enterprise"].select("enterprise_id", "name_zh"), on="enterprise_id")
        .select(
            "is_synthetic",
            *(pl.col(source).alias(name) for name, source in FIRST_PLACE.items()),
            *(pl.lit(None).alias(name) for name in SECOND_PLACE),
            subject_id="enterprise_id",
            text_en=pl.format("{}, {}: people graded otherwise than {}.", "name_zh", "year", "rule_set_version_id"),
            text_zh=pl.format("“{}”{}年度：人工等次与{}测算不同。", "name_zh", "year", "rule_set_version_id"),
        )
    )


@kind(
    "year_missing",
    "A firm failed, and the year before, in which it was on the list, has no assessment.",
    "企业不合格，而上年已在名录却无考核",
    subject="enterprise",
    treatment="kept",
    reads=("mart.enterprise_outcome", "core.enterprise_assessment", "core.enterprise"),
)
def year_missing(inputs: Inputs) -> pl.DataFrame:
    """The failing assessment whose year before has to be supplied; the second place is the entry in the register."""
    entries = inputs["core.enterprise"].select(
        "enterprise_id", "name_zh", "recognised_date",
        *(pl.col(source).alias(name) for name, source in SECOND_PLACE.items()),
    )  # fmt: skip
    return (
        inputs["mart.enterprise_outcome"]
        .filter(pl.col("is_rule_in_force") & (pl.col("state") == "year_missing"))
        .select("enterprise_assessment_id")
        .join(inputs["core.enterprise_assessment"], on="enterprise_assessment_id")
        .join(entries, on="enterprise_id")
        .filter(pl.col("recognised_date").dt.year() < pl.col("year").cast(pl.Int32))
        .select(
            "is_synthetic",
            *(pl.col(source).alias(name) for name, source in FIRST_PLACE.items()),
            *SECOND_PLACE,
            subject_id="enterprise_id",
            text_en=pl.format(
                "{} failed in {}; the year before has no assessment, though it was on the list.", "name_zh", "year"
            ),
            text_zh=pl.format("“{}”{}年度不合格；上年已在名录，缺上年考核。", "name_zh", "year"),
        )
    )
