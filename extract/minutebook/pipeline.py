"""The stages, in order, on one screen."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path

from minutebook.checks import listed
from minutebook.classify import classify
from minutebook.clean import clean
from minutebook.confidence import load as load_scales
from minutebook.confidence import traits, weigh
from minutebook.detect import detect
from minutebook.document import Document
from minutebook.errors import MinutebookError
from minutebook.outline import outline
from minutebook.read import MAX_PAGES, media_type, read, read_bytes
from minutebook.read import load as load_bytes
from minutebook.records import Minutes
from minutebook.refusal import named, refuse
from minutebook.resolve import describe, resolve
from minutebook.rulepack import load


def extract(path: str | Path, *, source: str | None = None, reader: str = "auto") -> Minutes:
    """Read one file of minutes and return its records.

    ``source`` is the name of the file in the records (its file name if not given). ``reader`` reads a PDF: "pdfium",
    "pdfplumber", or "auto" for the first with the second as the way out.
    Raises MinutebookError with code and advice if the file cannot be read or holds no minutes.
    """
    return understand(read(Path(path), source=source if source is not None else Path(path).name, reader=reader))


def understand(document: Document) -> Minutes:
    """Turn a document as read into records: every stage after the reader, none of which does I/O.

    Raises MinutebookError E201 to E204 if it holds no minutes.
    """
    rules = load()
    cleaned = clean(document, rules)
    try:
        classify(cleaned, rules)
        tree = outline(cleaned, rules)
        minutes = resolve(tree, detect(tree, rules), rules)
        scales, found = load_scales(), traits(minutes, rules)
        return listed(weigh(minutes, scales, found), scales, found)
    finally:
        rules.forget()


def attempt(path: Path, *, source: str, reader: str = "auto", pages: int = MAX_PAGES) -> Minutes:
    """Do as ``extract`` does, but let a failure be a result too: no records, a typed status, a notice.

    A PDF may have ``pages`` pages. Raises MinutebookError E301.
    """
    record = named(source)
    try:
        data = load_bytes(path)
        digest = hashlib.sha256(data).hexdigest()
        record = replace(record, id=digest[:16], sha256=digest)
        kind = media_type(data)
        record = replace(record, media_type=kind)
        document = read_bytes(data, source=source, reader=reader, kind=kind, sha256=digest, pages=pages)
        record = describe(document)
        return understand(document)
    except MinutebookError as failure:
        if failure.code == "E301":  # no fault of the document's
            raise
        return refuse(failure, record)
    except MemoryError:
        return refuse(MinutebookError("E111"), record)
    except RecursionError:
        return refuse(MinutebookError("E107", "it is nested too deeply"), record)
    except Exception as failure:
        return refuse(MinutebookError("E900", _place(failure)), record)


def _place(error: BaseException) -> str:
    """Say what went wrong and in which line of minutebook, for whoever mends it."""
    place = ""
    trace = error.__traceback__
    while trace is not None:
        file = Path(trace.tb_frame.f_code.co_filename)
        if file.parent.name == "minutebook" or file.parent.parent.name == "minutebook":
            place = f" in {file.name}, line {trace.tb_lineno}"
        trace = trace.tb_next
    return f"{type(error).__name__}{place}"
