"""Reads lists of tasks under a label or heading."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from minutebook.candidate import ActionPromised
from minutebook.detect.actions.labels import labels_in
from minutebook.detect.actions.parts import BULLET, Text, Work, bulleted, question_starts
from minutebook.detect.actions.reported import read_reports
from minutebook.detect.actions.wording import due_of, gives_order, is_done, oneline, pull_of, shorten, stands_behind
from minutebook.detect.owners import is_office, is_owner, is_person, owners_only, split_owners, subject
from minutebook.detect.promise.due import due_text
from minutebook.detect.promise.named import owners_and_due, task_owners
from minutebook.detect.prose import deeper
from minutebook.sentences import sentences

_ITEM_PREFIX = re.compile(
    r"(?:item|action|no\.?|#)\s*\d+[a-z]?\s*[:.)–-]\s+|\d{1,3}\.\d{1,3}\s*:\s+|"
    r"(?P<reference>\d{1,4}(?:[/.]\d{1,4}){1,2}[-–]\d{1,3})\s*[:.)–-]\s+",
    re.IGNORECASE,
)
"""The number of a task, which may hold the day on which it arose ("9/28-02.")."""
_BOX = re.compile(r"[\[(](?P<tick>[ xX✓✔]?)[\])]\s+|(?P<open>[☐□])\s*|[☑☒✓✔]\s*")
_STATE = re.compile(
    r"(?P<state>DONE|COMPLETED?|CLOSED|OVERDUE|IN[ -]PROGRESS|ON-?GOING|PENDING|OPEN|OUTSTANDING|(?-i:New|NEW))"
    r"\s*[:–—-]\s+",
    re.IGNORECASE,
)
"""How a task stands, in front of it: "DONE: Ann to ring the vet"."""
_NAMED = re.compile(r"(?P<who>[A-Z][^:.;]{1,60}?)\s*:\s+(?=\S)|[\[(](?P<in>[A-Z][^:.;()\[\]]{1,40})[\])]\s*:?\s+(?=\S)")
_SMALL = re.compile(
    r"(?P<who>@?[\w-]{2,25}(?:\s*[/,&+]\s*@?[\w-]{2,25}){0,4})\s*:\s+(?=\S)|(?P<at>@[\w-]{2,25})\s+(?:to\s+)?(?=[a-z])"
)
"""An owner whose name is printed small, in front of a task: "kite7: mend it", "@kite7 to mend it"."""
_LAST_COLON = re.compile(r":\s*(?P<field>[^:]{2,60}?)\.?$")
_CARRIED = re.compile(
    r"\b(?:carried\s+(?:over|forward)|brought\s+forward|rolled\s+over|held\s+over|c/f|b/f|from\s+(?:the\s+)?(?:last|previous)"
    r"\s+meeting|outstanding\s+from)\b",
    re.IGNORECASE,
)
_STANDING = re.compile(r"actions?\s+(?:log|list|tracker|register)\s*:?", re.IGNORECASE)
"""A list that says nothing of the meeting at which its tasks arose: at the end of the minutes they are new."""
_ABOUT_LIST = re.compile(
    r"(?:the\s+|all\s+)?(?:\w+\s+)?actions?\b[^.;:]{0,60}?\s(?:was|were|has|have|had|is|are)\b", re.IGNORECASE
)
_NARRATES = re.compile(
    r"(?:The\s+)?(?:minutes|notes)\s+(?:of|from|were)\b|"
    r"(?:The\s+)?(?:[A-Z][\w’'.-]*\s+){1,3}(?:commented|noted|said|reported|explained|went\s+through|updated|advised|thanked|presented)\b"
)
"""What opens a paragraph of what was said, under a heading that it shares with a list."""
_TOPIC_DASH = re.compile(r"[^–—:;.?!]{2,40}?\s[–—-]{1,2}\s+(?=\S)")
_TELLS = re.compile(
    r"(?:Thanks\s+to|[^;.?]{2,120}?\b(?:(?:has|have|had)\s+(?:\w+ly\s+|not\s+|all\s+|now\s+)?\w+|was|were|is|are|went|came|continues?))\b"
)
"""What tells how a thing is or was."""
_BRACKETED = re.compile(r"\s*\([^()]{1,40}\)")
_LAST_FIELD = re.compile(r"(?:(?:\s|(?<=\.))[–—-]\s|[;|(]\s*)(?P<field>[^–—;|()]{2,40}?)\)?(?:\s*\([^()]{1,40}\))?\.?$")
"""The last field of a task set in one line ("Ann – ring the bank – 3 May")."""


@dataclass(frozen=True, slots=True)
class Group:
    """What stands over tasks of a list: the line itself, whom it names, and which tasks it says they are.

    ``state`` is "earlier" (of an earlier meeting), "done", "this" (new ones), or "" if it says nothing of that.
    """

    heading: str
    owners: tuple[str, ...] = ()
    state: str = ""


def lists_tasks(work: Work, n: int) -> bool:
    """True if passage ``n`` opens a list of which most items give an order, and half name whom."""
    item = work.texts[n].item if n < len(work.texts) else None
    lines: list[str] = []
    while n < len(work.texts) and work.texts[n].item == item and bulleted(work.texts[n]):
        lines.append(work.texts[n].text.strip())
        n += 1
    named = [x for x in lines if _names_doer(work, x)]
    ordered = [x for x in lines if x in named or gives_order(work, x)]
    return len(lines) > 1 and 5 * len(ordered) >= 4 * len(lines) and 2 * len(named) >= len(lines)


def _names_doer(work: Work, text: str) -> bool:
    """True if a line says what is to be done and names, in front of it or behind it, who is to do it."""
    if hit := work.rules.match("actions.to_verb", text):
        return bool(subject(hit.match["subject"], work.people, whole=True))
    if (m := _NAMED.match(text)) and owners_only(m["who"] or m["in"], work.people, work.rules):
        return gives_order(work, text[m.end() :])
    if dashed_owner(work, text):
        return True
    field = _LAST_FIELD.search(text) or _LAST_COLON.search(text)
    return field is not None and gives_order(work, text[: field.start()]) and bool(fields_behind(work, text)[0])


def read_list(work: Work, n: int, heading: str, owners: tuple[str, ...] = (), *, heads: bool = False) -> int:
    """Read the list, or the paragraph, under a label or heading; return the index of the passage after it.

    ``owners`` are those that the heading names. ``heads``: it is known to head tasks, whatever it says. Within the
    list, lines that name people or say what became of the tasks stand over those that follow.
    """
    rules, texts = work.rules, work.texts
    if n >= len(texts) or (texts[n].zone == "next_meeting" and not bulleted(texts[n])):
        return n
    first = texts[n]
    above = texts[n - 1].span.block if n else 0
    if any(i in work.aside for i in range(above + 1, first.span.block)):
        return n  # the list is a table, which is read as such
    if n and texts[n - 1].item != first.item:
        title = work.item_title(first.item)
        if not heads and not rules.search("actions.list_heading", title) and not owners_only(title, work.people, rules):
            return n
    group = Group(heading, owners)
    opens = opens_group(work, n, group)
    if rules.search("actions.earlier", heading) and not rules.search("actions.this", heading) and not opens:
        after = read_reports(work, n)
        if after > n:
            return after
    heading_due = due_text(heading, rules)
    if not bulleted(first) and not opens and not _introduces(first):
        taken = 0
        while n < len(texts) and texts[n].item == first.item and not bulleted(texts[n]):
            t = texts[n]
            behind = fields_behind(work, t.text)[0]
            told = not behind and pull_of(work, t.text) < 1.0 and rules.match("actions.past", t.text)
            named = behind or rules.match("actions.to_verb", t.text) or dashed_owner(work, t.text)
            if told or _tells_of_list(t.text) or labels_in(work, t) or (taken and not named):
                break
            if question_starts(work, t):
                break
            _list_task(work, t, heading_due, group)
            taken += 1
            n += 1
        return n
    if not opens and _introduces(first):
        group = Group(f"{heading}\n{first.text}", owners)
        n += 1
        if n >= len(texts) or texts[n].item != first.item:
            return n
    return _read_groups(work, n, group, heading_due)


def _read_groups(work: Work, n: int, group: Group, due: str | None) -> int:
    """Read list items, and the lines between them that head a group; return the index of the passage after them."""
    texts = work.texts
    item = texts[n].item if n < len(texts) else None
    first: Text | None = None
    under: list[str] = []
    read = len(work.out)
    while n < len(texts) and texts[n].item == item:
        t = texts[n]
        if head := opens_group(work, n, group):
            group, first = head, None
        elif not bulleted(t) or labels_in(work, t) or (first and question_starts(work, t, first.block.label)):
            break
        else:
            first = first or t
            if deeper(t.block, first.block) and not _BOX.match(t.text):
                under.append(t.text)
            else:
                _tell_under(work, read, under)
                under, read = [], len(work.out)
                _list_task(work, t, due, group)
        n += 1
    _tell_under(work, read, under)
    return n


def _tell_under(work: Work, n: int, under: Sequence[str]) -> None:
    """Let what stands under a task of an earlier meeting, the ``n``th found, tell what became of it.

    Where nothing else says of which meeting a task is, "Done" under it does.
    """
    if not under or len(work.out) != n + 1:
        return
    task, done = work.out[n], is_done(under[0], work.rules)
    if done or task.origin == "earlier":
        update, status = task.update or oneline("\n".join(under)), "done" if done else task.status
        work.out[n] = replace(task, origin="earlier", status=status, update=update)


def opens_group(work: Work, n: int, group: Group) -> Group | None:
    """Return what a line over tasks says ("Ann Lee:", "Still pending:"), None if it is no such line."""
    rules, t = work.rules, work.texts[n]
    after = work.texts[n + 1] if n + 1 < len(work.texts) and work.texts[n + 1].item == t.item else None
    if after is None or len(t.text.split()) > 9:
        return None
    line = t.text.strip()
    state = rules.fullmatch("actions.group", line)
    if bulleted(t):
        if state or not bulleted(after) or not deeper(after.block, t.block):
            return None
    elif not bulleted(after) and (state or not rules.fullmatch("actions.group", after.text.strip())):
        return None
    if state:
        return Group(group.heading, group.owners, state.rule.value)
    named = rules.match("actions.label_for", line)
    who = named.match["owners"] if named else _BRACKETED.sub("", line.rstrip(" :–-"))
    owners = owners_only(who, work.people, rules)
    style = t.block
    if bulleted(t) and not owners and _is_title(work, t, after):
        return Group(group.heading)
    sure = all(is_person(o, work.people) or is_office(o, work.people) for o in owners)
    set_off = line.endswith((":", "–", "-")) or style.bold or style.underline or style.heading or bulleted(t)
    if not owners or not (set_off or (sure and t.zone == "actions")):
        return None
    if not sure and not rules.search("actions.by_person", group.heading):
        return None
    return Group(group.heading, owners)


def _is_title(work: Work, t: Text, after: Text) -> bool:
    """True if a list item only names what those under it are about ("**Not yet given out**")."""
    set_off = (t.block.bold and not after.block.bold) or t.text.rstrip().endswith(":")
    return set_off and len(t.text.split()) <= 6 and not gives_order(work, t.text)


def read_box(work: Work, t: Text) -> bool:
    """Read a list item behind a box to be ticked ("[ ] Ann to ring the vet") as a task; tell whether it is one."""
    box = _BOX.match(t.text) or ((m := BULLET.match(t.text)) and _BOX.match(t.text, m.end())) or None
    rest = t.text[box.end() :] if box else ""
    if len(rest.split()) < 3 or _BOX.search(rest):
        return False
    named = (m := _NAMED.match(rest)) and owners_only(m["who"] or m["in"], work.people, work.rules)
    if not named and not gives_order(work, rest) and not task_owners(rest, work.people, work.rules):
        return False
    _list_task(work, t, None, Group(""))
    return True


def _goes_on(work: Work, t: Text) -> bool:
    """True if items of business begin behind a passage."""
    return any(h.spans[0].block > t.span.block for h in work.outline.items)


def _tells_of_list(text: str) -> bool:
    """True if a paragraph tells of the list ("The action log was reviewed") and gives no task."""
    return _ABOUT_LIST.match(text.strip()) is not None or _NARRATES.match(text.strip()) is not None


def _introduces(t: Text) -> bool:
    return not bulleted(t) and t.text.rstrip().endswith(":")


def _list_task(work: Work, t: Text, due: str | None, group: Group) -> None:
    rules, heading = work.rules, group.heading
    box = _BOX.match(t.text)
    start = m.end() if not box and (m := BULLET.match(t.text)) else 0
    status = ""
    if box := box or _BOX.match(t.text, start):
        start = box.end()
        status = "done" if (box["tick"] or "").strip() or box[0][0] in "☑☒✓✔" else ""
    number = _ITEM_PREFIX.match(t.text, start)
    start = number.end() if number else start
    if state := _STATE.match(t.text, start):
        start, status = state.end(), status or state["state"].lower()
    named: tuple[str, ...] = ()
    if m := _NAMED.match(t.text[start:]):
        named = owners_only(m["who"] or m["in"], work.people, rules)
        if named:
            start += m.end()
    if not named and (m := _SMALL.match(t.text[start:])):
        named = _small(work, m["who"] or m["at"])
        start += m.end() if named and m["who"] else 0
    span = t.at(start, len(t.text))
    text = work.document.text(span)
    if hit := rules.search("actions.status_field", text):
        status = hit.match["value"]
        if text[: hit.match.start()].rstrip()[-1:] not in "([":
            span = shorten(work, span, hit.match.start())
    owners = named or (() if rules.match("actions.to_verb", text) else group.owners)
    for slot in ("actions.owner_field", "actions.due_field"):
        if (hit := rules.search(slot, work.document.text(span))) and hit.match.start() > 0:
            if slot == "actions.owner_field":
                owners = split_owners(hit.match["value"], rules)
            else:
                due = oneline(hit.match["value"])
            span = shorten(work, span, hit.match.start())
    text, told = stands_behind(work, work.document.text(span))
    span = shorten(work, span, len(text)) if told else span
    if not text or rules.fullmatch("actions.no_owner", text.strip()) or not work.free(span):
        return
    if (text.endswith(":") and len(text.split()) <= 3) or rules.search("actions.list_heading", text):
        return
    if rules.fullmatch("actions.group", text):
        return
    behind, by = fields_behind(work, text)
    due = due or by
    own = owners or dashed_owner(work, text) or behind or task_owners(text, work.people, rules)
    own = own or (doer(work, text) if status else ()) or group.owners
    earlier = bool(_CARRIED.search(text) or told) or group.state in ("earlier", "done")
    if not earlier and not group.state and not rules.search("actions.this", heading):
        context = f"{heading}\n{work.item_title(t.item)}"
        earlier = bool(rules.search("actions.earlier", context)) and not (
            _STANDING.fullmatch(heading) and not _goes_on(work, t)
        )
    known = own or due or status or told or box or (earlier and is_done(text, rules))
    if not known and _is_news(work, text):
        return
    last = _LAST_FIELD.search(text)
    if last and rules.fullmatch("actions.due_words", last["field"].strip()):
        due = due or re.sub(r"^due:?\s+", "", last["field"].strip(), flags=re.IGNORECASE)
    if not status and last and is_done(last["field"], rules):
        status = "done"
    if group.state == "done" and not status:
        status = "done"
    work.add(
        ActionPromised(
            spans=(span,),
            item=t.item if t.zone == "body" else None,
            marked=True,
            owners=own,
            due_text=due or due_of(work, text) or due_of(work, told),
            reference=number["reference"] if number else None,
            origin="earlier" if earlier or status == "done" else "this",
            status="done" if is_done(status or told, rules) else "open",
            update=told or None,
            rule="actions.list",
            confidence=0.9,
        )
    )


def _is_news(work: Work, text: str) -> bool:
    """True if an item only tells how things are ("The oars have been painted"), and none of it gives a task."""
    text = _TOPIC_DASH.sub("", text)
    parts = [text[a:b] for a, b in sentences(text)]
    return all(_TELLS.match(part) and pull_of(work, part) < 1.0 and not gives_order(work, part) for part in parts)


def _small(work: Work, text: str) -> tuple[str, ...]:
    """Return owners whose names are printed small, if each is marked so ("@kite7") or one is in attendance."""
    names = tuple(re.split(r"\s*[/,&+]\s*", text))
    known = all(n[0] == "@" for n in names) or any(n in work.people.handles for n in names)
    return names if known else ()


def fields_behind(work: Work, text: str) -> tuple[tuple[str, ...], str | None]:
    """Return owners and due date from the last fields of a task set in one line ("Ring the bank – Ann – 3 May")."""
    due: str | None = None
    while m := _LAST_FIELD.search(text) or _LAST_COLON.search(text):
        field = m["field"].strip()
        owners, by = owners_and_due(field, work.people, work.rules)
        if owners and all(is_owner(o, work.people) or re.fullmatch(r"[A-Z]{2,3}", o) for o in owners):
            return owners, due or by
        if due or not work.rules.fullmatch("actions.due_words", field):
            break
        due = re.sub(r"^due:?\s+", "", field, flags=re.IGNORECASE)
        text = text[: m.start()]
    return (), None


def dashed_owner(work: Work, text: str) -> tuple[str, ...]:
    """Return the owners of a row set as "Ann – ring the bank – 3 May"."""
    m = re.match(r"(?P<who>[^–—:]{2,60}?)\s*(?:\s[–-]\s|—)\s*\S", text)
    owners = owners_only(m["who"], work.people, work.rules) if m else ()
    return owners if all(is_person(o, work.people) or is_owner(o, work.people) for o in owners) else ()


def doer(work: Work, text: str) -> tuple[str, ...]:
    """Return who did what a line reports: the longest run of words at its start that names an owner."""
    words = text.split()
    for size in range(min(5, len(words)), 0, -1):
        who = " ".join(words[:size])
        if is_owner(re.sub(r"^The\s+", "", who), work.people) or who.lower() == "we":
            return (who,)
    return ()
