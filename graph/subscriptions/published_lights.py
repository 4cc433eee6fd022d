"""The newest lights of a release by project and rule set: query, parsing and comparison."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

LIGHTS = """
query Lights($snapshot: ID!, $after: String) {
  projectLights(
    snapshot: $snapshot, first: 1000, after: $after, where: { isNewest: { eq: true }, lightRuleId: { isNull: false } }
    orderBy: [{ field: PROJECT_ID }, { field: LIGHT_RULE_ID }]
  ) {
    nodes {
      projectId lightRuleId lightRuleVersionId period light reason monthsRunning shortfallPp scheduleRatio isSynthetic
    }
    pageInfo { hasNextPage endCursor }
  }
}
"""


@dataclass(frozen=True)
class LightRow:
    """The light of a project by one rule set, in its newest month."""

    project_id: str
    light_rule_id: str
    light_rule_version_id: str
    period: str
    light: str
    reason: str
    months_running: int
    shortfall_pp: str | None
    schedule_ratio: str | None
    is_synthetic: bool


Lights = Mapping[tuple[str, str], LightRow]
"""Lights by (project, rule set)."""


def read_light(row: Mapping[str, Any]) -> LightRow:
    """Parses a row of LIGHTS."""
    return LightRow(
        row["projectId"], row["lightRuleId"], row["lightRuleVersionId"], row["period"], row["light"], row["reason"],
        row["monthsRunning"], row["shortfallPp"], row["scheduleRatio"], row["isSynthetic"],
    )  # fmt: skip


def changed_lights(before: Lights, after: Lights) -> Iterator[tuple[LightRow | None, LightRow | None]]:
    """Lights with a new colour, added and removed ones, ordered by project and rule set.

    The same colour in a later month is not a change; a month without a report has no light.
    """
    for key in sorted(before.keys() | after.keys()):
        earlier, now = before.get(key), after.get(key)
        if (earlier and earlier.light) != (now and now.light):
            yield earlier, now
