"""What one document may take (time, memory, output, pages), and how a process binds itself to it.

Where the system has no such limits (RLIMIT_AS on macOS, all of them on Windows) the time, the output and the pages are
limited all the same: the supervisor sees to the first two, the reader to the last.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import signal
import sys
from dataclasses import dataclass
from pathlib import Path

_PR_SET_PDEATHSIG = 1


@dataclass(frozen=True, slots=True)
class Limits:
    """What one document may take.

    ``seconds`` from the beginning of its reading to its records; ``memory`` in bytes, above what the worker held when
    it had started; ``output`` in bytes, all that is to be written of it; ``pages`` of a PDF.
    """

    seconds: float = 60.0
    memory: int = 2 << 30
    output: int = 64 << 20
    pages: int = 5_000


def confine(limits: Limits) -> None:
    """Bind this process to the limits of memory and of the size of a file; no core dumps."""
    try:
        import resource  # noqa: PLC0415 - not on Windows
    except ImportError:
        return
    bounds = {resource.RLIMIT_CORE: 0, resource.RLIMIT_FSIZE: limits.output}
    if sys.platform == "linux":  # elsewhere it is not kept, or counts what a process never uses
        bounds[resource.RLIMIT_AS] = held() + limits.memory
    for what, bound in bounds.items():
        _, hard = resource.getrlimit(what)
        most = bound if hard == resource.RLIM_INFINITY else min(bound, hard)
        with contextlib.suppress(OSError, ValueError):
            resource.setrlimit(what, (most, most))


def held() -> int:
    """Return this process's memory in bytes, as RLIMIT_AS counts it; 0 where the system does not tell."""
    try:
        return int(Path("/proc/self/statm").read_bytes().split()[0]) * os.sysconf("SC_PAGE_SIZE")
    except OSError:
        return 0


def peaks() -> tuple[int, int]:
    """Return the most memory in bytes that this process had so far: as its supervisor will be told, and truly.

    On Linux the first is no less than what the parent had when it started it. 0 where the system does not tell.
    """
    try:
        import resource  # noqa: PLC0415 - not on Windows
    except ImportError:
        return 0, 0
    told = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)
    with contextlib.suppress(OSError, StopIteration, ValueError):
        lines = Path("/proc/self/status").read_text(encoding="ascii", errors="replace").splitlines()
        return told, int(next(x for x in lines if x.startswith("VmHWM:")).split()[1]) * 1024
    return told, told


def die_with_parent() -> bool:
    """Have the system kill this process as soon as the one that started it is gone; False where it cannot do that."""
    if sys.platform != "linux":
        return False
    with contextlib.suppress(OSError, AttributeError):
        return bool(ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0) == 0)
    return False


def first_to_go() -> None:
    """Ask the system to end this process rather than its supervisor when memory runs out."""
    with contextlib.suppress(OSError):
        Path("/proc/self/oom_score_adj").write_text("500", encoding="ascii")
