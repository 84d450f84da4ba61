"""What a worker is made to do in place of reading: the name of a document says which harm it does to its process."""

from __future__ import annotations

import ctypes
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from minutebook.errors import MinutebookError
from minutebook.records import DocumentRecord, Minutes, NoticeRecord
from minutebook.refusal import refuse

MIB = 1 << 20


def segfault(_path: Path) -> None:
    ctypes.string_at(0)


def hang(_path: Path) -> None:
    """Never come back, and let no other thread of this process do anything."""
    ctypes.PyDLL(None).sleep(600)


def sleep(_path: Path) -> None:
    time.sleep(600)


def nap(_path: Path) -> None:
    time.sleep(0.3)


def bomb(_path: Path) -> None:
    held = []
    while True:
        held.append(bytes(16 * MIB))


def swallow(path: Path) -> None:
    """Run out of memory inside something that makes nothing of it."""
    try:
        bomb(path)
    except MemoryError:
        raise ValueError("odd") from None


def malloc(_path: Path) -> None:
    """Fill the memory as native code does, and die when there is no more."""
    libc = ctypes.CDLL(None)
    libc.malloc.restype = ctypes.c_void_p
    while place := libc.malloc(ctypes.c_size_t(8 * MIB)):
        ctypes.memset(place, 1, 8 * MIB)
    libc.abort()


def shout(_path: Path) -> None:
    """Print more than any pipe holds."""
    for _ in range(64):
        os.write(1, b"noise " * 20_000)
        os.write(2, b"noise " * 20_000)
    print("noise")


def forge(_path: Path) -> None:
    """Write rubbish wherever something may be listening."""
    for number in range(3, 64):
        try:
            if str(Path(f"/proc/self/fd/{number}").readlink()).startswith("pipe"):
                os.write(number, b"rubbish" * 100)
        except OSError:
            pass
    time.sleep(600)


def close(_path: Path) -> None:
    os.closerange(3, 64)
    time.sleep(600)


def kill(_path: Path) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def leave(_path: Path) -> None:
    os._exit(9)


def stop(_path: Path) -> None:
    sys.exit(7)


def child(path: Path) -> None:
    """Leave a process behind and die; its number is noted beside the document."""
    process = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
    path.with_suffix(".pid").write_text(str(process.pid), encoding="ascii")
    ctypes.string_at(0)


def file(path: Path) -> None:
    """Write a file that is larger than is allowed."""
    with path.with_suffix(".big").open("wb") as big:
        for _ in range(1024):
            big.write(bytes(MIB))


def once(path: Path) -> None:
    """Kill the process the first time only, as somebody from outside might."""
    mark = path.with_suffix(".once")
    if not mark.exists():
        mark.touch()
        os.kill(os.getpid(), signal.SIGKILL)


def later(_path: Path) -> None:
    """Harm only a process that has read something before."""
    if _seen > 1:
        ctypes.string_at(0)


def wrong(_path: Path) -> None:
    raise MinutebookError("E301", "made up")


def fault(_path: Path) -> None:
    raise KeyError("crane")


HARM: dict[str, Callable[[Path], None]] = {
    "segfault": segfault,
    "hang": hang,
    "sleep": sleep,
    "nap": nap,
    "bomb": bomb,
    "swallow": swallow,
    "malloc": malloc,
    "shout": shout,
    "forge": forge,
    "close": close,
    "kill": kill,
    "exit": leave,
    "stop": stop,
    "child": child,
    "file": file,
    "once": once,
    "later": later,
    "wrong": wrong,
    "fault": fault,
}
_seen = 0


def read(path: Path, *, source: str, reader: str, pages: int) -> Minutes:
    """Do the harm that the first word of the document's name says, if any, then return a result without records."""
    global _seen  # noqa: PLW0603 - what this process has read
    _seen += 1
    harm = re.split(r"[^a-z]", source)[0]
    if harm in HARM:
        HARM[harm](path)
    result = refuse(None, DocumentRecord(id=f"{source:0>16}"[-16:], source=source))
    if harm == "large":
        notices = tuple(NoticeRecord(code="N04", message=f"{k} {os.urandom(64).hex()}") for k in range(40_000))
        return replace(result, notices=notices)
    return result
