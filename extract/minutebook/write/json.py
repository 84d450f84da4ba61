"""Writes the records of each document as JSON, exactly as the schema says."""

from __future__ import annotations

import functools
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import fields, is_dataclass
from json.encoder import encode_basestring as _quoted
from math import isfinite
from operator import attrgetter
from pathlib import Path
from typing import Any

from minutebook.records import Minutes
from minutebook.write.atomic import replace_file
from minutebook.write.packed import Packed
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


def json_pieces(minutes: Minutes) -> Iterator[bytes]:
    """Yield what ``encode`` makes of ``to_dict``, record by record, in less time: Python indents slowly."""
    return (text.encode("utf-8", "replace") for text in _texts(minutes))


def _texts(minutes: Minutes) -> Iterator[str]:
    line, inner = "\n  ", "\n    "
    yield f"{{{line}{_quoted('schema')}: {_quoted(SCHEMA)}"
    keys, get = _fields(Minutes)
    for key, value in zip(keys, get(minutes), strict=True):
        if isinstance(value, tuple) and value:
            for k, record in enumerate(value):
                yield f"{',' if k else f',{line}{key}['}{inner}{_value(record, inner)}"
            yield f"{line}]"
        else:
            yield f",{line}{key}{_value(value, line)}"
    yield "\n}\n"


def _members(record: Any, line: str) -> list[str]:  # noqa: ANN401 - any record
    """Return the fields of a record as members of an object; ``line`` is a line break and the indent of the members."""
    kind: type = type(record)
    keys, get = _fields(kind)
    return [
        key + (_quoted(value) if value.__class__ is str else _value(value, line))
        for key, value in zip(keys, get(record), strict=True)
    ]


def _value(value: Any, line: str) -> str:  # noqa: ANN401 - a record, a list or a plain value
    if isinstance(value, str):
        return _quoted(value)
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, float):
        return repr(value) if isfinite(value) else json.dumps(value, allow_nan=False)
    if value == ():
        return "[]"
    inner = line + "  "
    if isinstance(value, tuple):
        return f"[{inner}{f',{inner}'.join([_value(v, inner) for v in value])}{line}]"
    return f"{{{inner}{f',{inner}'.join(_members(value, inner))}{line}}}"


@functools.cache  # there are as many as there are kinds of records
def _fields(record: type) -> tuple[tuple[str, ...], Callable[[Any], tuple[Any, ...]]]:
    """Return the keys of a record's fields, as they stand before the values, and what gets the values."""
    names = [f.name for f in fields(record)]
    return tuple(_quoted(name) + ": " for name in names), attrgetter(*names)


def write_json(results: Sequence[Packed], folder: Path) -> tuple[Path, ...]:
    """Write ``json/<document id>.json`` for every document (a second copy of one has none) and the JSON Schema.

    Returns the files written. Raises MinutebookError E304.
    """
    written = [replace_file(folder / "minutes.schema.json", [encode(json_schema())])]
    for packed in results:
        if packed.document.status != "duplicate":
            path = folder / "json" / f"{packed.document.id}.json"
            written.append(replace_file(path, [packed.part("json")]))
    return tuple(written)
