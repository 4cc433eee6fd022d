"""Enterprises: their codes, what happens to them, how they are assessed, supported and listed."""

from __future__ import annotations

from enum import Enum

from graph.declare.words import closed, word
from warehouse.forms.annual_assessment import DECISIONS, GRADES, RESULTS
from warehouse.forms.enterprise_change import CHANGE_KINDS
from warehouse.forms.enterprise_register import STATUSES
from warehouse.forms.listing_pipeline import MILESTONES, STEP_STATUSES
from warehouse.forms.policy_support import SUPPORT_KINDS


@closed("Whether an enterprise is on the support list.", "企业状态")
class EnterpriseStatus(Enum):
    ACTIVE = word("active", "On the list.", STATUSES)
    EXITED = word("exited", "Has left the list.", STATUSES)


@closed("What the check digits of a credit code say.", "统一社会信用代码校验状态")
class CreditCodeState(Enum):
    VALID = word("valid", "They hold.", "校验通过")
    REPAIRED = word("repaired", "They hold after upper case and blanks were put right.", "修正大小写或空格后通过")
    CHECK_FAILED = word("check_failed", "They do not hold; the code is kept with a warning.", "校验未通过，保留并警告")
    CONFIRMED = word(
        "confirmed", "They do not hold; a person has confirmed that the code is right.", "校验未通过，经人工确认无误"
    )


@closed("Kind of a code of an enterprise.", "企业代码类别")
class IdentifierKind(Enum):
    CREDIT_CODE = word("credit_code", "Unified social credit code.", "统一社会信用代码")
    REGISTRATION_NUMBER = word("registration_number", "15 digits, from before October 2015.", "工商注册号")
    ORGANISATION_CODE = word(
        "organisation_code", "9 characters, from before October 2015; inside the credit code since.", "组织机构代码"
    )


@closed("Kind of a change of an enterprise.", "企业变更类型")
class EnterpriseChangeKind(Enum):
    RENAME = word("rename", "Another name.", CHANGE_KINDS)
    CODE_CHANGE = word("code_change", "Another code.", CHANGE_KINDS)
    MERGER = word("merger", "It is absorbed by another enterprise.", CHANGE_KINDS)
    BATCH_CHANGE = word("batch_change", "Another batch.", CHANGE_KINDS)
    STATUS_CHANGE = word("status_change", "On the list or off it.", CHANGE_KINDS)


@closed("What speaks for a proposed match.", "匹配理由")
class MatchReason(Enum):
    ORGANISATION_CODE = word("organisation_code", "Same organisation code inside.", "组织机构代码相同")
    NAME_AND_REGION = word("name_and_region", "Same name and region.", "名称与地区相同")
    FORMER_NAME_AND_REGION = word("former_name_and_region", "A former name, same region.", "曾用名与地区相同")
    NAME = word("name", "Same name; the row gives no region.", "名称相同")
    FORMER_NAME = word("former_name", "A former name; the row gives no region.", "曾用名相同")
    NAME_IN_OTHER_REGION = word("name_in_other_region", "Same name, another region.", "名称相同而地区不同")


@closed("Grade in one dimension of an assessment.", "单项考核等次")
class AssessmentGrade(Enum):
    EXCELLENT = word("excellent", "Excellent.", GRADES)
    GOOD = word("good", "Good.", GRADES)
    FAIR = word("fair", "Fair.", GRADES)
    POOR = word("poor", "Poor.", GRADES)


@closed("Result of an assessment.", "考核结果")
class AssessmentResult(Enum):
    PASS = word("pass", "Meets the requirements.", RESULTS)
    FAIL = word("fail", "Does not.", RESULTS)


@closed("What people decided.", "人工决定")
class AssessmentDecision(Enum):
    KEEP = word("keep", "Stays on the list.", DECISIONS)
    EXIT = word("exit", "Leaves the list.", DECISIONS)
    DEFER = word("defer", "To be decided later.", DECISIONS)


@closed("Kind of support.", "政策支持类型")
class SupportKind(Enum):
    DIRECT_POWER = word("direct_power", "Power bought directly from its producer.", SUPPORT_KINDS)
    GRADUATE_SUBSIDY = word("graduate_subsidy", "Subsidy for graduates employed.", SUPPORT_KINDS)
    LAND = word("land", "Land.", SUPPORT_KINDS)
    TAX = word("tax", "Tax relief.", SUPPORT_KINDS)
    FINANCE = word("finance", "Public money.", SUPPORT_KINDS)


@closed("State of a board.", "板块状态")
class BoardStatus(Enum):
    OPEN = word("open", "Open.", "已开板")
    PLANNED_NOT_LAUNCHED = word("planned_not_launched", "Planned, never opened.", "拟设未开")


@closed("Step towards a board.", "阶段")
class ListingMilestone(Enum):
    SHARE_REFORM = word("share_reform", "Becomes a company limited by shares.", MILESTONES)
    QUOTATION = word("quotation", "Quoted.", MILESTONES)
    LISTING = word("listing", "Listed.", MILESTONES)


@closed("State of a step.", "进度")
class StepStatus(Enum):
    PLANNED = word("planned", "Planned.", STEP_STATUSES)
    IN_PROGRESS = word("in_progress", "Under way.", STEP_STATUSES)
    DONE = word("done", "Done.", STEP_STATUSES)
    STOPPED = word("stopped", "Given up.", STEP_STATUSES)
