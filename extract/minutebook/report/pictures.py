"""Takes pictures of places on pages: in a process of its own, so that no file can take the report with it."""

from __future__ import annotations

import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from subprocess import Popen

from minutebook.report.gather import Original, Place
from minutebook.workers import frames
from minutebook.workers.launch import start

SECONDS = 20.0
"""So long one file may take; of one that takes longer there are no pictures."""
_MOST = 64 << 20
"""Bytes that the pictures of one file may come to."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture (PNG) of a place, and where in it the words stand: left, top, width and height in percent of it."""

    png: bytes
    spot: tuple[float, float, float, float]


def take(places: Sequence[Place], originals: Mapping[str, Original]) -> dict[Place, Picture]:
    """Return the pictures of places in files that still hold the bytes that were read, as far as they can be drawn."""
    by_file: dict[str, list[Place]] = {}
    for place in dict.fromkeys(places):
        by_file.setdefault(place.source, []).append(place)
    found: dict[Place, Picture] = {}
    artist = _Artist()
    try:
        for source, wanted in sorted(by_file.items()):
            found.update(artist.draw(originals[source], wanted))
    finally:
        artist.end()
    return found


class _Artist:
    """The process that draws (``drawing``), started when there is something to draw, and again after it was lost."""

    def __init__(self) -> None:
        self._process: Popen[bytes] | None = None

    def draw(self, original: Original, places: Sequence[Place]) -> dict[Place, Picture]:
        """Return the pictures of places in one file; none if it takes too long or ends the process."""
        if self._process is None:
            self._process = start("minutebook.report.drawing")
        process = self._process
        assert process.stdin and process.stdout
        clock = threading.Timer(SECONDS, process.kill)
        clock.start()
        asked = {"path": str(original.path), "sha256": original.sha256, "places": [(p.page, p.box) for p in places]}
        try:
            frames.write(process.stdin, asked)
            answer = frames.read(process.stdout, _MOST)
        except (OSError, frames.BrokenFrameError):
            answer = None
        finally:
            clock.cancel()
        if answer is None:
            self.end()
            return {}
        header, payload = answer
        pictures = {}
        at = 0
        for place, drawn in zip(places, header["drawn"], strict=True):
            if drawn is not None:
                size, spot = drawn
                left, top, width, height = map(float, spot)
                pictures[place] = Picture(payload[at : at + size], (left, top, width, height))
                at += size
        return pictures

    def end(self) -> None:
        """End the process."""
        if self._process is not None:
            self._process.kill()
            self._process.communicate()
            self._process = None
