"""Parquet files and Arrow streams with typed columns; decimals stay decimals."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from io import IOBase
from typing import IO, Any, cast

import pyarrow as pa
import pyarrow.parquet as pq

from graph.exports.columns import ExportColumn
from warehouse.errors import InvalidArgument

_ROWS_AT_A_TIME = 20_000

_TYPES: Mapping[str, pa.DataType] = {
    "Int": pa.int32(),
    "Long": pa.int64(),
    "Float": pa.float64(),
    "Boolean": pa.bool_(),
    "Date": pa.date32(),
    "DateTime": pa.timestamp("us", tz="UTC"),
}
_READ: Mapping[str, Callable[[Any], Any]] = {
    "Decimal": Decimal,
    "Date": date.fromisoformat,
    "DateTime": datetime.fromisoformat,
}


class ArrowWriter:
    """Writes Parquet (`is_parquet`) or an Arrow IPC stream. The schema's metadata has the provenance."""

    def __init__(
        self,
        file: IO[bytes],
        columns: Sequence[ExportColumn],
        headings: Sequence[str],
        provenance: Mapping[str, str],
        *,
        is_parquet: bool,
    ) -> None:
        self._columns = columns
        fields = [pa.field(heading, _type(column)) for heading, column in zip(headings, columns, strict=True)]
        metadata: dict[bytes | str, bytes | str] = {f"longmai.{name}": value for name, value in provenance.items()}
        self._schema = pa.schema(fields, metadata=metadata)
        self._waiting: list[Mapping[str, Any]] = []
        self._writer: Any = (
            pq.ParquetWriter(file, self._schema, compression="zstd")
            if is_parquet
            else pa.ipc.new_stream(pa.PythonFile(cast("IOBase", file), mode="w"), self._schema)
        )

    def write(self, rows: Sequence[Mapping[str, Any]]) -> None:
        self._waiting.extend(rows)
        if len(self._waiting) >= _ROWS_AT_A_TIME:
            self._flush()

    def close(self, provenance: Mapping[str, str]) -> None:
        """Finishes the file; Parquet also stores the final provenance."""
        self._flush()
        if isinstance(self._writer, pq.ParquetWriter):
            self._writer.add_key_value_metadata({f"longmai.{name}": value for name, value in provenance.items()})
        self._writer.close()

    def abandon(self) -> None:
        """Closes the writer: a Parquet writer would otherwise write its footer into a closed file."""
        self._writer.close()

    def _flush(self) -> None:
        if self._waiting:
            arrays = [self._array(column) for column in self._columns]
            self._writer.write_table(pa.Table.from_arrays(arrays, schema=self._schema))
            self._waiting.clear()

    def _array(self, column: ExportColumn) -> pa.Array[Any]:
        read = _READ.get(column.kind, lambda value: value)
        values = [column.value(row) for row in self._waiting]
        try:
            return pa.array([None if value is None else read(value) for value in values], _type(column))
        except pa.ArrowInvalid as error:
            raise InvalidArgument(
                f"A value of '{column.name}' does not fit {_type(column)}: {error}", "Use format=csv."
            ) from error


def _type(column: ExportColumn) -> pa.DataType:
    if column.kind == "Decimal":
        return pa.decimal128(*column.precision)
    return _TYPES.get(column.kind, pa.string())
