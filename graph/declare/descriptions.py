"""Descriptions: one line, English first, then Chinese."""

from __future__ import annotations

HEADING = "heading"
"""Metadata key of a field without a description: the heading of its exported column."""

SHARED_COLUMNS = (
    "submission_id",
    "source_sheet",
    "source_row",
    "source_cell",
    "sheet_id",
    "is_flagged",
    "is_synthetic",
)
"""Provenance columns; a type describes one only if its text differs from the common text."""


_IN_CHINESE = " 中文："


def both(en: str, zh: str) -> str:
    """A description in both languages."""
    return f"{en}{_IN_CHINESE}{zh}"


def split_languages(description: str) -> tuple[str, str]:
    """The English and the Chinese of a description."""
    en, _, zh = description.partition(_IN_CHINESE)
    return en, zh


QUERY = both(
    "Root of all queries. All fields of one request read the same snapshot unless they select one (`snapshot`: an"
    " id of `retainedSnapshots`; `asOf`: the data as known at that instant); an unknown id gives null."
    " Rows from files have their source: `submissionId` and `sourceSheet` with `sourceRow` or `sourceCell` locate"
    " them, `sheetId` identifies the columns of that sheet; `isFlagged` is true while a cell of the row is held,"
    " `isSynthetic` for generated sample data."
    " All lists work alike: `where` filters by columns and related rows (`some`, `every`, `none` of a list; `and`,"
    " `or`, `not`; `within`: matching rows and all descendants; `…AtAnyDepth`: a relation followed any number of"
    " times); `orderBy` applies its keys in order, the row's key completes it; `first` (100 by default, at most 1000)"
    " with `after`, or `last` with `before`, selects a page by the opaque cursors of `edges` and `pageInfo`;"
    " `nodes` are the rows without cursors; `totalCount` counts all pages and is computed only when selected."
    " `groups` groups the rows of all pages: `by` one to five keys, at most one of them a period; `having` filters"
    " groups; `top` (1 to 100) merges the others into one with `isRemainder`; `subtotals` adds the groups by the first"
    " keys, up to the total (`level`: number of keys, 0 in the total); `emptyPeriods` adds periods without rows."
    " `period` labels a group and `monthsCovered` says how many months its rows cover: 2016-02 may have January too;"
    " `key` has the fields named in `by`, any other is refused, naming the key to add; `count` counts rows, `distinct`"
    " different values; `filter` is the group as a `where`, to drill down. Functions: `sum` (refused for values that"
    " are not additive), `mean`, `min`, `max`, `median`, `share` (of the sum of all groups, 0 to 1),"
    " `weightedMean(weight:)`, `quantile(at: 0 to 1)`, `hhi(across:)` (Herfindahl-Hirschman index of the holders,"
    " 0 to 1).",
    "查询入口。同一请求读取同一快照；snapshot 指定保留的快照，asOf 读取截至该时刻已知的数据；未知标识返回 null。"
    "来自文件的行均注明出处：submissionId 文件、sourceSheet 工作表、sourceRow 行或 sourceCell 单元格，"
    "sheetId 对应该表各栏；isFlagged 表示同行有待定单元格，isSynthetic 表示合成样本数据。"
    "各列表用法一致：where 按字段与关联行筛选（some 至少一行、every 每一行、none 没有一行；and、or、not；"
    "within 本行及全部下级；…AtAnyDepth 沿关系任意层级）；orderBy 先列者优先，最后以主键排序；"
    "first（默认 100，至多 1000）配 after，或 last 配 before，按 edges、pageInfo 的游标分页；"
    "nodes 为本页各行；totalCount 为总行数，选取时才计算。"
    "groups 对全部页分组汇总：by 一至五个键，至多一个期间；having 筛选分组；"
    "top（1 至 100）之外合并为一组（isRemainder）；subtotals 逐级小计（level 为共同键数，0 为总计）；"
    "emptyPeriods 显示无数据的期间。monthsCovered 为各行覆盖的月数（2016-02 可含 1 月）；"
    "key 只有 by 中的字段，选取其他字段会被拒绝，并提示应加入的键；"
    "count 为行数，distinct 为不同值个数；filter 为下钻条件。"
    "函数：sum 合计（不可加的指标会被拒绝）、mean 平均、min、max、median 中位数、share 占全部组合计的比重、"
    "weightedMean 加权平均、quantile 分位数、hhi 集中度指数。",
)
"""The description of `Query`: lists, filters, orders, pages and groups, which are alike for all nouns."""
