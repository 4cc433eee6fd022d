"""The command of the bench: in a checkout it is found, in an installed product it is refused with what to do."""

import subprocess
import sys
import tomllib
from fnmatch import fnmatch
from pathlib import Path

import pytest
import typer

from orchestration.cli import load_bench

PROJECT = Path(__file__).parents[2]


def test_the_bench_is_found_from_any_folder(tmp_path: Path) -> None:
    shown = subprocess.run(
        [sys.executable, "-m", "orchestration.cli", "bench", "reading", "--help"],
        check=False,
        capture_output=True,
        text=True,
        cwd=tmp_path,
    )

    assert shown.returncode == 0, shown.stderr
    assert "--rounds" in shown.stdout


def test_an_installed_product_without_its_source_says_where_the_bench_is(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(typer.Exit) as ended:
        load_bench(tmp_path)

    assert ended.value.exit_code == 2
    said = capsys.readouterr().err
    assert "source checkout" in said
    assert "源代码目录" in said


def test_the_bench_is_not_packaged() -> None:
    packaged = tomllib.loads((PROJECT / "pyproject.toml").read_text("utf-8"))["tool"]["setuptools"]["packages"]["find"]

    assert [pattern for pattern in packaged["include"] if fnmatch("bench.command", pattern)] == []
    assert any(fnmatch("orchestration.cli", pattern) for pattern in packaged["include"])
