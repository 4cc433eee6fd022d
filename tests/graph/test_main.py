"""`python -m graph`, as a shell sees it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from graph.settings import Settings, read_settings
from warehouse.errors import InvalidArgument

PROJECT = Path(__file__).parents[2]


def run(home: Path, *arguments: str, given: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "graph", *arguments],
        input=given,
        capture_output=True,
        text=True,
        encoding="utf-8",
        cwd=PROJECT,
        env={**os.environ, "LONGMAI_HOME": str(home), "PYTHONIOENCODING": "utf-8"},
        check=False,
    )


def test_the_printed_schema_is_the_committed_one(tmp_path: Path) -> None:
    assert run(tmp_path, "schema").stdout == (PROJECT / "schema.graphql").read_text("utf-8")


def test_a_document_from_the_input_is_answered_in_json_with_exit_code_one_for_errors(tmp_path: Path) -> None:
    done = run(tmp_path, "query", "-", given="{ snapshot { snapshotId } }")

    assert done.returncode == 1
    assert json.loads(done.stdout)["errors"][0]["extensions"]["code"] == "SNAPSHOT_NOT_FOUND"


def test_a_document_may_be_given_itself(tmp_path: Path) -> None:
    done = run(tmp_path, "query", '{ __type(name: "Enterprise") { kind } }')

    assert (done.returncode, json.loads(done.stdout)) == (0, {"data": {"__type": {"kind": "OBJECT"}}})


def test_the_command_answers_within_the_limits_of_the_service(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "limits.toml").write_text("[public]\nanswer_bytes = 40\n", "utf-8")
    monkeypatch.setenv("LONGMAI_ROLE_LIMITS", str(tmp_path / "limits.toml"))

    done = run(tmp_path, "query", '{ __type(name: "Enterprise") { kind description } }')

    assert done.returncode == 1
    assert json.loads(done.stdout)["errors"][0]["extensions"]["code"] == "LIMIT_EXCEEDED"


def test_a_document_that_needs_no_snapshot_has_exit_code_zero(tmp_path: Path) -> None:
    file = tmp_path / "kind.graphql"
    file.write_text("query Kind($name: String!) { __type(name: $name) { kind } }", "utf-8")

    done = run(tmp_path, "query", str(file), "--variables", '{"name": "Enterprise"}')

    assert (done.returncode, json.loads(done.stdout)) == (0, {"data": {"__type": {"kind": "OBJECT"}}})


@pytest.mark.parametrize("arguments", [("query", "absent.graphql"), ("query", "-", "--variables", "[1]")])
def test_what_cannot_be_read_is_one_line_with_its_code(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    done = run(tmp_path, *arguments)

    assert done.returncode == 1
    assert done.stdout == ""
    assert done.stderr.startswith("INVALID_ARGUMENT: ")
    assert len(done.stderr.splitlines()) == 1


def test_settings_come_from_the_environment() -> None:
    settings = read_settings({"LONGMAI_HOME": "/x", "LONGMAI_PORT": "9", "LONGMAI_QUERY_TIMEOUT_SECONDS": "0.5"})

    assert settings == Settings(home=Path("/x"), port=9, query_timeout_seconds=0.5)
    assert read_settings({"LONGMAI_PORT": ""}) == Settings()


@pytest.mark.parametrize("text", ["x", "0", "-1", "nan"])
def test_a_setting_that_is_no_number_above_zero_is_refused(text: str) -> None:
    with pytest.raises(InvalidArgument, match="LONGMAI_QUERY_TIMEOUT_SECONDS"):
        read_settings({"LONGMAI_QUERY_TIMEOUT_SECONDS": text})
