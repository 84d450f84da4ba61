"""Puts a file in its place whole or not at all."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from minutebook.errors import MinutebookError


def replace_file(path: Path, data: bytes) -> Path:
    """Write ``data`` to a temporary file beside ``path`` and put it in its place.

    Makes the folder if need be. A reader sees the old file or the new one, never half of one. Raises MinutebookError
    E304 if the folder cannot be written.
    """
    temporary: str | None = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(prefix=".", suffix=".part", dir=path.parent)
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        mask = os.umask(0)
        os.umask(mask)
        Path(temporary).chmod(0o666 & ~mask)
        Path(temporary).replace(path)
    except OSError as error:
        raise MinutebookError("E304", f"{path.name}: {error.strerror or type(error).__name__}") from error
    finally:
        if temporary is not None:
            Path(temporary).unlink(missing_ok=True)
    return path
