"""Keeps what was worked out at one start for the next, where Python keeps what it compiled of the package.

Nothing depends on it: where the folder cannot be read or written, or a file in it is damaged, all is worked out again.
"""

from __future__ import annotations

import contextlib
import importlib.util
import json
import os
import tempfile
from pathlib import Path
from typing import Any

_KEPT = 8
"""So many files of a kind are kept; packs that are being edited and several versions each have their own."""


def recall(kind: str, key: str) -> dict[str, Any] | None:
    """Return what was remembered of a kind under a key; None if nothing was, or it cannot be read."""
    folder = _folder()
    try:
        kept = json.loads((folder / f"{kind}-{key}.json").read_bytes()) if folder else None
    except (OSError, ValueError):
        return None
    return kept if isinstance(kept, dict) and kept.get("key") == key else None


def remember(kind: str, key: str, value: dict[str, Any]) -> None:
    """Keep a value for the next start, as far as that is possible; a reader sees all of it or nothing."""
    folder = _folder()
    if folder is None:
        return
    data = json.dumps({**value, "key": key}, ensure_ascii=False).encode("utf-8", "replace")
    with contextlib.suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(prefix=".", suffix=".part", dir=folder)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
            Path(temporary).replace(folder / f"{kind}-{key}.json")
        finally:
            Path(temporary).unlink(missing_ok=True)
        for old in sorted(folder.glob(f"{kind}-*.json"), key=lambda p: p.stat().st_mtime)[:-_KEPT]:
            old.unlink(missing_ok=True)


def _folder() -> Path | None:
    """Return the folder in which Python keeps what it compiled of this package; None if it keeps nothing."""
    try:
        return Path(importlib.util.cache_from_source(__file__)).parent
    except NotImplementedError:
        return None
