"""The facts of a plan pack, one frozen dataclass per kind; the fields are the keys of its TOML entries.

The first field of each kind identifies an entry. A missing key has the meaning of null in the table's column comment.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal


@dataclass(frozen=True)
class Document:
    """A source document of facts. `evidence` is secondary where its own text was not read."""

    document_id: str
    title_zh: str
    title_en: str
    document_kind: Literal["plan", "regulation", "bulletin", "press"]
    evidence: Literal["primary", "secondary"]
    document_number: str | None = None
    issuer_name: str | None = None
    issued_date: date | None = None
    progress_report_days: int | None = None


@dataclass(frozen=True)
class Department:
    """A unit responsible for tasks. `name_zh` is its name in task tables, `aliases` are its other known names."""

    department_id: str
    name_zh: str
    name_en: str
    department_kind: Literal["government", "company", "bank", "regulator", "group"]
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True)
class Industry:
    """One field of the programme, in the order of the document that lists it."""

    industry_id: str
    document_id: str
    ordinal: int
    name_zh: str
    name_en: str


@dataclass(frozen=True)
class IndustryClass:
    """The relation of a field to one national class of 2018; `sei_code` is absent where the relation is none."""

    industry_id: str
    relation: Literal["exact", "broad", "partial", "none"]
    sei_code: str | None = None


@dataclass(frozen=True)
class Target:
    """A committed value, in the unit as written. Without `value_low` only where `is_quantified` is false.

    change_pp, growth, count and range are on top of the baseline; level and stock take its place.
    """

    target_id: str
    document_id: str
    ordinal: int
    title_zh: str
    title_en: str
    indicator_id: str
    target_type: Literal["level", "change_pp", "growth", "count", "range", "stock"]
    scope: Literal[
        "whole_economy",
        "newly_recognised",
        "newly_approved",
        "newly_established",
        "recognised_and_supported",
        "chains_of_10bn_yuan",
        "announced_size",
    ]
    unit: str
    deadline_date: date
    section: str | None = None
    denominator_indicator_id: Literal["gdp"] | None = None
    is_quantified: bool = True
    comparison: Literal["at_least", "above", "between"] | None = None
    value_low: Decimal | None = None
    value_high: Decimal | None = None
    baseline_value: Decimal | None = None
    baseline_unit: str | None = None
    baseline_period: str | None = None
    baseline_document_id: str | None = None
    start_date: date | None = None
    earlier_target_id: str | None = None
    moot_date: date | None = None
    moot_reason_zh: str | None = None
    moot_reason_en: str | None = None
    own_plan_shares: tuple[Decimal, ...] = ()
    """Its own plan: the part of the way that is due by the end of each month since the baseline, 0 to 1."""
    curve: Literal["linear", "last_year"] = "linear"
    """How its path runs without a plan of its own: straight, or as the year before ran (a target of at most a year)."""


@dataclass(frozen=True)
class TargetPart:
    """What one prefecture, field or unit has to bring of a target, in the target's unit."""

    target_id: str
    part_kind: Literal["region", "industry", "department"]
    part_id: str
    value: Decimal


@dataclass(frozen=True)
class Task:
    """One line of the plan's task table. `departments` keeps the order of the document: the first leads."""

    task_id: str
    document_id: str
    section: str
    ordinal: int
    title_zh: str
    title_en: str
    departments: tuple[str, ...]
    deadline_kind: Literal["all_year", "dated"]
    due_date: date | None = None
    target_ids: tuple[str, ...] = ()
    depends_on: tuple[str, ...] = ()
    depends_on_inferred: tuple[str, ...] = ()
    """Tasks that supply it by our reading; those of `depends_on` the document names."""
    duration_days: int | None = None
    """Days that the work takes, where the plan says so."""
    traits: tuple[Trait, ...] = ()
    needs_units: tuple[str, ...] = ()
    """Units, by their Chinese names, without which the task cannot be done, named by it or not."""
    evidence: Literal["targets", "direct_power", "visited_batch", "joint_platforms", "objects"] | None = None
    """What shows that the task is done, apart from its reports."""
    evidence_number: int | None = None
    """How many, or which batch: 17 joint platforms, batch 3."""


Trait = Literal["start_only", "vague_time", "unquantified", "mixed", "outside_decision"]
"""What the wording of a task lacks: it only begins something, has a time without a day, a quantity without a number, a
due date and a part that goes on, or an outcome that somebody else decides."""


@dataclass(frozen=True)
class TaskCheckpoint:
    """A day by which something of a task has to be there."""

    task_id: str
    checkpoint_date: date
    title_zh: str
    title_en: str


@dataclass(frozen=True)
class TaskObject:
    """A named thing that a task is about."""

    task_id: str
    object_kind: Literal["platform", "project", "fund", "park"]
    object_id: str


@dataclass(frozen=True)
class DepartmentMember:
    """A unit that belongs to a group."""

    department_id: str
    member_id: str


@dataclass(frozen=True)
class Promise:
    """A number, a named object or an action of the plan: in its text (`section`) or in a row of its task table
    (`task_id`). Those of the text name the rows that should carry them, `task_ids`.

    Promises about one thing have one `subject`; `term_zh` is the word that stands there for it, `industry_id` the field
    that it means. `covers_all` stands for a quantity without a figure: all firms, each firm of a batch.
    """

    promise_id: str
    promise_kind: Literal["goal", "object", "action"]
    subject: str
    title_zh: str
    title_en: str
    section: str | None = None
    task_id: str | None = None
    value: Decimal | None = None
    value_high: Decimal | None = None
    unit: str | None = None
    covers_all: bool = False
    target_id: str | None = None
    task_ids: tuple[str, ...] = ()
    industry_id: str | None = None
    term_zh: str | None = None
    is_minor: bool = False


@dataclass(frozen=True)
class Duty:
    """The fields for which one department of a task is responsible, where the task divides its duty by field."""

    task_id: str
    department_id: str
    industry_ids: tuple[str, ...]


@dataclass(frozen=True)
class Fund:
    """A guide fund, sub-fund or other fund. `target_size_cny` is as announced, in yuan, not paid in."""

    fund_id: str
    name_zh: str
    name_en: str
    fund_kind: Literal["guide", "sub_fund", "national", "regional"]
    status: Literal["planned", "operating", "exiting", "liquidated"]
    document_id: str
    parent_fund_id: str | None = None
    target_size_cny: Decimal | None = None
    industry_id: str | None = None


@dataclass(frozen=True)
class Project:
    """A project named by the plan; its sums and progress come with the project reports."""

    project_id: str
    name_zh: str
    name_en: str
    project_kind: Literal["investment", "organisation", "national_programme"]
    status: Literal["planned", "applying", "in_progress", "completed", "stopped"]
    document_id: str
    owner_name: str | None = None
    industry_id: str | None = None


@dataclass(frozen=True)
class Platform:
    """A named innovation platform. `approved_period` where only the month of approval is known."""

    platform_id: str
    name_zh: str
    name_en: str
    platform_type: Literal[
        "engineering_institute",
        "state_key_laboratory",
        "key_laboratory",
        "engineering_laboratory",
        "engineering_research_centre",
        "enterprise_technology_centre",
    ]
    level: Literal["national", "national_local", "provincial"]
    status: Literal["applied", "approved", "under_construction", "evaluated", "refused"]
    document_id: str
    host_name: str | None = None
    approved_date: date | None = None
    approved_period: str | None = None
    industry_id: str | None = None


@dataclass(frozen=True)
class Park:
    """A park or zone named by the plan."""

    park_id: str
    name_zh: str
    name_en: str
    park_kind: Literal["industrial_park", "innovation_park", "innovation_zone", "development_zone", "cluster"]
    status: Literal["operating", "under_construction", "planned"]
    document_id: str
    industry_id: str | None = None


@dataclass(frozen=True)
class PlanHead:
    """The plan as a whole: its province and its document."""

    plan_id: str
    title_zh: str
    title_en: str
    region_code: str
    document_id: str


@dataclass(frozen=True)
class Plan:
    """One plan: its head and its facts, each kind in the order of its file."""

    head: PlanHead
    documents: tuple[Document, ...]
    departments: tuple[Department, ...]
    industries: tuple[Industry, ...]
    industry_classes: tuple[IndustryClass, ...]
    targets: tuple[Target, ...]
    target_parts: tuple[TargetPart, ...]
    tasks: tuple[Task, ...]
    duties: tuple[Duty, ...]
    funds: tuple[Fund, ...]
    projects: tuple[Project, ...]
    platforms: tuple[Platform, ...]
    parks: tuple[Park, ...]
    checkpoints: tuple[TaskCheckpoint, ...] = ()
    objects: tuple[TaskObject, ...] = ()
    members: tuple[DepartmentMember, ...] = ()
    promises: tuple[Promise, ...] = ()
