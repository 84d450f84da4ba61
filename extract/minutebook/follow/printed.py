"""What the minutes of one meeting print of tasks: records of them, news of earlier ones, items that may tell of one."""

from __future__ import annotations

import functools
import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from minutebook.dates import find_dates, in_full
from minutebook.follow.likeness import (
    Print,
    Weights,
    letters_of,
    owner_forms,
    parts_of,
    telling,
    twins,
    words_of,
)
from minutebook.follow.nearby import KEYS, Index
from minutebook.follow.past import Past, Row
from minutebook.rulepack import load

_TITLE = 12
"""More words than these are no title but a sentence, and many a resolution is worded like another."""
USUAL = 3
"""Words that arise anew in so many minutes are routine: "Signed minutes to the website"."""
LIST = "; "
_COMPACT = re.compile(r"(?<!\d)((?:19|20)\d\d)(\d\d)(\d\d)(?!\d)")
"""A date as names of files have it: 20310503."""
_CHANGED = re.compile(r"^\W*(?:modified|amended|revised|updated|carried forward|c/?f|b/?f)\b\W*", re.IGNORECASE)
_LISTED = ("actions.table", "actions.list")


@dataclass(slots=True)
class Noted:
    """What one document prints of one task: its rows, the telling one first, and what it is known by."""

    meeting: Row
    at: int
    rows: list[Row]
    known: Print
    link: str = ""
    sure: float = 1.0
    owners: tuple[str, ...] = ()
    due: tuple[str | None, str | None] = (None, None)
    """By when, as printed and as a date."""


def order_date(meeting: Row) -> str | None:
    """Return the date by which minutes are put in order: their own, or that in the name of the file if it says more."""
    stated = meeting["date"] or ""
    if in_full(stated):
        return stated
    name = meeting["source"].rsplit("/", 1)[-1].rsplit(".", 1)[0]
    found = [d for f in find_dates(_COMPACT.sub(r"\1-\2-\3 ", name.replace("_", " "))) if (d := f.date.iso())]
    fuller = [d for d in found if len(d) > len(stated) and d.startswith(stated)]
    return fuller[0] if len(set(fuller)) == 1 else stated or None


def printed(past: Past, documents: Sequence[str]) -> tuple[list[list[Noted]], list[list[Noted]], list[list[Noted]]]:
    """Return for each document its records of tasks, its news of earlier ones and its items, each with its print.

    ``at`` counts the meetings by their dates.
    """
    meetings = {m["document_id"]: m for m in past.meetings}
    heads = _Headings(past, documents)
    held: list[list[Noted]] = []
    news: list[list[Noted]] = []
    items: list[list[Noted]] = []
    at = -1
    date: str | None = ""
    for document in documents:
        meeting = meetings[document]
        if order_date(meeting) != date or date is None:
            at, date = at + 1, order_date(meeting)
        held.append([Noted(meeting, at, [row], _print(row, heads)) for row in past.of("actions", document)])
        news.append([Noted(meeting, at, [_of_news(r)], _news_print(r, heads)) for r in past.of("updates", document)])
        told = _told(past, document)
        spoken_of = {r["item_id"] for r in past.of("updates", document)}
        as_told = [_of_item(r, told) for r in past.of("agenda_items", document) if r["item_id"] not in spoken_of]
        items.append(
            [
                Noted(meeting, at, [row], known)
                for row in as_told
                if 0 < len((known := _item_print(row, heads)).title) <= _TITLE
            ]
        )
    return held, news, items


def _told(past: Past, document: str) -> Mapping[str, list[Row]]:
    """Return a document's decisions and answers under each item."""
    told: dict[str, list[Row]] = defaultdict(list)
    for table in ("decisions", "findings"):
        for row in past.of(table, document):
            if row["item_id"] and row["text"]:
                told[row["item_id"]].append(row)
    return told


_SETTLING = ("resolved", "agreed", "approved")
"""Kinds of decisions by which a matter that was put off is settled."""
_BLANK = dict.fromkeys(("owners", "due_text", "due_date", "reference", "question_id", "evidence_rule"))
_PLACE = ("source", "document_id", "page", "evidence_quote")


def _of_item(row: Row, told: Mapping[str, list[Row]]) -> Row:
    """Return an item as if it were a record of a task that it tells of; ``decided``: a decision settles it."""
    under = told.get(row["item_id"], ())
    said = {
        "text": row["title"],
        "status": "open",
        "update": "\n".join(r["text"] for r in under) or None,
        "decided": any(r.get("kind") in _SETTLING for r in under),
    }
    within = {key: row[key] for key in ("item_id", "parent_id", "title")}
    return {**_BLANK, **{key: row[key] for key in _PLACE}, **within, **said, "action_id": "", "update_id": ""}


def _of_news(row: Row) -> Row:
    """Return a passage that tells of an earlier matter as if it were a record of a task."""
    said = {"text": row["text"], "status": row["status"] or "open", "update": row["text"]}
    return {**_BLANK, **{key: row[key] for key in _PLACE}, **said, "action_id": "", "update_id": row["update_id"]}


_CATCHWORD = re.compile(r"([^.:;?!–—\n]{3,60}?)\s*(?:\([^()\n]{1,40}\)\s*)?(?::\s|[–—]|\s-\s|\n)")
"""What a passage is about, in front of it ("Bus shelter - the clerk has ...") or in the cell beside it."""
_NAME = 8
"""A passage of no more words is but the name of a matter: a line of a list of what is done."""
_WORD = re.compile(r"\w+")
_NUMBERED = re.compile(r"\W*(?:items?|minutes?)\s+(?:no\.?\s*)?(?P<number>\d[\w./()]*)[\s:,;–—-]*", re.IGNORECASE)


def _item_print(row: Row, heads: _Headings) -> Print:
    """Return what an item is known by: its title, the number of the earlier item that it names, what it settles."""
    title = row["title"] or ""
    earlier = heads.earlier(row)
    named = _NUMBERED.match(title) if earlier else None
    return Print(
        words=words_of(f"{title}\n{row['update'] or ''}"),
        letters=letters_of(title),
        path=parts_of(named["number"]) if named else frozenset(),
        title=heads.subject(title[named.end() :] if named else title),
        earlier=int(earlier),
    )


def _news_print(row: Row, heads: _Headings) -> Print:
    """Return what a passage that tells of an earlier matter is known by.

    ``title`` holds the words that name the matter: its heading, or the catchword in front of the passage.
    """
    text = row["text"] or ""
    above = _NUMBERED.sub("", row["item_title"] or "", count=1)
    over = frozenset() if load().search("updates.done", above) else heads.subject(above)
    bare = _NUMBERED.sub("", text, count=1)
    catchword = _CATCHWORD.match(bare)
    title = catchword[1] if catchword else bare if not over and len(bare.split()) <= _NAME else ""
    return Print(
        words=words_of(text),
        letters=letters_of(text),
        path=parts_of(row["reference"] or _number_in(row["item_title"])),
        title=over | words_of(title),
        earlier=1,
        done=row["status"] == "done",
    )


def _number_in(title: str | None) -> str:
    """Return the number of the earlier item that a heading names; empty if it names none."""
    m = _NUMBERED.match(title or "")
    return m["number"] if m else ""


class _Headings:
    """The headings of a body's minutes: which of them are of earlier matters, and which tell what is spoken of."""

    def __init__(self, past: Past, documents: Sequence[str]) -> None:
        self._items: dict[str, Row] = {}
        self._earlier: dict[str, bool] = {}
        seen: Counter[str] = Counter()
        for document in documents:
            titles = set()
            for row in past.of("agenda_items", document):
                self._items[f"{document} {row['item_id']}"] = row
                titles.add(letters_of(row["title"] or ""))
            seen.update(titles)
        most = max(USUAL, len(documents) // 4)
        self._usual = {title for title, n in seen.items() if n > most}

    def earlier(self, row: Row) -> bool:
        """Return True if a record stands under a heading of earlier matters."""
        item = self._items.get(f"{row['document_id']} {row['item_id']}")
        if item is None:
            return self.is_earlier(row["item_title"])
        steps = 0
        while item is not None and steps < 5:
            if self.is_earlier(item["title"]):
                return True
            item = self._items.get(f"{row['document_id']} {item['parent_id']}")
            steps += 1
        return False

    def is_earlier(self, title: str | None) -> bool:
        """Return True if a heading is one of earlier matters."""
        if not title:
            return False
        if title not in self._earlier:
            rules = load()
            told = rules.search("actions.earlier", title) and not rules.search("actions.this", title)
            self._earlier[title] = bool(told)
        return self._earlier[title]

    def is_usual(self, title: str) -> bool:
        """Return True if a heading stands in many of the minutes."""
        return letters_of(title) in self._usual

    def subject(self, title: str | None) -> frozenset[str]:
        """Return the words of a heading that tells what is spoken of; none for those of every meeting."""
        if not title or self.is_earlier(title) or self.is_usual(title):
            return frozenset()
        return words_of(title)


@functools.lru_cache(maxsize=65536)
def _about(text: str) -> tuple[frozenset[str], str, bool]:
    """Return a task's words, its letters, and whether it is to come before a later meeting.

    A note in front that the task was changed is left out. What only corrects the wording of earlier minutes is about
    nothing: it is no news of the task that stood there.
    """
    text = _CHANGED.sub("", text)
    if load().search("follow.corrects", text):
        return frozenset(), letters_of(text), False
    return words_of(text), letters_of(text), load().search("follow.awaits", text) is not None


@functools.lru_cache(maxsize=16384)
def _forms(owners: str) -> frozenset[str]:
    """Return the forms under which owners may be printed elsewhere."""
    return frozenset(form for owner in owners.split(LIST) if owner for form in owner_forms(owner))


@functools.lru_cache(maxsize=16384)
def _people(ids: str) -> frozenset[str]:
    """Return the ids of the owners in the attendance list: "Clerk" and "AB" may be one of those present."""
    return frozenset(i for i in ids.split(LIST) if i)


def _print(row: Row, heads: _Headings) -> Print:
    """Return what a record of a task is known by."""
    words, letters, awaits = _about(row["text"] or "")
    return Print(
        words=words,
        letters=letters,
        reference=telling(row["reference"]),
        path=parts_of(row["item_path"] or ""),
        owners=_forms(row["owners"] or ""),
        title=heads.subject(row["item_title"]),
        earlier=2 if row["origin"] == "earlier" else int(heads.earlier(row)),
        done=row["status"] == "done",
        listed=(row["evidence_rule"] or "").startswith(_LISTED),
        awaits=awaits,
        people=_people(row["owner_people"] or ""),
    )


def merged(those: Sequence[Noted], weights: Weights) -> list[Noted]:
    """Return the mentions of one document: what it prints twice of a task is one."""
    held: list[Noted] = []
    index = Index(weights)
    seen = Counter(word for n in those for word in n.known.words)
    words = 2 if len({n.known.listed for n in those}) == 1 else KEYS  # rows of one list share nearly all if any
    for noted in those:
        alone = all(seen[word] == 1 for word, _ in weights.rarest(noted.known.words)[:words])
        near = () if alone else index.near(noted.known, words)
        twin = next((held[i] for i in near if twins(held[i].known, noted.known, weights)), None)
        if twin is None:
            index.add(len(held), noted.known)
            held.append(noted)
            continue
        twin.rows += noted.rows
        twin.rows.sort(key=_telling)
        twin.known = _both(twin.known, noted.known)
    return held


def _telling(row: Row) -> tuple[bool, bool, bool]:
    """Return what puts a record that tells more of a task first: what became of it, then a row of a list."""
    told = row["status"] == "done" or row["update"] is not None
    return not told, not (row["evidence_rule"] or "").startswith(_LISTED), not row["marked"]


def _both(a: Print, b: Print) -> Print:
    """Return what a task is known by that a document prints in two places."""
    first, second = (a, b) if a.listed or not b.listed else (b, a)
    return Print(
        words=first.words,
        letters=first.letters,
        reference=first.reference or second.reference,
        path=first.path | second.path,
        owners=first.owners | second.owners,
        title=first.title or second.title,
        earlier=max(first.earlier, second.earlier),
        done=first.done or second.done,
        listed=first.listed or second.listed,
        awaits=first.awaits or second.awaits,
        people=first.people | second.people,
    )


def settled(noted: Noted) -> Noted:
    """Return a mention with what its records say of owners and due date: the first of them that says any."""
    for row in noted.rows:
        if row["owners"]:
            noted.owners = tuple(row["owners"].split(LIST))
            break
    for row in noted.rows:
        if row["due_text"] or row["due_date"]:
            noted.due = row["due_text"], row["due_date"]
            break
    return noted
