"""Export formats: name, media type and writer."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import IO, Any, Protocol

from graph.execution.accept import rank
from graph.exports.arrow import ArrowWriter
from graph.exports.columns import ExportColumn, Headings, headings
from graph.exports.text import CsvWriter, NdjsonWriter
from graph.exports.workbook import WorkbookWriter
from warehouse.errors import InvalidArgument

ENCODINGS = ("utf-8", "gbk")


class Writer(Protocol):
    """Writes rows page by page. `close` finishes the file with its final provenance; `abandon` releases the resources
    of an unfinished file before it is closed.
    """

    def write(self, rows: Sequence[Mapping[str, Any]]) -> None: ...

    def close(self, provenance: Mapping[str, str]) -> None: ...

    def abandon(self) -> None: ...


@dataclass(frozen=True)
class Options:
    """Options of an export. Raises InvalidArgument for an invalid combination."""

    format: str = "csv"
    encoding: str = "utf-8"
    headings: Headings = "names"
    takes_nested: bool = False

    def __post_init__(self) -> None:
        if self.encoding != "utf-8" and self.format != "csv":
            raise InvalidArgument(f"'encoding' applies to CSV only, not to {self.format}.")
        if self.headings != "names" and self.format == "ndjson":
            raise InvalidArgument("NDJSON has no headings: leave 'headings' out.")


@dataclass(frozen=True)
class Format:
    media_type: str
    begin: Callable[[IO[bytes], tuple[ExportColumn, ...], Options, Mapping[str, str]], Writer]


FORMATS: Mapping[str, Format] = {
    "csv": Format(
        "text/csv",
        lambda file, columns, options, _: CsvWriter(
            file, columns, headings(columns, options.headings), options.encoding
        ),
    ),
    "xlsx": Format(
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        lambda file, columns, options, _: WorkbookWriter(file, columns, headings(columns, options.headings)),
    ),
    "parquet": Format(
        "application/vnd.apache.parquet",
        lambda file, columns, options, provenance: ArrowWriter(
            file, columns, headings(columns, options.headings), provenance, is_parquet=True
        ),
    ),
    "arrow": Format(
        "application/vnd.apache.arrow.stream",
        lambda file, columns, options, provenance: ArrowWriter(
            file, columns, headings(columns, options.headings), provenance, is_parquet=False
        ),
    ),
    "ndjson": Format("application/x-ndjson", lambda file, _columns, _options, _: NdjsonWriter(file)),
}


def read_options(given: Mapping[str, str], accept: str) -> Options:
    """Options of the query string; the format by default from `Accept`. Raises InvalidArgument."""
    requested = given.get("format") or _accepted(accept)
    return Options(
        _one_of("format", requested, tuple(FORMATS)),
        _one_of("encoding", given.get("encoding", "utf-8").lower(), ENCODINGS),
        _headings(given.get("headings", "names")),
        _one_of("nested", given.get("nested", "refuse"), ("refuse", "json")) == "json",
    )


def _accepted(accept: str) -> str:
    ranks = rank(accept, tuple(kind.media_type for kind in FORMATS.values()))
    best = max(FORMATS, key=lambda name: ranks[FORMATS[name].media_type])
    return best if ranks[FORMATS[best].media_type].is_named else "csv"


def _headings(value: str) -> Headings:
    _one_of("headings", value, ("names", "zh", "en"))
    return "zh" if value == "zh" else "en" if value == "en" else "names"


def _one_of(name: str, value: str, known: tuple[str, ...]) -> str:
    if value not in known:
        raise InvalidArgument(f"'{name}' is '{value[:40]}'.", f"Allowed: {', '.join(known)}.")
    return value
