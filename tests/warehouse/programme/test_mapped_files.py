"""A file of a data directory under a mapping that is applied after it came, and rolled back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import polars as pl

from tests.warehouse.programme.test_list_mappings import MAPPING
from warehouse.archive.home import Home
from warehouse.archive.ledger import read_submissions
from warehouse.ingestion.receive import FileReport
from warehouse.ingestion.restage import ensure_staged
from warehouse.programme.compare import compare
from warehouse.programme.lifecycle import apply_programme, roll_back
from warehouse.programme.programme import built_in, read_programme
from warehouse.provenance.received import read_received

LIST = (
    '序,基金全称,规模（百万元）,省,市,运作状态\n1,甲基金,"1,000.00",甘肃省,兰州市,正在运作\n2,乙基金,--,甘肃省,,清算\n'
)
WITH_MAPPING = {**built_in().own_files, "mappings/funds.toml": MAPPING.encode()}


def test_a_list_that_came_before_its_mapping_is_read_by_it_and_no_more_after_a_rollback(
    data_home: Home, ingest: Callable[[Path], FileReport], staged: Callable[[str, str], pl.DataFrame], tmp_path: Path
) -> None:
    path = tmp_path / "基金.csv"
    path.write_text(LIST, encoding="utf-8")
    refused = ingest(path)
    assert refused.status == "refused"

    programme = read_programme(WITH_MAPPING)
    (change,) = compare(built_in(), programme)
    assert str(change) == "mapping funds (fund_register): new. 中文：映射 funds（fund_register）：新增。"
    apply_programme(data_home, programme, by="王芳", reason="基金名单", parent=built_in().sha256)
    ensure_staged(data_home)

    rows = staged("S000001", "fund").select("name_zh", "target_size", "region_code", "status", "source_row")
    assert [(*row[:1], row[1] and int(row[1]), *row[2:]) for row in rows.rows()] == [
        ("甲基金", 1_000_000_000, "620100", "operating", 2), ("乙基金", None, "620000", "liquidated", 3),
    ]  # fmt: skip
    again = ingest(path)
    assert (again.submission_id, again.status, again.form_id) == ("S000001", "duplicate", "fund_register")
    received = read_received(data_home, read_submissions(data_home)[0].sha256, "基金.csv", "csv")
    assert received is not None and received.form is not None and received.form.mapping == programme.mappings[0]
    assert received.columns["target_size"].letters == "C"

    roll_back(data_home, "P000001", by="李四", reason="有误")
    ensure_staged(data_home)
    assert ingest(path).refusal == refused.refusal
