"""Warnings: kinds, states, outcomes, and what people found."""

from __future__ import annotations

from enum import Enum

from graph.declare.words import closed, word
from warehouse.forms.warning_handling import HANDLING_STATUSES, VERDICTS


@closed("Kind of a warning.", "预警类型")
class WarningKind(Enum):
    PRICE_SHOCK = word("price_shock", "The price of a main product fell.", "价格骤降")
    VOLUME_DROP = word("volume_drop", "Output fell.", "产量下滑")
    LATE_REPORTER = word("late_reporter", "Returns late or missing.", "连续迟报或未报")
    SINGLE_FIRM = word("single_firm", "A chain depends on one firm.", "产业链依赖单一企业")
    COVENANT_NEAR = word("covenant_near", "A covenant is met, but near its threshold.", "约束条款接近阈值")
    COVENANT_BREACH = word("covenant_breach", "A covenant is broken.", "约束条款未达标")
    CAPACITY_IDLE = word("capacity_idle", "Capacity is idle.", "产能闲置")
    TASK_DUE = word("task_due", "A task is due soon and not on schedule.", "任务临期未达序时")
    EXIT_NEXT = word("exit_next", "One more failing year proposes the exit.", "再一年不合格即建议退出")


@closed("State of a warning.", "预警状态")
class WarningState(Enum):
    RAISED = word("raised", "Raised.", "已触发")
    ACKNOWLEDGED = word("acknowledged", "Acknowledged by a person.", HANDLING_STATUSES)
    ACTING = word("acting", "Acted upon.", HANDLING_STATUSES)
    CLOSED = word("closed", "Closed by a person.", HANDLING_STATUSES)
    LAPSED = word("lapsed", "Its rule holds no more.", "已解除")


@closed("State that people record of a warning.", "预警处置状态")
class HandlingStatus(Enum):
    ACKNOWLEDGED = word("acknowledged", "Acknowledged.", HANDLING_STATUSES)
    ACTING = word("acting", "Acted upon.", HANDLING_STATUSES)
    CLOSED = word("closed", "Closed.", HANDLING_STATUSES)


@closed("What became of a warning.", "预警结果")
class WarningOutcome(Enum):
    HIT = word("hit", "Came true.", "命中")
    NOT_HIT = word("not_hit", "Did not come true.", "未命中")
    OPEN = word("open", "Horizon not passed.", "观察期未满")
    UNDECIDED = word("undecided", "No report decides it.", "无法判定")


@closed("What people found about a warning.", "预警核实结论")
class WarningVerdict(Enum):
    TRUE = word("true", "True.", VERDICTS)
    FALSE = word("false", "Not true.", VERDICTS)
    UNCLEAR = word("unclear", "Unclear.", VERDICTS)


@closed("Subject of a warning.", "预警对象类别")
class WarningSubject(Enum):
    ENTERPRISE = word("enterprise", "An enterprise.", "企业")
    FUND = word("fund", "A fund.", "基金")
    TASK = word("task", "A task.", "任务")
