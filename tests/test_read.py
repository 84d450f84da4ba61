"""What a file is, its bytes say: every kind of bad file ends with its own code."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from minutebook.errors import MinutebookError
from minutebook.read import DOCX, PDF, load, media_type, read

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504


def zipped(**parts: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, text in parts.items():
            archive.writestr(name.replace("__", "/"), text)
    return buffer.getvalue()


def types(text: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("[Content_Types].xml", text)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"%PDF-1.4 ...", PDF),
        (b"\r\njunk\n" * 40 + b"%PDF-1.7", PDF),
        (zipped(word__document="<w/>"), DOCX),
        (
            types('<Override ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document"/>'),
            DOCX,
        ),
    ],
)
def test_pdf_and_docx_are_known_by_their_content(data: bytes, kind: str) -> None:
    assert media_type(data) == kind


@pytest.mark.parametrize(
    ("data", "code", "detail"),
    [
        (b"", "E101", ""),
        (b"\0" * 100, "E106", "zero bytes"),
        (b"<!DOCTYPE html><html>not found</html>", "E104", "web page"),
        (b"{\\rtf1 hello}", "E104", "RTF"),
        (b"Minutes of the Harbour Board\n", "E104", "plain text"),
        ("Minutes".encode("utf-16"), "E104", "UTF-16"),
        (b"\x89PNG\r\n\x1a\n\0\0", "E104", "PNG"),
        (b"\xff\xd8\xff\xe0", "E104", "JPEG"),
        (b"\x01\x02\x03\x04", "E104", "unknown"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "E105", ""),
        (OLE + "WordDocument".encode("utf-16-le"), "E109", ""),
        (OLE + "Workbook".encode("utf-16-le"), "E104", "Excel"),
        (zipped(word__document="x" * 999)[:60], "E106", "breaks off"),
        (types("spreadsheetml"), "E104", "Excel"),
        (zipped(mimetype="application/vnd.oasis.opendocument.text"), "E104", "OpenDocument"),
        (zipped(readme="hello"), "E104", "zip"),
        (b"\r\n" * 600 + b"%PDF-1.4", "E104", ""),
    ],
)
def test_other_files_end_with_their_own_code(data: bytes, code: str, detail: str) -> None:
    with pytest.raises(MinutebookError) as caught:
        media_type(data)
    assert caught.value.code == code
    assert detail in caught.value.detail


def test_a_name_says_nothing(tmp_path: Path) -> None:
    file = tmp_path / "minutes.pdf"
    file.write_bytes(b"<html></html>")
    with pytest.raises(MinutebookError) as caught:
        read(file)
    assert caught.value.code == "E104"


def test_a_missing_file_and_a_folder_say_so(tmp_path: Path) -> None:
    with pytest.raises(MinutebookError) as caught:
        load(tmp_path / "none.pdf")
    assert caught.value.code == "E302"
    with pytest.raises(MinutebookError) as caught:
        load(tmp_path)
    assert caught.value.code == "E305"


def test_a_broken_pdf_is_damaged(tmp_path: Path) -> None:
    file = tmp_path / "x.pdf"
    file.write_bytes(b"%PDF-1.4\n1 0 obj << /Type /Catalog")
    with pytest.raises(MinutebookError) as caught:
        read(file)
    assert caught.value.code in {"E106", "E108"}
