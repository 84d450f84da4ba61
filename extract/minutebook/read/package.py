"""A Word file's parts: the zip opened within limits, its XML parsed without entities, its relationships followed."""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from operator import itemgetter
from urllib.parse import unquote

from lxml import etree

from minutebook.errors import MinutebookError

MAX_ENTRIES = 20_000
"""Most files a zip may hold."""
MAX_PART = 48 * 1024 * 1024
"""Most bytes one part may hold once unpacked; parts that are not read (pictures) do not count."""
MAX_TOTAL = 128 * 1024 * 1024
"""Most bytes of all the parts read."""
MAX_TAGS = 1_000_000
"""Most ``<`` in the parts read; bounds the time of the walk and the memory of the parsed trees."""
MAX_ATTRIBUTES = 4_000_000
"""Most ``=`` in the parts read."""

children: Callable[[etree._Element], list[etree._Element]] = itemgetter(slice(None))
"""Return the children of an element (its ``[:]``): quicker than to iterate over it."""

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_STRICT = b"http://purl.oclc.org/ooxml/"
_TRANSITIONAL = {
    b"http://purl.oclc.org/ooxml/officeDocument/math": b"http://schemas.openxmlformats.org/officeDocument/2006/math",
    b"http://purl.oclc.org/ooxml/officeDocument/": b"http://schemas.openxmlformats.org/officeDocument/2006/",
    b"http://purl.oclc.org/ooxml/wordprocessingml/": b"http://schemas.openxmlformats.org/wordprocessingml/2006/",
    b"http://purl.oclc.org/ooxml/drawingml/": b"http://schemas.openxmlformats.org/drawingml/2006/",
}
_W_ROOT = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}document"


@dataclass(frozen=True, slots=True)
class Relation:
    """One relationship: the last word of its type ("styles"), its target's part name, and whether it leads outside."""

    kind: str
    target: str
    external: bool


class Package:
    """The parts of one Word file. Raises MinutebookError: E101, E104, E105, E106, E107 or E109."""

    def __init__(self, data: bytes) -> None:
        refuse(data)
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
            infos = self._zip.infolist()
        except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError, UnicodeDecodeError) as e:
            raise MinutebookError("E106", f"the zip cannot be opened: {e}") from e
        if len(infos) > MAX_ENTRIES:
            raise MinutebookError("E107", f"{len(infos)} files in the zip, at most {MAX_ENTRIES} are allowed")
        self._names = {i.filename.replace("\\", "/").lstrip("/").lower(): i for i in infos}
        self._bytes = self._tags = self._attributes = self._markup = 0
        self._uncounted: list[bytes] = []
        self._rels: dict[str, dict[str, Relation]] = {}
        self.main = self._find_main()

    def _find_main(self) -> str:
        if not self.has("[Content_Types].xml"):
            if self.has("mimetype") or not any(n.startswith("word/") for n in self._names):
                raise MinutebookError("E104", "a zip file, but not a Word document")
            raise MinutebookError("E106", "the list of content types is missing")
        if not self.has("_rels/.rels"):
            raise MinutebookError("E106", "the package's relationships are missing")
        for rel in self.relations("").values():
            if rel.kind == "officedocument" and not rel.external:
                self._check_type(rel.target)
                if not self.has(rel.target):
                    raise MinutebookError("E106", f"the main part {rel.target} is missing")
                return rel.target
        if any(n.startswith("word/") for n in self._names):
            raise MinutebookError("E106", "no relationship leads to the main part")
        raise MinutebookError("E104", "a package, but not a Word document")

    def _check_type(self, name: str) -> None:
        types = self.xml("[Content_Types].xml")
        for el in types:
            if str(el.get("PartName", "")).lstrip("/").lower() == name.lower():
                what = str(el.get("ContentType", ""))
                if "spreadsheet" in what or "presentation" in what or "visio" in what:
                    raise MinutebookError("E104", f"an Office file of another kind: {what}")

    def has(self, name: str) -> bool:
        """Say whether the package has a part of this name."""
        return name.lower() in self._names

    def read(self, name: str) -> bytes:
        """Return the bytes of a part. Raises E105 if it is encrypted, E106 if damaged or absent, E107 if too large."""
        info = self._names.get(name.lower())
        if info is None:
            raise MinutebookError("E106", f"the part {name} is missing")
        if info.flag_bits & 1:
            raise MinutebookError("E105", f"the part {name} is encrypted")
        if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise MinutebookError("E106", f"the part {name} is packed in a way that a DOCX may not use")
        room = min(MAX_PART, MAX_TOTAL - self._bytes)
        try:
            with self._zip.open(info) as stream:
                data = stream.read(room + 1)
                if len(data) <= room:  # read to the very end, so that the checksum is checked
                    data += stream.read(1)
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError) as e:
            raise MinutebookError("E106", f"the part {name} cannot be unpacked: {e}") from e
        if len(data) > room:
            raise MinutebookError("E107", f"the part {name} unpacks to more than {room} bytes")
        self._bytes += len(data)
        return data

    def xml(self, name: str) -> etree._Element:
        """Return the root of an XML part, Strict names turned into Transitional ones. Raises as ``read``."""
        data = self.read(name)
        self._count(data)
        root = _parse(data, name)
        if _STRICT in data[:65536] or "purl.oclc.org/ooxml" in str(root.tag):
            data = etree.tostring(root, encoding="utf-8")
            for strict, transitional in _TRANSITIONAL.items():
                data = data.replace(strict, transitional)
            root = _parse(data, name)
        return root

    def _count(self, data: bytes) -> None:
        """Raise E107 if there are too many tags or attributes in the parts so far."""
        self._markup += len(data)
        self._uncounted.append(data)
        if self._markup <= min(MAX_TAGS, MAX_ATTRIBUTES):  # so few bytes cannot hold more
            return
        self._tags += sum(part.count(b"<") for part in self._uncounted)
        self._attributes += sum(part.count(b"=") for part in self._uncounted)
        self._uncounted.clear()
        if self._tags > MAX_TAGS or self._attributes > MAX_ATTRIBUTES:
            raise MinutebookError("E107", f"more than {MAX_TAGS} tags or {MAX_ATTRIBUTES} attributes")

    def relations(self, part: str) -> dict[str, Relation]:
        """Return the relationships of a part (of the package for ""), by id."""
        if part not in self._rels:
            folder, name = posixpath.split(part)
            path = posixpath.join(folder, "_rels", name + ".rels")
            found: dict[str, Relation] = {}
            if self.has(path):
                for el in self.xml(path):
                    if not isinstance(el.tag, str) or not el.tag.endswith("}Relationship"):
                        continue
                    external = str(el.get("TargetMode", "")).lower() == "external"
                    target = str(el.get("Target", ""))
                    if not external:
                        target = self._resolve(folder, target)
                    kind = str(el.get("Type", "")).rsplit("/", 1)[-1].lower()
                    found[str(el.get("Id", ""))] = Relation(kind, target, external)
            self._rels[part] = found
        return self._rels[part]

    def _resolve(self, folder: str, target: str) -> str:
        target = target.replace("\\", "/").split("#")[0]
        path = posixpath.normpath(posixpath.join("/" + folder, target)).lstrip("/")
        return path if self.has(path) else unquote(path)

    def related(self, kind: str) -> str | None:
        """Return the name of the main part's first own part of a kind ("styles"), None if there is none."""
        for rel in self.relations(self.main).values():
            if rel.kind == kind and not rel.external and self.has(rel.target):
                return rel.target
        return None

    def document(self) -> etree._Element:
        """Return the root of the main part. Raises E104 if it is not a Word document's."""
        root = self.xml(self.main)
        if root.tag != _W_ROOT:
            raise MinutebookError("E104", f"the main part is no Word document: {str(root.tag)[:100]}")
        return root


def refuse(data: bytes) -> None:
    """Raise MinutebookError if the bytes cannot be a Word file: E101, E104, E105 or E109."""
    if not data:
        raise MinutebookError("E101")
    if data.startswith(_OLE):
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise MinutebookError("E105", "the document is locked with a password")
        if "WordDocument".encode("utf-16-le") in data:
            raise MinutebookError("E109")
        raise MinutebookError("E104", "an old Office file that is not a Word document")
    if not data.startswith(b"PK"):
        raise MinutebookError("E104", "the file does not begin as a DOCX does")


def _parse(data: bytes, name: str) -> etree._Element:
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        huge_tree=False,
        load_dtd=False,
        remove_comments=True,
        remove_pis=True,
        collect_ids=False,
    )
    if b"<!DOCTYPE" in data[:4096]:
        raise MinutebookError("E106", f"the part {name} holds a DOCTYPE, which a DOCX may not")
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as e:
        deep = "xcessive depth" in str(e) or "huge" in str(e).lower()
        raise MinutebookError("E107" if deep else "E106", f"the part {name} is not well-formed XML: {e}") from e
    except ValueError as e:
        raise MinutebookError("E106", f"the part {name} is not XML: {e}") from e
    docinfo: etree.DocInfo = root.getroottree().docinfo
    if docinfo.internalDTD is not None or docinfo.doctype:
        raise MinutebookError("E106", f"the part {name} holds a DOCTYPE, which a DOCX may not")
    return root
