"""Sources that are not on this machine: a store in memory, and a web server's list of files on loopback."""

from __future__ import annotations

import functools
import threading
from collections.abc import Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from archives import Archive
from minutebook.archive.remote import is_remote
from minutebook.archive.scan import scan
from minutebook.errors import MinutebookError

fsspec = pytest.importorskip("fsspec", reason="fsspec is not installed (pip install 'minutebook[remote]')")


@pytest.fixture
def store() -> Iterator[str]:
    system = fsspec.filesystem("memory")
    system.pipe({"/board/a.pdf": b"mend the pump\n", "/board/2021/b.docx": b"paint the gate\n", "/board/x.txt": b"no"})
    yield "memory://board"
    system.rm("/board", recursive=True)


@pytest.mark.parametrize(
    ("text", "remote"), [("s3://b/x", True), ("https://x.example/", True), ("minutes/a.pdf", False), ("c:\\a", False)]
)
def test_an_address_has_a_scheme(text: str, remote: bool) -> None:
    assert is_remote(text) is remote


def test_a_store_is_read_as_a_folder_is(store: str, tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    report = archive.run(store)
    assert archive.reader.read == ["2021/b.docx", "a.pdf"]
    assert report.events == {"new": 2}
    assert not (archive.out / ".fetched").exists()
    fsspec.filesystem("memory").pipe("/board/a.pdf", b"mend another pump\n")
    assert archive.run(store).events == {"changed": 1}
    assert archive.reader.read == ["a.pdf"]


def test_a_store_that_tells_of_changes_is_not_read_again(store: str, tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    archive.run(store)
    assert archive.run(store).hashed == 0


def test_one_document_at_an_address(store: str) -> None:
    (file,) = scan([store + "/a.pdf"], {}).files.values()
    assert (file.name, file.size) == ("a.pdf", 14)


@pytest.mark.parametrize("address", ["memory://nowhere", "nonsense://x"])
def test_an_address_where_nothing_is(address: str) -> None:
    with pytest.raises(MinutebookError) as error:
        scan([address], {})
    assert error.value.code == "E302"


def test_a_store_that_was_emptied_changes_nothing(store: str, tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    archive.run(store)
    system = fsspec.filesystem("memory")
    system.rm("/board", recursive=True)
    system.mkdir("/board")
    with pytest.raises(MinutebookError) as error:
        archive.run(store)
    assert error.value.code in {"E302", "E312"}


def test_files_listed_by_a_web_server(tmp_path: Path) -> None:
    pytest.importorskip("aiohttp", reason="aiohttp is not installed: fsspec needs it for web addresses")
    (tmp_path / "site" / "minutes").mkdir(parents=True)
    (tmp_path / "site" / "minutes" / "a.pdf").write_text("mend the pump\n")

    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=tmp_path / "site")) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            archive = Archive(tmp_path)
            archive.run(f"http://127.0.0.1:{server.server_port}/minutes/")
            assert archive.reader.read == ["a.pdf"]
        finally:
            server.shutdown()
