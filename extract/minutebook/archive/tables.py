"""The catalogue's tables: those of the records, derived from the tables that are written, and those of the archive."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Double,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
)
from sqlalchemy.types import TypeEngine

from minutebook.write.schema import TABLES, columns
from minutebook.write.schema import Table as Written

LAYOUT = 1
"""Version of the tables; a catalogue of another one is refused."""

SEARCHED: dict[str, tuple[str, ...]] = {
    "agenda_items": ("title",),
    "questions": ("text", "asked_by", "put_to"),
    "findings": ("text", "question_text"),
    "decisions": ("text", "mover", "seconder"),
    "actions": ("text", "owners", "due_text", "update"),
    "updates": ("text",),
}
"""The columns of each table that full-text search looks into."""

_SORTED = Text().with_variant(Text(collation="C"), "postgresql")
"""Text that sorts by its characters' numbers, as Python sorts; SQLite does by itself."""

_TYPES: dict[str, TypeEngine[Any]] = {
    "string": Text(),
    "integer": BigInteger(),
    "number": Double(),
    "boolean": Boolean(create_constraint=False),
}
_ROW = BigInteger().with_variant(Integer, "sqlite")

META = MetaData()


def _record_table(written: Written) -> Table:
    """Return the catalogue's table of a kind of record: its columns, and its place in its document."""
    own: Iterator[Column[Any]] = (
        Column(c.name, _SORTED if c.name == "source" else _TYPES[c.type]) for c in columns(written)
    )
    return Table(
        written.name,
        META,
        Column("row", _ROW, primary_key=True, autoincrement=True),
        Column("place", Integer, nullable=False, default=0),
        *own,
        Index(f"{written.name}_document", "document_id"),
        Index(f"{written.name}_source", "source", "place"),
    )


RECORDS: dict[str, Table] = {written.name: _record_table(written) for written in TABLES}
"""By name: one table for each CSV, with its columns; ``place`` is the record's place in its document, from 0."""

RUNS = Table(
    "runs",
    META,
    Column("run", Integer, primary_key=True, autoincrement=True),
    Column("version", String(40), nullable=False),
    Column("engine", String(64), nullable=False),
    Column("started", String(32), nullable=False),
    Column("finished", String(32)),
    Column("state", String(16), nullable=False),
    Column("report", Text),
)
"""Every run: ``state`` is running, finished or failed; ``report`` its run report as JSON."""

VERSIONS = Table(
    "versions",
    META,
    Column("sha256", String(64), primary_key=True),
    Column("status", String(32), nullable=False),
    Column("version", String(40), nullable=False),
    Column("engine", String(64), nullable=False),
    Column("limits", String(80)),
    Column("run", Integer, nullable=False),
    Column("json", LargeBinary, nullable=False),
    Column("rows", LargeBinary, nullable=False),
)
"""Every content that was ever read, by the SHA-256 of its bytes, with what came of it (JSON and rows, both pressed by
zlib), also of those that are no longer there: one that returns need not be read again. ``limits`` is set where the
document failed at a limit."""

FILES = Table(
    "files",
    META,
    Column("address", _SORTED, primary_key=True),
    Column("root", Text, nullable=False),
    Column("name", _SORTED, nullable=False),
    Column("sha256", String(64), index=True),
    Column("size", BigInteger, nullable=False),
    Column("stamp", String(80), nullable=False),
    Column("present", Boolean(create_constraint=False), nullable=False),
    Column("problem", String(8)),
)
"""Every file that was ever seen: its full path or address, the source below which it was found, its name below that,
and which content it held when last looked at. ``stamp`` tells without reading whether it may have changed."""

EVENTS = Table(
    "events",
    META,
    Column("event", _ROW, primary_key=True, autoincrement=True),
    Column("run", Integer, nullable=False),
    Column("kind", String(12), nullable=False),
    Column("address", Text, nullable=False),
    Column("sha256", String(64)),
    Column("before", Text),
)
"""What happened to files, run by run: new, changed, moved, copied, deleted, returned. ``before`` is the SHA-256 that
the file had (changed) or the address that it was moved or copied from."""

CHANGES = Table(
    "changes",
    META,
    Column("change", _ROW, primary_key=True, autoincrement=True),
    Column("run", Integer, nullable=False),
    Column("from_version", String(40), nullable=False),
    Column("to_version", String(40), nullable=False),
    Column("document_id", String(16), nullable=False, index=True),
    Column("source", Text, nullable=False),
    Column("table", String(32), nullable=False),
    Column("kind", String(8), nullable=False),
    Column("record_id", Text),
    Column("before", Text),
    Column("after", Text),
)
"""What reading a document anew, with another version of minutebook, changed: records added, removed, changed (JSON)."""

EXPORTED = Table(
    "exported",
    META,
    Column("name", _SORTED, primary_key=True),
    Column("key", String(64), nullable=False),
)
"""The files of the last export, each with the key of what it holds."""

SETTINGS = Table("settings", META, Column("name", String(40), primary_key=True), Column("value", Text, nullable=False))
"""``layout``: version of these tables; ``generation``: counts changes of records; ``exported``: that of the export."""


def search_statements(dialect: str) -> Iterator[str]:
    """Yield the SQL that sets up full-text search and the views, once, in a new catalogue.

    SQLite: an FTS5 table beside each table, kept by triggers, as Datasette expects them. PostgreSQL: a generated
    ``tsvector`` column with a GIN index.
    """
    for table, names in SEARCHED.items():
        if dialect == "postgresql":
            whole = " || ' ' || ".join(f"coalesce(\"{n}\", '')" for n in names)
            yield (
                f"ALTER TABLE {table} ADD COLUMN search tsvector "
                f"GENERATED ALWAYS AS (to_tsvector('english', {whole})) STORED"
            )
            yield f"CREATE INDEX {table}_search ON {table} USING gin (search)"
            continue
        listed = ", ".join(f'"{n}"' for n in names)
        new, old = (", ".join(f'{w}."{n}"' for n in names) for w in ("new", "old"))
        fts = f"{table}_fts"
        yield (
            f"CREATE VIRTUAL TABLE {fts} USING fts5 ({listed}, content='{table}', content_rowid='row', "
            "tokenize='porter unicode61')"
        )
        take_out = f"INSERT INTO {fts} ({fts}, rowid, {listed}) VALUES ('delete', old.row, {old});"
        put_in = f"INSERT INTO {fts} (rowid, {listed}) VALUES (new.row, {new});"
        yield f"CREATE TRIGGER {table}_ai AFTER INSERT ON {table} BEGIN {put_in} END"
        yield f"CREATE TRIGGER {table}_ad AFTER DELETE ON {table} BEGIN {take_out} END"
        yield f"CREATE TRIGGER {table}_au AFTER UPDATE OF {listed} ON {table} BEGIN {take_out} {put_in} END"
    yield from _VIEWS


def drop_statements(views: Iterable[str]) -> Iterator[str]:
    """Yield the SQL that takes away the views (of those that are there) and what search added beside the tables."""
    ours = [statement.split()[2] for statement in _VIEWS]
    yield from (f"DROP VIEW {view}" for view in ours if view in views)
    yield from (f"DROP TABLE IF EXISTS {table}_fts" for table in SEARCHED)


_OPEN = "status = 'open'"
_VIEWS = (
    "CREATE VIEW open_actions AS SELECT body, meeting_date, owners, text, due_text, due_date, item_path, item_title, "
    f"source, page, document_id, action_id FROM actions WHERE {_OPEN} ORDER BY due_date, meeting_date",
    "CREATE VIEW answers AS SELECT q.body, q.meeting_date, q.item_path, q.item_title, q.number, q.text AS question, "
    "f.text AS finding, q.asked_by, q.put_to, q.source, q.page, q.document_id, q.question_id, f.finding_id "
    "FROM questions q LEFT JOIN findings f ON f.document_id = q.document_id AND f.question_id = q.question_id",
    "CREATE VIEW question_actions AS SELECT q.body, q.meeting_date, q.number, q.text AS question, a.text AS action, "
    "a.owners, a.due_date, a.status, q.document_id, q.question_id, a.action_id "
    "FROM questions q JOIN actions a ON a.document_id = q.document_id AND a.question_id = q.question_id",
    "CREATE VIEW failures AS SELECT status, source, document_id FROM documents WHERE status NOT IN ('ok', 'duplicate')",
    "CREATE VIEW bodies AS SELECT body, count(*) AS meetings, min(date) AS first, max(date) AS last "
    "FROM meetings GROUP BY body",
)
