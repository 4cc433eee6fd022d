"""The root field `enterpriseSimulation`: what versions of the assessment say of one year, side by side."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import strawberry

from graph.computed.declare import computed, described, optional, required
from graph.declare.descriptions import both
from graph.declare.nouns import list_of
from graph.execution.execution import ResolverContext
from graph.execution.operation import InputRows
from graph.types.vocabulary.assessment import AssessmentFact, ExitState, PriceExemption, YearResult
from graph.types.vocabulary.enterprises import AssessmentResult
from warehouse.errors import ContractBroken, InvalidArgument, LimitExceeded
from warehouse.measures.firms.assessment import Rule, check_assessment, load_assessments, parse_assessment
from warehouse.measures.firms.simulation import INPUTS, simulate

RESTS_ON = (
    *INPUTS,
    "core.enterprise_chain",
    "core.enterprise_survey",
    "core.listing_step",
    "core.platform",
    "mart.enterprise_month",
    "mart.growth_bridge",
    "mart.reporting_status",
)
"""The tables that a caller has to see whole: the facts are made of them."""
_MOST_VERSIONS, _MOST_CHARACTERS = 6, 20_000


@strawberry.type(
    name="SimulatedEnterprise",
    description=both("What a version says of an enterprise.", "某一规则版本对企业的判定"),
)
class SimulatedEnterprise:
    enterprise_id: strawberry.ID = described("Enterprise.", "企业标识")
    name_zh: str = described("Name.", "单位详细名称")
    rule_set_version_id: strawberry.ID = described("Rule set and version.", "规则集及版本")
    previous_result: YearResult | None = described("Computed result of the year before.", "上年测算结果")
    result: YearResult = described("Computed result of the year.", "当年测算结果")
    people_result: AssessmentResult | None = described("What people stated, left aside.", "人工结果，不参与模拟")
    score: Decimal | None = described("Score.", "综合得分")
    previous_margin: Decimal | None = described("Margin of the year before.", "上年余量")
    margin: Decimal | None = described("Margin of the year.", "当年余量")
    exemption: PriceExemption | None = described("Price exemption of the year.", "当年价格豁免")
    state: ExitState = described("What the two years lead to.", "两年结果对应的状态")
    distance: Decimal | None = described("Larger margin of the two years; below 0 leaves.", "距离，小于0退出")
    is_near: bool | None = described("Whether it is on the line.", "是否临界")
    flip_fact: AssessmentFact | None = described("Input whose least change turns it; null: no single one.", "转折事实")
    flip_year: str | None = described("Year of that input.", "该事实的年度")
    flip_from: Decimal | None = described("Its value.", "现值")
    flip_to: Decimal | None = described("Value that turns it.", "转折值")
    flip_is_just_below: bool | None = described("Whether it has to be just below.", "是否须略低于转折值")
    flip_size: Decimal | None = described("Size of the change in steps.", "变动幅度（步长数）")
    is_synthetic: bool = described("Whether it is generated.", "是否为合成数据")


@strawberry.type(
    name="SimulationCell",
    description=both("Enterprises that one version puts here and another there.", "两个版本结论的交叉"),
)
class SimulationCell:
    from_version_id: strawberry.ID = described("One version.", "版本一")
    to_version_id: strawberry.ID = described("The other.", "版本二")
    from_state: ExitState = described("State by the one.", "版本一的状态")
    to_state: ExitState = described("State by the other.", "版本二的状态")
    enterprise_count: int = described("How many.", "企业数")
    enterprise_ids: list[strawberry.ID] = described("Which.", "企业标识")
    names_zh: list[str] = described("Their names.", "企业名称")


@strawberry.type(
    name="EnterpriseSimulation",
    description=both("Versions of the assessment on the same facts.", "各规则版本对同一事实的判定"),
)
class EnterpriseSimulationResult:
    year: str = described("Year.", "年度")
    versions: list[strawberry.ID] = described("Versions, in the order of comparison.", "版本，按比较顺序")
    enterprises: list[SimulatedEnterprise] = described(
        "Enterprises about which anything is to be said: not plainly STAY by all versions, or on the line of one.",
        "值得关注的企业：非各版本均为保留，或任一版本临界",
    )
    matrix: list[SimulationCell] = described("Every pair of versions, all enterprises.", "版本两两交叉，含全部企业")


def _resolve(context: ResolverContext, arguments: Mapping[str, Any]) -> EnterpriseSimulationResult:
    year = arguments["year"]
    if len(year) != 4 or not year.isascii() or not year.isdigit():
        raise InvalidArgument(f"'year': '{year[:20]}' is not a year.", "Write 2016.", zh="year 应写作 2016。")
    rules = _rules(arguments.get("rules"), arguments.get("texts") or [])
    rows = {key: InputRows(f"select * from {key}") for key in INPUTS}
    rows["mart.enterprise_fact"] = InputRows(
        "select * from mart.enterprise_fact where year in ($before, $year)",
        {"before": f"{int(year) - 1:04d}", "year": year},
    )
    inputs = context.read_inputs("enterpriseSimulation", RESTS_ON, rows)
    found = simulate(inputs, rules, int(year), context.operation.collect)
    firms = list(found.firms.iter_rows(named=True))
    notable = {row["enterprise_id"] for row in firms if row["state"] != "stay" or row["is_near"]}
    return EnterpriseSimulationResult(
        year=year,
        versions=[strawberry.ID(rule.version_id) for rule in rules],
        enterprises=[_enterprise(row) for row in firms if row["enterprise_id"] in notable],
        matrix=[
            SimulationCell(**row | {"from_state": ExitState(row["from_state"]), "to_state": ExitState(row["to_state"])})
            for row in found.cells.iter_rows(named=True)
        ],
    )


_WORDS: Mapping[str, Any] = {
    "previous_result": YearResult,
    "result": YearResult,
    "people_result": AssessmentResult,
    "exemption": PriceExemption,
    "state": ExitState,
    "flip_fact": AssessmentFact,
}


def _enterprise(row: Mapping[str, Any]) -> SimulatedEnterprise:
    words = {name: None if row[name] is None else kind(row[name]) for name, kind in _WORDS.items()}
    numbers = {
        name: Decimal(f"{value:.6f}") for name, value in row.items() if isinstance(value, float)
    }  # fmt: skip
    return SimulatedEnterprise(**{**row, **numbers, **words})


def _rules(ids: list[str] | None, texts: list[str]) -> list[Rule]:
    """The versions that are named, else all that are stored, and those given as text."""
    stored = {rule.version_id: rule for rule in load_assessments()}
    wanted = list(stored) if ids is None else list(dict.fromkeys(ids))
    for position, identity in enumerate(wanted):
        if identity not in stored:
            raise InvalidArgument(
                f"rules[{position}]: there is no version '{identity[:40]}'.",
                f"Stored versions: {', '.join(stored)}.",
                zh=f"rules[{position}]：没有规则版本“{identity[:40]}”。现有版本：{'、'.join(stored)}。",
            )
    if not 0 < len(wanted) + len(texts) <= _MOST_VERSIONS:
        raise LimitExceeded(
            f"{len(wanted) + len(texts)} versions; 1 to {_MOST_VERSIONS} can be compared.",
            zh=f"一次可比较 1 至 {_MOST_VERSIONS} 个版本。",
        )
    given = [_given(position, text) for position, text in enumerate(texts)]
    names = [*wanted, *(rule.version_id for rule in given)]
    if len(set(names)) < len(names):
        raise InvalidArgument(
            "Two versions have one name.",
            "Give each text a 'version' of its own.",
            zh="版本重名，请为每个文本另起 version。",
        )
    return [stored[identity] for identity in wanted] + given


def _given(position: int, text: str) -> Rule:
    where = f"texts[{position}]"
    if len(text) > _MOST_CHARACTERS:
        raise LimitExceeded(
            f"{where}: {len(text)} characters; a version has at most {_MOST_CHARACTERS}.",
            zh=f"{where}：规则文本至多 {_MOST_CHARACTERS} 个字符。",
        )
    try:
        declared = tomllib.loads(text)
        rule = parse_assessment(text, str(declared.get("version", "")))
        check_assessment(rule)
    except ContractBroken as error:
        raise InvalidArgument(
            f"{where}: {error.message}", error.hint, zh=f"{where}：{error.zh or error.message}"
        ) from error
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise InvalidArgument(
            f"{where} is not TOML.", "Begin with a stored version.", zh=f"{where} 不是有效的 TOML。可从现有版本改起。"
        ) from error
    return rule


ENTERPRISE_SIMULATION = computed(
    EnterpriseSimulationResult,
    _resolve,
    [
        required("year", str, "Second of the two years, 2016.", "两年中的后一年"),
        optional("rules", list_of(strawberry.ID), "Stored versions; all by default.", "已存规则版本，默认全部"),
        optional(
            "texts", list_of(str), "Versions of the caller's own, written as assessment@….toml is.",
            "自拟规则文本（TOML），格式同 assessment@….toml",
        ),
    ],
    "What versions of the assessment say of the same facts, computed on request from the computed results: roles and"
    " decisions stay as they were. Refused to roles that may not read all rows it is computed from.",
    "规则模拟：同一事实按各版本判定，按需计算，采用测算结果，示范带动作用与决定不变。不能读取全部相关行的角色无权使用",
)  # fmt: skip
