"""Cuts texts of attendance into pieces, and tells names from what is said of them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from minutebook.people import Person, split_title
from minutebook.sentences import sentences


def sentences_or_list(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Cut at sentences, but keep a list of lines whole."""
    if "\n" in text[start:end].strip():
        return [(0, end - start)]
    out: list[tuple[int, int]] = []
    for a, b in sentences(text[start:end]):
        if out and re.search(
            r"\b(?:Cmte|Ctte|Mgr|Pres|Dist|Co|Boro|Dep|Asst|Sgt|P\.C|Comm|Commr|Dir|Insp|Admin|Supt|Secy|Treas|Atty|Engr|Jr|Sr|[A-Z])\.\s*$",
            text[start : start + out[-1][1]],
        ):
            out[-1] = (out[-1][0], b)
        else:
            out.append((a, b))
    return out


def pieces_of(text: str) -> list[tuple[int, str]]:
    """Return the pieces of a line that wide gaps part, each with its offset."""
    return [(m.start(), m[0]) for m in re.finditer(r"[^\t]+", text) if m[0].strip()]


_COMMA = re.compile(r"[,\n]\s*(?:and\s+)?")
_SEMICOLON = re.compile(r"[;\n]\s*(?:and\s+)?")


def parted(text: str, start: int, end: int) -> list[tuple[int, str]]:
    """Return the entries of ``text[start:end]`` with their places: what semicolons part, or else commas."""
    flat = re.sub(r"\([^()]*\)", lambda m: "x" * len(m[0]), text[:end])
    sign = _SEMICOLON if ";" in flat[start:] else _COMMA
    out: list[tuple[int, str]] = []
    at = start
    for m in [*sign.finditer(flat, start), None]:
        stop = m.start() if m else end
        if text[at:stop].strip(" ."):
            out.append((at, text[at:stop]))
        at = m.end() if m else stop
    return out


def outside_brackets(text: str) -> str:
    """Return a text without what stands in brackets."""
    return re.sub(r"\([^()]*\)", " ", text)


_NAMES_END = re.compile(
    r"\s+(?:who|which|whom|whose|as (?:he|she|they)|due to|because|having|owing to|"
    r"for (?:the|this|their|his|her|health|personal|work)|"
    r"and (?:these|the|were|was|it|that|this|apologies|an?)\b|with (?:an?|the) (?=[a-z])|were|was|had|has|have|are|is|"
    r"be (?:received|accepted|noted|granted|approved)|in (?:relation|respect)|at (?:the|this)|until|if|noting|subject|"
    r"on behalf|prior|during|to (?:the|act|be)|but|regarding)\b|"
    r"\.\s*$|\s+[-–—]\s+(?=[a-z])"
)


def names_part(text: str) -> str:
    """Return a text up to the words that say more of the people than their names."""
    m = _NAMES_END.search(text)
    return text[: m.start()] if m else text


def starts_with_name(people: Sequence[Person]) -> bool:
    """Say whether the first of the people stands at the start of the text."""
    return people[0].start <= 25


def covers(text: str, people: Sequence[Person], bar: float = 0.6) -> bool:
    """Say whether the names with their details make up the text."""
    if not people:
        return False
    told = sum(
        len(re.sub(r"\W", "", part))
        for p in people
        for part in (p.name, p.role, p.organisation, p.abbreviation, p.remark)
        if part and (part is p.name or part not in p.name)
    )
    told += sum(len(re.sub(r"\W", "", _title_before(text, p))) for p in people)
    whole = len(re.sub(r"\band\b|\W", "", text))
    return told >= bar * whole


def _title_before(text: str, person: Person) -> str:
    """Return the title in front of a name that is no part of it nor of the role: "Commissioner Ann Hill (Chair)"."""
    before = re.split(r"[,;:\n\t(]", text[: person.start])[-1].lstrip()
    title = split_title(before + person.name)[0] if before else ""
    return title if before.startswith(title) and title not in (person.role or "") else ""
