"""Reads documents as a worker does, but for those that are made to be the end of whoever reads them."""

from __future__ import annotations

import ctypes
import time
from pathlib import Path

from minutebook.pipeline import attempt
from minutebook.records import Minutes

POISONS = ("segfault", "hang", "memory", "error")


def read(path: Path, *, source: str, reader: str, pages: int) -> Minutes:
    """Read a document, or do what its last line asks for."""
    end = path.read_bytes()[-40:]
    for poison in POISONS:
        if end.endswith(b"% poison " + poison.encode()):
            _take(poison)
    return attempt(path, source=source, reader=reader, pages=pages)


def _take(poison: str) -> None:
    if poison == "segfault":
        ctypes.string_at(0)
    elif poison == "hang":
        ctypes.PyDLL(None).sleep(3600)  # the interpreter's lock is held all the time
    elif poison == "memory":
        held = []
        while True:
            held.append(bytearray(64 << 20))
    elif poison == "error":
        raise RuntimeError(time.ctime())
