"""A browser for tests and measurements: Chromium without a window, spoken to over a pipe (its DevTools protocol)."""

from __future__ import annotations

import base64
import itertools
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


class Page:
    """One tab. What the page logs and what goes wrong in it is kept in ``troubles``; what it asks for in ``asked``."""

    def __init__(self, to: int, back: int) -> None:
        self._to = os.fdopen(to, "wb")
        self._back = os.fdopen(back, "rb")
        self._numbers = itertools.count(1)
        self._session: str | None = None
        self._left = b""
        self.troubles: list[str] = []
        self.asked: list[str] = []
        target = self.call("Target.createTarget", url="about:blank")["targetId"]
        self._session = self.call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Page", "Runtime", "Log", "Network"):
            self.call(f"{domain}.enable")

    def close(self) -> None:
        """Let go of the browser."""
        self._to.close()
        self._back.close()

    def call(self, method: str, **parameters: Any) -> dict[str, Any]:
        """Call a method of the protocol and return its result."""
        number = next(self._numbers)
        message: dict[str, Any] = {"id": number, "method": method, "params": parameters}
        if self._session:
            message["sessionId"] = self._session
        self._to.write(json.dumps(message).encode() + b"\0")
        self._to.flush()
        while True:
            said = self._hear()
            if said.get("id") == number:
                if "error" in said:
                    raise RuntimeError(f"{method}: {said['error']}")
                return dict(said["result"])

    def _hear(self) -> dict[str, Any]:
        while b"\0" not in self._left:
            piece = os.read(self._back.fileno(), 1 << 20)
            if not piece:
                raise RuntimeError("the browser is gone")
            self._left += piece
        text, _, self._left = self._left.partition(b"\0")
        said = dict(json.loads(text))
        told = said.get("params", {})
        if said.get("method") == "Runtime.exceptionThrown":
            self.troubles.append(str(told["exceptionDetails"].get("exception", told["exceptionDetails"])))
        elif said.get("method") == "Log.entryAdded":
            self.troubles.append(f"{told['entry']['level']}: {told['entry']['text']}")
        elif said.get("method") == "Network.requestWillBeSent":
            self.asked.append(told["request"]["url"])
        elif said.get("method") == "Page.loadEventFired":
            self._loaded = True
        return said

    def open(self, path: Path, view: str = "") -> None:
        """Open a file and wait until the page has loaded."""
        self._loaded = False
        self.call("Page.navigate", url=path.absolute().as_uri() + (f"#{view}" if view else ""))
        while not self._loaded:
            self._hear()

    def go(self, view: str) -> None:
        """Go to a view of the page that is open."""
        self.ask(f"location.hash = {json.dumps(view)}; new Promise((done) => setTimeout(done, 50))")

    def ask(self, code: str) -> Any:
        """Run JavaScript in the page and return its value; a promise is waited for."""
        found = self.call("Runtime.evaluate", expression=code, awaitPromise=True, returnByValue=True)
        if "exceptionDetails" in found:
            raise RuntimeError(str(found["exceptionDetails"].get("exception", found)))
        return found["result"].get("value")

    def press(self, key: str, code: int, text: str = "") -> None:
        """Press a key; ``code`` is its Windows key code."""
        for kind in ("keyDown", "keyUp"):
            letters = {"text": text} if text and kind == "keyDown" else {}
            self.call("Input.dispatchKeyEvent", type=kind, key=key, code=key, windowsVirtualKeyCode=code, **letters)

    def size(self, width: int, height: int) -> None:
        """Give the page another size."""
        self.call("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=False)

    def picture(self, path: Path) -> None:
        """Save what can be seen as a PNG."""
        path.write_bytes(base64.b64decode(self.call("Page.captureScreenshot")["data"]))

    def paper(self, path: Path) -> None:
        """Save what would be printed as a PDF."""
        path.write_bytes(base64.b64decode(self.call("Page.printToPDF", preferCSSPageSize=True)["data"]))


_JOIN = """
import fcntl, os, sys
ends = [fcntl.fcntl(int(n), fcntl.F_DUPFD, 10) for n in sys.argv[1:3]]
for end, number in zip(ends, (3, 4)):
    os.dup2(end, number)
os.execv(sys.argv[3], sys.argv[3:])
"""
"""Puts two pipes where the browser looks for them, and becomes it."""


@contextmanager
def browser() -> Iterator[Page]:
    """Start the browser with an empty profile of its own, and end it; it is cut off from every network."""
    theirs_from, ours_to = os.pipe()
    ours_back, theirs_to = os.pipe()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        words = [
            str(CHROMIUM), "--headless=new", "--remote-debugging-pipe", f"--user-data-dir={profile}", "--no-sandbox",
            "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run", "--disable-background-networking",
            "--disable-component-update", "--disable-sync", "--disable-default-apps", "--hide-scrollbars",
            "--proxy-server=127.0.0.1:9", "--host-resolver-rules=MAP * ~NOTFOUND", "about:blank",
        ]  # fmt: skip
        process = subprocess.Popen(
            [sys.executable, "-S", "-c", _JOIN, str(theirs_from), str(theirs_to), *words],
            pass_fds=(theirs_from, theirs_to),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        os.close(theirs_from)
        os.close(theirs_to)
        try:
            page = Page(ours_to, ours_back)
            yield page
            page.close()
        finally:
            process.kill()
            process.wait()
