"""Writes the tables and JSON files of a catalogue into the output folder: all of them change at once, or none.

Files are made in a folder of their own beside the old ones, flushed to disk, and listed in a file that says that they
are ready; only then are they moved into place. An export that is broken off before that leaves the old files as they
were, one that is broken off after it is finished by the next run (``recover``). The order of events is that of
SQLite's rollback journal, turned round (https://www.sqlite.org/atomiccommit.html).
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import re
import shutil
import tempfile
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from pathlib import Path
from typing import Any

from sqlalchemy import Connection

from minutebook.archive.catalogue import Catalogue
from minutebook.archive.history import Kept
from minutebook.archive.scan import by_name, places_of
from minutebook.errors import MinutebookError
from minutebook.write import INDEX, PACKAGE, described
from minutebook.write.csv import table_pieces
from minutebook.write.datapackage import datapackage
from minutebook.write.json import encode
from minutebook.write.registers import REGISTERS, Spool
from minutebook.write.schema import TABLES, Table, json_schema
from minutebook.write.xlsx import NAME as BOOK
from minutebook.write.xlsx import write_workbook

STAGING = ".staging"
READY = "ready.json"
_JSON = re.compile(r"json/[0-9a-f]{16}\.json")

FORMATS = ("csv", "json", "registers", "xlsx")
"""What is written if nobody says otherwise."""


def export(catalogue: Catalogue, out: Path, *, formats: Sequence[str] = FORMATS, anew: bool = False) -> int:
    """Bring the files in ``out`` up to the catalogue and return how many were written; 0 if they are up to date.

    Tables and workbook are written whole; of the JSON files those whose records or name changed. ``anew`` writes all;
    files of a format that is not among ``formats`` are taken away. Raises MinutebookError E304 if the folder cannot be
    written; the old files are then as they were.
    """
    recover(out)
    generation = catalogue.setting("generation")
    before = {} if anew else catalogue.exported()
    current = catalogue.setting("exported") == generation and _formats(before) == set(formats)
    places = places_of(by_name(catalogue.files().values())) if "xlsx" in formats else {}
    links = hashlib.sha256(json.dumps([str(out.absolute()), places]).encode()).hexdigest()
    if "xlsx" in formats and before.get(BOOK) != links:  # what the workbook leads to lies elsewhere now
        current = False
    if not anew and current and all((out / n).is_file() for n in before):
        return 0
    with catalogue.look() as connection:
        wanted = _json_keys(catalogue, connection) if "json" in formats else {}
        fresh = {n: k for n, (k, _, _) in wanted.items() if before.get(n) != k or not (out / n).is_file()}
        keys = {n: k for n, (k, _, _) in wanted.items()}
        staging = out / STAGING
        with _errors(out):
            _clear(staging)
            (staging / "json").mkdir(parents=True)
            spool = _spool(catalogue, connection, formats)
            for name, pieces in _whole(catalogue, connection, formats, spool):
                digest = hashlib.sha256()
                with (staging / name).open("wb") as file:
                    for piece in pieces:
                        digest.update(piece)
                        file.write(piece)
                keys[name] = fresh[name] = digest.hexdigest()
            for path in _made(catalogue, connection, formats, spool, places=places, out=out, folder=staging):
                keys[path.name] = fresh[path.name] = links if path.name == BOOK else _digest(path)
            for name in fresh:
                if name in wanted:
                    _, key, source = wanted[name]
                    (staging / name).write_bytes(_json(catalogue, connection, key, source))
            gone = sorted(({*before, *_ours(out)} if anew else set(before)) - set(keys))
            (staging / INDEX).write_bytes(encode({"files": sorted(keys)}))
            _flush([staging / n for n in fresh] + [staging / INDEX])
            ready = staging / READY
            ready.with_suffix(".part").write_bytes(encode({"files": sorted([*fresh, INDEX]), "gone": gone}))
            _flush([ready.with_suffix(".part")])
            ready.with_suffix(".part").replace(ready)
            _flush([staging])
    recover(out)
    catalogue.note_export(generation, keys)
    return len(fresh)


def recover(out: Path) -> None:
    """Finish an export that was broken off after its files were ready, or clear away one that never was.

    Raises MinutebookError E304 if the folder cannot be written.
    """
    staging = out / STAGING
    with _errors(out):
        try:
            told = json.loads((staging / READY).read_bytes())
        except (FileNotFoundError, NotADirectoryError):
            _clear(staging)
            return
        folders = {out}
        for name in told["files"]:
            place = out / name
            folders.add(place.parent)
            place.parent.mkdir(exist_ok=True)
            with contextlib.suppress(FileNotFoundError):  # it was moved before the run was broken off
                (staging / name).replace(place)
        for name in told["gone"]:
            (out / name).unlink(missing_ok=True)
        _flush(sorted(folders))
        _clear(staging)


def _formats(files: Iterable[str]) -> set[str]:
    """Return the formats of which files were exported."""
    telling = {
        "actions.csv": "csv",
        "actions_register.csv": "registers",
        "minutes.schema.json": "json",
        "actions.parquet": "parquet",
        BOOK: "xlsx",
    }
    return {telling[name] for name in files if name in telling}


def _spool(catalogue: Catalogue, connection: Connection, formats: Collection[str]) -> Spool | None:
    """Return the tables over time, if a format holds them."""
    if {"registers", "xlsx", "parquet"}.isdisjoint(formats):
        return None
    return Spool(Kept(catalogue, connection))


def _whole(
    catalogue: Catalogue, connection: Connection, formats: Collection[str], spool: Spool | None
) -> Iterator[tuple[str, Iterable[bytes]]]:
    """Yield the name and the bytes, piece by piece, of each file that is written whole."""
    for table in TABLES if "csv" in formats else ():
        yield f"{table.name}.csv", table_pieces(table, catalogue.table_rows(connection, table.name))
    for table in REGISTERS if "registers" in formats else ():
        assert spool is not None
        yield f"{table.name}.csv", table_pieces(table, spool.rows(table.name))
    if tables := described(formats):
        yield PACKAGE, [encode(datapackage(tables))]
    if "json" in formats:
        yield "minutes.schema.json", [encode(json_schema())]


def _made(
    catalogue: Catalogue,
    connection: Connection,
    formats: Collection[str],
    spool: Spool | None,
    *,
    places: Mapping[str, str],
    out: Path,
    folder: Path,
) -> Iterator[Path]:
    """Yield the files that a library writes into a folder; they lead to the sources as seen from ``out``."""
    if spool is None:
        return
    if "xlsx" in formats:
        yield write_workbook(folder / BOOK, _rows(catalogue, connection, spool), places=places, seen_from=out)
    if "parquet" in formats:
        from minutebook.write.parquet import write_parquet  # noqa: PLC0415 - an extra

        yield from write_parquet(folder, _rows(catalogue, connection, spool))


def _rows(catalogue: Catalogue, connection: Connection, spool: Spool) -> dict[Table, Iterator[Sequence[Any]]]:
    """Return the rows of all tables, with bare values."""
    records = {t: catalogue.table_rows(connection, t.name) for t in TABLES}
    return {**records, **{t: spool.rows(t.name) for t in REGISTERS}}


def json_files(catalogue: Catalogue, connection: Connection) -> Iterator[tuple[str, bytes]]:
    """Yield the name and the bytes of each document's JSON file."""
    for name, (_, key, source) in _json_keys(catalogue, connection).items():
        yield name, _json(catalogue, connection, key, source)


def _json_keys(catalogue: Catalogue, connection: Connection) -> dict[str, tuple[str, str, str]]:
    """Return by file name: the key of what it holds, the content's key in the catalogue, the name of its source."""
    found = {}
    for document, key, source, engine in catalogue.documents(connection):
        held = hashlib.sha256("\0".join((key, engine, source)).encode("utf-8", "replace")).hexdigest()
        found[f"json/{document}.json"] = (held, key, source)
    return found


def _json(catalogue: Catalogue, connection: Connection, key: str, source: str) -> bytes:
    data = catalogue.json_of(connection, key)
    held = json.loads(data)
    if held["document"]["source"] == source:
        return data
    held["document"]["source"] = source
    return encode(held)


def _ours(out: Path) -> Iterator[str]:
    """Yield the JSON files of documents that lie in the folder, whoever wrote them."""
    for file in (out / "json").glob("*.json"):
        if _JSON.fullmatch(f"json/{file.name}"):
            yield f"json/{file.name}"


def _flush(paths: Iterable[Path]) -> None:
    """Wait until files, or folders' lists of files, are on the disk."""
    for path in paths:
        try:
            handle = os.open(path, os.O_RDONLY)
        except PermissionError:
            if path.is_dir():  # Windows opens no folders, and keeps their lists by itself
                continue
            raise
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _clear(folder: Path) -> None:
    if folder.exists():
        shutil.rmtree(folder)


@contextlib.contextmanager
def _errors(out: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        place = Path(str(error.filename)).name if error.filename else str(out)
        raise MinutebookError("E304", f"{place}: {error.strerror or type(error).__name__}") from error


def check(catalogue: Catalogue, out: Path) -> Iterator[str]:
    """Yield the name of every exported file that is not, letter by letter, what the catalogue holds, or is missing."""
    with catalogue.look() as connection:
        whole: Mapping[str, str] = catalogue.exported()
        formats = _formats(whole)
        documents = json_files(catalogue, connection) if "json" in formats else ()
        spool = _spool(catalogue, connection, formats)
        held = chain(_whole(catalogue, connection, formats, spool), ((n, [b]) for n, b in documents))
        seen = set()
        for name, pieces in held:
            seen.add(name)
            digest = hashlib.sha256()
            for piece in pieces:
                digest.update(piece)
            if not _is(out / name, digest.hexdigest()):
                yield name
        with tempfile.TemporaryDirectory() as scratch:
            places = places_of(by_name(catalogue.files().values()))
            for path in _made(catalogue, connection, formats, spool, places=places, out=out, folder=Path(scratch)):
                seen.add(path.name)
                if not _is(out / path.name, _digest(path)):
                    yield path.name
        yield from sorted(n for n in whole if n not in seen and (out / n).exists())


def _is(path: Path, digest: str) -> bool:
    try:
        return _digest(path) == digest
    except OSError:
        return False


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
