"""Takes times and places out of phrases."""

from __future__ import annotations

import re

from minutebook.dates import TimeFound, find_dates, find_times

_BARE_TIME = re.compile(
    r"\bat:?\s+(?P<h>[01]\d|2[0-3])(?P<m>[0-5]\d)\b(?!\s*\w+\s+(?:street|road|avenue))"
    r"|^\W*(?P<h2>[01]\d|2[0-3])(?P<m2>[0-5]\d)\W*$"
    r"|\b(?P<h3>[01]\d|2[0-3])(?P<m3>[0-5]\d)\s+(?:UTC|GMT|BST|CES?T|[ECMP][SD]?T|(?:Pacific|Eastern|Central|Mountain|local)\s+time)\b",
    re.I,
)

SEAL = "\u2024"
"""Stands for the stop of an abbreviation."""
_ABBREVIATED = re.compile(
    r"\b(?:[A-Z]\.\s?){2,}(?=\w)|\b(?:No|Nos|Rm|Bldg|Ste)\.(?=\s?[#\w])|\b(?:Rd|Ave|Blvd|Hwy|Ln|Inc|Ltd|Co|St|Dr)\.(?=,)"
    r"|(?<=[A-Za-z]{3})\.(?=(?:com|org|net|io)\b)"
    r"|(?:(?<=^)|(?<=\b(?:at|in|of)\s)|(?<=\bthe\s))(?:St|Mt|Ft)\.(?=\s[A-Z])|(?<=\d\s)[NSEW]{1,2}\.(?=\s?[A-Z\d])",
    re.IGNORECASE,
)
_MAY_BE_ABBREVIATED = re.compile(
    r"\.(?:(?=(?:com|org|net|io)\b)|(?<=\b[a-z]\.)|(?<=\b(?:no|rm|rd|ln|co|st|dr|mt|ft|[nsew]{2})\.)"
    r"|(?<=\b(?:nos|ste|ave|hwy|inc|ltd)\.)|(?<=\b(?:bldg|blvd)\.))",
    re.IGNORECASE,
)
"""A stop behind which one of those may end: quick, as it looks at stops only."""


_REMARK = re.compile(r"\s*\([^()]*\)\W*")
"""A piece in brackets says something of the place rather than the place, if there is another piece."""
_HOW_TO_JOIN = re.compile(r"[\s.]*\((?:link|online|via|by|with|hybrid|and|dial|join)\b[^()]*\)\W*$", re.IGNORECASE)
"""What brackets behind a place say of those elsewhere: "(link sent by mail)"."""


def likely_start(t: TimeFound) -> str:
    """Read a start between one and half past seven that no sign puts in a half of the day as in the afternoon."""
    hour = int(t.time[:2])
    return t.time if t.sure or not 1 <= hour <= 7 else f"{hour + 12:02d}{t.time[2:]}"


def is_range(text: str, times: tuple[TimeFound, ...] | list[TimeFound]) -> bool:
    """Return whether the first two times are the two ends of one stretch ("7pm to 9pm")."""
    between = text[times[0].end : times[1].start]
    return bool(re.fullmatch(r"[\s.]*(?:-|–|—|to|until|till|and)+\s*", between))


def bare_time(text: str) -> str | None:
    """Read "at 1950" and "1830": four digits where a time is told."""
    m = _BARE_TIME.search(text)
    return f"{m['h'] or m['h2'] or m['h3']}:{m['m'] or m['m2'] or m['m3']}" if m else None


def sealed(text: str) -> str:
    """Return a text, as long as before, in which the stops of abbreviations in names are ``SEAL`` and end nothing."""
    return _ABBREVIATED.sub(lambda m: m[0].replace(".", SEAL), text) if _MAY_BE_ABBREVIATED.search(text) else text


def unsealed(text: str) -> str:
    """Return a text with the stops that ``sealed`` hid."""
    return text.replace(SEAL, ".")


def without_stops(text: str) -> str:
    """Return a text, as long as before, in which no time holds a stop: "7.30 p.m." is "7:30 pm  "."""
    if "." not in text:
        return text
    text = re.sub(r"(?<=\d)\.(?=\d\d)", ":", text)
    return re.sub(r"\b([ap])\.(\s?)m\b\.?", lambda m: f"{m[1]}m".ljust(len(m[0])), text, flags=re.IGNORECASE)


def without_abbreviations(text: str) -> str:
    """Return a text, as long as before, without the stops of titles and initials: "Cllr  A  Hill"."""
    return re.sub(r"\b(Cllr|Clr|Cr|Mr|Mrs|Ms|Dr|Prof|Rev|Revd|Fr|St|Hon|Supt|Sgt|Jr|Sr|Esq|Ph|[A-Z])\.", r"\1 ", text)


def place_in(text: str, dayfirst: bool | None) -> str:
    """Take dates, times and joining words off a place."""
    for f in reversed(find_dates(text, dayfirst=dayfirst)):
        text = text[: f.start] + "§" + text[f.end :]
    for t in reversed(find_times(text)):
        if t.sure or re.search(r"(?:\bat|\bfrom|@|[,(–-])\s*$", text[: t.start]):
            text = text[: t.start] + "§" + text[t.end :]
    text = re.sub(r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b", "§", text, flags=re.IGNORECASE)
    bare = re.sub(r"\([^()§]*§[^()]*\)", " ", text)  # "by telephone (first meant for § 12 pm)"
    text = bare if re.search(r"[A-Za-z]{3}", bare) else text
    text = re.sub(r"\bon\s+(?:mon|tues?|wed|thurs?|fri|sat|sun)\b\.?\s*(?=§|$)", "§", text, flags=re.IGNORECASE)
    pieces = [
        p
        for p in re.split(
            r"(?:,?\s*\b(?:(?:commencing|starting|beginning)(?:\s+(?:at|from|on))?|on|at|from|to)(?:\s+the)?\s*)?§(?:\s*(?:at|to|-|–)\b)?",
            text,
            flags=re.IGNORECASE,
        )
        if re.search(r"[A-Za-z]{2}", p) and not re.match(r"\W*(?:with|who|there)\b", p, re.IGNORECASE)
    ]
    pieces = [p for p in pieces if not _REMARK.fullmatch(p)] or pieces
    text = max(pieces, key=len) if pieces else ""
    text = re.sub(
        r"^\W*in[\s-]person\s+(?:and\s+\w+\s+)?(?:at|in)\s+(?:the\s+)?|^\W*(?:held\s+)?(?:(?:in|at|via|@|by|on)\s+)?(?:the\s+)(?=\w)|^\W*(?:held\s+)?(?:in|at|via|by)\s+",
        "",
        text.strip(),
        flags=re.I,
    )
    text = re.split(
        r",\s+(?:the\s+)?(?:(?:acting|deputy|vice)[\s-]+)?(?:chair(?:man|person|woman)?|president|mayor|reeve)\b(?!['’])"
        r"|[,;]?\s+(?:during|(?:originally\s+)?scheduled\s+for|and\s+(?:was\s+)?(?:livestreamed|live\s*streamed|broadcast|called|opened|began)|commencing|starting|beginning|on\s+the\s+above|with\s+the\s+following|pursuant|in\s+accordance|due\s+to|(?:on\s+account|because)\s+of|when\b|there\s+were|was\s+called|to\s+order)\b",
        text,
        flags=re.IGNORECASE,
    )[0]
    text = re.split(
        r",?\s+with\s+(?=(?:the\s+following\b|(?:(?:Vice|Acting)[ -])?(?:Chair|President|Mayor|Reeve|Warden|Supervisor|"
        r"Commissioner|Trustee|Director|Judge)))",
        text,
    )[0]
    text = re.split(
        r"(?:,\s+(?:with\s+)?|\s+with\s+)(?=[A-Z][\w.]*\s[^;]{2,400}?\s(?:presiding|being|present|in\s+the\s+chair)\b)",
        text,
    )[0]
    text = re.sub(r"^\W*(?:UTC|GMT|BST|IST|CES?T|[ECMP][SD]?T|NZ[SD]T|AE[SD]T)\b[\s,–-]*", "", text)
    text = _HOW_TO_JOIN.sub("", text).strip(" ,;:–—-.()[]|@\t")
    return f"{text})" if text.count("(") > text.count(")") else text
