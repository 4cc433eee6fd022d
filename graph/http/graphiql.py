"""The GraphiQL page with example queries: one file each in graph/http/examples, its title in the first line."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import orjson

EXAMPLES_FOLDER = Path(__file__).parent / "examples"
PAGE = Path(__file__).parents[1] / "static" / "graphiql" / "index.html"
_PLACE = '<script type="application/json" id="longmai-examples">[]</script>'


def read_examples() -> list[dict[str, Any]]:
    """Title, query and variables of each example, ordered by file name.

    A file begins with `# title`; an optional second line `# variables: {…}` has the values of its variables.
    """
    return [_read(path) for path in sorted(EXAMPLES_FOLDER.glob("*.graphql"))]


def build_page() -> str:
    """The page with the examples."""
    # `<` would end the script element early.
    examples = orjson.dumps(read_examples()).decode().replace("<", "\\u003c")
    return PAGE.read_text("utf-8").replace(_PLACE, _PLACE.replace("[]", examples))


def _read(path: Path) -> dict[str, Any]:
    title, _, rest = path.read_text("utf-8").partition("\n")
    variables: object = {}
    if rest.startswith("# variables: "):
        first, _, rest = rest.partition("\n")
        variables = orjson.loads(first.removeprefix("# variables: "))
    return {"title": title.removeprefix("# "), "query": rest.strip() + "\n", "variables": variables}
