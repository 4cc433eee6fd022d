"""The root field `nowcastChangeOf`: what turned a nowcast of one day into that of a later day, firm by firm."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from decimal import Decimal
from enum import Enum
from typing import Any

import polars as pl
import strawberry

from graph.computed.declare import computed, described, optional, required
from graph.declare.descriptions import both
from graph.declare.words import closed, word
from graph.execution.execution import ResolverContext
from graph.execution.operation import InputRows
from graph.types.vocabulary.growth import Measure, MeasuredSubject
from warehouse.domain.moment import parse_moment
from warehouse.domain.period import parse_period
from warehouse.errors import InvalidArgument
from warehouse.measures.nowcasts.nowcast_rows import IMPUTED, change_rows, rule_of

RESTS_ON = ("mart.nowcast", "mart.observation", "core.observation", "core.enterprise", "core.enterprise_change")
"""The tables that a caller has to see whole: the inputs are made of them."""
PROVINCE = "province"
_SUBJECTS = (PROVINCE, "industry")


@closed("What changed a nowcast.", "快报变动的性质")
class NowcastEffect(Enum):
    NEWS = word("news", "A firm reported: its value less what was imputed for it.", "新报送：报送值减插补值")
    REVISION = word("revision", "A measured value was corrected or withdrawn.", "更正或撤回")
    MODEL = word("model", "What is imputed for a firm that is still missing.", "仍缺报企业的插补变化")


@strawberry.type(description=both("One firm in the change of a nowcast; yuan.", "快报变动中的企业（元）"))
class NowcastChangeFirm:
    enterprise_id: strawberry.ID = described("Enterprise.", "企业标识")
    name_zh: str | None = described("Chinese name.", "名称")
    effect: NowcastEffect = described("What it is.", "性质")
    before_cny: Decimal | None = described("Measured or imputed on the first day.", "前值（报送或插补）")
    after_cny: Decimal | None = described("Measured or imputed on the second day.", "后值（报送或插补）")
    change_cny: Decimal = described("After less before.", "差额")


@strawberry.type(
    name="NowcastChangeOf",
    description=both(
        "The change between two nowcasts of one period as news, revision and model, which add up exactly; yuan, year to"
        " date. Registers and due dates are today's.",
        "同一期间两次快报之差：新报送、更正、模型，严格可加（元，本年累计）；名录与报送期限取当前",
    ),
)
class NowcastChangeOf:
    period: str = described("Month to which it runs.", "截至月份")
    before_cny: Decimal = described("Sum on the first day.", "前值合计")
    after_cny: Decimal = described("Sum on the second day.", "后值合计")
    change_cny: Decimal = described("After less before.", "差额")
    news_cny: Decimal = described("Firms that reported in between.", "新报送")
    revision_cny: Decimal = described("Corrections.", "更正")
    model_cny: Decimal = described("Imputed values that moved.", "模型")
    firms: list[NowcastChangeFirm] = described("The firms that moved it, largest first.", "变动企业，按幅度排列")
    rule_set_version_id: strawberry.ID = described("Rule set.", "所用规则集")


def _resolve(context: ResolverContext, arguments: Mapping[str, Any]) -> NowcastChangeOf | None:
    subject_kind, measure = arguments["subject_kind"].value, arguments["measure"].value
    if subject_kind not in _SUBJECTS or measure not in IMPUTED:
        raise InvalidArgument(
            "A nowcast is of PROVINCE or INDUSTRY, and of REVENUE or GROSS_OUTPUT.",
            zh="快报仅限全省或领域，指标仅限营业收入与工业总产值。",
        )
    subject_id = PROVINCE if subject_kind == PROVINCE else arguments.get("subject_id")
    if subject_id is None:
        raise InvalidArgument(
            "'subjectId' is missing.", "Only PROVINCE has none.", zh="缺少 subjectId；仅 PROVINCE 可省略。"
        )
    period = _month(arguments["period"])
    days = (_instant("from", arguments["from_moment"]), _instant("to", arguments["to_moment"]))
    if days[1] < days[0]:
        raise InvalidArgument("'to' is before 'from'.", zh="“to”早于“from”。")
    inputs = _inputs(subject_kind, subject_id, measure, period)
    frames = context.read_inputs("nowcastChangeOf", RESTS_ON, inputs)
    rule = rule_of(pl.DataFrame({"period": [period]}))
    rows = context.operation.collect(
        change_rows({name: frame.lazy() for name, frame in frames.items()}, period, days, rule.bounds)
    )
    if rows.is_empty():
        return None
    names = dict(frames["core.enterprise"].select("enterprise_id", "name_zh").iter_rows())
    sums = dict(rows.group_by("effect").agg(pl.col("change_cny").sum()).iter_rows())
    moved = rows.filter(pl.col("change_cny") != 0).sort(
        pl.col("change_cny").abs(), "enterprise_id", descending=[True, False]
    )
    zero = Decimal(0)

    def total(name: str) -> Any:
        return rows[name].sum() or zero

    return NowcastChangeOf(
        period=period,
        before_cny=total("before_cny"),
        after_cny=total("after_cny"),
        change_cny=total("change_cny"),
        news_cny=sums.get("news", zero),
        revision_cny=sums.get("revision", zero),
        model_cny=sums.get("model", zero),
        firms=[
            NowcastChangeFirm(
                **{name: row[name] for name in ("enterprise_id", "before_cny", "after_cny", "change_cny")},
                name_zh=names.get(row["enterprise_id"]),
                effect=NowcastEffect(row["effect"]),
            )
            for row in moved.iter_rows(named=True)
        ],
        rule_set_version_id=strawberry.ID(rule.version_id),
    )


def _month(text: str) -> str:
    try:
        period = parse_period(text)
        if period.month is not None:
            return str(period)
    except InvalidArgument:
        pass
    raise InvalidArgument(
        f"'period': '{text[:20]}' is not a month.", "Write 2016-03.", zh=f"“{text[:20]}”不是月份，应写作 2016-03。"
    )


def _instant(name: str, text: str) -> datetime:
    """An instant without its zone, as the tables have it (UTC)."""
    try:
        return parse_moment(text).astimezone(UTC).replace(tzinfo=None)
    except ValueError:
        raise InvalidArgument(
            f"'{name}': '{text[:30]}' is no day.", "Write 2016-05-31.", zh=f"“{name}”须写作 2016-05-31。"
        ) from None


def _inputs(subject_kind: str, subject_id: str, measure: str, period: str) -> dict[str, InputRows]:
    """The rows of all firms: a field with few responders takes the growth of all. `member` are those of the subject."""
    years = {"measure": measure, "years": [period[:4], f"{int(period[:4]) - 1:04d}"]}
    return {
        "mart.growth_total": InputRows(
            "select * from mart.growth_total where measure = $measure and period_kind = 'ytd'"
            " and left(period, 4) in (select unnest($years))",
            years,
        ),
        "core.enterprise_change": InputRows("select * from core.enterprise_change"),
        "mart.reporting_status": InputRows(
            "select * from mart.reporting_status where enterprise_id is not null and period = $period",
            {"period": period},
        ),
        "core.enterprise": InputRows("select enterprise_id, name_zh, industry_id, is_synthetic from core.enterprise"),
        "mart.subject_enterprise": InputRows(
            "select * from mart.subject_enterprise where subject_kind = $kind and subject_id = $subject",
            {"kind": subject_kind, "subject": subject_id},
        ),
    }


NOWCAST_CHANGE_OF = computed(
    NowcastChangeOf,
    _resolve,
    [
        required("subject_kind", MeasuredSubject, "PROVINCE or INDUSTRY.", "全省或领域"),
        optional("subject_id", strawberry.ID, "Its key; none for PROVINCE.", "对象标识，全省可省略"),
        required("measure", Measure, "REVENUE or GROSS_OUTPUT.", "营业收入或工业总产值"),
        required("period", str, "Month: 2016-06.", "月份"),
        required("from_moment", str, "First day, 2016-07-16, or instant.", "前一时点", "from"),
        required("to_moment", str, "Second day or instant.", "后一时点", "to"),
    ],
    "What turned the nowcast of one day into that of a later day: news, revision and model, firm by firm, computed on"
    " request; null where nobody owed or reported the period. Refused to roles that may not read all rows it is"
    " computed from.",
    "按需计算同一期间两次快报之间的变动：新报送、更正、模型，逐企业列出；无人应报为空。不能读取全部相关行的角色无权使用",
)
