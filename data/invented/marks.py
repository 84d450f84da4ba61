"""The little language in which the invented minutes are written, and the truth that follows from it.

``**bold**``, ``*italic*``, ``__underlined__``, ``^raised^``, ``{+inserted+}``, ``{-deleted-}``; ``[a1>`` and ``<a1]`` stand around the text of a record, here action 1 (i: agenda
item, q: question, f: finding, d: decision, a: action); they are never printed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

_TOKEN = re.compile(r"(\[[a-z]\d+>|<[a-z]\d+\]|\*\*|\*|__|\^|\{\+|\+\}|\{-|-\})")
_TOGGLE = {"**": "bold", "*": "italic", "__": "underline", "^": "raised"}
_PAIRED = {"{+": ("inserted", True), "+}": ("inserted", False), "{-": ("deleted", True), "-}": ("deleted", False)}


class Piece(NamedTuple):
    """Either a stretch of text with its styles, or (text empty) a mark: a record's key, with "/" before it at its end."""

    text: str
    styles: frozenset[str]
    mark: str = ""


def pieces(marked: str) -> Iterator[Piece]:
    """Yield the pieces of one paragraph in order."""
    styles: frozenset[str] = frozenset()
    for part in _TOKEN.split(marked):
        if part in _TOGGLE:
            styles ^= {_TOGGLE[part]}
        elif part in _PAIRED:
            name, on = _PAIRED[part]
            styles = styles | {name} if on else styles - {name}
        elif _TOKEN.fullmatch(part):
            yield Piece("", styles, part[1:-1] if part.startswith("[") else "/" + part[1:-1])
        elif part:
            yield Piece(part, styles)
    if styles:
        raise ValueError(f"{sorted(styles)} left open in {marked!r}")


def bare(marked: str) -> str:
    """Return a text without its marks."""
    return _TOKEN.sub("", marked)


class Truth:
    """Collects the records while a document is written; ``gold`` gives them in the form of the annotation guide."""

    def __init__(self, records: dict[str, dict[str, Any]]) -> None:
        self.records = records
        self.pages: dict[str, int] = {}
        self._texts: dict[str, list[str]] = {}
        self._order: list[str] = []
        self._item: dict[str, str | None] = {}
        self._open: list[str] = []
        self._here: str | None = None

    def feed(self, marked: str) -> None:
        """Take in one paragraph; paragraphs must come in the order of the document."""
        for key in self._open:
            self._texts[key].append("\n")
        for piece in pieces(marked):
            if piece.mark.startswith("/"):
                self._open.remove(piece.mark[1:])
            elif piece.mark:
                if piece.mark in self._texts:
                    raise ValueError(f"the mark {piece.mark} is used twice")
                self._open.append(piece.mark)
                self._order.append(piece.mark)
                self._texts[piece.mark] = []
                if piece.mark.startswith("i"):
                    self._here = piece.mark
                self._item[piece.mark] = self._here
            elif "deleted" not in piece.styles:
                for key in self._open:
                    self._texts[key].append(piece.text)

    def text(self, key: str) -> str:
        """Return the whole text of a record."""
        return "\n".join(" ".join(line.split()) for line in "".join(self._texts[key]).strip().split("\n"))

    def gold(self, head: dict[str, Any], meeting: dict[str, Any], attendance: list[tuple[str, ...]]) -> dict[str, Any]:
        """Return the gold record of the whole document; ``head`` holds file, sha256 and pages."""
        if self._open:
            raise ValueError(f"marks left open: {self._open}")
        if unused := set(self.records) - set(self._order):
            raise ValueError(f"records without a mark: {sorted(unused)}")
        kinds: dict[str, list[dict[str, Any]]] = {k: [] for k in "iqfda"}
        for key in self._order:
            fields = self.records.get(key, {})
            kinds[key[0]].append(getattr(self, "_" + key[0])(key, fields))
        people = [{"name": n, "status": s, "role": r or None, "abbreviation": a or None} for n, s, r, a in attendance]
        return {
            **head, "meeting": meeting, "attendance": people, "agenda_items": kinds["i"], "questions": kinds["q"],
            "findings": kinds["f"], "decisions": kinds["d"], "actions": kinds["a"], "notes": "Invented.",
        }  # fmt: skip

    def _where(self, key: str, fields: dict[str, Any]) -> dict[str, Any]:
        words = self.text(key).split()
        item = fields["item"] if "item" in fields else self._item[key]
        return {"item": item, "start": " ".join(words[:8]), "end": " ".join(words[-5:]), "page": self.pages.get(key)}

    def _i(self, key: str, fields: dict[str, Any]) -> dict[str, Any]:
        title = " ".join(self.text(key).split())
        return {"id": key, "number": fields.get("number"), "title": title, "level": fields.get("level", 1),
                "page": self.pages.get(key)}  # fmt: skip

    def _q(self, key: str, fields: dict[str, Any]) -> dict[str, Any]:
        base = {"id": key, "kind": "put", "number": None, "asked_by": None, "put_to": None}
        return base | self._where(key, fields) | {k: v for k, v in fields.items() if k != "item"}

    def _f(self, key: str, fields: dict[str, Any]) -> dict[str, Any]:
        return {"question": fields.get("question"), **self._where(key, fields), "end_page": self.pages.get("/" + key)}

    def _d(self, key: str, fields: dict[str, Any]) -> dict[str, Any]:
        base = {"kind": "resolved", "mover": None, "seconder": None, "outcome": "carried", "votes_for": None,
                "votes_against": None, "abstentions": None}  # fmt: skip
        return base | self._where(key, fields) | {k: v for k, v in fields.items() if k != "item"}

    def _a(self, key: str, fields: dict[str, Any]) -> dict[str, Any]:
        base = {"marked": True, "origin": "this", "status": "open", "owners": [], "due_text": None, "due_date": None}
        return base | self._where(key, fields) | {k: v for k, v in fields.items() if k != "item"}
