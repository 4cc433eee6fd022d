"""The plan document is not ours: packs and code state its facts in our own words."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from warehouse.rules.plan import load_plans

PROJECT = Path(__file__).resolve().parents[3]
WRITTEN_BY_US = sorted(
    path
    for pattern in (
        "warehouse/rules/*.py",
        "warehouse/rules/*.csv",
        "warehouse/rules/gansu_2016/*.toml",
        "warehouse/reading/plan_document.py",
        "warehouse/reading/duty_cells.py",
        "warehouse/tables/core/*/*.sql",
        "warehouse/tables/core/*/*.py",
        "tests/warehouse/rules/*.py",
        "tests/warehouse/reading/test_plan_document.py",
        "tests/warehouse/reading/test_duty_cells.py",
    )
    for path in PROJECT.glob(pattern)
)
# Names of institutions: there is no other way to write them.
NAMES = ("省战略性新兴产业投资基金管理有限公司",)
RUN = 12


def letters(text: str) -> str:
    """Chinese characters, letters and digits alone: punctuation and line breaks hide no copy."""
    return re.sub(r"[\W_]+", "", text)


def copied_runs(line: str, document: str) -> list[str]:
    """Runs of 12 characters that stand in the document too."""
    for name in NAMES:
        line = line.replace(name, "\n")
    return [
        part[start : start + RUN]
        for part in map(letters, line.split("\n"))
        for start in range(len(part) - RUN + 1)
        if part[start : start + RUN] in document
    ]


@pytest.fixture(scope="module")
def document(shared_data: Path) -> str:
    return letters((shared_data / "plan" / "gansu_2016_15_work_points.txt").read_text("utf-8"))


@pytest.mark.parametrize("path", WRITTEN_BY_US, ids=lambda path: str(path.relative_to(PROJECT)))
def test_no_line_repeats_twelve_characters_of_the_document(path: Path, document: str) -> None:
    copied = {run for line in path.read_text("utf-8").splitlines() for run in copied_runs(line, document)}

    assert not copied


def test_a_copied_run_is_found_across_punctuation() -> None:
    document = letters("甲乙丙丁戊己，庚辛壬癸子丑寅卯。")

    assert copied_runs("甲乙丙丁戊己庚辛、壬癸子丑", document) == ["甲乙丙丁戊己庚辛壬癸子丑"]


def test_chinese_titles_and_names_have_at_most_16_characters() -> None:
    names = [
        str(getattr(row, "title_zh", None) or getattr(row, "name_zh", ""))
        for plan in load_plans()
        for rows in (
            *(plan.documents, plan.departments, plan.industries, plan.targets, plan.tasks),
            *(plan.funds, plan.projects, plan.platforms, plan.parks),
        )
        for row in rows
    ]

    assert [name for name in names if not 0 < len(name) <= 16 and name not in NAMES] == []
