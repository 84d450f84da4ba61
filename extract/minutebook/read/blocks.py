"""Paragraphs to blocks: text, runs, lines; words cut at a line's end made whole."""

from __future__ import annotations

from minutebook.document import BBox, Block, Line, Run, Style
from minutebook.read.marks import Color, Word
from minutebook.read.paragraphs import Para
from minutebook.read.rows import Row, row_parts

Look = tuple[bool, bool, bool, bool, float, Color]
"""How a word looks: bold, italic, underlined, struck out, its size, its colour."""


def vocabulary_of(paras: list[Para]) -> set[str]:
    """Return the words, in lower case, that stand inside lines; none where no line ends with a hyphen."""
    if not any(row.text.endswith("-") for para in paras for row in para.rows[:-1]):
        return set()
    words: set[str] = set()
    for para in paras:
        for row in para.rows:
            words.update(row.text.lower().split()[:-1])
    return {word.strip(".,;:()'\"“”‘’?!") for word in words}


def _joined(before: str, after: str, vocabulary: set[str]) -> str | None:
    """Return how two lines join where the first ends with a hyphen: "" (word whole), "-" (compound), None (a dash)."""
    head = before.rsplit(maxsplit=1)[-1] if before.strip() else ""
    tail = after.split(maxsplit=1)[0] if after.strip() else ""
    if not head.endswith("-") or len(head) < 2 or not head[-2].isalnum() or not tail[:1].isalnum():
        return None
    stem = head[:-1].strip(".,;:()'\"“”‘’").lower()
    rest = tail.strip(".,;:()'\"“”‘’?!").lower()
    if not tail[0].islower() or not head[-2].islower() or "-" in stem:
        return "-"
    if stem + rest in vocabulary:
        return ""
    if f"{stem}-{rest}" in vocabulary:
        return "-"
    return ""


def make_block(para: Para, vocabulary: set[str], styles: dict[Look, Style], place: str) -> Block:
    """Build the block of a paragraph: text, runs, lines. ``styles`` holds the styles made so far, for all blocks."""
    text = ""
    starts: list[tuple[int, Style]] = []
    lines: list[Line] = []
    look: Look | None = None
    before: Row | None = None
    for row in para.rows:
        if before is not None:
            joint = _joined(before.text, row.text, vocabulary) if before.text.endswith("-") else None
            if joint is None:
                text += " "
            elif joint == "":
                text = text[:-1]
                last = lines[-1]
                lines[-1] = Line(last.start, len(text), last.page, last.bbox, last.raw)
        start = len(text)
        if not _alike(row.words):
            _add_starts(starts, styles, row, start)
        elif _look_of(row.words[0]) != look:
            _add_start(starts, styles, _look_of(row.words[0]), start)
        look = _look_of(row.words[-1])
        text += row.text
        box = BBox(hundredths(row.x0), hundredths(row.top), hundredths(row.x1), hundredths(row.bottom))
        lines.append(Line(start, len(text), row.page, box, row.text))
        before = row
    first = para.rows[0]
    indent = hundredths(first.x0)
    bbox = lines[0].bbox
    left = min(indent, hundredths(first.label_x)) if first.label else indent
    if len(lines) > 1 or left < indent:
        boxes = [line.bbox for line in lines]
        bbox = BBox(
            min(left, *[box.x0 for box in boxes]),
            min([box.top for box in boxes]),
            max([box.x1 for box in boxes]),
            max([box.bottom for box in boxes]),
        )
    if len(starts) == 1 and text:
        runs: tuple[Run, ...] = (Run(0, len(text), starts[0][1]),)
    else:
        ends = [at for at, _ in starts[1:]] + [len(text)]
        runs = tuple([Run(at, end, style) for (at, style), end in zip(starts, ends, strict=True) if at < end])
    return Block(
        text=text,
        kind=para.kind,
        label=first.label,
        depth=para.depth,
        runs=runs,
        lines=tuple(lines),
        page=first.page,
        bbox=bbox,
        cell=para.cell,
        indent=indent,
        gap=None if para.gap is None else hundredths(para.gap),
        align=para.align,
        heading=min(word.heading for row in para.rows for word in row.words) if first.words[0].heading else 0,
        place=place,
    )


def round_box(box: BBox) -> BBox:
    """Return a box rounded to a hundredth of a point."""
    return BBox(hundredths(box.x0), hundredths(box.top), hundredths(box.x1), hundredths(box.bottom))


def hundredths(value: float) -> float:
    """Return ``round(value, 2)``, which takes its slow way through the digits only where it is a near thing."""
    near = (100.0 * value + 0.5) // 1.0
    return near / 100.0 if near and -0.499 < 100.0 * value - near < 0.499 else round(value, 2)


def _look_of(word: Word) -> Look:
    return word.bold, word.italic, word.underline, word.strike, word.size, word.color


def _alike(words: list[Word]) -> bool:
    """Tell whether words look all the same, as most rows do; False may be wrong where colours are equal."""
    first = words[0]
    bold, italic, underline, strike = first.bold, first.italic, first.underline, first.strike
    size, color = first.size, first.color
    for word in words:
        if (
            word.size != size
            or word.color is not color
            or word.bold is not bold
            or word.italic is not italic
            or word.underline is not underline
            or word.strike is not strike
        ):
            return False
    return True


def _add_starts(starts: list[tuple[int, Style]], styles: dict[Look, Style], row: Row, at: int) -> None:
    """Add where in a block's text a style begins, in a row whose text begins at ``at``.

    Each style reaches to the next, so that spaces belong to what stands before them.
    """
    parts = row_parts(row)
    look: Look | None = None
    for k, word in enumerate(row.words):
        now = _look_of(word)
        if k:
            at += len(parts[2 * k - 2]) + len(parts[2 * k - 1])
        if now != look:
            look = now
            _add_start(starts, styles, now, at)


def _add_start(starts: list[tuple[int, Style]], styles: dict[Look, Style], look: Look, at: int) -> None:
    """Add that words begin to look so at a place in a block's text, unless those before it have the same style."""
    style = styles.get(look)
    if style is None:
        style = styles[look] = _style(look)
    if not starts or starts[-1][1] != style:
        starts.append((at, style))


def _style(look: Look) -> Style:
    bold, italic, underline, strike, size, color = look
    shade = None
    if color is not None and max(color) > 0.02:
        shade = "".join(f"{round(255 * c):02x}" for c in color)
    return Style(bold, italic, underline, strike, round(size * 2) / 2, shade)
