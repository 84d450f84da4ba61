"""Finds who is to do a task: names, initials and offices as the minutes print them."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from minutebook.candidate import Attendee, Candidate, DecisionTaken
from minutebook.rulepack import Rules, alternation

_PARTICLES = frozenset({"of", "the", "a", "an", "by", "may"})
_SURE_VERBS = frozenset(
    {
        *("appoint", "arrange", "ask", "contact", "email", "engage", "ensure", "get", "identify", "inform", "instruct"),
        *("invite", "notify", "obtain", "provide", "remind", "request", "seek", "send", "speak", "tell", "write"),
    }
)
_NOUNS = frozenset(
    {
        *("audit", "budget", "change", "commission", "design", "document", "plant", "print", "process", "progress"),
        *("project", "record", "register", "repair", "report", "research", "review", "search", "study", "survey"),
        *("test", "track", "train", "work"),
    }
)
"""Words that begin a task or the name of an office ("Research officer")."""
_GAP = re.compile(r"[^\S\n]+")
_SPLIT = re.compile(r"\s*(?:/|,|;|&|\+|\n|\band\b|\bwith\b)\s*")
_BRACKETS = re.compile(r"[()\[\]{}]")
_INITIALS = re.compile(r"(?:[A-Z][a-z]?\.?-?){2,4}|[A-Z]{2,5}")
_NAME = re.compile(r"[A-Z][\w'’-]*\.?(?:\s+(?:[A-Z][\w'’-]*\.?|de|van|von|der|la|le|O'[A-Z]\w+)){0,3}")
_WHOLE_NAME = re.compile(r"[A-Z][a-zà-ÿ]+(?:\s(?:[A-Z]\.?|[A-Z][\w'’-]*[a-zà-ÿ]))*")
_WITH_INITIAL = re.compile(r"(?:[A-Z]\.\s?(?:[A-Z]\.\s?)?|(?![AI]\s)[A-Z]\s)[A-Z][a-zà-ÿ][\w’'-]*")
"""A surname behind an initial: "K. Orr"."""
_HANDLE = re.compile(r"[a-z][a-z\d_-]{2,24}")
"""A name as people bear it on the net, printed small."""
_DEFINED = re.compile(r"(?P<long>(?:[A-Z][\w’'-]*\s+(?:(?:of|for|and|the|&)\s+){0,2}){1,6})\((?P<short>[A-Z]{2,6})\)")
_SPEAKS = re.compile(
    r"\s(?:said|asked|thanked|volunteered|mentioned|explained|commented|wondered|replied|felt|told|advised|reported|"
    r"stated|suggested|presented|noted|offered|questioned|moved|seconded|agreed|spoke|inquired|enquired)\b"
)
"""What people do, behind their names."""
_SPEAKS_ENDS = ("ed", "said", "felt", "told", "spoke")
"""One of these stands wherever one of those does."""
_SPEAKER = re.compile(
    r"(?:(?<!\w\s)\b(?P<name>[A-Z][a-zà-ÿ]{2,}(?:\s[A-Z][a-zà-ÿ’'-]+)?)|\b[A-Z]\.\s?(?P<surname>[A-Z][a-zà-ÿ]{2,})|"
    r"\b(?P<initials>[A-Z]{2}[a-z]))"
    r"\s+(?:also\s+|then\s+)?$"
)
"""Who opens a sentence and does it."""
_WORD = re.compile(r"[\w’']+")
_SHORT_FORM = re.compile(r"\([A-Z]{2,6}\)")
_BRACKETED = re.compile(r"\([^)]*\)")
_BETWEEN_WORDS = re.compile(r"[\s.]+")
_HEAD_ENDS = re.compile(r"\s+(?:of|for|on|at|from|in|to\s+the)\s+")
_OFFICE_OF = re.compile(
    r"(?:[A-Z][\w’'&-]*\s+){0,3}(?:Manager|Director|Officer|Coordinator|Co-ordinator|Advisor|Adviser|Executive)"
    r"(?:,?\s+(?:[A-Z][\w’'-]*|and|&)){1,5}(?<!\band)"
)
"""An office with its field behind it: "Group Manager Water and Waste"."""
_AS_WHAT = re.compile(r"(?P<name>[A-Z][\w.’'-]*(?:\s[A-Z][\w.’'-]*){0,3})\s+as\s+[^,]{3,50}")
"""A person with the office in which they act: "Ann Lee as safety champion"."""
_SECTION = re.compile(r"(?:[A-Z][\w’'-]*\s+(?:(?:and|&|of)\s+)?){1,5}(?:Services|Section|Unit|Branch)")
"""A part of an office that bears a name: "Legal Services"."""
_PARTED = re.compile(r"\s[–—-]+\s|[:;—–]")
_SEVERAL = re.compile(r"\s(?:and|&)\s|/|,")
_FORENAME = re.compile(r"[A-Z][a-zà-ÿ]{2,11}")
_LIST_LABEL = re.compile(r"^\(?(?:\d+|[a-z]|[ivx]+)[.)]\s+")
_THE_OR_BY = re.compile(r"^(?:the|by)\s+(?=\w)", re.IGNORECASE)
_TWO_INITIALS = re.compile(r"[A-Z]{2,3}")
_INNER = re.compile(
    r"\b(?:is|are|was|were|has|have|had|who|which|that|if|as|be|been|will|would|can|could|should|may|might|must|shall|"
    r"said|asked|by|not|him|them|us|asks?|requests?|instructs?|helping|this|these|those|allows?|enables?|helps?|makes?|"
    r"feels?|believes?|thinks?|wants?|needs?|lets?|gave|put|what|how|when|directs?|requires?|provide|do|met|their|our|many|several|authori[sz]es?)\b"
)
_PARTICIPLE = re.compile(
    r"\b(?!united|shared|combined|limited|dedicated|designated|integrated|appointed|elected|retained)[a-z]\w*ed\b"
)
_BREAK = re.compile(
    r"(?:,\s+(?:(?:and|but|so|then|which|whom|who)\b)?\s*|\s[–—-]\s|:\s+|;\s*|\s+(?:that|but|so|whereupon|which|where|and|when|while|then)\s+|"
    r"\s(?:stated|said|confirmed|advised|explained|reported|noted|added|indicated)\s+(?=the\s|[A-Z]))"
)
_JOINED = re.compile(r"[\w’'-]+\s?[/&]\s?[\w’'-]+$")
"""Two offices that one person holds ("Clerk/Manager"), at the end of a role."""
_BEHIND = re.compile(
    r"\s+\([A-Z][^()]{1,40}\)$|,?\s+in\s+(?:consultation|liaison|discussion|agreement)\s+with\s+[^,]{3,60}$"
)
"""What stands behind a name: an office in brackets, or who is asked before something is done."""
_JOINTLY = re.compile(r",?\s+(?:in\s+(?:conjunction|collaboration|partnership)|together|along)\s+with\s+(?:the\s+)?")
_SPLIT_NAMES = re.compile(r"\s*(?:/|,\s*and\b|,|&|\band\b|\bor\b)\s*")
_ACTING = re.compile(r"\bA/(?=[A-Z])")
"""What stands before the office of somebody who acts in it: "A/Director of Services"."""
_GUARD = str.maketrans("/&", "\ue000\ue001")
_UNGUARD = str.maketrans("\ue000\ue001", "/&")
_SPLIT_OFFICES = re.compile(r"\s*(?:,\s*)?\band\s+the\s+|,\s*the\s+")
_SEVERAL_MAY = re.compile(r"[/,&]|and|or")
"""What stands wherever one of the two parts a text."""
_OPENING = re.compile(
    r"^(?:(?:In|On|At|To|After|Before|Following|During|For|As|With|From|By|When|While|Since|Under|Once|If|Until|Within|Upon"
    r"|Due\s+to|Given|Next|Simultaneously|Currently|Ultimately|Subsequently|Consequently)\b[^,]{1,60}|(?:Simultaneously|"
    r"Currently|Ultimately|Subsequently|Consequently|Eventually|So)),\s*"
    r"|^[Ww]ithin\s+[\w-]{1,12}\s+(?:days|weeks|months)\s+(?=the\s)"
)
_CLAUSE = re.compile(
    r"^[a-z]+ing\s+(?:the|an?)\b|\b(?!(?:of|to|for|on|at|in|from|and|or|with|by|under|via|within|between)\b)[a-z]+\s+the\s"
)
"""What a clause has and no office: a gerund before its object, "the" behind a word that is no preposition."""
_PREPOSITION = re.compile(
    r"(?:in|on|at|to|after|before|following|during|for|as|with|from|by|when|while|since|under|along)\b", re.IGNORECASE
)
_PRONOUN = re.compile(r"(?:s?he|they|we|i|we\s+(?:are\s+)?all)", re.IGNORECASE)
_LEAD = re.compile(
    r"^(?:(?:going\s+forward|first|firstly|secondly|thirdly|finally|also|additionally|therefore|then|meanwhile|"
    r"in\s+the\s+meantime|in\s+(?:the\s+)?future|moving\s+forward|again|please|separately|action|the|our|that|and|but|both|either|an?(?!/)|his|her|be\s+it(?:\s+further)?\s+resolved|(?:resolved|agreed)(?!\s+to\b)|"
    r"its|their)\b[\s,:–-]*)+",
    re.IGNORECASE,
)


class NameWords(NamedTuple):
    """What the word lists of the rules say of names and offices, the same for all documents.

    ``offices`` finds an office or body at the end of a text, ``office_ends`` are the words with which these end,
    ``titles`` finds what stands before a name, ``titled`` a whole name with its title; ``common`` are forenames that
    anybody may have, ``not_names`` words that look like names and are none, ``not_surnames`` those that no surname is,
    ``not_persons`` those with which no person is called, ``verbs`` those with which a task begins.
    """

    offices: re.Pattern[str]
    office_ends: frozenset[str]
    titles: re.Pattern[str]
    titled: re.Pattern[str]
    common: frozenset[str]
    not_names: frozenset[str]
    not_surnames: frozenset[str]
    not_persons: frozenset[str]
    verbs: frozenset[str]


@dataclass(frozen=True, slots=True)
class People:
    """Those whom a document can mean: names, surnames, forenames and roles in lower case, initials as printed.

    ``joined`` are offices of one person that a sign parts ("clerk/manager"), ``groups`` finds words for everybody,
    ``handles`` are names that are printed small ("kite7"), ``words`` what the rules say of names. ``kept`` and
    ``subjects`` hold what was told of texts so far: tasks name the same few.
    """

    full: frozenset[str]
    surnames: frozenset[str]
    forenames: frozenset[str]
    initials: frozenset[str]
    roles: frozenset[str]
    joined: frozenset[str]
    groups: re.Pattern[str]
    handles: frozenset[str]
    words: NameWords
    kept: dict[str, bool] = field(default_factory=dict, repr=False, compare=False)
    subjects: dict[tuple[str, bool], tuple[str, ...]] = field(default_factory=dict, repr=False, compare=False)


def people_of(found: Iterable[Candidate], texts: Iterable[str], named: Iterable[str], rules: Rules) -> People:
    """Return the people of the attendance list, in every form by which a task may name them.

    ``named`` are owners that lists of actions name. ``texts`` are those of the document: an office that they abbreviate
    ("Works Officer (WO)") can be named so.
    """
    lists = _name_words(rules)
    not_names, not_persons = lists.not_names, lists.not_persons
    full, surnames, forenames, initials, roles, handles = set(), set(), set(), set(), set(), set()
    for person in found:
        if isinstance(person, DecisionTaken):
            moved = [name.split() for name in (person.mover, person.seconder) if name and _WHOLE_NAME.fullmatch(name)]
            surnames |= {words[-1].lower() for words in moved if words[-1].lower() not in not_names}
        if not isinstance(person, Attendee):
            continue
        if _HANDLE.fullmatch(person.name):
            handles.add(person.name)
            full.add(person.name)
            continue
        bare = lists.titles.sub("", _BRACKETED.sub(" ", person.name)).strip(" ,")
        words = [w for w in _BETWEEN_WORDS.split(bare) if w and w[0].isupper()]
        if not words:
            continue
        full.add(" ".join(words).lower())
        surnames.add(words[-1].lower())
        if len(words) > 1 and len(words[0]) > 2:
            forenames.add(words[0].lower())
        if len(words) > 1:
            initials.add((words[0][0] + words[-1][0]).upper())
            initials.add("".join(w[0] for w in words).upper())
        if person.abbreviation:
            initials.add(person.abbreviation.strip("() "))
        if person.role:
            roles.add(person.role.lower().strip())
    for name in named:
        words = name.split()
        if len(words) == 2 and _NAME.fullmatch(name) and words[0].lower() not in not_names:
            full.add(name.lower())
            forenames.add(words[0].lower())
        elif _TWO_INITIALS.fullmatch(name):
            initials.add(name)
    for text in texts:
        if listed := rules.match("promise.handles", text):
            handles |= {w for w in re.split(r"[\s,;&+]+", text[listed.match.end() :]) if _HANDLE.fullmatch(w)}
            full |= handles
        for m in _DEFINED.finditer(text) if "(" in text and _SHORT_FORM.search(text) else ():
            if lists.offices.search(m["long"].strip()):
                initials.add(m["short"])
        for told in _SPEAKS.finditer(text) if any(end in text for end in _SPEAKS_ENDS) else ():
            verb = told.start() + 1
            who = _SPEAKER.search(text, max(0, verb - 45), verb)
            if who and who["initials"]:
                initials.add(who["initials"])
                continue
            called: list[str] = (who["name"] or who["surname"]).lower().split() if who else []
            if called and not_persons.isdisjoint(called):
                forenames.add(called[0])
    return People(
        frozenset(full),
        frozenset(surnames),
        frozenset(forenames),
        frozenset(initials),
        frozenset(roles),
        frozenset(j[0] for r in roles if (j := _JOINED.search(r))),
        rules.of("actions.everybody")[0].regex,
        frozenset(handles),
        lists,
    )


@functools.lru_cache(maxsize=4)
def _name_words(rules: Rules) -> NameWords:
    words = rules.words
    offices, office_ends = _office_pattern(words["action_role"])
    titles, titled = _title_patterns((*words["title"], *words["action_title"]))
    not_names = frozenset(words["action_not_name"])
    not_surnames = not_names.union(words["org_word"], words["not_surname"])
    return NameWords(
        offices,
        office_ends,
        titles,
        titled,
        common=frozenset(words["forename"]),
        not_names=not_names,
        not_surnames=not_surnames,
        not_persons=not_surnames.union(words["not_name"], words["role_word"], words["action_verb"], office_ends),
        verbs=frozenset(words["action_verb"]).difference(words["action_role"]),
    )


def upright(text: str, people: People) -> str:
    """Return a text with the names that are printed small set with a capital, so that they read as names."""
    for handle in people.handles:
        if handle in text:
            text = re.sub(rf"(?<![\w@-]){handle}(?![\w-])", handle.capitalize(), text)
    return text


def as_printed(owners: tuple[str, ...], people: People) -> tuple[str, ...]:
    """Return owners that were read in an upright text as the document prints them."""
    return tuple(o.lower() if o.lower() in people.handles else o for o in owners) if people.handles else owners


def _title_patterns(words: tuple[str, ...]) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return what finds titles at the start of a text, and what finds a whole name with its title."""
    title = alternation(words)
    titles = re.compile(rf"^(?:(?-i:(?!PC\b|CC\b|DCC\b|ACC\b)){title}\b\.?\s*)+", re.IGNORECASE)
    between = r"(?:(?:[A-Z]\.?|van|von|de|der|den|du|di|da|la|le)\s+)*"
    titled = re.compile(rf"(?:{title}\.?\s+)+{between}[A-Z][\w’'-]+(?:\s+{between}[A-Z][\w’'-]+)?")
    return titles, titled


def _office_pattern(words: tuple[str, ...]) -> tuple[re.Pattern[str], frozenset[str]]:
    """Return what finds an office or body at the end of a text, and the last words of these."""
    ordered = sorted(words, key=lambda w: (-len(w), w))
    alternatives = "|".join(re.escape(w) if not w.isupper() else f"(?-i:{re.escape(w)})" for w in ordered)
    pattern = re.compile(rf"(?<![\w’'])(?:{alternatives})(?:\s+\d)?$", re.IGNORECASE)
    return pattern, frozenset(_WORD.findall(w.lower())[-1] for w in words)


def _past(lead: re.Pattern[str], text: str) -> str:
    """Return what stands after a lead, the whole if there is none."""
    m = lead.match(text)
    return text[m.end() :] if m else text


def is_person(text: str, people: People) -> bool:
    """True if the text names a person of the attendance list, or anybody by title and surname."""
    if text.strip(" .,") in people.initials:
        return True  # before titles are taken off: "MS" may be Morag Smith
    bare = people.words.titles.sub("", text.strip()).strip(" .,")
    low = " ".join(bare.replace(".", " ").lower().split())
    if not low:
        return False
    if people.words.titled.fullmatch(text.strip(" .,")):
        return True
    titled = bare != text.strip(" .,")
    if low in people.full or (low in people.surnames and (titled or len(low) > 3)) or low in people.forenames:
        return bare[0].isupper()
    if bare in people.initials or _WITH_INITIAL.fullmatch(bare):
        return True
    words = low.split()
    if len(words) == 2 and bare[0].isupper() and words[1] in people.surnames:
        return True
    return words[0] in people.words.common and len(words) <= 3 and _all_names(bare, people)


def _all_names(text: str, people: People) -> bool:
    """True if each word of a text looks like a part of a person's name ("Ann", "Ann O'Hare", "Mary Ann Field")."""
    return bool(_WHOLE_NAME.fullmatch(text)) and people.words.not_surnames.isdisjoint(text.lower().split()[1:])


def is_name(text: str, people: People) -> bool:
    """True if the text looks like a person's name or initials, whoever that may be."""
    if any(w in people.words.not_names for w in text.lower().split()[1:] if w not in _PARTICLES):
        return False  # "End of November", "Mid March"
    bare = people.words.titles.sub("", text.strip()).strip(" .,")
    if not bare or bare.split()[0].lower() in people.words.not_names:
        return False
    return bool(_NAME.fullmatch(bare)) or bool(_INITIALS.fullmatch(bare))


def is_office(text: str, people: People) -> bool:
    """True if the text names an office or a body: "the Clerk", "Head of HR", "Finance Committee"."""
    bare = _past(_LEAD, text.strip()).strip(" .,")
    if not bare or len(bare.split()) > 9 or "(" in bare[:1]:
        return False
    low = bare.lower()
    if low in people.roles or _SECTION.fullmatch(bare):
        return True
    if people.words.office_ends.isdisjoint(_WORD.findall(low)) and not people.groups.fullmatch(bare):
        return False
    head = _HEAD_ENDS.split(bare, maxsplit=1)[0]
    if _PREPOSITION.match(bare) or _orders(bare, people):
        return False
    if _INNER.search(bare) or _PARTICIPLE.search(bare) or _PARTED.search(bare) or _CLAUSE.search(bare):
        return False
    return bool(people.words.offices.search(head) or people.groups.fullmatch(bare) or _OFFICE_OF.fullmatch(bare))


def _orders(text: str, people: People) -> bool:
    """True if a text begins with what is to be done ("Engage consultant"), which no office does."""
    words = text.split()
    if len(words) < 2:
        return False
    first = words[0].lower()
    return first in _SURE_VERBS or (first in people.words.verbs and first not in _NOUNS and words[1][:1].islower())


def is_owner(text: str, people: People, *, loose: bool = False) -> bool:
    """True if the text names one owner. ``loose`` takes any name or initials (a cell that holds nothing else)."""
    text = text.strip()
    known = people.kept.get(text)
    if known is None:
        known = bool(text) and (
            is_person(text, people) or bool(people.groups.fullmatch(text)) or is_office(text, people)
        )
        people.kept[text] = known
    return known or (loose and bool(text) and is_name(text, people))


def split_owners(text: str, rules: Rules) -> tuple[str, ...]:
    """Split a list of owners as printed into one string each; words that name nobody ("Agenda", "n/a") fall away."""
    found: list[str] = []
    for part in _SPLIT.split(_BRACKETS.sub(",", _GAP.sub(" ", text))):
        bare = part.strip(" .:–—-*\t")
        bare = _THE_OR_BY.sub("", bare)
        if bare and not rules.fullmatch("actions.no_owner", bare) and bare not in found:
            found.append(bare)
    return tuple(found)


def owners_only(text: str, people: People, rules: Rules) -> tuple[str, ...]:
    """Return the owners if the text holds nothing but owners, else an empty tuple."""
    text = text.strip()
    if not text or len(text) > 90:
        return ()
    parts = split_owners(text, rules)
    if not parts or not all(len(p.split()) <= 5 and is_owner(p, people, loose=True) for p in parts):
        return ()
    return parts


def subject(text: str, people: People, *, whole: bool = False) -> tuple[str, ...]:
    """Return the owners that a subject names ("The Clerk and Ann Lee"), none if any part of it names nobody.

    The whole is tried first, then (unless ``whole``) what stands after each break in the clause.
    """
    known = people.subjects.get((text, whole))
    if known is None:
        known = people.subjects[text, whole] = _subject(text, people, whole)
    return known


def _subject(text: str, people: People, whole: bool) -> tuple[str, ...]:
    if "  " in text or not text.isprintable():  # any white space but a single blank
        text = _GAP.sub(" ", text)
    text = _LIST_LABEL.sub("", text.strip(" ,"))
    tries = [text]
    if not whole:
        tries += [text[m.end() :] for m in _BREAK.finditer(text)]
    for attempt in tries:
        bare = _past(_LEAD, _past(_OPENING, _past(_LEAD, attempt))).strip(" ,")
        if bare.endswith(")") or " with " in bare:
            bare = _JOINTLY.sub(" and ", _BEHIND.sub("", bare))
        bare = without_office(bare, people)
        if not bare or len(bare.split()) > 24:
            continue
        office = is_office(bare, people)
        if office and (bare.lower() in people.roles or not _SEVERAL.search(bare)):
            return (bare,)
        before: list[str] = []
        for splitter in (_SPLIT_NAMES, _SPLIT_OFFICES):
            pieces = splitter.split(_guarded(bare, people)) if _SEVERAL_MAY.search(bare) else (bare,)
            parts = [_past(_LEAD, p.strip().translate(_UNGUARD)).strip() for p in pieces if p.strip()]
            if parts and parts != before and all(is_owner(p, people) for p in parts):
                return tuple(parts)
            if len(parts) > 1 and (_beside_known(parts, people) or _beside_person(parts, people)):
                return tuple(parts)
            before = parts
        if office:
            return (bare,)
    return ()


def _guarded(text: str, people: People) -> str:
    """Return a text with the signs within two offices of one person changed, so that they part nobody."""
    text = _ACTING.sub(lambda m: m[0].translate(_GUARD), text)
    for office in people.joined:
        at = text.lower().find(office)
        if at >= 0:
            text = text[:at] + text[at : at + len(office)].translate(_GUARD) + text[at + len(office) :]
    return text


def _beside_known(parts: Iterable[str], people: People) -> bool:
    """True if initials that nobody is known by stand beside those of somebody who is ("AB and CD")."""
    unknown = [p for p in parts if not is_owner(p, people)]
    return all(_TWO_INITIALS.fullmatch(p) for p in unknown) and any(p in people.initials for p in parts)


def _beside_person(parts: Sequence[str], people: People) -> bool:
    """True if bare forenames that nobody is known by stand beside persons who are known ("Aleks and Ann")."""
    unknown = [p for p in parts if not is_owner(p, people)]
    persons = any(is_person(p, people) for p in parts)
    names = (_FORENAME.fullmatch(p) and p.lower() not in people.words.not_surnames for p in unknown)
    return persons and len(unknown) < len(parts) and all(names)


def without_office(text: str, people: People) -> str:
    """Leave out the office behind a person's name ("Ann Lee, Works Officer"), unless both are meant ("AB, Clerk")."""
    if (m := _AS_WHAT.match(text)) and is_person(m["name"], people):
        return m["name"]
    name, comma, office = text.partition(",")
    if not comma or _SEVERAL.search(office) or name.strip() in people.initials:
        return text
    return name if is_person(name, people) and not is_person(office, people) and is_office(office, people) else text


def is_pronoun(text: str) -> bool:
    """True for "he", "they", "we all" and the like."""
    return bool(_PRONOUN.fullmatch(_past(_LEAD, text.strip(" ,")).strip()))
