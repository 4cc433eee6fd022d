"""What is found by name: Chinese and English names, former names, codes, pinyin; ranked, in pages, of any type."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from graphql import GraphQLUnionType

from graph.declare.nouns import NOUNS
from graph.execution.caller import Caller
from graph.execution.execution import Executor
from graph.schema import build_schema
from graph.types.search import NameKind, SearchMatch, SearchType
from tests.graph.conftest import FixedStore, Service, build_store
from warehouse.catalog.catalog import load_catalog
from warehouse.catalog.searchable import load_named
from warehouse.query.access import Rule
from warehouse.query.conditions import Comparison
from warehouse.query.policy import load_policy

ROWS = """
insert into core.enterprise by name
select
    enterprise_id, credit_code, 'valid' as credit_code_state, name_zh, '' as name_pinyin, region_code,
    '620000' as registration_region_code, '2011' as industry_standard, 'active' as status, true as is_synthetic,
    'S000001' as submission_id, '名录' as source_sheet, 1 as source_row
from (values
    ('T01', '91620300224410T01X', '甘肃金川铜业有限公司', '620300'),
    ('T02', '91620100MA7100T02K', '重庆长城新材料有限公司', '620100'),
    ('T03', '91620100MA7100T03H', '单县金石机械厂', '620100'),
    ('T04', '91620100MA7100T04F', 'Ｔｅｃｈ ９（兰州）科技有限责任公司', '620100'),
    ('T05', '91620100MA7100T05D', '兰州长庆重型装备股份有限公司', '620300')
) as row(enterprise_id, credit_code, name_zh, region_code);
update core.enterprise set short_name_zh = '长重' where enterprise_id = 'T05';
insert into core.enterprise_name by name
select
    enterprise_id || name_zh as enterprise_name_id, enterprise_id, name_zh, is_current, 'S000001' as submission_id,
    '名录' as source_sheet, 1 as source_row
from (values
    ('T01', '甘肃金川铜业有限公司', true), ('T01', '金昌铜材（集团）公司', false), ('E001', '金川有色', false)
) as row(enterprise_id, name_zh, is_current);
insert into core.enterprise_identity by name
select
    enterprise_id || code as enterprise_identity_id, enterprise_id, kind as identifier_kind, code as identifier_code,
    'S000001' as submission_id, '名录' as source_sheet, 1 as source_row
from (values
    ('T01', 'credit_code', '91620300224410T01X'), ('T01', 'organisation_code', '224410T01'),
    ('T02', 'registration_number', '620100200012345')
) as row(enterprise_id, kind, code);
insert into core.product values ('3216011', '电解铜', 'tonne', '吨'), ('3216012', '镍', 'tonne', '吨');
insert into core.project by name
select 'copper' as project_id, '金川铜箔项目' as name_zh, 'Jinchuan copper foil' as name_en,
    'investment' as project_kind, 'in_progress' as status, true as is_synthetic, 'S000001' as submission_id;
"""

HITS = """
query Hits($text: String!, $types: [SearchType!], $first: Int, $after: String, $last: Int, $before: String) {
  search(text: $text, types: $types, first: $first, after: $after, last: $last, before: $before) {
    totalCount
    nodes { score match nameKind name entityType highlight { text isMatch } entity { ... on Node { id } } }
    pageInfo { startCursor endCursor hasNextPage hasPreviousPage }
  }
}
"""


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FixedStore]:
    opened = build_store(Path(tmp_path_factory.mktemp("search")) / "search.duckdb", ROWS)
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def service(executor: Executor, store: FixedStore) -> Service:
    return Service(executor, store)


def hits(service: Service, text: str, **variables: Any) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = service.execute(HITS, text=text, **variables).data["search"]["nodes"]
    return found


FIRST = {
    "a name": ("金川集团", "金川集团", "EXACT", "NAME"),
    "the beginning of a name": ("甘肃金川", "甘肃金川铜业有限公司", "PREFIX", "NAME"),
    "two characters inside a name": ("铜业", "甘肃金川铜业有限公司", "WORD", "NAME"),
    "one character": ("镍", "镍", "EXACT", "NAME"),
    "one character inside a name": ("厂", "单县金石机械厂", "WORD", "NAME"),
    "a word and a character": ("甘肃 铜", "甘肃金川铜业有限公司", "PREFIX", "NAME"),
    "characters apart": ("石 厂", "单县金石机械厂", "WORD", "NAME"),
    "characters apart, the first of them the first": ("单 厂", "单县金石机械厂", "PREFIX", "NAME"),
    "the beginning of a second word": ("foil", "Jinchuan copper foil", "WORD", "ENGLISH_NAME"),
    "a letter that a word begins with": ("copper f", "Jinchuan copper foil", "WORD", "ENGLISH_NAME"),
    "Latin letters after Chinese": ("tech 兰", "Ｔｅｃｈ ９（兰州）科技有限责任公司", "PREFIX", "NAME"),
    "words in another order": ("铜业 甘肃", "甘肃金川铜业有限公司", "WORD", "NAME"),
    "a name with a wrong character": ("甘肃金川桐业", "甘肃金川铜业有限公司", "SIMILAR", "NAME"),
    "another legal form": ("甘肃金川铜业股份有限公司", "甘肃金川铜业有限公司", "PREFIX", "NAME"),
    "an alias": ("长重", "长重", "EXACT", "ALIAS"),
    "an alias in pinyin": ("zhangzhong", "长重", "PINYIN", "ALIAS"),
    "a former name": ("金昌铜材", "金昌铜材（集团）公司", "PREFIX", "FORMER_NAME"),
    "a former name without its brackets": ("金昌铜材集团公司", "金昌铜材（集团）公司", "EXACT", "FORMER_NAME"),
    "brackets, blanks and full width": ("【金 川】集　团", "金川集团", "EXACT", "NAME"),
    "half width for full, small for capital": ("tech9", "Ｔｅｃｈ ９（兰州）科技有限责任公司", "PREFIX", "NAME"),
    "signs that are wildcards elsewhere": ("100%_", "100%_能源", "PREFIX", "NAME"),
    "an English name": ("new materials", "New materials", "EXACT", "ENGLISH_NAME"),
    "a word of an English name": ("copper", "Jinchuan copper foil", "WORD", "ENGLISH_NAME"),
    "a credit code": ("91620300224410T01X", "91620300224410T01X", "EXACT", "CREDIT_CODE"),
    "the beginning of a credit code": ("916203002244", "91620300224410T01X", "PREFIX", "CREDIT_CODE"),
    "an organisation code with its dash": ("224410T0-1", "224410T01", "EXACT", "ORGANISATION_CODE"),
    "a part of a credit code": ("224410t", "224410T01", "PREFIX", "ORGANISATION_CODE"),
    "a registration number": ("620100200012345", "620100200012345", "EXACT", "REGISTRATION_NUMBER"),
    "the code of a product": ("3216011", "3216011", "EXACT", "CODE"),
    "pinyin": ("jinchuanjituan", "金川集团", "PINYIN", "NAME"),
    "pinyin with blanks and capitals": ("Jin Chuan Jit", "金川集团", "PINYIN", "NAME"),
    "pinyin that ends within a syllable": ("jinchuanjit", "金川集团", "PINYIN", "NAME"),
    "pinyin from within the name": ("tongye", "甘肃金川铜业有限公司", "PINYIN", "NAME"),
    "initials": ("jcjt", "金川集团", "INITIALS", "NAME"),
    "initials from within the name": ("jcty", "甘肃金川铜业有限公司", "INITIALS", "NAME"),
    "重 of 重庆, 长 of 长城": ("chongqingchangcheng", "重庆长城新材料有限公司", "PINYIN", "NAME"),
    "重 of 重型": ("zhongxing", "兰州长庆重型装备股份有限公司", "PINYIN", "NAME"),
    "长 of 长庆": ("changqing", "兰州长庆重型装备股份有限公司", "PINYIN", "NAME"),
    "单 of 单县": ("shanxian", "单县金石机械厂", "PINYIN", "NAME"),
    "单 as it is read elsewhere": ("danxian", "单县金石机械厂", "PINYIN", "NAME"),
    "the id of a row": ("t03", "单县金石机械厂", "ID", "NAME"),
    "an id with a sign and a blank behind it": ("SUB_biomedicine ", "生物医药基金", "ID", "NAME"),
    "a name that is the id of another row": ("copper", "Jinchuan copper foil", "WORD", "ENGLISH_NAME"),
    "initials of another reading": ("dxjs", "单县金石机械厂", "INITIALS", "NAME"),
}


@pytest.mark.parametrize("case", FIRST)
def test_the_first_hit_is_the_name_that_was_meant(service: Service, case: str) -> None:
    typed, *expected = FIRST[case]

    first = hits(service, typed)[0]

    assert [first["name"], first["match"], first["nameKind"]] == expected


@pytest.mark.parametrize(
    "typed", ["", " （） ", "…", "甲乙丙丁", "qqqq", "njituan", "%", "_", "'; drop table x; --", "\ud83c\udfed"]
)
def test_a_text_that_no_name_is_like_finds_nothing(service: Service, typed: str) -> None:
    found = service.execute(HITS, text=typed).data["search"]

    assert found["nodes"] == []
    assert found["totalCount"] == 0


@pytest.mark.parametrize("typed", ["甘肃 镍", "铜业 厂", "石 镍", "opper", "inchuan copper", "copper o", "e c h"])
def test_every_word_counts_and_one_of_letters_where_a_word_begins(service: Service, typed: str) -> None:
    assert [hit["name"] for hit in hits(service, typed) if hit["match"] in {"EXACT", "PREFIX", "WORD"}] == []


def test_too_many_words_of_one_character_are_refused(service: Service) -> None:
    assert service.execute(HITS, text="甘 肃 金 川").data["search"]["totalCount"] == 1
    refused = service.execute(HITS, text="甘 肃 金 川 铜")

    assert refused.code == "LIMIT_EXCEEDED"
    assert "5 words of one character" in refused.error["message"]


def test_a_former_name_finds_the_firm_as_it_is_now(service: Service) -> None:
    query = (
        '{ search(text: "金昌铜材") { nodes { nameKind name entity { ... on Enterprise { enterpriseId nameZh } } } } }'
    )

    (found,) = service.execute(query).data["search"]["nodes"]

    assert found["nameKind"] == "FORMER_NAME"
    assert found["entity"] == {"enterpriseId": "T01", "nameZh": "甘肃金川铜业有限公司"}


def test_a_thing_with_several_names_like_the_text_is_one_hit_by_its_best(service: Service) -> None:
    found = hits(service, "金川", types=["ENTERPRISE"])

    assert [(hit["name"], hit["match"]) for hit in found] == [("金川集团", "PREFIX"), ("甘肃金川铜业有限公司", "WORD")]


def test_how_a_name_was_met_comes_before_all_else_in_the_order(service: Service) -> None:
    found = [
        hit
        for typed in ("金川", "jinchuan", "jc", "甘肃金川桐业", "铜", "镍", "金昌", "T03")
        for hit in hits(service, typed)
    ]
    scores = {match.name: [hit["score"] for hit in found if hit["match"] == match.name] for match in SearchMatch}

    assert all(scores.values())
    for better, worse in zip(SearchMatch, list(SearchMatch)[1:], strict=False):
        assert min(scores[better.name]) > max(scores[worse.name])


def test_equal_hits_come_by_type_then_by_pinyin_then_by_key(service: Service) -> None:
    found = hits(service, "节点1", first=100) + hits(service, "产业链1", first=1)

    assert [hit["score"] for hit in found] == [999] * len(found)
    keys = [hit["entity"]["id"] for hit in found[:-1]]
    assert len(keys) == 60 == len(set(keys))
    mixed = hits(service, "金川铜")
    assert [hit["entityType"] for hit in mixed] == ["PROJECT", "ENTERPRISE"]


def test_more_of_the_name_typed_is_a_better_hit(service: Service) -> None:
    assert [hit["name"] for hit in hits(service, "企业1", types=["ENTERPRISE"], first=3)] == [
        "企业10",
        "企业11",
        "企业12",
    ]


@pytest.mark.parametrize("size", [1, 7, 50])
def test_walking_through_all_hits_tells_each_once_in_the_order_of_one_page(service: Service, size: int) -> None:
    whole = hits(service, "企业", first=1000)
    forward: list[dict[str, Any]] = []
    page = service.execute(HITS, text="企业", first=size).data["search"]
    while True:
        forward += page["nodes"]
        if not page["pageInfo"]["hasNextPage"]:
            break
        page = service.execute(HITS, text="企业", first=size, after=page["pageInfo"]["endCursor"]).data["search"]

    assert page["totalCount"] == len(whole) > 100
    assert forward == whole


def test_walking_back_from_the_end_tells_the_same_hits(service: Service) -> None:
    whole = hits(service, "金", first=1000)
    back: list[dict[str, Any]] = []
    page = service.execute(HITS, text="金", last=2).data["search"]
    while True:
        back = [*page["nodes"], *back]
        if not page["pageInfo"]["hasPreviousPage"]:
            break
        page = service.execute(HITS, text="金", last=2, before=page["pageInfo"]["startCursor"]).data["search"]

    assert back == whole
    assert len(whole) > 4


def test_the_pieces_of_a_highlighted_name_make_the_name(service: Service) -> None:
    for typed in ("金川", "jin", "jc", "甘肃金川桐业", "tech9", "铜业 甘肃", "金昌铜材集团公司", "100%_"):
        for hit in hits(service, typed):
            assert "".join(piece["text"] for piece in hit["highlight"]) == hit["name"]
            assert any(piece["isMatch"] for piece in hit["highlight"])


HIGHLIGHTS = {
    "a word": ("铜业", ["甘肃金川", "铜业*", "有限公司"]),
    "words apart": ("铜业 甘肃", ["甘肃*", "金川", "铜业*", "有限公司"]),
    "what a wrong character leaves": ("甘肃金川桐业", ["甘肃金川*", "铜业有限公司"]),
    "signs within what was met": ("金昌铜材集团", ["金昌铜材*", "（", "集团*", "）公司"]),
    "full width as it is written": ("tech9", ["Ｔｅｃｈ*", " ", "９*", "（兰州）科技有限责任公司"]),
    "the characters of a reading": ("jinchuanto", ["甘肃", "金川铜*", "业有限公司"]),
    "the characters of initials": ("jct", ["甘肃", "金川铜*", "业有限公司"]),
    "another reading": ("danx", ["单县*", "金石机械厂"]),
}


@pytest.mark.parametrize("case", HIGHLIGHTS)
def test_what_was_met_is_marked(service: Service, case: str) -> None:
    typed, expected = HIGHLIGHTS[case]

    found = hits(service, typed, types=["ENTERPRISE"])[0]["highlight"]

    assert [piece["text"] + "*" * piece["isMatch"] for piece in found] == expected


def test_only_the_types_asked_for_are_found(service: Service) -> None:
    assert {hit["entityType"] for hit in hits(service, "金川")} == {"ENTERPRISE", "PROJECT"}
    assert {hit["entityType"] for hit in hits(service, "金川", types=["PROJECT", "FUND"])} == {"PROJECT"}
    assert hits(service, "金川", types=[]) == []


def test_the_entity_is_of_the_type_that_a_fragment_names(service: Service) -> None:
    query = """{ search(text: "金川") { nodes {
      entityType
      entity { __typename ... on Node { id } ...E ... on Project { nameEn region { nameZh } } }
    } } } fragment E on Enterprise { enterpriseId region { regionCode } }"""

    found = service.execute(query).data["search"]["nodes"]

    assert [list(hit["entity"]) for hit in found] == [
        ["__typename", "id", "enterpriseId", "region"],
        ["__typename", "id", "nameEn", "region"],
        ["__typename", "id", "enterpriseId", "region"],
    ]
    assert [hit["entity"]["__typename"] for hit in found] == ["Enterprise", "Project", "Enterprise"]
    assert found[0]["entity"]["region"] == {"regionCode": "620300"}


def test_the_id_of_an_entity_leads_to_it(service: Service) -> None:
    for hit in hits(service, "金"):
        node = service.execute("query($id: ID!) { node(id: $id) { __typename id } }", id=hit["entity"]["id"]).data[
            "node"
        ]
        assert node["id"] == hit["entity"]["id"]


def test_a_search_is_one_statement_whatever_it_finds(service: Service) -> None:
    few, many = (service.execute(HITS, text=text, first=100) for text in ("金川集团", "企业"))

    assert len(few.statements) == len(many.statements) == 1
    assert few.statements[0].text == many.statements[0].text
    assert few.data["search"]["totalCount"] < 5 < many.data["search"]["totalCount"]


def test_only_types_of_which_more_than_the_id_is_asked_are_read(service: Service) -> None:
    fragments = "... on Node { id } ... on Enterprise { nameZh } ... on Fund { __typename id }"

    asked = service.execute(f'{{ search(text: "金") {{ nodes {{ entity {{ {fragments} }} }} }} }}')

    assert [name for name in NOUNS if f'"search_entity_{name}"' in asked.sql] == ["Enterprise"]


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ('{ search(text: "%s") { totalCount } }' % ("金" * 101), "LIMIT_EXCEEDED"),
        ('{ search(text: "金", first: 1001) { nodes { score } } }', "LIMIT_EXCEEDED"),
        ('{ search(text: "金", after: "x") { nodes { score } } }', "INVALID_ARGUMENT"),
        ('{ search(text: "金", first: 1, last: 1) { nodes { score } } }', "INVALID_ARGUMENT"),
        ('{ search(text: "金") { nodes { entity { nameZh } } } }', "GRAPHQL_VALIDATION_FAILED"),
        ('{ search(text: "金") { nodes { entity { ... on Snapshot { snapshotId } } } } }', "GRAPHQL_VALIDATION_FAILED"),
    ],
)
def test_a_search_that_cannot_be_answered_is_refused(service: Service, query: str, code: str) -> None:
    assert service.execute(query).code == code


def test_everything_in_the_index_has_its_word_and_its_place_in_the_union() -> None:
    union = build_schema().type_map["SearchEntity"]
    assert isinstance(union, GraphQLUnionType)
    sources = [source for named in load_named() for source in named.sources]
    kinds = {kind for source in sources for names in source.names.values() for kind in names}

    assert [word.value for word in SearchType] == [named.word for named in load_named()]
    assert {NOUNS[kind.name].table for kind in union.types} == {named.table for named in load_named()}
    assert {kind.value for kind in NameKind} == kinds
    for named in load_named():
        assert load_catalog().table(named.table).row_key == (named.key_column,)
    for source in sources:
        table = load_catalog().table(source.table)
        assert {*source.names, source.key_column} <= {column.name for column in table.columns}, source.table


ENTERPRISE = frozenset(column.name for column in load_catalog().table("core.enterprise").columns)
PARTLY = {
    "rows": (Rule(ENTERPRISE, Comparison("region_code", "eq", "620300")), ["金川集团", "甘肃金川铜业有限公司"]),
    "no rows of another region": (Rule(ENTERPRISE, Comparison("region_code", "eq", "620100")), []),
    "no names": (Rule(ENTERPRISE - {"name_zh"}), ["金川有色"]),
    "nothing": (None, []),
}


@pytest.mark.parametrize("case", PARTLY)
def test_a_search_finds_nothing_that_its_caller_may_not_read(store: FixedStore, case: str) -> None:
    rule, expected = PARTLY[case]
    policy = load_policy().with_rules("department", {"core.enterprise": rule})
    restricted = Service(Executor(build_schema(), policy), store, Caller("department"))

    found = restricted.execute(HITS, text="金川").data["search"]

    assert [hit["name"] for hit in found["nodes"] if hit["entityType"] == "ENTERPRISE"] == expected
    assert found["totalCount"] == len(expected) + 1


def test_a_caller_who_may_read_no_names_is_refused(store: FixedStore) -> None:
    policy = load_policy().with_rules("department", {"mart.search_name": None})
    restricted = Service(Executor(build_schema(), policy), store, Caller("department"))

    assert restricted.execute(HITS, text="金川").code == "ACCESS_DENIED"
