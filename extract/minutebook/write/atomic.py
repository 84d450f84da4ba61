"""Puts a file in its place whole or not at all."""

from __future__ import annotations

import contextlib
import secrets
from collections.abc import Iterable, Iterator
from pathlib import Path

from minutebook.errors import MinutebookError


@contextlib.contextmanager
def made_beside(path: Path) -> Iterator[Path]:
    """Give a temporary path beside ``path``; the file that was made there by the end is put in its place.

    Makes the folder if need be. A reader sees the old file or the new one, never half of one. Raises MinutebookError
    E304 if the folder cannot be written.
    """
    temporary = path.with_name(f".{secrets.token_hex(8)}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            yield temporary
            temporary.replace(path)
        except BaseException:
            temporary.unlink(missing_ok=True)
            raise
    except OSError as error:
        raise MinutebookError("E304", f"{path.name}: {error.strerror or type(error).__name__}") from error


def replace_file(path: Path, data: Iterable[bytes]) -> Path:
    """Write pieces one after the other and put the file in its place, as ``made_beside`` does.

    Raises MinutebookError E304.
    """
    with made_beside(path) as temporary, temporary.open("wb") as file:
        file.writelines(data)
    return path
