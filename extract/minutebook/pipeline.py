"""The stages, in order, on one screen."""

from __future__ import annotations

from pathlib import Path

from minutebook.clean import clean
from minutebook.detect import detect
from minutebook.document import Document
from minutebook.outline import outline
from minutebook.read import read
from minutebook.records import Minutes
from minutebook.resolve import resolve
from minutebook.rulepack import load


def extract(path: str | Path, *, source: str | None = None) -> Minutes:
    """Read one file of minutes and return its records.

    ``source`` is the name of the file in the records (its file name if not given).
    Raises MinutebookError with code and advice if the file cannot be read or holds no minutes.
    """
    return understand(read(Path(path), source=source if source is not None else Path(path).name))


def understand(document: Document) -> Minutes:
    """Turn a document as read into records: every stage after the reader, none of which does I/O."""
    rules = load()
    tree = outline(clean(document, rules), rules)
    return resolve(tree, detect(tree, rules), rules)
