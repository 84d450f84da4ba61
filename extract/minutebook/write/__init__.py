"""Writers by name of the format, and the writing of a whole run into one folder."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from json import loads
from pathlib import Path
from typing import TYPE_CHECKING

from minutebook.errors import MinutebookError
from minutebook.records import Minutes
from minutebook.write.atomic import replace_file
from minutebook.write.csv import csv_pieces, table_pieces, write_csv
from minutebook.write.datapackage import datapackage
from minutebook.write.json import encode, json_pieces, write_json
from minutebook.write.packed import Packed, Press
from minutebook.write.rows import ROWS, rows_pieces
from minutebook.write.schema import TABLES, Table

if TYPE_CHECKING:
    from minutebook.write.registers import Sorted, Spool

__all__ = ["FORMATS", "KINDS", "ROWS", "WRITERS", "Packed", "pack", "write"]


@dataclass(frozen=True, slots=True)
class Whole:
    """All that a run has to write: its results, their rows and the tables over time (made when asked for), and places.

    ``places`` has the path or address of each source by its name.
    """

    results: Sequence[Packed]
    spool: Callable[[], Spool]
    records: Callable[[], Sorted]
    places: Mapping[str, str]


def _write_registers(whole: Whole, folder: Path) -> tuple[Path, ...]:
    from minutebook.write.registers import REGISTERS  # noqa: PLC0415 - not always wanted

    spool = whole.spool()
    return tuple(replace_file(folder / f"{t.name}.csv", table_pieces(t, spool.rows(t.name))) for t in REGISTERS)


def _write_xlsx(whole: Whole, folder: Path) -> tuple[Path, ...]:
    from minutebook.write.xlsx import NAME, write_workbook  # noqa: PLC0415 - slow to load, and not always wanted

    return (write_workbook(folder / NAME, _rows(whole), places=whole.places),)


def _write_parquet(whole: Whole, folder: Path) -> tuple[Path, ...]:
    from minutebook.write.parquet import write_parquet  # noqa: PLC0415 - an extra

    return write_parquet(folder, _rows(whole))


def _rows(whole: Whole) -> dict[Table, Iterable[Sequence[object]]]:
    """Return the rows of all tables, with bare values."""
    from minutebook.write.registers import REGISTERS  # noqa: PLC0415 - not always wanted

    spool, records = whole.spool(), whole.records()
    return {**{t: records.rows(t) for t in TABLES}, **{t: spool.rows(t.name) for t in REGISTERS}}


@dataclass(frozen=True, slots=True)
class Writer:
    """A format: what makes one document's part (``part`` names it), piece by piece, and what writes all into a folder.

    Formats that are written from the same part name it alike.
    """

    part: str
    encode: Callable[[Minutes], Iterable[Iterable[bytes]]]
    write: Callable[[Whole, Path], tuple[Path, ...]]


def _encode_rows(minutes: Minutes) -> Iterable[Iterable[bytes]]:
    return [rows_pieces(minutes)]


WRITERS: dict[str, Writer] = {
    "csv": Writer("csv", csv_pieces, lambda whole, folder: write_csv(whole.results, folder)),
    "json": Writer(
        "json", lambda minutes: [json_pieces(minutes)], lambda whole, folder: write_json(whole.results, folder)
    ),
    "parquet": Writer(ROWS, _encode_rows, _write_parquet),
    "registers": Writer(ROWS, _encode_rows, _write_registers),
    "xlsx": Writer(ROWS, _encode_rows, _write_xlsx),
}
FORMATS = ("csv", "json")
"""What is written if nobody says otherwise."""
KINDS = ("attendance", "agenda_items", "questions", "findings", "decisions", "actions")

INDEX = "written.json"
"""Lists the files of the last run, so that the next one can take away those that it does not write again."""

_OURS = re.compile(
    r"json/[0-9a-f]{16}\.json|minutes\.schema\.json|minutes\.xlsx|datapackage\.json|(?:"
    + "|".join(t.name for t in TABLES)
    + r")\.(?:csv|parquet)"
)


def pack(minutes: Minutes, formats: Sequence[str] = FORMATS, *, most: int | None = None, left_out: int = 0) -> Packed:
    """Make ready what is to be written of a document, so that it need not be kept itself.

    ``left_out`` of its records are not there any more. Raises MinutebookError E113 if what is to be written is more
    than ``most`` bytes.
    """
    press = Press(most)
    return Packed(
        document=minutes.document,
        notices=tuple(replace(n, evidence=None) for n in minutes.notices),
        records={kind: len(getattr(minutes, kind)) for kind in KINDS},
        parts={part: tuple(map(press, make(minutes))) for part, make in _parts(formats).items()},
        doubted=sum(c.kind in KINDS for c in minutes.checks),
        left_out=left_out,
    )


def _parts(formats: Sequence[str]) -> dict[str, Callable[[Minutes], Iterable[Iterable[bytes]]]]:
    """Return by name the parts that some formats need, with what makes them; ``ROWS`` may be asked for by itself."""
    return {(w := WRITERS[name]).part: w.encode for name in formats if name != ROWS} | (
        {ROWS: _encode_rows} if ROWS in formats else {}
    )


def write(
    results: Iterable[Minutes | Packed],
    folder: Path,
    *,
    formats: Sequence[str] = FORMATS,
    places: Mapping[str, str] | None = None,
) -> tuple[Path, ...]:
    """Write the results of a run into ``folder``, which then holds this run's files and none of an earlier run's.

    Only files that an earlier run of minutebook listed as its own are taken away. ``results`` are in the order of
    their rows, packed (in these formats) or not. ``places`` has the path or address of each source by its name, for
    what links to them. Returns the files written, sorted. Raises MinutebookError E304 if the folder cannot be written,
    E316 if a library is missing that a format needs.
    """
    packed = [r if isinstance(r, Packed) else pack(r, formats) for r in results]
    before = _listed(folder)
    written: list[Path] = []
    expected = {f"json/{p.document.id}.json" for p in packed}
    _index(folder, before | expected)
    whole = Whole(
        packed, functools.cache(lambda: _spool(packed)), functools.cache(lambda: _sorted(packed)), places or {}
    )
    for name in formats:
        written += WRITERS[name].write(whole, folder)
    if tables := described(formats):
        written.append(replace_file(folder / PACKAGE, [encode(datapackage(tables))]))
    now = {p.relative_to(folder).as_posix() for p in written}
    try:
        for name in sorted(before - now):
            (folder / name).unlink(missing_ok=True)
    except OSError as error:
        raise MinutebookError("E304", f"{name}: {error.strerror}") from error
    _index(folder, now)
    return tuple(sorted(written))


def _spool(packed: Sequence[Packed]) -> Spool:
    from minutebook.write.registers import Fresh, Spool  # noqa: PLC0415 - not always wanted

    return Spool(Fresh(packed))


def _sorted(packed: Sequence[Packed]) -> Sorted:
    from minutebook.write.registers import Sorted  # noqa: PLC0415 - not always wanted

    return Sorted(packed)


PACKAGE = "datapackage.json"


def described(formats: Collection[str]) -> tuple[Table, ...]:
    """Return the tables of which some formats write a CSV, which ``PACKAGE`` describes."""
    records = TABLES if "csv" in formats else ()
    if "registers" not in formats:
        return records
    from minutebook.write.registers import REGISTERS  # noqa: PLC0415 - not always wanted

    return (*records, *REGISTERS)


def _index(folder: Path, names: set[str]) -> None:
    replace_file(folder / INDEX, [encode({"files": sorted(names)})])


def _listed(folder: Path) -> set[str]:
    """Return the files that an earlier run lists as its own; an index that is none lists nothing."""
    try:
        names = loads((folder / INDEX).read_bytes())["files"]
    except (OSError, ValueError, KeyError, TypeError):
        return set()
    return {n for n in names if isinstance(n, str) and _is_ours(n)} if isinstance(names, list) else set()


def _is_ours(name: str) -> bool:
    if _OURS.fullmatch(name):
        return True
    from minutebook.write.registers import REGISTERS  # noqa: PLC0415 - not always wanted

    return name in {f"{t.name}.{ending}" for t in REGISTERS for ending in ("csv", "parquet")}
