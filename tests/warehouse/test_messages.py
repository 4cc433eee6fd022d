"""What people read is in both languages, and speaks of nothing inside: found by looking at every place that says it."""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path

import pytest

from warehouse.errors import AvailabilityError, Busy, DataError, MemoryExceeded, QueryTimedOut, SourceChanged
from warehouse.forms.patterns import PATTERNS
from warehouse.forms.registry import FORMS
from warehouse.transforms.cells.rule_chain import rules_of, rules_of_layouts
from warehouse.transforms.cells.rules import MESSAGES, message_of
from warehouse.transforms.finding import Finding, Severity, group_findings
from warehouse.wording import CHINESE

_ROOT = Path(__file__).parents[2]
_SOURCES = sorted(
    path for name in ("bench", "warehouse", "graph", "orchestration") for path in (_ROOT / name).rglob("*.py")
)
_HAN = re.compile(r"[\u4e00-\u9fff]")
_REGULAR_EXPRESSION = re.compile(r"\\[dw]|\]\+|\[0-9|\{\d+\}")

_OF_ENGINEERS = (
    "graph/",
    "warehouse/query/",
    "warehouse/rules/",
    "warehouse/catalog/",
    "bench/",
)
"""Their readers are programmers: of front ends, of the repository and of the bench."""


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
    said = {names[path]: _said(path) for path in _SOURCES if not names[path].startswith(_OF_ENGINEERS)}

    assert {name: found for name, found in said.items() if found} == {}


def test_what_a_reader_may_ask_again_later_has_chinese_too() -> None:
    for_later = (QueryTimedOut.__name__, MemoryExceeded.__name__, Busy.__name__)
    said = {path.name: [entry for entry in _said(path) if entry[1].startswith(for_later)] for path in _SOURCES}

    assert {name: found for name, found in said.items() if found} == {}


_MAKES_BOTH = {"bilingual", "message", "message_of", "Words"}


def _english_findings(tree: ast.Module) -> list[tuple[int, str]]:
    """The calls of Finding whose message is a text without Chinese, or a name that such a text is assigned to."""
    found = []
    for function in (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)):
        assigned: dict[str, list[ast.expr]] = {}
        for node in ast.walk(function):
            if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
                assigned.setdefault(node.targets[0].id, []).append(node.value)
        for node in ast.walk(function):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Finding":
                message = next((word.value for word in node.keywords if word.arg == "message"), None) or node.args[2]
                texts = assigned.get(message.id, []) if isinstance(message, ast.Name) else [message]
                found += [(text.lineno, ast.unparse(text)[:80]) for text in texts if _is_english(text)]
    return found


def _is_english(text: ast.expr) -> bool:
    """Whether an expression contains literal text and nothing that says it in Chinese too."""
    makers = {node.func.id for node in ast.walk(text) if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)}
    literal = any(isinstance(node, ast.Constant) and isinstance(node.value, str) for node in ast.walk(text))
    return literal and not makers & _MAKES_BOTH and CHINESE not in ast.unparse(text)


def test_every_finding_has_chinese_beside_english() -> None:
    trees = {str(path.relative_to(_ROOT)): ast.parse(path.read_text(encoding="utf-8")) for path in _SOURCES}
    found = {name: _english_findings(tree) for name, tree in trees.items() if name != "warehouse/transforms/finding.py"}

    assert {name: texts for name, texts in found.items() if texts} == {}


def test_a_finding_in_english_alone_is_found() -> None:
    source = (
        "def direct(): return Finding(Severity.INFO, 'rule', f'Row {row} is empty.')\n"
        "def by_name():\n    told = 'Empty.'\n    return Finding(Severity.INFO, 'rule', told)\n"
        "def both(): return Finding(Severity.INFO, 'rule', bilingual('Empty.', '空。'))\n"
    )

    assert [line for line, _ in _english_findings(ast.parse(source))] == [1, 3]


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
    error = SourceChanged("There is no row below.", "Send the file with its rows.", zh="没有数据行；请填写后报送。")

    assert str(error) == "There is no row below. Send the file with its rows. 中文：没有数据行；请填写后报送。"


def test_a_column_that_is_wrong_throughout_is_told_of_once_with_count_and_range() -> None:
    wrong = [Finding(Severity.HELD, "not_a_number", "x", "表", row, "C", "revenue", "约") for row in range(4, 64)]
    other = Finding(Severity.HELD, "not_a_number", "x", "表", 9, "D", "cost", "约")

    told = group_findings([*wrong, other])

    assert [entry.where for entry in told] == ["表 C4:C63 (60 cells / 共 60 个单元格)", "表 D9"]
