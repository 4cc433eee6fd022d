"""The root field `limits`: the limits of requests and responses for this caller. It reads no table."""

from __future__ import annotations

import strawberry

from graph.computed.fields import COMPUTED
from graph.declare.descriptions import both
from graph.declare.nouns import argument, list_of
from graph.errors import MOST_ERRORS
from graph.execution.caller import Caller
from graph.execution.requests import LARGEST_BODY
from graph.exports.export_job import MOST_ROWS as MOST_EXPORTED_ROWS
from graph.http.sockets import INIT_SECONDS, LARGEST_MESSAGE, MOST_SUBSCRIPTIONS
from graph.planning import limits
from graph.planning.conditions import DEEPEST_FILTER, MOST_CONDITIONS, MOST_VALUES
from graph.planning.group_keys import MOST_KEYS
from graph.planning.groups import MOST_HOLDERS, MOST_QUANTILES, MOST_TOP
from graph.planning.node_ids import MOST_IDS
from graph.settings import Settings
from graph.types.query import Query
from graph.types.retained_snapshot import RetainedSnapshot
from graph.types.vocabulary_labels import Vocabulary
from warehouse.query.empty_periods import MOST_EMPTY
from warehouse.query.paging import DEFAULT_PAGE, LARGEST_PAGE


@strawberry.type(description=both("Limits of a request and of its response.", "请求与应答的限额"))
class Limits:
    role: str = strawberry.field(description=both("Your role.", "您的角色"))
    body_bytes: int = strawberry.field(description=both("Bytes of a request body.", "请求体字节数"))
    tokens: int = strawberry.field(description=both("Tokens of a document.", "文档词元数"))
    operations: int = strawberry.field(description=both("Operations in a document.", "文档中的操作数"))
    depth: int = strawberry.field(description=both("Nesting of fields, fragments expanded.", "字段嵌套层数"))
    fields: int = strawberry.field(description=both("Fields, fragments expanded.", "字段数"))
    aliases: int = strawberry.field(description=both("Aliases, fragments expanded.", "别名数"))
    root_fields: int = strawberry.field(description=both("Root fields, fragments expanded.", "根字段数"))
    directives: int = strawberry.field(description=both("Directives, fragments expanded.", "指令数"))
    repeats: int = strawberry.field(
        description=both("Repetitions of one field in one selection set.", "同一字段重复次数")
    )
    filter_depth: int = strawberry.field(description=both("Nesting of `and`, `or`, `not`.", "筛选条件嵌套层数"))
    filter_conditions: int = strawberry.field(description=both("Conditions of a `where`.", "筛选条件数"))
    filter_values: int = strawberry.field(description=both("Values of an `in`.", "集合条件取值数"))
    group_keys: int = strawberry.field(description=both("Keys of `by`.", "分组键数"))
    group_top: int = strawberry.field(description=both("Groups of a `top`.", "前若干组的组数"))
    group_quantiles: int = strawberry.field(description=both("Quantiles of one `groups`.", "每个分组的分位数个数"))
    group_holders: int = strawberry.field(
        description=both("Columns of `across` in one `groups`.", "每个分组的集中度主体字段数")
    )
    empty_groups: int = strawberry.field(description=both("Empty groups of one `groups`.", "每个分组显示的无数据组数"))
    default_page_rows: int = strawberry.field(
        description=both("Rows of a page without `first` or `last`.", "默认每页行数")
    )
    page_rows: int = strawberry.field(description=both("Rows of a page, at most.", "每页最多行数"))
    rows: int = strawberry.field(
        description=both("Rows of a response; a repeated row counts each time.", "单次应答行数")
    )
    input_rows: int = strawberry.field(
        description=both("Rows that computed root fields read for one response.", "按需计算字段单次读取行数")
    )
    ids: int = strawberry.field(description=both("Ids in `nodes(ids:)`.", "按标识取行的标识数"))
    answer_bytes: int = strawberry.field(
        description=both("Bytes of a response; /export sends more.", "应答字节数，更大时请导出")
    )
    answers_megabytes: float = strawberry.field(
        description=both("Megabytes of all responses in progress.", "全部在途应答（兆字节）")
    )
    answer_errors: int = strawberry.field(description=both("Errors in a response.", "应答中的错误数"))
    query_seconds: float = strawberry.field(description=both("Seconds until a query is stopped.", "查询时限（秒）"))
    statement_megabytes: int = strawberry.field(
        description=both("Megabytes of memory for all statements together.", "全部查询语句可用内存（兆字节）")
    )
    export_rows: int = strawberry.field(description=both("Rows of an exported file.", "导出行数"))
    export_seconds: float = strawberry.field(description=both("Seconds until an export is stopped.", "导出时限（秒）"))
    message_bytes: int = strawberry.field(description=both("Bytes of a WebSocket message.", "消息字节数"))
    init_seconds: int = strawberry.field(
        description=both("Seconds for a socket to send `connection_init`.", "连接初始化时限（秒）")
    )
    subscriptions: int = strawberry.field(description=both("Subscriptions on one socket.", "单连接订阅数"))
    streams: int = strawberry.field(description=both("Sockets and event streams of all callers.", "全部长连接数"))


_VOCABULARIES = strawberry.field(
    description=both("Labels of enum values and units: of these enum types, or all.", "枚举值与计量单位的中英文名称")
)
_VOCABULARIES.arguments = [argument("names", list_of(str), both("Names of enum types.", "枚举类型名称"))]


@strawberry.type(name="Query", description=Query.__strawberry_definition__.description)  # type: ignore[attr-defined]
class QueryWithLimits(Query):
    """The root fields of Query, and those that read no table."""

    limits: Limits = strawberry.field(description=both("Limits that apply to you.", "适用于您的限额"))
    retained_snapshots: list[RetainedSnapshot] | None = strawberry.field(
        description=both("Snapshots that can be read, newest data first.", "可读取的快照，最新者在前")
    )
    vocabularies: list[Vocabulary] = _VOCABULARIES
    growth_bridge_of = COMPUTED["growthBridgeOf"].field
    nowcast_change_of = COMPUTED["nowcastChangeOf"].field
    what_if = COMPUTED["whatIf"].field
    enterprise_simulation = COMPUTED["enterpriseSimulation"].field
    fund_scenario = COMPUTED["fundScenario"].field
    removal_what_if = COMPUTED["removalWhatIf"].field
    knock_on = COMPUTED["knockOn"].field
    task_timings = COMPUTED["taskTimings"].field


def limits_of(settings: Settings, caller: Caller) -> Limits:
    """The limits of a caller."""
    own = settings.limits_of(caller.role)
    return Limits(
        role=caller.role,
        body_bytes=LARGEST_BODY,
        tokens=limits.MOST_TOKENS,
        operations=limits.MOST_OPERATIONS,
        depth=limits.DEEPEST,
        fields=limits.MOST_FIELDS,
        aliases=limits.MOST_ALIASES,
        root_fields=limits.MOST_ROOT_FIELDS,
        directives=limits.MOST_DIRECTIVES,
        repeats=limits.MOST_REPEATS,
        filter_depth=DEEPEST_FILTER,
        filter_conditions=MOST_CONDITIONS,
        filter_values=MOST_VALUES,
        group_keys=MOST_KEYS,
        group_top=MOST_TOP,
        group_quantiles=MOST_QUANTILES,
        group_holders=MOST_HOLDERS,
        empty_groups=MOST_EMPTY,
        default_page_rows=DEFAULT_PAGE,
        page_rows=LARGEST_PAGE,
        rows=own.rows,
        input_rows=own.input_rows,
        ids=MOST_IDS,
        answer_bytes=own.answer_bytes,
        answers_megabytes=settings.answers_mb,
        answer_errors=MOST_ERRORS,
        query_seconds=own.query_seconds,
        statement_megabytes=settings.statement_memory_mb,
        export_rows=MOST_EXPORTED_ROWS,
        export_seconds=settings.export_timeout_seconds,
        message_bytes=LARGEST_MESSAGE,
        init_seconds=INIT_SECONDS,
        subscriptions=MOST_SUBSCRIPTIONS,
        streams=settings.streams,
    )
