"""One row per rule of lights, alarm, year and group of projects."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from warehouse.measures.projects.known import READS
from warehouse.measures.projects.replay import light_replay, lights_of_the_time, load_replay_rules
from warehouse.rules.lights import load_light_rules

INPUTS: tuple[str, ...] = (*READS, "mart.project_progress", "mart.project_baseline")


def model(inputs: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    return light_replay(inputs, lights_of_the_time(inputs, load_light_rules()), load_replay_rules()[-1])
