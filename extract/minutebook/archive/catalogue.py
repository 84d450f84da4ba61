"""The catalogue: the one place that speaks to the database, whichever it is."""

from __future__ import annotations

import contextlib
import json
import re
import zlib
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, delete, event, func, insert, inspect, select, text, update
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError, SQLAlchemyError

from minutebook.archive.tables import (
    CHANGES,
    EVENTS,
    EXPORTED,
    FILES,
    LAYOUT,
    META,
    RECORDS,
    RUNS,
    SETTINGS,
    VERSIONS,
    drop_statements,
    search_statements,
)
from minutebook.errors import MinutebookError
from minutebook.records import DocumentRecord
from minutebook.refusal import duplicate
from minutebook.write.rows import rows as rows_of
from minutebook.write.schema import TABLES, columns

NAME = "catalogue.sqlite"
"""The catalogue's file in the output folder, unless an address says otherwise."""

Rows = Mapping[str, Sequence[Sequence[Any]]]
"""By table: the rows of one document, bare values in the order of the table's columns."""

_COLUMNS = {t.name: tuple(c.name for c in columns(t)) for t in TABLES}
_OWN = {t.name: t.own for t in TABLES}
_WORST = {t.name: t.worst for t in TABLES}
_SOURCE_AT = {name: names.index("source") for name, names in _COLUMNS.items()}


@dataclass(frozen=True, slots=True)
class File:
    """A file as it was last seen: ``address`` names it wherever it is, ``name`` is its path below its ``root``.

    ``sha256`` is None if it could not be read (``problem`` says why); ``stamp`` is "" if it says nothing of changes.
    """

    address: str
    root: str
    name: str
    size: int
    stamp: str
    sha256: str | None = None
    present: bool = True
    problem: str | None = None


@dataclass(frozen=True, slots=True)
class Version:
    """A content that was read: what came of it, as JSON and as rows, and which engine read it under which limits."""

    sha256: str
    status: str
    version: str
    engine: str
    limits: str | None
    json: bytes
    rows: Rows

    @property
    def document_id(self) -> str:
        """The id of the document in the records."""
        return str(self.rows["documents"][0][_COLUMNS["documents"].index("document_id")])


@dataclass(frozen=True, slots=True)
class Known:
    """What the catalogue knows of a content without looking at its records."""

    status: str
    engine: str
    limits: str | None


class Catalogue:
    """A catalogue in SQLite (a file) or PostgreSQL (an address). Use as a context manager; one thread at a time."""

    def __init__(self, url: str) -> None:
        """Open the catalogue at an SQLAlchemy address, and make its tables if there are none.

        Raises MinutebookError E310 if it cannot be opened or is of another layout.
        """
        try:
            self._engine = _engine(url)
            with self._engine.execution_options(writes=True).begin() as connection:
                self._prepare(connection)
        except (SQLAlchemyError, ImportError) as error:
            raise _cannot(url, error) from error

    @classmethod
    def in_folder(cls, out: Path) -> Catalogue:
        """Open the catalogue that lies in an output folder. Raises MinutebookError E310."""
        return cls("sqlite:///" + str((out / NAME).absolute()))

    def __enter__(self) -> Catalogue:
        return self

    def __exit__(self, *_: object) -> None:
        self._engine.dispose()

    def _prepare(self, connection: Connection) -> None:
        if inspect(connection).has_table(SETTINGS.name):
            found = connection.scalar(select(SETTINGS.c.value).where(SETTINGS.c.name == "layout"))
            if found != str(LAYOUT):
                raise MinutebookError("E310", f"its layout is {found}, this version needs {LAYOUT}")
            self._renew(connection)
            return
        META.create_all(connection)
        self._set_up_search(connection)
        settings = {"layout": LAYOUT, "generation": 0, "exported": -1}
        connection.execute(insert(SETTINGS), [{"name": n, "value": str(v)} for n, v in settings.items()])

    def _set_up_search(self, connection: Connection) -> None:
        for statement in search_statements(self._engine.dialect.name):
            connection.execute(text(statement))

    def _renew(self, connection: Connection) -> None:
        """Make the tables of records anew if another version of minutebook had others; they are empty then.

        Nothing is lost: what was read is in ``versions``, and that version's documents are read again anyway.
        """
        there = inspect(connection)
        if all(
            there.has_table(name)
            and [c["name"] for c in there.get_columns(name) if c["name"] != "search"] == list(table.c.keys())
            for name, table in RECORDS.items()
        ):
            return
        for statement in drop_statements(there.get_view_names()):
            connection.execute(text(statement))
        META.drop_all(connection, tables=list(RECORDS.values()))
        META.create_all(connection)
        self._set_up_search(connection)

    @contextlib.contextmanager
    def change(self) -> Iterator[Connection]:
        """Open a transaction that writes: all that is done within happens, or nothing.

        Raises MinutebookError E304 if the database cannot keep it (disk full, no permission, connection lost).
        """
        try:
            with self._engine.execution_options(writes=True).begin() as connection:
                yield connection
        except DBAPIError as error:
            raise MinutebookError("E304", f"the catalogue: {error.orig}") from error

    @contextlib.contextmanager
    def look(self) -> Iterator[Connection]:
        """Open a connection that only reads, all of it at one moment's state."""
        with self._engine.connect() as connection:
            if self._engine.dialect.name == "postgresql":
                connection = connection.execution_options(isolation_level="REPEATABLE READ")  # noqa: PLW2901
            yield connection

    # -- locks and settings

    @contextlib.contextmanager
    def alone(self) -> Iterator[None]:
        """Hold the catalogue for this process, where several machines may share it (PostgreSQL).

        Raises MinutebookError E311 if another run holds it.
        """
        if self._engine.dialect.name != "postgresql":
            yield
            return
        with self._engine.connect() as connection:
            if not connection.scalar(select(func.pg_try_advisory_lock(_LOCK))):
                raise MinutebookError("E311", "its catalogue")
            connection.commit()
            yield

    def setting(self, name: str) -> int:
        """Return a setting's number."""
        with self.look() as connection:
            return int(connection.scalar(select(SETTINGS.c.value).where(SETTINGS.c.name == name)) or 0)

    # -- runs

    def start_run(self, *, version: str, engine: str, started: str) -> int:
        """Note that a run begins and return its number; runs that never came to an end are marked as stopped."""
        with self.change() as connection:
            connection.execute(update(RUNS).where(RUNS.c.state == "running").values(state="stopped"))
            values = {"version": version, "engine": engine, "started": started, "state": "running"}
            return int(connection.execute(insert(RUNS).values(values)).inserted_primary_key[0])  # type: ignore[index]

    def end_run(self, run: int, *, state: str, finished: str, report: Mapping[str, Any]) -> None:
        """Note how a run ended."""
        with self.change() as connection:
            values = {"state": state, "finished": finished, "report": json.dumps(report, ensure_ascii=False)}
            connection.execute(update(RUNS).where(RUNS.c.run == run).values(values))

    def runs(self, last: int) -> tuple[dict[str, Any], ...]:
        """Return the last runs, newest first: run, version, started, finished, state, report (a dict, maybe empty)."""
        with self.look() as connection:
            found = connection.execute(select(RUNS).order_by(RUNS.c.run.desc()).limit(last)).mappings().all()
        return tuple({**r, "report": json.loads(r["report"] or "{}")} for r in found)

    # -- files

    def files(self) -> dict[str, File]:
        """Return every file that was ever seen, by address."""
        with self.look() as connection:
            found = connection.execute(select(FILES)).mappings()
            return {r["address"]: File(**r) for r in found}

    def note_files(
        self, run: int, files: Iterable[File], events: Iterable[tuple[str, str, str | None, str | None]]
    ) -> None:
        """Keep what a scan saw, and what that means, in one transaction.

        ``events`` are kind, address, SHA-256, before (see ``tables.EVENTS``).
        """
        values = [_values(f) for f in files]
        told = [
            {"run": run, "kind": kind, "address": address, "sha256": sha256, "before": before}
            for kind, address, sha256, before in events
        ]
        with self.change() as connection:
            for part in _parts([v["address"] for v in values]):
                connection.execute(delete(FILES).where(FILES.c.address.in_(part)))
            if values:
                connection.execute(insert(FILES), values)
            if told:
                connection.execute(insert(EVENTS), told)

    # -- contents and their records

    def known(self) -> dict[str, Known]:
        """Return what is known of every content that was ever read, by SHA-256."""
        with self.look() as connection:
            chosen = select(VERSIONS.c.sha256, VERSIONS.c.status, VERSIONS.c.engine, VERSIONS.c.limits)
            return {r.sha256: Known(r.status, r.engine, r.limits) for r in connection.execute(chosen)}

    def published(self) -> dict[str, tuple[str, ...]]:
        """Return the files of each document whose records are in the tables: the first, then its copies, by content.

        Shape: SHA-256 (or the key of an unreadable file) to names, the first file's first.
        """
        documents = RECORDS["documents"].c
        chosen = select(documents.sha256, documents.document_id, documents.source, documents.status).order_by(
            documents.source
        )
        result: dict[str, list[str]] = {}
        with self.look() as connection:
            for r in connection.execute(chosen):
                names = result.setdefault(r.sha256 or unreadable_key(r.document_id), [])
                names.insert(0 if r.status != "duplicate" else len(names), r.source)
        return {key: tuple(names) for key, names in result.items()}

    def keep(self, run: int, version: Version, names: Sequence[str]) -> int:
        """Keep what was read of a content and put its records into the tables, in one transaction.

        ``names`` are its files (none: it is only kept). Returns how many records differ from those that another engine
        found before.
        """
        with self.change() as connection:
            changed = 0
            with contextlib.suppress(KeyError):
                before = _version(connection, version.sha256)
                if before.engine != version.engine:
                    found = list(differences(before, version))
                    source = names[0] if names else ""
                    told = {"run": run, "from_version": before.version, "to_version": version.version, "source": source}
                    if found:
                        told["document_id"] = version.document_id
                        connection.execute(insert(CHANGES), [{**told, **d} for d in found])
                    changed = len(found)
            connection.execute(delete(VERSIONS).where(VERSIONS.c.sha256 == version.sha256))
            packed = {"json": zlib.compress(version.json, 1), "rows": zlib.compress(_dump(version.rows), 1)}
            plain = {n: getattr(version, n) for n in ("sha256", "status", "version", "engine", "limits")}
            connection.execute(insert(VERSIONS).values(run=run, **plain, **packed))
            self._publish(connection, version, names)
            return changed

    def publish(self, key: str, names: Sequence[str]) -> None:
        """Put the records of a content that was read before into the tables, as those of the files ``names``.

        With no names they are taken out. One transaction.
        """
        with self.change() as connection:
            self._publish(connection, _version(connection, key), names)

    def _publish(self, connection: Connection, version: Version, names: Sequence[str]) -> None:
        for table in RECORDS.values():
            connection.execute(delete(table).where(table.c.document_id == version.document_id))
        for k, name in enumerate(names):
            held = _renamed(version.rows, name) if k == 0 else _copy(version.rows, name, names[0])
            for table_name, found in held.items():
                if found:
                    head = ("place", *_COLUMNS[table_name])
                    values = [dict(zip(head, (place, *row), strict=True)) for place, row in enumerate(found)]
                    connection.execute(insert(RECORDS[table_name]), values)
        bump = update(SETTINGS).where(SETTINGS.c.name == "generation")
        generation = connection.scalar(select(SETTINGS.c.value).where(SETTINGS.c.name == "generation"))
        connection.execute(bump.values(value=str(int(generation or 0) + 1)))

    def changes(self, since: str) -> Iterator[dict[str, Any]]:
        """Yield the records that reading anew changed, from the first run of a version later than ``since`` on."""
        with self.look() as connection:
            first = connection.scalar(select(func.min(CHANGES.c.run)).where(CHANGES.c.from_version == since))
            if first is None:
                return
            chosen = select(CHANGES).where(CHANGES.c.run >= first).order_by(CHANGES.c.source, CHANGES.c.change)
            for r in connection.execute(chosen).mappings():
                yield dict(r)

    # -- what is exported

    def table_rows(self, connection: Connection, table: str) -> Iterator[tuple[Any, ...]]:
        """Yield the rows of a table as they are exported: by file, then by place in the document; bare values.

        Of a table that has the worst rows first, those are.
        """
        held = RECORDS[table]
        order = [held.c[n].desc() for n in (_WORST[table],) if n]
        chosen = select(*(held.c[n] for n in _COLUMNS[table])).order_by(*order, held.c.source, held.c.place)
        for row in connection.execution_options(yield_per=2000).execute(chosen):
            yield tuple(row)

    def rows_of(
        self, connection: Connection, table: str, documents: Collection[str] | None = None
    ) -> Iterator[dict[str, Any]]:
        """Yield the rows of a table by column name, of some documents (by id) or of all, by file and place."""
        held = RECORDS[table]
        chosen = select(*(held.c[n] for n in _COLUMNS[table])).order_by(held.c.source, held.c.place)
        for part in [None] if documents is None else _parts(tuple(documents)):
            within = chosen if part is None else chosen.where(held.c.document_id.in_(part))
            for row in connection.execute(within):
                yield dict(zip(_COLUMNS[table], row, strict=True))

    def documents(self, connection: Connection) -> tuple[tuple[str, str, str, str], ...]:
        """Return document id, content's key, file and engine of each document that has a JSON file, by file."""
        held = RECORDS["documents"].c
        chosen = (
            select(held.document_id, held.sha256, held.source, held.status)
            .where(held.status != "duplicate")
            .order_by(held.source)
        )
        engines = {r.sha256: r.engine for r in connection.execute(select(VERSIONS.c.sha256, VERSIONS.c.engine))}
        found = []
        for r in connection.execute(chosen):
            key = r.sha256 or unreadable_key(r.document_id)
            found.append((r.document_id, key, r.source, engines[key]))
        return tuple(found)

    def json_of(self, connection: Connection, key: str) -> bytes:
        """Return the JSON of a content, as it was read (its file may have another name by now)."""
        return zlib.decompress(connection.scalar(select(VERSIONS.c.json).where(VERSIONS.c.sha256 == key)) or b"")

    def exported(self) -> dict[str, str]:
        """Return the files of the last export with the key of what each holds."""
        with self.look() as connection:
            return {r.name: r.key for r in connection.execute(select(EXPORTED))}

    def note_export(self, generation: int, files: Mapping[str, str]) -> None:
        """Keep that the records of a generation were exported as these files."""
        with self.change() as connection:
            connection.execute(delete(EXPORTED))
            if files:
                connection.execute(insert(EXPORTED), [{"name": n, "key": k} for n, k in sorted(files.items())])
            exported = update(SETTINGS).where(SETTINGS.c.name == "exported")
            connection.execute(exported.values(value=str(generation)))

    def counts(self) -> tuple[dict[str, int], dict[str, int]]:
        """Return the number of documents by status and of records by table."""
        documents = RECORDS["documents"].c
        with self.look() as connection:
            chosen = select(documents.status, func.count()).group_by(documents.status).order_by(documents.status)
            statuses = {status: int(n) for status, n in connection.execute(chosen)}
            records = {
                name: int(connection.scalar(select(func.count()).select_from(table)) or 0)
                for name, table in RECORDS.items()
                if name != "documents"
            }
        return statuses, records


_LOCK = 0x6D696E75
"""The number of minutebook's advisory lock in PostgreSQL."""


def unreadable_key(document_id: str) -> str:
    """Return the key, in place of a SHA-256, of what came of a file that could not be read at all."""
    return f"unreadable-{document_id}"


def differences(before: Version, after: Version) -> Iterator[dict[str, Any]]:
    """Yield what differs between the records that two engines found in one content: table, kind, id, before, after.

    Records are compared by their id, without their evidence's rule and confidence; the file's name does not count.
    """
    for table, own in _OWN.items():
        if table in {"documents", "notices", "checks"}:
            continue
        old, new = (_by_id(v.rows, table, own) for v in (before, after))
        for key in [*old, *(k for k in new if k not in old)]:
            if old.get(key) == new.get(key):
                continue
            kind = "added" if key not in old else "removed" if key not in new else "changed"
            shown = {n: json.dumps(held.get(key), ensure_ascii=False) for n, held in (("before", old), ("after", new))}
            yield {"table": table, "kind": kind, "record_id": key, **shown}


_UNCOMPARED = ("source", "evidence_rule", "evidence_confidence")


def _by_id(rows: Rows, table: str, own: str) -> dict[str, dict[str, Any]]:
    names = _COLUMNS[table]
    found = (dict(zip(names, row, strict=True)) for row in rows.get(table, ()))
    return {r[own]: {n: v for n, v in r.items() if n not in _UNCOMPARED} for r in found}


def _renamed(rows: Rows, name: str) -> Rows:
    """Return a document's rows under another name of its file."""
    renamed = {}
    for table, found in rows.items():
        at = _SOURCE_AT[table]
        renamed[table] = [[*row[:at], name, *row[at + 1 :]] for row in found]
    return renamed


def _copy(rows: Rows, name: str, original: str) -> Rows:
    """Return the rows of a second file with the same bytes: no records, and a notice that names the first."""
    first = dict(zip(_COLUMNS["documents"], rows["documents"][0], strict=True))
    kept = {n: first[n] for n in ("sha256", "media_type", "pages", "reader", "version")}
    minutes = duplicate(DocumentRecord(id=first["document_id"], source=original, **kept), name)
    return {table.name: list(rows_of(table, minutes)) for table in TABLES}


def _version(connection: Connection, key: str) -> Version:
    found = connection.execute(select(VERSIONS).where(VERSIONS.c.sha256 == key)).mappings().first()
    if found is None:
        raise KeyError(key)
    return Version(
        **{n: found[n] for n in ("sha256", "status", "version", "engine", "limits")},
        json=zlib.decompress(found["json"]),
        rows=read_rows(zlib.decompress(found["rows"])),
    )


def read_rows(data: bytes) -> Rows:
    """Return the rows that ``write.rows.rows_pieces`` made, maybe with another version's columns, with today's.

    What that version did not have is None.
    """
    held: dict[str, list[list[Any]]] = json.loads(data)
    result = {}
    for table, names in _COLUMNS.items():
        had, *found = held.get(table, [[]])
        if tuple(had) == names:
            result[table] = found
            continue
        at = [had.index(n) if n in had else None for n in names]
        result[table] = [[None if k is None else row[k] for k in at] for row in found]
    return result


def _dump(rows: Rows) -> bytes:
    held = {table: [_COLUMNS[table], *found] for table, found in rows.items()}
    return json.dumps(held, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")


def _values(file: File) -> dict[str, Any]:
    return {n: getattr(file, n) for n in File.__slots__}


def _parts(items: Sequence[str], size: int = 500) -> Iterator[Sequence[str]]:
    for start in range(0, len(items), size):
        yield items[start : start + size]


def _engine(url: str) -> Engine:
    engine = create_engine(re.sub(r"^postgres(ql)?:", "postgresql+psycopg:", url))
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _set_up)
        event.listen(engine, "begin", _begin)
    return engine


def _set_up(connection: Any, _record: object) -> None:  # noqa: ANN401 - a connection of Python's sqlite3
    connection.isolation_level = None  # transactions begin where we say so, see _begin
    for line in ("journal_mode=WAL", "synchronous=FULL", "busy_timeout=30000"):
        connection.execute(f"PRAGMA {line}")


def _begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get("writes")  # who writes waits now rather than fails later
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


_NO_ROOM = ("SQLITE_IOERR", "SQLITE_FULL", "SQLITE_READONLY", "SQLITE_CANTOPEN")
"""What SQLite says where a file cannot be written."""


def _cannot(url: str, error: BaseException) -> MinutebookError:
    if isinstance(error, ImportError | NoSuchModuleError):
        return MinutebookError("E310", f"{_named(url)}: a part is missing; pip install 'minutebook[postgresql]'")
    if isinstance(error, ArgumentError):
        return MinutebookError("E310", f"{url}: this is no address of a database")
    found = getattr(error, "orig", error)
    if getattr(found, "sqlite_errorname", "").startswith(_NO_ROOM):
        return MinutebookError("E304", f"the catalogue: {found}")
    return MinutebookError("E310", f"{_named(url)}: {found}")


def _named(url: str) -> str:
    """Return an address without its password."""
    try:
        return make_url(url).render_as_string(hide_password=True)
    except ArgumentError:
        return url
