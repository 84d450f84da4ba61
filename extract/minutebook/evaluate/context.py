"""Each error beside the text that it is about: the block of the document where it stands, and those around it."""

from __future__ import annotations

import textwrap
from calendar import month_name
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from rapidfuzz import fuzz

from minutebook.document import Block
from minutebook.evaluate.alike import fold
from minutebook.evaluate.counting import Error
from minutebook.evaluate.matching import Json
from minutebook.evaluate.report import WIDTH
from minutebook.read import read

LONG = 400
"""How many characters of a text are shown."""
FAR = 60
"""How alike (of 100) the words and a block are at least, for the words to stand in it."""
SAME = 88
"""As ``FAR``, for a date: most dates are somewhat like another one."""
_SAYS = {"missed": "MISSED", "extra": "EXTRA", "extent": "OTHER EXTENT", "field": "WRONG FIELD"}
_SHOWN = {
    "attendance": ("status", "role"),
    "agenda_items": ("number", "level"),
    "questions": ("kind", "number", "asked_by", "put_to"),
    "decisions": ("kind", "mover", "seconder", "outcome"),
    "actions": ("owners", "due_text", "due_date", "origin", "status", "marked"),
}
"""The fields that are shown with a record."""


def show(errors: Sequence[Error], sources: Mapping[str, Path]) -> Iterator[str]:
    """Yield the errors as text, those of one document together, each beside the text of its source if that is known."""
    counts = Counter((e.kind, e.fault) for e in errors)
    yield "\nErrors\n\n" if errors else "\nErrors: none\n"
    for (kind, fault), number in sorted(counts.items()):
        yield f"{kind.replace('_', ' '):<16}{_SAYS[fault].lower():<14}{number:>6}\n"
    for file in dict.fromkeys(e.file for e in errors):
        yield f"\n== {file}\n"
        blocks = _blocks(sources.get(file))
        for error in errors:
            if error.file == file:
                yield "\n" + "\n".join((*_error(error), *_beside(error, blocks))) + "\n"


def _blocks(path: Path | None) -> tuple[Block, ...]:
    """Return the blocks of a source as they stand on its pages; none if it cannot be read."""
    if path is None:
        return ()
    try:
        return tuple(b for b in read(path).blocks if b.text.strip())
    except Exception:  # why it cannot be read was said when its records were to be read
        return ()


def _error(error: Error) -> Iterator[str]:
    page = error.gold.get("page") or error.read.get("page")
    name = f" {error.name.replace('_', ' ')}" if error.name else ""
    yield f"{_SAYS[error.fault]}{name}, {error.kind.replace('_', ' ')}{f', page {page}' if page else ''}"
    if error.name:
        yield from _line("should be", _value(error.wanted))
        yield from _line("was read", _value(error.got))
    if error.kind == "meeting":
        return
    if error.gold:
        yield from _line("gold", _words(error.gold) + _details(error.kind, error.gold))
    if error.read:
        found = error.read.get("evidence") or {}
        rule = f" [{found['rule']}, {found['confidence']:.2f}]" if found.get("rule") else ""
        yield from _line("read", _short(_words(error.read)) + _details(error.kind, error.read) + rule)


def _beside(error: Error, blocks: Sequence[Block]) -> Iterator[str]:
    """Yield the block where the record stands, marked, between those around it; if there is none, all of the page."""
    record = error.gold or error.read
    if error.kind == "meeting":  # its details stand anywhere: look for the words of this one
        quote, page = _printed(error.name, str(error.wanted or error.got)), None
    else:
        quote, page = record.get("start") or _words(record), record.get("page")
    at = _find(quote, page, blocks, far=SAME if error.name.endswith("date") else FAR) if quote else None
    if at is None:
        found = error.read.get("evidence") or {}
        yield from _line("quote", _short(found.get("quote", "")))
        yield from _line("|", "\n".join(_text(b) for b in blocks if page and b.page == page))
        return
    for k in range(max(0, at - 1), min(len(blocks), at + 2)):
        block = blocks[k]
        place = f"{block.place}: " if k == at and block.place else ""
        yield from _line(">" if k == at else "|", place + _short(_text(block), quote if k == at else ""))


def _printed(name: str, value: str) -> str:
    """Return a detail of the meeting as it may be printed; nothing for a time, which is printed in too many ways."""
    if name.endswith("time"):
        return ""
    year, *rest = value.split("-") if name.endswith("date") else (value,)
    return " ".join([*(str(int(d)) for d in rest[1:]), *(month_name[int(m)] for m in rest[:1]), year])


def _find(words: str, page: int | None, blocks: Sequence[Block], *, far: int) -> int | None:
    """Return the index of the block, on that page or the next, in which the words stand, None if they stand in none."""
    wanted = fold(words)
    best, found = float(far), None
    for k, block in enumerate(blocks):
        if page and block.page and not page <= block.page <= page + 1:
            continue
        text = fold(_text(block))
        alike = fuzz.partial_ratio(wanted, text) if len(text) >= len(wanted) else fuzz.ratio(wanted, text)
        if alike > best:
            best, found = alike, k
    return found


def _words(record: Json) -> str:
    """Return the words of a record: its text, title or name; of a gold passage, how it begins and ends."""
    if "start" in record:
        return f"{record['start']} ... {record['end']}"
    return str(record.get("text") or record.get("title") or record.get("name") or "")


def _details(kind: str, record: Json) -> str:
    values = ((n, record.get(n)) for n in _SHOWN.get(kind, ()))
    said = [f"{n.replace('_', ' ')} {_value(v)}" for n, v in values if v not in (None, [], ())]
    return f" ({'; '.join(said)})" if said else ""


def _value(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(map(str, value)) or "none"
    return "nothing" if value is None else str(value)


def _text(block: Block) -> str:
    return f"{block.label} {block.text}".strip()


def _short(text: str, about: str = "") -> str:
    """Return a text on one line; of a long one, what stands around the words ``about``, or its beginning."""
    text = " ".join(text.split())
    if len(text) <= LONG:
        return text
    match = fuzz.partial_ratio_alignment(about, text) if about else None
    middle = (match.dest_start + match.dest_end) // 2 if match else 0
    start = min(max(0, middle - LONG // 2), len(text) - LONG)
    piece = text[start : start + LONG]
    if start:
        piece = "... " + piece.split(" ", 1)[-1]
    return piece if start + LONG == len(text) else piece.rsplit(" ", 1)[0] + " ..."


def _line(name: str, text: str) -> list[str]:
    margin = f"  {name:<10}"
    return textwrap.wrap(text, WIDTH, initial_indent=margin, subsequent_indent=" " * len(margin)) if text else []
