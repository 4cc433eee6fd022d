"""A real list of government funds, from the first refusal to the answer and back: every step as a person types it."""

from __future__ import annotations

import json
import subprocess
import sys
from contextlib import closing
from decimal import Decimal
from pathlib import Path

import pytest

from warehouse.archive.home import Home
from warehouse.connections import open_reader
from warehouse.reading.child import ChildReader
from warehouse.snapshots.manifest import current_snapshot_id, snapshot_path

FUNDS_OF_GANSU = """
{ funds(where: { region: { within: { regionCode: { eq: "620000" } } } }, first: 100) {
    totalCount nodes { nameZh targetSizeCny regionCode status establishedDate } } }
"""
FILLED_IN = {
    'key_from_name = ""': 'key_from_name = "fund_id"',
    'to = ""  # 建议 proposal: name_zh': 'to = "name_zh"  #',
    'to = ""  # 建议 proposal: region_code': 'to = "region_code"  #',
    'to = ""  # 建议 proposal: established_date': 'to = "established_date"  #',
    'to = ""  # 建议 proposal: status': 'to = "status"  #',
    'to = ""  # 建议 proposal: target_size': 'to = "target_size"  #',
    'unit = ""': 'unit = "cny_1e6"',
    '"首期募完，正在募集" = ""': '"首期募完，正在募集" = "operating"',
    '"已募完" = ""': '"已募完" = "operating"',
    '"新设立" = ""': '"新设立" = "operating"',
    '"清算" = ""': '"清算" = "liquidated"',
}
"""What a person puts right, by what the command wrote."""


def _filled_in(text: str) -> str:
    for written, right in FILLED_IN.items():
        assert text.count(written) == 1, written
        text = text.replace(written, right)
    # The proposed kind is the level; all funds of this list are government guide funds.
    start = text.index('[[column]]\nfrom = "基金级别"')
    end = text.index("[[column]]", start + 1)
    text = text[:start] + '[[column]]\nto = "fund_kind"\nvalue = "guide"\n\n' + text[end:]
    return text.replace("ignored = [", 'ignored = [\n    "基金级别",', 1)


@pytest.fixture
def listed(shared_data: Path) -> Path:
    path = shared_data / "real" / "funds" / "government_funds_2405.xlsx"
    if not path.is_file():
        pytest.skip("the list of funds is not beside this checkout")
    return path


@pytest.mark.slow
def test_the_government_funds_of_gansu_are_mapped_asked_for_and_rolled_back(
    home: Home, listed: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "ours"
    mapping = folder / "mappings" / "government_funds.toml"

    assert "longmai map" in _typed(home, 2, "ingest", str(listed))
    _typed(home, 0, "programme", "new", str(folder), "--from", "current")
    _typed(home, 0, "map", str(listed), "--to", "fund_register", "--out", str(mapping))
    mapping.write_text(_filled_in(mapping.read_text("utf-8")), "utf-8")
    _typed(home, 0, "programme", "apply", str(folder), "--by", "王芳", "--reason", "政府基金名单")

    rows = _of_file(listed)
    answer = json.loads(_typed(home, 0, "query", "-", read=FUNDS_OF_GANSU))["data"]["funds"]
    asked = {
        fund["nameZh"]: (fund["targetSizeCny"] and Decimal(fund["targetSizeCny"]), fund["establishedDate"])
        for fund in answer["nodes"]
    }
    assert (answer["totalCount"], asked) == (25, rows)
    sql = "select name_zh, target_size_cny, established_date from core.fund where region_code like '62%'"
    assert {name: (size, str(day)) for name, size, day in _sql(home, sql)} == rows

    _typed(home, 0, "programme", "rollback", "P000001", "--by", "李四", "--reason", "演示")
    assert _sql(home, sql) == []


def _of_file(path: Path) -> dict[str, tuple[Decimal | None, str]]:
    """Size in yuan and day of each fund whose path of regions begins with Gansu."""
    with ChildReader() as reader:
        (sheet,) = reader.read(path).sheets
    heading = {text: letters for letters, text in zip(sheet.cells.columns, sheet.cells.row(0), strict=True)}
    names = ("基金全称", "目标规模(人民币/百万)", "成立时间", "注册地区")
    return {
        name: (None if size == "--" else Decimal(size.replace(",", "")) * 1_000_000, day)
        for name, size, day, region in sheet.cells.slice(1).select(heading[text] for text in names).rows()
        if region.startswith("中国|甘肃省")
    }


def _sql(home: Home, sql: str) -> list[tuple[object, ...]]:
    with closing(open_reader(snapshot_path(home, current_snapshot_id(home)))) as connection:
        return connection.execute(sql).fetchall()


def _typed(home: Home, code: int, *arguments: str, read: str | None = None) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "orchestration.cli", *arguments],
        check=False, capture_output=True, text=True, input=read,
        env={"LONGMAI_HOME": str(home.root), "PATH": "/usr/bin:/bin", "COLUMNS": "500"},
        cwd=Path(__file__).parents[2],
    )  # fmt: skip
    assert done.returncode == code, done.stdout + done.stderr
    return done.stdout
