"""Describes a column in Chinese and English: its meaning, its rules, and where its values are stored."""

from __future__ import annotations

from collections.abc import Mapping

from warehouse.domain.unit import Units
from warehouse.forms.form import CellType, Column, Form, Frequency, Sender
from warehouse.forms.patterns import PATTERNS
from warehouse.wording import Words

_TYPES: Mapping[CellType, tuple[str, str]] = {
    CellType.TEXT: ("文字", "text"),
    CellType.CODE: ("代码，按文本填写，保留前导零", "a code, written as text with its leading zeros"),
    CellType.CREDIT_CODE: (
        "统一社会信用代码，18 位，按文本填写",
        "unified social credit code: 18 characters, written as text",
    ),
    CellType.DECIMAL: ("数值", "a number"),
    CellType.INTEGER: ("整数", "a whole number"),
    CellType.DATE: ("日期，如 2016-03-31", "a date such as 2016-03-31"),
    CellType.PERIOD: ("时期，如 2015、2015-Q1、2015-03", "a period: 2015, 2015-Q1 or 2015-03"),
    CellType.UNIT: ("计量单位，从列表中选择", "a unit of measurement from the list"),
    CellType.REGION: ("地区代码、名称或路径", "a region by its code, name or path"),
    CellType.MADE_KEY: ("由名称生成的代码", "a code made of a name"),
}


_SENDERS: Mapping[Sender, tuple[str, str]] = {
    Sender.ENTERPRISE: ("企业", "the enterprise"),
    Sender.PROGRAMME_OFFICE: ("方案牵头部门", "the office that runs the programme"),
    Sender.DEPARTMENT: ("责任部门", "the department in charge"),
    Sender.FUND_MANAGER: ("基金管理机构", "the manager of the fund"),
    Sender.PROJECT_UNIT: ("项目建设单位", "the unit that carries the project out"),
    Sender.STATISTICS_OFFICE: ("统计部门", "the statistics office"),
    Sender.BANK: ("金融机构", "the bank"),
}


def meaning_of(column: Column) -> Words:
    """The meaning of a column: its name and what the name does not say."""
    heading = column.heading.replace("|", "·")
    return Words(
        zh="，".join(filter(None, (heading, column.note_zh))),
        en=", ".join(filter(None, (column.title_en, column.note_en))),
    )


def rule_of(column: Column, form: Form, units: Units) -> Words:
    """All requirements on a value in this column."""
    zh, en = [_TYPES[column.cell_type][0]], [_TYPES[column.cell_type][1]]
    if column.takes_earlier_code:
        zh.append("也可填原 15 位注册号或 9 位组织机构代码")
        en.append("or the registration number (15 digits) or organisation code (9 characters) of before October 2015")
    if column.unit_id is not None:
        unit = units[column.unit_id]
        zh.append(f"单位：{unit.title_zh}")
        en.append(f"in {unit.title_en}")
    if column.choices:
        zh.append(f"只能填：{'、'.join(column.choices)}")
        en.append(f"one of {', '.join(column.choices)}")
    if column.minimum is not None:
        zh.append(f"不小于 {column.minimum}")
        en.append(f"at least {column.minimum}")
    if column.maximum is not None:
        zh.append(f"不大于 {column.maximum}")
        en.append(f"at most {column.maximum}")
    if column.pattern is not None:
        zh.append(PATTERNS[column.pattern].zh)
        en.append(PATTERNS[column.pattern].en)
    if not column.required:
        zh.append("本栏可以不设")
        en.append("the column may be absent")
    zh.append("可空" if column.nullable else "必填，缺则整行待定")
    en.append("may be empty" if column.nullable else "must not be empty: a row without it is held")
    if column.name in form.key:
        zh.append("与其他关键栏一起，每行不重复")
        en.append("part of the key that tells rows apart")
    return Words("；".join(zh), "; ".join(en))


def validity_of(form: Form) -> Words:
    """Since when the form is in force, and until when."""
    if form.valid_to is None:
        return Words(f"自 {form.valid_from} 起", f"in force since {form.valid_from}")
    return Words(f"{form.valid_from} 至 {form.valid_to}", f"in force from {form.valid_from} to {form.valid_to}")


def sender_of(form: Form) -> Words:
    """Who sends the form."""
    assert form.sender is not None
    zh, en = _SENDERS[form.sender]
    return Words(f"由{zh}报送。", f"Sent by {en}.")


def calendar_of(form: Form) -> Words | None:
    """When the form is due; None for one that has no calendar."""
    if form.calendar is None:
        return None
    calendar = form.calendar
    if calendar.frequency is Frequency.QUARTERLY:
        zh = f"每季度终了后次月 {calendar.due_day} 日 {calendar.due_hour} 时前报送"
        en = f"Due on day {calendar.due_day} after the end of the quarter at {calendar.due_hour}:00"
    else:
        zh = f"每月终了后次月 {calendar.due_day} 日 {calendar.due_hour} 时前报送"
        en = f"Due on day {calendar.due_day} of the following month at {calendar.due_hour}:00"
    if calendar.exempt_months:
        zh += f"；{'、'.join(f'{month} 月' for month in sorted(calendar.exempt_months))}免报"
        en += f"; not collected for month {', '.join(map(str, sorted(calendar.exempt_months)))}"
    if calendar.combined_months:
        zh += f"；{'、'.join(f'{month} 月' for month in sorted(calendar.combined_months))}只报本年累计"
        en += f"; year to date only for month {', '.join(map(str, sorted(calendar.combined_months)))}"
    return Words(zh + "。", en + ".")
