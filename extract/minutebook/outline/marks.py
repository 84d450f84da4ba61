"""Marks the blocks that may open an item: their number, title and look."""

from __future__ import annotations

import functools
import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Literal, NamedTuple

from minutebook.dates import find_dates
from minutebook.document import Block, Document, Span
from minutebook.numbering import Number, parse
from minutebook.outline.typed import TypedSeries, code_line, typed_number, typed_series
from minutebook.rulepack import Rules
from minutebook.tables import TableView
from minutebook.values import hastened

_LEADER = re.compile(r"\s*(?:[-–—_.…]{4,}|(?:\.\s){3,}|\t).*$", re.DOTALL)
_LEADER_SIGN = re.compile(r"[\t–—_.…-](?:(?<=\t)|(?<!\t)[–—_.…-]{3}|(?<=\.)\s\.\s\.\s)")
"""What every leader holds: quick to look for, as few texts hold any of the signs."""
_TAIL = " :;–—-"
_MAX_TITLE = 220
_KNOWN_TITLE = 60
"""A plain line with a well-known title is no longer than this."""
_MOST_WORDS = 32
"""The title of a piece of business ("To agree ...") has no more words."""
_ACRONYM = 4
"""A word in capitals that is no longer is set so for what it is, not as a heading."""
_SET_OFF = 0.8
"""Share of bold type from which on the words that open an entry of a list are set off from the rest of it."""
_SLANTED = 8
"""A heading in italics and nothing else has no more words."""
_ENTRY_WORDS = 8
"""A bold entry of a list with more words is no title."""
_ROW_TITLE = 12
"""A cell of titles with more words may hold a title and what is said of it."""
_ENDING = 90
"""What tells of the next meeting behind its title has fewer characters."""
_FEWEST = 2
"""So many titles in front of a colon show how titles end in a document."""
_KNOWN_WORDS = 6
"""A title in front of a colon has no more words."""
_FEW_WORDS = 3
"""A plain line over a short sentence is a title of so few words, if at all."""
_PARTS = 2
"""A title may go on in so many more paragraphs of its cell."""
_TAKEN = ("minutes", "notes")
"""A label before the name of whoever took them, "Minutes: Hilda Marsh", or a heading."""
_OVER_PEOPLE = re.compile(
    r"(?i:(?:(?:members|those|also)\s+)?(?:present|in attendance|attendees|apologies(?:\s+for\s+absence)?|regrets"
    r"|absent))\s+(?=[A-Z])"
)
_NAMED = r"[A-Z][\w.’'-]*(?:\s+(?:[A-Z][\w.’'-]*|d[aeiu]l?|l[ae]|van|von|der)){0,4}(?:\s*\([^()]{1,60}\))?"
_PEOPLE = re.compile(rf"{_NAMED}(?:\s*(?:[,;&]|,?\s+and)\s+{_NAMED})*\s*\.?")
_BETWEEN = re.compile(r"[,;&]|\sand\s")
_WORD = re.compile(r"[^\W\d_]{3}")
_LOWER = re.compile("[a-z]")
_TIME = re.compile(r"\d{1,2}[:.]\d\d\b|\d{1,2} ?[ap]\.?m\b")
_NAME_ENDS = re.compile(r"[,;(\n\t]|\s[–—-]\s")
_REFERENCE = re.compile(r"(?<=[a-z])\s?#[\d/.-]+")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_MONEY = re.compile(r"[£$€]\s?\d")
_STARRED = re.compile(r"\*\s?(?=[A-Z])")
_BRACKETED = re.compile(r"\([^()\d]*\)$")
_INLINE = re.compile(r";\s+(?:and\s+)?\(?\d{1,2}[.)]\s")
"""The next number of a list that goes on in the same paragraph."""
_CAPITALS = re.compile(r"[A-Z][A-Z0-9’'&/,() -]{3,80}?(?=\s*[:–—]\s|\.\s+[A-Z][a-z]|\n|\t)")
_IN_CAPITALS = re.compile(r"(?=[A-Z]{3})[A-Z][A-Z’'&/,() -]{3,60}(?= (?:[A-Z][a-z]|[A-Z] [a-z]|\$?\d)| {2}[Nn])")
_CAPITAL_PARTS = re.compile(r"[A-Z][A-Z0-9’'&/,() -]{3,80}\.(?:\s+[A-Z0-9][^.]{2,60}\.?){1,3}")
"""A title in capitals with its parts in small letters: "LICENSING. One day. Boat Club."."""
_OPENER = r"([A-Z](?:[^.:–—?!\n\t]|\.(?=\S)){1,200}?)"
_SENTENCE_FOLLOWS = r"(?=[\w“\"'£$])"
_PLAIN = re.compile(_OPENER + r"(?:\s[–—-]\s+|\s?[–—]\s+)" + _SENTENCE_FOLLOWS)
_PLAIN_NUMBERED = re.compile(_OPENER + r"(?:\s[–—-]\s+|\s?[–—]\s+|(?<!\b[A-Z])[.:]\s+)" + _SENTENCE_FOLLOWS)
_PARTED = re.compile(r"\s[–—-]\s+|\s?[–—:]\s+")
_PLAIN_MORE = re.compile(r"\s*[–—-]\s+([^.:–—?!\n\t]{3,60}?)(?=\s[–—-]\s|\.\s)")
_STOPPED = re.compile(r"(?<!\b[A-Z])[.?]\s+[A-Z]")
_STOPPED_SHORT = re.compile(r"\b(?:No|St|Dr|Mr|Mrs|Ms|vs|Ltd|Inc)\.\s")


@hastened
@dataclass(frozen=True, slots=True)
class Look:
    """How a heading looks: marks of the same look belong together."""

    form: Literal["row", "block", "run-in"]
    column: int
    shape: str
    bold: bool
    underline: bool
    caps: bool
    italic: bool
    size: float
    heading: int
    centered: bool = False

    @property
    def weight(self) -> tuple[int, float, int, int, int, int, int]:
        """Heavier looks open higher items."""
        stated = 9 - self.heading if self.heading else 0
        return (
            stated,
            round(self.size),
            2 if self.form == "row" else 1 if self.form == "block" else 0,
            int(self.centered),
            int(self.caps),
            int(self.bold),
            int(self.underline),
        )

    @property
    def styled(self) -> bool:
        """True if it is bold, underlined, in capitals, or in a heading style."""
        return self.bold or self.underline or self.caps or self.heading > 0


@hastened
@dataclass(slots=True)
class Mark:
    """A block that may open an item."""

    spans: tuple[Span, ...]
    title: str
    number: Number | None
    look: Look
    x: float
    known: bool
    rule: str
    after: Span | None = None
    heads: tuple[int, ...] = field(default=())


def find_marks(document: Document, tables: tuple[TableView, ...], rules: Rules) -> list[Mark]:
    """Return a mark for every block that may open an item, in reading order."""
    marks: list[Mark] = []
    usual = _usual_size(document)
    series = typed_series(document)
    taken: set[int] = set()
    consent = False  # under "Consent agenda"
    for i, block in enumerate(document.blocks):
        if block.kind != "body" or i in taken:
            continue
        if block.cell is not None and document.tables[block.cell.table].columns > 1:
            view = tables[block.cell.table]
            spanning = block.cell.colspan >= len(view.roles)
            if view.kind != "minutes" or (block.cell.row < view.header_rows and not spanning):
                continue
            mark = _row_mark(document, view, i, usual, rules)
            main = view.column("text")
            inner = view.roles[block.cell.column] in ("text", "title") or (
                not view.roles[block.cell.column] and (main is None or block.cell.column < main)
            )
            if mark is None and (spanning or inner):
                mark = _block_mark(document, i, usual, series, rules, consent=consent)
                if mark is not None and spanning and mark.number is None:
                    mark.look = replace(mark.look, form="row")
            if mark is None:
                continue
            taken.update(mark.heads, (s.block for s in mark.spans))
        else:
            mark = _code_mark(document, i, usual, rules)
            mark = mark or _block_mark(document, i, usual, series, rules, consent=consent)
            if mark is None:
                continue
            taken.update(s.block for s in mark.spans)
        if mark.number is None and (line := _number_line(document, mark, rules)):
            mark.number = parse(line)
        if mark.look.styled or mark.look.form == "row":
            consent = rules.match("outline.consent", mark.title) is not None
        marks.append(mark)
    _liken_acronyms(marks)
    _cut_like_others(document, marks)
    return marks


def _liken_acronyms(marks: Sequence[Mark]) -> None:
    """Let "AOB" look like the headings in small letters that are set like it, if none set so is in capitals."""
    kinds = {m.look for m in marks if len(m.title) > _ACRONYM}
    for mark in marks:
        small = replace(mark.look, caps=False)
        if (
            len(mark.title) <= _ACRONYM
            and mark.look.caps
            and small.styled
            and small in kinds
            and mark.look not in kinds
        ):
            mark.look = small


def _cut_like_others(document: Document, marks: Sequence[Mark]) -> None:
    """Let numbered titles in plain type end at the colon, as most others of their kind do: "5. Fence: bids awaited"."""
    kinds: dict[tuple[str, int], list[Mark]] = defaultdict(list)
    for mark in marks:
        if mark.number is not None and mark.look.form != "row" and not mark.look.styled and len(mark.spans) == 1:
            kinds[mark.number.kind, mark.look.column].append(mark)
    for members in kinds.values():
        whole = [m for m in members if m.after is None]
        cut = sum(document.blocks[m.spans[0].block].text.startswith(":", m.spans[0].end) for m in members)
        if cut < _FEWEST or cut <= len(whole):
            continue
        for mark in whole:
            span = mark.spans[0]
            block = document.blocks[span.block]
            end = block.text.find(": ", span.start, span.end)
            if end > 0 and len(block.text[span.start : end].split()) <= _KNOWN_WORDS:
                mark.spans = (Span(span.block, span.start, end),)
                mark.title, mark.after = _tidy(block.text[span.start : end]), rest_of(block.text, end, block)
                mark.look = replace(mark.look, form="run-in")


def _row_mark(document: Document, view: TableView, i: int, usual: float, rules: Rules) -> Mark | None:
    """A row that opens with a number in its own cell, or with a title in a column of titles."""
    block = document.blocks[i]
    cell = block.cell
    assert cell is not None
    if view.cells[cell.row, cell.column][0] != i:
        return None
    role = view.roles[cell.column]
    number: Number | None = None
    heads: tuple[int, ...] = ()
    if role == "number":
        number = parse(f"{block.label} {block.text}".strip()) or _run_together(block.text)
        if number is None or _is_label(block.text, rules) or rules.match("outline.application", number.text):
            return None  # "Action 31/07" numbers a task
        heads = view.cells[cell.row, cell.column]
        after = [c for c in range(cell.column + 1, len(view.roles)) if (cell.row, c) in view.cells]
        after = [c for c in after if view.roles[c] in ("title", "text", "")]
        if not after:
            return None
        held = view.cells[cell.row, after[0]]
        whole = view.roles[after[0]] == "title" or (
            len(after) > 1 and len(held) == 1 and len(document.blocks[held[0]].text) < 120 and not view.roles[after[0]]
        )
        whole = whole or _wraps(document, view, held, rules)
    elif role == "title":
        held = view.cells[cell.row, cell.column]
        whole = True
        number = parse(block.label) if block.label else None
    else:
        return None
    first = document.blocks[held[0]]
    cut = plain_run_in(first, 0, True, rules) if whole and len(first.text.split()) > _ROW_TITLE else None
    spans: tuple[Span, ...]
    if cut:
        spans = (Span(held[0], 0, cut),)
        title = first.text[:cut]
        rest = rest_of(first.text, cut, first)
    elif whole:
        spans = tuple(Span(b, 0, len(document.blocks[b].text)) for b in held)
        title = " ".join(document.blocks[b].text for b in held)
        rest = None
    else:
        end, rest = _run_in(first)
        if rest is None and (cut := _row_title(first, rules)):
            end, rest = cut, rest_of(first.text, cut, first)
        spans = (Span(held[0], 0, end),)
        title = first.text[:end]
        if (
            rest is None
            and not like_title(first, title, rules)
            and not first.bold
            and len(held) == 1
            and title.rstrip().endswith(".")
        ):
            return None
    title = _tidy(title)
    if not title or len(title) > _MAX_TITLE or (_is_label(title, rules) and not (number is not None and first.bold)):
        return None
    look = _look(first, "row", cell.column, number, usual, _styles(first), first.share("italic"))
    return Mark(spans, title, number, look, left_edge(block), is_known(title, rules), "outline-row", rest, heads)


def _row_title(block: Block, rules: Rules) -> int | None:
    """End of the title that opens the sentence in a numbered row: "Poplars – the report was late."; else None."""
    if like_title(block, block.text, rules):
        return _told_after(block.text, 0, True, rules)
    end = plain_run_in(block, 0, True, rules)
    if end is None or rules.match("outline.business", block.text):
        return None
    said = set(block.text[end:].split())  # with a small letter: not "Pilot project - Boats Provided by the Town"
    return end if any(verb in said for verb in rules.words["verb"]) else None


def _wraps(document: Document, view: TableView, held: tuple[int, ...], rules: Rules) -> bool:
    """True for the paragraphs of a cell that are one title parted by hand, in a column where most cells have just one.

    The first has no stop at its end, and the others are short.
    """
    first, *others = (document.blocks[b] for b in held)
    if not 1 <= len(others) <= _PARTS or first.cell is None or first.text.rstrip()[-1:] in ".:;?!":
        return False
    text = " ".join(document.blocks[b].text for b in held)
    short = len(text) <= _MAX_TITLE and all(len(b.text) <= _KNOWN_TITLE + 20 and len(b.label) < 2 for b in others)
    if not short or any(b.bold != first.bold for b in others) or rules.search("outline.sentence", text):
        return False
    column = [cell for (row, at), cell in view.cells.items() if at == first.cell.column and row >= view.header_rows]
    return len(column) > _PARTS and sum(len(cell) == 1 for cell in column) >= 0.6 * len(column)


def _code_mark(document: Document, i: int, usual: float, rules: Rules) -> Mark | None:
    """A title under a line that holds its number and that of a file: "5A 2031-417"."""
    number = code_line(document.blocks[i])
    if number is None:
        return None
    at = next_body(document, i)
    if at is None or document.blocks[at].label:
        return None
    below = document.blocks[at]
    title = _tidy(below.text)
    if not title or len(title) > _MAX_TITLE or not like_title(below, title, rules):
        return None
    look = _look(document.blocks[i], "block", -1, number, usual, _styles(document.blocks[i]), 0.0)
    spans = (Span(at, 0, len(below.text)),)
    x = left_edge(document.blocks[i])
    return Mark(spans, title, number, look, x, is_known(title, rules), "outline-block-numbered", heads=(i,))


def _run_together(text: str) -> Number | None:
    """Read the number of a row that lost its sign: "381920" for 38/1920."""
    digits = text.strip()
    if not digits.isdigit() or len(digits) > 8:
        return None
    return Number(digits, "reference", (digits,), int(digits), True, "#")


def _block_mark(
    document: Document, i: int, usual: float, series: TypedSeries, rules: Rules, *, consent: bool
) -> Mark | None:
    """A numbered or styled line, a run-in heading, or a plain line with a well-known title.

    ``consent``: it stands under a heading "Consent agenda".
    """
    block = document.blocks[i]
    text = block.text
    if not any(map(str.isalpha, text)):
        return None
    column = -1
    if block.cell is not None and document.tables[block.cell.table].columns > 1:
        column = block.cell.column
    label, skip, number = block.label, 0, parse(block.label) if block.label else None
    prefixed = False
    if number is None and (hit := rules.match("outline.number_prefix", text)):
        number, skip, prefixed = parse(hit.match["number"]), hit.match.end(), True
    if number is None and (found := typed_number(block) or series.get(i)):
        number, skip = found
        if label and number.kind != "reference" and block.share("bold", 0, skip) < _SET_OFF:
            return None  # a figure that opens the entry of a list
    if label and number is None and any(c.isalnum() for c in label):
        return None
    if number is not None and _INLINE.search(text, skip):
        return None
    if number is not None and (star := _STARRED.match(text, skip)):
        skip = star.end()  # "A. *Bills to ratify": the star stands for the consent agenda
    if number is not None and number.kind == "reference" and rules.match("outline.application", number.text):
        return None
    if number is not None and number.kind == "reference" and _is_label(f"{number.text} {text[skip:]}", rules):
        return None
    end, rest = _run_in(block, skip)
    plain = False
    if (
        rest is None
        and not block.bold
        and not block.underline
        and (found_end := plain_run_in(block, skip, number is not None, rules))
    ):
        end, plain = found_end, True
        rest = rest_of(text, end, block)
    if rest is None and not label and not any(_styles(block)) and (found_end := capitals_before(text, rules)):
        end, rest = found_end, rest_of(text, found_end, block)
    if rest is None and len(text) < _MAX_TITLE and (found_end := _told_after(text, skip, number is not None, rules)):
        end = found_end
        rest = rest_of(text, end, block)
    if rest is None and number is not None and (found_end := _over_people(block, skip, rules)):
        end = found_end
        rest = rest_of(text, end, block)
    title = _tidy(text[skip:end])
    if number is None and rest is not None and title.lower() in _TAKEN and _person(text[rest.start : rest.end], rules):
        return None
    if rest is not None and (title.count(".") == 1 or _CAPITAL_PARTS.fullmatch(title)):
        title = title.removesuffix(".")  # the stop that closes a run-in heading
    if not title or (len(title) > _MAX_TITLE and (number is None or number.kind not in ("reference", "dotted"))):
        return None
    own_line = rest is None or any(sign in text[max(skip, end - 1) : rest.start] for sign in "\n\t")
    own_line = own_line or _leads_off(text, skip, end)
    form: Literal["block", "run-in"] = "block" if own_line else "run-in"
    styles = _styles(block, skip, end)
    if number is not None:
        strong = styles.bold or styles.underline or consent
        if not _fits_number(number, title, rules, strong=strong, alone=strong and rest is None):
            return None
    elif not _fits_alone(document, i, title, form, rules, plain=plain, styled=any(styles) or block.heading > 0) or (
        rest is not None and _names_holder(title, text[rest.start :], rules)
    ):
        return None
    bullet = bool(label) and number is None
    if bullet and form == "run-in":
        styles = styles._replace(caps=False)  # one in capitals stands beside the others of its list
    look = _look(block, form, column, number, usual, styles, block.share("italic", skip, end))
    rule = f"outline-{form}" + ("-prefixed" if prefixed else "-numbered" if number else "-bullet" if bullet else "")
    return Mark((Span(i, skip, end),), title, number, look, left_edge(block), is_known(title, rules), rule, rest)


def _names_holder(title: str, rest: str, rules: Rules) -> bool:
    """True for an office and who holds it, or is to: "Treasurer: Ann Hill - elected"."""
    if title.lower() not in rules.words["action_role"]:
        return False
    name = _NAME_ENDS.split(rest, maxsplit=1)[0].strip(" .")
    return rules.fullmatch("outline.person", name) is not None


def capitals_before(text: str, rules: Rules) -> int:
    """End of the words in capitals that open the paragraph without a sign behind them; 0 if none do.

    They are well known, or more than acronyms before a wide space or a sentence: "FERRY NEWS Two trips were sold.".
    """
    m = _IN_CAPITALS.match(text)
    if m is None:
        return 0
    title, rest = m[0].strip(), text[m.end() :]
    wide = text[len(title) : len(title) + 2].isspace()
    if is_known(title, rules):
        return 0 if rules.match("outline.label", f"{title}:") else m.end()
    if " " not in title or all(len(word) <= _ACRONYM for word in title.split()):
        return 0
    if not wide and not rules.search("outline.sentence", rest):
        return 0
    label = rules.match("outline.label", f"{title}:") or rules.fullmatch("outline.speaker", title)
    return 0 if label or _names_person(title, rules) else m.end()


def _leads_off(text: str, start: int, end: int) -> bool:
    """True if dots or dashes lead from the title, which ends at ``end``, to a name at the end of its line."""
    leader = _leader(text, start)
    return leader is not None and leader.start() <= end + 1 and len(text) - leader.start() < 140


def _fits_number(number: Number, title: str, rules: Rules, *, strong: bool, alone: bool) -> bool:
    """True if the words after a number may be a title.

    ``strong``: they are bold or underlined; ``alone``: and have the block to themselves.
    """
    if not (_WORD.search(title) or is_known(title, rules)):
        return False
    if _MONEY.search(title) and not strong:
        payment = number.kind != "reference" or len(title.split()) <= _ROW_TITLE  # a line of a list of payments
        if payment or rules.search("outline.sentence", title):
            return False
    if not alone and _is_label(title, rules):
        return number.kind == "decimal" and rules.fullmatch("outline.attendance", title) is not None
    if number.kind != "reference" and title.startswith("That "):
        return False  # a part of a resolution
    # else the label of a resolution: its mover and seconder
    return number.kind != "reference" or not rules.fullmatch("outline.names", title)


def _fits_alone(document: Document, i: int, title: str, form: str, rules: Rules, *, plain: bool, styled: bool) -> bool:
    """True if words without a number may be a title: first the tests that are quick and rule out most blocks.

    ``plain``: they open a paragraph in plain type.
    """
    block = document.blocks[i]
    only_known = False
    if not plain and block.label:
        if not styled or (form != "block" and not block.share("bold", 0, len(title)) > _SET_OFF):
            return False
        only_known = form == "block" and not (block.bold and len(title.split()) <= _ENTRY_WORDS)
    elif not plain and not styled and not (_slanted(block) or _short_line(document, i, title, rules)):
        last = block.text.rstrip()[-1:]
        if form != "block" or len(title) > _KNOWN_TITLE or last == "." or (last == ":" and len(title.split()) > 3):
            return False
        only_known = True
    if _MONEY.search(title) or _mostly_digits(title) or _stands_beside(document, i):
        return False
    known = is_known(title, rules)
    letters = title.isupper() and (plain or (styled and len(title) == 2 and title.isalpha()))  # "IT"
    if not known and (only_known or not (letters or _WORD.search(title))):
        return False
    if not like_title(block, title, rules) and (plain or not known or form != "run-in"):
        return False
    if not any(c.islower() for c in title) and any(c.isdigit() for c in title) and parse(title):
        return False
    if styled and form == "block" and rules.fullmatch("outline.section", title) and _over_heading(document, i):
        return True
    if _is_label(title, rules) or rules.match("outline.closing", title):
        return False
    if _is_label(f"{title}:", rules) and not (
        known and styled and form == "block" and _over_sentence(document, i, rules)
    ):
        return False
    if rules.fullmatch("outline.label_unnumbered", title):
        return False
    return not rules.fullmatch("outline.speaker", title) and not _heads_actions(document, i, rules)


def _over_heading(document: Document, i: int) -> bool:
    """True for a line without a colon right over another heading: "Motions" over "Motion 2031/4", both bold."""
    following = body_after(document, i)
    if following is None or following.label or following.cell is not None or document.blocks[i].text.endswith(":"):
        return False
    set_off = following.heading > 0 or following.share("bold") > _SET_OFF
    return set_off and len(following.text.split()) <= _ROW_TITLE and not following.text.rstrip().endswith((".", ":"))


def _over_sentence(document: Document, i: int, rules: Rules) -> bool:
    """True for a line without a colon over a sentence: "APOLOGIES" over what was said of them, and no list of names."""
    following = body_after(document, i)
    if following is None or following.label or document.blocks[i].text.rstrip().endswith(":"):
        return False
    return rules.search("outline.sentence", following.text) is not None


def _slanted(block: Block) -> bool:
    """True for a few words in italics on a line of their own: "Winter supper"."""
    return (
        len(block.text.split()) <= _SLANTED
        and block.share("italic") > _SET_OFF
        and block.text.rstrip()[-1:] not in ".,;"
    )


def _short_line(document: Document, i: int, title: str, rules: Rules) -> bool:
    """True for a few words in plain type on a line of their own, with text under them: "Human Resources"."""
    block = document.blocks[i]
    if (
        block.label
        or len(title.split()) > 6
        or block.text.rstrip()[-1:] in ".,;:?!"
        or rules.fullmatch("outline.person", title)
    ):
        return False
    if not title[0].isupper() or ":" in title or any(c.isdigit() for c in title):
        return False
    following = body_after(document, i)
    if following is None or following.cell != block.cell:
        return False
    says = len(following.text) > 55 and (
        following.text.rstrip().endswith(":") or rules.search("outline.sentence", following.text) is not None
    )
    short = len(title.split()) <= _FEW_WORDS and following.text.rstrip().endswith(".")  # "Dock", over "It leaks."
    return says or short or len(following.text) > 70 or bool(following.label)


def next_body(document: Document, i: int) -> int | None:
    """Return the index of the next block of the running text after block ``i``."""
    blocks = document.blocks
    return next((k for k in range(i + 1, len(blocks)) if blocks[k].kind == "body"), None)


def body_after(document: Document, i: int) -> Block | None:
    """Return the next block of the running text after block ``i``."""
    at = next_body(document, i)
    return document.blocks[at] if at is not None else None


def _stands_beside(document: Document, i: int) -> bool:
    """True if the block stands to the right of the one before it, on the same line: a presenter's name, a date."""
    block = document.blocks[i]
    if block.bbox is not None and block.page is not None and block.align != "center" and block.cell is None:
        width = document.page_sizes[block.page - 1][0] if block.page <= len(document.page_sizes) else 595.0
        if block.bbox.x0 > 0.52 * width:
            return True
    before = next((b for b in (document.blocks[k] for k in range(i - 1, -1, -1)) if b.kind == "body"), None)
    if (
        before is None
        or block.bbox is None
        or before.bbox is None
        or before.page != block.page
        or before.cell != block.cell
    ):
        return False
    overlap = min(block.bbox.bottom, before.bbox.bottom) - max(block.bbox.top, before.bbox.top)
    return overlap > 0.5 * block.bbox.height and block.bbox.x0 >= before.bbox.x1


def _heads_actions(document: Document, i: int, rules: Rules) -> bool:
    """True for "Action list" over a table: it names the table and opens no item."""
    if not rules.fullmatch("outline.actions", document.blocks[i].text.strip()):
        return False
    following = body_after(document, i)
    here = document.blocks[i].cell
    return following is not None and following.cell is not None and (here is None or following.cell.table != here.table)


def _run_in(block: Block, start: int = 0) -> tuple[int, Span | None]:
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


def plain_run_in(block: Block, start: int, numbered: bool, rules: Rules, *, among: bool = False) -> int | None:
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
    if not numbered and not among and rules.fullmatch("outline.person", title.split(",")[0]):
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


def _told_after(text: str, start: int, numbered: bool, rules: Rules) -> int | None:
    """End of a title set like what follows it, where that says no more than that there was nothing; else None."""
    if ":" not in text and "–" not in text and " - " not in text and "—" not in text:
        return None
    for m in _PARTED.finditer(text, start):
        title, rest = text[start : m.start()].strip(), text[m.end() :]
        if title and _judged(title, rest, numbered, rules) and not rules.fullmatch("outline.verdict", rest):
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


def _look(
    block: Block,
    form: Literal["row", "block", "run-in"],
    column: int,
    number: Number | None,
    usual: float,
    styles: _Styles,
    italic: float,
) -> Look:
    size = block.size
    return Look(
        form=form,
        column=column,
        shape=number.shape if number else "",
        bold=styles.bold,
        underline=styles.underline,
        caps=styles.caps and not (italic > _SET_OFF and len(block.text) <= _ACRONYM),
        italic=italic >= 0.8,
        size=0.0 if size is None or abs(size - usual) < 0.75 else round(size - usual),
        heading=block.heading,
        centered=form == "block" and number is None and column < 0 and block.align == "center",
    )


class _Styles(NamedTuple):
    """What sets words apart: they are bold, underlined, in capitals."""

    bold: bool
    underline: bool
    caps: bool


def _styles(block: Block, start: int = 0, end: int | None = None) -> _Styles:
    piece = block.text[start:end]
    if "(" in piece and len(_WORD.findall(outside := _BRACKETED.sub("", piece.rstrip()))) > 1:
        piece = outside  # "PUBLIC COMMENT (Three minutes each)"
    if ". " in piece and _CAPITAL_PARTS.fullmatch(piece.rstrip()):
        piece = piece[: piece.index(". ")]
    caps = (
        not _LOWER.search(piece)
        and not any(c.islower() and c.isalpha() for c in piece)
        and sum(map(str.isalpha, piece)) > 2
    )
    return _Styles(block.share("bold", start, end) >= 0.8, block.share("underline", start, end) >= 0.8, caps)


def _usual_size(document: Document) -> float:
    weight: dict[float, int] = defaultdict(int)
    for b in document.blocks:
        if b.kind == "body" and (size := b.size) is not None:
            weight[size] += len(b.text)
    return max(weight, key=lambda s: (weight[s], s)) if weight else 0.0


def _tidy(title: str) -> str:
    if cut := _leader(title):
        title = title[: cut.start()]
    return " ".join(title.split()).rstrip(_TAIL)


def _leader(text: str, start: int = 0) -> re.Match[str] | None:
    """Find the dots, dashes or tab that lead from a title to what stands at the end of its line."""
    if not _may_lead(text) or not _LEADER_SIGN.search(text, start):
        return None
    return _LEADER.search(text, start)


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


def left_edge(block: Block) -> float:
    """Return the left edge of the block with its label, in points (DOCX: its indent)."""
    return block.bbox.x0 if block.bbox is not None else block.indent


def _is_label(title: str, rules: Rules) -> bool:
    return rules.match("outline.label", title) is not None


def is_known(title: str, rules: Rules) -> bool:
    """True for the well-known title of an item ("Apologies for absence"), not for a sentence that begins like one."""
    if rules.match("outline.item", title) is None or (title[:1].islower() and title[:3] != "to "):
        return False
    return title[:3].lower() == "to " or rules.search("outline.sentence", title) is None or len(title.split()) <= 3


def _mostly_digits(title: str) -> bool:
    """True for a date, or a line of figures: "12,400 9,310 kg"; not for "Budget 2031/2032", "Motion #2031-05-04/1"."""
    title = _REFERENCE.sub("", title)
    letters = sum(map(str.isalpha, title))
    if sum(map(str.isdigit, title)) <= letters:
        return False
    return sum(map(str.isdigit, _YEAR.sub("", title))) > letters or bool(find_dates(title))


def like_title(block: Block, title: str, rules: Rules) -> bool:
    """True if the words read as a title: short, no sentence, no finite verb in the middle of it."""
    words = title.split()
    if not words or len(words) > _MOST_WORDS:
        return False
    if len(words) > 24 and not rules.match("outline.business", title):
        return False
    stated = block.heading > 0  # whatever it says
    if (title[:1].islower() and not stated) or not any(map(str.isalpha, title)):
        return False
    if _STOPPED.search(title) and not (stated or _STOPPED_SHORT.search(title) or _CAPITAL_PARTS.fullmatch(title)):
        return False
    if title.endswith((",", ";") if stated else ("?", ",", ";")):
        return False
    opener = words[0].lower().rstrip(":")
    if opener == "to":
        return True
    if len(words) <= 3 or block.heading or not rules.may_match("outline.sentence", title):
        return True
    return not _says_more(" ".join(words[1:]), rules) or rules.match("outline.business", title) is not None


@functools.lru_cache(maxsize=1024)
def _says_more(words: str, rules: Rules) -> bool:
    """True if the words behind the first of a title are a sentence; several steps ask that of the same titles."""
    return rules.search("outline.sentence", words) is not None


def nothing_between(document: Document, mark: Mark, following: Mark | None) -> bool:
    """True if no text stands between a mark and the one that follows."""
    if following is None:
        return False
    a, b = mark.spans[-1].block, following.spans[0].block
    heads = {*following.heads, *mark.heads}
    return all(
        document.blocks[i].kind != "body" or i in heads or not document.blocks[i].text.strip() for i in range(a + 1, b)
    )


def _number_line(document: Document, mark: Mark, rules: Rules) -> str | None:
    """The number that stands in a line of its own under the title: "(Item 4)"."""
    below = body_after(document, mark.spans[-1].block)
    hit = rules.fullmatch("outline.number_line", below.text.strip()) if below is not None else None
    return hit.match["number"] if hit else None


def _over_people(block: Block, start: int, rules: Rules) -> int | None:
    """End of a title with people right behind it: "Apologies for absence Hilda Marsh, Tom Orr"; None if it is none."""
    m = _OVER_PEOPLE.match(block.text, start)
    if m is None:
        return None
    end = start + len(m[0].rstrip())
    parted = block.share("bold", start, end) > _SET_OFF and block.share("bold", m.end()) < 1 - _SET_OFF
    people = _PEOPLE.fullmatch(block.text[m.end() :].strip()) if parted else names_people(block.text[m.end() :], rules)
    return end if people else None


def names_people(text: str, rules: Rules) -> bool:
    """True for a list of names and no more, or for one name with a common first name."""
    if not _PEOPLE.fullmatch(text.strip()):
        return False
    return _BETWEEN.search(text) is not None or text.split(maxsplit=1)[0].lower() in rules.words["forename"]


def _person(text: str, rules: Rules) -> bool:
    """True for a person's name and no more."""
    return rules.fullmatch("outline.person", text.strip(" .\n")) is not None


def _names_person(title: str, rules: Rules) -> bool:
    """True for a person's name: in capitals, where any two words look like one, with a common first name."""
    if not rules.fullmatch("outline.person", title):
        return False
    return not title.isupper() or title.split(maxsplit=1)[0].lower() in rules.words["forename"]


def opens_prose(document: Document, mark: Mark, rules: Rules) -> bool:
    """True for a line of its own over a sentence."""
    if mark.look.form != "block" or _names_person(mark.title, rules):
        return False
    below = body_after(document, mark.spans[-1].block)
    return below is not None and not below.label and rules.search("outline.sentence", below.text) is not None
