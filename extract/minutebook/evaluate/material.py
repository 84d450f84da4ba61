"""What belongs to each gold document: its source, and its records, read now or written by ``extract`` before."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

from minutebook.errors import MinutebookError
from minutebook.evaluate.gold import Gold
from minutebook.evaluate.matching import Json
from minutebook.run import run
from minutebook.sources import Source, find_sources
from minutebook.write import Packed


def sources_of(golds: Sequence[Gold], folder: Path) -> dict[str, Path]:
    """Return the source of each gold document by the document's ``file``; one that is not there is left out.

    A source lies where ``file`` says, below the folder; if other bytes lie there than those that were labelled
    (``sha256``), or none, it is sought among all documents of the folder.
    """
    found = {g.file: folder / g.file for g in golds if _is(folder / g.file, g.sha256)}
    if sought := [g for g in golds if g.file not in found and g.sha256]:
        places = {_digest(s.path): s.path for s in find_sources([str(folder)])}
        found |= {g.file: places[g.sha256] for g in sought if g.sha256 in places}
    return found


def read_sources(
    sources: Mapping[str, Path], *, workers: int, reader: str, done: Callable[[Packed], None]
) -> dict[str, Json]:
    """Read the sources as ``extract`` does, and return the records of each by the gold document's ``file``."""
    wanted = [Source(path, file) for file, path in sources.items()]
    results = run(wanted, workers=workers, reader=reader, formats=("json",), done=done)
    by_bytes = {p.document.sha256: p for p in results if p.document.status != "duplicate"}
    kept = [by_bytes.get(p.document.sha256, p) for p in results]
    return {source.name: json.loads(packed.part("json")) for source, packed in zip(wanted, kept, strict=True)}


def read_records(golds: Sequence[Gold], folder: Path) -> dict[str, Json]:
    """Return the records that ``extract`` wrote for each gold document, by its ``file``; none is left out.

    They are known by the source's SHA-256, or by its name if the gold has no ``sha256``. A JSON file that holds no
    records is passed over.
    """
    by_bytes: dict[str, Json] = {}
    by_name: dict[str, Json] = {}
    for path in sorted(folder.rglob("*.json")):
        try:
            records = json.loads(path.read_bytes())
            by_bytes[records["document"]["sha256"]] = records
            by_name[records["document"]["source"]] = records
        except (ValueError, KeyError, TypeError, OSError):
            continue
    pairs = ((g.file, by_bytes.get(g.sha256) if g.sha256 else by_name.get(g.file)) for g in golds)
    return {file: records for file, records in pairs if records is not None}


def absent(golds: Iterable[Gold], records: Mapping[str, Json]) -> dict[str, str]:
    """Return the gold documents that have no records, each with the reason."""
    why: dict[str, str] = {}
    for gold in golds:
        if gold.file not in records:
            why[gold.file] = "it is not there, or not with the bytes that were labelled (sha256)"
        elif records[gold.file]["document"].get("status", "ok") != "ok":
            notices = records[gold.file].get("notices") or [{}]
            why[gold.file] = f"{notices[0].get('code', '')} {notices[0].get('message', '')}".strip()
    return why


def check_folders(folders: Iterable[Path]) -> None:
    """Raise MinutebookError E302 if one is no folder."""
    for folder in folders:
        if not folder.is_dir():
            raise MinutebookError("E302", str(folder))


def _is(path: Path, digest: str | None) -> bool:
    return path.is_file() and (digest is None or _digest(path) == digest)


def _digest(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""
