"""Writers by name of the format, and the writing of a whole run into one folder."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from json import loads
from pathlib import Path

from minutebook.errors import MinutebookError
from minutebook.records import Minutes
from minutebook.write.atomic import replace_file
from minutebook.write.csv import write_csv
from minutebook.write.json import encode, write_json
from minutebook.write.schema import TABLES

WRITERS: dict[str, Callable[[Sequence[Minutes], Path], tuple[Path, ...]]] = {"csv": write_csv, "json": write_json}

INDEX = "written.json"
"""Lists the files of the last run, so that the next one can take away those that it does not write again."""

_OURS = re.compile(
    r"json/[0-9a-f]{16}\.json|minutes\.schema\.json|datapackage\.json|(?:"
    + "|".join(t.name for t in TABLES)
    + r")\.csv"
)


def write(results: Sequence[Minutes], folder: Path, *, formats: Sequence[str] = ("csv", "json")) -> tuple[Path, ...]:
    """Write the results of a run into ``folder``, which then holds this run's files and none of an earlier run's.

    Only files that an earlier run of minutebook listed as its own are taken away. ``results`` are in the order of
    their rows. Returns the files written, sorted. Raises MinutebookError E304 if the folder cannot be written.
    """
    before = _listed(folder)
    written: list[Path] = []
    expected = {f"json/{m.document.id}.json" for m in results}
    _index(folder, before | expected)
    for name in formats:
        written += WRITERS[name](results, folder)
    now = {p.relative_to(folder).as_posix() for p in written}
    try:
        for name in sorted(before - now):
            (folder / name).unlink(missing_ok=True)
    except OSError as error:
        raise MinutebookError("E304", f"{name}: {error.strerror}") from error
    _index(folder, now)
    return tuple(sorted(written))


def _index(folder: Path, names: set[str]) -> None:
    replace_file(folder / INDEX, encode({"files": sorted(names)}))


def _listed(folder: Path) -> set[str]:
    """Return the files that an earlier run lists as its own; an index that is none lists nothing."""
    try:
        names = loads((folder / INDEX).read_bytes())["files"]
    except (OSError, ValueError, KeyError, TypeError):
        return set()
    return {n for n in names if isinstance(n, str) and _OURS.fullmatch(n)} if isinstance(names, list) else set()
