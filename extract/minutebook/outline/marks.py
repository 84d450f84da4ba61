"""Marks the blocks that may open an item: their number, title and look."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Literal, NamedTuple

from minutebook.document import Block, Document, Span
from minutebook.numbering import Number, parse
from minutebook.outline.ends import capitals_before, leads_off, plain_run_in, rest_of, run_in, tidy, told_after
from minutebook.outline.persons import is_person, names_holder, names_person, over_people
from minutebook.outline.typed import TypedSeries, code_line, typed_number, typed_series
from minutebook.outline.wording import is_known, is_label, like_title, mostly_digits
from minutebook.rulepack import Rules
from minutebook.tables import TableView
from minutebook.values import hastened

_MAX_TITLE = 220
_KNOWN_TITLE = 60
"""A plain line with a well-known title is no longer than this."""
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
_WORD = re.compile(r"[^\W\d_]{3}")
_LOWER = re.compile("[a-z]")
_MONEY = re.compile(r"[£$€]\s?\d")
_STARRED = re.compile(r"\*\s?(?=[A-Z])")
_BRACKETED = re.compile(r"\([^()\d]*\)$")
_COUNT_BEHIND = re.compile(r"\s*\(?(\d{1,3})[.)]\s+(?=\S)")
"""The number of an item behind the reference of its minute: "HB48/31 2. Tolls"."""
_BEHIND_TAB = re.compile(r"\(?([a-z]|\d{1,2}|[ivx]{2,4})[.)]\s+(?=[A-Z])")
"""The number of the first item behind a tab: "a) North quay", behind "Roads"."""
_INLINE = re.compile(r";\s+(?:and\s+)?\(?\d{1,2}[.)]\s")
"""The next number of a list that goes on in the same paragraph."""
_CAPITAL_PARTS = re.compile(r"[A-Z][A-Z0-9’'&/,() -]{3,80}\.(?:\s+[A-Z0-9][^.]{2,60}\.?){1,3}")
"""A title in capitals with its parts in small letters: "LICENSING. One day. Boat Club."."""


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
    consent: Mark | None = None  # "Consent agenda", while what stands under it is read
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
                mark = _block_mark(document, i, usual, series, rules, consent=consent is not None)
                if mark is not None and spanning and mark.number is None:
                    mark.look = replace(mark.look, form="row")
            if mark is None:
                continue
            taken.update(mark.heads, (s.block for s in mark.spans))
        else:
            mark = _code_mark(document, i, usual, rules)
            mark = mark or _block_mark(document, i, usual, series, rules, consent=consent is not None)
            if mark is None:
                continue
            taken.update(s.block for s in mark.spans)
        if mark.number is None:
            taken.update(_take_number(document, mark, rules))
        behind = _behind_tab(document, i, mark, usual, rules)
        if behind is not None:
            mark.after = None
        if rules.match("outline.consent", mark.title) and (mark.number or mark.look.styled or mark.look.form == "row"):
            consent = mark
        elif mark.look.styled or mark.look.form == "row" or (consent is not None and _counts_on(mark, consent)):
            consent = None
        marks += [mark] if behind is None else [mark, behind]
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
                mark.title, mark.after = tidy(block.text[span.start : end]), rest_of(block.text, end, block)
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
        if number is None or is_label(block.text, rules) or rules.match("outline.application", number.text):
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
    cut = plain_run_in(first, 0, True, document, rules) if whole and len(first.text.split()) > _ROW_TITLE else None
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
        end, rest = run_in(first)
        if rest is None and (cut := _row_title(first, document, rules)):
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
    title = tidy(title)
    if not title or len(title) > _MAX_TITLE or (is_label(title, rules) and not (number is not None and first.bold)):
        return None
    look = _look(first, "row", cell.column, number, usual, _styles(first), first.share("italic"))
    return Mark(spans, title, number, look, left_edge(block), is_known(title, rules), "outline-row", rest, heads)


def _row_title(block: Block, document: Document, rules: Rules) -> int | None:
    """End of the title that opens the sentence in a numbered row: "Poplars – the report was late."; else None."""
    if like_title(block, block.text, rules):
        return told_after(block.text, 0, True, rules)
    end = plain_run_in(block, 0, True, document, rules)
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
    title = tidy(below.text)
    if not title or len(title) > _MAX_TITLE or not like_title(below, title, rules):
        return None
    look = _look(document.blocks[i], "block", -1, number, usual, _styles(document.blocks[i]), 0.0)
    spans = (Span(at, 0, len(below.text)),)
    x = left_edge(document.blocks[i])
    return Mark(spans, title, number, look, x, is_known(title, rules), "outline-block-numbered", heads=(i,))


def _behind_tab(document: Document, i: int, side: Mark, usual: float, rules: Rules) -> Mark | None:
    """The first item of a list that begins behind the tab after a title at the side: "Roads", "a) North quay"."""
    block = document.blocks[i]
    if side.after is None or side.number is not None or not block.text[: side.after.start].endswith("\t"):
        return None
    m = _BEHIND_TAB.match(block.text, side.after.start)
    number = parse(m[1]) if m else None
    if m is None or number is None or number.value != 1:
        return None
    end, rest = run_in(block, m.end())
    title = tidy(block.text[m.end() : end])
    if not title or not like_title(block, title, rules) or is_label(title, rules):
        return None
    below = body_after(document, i)
    x = max(side.x, left_edge(below)) if below is not None else side.x
    look = _look(block, "block", side.look.column, number, usual, _styles(block, m.end(), end), 0.0)
    spans = (Span(i, m.end(), end),)
    return Mark(spans, title, number, look, x, is_known(title, rules), "outline-block-numbered", rest)


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
    if number is None and block.bold and (hit := rules.match("outline.number_behind_kind", text)):
        number, skip = parse(hit.match["number"]), hit.match.end()
    if number is None and (found := typed_number(block) or series.get(i)):
        number, skip = found
        if label and number.kind != "reference" and block.share("bold", 0, skip) < _SET_OFF:
            return None  # a figure that opens the entry of a list
    if label and number is None and any(c.isalnum() for c in label):
        return None
    if number is not None and number.kind == "reference" and (count := _COUNT_BEHIND.match(text, skip)):
        number, skip = parse(count[1]), count.end()
    if number is not None and _INLINE.search(text, skip):
        return None
    if number is not None and (star := _STARRED.match(text, skip)):
        skip = star.end()  # "A. *Bills to ratify": the star stands for the consent agenda
    if number is not None and number.kind == "reference" and rules.match("outline.application", number.text):
        return None
    if number is not None and number.kind == "reference" and is_label(f"{number.text} {text[skip:]}", rules):
        return None
    end, rest = run_in(block, skip)
    plain = False
    if (
        rest is None
        and not block.bold
        and not block.underline
        and (found_end := plain_run_in(block, skip, number is not None, document, rules))
    ):
        end, plain = found_end, True
        rest = rest_of(text, end, block)
    counted = number is not None and number.kind != "letter"
    may_open = rest is None and (number is not None or not label) and not any(_styles(block))
    if may_open and (found_end := capitals_before(text, document, rules, skip, numbered=counted)):
        end, rest = found_end, rest_of(text, found_end, block)
    if rest is None and len(text) < _MAX_TITLE and (found_end := told_after(text, skip, number is not None, rules)):
        end = found_end
        rest = rest_of(text, end, block)
    if rest is None and number is not None and (found_end := over_people(block, skip, rules)):
        end = found_end
        rest = rest_of(text, end, block)
    title = tidy(text[skip:end])
    if (
        number is None
        and rest is not None
        and title.lower() in _TAKEN
        and is_person(text[rest.start : rest.end], document, rules)
    ):
        return None
    if rest is not None and (title.count(".") == 1 or _CAPITAL_PARTS.fullmatch(title)):
        title = title.removesuffix(".")  # the stop that closes a run-in heading
    if not title or (len(title) > _MAX_TITLE and (number is None or number.kind not in ("reference", "dotted"))):
        return None
    own_line = rest is None or any(sign in text[max(skip, end - 1) : rest.start] for sign in "\n\t")
    own_line = own_line or leads_off(text, skip, end)
    form: Literal["block", "run-in"] = "block" if own_line else "run-in"
    styles = _styles(block, skip, end)
    if number is not None:
        strong = styles.bold or styles.underline or consent
        if not _fits_number(number, title, rules, strong=strong, alone=strong and rest is None):
            return None
    elif not _fits_alone(document, i, title, form, rules, plain=plain, styled=any(styles) or block.heading > 0) or (
        rest is not None and names_holder(title, text[rest.start :], document, rules)
    ):
        return None
    bullet = bool(label) and number is None
    if bullet and form == "run-in":
        styles = styles._replace(caps=False)  # one in capitals stands beside the others of its list
    look = _look(block, form, column, number, usual, styles, block.share("italic", skip, end))
    rule = f"outline-{form}" + ("-prefixed" if prefixed else "-numbered" if number else "-bullet" if bullet else "")
    return Mark((Span(i, skip, end),), title, number, look, left_edge(block), is_known(title, rules), rule, rest)


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
    if not alone and is_label(title, rules):
        return number.kind == "decimal" and rules.fullmatch("outline.attendance", title.removesuffix(".")) is not None
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
    if _MONEY.search(title) or mostly_digits(title) or _stands_beside(document, i):
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
    if is_label(title, rules) or rules.match("outline.closing", title):
        return False
    if is_label(f"{title}:", rules) and not (
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
        or is_person(title, document, rules)
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


def left_edge(block: Block) -> float:
    """Return the left edge of the block with its label, in points (DOCX: its indent)."""
    return block.bbox.x0 if block.bbox is not None else block.indent


def nothing_between(document: Document, mark: Mark, following: Mark | None) -> bool:
    """True if no text stands between a mark and the one that follows."""
    if following is None:
        return False
    a, b = mark.spans[-1].block, following.spans[0].block
    heads = {*following.heads, *mark.heads}
    return all(
        document.blocks[i].kind != "body" or i in heads or not document.blocks[i].text.strip() for i in range(a + 1, b)
    )


def _take_number(document: Document, mark: Mark, rules: Rules) -> tuple[int, ...]:
    """Give a mark the number that stands behind its title or in a line of its own under it, which is returned.

    Such a number is "(Item 4)".
    """
    block = mark.spans[-1].block
    if mark.after is not None:
        if hit := rules.fullmatch("outline.number_line", document.blocks[block].text[mark.after.start :].strip()):
            mark.number, mark.after = parse(hit.match["number"]), None
            mark.look, mark.rule = replace(mark.look, form="block"), "outline-block"
        return ()
    at = mark.title.rfind(" (")
    if at > 0 and (hit := rules.fullmatch("outline.number_line", mark.title[at + 1 :])):
        mark.number, mark.title = parse(hit.match["number"]), mark.title[:at].rstrip()
        return ()
    below = body_after(document, block)
    if below is None or not (hit := rules.fullmatch("outline.number_line", below.text.strip())):
        return ()
    mark.number = parse(hit.match["number"])
    return (next(i for i in range(block + 1, len(document.blocks)) if document.blocks[i] is below),)


def _counts_on(mark: Mark, from_: Mark) -> bool:
    """True if the number of a mark is of the kind of another's."""
    return mark.number is not None and from_.number is not None and mark.number.shape == from_.number.shape


def opens_prose(document: Document, mark: Mark, rules: Rules) -> bool:
    """True for a line of its own over a sentence."""
    if mark.look.form != "block" or names_person(mark.title, document, rules):
        return False
    below = body_after(document, mark.spans[-1].block)
    return below is not None and not below.label and rules.search("outline.sentence", below.text) is not None
