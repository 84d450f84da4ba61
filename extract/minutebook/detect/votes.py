"""How a vote went: outcomes, counts and names as the words of a vote print them."""

from __future__ import annotations

import re

from minutebook.candidate import DecisionKind, Outcome
from minutebook.rulepack import Rules

_TITLE = re.compile(
    r"(?:(?:Vice[- ])?(?:Chair(?:man|woman|person)?|Mayor|President)|(?:Board |Council ?)?[Mm]ember"
    r"|Commissioner|Trustee|Councill?or|Cllr|Cr|Director|Mr|Mrs|Ms|Dr)\b"
)
_NAMELESS = re.compile(
    r"(?:(?:Board |Council ?)?[Mm]ember|Commissioner|Trustee|Councill?or|Cllr|Cr|Director|Mr|Mrs|Ms|Dr)\.?"
)
"""A title that says nothing without the name behind it."""
_BRACKET = re.compile(r"(?<=[a-z])\s+\([^()]*\)$")
"""What is said in brackets after a name: whom the person stands for."""
_BETWEEN = re.compile(r"\s*[,;&]\s*(?:and\s+)?|\s+and\s+|\s*\n\s*")
"""What parts the names of a list."""
_PARTICLE = re.compile(r"(?:d[aeiu]l?|l[ae]|van|von|der|ter)\s+(?:d[eu]r?\s+)?[A-Z]")
"""How a surname may open that is printed small: "van Dale"."""
_ANSWERED = re.compile(r"\b[A-Z][\w’'-]+(?:\s*[–—:,-]\s*|\s+)((?i:yes|yea|aye|no|nay))\b(?=\s*(?:[,;.]|and\b|$))")
"""A name in a roll call with the vote behind it: "Dale-yes", "Finn – nay"."""
_ROLL = 2
"""More answers than this are a roll call."""
_PAIR = re.compile(r"\d\s*(?:[-–/:]|to\b)\s*\d", re.IGNORECASE)
"""What every pair of counts holds: "5-0", "4 to 3"."""
_NONE = ("no", "none", "nil")
_NUMBERS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")


def as_outcome(value: str) -> Outcome:
    """Return the outcome that a rule's value names."""
    return "lost" if value == "lost" else "withdrawn" if value == "withdrawn" else "carried"


def counts(text: str, rules: Rules) -> tuple[int | None, int | None, int | None]:
    """Return the votes for, against and the abstentions that the text prints as numbers."""
    if signed := rules.search("decision.count.signed", text):
        groups = signed.match.groupdict()
        middle = _number(groups["k"]) if groups["k"] else _count(text, "decision.count.abstain", rules)
        return _number(groups["n"]), _number(groups["m"] or groups["m2"]), middle
    if told := rules.search("decision.count.to", text):
        groups = told.match.groupdict()
        two = sorted((_number(groups["n"] or groups["n2"]), _number(groups["m"] or groups["m2"])))
        hit = rules.search("decision.outcome", text)
        lost = hit is not None and hit.rule.value == "lost"
        return two[0 if lost else 1], two[1 if lost else 0], _count(text, "decision.count.abstain", rules)
    if divided := rules.search("decision.count.division", text):
        return _number(divided.match["n"]), _number(divided.match["m"]), None
    yes = _count(text, "decision.count.for", rules)
    no = _count(text, "decision.count.against", rules)
    abstain = _count(text, "decision.count.abstain", rules)
    if yes is None and no is None and _PAIR.search(text) and (hit := rules.search("decision.count.pair", text)):
        groups = hit.match.groupdict()
        yes = _number(groups["n"] or groups["n2"] or groups["n3"])
        no = _number(groups["m"] or groups["m2"] or groups["m3"])
        third = groups["k"] or groups["k2"] or groups["k3"]
        abstain = _number(third) if third else abstain
    if yes is None:
        yes = _called(text, "decision.roll.for", rules)
    if no is None:
        no = _called(text, "decision.roll.against", rules)
    if abstain is None:
        abstain = _called(text, "decision.roll.abstain", rules)
    if yes is None and no is None and len(answers := _ANSWERED.findall(text)) > _ROLL:
        against = sum(a.lower() in ("no", "nay") for a in answers)
        yes, no = len(answers) - against, against
    return yes, no, abstain


def pair(text: str, rules: Rules) -> tuple[str | None, str | None]:
    """Return mover and seconder where the text prints both together, as in "(Cllr Dale/Cllr Finn)"."""
    hit = rules.search("decision.names", text)
    if hit is None:
        return None, None
    groups = hit.match.groupdict()
    return (
        printed_name(groups.get("mover") or groups.get("mover2")),
        printed_name(groups.get("seconder") or groups.get("seconder2")),
    )


def _count(text: str, slot: str, rules: Rules) -> int | None:
    for hit in rules.finditer(slot, text):
        printed = next((g for g in hit.match.groups() if g), None)
        if printed is not None:
            return _number(printed)
    return None


def _called(text: str, slot: str, rules: Rules) -> int | None:
    """Return how many people a roll call names: "Ayes: Dale, Finn and Orr." tells 3, "Nays: none." tells 0."""
    hit = rules.search(slot, text)
    if hit is None:
        return None
    names = [n for n in _BETWEEN.split(hit.match["names"].strip(" ,;()")) if n]
    if len(names) == 1 and names[0].strip("- ").lower() in ("none", "nil", "nobody", "0"):
        return 0
    named = all(n[0].isupper() or _PARTICLE.match(n) for n in names) and names[0].lower().split()[0] != "all"
    return len(names) if named else None


def _number(printed: str) -> int:
    if printed.isdigit():
        return int(printed)
    return 0 if printed.lower() in _NONE else _NUMBERS.index(printed.lower())


def as_kind(value: str) -> DecisionKind:
    """Return the kind that a rule's value names; raise ValueError for any other word."""
    for kind in ("resolved", "agreed", "approved", "noted", "recommended", "deferred", "motion"):
        if value == kind:
            return kind
    raise ValueError(value)


def printed_name(printed: str | None) -> str | None:
    """Return a name as printed, without its article and outer punctuation; None for a title that lacks its name."""
    if not printed:
        return None
    text = _BRACKET.sub("", printed.strip(" ,;:.–—-/"))
    if text.endswith(")") and "(" not in text:
        text = text[:-1]
    if (cut := text.rfind(". ")) > 0 and _TITLE.match(text[cut + 2 :]):
        text = text[cut + 2 :]
    for article in ("The ", "the "):
        text = text.removeprefix(article)
    return text if text and not _NAMELESS.fullmatch(text) else None
