"""Finds the words of a task that say by when."""

from __future__ import annotations

import re

from minutebook.rulepack import Rules

_BE = re.compile(r"\bbe\s+\w+\s+$")
_PREPOSITION = re.compile(r"(?:at|in|to|by|for|from|on)\s+(?:the\s+)?", re.IGNORECASE)
_LOOSE_LEAD = re.compile(r"^(?:in|at|on|for|from|during|due)\s+(?:the\s+)?(?=[A-Z])")
_AFTER_LEAD = re.compile(r"\b(?:after|following)\s+(?:the\s+)?$", re.IGNORECASE)
_END_BRACKET = re.compile(r"[(\[](?:due:?\s+)?(?P<due>[^()\[\]]{3,40})[)\]]\s*\.?$")
_STATED_FIRST = re.compile(r"(?P<date>\s+\([^()]{3,30}\))?\s*(?:\s[–—-]|:)\s")
"""What parts by when from the task behind it: "Next meeting (3 May) – mend the oar"."""
_RANK = {"date": 3, "on": 2, "meeting": 2, "period": 2, "soon": 0}


def _told_then(lead: str, rules: Rules) -> bool:
    """True if a date behind ``lead`` tells when something was done ("the list sent out in May")."""
    if rules.search("promise.due.told", lead):
        return True
    done = rules.search("promise.due.past", lead)
    return done is not None and not rules.search(
        "promise.due.caused", " ".join(lead[: done.match.start()].split()[-5:])
    )


def due_text(text: str, rules: Rules) -> str | None:
    """Return the words that say by when, None if there are none: "by" and the like, then dates, then occasions."""
    best: tuple[int, int, int, str] | None = None
    m = _END_BRACKET.search(text)
    if (
        m
        and rules.fullmatch("actions.due_words", m["due"].strip())
        and not rules.fullmatch("promise.due.no_time", m["due"].strip())
    ):
        return str(m["due"]).strip()
    for hit in rules.finditer("actions.due", text):
        m = hit.match
        bare = re.sub(r"^(?:the|at|in|on|for)\s+(?:the\s+)?", "", m[0], flags=re.IGNORECASE)
        dated = bool(re.search(r"\d|[A-Z][a-z]", bare)) and not bare.lower().startswith(("next", "following"))
        lead = _PREPOSITION.match(m[0])
        signed = rules.match("promise.due.signed", m[0])
        if not signed and _told_then(text[: m.start()], rules):
            continue
        to_come = signed and _BE.search(text, 0, m.start())  # "a session be held before the June meeting"
        if not to_come and any(
            rules.search("promise.due.not", text[:at]) for at in (m.start(), m.start() + (lead.end() if lead else 0))
        ):
            continue
        if (
            hit.rule.value == "on"
            and m[0].lower().startswith("on")
            and not rules.search("promise.due.returns", text[: m.start()])
        ):
            continue  # the day of what the task is about: "to help at the fair on 3 May"
        rank = 4 if signed else _RANK[hit.rule.value] if dated or hit.rule.value != "meeting" else 1
        if hit.rule.value == "meeting" and dated and rank == 2:
            rank = 3
        if not m.start() and (stated := _STATED_FIRST.match(text, m.end())):
            return f"{m[0]}{stated['date'] or ''}".strip()
        key = (rank, m.end() - m.start(), -m.start() if rank == 4 else m.start(), m[0])
        if best is None or key[:3] > best[:3]:
            best = key
    if best is None:
        return None
    if lead := _AFTER_LEAD.search(text[: text.find(best[3])]):
        return f"{lead[0]}{best[3]}".strip(" ,.")
    found = _LOOSE_LEAD.sub("", best[3].strip(" ,."))
    return re.sub(r"^(?:the|a|an)\s+(?=[A-Z])", "", found)
