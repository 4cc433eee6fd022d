"""What a search finds: hits on names, each with what was met of it and the row that has the name."""

from __future__ import annotations

from enum import Enum
from typing import Annotated, Any, Union

import strawberry
from strawberry.annotation import StrawberryAnnotation
from strawberry.types.arguments import StrawberryArgument
from strawberry.types.field import StrawberryField

from graph.declare.descriptions import both
from graph.declare.nouns import NOUNS, Noun, argument, list_of, maybe, page_arguments
from graph.declare.pagination import connection_type
from graph.declare.words import closed, word
from warehouse.catalog.searchable import load_named


@closed("What a search can find; equal hits come in this order.", "检索对象类别，同分按此顺序")
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
    DEPARTMENT = word("department", "Units that carry tasks.", "责任单位")
    LISTING_BOARD = word("listing_board", "Boards.", "上市（挂牌）板块")
    ISSUE = word("issue", "Matters in the issue ledger.", "问题")


@closed("What a name is to the thing that has it.", "名称类别")
class NameKind(Enum):
    NAME = word("name", "Its name.", "名称")
    ENGLISH_NAME = word("english_name", "Its English name.", "英文名称")
    ALIAS = word("alias", "A name that people call it by.", "简称")
    FORMER_NAME = word("former_name", "A name that it had before.", "曾用名")
    CREDIT_CODE = word("credit_code", "A unified social credit code.", "统一社会信用代码")
    ORGANISATION_CODE = word("organisation_code", "An organisation code.", "组织机构代码")
    REGISTRATION_NUMBER = word("registration_number", "A registration number.", "工商注册号")
    CODE = word("code", "A code of its own.", "代码")
    DOCUMENT_NUMBER = word("document_number", "The number of a document.", "文号")


@closed("How a name was met, the best first.", "匹配方式，由优到劣")
class SearchMatch(Enum):
    EXACT = word("exact", "It is what was typed.", "完全一致")
    PREFIX = word("prefix", "It begins with it.", "前缀")
    WORD = word("word", "It has it, or each of its words.", "包含")
    SIMILAR = word("similar", "It has much of it.", "近似")
    PINYIN = word("pinyin", "Its pinyin has it from some character on.", "拼音")
    INITIALS = word("initials", "The initials of its pinyin have it from some character on.", "拼音首字母")
    ID = word("id", "Its row has it as its id, whatever the name.", "标识")


@strawberry.type(description=both("A piece of a name: plain text. All pieces make the name.", "名称片段，纯文本"))
class NamePiece:
    text: str = strawberry.field(description=both("The characters, as they are written.", "原文"))
    is_match: bool = strawberry.field(description=both("Whether they are what was met.", "是否为匹配部分"))


HIT_WORDS: dict[str, type[Enum]] = {"entity_type": SearchType, "name_kind": NameKind, "match": SearchMatch}
"""The columns of a hit that hold words."""


def noun_of(word: str) -> Noun:
    """The type of what a search finds under a word."""
    table = next(named.table for named in load_named() if named.word == word)
    found = next((noun for noun in NOUNS.values() if noun.table == table), None)
    if found is None:
        raise TypeError(f"SearchType.{word.upper()} (graph/types/search.py): no file of graph/types has {table}.")
    return found


def search_field() -> Any:
    """The root field; to be made once every type that it finds is declared."""
    members: Any = Union[tuple(noun_of(word.value).object_type for word in SearchType)]  # noqa: UP007
    union = strawberry.union("SearchEntity", description=both("Whatever a search finds.", "检索到的对象"))
    entity: Any = Annotated[members, union]
    fields: dict[str, tuple[Any, str, str]] = {
        "score": (
            int,
            "How well it fits, 100 to 999: first how it was met, then how much of the name was typed.",
            "得分（100至999），先按匹配方式，再按匹配比例",
        ),
        "match": (SearchMatch, "How the name was met.", "匹配方式"),
        "name_kind": (NameKind, "What the name is: a former name finds the present firm.", "匹配到的名称类别"),
        "name": (str, "The name that was met, as it is written.", "匹配到的名称"),
        "highlight": (
            list_of(NamePiece),
            "The name in pieces, which say what was met. Plain text: nothing in it is markup.",
            "名称分段并标明匹配部分，纯文本",
        ),
        "entity_type": (SearchType, "What has the name.", "对象类别"),
        "entity": (entity, "The row that has the name.", "对象"),
    }
    body: dict[str, Any] = {key: strawberry.field(description=both(en, zh)) for key, (_, en, zh) in fields.items()}
    annotations = {key: kind for key, (kind, _, _) in fields.items()}
    hit = strawberry.type(
        type("SearchHit", (), {"__annotations__": annotations, "__module__": __name__, **body}),
        description=both("Something that a search found: the best of its names.", "检索结果，每个对象取其最佳名称"),
    )
    field = StrawberryField(
        description=both(
            "Everything that has a name like this: names in Chinese and English, former names, codes from their "
            "beginning, pinyin and its initials. The best first; each thing once. A text with nothing to compare finds "
            "nothing.",
            "按名称检索：中英文名称、曾用名、代码（前缀）、拼音及首字母，由优到劣，每个对象一次",
        ),
        type_annotation=StrawberryAnnotation(maybe(connection_type("SearchHit", hit))),
    )
    field.arguments = [
        StrawberryArgument(
            "text",
            None,
            StrawberryAnnotation(str),
            description=both("What was typed, at most 100 characters.", "检索词，至多100字"),
        ),
        argument(
            "types", list_of(SearchType), both("What to look for; everything if not given.", "检索范围，默认全部")
        ),
        *page_arguments(),
    ]
    return field
