"""Writers by name of the format, and the writing of a whole run into one folder."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from json import loads
from pathlib import Path

from minutebook.errors import MinutebookError
from minutebook.records import Minutes
from minutebook.write.atomic import replace_file
from minutebook.write.csv import csv_pieces, write_csv
from minutebook.write.json import encode, json_pieces, write_json
from minutebook.write.packed import Packed, Press
from minutebook.write.rows import rows_pieces
from minutebook.write.schema import TABLES

__all__ = ["FORMATS", "KINDS", "ROWS", "WRITERS", "Packed", "pack", "write"]


def _write_xlsx(results: Sequence[Packed], folder: Path) -> tuple[Path, ...]:
    from minutebook.write.xlsx import write_xlsx  # noqa: PLC0415 - slow to load, and not always wanted

    return write_xlsx(results, folder)


@dataclass(frozen=True, slots=True)
class Writer:
    """A format: what makes one document's parts, piece by piece, and what writes those of all into a folder."""

    encode: Callable[[Minutes], Iterable[Iterable[bytes]]]
    write: Callable[[Sequence[Packed], Path], tuple[Path, ...]]


WRITERS: dict[str, Writer] = {
    "csv": Writer(csv_pieces, write_csv),
    "json": Writer(lambda minutes: [json_pieces(minutes)], write_json),
    "xlsx": Writer(lambda minutes: [rows_pieces(minutes)], _write_xlsx),
}
FORMATS = ("csv", "json")
"""What is written if nobody says otherwise."""
ROWS = "rows"
"""Not a format to write but a part to hold: the rows of all tables with bare values, for a catalogue."""
KINDS = ("attendance", "agenda_items", "questions", "findings", "decisions", "actions")

INDEX = "written.json"
"""Lists the files of the last run, so that the next one can take away those that it does not write again."""

_OURS = re.compile(
    r"json/[0-9a-f]{16}\.json|minutes\.schema\.json|minutes\.xlsx|datapackage\.json|(?:"
    + "|".join(t.name for t in TABLES)
    + r")\.csv"
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
        parts={name: tuple(map(press, _encode(name, minutes))) for name in formats},
        doubted=sum(c.kind in KINDS for c in minutes.checks),
        left_out=left_out,
    )


def _encode(name: str, minutes: Minutes) -> Iterable[Iterable[bytes]]:
    return [rows_pieces(minutes)] if name == ROWS else WRITERS[name].encode(minutes)


def write(results: Iterable[Minutes | Packed], folder: Path, *, formats: Sequence[str] = FORMATS) -> tuple[Path, ...]:
    """Write the results of a run into ``folder``, which then holds this run's files and none of an earlier run's.

    Only files that an earlier run of minutebook listed as its own are taken away. ``results`` are in the order of
    their rows, packed (in these formats) or not. Returns the files written, sorted. Raises MinutebookError E304 if the
    folder cannot be written.
    """
    packed = [r if isinstance(r, Packed) else pack(r, formats) for r in results]
    before = _listed(folder)
    written: list[Path] = []
    expected = {f"json/{p.document.id}.json" for p in packed}
    _index(folder, before | expected)
    for name in formats:
        written += WRITERS[name].write(packed, folder)
    now = {p.relative_to(folder).as_posix() for p in written}
    try:
        for name in sorted(before - now):
            (folder / name).unlink(missing_ok=True)
    except OSError as error:
        raise MinutebookError("E304", f"{name}: {error.strerror}") from error
    _index(folder, now)
    return tuple(sorted(written))


def _index(folder: Path, names: set[str]) -> None:
    replace_file(folder / INDEX, [encode({"files": sorted(names)})])


def _listed(folder: Path) -> set[str]:
    """Return the files that an earlier run lists as its own; an index that is none lists nothing."""
    try:
        names = loads((folder / INDEX).read_bytes())["files"]
    except (OSError, ValueError, KeyError, TypeError):
        return set()
    return {n for n in names if isinstance(n, str) and _OURS.fullmatch(n)} if isinstance(names, list) else set()
