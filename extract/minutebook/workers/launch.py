"""Starts the processes of workers; one may be started ahead, to load its parts while the command loads its own."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
from collections.abc import Iterator

_ahead: list[subprocess.Popen[bytes]] = []
"""Those that nobody has asked for yet."""


def launch() -> subprocess.Popen[bytes]:
    """Return a worker's process, started now or ahead. Raises OSError if none can be started."""
    return _ahead.pop() if _ahead else start("minutebook.workers")


@contextlib.contextmanager
def ahead() -> Iterator[None]:
    """Have one worker started at once, for the first who asks for one; if nobody does, it ends with the context."""
    with contextlib.suppress(OSError):  # whoever asks will be told
        _ahead.append(start("minutebook.workers"))
    try:
        yield
    finally:
        while _ahead:
            process = _ahead.pop()
            process.kill()
            process.communicate()


def start(module: str) -> subprocess.Popen[bytes]:
    """Start a module as a process with a pipe to it and one from it; it is told ours. Raises OSError if it cannot."""
    return subprocess.Popen(
        [sys.executable, "-P", "-m", module, str(os.getpid())],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(p or os.getcwd() for p in sys.path)},  # noqa: PTH109 - light
    )
