"""Documents built by hand for the tests of the stages: ``doc("1. Apologies", "None.", "**Action:** AB to write")``.

Marks in a line: ``**bold**``, ``*italic*``, ``_underlined_``. A list label at the start ("1.", "a)", "•") becomes the
block's label, as the readers give it; ``\\t`` is a wide gap. ``table([["No", "Text", "Action"], [...]])`` is a ruled
table, one block a line of each cell ("\\n" parts paragraphs); ``page(2)`` starts a page.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from minutebook.document import BBox, Block, Cell, Document, Line, Run, Style, Table

_MARK = re.compile(r"\*\*(.+?)\*\*|\*(.+?)\*|(?<!\w)_(.+?)_(?!\w)")
_LABEL = re.compile(
    r"(?:(?P<bullet>[•▪‣●○◦–-])|(?P<number>\(?(?:\d+(?:\.\d+)*|[a-zA-Z]|[ivx]+|[IVX]+)[.)]|\d+(?:\.\d+)+))\s+"
)


@dataclass(frozen=True)
class table:  # noqa: N801 - reads as a word of the little language
    rows: Sequence[Sequence[str]]
    header_rows: int = 0


@dataclass(frozen=True)
class page:  # noqa: N801 - reads as a word of the little language
    number: int


def runs_of(text: str) -> tuple[str, tuple[Run, ...]]:
    """Take the marks out of a line; return the plain text and its runs."""
    plain, runs, at = "", [], 0
    for m in _MARK.finditer(text):
        for piece, style in (
            (text[at : m.start()], Style()),
            (m[1] or m[2] or m[3], Style(bold=bool(m[1]), italic=bool(m[2]), underline=bool(m[3]))),
        ):
            if piece:
                runs.append(Run(len(plain), len(plain) + len(piece), style))
                plain += piece
        at = m.end()
    if rest := text[at:]:
        runs.append(Run(len(plain), len(plain) + len(rest), Style()))
        plain += rest
    return plain, tuple(runs)


def block(text: str, **fields: object) -> Block:
    """Return one block from a marked line."""
    label = ""
    bare = text
    if m := _LABEL.match(re.sub(r"^[*_]+", "", text)):
        label = m[0].strip()
        bare = re.sub(r"^([*_]*)" + re.escape(m[0]), r"\1", text)
    plain, runs = runs_of(bare)
    return replace(Block(text=plain, runs=runs, label=label), **fields)  # type: ignore[arg-type]


def doc(*parts: str | Block | table | page, laid_out: bool = True) -> Document:
    """Return a document of the parts. ``laid_out=False`` gives it no pages or boxes, as a DOCX has none."""
    blocks: list[Block] = []
    tables: list[Table] = []
    number, top = 1, 72.0

    def add(b: Block, x0: float, x1: float) -> None:
        nonlocal top
        if laid_out and b.page is None:
            box = BBox(x0, top, x1, top + 12)
            b = replace(b, page=number, bbox=box, lines=(Line(0, len(b.text), number, box, b.text),), indent=x0)
            top += 14
        blocks.append(replace(b, place=f"paragraph {len(blocks) + 1}"))

    for part in parts:
        if isinstance(part, page):
            number, top = part.number, 72.0
        elif isinstance(part, table):
            width = max(len(r) for r in part.rows)
            edges = tuple(72 + 450 * i / width for i in range(width + 1))
            first = top
            for r, row in enumerate(part.rows):
                start, deepest = top, top
                for c, text in enumerate(row):
                    top = start
                    for line in text.split("\n"):
                        if line.strip():
                            add(block(line, cell=Cell(len(tables), r, c)), edges[c] + 2, edges[c + 1] - 2)
                        else:
                            top += 14
                    deepest = max(deepest, top)
                top = deepest
            box = BBox(edges[0], first, edges[-1], top)
            tables.append(
                Table(
                    rows=len(part.rows), columns=width, header_rows=part.header_rows,
                    page=number if laid_out else None, bbox=box if laid_out else None, edges=edges if laid_out else (),
                )
            )  # fmt: skip
        elif isinstance(part, Block):
            add(part, 72, 522)
        else:
            add(block(part), 72, 522)
    pages = number if laid_out else None
    return Document(tuple(blocks), tuple(tables), pages=pages, page_sizes=((595.0, 842.0),) * (pages or 0))
