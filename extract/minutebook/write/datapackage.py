"""Describes the tables for programs: a Frictionless data package with every column's type, meaning and key."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from minutebook.write.schema import SCHEMA, TABLES, Column, Table, columns

GUARD = (
    "A cell of a text column that a spreadsheet would run as a formula (it begins with = + - @ a tab or a line break) "
    "or turn into another number, date or time (1.10, 3-4, June 2018, 2018-11) has one apostrophe in front, and so has "
    "a cell that itself begins with an apostrophe. To get the text back, take off one leading apostrophe where there "
    "is one. Lists are parted by a semicolon and a space. A text too long for a spreadsheet's cell (32,767 characters) "
    "is cut and says so; the JSON holds it whole."
)

_FOREIGN = {
    "document_id": ("documents", "document_id"),
    "meeting_id": ("meetings", "meeting_id"),
    "item_id": ("agenda_items", "item_id"),
    "parent_id": ("", "item_id"),
    "question_id": ("questions", "question_id"),
    "action_id": ("actions", "action_id"),
    "task_id": ("actions_register", "task_id"),
    "individual_id": ("people_register", "individual_id"),
    "other_document_id": ("documents", "document_id"),
    "other_id": ("people_register", "individual_id"),
}
_OF_ANY_FILE = ("notices", "checks")
"""The tables that speak of files without minutes, too, which have no meeting."""
_DATE = r"^(\d{4}(-\d{2}-\d{2})?|'\d{4}-\d{2})$"


def datapackage(tables: Sequence[Table] = TABLES) -> dict[str, Any]:
    """Return the descriptor of some tables; it depends on the version only, not on what they hold."""
    return {
        "profile": "tabular-data-package",
        "name": "minutebook",
        "title": "Records of published minutes",
        "description": f"What was asked, answered, decided and promised, read from minutes. {GUARD}",
        "schema": SCHEMA,
        "resources": [_resource(t, {t.name for t in tables}) for t in tables],
    }


def _resource(table: Table, there: Collection[str]) -> dict[str, Any]:
    names = [c.name for c in columns(table)]
    schema: dict[str, Any] = {"fields": [_field(c) for c in columns(table)], "missingValues": [""]}
    if table.key:
        schema["primaryKey"] = list(table.key)
    schema["foreignKeys"] = [
        {"fields": name, "reference": {"resource": _FOREIGN[name][0], "fields": _FOREIGN[name][1]}}
        for name in names
        if name in _FOREIGN
        and name != table.own
        and (name != "meeting_id" or table.name not in _OF_ANY_FILE)
        and (not _FOREIGN[name][0] or _FOREIGN[name][0] in there)
    ]
    return {
        "profile": "tabular-data-resource",
        "name": table.name,
        "path": f"{table.name}.csv",
        "description": table.about,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": {"delimiter": ",", "lineTerminator": "\r\n", "doubleQuote": True, "header": True},
        "schema": schema,
    }


def _field(column: Column) -> dict[str, Any]:
    field: dict[str, Any] = {"name": column.name, "type": column.type, "description": column.doc}
    if column.name.endswith("date"):
        field["constraints"] = {"pattern": _DATE}
    return field
