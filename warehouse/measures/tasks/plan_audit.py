"""The audit of a plan on its own files: goals, tasks, units, indicators and days that do not fit each other.

Each detector reads the plan and yields what it finds; none knows the answer for any plan. Whether a finding is a
defect, a risk or a remark, and from where on, is the rule set `audit`.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from graphlib import CycleError, TopologicalSorter
from itertools import combinations, pairwise

import polars as pl

from warehouse.domain.unit import Units
from warehouse.rules.facts import Department, Plan, Promise, Target, Task
from warehouse.rules.rule_sets import RuleSet, rule_in_force

_NUMERALS = "一二三四五六七八九十"
_REPORT_DAYS = 7

COLUMNS: dict[str, pl.DataType] = {
    name: pl.String()
    for name in (
        *("plan_finding_id", "document_id", "detector", "severity", "section", "task_id", "other_task_id"),
        *("target_id", "department_id", "industry_id", "promise_id", "text_en", "text_zh", "rule_set"),
    )
}


@dataclass(frozen=True)
class Audit:
    """The bounds of the audit, and the severity of each detector."""

    short_notice_days: int
    quiet_days: int
    bunched_days: int
    overload_share: Decimal
    alike_share: Decimal
    start_days: int
    never_leads_from: int
    defects: tuple[str, ...]
    risks: tuple[str, ...]
    remarks: tuple[str, ...]

    def severity(self, detector: str) -> str | None:
        """None where the rule set leaves the detector out."""
        kinds = (("defect", self.defects), ("risk", self.risks), ("remark", self.remarks))
        return next((severity for severity, detectors in kinds if detector in detectors), None)


@dataclass(frozen=True)
class PlanFinding:
    """What does not fit, with its places in the plan."""

    detector: str
    en: str
    zh: str
    section: str | None = None
    task: Task | None = None
    other: Task | None = None
    target: Target | None = None
    department_id: str | None = None
    industry_id: str | None = None
    promise_id: str | None = None


class _Plan:
    """A plan by its names, without the facts of earlier documents."""

    def __init__(self, plan: Plan, bounds: Audit, units: Units) -> None:
        head = plan.head.document_id
        self.bounds = bounds
        self.measures = units
        self.facts = plan
        self.targets = [target for target in plan.targets if target.document_id == head]
        self.tasks = [task for task in plan.tasks if task.document_id == head]
        self.all_targets = {target.target_id: target for target in plan.targets}
        self.by_id = {task.task_id: task for task in self.tasks}
        self.units = {unit.department_id: unit for unit in plan.departments}
        self.in_text = [promise for promise in plan.promises if promise.section is not None]
        self.in_rows: dict[str, list[Promise]] = defaultdict(list)
        for promise in plan.promises:
            if promise.task_id is not None:
                self.in_rows[promise.task_id].append(promise)
        document = next(document for document in plan.documents if document.document_id == head)
        self.issued = document.issued_date
        self.report_days = document.progress_report_days or _REPORT_DAYS

    def name_of(self, department_id: str) -> tuple[str, str]:
        unit = self.units.get(department_id)
        return (unit.name_en, unit.name_zh) if unit else (department_id, department_id)

    def amount(self, promise: Promise) -> tuple[str, str]:
        """Its number with its unit, in both languages."""
        ends = [_number(end) for end in (promise.value, promise.value_high) if end is not None]
        unit = self.measures[promise.unit] if promise.unit is not None and promise.unit in self.measures else None
        low = "-".join(ends)
        return (low, low) if unit is None else (f"{low} ({unit.title_en})", f"{low}{unit.title_zh}")

    def first_report(self, day: date) -> date:
        """The last day for the first report that can speak of what was due on that day."""
        quarter_end = next(end for end in _quarter_ends(day.year, day.year + 1) if end >= day)
        return quarter_end + timedelta(days=self.report_days)

    def needs_of(self, task: Task) -> tuple[str, ...]:
        return (*task.depends_on, *task.depends_on_inferred)


def audit_plan(plan: Plan, rules: Sequence[RuleSet[Audit]], units: Units) -> pl.DataFrame:
    """One row per finding, the worst first, in the order of the plan."""
    document = next(document for document in plan.documents if document.document_id == plan.head.document_id)
    rule = rule_in_force(rules, document.issued_date or date.max)
    if rule is None:
        return pl.DataFrame(schema=COLUMNS)
    read = _Plan(plan, rule.bounds, units)
    rows = []
    for detect in _DETECTORS:
        for finding in detect(read):
            severity = rule.bounds.severity(finding.detector)
            if severity is not None:
                rows.append(_row(finding, severity, plan, rule.version_id))
    order = {"defect": 0, "risk": 1, "remark": 2}
    rows.sort(key=lambda row: order[str(row["severity"])])
    seen: Counter[str] = Counter()
    for row in rows:
        seen[str(row["plan_finding_id"])] += 1
        if (times := seen[str(row["plan_finding_id"])]) > 1:
            row["plan_finding_id"] = f"{row['plan_finding_id']}-{times}"
    return pl.DataFrame(rows, schema=COLUMNS, orient="row")


def _row(finding: PlanFinding, severity: str, plan: Plan, rule_set: str) -> dict[str, str | None]:
    task, other, target = finding.task, finding.other, finding.target
    parts = (
        target and target.target_id, task and task.task_id, other and other.task_id,
        finding.department_id, finding.industry_id, finding.promise_id,
    )  # fmt: skip
    return {
        "plan_finding_id": "-".join((plan.head.plan_id, finding.detector, *(part for part in parts if part))),
        "document_id": plan.head.document_id,
        "detector": finding.detector,
        "severity": severity,
        "section": finding.section or (task.section if task else target.section if target else None),
        "task_id": task.task_id if task else None,
        "other_task_id": other.task_id if other else None,
        "target_id": target.target_id if target else None,
        "department_id": finding.department_id,
        "industry_id": finding.industry_id,
        "promise_id": finding.promise_id,
        "text_en": finding.en,
        "text_zh": finding.zh,
        "rule_set": rule_set,
    }


def _goals(plan: _Plan) -> Iterator[PlanFinding]:
    """Goals that no task serves, and goals without what a goal needs."""
    served = {target_id for task in plan.tasks for target_id in task.target_ids}
    for target in plan.targets:
        zh, en = target.title_zh, target.title_en
        if target.target_id not in served:
            yield PlanFinding(
                "goal_without_task",
                f"The goal “{en}” has no task, and so no unit that answers for it.",
                f"目标“{zh}”没有对应任务，也没有责任单位。",
                target=target,
            )
        if target.value_low is None:
            yield PlanFinding(
                "goal_without_number", f"The goal “{en}” has no number.", f"目标“{zh}”未量化。", target=target
            )
        if target.target_type == "stock" and target.baseline_value is None:
            yield PlanFinding(
                "stock_without_start",
                f"The goal “{en}” is a stock without a starting value.",
                f"目标“{zh}”为存量，未给出起始值。",
                target=target,
            )
        yield from _steps_and_repeats(plan, target)


def _steps_and_repeats(plan: _Plan, target: Target) -> Iterator[PlanFinding]:
    zh, en = target.title_zh, target.title_en
    year = plan.issued.year if plan.issued else None
    if year is not None and target.deadline_date.year > year and target.value_low is not None:
        steps = [
            other
            for other in plan.targets
            if other.indicator_id == target.indicator_id
            and other.deadline_date.year <= year
            and other.value_low is not None
        ]
        if not steps:
            yield PlanFinding(
                "no_step_this_year",
                f"The goal “{en}” is due in {target.deadline_date.year} and has no step in {year}.",
                f"目标“{zh}”于{target.deadline_date.year}年到期，{year}年没有分步数值。",
                target=target,
            )
    earlier = plan.all_targets.get(target.earlier_target_id or "")
    if earlier is None or earlier.value_low is None:
        return
    if target.value_low is None:
        yield PlanFinding(
            "number_dropped_since",
            f"The goal “{en}” had a number before ({_number(earlier.value_low)}) and has none now.",
            f"目标“{zh}”此前有数值（{_number(earlier.value_low)}），现未写数值。",
            target=target,
        )
    elif target.value_low == earlier.value_low:
        yield PlanFinding(
            "repeated_goal",
            f"The goal “{en}” repeats {_number(target.value_low)} of {earlier.document_id}.",
            f"目标“{zh}”重复了此前文件的数值 {_number(target.value_low)}。",
            target=target,
        )


def _text_against_rows(plan: _Plan) -> Iterator[PlanFinding]:
    """Promises of the text that no row carries, or a row without their number."""
    for promise in plan.in_text:
        rows = [plan.by_id[task_id] for task_id in promise.task_ids if task_id in plan.by_id]
        target = plan.all_targets.get(promise.target_id or "")
        if not rows:
            # A goal that no task serves is found above.
            if target is None:
                yield _without_row(promise)
            continue
        if promise.promise_kind == "action":
            yield from _early_action(plan, promise, rows)
            continue
        for task in rows:
            yield from _lost_in_row(plan, promise, task, target)


def _without_row(promise: Promise) -> PlanFinding:
    kind = "action_without_row" if promise.promise_kind == "action" else "promise_without_row"
    return PlanFinding(
        kind,
        f"Section {promise.section} promises “{promise.title_en}”, and no row carries it.",
        f"{promise.section}提出“{promise.title_zh}”，任务表中无对应行。",
        section=promise.section,
        promise_id=promise.promise_id,
    )


def _early_action(plan: _Plan, promise: Promise, rows: list[Task]) -> Iterator[PlanFinding]:
    """An action of the year whose rows all end within its first half."""
    if plan.issued is None or not all(task.due_date and task.due_date < date(plan.issued.year, 7, 1) for task in rows):
        return
    last = max(rows, key=lambda task: (task.due_date or date.max, task.ordinal))
    if promise.section == last.section:
        return
    yield PlanFinding(
        "action_only_in_early_row",
        f"“{promise.title_en}” of section {promise.section} is in no row but {last.ordinal}, which ends on"
        f" {last.due_date}.",
        f"{promise.section}的“{promise.title_zh}”仅见于第{last.ordinal}项，该项{last.due_date}即到期。",
        section=promise.section,
        task=last,
        promise_id=promise.promise_id,
    )


def _lost_in_row(plan: _Plan, promise: Promise, task: Task, target: Target | None) -> Iterator[PlanFinding]:
    there = [found for found in plan.in_rows[task.task_id] if found.subject == promise.subject]
    where = {"section": promise.section, "task": task, "promise_id": promise.promise_id}
    if promise.value is None:
        if not there:
            yield PlanFinding(
                "minor_object_lost" if promise.is_minor else "object_lost",
                f"Section {promise.section} names “{promise.title_en}”; row {task.ordinal} does not.",
                f"{promise.section}写明“{promise.title_zh}”，第{task.ordinal}项未写。",
                **where,  # type: ignore[arg-type]
            )
        return
    values = [(found.value, found.value_high) for found in there if found.value is not None]
    en, zh = plan.amount(promise)
    if not values:
        if target is None and not promise.is_minor and not there and promise.promise_kind == "object":
            detector = "object_lost"
        else:
            detector = "number_lost" if promise.promise_kind == "goal" else "amount_lost"
        yield PlanFinding(
            detector,
            f"“{promise.title_en}” is {en} in section {promise.section} and has no number in row {task.ordinal}.",
            f"“{promise.title_zh}”在{promise.section}为{zh}，第{task.ordinal}项没有数值。",
            target=target,
            **where,  # type: ignore[arg-type]
        )
    elif (promise.value, promise.value_high) not in values:
        other_en, other_zh = plan.amount(next(found for found in there if found.value is not None))
        yield PlanFinding(
            "number_differs",
            f"“{promise.title_en}” is {en} in section {promise.section} and {other_en} in row {task.ordinal}.",
            f"“{promise.title_zh}”在{promise.section}为{zh}，第{task.ordinal}项为{other_zh}。",
            target=target,
            **where,  # type: ignore[arg-type]
        )


def _rows_against_text(plan: _Plan) -> Iterator[PlanFinding]:
    """Promises of rows that the text does not make, and rows that serve or quantify nothing."""
    goals = {promise.subject for promise in plan.in_text if promise.target_id is not None}
    named = {promise.subject for promise in plan.in_text}
    with_amount = set()
    for task in plan.tasks:
        for promise in plan.in_rows[task.task_id]:
            where = {"task": task, "promise_id": promise.promise_id}
            if promise.value is not None:
                with_amount.add(task.task_id)
            measurable = promise.promise_kind == "goal" and (promise.value is not None or promise.covers_all)
            if measurable and promise.subject not in goals:
                yield PlanFinding(
                    "row_promise_without_goal",
                    f"Row {task.ordinal} promises “{promise.title_en}”, which is no goal.",
                    f"第{task.ordinal}项承诺“{promise.title_zh}”，未列为目标。",
                    **where,  # type: ignore[arg-type]
                )
            elif promise.promise_kind == "object" and promise.subject not in named:
                yield PlanFinding(
                    "row_object_not_in_text",
                    f"Row {task.ordinal} names “{promise.title_en}”, which the text does not.",
                    f"第{task.ordinal}项写明“{promise.title_zh}”，正文未写。",
                    **where,  # type: ignore[arg-type]
                )
    without_goal = [task for task in plan.tasks if not task.target_ids]
    if without_goal:
        yield PlanFinding(
            "rows_without_goal",
            f"{len(without_goal)} of {len(plan.tasks)} rows serve no goal: {_ordinals(without_goal)}.",
            f"{len(plan.tasks)}项任务中{len(without_goal)}项不对应任何目标：第{_ordinals(without_goal)}项。",
        )
    without_amount = [task for task in plan.tasks if task.task_id not in with_amount]
    if without_amount:
        having = _ordinals([task for task in plan.tasks if task.task_id in with_amount])
        yield PlanFinding(
            "rows_without_amount",
            f"{len(without_amount)} of {len(plan.tasks)} rows have no amount; those with one: {having or 'none'}.",
            f"{len(plan.tasks)}项任务中{len(without_amount)}项没有数量；有数量的为第{having or '（无）'}项。",
        )


def _units(plan: _Plan) -> Iterator[PlanFinding]:
    """Who leads, who is missing, and which group nobody defines."""
    groups = {member.department_id for member in plan.facts.members}
    for task in plan.tasks:
        named = [plan.units[name] for name in task.departments if name in plan.units]
        lead, lead_en, lead_zh = named[0], named[0].name_en, named[0].name_zh
        if lead.department_kind == "group":
            yield PlanFinding(
                "no_single_lead",
                f"Row {task.ordinal} is led by a group, {lead_en}.",
                f"第{task.ordinal}项由“{lead_zh}”共同负责，没有单一牵头单位。",
                task=task,
                department_id=lead.department_id,
            )
        elif not any(unit.department_kind == "government" for unit in named):
            yield PlanFinding(
                "no_government_unit",
                f"Row {task.ordinal} is led by {lead_en}, without a government unit.",
                f"第{task.ordinal}项由{lead_zh}负责，没有政府部门参与。",
                task=task,
                department_id=lead.department_id,
            )
        for unit in named:
            if unit.department_kind == "group" and unit.department_id not in groups:
                yield PlanFinding(
                    "group_without_members",
                    f"Row {task.ordinal} names “{unit.name_en}”; nothing says who they are.",
                    f"第{task.ordinal}项写“{unit.name_zh}”，未列明具体单位。",
                    task=task,
                    department_id=unit.department_id,
                )
        if len(named) == 1:
            yield PlanFinding(
                "single_unit",
                f"Row {task.ordinal} has one unit only, {lead_en}.",
                f"第{task.ordinal}项只有一个责任单位（{lead_zh}）。",
                task=task,
                department_id=lead.department_id,
            )
        yield from _missing_units(plan, task, named)
    yield from _load_of_leads(plan)


def _missing_units(plan: _Plan, task: Task, named: list[Department]) -> Iterator[PlanFinding]:
    by_name = {name: unit for unit in plan.units.values() for name in (unit.name_zh, *unit.aliases)}
    for needed in task.needs_units:
        unit = by_name.get(needed)
        if unit is not None and unit in named:
            continue
        known = unit is not None
        yield PlanFinding(
            "unit_missing",
            f"Row {task.ordinal} needs {unit.name_en if unit else needed}, which is not in the row"
            f"{'' if known else ', nor anywhere in the plan'}.",
            f"第{task.ordinal}项需要{needed}，该项未列{'' if known else '，规划全文亦无此单位'}。",
            task=task,
            department_id=unit.department_id if unit else None,
        )


def _load_of_leads(plan: _Plan) -> Iterator[PlanFinding]:
    leads = Counter(task.departments[0] for task in plan.tasks)
    rows = Counter(name for task in plan.tasks for name in task.departments)
    for name, count in rows.items():
        unit = plan.units.get(name)
        if unit is None or unit.department_kind != "government":
            continue
        en, zh = plan.name_of(name)
        if leads[name] > plan.bounds.overload_share * len(plan.tasks):
            yield PlanFinding(
                "lead_overload",
                f"{en} leads {leads[name]} of {len(plan.tasks)} rows.",
                f"{zh}牵头{len(plan.tasks)}项中的{leads[name]}项。",
                department_id=name,
            )
        if leads[name] == 0 and count >= plan.bounds.never_leads_from:
            yield PlanFinding(
                "leads_none",
                f"{en} is in {count} rows and leads none.",
                f"{zh}参与{count}项，无一牵头。",
                department_id=name,
            )


def _dependencies(plan: _Plan) -> Iterator[PlanFinding]:
    """What waits for what: unknown rows, circles, days and units that do not fit."""
    try:
        TopologicalSorter({task.task_id: plan.needs_of(task) for task in plan.tasks}).prepare()
    except CycleError as error:
        circle = [plan.by_id[str(name)] for name in error.args[1] if str(name) in plan.by_id]
        named = " → ".join(str(task.ordinal) for task in circle)
        yield PlanFinding(
            "needs_cycle", f"Rows wait for each other: {named}.", f"任务互为前置：第{named}项。", task=circle[0]
        )
    for task in plan.tasks:
        outside: dict[str, list[Task]] = defaultdict(list)
        for name in plan.needs_of(task):
            needed = plan.by_id.get(name)
            if needed is None:
                yield PlanFinding(
                    "needs_unknown_row",
                    f"Row {task.ordinal} needs {name}, which is no row.",
                    f"第{task.ordinal}项的前置任务 {name} 不存在。",
                    task=task,
                )
                continue
            for unit in needed.departments:
                if unit not in task.departments:
                    outside[unit].append(needed)
            yield from _days_of_need(plan, task, needed)
        for unit, needed_rows in outside.items():
            en, zh = plan.name_of(unit)
            yield PlanFinding(
                "waits_for_unit_outside_row",
                f"Row {task.ordinal} waits for row {_ordinals(needed_rows)} of {en}, which is not in row"
                f" {task.ordinal}.",
                f"第{task.ordinal}项须等待{zh}的第{_ordinals(needed_rows)}项，但该单位不在第{task.ordinal}项之列。",
                task=task,
                other=needed_rows[0],
                department_id=unit,
            )


def _days_of_need(plan: _Plan, task: Task, needed: Task) -> Iterator[PlanFinding]:
    if task.due_date is None or needed.due_date is None:
        return
    if needed.due_date >= task.due_date:
        yield PlanFinding(
            "deadline_before_need",
            f"Row {task.ordinal} is due on {task.due_date} and needs row {needed.ordinal}, due on {needed.due_date}.",
            f"第{task.ordinal}项{task.due_date}到期，其前置第{needed.ordinal}项{needed.due_date}才到期。",
            task=task,
            other=needed,
        )
    learned = plan.first_report(needed.due_date)
    if learned > task.due_date:
        late = (learned - task.due_date).days
        yield PlanFinding(
            "lateness_learned_too_late",
            f"That row {needed.ordinal} is late is reported by {learned}, {late} days after row {task.ordinal}, which"
            " waits for it, is due itself.",
            f"第{needed.ordinal}项逾期最迟{learned}才报告，比等待它的第{task.ordinal}项的期限还晚{late}天。",
            task=task,
            other=needed,
        )


def _goals_and_tasks(plan: _Plan) -> Iterator[PlanFinding]:
    """Tasks due after the goal that they serve, or only begun then."""
    for task in plan.tasks:
        for target_id in task.target_ids:
            target = plan.all_targets.get(target_id)
            if target is None or task.due_date is None:
                continue
            days = (target.deadline_date - task.due_date).days
            if days < 0:
                yield PlanFinding(
                    "task_after_goal",
                    f"Row {task.ordinal} is due on {task.due_date}, after its goal “{target.title_en}”.",
                    f"第{task.ordinal}项{task.due_date}到期，晚于所支撑的目标“{target.title_zh}”。",
                    task=task,
                    target=target,
                )
            elif "start_only" in task.traits and days < plan.bounds.start_days:
                yield PlanFinding(
                    "start_at_goal_deadline",
                    f"Row {task.ordinal} only starts what the goal “{target.title_en}” counts, {days} days before its"
                    " end.",
                    f"第{task.ordinal}项仅为启动，距目标“{target.title_zh}”期满仅{days}天。",
                    task=task,
                    target=target,
                )


def _fields(plan: _Plan) -> Iterator[PlanFinding]:
    """A task that is split by field against the list of fields, and fields that nothing of the text serves."""
    head = plan.facts.head.document_id
    fields = {industry.industry_id: industry for industry in plan.facts.industries if industry.document_id == head}
    split: dict[str, list[str]] = defaultdict(list)
    for duty in plan.facts.duties:
        split[duty.task_id] += duty.industry_ids
    for task_id, assigned in split.items():
        task, counts = plan.by_id[task_id], Counter(assigned)
        for name, field in fields.items():
            if counts[name] != 1:
                detector = "field_not_assigned" if counts[name] == 0 else "field_assigned_twice"
                yield PlanFinding(
                    detector,
                    f"Row {task.ordinal} gives “{field.name_en}” to {counts[name]} units.",
                    f"第{task.ordinal}项中“{field.name_zh}”由{counts[name]}个单位负责。",
                    task=task,
                    industry_id=name,
                )
    measured = {promise.industry_id for promise in plan.facts.promises}
    for things in (plan.facts.funds, plan.facts.projects, plan.facts.platforms, plan.facts.parks):
        measured |= {thing.industry_id for thing in things if thing.document_id == head}
    for name, field in fields.items():
        if name not in measured:
            yield PlanFinding(
                "field_without_measure",
                f"“{field.name_en}” has no cluster, fund, chain or project in the text.",
                f"“{field.name_zh}”在正文中没有集群、基金、产业链或项目。",
                industry_id=name,
            )


def _days(plan: _Plan) -> Iterator[PlanFinding]:
    """Deadlines against the day of issue, the reports and each other."""
    checked = {checkpoint.task_id for checkpoint in plan.facts.checkpoints}
    for task in plan.tasks:
        if task.due_date is None:
            if task.task_id not in checked:
                yield PlanFinding(
                    "all_year_without_checkpoint",
                    f"Row {task.ordinal} runs all year without a day on which anything has to be there.",
                    f"第{task.ordinal}项全年推进，没有任何时间节点。",
                    task=task,
                )
        elif plan.issued is not None:
            yield from _early_deadline(plan, task, plan.issued, task.due_date)
    dated = sorted(task.due_date for task in plan.tasks if task.due_date is not None)
    if plan.issued is not None and len(dated) > 1:
        half = (len(dated) + 1) // 2
        days = (dated[half - 1] - plan.issued).days
        if days <= plan.bounds.bunched_days:
            yield PlanFinding(
                "deadlines_bunched",
                f"{half} of {len(dated)} deadlines fall within {days} days of the issue.",
                f"{len(dated)}个期限中有{half}个集中在印发后{days}天内。",
            )
    for before, after in pairwise(dated):
        if (after - before).days > plan.bounds.quiet_days:
            yield PlanFinding(
                "quiet_spell",
                f"No deadline between {before} and {after}, {(after - before).days} days.",
                f"{before}至{after}之间{(after - before).days}天没有任何期限。",
            )


def _early_deadline(plan: _Plan, task: Task, issued: date, due: date) -> Iterator[PlanFinding]:
    days = (due - issued).days
    if days < 0:
        yield PlanFinding(
            "due_before_issue",
            f"Row {task.ordinal} is due on {due}, before the plan was issued.",
            f"第{task.ordinal}项期限{due}早于印发日。",
            task=task,
        )
    elif days < plan.bounds.short_notice_days:
        yield PlanFinding(
            "short_notice",
            f"Row {task.ordinal} is due {days} days after the issue.",
            f"第{task.ordinal}项在印发后{days}天即到期。",
            task=task,
        )
    first = plan.first_report(issued)
    if due < first:
        yield PlanFinding(
            "due_before_first_report",
            f"Row {task.ordinal} is due on {due}, before the first report of {first}.",
            f"第{task.ordinal}项{due}到期，早于首次季报（{first}）。",
            task=task,
        )


def _wording(plan: _Plan) -> Iterator[PlanFinding]:
    """What the wording of single rows lacks."""
    told = {
        "mixed": ("mixed_row", "has a due date and a part that goes on after it", "既有期限又含持续性工作"),
        "vague_time": ("vague_time", "has a time without a day", "时间表述不明确"),
        "unquantified": ("unquantified", "has a quantity without a number", "数量未写明"),
        "outside_decision": ("outside_decision", "has an outcome that others decide", "结果由外部决定"),
    }
    for task in plan.tasks:
        for trait in task.traits:
            if trait in told:
                detector, en, zh = told[trait]
                yield PlanFinding(detector, f"Row {task.ordinal} {en}.", f"第{task.ordinal}项{zh}。", task=task)


def _rows_with_each_other(plan: _Plan) -> Iterator[PlanFinding]:
    """Rows that say the same, stand out of order or share an object under two leads."""
    for one, other in combinations(plan.tasks, 2):
        common = {found.subject for found in plan.in_rows[one.task_id]} & {
            found.subject for found in plan.in_rows[other.task_id]
        }
        units, others = set(one.departments), set(other.departments)
        alike = Decimal(len(units & others)) / len(units | others)
        if common and one.departments[0] == other.departments[0] and alike >= plan.bounds.alike_share:
            yield PlanFinding(
                "rows_alike",
                f"Rows {one.ordinal} and {other.ordinal} have one lead, {_number(alike)} of their units and a subject"
                " in common.",
                f"第{one.ordinal}项与第{other.ordinal}项牵头单位相同，单位重合度{_number(alike)}，内容重复。",
                task=one,
                other=other,
            )
    furthest: Task | None = None
    for task in plan.tasks:
        if furthest is not None and _section_order(task.section) < _section_order(furthest.section):
            yield PlanFinding(
                "rows_out_of_text_order",
                f"Row {task.ordinal} of section {task.section} stands after row {furthest.ordinal} of section"
                f" {furthest.section}.",
                f"第{task.ordinal}项（{task.section}）排在第{furthest.ordinal}项（{furthest.section}）之后。",
                task=task,
                other=furthest,
            )
        else:
            furthest = task
    holders: dict[tuple[str, str], list[Task]] = defaultdict(list)
    for found in plan.facts.objects:
        if found.task_id in plan.by_id:
            holders[found.object_kind, found.object_id].append(plan.by_id[found.task_id])
    for (_, name), tasks in holders.items():
        if len({task.departments[0] for task in tasks}) > 1:
            yield PlanFinding(
                "object_with_two_leads",
                f"{name} is in rows {_ordinals(tasks)} under different leads.",
                f"{name} 同时见于第{_ordinals(tasks)}项，牵头单位不同。",
                task=tasks[0],
                other=tasks[1],
            )


def _terms(plan: _Plan) -> Iterator[PlanFinding]:
    """One subject under two words, and names of clusters and funds that are not those of the fields."""
    fields = {industry.industry_id: industry for industry in plan.facts.industries}
    first: dict[str, Promise] = {}
    for promise in plan.facts.promises:
        if promise.term_zh is None:
            continue
        field = fields.get(promise.industry_id or "")
        known = first.setdefault(promise.subject, promise)
        official = field.name_zh if field else known.term_zh
        if promise.term_zh != official:
            yield PlanFinding(
                "term_differs",
                f"“{promise.title_en}” is written {promise.term_zh}, elsewhere {official}.",
                f"“{promise.title_zh}”写作“{promise.term_zh}”，他处为“{official}”。",
                section=promise.section,
                task=plan.by_id.get(promise.task_id or ""),
                industry_id=promise.industry_id,
                promise_id=promise.promise_id,
            )


_DETECTORS: tuple[Callable[[_Plan], Iterator[PlanFinding]], ...] = (
    *(_goals, _text_against_rows, _rows_against_text, _units, _dependencies, _goals_and_tasks, _fields, _days),
    *(_wording, _rows_with_each_other, _terms),
)


def _quarter_ends(first_year: int, last_year: int) -> Iterator[date]:
    for year in range(first_year, last_year + 1):
        yield from (date(year, 3, 31), date(year, 6, 30), date(year, 9, 30), date(year, 12, 31))


def _section_order(section: str) -> tuple[int, ...]:
    """三（二） as (3, 2); a section without numerals sorts first."""
    return tuple(_NUMERALS.index(letter) + 1 for letter in section if letter in _NUMERALS)


def _ordinals(tasks: Iterable[Task]) -> str:
    return ", ".join(str(task.ordinal) for task in tasks)


def _number(value: Decimal) -> str:
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
