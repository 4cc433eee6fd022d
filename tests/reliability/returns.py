"""A monthly financial return to be damaged: as lines of text, as bytes, and as what it delivers."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from warehouse.forms.monthly_financial_return import MONTHLY_FINANCIAL_RETURN as FORM
from warehouse.programme.programme import built_in
from warehouse.reading.container import Limits
from warehouse.reading.open_file import open_file
from warehouse.sample.firms import synthetic_credit_code
from warehouse.transforms.delivery import Delivery, read_delivery

COLUMNS = [column.name for column in FORM.columns]
HEADINGS = [column.heading.replace("|", "") for column in FORM.columns]
TITLE = "骨干企业月度财务状况 2016年3月 单位：千元"
RECEIVED_ON = date(2016, 4, 16)


def lines(firms: int, *, declared: bool = False, **cells: str) -> list[str]:
    """The lines of a return; `cells` stand in every row of data in the column of that name."""
    head = [TITLE, *([f"共{firms}户"] if declared else [])]
    rows = []
    for number in range(1, firms + 1):
        row = dict.fromkeys(COLUMNS, "")
        row |= {"credit_code": synthetic_credit_code(number), "name": f"兰州第{number}有限公司"}
        row |= {"revenue_ytd": f"{number}000.5", "employee_count_end": str(number), **cells}
        rows.append(",".join(f'"{row[name]}"' if "," in row[name] else row[name] for name in COLUMNS))
    return [",".join(head + [""] * (len(COLUMNS) - len(head))), ",".join(HEADINGS), *rows]


def text(firms: int, *, declared: bool = False, **cells: str) -> str:
    return "\r\n".join(lines(firms, declared=declared, **cells)) + "\r\n"


def deliver(path: Path, content: bytes) -> Delivery:
    """What the bytes deliver; a file that cannot be read raises UnreadableFile."""
    path.write_bytes(content)
    return read_delivery(open_file(path, Limits()).sheets, path.name, built_in(), (), RECEIVED_ON)


def values(delivery: Delivery) -> set[tuple[object, ...]]:
    """Who has which value, of a delivery that was taken."""
    assert delivery.refusal is None, delivery.refusal
    rows = delivery.datasets["observation"]
    return set(rows.select("subject_code", "indicator_id", "period", "period_kind", "value").rows())
