"""Plan packs: everything one yearly plan fixes, read from the TOML files of its folder.

A pack is a folder of warehouse/rules with a plan.toml. It is read as package data, so a wheel has it too.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import fields
from decimal import Decimal
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import TypeVar

from warehouse.errors import ContractBroken
from warehouse.programme.programme import built_in
from warehouse.rules.entries import build_entry
from warehouse.rules.facts import (
    Department,
    DepartmentMember,
    Document,
    Duty,
    Fund,
    Industry,
    IndustryClass,
    Park,
    Plan,
    PlanHead,
    Platform,
    Project,
    Promise,
    Target,
    TargetPart,
    Task,
    TaskCheckpoint,
    TaskObject,
)
from warehouse.rules.plan_checks import check_plan

Fact = TypeVar("Fact")


def load_plans(folder: Traversable | None = None) -> tuple[Plan, ...]:
    """Every plan pack in `folder` (default: warehouse/rules), by folder name.

    Raises ContractBroken, naming file and entry, for an inconsistent pack.
    """
    return _shipped_plans() if folder is None else _read_plans(folder)


@cache
def _shipped_plans() -> tuple[Plan, ...]:
    """The packs of the package, cached: every table of a plan reads them."""
    return _read_plans(files("warehouse.rules"))


def _read_plans(root: Traversable) -> tuple[Plan, ...]:
    packs = sorted((pack for pack in root.iterdir() if pack.is_dir()), key=lambda pack: pack.name)
    return tuple(read_plan(pack) for pack in packs if pack.joinpath("plan.toml").is_file())


def read_plan(pack: Traversable) -> Plan:
    """The plan of one pack folder. Raises ContractBroken, naming file and entry."""
    plan = Plan(
        head=_read_head(pack),
        documents=tuple(_read_entries(pack, "plan.toml", "document", Document)),
        departments=tuple(_read_entries(pack, "departments.toml", "department", Department)),
        industries=tuple(_read_entries(pack, "industries.toml", "industry", Industry)),
        industry_classes=tuple(_read_entries(pack, "industries.toml", "industry_class", IndustryClass)),
        targets=tuple(_read_entries(pack, "targets.toml", "target", Target)),
        target_parts=tuple(_read_entries(pack, "target_parts.toml", "part", TargetPart)),
        tasks=tuple(_read_entries(pack, "tasks.toml", "task", Task)),
        duties=tuple(_read_entries(pack, "tasks.toml", "duty", Duty)),
        funds=tuple(_read_entries(pack, "funds.toml", "fund", Fund)),
        projects=tuple(_read_entries(pack, "projects.toml", "project", Project)),
        platforms=tuple(_read_entries(pack, "platforms.toml", "platform", Platform)),
        parks=tuple(_read_entries(pack, "parks.toml", "park", Park)),
        checkpoints=tuple(_read_entries(pack, "tasks.toml", "checkpoint", TaskCheckpoint)),
        objects=tuple(_read_entries(pack, "tasks.toml", "object", TaskObject)),
        members=tuple(_read_entries(pack, "departments.toml", "member", DepartmentMember)),
        promises=tuple(_read_entries(pack, "promises.toml", "promise", Promise)),
    )
    faults = [f"{pack.name}/{fault}" for fault in check_plan(plan, built_in().units)]
    if faults:
        more = f"{len(faults) - 1} more: {'; '.join(faults[1:4])}" if len(faults) > 1 else None
        raise ContractBroken(faults[0], more)
    return plan


# The keys of each file: any other key at its top level is a spelling error and would be ignored silently.
_KINDS: dict[str, set[str]] = {
    "plan.toml": {"document", *(field.name for field in fields(PlanHead))},
    "departments.toml": {"department", "member"},
    "industries.toml": {"industry", "industry_class"},
    "targets.toml": {"target"},
    "target_parts.toml": {"part"},
    "tasks.toml": {"task", "duty", "checkpoint", "object"},
    "promises.toml": {"promise"},
    "funds.toml": {"fund"},
    "projects.toml": {"project"},
    "platforms.toml": {"platform"},
    "parks.toml": {"park"},
}


def _read_head(pack: Traversable) -> PlanHead:
    entry = {key: value for key, value in _read_toml(pack, "plan.toml").items() if key != "document"}
    return build_entry(PlanHead, entry, f"{pack.name}/plan.toml, head")


def _read_entries(pack: Traversable, file: str, kind: str, fact: type[Fact]) -> Iterator[Fact]:
    entries = _read_toml(pack, file).get(kind, [])
    if not isinstance(entries, list):
        raise ContractBroken(f"{pack.name}/{file}: '{kind}' is not a list of entries.", f"Write [[{kind}]].")
    for number, entry in enumerate(entries, start=1):
        yield build_entry(fact, entry, f"{pack.name}/{file}, {kind} {number}")


def _read_toml(pack: Traversable, file: str) -> dict[str, object]:
    try:
        content = tomllib.loads(pack.joinpath(file).read_text(encoding="utf-8"), parse_float=Decimal)
    except FileNotFoundError as error:
        raise ContractBroken(f"{pack.name} has no {file}.") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ContractBroken(f"{pack.name}/{file} is not TOML: {error}.") from error
    for name in content.keys() - _KINDS[file]:
        raise ContractBroken(f"{pack.name}/{file}: '{name}' is none of {', '.join(sorted(_KINDS[file]))}.")
    return content
