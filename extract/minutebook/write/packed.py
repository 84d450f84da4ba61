"""What a run keeps of each document until all are read: what is to be written of it, made ready and pressed small."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from minutebook.records import DocumentRecord, NoticeRecord


@dataclass(frozen=True, slots=True)
class Packed:
    """One document's part of what is written, by format; its notices without their evidence, its records as numbers."""

    document: DocumentRecord
    notices: tuple[NoticeRecord, ...]
    records: Mapping[str, int]
    parts: Mapping[str, tuple[bytes, ...]]

    def part(self, name: str, number: int = 0) -> bytes:
        """Return what is to be written in a format; ``number`` is that of the file, where it has several."""
        return zlib.decompress(self.parts[name][number])


def press(pieces: Iterable[bytes]) -> bytes:
    """Return one part as ``Packed`` holds it; its pieces need not all be there at the same time."""
    packer = zlib.compressobj(1)
    return b"".join([*map(packer.compress, pieces), packer.flush()])
