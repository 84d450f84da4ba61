"""Readers by media type: one file in, a Document out."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path

from minutebook.document import Document
from minutebook.errors import MinutebookError


def read(path: Path, *, source: str = "") -> Document:
    """Read one file by its content, whatever its name says; ``source`` is its name in the records.

    Raises MinutebookError.
    """
    data = path.read_bytes()
    if not data.strip():
        raise MinutebookError("E101")
    if b"%PDF" in data[:1024]:
        from minutebook.read.pdf import read_pdf  # noqa: PLC0415 - a library is loaded only when needed

        document = read_pdf(data)
    elif data[:2] == b"PK" or data[:4] == b"\xd0\xcf\x11\xe0":  # DOCX; old Word files and locked ones, which it names
        from minutebook.read.docx import read_docx  # noqa: PLC0415

        document = read_docx(data)
    else:
        raise MinutebookError("E104")
    return replace(document, source=source or path.name, sha256=hashlib.sha256(data).hexdigest())
