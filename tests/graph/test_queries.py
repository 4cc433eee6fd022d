"""Asked, read, answered: `make golden` rewrites the recorded SQL and JSON; review the difference like code."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from tests.graph.conftest import Service

CASES = sorted((Path(__file__).parent / "queries").glob("*.graphql"))


def answered(body: dict[str, Any]) -> str:
    return json.dumps(body, ensure_ascii=False, indent=2) + "\n"


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.stem)
def test_query_reads_this_sql_and_returns_these_rows(case: Path, service: Service) -> None:
    variables = case.with_suffix(".variables.json")

    asked = service.execute(case.read_text("utf-8"), **json.loads(variables.read_text()) if variables.exists() else {})

    if os.environ.get("GOLDEN") == "write":
        case.with_suffix(".sql").write_text(asked.sql, "utf-8")
        case.with_suffix(".json").write_text(answered(asked.body), "utf-8")
    assert asked.sql == case.with_suffix(".sql").read_text("utf-8")
    assert answered(asked.body) == case.with_suffix(".json").read_text("utf-8")
