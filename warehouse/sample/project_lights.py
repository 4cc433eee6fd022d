"""The third year of the invented projects: a plan, a month at a time, and the lights that each month would have had.

By the rule of Wuhan (yellow below 80 % of what is due by a straight line) five projects end badly after an alarm, two
end badly without one, three are alarmed and end well, and one of these only by a report that was corrected afterwards.
One plan is cut in June. Drawn from a stream of its own: no other row of the sample depends on it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial

from warehouse.domain.moment import CHINA_TIME
from warehouse.domain.period import Period
from warehouse.forms.form import Form
from warehouse.forms.monthly_project_report import MONTHLY_PROJECT_REPORT
from warehouse.forms.project_register import PROJECT_REGISTER
from warehouse.sample.calendar import return_arrives
from warehouse.sample.deliveries import Outbox
from warehouse.sample.draws import stream
from warehouse.sample.firms import Firms
from warehouse.sample.layout import Sheet
from warehouse.sample.projects import ACTIVE_BEFORE, NEVER_OPENED, project_id
from warehouse.sample.workbook import write_workbook

FILES = 13
_COUNT = 36
_MONTHS = range(2, 13)
_DECEMBER = 12
_CUT_TO = 80
"""Per cent of its first plan that the project of which the plan is cut keeps."""

_Row = dict[str, str | int | date | None]


@dataclass(frozen=True)
class Planted:
    """The projects with a fate, by number; all others go well and quietly."""

    hits: tuple[int, ...]
    """Half of what is due all year; three quarters of it; stopped in June; stopped in August."""
    misses: tuple[int, ...]
    false_alarms: tuple[int, ...]
    """Without progress in April; in May; reported too low for May."""
    cut: int

    @property
    def corrected(self) -> int:
        return self.false_alarms[-1]


def has_third_year(periods: Sequence[Period]) -> bool:
    """Whether a sample is long enough to report December of the third year."""
    return any(period.month == _DECEMBER and period.year == periods[0].year + 2 for period in periods)


def planted(seed: int) -> Planted:
    numbers = [number for number in range(_COUNT) if number != NEVER_OPENED]
    drawn = stream(seed, "project_lights", "fates").sample(numbers, 10)
    return Planted(tuple(drawn[:4]), tuple(drawn[4:6]), tuple(drawn[6:9]), drawn[9])


def write_third_year(outbox: Outbox, firms: Firms, seed: int, year: int) -> None:
    """The register of January, the cut of June, and eleven reports, each before its day."""
    plans = _plans(seed)
    register = [_registered(firms, number, plans[number], year) for number in range(_COUNT)]
    cut = planted(seed).cut
    changed = _registered(firms, cut, plans[cut] * _CUT_TO // 100, year)
    _put(outbox, f"02_61_重大项目名录_{year}.xlsx", PROJECT_REGISTER, register, _morning(year, 1, 20))
    _put(outbox, f"02_62_项目计划调整_{year}-06.xlsx", PROJECT_REGISTER, [changed], _morning(year, 6, 15))
    for month in _MONTHS:
        rows = [_report(seed, plans, number, year, month) for number in range(_COUNT)]
        if month == 6:
            rows.append(_report(seed, plans, planted(seed).corrected, year, 5, is_corrected=True))
        period = Period(year, month=month)
        arrives = return_arrives(MONTHLY_PROJECT_REPORT, period)
        _put(outbox, f"02_63_项目进度月报_{period}.xlsx", MONTHLY_PROJECT_REPORT, rows, arrives)


def _morning(year: int, month: int, day: int) -> datetime:
    return datetime(year, month, day, 10, tzinfo=CHINA_TIME)


def _put(outbox: Outbox, name: str, form: Form, rows: Sequence[_Row], arrives_at: datetime) -> None:
    sheet = Sheet(form, f"样例省{form.title_zh}（合成数据）")
    cells = [[row.get(column.name) for column in form.columns] for row in rows]
    write = partial(write_workbook, sheet=sheet, sheet_name="明细", rows=cells)
    outbox.put(name, write, form, len(cells), arrives_at=arrives_at)


def _plans(seed: int) -> list[int]:
    """Ten thousand yuan, so that every month's part and every hundredth is whole."""
    draw = stream(seed, "project_lights", "plans")
    return [1_200 * draw.randint(2, 12) for _ in range(_COUNT)]


def _registered(firms: Firms, number: int, plan: int, year: int) -> _Row:
    known = firms.table.select("credit_code", "name", "region_code", "industry_name").rows()
    code, name, region, field = known[number % len(known)]
    is_new = number >= ACTIVE_BEFORE or number == NEVER_OPENED
    return {
        "project_id": project_id(number), "name_zh": f"样例项目{number + 1:02d}(合成)",
        "name_en": f"Sample project {number + 1:02d} (synthetic)",
        "project_category": "计划新开工" if is_new else "续建", "status": "拟建" if is_new else "在建",
        "owner_name": name, "credit_code": code, "region_code": region, "industry_name": field,
        "lead_department_name": "省发展改革委", "total_investment": 3 * plan, "plan_year": year,
        "plan_investment": plan,
    }  # fmt: skip


def _report(seed: int, plans: Sequence[int], number: int, year: int, month: int, *, is_corrected: bool = False) -> _Row:
    is_new = number >= ACTIVE_BEFORE
    return {
        "project_id": project_id(number), "name_zh": f"样例项目{number + 1:02d}(合成)", "period": f"{year}-{month:02d}",
        "completed_investment": plans[number] * _done(seed, number, month, is_corrected=is_corrected) // 1_200,
        "opened_date": date(year, 2, 1 + number % 20) if is_new else None,
    }  # fmt: skip


def _done(seed: int, number: int, month: int, *, is_corrected: bool) -> int:
    """Hundredths of a month's part of the plan, completed by the end of the month."""
    fates = planted(seed)
    if number == NEVER_OPENED:
        return 0
    if number in fates.hits:
        return (50 * month, 75 * month, 90 * min(month, 6), 90 * min(month, 8))[fates.hits.index(number)]
    if number in fates.misses:
        return 85 * month if month < _DECEMBER else (942, 948)[fates.misses.index(number)]
    if number in fates.false_alarms:
        stalled = (4, 5, 5)[fates.false_alarms.index(number)]
        return 95 * (month - 1 if month == stalled and not is_corrected else month)
    if number == fates.cut:
        return 82 * month
    return stream(seed, "project_lights", number).randint(92, 108) * month


def third_year_truths(seed: int, year: int) -> list[dict[str, object]]:
    """The expected replay of the year by the yellow of Wuhan, as decimal strings."""
    fates = planted(seed)
    named = {
        "hits": sorted(project_id(number) for number in (*fates.hits, NEVER_OPENED)),
        "misses": sorted(map(project_id, fates.misses)),
        "false_alarms": sorted(map(project_id, fates.false_alarms)),
    }
    return [
        {
            "id": "light_replay",
            "what": "36 projects of the third year by the yellow of Wuhan, on what was known when each report was due: "
            "five end below 80 % of the frozen plan after an alarm (in February three, in July and in October), one of "
            "them never started; two end badly without one; three are alarmed and end well.",
            "expected": {
                "year": year,
                "project_count": _COUNT,
                "named": named,
                "hit_count": 5, "false_alarm_count": 3, "miss_count": 2, "quiet_count": 26, "undecided_count": 0,
                "false_alarm_rate": "0.103448", "miss_rate": "0.285714", "precision": "0.625",
                "lead_months_median": "10", "lead_months_least": 2,
            },
        },
        {
            "id": "light_of_the_time",
            "what": "May of one project was reported too low and corrected in the file of June: its light is green "
            "today and was yellow when the report was due.",
            "expected": {"project_id": project_id(fates.corrected), "period": f"{year}-05", "light": "green"},
        },
        {
            "id": "plan_cut",
            "what": "The plan of one project is cut in June to 80 %.",
            "expected": {"project_id": project_id(fates.cut), "plan_year": year, "plan_drift": "-0.2"},
        },
    ]  # fmt: skip
