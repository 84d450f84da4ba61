"""Reads the words of a task: how much it reads like one, where it begins and ends, by when it is due."""

from __future__ import annotations

import re
from dataclasses import replace

from minutebook.candidate import ActionPromised
from minutebook.dates import PartialDate, find_dates
from minutebook.detect.actions.parts import Text, Work
from minutebook.detect.owners import is_owner
from minutebook.detect.promise.due import due_text
from minutebook.detect.promise.named import owners_and_due
from minutebook.document import Span
from minutebook.rulepack import Rules
from minutebook.sentences import sentences

_TOPIC = re.compile(r"^[^–:;.]{1,40}(?:\s[–-]\s|:\s+)")
_FIELD = re.compile(r"\s[–—-]\s")
_OWNER_BEHIND = re.compile(
    r"(?:\s*\[(?=[^\[\]]{1,60}\]\s*$)|(?<=[.!])\s*\((?=[^()]{1,60}\)\s*$))(?P<who>[^\[\]()]+)[\])]\s*$"
)
_CARRIED = re.compile(r"on-?going|outstanding|in\s+(?:hand|progress)|carried|c/f|not\s+yet", re.IGNORECASE)
"""How a task stands that is not of today."""
_SPEAKS = frozenset({"speak", "talk", "write", "reply", "respond"})
"""Verbs behind which "to" says with whom; behind others it follows a noun ("plan to mend the weir")."""
_SUBJECT_DASH = re.compile(r"(?P<topic>[^–—:;.?!]{2,60}?)\s*(?:\s[–—-]{1,2}\s|—)\s*(?=\S)")
"""What a task is about, before a dash."""


def oneline(text: str | None) -> str | None:
    """Fold white space; None for a text that holds nothing else."""
    return " ".join(text.split()) or None if text else None


def unwrap(text: str) -> str:
    """Join what a narrow cell wraps after a slash or comma; a line break before a new name stays."""
    return re.sub(r"(?<=[/&,])\s*\n\s*", " ", text)


def strip_label(work: Work, span: Span) -> Span:
    """Leave out the label ("Action:") at the start of a span."""
    text = work.document.text(span)
    hit = work.rules.match("actions.label", text)
    return Span(span.block, span.start + hit.match.end(), span.end) if hit and hit.match.end() < len(text) else span


def is_done(state: str, rules: Rules) -> bool:
    """True if a status or the last word of an update says that the task is done."""
    if not state:
        return False
    done = [h.match for h in rules.finditer("actions.done", state)]
    if not done:
        return False
    last = max(m.start() for m in done)
    return not any(
        h.match.start() <= last < h.match.end() or h.match.start() > last
        for h in rules.finditer("actions.not_done", state)
    )


def pull_of(work: Work, text: str) -> float:
    """Return how much a sentence reads like a task, in [0, 1]."""
    if text.rstrip().endswith("?"):
        return 0.0
    hits = (work.rules.search("actions.commitment", part) for part in (text, _TOPIC.sub("", text)))
    return max((float(hit.rule.value) for hit in hits if hit), default=0.0)


def gives_order(work: Work, text: str) -> bool:
    """True if a sentence begins with what is to be done ("Mend the gate by May")."""
    words = _TOPIC.sub("", text).split()
    verbs = work.rules.words["action_verb"]
    if len(words) < 2 or not (words[0].lower() in verbs or " ".join(words[:2]).lower() in verbs):
        return False
    if words[0].lower() in _SPEAKS and words[1] == "to":
        return True
    return re.match(r"\w+(?:ed|ing)\b|(?:is|was|has|had|of|from|on|by|and|were|are|to)\b", words[1]) is None


def stretch(work: Work, t: Text, span: Span) -> Span:
    """Take in what comes before a sentence that states no task of its own ("AB to action")."""
    if not work.rules.search("actions.bare", work.document.text(span)):
        return span
    before = [t.at(a, b) for a, b in sentences(t.text) if t.span.start + b <= span.start]
    start = span.start
    for n, s in enumerate(reversed(before)):
        text = work.document.text(s)
        if n == 0 or pull_of(work, text) > 0:
            start = s.start
            if pull_of(work, text) == 0:
                break
        else:
            break
    return Span(span.block, start, span.end)


def due_of(work: Work, text: str) -> str | None:
    """Return the words of a task that say by when: a field ("Due: May") or a phrase, None if there are none."""
    if hit := work.rules.search("actions.due_field", text):
        return oneline(hit.match["value"])
    told = due_text(text, work.rules)
    return None if told and work.meeting is not None and _gone_by(told, work.meeting, work.dayfirst) else told


def _gone_by(told: str, meeting: PartialDate, dayfirst: bool | None) -> bool:
    """True if words name a day or month, with its year, before the meeting's: by then no new task is due."""
    dates = [f.date for f in find_dates(told, dayfirst=dayfirst) if not f.ambiguous]
    return bool(dates) and all(d.year and d.month and _before(d, meeting) for d in dates)


def _before(date: PartialDate, meeting: PartialDate) -> bool:
    pairs = [(date.year, meeting.year), (date.month, meeting.month), (date.day, meeting.day)]
    for a, b in pairs:
        if a is None or b is None:
            return False
        if a != b:
            return a < b
    return False


def from_topic(work: Work, span: Span) -> Span:
    """Leave out the few words and the dash before a task that name what it is about ("Bench – AB to mend it")."""
    text = work.document.text(span)
    m = _SUBJECT_DASH.match(text)
    if m is None or pull_of(work, m[0]) > 0 or is_owner(m["topic"].strip(), work.people):
        return span
    rest = text[m.end() :]
    if not work.rules.search("actions.commitment", rest) or pull_of(work, rest) < 1.0:
        return span
    return Span(span.block, span.start + m.end(), span.end)


def shorten(work: Work, span: Span, cut: int) -> Span:
    """End a span at ``cut`` characters, without the signs that part it from what follows."""
    text = work.document.text(span)[:cut].rstrip(" \t\n;|–—-(")
    return Span(span.block, span.start, span.start + len(text))


def stands_behind(work: Work, text: str) -> tuple[str, str]:
    """Part a task from the words behind it that tell how it stands by now ("Ring the vet. In progress.")."""
    for a, b in sentences(text)[1:]:
        if work.rules.fullmatch("actions.stands", text[a:b].strip()):
            return text[:a].rstrip(), text[a:].strip()
    return text, ""


def without_owner(work: Work, action: ActionPromised) -> ActionPromised:
    """Leave out the owner in square brackets behind a task, or in brackets behind its full stop."""
    *before, last = action.spans
    text = work.document.text(last)
    m = _OWNER_BEHIND.search(text)
    if m is None or len(text[: m.start()].split()) < 2:
        return action
    owners, due = owners_and_due(m["who"], work.people, work.rules)
    known = all(is_owner(o, work.people) or o in action.owners for o in owners)
    if not owners or not known or (due and m[0].lstrip()[0] == "("):
        return action
    spans = (*before, Span(last.block, last.start, last.start + m.start()))
    return replace(action, spans=spans, owners=action.owners or owners, due_text=action.due_text or due)


def without_tail(work: Work, action: ActionPromised) -> ActionPromised:
    """Leave out what stands behind a task and is no part of it: its number, or what became of it."""
    *before, last = action.spans
    hit = work.rules.search("actions.tail", work.document.text(last))
    if hit is None:
        return action
    task = work.document.text(last)[: hit.match.start()]
    listed = action.rule == "actions.list"  # "Ann – ring the bank – done" is a row of fields
    fields = listed and (_FIELD.search(task) or hit.match[0].lstrip()[0] in "([")
    if fields or len(task.split()) < 3:
        return action
    spans = (*before, Span(last.block, last.start, last.start + hit.match.start()))
    told = hit.match["told"]
    if not told:
        return replace(action, spans=spans)
    status = "done" if is_done(told, work.rules) else action.status
    old = status == "done" or _CARRIED.search(told) is not None
    update, origin = action.update or oneline(told), "earlier" if old else action.origin
    return replace(action, spans=spans, status=status, update=update, origin=origin)
