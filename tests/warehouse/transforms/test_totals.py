from __future__ import annotations

from collections.abc import Callable

import pytest

from warehouse.transforms.delivery import Delivery
from warehouse.transforms.finding import Severity

HEAD = (
    "骨干企业月度财务状况（2016年3月）,,,,,,,,,,,,,,,,,,,,,,,,,\n"
    "统一社会信用代码,单位名称,"
    + ",".join(
        f"{name}{fact}"
        for name in ("工业总产值", "营业收入", "营业成本", "利润总额", "研发费用")
        for fact in ("本月", "本年累计", "上年同期", "上年同期累计")
    )
    + ",资产总计期末,资产总计上年同期,平均用工人数期末,平均用工人数上年同期\n"
)
CODES = ("91620000XN000001WJ", "91620000XN000002WE", "91620000XN000003W9")


def _row(code: str, name: str, first: str) -> str:
    return f"{code},{name},{first}," + ",".join(["1"] * 23) + "\n"


def _rows(*firsts: str) -> str:
    return "".join(_row(code, f"企业{index}", first) for index, (code, first) in enumerate(zip(CODES, firsts)))  # noqa: B905


def _total(first: str, rows: int, label: str = "合计") -> str:
    return f",{label},{first}," + ",".join([str(rows)] * 23) + "\n"


def _differing(delivery: Delivery) -> list[tuple[str | None, Severity]]:
    assert delivery.refusal is None, delivery.refusal
    return [(found.cell, found.severity) for found in delivery.findings if found.rule == "total_differs"]


def test_a_total_that_adds_up_is_no_warning(deliver: Callable[[str], Delivery]) -> None:
    delivery = deliver(HEAD + _rows("10", "20", "-5") + _total("25", 3))

    assert _differing(delivery) == []


def test_a_total_that_does_not_add_up_is_a_warning_with_both_numbers(deliver: Callable[[str], Delivery]) -> None:
    delivery = deliver(HEAD + _rows("10", "20", "30") + _total("61", 3))

    assert _differing(delivery) == [("C6", Severity.WARNING)]
    (told,) = (found.message for found in delivery.findings if found.rule == "total_differs")
    assert "61" in told and "60" in told


def test_a_total_above_its_rows_is_compared_too(deliver: Callable[[str], Delivery]) -> None:
    delivery = deliver(HEAD + _total("61", 3, "总计") + _rows("10", "20", "30"))

    assert _differing(delivery) == [("C3", Severity.WARNING)]


def test_a_subtotal_is_that_of_the_rows_above_it(deliver: Callable[[str], Delivery]) -> None:
    rows = [_row(code, f"企业{index}", str(index + 1)) for index, code in enumerate(CODES)]
    text = HEAD + rows[0] + rows[1] + _total("3", 2, "小计") + rows[2] + _total("3", 1, "小计") + _total("6", 3)

    assert _differing(deliver(text)) == []


def test_a_table_without_one_of_its_rows_does_not_add_up(deliver: Callable[[str], Delivery]) -> None:
    """Cut at a row boundary: the total is the only thing that knows."""
    whole = _rows("10", "20", "30")

    cut = "".join(whole.splitlines(keepends=True)[:2])

    assert len(_differing(deliver(HEAD + cut + _total("60", 3)))) == 24


def test_a_part_of_a_row_is_neither_data_nor_a_total(deliver: Callable[[str], Delivery]) -> None:
    delivery = deliver(HEAD + _rows("10", "20", "30") + _total("7", 1, "#国有控股") + _total("7", 1, "其中：私营"))

    assert delivery.rows_read == 3
    assert _differing(delivery) == []


def test_a_column_with_a_held_cell_is_not_compared(deliver: Callable[[str], Delivery]) -> None:
    delivery = deliver(HEAD + _rows("10", "2O", "30") + _total("60", 3))

    assert _differing(delivery) == []


@pytest.mark.parametrize("trailer", ["共3户", "合计：3户", "共计3条记录。"])
def test_a_declared_number_of_rows_is_believed(trailer: str, deliver: Callable[[str], Delivery]) -> None:
    delivery = deliver(HEAD + _rows("10", "20", "30") + trailer + "\n")

    assert delivery.refusal is None
    assert delivery.rows_read == 3


@pytest.mark.parametrize("kept", [0, 1, 2])
def test_a_file_shorter_than_it_declares_is_refused(kept: int, deliver: Callable[[str], Delivery]) -> None:
    lines = _rows("10", "20", "30").splitlines(keepends=True)

    delivery = deliver(HEAD + "".join(lines[:kept]) + "共3户\n")

    assert delivery.refusal is not None and f"has 3 rows, but {kept} were found" in delivery.refusal
