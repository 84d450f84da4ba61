"""Compares what was read from an invented document with what its writer knows to be in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, TypeGuard

Json = dict[str, Any]
_SMALL = {"by", "before", "at", "on", "in", "to", "the", "meeting"}
PASSAGES = ("questions", "findings", "decisions", "actions")
FIELDS = {
    "agenda_items": ("number", "level", "page"),
    "attendance": ("status", "role", "abbreviation"),
    "questions": ("kind", "number", "asked_by", "put_to", "page"),
    "findings": ("page", "end_page"),
    "decisions": ("kind", "mover", "seconder", "outcome", "votes_for", "votes_against", "abstentions", "page"),
    "actions": ("marked", "owners", "due_text", "due_date", "origin", "status", "page"),
    "meeting": ("body", "title", "date", "start_time", "end_time", "venue", "chair", "minute_taker", "next_meeting"),
}


def words(text: str | None) -> list[str]:
    return re.sub(r"[^\w£$%]+", " ", (text or "").casefold()).split()


def _name(kind: str, record: Json) -> str:
    return str(record.get({"agenda_items": "title", "attendance": "name"}.get(kind, "text")) or record.get("start"))


def _score(kind: str, truth: Json, read: Json) -> int:
    """2: the same passage (title, name); 1: it begins or ends where it should; 0: another one."""
    if kind not in PASSAGES:
        same = words(_name(kind, truth)) == words(_name(kind, read))
        return 2 if same else 0
    text, start, end = words(read["text"]), words(truth["start"]), words(truth["end"])
    return (text[: len(start)] == start) + (text[-len(end) :] == end)


def pair(kind: str, truth: list[Json], read: list[Json]) -> list[tuple[int, int, int]]:
    """Pair records one to one, best first, then nearest in the order of the document: (truth, read, score)."""
    found = sorted(
        (-s, abs(i - j), i, j) for i, t in enumerate(truth) for j, r in enumerate(read) if (s := _score(kind, t, r))
    )
    pairs: list[tuple[int, int, int]] = []
    for s, _, i, j in found:
        if all(i != a and j != b for a, b, _ in pairs):
            pairs.append((i, j, -s))
    return sorted(pairs)


def _is_next(value: object) -> TypeGuard[Json | None]:
    return value is None or isinstance(value, dict)


def _same(field: str, a: object, b: object) -> bool:
    if field == "next_meeting":
        first, second = ([(x or {}).get(k) for k in ("date", "time", "venue")] for x in (a, b) if _is_next(x))
        return all(_same("", x, y) for x, y in zip(first, second, strict=True))
    if isinstance(a, str) and isinstance(b, str):
        one, other = words(a), words(b)
        if field in {"body", "title"}:  # with or without the line of the council, the place and the date
            short, long = sorted((set(one), set(other)), key=len)
            return len(short) >= 2 and len(short & long) >= (0.6 if field == "title" else 1) * len(short)
        if field == "due_text":
            one, other = ([w for w in x if w not in _SMALL] for x in (one, other))
        return one == other
    if isinstance(a, list) and isinstance(b, list):
        return [words(x) if isinstance(x, str) else x for x in a] == [words(x) if isinstance(x, str) else x for x in b]
    return a == b


def differences(truth: Json, read: Json) -> Iterator[tuple[str, str]]:
    """Yield (kind, what differs) for every record or field that is not as it should be."""
    for field in FIELDS["meeting"]:
        if not _same(field, truth["meeting"][field], read["meeting"].get(field)):
            yield "meeting", f"{field}: {read['meeting'].get(field)!r}, should be {truth['meeting'][field]!r}"
    ids: dict[str, str] = {}
    for kind in ("agenda_items", "attendance", *PASSAGES):
        pairs = pair(kind, truth[kind], read[kind])
        for i, record in enumerate(truth[kind]):
            if i not in {a for a, _, _ in pairs}:
                yield kind, f"missing: {_name(kind, record)!r}"
        for j, record in enumerate(read[kind]):
            if j not in {b for _, b, _ in pairs}:
                yield kind, f"not there: {_name(kind, record)!r} ({record['evidence']['rule']})"
        for i, j, score in pairs:
            t, r = truth[kind][i], read[kind][j]
            if "id" in t:
                ids[t["id"]] = r["id"]
            name = _name(kind, t)
            if score < 2:
                yield kind, f"extent of {name!r}: {r['text']!r} should end in {t['end']!r}"
            for field in FIELDS[kind]:
                if field in t and not _same(field, t[field], r.get(field)):
                    yield kind, f"{field} of {name!r}: {r.get(field)!r}, should be {t[field]!r}"
            for field in ("item", "question"):
                if field in t and kind in PASSAGES and ids.get(t[field] or "") != r[field]:
                    yield kind, f"{field} of {name!r}: should be {t[field]!r}"
