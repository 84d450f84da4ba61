"""Follows tasks from meeting to meeting: where each arose, what later minutes say of it, its owners, dates and state.

The minutes are read in the order of the meetings. What one document prints of a task in several places is one mention.
Each mention is held beside the tasks of earlier minutes that share its rarer words or its reference, and the pairs are
weighed (``likeness.py``); the surest are taken first, and each task and each mention but once. A pair that is not sure
enough is left apart: the mention is then a task of its own.
"""

from __future__ import annotations

import functools
import hashlib
import re
from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice

from minutebook.dates import find_dates, in_full
from minutebook.follow.likeness import (
    LEAST,
    LEAST_DONE,
    LEAST_TOLD,
    TOLD,
    WEIGHED,
    Print,
    Weights,
    chance,
    closes,
    letters_of,
    likeness,
    owner_forms,
    parts_of,
    reasons,
    telling,
    telling_of,
    tellings,
    twins,
    words_of,
)
from minutebook.follow.meetings import days_between
from minutebook.follow.past import Past, Row
from minutebook.follow.registers import Mention, Task
from minutebook.rulepack import load

_WINDOW = 8
"""After so many meetings that do not speak of it, a task is looked for by its reference alone."""
_KEYS = 10
"""By so many of its rarest words a mention is looked up among the tasks."""
_POSTED = 20
"""So many of the latest tasks that hold a word are looked at."""
_HELD = 4
"""So many tasks, those that share most with a mention, are held beside it."""
_CERTAIN = 0.98
"""Where a pair with the same owners is so sure, no other task is held beside the mention."""
_WORTH = 0.25
"""Those that share less than this part of what the first of them shares are left out."""
_TITLE = 12
"""More words than these are no title but a sentence, and many a resolution is worded like another."""
_SOON = 2
"""An item tells of a task that was spoken of one or two meetings before."""
_LATELY = 100
"""Days after which a meeting is not surely the last one: minutes may be missing between."""
_ALL = 0.9
"""How sure it is that a task is meant where all actions of the last meeting are said to be done."""
_CLEAR = 1.15
"""What fits two tasks tells of the one of which the odds are so many times those of the other, else of neither."""
_USUAL = 3
"""Words that arise anew in so many minutes are routine: "Signed minutes to the website"."""
_LIST = "; "
_COMPACT = re.compile(r"(?<!\d)((?:19|20)\d\d)(\d\d)(\d\d)(?!\d)")
"""A date as names of files have it: 20310503."""
_NEVER = (None, None)
_CHANGED = re.compile(r"^\W*(?:modified|amended|revised|updated|carried forward|c/?f|b/?f)\b\W*", re.IGNORECASE)
_LISTED = ("actions.table", "actions.list")


@dataclass(slots=True)
class _Noted:
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


@dataclass(slots=True)
class _Followed:
    """A task and its mentions so far."""

    mentions: list[_Noted] = field(default_factory=list)

    @property
    def last(self) -> _Noted:
        return self.mentions[-1]


def tasks(past: Past, counting: Sequence[str]) -> tuple[tuple[Task, ...], tuple[Mention, ...]]:
    """Return the tasks of a body in the order in which they arose, and all mentions of them, task by task.

    ``counting`` are the ids of the documents that count, by date.
    """
    documents = _in_order(past, counting)
    noted, news, items = _noted(past, documents)
    weights = Weights(
        (
            *(n.known.words | n.known.title for those in noted for n in those),
            *(n.known.title for those in (*items, *news) for n in those if n.known.title),
        )
    )
    trail = _Trail(weights, _usual(noted))
    for those, told, headed_so in zip(noted, news, items, strict=True):
        trail.follow([_settled(n) for n in _merged(those, weights)])
        trail.tell([*told, *headed_so])
    end = _End(past, documents)
    followed = sorted(trail.tasks, key=lambda t: t.mentions[0].at)
    made = [(t, _task(past, t, end), t.mentions) for t in followed]
    return tuple(task for _, task, _ in made), tuple(
        _mention(past, task.task_id, i, noted) for _, task, mentions in made for i, noted in enumerate(mentions, 1)
    )


def _in_order(past: Past, counting: Sequence[str]) -> list[str]:
    """Return the documents by date; of those of one day, those in which tasks arise before lists of earlier ones."""
    dates = {m["document_id"]: _dated(m) for m in past.meetings}

    def key(entry: tuple[int, str]) -> tuple[bool, str, float, int]:
        place, document = entry
        rows = past.of("actions", document)
        earlier = sum(r["origin"] == "earlier" for r in rows) / len(rows) if rows else 0.0
        return dates[document] is None, dates[document] or "", earlier, place

    return [document for _, document in sorted(enumerate(counting), key=key)]


def _dated(meeting: Row) -> str | None:
    """Return the date by which minutes are put in order: their own, or that in the name of the file if it says more."""
    stated = meeting["date"] or ""
    if in_full(stated):
        return stated
    name = meeting["source"].rsplit("/", 1)[-1].rsplit(".", 1)[0]
    found = [d for f in find_dates(_COMPACT.sub(r"\1-\2-\3 ", name.replace("_", " "))) if (d := f.date.iso())]
    fuller = [d for d in found if len(d) > len(stated) and d.startswith(stated)]
    return fuller[0] if len(set(fuller)) == 1 else stated or None


# What one document prints


def _noted(past: Past, documents: Sequence[str]) -> tuple[list[list[_Noted]], list[list[_Noted]], list[list[_Noted]]]:
    """Return for each document its records of tasks, its news of earlier ones and its items, each with its print.

    ``at`` counts the meetings by their dates.
    """
    meetings = {m["document_id"]: m for m in past.meetings}
    heads = _Headings(past, documents)
    held: list[list[_Noted]] = []
    news: list[list[_Noted]] = []
    items: list[list[_Noted]] = []
    at = -1
    date: str | None = ""
    for document in documents:
        meeting = meetings[document]
        if _dated(meeting) != date or date is None:
            at, date = at + 1, _dated(meeting)
        held.append([_Noted(meeting, at, [row], _print(row, heads)) for row in past.of("actions", document)])
        news.append([_Noted(meeting, at, [_of_news(r)], _news_print(r, heads)) for r in past.of("updates", document)])
        told = _told(past, document)
        spoken_of = {r["item_id"] for r in past.of("updates", document)}
        as_told = [_of_item(r, told) for r in past.of("agenda_items", document) if r["item_id"] not in spoken_of]
        items.append(
            [
                _Noted(meeting, at, [row], known)
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
        most = max(_USUAL, len(documents) // 4)
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
    return frozenset(form for owner in owners.split(_LIST) if owner for form in owner_forms(owner))


@functools.lru_cache(maxsize=16384)
def _people(ids: str) -> frozenset[str]:
    """Return the ids of the owners in the attendance list: "Clerk" and "AB" may be one of those present."""
    return frozenset(i for i in ids.split(_LIST) if i)


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


def _merged(those: Sequence[_Noted], weights: Weights) -> list[_Noted]:
    """Return the mentions of one document: what it prints twice of a task is one."""
    held: list[_Noted] = []
    index = _Index(weights)
    seen = Counter(word for n in those for word in n.known.words)
    words = 2 if len({n.known.listed for n in those}) == 1 else _KEYS  # rows of one list share nearly all if any
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


class _Index:
    """Finds by their rarer words what was added, the latest first."""

    def __init__(self, weights: Weights) -> None:
        self._weights = weights
        self._posted: dict[str, dict[int, None]] = defaultdict(dict)

    def add(self, number: int, known: Print) -> None:
        """Add what is known of one; if it was added before, it is now the latest."""
        for word in known.words | known.title:
            posted = self._posted[word]
            posted.pop(number, None)
            posted[number] = None

    def near(self, known: Print, words: int = _KEYS, but: Container[int] = ()) -> Sequence[int]:
        """Return the numbers of those that share most of some rarest words, at most ``_HELD``.

        Those ``but`` which are left out.
        """
        shared: dict[int, float] = {}
        about = known.words | known.title if known.earlier else known.words
        keys = self._weights.rarest(about)[:words]
        for word, weight in keys:
            if weight < _WORTH * keys[0][1]:
                break
            posted = self._posted.get(word)
            if posted:
                for number in islice(reversed(posted), _POSTED):
                    if number not in but:
                        shared[number] = shared.get(number, 0.0) + weight
        if len(shared) <= _HELD:
            return list(shared)
        least = max(shared.values()) * _WORTH
        worth = [(weight, number) for number, weight in shared.items() if weight >= least]
        worth.sort(reverse=True)
        return [number for _, number in worth[:_HELD]]


# From meeting to meeting


def _usual(noted: Sequence[Sequence[_Noted]]) -> frozenset[str]:
    """Return the letters of the texts that arise anew in many documents."""
    seen: Counter[str] = Counter()
    for those in noted:
        seen.update({n.known.letters for n in those if not n.known.earlier})
    return frozenset(letters for letters, n in seen.items() if n >= _USUAL)


class _Trail:
    """The tasks of a body so far."""

    def __init__(self, weights: Weights, usual: frozenset[str]) -> None:
        self.tasks: list[_Followed] = []
        self._weights = weights
        self._usual = usual
        self._index = _Index(weights)
        self._here: set[int] = set()
        """The tasks that the last document prints as tasks."""
        self._by_meeting: dict[int, set[int]] = defaultdict(set)
        """The tasks that each meeting's minutes print as tasks."""
        self._under: Counter[tuple[int, frozenset[str]]] = Counter()
        """How many tasks the minutes of a meeting print under a heading, by its words."""
        self._by_letters: dict[str, list[int]] = defaultdict(list)
        """The tasks of the same words, in the order in which minutes last printed them so."""
        self._by_reference: dict[str, list[int]] = defaultdict(list)

    def follow(self, those: Sequence[_Noted]) -> None:
        """Tie the mentions of one document to the tasks before it, the surest pairs first; the others are new tasks."""
        reprinted = self._reprinted(those)
        printed = Counter(n.known.letters for n in those)
        pairs = sorted(
            (-sure, i, -number, traits)
            for i, noted in enumerate(those)
            for sure, number, traits in self._pairs(noted, reprinted, each_his=printed[noted.known.letters] > 1)
        )
        tied: dict[int, int] = {}
        taken: set[int] = set()
        for sure, i, number, traits in pairs:
            if i not in tied and -number not in taken:
                tied[i] = -number
                taken.add(-number)
                noted, gap = those[i], those[i].at - self.tasks[-number].last.at
                noted.sure, noted.link = round(-sure, 3), reasons(traits, noted.rows[0]["reference"], gap)
        self._here = set()
        for i, noted in enumerate(those):
            if i not in tied:
                tied[i] = len(self.tasks)
                self.tasks.append(_Followed())
            task = self.tasks[tied[i]]
            self._here.add(tied[i])
            self._by_meeting[noted.at].add(tied[i])
            self._under[noted.at, noted.known.title] += 1
            if not task.mentions or task.last.known.words != noted.known.words:
                self._index.add(tied[i], noted.known)
            task.mentions.append(noted)
            self._by_letters[noted.known.letters].append(tied[i])
            if noted.known.reference:
                self._by_reference[noted.known.reference].append(tied[i])

    def _reprinted(self, those: Sequence[_Noted]) -> set[str]:
        """Return the documents whose list a document prints again: half of it at least in the same words."""
        listed = [n for n in those if n.known.listed]
        same = (self._by_letters[n.known.letters][-1] for n in listed if n.known.letters in self._by_letters)
        seen = Counter(self.tasks[number].last.meeting["document_id"] for number in same)
        return {document for document, n in seen.items() if n >= _USUAL and 2 * n >= len(listed)}

    def _pairs(
        self, noted: _Noted, reprinted: set[str], *, each_his: bool
    ) -> Iterator[tuple[float, int, tuple[float, ...]]]:
        """Yield the tasks that a mention may be of, each with how sure that is and what was weighed.

        ``each_his``: its document prints the same words for several people, each of whom has a task of his own.
        """
        known = noted.known
        for number in self._candidates(noted):
            first, last = self._ends(number)
            if each_his and known.owners and last.owners and known.owners.isdisjoint(last.owners):
                continue
            before = self.tasks[number].last
            reprint = known.listed and before.meeting["document_id"] in reprinted
            traits = likeness(
                first,
                last,
                known,
                self._weights,
                gap=noted.at - before.at,
                routine=not reprint and known.letters in self._usual,
                reprinted=reprint,
            )
            sure = chance(traits, WEIGHED)
            if sure >= LEAST:
                yield sure, number, traits
            if sure >= _CERTAIN and known.owners == last.owners:
                break

    def _candidates(self, noted: _Noted) -> Iterable[int]:
        """Return the numbers of the tasks that a mention is held beside.

        Where it says that it is of an earlier meeting and one of the last meetings printed the very same, that is all.
        """
        known = noted.known
        same = self._by_letters.get(known.letters, ()) if known.earlier == 2 else ()
        for number in same[: -_POSTED - 1 : -1]:
            last = self.tasks[number].last
            alike = last.known.owners == known.owners and last.known.reference == known.reference
            if alike and noted.at - last.at <= _WINDOW:
                return (number,)
        referred = self._by_reference.get(known.reference, ()) if known.reference else ()
        near = (n for n in self._index.near(known) if noted.at - self.tasks[n].last.at <= _WINDOW)
        return dict.fromkeys((*reversed(referred), *near))

    def _soon(self, noted: _Noted, number: int) -> bool:
        """Return True if a task was last spoken of so shortly before a mention that an item may tell of it."""
        return 0 < noted.at - self.tasks[number].last.at <= _SOON

    def _ends(self, number: int) -> tuple[Print, Print]:
        """Return what a task was known by when it was first and last spoken of; a mere item adds nothing to that."""
        mentions = self.tasks[number].mentions
        last = next((n for n in reversed(mentions) if n.rows[0]["action_id"] or n.rows[0]["update_id"]), mentions[0])
        return mentions[0].known, last.known

    def tell(self, told: Sequence[_Noted]) -> None:
        """Tie passages and items that tell of a task which their minutes do not print as a task, the surest first."""
        pairs = []
        for i, one in enumerate(told):
            named = replace(one.known, words=one.known.title)
            near = {n: None for known in (named, one.known) for n in self._index.near(known, but=self._here)}
            soon = [(n, self.tasks[n].last.at) for n in near if self._soon(one, n)]
            weighed = []
            for number, at in soon:
                first, last = self._ends(number)
                rivals = self._under[at, last.title] - 1 if last.title else 0
                traits = telling_of(first, last, one.known, self._weights, gap=one.at - at, rivals=max(rivals, 0))
                weighed.append((chance(traits, TOLD), number, traits, one.at - at))
            for sure, number, traits, gap in weighed:
                rival = max((s for s, n, *_ in weighed if n != number), default=0.0)
                if sure >= LEAST_TOLD and sure * (1 - rival) > _CLEAR * rival * (1 - sure):
                    pairs.append((-sure, i, number, traits, gap))
        for sure, i, number, traits, gap in sorted(pairs):
            task, one = self.tasks[number], told[i]
            if one.at == task.last.at:
                continue
            found = replace(one, sure=round(-sure, 3), link=tellings(traits, gap))
            if one.known.done and not closes(traits, -sure):
                found.rows = [{**found.rows[0], "status": "open"}]
                found.known = replace(found.known, done=False)
            if not found.rows[0]["update_id"] and -sure >= LEAST_DONE and _settles(found, task.last):
                found.rows = [{**found.rows[0], "status": "done"}]
                found.known = replace(found.known, done=True)
            task.mentions.append(found)
        for one in told:
            if one.known.done and load().search("updates.all", one.rows[0]["text"]):
                self._close(one)

    def _close(self, told: _Noted) -> None:
        """Tie a passage that says that all actions of the last meeting are done to each of them."""
        for number in sorted(self._by_meeting.get(told.at - 1, ())):
            task = self.tasks[number]
            last = task.last
            days = days_between(last.meeting["date"], told.meeting["date"])
            if last.at != told.at - 1 or last.known.done or days is None or days > _LATELY:
                continue
            if any(r["marked"] for r in last.rows):
                why = "all actions of the last meeting are said to be done"
                task.mentions.append(replace(told, sure=_ALL, link=why))


def _settles(item: _Noted, last: _Noted) -> bool:
    """Return True if an item does what a task asked for, that it be taken up at this meeting.

    A matter that was put off must be decided; one that was to be on the agenda is.
    """
    rules, told = load(), item.rows[0]["update"] or ""
    asked = " ".join(r["text"] or "" for r in last.rows)
    if item.at - last.at != 1 or rules.search("follow.put_off", f"{item.rows[0]['text']} {told}"):
        return False
    if rules.search("follow.put_off", asked):
        return bool(item.rows[0]["decided"])
    return rules.search("follow.for_agenda", asked) is not None


# What comes of it


class _End:
    """How far the minutes go: the dates of the last meeting of a body and of the one before."""

    def __init__(self, past: Past, documents: Sequence[str]) -> None:
        dates = {m["document_id"]: m["date"] for m in past.meetings}
        known = sorted({d for document in documents if (d := dates[document])})
        self.as_of = known[-1] if known else None
        self.recent = set(known[-2:]) | {None}


def _task(past: Past, task: _Followed, end: _End) -> Task:
    first = task.mentions[0]
    row = first.rows[0]
    dated = [n for n in task.mentions if n.meeting["date"]] or task.mentions  # nobody knows what came after what else
    last = dated[-1]
    done_from = _done_from(dated)
    owners: tuple[str, ...] = next((n.owners for n in reversed(dated) if n.owners), ())
    due = next((n.due for n in reversed(dated) if n.due != _NEVER), _NEVER)
    question = row["question_id"]
    questions = {q["question_id"]: q["text"] for q in past.of("questions", row["document_id"])} if question else {}
    done_date = done_from.meeting["date"] if done_from else None
    first_place = f"{row['document_id']} {row['action_id']}"
    return Task(
        body=past.body,
        state=_state(last, done_from, due[1], end),
        text=row["text"] or "",
        owners=owners,
        due_text=due[0],
        due_date=due[1],
        arose_date=first.meeting["date"],
        last_mention_date=last.meeting["date"],
        done_date=done_date,
        as_of_date=end.as_of,
        days_open=days_between(first.meeting["date"], done_date if done_from else end.as_of),
        mentions=len(task.mentions),
        update=next((u for noted in reversed(dated) if (u := _update(noted))), None),
        changes=tuple(_changes(dated)),
        reference=next((r["reference"] for n in task.mentions for r in n.rows if r["reference"]), None),
        item_path=row["item_path"],
        item_title=row["item_title"],
        question_text=questions.get(question),
        marked=any(r["marked"] for r in first.rows),
        least_sure=min((n.sure for n in task.mentions[1:]), default=1.0),
        confidence=max(float(r["evidence_confidence"] or 0.0) for r in first.rows),
        source=row["source"],
        page=row["page"],
        quote=row["evidence_quote"] or "",
        last_source=last.meeting["source"],
        last_page=last.rows[0]["page"],
        task_id=f"t-{hashlib.sha256(first_place.encode()).hexdigest()[:10]}",
        document_id=row["document_id"],
        action_id=row["action_id"],
        question_id=question,
    )


def _state(last: _Noted, done_from: _Noted | None, due: str | None, end: _End) -> str:
    if done_from:
        return "done"
    if due and end.as_of and due < end.as_of[: len(due)]:
        return "overdue"
    return "open" if last.meeting["date"] in end.recent else "dropped"


def _done_from(mentions: Sequence[_Noted]) -> _Noted | None:
    """Return the mention from which on the minutes say that a task is done; None if the last of them do not."""
    found = None
    for noted in reversed(mentions):
        if not any(r["status"] == "done" for r in noted.rows):
            break
        found = noted
    return found


def _settled(noted: _Noted) -> _Noted:
    """Return a mention with what its records say of owners and due date: the first of them that says any."""
    for row in noted.rows:
        if row["owners"]:
            noted.owners = tuple(row["owners"].split(_LIST))
            break
    for row in noted.rows:
        if row["due_text"] or row["due_date"]:
            noted.due = row["due_text"], row["due_date"]
            break
    return noted


def _update(noted: _Noted) -> str | None:
    """Return what a mention says of a task's progress."""
    told = dict.fromkeys(r["update"] for r in noted.rows if r["update"])
    return _LIST.join(told) or None


def _changes(mentions: Sequence[_Noted]) -> Iterator[str]:
    """Yield the changes of owner and due date: the meeting, what it was, what it became."""
    owners, forms = mentions[0].owners, mentions[0].known.owners
    due = mentions[0].due
    for noted in mentions[1:]:
        when = noted.meeting["date"] or noted.meeting["source"]
        if noted.owners:
            if forms & noted.known.owners:
                forms |= noted.known.owners
            else:
                if owners and set(map(letters_of, owners)) != set(map(letters_of, noted.owners)):
                    yield f"{when}: owner {', '.join(owners)} became {', '.join(noted.owners)}"
                forms = noted.known.owners
            owners = noted.owners
        if noted.due != _NEVER:
            if due != _NEVER and _when(noted.due) != _when(due):
                yield f"{when}: due {due[1] or due[0]} became {noted.due[1] or noted.due[0]}"
            due = noted.due


def _when(due: tuple[str | None, str | None]) -> str:
    """Return a due date as it is compared."""
    return due[1] or letters_of(due[0] or "")


def _mention(past: Past, task_id: str, number: int, noted: _Noted) -> Mention:
    row = noted.rows[0]
    return Mention(
        body=past.body,
        meeting_date=noted.meeting["date"],
        number=number,
        kind="arose" if number == 1 else "again" if row["action_id"] else "update",
        text=row["text"] or "",
        owners=noted.owners,
        due_text=noted.due[0],
        due_date=noted.due[1],
        status="done" if any(r["status"] == "done" for r in noted.rows) else "open",
        update=_update(noted),
        link=noted.link,
        sure=noted.sure,
        source=row["source"],
        page=row["page"],
        quote=row["evidence_quote"] or "",
        task_id=task_id,
        document_id=row["document_id"],
        action_id=row["action_id"],
        update_id=row.get("update_id") or "",
        other_action_ids=tuple(r["action_id"] for r in noted.rows[1:]),
    )
