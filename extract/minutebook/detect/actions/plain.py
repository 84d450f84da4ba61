"""Reads tasks that plain sentences promise."""

from __future__ import annotations

import re
from dataclasses import replace

from minutebook.candidate import ActionPromised
from minutebook.detect.actions.listed import lists_tasks
from minutebook.detect.actions.parts import Text, Work, bulleted, overlap
from minutebook.detect.actions.wording import due_of, from_topic, gives_order, is_done, stretch
from minutebook.detect.owners import is_person, owners_only, subject, upright
from minutebook.detect.promise.asked import ordered
from minutebook.detect.promise.clauses import clauses
from minutebook.detect.promise.parts import Promise
from minutebook.detect.promise.sentence import promise
from minutebook.document import Span
from minutebook.sentences import sentences

_PART_LABEL = re.compile(r"\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)]\s+")
_BARE_LABEL = re.compile(r"(?:^|\s)\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)]\s*$")
"""The label of a part of a resolution, within the text or at its end."""
_AT = re.compile(
    r"@[\w-]+(?:(?:\s*[,&+/]\s*|\s+and\s+)@[\w-]+)*(?:\s+(?:to|will|please)\s+(?!be\b|have\b)[a-z]|\s*:\s+\w)"
)
"""Who is to do something, by the names that a forge or a chat knows them by: "@kite7 to mend it"."""
_NOTES = 24
"""A list item of more words than this is no note."""
_RESOLVED = re.compile(r"\W*(?:IT\s+WAS\s+|It\s+was\s+)?RESOLVED\b")
_CARRIED = re.compile(
    r"(?:the\s+)?(?:motion\s+|resolution\s+)?(?:was\s+)?(?:carried|passed|adopted|approved)\b[^;:]{0,60}", re.IGNORECASE
)
_NOTE = re.compile(
    r"(?P<who>[A-Z][\w’'.-]*(?:\s[A-Z][\w’'-]+)?(?:(?:\s*[,&+/]\s*|,?\s+and\s+)[A-Z][\w’'-]*(?:\s[A-Z][\w’'-]+)?){0,3})"
    r"\s+(?P<task>[a-z].+)"
)
"""Names in front of what they do, in the fewest words: "Bo and Ann booking the hall"."""
_NAMED_FIRST = re.compile(r"(?P<who>[A-Z][^:.;?!–—]{1,40}?)(?::|\s[–—-])\s+(?P<task>\S.*)", re.DOTALL)
"""Names in front of an order: "Ann: ring the vet"."""
_STATES = re.compile(r"^[^;.]{0,50}\b(?:is|are|was|were|has|had)\b")
"""What says how a thing is ("Draft budget is ready"), and orders nothing."""
_DECIDES = re.compile(r"\b(?:RESOLVED|Resolved|resolved|AGREED|Agreed|agreed|Decision|DECISION)\b[^.]{0,80}$")


def read_plain(work: Work) -> None:
    """Add the tasks that sentences promise which no other reader has taken."""
    asked: dict[int, list[Span]] = {}
    for s in (s for q in work.questions for s in q.spans):
        asked.setdefault(s.block, []).append(s)
    previous: Text | None = None
    before = ""
    for t in work.texts:
        if t.zone not in ("body", "closing", "next_meeting"):
            continue
        before = before if previous is not None and previous.item == t.item else ""
        for a, b in sentences(upright(t.text, work.people)):
            text = t.text[a:b]
            claimed = (*work.taken.get(t.span.block, ()), *asked.get(t.span.block, ()))
            if claimed and any(overlap(s, t.at(a, b)) for s in claimed):
                before = f"{before} {text}"[-600:]
                continue
            if text.endswith(":") and _leads_tasks(work, t):
                continue
            parts = clauses(text, work.people, work.rules)
            if len(parts) > 1 or (parts and parts[0].start > 1):
                for part in parts:
                    told = _told_behind(work, t.text[b:]) if part is parts[-1] else ""
                    clause = Promise(part.owners, "actions.clause", 0.8)
                    _add_promise(work, t, t.at(a + part.start, a + part.end), clause, told)
                before = f"{before} {text}"[-600:]
                continue
            made = (
                promise(text, before or t.text[:a], work.people, work.rules)
                or _ordered(work, t, a, text)
                or _undertaken(work, t, a, text)
            )
            if made is None and (hit := work.rules.match("actions.requests", text)):
                owners = subject(hit.match["who"], work.people, whole=True)
                made = Promise(owners, hit.rule.id, 0.7, moved=True) if owners else None
            stands = made is None or not made.moved or work.carried(t.at(a, b)) or _part_of_decision(work, t)
            stands = stands or _RESOLVED.match(t.text) is not None or _carried_below(work, t)
            if (made is None or not stands) and (made := _noted(work, t, a, text)):
                stands = True
            if made is not None and made.rule == "actions.forward.note" and _bare_behind(work, t.text[b:]):
                made = None  # "Oars to be ordered. AB to action": who is to do it says more
            if made is not None and stands:
                own = t.at(a + made.start, b)
                whole = stretch(work, t, own)
                if whole != own and any(overlap(s, whole) for s in work.taken.get(t.span.block, ())):
                    continue  # "Clerk to action." behind a task that names the Clerk
                whole = from_topic(work, whole)
                _add_promise(work, t, _from_name(work, whole, made), made, _told_behind(work, t.text[b:]))
            before = f"{before} {text}"[-600:]
        previous = t


def _leads_tasks(work: Work, t: Text) -> bool:
    """True if the list under a passage has been read as tasks: the words over it are none ("The Clerk will:")."""
    below = work.texts[t.index + 1] if t.index + 1 < len(work.texts) else None
    return below is not None and bulleted(below) and bool(work.taken.get(below.span.block))


def _ordered(work: Work, t: Text, start: int, text: str) -> Promise | None:
    """Return what a part of a list of resolutions gives somebody to do ("(b) the Clerk write to the bank; and")."""
    label = _PART_LABEL.match(text)
    opens = label or (start == 0 and bulleted(t)) or _BARE_LABEL.search(t.text[max(0, start - 8) : start])
    if not opens:
        return None
    begin = label.end() if label else 0
    made = ordered(text[begin:], work.people, work.rules)
    return replace(made, start=begin + made.start) if made else None


def _undertaken(work: Work, t: Text, start: int, text: str) -> Promise | None:
    """Return what a list item promises of the subject that stands over the list ("In reply, the Clerk:")."""
    if start or not bulleted(t):
        return None
    hit = work.rules.match("actions.undertaken", text)
    moved = hit is None and (hit := work.rules.match("actions.body_does", text)) is not None
    if hit is None:
        return None
    for earlier in reversed(work.texts[max(0, t.index - 8) : t.index]):
        if earlier.item != t.item:
            return None
        if not bulleted(earlier):
            lead = earlier.text.rstrip()
            owners = subject(lead.rstrip(":–- "), work.people) if lead.endswith((":", ":-", ":–")) else ()
            return Promise(owners, hit.rule.id, 0.65, moved=moved) if owners else None
    return None


def _named_first(work: Work, text: str) -> Promise | None:
    """Return what a note orders those to do who stand before it ("Ann: ring the vet")."""
    named = _NAMED_FIRST.match(text)
    if named is None or len(text.split()) > 2 * _NOTES or not gives_order(work, named["task"]):
        return None
    if _STATES.search(named["task"]) or work.rules.fullmatch("actions.no_owner", named["task"].strip()):
        return None
    owners = owners_only(named["who"], work.people, work.rules)
    if not owners or not all(is_person(o, work.people) for o in owners):
        return None
    return Promise(owners, "actions.note.named", 0.7, named.start("task"))


def _noted(work: Work, t: Text, start: int, text: str) -> Promise | None:
    """Return what a list item in note form gives people to do: "Bo contacting the vet", "Ann talk to the vet"."""
    if called := _AT.match(text):
        return Promise(tuple(re.findall(r"@[\w-]+", called[0])), "actions.note", 0.75)
    if not start and bulleted(t) and (made := _named_first(work, text)):
        return made
    ordered_so = not start and bulleted(t) and not _NAMED_FIRST.match(text) and gives_order(work, text)
    if ordered_so and _among_tasks(work, t):
        return Promise((), "actions.note.list", 0.6)
    note = _NOTE.match(text) if not start and bulleted(t) else None
    if note is None or len(text.split()) > _NOTES:
        return None
    hit = work.rules.match("actions.note", note["task"])
    owners = subject(note["who"], work.people, whole=True) if hit else ()
    if hit is None or not owners or not all(is_person(o, work.people) for o in owners):
        return None
    if work.rules.search("actions.note.told", text) or (hit.rule.value == "one" and len(owners) > 1):
        return None
    return Promise(owners, "actions.note", 0.65)


def _among_tasks(work: Work, t: Text) -> bool:
    """True if a list item stands in a list of which the rest give tasks, and half of it names whose they are."""
    n = t.index
    while n and work.texts[n - 1].item == t.item and bulleted(work.texts[n - 1]):
        n -= 1
    return lists_tasks(work, n)


def _carried_below(work: Work, t: Text) -> bool:
    """True if the passage below says no more than that the motion was carried."""
    below = work.texts[t.index + 1] if t.index + 1 < len(work.texts) else None
    return below is not None and below.item == t.item and _CARRIED.fullmatch(below.text.strip()) is not None


def _part_of_decision(work: Work, t: Text) -> bool:
    """True if a list item that no decision holds stands under words that decide ("RESOLVED (by 7 votes to 4):")."""
    if not bulleted(t) or any(s.block == t.span.block for d in work.decisions for s in d.spans):
        return False
    for earlier in reversed(work.texts[max(0, t.index - 8) : t.index]):
        if earlier.item != t.item:
            return False
        if not bulleted(earlier):
            return _DECIDES.search(earlier.text) is not None
    return False


def _from_name(work: Work, span: Span, made: Promise) -> Span:
    """Leave out what comes before a task: "RESOLVED that", or another matter before somebody offers to do a task."""
    text = work.document.text(span)
    if made.rule == "actions.subjunctive" and (
        m := re.search(
            r"\b(?:RESOLVED|resolved|RECOMMENDED|Requests|requests|Directs|directs)\s*[:,–-]*\s+[Tt]hat\s+", text
        )
    ):
        return Span(span.block, span.start + m.end(), span.end)
    m = re.search(
        r"(?:,|;|\band|\bbut)\s+(?P<who>[A-Z][^,;]{1,60}?)\s+(?:offered|undertook|volunteered|promised)\s+to\b", text
    )
    if m and made.owners and m["who"].endswith(made.owners[-1]) and len(text[: m.start()].split()) >= 4:
        return Span(span.block, span.start + m.start("who"), span.end)
    return span


def _bare_behind(work: Work, rest: str) -> bool:
    """True if the sentence behind a task says no more than who is to do it ("AB to action")."""
    parts = sentences(rest)
    return bool(parts) and work.rules.match("actions.bare", rest[slice(*parts[0])].strip()) is not None


def _told_behind(work: Work, rest: str) -> str:
    """Return the words behind a task that tell how it stands by now ("Still in hand."), "" if there are none."""
    parts = sentences(rest)
    told = rest[slice(*parts[0])].strip() if parts else ""
    return told if work.rules.fullmatch("actions.stands", told) else ""


def _add_promise(work: Work, t: Text, span: Span, made: Promise, told: str = "") -> None:
    """Add a promise; one of an earlier meeting if it is ``told`` how the task stands."""
    text = work.document.text(span)
    work.add(
        ActionPromised(
            spans=(span,),
            item=t.item,
            marked=False,
            owners=made.owners,
            due_text=due_of(work, text),
            origin="earlier" if told else "this",
            status="done" if is_done(told, work.rules) else "open",
            update=told or None,
            rule=made.rule,
            confidence=made.confidence,
        )
    )
