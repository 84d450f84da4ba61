"""PDF to Document: pages come as marks from ``pdfium`` or ``plumber``; ``layout`` makes blocks of them."""

from __future__ import annotations

import unicodedata
from collections import deque
from collections.abc import Collection, Iterator, Mapping
from typing import Protocol

from minutebook.document import Document, Notice
from minutebook.errors import MinutebookError
from minutebook.read.layout import lay_out
from minutebook.read.marks import PageMarks, TooLargeError

MAX_LARGE = 3
"""Pages beyond the limits of one page that are left out with a notice before the file counts as too large."""


class Pages(Protocol):
    """A source of pages. ``reader`` is its name in the records."""

    reader: str

    def __len__(self) -> int:
        """Return the number of pages."""

    def close(self) -> None:
        """Let go of the file."""

    def properties(self) -> dict[str, object]:
        """Return the file's own metadata."""

    def size(self, number: int) -> tuple[float, float]:
        """Return width and height of a page, counted from 1, in points."""

    def marks(self, number: int) -> PageMarks:
        """Return the marks of a page. Raises TooLargeError, and what the library under it raises."""


def read_pdf(data: bytes, reader: str = "auto", most: int | None = None) -> Document:
    """Read the bytes of a PDF, if it has no more than ``most`` pages.

    ``reader``: "pdfium" or "pdfplumber" to use that one and no other; "auto" takes pdfium, and pdfplumber for the file
    or the page with which pdfium is in trouble.

    Raises MinutebookError: E102 scan without text, E103 text as outlines, E105 locked, E106 damaged, E107 too large,
    E108 no words, E114 too many pages. Pages that cannot be read, and pages without text, become notices.
    """
    pages = _open(data, reader)
    try:
        return _document(pages, most)
    finally:
        pages.close()


def _open(data: bytes, reader: str) -> Pages:
    if reader == "pdfplumber":
        return _plumber(data)
    from minutebook.read.pdfium import PdfiumPages  # noqa: PLC0415 - only when a PDF is read

    try:
        pages = PdfiumPages(data)
    except MinutebookError as error:
        if reader == "pdfium" or error.code == "E105":
            raise
        return _plumber(data)
    return pages if reader == "pdfium" else _Rescued(pages, data)


def _plumber(data: bytes) -> Pages:
    from minutebook.read.plumber import PlumberPages  # noqa: PLC0415 - heavy, and seldom needed

    return PlumberPages(data)


class _Rescued:
    """The pages of a fast source, and those of pdfplumber where the fast one is in trouble and pdfplumber in less."""

    def __init__(self, fast: Pages, data: bytes) -> None:
        self.reader = fast.reader
        self._fast = fast
        self._data = data
        self._slow: Pages | None = None
        self.properties = fast.properties
        self.size = fast.size

    def __len__(self) -> int:
        return len(self._fast)

    def close(self) -> None:
        """Let go of the file, in both."""
        self._fast.close()
        if self._slow is not None:
            self._slow.close()

    def marks(self, number: int) -> PageMarks:
        """Return the marks of a page. Raises TooLargeError, and what the fast source raises."""
        try:
            marks = self._fast.marks(number)
        except (TooLargeError, MemoryError):
            raise
        except Exception:
            other = self._other(number)
            if other is None:
                raise
            return other
        if _trouble(marks) > 0:
            other = self._other(number)
            if other is not None and _trouble(other) < _trouble(marks):
                return other
        return marks

    def _other(self, number: int) -> PageMarks | None:
        """Return pdfplumber's marks of a page, None if it cannot read it either."""
        try:
            self._slow = self._slow or _plumber(self._data)
            marks = self._slow.marks(number)
        except (TooLargeError, MemoryError):
            raise
        except Exception:
            return None
        self.reader = f"{self._fast.reader}, {self._slow.reader}"
        return marks


def _trouble(marks: PageMarks) -> float:
    """Return the share of a page's characters and words that cannot be right: no text known, no width. 0 for a few."""
    flat = sum(1 for w in marks.words if w.turn == 0.0 and w.x1 <= w.x0)
    bad = marks.unmapped / max(1, marks.chars) + flat / max(1, len(marks.words))
    return bad if marks.unmapped > max(5, 0.02 * marks.chars) or flat > max(5, 0.1 * len(marks.words)) else 0.0


def _document(source: Pages, most: int | None) -> Document:
    pages: deque[PageMarks] = deque()
    notices: list[Notice] = []
    failed: list[str] = []
    large = 0
    if most is not None and len(source) > most:
        raise MinutebookError("E114", f"{len(source):,}; at most {most:,} are read")
    for number in range(1, len(source) + 1):
        try:
            pages.append(source.marks(number))
        except TooLargeError as error:
            large += 1
            if large > MAX_LARGE or large == len(source):
                raise MinutebookError("E107", str(error)) from error
            failed.append("too large")
            notices.append(Notice("N13", f"The page was left out: {error}.", page=number))
            pages.append(PageMarks(number, *source.size(number)))
        except MemoryError:
            raise
        except Exception as error:  # the libraries raise undeclared errors of many kinds
            failed.append(type(error).__name__)
            notices.append(Notice("N13", "The page could not be read.", page=number))
            pages.append(PageMarks(number, *source.size(number)))
    _check(pages, failed, notices)
    sizes = tuple((round(p.width, 2), round(p.height, 2)) for p in pages)
    blocks, tables = lay_out(_hand_over(pages))
    if not blocks:
        raise MinutebookError("E108")
    return Document(
        blocks=blocks,
        tables=tables,
        pages=len(sizes),
        page_sizes=sizes,
        media_type="application/pdf",
        reader=source.reader,
        properties=_properties(source.properties()),
        notices=tuple(sorted(notices, key=lambda n: (n.page or 0, n.code))),
    )


def _hand_over(pages: deque[PageMarks]) -> Iterator[PageMarks]:
    """Yield the pages and keep none, so that whoever takes them may let them go."""
    while pages:
        yield pages.popleft()


def _properties(metadata: Mapping[str, object]) -> dict[str, str]:
    """Return the file's own metadata as text, sorted, without control characters."""
    result: dict[str, str] = {}
    for key, value in sorted(metadata.items()):
        said = value.decode("utf-8", "replace") if isinstance(value, bytes) else value
        if isinstance(said, str):
            clean = "".join(c for c in said if unicodedata.category(c)[0] != "C").strip()
            if clean:
                result[key] = clean[:1000]
    return result


def _check(pages: Collection[PageMarks], failed: list[str], notices: list[Notice]) -> None:
    """Raise the error that a file without text deserves; add a notice for each page without text."""
    if failed and len(failed) == len(pages):
        raise MinutebookError("E106", failed[0])
    if not pages:
        raise MinutebookError("E106", "no pages")
    if not any(p.words for p in pages):
        if failed:
            raise MinutebookError("E106", failed[0])
        area = sum(p.width * p.height for p in pages)
        if sum(p.image_area for p in pages) > 0.2 * area:
            raise MinutebookError("E102")
        if sum(p.curves for p in pages) > 50 * len(pages):
            raise MinutebookError("E103")
        if any(p.image_area for p in pages):
            raise MinutebookError("E102")
        raise MinutebookError("E108")
    bad = {n.page for n in notices}
    for p in pages:
        if not p.words and p.number not in bad and (p.image_area > 0.05 * p.width * p.height or p.curves > 50):
            notices.append(Notice("N04", "The page holds a picture but no text.", page=p.number))
        if p.unmapped > max(5, 0.02 * p.chars):
            notices.append(Notice("N08", f"{p.unmapped} characters have no map to Unicode.", page=p.number))
