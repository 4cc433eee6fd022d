"""A data directory, and the ways in which tests put files into it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import polars as pl
import pytest

from tests.staged import staged_path
from warehouse.archive.home import Home
from warehouse.ingestion.receive import FileReport, ingest_file
from warehouse.programme.programme import built_in
from warehouse.reading.child import ChildReader
from warehouse.reading.delimited import decode, read_delimited
from warehouse.transforms.delivery import Delivery, read_delivery

RECEIVED_AT = datetime(2016, 4, 16, 3, 0, tzinfo=UTC)
DELIVERIES = Path(__file__).resolve().parent.parent / "data"


@pytest.fixture
def data_home(tmp_path: Path) -> Home:
    return Home(tmp_path / "home").ensure()


@pytest.fixture(scope="session")
def reader() -> Iterator[ChildReader]:
    with ChildReader() as shared:
        yield shared


@pytest.fixture(scope="session")
def deliveries() -> Path:
    """The folder of small deliveries; its README says why each row is there."""
    return DELIVERIES


@pytest.fixture
def ingest(data_home: Home, reader: ChildReader) -> Callable[[Path], FileReport]:
    return lambda path: ingest_file(data_home, path, received_at=RECEIVED_AT, reader=reader)


@pytest.fixture
def staged(data_home: Home) -> Callable[[str, str], pl.DataFrame]:
    """The staged rows of a submission."""
    return lambda submission, dataset: pl.read_parquet(staged_path(data_home, submission) / f"{dataset}.parquet")


@pytest.fixture
def deliver() -> Callable[[str], Delivery]:
    """What the text of a delimited file delivers, without a child and without a disk."""
    return lambda text: read_delivery((read_delimited(text),), "delivery.csv", built_in())


@pytest.fixture(scope="session")
def deliver_file() -> Callable[[Path], Delivery]:
    return lambda path: read_delivery((read_delimited(decode(path.read_bytes())),), path.name, built_in())
