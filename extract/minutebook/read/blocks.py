"""Paragraphs to blocks: text, runs, lines; words cut at a line's end made whole."""

from __future__ import annotations

from minutebook.document import BBox, Block, Line, Run, Style
from minutebook.read.marks import Color
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
        looks = [(w.bold, w.italic, w.underline, w.strike, w.size, w.color) for w in row.words]
        if looks[0] != look or looks.count(looks[0]) < len(looks):
            _add_starts(starts, styles, looks, row, len(text))
            look = looks[-1]
        start = len(text)
        text += row.text
        box = BBox(round(row.x0, 2), round(row.top, 2), round(row.x1, 2), round(row.bottom, 2))
        lines.append(Line(start, len(text), row.page, box, row.text))
        before = row
    first = para.rows[0]
    bbox = lines[0].bbox
    for line in lines[1:]:
        bbox = bbox.union(line.bbox)
    if first.label:
        bbox = BBox(min(bbox.x0, round(first.label_x, 2)), bbox.top, bbox.x1, bbox.bottom)
    ends = [at for at, _ in starts[1:]] + [len(text)]
    return Block(
        text=text,
        kind=para.kind,
        label=first.label,
        depth=para.depth,
        runs=tuple([Run(at, end, style) for (at, style), end in zip(starts, ends, strict=True) if at < end]),
        lines=tuple(lines),
        page=first.page,
        bbox=bbox,
        cell=para.cell,
        indent=round(first.x0, 2),
        gap=None if para.gap is None else round(para.gap, 2),
        align=para.align,
        heading=min(word.heading for row in para.rows for word in row.words) if first.words[0].heading else 0,
        place=place,
    )


def round_box(box: BBox) -> BBox:
    """Return a box rounded to a hundredth of a point."""
    return BBox(round(box.x0, 2), round(box.top, 2), round(box.x1, 2), round(box.bottom, 2))


def _add_starts(
    starts: list[tuple[int, Style]], styles: dict[Look, Style], looks: list[Look], row: Row, at: int
) -> None:
    """Add where in a block's text a style begins, in a row whose text begins at ``at`` and whose words look so.

    Each style reaches to the next, so that spaces belong to what stands before them.
    """
    parts = row_parts(row)
    look: Look | None = None
    for k, now in enumerate(looks):
        if k:
            at += len(parts[2 * k - 2]) + len(parts[2 * k - 1])
        if now != look:
            look = now
            style = styles.get(now)
            if style is None:
                style = styles[now] = _style(now)
            if not starts or starts[-1][1] != style:
                starts.append((at, style))


def _style(look: Look) -> Style:
    bold, italic, underline, strike, size, color = look
    shade = None
    if color is not None and max(color) > 0.02:
        shade = "".join(f"{round(255 * c):02x}" for c in color)
    return Style(bold, italic, underline, strike, round(size * 2) / 2, shade)
