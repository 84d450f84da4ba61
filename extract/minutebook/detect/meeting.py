"""Finds details of the meeting: body, title, status, date, times, venue, chair, minute taker, next meeting."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from minutebook.candidate import Candidate, MeetingDetail, MeetingField
from minutebook.dates import DateFound, TimeFound, dayfirst_in, find_dates, find_times
from minutebook.document import Block, Document, Span
from minutebook.outline import Outline
from minutebook.people import is_name, name_at, parse_person, split_people, split_title
from minutebook.rulepack import Rules
from minutebook.sentences import sentences

_DIGIT = re.compile(r"\d")
_CLOCK = re.compile(r"\d|noon|midday|midnight", re.IGNORECASE)
"""Without one of these a text states no time of day."""
_GAP = re.compile(r"\t+|\n")
_FRONT = 40
"""So many blocks at most are looked at for the title and the labels before the business."""


@dataclass(frozen=True, slots=True)
class _Line:
    """A piece of text with its place: a slice of one block."""

    block: int
    start: int
    text: str
    item: int | None = None
    zone: str = "title"
    heading: bool = False

    def span(self, start: int = 0, end: int | None = None) -> Span:
        stop = len(self.text) if end is None else end
        return Span(self.block, self.start + start, self.start + stop)

    def cut(self, start: int, end: int) -> _Line:
        """Return the piece ``text[start:end]`` as a line."""
        if start == 0 and end >= len(self.text):
            return self
        return _Line(self.block, self.start + start, self.text[start:end], self.item, self.zone, self.heading)


def find(outline: Outline, rules: Rules, found: tuple[Candidate, ...]) -> tuple[Candidate, ...]:
    """Find every statement of a detail of the meeting; the surest of each field counts."""
    return tuple(_Finder(outline, rules).run())


class _Finder:
    """Holds the lines of one document while its details are found."""

    def __init__(self, outline: Outline, rules: Rules) -> None:
        self.document = outline.document
        self.rules = rules
        self.outline = outline
        self.lines = _lines(outline)
        self.front = _front(self.lines, self.document)
        self.fronts = frozenset(self.front)
        self.dayfirst = dayfirst_in(self.document)
        self.details: list[MeetingDetail] = []
        self.adjectives = frozenset(rules.words["meeting_adjective"])
        self._bodies: dict[str, str | None] = {}
        self._openings: dict[str, bool] = {}

    def run(self) -> list[MeetingDetail]:
        """Collect the details; later steps use what the earlier ones found (the date, the starting time)."""
        used = self.labels()
        title = self.title(used)
        self.dates(title, used)
        self.opening(title)
        self.elected()
        self.closing()
        self.venue(title, used)
        self.body(title)
        self.signature()
        self.status()
        self.next_meeting()
        return [replace(d, value=" ".join(d.value.split())) for d in self.details if d.value.strip()]

    def add(  # the parts of a candidate, in its order
        self,
        field: MeetingField,
        value: str,
        spans: tuple[Span, ...],
        rule: str,
        confidence: float,
        item: int | None = None,
    ) -> None:
        """Keep one statement of a detail."""
        self.details.append(
            MeetingDetail(spans=spans, item=item, rule=rule, confidence=confidence, field=field, value=value)
        )

    def best(self, field: str) -> str | None:
        known = [d for d in self.details if d.field == field]
        return max(known, key=lambda d: d.confidence).value if known else None

    # ------------------------------------------------------------ labels

    def labels(self) -> set[int]:
        """Read "Date: ...", "Venue ..." and tables of such pairs at the front; return the blocks they take up."""
        used: set[int] = set()
        for label, field, rule, value in self._pairs():
            text = value.text.strip(" \t:–-")
            if not text or (field == "minute_taker" and re.match(r"(?:of|for|and)\b", text)):
                continue
            at = value.text.find(text)
            whole = value.span(at, at + len(text))
            times = find_times(text)
            dates = find_dates(text, dayfirst=self.dayfirst)
            taken = True
            if field in ("when", "date"):
                if dates:
                    self.add("date", text[dates[0].start : dates[0].end], (whole,), rule, 0.95)
                    self._times(text, value, times, rule, 0.9)
                    if field == "when":
                        self._place_rest(text, dates, times, value, at, rule)
                else:
                    taken = False
            elif field == "time":
                self._times(text, value, times, rule, 0.9)
                taken = bool(times)
            elif field in ("start_time", "end_time"):
                moment = times[0].time if times else _bare_time(text)
                taken = moment is not None
                self.add("start_time" if field == "start_time" else "end_time", moment or "", (whole,), rule, 0.93)
            elif field == "venue":
                self.add("venue", _venue(text, self.dayfirst), (whole,), rule, 0.95)
            elif field == "chair":
                taken = self._person("chair", text, whole, rule, 0.93)
            elif field == "minute_taker":
                taken = self._person("minute_taker", text, whole, rule, 0.93)
            elif field == "body":
                taken = self._body_label(label, text, whole, rule)
            else:
                taken = False
            if taken:
                used |= {label.block, value.block}
        return used

    def _times(self, text: str, line: _Line, times: tuple[TimeFound, ...], rule: str, confidence: float) -> None:
        at = line.text.find(text)
        if times:
            self.add(
                "start_time", times[0].time, (line.span(at + times[0].start, at + times[0].end),), rule, confidence
            )
        if len(times) > 1 and _range(text, times):
            self.add("end_time", times[1].time, (line.span(at + times[1].start, at + times[1].end),), rule, 0.6)

    def _place_rest(  # what was read of one line
        self, text: str, dates: tuple[DateFound, ...], times: tuple[TimeFound, ...], line: _Line, at: int, rule: str
    ) -> None:
        end = max([d.end for d in dates] + [t.end for t in times])
        rest = text[end:].strip(" ,;-–@.")
        rest = re.sub(r"^(?:at|in)\s+(?:the\s+)?", "", rest)
        if rest and self.rules.search("meeting.place", rest):
            start = at + text.rfind(rest)
            self.add("venue", rest, (line.span(start, start + len(rest)),), rule, 0.85)

    def _person(
        self, field: Literal["chair", "minute_taker"], text: str, span: Span, rule: str, confidence: float
    ) -> bool:
        names = []
        for piece in text.split("\n"):
            people = split_people(re.sub(r"\([^()]*@[^()]*\)|\S+@\S+", "", piece))
            if not people and (person := parse_person(piece, single=False)):
                people = (person,)
            names += [p.name for p in people]
        if not names:
            return False
        self.add(field, "; ".join(names) if field == "minute_taker" else names[0], (span,), rule, confidence)
        return True

    def _body_label(self, label: _Line, text: str, span: Span, rule: str) -> bool:
        body = self._clean_body(text)
        if body is None or len(text.split()) > 14:
            return False
        self.add("body", body, (span,), rule, 0.9)
        return True

    def _pairs(self) -> Iterator[tuple[_Line, str, str, _Line]]:
        """Yield label and value: in one line, in a table's row, under one another, or in columns of a line."""
        front = self.front
        for k, line in enumerate(front):
            block = self.document.blocks[line.block]
            for part in self._label_lines(line):
                cut = _label_cut(part.text, block, part)
                if cut is None or self.rules.fullmatch("meeting.label", part.text[: cut[0]].strip()) is None:
                    cut = self._word_label(part.text)
                if cut is None:
                    continue
                name, rest = part.text[: cut[0]], part.cut(cut[1], len(part.text))
                hit = self.rules.fullmatch("meeting.label", name.strip())
                if hit is None:
                    continue
                head = part.cut(0, cut[0])
                if rest.text.strip(" \t:–-"):
                    yield head, hit.rule.value, hit.rule.id, self._continued(k, rest, hit.rule.value)
                    continue
                if (value := self._value_of(k, line, part)) is not None:
                    yield head, hit.rule.value, hit.rule.id, value

    def _label_lines(self, line: _Line) -> Iterator[_Line]:
        """Yield the pieces of a line; a printed line inside a paragraph that opens with a label is one of its own."""
        block = self.document.blocks[line.block]
        for part in _parts(line):
            cuts = [x.start - part.start for x in block.lines if part.start < x.start < part.start + len(part.text)]
            at = 0
            for cut in cuts:
                rest = part.text[cut:]
                name = re.match(r"[^:\n]{3,40}?(?=\s*:)", rest)
                if (name and self._is_label(name[0])) or self._word_label(rest):
                    yield part.cut(at, cut)
                    at = cut
            yield part.cut(at, len(part.text))

    def _word_label(self, text: str) -> tuple[int, int] | None:
        """Return where a label without a colon ends ("Venue Town Hall"), if its value is of the right kind."""
        m = re.match(r"([A-Za-z]+)\s+(?=[A-Z\d])", text)
        hit = self.rules.fullmatch("meeting.label", m[1]) if m and len(text.split()) <= 14 else None
        if m is None or hit is None:
            return None
        rest = text[m.end() :]
        fits = {
            "date": bool(find_dates(rest, dayfirst=self.dayfirst)),
            "time": bool(find_times(rest)),
            "venue": self.rules.search("meeting.place", rest) is not None,
            "chair": is_name(rest),
        }
        return (m.end(1), m.end()) if fits.get(hit.rule.value) else None

    def _continued(self, k: int, value: _Line, field: str) -> _Line:
        """Add the lines that a value of several lines goes on with: set further in than its label."""
        if field not in ("venue", "minute_taker") or "\n" in value.text:
            first = value.text.split("\n")[0]
            return replace(value, text=first) if field != "minute_taker" else value
        box = self.document.blocks[value.block].bbox
        if box is None or self.document.blocks[value.block].cell is not None:
            return value
        text = value.text
        for line in self.front[k + 1 : k + 4]:
            block = self.document.blocks[line.block]
            if block.bbox is None or block.cell is not None or line.heading or block.bbox.x0 < box.x0 + 30:
                break
            if (
                _separated(line.text)
                or re.search(r"\b(?:is|are|will)\b", line.text)
                or block.page != self.document.blocks[value.block].page
            ):
                break
            text += ", " + line.text if field == "venue" else "\n" + line.text
        return replace(value, text=text)

    def _value_of(self, k: int, line: _Line, part: _Line) -> _Line | None:
        block = self.document.blocks[line.block]
        if block.cell is not None:
            cell = block.cell
            row = [
                x
                for x in self.front
                if (c := self.document.blocks[x.block].cell) is not None
                and (c.table, c.row) == (cell.table, cell.row)
                and c.column > cell.column
            ]
            if row and not self._is_label(row[0].text):
                first = self.document.blocks[row[0].block].cell
                same = [x for x in row if self.document.blocks[x.block].cell == first]
                return replace(row[0], text=row[0].text if len(same) == 1 else "\n".join(x.text for x in same))
            below = [
                x
                for x in self.front
                if (c := self.document.blocks[x.block].cell) is not None
                and (c.table, c.column) == (cell.table, cell.column)
                and c.row == cell.row + 1
            ]
            return below[0] if below and not self._is_label(below[0].text) else None
        after = self.front[k + 1] if k + 1 < len(self.front) else None
        if after is None or self.document.blocks[after.block].cell is not None:
            return None
        mine, theirs = list(_parts(line)), list(_parts(after))
        at = next((i for i, p in enumerate(mine) if p.start == part.start), None)
        if at is None:
            return None
        if len(mine) > 1:
            if at + 1 < len(mine) and not self._is_label(mine[at + 1].text):
                return mine[at + 1]
            return theirs[at] if len(theirs) == len(mine) else None
        if self._is_label(after.text) or _separated(after.text):
            return None
        if part.text.rstrip().endswith(":"):
            lines = [after.text]
            for more in self.front[k + 2 : k + 5]:
                if not parse_person(more.text.split("(")[0]) or ":" in more.text.split("@")[0]:
                    break
                lines.append(more.text)
            people = all(parse_person(x.split("(")[0].strip(" ,")) for x in lines)
            return replace(after, text="\n".join(lines) if people else after.text)
        return None

    def _is_label(self, text: str) -> bool:
        return self.rules.fullmatch("meeting.label", text.strip().rstrip(":")) is not None

    # ------------------------------------------------------------ title and body

    def title(self, used: set[int]) -> list[_Line]:
        """Find the title's lines: the lines at the front that name the minutes, with those they run on from."""
        lines: list[_Line] = []
        front = self.front[:16]
        printed = [x for x in front if self.document.blocks[x.block].kind != "header"]
        if any(self._titled(x.text) and x.zone == "title" for x in printed):
            front = printed  # a running line only stands in for a title
        for line in front:
            block = self.document.blocks[line.block]
            if line.block in used and line.block not in {x.block for x in lines}:
                if lines:
                    break
                continue
            if self._opens_list(line.text) or (lines and line.heading and lines[-1].zone == "attendance"):
                break
            if (block.cell is None) != (
                self.document.blocks[lines[0].block].cell is None if lines else block.cell is None
            ):
                break
            titled = [x for x in _parts(line) if self._titled(x.text)] if "\t" in line.text else []
            lines.append(titled[0] if len(titled) == 1 and not self._titled(line.text) else line)
            if block.text.count(" ") > 40:
                break
        named = [i for i, x in enumerate(lines) if self._titled(x.text)]
        if not named:
            for line in lines[:2]:
                block = self.document.blocks[line.block]
                plain = len(line.text.split()) <= 10 and not self._only_details(line.text) and not _separated(line.text)
                styled = block.heading or block.style_name.lower() in ("title", "subtitle")
                if plain and (styled or (block.bold and line is lines[0] and len(used) > 1)):
                    self.add("title", line.text, (line.span(),), "meeting-title-style", 0.6)
                    return [line]
            if named_body := self._body_title(lines):
                text = " ".join(x.text for x in named_body)
                self.add("title", text, tuple(x.span() for x in named_body), "meeting-title-body", 0.5)
                return named_body
            body = next((x for x in lines if self._clean_body(x.text) and not self._noise(x.text)), None)
            if body is not None and self.document.blocks[body.block].caps and len(body.text.split()) > 3:
                self.add("title", body.text, (body.span(),), "meeting-title-line", 0.5)
                return [body]
            return []
        first = next((i for i in named if re.search(r"\bminutes\b", lines[i].text, re.IGNORECASE)), named[0])
        start = end = first
        look = self._look(lines[first])
        if (
            first + 1 in named
            and self._look(lines[first + 1]) == look
            and not self._only_details(lines[first + 1].text)
        ):
            end = first + 1
        while start > 0 and self._joins(lines[start - 1], lines[start], look):
            start -= 1
        while end + 1 < len(lines) and self._runs_on(lines[end], lines[end + 1], look):
            end += 1
        title = self._without_details(lines[start : end + 1])
        text = " ".join(x.text for x in title)
        self.add("title", text, tuple(x.span() for x in title), "meeting-title-line", 0.9)
        return title

    def _body_title(self, lines: list[_Line]) -> list[_Line]:
        """Return the bold lines at the top that name an institution and the body, where no line speaks of minutes."""
        top = [x for x in lines if self.document.blocks[x.block].kind == "body"][:3]
        for above, line in itertools.pairwise(top):
            words = (above.text, line.text)
            bold = all(self.document.blocks[x.block].bold for x in (above, line))
            if not bold or any(self._noise(w) or self._only_details(w) or _separated(w) for w in words):
                continue
            if any(len(w.split()) > 12 or w.rstrip().endswith(".") for w in words):
                continue
            if self.rules.search("meeting.institution", above.text) and self._clean_body(line.text):
                return [above, line]
        return []

    def _without_details(self, title: list[_Line]) -> list[_Line]:
        """Take printed lines that state just time and place off the end of a title's paragraph."""
        last = title[-1]
        head, brk, rest = last.text.rpartition("\n")
        if brk and self._titled(head) and self._only_details(rest):
            return [*title[:-1], replace(last, text=head)]
        return title

    def _opens_list(self, text: str) -> bool:
        """Tell a line that opens a list of attendance."""
        if text not in self._openings:
            self._openings[text] = self._is_opening(text)
        return self._openings[text]

    def _is_opening(self, text: str) -> bool:
        hit = self.rules.match("attendance.label", text.strip())
        if hit is None or self.rules.search("attendance.weak", hit.match[0]):
            return False
        return bool(re.match(r"\s*(?:[:–\t-]|$|\()", text.strip()[hit.match.end() :]))

    def _titled(self, text: str) -> bool:
        if len(text.split()) > 45 or not self.rules.search("meeting.title", text):
            return False
        if self.rules.search("meeting.open", text) or self._sentence(text):
            return False
        return _label_cut(text, None, None) is None or bool(
            re.search(r"\bminutes\b|\bmeeting\b", text.split(":", maxsplit=1)[0], re.I)
        )

    @staticmethod
    def _sentence(text: str) -> bool:
        return bool(re.search(r"\b(?:was|were|is|are|will|be|has|have|had)\b", text)) and text.rstrip().endswith(".")

    def _look(self, line: _Line) -> tuple[bool, bool, int]:
        b = self.document.blocks[line.block]
        return (b.bold, b.caps, round(b.size or 0))

    def _joins(self, above: _Line, line: _Line, look: tuple[bool, bool, int]) -> bool:
        """Say whether the line above belongs to the title: the body's name in the same look, or a sentence's start."""
        if self._noise(above.text) or self._only_details(above.text) or _separated(above.text):
            return False
        if self._styled(above) and self._styled(line):
            return True
        if re.search(r"\b(?:of|the|for)\s*$", above.text, re.IGNORECASE):
            return True
        near = self.document.blocks[line.block].gap
        own = self._clean_body(line.text)
        if (own is None or self._generic(own)) and (near is None or near < 9) and above.zone == line.zone:
            one, two = self._look(above), self._look(line)
            named = self._clean_body(above.text) or self.rules.search("meeting.institution", above.text)
            if (
                named
                and one[0] == two[0]
                and abs(one[2] - two[2]) <= (6 if own is None or one[2] >= two[2] else 1)
                and len(above.text.split()) < 10
            ):
                return True
        body = self._clean_body(above.text) is not None
        alike = self._look(above)[:2] == look[:2] and abs(self._look(above)[2] - look[2]) <= 2
        return (
            (body or self._titled(above.text))
            and alike
            and (near is None or near < 30)
            and len(above.text.split()) < 14
        )

    def _styled(self, line: _Line) -> bool:
        block = self.document.blocks[line.block]
        return bool(re.fullmatch(r"(?:sub)?title|heading [12]", block.style_name, re.IGNORECASE))

    def _runs_on(self, line: _Line, below: _Line, look: tuple[bool, bool, int]) -> bool:
        if self._styled(line) and not self._styled(below):
            return False
        if below.zone == "attendance":
            return False
        if re.search(r"\b(?:on|at)\s*$", line.text, re.IGNORECASE) and self._only_details(below.text):
            return True
        if self._noise(below.text):
            return False
        if re.search(r"\b(?:of|the|for|held|on|in|at|and)\s*$|,\s*$", line.text, re.IGNORECASE):
            return True
        if below.text[:1].islower():
            return len(below.text.split()) < 25
        if re.search(r"\bheld\s+(?:in|at|on)\b[^.]*,[^.]*$", line.text, re.IGNORECASE) and self._look(below) == look:
            return not self._only_details(below.text) and len(below.text.split()) <= 6
        body = self._clean_body(below.text) is not None and not self._only_details(below.text)
        whole = re.fullmatch(r"\W*(?:draft\s+|unconfirmed\s+|approved\s+)?(?:meeting\s+)?minutes\W*", line.text, re.I)
        return bool(body and (whole or (self._titled(below.text) and self._look(below)[:2] == look[:2])))

    def _only_details(self, text: str) -> bool:
        """Tell a line that states date, time or place and nothing else."""
        rest = text
        for f in reversed(find_dates(text, dayfirst=self.dayfirst)):
            rest = rest[: f.start] + rest[f.end :]
        rest = re.sub(
            r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|\bheld\b|\bon\b|\bat\b|\bthe\b", "", rest, flags=re.I
        )
        if len(re.sub(r"[\W\d]|[ap]m", "", rest)) < 4:
            return True
        return bool(re.match(r"\W*(?:held|at|in|on|via)\b", text, re.IGNORECASE)) and not self.rules.search(
            "meeting.body", text
        )

    def _noise(self, text: str) -> bool:
        return self.rules.search("meeting.letterhead", text) is not None or not re.search(r"[A-Za-z]{3}", text)

    def body(self, title: list[_Line]) -> None:
        """Find who met: in the title, in the opening sentence, in the letterhead, in a running line."""
        texts = [(title, " ".join(x.text for x in title), 0.8)] if title else []
        texts += [([x], x.text, 0.88) for x in self.front if x not in title and len(x.text.split()) > 6]
        for lines, text, confidence in texts:
            if self.rules.search("meeting.other_date", text) and lines is not title:
                continue
            for rule in self.rules.of("meeting.body_of"):
                m = rule.regex.search(text)
                body = self._clean_body(m["body"]) if m else None
                if m and body and len(body.split()) <= 16:
                    bar = confidence if lines is title or self._opens(text) else 0.6
                    bar = 0.66 if self._generic(body) else bar
                    self.add("body", body, tuple(x.span() for x in lines), rule.id, bar)
                    break
        for line in title:
            for piece in self._printed(line):
                body = self._clean_body(piece.text)
                if body is not None and not self._generic(body):
                    self.add("body", body, (piece.span(),), "meeting-body-title", 0.81)
        if title:
            text = " ".join(x.text for x in title)
            for lines, said in [(title, text), *(([x], x.text) for x in title)]:
                if body := self._clean_body(said):
                    bar = 0.65 if self._generic(body) else 0.75
                    self.add("body", body, tuple(x.span() for x in lines), "meeting-body-title", bar)
        for k, line in enumerate(self.front[:12]):
            if line in title or len(line.text.split()) > 12 or self._noise(line.text):
                continue
            if self._opens_list(line.text):
                break
            text = line.text
            if self.rules.search("meeting.place", text) and re.search(r"\d", text):
                continue  # an address
            if re.search(r"\b(?:for|of|and|the|in)\s*$", text) and k + 1 < len(self.front):
                text = f"{text} {self.front[k + 1].text}"
            if not _separated(text) and not self._sentence(text) and (body := self._clean_body(text)):
                bar = 0.68 if self.document.blocks[line.block].kind == "header" else 0.7
                bar = 0.6 if self._generic(body) else bar
                self.add("body", body, (line.span(),), "meeting-body-letterhead", bar)
        for one, two in zip(self.front[:6], self.front[1:7], strict=False):
            if self._look(one) != self._look(two) or not self.document.blocks[one.block].bold or two.zone != "title":
                continue
            both = [self._clean_body(x.text) for x in (one, two)]
            plain = not any(self._titled(x.text) or _separated(x.text) or self._noise(x.text) for x in (one, two))
            if all(both) and plain and max(len(x.text.split()) for x in (one, two)) <= 8:
                self.add("body", f"{both[0]} {both[1]}", (one.span(), two.span()), "meeting-body-letterhead", 0.76)
                break
        for i, block in enumerate(self.document.blocks[:150]):
            if block.kind not in ("header", "footer") or len(block.text.split()) > 12 or self._noise(block.text):
                continue
            if body := self._clean_body(re.sub(r"\s*(?:\bpage\s*)?(?<![\d./-])\d{1,3}\s*$", "", block.text)):
                fuller = any(
                    d.field == "body" and d.confidence == 0.7 and _short_for(body, d.value) for d in self.details
                )
                bar = 0.69 if fuller else 0.72
                self.add("body", body, (Span(i, 0, len(block.text)),), "meeting-body-running-line", bar)
                break

    def _printed(self, line: _Line) -> list[_Line]:
        """Cut a paragraph at its printed lines where lines in capitals and others were joined; else nothing."""
        cuts = [x.start - line.start for x in self.document.blocks[line.block].lines]
        cuts = [0, *(c for c in cuts if 0 < c < len(line.text)), len(line.text)]
        pieces = [line.cut(a, b) for a, b in itertools.pairwise(cuts)]
        capitals = {x.text.isupper() for x in pieces}
        return [x for x in pieces if not x.text.isupper()] if len(capitals) > 1 else []

    def _opens(self, text: str) -> bool:
        return self.rules.search("meeting.open", text) is not None or bool(re.search(r"\bwas\s+held\b|\bmet\b", text))

    def _generic(self, body: str) -> bool:
        """Tell "City Council" and "The Board": words of any body and no name."""
        words = re.findall(r"[A-Za-z]+", body.lower())
        common = {
            "city",
            "town",
            "parish",
            "village",
            "county",
            "borough",
            "district",
            "of",
            "the",
            "and",
            "for",
            "full",
            "annual",
        }
        return all(x in common or self.rules.search("meeting.body", x) or x in self.adjectives for x in words)

    def _clean_body(self, text: str) -> str | None:
        """Take the words of a meeting off a text and return the body's name that is left, None if none is."""
        if text not in self._bodies:
            self._bodies[text] = self._body_in(text)
        return self._bodies[text]

    def _body_in(self, text: str) -> str | None:
        text = text.strip()
        for rule in self.rules.of("meeting.body_of"):
            if m := rule.regex.search(text):
                text = m["body"]
                break
        for f in reversed(find_dates(text, dayfirst=self.dayfirst)):
            text = text[: f.start] + " " + text[f.end :]
        for t in reversed(find_times(text)):
            text = text[: t.start] + " " + text[t.end :]
        text = re.sub(r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b", " ", text, flags=re.IGNORECASE)
        text = re.sub(r"\s+(?:held|on|at)\b\s.*$", "", text, flags=re.IGNORECASE)
        text = re.sub(
            r"\b(?:(?:draft|unconfirmed|approved|final|official|summary)\s+)?(?:minutes?|notes|proceedings)\b(?:\s+(?:and|&)\s+(?:actions?|decisions)\b)?(?:\s+(?:of|for)\b)?(?:\s+the\b)?|"
            r"\b(?:(?:regular|special|annual|ordinary|extraordinary|general|monthly|open|public|emergency|joint|full|virtual|quarterly|scheduled|regularly)\s+)*"
            r"(?:meetings?|session)\b(?:\s+(?:of|for)\b)?(?:\s+the\b)?|^\s*(?:(?:regular|special|annual|ordinary|extraordinary|monthly|emergency)\s+)+(?=[A-Za-z]+)|\bdisposition\s+of\s+items\b|\baction\s+log\b",
            " ",
            text,
            flags=re.IGNORECASE,
        )
        text = re.sub(r"\b(?:draft|unconfirmed)\b|\(\s*\)", " ", text, flags=re.IGNORECASE)
        text = re.sub(r"\s+", " ", text).strip(" ,;:–—-.#|/")
        if (
            len(pieces := [x for x in re.split(r"\s*[–—|]\s*[–—|]\s*", text) if x]) > 1
        ):  # words of the meeting stood between
            text = next((x for x in pieces if self.rules.search("meeting.body", x) and not self._generic(x)), pieces[0])
        text = re.sub(r"^(?:of|for|the|a|an|held|on|at)\s+", "", text, flags=re.IGNORECASE)
        text = re.sub(r"\s+(?:of|for|the|held|on|at|and|in)$", "", text, flags=re.IGNORECASE).strip(" ,;:–—-.#|")
        if not self.rules.search("meeting.body", text) or len(text.split()) > 16 or not text[:1].isupper():
            return None
        return text

    # ------------------------------------------------------------ date, times, place

    def dates(self, title: list[_Line], used: set[int]) -> None:
        """Find the date in the title, near it, in the opening sentence, in running lines."""
        for k, line in enumerate(self.front):
            if line.block in used and any(d.field == "date" for d in self.details):
                continue
            if self.rules.search("meeting.other_date", line.text) and line not in title:
                continue
            block = self.document.blocks[line.block]
            if block.cell is not None and line not in title and self.document.tables[block.cell.table].rows > 12:
                continue
            found = find_dates(line.text, dayfirst=self.dayfirst)
            dated = [f for f in found if f.date.day is not None and not f.ambiguous]
            if not dated and found and line in title:
                self.add("date", line.text[found[0].start : found[0].end], (line.span(),), "meeting-date-title", 0.5)
            if not dated:
                continue
            short = len(line.text.split()) <= 16
            opens = self._opens(line.text) or bool(re.search(r"\bheld\b", line.text, re.IGNORECASE))
            confidence = 0.92 if line in title else 0.9 if short and k < 14 else 0.86 if opens else 0.3
            if line.zone == "attendance" and not short:
                confidence = min(confidence, 0.5)
            if dated[0].date.year is None:
                confidence -= 0.02
            f = dated[0]
            self.add("date", line.text[f.start : f.end], (line.span(f.start, f.end),), "meeting-date-line", confidence)
            times = [t for t in find_times(line.text) if t.start >= f.end]
            if not times and line in title[:-1] and re.search(r"\bat\s*$", line.text):
                behind = title[title.index(line) + 1]  # the time stands on the next line
                if late := find_times(behind.text):
                    span = behind.span(late[0].start, late[0].end)
                    self.add("start_time", _likely_start(late[0]), (span,), "meeting-time-line", 0.8)
            if times and (short or line in title or opens) and confidence > 0.5:
                moment, span = _likely_start(times[0]), line.span(times[0].start, times[0].end)
                self.add("start_time", moment, (span,), "meeting-time-line", 0.8)
                if len(times) > 1 and _range(line.text, times):
                    self.add(
                        "end_time", times[1].time, (line.span(times[1].start, times[1].end),), "meeting-time-line", 0.55
                    )
        for i, block in enumerate(self.document.blocks[:200]):
            if block.kind in ("header", "footer") and not self.rules.search("meeting.other_date", block.text):
                for f in find_dates(block.text, dayfirst=self.dayfirst):
                    if f.date.day is not None and not f.ambiguous:
                        span = Span(i, f.start, f.end)
                        self.add("date", block.text[f.start : f.end], (span,), "meeting-date-running-line", 0.4)
                        return

    def opening(self, title: list[_Line]) -> None:
        """Read who called the meeting to order, and when."""
        later = (x for x in self.lines if x.zone not in ("agenda", "actions", "appendix") and x not in self.fronts)
        early = [*self.front, *itertools.islice(later, 30)]
        for k, line in enumerate(early):
            heading = self.rules.search("meeting.call_heading", line.text) if line.heading else None
            if heading is not None:
                self._under_call(line, k, early)
            if line in title:
                continue
            head = line.text.split("\t")[0]
            if not line.heading and "\t" in line.text and self.rules.search("meeting.call_heading", head):
                self._under_call(replace(line, text=head), k, early)
            slots = ("meeting.open", "meeting.opened_by")
            for a, b in sentences(line.text) if any(self.rules.may_match(s, line.text) for s in slots) else ():
                sentence = line.text[a:b]
                hit = self.rules.search("meeting.open", sentence)
                if hit is not None:
                    times = find_times(sentence)
                    if moment := _likely_start(times[0]) if times else _bare_time(sentence):
                        self.add("start_time", moment, (line.span(a, b),), hit.rule.id, 0.95, line.item)
                who = self.rules.search("meeting.opened_by", sentence) if line.item is None or line.item <= 2 else None
                if who is None:
                    continue
                former = re.search(r"\b(?:retiring|outgoing)\b", sentence, re.IGNORECASE) is not None
                if name := self._opener(who.match["names"].strip(), behind=who.rule.value == "behind"):
                    self.add("chair", name, (line.span(a, b),), who.rule.id, 0.7 if former else 0.9, line.item)

    def elected(self) -> None:
        """Read who was elected to the chair at the start of an annual meeting."""
        for line in self.lines:
            if line.item is None or line.item > 1 or line.heading:
                continue
            for a, b in sentences(line.text) if self.rules.may_match("meeting.elected", line.text) else ():
                for hit in self.rules.finditer("meeting.elected", line.text[a:b]):
                    found = name_at(hit.match["names"].strip(), single=True)
                    if found is not None and found[0] == 0 and found[1] == len(hit.match["names"].strip()):
                        self.add("chair", hit.match["names"], (line.span(a, b),), hit.rule.id, 0.75, line.item)

    def _opener(self, text: str, *, behind: bool) -> str | None:
        """Return the name in "President Ann Hill" or "Ann Hill, Chair," beside the words of opening."""
        text = re.sub(r"^(?:the|meeting)\s+", "", text.strip(" ,"), flags=re.IGNORECASE)
        if behind:
            text = re.split(r"\s+(?:at|on|in|with|who|and)\s", text)[0]
        else:
            text = re.split(r"(?<=[a-z]),\s+(?=[A-Z][a-z]+\s+(?:of|to)\b)|\bmembership,\s+|\bprovided,\s+", text)[-1]
            text = text.rsplit(", ", 1)[-1] if parse_person(text) is None else text
        people = split_people(text) or ((p,) if (p := parse_person(text)) else ())
        if not people:
            return None
        person = people[0]
        title, rest = split_title(person.name)
        if title.lower() in ("chair", "chairman", "chairperson", "chairwoman", "president", "acting chair"):
            return rest
        return person.name

    def _under_call(self, line: _Line, k: int, lines: list[_Line]) -> None:
        """Read the time and the name beside or under a heading "Call to order"."""
        block = self.document.blocks[line.block]
        rest = block.text[line.start + len(line.text) - 0 :] if line.block >= 0 else ""
        pieces = [p for p in re.split(r"\t+|\s{3,}", rest) if p.strip()]
        for piece in pieces[-1:]:
            at = block.text.rfind(piece)
            if (found := name_at(piece.strip())) and found[1] == len(piece.strip()):
                self.add(
                    "chair",
                    piece.strip(),
                    (Span(line.block, at, at + len(piece)),),
                    "meeting-call-to-order-heading",
                    0.7,
                )
        after = lines[k + 1] if k + 1 < len(lines) else None
        if after is not None and not after.heading and len(after.text.split()) <= 6:
            times = find_times(after.text)
            if times:
                self.add(
                    "start_time", times[0].time, (after.span(),), "meeting-call-to-order-heading", 0.94, after.item
                )

    def closing(self) -> None:
        """Read when the meeting ended: in the last part of the document, the latest statement counts."""
        body = [x for x in self.lines if x.zone not in ("agenda", "appendix", "furniture", "actions")]
        for k, line in enumerate(body):
            if k < len(body) * 0.4 or not self.rules.may_match("meeting.close", line.text):
                continue
            for a, b in sentences(line.text) if _CLOCK.search(line.text) else ():
                sentence = line.text[a:b]
                if _CLOCK.search(line.text, a, b + 60) is None:
                    continue
                hit = self.rules.search("meeting.close", sentence)
                if hit is None:
                    continue
                if re.search(
                    r"\b(?:will|clos(?:e|ed)\s+session|next\s+meeting|recess|public\s+hearing)\b", sentence, re.I
                ):
                    continue
                rest = (
                    line.text[a : b + 60] if re.match(r"\s*(?:time|at)\b", line.text[b:], re.IGNORECASE) else sentence
                )
                self._ended(line, a, b, rest, hit.match.end(), hit.rule.id, k / len(body))
            if line.heading and k + 1 < len(body) and self.rules.search("meeting.close", line.text):
                after = body[k + 1]
                if len(after.text.split()) <= 25 and not after.heading:
                    self._ended(after, 0, len(after.text), after.text, 0, "meeting-closed", k / len(body))

    def _ended(  # what was read of one sentence
        self, line: _Line, a: int, b: int, text: str, after: int, rule: str, far: float
    ) -> None:
        times = list(find_times(text))
        behind = [t for t in times if t.start >= after] or times
        moment = behind[0].time if behind else _bare_time(text)
        if moment:
            self.add(
                "end_time",
                self._same_half(moment, not behind or behind[0].sure),
                (line.span(a, b),),
                rule,
                0.85 + 0.1 * far,
                line.item,
            )

    def _same_half(self, moment: str, sure: bool) -> str:
        """Put an end time without a.m. or p.m. behind the starting time where only that makes sense."""
        start = self.best("start_time")
        if sure or start is None or moment >= start:
            return moment
        hour = int(moment[:2]) + 12
        later = f"{hour:02d}{moment[2:]}"
        return later if hour < 24 and later > start else moment

    def venue(self, title: list[_Line], used: set[int]) -> None:
        """Find the place: in the title or opening sentence, or a line of its own at the front."""
        text = " ".join(x.text for x in title)
        lines = [_Line(title[0].block, title[0].start, text)] if title else []
        after = [x for x in self.front if x not in title]
        joined = [(x, 0.88 if x in lines else 0.84) for x in lines + after]
        for line, confidence in joined:
            if (
                line not in lines
                and len(line.text.split()) > 6
                and not self._opens(line.text)
                and not re.search(r"\bheld\b", line.text, re.I)
            ):
                continue
            for slot in ("meeting.held", "meeting.held_online"):
                hit = next(iter(self.rules.finditer(slot, line.text)), None)
                if hit is None:
                    continue
                place = _venue(hit.match["venue"], self.dayfirst)
                online = slot == "meeting.held_online"
                known = online or self.rules.search("meeting.place", place) is not None
                if not known and (hit.rule.value == "known" or self.rules.search("meeting.no_place", place)):
                    continue
                if place and (known or not self.rules.search("meeting.body", place)):
                    span = tuple(x.span() for x in title) if line in lines else (line.span(),)
                    self.add("venue", place, span, hit.rule.id, confidence - (0 if known else 0.15) - 0.05 * online)
                    break
        for line in self.lines:
            if line.item is None or line.item > 1 or line in self.fronts:
                continue
            if self.rules.may_match("meeting.held_online", line.text) and len(line.text.split()) < 60:
                hit = self.rules.search("meeting.held_online", line.text)
                if hit is not None and re.search(r"\bmeeting\b", line.text, re.IGNORECASE):
                    self.add("venue", hit.match["venue"], (line.span(),), hit.rule.id, 0.55, line.item)
        last = title[-1].block if title else -1
        below = [x for x in after if x.block > last]
        dated = list(
            itertools.islice((x for x in below if find_dates(x.text, dayfirst=self.dayfirst) or find_times(x.text)), 3)
        )
        looked = [(after.index(x), p) for x in dated if "\t" in x.text for p in _parts(x)]
        for k, line in [*looked, *((after.index(x), x) for x in (*dated, *below[:12], *after[:12]))]:
            if line.block in used or line.heading or len(line.text.split()) > 22 or self._sentence(line.text):
                continue
            if self._opens_list(line.text):
                break
            if not self.rules.search("meeting.place", line.text) or (
                self._noise(line.text) and "zoom" not in line.text.lower()
            ):
                continue
            if self.rules.search("meeting.body", line.text) and not re.search(r"\d|,", line.text):
                continue
            if is_name(line.text) or _separated(line.text):
                continue
            text = line.text
            more = after[k + 1] if k + 1 < len(after) else None
            if re.search(r"\b(?:and|via|at|of|the|,)\s*$", text) and more is not None:
                text += " " + more.text
            place = _venue(text, self.dayfirst)
            if place and self.rules.search("meeting.place", place):
                sure = line.block in {x.block for x in dated} and k < 12
                self.add("venue", place, (line.span(),), "meeting-place-line", 0.82 if sure else 0.6)
                break

    # ------------------------------------------------------------ signature, status

    def signature(self) -> None:
        """Read who submitted the minutes at the end."""
        body = [x for x in self.lines if x.zone not in ("appendix", "agenda", "furniture")]
        tail = body[-max(12, len(body) // 8) :]
        for k, line in enumerate(tail):
            hit = self.rules.search("meeting.submitted", line.text)
            if hit is None:
                continue
            rest = re.sub(r"^by\b[\s:]*", "", line.text[hit.match.end() :].strip(" _.,:\t"))
            texts = [(line, rest)] if rest else []
            texts += [(x, x.text) for x in tail[k + 1 : k + 4]]
            for place, text in texts:
                person = parse_person(text.split("\t")[0].strip(" _.,"))
                if person is not None:
                    self.add("minute_taker", person.name, (place.span(),), hit.rule.id, 0.6, place.item)
                    break
            break
        for one, two in zip(tail, [*tail[1:], None], strict=False):
            if not any(x and self.rules.may_match("meeting.role_minutes", x.text) for x in (one, two)):
                continue
            text = one.text.strip(" _")
            if two is not None and is_name(text) and len(two.text.split()) <= 5:
                text = f"{text}, {two.text.strip()}"
            person = parse_person(text) if len(text.split()) <= 10 else None
            if person and person.role and self.rules.search("meeting.role_minutes", person.role):
                self.add("minute_taker", person.name, (one.span(),), "meeting-signature", 0.5, one.item)
        for line in self.lines:
            if line.zone in ("appendix", "agenda", "furniture"):
                continue
            for a, b in sentences(line.text) if self.rules.may_match("meeting.taken_by", line.text) else ():
                hit = self.rules.search("meeting.taken_by", line.text[a:b])
                if hit is None or re.search(r"\b(?:previous|last)\b", line.text[a:b], re.IGNORECASE):
                    continue
                said = re.split(r"\s+(?:in|at|for|on|from|who|as|via|using|with)\s", hit.match["names"])[0].strip(" .,")
                people = split_people(said) or tuple(filter(None, [parse_person(said)]))
                if people:
                    self.add("minute_taker", people[0].name, (line.span(a, b),), hit.rule.id, 0.9, line.item)

    def status(self) -> None:
        """Read whether the document calls itself a draft or approved."""
        at_front = {x.block for x in self.front[:20]}
        for i, block in enumerate(self.document.blocks):
            front = i in at_front
            if block.kind == "body" and not front:
                continue
            if len(block.text.split()) > 25:
                continue
            hit = self.rules.search("meeting.status", block.text)
            if hit is not None:
                sure = 0.9 if block.kind == "watermark" or front else 0.7
                self.add("status", hit.rule.value, (Span(i, 0, len(block.text)),), hit.rule.id, sure)

    # ------------------------------------------------------------ next meeting

    def next_meeting(self) -> None:
        """Read what the minutes say of the next meeting: under its heading, behind its label, in a sentence."""
        groups: list[tuple[float, list[_Line]]] = []
        body = [x for x in self.lines if x.zone not in ("agenda", "furniture", "appendix", "actions")]
        for k, line in enumerate(body):
            late = k > len(body) * 0.5
            label = self._next_label(line)
            if label is not None:
                rest = line.text[label:].strip(" \t:–—-.")
                at = line.text.find(rest, label)
                group = [line.cut(at, at + len(rest))] if rest else []
                if not self._has_date(group):
                    for more in body[k + 1 : k + 7]:
                        close = self.rules.search("meeting.close", more.text)
                        if more.heading or (
                            close and not self._has_date([replace(more, text=more.text[: close.match.start()])])
                        ):
                            break
                        group.append(more)
                groups.append((0.9 if late else 0.55, group))
            elif line.heading and self.rules.search("meeting.next", line.text + ":"):
                groups.append((0.9 if late else 0.6, [line, *self._under(body, k)]))
        for k, line in enumerate(body):
            if not _DIGIT.search(line.text) or not self.rules.may_match("meeting.next", line.text):
                continue
            for a, b in sentences(line.text):
                sentence = line.text[a:b]
                if self.rules.search("meeting.next", sentence) and find_dates(sentence, dayfirst=self.dayfirst):
                    groups.append((0.8 if k > len(body) * 0.5 else 0.5, [line.cut(a, b)]))
        zone = [x for x in body if x.zone == "next_meeting"]
        if zone:
            groups.append((0.85, zone))
        for confidence, group in sorted(groups, key=lambda g: -g[0]):
            if self._next(group, confidence):
                return

    def _under(self, body: list[_Line], k: int) -> list[_Line]:
        out = []
        for more in body[k + 1 : k + 7]:
            if more.heading:
                break
            out.append(more)
        return out

    def _next_label(self, line: _Line) -> int | None:
        """Return where the text behind "Date of next meeting" begins, None if the line does not open with that."""
        if not any(rule.value == "next" for rule in self.rules.likely("meeting.label", line.text)):
            return None
        for m in re.finditer(r"[:\t]|\s[–—-]|[–—]|$", line.text):
            name = line.text[: m.start()].strip(" .*•")
            name = re.sub(r"^[\d.]+\s+", "", name)
            if len(name.split()) > 12:
                return None
            hit = self.rules.fullmatch("meeting.label", name) if name else None
            if hit is not None and hit.rule.value == "next":
                return m.end()
        return None

    def _has_date(self, group: list[_Line]) -> bool:
        return any(find_dates(x.text, dayfirst=self.dayfirst) for x in group)

    def _next(self, group: list[_Line], confidence: float) -> bool:
        held = self._held_on()
        best: tuple[int, int, _Line, DateFound] | None = None
        for at, line in enumerate(group):
            for f in find_dates(line.text, dayfirst=self.dayfirst):
                if f.ambiguous or f.date.month is None:
                    continue
                past = held is not None and f.date.year is not None and (f.date.iso() or "") <= held
                clause = re.split(r"[;\n]", line.text[: f.start])[-1] + re.split(r"[;\n]", line.text[f.end :])[0]
                other = bool(
                    re.search(r"\b(?:minutes|away\s+day|induction|training|deadline|workshop|agenda)\b", clause, re.I)
                )
                rank = (2 if past else 0) + (1 if other else 0)
                if best is None or rank < best[0]:
                    best = (rank, at, line, f)
        if best is None:
            return False
        rank, k, stated, f = best
        line = stated
        if rank >= 2:
            return False
        text = line.text
        self.add(
            "next_date", text[f.start : f.end], (line.span(f.start, f.end),), "meeting-next", confidence, line.item
        )
        self.add("next_text", text, (line.span(),), "meeting-next", confidence, line.item)
        near = text[f.end :]
        times = find_times(near) or find_times(text[: f.start])
        where = line
        if not times:
            for more in group[k + 1 : k + 3]:
                if more.zone == "closing" or self.rules.search("meeting.close", more.text):
                    break
                if not find_dates(more.text, dayfirst=self.dayfirst) and (times := find_times(more.text)):
                    near, where = more.text, more
                    break
        moment = None
        if times:
            moment = self._like_start(times[0])
        elif bare := _bare_time(near):
            moment = bare
        if moment:
            self.add("next_time", moment, (where.span(),), "meeting-next", confidence, line.item)
        place = self._next_place(text, f, times)
        if place is None:
            for more in group[k + 1 : k + 4]:
                m = re.match(r"\W*(?:venue|location|place|where)\s*[:\t–-]\s*(?P<place>[^\n]{3,100})", more.text, re.I)
                if m is not None:
                    place, line = _venue(m["place"], self.dayfirst), more
                    break
        if place:
            self.add("next_venue", place, (line.span(),), "meeting-next", confidence, line.item)
        return True

    def _next_place(self, text: str, f: DateFound, times: tuple[TimeFound, ...]) -> str | None:
        for side in (text[f.end :], text[: f.start]):
            part = re.sub(r"^\W*(?:at|from|commencing\s+at|starting\s+at)\s+(?=\d)", " ", side)
            for t in reversed(find_times(part)):
                if not t.sure and not re.search(r"(?:\bat|\bfrom|@|[,(–-]|^)\s*$", part[: t.start]):
                    continue
                part = part[: t.start] + " § " + part[t.end :]
            part = re.sub(r"\bat\s+(?:[01]\d|2[0-3])[0-5]\d\b", " § ", part)
            m = re.search(
                r"(?:\bat|\bin|@|\bvia|\bvenue:?|\blocation:?|§\s*[,–-]|^[\s.]*[,–-]|§)\s*(?:the\s+)?(?P<v>[A-ZÀ-ÞĀ-Ž](?:[^.;§\n]|\.(?=\d))*)",
                part,
            )
            if m is None:
                continue
            place = re.split(
                r",\s+(?=[a-z])|\s*\((?:not|nb|please|note)\b|,?\s+(?:at|on|commencing|starting|from|to|when|and\s+will|which|for)\b|\s[–—-]\s",
                m["v"],
            )[0]
            place = _venue(place, self.dayfirst)
            marked = re.match(r"(?:at|in|@|via|venue|location)", m[0].strip(), re.IGNORECASE)
            if place and (self.rules.search("meeting.place", place) or marked):
                return None if re.fullmatch(r"(?:TBC|TBA|TBD)\W*", place) else place
        return None

    def _held_on(self) -> str | None:
        value = self.best("date")
        found = find_dates(value, dayfirst=self.dayfirst) if value else ()
        return found[0].date.iso() if found else None

    def _like_start(self, t: TimeFound) -> str:
        """Read "6.30" as the half of the day in which this meeting started."""
        start = self.best("start_time")
        if t.sure or start is None or int(t.time[:2]) >= 12:
            return t.time
        hour = int(t.time[:2])
        if start >= "12:00" and hour + 12 < 24 and abs(hour + 12 - int(start[:2])) <= 3:
            return f"{hour + 12:02d}{t.time[2:]}"
        return t.time


# ---------------------------------------------------------------- lines


def _lines(outline: Outline) -> list[_Line]:
    document = outline.document
    lines = [
        _Line(s.block, s.start, document.text(s), k, "body", True)
        for k, item in enumerate(outline.items)
        for s in item.spans
    ]
    lines += [
        _Line(p.span.block, p.span.start, text, p.item, p.zone)
        for p in outline.passages
        if p.zone != "furniture" and (text := document.text(p.span)) and not text.isspace()
    ]
    return sorted(lines, key=lambda x: (x.block, x.start))


def _front(lines: list[_Line], document: Document) -> list[_Line]:
    """Return the lines before the business, with the running lines above the title of the first page."""
    first = next((i for i, x in enumerate(lines) if x.item is not None and x.item > 1), len(lines))
    front: list[_Line] = []
    for i, x in enumerate(lines[:first]):
        if i < _FRONT or (x.zone in ("title", "attendance") and i < 4 * _FRONT):
            front.append(x)
        if x.heading and i > 6:
            break
    front = [x for x in front if x.zone != "agenda"]
    top = min((x.block for x in front), default=0)
    above = [
        _Line(i, 0, b.text)
        for i, b in enumerate(document.blocks[:top])
        if b.kind == "header" and b.text.strip() and (b.page in (None, 1))
    ]
    return above + front


def _parts(line: _Line) -> Iterator[_Line]:
    """Yield the pieces of a line that wide gaps and line breaks part."""
    at = 0
    for m in [*_GAP.finditer(line.text), None]:
        end = m.start() if m else len(line.text)
        if line.text[at:end].strip():
            yield line.cut(at, end)
        if m:
            at = m.end()


def _label_cut(text: str, block: Block | None, line: _Line | None) -> tuple[int, int] | None:
    """Return where a label at the start of a line ends and its value begins; None if it has none."""
    if m := re.match(r"[^:\t\n]{2,60}?\s*[:\t]\s*", text):
        return len(m[0].rstrip(" :\t")), m.end()
    if m := re.match(r"[^:\t\n–—]{2,40}?\s+[–—-]+\s+", text):
        return len(m[0].rstrip(" –—-")), m.end()
    if block is not None and line is not None and block.runs:
        first = block.runs[0]
        if first.style.bold and 3 <= first.end < len(block.text) and line.start == 0 and first.end <= 30:
            return first.end, first.end
    if len(text.split()) <= 7 and "," not in text:
        return len(text), len(text)
    return None


def _separated(text: str) -> bool:
    """Tell "Date: 3 June" and "Venue<gap>Town Hall": something that a colon or a wide gap sets off at the start."""
    return re.match(r"[^:\t\n]{2,60}?\s*(?::(?!//)|\t)", text) is not None


def _short_for(short: str, body: str) -> bool:
    """Tell a shorter form of a body's name: all of its words stand in the name, in any case."""
    words = set(re.findall(r"[a-z]+", body.lower()))
    own = re.findall(r"[a-z]+", short.lower())
    return len(own) < len(words) and all(w in words for w in own)


def _likely_start(t: TimeFound) -> str:
    """Read a start between one and half past seven that no sign puts in a half of the day as in the afternoon."""
    hour = int(t.time[:2])
    return t.time if t.sure or not 1 <= hour <= 7 else f"{hour + 12:02d}{t.time[2:]}"


def _range(text: str, times: tuple[TimeFound, ...] | list[TimeFound]) -> bool:
    between = text[times[0].end : times[1].start]
    return bool(re.fullmatch(r"[\s.]*(?:-|–|—|to|until|till|and)+\s*", between))


_BARE_TIME = re.compile(
    r"\bat:?\s+(?P<h>[01]\d|2[0-3])(?P<m>[0-5]\d)\b(?!\s*\w+\s+(?:street|road|avenue))|^\W*(?P<h2>[01]\d|2[0-3])(?P<m2>[0-5]\d)\W*$",
    re.I,
)
_AT_HOUR = re.compile(r"\bat\s+(?P<h>\d{1,2})[:.](?P<m>\d\d)\b")


def _bare_time(text: str) -> str | None:
    """Read "at 1950" and "1830": four digits where a time is told."""
    m = _BARE_TIME.search(text)
    return f"{m['h'] or m['h2']}:{m['m'] or m['m2']}" if m else None


def _venue(text: str, dayfirst: bool | None) -> str:
    """Take dates, times and joining words off a place."""
    for f in reversed(find_dates(text, dayfirst=dayfirst)):
        text = text[: f.start] + "§" + text[f.end :]
    for t in reversed(find_times(text)):
        if t.sure or re.search(r"(?:\bat|\bfrom|@|[,(–-])\s*$", text[: t.start]):
            text = text[: t.start] + "§" + text[t.end :]
    text = re.sub(r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b", "§", text, flags=re.IGNORECASE)
    text = re.sub(r"\bon\s+(?:mon|tues?|wed|thurs?|fri|sat|sun)\b\.?\s*(?=§|$)", "§", text, flags=re.IGNORECASE)
    pieces = [
        p
        for p in re.split(
            r"(?:,?\s*\b(?:on|at|from|to|commencing|starting|beginning)\s*)?§(?:\s*(?:at|to|-|–)\b)?", text
        )
        if re.search(r"[A-Za-z]{2}", p)
    ]
    text = max(pieces, key=len) if pieces else ""
    text = re.sub(
        r"^\W*(?:held\s+)?(?:(?:in|at|via|@|by|on)\s+)?(?:the\s+)(?=\w)|^\W*(?:held\s+)?(?:in|at|via|by)\s+",
        "",
        text.strip(),
        flags=re.I,
    )
    text = re.split(
        r"[,;]?\s+(?:and\s+(?:was\s+)?(?:livestreamed|live\s*streamed|broadcast)|commencing|starting|beginning|on\s+the\s+above|with\s+the\s+following|pursuant|when\b|there\s+were|was\s+called|to\s+order)\b",
        text,
    )[0]
    return text.strip(" ,;:–—-.()\t")
