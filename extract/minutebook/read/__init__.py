"""Readers by media type: one file in, a Document out; what a file is, its content says and never its name."""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from minutebook.document import Document
from minutebook.errors import MinutebookError

PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

MAX_BYTES = 1 << 30
"""A larger file is refused before it is loaded."""
MAX_PAGES = 5_000
"""A PDF with more pages is refused, if nothing else is asked for."""


PDF_READERS = ("auto", "pdfium", "pdfplumber")
"""What reads a PDF: one of the two libraries, or ("auto") pdfium with pdfplumber as the way out."""


def _pdf(data: bytes, reader: str, pages: int) -> Document:
    from minutebook.read.pdf import read_pdf  # noqa: PLC0415 - heavy; only when a PDF is read

    return read_pdf(data, reader, pages)


def _docx(data: bytes, _reader: str, _pages: int) -> Document:
    from minutebook.read.docx import read_docx  # noqa: PLC0415 - heavy; only when a DOCX is read

    return read_docx(data)


READERS: dict[str, Callable[[bytes, str, int], Document]] = {PDF: _pdf, DOCX: _docx}


def read(path: Path, *, source: str | None = None, reader: str = "auto") -> Document:
    """Read one file; ``source`` is its name in the records (its file name if not given).

    ``reader`` is one of ``PDF_READERS``. Raises MinutebookError with the code that says why nothing could be read.
    """
    return read_bytes(load(path), source=source if source is not None else path.name, reader=reader)


def load(path: Path) -> bytes:
    """Return the bytes of a file. Raises MinutebookError E302, E305, E107 or E111."""
    try:
        if path.stat().st_size > MAX_BYTES:
            raise MinutebookError("E107", f"it has {path.stat().st_size:,} bytes")
        return path.read_bytes()
    except FileNotFoundError as error:
        raise MinutebookError("E302", path.name) from error
    except OSError as error:
        raise MinutebookError("E305", error.strerror or type(error).__name__) from error
    except MemoryError as error:
        raise MinutebookError("E111") from error


def read_bytes(
    data: bytes, *, source: str, reader: str = "auto", kind: str = "", sha256: str = "", pages: int = MAX_PAGES
) -> Document:
    """Read a file's bytes; ``reader`` is one of ``PDF_READERS``, ``pages`` the most that a PDF may have.

    Whoever knows their media type (``kind``) and ``sha256`` already gives them. Raises MinutebookError with the code
    that says why nothing could be read.
    """
    if reader not in PDF_READERS:
        raise ValueError(f"reader is {reader!r}, not one of {', '.join(PDF_READERS)}")
    kind = kind or media_type(data)
    try:
        document = READERS[kind](data, reader, pages)
    except MinutebookError:
        raise
    except MemoryError as error:
        raise MinutebookError("E111") from error
    except RecursionError as error:
        raise MinutebookError("E107", "it is nested too deeply") from error
    except Exception as error:  # the libraries raise what they do not declare
        raise MinutebookError("E106", f"{type(error).__name__} while reading") from error
    return replace(document, source=source, sha256=sha256 or hashlib.sha256(data).hexdigest(), media_type=kind)


def media_type(data: bytes) -> str:
    """Return the media type that the bytes themselves show: a key of ``READERS``.

    Raises MinutebookError: E101 empty, E104 neither PDF nor DOCX (the detail says what it is), E105 locked DOCX,
    E106 a zip that cannot be opened, E109 old Word.
    """
    if not data:
        raise MinutebookError("E101")
    if data.startswith(b"PK\x03\x04"):
        return _zip_type(data)
    if data.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        raise _ole_error(data)
    if b"%PDF-" in data[:1024]:
        return PDF
    if not data.strip(b"\0"):
        raise MinutebookError("E106", "it holds nothing but zero bytes")
    raise MinutebookError("E104", f"it is {_what(data)}")


def _zip_type(data: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
            if any(n.startswith("word/") for n in names):
                return DOCX  # what is wrong inside, the reader finds out
            kinds = _part(archive, "[Content_Types].xml") if "[Content_Types].xml" in names else b""
            mimetype = _part(archive, "mimetype") if "mimetype" in names else b""
    except Exception as error:  # zipfile raises struct.error, zlib.error, NotImplementedError and more
        raise MinutebookError("E106", "the file breaks off or its parts cannot be unpacked") from error
    if b"wordprocessingml" in kinds or b"ms-word" in kinds:
        return DOCX
    for mark, what in (
        (b"spreadsheetml", "an Excel workbook"),
        (b"presentationml", "a PowerPoint presentation"),
        (b"opendocument.text", "an OpenDocument text"),
        (b"opendocument", "an OpenDocument file"),
        (b"epub", "an e-book"),
    ):
        if mark in kinds or mark in mimetype:
            raise MinutebookError("E104", f"it is {what}")
    raise MinutebookError("E104", "it is a zip archive")


def _part(archive: zipfile.ZipFile, name: str) -> bytes:
    """Return the beginning of a part: enough to see what the file is, however large it unpacks."""
    with archive.open(name) as file:
        return file.read(1 << 20)


def _ole_error(data: bytes) -> MinutebookError:
    def holds(name: str) -> bool:
        return name.encode("utf-16-le") in data

    if holds("EncryptedPackage") or holds("EncryptionInfo"):
        return MinutebookError("E105")
    if holds("WordDocument"):
        return MinutebookError("E109")
    for name, what in (
        ("Workbook", "an old Excel workbook"),
        ("PowerPoint Document", "an old PowerPoint presentation"),
        ("__properties_version1.0", "an Outlook message"),
    ):
        if holds(name):
            return MinutebookError("E104", f"it is {what}")
    return MinutebookError("E104", "it is an old Office file")


_MARKS = (
    (b"{\\rtf", "a rich text file (RTF)"),
    (b"\x89PNG", "a picture (PNG)"),
    (b"\xff\xd8\xff", "a picture (JPEG)"),
    (b"GIF8", "a picture (GIF)"),
    (b"II*\0", "a picture (TIFF)"),
    (b"MM\0*", "a picture (TIFF)"),
    (b"RIFF", "a picture or sound"),
    (b"BM", "a picture (BMP)"),
    (b"%!PS", "a PostScript file"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"7z\xbc\xaf", "a 7-Zip archive"),
    (b"Rar!", "a RAR archive"),
    (b"PK", "a damaged or empty zip archive"),
    (b"<?xml", "an XML file"),
    (b"From ", "a mail message"),
    (b"MZ", "a program"),
)


def _what(data: bytes) -> str:
    """Say in words what bytes are that are neither PDF nor Word."""
    head = data[:4096].lstrip(b"\xef\xbb\xbf \t\r\n")
    lower = head.lower()
    if lower.startswith((b"<!doctype html", b"<html")) or b"<html" in lower[:1024]:
        return "a web page (HTML)"
    for mark, what in _MARKS:
        if head.startswith(mark) and (mark not in {b"BM", b"MZ", b"PK", b"From "} or b"\0" in head or mark == b"From "):
            return what
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "plain text (UTF-16)"
    controls = sum(1 for b in head if b < 9 or 13 < b < 32)
    return "plain text" if controls == 0 else "of an unknown kind"
