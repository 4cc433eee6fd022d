"""Projects: their kinds, milestones and lights."""

from __future__ import annotations

from enum import Enum

from graph.declare.words import closed, word
from warehouse.forms.national_application import NATIONAL_STEPS
from warehouse.forms.project_milestone import MILESTONE_STATUSES
from warehouse.forms.project_register import CATEGORIES, PROJECT_STATUSES


@closed("Kind of a project.", "项目类别")
class ProjectKind(Enum):
    INVESTMENT = word("investment", "An investment.", "投资项目")
    ORGANISATION = word("organisation", "A company or institute to be founded.", "拟组建机构")
    NATIONAL_PROGRAMME = word("national_programme", "Application for national funding.", "国家专项")


@closed("Category of a project in a year.", "项目建设类别")
class ProjectCategory(Enum):
    CONTINUING = word("continuing", "Started in an earlier year.", CATEGORIES)
    NEW_START = word("new_start", "To be started in the year.", CATEGORIES)
    RESERVE = word("reserve", "In preparation.", CATEGORIES)


@closed("Grouping of projects in totals.", "项目汇总口径")
class ProjectGroup(Enum):
    ALL = word("all", "All projects.", "全部")
    CATEGORY = word("category", "Category of the year.", "建设类别")
    REGION = word("region", "Prefecture or reporting area.", "地区")
    INDUSTRY = word("industry", "Field of the programme.", "领域")


@closed("State of a project.", "项目状态")
class ProjectStatus(Enum):
    IN_PROGRESS = word("in_progress", "In progress.", PROJECT_STATUSES)
    PLANNED = word("planned", "Planned.", PROJECT_STATUSES)
    APPLYING = word("applying", "Applied for.", "申报中")
    COMPLETED = word("completed", "Completed.", PROJECT_STATUSES)
    STOPPED = word("stopped", "Stopped or interrupted.", PROJECT_STATUSES)


@closed("State of a milestone.", "项目节点状态")
class MilestoneStatus(Enum):
    PLANNED = word("planned", "Not started.", MILESTONE_STATUSES)
    IN_PROGRESS = word("in_progress", "In progress.", MILESTONE_STATUSES)
    DONE = word("done", "Reached.", MILESTONE_STATUSES)
    DELAYED = word("delayed", "Behind its planned date.", MILESTONE_STATUSES)
    STOPPED = word("stopped", "Stopped.", MILESTONE_STATUSES)


@closed("Traffic light of a project.", "项目红黄绿灯")
class Light(Enum):
    GREEN = word("green", "On schedule, or ahead.", "绿灯")
    YELLOW = word("yellow", "Behind.", "黄灯")
    RED = word("red", "Far behind.", "红灯")


@closed("Reason for a light or for its absence.", "亮灯原因，或无法亮灯的原因")
class LightReason(Enum):
    ON_SCHEDULE = word("on_schedule", "On schedule.", "按进度推进")
    PROGRESS = word("progress", "Progress is behind the schedule.", "投资进度滞后")
    START = word("start", "The planned start was missed.", "未按计划开工")
    PROGRESS_AND_START = word("progress_and_start", "Progress and start are equally late.", "进度与开工均滞后")
    NO_REPORT = word("no_report", "No light: no report for the month.", "当月未报送，不亮灯")
    NO_PLAN = word("no_plan", "No light: no plan for the year.", "无年度计划，不亮灯")
    NO_PLANNED_START = word(
        "no_planned_start", "No light: a new start without a planned date.", "无计划开工日期，不亮灯"
    )


@closed("Measure of progress.", "进度衡量方式")
class LightMeasure(Enum):
    SHORTFALL_PP = word("shortfall_pp", "Percentage points behind the schedule.", "落后序时进度的百分点")
    SCHEDULE_RATIO = word("schedule_ratio", "Actual over expected progress.", "完成额与序时进度之比")


@closed("Basis of the expected progress.", "序时进度的依据")
class ScheduleBasis(Enum):
    LINEAR = word("linear", "One twelfth of the plan per month.", "按月均分")
    BY_MONTH = word("by_month", "Monthly shares of the rule set.", "规则所定月度比例")
    OWN_PLAN = word("own_plan", "Monthly plan of the project.", "项目自身月度计划")


@closed("Step of an application for national funding.", "国家专项申报环节")
class NationalStep(Enum):
    ORGANISED = word("organised", "Being prepared.", NATIONAL_STEPS)
    SUBMITTED = word("submitted", "Submitted.", NATIONAL_STEPS)
    REVIEWED = word("reviewed", "Reviewed.", NATIONAL_STEPS)
    APPROVED = word("approved", "Approved.", NATIONAL_STEPS)
    FUNDED = word("funded", "Money received.", NATIONAL_STEPS)
    REFUSED = word("refused", "Refused.", NATIONAL_STEPS)
