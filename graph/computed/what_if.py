"""The root field `whatIf`: what declared changes of firms, prices and funds would alter."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from enum import Enum
from typing import Any

import polars as pl
import strawberry

from graph.computed.declare import computed, described, given, in_unit_of, optional, required
from graph.declare.descriptions import both
from graph.declare.nouns import list_of
from graph.declare.words import closed, word
from graph.execution.execution import ResolverContext
from graph.execution.operation import InputRows
from graph.types.vocabulary.growth import Measure
from graph.types.vocabulary.plan import TargetStatus
from graph.types.vocabulary.reasons import Reason, word_of
from warehouse.catalog.catalog import load_catalog
from warehouse.domain.period import parse_period
from warehouse.errors import InvalidArgument, LimitExceeded
from warehouse.measures.what_if.tables_again import inputs_of
from warehouse.measures.what_if.what_if import MADE_AGAIN, PRICED, TOTALS, Change, touched_firms, what_if, with_merged

MOST_CHANGES = 20
_LARGEST_FACTOR = 1000
_OPEN_END = "9999-12"

_OBSERVED = (
    "subject_kind, subject_id, indicator_id, period_kind, period, period_end_date, months_covered, vintage_id, value,"
    " same_period_value, is_flagged, is_synthetic"
)


@strawberry.input(
    description=both(
        "One change: of an enterprise (`measure` times `factor` or plus `amountCny`, `exits` or `leaveOut`), of a"
        " product's `price`, or of a fund (`factor` of what was committed and paid in; 0 closes it).",
        "一项变动：企业（factor 倍数、amountCny 增额、exits 退出或 leaveOut 剔除）、产品价格、基金（factor）",
    )
)
class WhatIfChange:
    enterprise: strawberry.ID | None = given("Enterprise.", "企业标识")
    product: strawberry.ID | None = given("Product, of all firms or of `enterprise`.", "产品代码")
    fund: strawberry.ID | None = given("Fund.", "基金标识")
    measure: Measure | None = given("Of an enterprise: REVENUE (default) or GROSS_OUTPUT.", "指标，默认营业收入")
    price: Decimal | None = given("Factor of the price: 0.8 is -20 %.", "价格倍数，0.8 为降价20%")
    factor: Decimal | None = given("Factor: 0.9 is -10 %.", "倍数，0.9 为减少10%")
    amount_cny: Decimal | None = given("Yuan more a month.", "每月增加额（元）")
    exits: bool | None = given("The enterprise leaves the list and reports no more.", "企业退出，不再报送")
    leave_out: bool | None = given(
        "The enterprise is in no month, base and register: everything without it. Such differences do not add up over"
        " enterprises; `leftOut` has its contribution, which does.",
        "剔除该企业：各期、基期与名录均不含（差额不可加总，其拉动见 leftOut）",
    )
    from_month: str | None = given("First month, 2016-02; the first of all by default.", "起始月份", "from")
    to_month: str | None = given("Last month; the last of all by default.", "截止月份", "to")


@strawberry.type(description=both("A total of all key enterprises, year to date; yuan.", "全省骨干企业本年累计（元）"))
class ChangedTotal:
    before_cny: Decimal | None = described("As reported.", "变动前")
    after_cny: Decimal | None = described("Under the changes.", "变动后")
    difference_cny: Decimal | None = described("After less before.", "差额")
    same_base_rate_before: Decimal | None = described("Growth on the same base.", "变动前同口径增速")
    same_base_rate_after: Decimal | None = described("The same under the changes.", "变动后同口径增速")
    reason: Reason | None = described("Why it is null or cannot change.", "空值或不变的原因")


@strawberry.type(description=both("A chain of a firm that the changes move; yuan.", "变动所涉产业链（元）"))
class ChangedChain:
    chain_id: strawberry.ID = described("Chain.", "产业链标识")
    name_zh: str = described("Chinese name.", "名称")
    before_cny: Decimal | None = described("Year to date as reported.", "变动前本年累计")
    after_cny: Decimal | None = described("Year to date under the changes.", "变动后本年累计")
    difference_cny: Decimal | None = described("After less before.", "差额")
    twelve_months_before_cny: Decimal | None = described("Newest twelve months.", "变动前近12个月")
    twelve_months_after_cny: Decimal | None = described("The same under the changes.", "变动后近12个月")
    is_ten_billion_before: bool | None = described("Whether these reach ten billion yuan.", "变动前近12个月是否达百亿")
    is_ten_billion_after: bool | None = described("The same under the changes.", "变动后是否达百亿")
    reason: Reason | None = described("Why a number is null.", "空值原因")


@strawberry.type(description=both("A target that can feel the changes.", "变动可影响的目标"))
class ChangedTarget:
    target_id: strawberry.ID = described("Target.", "目标标识")
    title_zh: str = described("Chinese title.", "标题")
    title_en: str = described("English title.", "英文标题")
    is_synthetic: bool = described("Whether it counts generated rows.", "是否为合成数据")
    unit: str = described("Unit of the actual.", "单位")
    actual_period: str | None = described("Period of the actual.", "实际值所属期间")
    before: Decimal | None = in_unit_of("unit", "Actual as reported.", "变动前实际值")
    after: Decimal | None = in_unit_of("unit", "Actual under the changes.", "变动后实际值")
    difference: Decimal | None = in_unit_of("unit", "After less before.", "差额")
    status_before: TargetStatus | None = described("Status as reported.", "变动前判定")
    status_after: TargetStatus | None = described("Status under the changes.", "变动后判定")


@strawberry.type(description=both("A target that no change can move.", "与变动无关联的目标"))
class NotLinkedTarget:
    target_id: strawberry.ID = described("Target.", "目标标识")
    title_zh: str = described("Chinese title.", "标题")
    title_en: str = described("English title.", "英文标题")
    reason: Reason = described("NOT_LINKED.", "原因")


@strawberry.type(description=both("A firm that is left out.", "被剔除的企业"))
class LeftOutFirm:
    enterprise_id: strawberry.ID = described("Enterprise.", "企业标识")
    name_zh: str = described("Chinese name.", "名称")
    contribution_pp: Decimal | None = described(
        "Its part of the same-base growth of revenue, in points: these add up.",
        "对营业收入同口径增速的拉动（百分点），可加总",
    )


@closed("What turns.", "翻转对象")
class FlipKind(Enum):
    TARGET = word("target", "The status of a target.", "目标判定")
    CHAIN = word("chain", "Whether a chain reaches ten billion yuan.", "产业链是否达百亿")


@strawberry.type(description=both("An answer that the changes turn.", "因变动而翻转的结论"))
class WhatIfFlip:
    kind: FlipKind = described("What turns.", "对象类别")
    subject_id: strawberry.ID = described("Target or chain.", "目标或产业链标识")
    title_zh: str = described("Its title or name.", "标题或名称")
    is_synthetic: bool = described("Whether it counts generated rows.", "是否为合成数据")
    before: str | None = described("TargetStatus, or TEN_BILLION and BELOW_TEN_BILLION.", "变动前")
    after: str | None = described("The same under the changes.", "变动后")


@strawberry.type(
    name="WhatIf",
    description=both(
        "What the changes alter by the end of a month: the same measures on altered rows. Restated bases, quantities"
        " and costs stay.",
        "变动的影响：改动输入行后按同一算法重算；重述基数、数量、成本不变",
    ),
)
class WhatIfResult:
    at: str = described("The month.", "月份")
    revenue: ChangedTotal = described("Operating revenue.", "营业收入")
    gross_output: ChangedTotal = described("Gross industrial output.", "工业总产值")
    total_profit: ChangedTotal = described("Total profit: costs are not modelled.", "利润总额（成本未建模）")
    chains: list[ChangedChain] = described("Chains of the firms.", "所涉产业链")
    targets: list[ChangedTarget] = described("Targets that can feel the changes.", "可受影响的目标")
    not_linked: list[NotLinkedTarget] = described("The other targets.", "无关联的目标")
    flips: list[WhatIfFlip] = described("Statuses and chains that turn.", "翻转的判定与产业链")
    left_out: list[LeftOutFirm] = described("Firms that are left out.", "被剔除的企业")
    unpriced_count: int = described("Products and months without a price, which no price moves.", "缺价格的产品月份数")


def _resolve(context: ResolverContext, arguments: Mapping[str, Any]) -> WhatIfResult:
    changes = [_change(position, each) for position, each in enumerate(arguments["changes"])]
    if not 0 < len(changes) <= MOST_CHANGES:
        raise LimitExceeded(
            f"'changes' has {len(changes)} entries; there may be 1 to {MOST_CHANGES}.",
            zh=f"changes 有 {len(changes)} 项，须为 1 至 {MOST_CHANGES} 项。",
        )
    rests_on = tuple(
        key for key in _tables() if not key.startswith("stage.") and load_catalog().table(key).access_class != "closed"
    )
    newest = (
        "select max(period) as period from mart.observation where subject_kind = 'enterprise' and period_kind = 'ytd'"
    )
    newest += " and indicator_id = 'revenue' and product_code = '' and value is not null"
    at = arguments.get("at") or context.read_inputs("whatIf", rests_on, {"at": InputRows(newest)})["at"]["period"][0]
    _check_month("at", at or "")
    frames = context.read_inputs("whatIf", rests_on, _named(changes))
    _check_known(changes, frames)
    units = with_merged(touched_firms(frames, changes), frames["core.enterprise_change"])
    frames |= context.read_inputs("whatIf", rests_on, _inputs(changes, at, sorted(units)))
    with context.operation.scratch() as connection:
        found = what_if(frames, changes, at, connection, context.operation.collect)
    totals = {row["measure"]: row for row in found.totals.iter_rows(named=True)}
    return WhatIfResult(
        at=at,
        revenue=_total(totals.get("revenue")),
        gross_output=_total(totals.get("gross_output")),
        total_profit=_total(totals.get("total_profit")),
        chains=[_row(ChangedChain, row) for row in found.chains.iter_rows(named=True)],
        targets=[
            ChangedTarget(
                **{name: row[name] for name in ("target_id", "title_zh", "title_en", "is_synthetic", "unit")},
                actual_period=row["actual_period"],
                before=row["actual"],
                after=row["actual_after"],
                difference=row["difference"],
                status_before=row["status"] and TargetStatus(row["status"]),
                status_after=row["status_after"] and TargetStatus(row["status_after"]),
            )
            for row in found.targets.iter_rows(named=True)
        ],
        not_linked=[_row(NotLinkedTarget, row) for row in found.not_linked.iter_rows(named=True)],
        flips=[
            WhatIfFlip(
                kind=FlipKind(row["kind"]),
                **{name: row[name] for name in ("subject_id", "title_zh", "is_synthetic")},
                before=row["before"] and row["before"].upper(),
                after=row["after"] and row["after"].upper(),
            )
            for row in found.flips.iter_rows(named=True)
        ],
        left_out=[LeftOutFirm(**row) for row in frames.get("left_out", pl.DataFrame()).iter_rows(named=True)],
        unpriced_count=found.unpriced_count,
    )


def _row(kind: Any, row: Mapping[str, Any]) -> Any:
    named = {name: row[name] for name in kind.__annotations__}
    return kind(**named | {"reason": row["reason"] and word_of(row["reason"])})


def _total(row: Mapping[str, Any] | None) -> ChangedTotal:
    if row is None:
        return ChangedTotal(**dict.fromkeys(ChangedTotal.__annotations__) | {"reason": word_of("not_reported")})
    return ChangedTotal(
        before_cny=row["before_cny"],
        after_cny=row["after_cny"],
        difference_cny=row["difference_cny"],
        same_base_rate_before=row["rate_before"],
        same_base_rate_after=row["rate_after"],
        reason=row["reason"] and word_of(row["reason"]),
    )


def _change(position: int, given: Mapping[str, Any]) -> Change:
    """A change as the measure reads it. Raises InvalidArgument naming the entry."""
    where = f"changes[{position}]"
    enterprise, product, fund = (given.get(name) for name in ("enterprise", "product", "fund"))
    price, factor, amount, exits = (given.get(name) for name in ("price", "factor", "amount_cny", "exits"))
    measure = given["measure"].value if given.get("measure") else "revenue"
    leave_out = given.get("leave_out")
    named = {
        "price": price, "factor": factor, "amount_cny": amount, "exits": exits or None, "leave_out": leave_out or None,
    }  # fmt: skip
    hows = [name for name, value in named.items() if value is not None]
    of = (
        ("price",) if product is not None and fund is None
        else ("factor",) if fund is not None and enterprise is None and product is None
        else ("factor", "amount_cny", "exits", "leave_out") if enterprise is not None and fund is None
        else ()
    )  # fmt: skip
    if len(hows) != 1 or hows[0] not in of:
        raise InvalidArgument(
            f"{where}: it names {', '.join(hows) or 'no change'} of"
            f" {', '.join(name for name in ('enterprise', 'product', 'fund') if given.get(name)) or 'nothing'}.",
            "An enterprise has one of 'factor', 'amountCny', 'exits', 'leaveOut', a product 'price', a fund 'factor'.",
            zh=f"{where}：企业须取 factor、amountCny、exits、leaveOut 之一，产品取 price，基金取 factor。",
        )
    if measure not in PRICED:
        raise InvalidArgument(
            f"{where}: '{measure}' cannot be changed.",
            "REVENUE and GROSS_OUTPUT can.",
            zh=f"{where}：仅营业收入与工业总产值可变动。",
        )
    for name, value in (("price", price), ("factor", factor)):
        if value is not None and not (0 if name == "factor" else Decimal("0.000001")) <= value <= _LARGEST_FACTOR:
            raise InvalidArgument(
                f"{where}: '{name}' is {value}; it must be above 0 and at most {_LARGEST_FACTOR}.",
                "A factor may be 0; to stop reporting, use 'exits'.",
                zh=f"{where}：{name} 须大于 0 且不超过 {_LARGEST_FACTOR}（factor 可为 0）。",
            )
    months = []
    for name, default in (("from_month", "0000-00"), ("to_month", _OPEN_END)):
        months.append(given.get(name) or default)
        if given.get(name):
            _check_month(f"{where}.{name[:-6]}", given[name])
    if exits and not given.get("from_month"):
        raise InvalidArgument(f"{where}: 'exits' needs 'from'.", zh=f"{where}：exits 须注明 from。")
    if leave_out and (given.get("from_month") or given.get("to_month")):
        raise InvalidArgument(
            f"{where}: 'leaveOut' is of all months.", "Leave 'from' and 'to' out.", zh=f"{where}：leaveOut 不限月份。"
        )
    of_firm = {"exits": bool(exits), "is_left_out": bool(leave_out)}
    return Change(months[0], months[1], enterprise, product, fund, measure, price, factor, amount, **of_firm)


def _check_month(name: str, text: str) -> None:
    try:
        if parse_period(text).month is not None:
            return
    except InvalidArgument:
        pass
    raise InvalidArgument(
        f"'{name}': '{text[:20]}' is not a month.",
        "Write 2016-03.",
        zh=f"“{name}”：“{text[:20]}”不是月份，应写作 2016-03。",
    )


def _check_known(changes: list[Change], frames: Mapping[str, pl.DataFrame]) -> None:
    """Raises InvalidArgument for an enterprise, product or fund that does not exist."""
    for position, change in enumerate(changes):
        for key, table, column in (
            (change.enterprise_id, "core.enterprise", "enterprise_id"),
            (change.product_code, "core.product", "product_code"),
            (change.fund_id, "core.fund", "fund_id"),
        ):
            if key is not None and frames[table].filter(pl.col(column) == key).is_empty():
                raise InvalidArgument(
                    f"changes[{position}]: {table} has no '{key[:40]}'.",
                    zh=f"changes[{position}]：没有标识为“{key[:40]}”的{_NOUNS[table]}。",
                )


_NOUNS = {"core.enterprise": "企业", "core.product": "产品", "core.fund": "基金"}


def _tables() -> tuple[str, ...]:
    more = (
        *("core.chain", "core.product", "mart.growth", "mart.growth_product", "mart.subject_enterprise"),
        *("mart.observation", "mart.chain_revenue", "mart.target_progress"),
    )
    return tuple(dict.fromkeys((*inputs_of(MADE_AGAIN), *more)))


def _named(changes: list[Change]) -> dict[str, InputRows]:
    """What the changes name, and the cells whose price they move."""
    products = sorted({change.product_code for change in changes if change.product_code is not None})
    firms = sorted({change.enterprise_id for change in changes if change.enterprise_id is not None})
    named = {"products": products, "firms": firms}
    cells = "from mart.growth_product where product_code in (select unnest($products::varchar[]))"
    return {
        "core.enterprise": InputRows(
            "select enterprise_id, is_synthetic from core.enterprise where enterprise_id in"
            f" (select unnest($firms::varchar[]) union select enterprise_id {cells})",
            named,
        ),
        "core.product": InputRows(
            "select product_code from core.product where product_code in (select unnest($products::varchar[]))",
            {"products": products},
        ),
        "core.fund": InputRows("select * from core.fund"),
        "core.enterprise_change": InputRows("select * from core.enterprise_change"),
        "mart.growth_product": InputRows(f"select * {cells}", {"products": products}),
    }


def _inputs(changes: list[Change], at: str, units: list[str]) -> dict[str, InputRows]:
    """What the answer rests on: all of a small table, of a large one the rows of the firms that the changes touch."""
    last_year = f"{int(at[:4]) - 1:04d}{at[4:]}"
    firms = {"firms": units}
    at_all = {"at": at, "last_year": last_year}
    found = {
        key: InputRows(f"select * from {key}")
        for key in ("core.target", "core.document", "core.reporting_exemption", "core.fund_contribution", "core.chain")
    }
    # What no change can move is in no row of a target that is made again.
    found |= {
        key: InputRows(f"select * from {key} limit 0") for key in ("mart.sei_share", "core.vintage", "core.platform")
    }
    moves_register = any(change.exits or change.is_left_out for change in changes)
    found |= {
        "stage.build": InputRows("select as_of from core.snapshot"),
        "core.submission": InputRows(
            "select * from core.submission where is_synthetic and period like '____-__' order by period desc limit 1"
        ),
        "core.enterprise": InputRows(
            "select * from core.enterprise where $is_all or enterprise_id in (select unnest($firms::varchar[]))",
            {**firms, "is_all": moves_register},
        ),
        "core.enterprise_chain": InputRows(
            "select * from core.enterprise_chain where enterprise_id in (select unnest($firms::varchar[]))", firms
        ),
        "mart.subject_enterprise": InputRows(
            "select * from mart.subject_enterprise where subject_kind in ('chain', 'province')"
            " and enterprise_id in (select unnest($firms::varchar[]))",
            firms,
        ),
        "mart.growth": InputRows(
            "select measure, value_cny, panel_value_cny, panel_base_cny, same_base_rate, reporting_count, panel_count"
            " from mart.growth where subject_kind = 'province' and period_kind = 'ytd' and period = $at"
            " and measure in (select unnest($totals))",
            {"at": at, "totals": list(TOTALS)},
        ),
        "mart.chain_revenue": InputRows(
            "select * from mart.chain_revenue where period in ($at, $last_year) or right(period, 2) = '12'", at_all
        ),
        "mart.target_progress": InputRows(
            "select * from mart.target_progress where is_default and period = $at", {"at": at}
        ),
        "mart.observation": InputRows(
            f"select {_OBSERVED} from mart.observation where subject_kind = 'enterprise' and product_code = ''"
            " and period_kind = 'ytd' and subject_id in (select unnest($firms::varchar[]))"
            " and indicator_id in (select unnest($totals))",
            {**firms, "totals": list(TOTALS)},
        ),
    }
    left_out = [change.enterprise_id for change in changes if change.is_left_out]
    if left_out:
        named = "(select unnest($left_out::varchar[]))"
        found["left_out"] = InputRows(
            "select enterprise_id, name_zh, contribution_pp from core.enterprise left join ("
            " select subject_id as enterprise_id, contribution_pp from mart.growth"
            f" where subject_kind = 'enterprise' and subject_id in {named} and measure = 'revenue'"
            " and period_kind = 'ytd' and period = $at) as growth using (enterprise_id)"
            f" where enterprise_id in {named} order by enterprise_id",
            {"at": at, "left_out": left_out},
        )
    return found


WHAT_IF = computed(
    WhatIfResult,
    _resolve,
    [
        required(
            "changes", list_of(WhatIfChange), f"At most {MOST_CHANGES}, applied in order.", "变动，依次施加，至多20项"
        ),
        optional("at", str, "Month of the answer; the newest of the returns by default.", "结果所属月份，默认最新"),
    ],
    "What declared changes would alter, computed on request. Refused to roles that may not read all rows it is computed"
    " from.",
    "假设分析：按需重算。不能读取全部相关行的角色无权使用",
)
