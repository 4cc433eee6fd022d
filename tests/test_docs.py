"""The pages say what the code says."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import graph.errors
import warehouse.errors
from graph.settings import read_settings
from guard.gate import HOST_NOT_ALLOWED, KEY_REQUIRED, ORIGIN_NOT_ALLOWED
from warehouse.errors import WarehouseError

PROJECT = Path(__file__).parents[1]
_FOLDERS = {"bench", "graph", "guard", "orchestration", "warehouse", "tests"}
_WITHOUT_A_LINE = {"graph/", "warehouse/"}
"""Packages whose rooms have a line each."""


def _codes_of_the_code() -> set[str]:
    family = [WarehouseError]
    for error in family:
        family += error.__subclasses__()
    warehouse_codes = {error.code for error in family if error is not WarehouseError and _is_ours(error)}
    graph_codes = {value for name, value in vars(graph.errors).items() if name.isupper() and isinstance(value, str)}
    return warehouse_codes | graph_codes | {HOST_NOT_ALLOWED, KEY_REQUIRED, ORIGIN_NOT_ALLOWED}


def _is_ours(error: type[WarehouseError]) -> bool:
    return error.__module__ == warehouse.errors.__name__


def test_every_error_code_has_its_line_and_every_line_its_code() -> None:
    page = (PROJECT / "docs" / "errors.md").read_text("utf-8")

    assert set(re.findall(r"^\| `([A-Z_]+)` \|", page, re.MULTILINE)) == _codes_of_the_code()


def test_every_row_of_a_table_follows_its_heading() -> None:
    """A line of a table after a blank line is shown as plain text."""
    pages = [*PROJECT.glob("*.md"), *(PROJECT / "docs").rglob("*.md")]
    cut_off = [
        f"{page.relative_to(PROJECT)}: {row}"
        for page in pages
        for row in re.findall(r"\n\n(\|.*)\n(?!\| ?:?-)", page.read_text("utf-8"))
    ]

    assert cut_off == []


def test_a_release_of_the_changelog_has_each_heading_once() -> None:
    releases = re.split(r"^## ", (PROJECT / "CHANGELOG.md").read_text("utf-8"), flags=re.MULTILINE)[1:]

    assert releases
    for release in releases:
        headings = re.findall(r"^### .*$", release, re.MULTILINE)
        assert len(headings) == len(set(headings)), headings


def test_the_newest_release_of_the_changelog_is_the_version_of_the_package() -> None:
    versions = re.findall(
        r"^## (\S+)(?: - \d{4}-\d\d-\d\d)?$", (PROJECT / "CHANGELOG.md").read_text("utf-8"), re.MULTILINE
    )
    packaged = tomllib.loads((PROJECT / "pyproject.toml").read_text("utf-8"))["project"]["version"]

    assert versions[:2] == ["Unreleased", packaged]


def test_every_link_of_the_pages_leads_somewhere() -> None:
    pages = [*PROJECT.glob("*.md"), *(PROJECT / "docs").rglob("*.md")]
    broken = [
        f"{page.relative_to(PROJECT)}: {target}"
        for page in pages
        for target in re.findall(r"\]\(([^)#]+)\)", page.read_text("utf-8"))
        if not target.startswith("http") and not (page.parent / target).exists()
    ]

    assert broken == []


def test_every_file_that_the_architecture_names_exists() -> None:
    """A name without a folder is one of a table's folder, or of a file beside one that the same paragraph names."""
    lost, named = [], set()
    of_tables = {path.name for path in (PROJECT / "warehouse" / "tables").rglob("*.*")}
    of_tables.add("access.toml")  # where a rule restricts rows, columns or groups; today none does
    for paragraph in re.split(r"\n\n|\n *(?:-|\d\.) ", (PROJECT / "ARCHITECTURE.md").read_text("utf-8")):
        names = re.findall(r"`([\w/]+\.(?:py|sql|toml))`", paragraph)
        paths = {name for name in names if name.split("/")[0] in _FOLDERS}
        named |= paths
        folders = {(PROJECT / path).parent for path in paths}
        folders |= {folder.parent for folder in folders} | {PROJECT / "warehouse/query"}
        lost += [name for name in paths if not (PROJECT / name).exists()]
        lost += [
            name for name in {*names} - paths - of_tables if not any((folder / name).exists() for folder in folders)
        ]

    assert len(named) >= 50
    assert lost == []


def test_every_file_that_glossary_and_contributing_name_exists() -> None:
    pages = "".join((PROJECT / page).read_text("utf-8") for page in ("GLOSSARY.md", "CONTRIBUTING.md"))
    named = {name for name in re.findall(r"`([\w/]+/[\w./]*)`", pages) if name.split("/")[0] in _FOLDERS}

    assert len(named) >= 50
    assert [name for name in sorted(named) if not (PROJECT / name).exists()] == []


def test_every_file_that_is_marked_as_generated_exists_and_every_recorded_file_is_marked() -> None:
    lines = (PROJECT / ".gitattributes").read_text("utf-8").splitlines()
    marked = [line.split()[0] for line in lines if line.endswith(" linguist-generated")]
    found = {
        path for pattern in marked for path in PROJECT.glob(pattern.removesuffix("/**") + "/**/*" * ("**" in pattern))
    }
    recorded = {path for path in (PROJECT / "tests/graph/queries").iterdir() if path.suffix != ".graphql"}

    assert [pattern for pattern in marked if not any(PROJECT.glob(pattern))] == []
    assert {path for path in recorded if not path.name.endswith(".variables.json")} <= found


def test_every_room_is_in_the_code_map_and_the_code_map_has_no_other() -> None:
    page = (PROJECT / "ARCHITECTURE.md").read_text("utf-8")
    rooms = {
        f"{init.parent.relative_to(PROJECT)}/"
        for package in _FOLDERS - {"tests"}
        for init in (PROJECT / package).glob("**/__init__.py")
        if "static" not in init.parts and "tables" not in init.parts
    }
    mapped = set(re.findall(r"^\| `([\w/]+/)` \|[^|]*\|[^|]*\|$", page, re.MULTILINE))

    assert len(rooms) > 30
    assert rooms - mapped - _WITHOUT_A_LINE == set()
    assert [room for room in sorted(mapped) if not (PROJECT / room).is_dir()] == []


def test_every_package_opens_with_a_charter() -> None:
    bare = [
        str(init.relative_to(PROJECT))
        for package in ("bench", "graph", "warehouse", "orchestration")
        for init in (PROJECT / package).rglob("__init__.py")
        if "static" not in init.parts and not init.read_text("utf-8").startswith('"""')
    ]

    assert bare == []


def test_the_make_targets_of_the_readme_exist() -> None:
    makefile = (PROJECT / "Makefile").read_text("utf-8")
    for target in re.findall(r"^make (\w+)", (PROJECT / "README.md").read_text("utf-8"), re.MULTILINE):
        assert re.search(rf"^{target}:", makefile, re.MULTILINE), target


def test_settings_have_defaults_without_an_environment() -> None:
    assert read_settings({}).port == 8000


def test_every_setting_of_the_api_has_its_line() -> None:
    files = (PROJECT / "graph" / "settings.py", PROJECT / "warehouse" / "environment.py")
    code = "".join(file.read_text("utf-8") for file in files)
    page = (PROJECT / "docs" / "http.md").read_text("utf-8")
    settings = set(re.findall(r'"(LONGMAI_[A-Z_]+)"', code))

    assert len(settings) >= 9
    assert set(re.findall(r"^\| `(LONGMAI_[A-Z_]+)` \|", page, re.MULTILINE)) == settings
