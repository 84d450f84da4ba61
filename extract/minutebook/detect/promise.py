"""Tells whether a sentence commits somebody to a task, who that is and by when."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass, replace

from minutebook.dates import find_dates
from minutebook.detect.owners import (
    People,
    as_printed,
    is_name,
    is_owner,
    is_person,
    is_pronoun,
    owners_only,
    split_owners,
    subject,
    upright,
    without_office,
)
from minutebook.rulepack import Hit, Rules
from minutebook.sentences import sentences

_PASSIVE = re.compile(r"\bto\s+be\s+(?!actively|involved|available|ready|present)", re.IGNORECASE)
_TRAILING_PAREN = re.compile(r"[(\[](?P<who>[^()\[\]]{2,80})[)\]]\s*\.?\s*$")
_INNER_PAREN = re.compile(r"\((?P<who>[^()]{2,40})\)")
_TRAILING_DASH = re.compile(r"(?:\s[–—-]+|—|–)\s*(?P<who>[A-Z][\w’'./&, -]{1,40})\.?\s*$")
_DASH_LIST = re.compile(r"(?:\s[–—-]+\s|[—–])\s*(?P<who>[A-Z][^.:;—–()]{3,160}?)(?:\.\s|\.?$)")
_PREFIX = re.compile(r"^(?P<who>[A-Z][\w’'./&,+ -]{0,50}?)\s*(?::|\s[–—-])\s*(?=\S)")
_CALLED = re.compile(r"(?P<who>[A-Z][\w’'-]+(?:\s[A-Z][\w’'-]+)?),\s+[a-z]")
"""Who is called upon: "Ann, ring the vet"."""
_ORDERED = re.compile(r"(?P<who>[A-Z][\w’']*(?:\s?[/&,+]\s?[A-Z][\w’']*)*)\s+(?P<verb>[a-z]+)\b")
"""Who is to do what, in the fewest words ("AB ring the vet")."""
_BY = re.compile(r"\b(?:by|from)\s+(?:the\s+)?(?=[A-Z])")
_INITIALS_TO = re.compile(
    r"^(?:[A-Z]{2,3}|[A-Z][a-z]{0,2}[A-Z][a-z]{0,2})(?:\s*(?:/|&|,|and)\s*(?:[A-Z]{2,3}|[A-Z][a-z]{0,2}[A-Z][a-z]{0,2}))*$"
)
_LINKS = frozenset({"of", "for", "and", "the", "&", "on", "in", "from", "to", "at"})
_GROUP_WORDS = frozenset(
    {"project", "working", "group", "team", "board", "committee", "data", "policy", "steering", "staff"}
)
_CLAUSE_BEGINS = re.compile(r"\W*")
_ON = re.compile(r"on\s+(?=[A-Z])")
_LISTED_LAST = re.compile(r",\s+(?P<who>[A-Z][\w’'&/ ]{1,30})\.?$")
"""Who stands last behind a comma: "Sweep the hall, AB"."""
_HANDLES = re.compile(r"\s\(?(?P<who>@[\w-]+(?:(?:\s*[,&/+]\s*|\s+and\s+|\s+)@[\w-]+)*)\)?\.?$")
_CLAUSE_GOES_ON = re.compile(
    r"\s*(?:-{1,2}>|=+>|[→➔➜⇒►])\s*(?=[A-Z])|[;:,–—\s](?:(?<!\s)\s*(?:and\s+|then\s+|also\s+)*|(?<=\s)[–—-]\s*(?:and\s+|then\s+|also\s+)*|(?<=\s)and\s+)(?=[A-Z])"
)
"""Where a sentence in note form may go on with another owner's task."""
_WILL = re.compile(
    r"(?P<subject>[A-Z][^.:;?!–—]{0,60}?)\s+(?:will|would|shall|(?:has\s+)?(?:agreed|offered|undertook|undertaken)\s+to)\s+\w"
)
_WOULD = re.compile(r"would|will|[’']d ", re.IGNORECASE)
_JOINT = re.compile(r"(?:[\s,;–—-]|\band\b|\bthen\b|\balso\b)+$")
_PROMISING = re.compile(r" (?:to|will|would|shall) ")
"""Words without which no part of a sentence gives a task."""
_ANY_TO = re.compile(r"^(?P<subject>[A-Z][^.:;?!]{0,80}?)\s+to\s+(?!the\b|a\b|an\b|be\b)[a-z]+")
_ANY_WILL = re.compile(
    r"^(?P<subject>[A-Z][^.:;?!]{0,60}?)\s+(?:will|shall|is\s+going\s+to|(?:has\s+)?agreed\s+to)\s+(?!be\b|have\b|remain\b|stay\b)[a-z]+"
)
_AFTER_BREAK = re.compile(r"(?:[–—;,-]|\bfor)\s+(?:[\w’'./&]+\s+){1,4}$")
_CLAUSE_ENDS = re.compile(r"[;:–—]\s|\s-\s|,\s")
_PROMISES = (
    *(
        "actions.to_verb",
        "actions.modal",
        "actions.would_do",
        "actions.to_be_done_by",
        "actions.agreed",
        "actions.said",
    ),
    *("actions.asked", "actions.asked_passive", "actions.need", "actions.answer", "actions.forward"),
    *("actions.would_he", "actions.would_also", "actions.second", "actions.asked_for", "actions.agreed_to"),
    *("actions.authorised", "actions.asked_that"),
    *("actions.to_any", "actions.asked_note", "actions.modal_any", "actions.progressive", "actions.resolved_that"),
)
"""The slots of the ways in which a sentence can promise a task."""
_OPENING = re.compile(
    r"^(?:In|On|At|After|Before|Following|During|For|As|With|From|By|When|While|Since)\b[^,]{1,60},\s*"
)
_OF = re.compile(r"\s+(?:of|for|on|to|at|from)\s+")
_SEMICOLON = re.compile(r";\s+(?:and\s+|but\s+)?")
_PART_BEFORE = re.compile(r"[;:,.]\s+(?:and\s+)?\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)]\s+$")
"""The label of a part of a list within a sentence."""
_TOPIC = re.compile(r"[^:.;?]{1,40}:\s+")
_OTHER_GENDER = {"he": "promise.woman", "she": "promise.man"}
"""The slots of titles that tell whom a pronoun does not mean."""
_HE = re.compile(r"S?[Hh]e\b")
_APPOSED = re.compile(
    r",\s+(?:as|in\s+(?:his|her|their)\s+(?:role|capacity)\s+as|(?:acting\s+)?on\s+behalf\s+of)\s+[^,;:.]{2,60},\s*$"
)
"""As what somebody does a task, between the name and the verb: "Ann Lee, as chair, will write"."""
_EXPLAINED = re.compile(r"(?P<name>[A-Z][^,]{1,30}),\s+[^,]{2,40},\s*")
"""A name with what says more of it: "Dale, of the boat club, will write"."""
_ADVERB_BEHIND = re.compile(
    r"\s+(?:also|then|therefore|subsequently|kindly|both|further|now|again|duly)\s+$", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Promise:
    """What a sentence promises: the owners as printed and the rule that saw it.

    ``start`` is where in the sentence the task begins, where another matter stands before it. ``moved``: it is part of
    a motion, and holds only if that was carried.
    """

    owners: tuple[str, ...]
    rule: str
    confidence: float
    start: int = 0
    moved: bool = False


@dataclass(frozen=True, slots=True)
class Clause:
    """A part of a sentence, ``text[start:end]``, that gives its own owners a task ("Clerk to tell the vet")."""

    start: int
    end: int
    owners: tuple[str, ...]


def clauses(text: str, people: People, rules: Rules) -> tuple[Clause, ...]:
    """Return the parts of a sentence in note form of which each gives somebody a task, in order.

    "Ann to ring the vet, Clerk to tell the bank" has two. What stands before the first is another matter.
    """
    starts: list[tuple[int, tuple[str, ...]]] = []
    if not _PROMISING.search(text):
        return ()
    begins = _CLAUSE_BEGINS.match(text)
    assert begins is not None
    for m in (begins, *_CLAUSE_GOES_ON.finditer(text, begins.end())):
        if not _PROMISING.search(text, m.end(), m.end() + 100):
            continue
        part = text[m.end() :]
        found_in = _opens(part, rules) or rules.match("actions.to_any", part)
        hit = found_in.match if found_in else None
        if hit is None and _parts_matters(text, m, rules) and not _names_before(text, m, people):
            will = _WILL.match(part)
            hit = will if will and promise(part, "", people, rules) else None
        if hit is None or len(hit["subject"]) > 60 or _PASSIVE.search(hit[0]):
            continue
        owners = subject(hit["subject"], people, whole=True)
        if (
            not owners
            or not all(_is_one(o, people, rules) for o in owners)
            or _CLAUSE_GOES_ON.search(hit["subject"], 1)
        ):
            continue
        joined = m[0].strip().startswith((",", "and"))
        if joined and not starts and (m[0].strip() == "and" or rules.search("promise.asks", text[: m.start()])):
            continue  # "asked the vet, Mary Field and the Clerk to attend" is one clause
        if not rules.search("actions.bare", part):
            starts.append((m.end(), owners))
    found = []
    for n, (a, owners) in enumerate(starts):
        b = starts[n + 1][0] if n + 1 < len(starts) else len(text)
        end = a + len(_JOINT.sub("", text[a:b])) if b < len(text) else b
        found.append(Clause(a, end, owners))
    return tuple(found)


@functools.lru_cache(maxsize=16)
def _opens(text: str, rules: Rules) -> Hit | None:
    """Return how a sentence opens with who is to do what; it is asked for its parts and for the whole of it."""
    return rules.match("actions.to_verb", text)


def _names_before(text: str, sign: re.Match[str], people: People) -> bool:
    """True if nothing but owners stand before a comma ("Ann Lee, Works Officer, will ...")."""
    return sign[0].strip()[:1] == "," and bool(subject(text[: sign.start()], people, whole=True))


def _parts_matters(text: str, sign: re.Match[str], rules: Rules) -> bool:
    """True if a sign parts two matters: a dash, a semicolon, or the comma of "No reply, AB will write again"."""
    if sign.start() == 0:
        return False
    if sign[0].strip()[:1] in ";–—-=→➔➜⇒►":
        return True
    lead = text[: sign.start()]
    few = len(lead.split()) <= 3 and not _OPENING.match(text) and not rules.search("promise.condition", lead)
    return sign[0].strip() == "," and few


def owners_and_due(text: str, people: People, rules: Rules) -> tuple[tuple[str, ...], str | None]:
    """Return the owners and the date that a text holds and nothing else ("AB by 3 May", "Clerk – next meeting").

    The owners are () if it holds anything else, the date is None if there is none.
    """
    text = text.strip()
    owners = owners_only(text, people, rules)
    named = owners and (is_person(owners[-1], people) or not _is_due(text.split()[-1], rules))
    if owners and named and not any(_is_due(o, rules) for o in owners):
        return owners, None
    if len(text) > 90 or rules.match("actions.to_verb", text):
        return (), None
    for m in re.finditer(r"[\s,;:(–—-]+", text):
        rest = text[m.end() :].rstrip(" ).;")
        who = text[: m.start()].strip(" ,;:–—-\n")
        timed = rest and rules.fullmatch("actions.due_words", rest) and not rules.fullmatch("promise.due.no_time", rest)
        if who and timed and (owners := owners_only(who, people, rules)):
            return owners, " ".join(rest.split())
    return (), None


def _is_due(text: str, rules: Rules) -> bool:
    """True if a text that could be a name says by when ("ASAP", "May")."""
    if not rules.fullmatch("actions.due_words", text):
        return False
    return bool(find_dates(f"{text} 2000")) or rules.fullmatch("actions.due", text) is not None


def promise(text: str, before: str, people: People, rules: Rules) -> Promise | None:
    """Return the promise of one sentence of running text, None if it makes none. ``before`` is the text before."""
    if not people.handles:
        return _promise(text, before, people, rules)
    made = _promise(upright(text, people), upright(before, people), people, rules)
    return replace(made, owners=as_printed(made.owners, people)) if made else None


def _promise(text: str, before: str, people: People, rules: Rules) -> Promise | None:
    if text.rstrip().endswith("?") or len(text) > 900 or len(text.split(maxsplit=2)) < 3:
        return None
    if not rules.possible(_PROMISES, text):
        return _presiding(text, rules)
    if rules.search("actions.no_task", text):
        return None
    if hit := _opens(text, rules):
        who = hit.match["subject"]
        if not _PASSIVE.search(hit.match[0]):
            last = re.split(r"\s[–—-]+\s|:\s", who)[-1]
            owners = subject(last, people, whole=True) if len(who) < 80 else ()
            if last != who and last[:1].islower() and hit.match["verb"].lower() == "attend":
                owners = ()  # "Plan – surveyors to attend in May" tells who comes
            if not owners and _INITIALS_TO.match(who.strip()):
                owners = split_owners(who, rules)
            if owners:
                return Promise(owners, hit.rule.id, 0.85)
    if found := _modal(text, before, people, rules):
        return found
    if found := _any_verb(text, before, people, rules):
        return found
    if found := _would(text, before, people, rules):
        return found
    if found := _second(text, before, people, rules):
        return found
    if hit := rules.search("actions.to_be_done_by", text):
        owners = _agent_after(text[hit.match.end() :], people, rules)
        if owners and not _vague(text, 0, len(text), rules):
            return Promise(owners, hit.rule.id, 0.75)
    if found := _agreed(text, before, people, rules):
        return found
    if found := _asked(text, people, rules) or _resolved(text, people, rules):
        return found
    if hit := rules.search("actions.agreed_to", text):
        return Promise((), hit.rule.id, 0.6)
    if found := _need(text, people, rules):
        return found
    if found := _authorised(text, people, rules):
        return found
    if hit := rules.search("actions.asked_that", text):
        return Promise((), hit.rule.id, 0.55)
    if (hit := rules.search("actions.asked_for", text)) and due_text(text, rules):
        return Promise((), hit.rule.id, 0.55)
    if hit := rules.search("actions.answer", text):
        agent = _BY.search(text, hit.match.end())
        return Promise(_agent_after(text[agent.end() :], people, rules) if agent else (), hit.rule.id, 0.55)
    if hit := rules.search("actions.forward", text):
        lead = text[: hit.match.start()]
        if (
            len(lead.split()) <= 12
            and not _vague(text, 0, len(text), rules)
            and not re.search(r"\b(?:which|who|noted|that|reported)\b", lead)
        ):
            return Promise((), hit.rule.id, 0.55)
    return None


def _authorised(text: str, people: People, rules: Rules) -> Promise | None:
    """Return what somebody is authorised to do, if it is said by when."""
    hit = rules.search("actions.authorised", text)
    if hit is None or not due_text(text[hit.match.end() :], rules):
        return None
    owners = subject(hit.match["who"], people, whole=True)
    part = _PART_BEFORE.search(text, 0, hit.match.start())
    return Promise(owners, hit.rule.id, 0.6, hit.match.start() if part else 0) if owners else None


def _resolved(text: str, people: People, rules: Rules) -> Promise | None:
    """Return what a part of a motion gives somebody to do ("that the Clerk reply"), or to bring back to a meeting."""
    if not rules.may_match("actions.resolved_that", text) or not rules.match("promise.moves", text):
        return None
    for part in rules.finditer("actions.resolved_that", text):
        if made := ordered(text[part.match.end() :], people, rules):
            return replace(made, start=part.match.end())
    return None


def ordered(text: str, people: People, rules: Rules) -> Promise | None:
    """Return what a part of a motion orders, its "that" left out: "the Clerk reply", "a letter be sent"."""
    if told := rules.match("actions.subjunctive", text):
        owners = subject(told.match["who"], people, whole=True)
        if owners and not any(_bears(o, "promise.members", rules) for o in owners):
            return Promise(owners, told.rule.id, 0.75, moved=True)
    if hit := rules.match("promise.be_done_by", text):
        owners = _agent_after(text[hit.match.end() :], people, rules)
        if owners and not any(_bears(o, "promise.members", rules) for o in owners):
            return Promise(owners, "actions.resolved_by", 0.65, moved=True)
    if back := rules.match("actions.returns", text):
        return Promise((), back.rule.id, 0.6, moved=True)
    would = rules.search("actions.would", text[:120])
    owners = subject(text[: would.match.start()], people, whole=True) if would else ()
    if owners and not any(_bears(o, "promise.members", rules) for o in owners):
        return Promise(owners, "actions.resolved_would", 0.65, moved=True)
    return None


def _any_verb(text: str, before: str, people: People, rules: Rules) -> Promise | None:
    """Return what one person or office is to do, whatever the verb ("Clerk to regrout the wall")."""
    for slot in ("actions.to_any", "actions.asked_note"):
        if hit := rules.match(slot, text):
            owners = subject(hit.match["subject"], people, whole=True)
            if owners and all(_is_one(o, people, rules) for o in owners):
                return Promise(owners, hit.rule.id, 0.75)
    for slot, whole, confidence in (("actions.modal_any", False, 0.65), ("actions.progressive", True, 0.6)):
        for hit in rules.finditer(slot, text):
            if rules.search("promise.condition", text):
                return None
            lead = text[: hit.match.start()]
            owners = subject(lead, people, whole=whole)
            if not owners and not whole and lead.strip().lower() in ("he", "she"):
                owners = _pronoun(lead, before, people, rules)
            if owners and all(_is_one(o, people, rules) for o in owners) and not _vague(text, *hit.match.span(), rules):
                return Promise(owners, hit.rule.id, confidence)
    return None


def _bears(owner: str, slot: str, rules: Rules) -> bool:
    """True if an owner is of a kind of body: "Board of Trustees" is a board, the "Board Secretary" none."""
    head = _OF.split(owner, maxsplit=1)[0]
    return rules.fullmatch(slot, head.split()[-1]) is not None if head.split() else False


def _is_one(owner: str, people: People, rules: Rules) -> bool:
    """True for a person or the holder of an office, False for a body or a group."""
    return is_person(owner, people) or not (_bears(owner, "promise.body", rules) or people.groups.fullmatch(owner))


def _single(owner: str, people: People, rules: Rules) -> bool:
    """True for a person or the holder of an office, False for whatever bears the name of several."""
    return is_person(owner, people) or not (
        _bears(owner, "promise.body", rules) or rules.search("promise.group", owner)
    )


def _would(text: str, before: str, people: People, rules: Rules) -> Promise | None:
    """Return a promise in reported speech ("The Clerk would circulate it."): one person or office, no condition."""
    hit = rules.match("actions.would_do", text)
    if hit is None:
        return _would_he(text, before, people, rules)
    if _conditional(text, hit.match.end(), rules) or _vague(text, *hit.match.span(), rules):
        return None
    who = hit.match["subject"]
    owners = subject(who, people, whole=True)
    if not owners and is_pronoun(who) and len(who.split()) == 1 and who.lower() not in ("we", "i", "they"):
        owners = _pronoun(who, before, people, rules)
    if not owners:
        return _would_he(text, before, people, rules)
    return None if any(_bears(o, "promise.body", rules) for o in owners) else Promise(owners, hit.rule.id, 0.65)


def _conditional(text: str, end: int, rules: Rules) -> bool:
    """True if a promise that ends at ``end`` holds only on a condition; what is to be found out behind it is none."""
    return bool(rules.search("promise.condition", text[:end]) or rules.search("promise.proviso", text, end))


def _would_he(text: str, before: str, people: People, rules: Rules) -> Promise | None:
    """Return what reported speech promises in a later clause ("... and that he would look into it")."""
    also = rules.search("actions.would_also", text)
    if (
        also
        and not _conditional(text, also.match.end(), rules)
        and not rules.search("promise.asked_if", text[: also.match.start()])
    ):
        owners = subject(also.match["subject"], people, whole=True)
        if (
            owners
            and not any(_bears(o, "promise.body", rules) for o in owners)
            and not _vague(text, *also.match.span(), rules)
        ):
            return Promise(owners, also.rule.id, 0.6)
    hit = rules.search("actions.would_he", text)
    if hit is None or _conditional(text, hit.match.end(), rules) or _vague(text, *hit.match.span(), rules):
        return None
    owners = _first_person(text[: hit.match.start()], people, rules) or _first_person(before, people, rules)
    if not owners or not all(is_person(o, people) or not _bears(o, "promise.body", rules) for o in owners):
        return None
    return Promise(owners, hit.rule.id, 0.6)


def _second(text: str, before: str, people: People, rules: Rules) -> Promise | None:
    """Return what the second verb of a sentence promises of its subject ("Ann thanked them and will write")."""
    for hit in rules.finditer("actions.second", text):
        lead = text[: hit.match.start()]
        for said in reversed(list(rules.finditer("promise.said_he", lead))):
            lead = lead[: said.match.start()] + lead[said.match.end() :]
        other = rules.search("promise.clause_within", lead)
        if (other and not hit.match["offered"]) or _conditional(text, hit.match.end(), rules):
            continue
        he = _HE.match(text)
        owners = _pronoun(he[0], before, people, rules) if he else _first_person(text, people, rules)
        begin, end = hit.match.span()
        if (
            owners
            and all(_single(o, people, rules) for o in owners)
            and not _vague(text[begin:], 0, end - begin, rules)
        ):
            return Promise(owners, hit.rule.id, 0.6)
    return None


def _need(text: str, people: People, rules: Rules) -> Promise | None:
    """Return a need ("We need to send it by Friday") as a promise if it says by when, or what one person still owes."""
    for hit in rules.finditer("actions.need", text):
        lead = text[: hit.match.start()]
        owners = subject(lead, people) or _pronoun(lead, "", people, rules)
        owes = bool(hit.match["still"]) and all(is_person(o, people) for o in owners)
        timed = owes or due_text(_CLAUSE_AFTER.split(text[hit.match.end() :])[0], rules)
        if owners and timed and not _vague(text, *hit.match.span(), rules):
            return Promise(owners, hit.rule.id, 0.55)
    return None


def _vague(text: str, start: int, end: int, rules: Rules) -> bool:
    """True if what is promised is only wished, possible or habitual."""
    near = [h.match.start() for h in rules.finditer("actions.vague", text) if start - 60 <= h.match.start() <= end + 60]
    return any(at < end or not rules.search("promise.finds", text[end:at]) for at in near)


def _modal(text: str, before: str, people: People, rules: Rules) -> Promise | None:
    for hit in rules.finditer("actions.modal", text):
        m = hit.match
        bare = m[0][:3].lower() == "to "
        lead = _APPOSED.sub("", _ADVERB_BEHIND.sub(" ", text[: m.start()]))
        if bare and not _AFTER_BREAK.search(_last_words(lead, 5)):
            continue
        clause = _CLAUSE_ENDS.split(lead)[-1] if bare else lead
        owners = subject(clause if bare else clause.rstrip(" :–—-"), people)
        if not owners and (named := _EXPLAINED.fullmatch(lead)) and is_person(named["name"], people):
            owners = (named["name"],)
        if bare and owners and not all(is_person(o, people) or _offered_by_dash(lead) for o in owners):
            continue
        if not owners and not bare:
            owners = _pronoun(lead, before, people, rules)
        if not owners and not bare and people.initials and re.fullmatch(r"[A-Z]{2,3}", lead.strip()):
            owners = (lead.strip(),)
        if not owners and rules.match("promise.offered", m[0]):
            named = re.search(r"(?:^|[\s(])((?:[A-Z][\w’'-]+\s+){1,2}[A-Z][\w’'-]+)\s*$", lead)
            owners = (named[1],) if named and is_name(named[1], people) else ()
        if (
            not owners
            or _vague(text, m.start(), m.end(), rules)
            or rules.match("promise.on_condition", text[: m.start()])
        ):
            continue
        if _decides(m[0], owners, rules) and not due_text(text[m.start() :], rules):
            continue
        if owners[-1].lower().split()[-1] in ("we", "all") and not due_text(text[m.start() :], rules):
            continue
        return Promise(owners, hit.rule.id, 0.75, _part_start(text, len(lead), people, rules))
    return None


def _decides(agreed: str, owners: tuple[str, ...], rules: Rules) -> bool:
    """True if a body agrees to what is no task: "The Board agreed to pay" is its decision."""
    if not rules.match("promise.body_agrees", agreed) or rules.search("promise.body_does", agreed):
        return False
    return any(_bears(o, "promise.members", rules) for o in owners)


def _part_start(text: str, end: int, people: People, rules: Rules) -> int:
    """Return where the part of a sentence starts whose subject ends at ``end``: behind a semicolon or "and that"."""
    starts = [m.end() for m in _SEMICOLON.finditer(text, 0, end)]
    if rules.match("promise.moves", text):
        parts = [h.match for h in rules.finditer("actions.resolved_that", text[:end])]
        starts += [m.end() for n, m in enumerate(parts) if n or _QUOTE.search(m[0])]
    last = max(starts, default=0)
    return last if last and subject(text[last:end], people, whole=True) else 0


def _last_words(text: str, count: int) -> str:
    """Return the last words of a text with the white space about them."""
    words = text.rsplit(maxsplit=count)
    return text[len(words[0]) :] if len(words) > count else text


def _offered_by_dash(lead: str) -> bool:
    """True if a dash or semicolon parts the owner of "... – Clerk to write" from what stands before."""
    return bool(re.search(r"(?:[–—;]|\s-|\bfor)\s+(?:[\w’'./&]+\s+){1,4}$", lead))


def _pronoun(lead: str, before: str, people: People, rules: Rules) -> tuple[str, ...]:
    """Return whom "he", "she" or "they" before a promise means: the last subject in the text before; () if unknown."""
    tail = lead[max((h.match.end() for h in rules.finditer("promise.clause_sign", lead)), default=0) :]
    whole = lead.strip()
    word = tail.strip() if is_pronoun(tail) else whole if is_pronoun(whole) else ""
    if not word:
        return ()
    last = word.split()[-1].lower()
    if last == "i" and (told := rules.search("promise.direct_speech", before)):
        speaker = next((before[a:b] for a, b in sentences(before) if a <= told.match.start() < b), "")
        return _first_person(speaker, people, rules) or (word,)
    if last == "i" and (speaker_is := _speaker(lead, people) or _speaker(before, people)):
        return speaker_is
    if last in ("we", "i", "all"):
        return (word,)
    if last == "they" and rules.search("promise.they_said", lead):
        return ()
    asker: tuple[str, ...] = ()
    for text in (lead[: len(lead) - len(tail)], before):
        for a, b in reversed(sentences(text)[-2:] if last == "they" else sentences(text)):
            found = _first_person(text[a:b], people, rules)
            if last == "they":
                if found and not is_person(found[0], people):
                    return found
                continue
            if found and not _single(found[0], people, rules) and (topic := _TOPIC.match(text, a, b)):
                found = _first_person(text[topic.end() : b], people, rules)
            if not found or rules.match(_OTHER_GENDER[last], found[0]) or not _single(found[0], people, rules):
                continue
            behind = text.find(found[0], a) + len(found[0])
            asked = rules.match("promise.asked", text[behind:])
            if asked is None:
                return found
            if other := _first_person(text[behind + asked.match.end() : b], people, rules):
                return other
            asker = asker or found  # who asks seldom promises: the answer does
    return asker


def _speaker(text: str, people: People) -> tuple[str, ...]:
    """Return who spoke last in a text that prints each speaker before a colon ("Ann: I will ring the vet")."""
    said = list(_SAYS.finditer(text))
    return (said[-1]["who"],) if said and is_person(said[-1]["who"], people) else ()


def _agent_after(text: str, people: People, rules: Rules) -> tuple[str, ...]:
    """Return the owners with which a text begins ("Works Officer and Clerk by ..."), in the longest reading."""
    head = re.split(r"[.;:()]|,\s+(?:and|which|who|to)\b|\s+(?:to|on|in|at|before|by|with)\s", text)[0]
    words = head.split()
    for size in range(min(10, len(words)), 0, -1):
        owners = split_owners(" ".join(words[:size]), rules)
        if owners and all(is_owner(o, people) and not find_dates(f"{o} 2000") for o in owners):
            return owners
    return ()


def _first_person(text: str, people: People, rules: Rules) -> tuple[str, ...]:
    if (opened := rules.match("promise.reply", text)) and (
        told := rules.search("promise.tells", text, opened.match.end())
    ):
        owners = subject(told.match["who"], people, whole=True)
        if owners:
            return owners
    words = _OPENING.sub("", text).split()
    for size in range(min(6, len(words)), 0, -1):
        attempt = " ".join(words[:size]).strip(" ,.;:")
        bare = without_office(re.sub(r"^(?:The|the)\s+", "", attempt), people)
        if is_owner(bare, people):
            return (bare,)
    return ()


def _agreed(text: str, before: str, people: People, rules: Rules) -> Promise | None:
    for hit in rules.finditer("actions.agreed", text):
        rest = text[hit.match.end() :]
        for would in rules.finditer("actions.would", rest):
            owners = subject(rest[: would.match.start()], people)
            if owners and not _vague(rest, would.match.start(), would.match.end(), rules):
                return Promise(owners, "actions.agreed", 0.75)
        if told := rules.match("actions.subjunctive", rest):
            owners = subject(told.match["who"], people, whole=True)
            decides = rules.match("actions.to_decide", rest[told.match.start("verb") :])
            if owners and not decides and not any(_bears(o, "promise.body", rules) for o in owners):
                return Promise(owners, told.rule.id, 0.75)
        formal = "resolv" in hit.match[0].lower()  # a motion that commits nobody is a decision and no more
        if not formal and (done := rules.match("actions.agreed_done", rest)):
            agent = _BY.match(rest, done.match.end() + 1)
            owners = _agent_after(rest[agent.end() :], people, rules) if agent else ()
            return Promise(owners, done.rule.id, 0.6)
    said_so = rules.finditer("actions.said", text) if _WOULD.search(text) else ()
    for hit in said_so:
        begin = hit.match.end()
        said = rules.search("actions.would", text, begin)
        if said is None or said.match.start() > begin + 60 or said.match[0].lower().startswith(("should", "to ")):
            continue
        if _vague(text[begin:], said.match.start() - begin, said.match.end() - begin, rules):
            continue
        lead = text[begin : said.match.start()]
        firm = re.match(r"(?:confirmed|agreed|promised|assured|undertook)", hit.match[0], re.IGNORECASE)
        works = lead.split()[-1:] in (["staff"], ["officers"]) and said.match["verb"].lower() != "attend"
        strict = firm or (works and due_text(text[begin:], rules))
        owners = subject(lead, people, whole=True) if strict else ()
        many = lead.split()[-1:] == ["they"]
        if (
            not owners
            and is_pronoun(lead)
            and (not many or rules.match("promise.finds_out", text[said.match.start() :]))
        ):
            who = text[: hit.match.start()]
            owners = subject(who, people) or _first_person(text, people, rules) or _pronoun(who, before, people, rules)
        if owners:
            return Promise(owners, "actions.said", 0.7)
    return None


def _asked(text: str, people: People, rules: Rules) -> Promise | None:
    for hit in rules.finditer("actions.asked", text):
        who = (hit.match["who"] or hit.match.groupdict().get("whom") or "").strip()
        verb = text[hit.match.start("verb") :] if hit.match["verb"] else ""
        if rules.match("actions.to_decide", verb) and _bears(who, "promise.members", rules):
            continue
        if rules.match("actions.at_once", verb) and not due_text(text, rules):
            continue
        if who.lower().startswith(("and ", "or ", "but ")) or re.search(r"\bfor\s+[a-z]+$", who):
            continue
        owners = subject(who, people, whole=True)
        if (
            owners
            and all(rules.fullmatch("promise.all_of_them", o) for o in owners)
            and not rules.search("promise.presiding", text[: hit.match.start()])
            and not due_text(text, rules)
        ):
            continue  # what somebody asks of the whole body is for it to decide
        if owners and not re.search(r"\bthought\b", text[hit.match.end() : hit.match.end() + 20]):
            ordered_so = hit.match[0].startswith("to ") and rules.match("promise.motion", text)
            return Promise(owners, hit.rule.id, 0.65, hit.match.start() if ordered_so else 0, moved=bool(ordered_so))
    for hit in rules.finditer("actions.asked_passive", text):
        asked = re.search(r"\b(?:asked|requested)\b", hit.match[0], re.IGNORECASE)
        if asked and hit.match["verb"] and rules.match("actions.to_decide", text[hit.match.start("verb") :]):
            continue
        if (hit.match["verb"] or "").lower() == "think":
            continue
        lead = re.sub(r"\s+(?:will|would|shall|should|to)$", "", text[: hit.match.start()].rstrip())
        start = _part_start(text, len(lead), people, rules)
        owners = subject(lead[start:], people)
        if owners:
            return Promise(owners, hit.rule.id, 0.65, start)
    return _presiding(text, rules)


def _presiding(text: str, rules: Rules) -> Promise | None:
    """Return a promise if who presides asks that something be done, by nobody in particular."""
    asked = "asked" in text or "requested" in text or "directed" in text
    hit = rules.search("promise.be_done", text) if asked else None
    presides = hit and rules.search("promise.presiding", text[: hit.match.start()][-40:])
    if hit and presides and not rules.search("promise.struck", hit.match[0]):
        return Promise((), "actions.asked.presiding", 0.5)
    return None


def task_owners(text: str, people: People, rules: Rules) -> tuple[str, ...]:
    """Return the owners that a marked task names in its own words, none if it names nobody."""
    text = _ON.sub("", text, count=1) if _ON.match(text) else text  # "Action: on AB to write"
    if (m := _TRAILING_PAREN.search(text)) and (owners := _strict(m["who"], people, rules)):
        return owners
    if m := _HANDLES.search(text):
        return tuple(re.findall(r"@[\w-]+", m["who"]))
    if (m := _PREFIX.match(text)) and (owners := _strict(m["who"], people, rules)):
        return owners
    if (m := _TRAILING_DASH.search(text)) and (owners := _strict(m["who"], people, rules, loose=True)):
        return owners
    if (m := _CALLED.match(text)) and (owners := _strict(m["who"], people, rules)):
        return owners
    pieces = [text[a:b] for a, b in sentences(text)] or [text]
    before = ""
    collected: list[str] = []
    for piece in pieces:
        for part in _clauses(piece):
            if hit := rules.match("actions.to_verb", part):
                if _PASSIVE.search(hit.match[0]):
                    continue
                who = re.split(r"\s+with\s+", hit.match["subject"])[0].strip()
                owners = subject(who, people, whole=True) or (_loose_subject(who, rules) if part == piece else ())
                if owners:
                    _extend(collected, owners)
                    break
        else:
            found = promise(piece, before, people, rules)
            if found:
                _extend(collected, found.owners)
            elif not collected:
                subjects = (m["subject"] for m in (_ANY_TO.match(piece), _ANY_WILL.match(piece)) if m)
                _extend(collected, next(filter(None, (_loose_subject(s, rules) for s in subjects)), ()))
        before = piece
    if collected:
        return tuple(collected)
    if (
        (m := _ORDERED.match(text))
        and (
            m["verb"] in rules.words["action_verb"] or text.startswith(("come up with ", "come back "), m.start("verb"))
        )
        and (owners := _strict(m["who"], people, rules))
    ):
        return owners
    if (m := _LISTED_LAST.search(text)) and (owners := _strict(m["who"], people, rules)):
        return owners
    for m in _INNER_PAREN.finditer(text):
        if owners := _strict(m["who"], people, rules, loose=True):
            return owners
    if (m := _DASH_LIST.search(text)) and (owners := _strict(m["who"], people, rules)):
        return owners
    for m in _BY.finditer(text):
        if owners := _agent_after(text[m.end() :], people, rules):
            return owners
    return ()


def _extend(collected: list[str], owners: tuple[str, ...]) -> None:
    for owner in owners:
        if owner not in collected:
            collected.append(owner)


def _clauses(text: str) -> list[str]:
    parts = [text]
    parts.extend(text[m.end() :] for m in re.finditer(r"\s[–—-]+\s|:\s|[—–]", text))
    return parts


def _strict(text: str, people: People, rules: Rules, *, loose: bool = False) -> tuple[str, ...]:
    """Return the owners if the text holds nothing else and at least half of them are known."""
    owners = owners_only(text, people, rules)
    initials = re.compile(r"[A-Z]{2,3}")
    known = sum(1 for o in owners if is_owner(o, people) or (loose and initials.fullmatch(o)))
    return owners if known and known * 2 >= len(owners) else ()


def _loose_subject(who: str, rules: Rules) -> tuple[str, ...]:
    """Read "Department for Transport", "Home Office team" or "AB/CD" before "to work" as owners."""
    who = re.sub(r"^(?:The|the|A|An)\s+", "", who.strip())
    words = who.split()
    if not words or len(words) > 9 or not words[0][:1].isupper():
        return ()
    if re.search(r"\b(?:is|are|was|were|has|have|had|need|needs|that|which|this|these|it|there)\b", who, re.IGNORECASE):
        return ()
    if len(words) == 1 and (words[0].lower() in rules.words["action_not_name"] or words[0].endswith("ed")):
        return ()
    small = [w for w in words[1:-1] if not w[:1].isupper()]
    if any(w.lower() not in _LINKS and w.lower() not in _GROUP_WORDS for w in small):
        return ()
    if not words[-1][:1].isupper() and words[-1].lower() not in rules.words["action_role"]:
        return ()
    if words[0].lower() in rules.words["action_verb"] and words[-1].lower() not in rules.words["action_role"]:
        return ()
    parts = [o for o in re.split(r"\s*(?:/|,|&|\band\b)\s*", who) if o]
    return tuple(parts) if all(p[:1].isupper() and len(p.split()) <= 3 for p in parts) else (who,)


_CLAUSE_AFTER = re.compile(r";|,\s+and\s+")
_SAYS = re.compile(r"(?:^|(?<=[.!?]\s))(?P<who>[A-Z][\w.’'-]*(?:\s[A-Z][\w.’'-]*){0,2}):\s")
_QUOTE = re.compile('[“"]')
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
