"""Rule sets by version: bounds, weights and curves that a measure applies, as data.

One file per version, `<programme>/rules/<id>@<version>.toml`: its head says what it is, since when it applies and who
says so; `[bounds]` holds its numbers, in the shape that the measure declares as a dataclass. A change is a new file.

    rules = load_rule_sets("target_status@*.toml", TargetStatus)
    rule_in_force(rules, day).bounds
"""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fnmatch import fnmatchcase
from importlib.resources import files
from importlib.resources.abc import Traversable
from itertools import pairwise
from typing import Generic, TypeVar

from warehouse.errors import ContractBroken
from warehouse.rules.entries import build_entry

Bounds = TypeVar("Bounds")

_FOLDER = "rules"


@dataclass(frozen=True)
class _Head:
    id: str
    version: str
    valid_from: date
    source: str


@dataclass(frozen=True)
class RuleSet(Generic[Bounds]):
    """One version of a rule set. It applies to days from `valid_from` on, until its next version."""

    rule_set_id: str
    version: str
    valid_from: date
    source: str
    bounds: Bounds

    @property
    def version_id(self) -> str:
        return f"{self.rule_set_id}@{self.version}"


def load_rule_sets(
    pattern: str, bounds: type[Bounds], programme: Traversable | None = None
) -> tuple[RuleSet[Bounds], ...]:
    """The versions of one rule set whose file names match `pattern`, oldest first.

    The pattern is written out where the set is used, `"target_status@*.toml"`: a release that changes such a file then
    finds the tables that rest on it. `programme` is the folder of a programme (default: gansu_2016). Raises
    ContractBroken with file and key where a file is missing or is not what `bounds` declares.
    """
    folder = (programme or files("warehouse.rules") / "gansu_2016").joinpath(_FOLDER)
    names = sorted(file.name for file in folder.iterdir() if fnmatchcase(file.name, pattern)) if folder.is_dir() else []
    if not names:
        raise ContractBroken(
            f"The programme has no rule set '{pattern}'.",
            f"Add a file of that name to its folder {_FOLDER}.",
            zh=f"方案中没有规则集“{pattern}”。请在其 {_FOLDER} 文件夹中添加该文件。",
        )
    return _in_order([parse_rule_set(folder.joinpath(name).read_bytes(), name, bounds) for name in names])


def parse_rule_set(content: bytes, name: str, bounds: type[Bounds]) -> RuleSet[Bounds]:
    """The rule set that a file of this name declares. Raises ContractBroken with file and key."""
    try:
        declared = tomllib.loads(content.decode("utf-8"), parse_float=Decimal)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ContractBroken(f"{name} is not TOML: {error}.", zh=f"{name} 不是有效的 TOML 文件：{error}。") from error
    if "bounds" not in declared:
        raise ContractBroken(f"{name}: 'bounds' is missing.", zh=f"{name}：缺少“bounds”。")
    numbers = build_entry(bounds, declared.pop("bounds"), f"{name}: bounds")
    head = build_entry(_Head, declared, name)
    rule = RuleSet(head.id, head.version, head.valid_from, head.source, numbers)
    if name != f"{rule.version_id}.toml":
        raise ContractBroken(
            f"{name}: 'id' and 'version' say {rule.version_id}.",
            f"Name the file {rule.version_id}.toml.",
            zh=f"{name}：“id”和“version”为 {rule.version_id}。请将文件命名为 {rule.version_id}.toml。",
        )
    return rule


def rule_in_force(rules: Sequence[RuleSet[Bounds]], day: date) -> RuleSet[Bounds] | None:
    """The newest of these versions that applies on that day; None before the first."""
    return max((rule for rule in rules if rule.valid_from <= day), key=lambda rule: rule.valid_from, default=None)


def _in_order(rules: Sequence[RuleSet[Bounds]]) -> tuple[RuleSet[Bounds], ...]:
    ordered = sorted(rules, key=lambda rule: (rule.rule_set_id, rule.valid_from))
    for one, following in pairwise(ordered):
        if (one.rule_set_id, one.valid_from) == (following.rule_set_id, following.valid_from):
            raise ContractBroken(
                f"{following.version_id}.toml: 'valid_from' is {one.valid_from}, as in {one.version_id}.toml.",
                "Give the later version a later day.",
                zh=f"{following.version_id}.toml：“valid_from”与 {one.version_id}.toml 同为 {one.valid_from}。"
                "请为后一版本填写更晚的日期。",
            )
    return tuple(ordered)
