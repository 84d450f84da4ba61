"""Sources that are not on this machine: any address that fsspec knows (s3://, gs://, sftp://, https://), as streams."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from io import BufferedIOBase
from pathlib import PurePosixPath
from typing import Any, cast

from minutebook.archive.catalogue import File
from minutebook.errors import MinutebookError
from minutebook.sources import SUFFIXES

_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]+://", re.IGNORECASE)
_TELLING = ("ETag", "etag", "md5Hash", "LastModified", "last_modified", "mtime", "updated", "modified", "created")
"""What a store says of a file that changes with its content."""


def is_remote(text: str) -> bool:
    """True for an address with a scheme, such as s3://bucket/minutes; False for a path."""
    return bool(_ADDRESS.match(text))


def list_remote(address: str) -> Iterator[File]:
    """Yield the documents below an address, sorted, or the one document that it names.

    Raises MinutebookError E302 if it cannot be listed, E313 if fsspec or the part for this kind of address is missing.
    """
    system, root = _system(address)
    try:
        found = _found(system, root)
    except (OSError, ValueError) as error:
        raise MinutebookError("E302", f"{address}: {error}") from error
    base = address.rstrip("/")
    scheme = base.partition("://")[0]
    for path, info in sorted(found.items()):
        single = path == root
        if not single and PurePosixPath(path).suffix.lower() not in SUFFIXES:
            continue
        name = PurePosixPath(path).name if single else path.removeprefix(root.rstrip("/") + "/")
        whole = (
            path if _ADDRESS.match(path) else f"{scheme}://{path.lstrip('/')}" if scheme != "file" else f"file://{path}"
        )
        stamp = _stamp(info) or _stamp(_asked(system, path))
        yield File(whole, base, name, int(info.get("size") or 0), stamp)


def open_remote(address: str) -> BufferedIOBase:
    """Open a file at an address as a stream of bytes. Raises OSError."""
    system, path = _system(address)
    return cast("BufferedIOBase", system.open(path, "rb"))


def _system(address: str) -> tuple[Any, str]:
    try:
        from fsspec.core import url_to_fs  # noqa: PLC0415 - an extra; only addresses need it

        system, root = url_to_fs(address)
    except ImportError as error:
        raise MinutebookError("E313", str(error)) from error
    except ValueError as error:
        raise MinutebookError("E302", f"{address}: {error}") from error
    return system, str(root)


def _found(system: Any, root: str) -> dict[str, dict[str, Any]]:  # noqa: ANN401 - a file system of fsspec's
    info = system.info(root)
    if info.get("type") == "file" and PurePosixPath(root).suffix.lower() in SUFFIXES:
        return {root: info}
    found: dict[str, dict[str, Any]] = system.find(root, detail=True)
    return found


def _asked(system: Any, path: str) -> dict[str, Any]:  # noqa: ANN401 - a file system of fsspec's
    """Return what a store tells of one file when asked for it alone: a web server's list tells nothing."""
    try:
        told: dict[str, Any] = system.info(path)
    except (OSError, ValueError):
        return {}
    return told


def _stamp(info: dict[str, Any]) -> str:
    """Return what tells a changed file without reading it; "" if the store tells nothing, so that it is read."""
    told = [f"{n}={info[n]}" for n in _TELLING if info.get(n) not in (None, "")]
    return hashlib.sha256(";".join(told).encode()).hexdigest() if told else ""
