"""Records what other programs make of the cases in cases.json, which our measures are compared with.

They cannot live in our environment (PyIndexNum pins numpy < 2, PyLMDI is no package): their answers are recorded once.

    python -m venv /tmp/referees && /tmp/referees/bin/pip install pyindexnum==0.4.0
    git clone https://github.com/xiwangxiang/PyLMDI /tmp/PyLMDI
    PYTHONPATH=/tmp/PyLMDI /tmp/referees/bin/python tests/warehouse/measures/referees/record.py
"""

from __future__ import annotations

import json
import sys
from importlib.metadata import version
from pathlib import Path

FOLDER = Path(__file__).parent


def bilateral(case: dict) -> dict:
    """The price indices of a case by PyIndexNum."""
    import polars as pl
    import pyindexnum

    rows = [
        (str(period), f"product {number}", float(price), float(quantity))
        for period in (0, 1)
        for number, (price, quantity) in enumerate(
            zip(case[f"price_{period}"], case[f"quantity_{period}"], strict=True), start=1
        )
    ]
    names = ["period", "product_id", "aggregated_price", "aggregated_quantity"]
    frame = pl.DataFrame(rows, schema=names, orient="row")
    return {index: getattr(pyindexnum, index)(frame) for index in ("laspeyres", "paasche", "fisher", "tornqvist")}


def additive(case: dict) -> dict:
    """The additive effects of activity, structure and intensity by PyLMDI."""
    import numpy as np
    from PyLMDI import PyLMDI

    energy = [np.array(case[f"energy_{period}"], float) for period in (0, 1)]
    activity = [np.array(case[f"activity_{period}"], float) for period in (0, 1)]
    factors = [
        np.array([np.full(len(made), made.sum()), made / made.sum(), used / made])
        for used, made in zip(energy, activity, strict=True)
    ]
    total, *effects = PyLMDI(list(energy[1]), list(energy[0]), factors[1], factors[0]).Add()
    named = dict(zip(("activity", "structure", "intensity"), map(float, effects), strict=True))
    return named | {"total": float(total)}


def main() -> None:
    cases = json.loads((FOLDER / "cases.json").read_text("utf-8"))
    recorded = {
        "recorded_with": {
            "PyIndexNum": version("pyindexnum"),
            "PyLMDI": "1.0 (github.com/xiwangxiang/PyLMDI, c4c4d8e)",
            "Python": sys.version.split()[0],
        },
        "bilateral": {name: bilateral(case) for name, case in cases["bilateral"].items()},
        "additive": {name: additive(case) for name, case in cases["additive"].items()},
    }
    (FOLDER / "recorded.json").write_text(json.dumps(recorded, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
