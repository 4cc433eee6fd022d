"""What people read is in both languages, and speaks of nothing inside: found by looking at every place that says it."""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path

import pytest

from warehouse.errors import AvailabilityError, DataError, SourceChanged
from warehouse.forms.patterns import PATTERNS
from warehouse.forms.registry import FORMS
from warehouse.transforms.cells.rule_chain import rules_of, rules_of_layouts
from warehouse.transforms.cells.rules import MESSAGES, message_of
from warehouse.transforms.finding import Finding, Severity, told_together
from warehouse.wording import CHINESE

_ROOT = Path(__file__).parents[2]
_SOURCES = sorted(
    path for name in ("bench", "warehouse", "graph", "orchestration") for path in (_ROOT / name).rglob("*.py")
)
_HAN = re.compile(r"[\u4e00-\u9fff]")
_REGULAR_EXPRESSION = re.compile(r"\\[dw]|\]\+|\[0-9|\{\d+\}")

_ENGLISH_YET = (
    "warehouse/archive/backup.py",
    "warehouse/decisions/ledger.py",
    "warehouse/decisions/exemptions.py",
    "warehouse/archive/ledger.py",
    "warehouse/archive/seal.py",
    "warehouse/connections.py",
    "warehouse/forms/carried.py",
    "warehouse/decisions/folders.py",
    "warehouse/provenance/downstream_values.py",
    "warehouse/provenance/received.py",
    "warehouse/reading/container.py",
    "warehouse/reading/json_text.py",
    "warehouse/reading/plan_document.py",
    "warehouse/reading/xls_records.py",
    "warehouse/snapshots/build.py",
    "warehouse/snapshots/releases/diff.py",
    "warehouse/snapshots/manifest.py",
    "warehouse/snapshots/altered_input.py",
    "warehouse/snapshots/past/past.py",
    "warehouse/snapshots/publish.py",
    "warehouse/snapshots/store.py",
    "warehouse/catalog/sql.py",
    "warehouse/transforms/layouts/macro_wide.py",
    "warehouse/transforms/layouts/nbs_quarterly.py",
    "warehouse/transforms/layouts/pink_sheet.py",
    "warehouse/transforms/layouts/regions.py",
    "warehouse/transforms/layouts/terminal_export.py",
)
"""Modules whose messages no Chinese stands beside yet. It only gets shorter."""

_OF_ENGINEERS = (
    "graph/",
    "warehouse/query/",
    "warehouse/rules/",
    "warehouse/catalog/carried.py",
    "warehouse/catalog/catalog.py",
    "warehouse/catalog/model_files.py",
    "bench/",
)
"""They answer the programs of front ends, or speak of files of the repository and of benches to who has the source."""


def _errors(base: type[Exception]) -> set[str]:
    return {base.__name__} | {name for known in base.__subclasses__() for name in _errors(known)}


_FOR_STEWARDS = _errors(DataError) | _errors(AvailabilityError)


@cache
def _makers() -> frozenset[str]:
    """Functions that make message and hint with Chinese in them."""
    trees = (ast.parse(path.read_text(encoding="utf-8")) for path in _SOURCES)
    functions = (node for tree in trees for node in ast.walk(tree) if isinstance(node, ast.FunctionDef))
    return frozenset(node.name for node in functions if "中文" in ast.unparse(node) or "CHINESE" in ast.unparse(node))


def _said(path: Path) -> list[tuple[int, str]]:
    """Where a module makes a finding or an error for a clerk or operator without a word of Chinese."""
    found = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name | ast.Attribute):
            continue
        name = node.func.id if isinstance(node.func, ast.Name) else node.func.attr
        has_chinese = any(word.arg == "zh" for word in node.keywords) or CHINESE in ast.unparse(node)
        made = next((arg.value for arg in node.args if isinstance(arg, ast.Starred)), None)
        if isinstance(made, ast.Call) and isinstance(made.func, ast.Name):
            has_chinese = made.func.id in _makers()
        if name in _FOR_STEWARDS and node.args and not has_chinese:
            found.append((node.lineno, ast.unparse(node)[:80]))
    return found


def test_every_error_for_a_clerk_or_operator_has_chinese_beside_english() -> None:
    names = {path: str(path.relative_to(_ROOT)) for path in _SOURCES}
    said = {
        names[path]: _said(path)
        for path in _SOURCES
        if names[path] not in _ENGLISH_YET and not names[path].startswith(_OF_ENGINEERS)
    }

    assert {name: found for name, found in said.items() if found} == {}


@pytest.mark.parametrize("form", FORMS.values(), ids=lambda form: form.form_id)
def test_every_rule_of_every_column_says_in_both_languages_what_to_do(form: object) -> None:
    for column in form.columns:  # type: ignore[attr-defined]
        for rule in rules_of(column, form):  # type: ignore[arg-type]
            english, chinese = rule.description.split(f" {CHINESE}")
            assert english.endswith("."), rule
            assert chinese.endswith("。"), rule
            assert _HAN.search(chinese), rule
            assert not _REGULAR_EXPRESSION.search(rule.description), rule


def test_every_pattern_of_a_form_has_words() -> None:
    patterns = {column.pattern for form in FORMS.values() for column in form.columns if column.pattern is not None}

    assert patterns == set(PATTERNS)


def test_rules_of_layouts_and_of_single_cells_are_in_both_languages() -> None:
    texts = [rule.description for rule in rules_of_layouts()] + [message_of(rule, "营业收入") for rule in MESSAGES]

    assert [text for text in texts if CHINESE not in text] == []


def test_an_error_says_message_and_hint_and_then_both_in_chinese() -> None:
    error = SourceChanged("No row stands below.", "Send the file with its rows.", zh="没有数据行；请填写后报送。")

    assert str(error) == "No row stands below. Send the file with its rows. 中文：没有数据行；请填写后报送。"


def test_a_column_that_is_wrong_throughout_is_told_of_once_with_count_and_range() -> None:
    wrong = [Finding(Severity.HELD, "not_a_number", "x", "表", row, "C", "revenue", "约") for row in range(4, 64)]
    other = Finding(Severity.HELD, "not_a_number", "x", "表", 9, "D", "cost", "约")

    told = told_together([*wrong, other])

    assert [entry.where for entry in told] == ["表 C4:C63 (60 cells / 共 60 个单元格)", "表 D9"]
