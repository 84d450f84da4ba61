"""Draws docs/picture.png: a page of data/raw with its records marked, beside the rows that come out of it.

Run it as ``python docs/picture.py`` when the records of that page have changed. What it shows is what is read, nothing
is drawn by hand.
"""

from __future__ import annotations

import textwrap
from pathlib import Path

import pypdfium2
import reportlab
from PIL import Image, ImageDraw, ImageFont

import minutebook

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "data" / "raw" / "wyrdale-commissioner-2021-03.pdf"
PAGE, TOP, BOTTOM = 2, 118, 498
SCALE = 1.5
COLOURS = {"question": (38, 90, 170), "finding": (30, 130, 80), "action": (190, 90, 10)}
LEFT, WIDTH, MARGIN = 86, 410, 18


def font(size: int, *, bold: bool = False) -> ImageFont.FreeTypeFont:
    """Return the free typeface that comes with reportlab."""
    folder = Path(reportlab.__file__).parent / "fonts"
    return ImageFont.truetype(str(folder / ("VeraBd.ttf" if bold else "Vera.ttf")), size)


def page() -> Image.Image:
    """Return the part of the page that is shown, with a coloured frame around each record."""
    minutes = minutebook.extract(SOURCE)
    with pypdfium2.PdfDocument(SOURCE) as pdf:
        picture = pdf[PAGE - 1].render(scale=SCALE).to_pil().convert("RGB")
    draw = ImageDraw.Draw(picture, "RGBA")
    for kind, records in (
        (
            "finding",
            [f for f in minutes.findings if f.question in {q.id for q in minutes.questions if q.kind == "put"}],
        ),
        ("question", [q for q in minutes.questions if q.kind == "put"]),
        ("action", [a for a in minutes.actions if a.marked]),
    ):
        for record in records:
            if not record.evidence or record.page != PAGE or not record.evidence.bbox:
                continue
            x0, top, x1, bottom = record.evidence.bbox
            box = tuple(SCALE * v for v in (x0 - 4, top - 2, max(x1, 470) + 4, bottom + 2))
            draw.rounded_rectangle(box, radius=5, outline=(*COLOURS[kind], 255), width=2, fill=(*COLOURS[kind], 22))
    return picture.crop([round(SCALE * v) for v in (LEFT, TOP, LEFT + WIDTH, BOTTOM)])


def tables(height: int) -> Image.Image:
    """Return the rows that come from that part of the page, a few columns of each table."""
    minutes = minutebook.extract(SOURCE)
    items = {i.id: i for i in minutes.agenda_items}
    questions = {q.id: q for q in minutes.questions}

    def shown(records: tuple) -> list:  # type: ignore[type-arg]
        return [
            r for r in records
            if r.page == PAGE and r.evidence and r.evidence.bbox and TOP <= r.evidence.bbox[1] <= BOTTOM - 10
        ]  # fmt: skip

    def path(record: object) -> str:
        item = items.get(getattr(record, "item", None) or "")
        return (item.path or "") if item else ""

    picture = Image.new("RGB", (850, height), "white")
    draw = ImageDraw.Draw(picture)
    y = 6
    for kind, name, heads, wide, rows in (
        (
            "question", "questions.csv", ["item_path", "number", "text", "put_to", "page"], [10, 8, 52, 8, 5],
            [[path(q), q.number or "", q.text, q.put_to or "", str(q.page)] for q in shown(minutes.questions)
             if q.kind == "put"],
        ),
        (
            "finding", "findings.csv", ["item_path", "question_text", "text", "page"], [10, 20, 49, 5],
            [[path(f), q.text[:42] + " …", f.text.split("\n")[0][:150] + " …", str(f.page)]
             for f in shown(minutes.findings) if (q := questions.get(f.question or "")) and q.kind == "put"],
        ),
        (
            "action", "actions.csv", ["item_path", "text", "owners", "due_date", "page"], [10, 48, 8, 11, 5],
            [[path(a), a.text, "; ".join(a.owners), a.due_date or "", str(a.page)] for a in shown(minutes.actions)
             if a.marked],
        ),
    ):  # fmt: skip
        colour = COLOURS[kind]
        draw.text((0, y), name, font=font(17, bold=True), fill=colour)
        y += 27
        unit = 845 / sum(wide)
        edges = [sum(wide[:i]) * unit for i in range(len(wide) + 1)]
        draw.rectangle((0, y, 845, y + 23), fill=tuple(225 + c // 10 for c in colour))
        for x, head in zip(edges, heads, strict=False):
            draw.text((x + 5, y + 4), head, font=font(12, bold=True), fill=(60, 60, 60))
        y += 26
        for row in rows:
            cells = [textwrap.wrap(t, max(5, int(w * unit / 7.6))) for t, w in zip(row, wide, strict=True)]
            for x, cell in zip(edges, cells, strict=False):
                for n, line in enumerate(cell):
                    draw.text((x + 5, y + 3 + 17 * n), line, font=font(12), fill="black")
            y += 17 * max(map(len, cells)) + 8
            draw.line((0, y - 1, 845, y - 1), fill=(205, 205, 205))
        y += 26
    return picture


def main() -> None:
    """Write docs/picture.png."""
    left = page()
    right = tables(left.height)
    whole = Image.new("RGB", (left.width + right.width + 4 * MARGIN, left.height + 2 * MARGIN), "white")
    frame = (MARGIN - 2, MARGIN - 2, MARGIN + left.width + 1, MARGIN + left.height + 1)
    ImageDraw.Draw(whole).rectangle(frame, outline=(150, 150, 150))
    whole.paste(left, (MARGIN, MARGIN))
    whole.paste(right, (left.width + 3 * MARGIN, MARGIN))
    whole.quantize(64).save(ROOT / "docs" / "picture.png", optimize=True)


if __name__ == "__main__":
    main()
