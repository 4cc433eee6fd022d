"""The GraphiQL page as committed: complete, self-contained, and honest about the packages in it."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

STATIC = Path(__file__).resolve().parents[2] / "graph" / "static"
PAGE = STATIC / "graphiql"
SOURCE = STATIC / "graphiql_src"
SERVED_AT = "static/graphiql/"
LARGEST_PAGE_BYTES = 4_000_000

CSS_ADDRESS = re.compile(r"""url\(\s*["']?([^"')]*)|@import\s+(?:url\()?\s*["']?([^"');]*)""")
IMAGE_SUFFIXES = {".png", ".svg"}
Tag = tuple[str, dict[str, str | None], str]


class _Tags(HTMLParser):
    """The start tags of a page, each with its attributes and the text that follows it."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None], list[str]]] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs), []))

    def handle_data(self, data: str) -> None:
        if self.found:
            self.found[-1][2].append(data)


@pytest.fixture(scope="module")
def tags() -> list[Tag]:
    parsed = _Tags((PAGE / "index.html").read_text(encoding="utf-8"))
    return [(tag, attributes, "".join(text)) for tag, attributes, text in parsed.found]


@pytest.mark.parametrize("name", ["index.html", "graphiql.js", "graphiql.css", "favicon.svg", "LICENSES.txt"])
def test_the_built_page_has_this_file(name: str) -> None:
    assert (PAGE / name).stat().st_size > 0


def test_every_address_in_the_page_is_a_committed_file_beside_the_api(
    tags: list[Tag],
) -> None:
    addresses = [value for _, attributes, _ in tags for key, value in attributes.items() if key in ("src", "href")]

    assert addresses
    for address in addresses:
        assert address is not None and address.startswith(SERVED_AT), address
        assert (PAGE / address.removeprefix(SERVED_AT)).is_file(), address


def test_every_address_in_the_style_sheet_is_a_committed_image() -> None:
    matches = CSS_ADDRESS.findall((PAGE / "graphiql.css").read_text(encoding="utf-8"))
    addresses = [url or imported for url, imported in matches]

    assert addresses
    for address in addresses:
        assert Path(address).suffix in IMAGE_SUFFIXES and (PAGE / address).is_file(), address


def test_the_page_runs_no_inline_script_and_no_inline_handler(
    tags: list[Tag],
) -> None:
    for tag, attributes, _ in tags:
        assert tag != "style"
        assert not [name for name in attributes if name == "style" or name.startswith("on")]
        if tag == "script" and "src" not in attributes:
            assert attributes.get("type") == "application/json"


def test_the_page_holds_one_empty_list_for_the_servers_examples(
    tags: list[Tag],
) -> None:
    places = [text for tag, attributes, text in tags if tag == "script" and attributes.get("id") == "longmai-examples"]

    assert [json.loads(text) for text in places] == [[]]
    assert '<script type="application/json" id="longmai-examples">[]</script>' in (PAGE / "index.html").read_text()


def test_the_script_imports_nothing_and_names_no_source_map() -> None:
    script = (PAGE / "graphiql.js").read_text(encoding="utf-8")

    assert not re.search(r"""\bimport\s*\(|\bimportScripts\s*\(|^\s*import\s""", script, re.MULTILINE)
    assert "sourceMappingURL" not in script
    assert not list(PAGE.rglob("*.map"))


def test_the_built_page_stays_small() -> None:
    assert sum(file.stat().st_size for file in PAGE.rglob("*") if file.is_file()) < LARGEST_PAGE_BYTES


def test_the_page_and_its_icon_are_those_of_the_source_folder() -> None:
    for name in ("index.html", "favicon.svg"):
        assert (PAGE / name).read_bytes() == (SOURCE / name).read_bytes(), name


def test_licences_name_every_dependency_with_its_pinned_version() -> None:
    package = json.loads((SOURCE / "package.json").read_text(encoding="utf-8"))
    lines = set((PAGE / "LICENSES.txt").read_text(encoding="utf-8").splitlines())

    assert package["dependencies"]
    for name, version in (package["dependencies"] | package["devDependencies"]).items():
        assert re.fullmatch(r"\d+\.\d+\.\d+", version), f"{name} is not pinned: {version}"
    for name, version in package["dependencies"].items():
        assert f"{name} {version}" in lines


def test_the_lock_names_no_download_address() -> None:
    packages = json.loads((SOURCE / "package-lock.json").read_text(encoding="utf-8"))["packages"]

    assert not [name for name, entry in packages.items() if "resolved" in entry]
