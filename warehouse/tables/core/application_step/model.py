"""One row per step of an application: where it stood, how long, and whether the procedure has that step."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from warehouse.domain.moment import day_in_china
from warehouse.measures.firms.applications import application_steps

INPUTS: tuple[str, ...] = ("stage.application_step", "stage.build", "core.enterprise_identity", "core.submission")


def model(inputs: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    return application_steps(
        inputs["stage.application_step"],
        inputs["core.enterprise_identity"],
        inputs["core.submission"],
        day_in_china(inputs["stage.build"]["as_of"].item()),
    )
