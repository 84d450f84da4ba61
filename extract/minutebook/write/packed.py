"""What a run keeps of each document until all are read: what is to be written of it, made ready and pressed small."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from itertools import chain
from typing import Any

from minutebook.errors import MinutebookError
from minutebook.records import DocumentRecord, NoticeRecord


@dataclass(frozen=True, slots=True)
class Packed:
    """One document's part of what is written, by format; its notices without their evidence, its records as numbers."""

    document: DocumentRecord
    notices: tuple[NoticeRecord, ...]
    records: Mapping[str, int]
    parts: Mapping[str, tuple[bytes, ...]]
    doubted: int = 0
    """How many records are listed to be checked."""
    left_out: int = 0
    """How many records were less sure than was asked for."""

    def part(self, name: str, number: int = 0) -> bytes:
        """Return what is to be written in a format; ``number`` is that of the file, where it has several."""
        return zlib.decompress(self.parts[name][number])


_GULP = 1 << 16
"""Bytes that are pressed at once: to press every row by itself takes longer."""


class Press:
    """Presses the parts of one document, which together may have ``most`` bytes before they are pressed."""

    def __init__(self, most: int | None = None) -> None:
        self._most = most
        self._taken = 0

    def __call__(self, pieces: Iterable[bytes]) -> bytes:
        """Return one part as ``Packed`` holds it; its pieces need not all be there at the same time.

        Raises MinutebookError E113.
        """
        packer = zlib.compressobj(1)
        pressed: list[bytes] = []
        loose: list[bytes] = []
        size = 0
        for piece in pieces:
            self._taken += len(piece)
            if self._most is not None and self._taken > self._most:
                raise MinutebookError("E113", f"more than {self._most:,} bytes")
            loose.append(piece)
            size += len(piece)
            if size > _GULP:
                pressed.append(packer.compress(b"".join(loose)))
                loose.clear()
                size = 0
        return b"".join([*pressed, packer.compress(b"".join(loose)), packer.flush()])


def dump(packed: Packed) -> tuple[dict[str, Any], bytes]:
    """Return a document's part as a header, which JSON can hold as it is, and the bytes that belong to it."""
    header = {
        "document": asdict(packed.document),
        "notices": [asdict(n) for n in packed.notices],
        "records": dict(packed.records),
        "doubted": packed.doubted,
        "left_out": packed.left_out,
        "parts": {name: [len(part) for part in parts] for name, parts in packed.parts.items()},
    }
    return header, b"".join(chain.from_iterable(packed.parts.values()))


def restore(header: Mapping[str, Any], payload: bytes) -> Packed:
    """Return what ``dump`` was given. Raises KeyError, TypeError or ValueError if it is not of ``dump``."""
    parts: dict[str, tuple[bytes, ...]] = {}
    start = 0
    for name, lengths in header["parts"].items():
        ends = [start := start + length for length in lengths]
        parts[name] = tuple(payload[end - length : end] for end, length in zip(ends, lengths, strict=True))
    if start != len(payload):
        raise ValueError("the parts have other lengths than the header says")
    return Packed(
        document=DocumentRecord(**header["document"]),
        notices=tuple(NoticeRecord(**n) for n in header["notices"]),
        records=header["records"],
        doubted=header["doubted"],
        left_out=header["left_out"],
        parts=parts,
    )
