"""What the pages load: built from pinned sources, small, from this host alone, safe under the policy of the pages."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from graph.execution.encodings import compress
from graph.pages.figures import KINDS
from graph.pages.serving import STATIC

SOURCE = STATIC.parent / "pages_src"
OWN = [*sorted(STATIC.parents[1].glob("pages/*/page.js")), STATIC / "charts.js", STATIC / "live.js"]
LOADED = ("pages.css", "live.js", "charts.js", "echarts.js", "favicon.svg")
"""What the first visit loads besides the page itself."""
BYTES_OF_FILES = 300_000
"""Compressed; with the page 350 kB at most (test_every_page.py)."""


def compressed(*paths: Path) -> int:
    return sum(len(compress(path.read_bytes(), "gzip", 9)) for path in paths)


def test_the_files_of_the_first_visit_are_all_there_is_and_stay_small() -> None:
    assert {path.name for path in STATIC.iterdir()} == {*LOADED, "LICENSES.txt"}
    assert compressed(*(STATIC / name for name in LOADED)) < BYTES_OF_FILES


@pytest.mark.parametrize("path", OWN, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_our_scripts_make_no_markup_of_text_and_run_no_text_as_code(path: Path) -> None:
    script = path.read_text("utf-8")

    assert not re.search(
        r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function|https?://", script
    )


def test_the_built_library_runs_no_text_as_code_and_asks_no_host() -> None:
    script = (STATIC / "echarts.js").read_text("utf-8")

    assert not re.search(r"\beval\(|new Function\(|\bfetch\(|XMLHttpRequest|sourceMappingURL", script)


def test_licences_name_the_library_and_its_parts_with_their_versions() -> None:
    package = json.loads((SOURCE / "package.json").read_text("utf-8"))
    lock = json.loads((SOURCE / "package-lock.json").read_text("utf-8"))["packages"]
    lines = set((STATIC / "LICENSES.txt").read_text("utf-8").splitlines())

    for name, version in (package["dependencies"] | package["devDependencies"]).items():
        assert re.fullmatch(r"\d+\.\d+\.\d+", version), f"{name} is not pinned: {version}"
    for name in ("echarts", "zrender", "tslib"):
        assert f"{name} {lock[f'node_modules/{name}']['version']}" in lines
    assert not [name for name, entry in lock.items() if "resolved" in entry]


def test_the_script_draws_every_kind_of_figure() -> None:
    script = (STATIC / "charts.js").read_text("utf-8")

    assert tuple(re.findall(r"^  (\w+)\(\{ columns, rows \}\) \{$", script, re.MULTILINE)) == KINDS
