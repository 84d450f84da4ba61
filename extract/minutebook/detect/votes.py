"""How a vote went: outcomes, counts and names as the words of a vote print them."""

from __future__ import annotations

import functools
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
_ANSWERED = re.compile(
    r"\b(?!(?:All|Those|Votes?|Motion|Voting)\b)[A-Z][\w’'-]+\)?(?:\s*[–—:,(-]\s*|\s+)(?:voted\s+)?"
    r"((?i:yes|yea|aye|no|nay|for|against|opposed|in\s+favou?r|abst\w*))\b(?=\s*(?:[,;.)/]|and\b|$|(?-i:[A-Z])))"
)
"""A name in a roll call with the vote behind it: "Dale-yes", "Finn – nay", "Ms. Orr, in favor", "Poe (abstained)"."""
_ANSWERED_ALL = re.compile(
    r"[(:]\s*((?:[A-Z][\w.’'-]*(?:\s+[A-Z][\w.’'-]*){0,2}(?:,\s+(?:and\s+)?|\s+and\s+|(?=\s*[–—-]))){2,})\s*[–—-]\s*"
    r"(?:all\s+)?(?i:yes|yea|aye)s?\b"
)
"""The names of a roll call with one vote behind them all: "(Dale, Finn, Orr – yea)"."""
_ROLL = 2
"""More answers than this are a roll call; so many are one within brackets, or where it is called one."""
_LINE = 8
"""A line with one vote has no more words than this."""
_CALLED = re.compile(r"\([^()]*$|\broll[\s-]*call|\bvotes?\s*:", re.IGNORECASE)
"""What stands in front of the answers of a roll call."""
_TWICE = re.compile(
    r"\b(?:zero|none|one|two|three|four|five|six|seven|eight|nine|ten|\w+teen)\s+\((\d{1,2})\)(?=\s)", re.I
)
"""A count in words and in figures: "four (4) for"."""
_PAIR = re.compile(r"\d\s*(?:[-–/:]|to\b)\s*\d", re.IGNORECASE)
"""What every pair of counts holds: "5-0", "4 to 3"."""
_ABSENT = re.compile(r"\babsent\b(?!.*\babst)", re.IGNORECASE | re.DOTALL)
"""Where a vote names those away, and nobody who abstained, its third count is of them: "4-0-1, absent: Poe"."""
_NONE = ("no", "none", "nil")
_NUMBERS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")


def as_outcome(value: str) -> Outcome:
    """Return the outcome that a rule's value names."""
    return "lost" if value == "lost" else "withdrawn" if value == "withdrawn" else "carried"


@functools.lru_cache(maxsize=256)  # several steps ask it of the same sentences
def counts(text: str, rules: Rules) -> tuple[int | None, int | None, int | None]:
    """Return the votes for, against and the abstentions that the text prints as numbers."""
    text = _TWICE.sub(r"\1", text)
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
        if third and not (_ABSENT.search(text) and abstain is None):
            abstain = _number(third)
    if yes is None:
        yes = _called(text, "decision.roll.for", rules)
    if no is None:
        no = _called(text, "decision.roll.against", rules)
    if abstain is None:
        abstain = _called(text, "decision.roll.abstain", rules)
    if yes is None and no is None:
        yes, no, silent = _answers(text)
        abstain = silent if abstain is None else abstain
    return yes, no, abstain


def is_answer(text: str) -> bool:
    """Return whether a line holds nothing but somebody's vote: "Ann Dale – yes"."""
    hit = _ANSWERED.search(text)
    return hit is not None and len(text.split()) <= _LINE and hit.end() >= len(text.rstrip(" .;,)"))


def _answers(text: str) -> tuple[int | None, int | None, int | None]:
    """Return the votes for, against and the abstentions of a roll call in which each name has its vote behind it."""
    hits = list(_ANSWERED.finditer(text))
    if len(hits) < _ROLL or (len(hits) == _ROLL and not _CALLED.search(text[: hits[0].start()])):
        together = _ANSWERED_ALL.search(text)
        return (len([n for n in _BETWEEN.split(together[1].strip(" ,")) if n]), 0, None) if together else (None,) * 3
    said = [hit[1].lower() for hit in hits]
    silent = sum(word.startswith("abst") for word in said)
    against = sum(word in ("no", "nay", "against", "opposed") for word in said)
    return len(said) - against - silent, against, silent or None


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
