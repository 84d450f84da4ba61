"""Reads tasks of an earlier meeting on which the minutes report, each with what became of it."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Literal

from minutebook.candidate import ActionPromised
from minutebook.detect.actions.labels import labels_in
from minutebook.detect.actions.parts import Text, Work, overlap, question_starts
from minutebook.detect.actions.states import read_states
from minutebook.detect.actions.wording import from_topic, is_done, oneline, pull_of, strip_label
from minutebook.detect.owners import subject
from minutebook.detect.promise.due import due_text
from minutebook.detect.promise.named import task_owners
from minutebook.document import Span
from minutebook.sentences import sentences

_TASK_REFERENCE = re.compile(r"(?P<ref>(?=[^\s]*\d)[A-Za-z]{0,6}[\d/_.-][\w./-]{0,16})\s*(?:[–—:-]\s+|\s[–—-]\s)")
_REPORT_LEAD = re.compile(
    r"(?:matters?|business)\s+arising\b[^.:]{0,60}:\s*|"
    r"(?:minute|min\.?|item|para(?:graph)?\.?|no\.?)\s*\d[\w./-]*\s*(?:\([^()]{1,60}\)\s*)?[:–—-]\s*",
    re.IGNORECASE,
)
_REPORT_DASH = re.compile(
    r"(?:\s[–—-]{1,2}\s|(?<!\s)[—–](?!\s)|\s?[:;]\s(?=(?:this|it|now|has|have|had|done|sent|complet\w+|closed)\b))(?!(?:the\s+)?(?:[A-Z]{2,3}|[A-Z]\w+(?:\s[A-Z]\w+)?)\s+to\b)(?=[^–—]+$)"
)
_REPORT_BRACKET = re.compile(
    r"\s[(\[](?=(?:outstanding|still|not|done|completed?|closed|on-?going|in\s+hand|awaiting)\b)", re.I
)
_TOPIC_COLON = re.compile(r"[^:.;?]{1,40}:\s+")
_NO_NEWS = re.compile(r"(?:no|nothing|not|still|waiting|await|chas)\w*\b", re.IGNORECASE)


def read_reports(work: Work, n: int) -> int:
    """Read actions of an earlier meeting that are reported on, each with its update; return the passage after them."""
    rules, texts = work.rules, work.texts
    if n >= len(texts):
        return n
    if (after := read_states(work, n)) > n:
        return after
    item = texts[n].item
    end = n
    while end < len(texts) and texts[end].item == item and not (end > n and labels_in(work, texts[end])):
        if question_starts(work, texts[end]):
            break
        end += 1
    task: Text | None = None
    sought = list(range(n, end))
    updates: list[str] = []
    reports: list[tuple[Text, str | None, bool]] = []
    found = False

    def close() -> None:
        nonlocal task, updates
        if task is not None:
            update = " ".join(" ".join(u.split()) for u in updates if u)
            done = is_done(update, rules) or (
                bool(rules.search("actions.past", update)) and not rules.search("actions.still_open", update)
            )
            reports.append((task, update or None, done))
        task, updates = None, []

    in_update = False
    for k in sought:
        t = texts[k]
        inline = rules.search("actions.inline_update", t.text)
        if inline and pull_of(work, t.text[: inline.match.start()]) >= 0.5:
            close()
            stated, told = _apart(work, t.text[: inline.match.start()])
            in_update, found, task = False, True, replace(t, text=stated)
            updates = [told, inline.match["update"]]
            close()
            continue
        if hit := rules.match("actions.update", t.text):
            in_update = True
            found = True
            rest = t.text[hit.match.end() :].strip()
            if rest:
                updates.append(rest)
            continue
        if in_update and (t.block.label or not _reads_as_task(work, t)):
            updates.append(t.text.strip())
            continue
        if _reads_as_task(work, t):
            close()
            in_update = False
            task = t
    close()
    if not found:
        return n
    for task_text, update, done in reports:
        _report(work, task_text, update, done=done)
    return end


def _apart(work: Work, text: str) -> tuple[str, str]:
    """Part a task from the sentences behind it that tell how it stands ("AB to ring the vet. No reply yet.")."""
    for a, b in sentences(text)[1:]:
        if work.rules.match("actions.to_verb", text[a:b]) is None and _became(work, text[a:b]):
            return text[:a].rstrip(), text[a:].strip()
    return text, ""


def _past_topic(text: str) -> str:
    """Return what stands behind the few words that name what a task is about ("Bench: AB to mend it")."""
    m = _TOPIC_COLON.match(text)
    return text[m.end() :] if m else text


def _became(work: Work, told: str) -> Literal["done", "open"] | None:
    """Return whether a text tells of a task that it is done, or how it stands; None if it tells neither."""
    open_ = bool(work.rules.search("actions.still_open", told)) or bool(_NO_NEWS.match(told))
    if is_done(told, work.rules) or (not open_ and work.rules.search("actions.past", told)):
        return "done"
    return "open" if open_ else None


def _reads_as_task(work: Work, t: Text) -> bool:
    pull = pull_of(work, t.text)
    if t.text.rstrip().endswith(":") or pull < 0.5:
        return False
    return pull >= 1.0 or not any(overlap(s, t.span) for d in work.decisions for s in d.spans)


def _report(work: Work, t: Text, update: str | None, *, done: bool) -> None:
    """Add an action of an earlier meeting: the sentences of its paragraph that state the task.

    Where no ``update`` is given, the sentences behind the task tell what became of it.
    """
    parts = [(a, b) for a, b in sentences(t.text)]
    task = [(a, b) for a, b in parts if pull_of(work, t.text[a:b]) >= 1.0] or parts
    if update is None and len(parts) > 1 and work.rules.match("actions.to_verb", _past_topic(t.text[slice(*parts[0])])):
        told = t.text[parts[1][0] :].strip()
        news = _became(work, told)
        if news:
            task, update, done = parts[:1], told, news == "done"
    span = strip_label(work, t.at(task[0][0], task[-1][1]))
    reference = None
    if m := _TASK_REFERENCE.match(work.document.text(span)):
        reference = m["ref"]
        span = Span(span.block, span.start + m.end(), span.end)
    text = work.document.text(span)
    if (rest := _past_topic(text)) != text and work.rules.match("actions.to_verb", rest):
        span = Span(span.block, span.end - len(rest), span.end)
        text = rest
    before = [k for k, a in enumerate(work.out) if a.marked and any(overlap(s, span) for s in a.spans)]
    noted = work.out.pop(before[0]).owners if before else ()
    work.add(
        ActionPromised(
            spans=(span,),
            item=t.item,
            marked=True,
            owners=task_owners(text, work.people, work.rules) or noted,
            due_text=due_text(text, work.rules),
            reference=reference,
            origin="earlier",
            status="done" if done else "open",
            update=update,
            rule="actions.reported",
            confidence=0.85,
        )
    )


def read_answered_under(work: Work, n: int) -> None:
    """Read the tasks that the passages of an item state, from passage ``n`` on, each with what became of it."""
    for k in range(n, len(work.texts)):
        if work.texts[k].item != work.texts[n].item:
            break
        if not labels_in(work, work.texts[k]):
            read_answered(work, work.texts[k])


def read_answered(work: Work, t: Text) -> None:
    """Read tasks of an earlier meeting that a paragraph states, each with what became of it.

    "Bench – AB to mend it. Done in May. Fence: Clerk to ask the owner – no reply as yet."
    """
    parts = sentences(t.text)
    for n, (a, b) in enumerate(parts):
        text = t.text[a:b]
        lead = _REPORT_LEAD.match(text)
        start = lead.end() if lead else 0
        topic = _TOPIC_COLON.match(text, start)
        if (
            topic
            and not work.rules.search("actions.to_verb", topic[0])
            and not work.rules.search("actions.label", topic[0])
        ):
            start = topic.end()
        dash = _REPORT_DASH.search(text, start) or _REPORT_BRACKET.search(text, start)
        stated = text[start : dash.start() if dash else len(text)]
        hit = work.rules.match("actions.to_verb", stated)
        after = text[dash.end() :] if dash else t.text[parts[n + 1][0] : parts[n + 1][1]] if n + 1 < len(parts) else ""
        if hit is None or not after or after.lstrip().startswith("(") or work.rules.match("actions.to_verb", after):
            continue
        owners = subject(re.split(r"\s[–—-]+\s|:\s", hit.match["subject"])[-1], work.people, whole=True)
        done = is_done(after, work.rules)
        open_ = bool(work.rules.search("actions.still_open", after)) or bool(_NO_NEWS.match(after.strip()))
        past = bool(work.rules.search("actions.past", after))
        span = from_topic(work, t.at(a + start, a + start + len(stated)))
        if not owners or not (done or open_ or past):
            continue
        before = [k for k, o in enumerate(work.out) if any(overlap(s, span) for s in o.spans)]
        if before and any(work.out[k].rule != "actions.column.owner" for k in before):
            continue
        for k in reversed(before):  # a note beside it says who, the sentence says it better
            del work.out[k]
        work.add(
            ActionPromised(
                spans=(span,),
                item=t.item,
                marked=True,
                owners=owners,
                due_text=due_text(work.document.text(span), work.rules),
                origin="earlier",
                status="done" if done or (past and not open_) else "open",
                update=oneline(after),
                rule="actions.reported.inline",
                confidence=0.75,
            )
        )
