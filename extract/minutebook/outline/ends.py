"""Finds where a title ends in its block, and what follows it there."""

from __future__ import annotations

import re

from minutebook.dates import find_dates
from minutebook.document import Block, Document, Span
from minutebook.outline.persons import is_person, names_person
from minutebook.outline.wording import is_known
from minutebook.rulepack import Rules

_LEADER = re.compile(r"\s*(?:[-–—_.…]{4,}|(?:\.\s){3,}|\t).*$", re.DOTALL)
_LEADER_SIGN = re.compile(r"[\t–—_.…-](?:(?<=\t)|(?<!\t)[–—_.…-]{3}|(?<=\.)\s\.\s\.\s)")
"""What every leader holds: quick to look for, as few texts hold any of the signs."""
_TAIL = " :;–—-"
_OPEN = re.compile(r"(?<!; )\b(?:the|of|to|for|at|by|with|a|an|from|and)$")
_MOST_WORDS = 32
"""The title of a piece of business ("To agree ...") has no more words."""
_ACRONYM = 4
"""A word in capitals that is no longer is set so for what it is, not as a heading."""
_SET_OFF = 0.8
"""Share of bold type from which on the words that open an entry of a list are set off from the rest of it."""
_ENDING = 90
"""What tells of the next meeting behind its title has fewer characters."""
_KNOWN_WORDS = 6
"""A title in front of a colon has no more words."""
_LOWER = re.compile("[a-z]")
_TIME = re.compile(r"\d{1,2}[:.]\d\d\b|\d{1,2} ?[ap]\.?m\b")
_MONEY = re.compile(r"[£$€]\s?\d")
_CAPITALS = re.compile(r"[A-Z][A-Z0-9’'&/,() -]{3,80}?(?=\s*[:–—]\s|\.\s+[A-Z][a-z]|\n|\t)")
_IN_CAPITALS = re.compile(
    r"(?=(?:TO )?[A-Z]{3})[A-Z][A-Z’'&/,() -]{3,80}(?= (?:[A-Z][a-z]|[A-Z] [a-z]|\$?\d)| {2}[Nn])"
)
_OPENER = r"([A-Z](?:[^.:–—?!\n\t]|\.(?=\S)|(?<=\d)[–—](?=\d)){1,200}?)"
_SENTENCE_FOLLOWS = r"(?=[\w“\"'£$])"
_HYPHEN = r"(?<=[a-z)])-\s+(?=[A-Z])"
"""A hyphen that stands for a dash: "Landscaping- Hilda will cut the hedge"."""
_PLAIN = re.compile(_OPENER + r"(?:\s[–—-]\s+|\s?[–—]\s+|" + _HYPHEN + ")" + _SENTENCE_FOLLOWS)
_PLAIN_NUMBERED = re.compile(
    _OPENER + r"(?:\s[–—-]\s+|\s?[–—]\s+|" + _HYPHEN + r"|(?<!\b[A-Z])[.:]\s+)" + _SENTENCE_FOLLOWS
)
_PARTED = re.compile(r"\s[–—-]\s+|\s?[–—:]\s+|\s[–—](?=\w)")
_TOGETHER = re.compile(r"\b(?:following|together)\b", re.IGNORECASE)
"""What says that one vote was taken on the matters below."""
_PLAIN_MORE = re.compile(r"\s*[–—-]\s+([^.:–—?!\n\t]{3,60}?)(?=\s[–—-]\s|\.\s)")


def capitals_before(text: str, document: Document, rules: Rules, start: int = 0, *, numbered: bool = False) -> int:
    """End of the words in capitals that open the paragraph at ``start`` without a sign behind them; 0 if none do.

    They are well known, or more than acronyms before a wide space or a sentence: "FERRY NEWS Two trips were sold.".
    ``numbered`` ones may be a single word, and a label elsewhere: "3. FERRIES Two were sold.".
    """
    m = _IN_CAPITALS.match(text, start)
    if m is None:
        return 0
    title, rest = m[0].strip(), text[m.end() :]
    end = start + len(title)
    wide = text[end : end + 2].isspace()
    if numbered and (is_known(title, rules) or rules.fullmatch("outline.attendance", title)):
        return m.end()
    if is_known(title, rules):
        return 0 if rules.match("outline.label", f"{title}:") else m.end()
    if (" " not in title and not numbered) or all(len(word) <= _ACRONYM for word in title.split()):
        return 0
    if not wide and not rules.search("outline.sentence", rest):
        return 0
    label = rules.match("outline.label", f"{title}:") or rules.fullmatch("outline.speaker", title)
    return 0 if label or names_person(title, document, rules) else m.end()


def leads_off(text: str, start: int, end: int) -> bool:
    """True if dots or dashes lead from the title, which ends at ``end``, to a name at the end of its line."""
    leader = _leader(text, start)
    return leader is not None and leader.start() <= end + 1 and len(text) - leader.start() < 140


def run_in(block: Block, start: int = 0) -> tuple[int, Span | None]:
    """Where the title ends in the block, and what follows it (None if the whole block may be a title).

    The first bold, underlined or capital words are a run-in heading if plain text follows them and a dash, colon, stop,
    tab or line break stands between.
    """
    text = block.text
    stop = _styled_end(block, start)
    if stop <= start or stop >= len(text.rstrip()):
        cut = _leader(text, start)
        end = cut.start() if cut and cut.start() > start else len(text)
        if cut and end < len(text) and _says(cut[0]):
            return end, rest_of(text, end, block)
        if "\n" in text[start:end] and stop <= start:
            end = text.index("\n", start)
            return end, rest_of(text, end, block)
        return end, None
    inside, beyond = text[start:stop], text[stop:]
    first = stop + len(beyond) - len(beyond.lstrip())
    own_line = any(line.start == first for line in block.lines)
    parted = (
        own_line
        or inside.rstrip()[-1:] in ":.–—-"
        or beyond.lstrip()[:1] in ":–—-…"
        or beyond.lstrip()[:2] == ".."
        or beyond[:1] in "\t\n"
        or inside[-1:] in "\t\n"
        or _underlined_title(block, start, stop)
    )
    if not parted:
        return len(text), None
    return stop, rest_of(text, stop, block)


def _underlined_title(block: Block, start: int, stop: int) -> bool:
    """True for a few underlined words before a sentence that is not, without a sign: "_Boats_ Two were sold."."""
    inside, beyond = block.text[start:stop], block.text[stop:].lstrip()
    if inside.isupper() or len(inside.split()) > _KNOWN_WORDS or not beyond[:1].isupper():
        return False
    return beyond.rstrip().endswith(".") and block.share("underline", start, stop) > _SET_OFF


def _says(led_to: str) -> bool:
    """True if what a tab leads to is more than a name or the number of a page: a date."""
    return led_to.startswith("\t") and any(c.isdigit() for c in led_to) and bool(find_dates(led_to))


def plain_run_in(
    block: Block, start: int, numbered: bool, document: Document, rules: Rules, *, among: bool = False
) -> int | None:
    """End of a title in plain type that opens a paragraph: "Street lights - The clerk reported ..."; None if none does.

    After a dash, or for a numbered paragraph after a stop or colon, a sentence must follow, and the title be no name;
    ``among`` others of its kind it need not.
    """
    text = block.text
    if not numbered:
        opening = text[start : start + 150]
        if "-" not in opening and "–" not in opening and "—" not in opening:
            return None
    m = (_PLAIN_NUMBERED if numbered else _PLAIN).match(text[start:])
    if not m:
        return None
    title, rest = m[1], text[start + m.end() :]
    last = title.split()[-1]
    short = last in rules.words["abbreviation"] or (rest[:1].isdigit() and last.title() in rules.words["abbreviation"])
    if title.count("(") != title.count(")") or short:
        return None
    words = title.split(maxsplit=1)
    long = len(title.split()) - (24 if numbered else 16)
    if long > _MOST_WORDS - 24 or (";" in title and not numbered):
        return None
    stopped = m[0].rstrip()[-1:] == "."
    judged = stopped or _judged(title, rest, numbered, rules)
    if not numbered and _MONEY.match(rest):
        return None
    listing = numbered and not stopped and rules.fullmatch("outline.attendance", title) is not None
    short = len(rest) < (18 if numbered else 30) or not rules.search("outline.sentence", rest)
    if short and not judged and not listing and not among:
        return None
    if not numbered and not among and is_person(title.split(",")[0], document, rules):
        return None
    says = len(words) > 1 and rules.search("outline.sentence", words[1]) is not None
    if (says or long > 0) and not (numbered and rules.match("outline.business", title)):
        return None
    end = len(title)
    while not stopped and (more := _PLAIN_MORE.match(text[start + end :])):
        last = more[1].split()[-1]
        if rules.search("outline.sentence", more[1]) or len(more[1].split()) > 6 or last in rules.words["abbreviation"]:
            break
        end += more.end()
    return start + end


def _judged(title: str, rest: str, numbered: bool, rules: Rules) -> bool:
    """True if no more follows a title than what became of it, that there was nothing, or when the next meeting is."""
    if numbered and rules.fullmatch("outline.verdict", rest):
        return True
    if rules.fullmatch("outline.nothing", rest):
        return numbered or is_known(title, rules)
    if not numbered or len(rest) > _ENDING:
        return False
    if is_known(title, rules) and (_MONEY.search(rest) or _TIME.match(rest)):
        return True  # "III. Treasurer's report – Balance of $1,203."
    return rules.fullmatch("outline.leaf", title) is not None and bool(find_dates(rest))


def told_after(text: str, start: int, numbered: bool, rules: Rules) -> int | None:
    """End of a title set like what follows it, where that says that there was nothing, or tells a vote; else None."""
    if ":" not in text and "–" not in text and " - " not in text and "—" not in text:
        return None
    for m in _PARTED.finditer(text, start):
        title, rest = text[start : m.start()].strip(), text[m.end() :]
        told = _judged(title, rest, numbered, rules) and not rules.fullmatch("outline.verdict", rest)
        voted = rules.match("outline.vote", rest) is not None and not rules.search("outline.sentence", title)
        voted = voted and (numbered or not _TOGETHER.search(title))
        if title and (told or voted):
            return m.start()
    return None


def rest_of(text: str, at: int, block: Block) -> Span | None:
    """Return what follows a title that ends at ``at`` and the signs behind it; None if nothing does."""
    a = at
    while a < len(text) and (text[a].isspace() or text[a] in ":–—-."):
        a += 1
    return Span(-1, a, len(text)) if a < len(text) else None


def _styled_end(block: Block, start: int) -> int:
    """End of the bold, underlined or all-capital words from ``start``; ``start`` if there are none."""
    end = start
    for what in ("bold", "underline"):
        if not block.share(what):
            continue
        at = start
        for run in block.runs:
            if run.end <= start:
                continue
            if run.start > at:
                break
            if getattr(run.style, what) or not block.text[max(run.start, at) : run.end].strip(" \t\n:–—-."):
                at = run.end
            else:
                break
        while at > start and block.text[at - 1].isspace() and block.text[at - 1] not in "\t\n":
            at -= 1
        if at > start and any(c.isalpha() for c in block.text[start:at]) and block.share(what, start, at) > 0.7:
            end = max(end, at)
    if end == start and not block.text[start + 1 : start + 2].islower() and (m := _CAPITALS.match(block.text, start)):
        lone = len(m[0]) <= _ACRONYM and block.text[m.end() :].lstrip()[:1] in "–—-"  # "IT – a clerk was found"
        whole = (start > 0 or block.label) and not _LOWER.search(block.text, m.end())  # "4.2 PONDS: NORTH"
        if not lone and not whole:
            end = m.end()
    return end


def tidy(title: str) -> str:
    """Return a title on one line, without the signs behind it and what a leader leads to."""
    if cut := _leader(title):
        title = title[: cut.start()]
    return " ".join(title.split()).rstrip(_TAIL)


def _leader(text: str, start: int = 0) -> re.Match[str] | None:
    """Find the dots, dashes or tab that lead from a title to what stands at the end of its line."""
    if not _may_lead(text) or not _LEADER_SIGN.search(text, start):
        return None
    found = _LEADER.search(text, start)
    while found and found[0].lstrip(" ")[:1] == "\t" and goes_on(text[: found.start()]):
        found = _LEADER.search(text, found.start() + len(found[0]) - len(found[0].lstrip()))
    return found


def goes_on(title: str) -> bool:
    """Return whether a title ends with a word that never stands last: "Naming of two rinks at"."""
    return _OPEN.search(title, max(0, len(title) - 6)) is not None


def _may_lead(text: str) -> bool:
    """Return False for a text of ASCII characters that holds no leader: quicker than to search for its signs."""
    return (
        not text.isascii()
        or "\t" in text
        or "_" in text
        or ".." in text
        or "--" in text
        or ".-" in text
        or "-." in text
        or ". ." in text
        or ".\n." in text
    )
