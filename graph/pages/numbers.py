"""The page of one number: a document for each type of rows, and what the page says of a field of such a row.

The document selects the whole row, where it comes from and what it is about; which type an id is of stands in the id.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from graphql import (
    GraphQLField,
    GraphQLObjectType,
    GraphQLSchema,
    get_named_type,
    is_leaf_type,
    is_object_type,
)
from strawberry.utils.str_converters import to_snake_case

from graph.declare.nouns import NOUNS
from graph.execution.persisted_queries import hash_of
from graph.pages.folders import frame_fields
from graph.pages.parameters import WrongAddress
from graph.pages.units import form_column, read_fields, read_texts, shorten
from graph.planning.node_ids import read_id
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
        if field not in kind.fields or field not in row:
            raise WrongAddress(Words(f"此类数据没有字段“{field[:60]}”。", f"Such a row has no field '{field[:60]}'."))
        fields = read_fields(kind, row)
        named = {one.name: one for one in fields}
        about = [
            (shorten(read_texts(kind, name)), row[name])
            for name in kind.fields
            if isinstance(row.get(name), dict) and name not in {*_SOURCE, "submission"} and _is_named(row[name])
        ]
        return {
            "number_of": named[field],
            "heading": _heading(row, field, named[field].label),
            "row": row,
            "fields": fields,
            "kind_words": read_texts(kind),
            "labels": {to_snake_case(name): shorten(read_texts(kind, name)) for name in kind.fields},
            "about": about,
            "column_name": form_column(kind.name, field),
            "leads": leads(row),
        }


@dataclass(frozen=True)
class Lead:
    """A way on from a number: to the page with what it was computed from, or about."""

    words: Words
    path: str
    parameters: Mapping[str, Any]


_HOMES: Mapping[str, tuple[str, Words]] = {
    "enterpriseId": ("/enterprises/", Words("企业主页", "The enterprise")),
    "chainId": ("/chains/", Words("产业链主页", "The chain")),
    "projectId": ("/projects/", Words("项目主页", "The project")),
    "fundId": ("/money/", Words("基金主页", "The fund")),
    "taskId": ("/tasks/", Words("任务主页", "The task")),
    "targetId": ("/targets/", Words("目标的进程与依据", "The course of the target, and what it rests on")),
}
"""The pages of single things, by the field that names one."""


def leads(row: Mapping[str, Any]) -> list[Lead]:
    """The pages that lead a number on: to what was reported, to the enterprises behind it, to what it is about."""
    found: list[Lead] = []
    kind, subject, measure = row.get("subjectKind"), row.get("subjectId"), row.get("measure")
    enterprise = row.get("enterpriseId") or (subject if kind == "ENTERPRISE" else None)
    periods = [row[name] for name in ("fromPeriod", "toPeriod", "period") if row.get(name)]
    is_computed = "sourceCell" not in row and "sourceRow" not in row
    if row["__typename"] == "TargetProgress" and row.get("actualPeriod") and row.get("numeratorVintageId"):
        target, period = row.get("target") or {}, row["actualPeriod"]
        indicators = [each for each in (target.get("indicatorId"), target.get("denominatorIndicatorId")) if each]
        words = Words("所用的观测值", "The values behind it")
        found.append(Lead(words, "/values", {"indicatorId": indicators, "periods": [period, period[:4]]}))
    if is_computed and enterprise and periods:
        words = Words("该企业各期填报的数与单元格", "What the enterprise reported then, with cells")
        is_of_one = measure in _REPORTED and row["__typename"] != "GrowthBridge"
        reported = [str(measure).lower()] if is_of_one else None
        found.append(Lead(words, "/values", {"subjectId": [enterprise], "periods": periods, "indicatorId": reported}))
    if is_computed and not enterprise and kind and measure and periods:
        words = Words("由哪些企业构成", "The enterprises that it is made of")
        subjects = {"subjectKind": kind, "subjectId": subject, "measure": measure}
        found.append(
            Lead(words, "/contributions", {**subjects, "periodKind": row.get("periodKind"), "period": periods[-1]})
        )
    homes = {**row, "enterpriseId": enterprise}
    found += [Lead(words, f"{path}{homes[name]}", {}) for name, (path, words) in _HOMES.items() if homes.get(name)]
    return found


def _is_named(row: Mapping[str, Any]) -> bool:
    return any(row.get(name) for name in ("nameZh", "titleZh", "period"))


def _heading(row: Mapping[str, Any], field: str, label: Words) -> Words:
    """What the number is called: a value by its indicator, any other one by its field."""
    indicator = row.get("indicator")
    if field == "value" and isinstance(indicator, dict) and indicator.get("titleZh"):
        return Words(indicator["titleZh"], indicator["titleEn"])
    return shorten(label)


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
