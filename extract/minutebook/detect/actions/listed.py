"""Reads lists of tasks under a label or heading."""

from __future__ import annotations

import re

from minutebook.candidate import ActionPromised
from minutebook.detect.actions.labels import labels_in
from minutebook.detect.actions.parts import BULLET, Text, Work, bulleted, question_starts
from minutebook.detect.actions.reported import read_reports
from minutebook.detect.actions.wording import due_of, is_done, oneline, shorten
from minutebook.detect.owners import is_owner, is_person, owners_only, split_owners
from minutebook.detect.promise import due_text, task_owners

_ITEM_PREFIX = re.compile(r"(?:item|action|no\.?|#)\s*\d+[a-z]?\s*[:.)–-]\s+", re.IGNORECASE)
_BOX = re.compile(r"[\[(](?P<tick>[ xX✓✔]?)[\])]\s+|(?P<open>[☐□])\s*|[☑☒✓✔]\s*")
_NAMED = re.compile(r"(?P<who>[A-Z][^:.;]{1,60}?)\s*:\s+(?=\S)")
_CARRIED = re.compile(
    r"\b(?:carried\s+(?:over|forward)|brought\s+forward|rolled\s+over|held\s+over|c/f|b/f|from\s+(?:the\s+)?(?:last|previous)"
    r"\s+meeting|outstanding\s+from)\b",
    re.IGNORECASE,
)
_LAST_FIELD = re.compile(r"(?:\s[–—-]\s|[;|(]\s*)(?P<field>[^–—;|()]{2,40}?)\)?(?:\s*\([^()]{1,40}\))?\.?$")
"""The last field of a task set in one line ("Ann – ring the bank – 3 May")."""


def read_list(work: Work, n: int, heading: str) -> int:
    """Read the list, or the paragraph, under a label or heading; return the index of the passage after it."""
    rules, texts = work.rules, work.texts
    if n >= len(texts) or (texts[n].zone == "next_meeting" and not bulleted(texts[n])):
        return n
    first = texts[n]
    above = texts[n - 1].span.block if n else 0
    if any(i in work.aside for i in range(above + 1, first.span.block)):
        return n  # the list is a table, which is read as such
    if n and texts[n - 1].item != first.item and not rules.search("actions.list_heading", work.item_title(first.item)):
        return n
    if rules.search("actions.earlier", heading) and not rules.search("actions.this", heading):
        after = read_reports(work, n)
        if after > n:
            return after
    heading_due = due_text(heading, rules)
    if not bulleted(first) and not _introduces(first):
        taken = 0
        while n < len(texts) and texts[n].item == first.item and not bulleted(texts[n]):
            t = texts[n]
            if labels_in(work, t) or (taken and not rules.match("actions.to_verb", t.text)) or question_starts(work, t):
                break
            _list_task(work, t, heading_due, heading)
            taken += 1
            n += 1
        return n
    if _introduces(first):
        heading = f"{heading}\n{first.text}"
        n += 1
        if n >= len(texts) or texts[n].item != first.item:
            return n
        first = texts[n]
    depth, indent = first.block.depth, first.block.indent
    while n < len(texts) and texts[n].item == first.item and bulleted(texts[n]) and not labels_in(work, texts[n]):
        t = texts[n]
        deeper = t.block.depth > depth or (t.block.depth == depth and t.block.indent > indent + 9)
        if question_starts(work, t, first.block.label):
            break
        if not deeper:
            _list_task(work, t, heading_due, heading)
        n += 1
    return n


def _introduces(t: Text) -> bool:
    return not bulleted(t) and t.text.rstrip().endswith(":")


def _list_task(work: Work, t: Text, due: str | None, heading: str) -> None:
    rules = work.rules
    box = _BOX.match(t.text)
    start = m.end() if not box and (m := BULLET.match(t.text)) else 0
    status = ""
    if box := box or _BOX.match(t.text, start):
        start = box.end()
        status = "done" if (box["tick"] or "").strip() or box[0][0] in "☑☒✓✔" else ""
    start = m.end() if (m := _ITEM_PREFIX.match(t.text, start)) else start
    named: tuple[str, ...] = ()
    if m := _NAMED.match(t.text[start:]):
        named = owners_only(m["who"], work.people, rules)
        if named:
            start += m.end()
    span = t.at(start, len(t.text))
    text = work.document.text(span)
    if hit := rules.search("actions.status_field", text):
        status = hit.match["value"]
        span = shorten(work, span, hit.match.start())
    owners = named
    for slot in ("actions.owner_field", "actions.due_field"):
        if (hit := rules.search(slot, work.document.text(span))) and hit.match.start() > 0:
            if slot == "actions.owner_field":
                owners = split_owners(hit.match["value"], rules)
            else:
                due = oneline(hit.match["value"])
            span = shorten(work, span, hit.match.start())
    text = work.document.text(span)
    if not text or rules.fullmatch("actions.no_owner", text.strip()) or not work.free(span):
        return
    if (text.endswith(":") and len(text.split()) <= 3) or rules.search("actions.list_heading", text):
        return
    own = owners or _dashed_owner(work, text) or task_owners(text, work.people, rules)
    own = own or (_doer(work, text) if status else ())
    earlier = (
        rules.search("actions.earlier", f"{heading}\n{work.item_title(t.item)}")
        and not rules.search("actions.this", heading)
    ) or _CARRIED.search(text)
    last = _LAST_FIELD.search(text)
    if last and rules.fullmatch("actions.due_words", last["field"].strip()):
        due = due or re.sub(r"^due:?\s+", "", last["field"].strip(), flags=re.IGNORECASE)
    if not status and last and is_done(last["field"], rules):
        status = "done"
    work.add(
        ActionPromised(
            spans=(span,),
            item=t.item if t.zone == "body" else None,
            marked=True,
            owners=own,
            due_text=due or due_of(work, text),
            origin="earlier" if earlier or status == "done" else "this",
            status="done" if is_done(status, rules) else "open",
            rule="actions.list",
            confidence=0.9,
        )
    )


def _dashed_owner(work: Work, text: str) -> tuple[str, ...]:
    """Return the owners of a row set as "Ann – ring the bank – 3 May"."""
    m = re.match(r"(?P<who>[^–—:]{2,60}?)\s*(?:\s[–-]\s|—)\s*\S", text)
    owners = owners_only(m["who"], work.people, work.rules) if m else ()
    return owners if all(is_person(o, work.people) or is_owner(o, work.people) for o in owners) else ()


def _doer(work: Work, text: str) -> tuple[str, ...]:
    """Return who did what a line reports: the longest run of words at its start that names an owner."""
    words = text.split()
    for size in range(min(5, len(words)), 0, -1):
        who = " ".join(words[:size])
        if is_owner(re.sub(r"^The\s+", "", who), work.people) or who.lower() == "we":
            return (who,)
    return ()
