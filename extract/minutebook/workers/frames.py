"""Messages over a pipe: a JSON header and raw bytes, their lengths in front and capped; reading one runs no code."""

from __future__ import annotations

import json
import os
import struct
from typing import IO, Any

Header = dict[str, Any]

MAX_HEADER = 16 << 20
"""No longer header is taken, in bytes."""

_HEAD = struct.Struct(">4sII")
_MARK = b"MBF1"


class BrokenFrameError(Exception):
    """What came over the pipe is no frame."""


class LongFrameError(BrokenFrameError):
    """A frame says that it is longer than is allowed; nothing of it was taken."""


def write(file: IO[bytes], header: Header, payload: bytes = b"") -> None:
    """Write one frame and let it go. Raises OSError (BrokenPipeError if nobody is there any more)."""
    said = json.dumps(header).encode("ascii")
    file.write(_HEAD.pack(_MARK, len(said), len(payload)) + said)
    file.write(payload)
    file.flush()


def read(file: IO[bytes], most: int) -> tuple[Header, bytes] | None:
    """Wait for one frame whose payload has ``most`` bytes or fewer; None at the end, in the middle of a frame too.

    Raises BrokenFrameError if what comes is no frame (LongFrameError if it is one that is too long).
    """
    head = file.read(_HEAD.size)
    if len(head) < _HEAD.size:
        return None
    mark, said, more = _HEAD.unpack(head)
    if mark != _MARK:
        raise BrokenFrameError
    if said > MAX_HEADER or more > most:
        raise LongFrameError
    text = file.read(said)
    payload = file.read(more)
    if len(text) < said or len(payload) < more:
        return None
    try:
        header = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise BrokenFrameError from error
    if not isinstance(header, dict):
        raise BrokenFrameError
    return header, payload


def channel() -> tuple[IO[bytes], IO[bytes]]:
    """Take the pipes to whoever started this process out of reach of what prints or reads the keyboard."""
    incoming, outgoing = os.dup(0), os.dup(1)
    nothing = os.open(os.devnull, os.O_RDWR)
    for usual in (0, 1, 2):
        os.dup2(nothing, usual)
    os.close(nothing)
    return os.fdopen(incoming, "rb"), os.fdopen(outgoing, "wb")
