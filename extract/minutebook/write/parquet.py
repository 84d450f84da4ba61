"""Writes the tables as Parquet files, for pandas, R and DuckDB; the only door to pyarrow, which is an extra."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

from minutebook.errors import MinutebookError
from minutebook.write.atomic import made_beside
from minutebook.write.schema import Table, columns

try:
    import pyarrow as pa
    from pyarrow import parquet
except ImportError as error:
    raise MinutebookError("E316") from error

GROUP = 20_000
"""Rows that are held in memory at a time."""
_TYPES = {"string": pa.string(), "integer": pa.int64(), "number": pa.float64(), "boolean": pa.bool_()}


def write_parquet(folder: Path, found: Mapping[Table, Iterable[Sequence[Any]]]) -> tuple[Path, ...]:
    """Write one file a table, ``<name>.parquet``, of rows with bare values in the order of its columns.

    Each column has its type and, as metadata, its meaning. Dates are text, as they have the precision that the minutes
    state. Returns the files written. Raises MinutebookError E304.
    """
    written = []
    for table, rows in found.items():
        path = folder / f"{table.name}.parquet"
        with made_beside(path) as temporary:
            _write(temporary, table, rows)
        written.append(path)
    return tuple(written)


def _write(path: Path, table: Table, rows: Iterable[Sequence[Any]]) -> None:
    listed = columns(table)
    fields = [pa.field(c.name, _TYPES[c.type], metadata={"description": c.doc}) for c in listed]
    schema = pa.schema(fields, metadata={"description": table.about})
    with parquet.ParquetWriter(path, schema, compression="zstd") as writer:
        left = iter(rows)
        while group := list(islice(left, GROUP)):
            held = [pa.array(values, f.type) for values, f in zip(zip(*group, strict=True), fields, strict=True)]
            writer.write_table(pa.table(held, schema=schema))
