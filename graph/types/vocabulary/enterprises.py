"""Enterprises: codes, changes, matching, assessment, support and stock listing."""

from __future__ import annotations

from enum import Enum

from graph.declare.words import closed, word
from warehouse.forms.annual_assessment import DECISIONS, GRADES, RESULTS
from warehouse.forms.enterprise_change import CHANGE_KINDS
from warehouse.forms.enterprise_register import KINDS, STATUSES
from warehouse.forms.listing_pipeline import MILESTONES, STEP_STATUSES
from warehouse.forms.policy_support import SUPPORT_KINDS


@closed("Status of an enterprise on the support list.", "企业状态")
class EnterpriseStatus(Enum):
    ACTIVE = word("active", "On the list.", STATUSES)
    EXITED = word("exited", "Left the list.", STATUSES)


@closed("Kind of an enterprise.", "企业类别")
class EnterpriseKind(Enum):
    BACKBONE = word("backbone", "Key enterprise.", KINDS)
    SUPPORTING = word("supporting", "Supplier, no key enterprise.", KINDS)
    HIGH_GROWTH = word("high_growth", "Growth enterprise, no key enterprise.", KINDS)
    ATTRACTED = word("attracted", "Attracted partner, no key enterprise.", KINDS)


@closed("Result of the check digits of a credit code.", "统一社会信用代码校验状态")
class CreditCodeState(Enum):
    VALID = word("valid", "Valid.", "校验通过")
    REPAIRED = word("repaired", "Valid after repair of case and blanks.", "修正大小写或空格后通过")
    CHECK_FAILED = word("check_failed", "Invalid; the code is used with a warning.", "校验未通过，保留并警告")
    CONFIRMED = word("confirmed", "Invalid, but a person confirmed the code.", "校验未通过，经人工确认无误")


@closed("Kind of a code of an enterprise.", "企业代码类别")
class IdentifierKind(Enum):
    CREDIT_CODE = word("credit_code", "Unified social credit code.", "统一社会信用代码")
    REGISTRATION_NUMBER = word("registration_number", "15 digits, used before October 2015.", "工商注册号")
    ORGANISATION_CODE = word(
        "organisation_code", "9 characters, used before October 2015; part of the credit code since.", "组织机构代码"
    )


@closed("Kind of a change of an enterprise.", "企业变更类型")
class EnterpriseChangeKind(Enum):
    RENAME = word("rename", "New name.", CHANGE_KINDS)
    CODE_CHANGE = word("code_change", "New code.", CHANGE_KINDS)
    MERGER = word("merger", "Absorbed by another enterprise.", CHANGE_KINDS)
    BATCH_CHANGE = word("batch_change", "New batch.", CHANGE_KINDS)
    STATUS_CHANGE = word("status_change", "Added to or removed from the list.", CHANGE_KINDS)
    DEFINITION_CHANGE = word("definition_change", "Other definition or classification of its figures.", CHANGE_KINDS)


@closed("Reason for a proposed match.", "匹配理由")
class MatchReason(Enum):
    ORGANISATION_CODE = word("organisation_code", "Credit codes with the same organisation code.", "组织机构代码相同")
    NAME_AND_REGION = word("name_and_region", "Same name and region.", "名称与地区相同")
    FORMER_NAME_AND_REGION = word("former_name_and_region", "Former name, same region.", "曾用名与地区相同")
    NAME = word("name", "Same name; the row has no region.", "名称相同")
    FORMER_NAME = word("former_name", "Former name; the row has no region.", "曾用名相同")
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
    FAIL = word("fail", "Does not meet the requirements.", RESULTS)


@closed("Decision after an assessment.", "人工决定")
class AssessmentDecision(Enum):
    KEEP = word("keep", "Stays on the list.", DECISIONS)
    EXIT = word("exit", "Leaves the list.", DECISIONS)
    DEFER = word("defer", "Deferred.", DECISIONS)


@closed("Kind of support.", "政策支持类型")
class SupportKind(Enum):
    DIRECT_POWER = word("direct_power", "Power purchase directly from the producer.", SUPPORT_KINDS)
    GRADUATE_SUBSIDY = word("graduate_subsidy", "Subsidy for graduates employed.", SUPPORT_KINDS)
    LAND = word("land", "Land.", SUPPORT_KINDS)
    TAX = word("tax", "Tax relief.", SUPPORT_KINDS)
    FINANCE = word("finance", "Public funding.", SUPPORT_KINDS)
    PLATFORM_GRANT = word("platform_grant", "Grant for an innovation platform.", SUPPORT_KINDS)
    NEW_BUSINESS_GRANT = word("new_business_grant", "Grant for a new form of business.", SUPPORT_KINDS)


@closed("State of a stock market board.", "板块状态")
class BoardStatus(Enum):
    OPEN = word("open", "Open.", "已开板")
    PLANNED_NOT_LAUNCHED = word("planned_not_launched", "Planned, never opened.", "拟设未开")


@closed("Step towards a stock listing.", "阶段")
class ListingMilestone(Enum):
    SHARE_REFORM = word("share_reform", "Conversion to a company limited by shares.", MILESTONES)
    QUOTATION = word("quotation", "Quoted.", MILESTONES)
    LISTING = word("listing", "Listed.", MILESTONES)


@closed("State of a step.", "进度")
class StepStatus(Enum):
    PLANNED = word("planned", "Planned.", STEP_STATUSES)
    IN_PROGRESS = word("in_progress", "In progress.", STEP_STATUSES)
    DONE = word("done", "Done.", STEP_STATUSES)
    STOPPED = word("stopped", "Stopped.", STEP_STATUSES)
