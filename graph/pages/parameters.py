"""The address of a page to the variables of its document: the address is the whole state of a page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

from graphql import (
    GraphQLEnumType,
    GraphQLInputType,
    GraphQLList,
    GraphQLNonNull,
    GraphQLScalarType,
    GraphQLSchema,
    TypeNode,
    get_named_type,
    type_from_ast,
)

from graph.pages.folders import Page
from warehouse.domain.period import parse_period
from warehouse.errors import InvalidArgument
from warehouse.wording import Words

STATE_PARAMETERS = ("period", "asOf", "snapshot", "lang")
"""Parameters that links carry on."""

PERIOD_END = "periodEndDate"
"""A variable of this name is the last day of the period, unless the address gives it."""


class WrongAddress(Exception):
    """A parameter with a value that its variable cannot have."""

    def __init__(self, words: Words) -> None:
        super().__init__(words.en)
        self.words = words


def read_language(query: Mapping[str, str]) -> str:
    """The reader's language, Chinese by default."""
    return "en" if query.get("lang") == "en" else "zh"


def read_variables(
    schema: GraphQLSchema, page: Page, path: Mapping[str, str], query: Mapping[str, Sequence[str]]
) -> dict[str, Any]:
    """The variables that an address gives. Raises WrongAddress.

    One that is left out, or empty, is not sent: the document's default applies, and a filter without value is none.
    """
    found: dict[str, Any] = {}
    for definition in page.variables:
        name = definition.variable.name.value
        texts = [path[name]] if name in path else [text for text in query.get(name, ()) if text.strip()]
        kind = _input_type(schema, definition.type)
        if name == "lang":
            found[name] = read_language({key: values[-1] for key, values in query.items() if values}).upper()
        elif name == PERIOD_END and not texts:
            period = next((text.strip() for text in query.get("period", ()) if text.strip()), None)
            if period is not None:
                found[name] = _last_day(period)
        elif texts:
            found[name] = _read(name, kind, texts)
        elif isinstance(kind, GraphQLNonNull) and definition.default_value is None:
            raise WrongAddress(Words(f"地址中缺少参数“{name}”。", f"The address lacks the parameter '{name}'."))
    return found


def _last_day(period: str) -> str:
    try:
        return parse_period(period).end_date.isoformat()
    except (InvalidArgument, ValueError) as error:  # ValueError: of a year without a calendar
        raise _wrong("period", period, "2016-06、2016-Q2 或 2016", "2016-06, 2016-Q2 or 2016") from error


def _input_type(schema: GraphQLSchema, node: TypeNode) -> GraphQLInputType:
    kind: Any = type_from_ast(schema, node)
    return kind  # type: ignore[no-any-return]


def _read(name: str, kind: GraphQLInputType, texts: Sequence[str]) -> Any:
    inner = kind.of_type if isinstance(kind, GraphQLNonNull) else kind
    named = get_named_type(inner)
    values = [_read_one(name, named, text.strip()) for text in texts]
    return values if isinstance(inner, GraphQLList) else values[-1]


def _read_one(name: str, kind: Any, text: str) -> Any:
    if isinstance(kind, GraphQLEnumType):
        if text not in kind.values:
            raise _wrong(name, text, "、".join(list(kind.values)[:12]), ", ".join(list(kind.values)[:12]))
        return text
    if not isinstance(kind, GraphQLScalarType):
        raise _wrong(name, text, "单个数值或文本", "a single value")
    if kind.name in {"Int", "Long"}:
        if not text.removeprefix("-").isdecimal() or len(text) > 18:
            raise _wrong(name, text, "整数", "a whole number")
        return int(text)
    if kind.name == "Boolean":
        if text not in {"true", "false"}:
            raise _wrong(name, text, "true 或 false", "true or false")
        return text == "true"
    return text


def _wrong(name: str, text: str, zh: str, en: str) -> WrongAddress:
    return WrongAddress(
        Words(
            f"参数“{name}”的值“{text[:60]}”无效，应为：{zh}。", f"'{text[:60]}' is no value of '{name}'; it takes {en}."
        )
    )


def write_address(path: str, parameters: Mapping[str, object]) -> str:
    """The address of a path with parameters; empty ones are left out, lists repeat."""
    given = {name: value for name, value in parameters.items() if value is not None and value != ""}
    text = urlencode({name: _text(value) for name, value in given.items()}, doseq=True)
    return f"{path}?{text}" if text else path


def _text(value: object) -> object:
    if isinstance(value, bool):
        return "true" if value else "false"
    return value if isinstance(value, (list, tuple)) else str(value)
