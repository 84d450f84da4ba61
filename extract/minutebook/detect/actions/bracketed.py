"""Reads tasks that owners behind them mark: in brackets ("Order a bin. (Clerk)"), in bold, behind a tab or a colon."""

from __future__ import annotations

import re
from collections.abc import Iterator

from minutebook.candidate import ActionPromised
from minutebook.detect.actions.parts import Text, Work, bulleted, overlap
from minutebook.detect.actions.wording import due_of, gives_order, pull_of
from minutebook.detect.owners import People, is_office, is_owner, is_person, owners_only, split_owners
from minutebook.document import Span
from minutebook.sentences import sentences

_BEHIND = re.compile(r"\s\((?P<who>[A-Z][^()]{1,40})\)\s*[.;]?\s*")
_AT_END = re.compile(r"(?:(?<=[.!?])[ \n]+|\s*\t\s*)(?P<who>[A-Z][\w/&,.’' ]{1,60})$")
_REACH = 63
"""What it finds begins in so many characters before the end, or in the white space around the first of them."""
_MIXED = re.compile(r"[A-Z][a-z]{0,2}[A-Z][a-z]{0,2}")
_COLON = re.compile(r"(?P<task>[^:.?!\n]{4,90}?)(?::|\s[–—-])\s+(?P<who>[A-Z][^:.\n]{1,60})\.?")
_NUMBERED = re.compile(r"(?=\S*\d)[\w./-]{1,12}\t\s*")
"""The number of a paragraph before its text."""
_TO_BE = re.compile(r"\bto\s+(?:be|go|have)\s+\w+")
_SURE = 6
"""A document that sets so many owners behind a tab, or in italics, does so for tasks however they are worded."""
_FEWEST = 3
"""How often a document must print an owner behind a task, before it is taken for its way to mark tasks."""


def read_bracketed(work: Work) -> None:
    """Add the tasks behind which their owners stand: in brackets, in bold, behind a tab, or in a line of their own."""
    readers = (_in_brackets, _set_off, _behind_colon)
    for reader in readers:
        found = [(t, span, owners) for t in work.texts for span, owners in reader(work, t, 0.5)]
        if len(found) < _FEWEST:
            continue
        if reader is _set_off:
            decided = [s for d in work.decisions for s in d.spans]
            every = [(t, s, owners) for t in work.texts for s, owners in reader(work, t, 0.0)]
            every = [e for e in every if e in found or not any(overlap(e[1], s) for s in decided)]
            found = every if len(every) >= _SURE else found
        for t, span, owners in found:
            spans = (*_begins(work, t, span), span, *_goes_on(work, t, span))
            if all(work.free(s) for s in spans):
                work.add(
                    ActionPromised(
                        spans=spans,
                        item=t.item,
                        marked=True,
                        owners=owners,
                        due_text=due_of(work, " ".join(work.document.text(s) for s in spans)),
                        rule="actions.bracketed",
                        confidence=0.8,
                    )
                )


def _in_brackets(work: Work, t: Text, _: float) -> Iterator[tuple[Span, tuple[str, ...]]]:
    """Yield the sentences of a passage that give a task and name its owner in brackets."""
    for m in _BEHIND.finditer(t.text) if "(" in t.text else ():
        owners, before = _known(work, m["who"]), sentences(t.text[: m.start()])
        if not owners or not before:
            continue
        a = before[-1][0]
        text = t.text[a : m.start()]
        closed = text.rstrip().endswith((".", "!"))
        b = m.start() if closed else next((e for _, e in sentences(t.text) if e >= m.end() - 1), len(t.text))
        if _tells_task(work, text, 1.0):
            yield t.at(a, b), owners


def _set_off(work: Work, t: Text, least: float) -> Iterator[tuple[Span, tuple[str, ...]]]:
    """Yield a sentence whose owner is set off behind it, if it reads like a task at ``least`` so much."""
    yield from _at_end(work, t, least)
    yield from _below(work, t, least)


def _at_end(work: Work, t: Text, least: float) -> Iterator[tuple[Span, tuple[str, ...]]]:
    """Yield the last sentence of a passage before an owner in bold or italics, or behind a tab."""
    at = max(0, len(t.text) - _REACH)
    while at and t.text[at - 1].isspace():
        at -= 1
    m = _AT_END.search(t.text, at)
    owners = _known(work, m["who"]) if m else ()
    if m is None or not owners:
        return
    a, b = t.span.start + m.start("who"), t.span.start + m.end("who")
    before = sentences(t.text[: m.start()])
    bold = t.block.share("bold", a, b) >= 0.9 and not t.block.bold
    set_off = "\t" in m[0] or bold or (t.block.share("italic", a, b) >= 0.9 and not t.block.italic)
    if set_off and before and _tells_task(work, t.text[slice(*before[-1])], least):
        start, end = before[-1]
        number = _NUMBERED.match(t.text, start, end)
        yield t.at(number.end() if number else start, end), owners


def _begins(work: Work, t: Text, span: Span) -> tuple[Span, ...]:
    """Return the beginning of a task that stands in the passage above, which breaks off within the sentence."""
    above = work.texts[t.index - 1] if t.index else None
    opens = span.start == t.span.start and t.text[:1].islower() and not t.block.label
    if not opens or above is None or above.item != t.item or above.text.rstrip().endswith((".", "!", "?", ":")):
        return ()
    return (above.at(*sentences(above.text)[-1]),)


def _goes_on(work: Work, t: Text, span: Span) -> tuple[Span, ...]:
    """Return the rest of a task whose first line, with its owner behind a tab, breaks off within the sentence."""
    below = work.texts[t.index + 1] if t.index + 1 < len(work.texts) else None
    ended = work.document.text(span).rstrip().endswith((".", "!", "?", ";", ")"))
    if ended or "\t" not in t.text[-30:] or below is None or below.item != t.item or below.block.label:
        return ()
    first = sentences(below.text)[:1]
    return (below.at(*first[0]),) if first and "\t" not in below.text else ()


def _below(work: Work, t: Text, least: float) -> Iterator[tuple[Span, tuple[str, ...]]]:
    """Yield the last sentence above an owner in bold or italics that has a line of its own."""
    above = work.texts[t.index - 1] if t.index else None
    if above is None or above.item != t.item or len(t.text) > 40 or not (t.block.bold or t.block.italic):
        return
    owners = _known(work, t.text.strip())
    a, b = sentences(above.text)[-1]
    if owners and len(above.text.split()) > 3 and _tells_task(work, above.text[a:b], least):
        yield above.at(a, b), owners


def _behind_colon(work: Work, t: Text, _: float) -> Iterator[tuple[Span, tuple[str, ...]]]:
    """Yield a list item that gives an order and names behind a colon who is to follow it ("Mend the oar: Ann, Bo")."""
    m = _COLON.fullmatch(t.text.strip()) if bulleted(t) else None
    owners = owners_only(m["who"], work.people, work.rules) if m else ()
    if m and owners and all(is_owner(o, work.people) for o in owners) and gives_order(work, m["task"]):
        yield t.at(0, len(t.text)), owners


def _known(work: Work, who: str) -> tuple[str, ...]:
    """Return the owners that a text names if it holds nothing but initials, offices and titled names.

    A bare name may be that of who speaks or signs.
    """
    owners = split_owners(who, work.rules)
    people = work.people
    known = all(_short(o) in people.initials or is_office(o, people) or _titled(o, people) for o in owners)
    known = known or (_titled(owners[0], people) and all(is_person(o, people) for o in owners))
    return owners if owners and known and owners_only(who, work.people, work.rules) else ()


def _titled(owner: str, people: People) -> bool:
    """True for a person with a title ("Cllr. Orr"), and for everybody ("ALL")."""
    titled = people.words.titles.match(owner) is not None and is_person(owner, people)
    return titled or people.groups.fullmatch(owner) is not None


def _short(owner: str) -> str:
    """Return the initials of "EmS" as others write them, which tells two people with the same apart."""
    return re.sub(r"[a-z]", "", owner) if _MIXED.fullmatch(owner) else owner


def _tells_task(work: Work, text: str, least: float) -> bool:
    return gives_order(work, text) or pull_of(work, text) >= least or _TO_BE.search(text) is not None
