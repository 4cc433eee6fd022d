"""Assessments, surveys, applications, visits and other members of chains: three years of the office's work on firms.

What people graded is a table (assessments.csv), one line a firm and year of a sample of 58 firms; a sample of another
size takes the line of the firm at the same place. What was decided is written here.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from importlib import resources

import polars as pl

from warehouse.forms.annual_assessment import ANNUAL_ASSESSMENT
from warehouse.forms.enterprise_annual_survey import ENTERPRISE_ANNUAL_SURVEY
from warehouse.forms.enterprise_register import ENTERPRISE_REGISTER
from warehouse.forms.form import Form
from warehouse.forms.recognition_application import RECOGNITION_APPLICATION
from warehouse.forms.site_visit import SITE_VISIT
from warehouse.sample.changes import Changes
from warehouse.sample.draws import stream
from warehouse.sample.firms import Firms, synthetic_credit_code
from warehouse.sample.roles import Role
from warehouse.sample.workbook import Cell

Row = Mapping[str, Cell]
RULE_VERSION = "样例规则2014"
STANDARD = 58
"""The size of the sample for which outcomes are planted one by one."""
NICKEL, FAILS_TWICE, LEAVES, KEPT, SAVED_BY_ROLE, OPEN = 0, 4, 32, 25, 27, 22
"""Firms by place, of 58."""
NEAR = (1, 9, 10, 13, 18, 33)
GRADED_OTHERWISE = ((6, 1), (14, 2), (23, 2), (46, 2))
"""Firm and year (0: the first) whose grades are not those of the rules."""
NOT_VISITED = (40, 49)
_FAILS = {
    (NICKEL, 1), (NICKEL, 2), (FAILS_TWICE, 0), (FAILS_TWICE, 1), (FAILS_TWICE, 2), (9, 0), (LEAVES, 1), (LEAVES, 2),
    (KEPT, 1), (KEPT, 2), (SAVED_BY_ROLE, 1), (SAVED_BY_ROLE, 2), (OPEN, 1), (OPEN, 2), (12, 2), (30, 2), (45, 2),
}  # fmt: skip
ONE_YEAR_TO_GO = (NICKEL, KEPT, 12, 30, 45)
_DECISIONS: Mapping[tuple[int, int], tuple[Cell, Cell, Cell]] = {
    (NICKEL, 1): ("保留", "样例协调会议", "价格因素"),
    (KEPT, 2): ("保留", "样例协调会议", "转型项目在建"),
}
_NOTES = {(NICKEL, 1): "产量增长10%，价格下降29.8%", (KEPT, 2): "企业自述受价格影响"}
_STEPS: tuple[tuple[str, int], ...] = (
    ("申报", 0), ("受理", 7), ("评审", 35), ("实地核查", 50), ("拟认定", 71), ("公示", 85), ("不予认定", 106),
)  # fmt: skip
"""The steps of the procedure, with the days since the application."""
_CANDIDATES = 9
_WAITING_SINCE = date(2016, 9, 1)
"""120 days before the list arrives, ten days after its newest step."""
_MEMBERS = (
    ("配套", "配套铸件"), ("配套", "配套阀门"), ("配套", "配套包装"), ("配套", "配套试剂"), ("引进", "引进材料"),
    ("引进", "引进装备"),
)  # fmt: skip
_FIRST_CANDIDATE, _FIRST_MEMBER = 900_001, 800_001
_REQUESTS = ("电价偏高", "用地指标", "贷款展期", "铁路运力", "人才公寓", "环评手续")


def office_deliveries(firms: Firms, changes: Changes, seed: int, first_year: int) -> list[tuple[str, Form, list[Row]]]:
    """File name, form and rows of each delivery; files without rows are not sent."""
    files: list[tuple[str, Form, list[Row]]] = []
    for offset in range(3):
        year = first_year + offset
        listed = list(_on_the_list(firms, changes, offset))
        files.append(
            (f"02_12_{year}_年度考核.xlsx", ANNUAL_ASSESSMENT, [_assessment(one, offset, year) for one in listed])
        )
        answers = [_survey(one, seed, offset, year) for one in listed if _answers(one, offset)]
        files.append((f"02_13_{year}_年度调查.xlsx", ENTERPRISE_ANNUAL_SURVEY, answers))
    files.append(("02_14_申报审核.xlsx", RECOGNITION_APPLICATION, list(_applications(firms, first_year + 2))))
    files.append(("02_15_实地走访.xlsx", SITE_VISIT, list(_visits(firms, first_year + 2))))
    files.append(("02_16_产业链成员.xlsx", ENTERPRISE_REGISTER, list(_members(firms, first_year))))
    return [file for file in sorted(files, key=lambda file: file[0]) if file[2]]


@dataclass(frozen=True)
class _Firm:
    """A firm with its place in a sample of 58."""

    index: int
    place: int
    code: str
    name: str
    head_count: int


def _on_the_list(firms: Firms, changes: Changes, offset: int) -> Iterator[_Firm]:
    """The key enterprises at the end of the year: recognised, and neither merged nor gone by declaration."""
    ended = {end.index for end in changes.endings if offset >= 2}
    count = firms.table.height
    columns = ("index", "batch", "credit_code", "name", "size", "head_revenue", "last_year")
    for index, batch, code, name, size, per_head, last_year in firms.table.select(columns).iter_rows():
        if batch <= offset + 1 and index not in ended and last_year is None:
            yield _Firm(index, _place(firms, index, count), code, name, max(20, size // per_head))


def _place(firms: Firms, index: int, count: int) -> int:
    """The place among 58; a firm with a role has the place of that role."""
    role = next((role for role, of in firms.roles.items() if of == index), None)
    if role is not None:
        return list(Role).index(role) * STANDARD // len(Role)
    place = index * STANDARD // count
    # What is planted on one firm is planted once.
    return place if count == STANDARD or place not in _planted() else place + 1


def _planted() -> set[int]:
    return {place for place, _ in _FAILS}


def _assessment(firm: _Firm, offset: int, year: int) -> Row:
    at = (firm.place, offset)
    grades = _grades().get(at, "良良良良良")
    decision = _DECISIONS.get(at, (None, None, None))
    return {
        "credit_code": firm.code,
        "name": firm.name,
        "report_year": str(year),
        **dict(zip((f"{name}_grade" for name in _DIMENSIONS), grades, strict=True)),
        "result": "不合格" if at in _FAILS else "合格",
        "demonstrating_role": "是" if firm.place == SAVED_BY_ROLE else "否",
        "price_effect_note": _NOTES.get(at),
        "rule_version": RULE_VERSION,
        **dict(zip(("decision", "decided_by", "decision_reason"), decision, strict=True)),
    }


_DIMENSIONS = ("industry", "technology", "innovation", "management", "competitiveness")


def _grades() -> Mapping[tuple[int, int], str]:
    """The five grades of people by place and year."""
    text = (resources.files("warehouse.sample") / "assessments.csv").read_text("utf-8")
    return {(int(row["place"]), int(row["year"])): row["grades"] for row in csv.DictReader(text.splitlines())}


def _answers(firm: _Firm, offset: int) -> bool:
    """Two firms of the last year do not answer."""
    return not (offset == 2 and firm.place in (11, 37))


def _survey(firm: _Firm, seed: int, offset: int, year: int) -> Row:
    source = stream(seed, "survey", firm.index)
    patents, standards, staff = source.randint(6, 40), source.randint(1, 6), source.randint(10, 26)
    purchases = 200 * firm.head_count
    if firm.place in NEAR or firm.place in (FAILS_TWICE, LEAVES):
        patents, standards, staff = 0, 0, 2
    wants = firm.place % 7 == 3 and offset >= 1
    return {
        "credit_code": firm.code,
        "name": firm.name,
        "report_year": str(year),
        "patent_count": patents + offset * (patents > 0),
        "standard_count": standards,
        "rd_staff_count": firm.head_count * staff // 100,
        "material_purchase": purchases,
        "local_purchase": purchases * source.randint(30, 80) // 100,
        "planned_investment": 1000 * source.randint(2, 60),
        "wanted_financing": 1000 * source.randint(5, 80) if wants else None,
        "financing_way": ("股权", "贷款", "债券")[firm.place % 3] if wants else "不需要",
        "matter": "合成：希望协调融资" if wants else None,
    }


def half_reported(firms: Firms) -> int | None:
    """The firm whose output returns cover half of its output, in a sample of 58."""
    return OPEN if firms.table.height == STANDARD else None


def candidate(number: int) -> tuple[str, str]:
    """Credit code and name of a candidate of the fourth batch."""
    return synthetic_credit_code(_FIRST_CANDIDATE + number), f"陇样例候选{number + 1:02d}有限公司(合成)"


def _applications(firms: Firms, year: int) -> Iterator[Row]:
    """Six proposed, one rejected, one returned, one that waits for its review, 120 days when the list arrives."""
    if firms.table.height < STANDARD:
        return
    for number in range(_CANDIDATES):
        code, name = candidate(number)
        begun = date(year, 9, 5) + timedelta(days=number % 6)
        begun = _WAITING_SINCE.replace(year=year) - timedelta(days=5) if number == 8 else begun
        steps = list(_STEPS[:5])
        if number == 6:
            steps = list(_STEPS)
        elif number == 7:
            steps = [("申报", 0), ("退回", 12)]
        elif number == 8:
            steps = [("申报", 0), ("受理", 5)]
        for step, days in steps:
            yield {
                "application_code": f"第四批-{number + 1:02d}", "credit_code": code, "name": name, "batch": 4,
                "step": step, "step_date": begun + timedelta(days=days),
                "finding": {"退回": "合成：材料不全", "不予认定": "合成：不在规定领域"}.get(step),
                "review_score": 62 + 4 * number if step == "评审" else None,
                "reviewer": "样例评审组" if step in ("评审", "实地核查") else None,
                "note": "合成：补充材料后再报" if step == "退回" else None,
            }  # fmt: skip


def _visits(firms: Firms, year: int) -> Iterator[Row]:
    """The nickel maker a year before, whose request is an issue of the ledger, and the third batch but for two firms.

    Every third of them asks for something, and half of that is settled.
    """
    third = firms.table.filter(pl.col("batch") == 3)
    if firms.table.height < STANDARD:
        return
    code, name = firms.table.select("credit_code", "name").row(NICKEL)
    yield {
        "visit_code": "Z000", "credit_code": code, "name": name, "visit_date": date(year - 1, 3, 25),
        "department_name": "省发展改革委", "person_name": "样例走访人", "request": "合成：用电成本偏高",
        "issue_code": "W001", "resolved": "否",
    }  # fmt: skip
    number = 0
    for index, code, name in third.select("index", "credit_code", "name").iter_rows():
        if _place(firms, index, firms.table.height) in NOT_VISITED:
            continue
        number += 1
        asks = number % 3 == 0
        request = f"合成：{_REQUESTS[number // 3 % len(_REQUESTS)]}" if asks else None
        yield {
            "visit_code": f"Z{number:03d}", "credit_code": code, "name": name,
            "visit_date": date(year, 3, 1) + timedelta(days=5 * number),
            "department_name": "省发展改革委" if number % 2 else "省工信委", "person_name": "样例走访人",
            "request": request, "issue_code": None, "resolved": ("是" if number % 2 else "否") if asks else None,
        }  # fmt: skip


def _members(firms: Firms, first_year: int) -> Iterator[Row]:
    """Suppliers and attracted partners: members of chains that are no key enterprises."""
    if firms.table.height < STANDARD:
        return
    region, field = firms.table.select("region_code", "industry_name").row(1)
    for number, (kind, word) in enumerate(_MEMBERS):
        yield {
            "credit_code": synthetic_credit_code(_FIRST_MEMBER + number),
            "name": f"陇样例{word}{number + 1:04d}有限公司(合成)", "short_name": None, "region_code": region,
            "industry_class_code": None, "industry_name": field, "batch": None, "recognised_date": None,
            "status": "在库", "enterprise_kind": kind, "founded_date": date(first_year - 5 + number, 4, 1),
        }  # fmt: skip


def office_truths(firms: Firms, changes: Changes, first_year: int, months: int) -> list[dict[str, object]]:
    """What the outcomes of the last year are; none for a sample of another size or length."""
    if firms.table.height != STANDARD or months < 36 or len(changes.endings) != 2:
        return []
    code = dict(firms.table.select("index", "credit_code").iter_rows())

    def codes(*places: int) -> list[str]:
        return sorted(code[place] for place in places)

    year = first_year + 2
    listed = [len(list(_on_the_list(firms, changes, offset))) for offset in range(3)]
    return [
        {
            "id": "assessed_enterprises",
            "what": "Key enterprises assessed by people in each year, and what the last two years lead to by the rules"
            " in force. One is saved by its price two years ago, one waits for a word on prices because half of its"
            " output is reported, one is kept against the rule.",
            "periods": [str(first_year + offset) for offset in range(3)],
            "expected": {
                "assessed": {str(first_year + offset): count for offset, count in enumerate(listed)},
                "year": str(year),
                "states": {
                    "LEAVE": codes(FAILS_TWICE, LEAVES),
                    "SAVED_BY_PRICE": codes(NICKEL),
                    "KEPT_BY_DECISION": codes(KEPT),
                    "SAVED_BY_ROLE": codes(SAVED_BY_ROLE),
                    "OPEN": codes(OPEN),
                },
                "decided_by": "样例协调会议",
                "near": codes(*NEAR),
                "one_year_to_go": codes(*ONE_YEAR_TO_GO),
                "graded_otherwise": sorted(
                    [code[place], str(first_year + offset)] for place, offset in GRADED_OTHERWISE
                ),
            },
        },
        {
            "id": "fourth_batch",
            "what": "Nine candidates: six proposed, one rejected, one returned, one that has waited for its review for"
            " 120 days when the list arrives.",
            "periods": [str(year)],
            "expected": {
                "PROPOSED": [candidate(number)[0] for number in range(6)],
                "REJECTED": [candidate(6)[0]],
                "RETURNED": [candidate(7)[0]],
                "ACCEPTED": [candidate(8)[0]],
                "waits_since": str(_WAITING_SINCE.replace(year=year)),
                "listed": str(date(year, 12, 30)),
            },
        },
        {
            "id": "visits_of_the_third_batch",
            "what": "Two firms of the third batch were not visited; every third of the others asked for something.",
            "periods": [str(year)],
            "expected": {"not_visited": codes(*NOT_VISITED), "visited": 20, "asked": 6, "settled": 3, "issue": "W001"},
        },
    ]
