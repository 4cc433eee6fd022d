"""The page of one number: a document for each type of rows, and what the page says of a field of such a row.

The document selects the whole row, where it comes from and what it is about; which type an id is of stands in the id.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from graphql import (
    GraphQLField,
    GraphQLNonNull,
    GraphQLObjectType,
    GraphQLSchema,
    get_named_type,
    is_leaf_type,
    is_object_type,
)
from strawberry.utils.str_converters import to_snake_case

from graph.declare.descriptions import split_languages
from graph.declare.nouns import NOUNS, Noun, schema_name
from graph.execution.persisted_queries import hash_of
from graph.pages.folders import frame_fields
from graph.pages.parameters import WrongAddress
from graph.planning.node_ids import read_id
from warehouse.catalog.catalog import load_catalog
from warehouse.errors import InvalidArgument
from warehouse.wording import Words

PAGE = "number"
_ABOUT = frozenset(
    {
        *("nameZh", "nameEn", "titleZh", "titleEn", "definitionZh", "definitionEn", "unitZh", "unitEn", "version"),
        *("source", "lead", "handler", "fileName", "sha256", "receivedAt", "formId", "formVersion", "period"),
    }
)
"""Fields of a row that is led to: what it is called, and what a file or an indicator says of itself."""
_SOURCE = {
    "sheetColumns": "(first: 200) { nodes {"
    " columnName sourceColumn heading unitReceived isUnitAssumed unitStored factor } }",
    "vintages": "(first: 50) { nodes { id value vintageId vintageStatus vintageDate knownFrom isFlagged isSynthetic"
    " isCorrected submissionId sourceSheet sourceCell valueReceived unitReceived } }",
    "explanation": "{ definition ruleSet inputs arithmetic }",
}
"""How the page asks for the parts that say where a row comes from."""
_REPORTED = frozenset({"REVENUE", "GROSS_OUTPUT", "TOTAL_PROFIT"})
"""Measures that are indicators of the returns."""


@dataclass(frozen=True)
class Named:
    """A field of a row as the page shows it."""

    name: str
    label: Words
    value: Any
    unit: str | None
    is_number: bool


class Numbers:
    """The documents of all types whose rows have an id."""

    def __init__(self, schema: GraphQLSchema) -> None:
        self._types = {kind.name: kind for kind in schema.get_possible_types(schema.type_map["Node"])}  # type: ignore[arg-type]
        frame = frame_fields(schema)
        self.documents = {name: _document(kind, frame) for name, kind in self._types.items()}
        self._hashes = {name: hash_of(text) for name, text in self.documents.items()}

    def sha256(self, row_id: str) -> str:
        """The document for a row. Raises WrongAddress for a text that is no id."""
        try:
            return self._hashes[read_id(row_id).type_name]
        except (InvalidArgument, KeyError) as error:
            words = Words("地址中的 id 不是本服务的标识。", "The id in the address is no id of this service.")
            raise WrongAddress(words) from error

    def describe(self, row: Mapping[str, Any], field: str) -> dict[str, Any]:
        """What the template of the page is given in addition. Raises WrongAddress for an unknown field."""
        kind = self._types[row["__typename"]]
        noun = NOUNS.get(kind.name)
        if field not in kind.fields or field not in row:
            raise WrongAddress(Words(f"此类数据没有字段“{field[:60]}”。", f"Such a row has no field '{field[:60]}'."))
        named = {
            name: Named(name, _label(declared), row[name], unit_of(noun, name, row), _is_number(declared))
            for name, declared in kind.fields.items()
            if name in row and is_leaf_type(get_named_type(declared.type))
        }
        about = [
            (_label(declared), row[name])
            for name, declared in kind.fields.items()
            if isinstance(row.get(name), dict) and name not in {*_SOURCE, "submission"}
        ]
        return {
            "number_of": named[field],
            "row": row,
            "fields": list(named.values()),
            "kind_words": _words(kind.description),
            "labels": {to_snake_case(name): _label(declared) for name, declared in kind.fields.items()},
            "about": about,
            "column_name": _form_column(noun, field),
            "leads": leads(row),
        }


def unit_of(noun: Noun | None, field: str, row: Mapping[str, Any]) -> str | None:
    """The unit that a field is stored in."""
    if noun is not None:
        column = next((column for column, name in noun.schema_names.items() if name == field), None)
        unit = noun.units.get(column) if column is not None else None
        if unit is not None:
            if unit.column is None:
                unit_id: str | None = getattr(unit, "unit_id", None)
                return unit_id
            stored = row.get(schema_name(unit.column))
            return str(stored) if stored is not None else None
    if field.endswith("Cny"):
        return "cny"
    if field.endswith(("Share", "Rate")):
        return "share"
    return "pp" if field.endswith("Pp") else row.get("unit") if isinstance(row.get("unit"), str) else None


@dataclass(frozen=True)
class Lead:
    """A way on from a number: to the page with what it was computed from, or about."""

    words: Words
    path: str
    parameters: Mapping[str, Any]


def leads(row: Mapping[str, Any]) -> list[Lead]:
    """The pages that lead a computed number on to its cells."""
    found: list[Lead] = []
    kind, subject, measure = row.get("subjectKind"), row.get("subjectId"), row.get("measure")
    enterprise = row.get("enterpriseId") or (subject if kind == "ENTERPRISE" else None)
    periods = [row[name] for name in ("fromPeriod", "toPeriod", "period") if row.get(name)]
    is_computed = "sourceCell" not in row
    if row["__typename"] == "TargetProgress":
        target, period = row.get("target") or {}, row.get("actualPeriod")
        words = Words("目标的进程与依据", "The course of the target, and what it rests on")
        found.append(Lead(words, f"/targets/{row['targetId']}", {}))
        indicators = [each for each in (target.get("indicatorId"), target.get("denominatorIndicatorId")) if each]
        if period and row.get("numeratorVintageId"):
            words = Words("所用的观测值", "The values behind it")
            found.append(Lead(words, "/values", {"indicatorId": indicators, "periods": [period, period[:4]]}))
    if is_computed and enterprise and periods:
        words = Words("该企业各期填报的数与单元格", "What the enterprise reported then, with cells")
        reported = [str(measure).lower()] if measure in _REPORTED else None
        found.append(Lead(words, "/values", {"subjectId": [enterprise], "periods": periods, "indicatorId": reported}))
    if is_computed and not enterprise and kind and measure and periods:
        words = Words("由哪些企业构成", "The enterprises that it is made of")
        subjects = {"subjectKind": kind, "subjectId": subject, "measure": measure}
        found.append(
            Lead(words, "/contributions", {**subjects, "periodKind": row.get("periodKind"), "period": periods[-1]})
        )
    if enterprise:
        found.append(Lead(Words("企业主页", "The enterprise"), f"/enterprises/{enterprise}", {}))
    return found


def _document(kind: GraphQLObjectType, frame: str) -> str:
    parts = ["__typename"]
    for name, field in kind.fields.items():
        named = get_named_type(field.type)
        if name in _SOURCE:
            parts.append(name + _SOURCE[name])
        elif is_leaf_type(named):
            parts.append(name)
        elif is_object_type(named) and not name.endswith("s") and named.name in NOUNS:
            inner = [
                other
                for other, declared in named.fields.items()
                if is_leaf_type(get_named_type(declared.type))
                and (other == "id" or other in _ABOUT or _is_key(declared))
            ]
            parts.append(f"{name} {{ __typename {' '.join(inner)} }}")
    row = f"node(id: $id, asOf: $asOf, snapshot: $snapshot) {{ ... on {kind.name} {{ {' '.join(parts)} }} }}"
    variables = "$id: ID!, $asOf: DateOrDateTime, $snapshot: ID"
    return f"query NumberOf{kind.name}({variables}) {{\n  {row}\n{frame}\n}}"


def _is_key(field: GraphQLField) -> bool:
    return getattr(get_named_type(field.type), "name", "") == "ID"


def _is_number(field: GraphQLField) -> bool:
    inner = field.type.of_type if isinstance(field.type, GraphQLNonNull) else field.type
    return getattr(inner, "name", "") in {"Decimal", "Int", "Long", "Float"}


def _label(field: GraphQLField) -> Words:
    return _words(field.description)


def _words(description: str | None) -> Words:
    en, zh = split_languages(description or "")
    return Words(zh, en.rstrip("."))


def _form_column(noun: Noun | None, field: str) -> str | None:
    """The column of the report form that fills a field."""
    if noun is None:
        return None
    column = next((column for column, name in noun.schema_names.items() if name == field), None)
    carried = load_catalog().table(noun.table).carries.columns.get(column or "")
    return carried.column.name if carried is not None else column
