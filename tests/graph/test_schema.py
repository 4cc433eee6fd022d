"""The schema: documented, in step with the tables, and committed."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args, get_type_hints

import pytest
import strawberry
from graphql import (
    GraphQLEnumType,
    GraphQLInputObjectType,
    GraphQLObjectType,
    GraphQLSchema,
    get_introspection_query,
    get_named_type,
    validate,
)
from graphql.language import parse

from graph.computed.fields import COMPUTED
from graph.declare.declare import column
from graph.declare.declare import noun as declare_noun
from graph.declare.descriptions import SHARED_COLUMNS
from graph.declare.filters import IdFilter
from graph.declare.nouns import NOUNS, Noun, Nouns, value_type
from graph.http.graphiql import EXAMPLES_FOLDER, build_page, read_examples
from graph.planning.limits import check_limits
from graph.schema import build_schema, write_schema
from graph.types.query import ROOT
from warehouse.catalog.catalog import load_catalog
from warehouse.catalog.relations import find_relation, load_relations
from warehouse.rules import facts

if TYPE_CHECKING:
    from tests.graph.conftest import Service

PROJECT = Path(__file__).parents[2]
BUILT_IN = {"Boolean", "Float", "ID", "Int", "String"}


@pytest.fixture(scope="module")
def schema() -> GraphQLSchema:
    return build_schema()


ALIKE = re.compile(
    r"(Connection|Edge|RowGroup|RowGroupKey|RowGroupCounts|RowGroupNumbers|RowGroupBy|RowGroupOrder|Having"
    r"|NumbersFilter|NumberField|OrderField|Order|ListFilter|Filter)$"
)
"""Types that are made of every noun in the same way: `Query` explains them once."""
DESCRIBED_FILTERS = {
    *("BooleanFilter", "DateFilter", "DateTimeFilter", "IdFilter", "IntFilter", "LongFilter", "NumberFilter"),
    *("ReadyFilter", "TextFilter"),
}
SHARED_ARGUMENTS = {
    *("after", "asOf", "before", "first", "lang", "last", "orderBy", "snapshot", "unit", "where"),
}


def is_alike(name: str) -> bool:
    return name not in DESCRIBED_FILTERS and name not in NOUNS and ALIKE.search(name) is not None


def bare_fields(type_name: str) -> set[str]:
    """Columns whose text stands elsewhere: on the relation that they lead on by or, where shared, on `Query`."""
    noun = NOUNS.get(type_name)
    if noun is None:
        return set()
    led_by = {noun.source_column(name) for name, relation in noun.relations.items() if not relation.is_many}
    return {noun.schema_names[name] for name in {*SHARED_COLUMNS, *led_by} if name in noun.columns}


def documented(schema: GraphQLSchema) -> Iterator[tuple[str, str | None]]:
    """Everything in the schema that is explained where it stands, with its description."""
    for name, kind in schema.type_map.items():
        if name.startswith("__") or name in BUILT_IN or is_alike(name):
            continue
        yield name, kind.description
        if isinstance(kind, GraphQLObjectType):
            for field_name, field in kind.fields.items():
                if field_name != "id" and field_name not in bare_fields(name):
                    yield f"{name}.{field_name}", field.description
                is_by_key = get_named_type(field.type).name in NOUNS and len(field.args) == 3  # its key, snapshot, asOf
                for argument_name, argument in field.args.items():
                    if argument_name not in SHARED_ARGUMENTS and not is_by_key:
                        yield f"{name}.{field_name}({argument_name})", argument.description
        elif isinstance(kind, GraphQLInputObjectType) and name not in DESCRIBED_FILTERS - {"TextFilter"}:
            for field_name, input_field in kind.fields.items():
                yield f"{name}.{field_name}", input_field.description
        elif isinstance(kind, GraphQLEnumType):
            for value_name, value in kind.values.items():
                yield f"{name}.{value_name}", value.description


def test_everything_in_the_schema_is_described_in_both_languages(schema: GraphQLSchema) -> None:
    bare = [place for place, description in documented(schema) if not description or "中文：" not in description]

    assert bare == []


def test_no_text_is_repeated_on_what_is_made_alike_for_every_noun(schema: GraphQLSchema) -> None:
    described = []
    for name, kind in schema.type_map.items():
        if is_alike(name):
            parts = kind.fields if isinstance(kind, (GraphQLObjectType, GraphQLInputObjectType)) else kind.values  # type: ignore[attr-defined]
            described += [name for text in (kind.description, *(part.description for part in parts.values())) if text]
        if isinstance(kind, GraphQLObjectType) and kind is not schema.subscription_type:
            described += [
                f"{name}.{field_name}({argument_name})"
                for field_name, field in kind.fields.items()
                for argument_name, argument in field.args.items()
                if argument_name in SHARED_ARGUMENTS and argument.description
            ]

    assert described == []


def test_the_description_of_query_explains_every_argument_and_function_that_lists_share(schema: GraphQLSchema) -> None:
    assert schema.query_type is not None and schema.query_type.description is not None
    explained = schema.query_type.description
    groups = schema.type_map["EnterpriseMonthConnection"].fields["groups"]  # type: ignore[attr-defined]
    group = schema.type_map["EnterpriseMonthRowGroup"].fields  # type: ignore[attr-defined]

    # `unit` and `lang` are explained by their types, `period` says what it is.
    words = (SHARED_ARGUMENTS - {"unit", "lang"}) | groups.args.keys() | (group.keys() - {"period"})
    assert sorted(word for word in words if f"`{word}" not in explained) == []


def test_the_schema_is_light_enough_for_a_front_end_to_load() -> None:
    committed = (PROJECT / "schema.graphql").read_text("utf-8")
    grouped = sum(noun.grouping is not None for noun in NOUNS.values())

    # 486,000 bytes for the first 78 nouns (30 with groups, which are as large as a noun) and the words of Reason and of
    # targets, and a bounded share for each further one and for each computed root field.
    assert len(committed.encode()) <= 486_000 + 6_000 * (len(NOUNS) - 78 + grouped - 30 + len(COMPUTED))


def test_the_committed_schema_is_what_the_code_says() -> None:
    committed = (PROJECT / "schema.graphql").read_text("utf-8")

    assert committed == write_schema(), "run 'make schema' and review the difference"


@pytest.mark.parametrize("noun", NOUNS.values(), ids=NOUNS.keys())
def test_a_word_of_a_field_of_a_form_is_called_as_the_form_offers_it(noun: Noun, schema: GraphQLSchema) -> None:
    described = schema.type_map[noun.name]
    assert isinstance(described, GraphQLObjectType)

    for name, one in load_catalog().table(noun.table).carries.columns.items():
        words = get_named_type(described.fields[noun.schema_names[name]].type) if name in noun.words else None
        if isinstance(words, GraphQLEnumType):
            texts = {stored: words.values[word].description or "" for stored, word in noun.words[name]}
            for code, choices in one.codes.items():
                assert texts[code].endswith(f" 中文：{choices[0]}"), f"{name}: {code}"


@pytest.mark.parametrize("noun", NOUNS.values(), ids=NOUNS.keys())
def test_a_text_that_names_a_row_is_an_id_in_fields_and_filters(noun: Noun) -> None:
    fields = noun.filter_type.__strawberry_definition__.fields  # type: ignore[attr-defined]
    filters = {field.python_name: field.type for field in fields}
    ids = {name for name, hint in noun.columns.items() if value_type(hint) is strawberry.ID}

    assert {name for name in noun.columns if name in {"region_code", "product_code"}} <= ids
    assert {name for name, kind in filters.items() if kind.of_type is IdFilter} == ids


@pytest.mark.parametrize("noun", NOUNS.values(), ids=NOUNS.keys())
def test_one_variable_serves_the_key_of_a_row_and_the_columns_that_name_it(noun: Noun) -> None:
    for name, declared in noun.relations.items():
        relation, target = find_relation(noun.table, name), NOUNS[declared.target]
        own, other = noun.columns.get(relation.source_column), target.columns.get(relation.target_column)
        if own is not None and other is not None:
            assert value_type(own) is value_type(other), f"{name}: {relation.source_column}"


def test_an_id_is_an_id_in_every_output_input_and_argument(schema: GraphQLSchema) -> None:
    declared = [
        (f"{kind.name}.{name}", field.type)
        for kind in schema.type_map.values()
        if isinstance(kind, (GraphQLObjectType, GraphQLInputObjectType))
        for name, field in kind.fields.items()
    ] + [
        (f"{kind.name}.{name}({key})", one.type)
        for kind in schema.type_map.values()
        if isinstance(kind, GraphQLObjectType)
        for name, field in kind.fields.items()
        for key, one in field.args.items()
    ]
    of_texts = {"String", "TextFilter"}
    endings = ("Id", "egionCode", "roductCode")

    assert [
        place
        for place, kind in declared
        if get_named_type(kind).name in of_texts and place.rstrip(")").endswith(endings)
    ] == []


def test_a_type_that_the_catalog_knows_is_not_declared_again(monkeypatch: pytest.MonkeyPatch) -> None:
    nouns = Nouns()
    monkeypatch.setattr("graph.declare.declare.NOUNS", nouns)

    @declare_noun("core.fund", en="A fund.", zh="基金")
    class FundByHand:
        name_zh: str

    @declare_noun("core.fund", en="A fund.", zh="基金")
    class FundWithMore:
        colour = column(is_name=True)

    with pytest.raises(TypeError, match=r"FundByHand\.name_zh: the catalog has its type"):
        nouns["FundByHand"]
    with pytest.raises(TypeError, match=r"core\.fund has no column colour"):
        nouns["FundWithMore"]
    with pytest.raises(TypeError, match="FundByHand is declared twice"):
        declare_noun("core.fund", en="A fund.", zh="基金")(FundByHand)


@pytest.mark.parametrize("noun", NOUNS.values(), ids=NOUNS.keys())
def test_every_declared_relation_is_one_of_the_warehouse(noun: Noun) -> None:
    for name, declared in noun.relations.items():
        relation = find_relation(noun.table, name)
        assert NOUNS[declared.target].table == relation.target, name
        assert declared.is_many == relation.is_many, name


def test_every_relation_of_the_warehouse_is_on_a_type() -> None:
    declared = {(noun.table, name) for noun in NOUNS.values() for name in noun.relations}

    assert load_relations().keys() - declared == set()


def test_every_list_has_an_order_that_ends_in_a_key() -> None:
    for noun in NOUNS.values():
        table = load_catalog().table(noun.table)
        assert table.row_key, noun.table
        assert {*noun.default_order, *noun.sorts_by.values()} <= noun.columns.keys()


def test_every_noun_can_be_reached_from_the_root_or_from_another() -> None:
    reached = {relation.target for relation in ROOT.values()}
    reached |= {relation.target for noun in NOUNS.values() for relation in noun.relations.values()}

    assert reached == NOUNS.keys()


def test_every_root_field_that_reads_rows_takes_a_snapshot_and_an_instant(schema: GraphQLSchema) -> None:
    assert schema.query_type is not None

    without = {
        name for name, field in schema.query_type.fields.items() if not {"asOf", "snapshot"} <= field.args.keys()
    }

    assert without == {"limits", "retainedSnapshots", "vocabularies"}


FACTS = {
    "DocumentKind": (facts.Document, "document_kind"),
    "Evidence": (facts.Document, "evidence"),
    "DepartmentKind": (facts.Department, "department_kind"),
    "ClassRelation": (facts.IndustryClass, "relation"),
    "TargetType": (facts.Target, "target_type"),
    "TargetScope": (facts.Target, "scope"),
    "TargetComparison": (facts.Target, "comparison"),
    "DeadlineKind": (facts.Task, "deadline_kind"),
    "FundKind": (facts.Fund, "fund_kind"),
    "FundStatus": (facts.Fund, "status"),
    "ProjectKind": (facts.Project, "project_kind"),
    "ProjectStatus": (facts.Project, "status"),
    "PlatformType": (facts.Platform, "platform_type"),
    "PlatformLevel": (facts.Platform, "level"),
    "PlatformStatus": (facts.Platform, "status"),
    "ParkKind": (facts.Park, "park_kind"),
    "ParkStatus": (facts.Park, "status"),
}


@pytest.mark.parametrize("name", FACTS)
def test_a_vocabulary_has_the_words_that_the_plan_pack_may_use(schema: GraphQLSchema, name: str) -> None:
    fact, attribute = FACTS[name]
    literal = value_type(get_type_hints(fact)[attribute])
    words = set(get_args(literal))

    vocabulary = schema.type_map[name]
    assert isinstance(vocabulary, GraphQLEnumType)
    assert {word.value for word in vocabulary.values.values()} == words


def test_the_introspection_of_graphiql_is_answered_without_a_snapshot(service: Service) -> None:
    asked = service.execute(get_introspection_query(input_value_deprecation=True))

    assert asked.data["__schema"]["queryType"]["name"] == "Query"
    assert "extensions" not in asked.body


@pytest.mark.parametrize("example", read_examples(), ids=lambda example: example["title"])
def test_an_example_of_the_page_is_a_valid_query(schema: GraphQLSchema, example: dict[str, Any]) -> None:
    document = parse(example["query"])

    check_limits(document)
    assert validate(schema, document) == []


def test_the_page_holds_every_example_and_no_early_end_of_its_script() -> None:
    page = build_page()
    _, _, rest = page.partition('id="longmai-examples">')
    written, _, _ = rest.partition("</script>")

    assert "<" not in written
    assert json.loads(written) == read_examples()
    assert len(read_examples()) == len(list(EXAMPLES_FOLDER.iterdir())) >= 6
