"""The JSON Schema of the JSON and the columns of the tables, both derived from the records' own fields."""

from __future__ import annotations

import functools
import types
import typing
from collections.abc import Iterator
from dataclasses import Field, dataclass, fields, is_dataclass
from typing import Any

from minutebook.records import (
    Action,
    AgendaItem,
    Check,
    Decision,
    DocumentRecord,
    Finding,
    Meeting,
    Minutes,
    NoticeRecord,
    Person,
    Question,
    Update,
)

SCHEMA = "minutebook/1"

_PLAIN = {str: "string", int: "integer", float: "number", bool: "boolean"}
_IDS = {
    "id": "Id of the record; the same document gives the same id on every run and machine.",
    "code": "E: why there are no records; N: a doubt.",
}


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name, the way from the record to the value, its Table Schema type and what it means."""

    name: str
    way: tuple[str, ...]
    type: str
    doc: str


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its name, which records are its rows (None: the document or its meeting), and its key.

    Its rows stand in the order of the documents, unless ``worst`` names a column: then those with the most of it come
    first.
    """

    name: str
    record: type
    own: str
    context: tuple[str, ...]
    key: tuple[str, ...]
    about: str
    worst: str = ""
    register: str = ""
    """Which of the ``Registers`` its rows are; each of their fields is a column then, and there are no others."""


_WHOLE = ("body", "meeting_date")
_ITEM = (*_WHOLE, "item_path", "item_title")

TABLES: tuple[Table, ...] = (
    Table("documents", DocumentRecord, "document_id", _WHOLE, ("source",), "One row a file that was given."),
    Table("meetings", Meeting, "meeting_id", (), ("document_id", "meeting_id"), "One row a document with minutes."),
    Table("attendance", Person, "person_id", _WHOLE, ("document_id", "person_id"), "One row a named person."),
    Table("agenda_items", AgendaItem, "item_id", _WHOLE, ("document_id", "item_id"), "One row an item of business."),
    Table("questions", Question, "question_id", _ITEM, ("document_id", "question_id"), "One row a question."),
    Table(
        "findings",
        Finding,
        "finding_id",
        (*_ITEM, "question_text"),
        ("document_id", "finding_id"),
        "One row an answer.",
    ),
    Table("decisions", Decision, "decision_id", _ITEM, ("document_id", "decision_id"), "One row a decision."),
    Table("actions", Action, "action_id", _ITEM, ("document_id", "action_id"), "One row a task."),
    Table(
        "updates",
        Update,
        "update_id",
        _ITEM,
        ("document_id", "update_id"),
        "One row a passage that tells what became of something that an earlier meeting took up.",
    ),
    Table("notices", NoticeRecord, "", _WHOLE, (), "One row a doubt, gap or failure that a person should know of."),
    Table(
        "checks",
        Check,
        "",
        _WHOLE,
        (),
        "One row a place to check: the records that are little sure and the notices of all documents, the worst first.",
        worst="doubt",
    ),
)

CONTEXT = {
    "body": "The council, board or committee that met.",
    "meeting_date": "Date of the meeting: ISO, at the precision that the minutes state.",
    "item_path": "Number of the agenda item with those of the items above it.",
    "item_title": "Title of the agenda item.",
    "question_text": "The question that it answers.",
    "source": "Path of the file below the folder that was given.",
    "document_id": "Id of the document: the beginning of the SHA-256 of its bytes.",
    "meeting_id": "Id of the meeting.",
}

_LINKS = {"item": "item_id", "question": "question_id", "parent": "parent_id"}


@functools.cache
def columns(table: Table) -> tuple[Column, ...]:
    """Return the columns of a table: what a reader wants first, then source and keys, then the evidence."""
    if table.register:
        return tuple(_flat(table.record, table))
    own = [c for c in _flat(table.record, table) if c.name not in CONTEXT or table.own == "meeting_id"]
    if table.name == "documents":
        own = list(_flat(table.record, table))
    evidence = [c for c in own if c.way[0] == "evidence"]
    own_ids = {table.own, *_LINKS.values()} if table.name != "documents" else set()
    front = [c for c in own if c not in evidence and c.name not in own_ids]
    keys = [c for c in own if c.name in own_ids]
    have = {c.name for c in own}
    lead = [_context(name) for name in table.context]
    links = [_context(n) for n in ("source", "document_id", "meeting_id") if n not in have]
    if table.name == "documents":
        return (*front, *lead)
    return (*lead, *front, *links, *keys, *evidence)


def _context(name: str) -> Column:
    return Column(name, ("context", name), "string", CONTEXT[name])


def _flat(record: type, table: Table, way: tuple[str, ...] = (), prefix: str = "", about: str = "") -> Iterator[Column]:
    hints = typing.get_type_hints(record)
    for f in fields(record):
        kind = _without_none(hints[f.name])
        here = (*way, f.name)
        if is_dataclass(kind) and isinstance(kind, type):
            yield from _flat(kind, table, here, f"{prefix}{f.name}_", about)
            continue
        name = f"{prefix}{f.name}"
        if not way and f.name == "id":
            name = table.own
        elif not way:
            name = _LINKS.get(f.name, name)
        listed = typing.get_origin(kind) is tuple
        yield Column(name, here, "string" if listed else _PLAIN[kind], _doc(f, listed))


def _doc(field: Field[Any], listed: bool) -> str:
    text = str(field.metadata.get("doc", _IDS.get(field.name, "")))
    return f"{text} Parted by semicolons." if listed else text


def _without_none(hint: Any) -> Any:  # noqa: ANN401 - a type annotation
    if typing.get_origin(hint) in (typing.Union, types.UnionType):
        rest = [a for a in typing.get_args(hint) if a is not type(None)]
        return rest[0]
    return hint


def _optional(hint: Any) -> bool:  # noqa: ANN401 - a type annotation
    return typing.get_origin(hint) in (typing.Union, types.UnionType) and type(None) in typing.get_args(hint)


def json_schema() -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of one document's JSON."""
    definitions: dict[str, Any] = {}
    whole = _object(Minutes, definitions)
    whole["properties"] = {"schema": {"const": SCHEMA}, **whole["properties"]}
    whole["required"] = ["schema", *whole["required"]]
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "minutebook: the records of one document",
        **whole,
        "$defs": dict(sorted(definitions.items())),
    }


def _object(record: type, definitions: dict[str, Any]) -> dict[str, Any]:
    hints = typing.get_type_hints(record)
    properties = {}
    for f in fields(record):
        shape = _shape(hints[f.name], definitions)
        if doc := f.metadata.get("doc", _IDS.get(f.name)):
            shape = {**shape, "description": doc}
        properties[f.name] = shape
    return {
        "type": "object",
        "description": (record.__doc__ or "").strip().split("\n")[0],
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def _shape(hint: Any, definitions: dict[str, Any]) -> dict[str, Any]:  # noqa: ANN401 - a type annotation
    kind = _without_none(hint)
    if is_dataclass(kind) and isinstance(kind, type):
        if kind.__name__ not in definitions:
            definitions[kind.__name__] = {}
            definitions[kind.__name__] = _object(kind, definitions)
        shape: dict[str, Any] = {"$ref": f"#/$defs/{kind.__name__}"}
        return {"anyOf": [shape, {"type": "null"}]} if _optional(hint) else shape
    if typing.get_origin(kind) is tuple:
        parts = typing.get_args(kind)
        shape = {"items": _shape(parts[0], definitions)}
        if parts[-1] is not Ellipsis:
            shape |= {"minItems": len(parts), "maxItems": len(parts)}
        return {"type": ["array", "null"] if _optional(hint) else "array", **shape}
    name = _PLAIN[kind]
    return {"type": [name, "null"] if _optional(hint) else name}
