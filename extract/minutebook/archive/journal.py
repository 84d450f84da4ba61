"""What a run tells of itself: lines as it goes, a report for programs, figures for Prometheus."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TextIO

from minutebook.write.atomic import replace_file

FORMATS = ("text", "json")

QUIET = frozenset({"read"})
"""Events that text leaves out: one line for each document is for programs."""

_EVENTS = frozenset({"new", "changed", "moved", "copied", "deleted", "returned"})
_SENTENCES: dict[str, Callable[[Mapping[str, Any]], str]] = {
    "scanned": lambda v: f"{v['files']:,} files there" + _listed({k: v[k] for k in sorted(v.keys() & _EVENTS)}),
    "reading": lambda v: f"{v['documents']:,} documents to read" if v["documents"] else "nothing to read",
    "failed": lambda v: f"stopped: {v['error']}",
}


class Journal:
    """Writes a line for each event to a stream: JSON for programs, or plain text for people."""

    def __init__(self, stream: TextIO, form: str) -> None:
        """Take a stream and one of ``FORMATS``."""
        self._stream = stream
        self._json = form == "json"

    def __call__(self, event: str, **values: object) -> None:
        """Write what happened; a stream that is gone stops nothing."""
        if self._json:
            time = datetime.now(UTC).isoformat(timespec="milliseconds")
            line = json.dumps({"time": time, "event": event, **values}, ensure_ascii=False, default=str)
        elif event in QUIET or event not in _SENTENCES:
            return
        else:
            line = _SENTENCES[event](values)
        try:
            self._stream.write(line + "\n")
            self._stream.flush()
        except (OSError, ValueError):
            return


def _listed(counts: Mapping[str, int]) -> str:
    return ": " + ", ".join(f"{n:,} {kind}" for kind, n in counts.items()) if counts else ""


def write_report(report: Mapping[str, Any], path: Path) -> None:
    """Write a run's report as JSON. Raises MinutebookError E304."""
    replace_file(path, [(json.dumps(report, ensure_ascii=False, indent=2) + "\n").encode("utf-8", "replace")])


def write_metrics(report: Mapping[str, Any], path: Path) -> None:
    """Write a run's figures as the textfile collector of Prometheus' node_exporter reads them.

    Raises MinutebookError E304. Source of the format: Prometheus' text exposition format, version 0.0.4.
    """
    replace_file(path, ["\n".join([*_metrics(report), ""]).encode()])


def _metrics(report: Mapping[str, Any]) -> list[str]:
    finished = datetime.fromisoformat(report["finished"]).timestamp()
    single = {
        "last_run_timestamp_seconds": ("When the last run ended.", finished),
        "last_run_duration_seconds": ("How long the last run took.", report["seconds"]),
        "last_run_files": ("Files that were there.", report["files"]),
        "last_run_documents_read": ("Documents that were read.", report["read"]),
        "last_run_failures": ("Documents read without records.", len(report["failures"])),
    }
    lines = []
    for name, (what, value) in single.items():
        lines += [
            f"# HELP minutebook_{name} {what}",
            f"# TYPE minutebook_{name} gauge",
            f"minutebook_{name} {value:.15g}",
        ]
    for name, label, what, counts in (
        ("documents", "status", "Documents in the catalogue.", report["documents"]),
        ("records", "table", "Records in the catalogue.", report["records"]),
    ):
        lines += [f"# HELP minutebook_{name} {what}", f"# TYPE minutebook_{name} gauge"]
        lines += [f'minutebook_{name}{{{label}="{key}"}} {n}' for key, n in counts.items()]
    return lines
