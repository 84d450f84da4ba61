"""The grammar of list labels: which bullet or enumerator a paragraph begins with."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

BULLETS = "•●○◦◉▪▫■□◼◻◆◇♦❖‣⁃►▶▸➢➤➔→✓✔✗☐☑☒·∙⋅∗*–—−‒-§¤¨"
_PRIVATE = "\ue000-\uf8ff\ufffd\u25a0-\u25ff\u2700-\u27bf"
"""Private use, the sign for a character without a map, geometric shapes, dingbats: bullets where they stand alone."""
_BULLET = re.compile(
    rf"([{re.escape(BULLETS)}{_PRIVATE}]+)[ \t\u00a0]+(?=\S)|([•●○◦▪■◆‣➢➤►✓✔{_PRIVATE}])(?=\w)|([oØü])[ \t]+(?=\S)"
)
_ROMAN = r"(?:xl|x{1,3}|x{0,3}(?:ix|iv|vi{0,3}|i{1,3}))(?![a-zA-Z])"
_ONE = (
    rf"(?:\d{{1,4}}[A-Za-z]?|{_ROMAN}|{_ROMAN.replace('x', 'X').replace('i', 'I').replace('v', 'V').replace('l', 'L')}"
)
_CLOSED = re.compile(rf"\(?{_ONE}|[a-z]{{2}}(?=\))|[A-Za-z]\d?)\.?\)\.?(?=\s|[A-Z][a-z])")
_DOTTED = re.compile(rf"(?![A-Z]\.){_ONE}|[a-z])[.:](?=\s)|\d{{1,3}}\.(?=[A-Z][A-Za-z])")
_CAPITAL = re.compile(r"[A-Z]\.(?=\s)")
_LEVELS = re.compile(
    rf"\d{{1,4}}(?:\.(?:\d{{1,3}}|[a-z]|{_ROMAN}))+[a-z]?[.):]?(?=\s)|[A-Z]\.?\d{{1,3}}(?:\.\d{{1,3}})*[.):]?(?=\s)"
)
_SLASHED = re.compile(r"\d{1,4}/\d{1,4}[.:)]?(?=\s+[A-Z])")
_FILED = re.compile(r"\(\d{2,4}-\d{2,5}[A-Z]?\)(?=\s)")
_WIDE = re.compile(
    r"(?:\([A-Za-z]{0,6}\d[\w./-]{0,11}(?=\))|[A-Za-z]{0,6}\d[\w./-]{0,11}|[A-Za-z]|[ivxlIVXL]{2,6})[.):]?(?=\t)"
)
_WORD = re.compile(r"[A-Za-z]{2,}(?![A-Za-z\d.):\t])")
"""What most paragraphs begin with: a word, and nothing after it that could make it a label."""
_UNITS = re.compile(
    r"[ \u00a0]+(?:am|pm|AM|PM|a\.m|p\.m|hours?|hrs?|"
    r"minutes?|mins?|million|billion|m|k|km|miles?|per|percent|%|acres?|hectares?|tonnes?|"
    r"noon|metres?|meters?|kg|years?|months?|weeks?|days?|bn)\b"
)
_TIMES = re.compile(r"\d{1,2}[.:]\d{2}\s*(?:[-–—]|to\b)\s*\d", re.IGNORECASE)
_DATE = re.compile(
    r"\d{1,2}[./-]\d{1,2}[./-](?:19|20)\d\d\b|\d{1,2}[/-]\d{1,2}[/-]\d\d\b|(?:19|20)\d\d\.\s"
    r"|(?:19|20)\d\d[./-][01]?\d[./-][0-3]?\d\b"
    r"|[0-3]?\d\.[01]?\d\.\d\d(?=\s+(?:[A-Z]\w+\s+){0,3}(?i:minutes|notes|meeting)\b)"
)
"""A date, which no item number is: a year in full, or day, month and year before "Minutes"."""
_FINANCIAL_YEAR = re.compile(r"(?:19|20)(\d\d)/(?:20)?(\d\d)\b")


def split_label(text: str) -> tuple[str, str]:
    r"""Split a paragraph into its bullet or enumerator as printed and the rest: ``("2.1", "Rents")``.

    The label is "" if there is none. A tab after the first word says that a clear gap parts it from the rest: then a
    bare number, letter or code counts as a label too. The rest has no white space in front.
    """
    head = text.lstrip()
    if _WORD.match(head):
        return "", head
    found = _BULLET.match(head)
    if found:
        label = found.group(1) or found.group(2) or found.group(3)
        return label, head[found.end() :].lstrip()
    end = _enumerator(head)
    if end:
        return head[:end], head[end:].lstrip()
    return "", head


def _enumerator(head: str) -> int:
    """Return the length of the enumerator at the start of a text, 0 if there is none."""
    stars = len(head) - len(head.lstrip("*"))
    if stars:  # a starred enumerator ("*A."): the star stands for itself in the minutes' own key
        rest = head[stars:]
        end = 2 if _CAPITAL.match(rest) else _enumerator(rest) if rest[:1] != "*" else 0
        return stars + end if end else 0
    if not head or not (head[0].isalnum() or head[0] == "(") or _DATE.match(head):
        return 0
    year = _FINANCIAL_YEAR.match(head)
    if year and (int(year.group(1)) + 1) % 100 == int(year.group(2)):
        return 0
    for pattern in (_CLOSED, _LEVELS, _DOTTED, _SLASHED, _FILED, _WIDE):
        found = pattern.match(head)
        if found:
            label = found.group()
            if _TIMES.match(head):
                return 0
            if label[-1].isdigit() and "." in label and _UNITS.match(head, found.end()):
                return 0
            return found.end()
    found = _CAPITAL.match(head)
    if found:
        rest = head[found.end() :]
        letters = [c for c in rest if c.isalpha()]
        if rest.startswith("\t") or (len(letters) > 3 and all(c.isupper() for c in letters)):
            return found.end()
    return 0


def lettered(items: Sequence[tuple[str, str]]) -> set[int]:
    """Find the paragraphs whose first capital letter with a full stop is an enumerator, not somebody's initial.

    ``items`` are label and text of the paragraphs of one column in order. "A. Approval of ..." counts where "B. ..."
    follows and the texts are not all mere names; "V. ..." counts where "IV." stands before it or "VI." after it as a
    label, and no other "V. ..." comes nearer.
    """
    single = {i: text[0] for i, (label, text) in enumerate(items) if not label and _CAPITAL.match(text)}
    result: set[int] = set()
    if any(letter in _BESIDE for letter in single.values()):
        places: dict[str, list[int]] = {}
        for i, (label, _) in enumerate(items):
            if label:
                places.setdefault(label.strip("().:"), []).append(i)
        letters: dict[str, list[int]] = {}
        for i, letter in single.items():
            letters.setdefault(letter, []).append(i)
        for letter in _BESIDE:
            for i in letters.get(letter, ()):
                if _counted(i, letter, letters[letter], places, _says_something(items[i][1])):
                    result.add(i)
    run: list[int] = []
    for i, letter in [*single.items(), (-1, "")]:
        if run and letter and ord(letter) == ord(single[run[-1]]) + 1:
            run.append(i)
            continue
        if len(run) > 1 and 2 * sum(_says_something(items[k][1]) for k in run) > len(run):
            result.update(run)
        run = [i] if letter == "A" else []
    return result


_BESIDE = {"I": ("", "II"), "V": ("IV", "VI"), "X": ("IX", "XI")}
_NAMED = re.compile(r"[A-Z]\. (?:(?:[A-Z]\. ?)*)[A-Z][\w'’-]+\s*(?:$|[(\[,–—-])")


def _counted(i: int, letter: str, same: list[int], places: dict[str, list[int]], says: bool) -> bool:
    """Tell whether the single letter of paragraph ``i`` has its place among roman numerals in the same column.

    ``same`` holds the paragraphs that begin with the same letter, ``places`` those that have a label, by label.
    """
    before, after = _BESIDE[letter]
    follow = places.get(after, [])
    n = bisect_right(follow, i)
    at = bisect_right(same, i)
    if n < len(follow):
        return at == len(same) or same[at] >= follow[n]
    lead = places.get(before, []) if before else []
    n = bisect_left(lead, i)
    return n > 0 and (says or bisect_left(same, i) == bisect_right(same, lead[n - 1]))


def _says_something(text: str) -> bool:
    """Tell whether a text after its first letter is more than a name."""
    words = text.split()[1:]
    if _NAMED.match(text):
        return False
    return len(words) > 5 or any(len(w) > 1 and (w[0].islower() or w[0].isdigit()) for w in words)


def is_bullet(label: str) -> bool:
    """Tell whether a label is a bullet (a sign that does not count)."""
    return bool(label) and (label == "o" or not any(c.isalnum() for c in label))
