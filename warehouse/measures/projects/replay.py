"""What a rule of lights would have told: each year replayed, its alarms against how the projects ended.

The lights are those of the rule on what was known when the report of each month was due (known.py); how a year ended is
what is known today. An alarm is the first month, February to November, that ends so many reported months in a row at
the level or worse; a month without a light neither counts nor breaks. A project ended badly if December completed less
than a part of the frozen plan, or a new start never began. Without a report for December it is undecided and in no
rate.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

import polars as pl

from warehouse.measures.projects.known import milestones_as_known, months_as_known
from warehouse.measures.projects.project_light import judge_months
from warehouse.measures.rate import stored_rate
from warehouse.measures.reason import Reason
from warehouse.rules.lights import LightRule
from warehouse.rules.rule_sets import RuleSet, load_rule_sets

_GROUP = ("light_rule_id", "light_rule_version_id", "level", "months_running", "year", "group_kind", "group_code",
          "is_synthetic")  # fmt: skip
_DECEMBER = 12


@dataclass(frozen=True)
class Alarm:
    level: str
    months_running: int


@dataclass(frozen=True)
class Replay:
    bad_below: Decimal
    alarm: tuple[Alarm, ...]


def load_replay_rules() -> tuple[RuleSet[Replay], ...]:
    return load_rule_sets("replay@*.toml", Replay)


def lights_of_the_time(tables: Mapping[str, pl.DataFrame], rules: Sequence[LightRule]) -> pl.DataFrame:
    """The light that each rule would have given each month on the day on which its report was due."""
    return judge_months(months_as_known(tables), milestones_as_known(tables), rules)


def light_replay(tables: Mapping[str, pl.DataFrame], lights: pl.DataFrame, rule: RuleSet[Replay]) -> pl.DataFrame:
    """One row per rule of lights, alarm, year and group of projects, from the lights of the time."""
    ended = _ended(tables, float(rule.bounds.bad_below))
    lights = lights.with_columns(year=pl.col("period").str.slice(0, 4).cast(pl.Int32))
    judged = pl.concat([_alarms(lights, alarm).join(ended, on=["project_id", "year"]) for alarm in rule.bounds.alarm])
    projects = tables["core.project"].select("project_id", "industry_id", "region_code")
    placed = judged.join(projects, on="project_id", how="left").with_columns(all=pl.lit("all"))
    groups = pl.concat(
        placed.with_columns(group_kind=pl.lit(kind), group_code=pl.col(column)).filter(pl.col(column).is_not_null())
        for kind, column in (
            ("all", "all"), ("category", "category"), ("industry", "industry_id"), ("region", "region_code")
        )
    )  # fmt: skip
    is_bad, is_alarm = pl.col("is_bad"), pl.col("alarm_month").is_not_null()
    lead = (_DECEMBER - pl.col("alarm_month")).filter(is_bad & is_alarm)
    counted = groups.group_by(_GROUP).agg(
        project_count=pl.len().cast(pl.Int32),
        undecided_count=is_bad.is_null().sum().cast(pl.Int32),
        hit_count=(is_bad & is_alarm).sum().cast(pl.Int32),
        false_alarm_count=(~is_bad & is_alarm).sum().cast(pl.Int32),
        miss_count=(is_bad & ~is_alarm).sum().cast(pl.Int32),
        quiet_count=(~is_bad & ~is_alarm).sum().cast(pl.Int32),
        lead_months_median=lead.median().cast(pl.Decimal(38, 1)),
        lead_months_least=lead.min().cast(pl.Int32),
    )

    def rate(part: str, other: str) -> pl.Expr:
        whole = pl.col(part) + pl.col(other)
        return stored_rate(pl.when(whole > 0).then(pl.col(part) / whole))

    return counted.with_columns(
        false_alarm_rate=rate("false_alarm_count", "quiet_count"),
        miss_rate=rate("miss_count", "hit_count"),
        precision=rate("hit_count", "false_alarm_count"),
        reason=pl.when(pl.col("undecided_count") == pl.col("project_count")).then(pl.lit(Reason.NOT_REPORTED.value)),
        rule_set_version_id=pl.lit(rule.version_id),
        light_replay_id=pl.concat_str(
            "light_rule_version_id", "level", "months_running", "year", "group_kind", "group_code",
            pl.when("is_synthetic").then(pl.lit("synthetic")).otherwise(pl.lit("real")), separator="/",
        ),
    ).sort("light_replay_id")  # fmt: skip


def _alarms(lights: pl.DataFrame, alarm: Alarm) -> pl.DataFrame:
    """Per project, rule and year the month of its first alarm, null without one."""
    levels = ("yellow", "red") if alarm.level == "yellow" else ("red",)
    key = ["project_id", "light_rule_id", "light_rule_version_id", "year", "is_synthetic"]
    told = (
        lights.filter(pl.col("light").is_not_null())
        .sort("period")
        .with_columns(is_bad_light=pl.col("light").is_in(levels), month=pl.col("period").str.slice(5).cast(pl.Int32))
        .with_columns(run=pl.col("is_bad_light").rle_id().over(key))
        .with_columns(running=pl.int_range(1, pl.len() + 1).over(*key, "run"))
        .filter("is_bad_light", pl.col("running") == alarm.months_running, pl.col("month").is_between(2, 11))
        .group_by(key)
        .agg(alarm_month=pl.col("month").min())
    )
    return (
        lights.select(key)
        .unique()
        .join(told, on=key, how="left")
        .with_columns(level=pl.lit(alarm.level), months_running=pl.lit(alarm.months_running, pl.Int32))
    )


def _ended(tables: Mapping[str, pl.DataFrame], bad_below: float) -> pl.DataFrame:
    """Per project and year whether it ended badly, null where nobody can say."""
    december = tables["mart.project_progress"].filter(pl.col("period").str.ends_with("-12")).select(
        "project_id", "completed_investment_ytd_cny", "is_opened", year=pl.col("period").str.slice(0, 4).cast(pl.Int32)
    )  # fmt: skip
    base = pl.col("baseline_plan_investment_cny").cast(pl.Float64)
    done = pl.col("completed_investment_ytd_cny").cast(pl.Float64)
    never = (pl.col("baseline_category") == "new_start") & ~pl.col("is_opened")
    short = pl.when(base > 0).then((done / base).round(6) < bad_below)
    return (
        tables["mart.project_baseline"]
        .join(december, left_on=["project_id", "plan_year"], right_on=["project_id", "year"], how="left")
        .select("project_id", year="plan_year", category="baseline_category",
                is_bad=pl.when(done.is_not_null()).then(never.fill_null(False) | short))
    )  # fmt: skip
