"""Search: hits on names with the matched parts and the row of each name."""

from __future__ import annotations

from enum import Enum
from typing import Annotated, Any, Union

import strawberry
from strawberry.annotation import StrawberryAnnotation
from strawberry.types.arguments import StrawberryArgument
from strawberry.types.field import StrawberryField

from graph.declare.descriptions import both
from graph.declare.nouns import NOUNS, argument, list_of, maybe, page_arguments, refer
from graph.declare.pagination import connection_type
from graph.declare.words import closed, word
from warehouse.catalog.searchable import load_named


@closed("Type of a search hit; hits with equal scores are in this order.", "检索对象类别，同分按此顺序")
class SearchType(Enum):
    ENTERPRISE = word("enterprise", "Enterprises.", "企业")
    CHAIN = word("chain", "Industry chains.", "产业链")
    CHAIN_STAGE = word("chain_stage", "Nodes of chains: products and processes.", "产业链节点")
    INDUSTRY = word("industry", "Fields of the programme.", "领域")
    REGION = word("region", "Regions.", "地区")
    PARK = word("park", "Parks and zones.", "园区")
    PLATFORM = word("platform", "Innovation platforms.", "创新平台")
    PROJECT = word("project", "Projects.", "项目")
    FUND = word("fund", "Funds.", "基金")
    INDICATOR = word("indicator", "Indicators.", "指标")
    PRODUCT = word("product", "Products.", "产品")
    TARGET = word("target", "Targets.", "目标")
    TASK = word("task", "Tasks.", "任务")
    DOCUMENT = word("document", "Documents.", "文件")
    DEPARTMENT = word("department", "Units with tasks.", "责任单位")
    LISTING_BOARD = word("listing_board", "Stock market boards.", "上市（挂牌）板块")
    ISSUE = word("issue", "Issues of the issue ledger.", "问题")


@closed("Kind of a name.", "名称类别")
class NameKind(Enum):
    NAME = word("name", "Name.", "名称")
    ENGLISH_NAME = word("english_name", "English name.", "英文名称")
    ALIAS = word("alias", "Common short name.", "简称")
    FORMER_NAME = word("former_name", "Former name.", "曾用名")
    CREDIT_CODE = word("credit_code", "Unified social credit code.", "统一社会信用代码")
    ORGANISATION_CODE = word("organisation_code", "Organisation code.", "组织机构代码")
    REGISTRATION_NUMBER = word("registration_number", "Registration number.", "工商注册号")
    CODE = word("code", "Own code.", "代码")
    DOCUMENT_NUMBER = word("document_number", "Document number.", "文号")


@closed("How a name matches, best first.", "匹配方式，由优到劣")
class SearchMatch(Enum):
    EXACT = word("exact", "The name equals the text.", "完全一致")
    PREFIX = word("prefix", "The name starts with the text.", "前缀")
    WORD = word("word", "The name contains the text or all its words.", "包含")
    SIMILAR = word("similar", "The name is similar to the text.", "近似")
    PINYIN = word("pinyin", "The pinyin contains the text from the start of a character.", "拼音")
    INITIALS = word("initials", "The pinyin initials contain the text.", "拼音首字母")
    ID = word("id", "The id of the row equals the text.", "标识")


@strawberry.type(description=both("A piece of a name, plain text; all pieces joined are the name.", "名称片段，纯文本"))
class NamePiece:
    text: str = strawberry.field(description=both("Text of the piece.", "原文"))
    is_match: bool = strawberry.field(description=both("Whether the piece matches.", "是否为匹配部分"))


HIT_WORDS: dict[str, type[Enum]] = {"entity_type": SearchType, "name_kind": NameKind, "match": SearchMatch}
"""Enums of a hit's columns."""


def name_of(word: str) -> str:
    """The type of the rows of a SearchType value."""
    table = next(named.table for named in load_named() if named.word == word)
    found = NOUNS.name_of(table)
    if found is None:
        raise TypeError(f"SearchType.{word.upper()} (graph/types/search.py): no file of graph/types has {table}.")
    return found


def search_field() -> Any:
    """The root field `search`; needs every type that it finds to be declared."""
    members: Any = Union[tuple(refer(name_of(word.value)) for word in SearchType)]  # noqa: UP007
    union = strawberry.union("SearchEntity", description=both("Row of a search hit.", "检索到的对象"))
    entity: Any = Annotated[members, union]
    fields: dict[str, tuple[Any, str, str]] = {
        "score": (
            int,
            "Score, 100 to 999: by match, then by the matched part of the name.",
            "得分（100至999），先按匹配方式，再按匹配比例",
        ),
        "match": (SearchMatch, "How the name matches.", "匹配方式"),
        "name_kind": (NameKind, "Kind of the matched name.", "匹配到的名称类别"),
        "name": (str, "Matched name.", "匹配到的名称"),
        "highlight": (
            list_of(NamePiece),
            "Pieces of the name with the matched parts; plain text without markup.",
            "名称分段并标明匹配部分，纯文本",
        ),
        "entity_type": (SearchType, "Type of the row.", "对象类别"),
        "entity": (entity, "Row with the name.", "对象"),
    }
    body: dict[str, Any] = {key: strawberry.field(description=both(en, zh)) for key, (_, en, zh) in fields.items()}
    annotations = {key: kind for key, (kind, _, _) in fields.items()}
    hit = strawberry.type(
        type("SearchHit", (), {"__annotations__": annotations, "__module__": __name__, **body}),
        description=both("A search hit: a row with its best matching name.", "检索结果，每个对象取其最佳名称"),
    )
    field = StrawberryField(
        description=both(
            "Search by name: Chinese, English and former names, prefixes of codes, pinyin and its initials. Best hits "
            "first, each row once. A text without letters or digits finds nothing.",
            "按名称检索：中英文名称、曾用名、代码（前缀）、拼音及首字母，由优到劣，每个对象一次",
        ),
        type_annotation=StrawberryAnnotation(maybe(connection_type("SearchHit", hit))),
    )
    field.arguments = [
        StrawberryArgument(
            "text",
            None,
            StrawberryAnnotation(str),
            description=both("Text to search for, at most 100 characters.", "检索词，至多100字"),
        ),
        argument("types", list_of(SearchType), both("Types to search, by default all.", "检索范围，默认全部")),
        *page_arguments(),
    ]
    return field
