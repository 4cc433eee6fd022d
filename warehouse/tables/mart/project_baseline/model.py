"""One row per project and plan year: the frozen plan beside the newest."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from warehouse.measures.projects.baseline import project_baselines

INPUTS: tuple[str, ...] = ("stage.project", "core.submission", "core.project")


def model(inputs: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    return project_baselines(inputs["stage.project"], inputs["core.submission"], inputs["core.project"])
