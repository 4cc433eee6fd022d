"""The protocol between parent and child: a request in one line of JSON, an answer of JSON and Arrow."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl

from warehouse.reading.container import Limits
from warehouse.reading.duty_cells import DocumentDepartment
from warehouse.reading.grid import Sheet
from warehouse.reading.open_file import Contents
from warehouse.reading.plan_document import DocumentTask, PlanDocument
from warehouse.reading.sheet_traits import Ranges, SheetTraits

HEADER_SIZE = 8


def encode_request(path: Path, limits: Limits) -> bytes:
    """The request for a file, one line."""
    return json.dumps({"path": str(path), "limits": asdict(limits)}).encode() + b"\n"


def decode_request(line: bytes) -> tuple[Path, Limits]:
    """The path and the limits of a request."""
    request = json.loads(line)
    return Path(request["path"]), Limits(**request["limits"])


def decode_header(header: bytes | bytearray) -> int:
    """How many bytes follow."""
    return int.from_bytes(header, "big")


def encode_answer(message: dict[str, Any], frames: list[memoryview]) -> Iterator[bytes | memoryview]:
    """An answer in pieces: its length, the length of the JSON, the JSON, the frames."""
    text = json.dumps(message, default=str).encode()
    length = HEADER_SIZE + len(text) + sum(map(len, frames))
    yield length.to_bytes(HEADER_SIZE, "big") + len(text).to_bytes(HEADER_SIZE, "big") + text
    yield from frames


def encode_contents(contents: Contents) -> Iterator[bytes | memoryview]:
    """The answer that carries contents."""
    if contents.plan is not None:
        return encode_answer({"plan": asdict(contents.plan)}, [])
    frames = [_to_arrow(sheet.cells) for sheet in contents.sheets]
    sheets = [
        {"name": sheet.name, "is_hidden": sheet.is_hidden, "traits": asdict(sheet.traits), "length": len(frame)}
        for sheet, frame in zip(contents.sheets, frames, strict=True)
    ]
    return encode_answer({"sheets": sheets}, frames)


def decode_contents(message: dict[str, Any], frames: memoryview) -> Contents:
    """The contents that an answer carries."""
    if "plan" in message:
        return Contents(plan=_plan(message["plan"]))
    sheets, start = [], 0
    for sheet in message["sheets"]:
        end = start + sheet["length"]
        cells = pl.read_ipc_stream(io.BytesIO(frames[start:end])) if sheet["length"] else pl.DataFrame()
        sheets.append(Sheet(sheet["name"], cells, sheet["is_hidden"], _traits(sheet["traits"])))
        start = end
    return Contents(sheets=tuple(sheets))


def _traits(fields: dict[str, Any]) -> SheetTraits:
    cells = {
        name: {letters: _ranges(of) for letters, of in fields[name].items()}
        for name in ("formulas", "linked", "merged")
    }
    hidden = {"hidden_rows": _ranges(fields["hidden_rows"]), "hidden_columns": tuple(fields["hidden_columns"])}
    return SheetTraits(**{**fields, **cells, **hidden})


def _ranges(pairs: list[list[int]]) -> Ranges:
    return tuple((first, last) for first, last in pairs)


def _to_arrow(cells: pl.DataFrame) -> memoryview:
    buffer = io.BytesIO()
    if cells.width:
        cells.rechunk().write_ipc_stream(buffer)
    return buffer.getbuffer()


def _plan(fields: dict[str, Any]) -> PlanDocument:
    return PlanDocument(
        number=fields["number"],
        issued_date=_date(fields["issued_date"]),
        tasks=tuple(
            DocumentTask(
                **{
                    **task,
                    "due_date": _date(task["due_date"]),
                    "departments": tuple(
                        DocumentDepartment(unit["name"], unit["role"], tuple(unit["fields"]))
                        for unit in task["departments"]
                    ),
                }
            )
            for task in fields["tasks"]
        ),
    )


def _date(text: str | None) -> date | None:
    return date.fromisoformat(text) if text is not None else None
