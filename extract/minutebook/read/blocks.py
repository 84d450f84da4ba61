"""Paragraphs to blocks: text, runs, lines; words cut at a line's end made whole."""

from __future__ import annotations

from itertools import pairwise

from minutebook.document import BBox, Block, Line, Run, Style
from minutebook.read.marks import Word
from minutebook.read.paragraphs import Para
from minutebook.read.rows import space_between


def vocabulary_of(paras: list[Para]) -> set[str]:
    """Return the words, in lower case, that stand inside lines."""
    words: set[str] = set()
    for para in paras:
        for row in para.rows:
            parts = row.text.split()
            for part in parts[:-1]:
                words.add(part.strip(".,;:()'\"“”‘’?!").lower())
    return words


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


def make_block(para: Para, vocabulary: set[str]) -> Block:
    """Build the block of a paragraph: text, runs, lines."""
    text = ""
    runs: list[Run] = []
    lines: list[Line] = []
    for n, row in enumerate(para.rows):
        if n:
            joint = _joined(para.rows[n - 1].text, row.text, vocabulary)
            if joint is None:
                text += " "
            elif joint == "":
                text = text[:-1]
                _trim(runs, len(text))
                last = lines[-1]
                lines[-1] = Line(last.start, len(text), last.page, last.bbox, last.raw)
        start = len(text)
        raw = row.text
        at = start
        _run(runs, at, at + len(row.words[0].text), row.words[0])
        for a, b in pairwise(row.words):
            at += len(a.text) + len(space_between(a, b, row))
            _run(runs, at, at + len(b.text), b)
        text += raw
        box = BBox(row.x0, row.top, row.x1, row.bottom)
        lines.append(Line(start, len(text), row.page, round_box(box), raw))
    first = para.rows[0]
    bbox = lines[0].bbox
    for line in lines[1:]:
        bbox = bbox.union(line.bbox)
    if first.label:
        bbox = BBox(min(bbox.x0, round(first.label_x, 2)), bbox.top, bbox.x1, bbox.bottom)
    runs = _fill(runs, len(text))
    return Block(
        text=text,
        kind=para.kind,
        label=first.label,
        depth=para.depth,
        runs=tuple(runs),
        lines=tuple(lines),
        page=first.page,
        bbox=bbox,
        cell=para.cell,
        indent=round(first.x0, 2),
        gap=None if para.gap is None else round(para.gap, 2),
        align=para.align,
        heading=min(word.heading for row in para.rows for word in row.words),
    )


def round_box(box: BBox) -> BBox:
    """Return a box rounded to a hundredth of a point."""
    return BBox(round(box.x0, 2), round(box.top, 2), round(box.x1, 2), round(box.bottom, 2))


def _style(word: Word) -> Style:
    color = None
    if word.color is not None and max(word.color) > 0.02:
        color = "".join(f"{round(255 * c):02x}" for c in word.color)
    return Style(word.bold, word.italic, word.underline, word.strike, round(word.size * 2) / 2, color)


def _run(runs: list[Run], start: int, end: int, word: Word) -> None:
    style = _style(word)
    if runs and runs[-1].style == style:
        runs[-1] = Run(runs[-1].start, end, style)
    else:
        runs.append(Run(start, end, style))


def _trim(runs: list[Run], end: int) -> None:
    if runs and runs[-1].end > end:
        runs[-1] = Run(runs[-1].start, end, runs[-1].style)


def _fill(runs: list[Run], length: int) -> list[Run]:
    """Let each run reach to the next, so that spaces belong to what stands before them."""
    result = []
    for i, run in enumerate(runs):
        end = runs[i + 1].start if i + 1 < len(runs) else length
        result.append(Run(run.start, end, run.style))
    return [r for r in result if r.end > r.start]
