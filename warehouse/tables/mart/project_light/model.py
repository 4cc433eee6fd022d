"""One row per project, month and rule set: its traffic light, and the inputs of the rule."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from warehouse.measures.projects.project_light import project_lights
from warehouse.rules.lights import load_light_rules

INPUTS: tuple[str, ...] = ("mart.project_progress", "core.project_plan", "core.project_milestone")


def model(inputs: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    return project_lights(inputs, load_light_rules())
