"""Files that mean harm: what they name is never fetched, nothing is written but the output, each ends in its status."""

from __future__ import annotations

import csv
import os
import shutil
import socket
import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from minutebook.errors import ERRORS
from minutebook.run import run
from minutebook.sources import find_sources
from set_floors import SHARED
from word import NS, REL, TYPES, p, relations, t, zipped

HOSTILE = SHARED.parent / "hostile"


class Listener:
    """Listens on loopback and counts whoever comes."""

    def __init__(self) -> None:
        self.calls = 0
        self.socket = socket.create_server(("127.0.0.1", 0))
        self.address = f"http://127.0.0.1:{self.socket.getsockname()[1]}/x"
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        while True:
            try:
                caller, _ = self.socket.accept()
            except OSError:
                return
            self.calls += 1
            caller.close()


@pytest.fixture
def listener() -> Iterator[Listener]:
    listening = Listener()
    yield listening
    listening.socket.close()


def word(document: str, external: str = "") -> bytes:
    return zipped(
        {
            "[Content_Types].xml": TYPES,
            "_rels/.rels": relations(("officeDocument", "word/document.xml")),
            "word/document.xml": document,
            "word/_rels/document.xml.rels": relations(external=external),
        }
    )


def calling_word(address: str) -> bytes:
    """Return a Word file that names an address wherever one may stand."""
    kinds = ("image", "attachedTemplate", "hyperlink", "aFChunk", "subDocument", "oleObject", "frame", "numbering")
    external = "".join(
        f'<Relationship Id="{kind}" Type="{REL}{kind}" Target="{address}/{kind}" TargetMode="External"/>'
        for kind in kinds
    )
    drawn = '<w:r><w:drawing><a:blip r:link="image"/></w:drawing></w:r>'
    body = p(t("The pump was mended."), drawn) + '<w:altChunk r:id="aFChunk"/><w:subDoc r:id="subDocument"/>'
    return word(f"<w:document {NS}><w:body>{body}</w:body></w:document>", external)


def calling_doctype(address: str) -> bytes:
    """Return a Word file whose text is an entity that lies elsewhere."""
    head = f'<!DOCTYPE w:document SYSTEM "{address}/dtd" [<!ENTITY x SYSTEM "{address}/entity">]>'
    return word(f"{head}<w:document {NS}><w:body>{p(t('&x;'))}</w:body></w:document>")


def calling_pdf(address: str) -> bytes:
    """Return a PDF whose page, actions, forms and streams name an address."""
    url = f"<< /FS /URL /F ({address}/file) >>"
    objects = [
        f"<< /Type /Catalog /Pages 2 0 R /OpenAction << /S /URI /URI ({address}/open) >> "
        f"/AA << /WC << /S /SubmitForm /F {url} >> >> /AcroForm << /XFA 6 0 R /Fields [] >> >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 300] /Contents 4 0 R /Resources << /XObject << /X 5 0 R >> >> "
        f"/AA << /O << /S /GoToR /F {url} /D [0 /Fit] >> >> "
        f"/Annots [<< /Type /Annot /Subtype /Link /Rect [0 0 300 300] /A << /S /Launch /F {url} >> >>] >>",
        "<< /Length 10 >>\nstream\n/X Do /X Do\nendstream",
        f"<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8 /F {url} "
        "/Length 0 >>\nstream\n\nendstream",
        f"<< /Length 0 /F {url} >>\nstream\n\nendstream",
    ]
    data = "%PDF-1.7\n" + "".join(f"{k} 0 obj\n{o}\nendobj\n" for k, o in enumerate(objects, start=1))
    return (data + "trailer << /Root 1 0 R /Size 7 >>\n%%EOF\n").encode("ascii")


def test_nothing_that_a_file_names_is_fetched(tmp_path: Path, listener: Listener) -> None:
    made = {"calls.docx": calling_word, "doctype.docx": calling_doctype, "calls.pdf": calling_pdf}
    for name, make in made.items():
        (tmp_path / name).write_bytes(make(listener.address))
    for reader in ("auto", "pdfplumber"):
        results = run(find_sources([str(tmp_path)]), reader=reader)
        assert [(r.document.source, r.document.status) for r in results] == [
            ("calls.docx", "not_minutes"),
            ("calls.pdf", "no_text"),
            ("doctype.docx", "damaged"),
        ]
    assert listener.calls == 0
    with socket.create_connection(listener.socket.getsockname()):
        pass
    for _ in range(1000):
        if listener.calls:
            break
        threading.Event().wait(0.01)
    assert listener.calls == 1  # it would have heard


ALONE = """
import fcntl, socket, struct, subprocess, sys
with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as s:
    fcntl.ioctl(s, 0x8914, struct.pack("16sh", b"lo", 0x41))  # SIOCSIFFLAGS: up, running
code = subprocess.call(sys.argv[1:])
lines = open("/proc/net/dev").read().splitlines()[2:]
assert {line.split(":")[0].strip() for line in lines} == {"lo"}, lines
assert not any(int(n) for n in lines[0].split(":")[1].split()), lines
sys.exit(code)
"""
"""Runs a command where there is no network but an empty loopback, and fails if a packet went over it."""


def in_a_network_of_its_own() -> list[str]:
    """Return the words that run a command in a network of its own, none where the system does not let us."""
    words = ["unshare", "--map-root-user", "--net", sys.executable, "-c", ALONE]
    able = (
        shutil.which("unshare") and subprocess.run([*words, "true"], capture_output=True, check=False).returncode == 0
    )
    return words if able else []


@pytest.mark.shared
@pytest.mark.skipif(not HOSTILE.is_dir(), reason="the hostile files are not beside the project")
def test_every_hostile_file_ends_in_its_status_and_nothing_else_is_touched(tmp_path: Path) -> None:
    away = tmp_path / "away"
    away.mkdir()
    done = subprocess.run(
        [*in_a_network_of_its_own(), sys.executable, "-m", "minutebook", "extract", HOSTILE, "--out", tmp_path / "out"],
        cwd=away,
        env={**os.environ, "HOME": str(away), "TMPDIR": str(away), "PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 3, done.stderr
    with (tmp_path / "out" / "documents.csv").open(encoding="utf-8-sig", newline="") as file:
        statuses = Counter(row["status"] for row in csv.DictReader(file))
    assert statuses.total() == len(find_sources([str(HOSTILE)]))
    assert set(statuses) <= {"ok", "duplicate"} | {e.status for e in ERRORS.values()}
    assert not set(statuses) & {"internal", "crashed", "timeout", "memory", "too_much_output"}, statuses
    assert not list(away.iterdir())
