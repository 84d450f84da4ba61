"""Blocks to the tree of agenda items: which blocks are headings, and what stands under each.

Layout decides before words do. Every block that could open an item becomes a ``_Mark`` with its number and its look;
marks of one look are judged together (a list of sentences is no list of headings, a list of titles is), and the tree
grows from numbers that extend one another, then from looks that repeat, then from how heavy a look is.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field, replace
from typing import Literal

from minutebook.document import Block, Document, Span
from minutebook.numbering import Number, parse
from minutebook.rulepack import Rules
from minutebook.tables import TableView, views

Zone = Literal["title", "attendance", "agenda", "body", "actions", "next_meeting", "closing", "appendix", "furniture"]
"""What a passage belongs to. ``title``: the document's title and details before the business (date, venue, chair).
``attendance``: the lists of those present and absent. ``agenda``: a list of the agenda at the front (not the items).
``body``: business. ``actions``: a table or log of actions that stands apart from the items (front or end).
``next_meeting``: what is said of the next meeting. ``closing``: signature and close. ``appendix``: appended reports.
``furniture``: headers, footers, watermarks."""


@dataclass(frozen=True, slots=True)
class Heading:
    """The heading of an agenda item. ``spans`` hold its title; ``parent`` is an index into ``Outline.items``."""

    spans: tuple[Span, ...]
    title: str
    number: str | None
    level: int
    parent: int | None
    rule: str
    confidence: float = 0.9


@dataclass(frozen=True, slots=True)
class Passage:
    """Text of one block (less a run-in heading at its start) with the item under which it stands and its zone.

    ``item`` is an index into ``Outline.items``, None before the first item and in zones that belong to no item.
    """

    span: Span
    item: int | None
    zone: Zone


@dataclass(frozen=True, slots=True)
class Outline:
    """The document with its items in order and every block that is no heading as a passage, in reading order."""

    document: Document
    items: tuple[Heading, ...]
    passages: tuple[Passage, ...]
    tables: tuple[TableView, ...]


_LEADER = re.compile(r"\s*(?:[-–—_.…]{4,}|(?:\.\s){3,}|\t).*$", re.DOTALL)
_TAIL = re.compile(r"[\s:;–—-]+$")
_MAX_TITLE = 220


@dataclass(frozen=True, slots=True)
class _Look:
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

    @property
    def weight(self) -> tuple[int, float, int, int, int, int]:
        """Heavier looks open higher items."""
        stated = 9 - self.heading if self.heading else 0
        return (
            stated,
            round(self.size),
            2 if self.form == "row" else 1 if self.form == "block" else 0,
            int(self.caps),
            int(self.bold),
            int(self.underline),
        )

    @property
    def styled(self) -> bool:
        return self.bold or self.underline or self.caps or self.heading > 0


@dataclass(slots=True)
class _Mark:
    """A block that may open an item."""

    spans: tuple[Span, ...]
    title: str
    number: Number | None
    look: _Look
    x: float
    known: bool
    rule: str
    after: Span | None = None
    heads: tuple[int, ...] = field(default=())


def outline(document: Document, rules: Rules) -> Outline:
    """Find the agenda items of a cleaned document and say what stands under each."""
    tables = views(document, rules)
    marks = _marks(document, tables, rules)
    front = _front(document, marks, rules)
    agenda = _agenda_list(document, marks, rules)
    marks = [m for m in marks if m.spans[0].block >= front and m.spans[0].block not in agenda]
    marks = _judge(document, marks, rules)
    appendix = _appendix(document, marks, rules)
    marks = [m for m in marks if m.spans[0].block < appendix]
    items = _tree(document, marks, rules)
    passages = _passages(document, tables, marks, items, front, agenda, appendix, rules)
    return Outline(document, items, passages, tables)


# ---------------------------------------------------------------- marks


def _marks(document: Document, tables: tuple[TableView, ...], rules: Rules) -> list[_Mark]:
    marks: list[_Mark] = []
    usual = _usual_size(document)
    taken: set[int] = set()
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
                mark = _block_mark(document, i, usual, rules)
                if mark is not None and spanning and mark.number is None:
                    mark.look = replace(mark.look, form="row")
            if mark is None:
                continue
            taken.update(mark.heads, (s.block for s in mark.spans))
        else:
            mark = _block_mark(document, i, usual, rules)
            if mark is None:
                continue
        if mark.number is None and (line := _number_line(document, mark, rules)):
            mark.number = parse(line)
        marks.append(mark)
    return marks


def _row_mark(document: Document, view: TableView, i: int, usual: float, rules: Rules) -> _Mark | None:
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
        number = parse(f"{block.label} {block.text}".strip())
        if number is None:
            return None
        heads = view.cells[cell.row, cell.column]
        after = [c for c in range(cell.column + 1, len(view.roles)) if (cell.row, c) in view.cells]
        after = [c for c in after if view.roles[c] in ("title", "text", "")]
        if not after:
            return None
        held = view.cells[cell.row, after[0]]
        whole = view.roles[after[0]] == "title" or (
            len(after) > 1 and len(held) == 1 and len(document.blocks[held[0]].text) < 120 and not view.roles[after[0]]
        )
    elif role == "title":
        held = view.cells[cell.row, cell.column]
        whole = True
        number = parse(block.label) if block.label else None
    else:
        return None
    first = document.blocks[held[0]]
    if whole:
        spans = tuple(Span(b, 0, len(document.blocks[b].text)) for b in held)
        title = " ".join(document.blocks[b].text for b in held)
        rest = None
    else:
        end, rest = _run_in(first)
        spans = (Span(held[0], 0, end),)
        title = first.text[:end]
        if (
            rest is None
            and not _like_title(first, title, rules)
            and not first.bold
            and len(held) == 1
            and title.rstrip().endswith(".")
        ):
            return None
    title = _tidy(title)
    if not title or len(title) > _MAX_TITLE or (_is_label(title, rules) and not (number is not None and first.bold)):
        return None
    look = _look(first, "row", cell.column, number, usual)
    return _Mark(spans, title, number, look, _left(block), _known(title, rules), "outline-row", rest, heads)


def _block_mark(document: Document, i: int, usual: float, rules: Rules) -> _Mark | None:
    """A numbered or styled line, a run-in heading, or a plain line with a well-known title."""
    block = document.blocks[i]
    text = block.text
    if not text.strip() or not any(c.isalpha() for c in text):
        return None
    column = -1
    if block.cell is not None and document.tables[block.cell.table].columns > 1:
        column = block.cell.column
    label, skip, number = block.label, 0, parse(block.label) if block.label else None
    prefixed = False
    if number is None and (hit := rules.match("outline.number_prefix", text)):
        number, skip, prefixed = parse(hit.match["number"]), hit.match.end(), True
    if number is None and (found := _typed_number(block)):
        number, skip = found
    if label and number is None and any(c.isalnum() for c in label):
        return None
    if number is not None and number.kind == "reference" and _is_label(f"{number.text} {text[skip:]}", rules):
        return None
    end, rest = _run_in(block, skip)
    plain = False
    if (
        rest is None
        and not block.bold
        and not block.underline
        and (found_end := _plain_run_in(block, skip, number is not None, rules))
    ):
        end, plain = found_end, True
        rest = _rest(text, end, block)
    title = _tidy(text[skip:end])
    if not title or not re.search(r"[^\W\d_]{3}", title):
        return None
    styled = block.share("bold", skip, end) >= 0.8 or block.share("underline", skip, end) >= 0.8
    if (number is None or not styled) and _is_label(title, rules):
        return None
    if number is None and (
        _is_label(f"{title}:", rules)
        or (not any(c.islower() for c in title) and any(c.isdigit() for c in title) and parse(title))
        or _mostly_digits(title)
    ):
        return None
    if number is not None and number.kind == "reference" and rules.fullmatch("outline.names", title):
        return None  # the label of a resolution: its mover and seconder
    own_line = "\n" in text[end : rest.start] or "\t" in text[end : rest.start] if rest is not None else True
    form: Literal["block", "run-in"] = "block" if own_line else "run-in"
    look = _look(block, form, column, number, usual, skip, end)
    known = _known(title, rules)
    if number is None and (rules.match("outline.closing", title) or _heads_actions(document, i, rules)):
        return None
    bullet = bool(label) and number is None
    if re.search(r"[£$€]\s?\d", title) and not (number is not None and styled):
        return None
    if number is None and (
        _stands_beside(document, i) or rules.fullmatch("outline.speaker", title)
    ):
        return None
    if number is None:
        if bullet and not plain and not (look.styled and form == "block" and known):
            return None
        colon = text.rstrip().endswith(":") and len(title.split()) > 3
        short = _short_line(document, i, title, rules)
        if plain:
            if not _like_title(block, title, rules):
                return None
        elif (
            not look.styled
            and not short
            and not (known and form == "block" and len(title) <= 60 and not text.rstrip().endswith(".") and not colon)
        ):
            return None
        if not _like_title(block, title, rules) and not (known and form == "run-in"):
            return None
    if len(title) > _MAX_TITLE and not (number is not None and number.kind in ("reference", "dotted")):
        return None
    rule = f"outline-{form}" + ("-prefixed" if prefixed else "-numbered" if number else "-bullet" if bullet else "")
    return _Mark((Span(i, skip, end),), title, number, look, _left(block), known, rule, rest)


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
    following = next((b for b in document.blocks[i + 1 :] if b.kind == "body"), None)
    if following is None or following.cell != block.cell or not title[0].isupper() or any(c.isdigit() for c in title):
        return False
    return len(following.text) > 70 or bool(following.label)


def _stands_beside(document: Document, i: int) -> bool:
    """True if the block stands to the right of the one before it, on the same line: a presenter's name, a date."""
    block = document.blocks[i]
    if block.bbox is not None and block.page is not None and block.align != "center" and block.cell is None:
        width = document.page_sizes[block.page - 1][0] if block.page <= len(document.page_sizes) else 595.0
        if block.bbox.x0 > 0.52 * width:
            return True
    before = next((b for b in reversed(document.blocks[:i]) if b.kind == "body"), None)
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
    following = next((b for b in document.blocks[i + 1 :] if b.kind == "body"), None)
    here = document.blocks[i].cell
    return following is not None and following.cell is not None and (here is None or following.cell.table != here.table)


def _typed_number(block: Block) -> tuple[Number, int] | None:
    """A number at the start of the text that the reader left there: "LW 30/2021 To record", "5 Updates" in bold."""
    text = block.text
    m = re.match(
        r"\(?\*?([A-Z]{1,8}[ ./-]?\d{1,5}(?:[./-]\d{1,4}){0,3}|\d{2}\.\d{2} \d{2}|\d{1,4}(?:[./-]\d{1,4}){1,4})[a-z]?\)?[.:]?\s+",
        text,
    )
    if m and (number := parse(m[1])):
        if number.kind == "reference" and re.fullmatch(r"\d{1,2}[/-]\d{1,2}[/-]\d{2,4}", number.text):
            return None  # a date
        if number.kind == "reference" and not (block.share("bold", 0, m.end()) > 0.5 or "/" in m[1] or text[0] == "("):
            return None
        return number, m.end()
    m = re.match(r"(\d{1,3}\s?[A-Za-z])[.)]\s+|\*([A-Z])[.)]\s+", text)
    if m and (
        m[2] or block.share("bold", 0, m.end() + 8) > 0.8 or block.share("underline", m.end(), m.end() + 8) > 0.8
    ):
        number = parse(m[1] or m[2])
        return (number, m.end()) if number else None
    m = re.match(r"(\d{1,3})(?:[.:)]|(?=\t))(\t\s*|\s+|(?=[A-Z]{3}))|([1-5]?\d) (?=[A-Z])", text)
    if m and m[3]:
        return (
            (Number(m[3], "decimal", (m[3],), int(m[3]), False, "#"), m.end())
            if block.share("bold", 0, m.end() + 12) > 0.8
            else None
        )
    if m and (block.share("bold", 0, m.end() + 12) > 0.8 or "\t" in m[2]):
        number = parse(m[1])
        return (number, m.end()) if number else None
    return None


def _run_in(block: Block, start: int = 0) -> tuple[int, Span | None]:
    """Where the title ends in the block, and what follows it (None if the whole block may be a title).

    The first bold, underlined or capital words are a run-in heading if plain text follows them and a dash, colon, stop,
    tab or line break stands between.
    """
    text = block.text
    stop = _styled_end(block, start)
    if stop <= start or stop >= len(text.rstrip()):
        cut = _LEADER.search(text, start)
        end = cut.start() if cut and cut.start() > start else len(text)
        if "\n" in text[start:end] and stop <= start:
            end = text.index("\n", start)
            return end, _rest(text, end, block)
        return end, None
    inside, beyond = text[start:stop], text[stop:]
    first = stop + len(beyond) - len(beyond.lstrip())
    own_line = any(line.start == first for line in block.lines)
    parted = (
        own_line
        or inside.rstrip()[-1:] in ":.–—-"
        or beyond.lstrip()[:1] in ":–—-"
        or beyond[:1] in "\t\n"
        or inside[-1:] in "\t\n"
    )
    if not parted:
        return len(text), None
    return stop, _rest(text, stop, block)


def _plain_run_in(block: Block, start: int, numbered: bool, rules: Rules) -> int | None:
    """End of a title in plain type that opens a paragraph: "Street lights - The clerk reported ..."; None if none does.

    After a dash, or for a numbered paragraph after a stop or colon, a sentence must follow.
    """
    text = block.text
    parting = r"\s[–—-]\s+|\s?[–—]\s+" + (r"|(?<!\b[A-Z])[.:]\s+" if numbered else "")
    m = re.match(r"([A-Z](?:[^.:–—?!\n\t]|\.(?=\S)){1,140}?)(?:" + parting + r")(?=[\w“\"'£$])", text[start:])
    if not m:
        return None
    title, rest = m[1], text[start + m.end() :]
    if title.count("(") != title.count(")") or title.split()[-1] in rules.words["abbreviation"]:
        return None
    if len(title.split()) > (24 if numbered else 16) or (";" in title and not numbered):
        return None
    stopped = m[0].rstrip()[-1:] == "."
    if not stopped and (len(rest) < 40 or not rules.search("outline.sentence", rest)):
        return None
    if not numbered and rules.fullmatch("outline.person", title):
        return None
    if rules.search("outline.sentence", title) and not title.startswith("To "):
        return None
    end = len(title)
    while not stopped and (
        more := re.match(r"\s*[–—-]\s+([^.:–—?!\n\t]{3,60}?)(?=\s[–—-]\s|\.\s)", text[start + end :])
    ):
        if rules.search("outline.sentence", more[1]) or len(more[1].split()) > 6:
            break
        end += more.end()
    return start + end


def _rest(text: str, at: int, block: Block) -> Span | None:
    a = at
    while a < len(text) and (text[a].isspace() or text[a] in ":–—-."):
        a += 1
    return Span(-1, a, len(text)) if a < len(text) else None


def _styled_end(block: Block, start: int) -> int:
    """End of the bold, underlined or all-capital words from ``start``; ``start`` if there are none."""
    end = start
    for what in ("bold", "underline"):
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
        if any(c.isalpha() for c in block.text[start:at]) and block.share(what, start, at) > 0.7:
            end = max(end, at)
    if end == start and (
        m := re.match(r"[A-Z][A-Z0-9’'&/,() -]{3,80}?(?=\s*[:–—]\s|\.\s+[A-Z][a-z]|\n|\t)", block.text[start:])
    ):
        end = start + m.end()
    return end


def _look(
    block: Block,
    form: Literal["row", "block", "run-in"],
    column: int,
    number: Number | None,
    usual: float,
    start: int = 0,
    end: int | None = None,
) -> _Look:
    piece = block.text[start:end]
    caps_letters = [c for c in piece if c.isalpha()]
    size = block.size
    return _Look(
        form=form,
        column=column,
        shape=number.shape if number else "",
        bold=block.share("bold", start, end) >= 0.8,
        underline=block.share("underline", start, end) >= 0.8,
        caps=len(caps_letters) > 2 and not any(c.islower() for c in caps_letters),
        italic=block.share("italic", start, end) >= 0.8,
        size=0.0 if size is None or abs(size - usual) < 0.75 else round(size - usual),
        heading=block.heading,
    )


def _usual_size(document: Document) -> float:
    weight: dict[float, int] = defaultdict(int)
    for b in document.blocks:
        if b.kind == "body" and b.size is not None:
            weight[b.size] += len(b.text)
    return max(weight, key=lambda s: (weight[s], s)) if weight else 0.0


def _tidy(title: str) -> str:
    title = _LEADER.sub("", title)
    return _TAIL.sub("", " ".join(title.split()))


def _left(block: Block) -> float:
    return block.bbox.x0 if block.bbox is not None else block.indent


def _is_label(title: str, rules: Rules) -> bool:
    return rules.match("outline.label", title) is not None


def _known(title: str, rules: Rules) -> bool:
    """True for the well-known title of an item ("Apologies for absence"), not for a sentence that begins like one."""
    if rules.match("outline.item", title) is None:
        return False
    return title[:3].lower() == "to " or rules.search("outline.sentence", title) is None or len(title.split()) <= 3


def _mostly_digits(title: str) -> bool:
    return sum(c.isdigit() for c in title) > sum(c.isalpha() for c in title)


def _like_title(block: Block, title: str, rules: Rules) -> bool:
    """True if the words read as a title: short, no sentence, no finite verb in the middle of it."""
    words = title.split()
    if not words or len(words) > 24:
        return False
    if title[:1].islower() or not any(c.isalpha() for c in title):
        return False
    if re.search(r"[.!?]\s+[A-Z]", title) and not re.search(r"\b(?:No|St|Dr|Mr|Mrs|Ms|vs|Ltd|Inc)\.\s", title):
        return False
    if title.endswith("?") or title.endswith((",", ";")):
        return False
    opener = words[0].lower().rstrip(":")
    if opener == "to":
        return True
    return not (len(words) > 3 and rules.search("outline.sentence", " ".join(words[1:])) and not block.heading)


# ---------------------------------------------------------------- judging


def _front(document: Document, marks: list[_Mark], rules: Rules) -> int:
    """Index of the block at which the items begin: before it stand title, details and attendance."""
    looks: dict[_Look, int] = defaultdict(int)
    for m in marks:
        looks[m.look] += 1
    attending = listed = False
    last = 0
    strong = [m for m in marks if m.number is not None and (m.look.styled or m.look.form == "row")]
    numbered_at = strong[0].spans[0].block if len(strong) >= 3 else -1
    for m in marks:
        i = m.spans[0].block
        for b in range(last, i):
            block = document.blocks[b]
            if block.kind == "body" and rules.match("outline.attendance", block.text):
                attending = True
            listed = listed or rules.fullmatch("outline.agenda", block.text.strip()) is not None
        last = i
        block = document.blocks[i]
        if (m.number is None or m.number.kind == "reference") and _document_title(block, rules):
            continue
        if (
            rules.match("outline.attendance", m.title)
            and m.number is None
            and not (m.known and m.look.form == "run-in")
        ):
            attending = True
            if not m.known:
                continue
        if m.number is not None:
            plain_words = "," not in m.title and any(w.islower() and len(w) > 1 for w in m.title.split())
            if m.look.styled or m.known or not attending or m.look.form == "row" or plain_words:
                return i
            continue
        if i < numbered_at and rules.search("outline.title", block.text):
            continue
        if m.known and not rules.match("outline.attendance", m.title):
            return i
        if m.known and m.look.form == "run-in":
            return i
        if attending and i < numbered_at:
            listing = any(o.look == m.look and o.spans[0].block in (i - 1, i - 2) for o in marks)
            if listing or looks[m.look] < 2 or not _leads_to(document, m, marks):
                continue
        if listed:
            return i
        if looks[m.look] >= 3 and block.align != "center" and (attending or i > 12):
            return i
    return next(
        (m.spans[0].block for m in marks if document.blocks[m.spans[0].block].align != "center"), len(document.blocks)
    )


def _leads_to(document: Document, mark: _Mark, marks: list[_Mark]) -> bool:
    """True if the next mark follows with nothing between: a heading over headings."""
    following = next((m for m in marks if m.spans[0].block > mark.spans[-1].block), None)
    return following is not None and following.number is not None and _nothing_between(document, mark, following)


def _document_title(block: Block, rules: Rules) -> bool:
    return rules.search("outline.title", block.text) is not None and (
        block.align == "center" or block.caps or rules.match("outline.document_title", block.text) is not None
    )


def _agenda_list(document: Document, marks: list[_Mark], rules: Rules) -> set[int]:
    """Blocks of a list of the agenda at the front: its titles or numbers come again with business under them."""
    blocks = document.blocks
    start = next(
        (i for i, b in enumerate(blocks) if b.kind == "body" and rules.fullmatch("outline.agenda", b.text.strip())),
        None,
    )
    if start is None:
        return set()
    by_block = {m.spans[0].block: m for m in marks}
    if start in by_block and (number := by_block[start].number) is not None:
        following = next((m for m in marks if m.spans[0].block > start and m.number and m.number.follows(number)), None)
        if following is not None:
            return set(range(start, min((*following.heads, following.spans[0].block))))
    listed: list[int] = []
    for i in range(start + 1, len(blocks)):
        if blocks[i].kind != "body":
            continue
        if (
            blocks[i].cell is not None
            and (not listed or blocks[i].cell != blocks[start].cell)
            and i not in by_block
            and len(blocks[i].text) > 160
        ):
            break
        if len(blocks[i].text) > 200:
            break
        listed.append(i)
    keys = {_key(blocks[i].text): i for i in listed}
    opening = {k for i in listed[:2] if (k := _key(blocks[i].text))}
    for i in listed[2:]:
        if _key(blocks[i].text) in opening:  # the list ends where its first entry comes again
            again = [j for j in listed if j < i]
            return {start, *again} if len(again) >= 3 else set()
    later = {_key(m.title) for m in marks if m.spans[0].block > (listed[-1] if listed else start)}
    again = [i for i in listed if _key(blocks[i].text) in later]
    if len(again) >= max(3, len(listed) // 2) and keys:
        return {start, *range(start, again[-1] + 1)}
    return set()


def _key(text: str) -> str:
    return re.sub(r"[^a-z]+", " ", re.sub(r"^\W*[A-Za-z]{0,4}\s?[\d/.:-]+", "", text).lower()).strip()


def _judge(document: Document, marks: list[_Mark], rules: Rules) -> list[_Mark]:
    """Keep the marks whose look is that of headings in this document."""
    groups: dict[tuple[object, ...], list[_Mark]] = defaultdict(list)
    for m in marks:
        groups[_group(m)].append(m)
    headed = any(m.look.styled and m.number is None for m in marks)
    kept: set[int] = set()
    plain: dict[str, list[_Mark]] = defaultdict(list)
    for members in groups.values():
        look = members[0].look
        good = [m for m in members if _like_title(document.blocks[m.spans[0].block], m.title, rules) or m.known]
        if look.shape:
            number = members[0].number
            assert number is not None
            strong = number.kind in ("reference", "dotted", "suffixed") or look.form == "row"
            if look.italic and not look.bold and not look.underline and len(good) < 0.6 * len(members):
                continue  # numbered italics are questions
            if number.kind == "reference" and look.form != "row" and not _in_series(members):
                continue
            if look.styled or strong:
                if len(good) >= 0.4 * len(members) or strong:
                    whole = strong or len(good) >= 0.6 * len(members)
                    kept.update(
                        id(m)
                        for m in members
                        if m in good or (whole and not _numbered_prose(document, m, marks, rules))
                    )
            else:
                plain[number.kind].extend(members)
        elif look.form == "run-in" and not look.styled:
            near = [m for m in good if _has_neighbour(document, m, good)]
            kept.update(id(m) for m in near)
        elif not look.styled:
            known = [m for m in good if m.known]
            kept.update(id(m) for m in (good if len(known) >= 2 and 2 * len(known) >= len(good) - 1 else known))
        elif len(good) >= 0.5 * len(members) or not headed:
            kept.update(id(m) for m in good)
        else:
            kept.update(id(m) for m in good if m.known)
    for members in plain.values():
        kept.update(_plain_lists(document, marks, members, rules))
    found: list[_Mark] = []
    earlier = False
    container = False
    leaf: _Mark | None = None
    for m, following in zip(marks, [*marks[1:], None], strict=False):
        if id(m) not in kept:
            continue
        if (
            leaf is not None
            and not _beside(m, leaf)
            and (following is None or _nothing_between(document, m, following))
        ):
            continue  # a list of matters for the next agenda
        if m.rule.endswith("-bullet"):
            if not container:
                continue
        else:
            container = rules.match("outline.container", m.title) is not None
        if leaf is None or _beside(m, leaf):
            leaf = m if rules.match("outline.leaf", m.title) else None
        if m.rule.endswith("-prefixed") and earlier:
            continue  # "Agenda item 3: ..." under matters arising points to the earlier minutes
        if not m.rule.endswith("-prefixed") and (m.number is not None or m.look.styled):
            earlier = rules.search("outline.earlier", m.title) is not None
        found.append(m)
    return found


def _plain_lists(document: Document, marks: list[_Mark], members: list[_Mark], rules: Rules) -> set[int]:
    """Which numbered lines in plain type are headings (ids of marks), list by list.

    A list whose lines read as titles is one of headings, and then all its lines are, so that the numbers stay whole;
    a list of sentences, of people, or one that hangs under a line ending in a colon, is not. ``members`` are the marks
    of one kind of number (decimal, letter, roman) in the document.
    """
    good = {id(m) for m in members if m.known or _like_title(document.blocks[m.spans[0].block], m.title, rules)}
    share = len(good) / len(members)
    lists: dict[tuple[int, int], list[_Mark]] = defaultdict(list)
    inside = {id(m) for m in members}
    under = -1
    for k, m in enumerate(marks):
        if id(m) in inside:
            lists[under, round(m.x / 8)].append(m)
        elif m.look.styled or m.look.form == "row":
            under = k
    kept: set[int] = set()
    for run in lists.values():
        titles = [m for m in run if id(m) in good]
        people = sum(rules.fullmatch("outline.person", m.title) is not None for m in run)
        bare = sum(_nothing_between(document, a, b) for a, b in zip(run, run[1:], strict=False))
        prose = sum(_is_sentence(document, m, rules) for m in run)
        if people > 0.5 * len(run) and bare >= len(run) - 1 and len(run) > 1:
            continue
        alike = share >= 0.7 and (len(members) > 1 or members[0].known)
        if prose <= 0.3 * len(run) and (alike or (share >= 0.3 and len(run) > 1 and len(titles) >= 0.6 * len(run))):
            fits = [m for m in run if id(m) in good or not m.title[:1].islower()]
            told = sum(m.after is not None for m in run) >= 0.5 * len(run)
            kept.update(id(m) for m in fits if told or m.known or not _inline_list(document, m, rules))
        else:
            kept.update(id(m) for m in titles if m.known)
    return kept


def _in_series(members: list[_Mark]) -> bool:
    """True if some of the numbers follow one another."""
    numbers = [m.number for m in members if m.number is not None]
    return any(b.follows(a) for k, a in enumerate(numbers) for b in numbers[k + 1 : k + 4])


def _numbered_prose(document: Document, mark: _Mark, marks: list[_Mark], rules: Rules) -> bool:
    """True for a paragraph with a number of its own under a numbered heading: "6.1 The clerk said ...", under "6."."""
    if mark.title[:1].islower():
        return True
    number = mark.number
    if (
        mark.look.styled
        and mark.look.form != "row"
        and number is not None
        and number.kind in ("decimal", "letter", "roman")
    ):
        return _is_sentence(document, mark, rules)
    if number is None or number.kind not in ("dotted", "suffixed") or mark.look.styled or mark.look.form == "row":
        return False
    text = document.text(mark.spans[0]) if mark.after is None else mark.title
    if not rules.search("outline.sentence", text) and len(text.split()) <= 14 and not text.rstrip().endswith("."):
        return False
    return any(m.number is not None and number.extends(m.number) for m in marks)


def _is_sentence(document: Document, mark: _Mark, rules: Rules) -> bool:
    text = document.text(mark.spans[0]).rstrip()
    return (
        mark.after is None
        and text.endswith((".", ";"))
        and rules.search("outline.sentence", text) is not None
        and len(text.split()) > 4
    )


def _has_neighbour(document: Document, mark: _Mark, members: list[_Mark]) -> bool:
    """True if another mark of the same look stands within a few blocks at the same indent."""
    i = mark.spans[0].block
    return any(m is not mark and abs(m.spans[0].block - i) <= 4 and abs(m.x - mark.x) < 6 for m in members)


def _beside(mark: _Mark, other: _Mark) -> bool:
    """True if the mark may stand at the level of the other: a row, the next number of the series, the same look."""
    if mark.look.form == "row" or (mark.known and mark.look.styled and other.look.form != "row"):
        return True
    if other.number is not None:
        return mark.number is not None and mark.number.shape == other.number.shape and abs(mark.x - other.x) < 12
    return mark.look == other.look or mark.number is not None and mark.look.weight >= other.look.weight


def _group(mark: _Mark) -> tuple[object, ...]:
    look = mark.look
    if look.shape:
        kind = mark.number.kind if mark.number else ""
        return (
            kind,
            look.form == "row",
            look.bold or look.underline,
            look.caps,
            look.italic,
            look.column,
            look.form == "run-in",
        )
    return (look.form, look.bold, look.underline, look.caps, look.italic, look.size, look.heading, look.column)


def _inline_list(document: Document, mark: _Mark, rules: Rules) -> bool:
    """True if the numbered line belongs to a list inside the text: the line before its first member ends in a colon."""
    i = mark.spans[0].block
    block = document.blocks[i]
    for j in range(i - 1, max(-1, i - 40), -1):
        b = document.blocks[j]
        if b.kind != "body" or b.cell != block.cell:
            continue
        if b.label and parse(b.label) and abs(_left(b) - _left(block)) < 12:
            continue
        if b.label and _left(b) > _left(block) + 4:
            continue
        return b.text.rstrip().endswith((":", ",", ";")) and not b.bold
    return False


def _appendix(document: Document, marks: list[_Mark], rules: Rules) -> int:
    """Index of the block at which appended reports begin; the number of blocks if there are none."""
    ends = [m.spans[0].block for m in marks if rules.match("outline.end", m.title)]
    ended = False
    for i, b in enumerate(document.blocks):
        if b.kind != "body":
            continue
        ended = ended or i in ends or rules.match("outline.closing", b.text) is not None
        if ended and b.cell is None and not b.label and rules.fullmatch("outline.appendix", b.text.strip()):
            return i
    return len(document.blocks)


# ---------------------------------------------------------------- the tree


@dataclass(slots=True)
class _Open:
    index: int
    mark: _Mark
    level: int
    parent: int | None
    empty: bool = True
    container: bool = False


def _tree(document: Document, marks: list[_Mark], rules: Rules) -> tuple[Heading, ...]:
    items: list[Heading] = []
    stack: list[_Open] = []
    previous: _Mark | None = None
    last_number: dict[int, Number] = {}
    for k, mark in enumerate(marks):
        number = mark.number
        if number is not None and number.kind in ("letter", "roman"):
            before = next(
                (o.mark.number for o in reversed(stack) if o.mark.number and o.mark.number.kind in ("letter", "roman")),
                None,
            )
            number = parse(document.blocks[mark.spans[0].block].label or number.text, previous=before) or number
            mark.number = number
            if mark.look.shape != number.shape:
                mark.look = replace(mark.look, shape=number.shape)
        parent = _place(document, mark, stack, previous, rules)
        level = 1 if parent is None else items[parent].level + 1
        title = mark.title
        items.append(Heading(mark.spans, title, number.text if number else None, level, parent, mark.rule))
        while stack and stack[-1].level >= level:
            stack.pop()
        empty = mark.after is None and _nothing_between(document, mark, marks[k + 1] if k + 1 < len(marks) else None)
        container = rules.match("outline.container", title) is not None
        stack.append(_Open(len(items) - 1, mark, level, parent, empty, container))
        previous = mark
        if number is not None:
            last_number[level] = number
    return tuple(items)


def _place(document: Document, mark: _Mark, stack: list[_Open], previous: _Mark | None, rules: Rules) -> int | None:
    """Return the index of the parent item, None for a top item."""
    if not stack:
        return None
    number = mark.number
    top = rules.match("outline.top", mark.title) is not None
    if number is not None:
        for o in reversed(stack):
            if o.mark.number is not None and number.extends(o.mark.number):
                return o.index
        for o in reversed(stack):
            other = o.mark.number
            if other is None or o.mark.look.column != mark.look.column or not number.follows(other):
                continue
            loose = document.pages is None or (abs(mark.x - o.mark.x) < 40 and mark.look.styled == o.mark.look.styled)
            if loose and (mark.look.form == "row") == (o.mark.look.form == "row"):
                return o.parent
        for o in reversed(stack):
            other = o.mark.number
            if other is None or not _same_place(mark, o.mark):
                continue
            if other.shape == number.shape and (number.value > other.value or number.kind == "reference"):
                return o.parent
        if document.pages is None and number.value > 1:
            for o in reversed(stack):
                other = o.mark.number
                if (
                    other is not None
                    and other.shape == number.shape
                    and number.value > other.value
                    and o.mark.look.column == mark.look.column
                ):
                    return o.parent
        for o in reversed(stack):
            other = o.mark.number
            if other is None or not _same_place(mark, o.mark):
                continue
            if other.kind != "letter" and number.kind in ("decimal", "dotted", "reference") and mark.look.form == "row":
                return o.parent
            if (
                other.shape == number.shape
                and number.value <= other.value
                and o is not stack[-1]
                and number.kind != "decimal"
            ):
                return o.parent
        for o in reversed(stack):
            other = o.mark.number
            if other is not None and other.shape == number.shape and _same_place(mark, o.mark) and number.value != 1:
                return o.parent
        last = stack[-1]
        if last.mark.number is None:
            for o in reversed(stack):
                if o.mark.number is None and o.mark.look.weight >= mark.look.weight:
                    return o.index
            return stack[0].parent if mark.look.weight > stack[0].mark.look.weight else stack[-1].index
        heavier = [o for o in stack if o.mark.look.weight > mark.look.weight or o.mark.number is not None]
        if (
            number.kind == "decimal"
            and number.value == 1
            and last.mark.number is not None
            and last.mark.number.kind == "decimal"
        ):
            if _same_place(mark, last.mark) and last.mark.look.styled == mark.look.styled:
                return last.parent  # numbering that restarts
            return last.index
        return heavier[-1].index if heavier else None
    # unnumbered
    if top and mark.look.column < 0:
        base = stack[0]
        if base.mark.number is None or mark.x <= base.mark.x + 40 or mark.look.styled == base.mark.look.styled:
            return None
    last = stack[-1]
    same = next((o for o in reversed(stack) if o.mark.number is None and _alike(o.mark, mark)), None)
    if same is not None:
        if same is last and same.container and same.empty and not top:
            return same.index
        if top or (
            same.mark.look == mark.look and rules.match("outline.container", mark.title) and _in_container(same, stack)
        ):
            return stack[0].parent if stack[0].mark.number is None else same.parent
        return same.parent
    for o in reversed(stack):
        if o.mark.look.form == "row" and mark.look.form != "row":
            return o.index
        if o.mark.number is not None and mark.look.form == "row" and mark.look.styled and not o.mark.look.styled:
            continue
        if o.mark.number is not None:
            if (
                mark.look.form == "block"
                and mark.x < o.mark.x - 12
                and mark.look.column == o.mark.look.column
                and o.level == 1
            ):
                return o.parent
            return o.index
        if o.mark.look.weight > mark.look.weight:
            return o.index
    return None


def _in_container(open_: _Open, stack: list[_Open]) -> bool:
    return any(o.index == open_.parent and o.container for o in stack)


def _same_place(a: _Mark, b: _Mark) -> bool:
    if a.look.column != b.look.column:
        return False
    if a.look.column >= 0 and a.look.form != b.look.form and "row" in (a.look.form, b.look.form):
        return False
    return abs(a.x - b.x) < 14


def _alike(a: _Mark, b: _Mark) -> bool:
    p, q = a.look, b.look
    if p.column != q.column or p.heading != q.heading:
        return False
    if p.heading:
        return True
    if (p.form == "run-in") != (q.form == "run-in"):
        return False
    return (
        (p.bold, p.underline, p.caps) == (q.bold, q.underline, q.caps)
        and abs(p.size - q.size) < 1
        and abs(a.x - b.x) < 24
    )


def _nothing_between(document: Document, mark: _Mark, following: _Mark | None) -> bool:
    if following is None:
        return False
    a, b = mark.spans[-1].block, following.spans[0].block
    heads = {*following.heads, *mark.heads}
    return all(
        document.blocks[i].kind != "body" or i in heads or not document.blocks[i].text.strip() for i in range(a + 1, b)
    )


def _number_line(document: Document, mark: _Mark, rules: Rules) -> str | None:
    """The number that stands in a line of its own under the title: "(Item 4)"."""
    at = mark.spans[-1].block + 1
    while at < len(document.blocks) and document.blocks[at].kind != "body":
        at += 1
    if at < len(document.blocks) and (hit := rules.fullmatch("outline.number_line", document.blocks[at].text.strip())):
        return hit.match["number"]
    return None


# ---------------------------------------------------------------- passages


def _passages(
    document: Document,
    tables: tuple[TableView, ...],
    marks: list[_Mark],
    items: tuple[Heading, ...],
    front: int,
    agenda: set[int],
    appendix: int,
    rules: Rules,
) -> tuple[Passage, ...]:
    found: list[Passage] = []
    opens: dict[int, int] = {}
    whole: set[int] = set()
    rests: dict[int, Span] = {}
    for k, mark in enumerate(marks):
        opens[min((*mark.heads, *(s.block for s in mark.spans)))] = k
        whole.update(mark.heads)
        whole.update(s.block for s in mark.spans)
        if mark.after is not None:
            b = mark.spans[-1].block
            rests[b] = Span(b, mark.after.start, mark.after.end)
    item: int | None = None
    zone: Zone = "title"
    listed = False  # under a heading "Action log" that is no item
    for i, block in enumerate(document.blocks):
        if block.kind in ("header", "footer", "watermark"):
            found.append(Passage(Span(i, 0, len(block.text)), None, "furniture"))
            continue
        if i in opens:
            item = opens[i]
            listed = False
            zone = "next_meeting" if rules.search("outline.next_meeting", items[item].title) else "body"
        if i in whole:
            if i in rests:
                found.append(Passage(rests[i], item, zone))
            continue
        if i >= appendix:
            found.append(Passage(Span(i, 0, len(block.text)), None, "appendix"))
            continue
        here, under = zone, item
        if i in agenda:
            here, under = "agenda", None
        elif (
            block.cell is not None
            and tables[block.cell.table].kind == "actions"
            and (item is None or _apart(items, item, rules))
        ):
            here, under = "actions", None
        elif item is None:
            if block.cell is not None and tables[block.cell.table].kind == "attendance":
                here = "attendance"
            elif rules.match("outline.attendance", block.text):
                zone = here = "attendance"
            elif rules.fullmatch("outline.actions", block.text.strip()):
                listed = True
            if listed:
                here = "actions"
        elif rules.match("outline.closing", block.text) and block.cell is None and i > front:
            zone = here = "closing"
        found.append(Passage(Span(i, 0, len(block.text)), under, here))
    return tuple(found)


def _apart(items: tuple[Heading, ...], item: int, rules: Rules) -> bool:
    """True if a table of actions after this item stands by itself: the items are over."""
    title = items[item].title
    return rules.match("outline.top", title) is not None and item == len(items) - 1
