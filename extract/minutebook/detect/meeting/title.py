"""Finds the title of the minutes and the body that met."""

from __future__ import annotations

import itertools
import re
from dataclasses import replace

from minutebook.dates import MONTH_NAMES, find_dates, find_times
from minutebook.detect.meeting.lines import Line, is_sentence, is_set_off, parts
from minutebook.detect.meeting.phrases import sealed, unsealed
from minutebook.detect.meeting.reading import Reading
from minutebook.document import Span

_TITLED = ("meeting-body-of", "meeting-body-called", "meeting-body-title")
_HEADED = ("meeting-body-letterhead", "meeting-body-running-line", "meeting-body-above-title")
_BARE = re.compile(
    r"\W*(?:(?:open|draft|unconfirmed|unapproved|approved|confirmed|final|official|summary|action|public)\s+)*minutes\W*",
    re.IGNORECASE,
)
_HELD = re.compile(r"\W*held\b", re.IGNORECASE)
_AT_MEETING = re.compile(r"\W*at\s+an?\s", re.IGNORECASE)
_NUMBERED = re.compile(r"\b\d{1,5}\s+[A-Z]")
"""The number of a house in an address."""
_CLOSE = 12
"""Lines of one letterhead stand no further apart than this, in points."""
_SIZE = 3
"""Lines of one title differ by no more points than this."""
_NAME = 7
"""A name that stands over the title has no more words."""
_WEAK = frozenset(
    ["draft", "final", "copy", "approved", "unapproved", "unconfirmed", "confirmed", "public", "confidential", "agenda"]
)
"""Words over a title that name nobody."""
_PARTED = re.compile(r"\s*[–—|:]\s*|\s-\s")
_CAPITAL = re.compile(r"[A-ZÀ-ÖØ-Þ]")
_GOES_ON = re.compile(r"\b(?:for|of|and|the|in)\s*$")
"""How a line ends that is not the whole of a name."""
_INNER_CAPITAL = re.compile(r"(?!^)[A-Z]")
_SMALL = frozenset(["of", "and", "for", "the", "&", "in", "de", "du", "la", "le"])
"""Small words inside a name."""
_REACH = 5
"""So many lines above a bare "MINUTES" at most may name what the minutes are of."""


def find_title(reading: Reading, used: set[int]) -> list[Line]:
    """Find the title's lines: the lines at the front that name the minutes, with those they run on from."""
    lines: list[Line] = []
    front = [x for x in reading.front[:16] if "://" not in x.text]  # "Minutes: https://..." leads to them
    printed = [x for x in front if reading.document.blocks[x.block].kind != "header"]
    if any(reading.is_titled(x.text) and x.zone == "title" for x in printed):
        front = printed  # a running line only stands in for a title
    for line in front:
        block = reading.document.blocks[line.block]
        if line.block in used and line.block not in {x.block for x in lines}:
            if lines:
                break
            continue
        if reading.opens_list(line.text) or (lines and line.heading and lines[-1].zone == "attendance"):
            break
        if reading.is_item(line) and any(reading.is_titled(x.text) for x in lines):
            break
        if (block.cell is None) != (
            reading.document.blocks[lines[0].block].cell is None if lines else block.cell is None
        ):
            break
        titled = [x for x in parts(line) if reading.is_titled(x.text)] if "\t" in line.text else []
        lines.append(titled[0] if len(titled) == 1 and not reading.is_titled(line.text) else line)
        if block.text.count(" ") > 40:
            break
    named = [i for i, x in enumerate(lines) if reading.is_titled(x.text)]
    if not named and (below := _below_lists(reading)) is not None:
        reading.add("title", below.text, (below.span(),), "meeting-title-line", 0.7)
        return [below]
    if not named:
        for line in lines[:2]:
            block = reading.document.blocks[line.block]
            plain = (
                len(line.text.split()) <= 10 and not reading.is_only_details(line.text) and not is_set_off(line.text)
            )
            styled = block.heading or block.style_name.lower() in ("title", "subtitle")
            if plain and (styled or (block.bold and line is lines[0] and len(used) > 1)):
                reading.add("title", line.text, (line.span(),), "meeting-title-style", 0.6)
                return [line]
        if named_body := _body_title(reading, lines):
            text = " ".join(x.text for x in named_body)
            reading.add("title", text, tuple(x.span() for x in named_body), "meeting-title-body", 0.5)
            return named_body
        named_lines = (x for x in lines if not reading.is_noise(x.text) and not reading.tells(x.text))
        body = next((x for x in named_lines if reading.body_in(x.text)), None)
        if body is not None and reading.document.blocks[body.block].caps and len(body.text.split()) > 3:
            reading.add("title", body.text, (body.span(),), "meeting-title-line", 0.5)
            return [body]
        if body is not None and body is lines[0] and find_dates(body.text, dayfirst=reading.dayfirst):
            reading.add("title", body.text, (body.span(),), "meeting-title-line", 0.45)
            return [body]
        return []
    first = next((i for i in named if re.search(r"\bminutes\b", lines[i].text, re.IGNORECASE)), named[0])
    start = end = first
    look = reading.look(lines[first])
    if first + 1 in named and _alike(reading.look(lines[first + 1]), look):
        end = first + 1 if not reading.is_only_details(lines[first + 1].text) else end
    if names := _over_meeting(reading, lines[: first + 1]):
        reading.add("title", " ".join(x.text for x in names), tuple(x.span() for x in names), "meeting-title-line", 0.9)
        return [*names, lines[first]]  # with what it says of day and place
    while start > 0 and _joins(reading, lines[start - 1], lines[start], look):
        start -= 1
    while end + 1 < len(lines) and _runs_on(reading, lines[end], lines[end + 1], look):
        end += 1
    title = _without_details(reading, lines[start : end + 1])
    if start == end == first and _BARE.fullmatch(lines[first].text):
        title = [*_above(reading, lines[:first]), *title]
    text = " ".join(x.text for x in title)
    reading.add("title", text, tuple(x.span() for x in title), "meeting-title-line", 0.9)
    return title


def _below_lists(reading: Reading) -> Line | None:
    """Return the bold line that names the minutes and their date below the lists of those present; None if none."""
    for line in reading.front:
        block = reading.document.blocks[line.block]
        dated = find_dates(line.text, dayfirst=reading.dayfirst)
        if line.zone == "attendance" and block.bold and dated and reading.is_titled(line.text):
            return line
    return None


def _alike(one: tuple[bool, bool, int], two: tuple[bool, bool, int]) -> bool:
    """Tell looks of one title: bold and capitals the same, the size nearly."""
    return one[:2] == two[:2] and abs(one[2] - two[2]) <= _SIZE


def _over_meeting(reading: Reading, lines: list[Line]) -> list[Line]:
    """Return the bold lines that name the body over a plain "At a meeting of ..."; else nothing."""
    if not _AT_MEETING.match(lines[-1].text) or reading.look(lines[-1])[0]:
        return []
    names: list[Line] = []
    for above in reversed(lines[:-1]):
        noise = reading.is_noise(above.text) or reading.is_only_details(above.text) or is_set_off(above.text)
        if noise or not reading.look(above)[0] or not (reading.is_head(above.text) or reading.is_titled(above.text)):
            break
        names.insert(0, above)
    return names if any(reading.body_in(x.text) for x in names) else []


def _above(reading: Reading, lines: list[Line]) -> list[Line]:
    """Return what a bare "MINUTES" at the end of the title belongs to: the body's line above it and what follows that.

    Lines of date, time and place between them are left out.
    """
    kept: list[Line] = []
    for line in reversed(lines[-_REACH:]):
        text = line.text
        address = re.search(r"\d", text) and reading.rules.search("meeting.place", text)
        if address or reading.is_only_details(text) or reading.is_place(text) or reading.is_noise(text):
            continue
        if is_set_off(text) or is_sentence(text) or len(text.split()) > 12:
            break
        kept.insert(0, line)
        if (body := reading.body_in(text)) is not None:
            generic = reading.is_generic(body)
            above = lines[lines.index(line) - 1] if lines.index(line) > 0 else None
            if generic and above is not None and reading.is_head(above.text):
                kept.insert(0, above)
            return kept
    return [x for x in kept if reading.is_titled(x.text)]


def _body_title(reading: Reading, lines: list[Line]) -> list[Line]:
    """Return the bold lines at the top that name an institution and the body, where no line speaks of minutes."""
    top = [x for x in lines if reading.document.blocks[x.block].kind == "body"][:3]
    for above, line in itertools.pairwise(top):
        words = (above.text, line.text)
        bold = all(reading.document.blocks[x.block].bold for x in (above, line))
        if not bold or any(reading.is_noise(w) or reading.is_only_details(w) or is_set_off(w) for w in words):
            continue
        if any(len(w.split()) > 12 or w.rstrip().endswith(".") for w in words):
            continue
        if reading.rules.search("meeting.institution", above.text) and reading.body_in(line.text):
            return [above, line]
    return []


def _without_details(reading: Reading, title: list[Line]) -> list[Line]:
    """Take printed lines that state just time and place off the end of a title's paragraph."""
    last = title[-1]
    head, brk, rest = last.text.rpartition("\n")
    if brk and reading.is_titled(head) and reading.is_only_details(rest):
        return [*title[:-1], replace(last, text=head)]
    held = re.search(r"\s+held\s+(?:in|on|at|by|via)\b", last.text, re.IGNORECASE)
    if held and len(title) > 1 and reading.look(title[-2])[0] and not reading.look(last)[0]:
        return [*title[:-1], replace(last, text=last.text[: held.start()])]
    return title


def _joins(reading: Reading, above: Line, line: Line, look: tuple[bool, bool, int]) -> bool:
    """Say whether the line above belongs to the title: the body's name in the same look, or a sentence's start."""
    if reading.is_noise(above.text) or reading.is_only_details(above.text) or is_set_off(above.text):
        return False
    house = reading.rules.search("meeting.institution", above.text) is not None
    if reading.rules.search("meeting.place", above.text) and (
        _NUMBERED.search(above.text) or (reading.is_place(above.text) and not house)
    ):
        return False
    if _styled(reading, above) and _styled(reading, line):
        return True
    if re.search(r"\b(?:of|the|for)\s*$", above.text, re.IGNORECASE):
        return True
    near = reading.document.blocks[line.block].gap
    own = reading.body_in(line.text)
    if (own is None or reading.is_generic(own)) and (near is None or near < _CLOSE) and above.zone == line.zone:
        one, two = reading.look(above), reading.look(line)
        named = reading.body_in(above.text) or reading.rules.search("meeting.institution", above.text)
        if (
            named
            and (one[0] >= two[0] or reading.body_in(above.text))
            and abs(one[2] - two[2]) <= (6 if own is None or one[2] >= two[2] else 1)
            and len(above.text.split()) < 10
        ):
            return True
    if not reading.is_titled(line.text) and reading.is_head(above.text) and (near is None or near < _CLOSE):
        return _alike(reading.look(above), reading.look(line)) or reading.look(above)[2] > reading.look(line)[2]
    body = reading.body_in(above.text) is not None
    alike = reading.look(above)[:2] == look[:2] and abs(reading.look(above)[2] - look[2]) <= 2
    return (
        (body or reading.is_titled(above.text))
        and alike
        and (near is None or near < 30)
        and len(above.text.split()) < 14
    )


def _set_alike(reading: Reading, line: Line, below: Line) -> bool:
    """Tell lines of one look: one bold and the other not are set apart."""
    return reading.look(line)[0] == reading.look(below)[0]


def _styled(reading: Reading, line: Line) -> bool:
    block = reading.document.blocks[line.block]
    return bool(re.fullmatch(r"(?:sub)?title|heading [12]", block.style_name, re.IGNORECASE))


def _runs_on(reading: Reading, line: Line, below: Line, look: tuple[bool, bool, int]) -> bool:
    if _styled(reading, line) and not _styled(reading, below):
        return False
    if below.zone == "attendance" or reading.is_item(below):
        return False
    if re.search(r"\b(?:on|at)\s*$", line.text, re.IGNORECASE) and reading.is_only_details(below.text):
        return True
    if reading.is_noise(below.text) or (is_sentence(below.text) or reading.opens(below.text)):
        return False
    if re.search(r"\b(?:of|the|for|held|on|in|at|and)\s*$|,\s*$", line.text, re.IGNORECASE):
        return True
    if _HELD.match(below.text) and _set_alike(reading, line, below) is False:
        return False  # the details of a title that is set off from them
    dated = find_dates(below.text, dayfirst=reading.dayfirst) and find_times(below.text)
    if dated and not _alike(reading.look(below), reading.look(line)):
        return False
    if below.text[:1].islower() or re.match(r"(?:OF|FOR)(?:\s+THE)?\b", below.text):
        return len(below.text.split()) < 25
    if re.search(r"\bheld\s+(?:in|at|on)\b[^.]*,[^.]*$", line.text, re.IGNORECASE) and reading.look(below) == look:
        return not reading.is_only_details(below.text) and len(below.text.split()) <= 6
    same = reading.look(below)[:2] in (look[:2], reading.look(line)[:2])
    if same and re.fullmatch(rf"\W*(?:{MONTH_NAMES})\W+(?:19|20)\d\d\W*", below.text, re.IGNORECASE):
        return True  # "MONTHLY MEETING MINUTES" over "JUNE 2031"
    if same and reading.is_titled(below.text) and not re.search(r"\bmeeting\b", line.text, re.IGNORECASE):
        return not reading.is_only_details(below.text)
    own = reading.body_in(line.text)
    if reading.look(below) == look and reading.is_head(below.text) and (own is None or reading.is_generic(own)):
        return not reading.is_titled(below.text) and not reading.is_place(below.text)  # the body's name in lines
    body = reading.body_in(below.text) is not None and not reading.is_only_details(below.text)
    whole = re.fullmatch(r"\W*(?:draft\s+|unconfirmed\s+|approved\s+)?(?:meeting\s+)?minutes\W*", line.text, re.I)
    return bool(body and (whole or (reading.is_titled(below.text) and reading.look(below)[:2] == look[:2])))


def find_body(reading: Reading, title: list[Line]) -> None:
    """Find who met: in the title, in the opening sentence, in the letterhead, in a running line."""
    texts = [(title, " ".join(x.text for x in title), 0.8)] if title else []
    texts += [([x], x.text, 0.88) for x in reading.front if x not in title and len(x.text.split()) > 6]
    for lines, text, confidence in texts:
        if reading.rules.search("meeting.other_date", text) and lines is not title:
            continue
        whole = sealed(text)
        for rule in reading.rules.likely("meeting.body_of", whole):
            m = rule.regex.search(whole)
            body = reading.body_in(unsealed(m["body"])) if m else None
            if m and body and len(body.split()) <= 16:
                bar = confidence if lines is title or reading.opens(text) else 0.6
                bar = 0.66 if reading.is_nameless(body) else bar
                reading.add("body", body, tuple(x.span() for x in lines), rule.id, bar)
                break
    _find_unnamed(reading, title)
    for line in title:
        for piece in _printed(reading, line):
            body = reading.body_in(piece.text)
            if body is not None and not reading.is_nameless(body):
                reading.add("body", body, (piece.span(),), "meeting-body-title", 0.81)
    if title:
        text = " ".join(x.text for x in title)
        for lines, said in [(title, text), *(([x], x.text) for x in title)]:
            if body := reading.body_in(said):
                bar = 0.65 if reading.is_nameless(body) else 0.75
                reading.add("body", body, tuple(x.span() for x in lines), "meeting-body-title", bar)
    for k, line in enumerate(reading.front[:12]):
        if reading.is_item(line):
            break
        if line in title or len(line.text.split()) > 12 or reading.is_noise(line.text):
            continue
        if reading.opens_list(line.text):
            break
        text = line.text
        if reading.rules.search("meeting.place", text) and re.search(r"\d", text):
            continue  # an address
        if _GOES_ON.search(text) and k + 1 < len(reading.front):
            text = f"{text} {reading.front[k + 1].text}"
        if not is_set_off(text) and not is_sentence(text) and (body := reading.body_in(text)):
            bar = 0.68 if reading.document.blocks[line.block].kind == "header" else 0.7
            bar = 0.6 if reading.is_nameless(body) else bar
            reading.add("body", body, (line.span(),), "meeting-body-letterhead", bar)
    for one, two in zip(reading.front[:6], reading.front[1:7], strict=False):
        if reading.look(one) != reading.look(two) or not reading.document.blocks[one.block].bold or two.zone != "title":
            continue
        both = [reading.body_in(x.text) for x in (one, two)]
        plain = not any(reading.is_titled(x.text) or is_set_off(x.text) or reading.is_noise(x.text) for x in (one, two))
        if all(both) and plain and max(len(x.text.split()) for x in (one, two)) <= 8:
            reading.add("body", f"{both[0]} {both[1]}", (one.span(), two.span()), "meeting-body-letterhead", 0.76)
            break
    for i, block in enumerate(reading.document.blocks[:150]):
        if block.kind not in ("header", "footer") or len(block.text.split()) > 16 or reading.is_noise(block.text):
            continue
        text = re.sub(r"\s*(?:\bpage\s*)?(?<![\d./-])\d{1,3}\s*$|\s\bpage\s*$", "", block.text)
        below = reading.document.blocks[i + 1] if i + 1 < len(reading.document.blocks) else None
        if _GOES_ON.search(text) and below is not None and below.kind == block.kind:
            text = f"{text} {below.text}"
        if body := reading.body_in(text):
            fuller = any(
                d.field == "body" and d.confidence == 0.7 and _short_for(body, d.value) for d in reading.details
            )
            bar = 0.69 if fuller else 0.72
            reading.add("body", body, (Span(i, 0, len(block.text)),), "meeting-body-running-line", bar)
            break
    best = reading.best("body")
    if best is None or reading.is_nameless(best):
        _find_named(reading, title, best)
    _join_generic(reading)
    if reading.best("body") is None:
        _find_municipality(reading)


def _find_named(reading: Reading, title: list[Line], generic: str | None) -> None:
    """Take the name over the title or in it for the body: "Oakford Chess" over "Meeting Minutes", "Oak TSC meeting".

    With a ``generic`` body known ("Committee") an institution over the title adds nothing: many bodies are its own.
    """
    if not title:
        return
    over = [x for x in reading.front[:2] if x.block < title[-1].block and not reading.is_titled(x.text)]
    named = list(itertools.takewhile(lambda x: _is_name_of_body(reading, x.text), over))
    named = [x for x in named if reading.look(x) == reading.look(named[0])]
    house = any(reading.rules.search("meeting.institution", x.text) for x in named)
    if named and not (house and generic is not None):
        text = " ".join(x.text.strip(" :") for x in named)
        reading.add("body", text, tuple(x.span() for x in named), "meeting-body-above-title", 0.55)
        return
    text = " ".join(x.text for x in title)
    if hit := reading.rules.search("meeting.body_named", text):
        reading.add("body", hit.match["body"].strip(), tuple(x.span() for x in title), hit.rule.id, 0.5)
    elif generic is None and (name := _left_in(reading, text)) is not None:
        reading.add("body", name, tuple(x.span() for x in title), "meeting-body-left", 0.45)


def _left_in(reading: Reading, text: str) -> str | None:
    """Return the one name that a title holds beside the words of any meeting: "Oakford Scouts – Minutes"."""
    left = []
    for piece in _PARTED.split(text):
        words = reading.without_meeting(piece).split()
        while words and reading.rules.fullmatch("meeting.plain", words[-1].strip(".,")):
            words.pop()
        while words and reading.rules.fullmatch("meeting.plain", words[0].strip(".,")):
            words.pop(0)
        if words:
            left.append(" ".join(words))
    if len(left) != 1 or len(left[0].split()) > _NAME or _is_detail(reading, left[0]):
        return None
    words = left[0].split()
    while words[-1].lower() in _SMALL:
        words.pop()
    if len(words) == 1 and not _INNER_CAPITAL.search(words[0]):
        return None  # "Monthly Assurance Meeting" says what kind of meeting it was
    named = all(_CAPITAL.search(w) or w.lower() in _SMALL for w in words)
    plain = any(reading.rules.fullmatch("meeting.plain", w) for w in words)
    return " ".join(words) if named and not plain and words[0].lower() not in _SMALL else None


def _is_name_of_body(reading: Reading, text: str) -> bool:
    """Tell a short line over the title that may name who met."""
    words = text.split()
    named = len(words) <= _NAME and text[:1].isupper() and any(w.lower() not in _WEAK for w in words)
    return named and not _is_detail(reading, text)


def _is_detail(reading: Reading, text: str) -> bool:
    """Tell a line over the title that says date, place, state of the minutes or another thing than a name."""
    return (
        reading.is_noise(text)
        or reading.is_only_details(text)
        or bool(find_dates(text, dayfirst=reading.dayfirst))
        or bool(re.search(r"[\d:,;?@]|\.$|\b(?:department|dept|office|clerk|division)\b", text, re.IGNORECASE))
        or is_set_off(text)
        or reading.opens_list(text)
    )


def _find_municipality(reading: Reading) -> None:
    """Take "Town of Oakford" for the body where nothing names one: its council or meeting has the same name."""
    for line in reading.front[:_REACH]:
        if line.zone == "title" and (hit := reading.rules.fullmatch("meeting.municipality", line.text.strip())):
            reading.add("body", line.text.strip(), (line.span(),), hit.rule.id, 0.5)
            return


def _find_unnamed(reading: Reading, title: list[Line]) -> None:
    """Find a body whose name has no word of a body: "Board Meeting of OAKNET", "Oakford Annual Parish Meeting"."""
    text = " ".join(x.text for x in title)
    spans = tuple(x.span() for x in title)
    hit = reading.rules.search("meeting.body_before", text)
    if hit is not None and reading.body_in(hit.match["name"]) is None:
        reading.add("body", f"{hit.match['name']} {hit.match['generic']}", spans, hit.rule.id, 0.78)
    if hit := reading.rules.search("meeting.body_itself", text):
        reading.add("body", hit.match["body"], spans, hit.rule.id, 0.64)


def _join_generic(reading: Reading) -> None:
    """Name a "Council" or "Board of Trustees" of the title by the institution of the letterhead as well."""
    bodies = sorted((d for d in reading.details if d.field == "body"), key=lambda d: -d.confidence)
    headed = [d for d in bodies if d.rule in (*_HEADED, "meeting-body-title") and not reading.is_nameless(d.value)]
    ends = tuple(d.value.lower() for d in headed if d.rule in _HEADED)

    def is_plain(body: str) -> bool:
        return reading.is_nameless(body) or any(name.endswith(f" {body.lower()}") for name in ends)

    plain = next((d for d in bodies if d.rule in _TITLED and is_plain(d.value)), None)
    named = next((d for d in headed if plain is not None and _short_for(plain.value, d.value)), None)
    whole = named or next(iter(headed), None)
    if plain is None or whole is None or bodies[0].rule not in (*_TITLED, *_HEADED):
        return
    if bodies[0].rule in _TITLED[:2] and not is_plain(bodies[0].value):
        return
    if bodies[0].rule in _TITLED and plain.rule not in _TITLED[:2] and whole.rule != "meeting-body-above-title":
        return
    if named is not None:  # "the Committee" of a title is the one that the lines above name
        reading.add("body", named.value, (*named.spans, *plain.spans), named.rule, bodies[0].confidence + 0.01)
        return
    words = [w for w in plain.value.split() if w.lower() not in reading.adjectives]
    if words and words[0].lower() == whole.value.split()[-1].lower():
        words = words[1:]
    if words and not _short_for(" ".join(words), whole.value):
        name = f"{whole.value} {' '.join(words)}"
        reading.add("body", name, (*whole.spans, *plain.spans), whole.rule, bodies[0].confidence + 0.01)


def _printed(reading: Reading, line: Line) -> list[Line]:
    """Cut a paragraph at its printed lines where lines in capitals and others were joined; else nothing."""
    cuts = [x.start - line.start for x in reading.document.blocks[line.block].lines]
    cuts = [0, *(c for c in cuts if 0 < c < len(line.text)), len(line.text)]
    pieces = [line.cut(a, b) for a, b in itertools.pairwise(cuts)]
    capitals = {x.text.isupper() for x in pieces}
    return [x for x in pieces if not x.text.isupper()] if len(capitals) > 1 else []


def _short_for(short: str, body: str) -> bool:
    """Tell a shorter form of a body's name: all of its words stand in the name, in any case."""
    words = set(re.findall(r"[a-z]+", body.lower()))
    own = re.findall(r"[a-z]+", short.lower())
    return len(own) < len(words) and all(w in words for w in own)
