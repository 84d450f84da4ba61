"""Reads tasks that a label marks, with the fields after them, and the lists and reports that a heading opens."""

from __future__ import annotations

import re
from dataclasses import replace

from minutebook.candidate import ActionPromised
from minutebook.detect.actions.labels import Label, brackets_in, in_bracket, labels_in
from minutebook.detect.actions.listed import (
    Group,
    dashed_owner,
    doer,
    fields_behind,
    lists_tasks,
    opens_group,
    read_box,
    read_list,
)
from minutebook.detect.actions.parts import Text, Work, bulleted
from minutebook.detect.actions.reported import read_answered, read_answered_under, read_reports
from minutebook.detect.actions.wording import due_of, from_topic, gives_order, is_done, oneline, pull_of, shorten
from minutebook.detect.owners import is_owner, owners_only, split_owners, subject
from minutebook.detect.promise.clauses import clauses
from minutebook.detect.promise.due import due_text
from minutebook.detect.promise.named import owners_and_due, task_owners
from minutebook.document import Span
from minutebook.sentences import sentences

_LABELS = (
    *("actions.paren", "actions.label_for", "actions.label", "actions.label_bare"),
    *("actions.reported_heading", "actions.list_heading", "actions.list_heading_perhaps", "actions.state"),
)
"""The slots of what marks a passage as a task, or as the heading of tasks."""
_HELD = re.compile(r"[(\[](?P<held>[^()\[\]]{1,40})[)\]]")
_NAMED_FIRST = re.compile(r"\((?P<who>[^()]{2,40})\)\s+(?=\S)")
"""Who is to do it, in brackets before the task."""
_ARISING = re.compile(r"(?:matters?|business)\s+arising\b[^.:]{0,60}:", re.IGNORECASE)

_TITLE = 14
"""A label's text of more words than this is no title."""
_NUMBER = re.compile(r"(?:^|(?<=\s))\(?(?P<n>\d{1,2}|[a-z])[.)]\s+")
_ARISING_NEXT = re.compile(r"(?:^|[.;])\s*(?:matters?|business)\s+arising\b[^.:]{0,60}:\s*$", re.IGNORECASE)
"""What opens a paragraph, or the list under it, of what became of earlier tasks."""


def read_labelled(work: Work) -> None:
    """Add the tasks that labels mark, and those of the lists and reports that stand under headings."""
    texts = work.texts
    n = 0
    seen_items: set[int] = set()
    while n < len(texts):
        t = texts[n]
        if t.item is not None and t.item not in seen_items:
            seen_items.add(t.item)
            title = work.item_title(t.item)
            after = n
            if work.rules.search("actions.list_heading", title) and not _votes(work, n):
                after = read_list(work, n, title) if _list_here(work, n) else n
            elif work.rules.search("actions.list_heading_perhaps", title) and lists_tasks(work, n):
                after = read_list(work, n, title, heads=True)
            elif work.rules.search("actions.list_heading", work.above(t.item)) and (
                owners := owners_only(title, work.people, work.rules)
            ):
                after = read_list(work, n, work.above(t.item), owners)
            elif work.rules.search("actions.earlier", title):
                after = read_reports(work, n)
                if after == n and bulleted(t) and work.rules.search("actions.caption", title) and _list_here(work, n):
                    after = read_list(work, n, title)
                if after == n:
                    read_answered_under(work, n)
            elif work.rules.search("actions.earlier", work.above(t.item)):
                read_answered_under(work, n)
            if after > n:
                n = after
                continue
        if t.text.rstrip().endswith(":") and (after := _directed(work, n)) > n:
            n = after
            continue
        if read_box(work, t):
            n += 1
            continue
        arising = "rising" in t.text.lower() and (_ARISING.match(t.text.strip()) or _ARISING_NEXT.search(t.text))
        if not work.rules.possible(_LABELS, t.text) and not arising:
            n += 1
            continue
        for span, owners, due in brackets_in(work, t):
            _owned(work, t, span, owners, "actions.label.paren", due)
        labels = [k for k in labels_in(work, t) if not in_bracket(work, t, k)]
        line = t.text.strip()
        if _ARISING.match(line):
            read_answered(work, t)
        elif _ARISING_NEXT.search(line):
            read_answered_under(work, n)
        if (
            work.rules.search("actions.reported_heading", line)
            and len(line.split()) <= 18
            and not work.rules.search("actions.this", line)
        ):
            after = read_reports(work, n + 1)
            if after <= n + 1 and line.endswith(":") and n + 1 < len(texts) and bulleted(texts[n + 1]):
                after = read_list(work, n + 1, line)
            n = max(n + 1, after)
            continue
        if not labels:
            heads = work.rules.search("actions.list_heading", line) and len(line.split()) <= 10
            if heads and (line.endswith(":") or _heads_list(work, n)):
                n = max(n + 1, read_list(work, n + 1, line))
                continue
            if work.rules.search("actions.list_heading_perhaps", line) and lists_tasks(work, n + 1):
                n = max(n + 1, read_list(work, n + 1, line, heads=True))
                continue
            n += 1
            continue
        after = n + 1
        for k, label in enumerate(labels):
            end = labels[k + 1].start if k + 1 < len(labels) else len(t.text)
            after = max(after, _labelled(work, n, label, end))
        n = after


def _heads_list(work: Work, n: int) -> bool:
    """True if a line of a few words, set as a heading and no item, stands over a list of tasks."""
    t = work.texts[n]
    if len(t.text.split()) > 7 or n + 1 >= len(work.texts):
        return False
    first = work.texts[n + 1]
    named = dashed_owner(work, first.text) or fields_behind(work, first.text)[0]
    if bulleted(first) and (named or work.rules.match("actions.to_verb", first.text)):
        return True
    if not bulleted(first) and not named and not opens_group(work, n + 1, Group(t.text.strip())):
        return False
    return bool(t.block.heading) or t.block.bold or t.block.caps or t.block.underline or t.zone != "body"


def _directed(work: Work, n: int) -> int:
    """Read the list under "The Board directed staff to:"; return the passage after it, ``n`` if there is none."""
    t = work.texts[n]
    a, b = sentences(t.text)[-1]
    hit = work.rules.search("actions.directs_list", t.text[a:b])
    if hit is None or n + 1 >= len(work.texts) or not bulleted(work.texts[n + 1]):
        return n
    owners = subject(hit.match["who"], work.people, whole=True)
    if not owners:
        return n
    return read_list(work, n + 1, "", owners)


def _votes(work: Work, n: int) -> bool:
    """True if what stands under "Action items" is motions (items for action, as North American boards say)."""
    item = work.texts[n].item
    here = [t for t in work.texts[n : n + 40] if t.item == item]
    return any(
        re.search(
            r"\b(?:mo(?:tion|ved)|second(?:ed)?|carried(?!\s+(?:forward|over))|ayes?|vote[ds]?)\b",
            t.text,
            re.IGNORECASE,
        )
        for t in here
    )


def _list_here(work: Work, n: int) -> bool:
    return not labels_in(work, work.texts[n])


def _owned(work: Work, t: Text, span: Span, owners: tuple[str, ...], rule: str, due: str | None = None) -> None:
    due = due or due_of(work, work.document.text(span))
    work.add(
        ActionPromised(spans=(span,), item=t.item, marked=True, owners=owners, due_text=due, rule=rule, confidence=0.9)
    )


def _labelled(work: Work, n: int, label: Label, end: int) -> int:
    """Read what a label labels; return the index of the passage after it."""
    rules, t = work.rules, work.texts[n]
    content = t.text[label.end : end].strip()
    if not content:
        if end < len(t.text):
            return n + 1
        named = rules.match("actions.label_for", label.words)
        owners = split_owners(named.match["owners"], rules) if named else ()
        if label.rule == "actions.label.behind":
            _owner_label(work, n, label, split_owners(label.words.rstrip(" .").rsplit(maxsplit=1)[0], rules), None)
            return n + 1
        return read_list(work, n + 1, label.words.strip(), owners)
    if rules.fullmatch("actions.no_owner", content) or _told_of(work, content) or _asks_body(work, t, content):
        return n + 1
    owners, by = owners_and_due(re.sub(r"^by\s+", "", content.rstrip(".")), work.people, rules)
    if owners:
        _owner_label(work, n, label, owners, by)
        return n + 1
    if _opens_motion(work, n, content):
        return n + 1
    parts = clauses(t.text[label.end : end], work.people, rules)
    if len(parts) > 1 and not t.text[label.end : label.end + parts[0].start].strip():
        for part in parts:
            span = t.at(label.end + part.start, label.end + part.end)
            _owned(work, t, span, part.owners, label.rule)
        return n + 1
    if several := _several(work, t.text[label.end : end]):
        for a, b in several:
            span = t.at(label.end + a, label.end + b)
            text = work.document.text(span)
            _owned(work, t, span, task_owners(text, work.people, rules), label.rule)
        return n + 1
    starts = [s.start - t.span.start for d in work.decisions for s in d.spans if s.block == t.span.block]
    end = min([a for a in starts if label.end + len(content) // 4 < a < end], default=end)
    if len(t.text[: label.start].split()) > 3:  # within a paragraph it labels a sentence
        end = _one_sentence(work, t, label.end, end)
    return _task(work, n, t.at(label.end, end), label, last=end >= len(t.text))


def _several(work: Work, content: str) -> list[tuple[int, int]]:
    """Return the tasks behind one label: numbered ones, or sentences of which each has its own owner; [] if one."""
    numbers = list(_NUMBER.finditer(content))
    if len(numbers) > 1 and not content[: numbers[0].start()].strip() and _in_turn([m["n"] for m in numbers]):
        ends = [*(m.start() for m in numbers[1:]), len(content)]
        return [(m.end(), end) for m, end in zip(numbers, ends, strict=True)]
    parts = sentences(content)
    hits = [work.rules.match("actions.to_verb", content[a:b]) for a, b in parts]
    owners = [subject(hit.match["subject"], work.people, whole=True) if hit else () for hit in hits]
    return list(parts) if len(set(owners)) == len(parts) > 1 and all(owners) else []


def _in_turn(labels: list[str]) -> bool:
    """True if labels count up from "1" or "a" ("a", "b", "c")."""
    counted = ([str(n + 1) for n in range(len(labels))], list("abcdefghijklmnopqrstuvwxyz"[: len(labels)]))
    return labels in counted


def _asks_body(work: Work, t: Text, content: str) -> bool:
    """True if a label says what the body is to decide ("Action: Approve the fee") and a motion of the item does so."""
    asked = work.rules.match("actions.to_decide", content)
    return asked is not None and any(d.item == t.item and d.mover for d in work.decisions)


def _opens_motion(work: Work, n: int, content: str) -> bool:
    """True if a label with a title, set off from the text, stands over the motion on it ("ACTION: Annual accounts")."""
    t = work.texts[n]
    titled = t.block.heading or t.block.bold or t.block.underline
    if not titled or len(content.split()) > _TITLE or content[-1] in ".;" or gives_order(work, content):
        return False
    below = [b for b in work.texts[n + 1 : n + 3] if b.item == t.item and not labels_in(work, b)]
    return any(s.block == b.span.block for b in below for d in work.decisions if d.mover for s in d.spans)


def _told_of(work: Work, content: str) -> bool:
    """True if a label tells of what the body itself did ("Action: On motion by Ann Lee the report was accepted.")."""
    if not work.rules.search("actions.taken", content):
        return False
    hit = work.rules.match("actions.to_verb", content)
    return hit is None or not subject(hit.match["subject"], work.people, whole=True)


def _one_sentence(work: Work, t: Text, start: int, end: int) -> int:
    """Return where the sentence behind a label ends, with the fields and the owners that follow it."""
    parts = sentences(t.text[start:end])
    last = 0
    for a, b in parts[1:]:
        text = t.text[start + a : start + b]
        field = any(
            work.rules.match(s, text) for s in ("actions.owner_field", "actions.due_field", "actions.status_field")
        )
        told = is_done(text, work.rules) or work.rules.match("actions.still_open", text)
        if not (field or told or owners_and_due(text.strip(" .()[]"), work.people, work.rules)[0]):
            break
        last = b
    return start + max(last, parts[0][1]) if parts else end


def _owner_label(work: Work, n: int, label: Label, owners: tuple[str, ...], due: str | None) -> None:
    """Take what stands before a label that names owners only: the sentence, list item or paragraph."""
    t = work.texts[n]
    if work.out and (last := work.out[-1]).spans[-1].block == t.span.block and last.marked:
        gap = t.block.text[last.spans[-1].end : t.span.start + label.start]
        if not gap.strip():
            work.out[-1] = replace(last, owners=owners, due_text=due or last.due_text)
            return
    lead = t.text[: label.start].rstrip(" \t\n–—-")
    if lead:
        _owned(work, t, from_topic(work, _task_before(work, t, len(lead))), owners, label.rule, due)
        return
    for back in range(n - 1, max(-1, n - 3), -1):
        earlier = work.texts[back]
        if earlier.item != t.item:
            break
        if len(earlier.text.split()) >= 3:
            span = _task_before(work, earlier, len(earlier.text))
            if work.free(span):
                _owned(work, earlier, span, owners, label.rule, due)
            return


def _task_before(work: Work, t: Text, end: int) -> Span:
    """Return the task that ends at ``end``: the whole if it is short, else from the last sentence that commits."""
    parts = [(a, b) for a, b in sentences(t.text[:end])]
    if len(parts) <= 1:
        return t.at(0, end)
    for a, _ in reversed(parts):
        if pull_of(work, t.text[a:end]) >= 0.5:
            return t.at(a, end)
    return t.at(parts[-1][0], end)


def _task(work: Work, n: int, span: Span, label: Label, *, last: bool) -> int:
    """Add the task that follows a label, with the owner and due date in the fields and lines after it."""
    rules, t = work.rules, work.texts[n]
    text = work.document.text(span)
    owners: tuple[str, ...] = ()
    if named := rules.match("actions.label_for", label.words):
        owners = split_owners(named.match["owners"], rules)
    due: str | None = None
    if not label.state and (held := _HELD.search(label.words)):  # "Action (AB, by May): ..."
        owners, due = owners_and_due(held["held"], work.people, rules)
    if lead := _NAMED_FIRST.match(text):  # "[TODO] (Ann) ring the bank"
        owners, due = owners_and_due(lead["who"], work.people, rules)
    status = label.state if label.state == "done" else ""
    cut = len(text)
    for slot in ("actions.owner_field", "actions.due_field", "actions.status_field"):
        if (hit := rules.search(slot, text)) and hit.match.start() > 0:
            cut = min(cut, hit.match.start())
            if slot == "actions.owner_field":
                owners = split_owners(hit.match["value"], rules)
            elif slot == "actions.due_field":
                due = oneline(hit.match["value"])
            else:
                status = hit.match["value"]
    due = due or due_text(text[cut:], rules)
    span = shorten(work, span, cut)
    after = n + 1
    while last and after < len(work.texts) and work.texts[after].item == t.item:
        line = work.texts[after].text.strip()
        hits = {s: rules.match(s, line) for s in ("actions.owner_field", "actions.due_field", "actions.status_field")}
        if not any(hits.values()):
            break
        for slot in hits:
            if found := rules.search(slot, line):
                if slot == "actions.owner_field":
                    owners = owners or split_owners(found.match["value"], rules)
                elif slot == "actions.due_field":
                    due = due or oneline(found.match["value"])
                else:
                    status = status or found.match["value"]
        after += 1
    text = work.document.text(span)
    reference = _reference(label.words)
    numbered = bool(reference and work.before(reference))
    earlier = numbered or bool(rules.search("actions.earlier", label.words)) or _earlier_item(work, t.item)
    parts = sentences(text)
    if earlier and not status and len(parts) > 1:
        told = text[parts[1][0] :]  # "Action 14: AB to ask the vet. Done in May."
        if is_done(told, rules) or rules.search("actions.still_open", told) or rules.search("actions.past", told):
            status = told
            span = Span(span.block, span.start, span.start + parts[0][1])
            text = work.document.text(span)
    tells = numbered and not status and not rules.match("actions.to_verb", text)
    past = tells and bool(rules.search("actions.past", text)) and not rules.search("actions.still_open", text)
    work.add(
        ActionPromised(
            spans=(span,),
            item=t.item,
            marked=True,
            owners=owners
            or task_owners(text, work.people, rules)
            or (doer(work, text) if tells else ())
            or _named_last(work, text)
            or fields_behind(work, text)[0],
            due_text=due or due_of(work, text),
            reference=reference,
            origin="earlier"
            if numbered or label.state in ("earlier", "done") or (earlier and bool(status))
            else "this",
            status="done" if past or is_done(status, rules) else "open",
            rule=label.rule,
            confidence=0.95,
        )
    )
    return after


def _named_last(work: Work, text: str) -> tuple[str, ...]:
    """Return the people that the last sentence of a task names and says no more of ("Mend the weir. Ann and Bo").

    One of them is known from elsewhere in the minutes.
    """
    parts = sentences(text)
    last = text[parts[-1][0] :].strip(" .") if len(parts) > 1 else ""
    owners = owners_only(last, work.people, work.rules)
    return owners if any(is_owner(o, work.people) for o in owners) else ()


def _reference(words: str) -> str | None:
    m = re.search(r"(?:AP|[Aa]ction\D*?)\s*#?(\d[\w./-]*)", words)
    return m[1].rstrip(".-") if m else None


def _earlier_item(work: Work, item: int | None) -> bool:
    return bool(work.rules.search("actions.earlier", work.item_title(item)))
