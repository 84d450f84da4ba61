"""Measures how long minutebook takes from the shell, from its start to its end: the help, and one document.

    python benchmarks/start.py [FILE] [--rounds 9] [--write]

Without a file one of seven pages is made of the invented minutes. The figures are medians; the commands take turns.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import measure
from material import choose, count_pages, first_pages, long_minutes
from measure import machine, many, middle, number, put, say, table
from minutebook.errors import MinutebookError

PAGES = 7
ALLOWED = {0, 3}
"""Exit codes of minutebook after which the time counts: all well, and no records in the document."""

ENVIRONMENT = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
"""With it Python would compile all modules at each start, which it does once where it may keep what it compiled."""


def command() -> list[str]:
    """Return the command that a user types: the one that was installed beside this Python, if there is one."""
    script = Path(sys.executable).with_name("minutebook.exe" if os.name == "nt" else "minutebook")
    return [str(script)] if script.is_file() else [sys.executable, "-m", "minutebook"]


def timed(words: list[str]) -> tuple[float, float]:
    """Run a command and return its wall and CPU seconds. Raises RuntimeError if it fails."""
    before = os.times()
    start = time.perf_counter()
    run = subprocess.run(words, capture_output=True, text=True, check=False, env=ENVIRONMENT)
    wall = time.perf_counter() - start
    after = os.times()
    if run.returncode not in ALLOWED:
        raise RuntimeError(f"{' '.join(words)} ended with {run.returncode}: {run.stderr.strip()[-300:]}")
    cpu = after.children_user + after.children_system - before.children_user - before.children_system
    return wall, cpu


def options() -> argparse.Namespace:
    parser = measure.parser(str(__doc__))
    parser.add_argument("file", nargs="?", help="the document to read; without it seven pages of invented minutes")
    parser.add_argument("--rounds", type=measure.at_least_one, default=9, help="how often each command is run (9)")
    return parser.parse_args()


def main() -> int:
    given = options()
    with tempfile.TemporaryDirectory() as name:
        scratch = Path(name)
        document = scratch / "minutes.pdf"
        if given.file:
            try:
                choose([given.file], 1)
            except MinutebookError as error:
                say(f"start.py: {error}")
                return measure.USAGE
            document = Path(given.file)
        else:
            long_minutes(scratch / "long.pdf", PAGES)
            first_pages(scratch / "long.pdf", document, PAGES)
        pages = count_pages(document)
        what = f"one document of {many(pages, 'page')}" if pages else "one document"
        commands = {
            "python, doing nothing": ([sys.executable, "-c", "pass"], ""),
            "minutebook --help": ([*command(), "--help"], "0.3"),
            f"minutebook extract, {what}": ([*command(), "extract", str(document), "--out", str(scratch / "out")], "1"),
        }
        spent: dict[str, list[tuple[float, float]]] = {title: [] for title in commands}
        try:
            for k in range(given.rounds + 1):
                for title, (words, _) in commands.items():
                    figures = timed(words)
                    if k:  # the first time the files are not yet in the system's cache
                        spent[title].append(figures)
        except RuntimeError as error:
            say(f"start.py: {error}")
            return measure.FAILED
    rows = [
        [title, number(middle(w for w, _ in spent[title])), number(middle(c for _, c in spent[title])), goal]
        for title, (_, goal) in commands.items()
    ]
    text = f"{machine()} Medians of {many(given.rounds, 'round')}.\n\n"
    text += table(["from the shell, start to finish", "seconds", "CPU seconds", "goal"], rows)
    print(text)
    if given.write:
        put("start", text)
    return measure.OK


if __name__ == "__main__":
    sys.exit(main())
