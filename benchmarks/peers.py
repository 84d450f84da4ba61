"""The tools that a user might pick instead, each in an environment of its own, made once outside the project."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

ENVIRONMENTS = Path.home() / ".cache" / "minutebook-benchmarks"
PATIENCE = 3600.0
"""Seconds that an installation may take."""


@dataclass(frozen=True, slots=True)
class Peer:
    """What pip must install for a peer, and what comes out of it."""

    wants: tuple[str, ...]
    gives: str
    word: bool = True
    """It reads DOCX too."""


PEERS: dict[str, Peer] = {
    "pymupdf4llm": Peer(("pymupdf4llm<2",), "Markdown", word=False),  # the release called 2.0 holds no code
    "markitdown": Peer(("markitdown[docx,pdf]",), "Markdown"),
    "unstructured": Peer(("unstructured[docx,pdf]",), "elements (fast strategy)"),
    "kreuzberg": Peer(("kreuzberg",), "text"),
}


class NotInstalledError(Exception):
    """A peer cannot be installed here; the text says why."""


def environment(name: str, folder: Path = ENVIRONMENTS) -> Path:
    """Return the Python of a peer's environment, which is made if it is not there. Raises NotInstalledError."""
    home = folder / name
    python = home / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    done = home / "installed.txt"
    wants = "\n".join(PEERS[name].wants)
    if done.is_file() and done.read_text(encoding="utf-8") == wants:
        return python
    folder.mkdir(parents=True, exist_ok=True)
    _run([sys.executable, "-m", "venv", "--clear", str(home)])
    _run([str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *PEERS[name].wants])
    done.write_text(wants, encoding="utf-8")
    return python


def _run(command: list[str]) -> None:
    try:
        run = subprocess.run(command, capture_output=True, text=True, check=False, timeout=PATIENCE)
    except subprocess.TimeoutExpired as error:
        raise NotInstalledError("the installation took too long") from error
    if run.returncode:
        lines = [line for line in run.stderr.splitlines() if line.strip()] or ["no reason given"]
        reasons = [line for line in lines if line.startswith("ERROR")] or lines
        raise NotInstalledError(reasons[-1].removeprefix("ERROR: "))
