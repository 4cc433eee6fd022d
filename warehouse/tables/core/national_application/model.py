"""One row per step of an application for national funding: how long it took, and whether the procedure has it."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from warehouse.domain.moment import day_in_china
from warehouse.measures.projects.applications import national_applications

INPUTS: tuple[str, ...] = ("stage.national_application", "stage.build", "core.project", "core.submission")


def model(inputs: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    return national_applications(
        inputs["stage.national_application"],
        inputs["core.project"],
        inputs["core.submission"],
        day_in_china(inputs["stage.build"]["as_of"].item()),
    )
