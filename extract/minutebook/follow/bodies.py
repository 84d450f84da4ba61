"""Which minutes are of one body, however each of them prints its name.

A name is taken apart into the sort of body that it names (council, board, committee) and its other words. Two names
are of one body if the sort is the same and the words are, but for words of the organisation that one of them leaves out
("Ford Parish Council", "The Council"). The folder tells whose a body is: every council has a "Planning Committee".
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import PurePosixPath

from rapidfuzz.distance import OSA

from minutebook.follow.past import Row
from minutebook.rulepack import load

_TOKEN = re.compile(r"[^\W_]+(?:['’][^\W_]+)*|[-–—:|/,]")
_POSSESSIVE = re.compile(r"['’]s?$")
_NUMBER = re.compile(r"\d+")
_OF = frozenset({"of", "for"})
_ALWAYS_ONE = (
    (re.compile(r"\bboard\s+of\s+(?:the\s+)?(?:directors|trustees|managers|regents|supervisors)\b"), "board"),
    (re.compile(r"\bboard\s+of\s+(?:school\s+)?governors\b|\bgoverning\s+(?:body|board)\b"), "governors"),
    (re.compile(r"\bsub[-\s]committee\b"), "subcommittee"),
)
_ASSEMBLY = "assembly of members"
"""The sort of a meeting of all members or electors, which is no council and no board."""
_FEWEST = 3
"""So many words an acronym stands for at least."""


@dataclass(frozen=True, slots=True)
class _Name:
    """A body's name taken apart: its sort (None if no word of it tells), its other words, all its words in order."""

    sort: str | None = None
    words: frozenset[str] = frozenset()
    run: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Group:
    """Minutes that are of one body."""

    publisher: str
    sort: str | None
    words: frozenset[str]
    rows: list[Row]


def bodies(meetings: Iterable[Row]) -> Iterator[tuple[str | None, list[Row]]]:
    """Yield each body's name, as printed most, and its meetings (by date, then by source), by name.

    Minutes that name no body are those of the only body of their folder; where it has none or several, they are a body
    of their own each, unless the folder is all that tells.
    """
    rows = sorted(meetings, key=lambda r: (r["source"], r["document_id"]))
    folders: dict[str, list[Row]] = defaultdict(list)
    for row, publisher in zip(rows, _publishers([r["source"] for r in rows]), strict=True):
        folders[publisher].append(row)
    groups = _joined([g for publisher, held in sorted(folders.items()) for g in _groups(publisher, held)])
    named = [(_most_printed(held), sorted(held, key=_order)) for held in groups]
    yield from sorted(named, key=lambda n: (n[0] is None, (n[0] or "").casefold(), n[1][0]["source"]))


def _order(row: Row) -> tuple[bool, str, str]:
    return row["date"] is None, row["date"] or "", row["source"]


def _most_printed(rows: Sequence[Row]) -> str | None:
    """Return the name that most rows have."""
    names = Counter(r["body"] for r in rows if r["body"])
    return min(names, key=lambda n: (-names[n], n)) if names else None


def _publishers(sources: Sequence[str]) -> list[str]:
    """Return whose each file is: its first folder that says so, which is not one that holds all files alike."""
    words = load().words
    telling = [
        [
            part
            for part in PurePosixPath(source.replace("\\", "/")).parts[:-1]
            if not set(_plain(part)) <= {*words["folder_kind"], *_NUMBER.findall(part)}
        ]
        for source in sources
    ]
    while telling and len({p[0] if len(p) > 1 else None for p in telling} | {None}) == 2 and min(map(len, telling)) > 1:
        telling = [p[1:] for p in telling]
    return [p[0] if p else "" for p in telling]


def _plain(text: str) -> list[str]:
    """Return the words of a text in small letters, without marks."""
    return [_POSSESSIVE.sub("", t) for t in _TOKEN.findall(text.casefold().replace("_", " ")) if t[0].isalnum()]


def _named(row: Row) -> _Name:
    """Return the name of the body whose minutes a row is of; the title helps where the name does not say its sort."""
    rules, body, title = load(), row["body"] or "", row["title"] or ""
    if len(_NUMBER.findall(body)) > 2:  # votes, dates: no name
        body = ""
    name = _name(body)
    if body and rules.search("follow.assembly", body):
        return _Name(_ASSEMBLY, name.words, name.run)
    if name.sort:
        return name
    if not body:
        return _Name()
    told = _name(title)
    if rules.search("follow.assembly", title) or (rules.search("follow.annual", title) and not told.sort):
        return _Name(_ASSEMBLY, name.words, name.run)
    return _Name(told.sort, name.words, name.run)


def _name(text: str) -> _Name:
    """Return a name taken apart. Its last sort counts, but for one behind "of" (committee of the board)."""
    words = load().words
    text = text.casefold()
    for pattern, one in _ALWAYS_ONE:
        text = pattern.sub(one, text)
    tokens = [_POSSESSIVE.sub("", t) for t in _TOKEN.findall(text)]
    at: int | None = None
    for i, token in enumerate(tokens):
        if token in words["body_sort"] and (at is None or not _OF & set(tokens[at:i])):
            at = i
    kept: list[str] = []
    holds = True
    for i, token in enumerate(tokens):
        if (
            at is not None and i > at
        ):  # "Board Transition": what kind of meeting it was; "Board of Ford", "Board 2": whose
            holds = holds and i > at + 1
            holds = holds or token in _OF or not token.isalpha()
        if holds and token[0].isalnum() and token not in _OF and token not in words["body_passing"] and i != at:
            kept.append(token)
    run = tuple(t for t in tokens if t[0].isalnum() and t not in _OF and t not in words["body_passing"])
    return _Name(tokens[at] if at is not None else None, frozenset(kept), run)


def _groups(publisher: str, rows: Sequence[Row]) -> Iterator[_Group]:
    """Yield the bodies of one publisher."""
    names = [_named(r) for r in rows]
    short = _acronyms(names)
    names = [_spelt(n, short) for n in names]
    own = _organisation(names, publisher)
    held: dict[tuple[str | None, frozenset[str]], dict[frozenset[str], list[Row]]] = {}
    nameless: list[Row] = []
    for row, name in zip(rows, names, strict=True):
        if name.sort or name.words:
            key = (name.sort, name.words - own)
            held.setdefault(key, {}).setdefault(name.words & own, []).append(row)
        else:
            nameless.append(row)
    found = [
        _Group(publisher, sort, own_part | rest, members)
        for (sort, rest), parts in held.items()
        for own_part, members in _nested(parts).items()
    ]
    governing = [g for g in found if g.sort in load().words["governing_sort"]]
    if len(governing) == 1:  # minutes that name the organisation alone
        for group in [g for g in found if g.sort is None and g.words <= own]:
            governing[0].rows.extend(group.rows)
            found.remove(group)
    bodies_proper = [g for g in found if g.sort != _ASSEMBLY]
    if len(bodies_proper) == 1:
        bodies_proper[0].rows.extend(nameless)
    elif not found and publisher:
        yield _Group(publisher, None, frozenset(), nameless)
    else:
        found += [_Group(publisher, None, frozenset(), [row]) for row in nameless]
    yield from (g for g in found if g.rows)


def _acronyms(names: Iterable[_Name]) -> dict[str, tuple[str, ...]]:
    """Return the words of each run of words in the names, by their initials."""
    short: dict[str, tuple[str, ...]] = {}
    for run in {n.run for n in names}:
        for i, j in combinations(range(len(run) + 1), 2):
            if j - i >= _FEWEST:
                short["".join(w if w.isdigit() else w[0] for w in run[i:j])] = run[i:j]
    return short


def _spelt(name: _Name, short: dict[str, tuple[str, ...]]) -> _Name:
    """Return a name with its acronyms spelt out."""
    if not any(w in short for w in name.words):
        return name
    words = {w for word in name.words for w in short.get(word, (word,))}
    sorts = [w for w in words if w in load().words["body_sort"]]
    sort = name.sort or (sorts[0] if len(sorts) == 1 else None)
    return _Name(sort, frozenset(words - {sort}), name.run)


def _organisation(names: Iterable[_Name], publisher: str) -> frozenset[str]:
    """Return the words of a publisher's own name: those of its folder, and those beside "Parish Council", "Inc."."""
    words = load().words
    always = {*words["organisation_word"], *words["governing_sort"]}
    own: set[str] = always | (set(_plain(publisher)) - {*words["body_sort"]})
    telling = set(words["organisation_word"]) - {"community", "council", "board", "directors", "trustees", "governors"}
    for name in set(names):
        beside = set(words["place_kind"]) if name.sort == "council" else telling
        if name.sort in {None, _ASSEMBLY, *words["governing_sort"]} and name.words & beside:
            own |= name.words
    return frozenset(own)


def _nested(parts: dict[frozenset[str], list[Row]]) -> dict[frozenset[str], list[Row]]:
    """Return the rows by the organisation's words; what leaves some out is with the only one that has them all."""
    fullest: dict[frozenset[str], list[Row]] = {}
    holding: dict[str, list[frozenset[str]]] = defaultdict(list)
    for part in sorted(parts, key=lambda p: (-len(p), sorted(p))):
        within = min((holding[w] for w in part), key=len) if part else list(fullest)
        above = [f for f in within if part <= f]
        if len(above) == 1:
            fullest[above[0]] += parts[part]
            continue
        fullest[part] = list(parts[part])
        if not above:
            for word in part:
                holding[word].append(part)
    return fullest


def _joined(groups: list[_Group]) -> list[list[Row]]:
    """Return the rows of the bodies; officers tell whether two groups are one.

    The same name in two folders is one body's if the same person took the chair; a misread name ("Fcrd Parish Council")
    is known by its chair or by who took the minutes.
    """
    by_officer: dict[tuple[str | None, str], list[int]] = defaultdict(list)
    for i, group in enumerate(groups):
        for officer in {_letters(r[key]) for r in group.rows for key in ("chair", "minute_taker") if r[key]}:
            if group.words and len(officer) > 5:
                by_officer[group.sort, officer].append(i)
    chairs = [{_letters(r["chair"]) for r in g.rows if r["chair"]} for g in groups]
    root = list(range(len(groups)))

    def top(i: int) -> int:
        while root[i] != i:
            root[i] = i = root[root[i]]
        return i

    for (_, officer), those in sorted(by_officer.items(), key=lambda e: e[1]):
        for i, j in combinations(those[:50], 2):
            a, b = groups[i], groups[j]
            if a.words == b.words:
                same = a.publisher == b.publisher or officer in chairs[i] & chairs[j]
            else:
                same = a.publisher == b.publisher and _misread(a.words, b.words)
            if same:
                root[max(top(i), top(j))] = min(top(i), top(j))
    held: dict[int, list[Row]] = defaultdict(list)
    for i, group in enumerate(groups):
        held[top(i)] += group.rows
    return list(held.values())


def _letters(text: str) -> str:
    return "".join(c for c in text.casefold() if c.isalpha())


def _misread(a: frozenset[str], b: frozenset[str]) -> bool:
    """Return True if two names differ in a letter or two of one long word ("rn" and "m", "0" and "o")."""
    left, right = sorted(a - b), sorted(b - a)
    if len(left) != 1 or len(right) != 1:
        return False
    longer = max(len(left[0]), len(right[0]))
    return longer >= 5 and OSA.distance(left[0], right[0]) <= (1 if longer < 8 else 2)
