"""The line map of TOML agrees with tomllib on every key of every text that tomllib accepts."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator

from hypothesis import given, settings
from hypothesis import strategies as st

from warehouse.programme.toml_places import Path, TomlPlaces

KEYS = st.one_of(
    st.text("abc-_1", min_size=1, max_size=3), st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]))
)
TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), max_size=8)
VALUES = st.recursive(
    st.one_of(st.integers(0, 99).map(str), st.booleans().map(lambda one: str(one).lower()), TEXTS.map(json.dumps),
              TEXTS.filter(lambda text: "'" not in text).map(lambda text: f"'''\n{text}\n'''"),
              TEXTS.map(lambda text: '"""' + json.dumps(text)[1:-1] + '\\\n  "" # no comment """')),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3).map(lambda items: "[ # a comment ]\n" + ",\n".join(items) + "\n]"),
        st.dictionaries(KEYS, inner, max_size=2).map(
            lambda pairs: "{ " + ", ".join(f"{json.dumps(key)} = {value}" for key, value in pairs.items()) + " }"
        ),
    ),
    max_leaves=6,
)  # fmt: skip


def paths(value: object, path: Path = ()) -> Iterator[Path]:
    if path:
        yield path
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from paths(inner, (*path, key))
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from paths(inner, (*path, number))


@settings(max_examples=60, deadline=None)
@given(
    st.dictionaries(KEYS, VALUES, max_size=3),
    st.lists(st.tuples(st.sampled_from(["[{0}]", "[[{0}]]", "[{0}.{1}]", "[[{0}.{1}]]"]), KEYS, KEYS,
                       st.dictionaries(KEYS, VALUES, max_size=2)), max_size=4),
)  # fmt: skip
def test_every_key_that_tomllib_reads_has_a_place_and_no_other(
    top: dict[str, str], tables: list[tuple[str, str, str, dict[str, str]]]
) -> None:
    lines = [f"{json.dumps(key)} = {value}" for key, value in top.items()]
    for header, one, other, pairs in tables:
        lines.append(f"  {header.format(json.dumps(one), json.dumps(other))} # {one!r}")
        lines += [f"{json.dumps(key)}={value}" for key, value in pairs.items()]
    text = "\n".join(lines)
    try:
        read = tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return

    found = TomlPlaces(text)

    assert set(paths(read)) - set(found.all()) <= {
        # `[a.b]` makes `a` without naming a place of its own.
        path for path in paths(read) if any(longer[: len(path)] == path and longer != path for longer in found.all())
    }  # fmt: skip
    assert set(found.all()) <= set(paths(read))


def test_a_place_is_line_and_character() -> None:
    text = 'a = 1\n\n[[card]]\nx = """\n[no]\n"""\n  [card.y]\n  z = [{ q = 1 },\n    { q = 2 }]\n[[card]]\nx = 2\n'

    found = TomlPlaces(text)

    assert found.of(("card", 0, "x")) == (4, 1)
    assert found.of(("card", 0, "y", "z", 1, "q")) == (9, 7)
    assert found.of(("card", 1, "x")) == (11, 1)
    assert found.of(("card", 1, "absent")) == (10, 1)
