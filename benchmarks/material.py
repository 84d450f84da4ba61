"""The documents of the benchmarks: those of data/raw, one minutes as long as wished, an archive as large as wished."""

from __future__ import annotations

import calendar
import functools
import hashlib
import importlib
import io
import re
import sys
import zipfile
import zlib
from base64 import a85decode
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pypdfium2

from measure import ROOT
from minutebook.sources import find_sources

RAW = ROOT / "data" / "raw"


@dataclass(frozen=True, slots=True)
class File:
    """A document to read; a DOCX has no fixed pages."""

    path: Path
    pages: int | None


@dataclass(frozen=True, slots=True)
class Files:
    """What was chosen to read, PDF and DOCX apart, and how many files were left out because nothing can open them."""

    pdf: tuple[File, ...]
    word: tuple[File, ...]
    left_out: int

    @property
    def pages(self) -> int:
        """All pages of the PDFs."""
        return sum(f.pages or 0 for f in self.pdf)


def raw(scratch: Path) -> Path:
    """Return the folder of the invented minutes; they are made if they are not there."""
    if any(RAW.glob("*.pdf")):
        return RAW
    folder = scratch / "raw"
    folder.mkdir()
    _data("make_raw").make(folder)
    return folder


def choose(given: Sequence[str], limit: int) -> Files:
    """Return the PDF and DOCX files that are meant, none twice by content, until there are ``limit`` pages of PDF.

    They are taken in the order of their SHA-256, which is as good as drawn by lot and the same each time; of the DOCX
    a tenth of ``limit`` is taken, as if each had ten pages. Raises MinutebookError E302 or E303.
    """
    found: dict[str, Path] = {}
    for source in find_sources(given):
        found.setdefault(hashlib.sha256(source.path.read_bytes()).hexdigest(), source.path)
    pdf: list[File] = []
    word: list[File] = []
    left_out = pages = 0
    for _, path in sorted(found.items()):
        head = path.read_bytes()[:1024]
        if head.startswith(b"PK"):
            if len(word) * 10 < limit:
                word.append(File(path, None))
        elif pages < limit:
            count = count_pages(path) if b"%PDF-" in head else 0
            left_out += not count
            pages += count
            if count:
                pdf.append(File(path, count))
    return Files(tuple(pdf), tuple(word), left_out)


def count_pages(path: Path) -> int:
    """Return how many pages a PDF has, 0 if it cannot be opened."""
    try:
        with pypdfium2.PdfDocument(path) as document:
            return len(document)
    except pypdfium2.PdfiumError:
        return 0


def long_minutes(path: Path, pages: int) -> None:
    """Write the invented minutes of one endless meeting, at least ``pages`` long.

    Part after part the items of the invented committee, in its layout, with other words each time, and a ruled table.
    """
    committee, marks, sheets = (_data(f"invented.{n}") for n in ("committee", "marks", "sheet"))

    def plain(marked: str) -> str:
        return re.sub(r"\[[a-z]\d+>|<[a-z]\d+\]", "", marked)

    def furniture(canvas: object, number: int, size: tuple[float, float]) -> None:
        canvas.setFont("Helvetica", 8)  # type: ignore[attr-defined]
        canvas.drawCentredString(size[0] / 2, 34, str(number))  # type: ignore[attr-defined]

    sheet = sheets.Sheet(path, marks.Truth({}), margins=(60, 62, 60, 66), points=10, furniture=furniture)
    sheet.para("**SALTMARSH DISTRICT COUNCIL**", align="centre", points=13, after=4)
    sheet.para(f"**{committee.MEETING['title']}**", align="centre", after=10)
    for title, status in (("PRESENT:", "present"), ("APOLOGIES:", "apologies")):
        sheet.para(f"**{title}**", after=4)
        for name, there, role, _ in committee.ATTENDANCE:
            if there == status:
                sheet.para(name + (f" ({role})" if role else ""), after=2)
    part = 0
    while sheet.number <= pages:
        part += 1
        item = 0
        sheet.gap(8)
        sheet.para(f"**PART {part} OF THE PROGRAMME**", label=f"{part}.", label_x=60, x0=96, after=6, keep=True)
        for form, number, text in committee.BODY:
            words = varied(plain(text), part)
            if form == "head":
                item += 1
                sheet.gap(4)
                sheet.para(f"**{words}**", label=f"{part}.{item}", label_x=60, x0=96, after=5, keep=True)
            elif form == "part":
                sheet.para(words, label=number, label_x=112, x0=138, after=4)
            else:
                sheet.para(words, x0=96, after=7)
        rows = [[varied(plain(cell), part) for cell in row] for row in committee.LOG]
        sheet.grid([60, 100, 250, 325, 385, 475, 535], rows, header=1, points=8, shade=True)
    sheet.save()


def first_pages(source: Path, path: Path, pages: int) -> None:
    """Write the first pages of a PDF as a PDF of their own."""
    with pypdfium2.PdfDocument(source) as whole, pypdfium2.PdfDocument.new() as part:
        part.import_pages(whole, list(range(pages)))
        part.save(path)


def archive(folder: Path, count: int, raw_folder: Path) -> list[Path]:
    """Write ``count`` documents into ``folder``: those of data/raw in turn, each time with other names and words.

    No two have the same bytes, and the words that are changed are those that no rule knows: what is a task or a
    decision stays one, but a reader meets ever new words, as it does in an archive.
    """
    originals = [(p, p.read_bytes()) for p in sorted(raw_folder.iterdir()) if p.suffix in {".pdf", ".docx"}]
    paths = []
    for k in range(count):
        source, data = originals[k % len(originals)]
        path = folder / f"{k:06}{source.suffix}"
        path.write_bytes(_other_pdf(data, k) if source.suffix == ".pdf" else _other_docx(data, k))
        paths.append(path)
    return paths


_WORD = re.compile(r"\b[A-Za-z][a-z]{4,}\b")


def varied(text: str, seed: int) -> str:
    """Return a text with other words of the same length for those that no rule knows, the same for the same seed."""
    known = _known()

    def other(match: re.Match[str]) -> str:
        word = match[0]
        if word.lower() in known:
            return word
        digest = hashlib.blake2b(f"{seed} {word.lower()}".encode(), digest_size=32).digest()
        letters = "".join(("bdfglmnprstv", "aeiou")[i % 2][b % (5 if i % 2 else 12)] for i, b in enumerate(digest))
        letters = letters[: len(word)] if len(word) <= len(letters) else letters + word[len(letters) :]
        return letters.capitalize() if word[0].isupper() else letters

    return _WORD.sub(other, text)


@functools.cache
def _known() -> frozenset[str]:
    """All words of the rule packs, months and days: changing one of these could change what a sentence is."""
    packs = " ".join(p.read_text(encoding="utf-8").lower() for p in (ROOT / "rules").glob("*.toml"))
    days = " ".join((*calendar.month_name, *calendar.day_name)).lower()
    return frozenset(re.findall(r"[a-z]+", packs + " " + days))


def _other_pdf(data: bytes, seed: int) -> bytes:
    """Return a PDF of reportlab's with other words on its pages (where a page's font is a cut one: the same words)."""

    def other(match: re.Match[bytes]) -> bytes:
        page = zlib.decompress(a85decode(match[2].strip().removesuffix(b"~>")))
        strings = re.sub(
            rb"\((?:[^()\\]|\\.)*\)", lambda m: varied(m[0].decode("latin-1"), seed).encode("latin-1"), page
        )
        packed = zlib.compress(strings)
        return b"<<\n/Filter /FlateDecode /Length %d\n>>\nstream\n%sendstream" % (len(packed), packed)

    body, _, rest = data.rpartition(b"\nxref\n")
    body = re.sub(
        rb"<<\n/Filter \[ /ASCII85Decode /FlateDecode \] /Length (\d+)\n>>\nstream\n(.*?)endstream",
        other, body, flags=re.DOTALL,
    )  # fmt: skip
    body += b"\n%% copy %d" % seed
    places = {int(m[1]): m.start(1) for m in re.finditer(rb"(?<=\n)(\d+) 0 obj\n", body)}
    table = b"".join(b"%010d 00000 n \n" % places[i] for i in range(1, len(places) + 1))
    trailer = rest[rest.index(b"trailer") : rest.index(b"startxref")]
    return b"%s\nxref\n0 %d\n0000000000 65535 f \n%s%sstartxref\n%d\n%%%%EOF\n" % (
        body, len(places) + 1, table, trailer, len(body) + 1,
    )  # fmt: skip


def _other_docx(data: bytes, seed: int) -> bytes:
    """Return a Word file with other words in its paragraphs."""
    result = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(result, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.infolist():
            content = old.read(part)
            if part.filename == "word/document.xml":
                text = content.decode("utf-8")
                text = re.sub(r"(<w:t(?: [^>]*)?>)([^<]*)", lambda m: m[1] + varied(m[2], seed), text)
                content = text.encode("utf-8")
            new.writestr(part, content)
        new.comment = b"copy %d" % seed
    return result.getvalue()


def _data(module: str) -> Any:
    """Import a module of data/, which is no package."""
    if str(ROOT / "data") not in sys.path:
        sys.path.insert(0, str(ROOT / "data"))
    return importlib.import_module(module)
