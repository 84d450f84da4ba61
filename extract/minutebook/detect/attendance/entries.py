"""Reads what one entry, line or list says: who is named, and what is said of them beside."""

from __future__ import annotations

import itertools
import re
from dataclasses import replace

from minutebook.detect.attendance.parts import Row, Unit
from minutebook.detect.attendance.phrases import covers, outside_brackets, parted, starts_with_name
from minutebook.document import Document
from minutebook.people import Person, is_name, is_role, name_at, parse_person, split_people, split_title
from minutebook.rulepack import Rules

_LAST = re.compile(r"(?:;|,|,?\s+(?:and|plus|&)|(?=\s+\d))\s+(?P<who>(?:(?!\s(?:and|plus|&)\s)[^,;\n]){3,60})$")
"""The last entry of a list."""
ANSWERED = re.compile(r"\s*(?P<who>[^:\n,;\t(–—]{3,40}?)\s*(?::|\s[–—-])\s*(?P<said>[A-Za-z][^:;,\n\t]{2,30})")
"""One line of a roll call: "Director Hill: Present"."""
_PLACE_AND_HOUR = re.compile(
    r"\b(?:hall|chambers?|room|street|road|centre|center)\b.{0,40}\s\d{1,2}[.:]\d\d", re.IGNORECASE
)
_PAIR = re.compile(r"(?P<name>[^,;:\n\t]{3,40})(?:,\s+|\t+)(?P<beside>[^,;:\n\t]{2,50})(?P<more>(?:,[^,;:\n\t]+){0,2})")
"""An entry of two parts or more: a name, and another or whom it is from."""
_SHORT_FORM = re.compile(r"[^,;:()\n\t]+\([A-Z][A-Za-z]{1,3}\),\s+[^,;:()\n\t]+")
"""A name with its short form and whom it is from: "Ann Hill (AH), Oak Mills"."""
_FEW = 3
"""Fewer such entries show nothing."""
_AROUND = 10
"""So many blocks before and behind an entry show what its list holds."""
_HANDLE = re.compile(r"(?<![\w.@])@[A-Za-z0-9][\w-]{1,38}(?![\w@]|\.\w)")
"""What a person is called on a site where code is kept; it may stand for the name."""
TURNED = re.compile(
    r"\s*(?P<last>[^\W\d_][\w'’-]+),\s+(?P<first>[^\W\d_][\w.'’-]*(?:\s+[A-Z]\.?)?)\s*(?:\((?P<role>[^()]+)\))?\s*"
)
"""A name turned round: "Hill, Ann"."""
_TURNED = 2
"""A list of names turned round has no fewer."""
_ENTRY = re.compile(r"[^,\s](?:[^,]*[^,\s])?")
_NICKNAME = re.compile(r"[A-Za-z][\w-]{2,24}")
_NICKNAMES = 3
"""A list of nicknames has no fewer."""
_DID = re.compile(
    r"(?!elected|appointed|co-?opted|retired|associated|invited|nominated|chartered|certified)[a-z]{2,}ed\b"
)
"""What somebody did: no role."""
_ENTRIES = re.compile(r"\s*[,\n\t&]\s*|\s+and\s+")
_FIRST_NAMES = 2
"""So many are called by one name where minutes have that habit."""
_MANY = 4
"""So many people in a list stand, though some of its entries cannot be read."""
_ALL_THERE = re.compile(r"(?<=[a-z])\s+(?:(?:were|was)\s+)?(?:present|in\s+attendance|attending)\s*\.?\s*$")
"""What ends a list of those there: "Board members: Ann Hill and Ben Low in attendance."."""
_MAIL = re.compile(r"<[^<>@\s]+@[^<>\s]+>")
_BETWEEN = re.compile(r"(?<=[a-z)])\s+[/|+]\s+(?=[A-Z])")
_HOLDER = re.compile(r"\s*(?:and\s+)?(?P<role>[A-Z][^();]{2,100}?),?\s*\((?P<name>[A-Z][^()]{2,40})\)[,;]?")
"""An office with its holder in brackets."""


class Entries:
    """Reads entries in the light of those before: ``rows`` are the people found so far."""

    def __init__(self, document: Document, rules: Rules, rows: list[Row]) -> None:
        self.document = document
        self.rules = rules
        self.rows = rows
        self.singles = False
        """True where the minutes call people by one name."""

    def people(self, text: str, hanging: str | None = None) -> tuple[Person, ...]:
        """Read a list of people; empty if it holds something else (a sentence, a place, a subject).

        ``hanging``: the line before ended with a comma in a list of surnames, with this role.
        """
        if (answered := ANSWERED.fullmatch(text)) and self.rules.search("attendance.answer", answered["said"]):
            people = split_people(answered["who"], single=True)
            if len(people) == 1 and covers(answered["who"], people, bar=0.8):
                return (replace(people[0], remark=answered["said"]),)
        if hanging is not None:
            people = split_people(text, single=True)
            if covers(text, people, bar=0.5):
                first = people[0]
                return (replace(first, role=first.role or hanging or None), *people[1:])
        text = _ALL_THERE.sub(lambda m: " " * len(m[0]), _evened(text))
        if "@" in text and _HANDLE.search(text):
            if handles := _handles(text):
                return handles
            text = _HANDLE.sub(lambda m: " " * len(m[0]), text)
        if named := _holders(text) or _surnames_first(text):
            return named
        rest = _LAST.search(text.rstrip(" ."))
        if rest is not None and self.rules.search("people.nobody", rest["who"]):
            text = text[: rest.start()]
        if self.rules.search("attendance.prose", self._told(text)) or _PLACE_AND_HOUR.search(text):
            return ()
        text = self.remarked(text)
        people = split_people(text)
        if any(p.role and _DID.match(p.role) and text[p.end : p.end + 1] == " " for p in people):
            return ()
        if text.isupper() and len(self.rows) > 2 and not any(r.person.name.isupper() for r in self.rows):
            return ()  # a heading among names in small letters
        if len(people) >= 8 and sum(p.role is not None for p in people) < 0.3 * len(people):
            lower = split_people(text, lower=True)
            people = lower if len(lower) > len(people) else people
        if covers(text, people) or (
            len(people) >= _MANY and starts_with_name(people) and covers(text, people, bar=0.4)
        ):
            return self._with_first_names(text, people)
        singles = split_people(text, single=True)
        few = len(text.split()) < (80 if all(p.role for p in singles) else 40)
        kept = {p.name for p in people} <= {p.name for p in singles}
        if (
            (len(singles) > 1 or self.singles or self._on_first_names())
            and few
            and kept
            and covers(text, singles, bar=0.8)
        ):
            self.singles = not any(p.full or " " in p.name for p in singles)
            return singles
        return _handles(text)

    def _on_first_names(self) -> bool:
        """Tell minutes that call several of those named so far by one name."""
        return sum(not r.person.full for r in self.rows) >= _FIRST_NAMES

    def _with_first_names(self, text: str, people: tuple[Person, ...]) -> tuple[Person, ...]:
        """Return the people of a list with those called by one name, where another list has such: "Ann Hill, Ben"."""
        before = [x for x in re.split(r"\s*,\s*", text[: people[0].start].strip()) if x]
        if ";" in text or not (self._on_first_names() or len(before) >= _FIRST_NAMES):
            return people
        called = split_people(text, single=True)
        more = {p.name for p in called} - {p.name for p in people}
        kept = {p.name for p in people} <= {p.name for p in called}
        entries = {x.strip(" .") for x in _ENTRIES.split(text)}
        return called if more and kept and more <= entries else people

    def remarked(self, text: str) -> str:
        """Set a wide gap before what is said of somebody right behind the name: "Ann Hill by phone"."""
        for said in self.rules.finditer("attendance.bare_remark", text):
            at = said.match.start("gap")
            text = f"{text[:at]}\t{text[at + 1 :]}"
        return text

    def _told(self, text: str) -> str:
        """Return a text without what stands in brackets and what is said of somebody right behind the name."""
        for said in self.rules.finditer("attendance.bare_remark", text):
            text = text.replace(said.match[0][said.match.start("gap") - said.match.start() :], " ")
        return outside_brackets(text)

    def surnames(self, text: str) -> tuple[Person, ...]:
        """Read a list of bare surnames; empty if anything else stands in it."""
        people = split_people(text, single=True)
        if len(people) < 2 or not covers(text, people, bar=0.9) or any(p.full for p in people):
            return ()
        self.singles = True
        return people

    def by_line(self, unit: Unit) -> str:
        """Return a unit's text with a line break for the space where each printed line opens with a name."""
        block = self.document.blocks[unit.span.block]
        cuts = [x.start - unit.span.start for x in block.lines if unit.span.start < x.start < unit.span.end]
        text = unit.text
        cuts = [c for c in cuts if 0 < c <= len(text) and text[c - 1 : c] == " "]
        if not cuts:
            return text
        lines = [text[a:b].strip() for a, b in zip([0, *cuts], [*cuts, len(text)], strict=True)]
        begun = [c for c, above, x in zip(cuts, lines, lines[1:], strict=False) if _begins_entry(above, x)]
        entries = [text[a:b].strip() for a, b in zip([0, *begun], [*begun, len(text)], strict=True)]
        if not begun or any(x.endswith((",", " and", "&", "-", "–")) for x in entries[:-1]):
            return text
        people = [parse_person(x) for x in entries]
        if not all(p and p.start == 0 and covers(x, [p], bar=0.6) for x, p in zip(entries, people, strict=True)):
            return text
        cuts = begun
        for c in cuts:
            text = text[: c - 1] + "\n" + text[c:]
        return text

    def without_firm(self, unit: Unit, text: str, people: tuple[Person, ...]) -> tuple[Person, ...]:
        """Take a firm for none of the people where the entries of a list hold a name and whom it is from.

        So "Ann Hill, Oak Mills" where what stands behind the comma is no name in most of them.
        """
        if len(people) == 2 and people[0].abbreviation and _SHORT_FORM.fullmatch(text.strip()):
            return (replace(people[0], role=people[0].role or people[1].name),)
        paired = _PAIR.fullmatch(text.strip()) if len(people) == 2 else None
        if paired is None or split_title(people[1].name)[0]:
            return people
        at = unit.span.block
        near = self.document.blocks[max(0, at - _AROUND) : at + _AROUND + 1]
        turned = TURNED.fullmatch(text) if not any(p.full for p in people) else None
        if turned is not None:
            alike = sum(TURNED.fullmatch(b.text) is not None for b in near)
            whole = f"{turned['last']}, {turned['first']}"
            named = Person(turned.start("last"), turned.end("first"), whole, turned["role"])
            return (named,) if alike >= _FEW else people
        pairs = [m for b in near if b.kind == "body" and (m := _PAIR.fullmatch(b.text.strip()))]
        pairs = [m for m in pairs if is_name(m["name"].strip("* "))]
        firms = sum(not is_name(m["beside"]) for m in pairs)
        several = sum(m["beside"] == paired["beside"] for m in pairs) > 1  # nobody is named behind two others
        if not several and (len(pairs) < _FEW or firms < 0.5 * len(pairs)):
            return people
        return (replace(people[0], role=paired["beside"].strip(), organisation=paired["more"].strip(" ,") or None),)


def _evened(text: str) -> str:
    """Set commas for the slashes and bars between names and take addresses out, length for length."""
    text = _MAIL.sub(lambda m: " " * len(m[0]), text) if "@" in text else text
    return _BETWEEN.sub(lambda m: ",".ljust(len(m[0])), text)


def _holders(text: str) -> tuple[Person, ...]:
    """Read a list of offices with those who hold them in brackets: "Clerk (Ms. A. Hill), Engineer, (Mr. B. Low)"."""
    found = list(_HOLDER.finditer(text)) if text.count("(") > 1 else []
    if (
        not found
        or found[-1].end() < len(text.rstrip(" ."))
        or any(a.end() != b.start() for a, b in itertools.pairwise(found))
    ):
        return ()
    if not all(is_name(m["name"]) and split_title(m["name"])[0] and is_role(m["role"]) for m in found):
        return ()
    return tuple(Person(m.start("name"), m.end("name"), m["name"], m["role"].strip(" ,")) for m in found)


def _surnames_first(text: str) -> tuple[Person, ...]:
    """Read a list of names turned round, which semicolons part: "HILL, Ann; LOW, Ben (Chair)"."""
    entries = parted(text, 0, len(text.rstrip(" ."))) if ";" in text else []
    turned = [(at, TURNED.fullmatch(entry)) for at, entry in entries]
    if len(turned) < _TURNED or not all(m and is_name(f"{m['first']} {m['last']}") for _, m in turned):
        return ()
    return tuple(
        Person(at + m.start("last"), at + m.end("first"), f"{m['last']}, {m['first']}", m["role"])
        for at, m in turned
        if m is not None
    )


def _handles(text: str) -> tuple[Person, ...]:
    """Return the people of a list of nothing but handles, "@annhill, @blow", or nicknames, "amill, benlow, RoadFan"."""
    found = list(_HANDLE.finditer(text))
    if not found or _HANDLE.sub("", text).strip(" ,;&\t\n"):
        found = list(_ENTRY.finditer(text))
        low = sum(m[0][0].islower() for m in found)
        if len(found) < _NICKNAMES or 2 * low < len(found):
            return ()
        if not all(_NICKNAME.fullmatch(m[0]) and not is_role(m[0]) for m in found):
            return ()
    return tuple(Person(m.start(), m.end(), m[0], full=m[0].startswith("@")) for m in found)


def _begins_entry(above: str, line: str) -> bool:
    """Tell a printed line that opens an entry: a whole name, with nothing or a comma, a bracket or a dash behind."""
    if above.endswith((",", " and", "&", " of", " for", " the", "-", "–")):
        return False
    found = name_at(line)
    return found is not None and re.match(r"\W*$|\s*[,(–\u201a-]", line[found[1] :]) is not None
