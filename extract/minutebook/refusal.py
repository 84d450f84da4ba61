"""What comes of a document that gave no records: its status, and a notice that says why and what to do."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from minutebook import __version__
from minutebook.checks import listed
from minutebook.doubts import notice
from minutebook.errors import MinutebookError
from minutebook.records import DocumentRecord, Meeting, Minutes, NoticeRecord


def refuse(error: MinutebookError | None, document: DocumentRecord) -> Minutes:
    """Return the result of a document without records; without an error its status stays what it is."""
    meeting = Meeting(id="m-" + document.id)
    if error is None:
        return Minutes(document=document, meeting=meeting)
    why = NoticeRecord(code=error.code, message=error.message)
    return listed(Minutes(document=replace(document, status=error.status), meeting=meeting, notices=(why,)))


def named(source: str) -> DocumentRecord:
    """Return what is known of a document by its name in the records alone."""
    from hashlib import sha256  # noqa: PLC0415 - slow to load; the command itself does without

    return DocumentRecord(id=sha256(source.encode()).hexdigest()[:16], source=source, version=__version__)


def duplicate(document: DocumentRecord, source: str) -> Minutes:
    """Return the result of a second file with a document's bytes: no records, and a notice that names the first."""
    empty = refuse(None, replace(document, source=source, status="duplicate"))
    return replace(empty, notices=(notice("N12", f"Its records stand under {document.source}."),))


def failed(path: Path, source: str, error: MinutebookError) -> Minutes:
    """Return the result of a document over which a worker was lost; its bytes are hashed and not looked at again."""
    from hashlib import file_digest  # noqa: PLC0415 - as above

    record = named(source)
    try:
        if path.is_file():  # a pipe might never end
            with path.open("rb") as file:
                digest = file_digest(file, "sha256").hexdigest()
            record = replace(record, id=digest[:16], sha256=digest)
    except OSError:
        pass
    return refuse(error, record)
