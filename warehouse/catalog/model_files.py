"""Loads a table's model.py: its input tables and the function that makes its rows."""

from __future__ import annotations

import importlib.util
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from warehouse.errors import ContractBroken

Model = Callable[[Mapping[str, pl.DataFrame]], pl.DataFrame]


@dataclass(frozen=True)
class ModelFile:
    """The contents of a model.py."""

    inputs: tuple[str, ...]
    model: Model


def load_model(path: Path) -> ModelFile:
    """The `INPUTS` and `model` of a model.py. Raises ContractBroken where it lacks one of them."""
    name = f"warehouse.tables.{path.parent.parent.name}.{path.parent.name}.model"
    spec = importlib.util.spec_from_file_location(name, path)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    try:
        return ModelFile(tuple(module.INPUTS), module.model)
    except AttributeError as error:
        raise ContractBroken(f"{path.parent.name}/model.py needs INPUTS and model(inputs): {error}") from error
