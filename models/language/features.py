"""Says what a sentence looks like to the classifier: words without names and numbers, its neighbours, its place."""

from __future__ import annotations

import re
from collections.abc import Sequence

_TOKEN = re.compile(r"[A-Za-z]+(?:['’][a-z]+)?|\d+(?:[.:/,]\d+)*|[^\w\s]")
_OPENS = re.compile(r"[.!?:–—]\s*$")
_CALENDAR = re.compile(
    "january|february|march|april|may|june|july|august|september|october|november|december|"
    "monday|tuesday|wednesday|thursday|friday|saturday|sunday"
)
_OFFICES = re.compile(
    "clerk|chair(?:man|person)?|president|secretary|treasurer|director|manager|officer|board|council|committee|"
    "councillor|cllr|mayor|governors?|trustees|members?|staff|mr|mrs|ms|dr|head|headteacher|principal|chief|executive|"
    "team|group|commission(?:er)?|city|county|will"
)


def words(text: str) -> list[str]:
    """Return a text's words in small letters; names are "Xx", initials "INI", numbers "0", months and days "MONTH".

    A capital opens a name unless it opens the sentence; offices ("Clerk") are words, as they tell who may do a task.
    """
    found: list[str] = []
    for m in _TOKEN.finditer(text):
        token, small = m[0], m[0].lower()
        if token[0].isdigit():
            word = "0"
        elif _CALENDAR.fullmatch(small):
            word = "MONTH"
        elif token.isupper() and 2 <= len(token) <= 4:
            word = "INI"
        elif (
            token.istitle() and not _OFFICES.fullmatch(small) and m.start() > 0 and not _OPENS.search(text[: m.start()])
        ):
            word = "Xx"
        else:
            word = small
        if word != "Xx" or found[-1:] != ["Xx"]:
            found.append(word)
    return found


def features(text: str, before: str | None = None, after: str | None = None, place: Sequence[str] = ()) -> list[str]:
    """Return the features of a sentence: one to three words in a row, its opening, its neighbours, its place.

    ``before`` and ``after`` are the sentences beside it in its paragraph ("" if there is none, None if not known),
    ``place`` what the layout says ("bold", "cell" ...).
    """
    own = words(text)
    edged = ["^", *own, "$"]
    found = [f"{n}={' '.join(edged[i : i + n])}" for n in (1, 2, 3) for i in range(len(edged) - n + 1)]
    found += [f"opens={w}" for w in own[:6]]
    found += [f"length={min(len(own) // 5, 10)}", f"ends={text.rstrip()[-1:]}"]
    if before is not None:
        found += [f"before={w}" for w in (words(before)[:4] + words(before)[-4:] if before else ["none"])]
    if after is not None:
        found += [f"after={w}" for w in (words(after)[:4] if after else ["none"])]
    return found + [f"place={p}" for p in place]
