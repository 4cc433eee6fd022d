"""All subjects, and every name that a wording may use."""

from __future__ import annotations

from collections.abc import Mapping

from graph.bulletin.facts import Subject, Texts, both
from graph.bulletin.subjects.breakdown import FIELDS, PREFECTURES
from graph.bulletin.subjects.chains import CHAINS
from graph.bulletin.subjects.firms import FIRMS
from graph.bulletin.subjects.funds import FUNDS
from graph.bulletin.subjects.overall import OVERALL
from graph.bulletin.subjects.projects import PROJECTS
from graph.bulletin.subjects.quality import QUALITY
from graph.bulletin.subjects.revisions import REVISIONS
from graph.bulletin.subjects.tasks import TASKS

SUBJECTS: tuple[Subject, ...] = (
    OVERALL, FIELDS, PREFECTURES, CHAINS, FIRMS, PROJECTS, TASKS, FUNDS, QUALITY, REVISIONS,
)  # fmt: skip

HEAD: Mapping[str, Texts] = {
    "region": both("方案所属地区", "the region whose plan it is"),
    "period": both("报告期", "the month of the bulletin"),
    "period.span": both("年初至报告期", "the months from January on"),
    "period.year": both("报告年份", "the year"),
    "as_of": both("数据截至", "the instant up to which data count"),
    "as_of.exact": both("数据截至时刻（可用于重新生成）", "that instant exactly, to make the bulletin again"),
    "since": both("上期截止时点", "the instant of the last bulletin"),
    "since.period": both("上期报告期", "the month of the last bulletin"),
    "files": both("所用报送件数", "files that the data rest on"),
    "version": both("软件版本", "version of the software"),
}

NAMES: Mapping[str, Texts] = {**HEAD, **{name: text for subject in SUBJECTS for name, text in subject.names.items()}}
TABLES = {name: table for subject in SUBJECTS for name, table in subject.tables.items()}
CHARTS = {name: chart for subject in SUBJECTS for name, chart in subject.charts.items()}
