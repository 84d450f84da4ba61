"""Finds the labels that mark a task ("Action:"), and the brackets that name its owner ("(Action: AB)")."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from minutebook.detect.actions.parts import Text, Work
from minutebook.detect.owners import is_owner, owners_only
from minutebook.detect.promise.named import owners_and_due
from minutebook.document import Span
from minutebook.sentences import sentences


@dataclass(frozen=True, slots=True)
class Label:
    """A label ("Action:") at ``text[start:end]`` of a passage.

    ``state`` is how the task stands where the label says so ("[DONE]"): "open", "earlier", "done", or "".
    """

    start: int
    end: int
    rule: str
    words: str
    state: str = ""


def labels_in(work: Work, t: Text) -> list[Label]:
    """Return the labels of a passage that mark a task, in order."""
    rules, text = work.rules, t.text
    if state := rules.match("actions.state", text):
        return [Label(0, state.match.end(), state.rule.id, state.match[0], state.rule.value)]
    found: list[Label] = []
    for slot in ("actions.label_for", "actions.label", "actions.label_bare"):
        for hit in rules.finditer(slot, text):
            m = hit.match
            lead = text[: m.start()].rstrip()
            behind = lead[-1:] in ("–", "—", "-") and slot == "actions.label_bare"
            opened = not lead or behind or lead[-1] in '.!?:;)”"’\t' or "\n" in text[len(lead) : m.start()]
            capital = m[0][:1].isupper() or (slot != "actions.label" and not lead) or behind
            strong = t.block.share("bold", t.span.start + m.start(), t.span.start + m.end()) >= 0.9 and not t.block.bold
            if not capital or not (opened or strong or (m[0][:6].isupper() and slot == "actions.label")):
                continue
            if slot == "actions.label_bare" and not _bare_label(work, text[m.end() :], known=behind):
                continue
            if slot == "actions.label_for":
                owners = owners_only(m["owners"], work.people, rules)
                if not owners or (hit.rule.value == "known" and not all(is_owner(o, work.people) for o in owners)):
                    continue
            if m[0].strip(" –—-:") in work.people.initials:
                continue  # "AP" of Ann Page, no action point
            if any(f.start <= m.start() < f.end or m.start() <= f.start < m.end() for f in found):
                continue
            found.append(Label(m.start(), m.end(), hit.rule.id, m[0]))
    return sorted(found, key=lambda f: f.start)


def _bare_label(work: Work, rest: str, *, known: bool) -> bool:
    """True if what follows "Action" without a colon is owners alone (``known`` ones), or an owner and a task."""
    rest = rest.strip()
    first = rest.split("\n")[0]
    if owners := owners_only(first.rstrip("."), work.people, work.rules):
        return all(is_owner(o, work.people) or (not known and re.fullmatch(r"[A-Z]{2,3}", o)) for o in owners)
    if hit := work.rules.match("actions.to_verb", rest):
        return bool(owners_only(hit.match["subject"], work.people, work.rules))
    words = rest.split()
    verbs = set(work.rules.words["action_verb"])
    return len(words) > 2 and words[1].lower() in verbs and bool(re.fullmatch(r"[A-Z]{2,3}", words[0]))


def brackets_in(work: Work, t: Text) -> Iterator[tuple[Span, tuple[str, ...], str | None]]:
    """Yield the sentence before each "(Action: AB, June)" with its owners and due date."""
    for hit in work.rules.finditer("actions.paren", t.text):
        owners, due = owners_and_due(hit.match["owners"], work.people, work.rules)
        if not owners:
            continue
        before = [(a, b) for a, b in sentences(t.text[: hit.match.start()])]
        if before:
            a, b = before[-1]
            yield t.at(a, b), owners, due
        elif t.index and work.texts[t.index - 1].item == t.item:
            earlier = work.texts[t.index - 1]
            last = sentences(earlier.text)[-1]
            yield earlier.at(*last), owners, due


def in_bracket(work: Work, t: Text, label: Label) -> bool:
    """True if a label stands in brackets that have been read ("... to all (Action 3: AB)")."""
    return any(
        hit.match.start() <= label.start < hit.match.end()
        and owners_and_due(hit.match["owners"], work.people, work.rules)[0]
        for hit in work.rules.finditer("actions.paren", t.text)
    )
