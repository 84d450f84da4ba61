"""Writes the records of each document as JSON, exactly as the schema says."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any

from minutebook.records import Minutes
from minutebook.write.atomic import replace_file
from minutebook.write.schema import SCHEMA, json_schema


def plain(value: Any) -> Any:  # noqa: ANN401 - a record, a list or a plain value
    """Return a record as dicts, lists and plain values, its fields in their order."""
    if is_dataclass(value) and not isinstance(value, type):
        return {f.name: plain(getattr(value, f.name)) for f in fields(value)}
    if isinstance(value, tuple):
        return [plain(v) for v in value]
    return value


def to_dict(minutes: Minutes) -> dict[str, Any]:
    """Return the records of one document as the schema lays them out."""
    return {"schema": SCHEMA, **plain(minutes)}


def encode(value: dict[str, Any]) -> bytes:
    """Return JSON as UTF-8, indented, keys in their order, a line break at its end."""
    return (json.dumps(value, ensure_ascii=False, indent=2, allow_nan=False) + "\n").encode("utf-8", "replace")


def write_json(results: Sequence[Minutes], folder: Path) -> tuple[Path, ...]:
    """Write ``json/<document id>.json`` for every document (a second copy of one has none) and the JSON Schema.

    Returns the files written. Raises MinutebookError E304.
    """
    written = [replace_file(folder / "minutes.schema.json", encode(json_schema()))]
    for minutes in results:
        if minutes.document.status != "duplicate":
            path = folder / "json" / f"{minutes.document.id}.json"
            written.append(replace_file(path, encode(to_dict(minutes))))
    return tuple(written)
