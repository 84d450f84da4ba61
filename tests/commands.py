"""The command line as tests run it."""

from __future__ import annotations

import signal
import sys

import pytest

from minutebook import cli


def command(monkeypatch: pytest.MonkeyPatch, *arguments: object) -> int:
    """Run the command line in this process and return its exit code."""
    monkeypatch.setattr(sys, "argv", ["minutebook", *map(str, arguments)])
    before = signal.getsignal(signal.SIGTERM)
    try:
        with pytest.raises(SystemExit) as caught:
            cli.main()
    finally:
        signal.signal(signal.SIGTERM, before)
    return int(caught.value.code or 0)
