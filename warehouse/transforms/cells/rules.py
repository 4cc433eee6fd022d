"""The messages of the rules: one sentence about the cell, one about what to do."""

from __future__ import annotations

from collections.abc import Mapping

from warehouse.forms.form import Column
from warehouse.transforms.cells.declared import declared_rules
from warehouse.wording import Words, bilingual

MESSAGES: Mapping[str, tuple[str, str]] = {
    "credit_code_destroyed": (
        "the credit code was turned into a number by a spreadsheet and its digits are gone; format the column"
        " as text and send the code again",
        "统一社会信用代码被表格软件转成了数字，位数已丢失；请把该列设为文本格式后重新报送",
    ),
    "credit_code_malformed": (
        "this is not a unified social credit code of 18 characters; correct it",
        "不是 18 位统一社会信用代码；请更正",
    ),
    "credit_code_check_failed": (
        "the check character of the credit code does not fit; compare it with the licence",
        "统一社会信用代码的校验码不符；请与营业执照核对",
    ),
    "credit_code_repaired": (
        "the credit code was put in order (blanks, width, upper case); nothing to do",
        "统一社会信用代码已自动规整（空格、全半角、大小写）；无需处理",
    ),
    "credit_code_earlier": (
        "this is a code from before October 2015; it counts where the register of changes names its "
        "enterprise, the credit code is better",
        "这是 2015 年 10 月以前的旧代码；变更登记表能对应到企业时才有效，最好改填统一社会信用代码",
    ),
    "code_destroyed": (
        "the code was turned into a number by a spreadsheet; format the column as text and send it again",
        "代码被表格软件转成了数字；请把该列设为文本格式后重新报送",
    ),
    "spreadsheet_error": (
        "the cell holds the error of a formula; correct the formula",
        "单元格是公式错误值；请更正公式",
    ),
    "formula_without_value": (
        "the formula was saved without its value; open the file, calculate it and save it again",
        "公式没有保存计算结果；请打开文件重新计算并保存后报送",
    ),
    "scaled_number": (
        "the cell holds another number than it shows, by a format in thousands or ten thousands; write it in "
        "the unit of its column, in a plain format",
        "单元格因千位或万位显示格式，显示的数与实际的数不同；请按该列单位、用普通格式填写",
    ),
    "scientific_notation": (
        "digits are lost in this notation; send the number with all its digits",
        "科学计数法丢失了位数；请填写完整数字",
    ),
    "not_a_number": (
        "this is not a number; write digits only",
        "不是数字；请只填数字",
    ),
    "merged_number": (
        "the number is in a cell merged over several rows; write each row's own number",
        "数字所在单元格跨多行合并；请逐行填写各自的数",
    ),
    "too_many_digits": (
        "more than twelve digits before the point; check the unit",
        "整数部分超过十二位；请检查单位",
    ),
    "not_a_whole_number": (
        "this is not a whole number",
        "不是整数",
    ),
    "not_a_date": (
        "this is not an unambiguous date; write 2016-03-31",
        "无法确定是哪一天；请写成 2016-03-31",
    ),
    "not_a_period": (
        "this is not a period; write 2015, 2015-Q1 or 2015-03",
        "不是时期；请写成 2015、2015-Q1 或 2015-03",
    ),
    "unknown_indicator": (
        'no indicator has this code; write it as the list of indicators does, longmai sql "select '
        'indicator_id, title_zh from core.indicator"',
        "没有这个指标代码；请按指标目录填写",
    ),
    "unknown_unit": (
        "this is not a known unit; write it as the form does",
        "不认识的计量单位；请按报表规定填写",
    ),
    "duplicate_row": (
        "another row of this file has the same key; send one of them",
        "本文件另有一行关键栏相同；只报其中一行",
    ),
    "unknown_region": (
        "no region is called that; write its name or its code of six digits",
        "没有这个名称的地区；请填写地区名称或六位行政区划代码",
    ),
    "region_contradicts_itself": (
        "one part of this place does not lie in the part before it; correct it",
        "地区路径前后矛盾，后一级不属于前一级；请更正",
    ),
    "region_of_several": (
        "several regions are called that; name the region that it lies in as well",
        "有多个地区使用这一名称；请同时写明上级地区",
    ),
    "period_not_understood": (
        "not a period, so the values of its row or column were not taken; write it like 2016, 1Q 2016 or 2016M03",
        "不是报告期，所在行或列的数值未采用；请写成 2016年、2016年一季度或 2016年3月",
    ),
    "kind_and_period_differ": (
        "this kind of value does not exist for a period like that",
        "这种时期没有这类数值",
    ),
    "invented_about_a_real_fact": (
        "generated data may not say anything about a fact of the plan; use an id of its own",
        "合成数据不得涉及规划中的真实事项；请使用自己的标识",
    ),
    "unknown_task": (
        "no plan has a task of this name; write it as the list of tasks does. The row was not taken",
        "没有这项任务；请按任务清单填写任务标识。该行未采用",
    ),
    "not_a_unit_of_the_task": (
        "no plan has a unit of this name; write it as the plan names it. The row was not taken",
        "规划中没有该名称的单位；请按规划中的名称填写。该行未采用",
    ),
    "unit_without_duty": (
        "this unit has no part in the task: its report is stored and counts for nothing; send the report of one that "
        "has a part",
        "该单位不是这项任务的责任单位，其报告予以保存但不计；请由责任单位报送",
    ),
    "combined_month": (
        "January and February have no month of their own; only the year to date is taken",
        "一月、二月没有单独的当月数；只取累计数",
    ),
    "unit_in_cell": (
        "the unit in the cell differs from that of the column; the value was converted from the cell's",
        "单元格内写有与本列不同的单位；已按单元格内的单位换算",
    ),
    "in_the_future": (
        "this is later than the day on which the file came; correct it, or release it if it is a plan",
        "晚于收到文件的日期；请更正，若属计划请予放行",
    ),
    "unit_conflict": (
        "the unit measures another quantity than in other rows or in the definition; use one",
        "计量单位与其他行或指标定义不属同一类；请统一",
    ),
}
"""The message of each rule in English and in Chinese, without the full stop; those of a column are in declared.py."""


RELEASABLE = frozenset({"below_minimum", "above_maximum", "not_the_pattern", "in_the_future"})
"""Rules whose violation leaves a value: a person may release it."""


ROW_NOT_TAKEN = Words(en="No value of the row was taken; the file keeps them.", zh="整行未采用，原文件保留。")
"""Added for a cell that its row requires."""


def message(rule: str, column: Column, also: Words | None = None) -> str:
    """The message for a cell of `column` that breaks `rule`; `also` is a further sentence in each language."""
    declared = next((one.message for one in declared_rules(column) if one.rule == rule), None)
    return _sentences(f"{column.heading}: ", *(declared or MESSAGES[rule]), also)


def message_of(rule: str, heading: str = "", also: Words | None = None) -> str:
    """The message for a cell under `heading` that breaks a rule of MESSAGES."""
    return _sentences(f"{heading}: " if heading else "", *MESSAGES[rule], also)


def _sentences(where: str, en: str, zh: str, also: Words | None) -> str:
    return bilingual(f"{where}{en}." + (f" {also.en}" if also else ""), f"{zh}。" + (also.zh if also else ""))
