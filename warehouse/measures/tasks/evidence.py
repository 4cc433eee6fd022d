"""What shows that a task is done, apart from the reports on it: targets met, firms supplied, platforms, named objects.

Each is a count against what is due by a day. Real rows are evidence for real reports, synthetic ones for synthetic.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

import polars as pl

Tables = Mapping[str, pl.DataFrame]

READS = (
    "core.task",
    "core.document",
    "core.target_task",
    "core.target",
    "core.task_object",
    "core.platform",
    "core.project",
    "core.fund",
    "core.park",
    "core.enterprise",
    "core.policy_support",
    "core.site_visit",
    "core.platform_cooperation",
    "mart.target_progress",
)


NEEDED: Mapping[str, str] = {
    "core.enterprise": "select enterprise_id, status, batch, is_synthetic from core.enterprise where status = 'active'",
    "core.policy_support": (
        "select distinct enterprise_id, support_kind, year, decided_date, is_synthetic from core.policy_support"
        " where support_kind = 'direct_power'"
    ),
    "core.site_visit": "select distinct enterprise_id, visit_date, is_synthetic from core.site_visit",
    "core.platform": "select platform_id, level, status, approved_by_date, is_synthetic from core.platform",
    "core.platform_cooperation": "select platform_id, signed_date, is_synthetic from core.platform_cooperation",
    "core.project": (
        "select project_id, status, is_synthetic, name_zh, name_en from core.project where project_id in"
        " (select object_id from core.task_object union all select project_id from core.project_milestone)"
    ),
    "core.fund": "select fund_id, status, established_date, is_synthetic from core.fund",
    "core.park": "select park_id, status, is_synthetic from core.park",
    "mart.target_progress": (
        "select target_id, period, ordinal, status, is_default, is_synthetic from mart.target_progress"
        " where is_default and status is not null and status <> 'no_data'"
    ),
}
"""What a request reads of the large tables: the columns and rows that the evidence and the names of nodes need."""


@dataclass(frozen=True)
class Evidence:
    """So many of so many."""

    kind: str
    got: int
    due: int

    @property
    def is_met(self) -> bool:
        return self.got >= self.due


def task_evidence(tables: Tables, at: date) -> dict[tuple[str, bool], Evidence]:
    """The evidence of each task that has some, by task and whether its rows are synthetic."""
    found: dict[tuple[str, bool], Evidence] = {}
    for task in tables["core.task"].filter(pl.col("evidence_kind").is_not_null()).rows(named=True):
        for kind in (False, True):
            counted = _COUNTS[task["evidence_kind"]](tables, task["task_id"], kind, at)
            if counted is not None and counted[1] > 0:
                found[task["task_id"], kind] = Evidence(task["evidence_kind"], *counted)
    return found


def _targets(tables: Tables, task_id: str, is_synthetic: bool, at: date) -> tuple[int, int] | None:
    """Of its targets with a number: how many are met by the newest month that is over, in the default vintages."""
    of_task = tables["core.target_task"].filter(pl.col("task_id") == task_id)["target_id"].to_list()
    quantified = tables["core.target"].filter(pl.col("target_id").is_in(of_task), pl.col("value_low").is_not_null())
    month_end = pl.col("period").str.to_date("%Y-%m").dt.month_end()
    judged = (
        tables["mart.target_progress"]
        .filter(
            pl.col("target_id").is_in(quantified["target_id"].to_list()),
            pl.col("is_synthetic") == is_synthetic,
            "is_default",
            pl.col("status").is_not_null(),
            pl.col("status") != "no_data",
            month_end <= at,
        )
        .sort("period", pl.col("ordinal"), descending=[True, False])
        .unique("target_id", keep="first", maintain_order=True)
    )
    if judged.is_empty():
        return None
    return judged.filter(pl.col("status").is_in(["met", "met_early"])).height, quantified.height


def _direct_power(tables: Tables, task_id: str, is_synthetic: bool, at: date) -> tuple[int, int] | None:
    """Of the firms on the list: how many have direct power in the year of the plan, decided by that day."""
    document = tables["core.task"].filter(pl.col("task_id") == task_id)["document_id"].item()
    issued = tables["core.document"].filter(pl.col("document_id") == document)["issued_date"].item()
    firms = tables["core.enterprise"].filter(pl.col("status") == "active", pl.col("is_synthetic") == is_synthetic)
    of_year = tables["core.policy_support"].filter(
        pl.col("support_kind") == "direct_power",
        pl.col("is_synthetic") == is_synthetic,
        pl.col("year") == str(issued.year),
    )
    if of_year.is_empty():
        return None
    supplied = of_year.filter(pl.col("decided_date").is_null() | (pl.col("decided_date") <= at))
    return firms.join(supplied, on="enterprise_id", how="semi").height, firms.height


def _visited_batch(tables: Tables, task_id: str, is_synthetic: bool, at: date) -> tuple[int, int] | None:
    """Of the firms of the batch that are on the list: how many were visited by that day."""
    visits = tables["core.site_visit"].filter(pl.col("is_synthetic") == is_synthetic, pl.col("visit_date") <= at)
    if tables["core.site_visit"].filter(pl.col("is_synthetic") == is_synthetic).is_empty():
        return None
    firms = tables["core.enterprise"].filter(
        pl.col("status") == "active",
        pl.col("is_synthetic") == is_synthetic,
        pl.col("batch") == _number(tables, task_id),
    )
    return firms.join(visits, on="enterprise_id", how="semi").height, firms.height


def _joint_platforms(tables: Tables, task_id: str, is_synthetic: bool, at: date) -> tuple[int, int] | None:
    """Of so many joint platforms: how many have signed or transferred something by that day."""
    of_kind = tables["core.platform_cooperation"].filter(pl.col("is_synthetic") == is_synthetic)
    joint = tables["core.platform"].filter(pl.col("level") == "national_local", pl.col("is_synthetic") == is_synthetic)
    if of_kind.is_empty() or joint.is_empty():
        return None
    return (
        of_kind.filter(pl.col("signed_date") <= at).join(joint, on="platform_id", how="semi")["platform_id"].n_unique(),
        _number(tables, task_id),
    )


def _number(tables: Tables, task_id: str) -> int:
    number = tables["core.task"].filter(pl.col("task_id") == task_id)["evidence_number"].item()
    return int(number or 0)


def _objects(tables: Tables, task_id: str, is_synthetic: bool, at: date) -> tuple[int, int] | None:
    """Of its named objects: how many are there. A register without a day speaks from the start."""
    objects = tables["core.task_object"].filter(pl.col("task_id") == task_id)
    got, due = 0, 0
    for (kind,), rows in objects.partition_by("object_kind", as_dict=True).items():
        table, key, is_there = _OBJECTS[str(kind)]
        register = tables[table].filter(
            pl.col(key).is_in(rows["object_id"].to_list()), pl.col("is_synthetic") == is_synthetic
        )
        due += register.height
        got += register.filter(is_there(at)).height
    return got, due


_OBJECTS: Mapping[str, tuple[str, str, Callable[[date], pl.Expr]]] = {
    "platform": (
        "core.platform",
        "platform_id",
        lambda at: (
            pl.col("status").is_in(["approved", "evaluated"])
            & (pl.col("approved_by_date").is_null() | (pl.col("approved_by_date") <= at))
        ),
    ),
    "project": ("core.project", "project_id", lambda _: pl.col("status") == "completed"),
    "fund": (
        "core.fund",
        "fund_id",
        lambda at: (
            (pl.col("status") != "planned")
            & (pl.col("established_date").is_null() | (pl.col("established_date") <= at))
        ),
    ),
    "park": ("core.park", "park_id", lambda _: pl.col("status") == "operating"),
}

_COUNTS: Mapping[str, Callable[[Tables, str, bool, date], tuple[int, int] | None]] = {
    "targets": _targets,
    "direct_power": _direct_power,
    "visited_batch": _visited_batch,
    "joint_platforms": _joint_platforms,
    "objects": _objects,
}
