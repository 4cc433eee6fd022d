"""One row per rule of lights, alarm, year and group of projects."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from warehouse.measures.projects.replay import light_replay, load_replay_rules

INPUTS: tuple[str, ...] = ("mart.project_light", "mart.project_progress", "mart.project_baseline", "core.project")


def model(inputs: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    return light_replay(inputs, load_replay_rules()[-1])
