"""The compiled loops of the PDF reader: the same marks as without them, and nothing that brings the process down."""

from __future__ import annotations

import os
import random
from pathlib import Path
from types import ModuleType

import pypdfium2
import pytest

from minutebook import built
from minutebook.errors import MinutebookError
from minutebook.read.marks import TooLargeError, Word
from minutebook.read.pdfium import PdfiumPages, text
from minutebook.read.pdfium.calls import Scratch, View, address_of
from minutebook.read.pdfium.loops import find, loops
from minutebook.read.pdfium.text import Faces, TextReading
from set_floors import SHARED

RAW = Path(__file__).parent.parent / "data" / "raw"
COMPILED = loops.compiled
pytestmark = pytest.mark.skipif(COMPILED is None, reason="the compiled loops were not built")


def marks(data: bytes, with_loops: ModuleType | None, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What is read of each page, to the last bit of each number, or the error."""
    monkeypatch.setattr(loops, "compiled", with_loops)
    try:
        pages = PdfiumPages(data)
    except MinutebookError as error:
        return [error.code]
    read = []
    for number in range(1, min(len(pages), 60) + 1):
        try:
            read.append(repr(pages.marks(number)))
        except (TooLargeError, pypdfium2.PdfiumError) as error:
            read.append(repr(error))
    pages.close()
    return read


def same(data: bytes, monkeypatch: pytest.MonkeyPatch) -> bool:
    return marks(data, COMPILED, monkeypatch) == marks(data, None, monkeypatch)


@pytest.mark.parametrize("path", sorted(RAW.glob("*.pdf")), ids=lambda path: path.stem)
def test_both_read_the_same(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert same(path.read_bytes(), monkeypatch)


@pytest.mark.parametrize("path", sorted(RAW.glob("*.pdf")), ids=lambda path: path.stem)
def test_both_read_the_same_of_what_is_damaged(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data, dice = path.read_bytes(), random.Random(7)
    for _ in range(20):
        broken = bytearray(data)
        for _ in range(dice.randrange(1, 30)):
            broken[dice.randrange(len(data))] = dice.randrange(256)
        assert same(bytes(broken), monkeypatch)


@pytest.mark.shared
@pytest.mark.skipif(not SHARED.is_dir(), reason="the archive is not beside the project")
@pytest.mark.parametrize("folder", ["archive", "../hostile"])
def test_both_read_the_same_of_the_archive(folder: str, monkeypatch: pytest.MonkeyPatch) -> None:
    files = sorted((SHARED / folder).rglob("*.pdf"))
    differ = [path.name for path in files[:: max(1, len(files) // 40)] if not same(path.read_bytes(), monkeypatch)]
    assert not differ


def test_a_method_that_fails_fails_the_page(monkeypatch: pytest.MonkeyPatch) -> None:
    data = next(iter(sorted(RAW.glob("*.pdf")))).read_bytes()
    for name in ("_style", "_advance", "_said", "_cut_word"):
        with monkeypatch.context() as patch:
            patch.setattr(TextReading, name, lambda *_: 1 / 0)
            pages = PdfiumPages(data)
            asked = 0
            for number in range(1, len(pages) + 1):
                try:
                    pages.marks(number)
                except ZeroDivisionError:
                    asked += 1
            pages.close()
        assert asked or name == "_cut_word"


@pytest.mark.parametrize("name", ["_runs", "_styles", "_words", "hidden", "levels"])
def test_a_reading_of_another_kind_is_refused(name: str) -> None:
    assert COMPILED is not None
    reading = TextReading([], 0, View(1, 0, 0, -1, 0, 0), (100.0, 100.0), Scratch(), Faces(Scratch()))
    setattr(reading, name, ())
    with pytest.raises(TypeError, match=name):
        COMPILED.read_words(reading, 0, View(1, 0, 0, -1, 0, 0), "word", (100.0, 100.0), 0.1, Word, text._Run)


@pytest.mark.parametrize("addresses", [(), (1,), [], None, tuple("abcdefghijk"), (0,) * 21])
def test_no_function_is_called_at_no_address(addresses: object) -> None:
    assert COMPILED is not None
    with pytest.raises((TypeError, ValueError)):
        COMPILED.bind(addresses)
    assert same(next(iter(sorted(RAW.glob("*.pdf")))).read_bytes(), pytest.MonkeyPatch())


def test_loops_of_another_source_are_not_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert COMPILED is not None
    library = tmp_path / "_loops.so"
    library.write_bytes(b"")
    monkeypatch.setattr(COMPILED, "__file__", str(library))
    assert find() is None  # that of another copy of the package
    monkeypatch.setattr(built, "__file__", str(tmp_path / "built.py"))
    assert find() is COMPILED
    source = tmp_path / "_loops.c"
    source.write_bytes(b"")
    os.utime(source, (library.stat().st_mtime + 10,) * 2)
    assert find() is None
    assert [address_of(name) > 0 for name in COMPILED.NAMES] == [True] * 21
