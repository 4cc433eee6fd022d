"""A field whose column comes from a form is described by the form, and by nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

import pytest
from graphql import GraphQLEnumType, GraphQLObjectType, GraphQLSchema, get_named_type

from graph.declare.declare import column, noun
from graph.declare.nouns import NOUNS, Noun
from graph.schema import build_schema
from warehouse.forms import carried
from warehouse.forms.carried import carried_by
from warehouse.forms.registry import FORMS


@pytest.fixture(scope="module")
def schema() -> GraphQLSchema:
    return build_schema()


@pytest.fixture
def declared(monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, Noun]]:
    """What a test declares, apart from the types of the API; forms may be put in the place of others meanwhile."""
    nouns: dict[str, Noun] = {}
    monkeypatch.setattr("graph.declare.declare.NOUNS", nouns)
    carried._of_all_forms.cache_clear()
    yield nouns
    monkeypatch.undo()
    carried._of_all_forms.cache_clear()


@pytest.mark.parametrize("noun", NOUNS.values(), ids=NOUNS.keys())
def test_a_field_of_a_column_of_a_form_says_what_the_form_says(noun: Noun, schema: GraphQLSchema) -> None:
    described = schema.type_map[noun.name]
    assert isinstance(described, GraphQLObjectType)

    for name, one in carried_by(noun.table).items():
        if name in noun.columns:
            text = described.fields[noun.schema_names[name]].description or ""
            assert text.startswith(one.column.title_en), name
            assert f"中文：{one.column.title_zh}" in text, name
            assert not re.search(r"`\w+_\w+`", text), f"{name}: a column is named as the schema names it"


@pytest.mark.parametrize("noun", NOUNS.values(), ids=NOUNS.keys())
def test_a_word_of_a_field_of_a_form_is_called_as_the_form_offers_it(noun: Noun, schema: GraphQLSchema) -> None:
    described = schema.type_map[noun.name]
    assert isinstance(described, GraphQLObjectType)

    for name, one in carried_by(noun.table).items():
        words = get_named_type(described.fields[noun.schema_names[name]].type) if name in noun.words else None
        if isinstance(words, GraphQLEnumType):
            texts = {stored: words.values[word].description or "" for stored, word in noun.words[name]}
            for code, choices in one.codes.items():
                assert texts[code].endswith(f" 中文：{choices[0]}"), f"{name}: {code}"


def test_a_new_name_on_a_form_is_the_description_of_its_field(
    declared: dict[str, Noun], monkeypatch: pytest.MonkeyPatch
) -> None:
    form = FORMS["fund_register"]
    columns = [
        replace(one, heading="掌管机构", title_en="Who runs it") if one.name == "manager_name" else one
        for one in form.columns
    ]
    monkeypatch.setitem(FORMS, "fund_register", replace(form, columns=tuple(columns)))  # type: ignore[arg-type]

    @noun("core.fund", en="A fund.", zh="基金")
    class RenamedFund:
        manager_name: str | None = column()

    fields = declared["RenamedFund"].object_type.__strawberry_definition__.fields  # type: ignore[attr-defined]
    described = {field.name: field.description for field in fields}
    assert described["manager_name"].startswith("Who runs it, null where no register says. 中文：掌管机构，")


def test_a_text_by_hand_on_a_field_of_a_form_is_refused(declared: dict[str, Noun]) -> None:
    with pytest.raises(TypeError, match=r"fund_register\.manager_name of a form describes it"):

        @noun("core.fund", en="A fund.", zh="基金")
        class FundByHand:
            manager_name: str | None = column("Who manages it.", "管理机构")


def test_a_field_that_no_form_describes_needs_a_text(declared: dict[str, Noun]) -> None:
    with pytest.raises(TypeError, match=r"no form describes core\.fund\.document_id"):

        @noun("core.fund", en="A fund.", zh="基金")
        class SilentFund:
            document_id: str | None = column()
