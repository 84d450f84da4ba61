"""Writes the records of one document as JSON, exactly as the schema says."""

from __future__ import annotations

import json
from dataclasses import fields, is_dataclass
from typing import Any

from minutebook.records import Minutes

SCHEMA = "minutebook/1"


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


def to_json(minutes: Minutes) -> str:
    """Return the JSON text: indented, keys in the schema's order, UTF-8 as it is, a line break at its end."""
    return json.dumps(to_dict(minutes), ensure_ascii=False, indent=2, allow_nan=False) + "\n"
