"""The report: what is gathered for it, its pictures, and a page that says that and no more, whatever texts hold."""

from __future__ import annotations

import base64
import hashlib
import html
import io
import json
import re
import struct
import subprocess
import sys
import zlib
from html.parser import HTMLParser
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reportlab.pdfgen.canvas import Canvas

from archives import Archive
from minutebook.follow import whole
from minutebook.follow.past import Past
from minutebook.follow.registers import Mention, Task
from minutebook.report import gather as gathering
from minutebook.report import page as paging
from minutebook.report import pictures as picturing
from minutebook.report.drawing import draw, png
from minutebook.report.gather import Original, Place, Spot, gather, places, wanted
from minutebook.report.page import SCRIPTS, block, columnar, page_pieces
from minutebook.report.pictures import Picture, take
from minutebook.report.whole import write_report
from minutebook.workers import launch
from minutebook.write.links import links
from minutebook.write.registers import REGISTERS
from minutebook.write.schema import TABLES, columns
from reports import part, report

HOSTILE = (
    "</script><script>alert(1)</script>", "<!--<script>", "]]>", "<img src=x onerror=alert(1)>", "\u2028\u2029",
    "\u202egpj.exe", '"\'`${1}', "&lt;b&gt;", "{{script}}", "\\u003c", "\x00\x1b", "\ud800",
)  # fmt: skip
WILD = st.lists(st.one_of(st.sampled_from(HOSTILE), st.text())).map("".join)


# -- what is gathered


def tasks(past: Past, counting: Any) -> tuple[tuple[Task, ...], tuple[Mention, ...]]:
    """Every line of the archive's files is a task in the state that its first word names."""
    found = []
    mentions = []
    for document in counting:
        for row in past.of("actions", document):
            state, _, words = row["text"].partition(" ")
            about = {"body": past.body, "text": row["text"], "source": row["source"], "document_id": document}
            here = {"action_id": row["action_id"], "page": 1, "task_id": f"{document} {row['action_id']}"}
            found.append(Task(state=state, due_date=words or None, arose_date=row["meeting_date"], **about, **here))
            mentions.append(Mention(number=1, **about, **here))
            if state == "done":
                mentions.append(Mention(number=2, kind="update", **about, **here))
    return tuple(found), tuple(mentions)


@pytest.fixture
def archive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Archive:
    monkeypatch.setattr(whole, "tasks", tasks)
    held = Archive(tmp_path)
    held.put("a.pdf", "done 2021-01\nopen\noverdue 2021-03-04\ndropped")
    held.put("deeper/b c.pdf", "open 2022-01-01\noverdue 2020")
    held.put("c.pdf", "broken")
    held.run()
    return held


def test_tasks_come_as_they_press(archive: Archive) -> None:
    with archive.catalogue() as catalogue:
        found = gather(catalogue, archive.out)
    assert found.parts["actions"].column("text") == [
        "overdue 2021-03-04", "overdue 2020", "open 2022-01-01", "open", "dropped", "done 2021-01",
    ]  # fmt: skip
    assert found.parts["mentions"].column("task") == [5]


def test_meetings_failures_and_counts_are_told(archive: Archive) -> None:
    with archive.catalogue() as catalogue:
        found = gather(catalogue, archive.out)
    assert sorted(found.parts["meetings"].column("actions")) == [2, 4]
    assert found.parts["failures"].rows == [["damaged", "It is damaged.", "c.pdf"]]
    assert found.statuses == {"ok": 2, "damaged": 1}
    assert found.records["actions"] == 6
    assert found.run is not None
    assert found.links["deeper/b c.pdf"] == "../minutes/deeper/b%20c.pdf"


def test_what_does_not_fit_is_counted(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gathering, "MOST", 4)
    with archive.catalogue() as catalogue:
        found = gather(catalogue, archive.out)
    actions = found.parts["actions"]
    assert (len(actions.rows), actions.left_out) == (4, 2)
    assert found.parts["mentions"].rows == []


def test_columns_are_those_of_the_tables() -> None:
    known = {t.name: {c.name for c in columns(t)} for t in (*TABLES, *REGISTERS)}
    assert set(gathering.ACTIONS) <= known["actions_register"]
    assert set(gathering.MENTIONS) - {"task"} <= known["actions_mentions"]
    assert set(gathering.DECISIONS) - {"confidence", "quote"} <= known["decisions"]
    assert set(gathering.QUESTIONS) <= known["questions_register"]
    assert set(gathering.PEOPLE) <= known["people_register"]
    assert set(gathering.ALIKE) <= known["people_alike"]
    assert set(gathering.CHECKS) <= known["checks"]
    assert set(gathering.MEETINGS) - set(gathering.COUNTED) <= known["meetings_register"]


def test_pictures_are_wanted_of_what_presses_first() -> None:
    original = Original(Path("a.pdf"), "0" * 64)
    shown = report(
        originals={"a.pdf": original},
        actions=[
            {"state": "overdue", "page": 1},
            {"state": "open", "page": 2},
            {"state": "done", "page": 3, "arose_date": "2020-01"},
            {"state": "open", "page": None},
            {"state": "open", "page": 5, "source": "b.docx"},
        ],
        checks=[{"page": 1}],
        decisions=[{"page": 1, "meeting_date": "2019"}, {"page": 2, "meeting_date": "2021"}],
    )
    assert [(s.table, s.record) for s in wanted(shown)] == [
        ("actions", "0"), ("actions", "1"), ("checks", "0"), ("decisions", "1"), ("actions", "2"), ("decisions", "0"),
    ]  # fmt: skip


def test_places_are_those_of_the_records(archive: Archive) -> None:
    with archive.catalogue() as catalogue:
        found = gather(catalogue, archive.out)
        spots = found.parts["actions"].spots
        at = places(catalogue, spots)
        assert at[spots[1]] == Place("deeper/b c.pdf", 1, (1.0, 2.0, 3.0, 4.0))
        assert len(at) == 6
        assert places(catalogue, [Spot(spots[0].document, "actions", "none")]) == {}


@pytest.mark.parametrize(
    ("place", "link"),
    [
        ("/in/out/javascript:alert(1).pdf", "javascript%3Aalert%281%29.pdf"),
        ("/in/a#b?c%20.pdf", "../a%23b%3Fc%2520.pdf"),
        ("https://example.org/a.pdf", "https://example.org/a.pdf"),
        ("s3://bucket/a.pdf", None),
        ("/in/é\udc80.pdf", "../%C3%A9%80.pdf"),
    ],
)
def test_links_lead_to_the_file_and_nowhere_else(place: str, link: str | None) -> None:
    assert links({"name": place}, Path("/in/out")).get("name") == link


def test_a_person_has_the_rows_of_the_name_unless_two_share_it() -> None:
    people = [
        {"name": "Ann Lee", "names": "Ann Lee; A Lee", "body": "B"},
        {"name": "Amy Lee", "names": "Amy Lee; A Lee", "body": "B"},
        {"name": "Ann Lee", "names": "Ann Lee", "body": "C"},
    ]
    held = [{"document_id": "d1", "body": "B"}, {"document_id": "d2", "body": "C"}]
    rows = [
        {"document_id": d, "name": n, "meeting_date": "2020"}
        for d, n in (("d1", "Ann Lee"), ("d1", "A Lee"), ("d2", "Ann Lee"), ("d3", "Ann Lee"))
    ]
    found = list(gathering._sightings(people, held, rows))
    assert [(f["person"], f["document_id"]) for f in found] == [(0, "d1"), (2, "d2")]


# -- the page


class Blocks(HTMLParser):
    """The scripts and styles of a page, as a browser takes them apart, and all its elements with their attributes."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.inside: list[tuple[dict[str, str | None], str]] = []
        self.words = ""
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        self.words = ""

    def handle_data(self, data: str) -> None:
        self.words += data

    def handle_endtag(self, tag: str) -> None:
        if tag in {"script", "style"}:
            self.inside.append((self.elements[-1][1], self.words))


def shown_as(text: str) -> str:
    """A text as it may come back from a page: lone halves of letters lost, signs that turn the direction replaced."""
    whole_letters = text.encode("utf-8", "replace").decode()
    return re.sub("[\u202a-\u202e\u2066-\u2069]", "\ufffd", whole_letters)


@given(WILD)
def test_a_block_gives_back_its_texts_and_nothing_gets_out_of_it(text: str) -> None:
    data = block("x", [text]).decode()
    assert not set("<>&\u2028\u2029\u202e") & set(
        data.removeprefix('<script type="application/json" id="data-x">')[:-10]
    )
    ((attributes, inside),) = Blocks(data).inside
    assert attributes["type"] == "application/json"
    assert json.loads(inside) == [shown_as(text)]


VALUES = st.one_of(st.none(), st.booleans(), st.integers(-9, 9), st.sampled_from(["a", "b", "1"]), st.floats(0, 1))


@given(st.lists(st.tuples(VALUES, VALUES)))
def test_columns_hold_every_value(rows: list[tuple[Any, Any]]) -> None:
    held = columnar(gathering.Part(("one", "two"), [list(r) for r in rows]))
    assert held["n"] == len(rows)
    for k, name in enumerate(("one", "two")):
        column = held["columns"][name]
        values = [column["t"][v] for v in column["v"]] if "t" in column else column["v"]
        assert [(type(v), v) for v in values] == [(type(r[k]), r[k]) for r in rows]


def test_a_quote_that_says_the_same_is_not_held_twice() -> None:
    quotes = [{"text": "a", "quote": "a"}, {"text": "b", "quote": "b c"}, {"text": "c"}, {"text": "", "quote": ""}]
    assert columnar(part("actions", quotes))["columns"]["quote"] == {"v": [True, "b c", None, ""]}


def whole_page() -> str:
    texts = [{"text": t, "quote": t, "body": t, "owners": t, "source": t} for t in HOSTILE]
    shown = report(links=dict.fromkeys(HOSTILE, "../a.pdf"), actions=texts, decisions=[{"text": t} for t in HOSTILE])
    return b"".join(page_pieces(shown, {"actions": {0: Picture(b"png", (1, 2, 3, 4))}})).decode()


def test_the_page_runs_its_own_script_and_no_other() -> None:
    text = whole_page()
    found = Blocks(text)
    assert [a.get("id") for a, _ in found.inside if a.get("type") == "application/json"] == [
        "data-overview", *(f"data-part-{n}" for n in report().parts), "data-pictures",
    ]  # fmt: skip
    ((_, style), *_, (attributes, script)) = found.inside
    assert attributes == {}
    (policy,) = (a["content"] for tag, a in found.elements if tag == "meta" and "http-equiv" in a)
    assert policy is not None
    rules = dict(rule.strip().split(" ", 1) for rule in html.unescape(policy).split(";"))
    digests = {n: f"'sha256-{base64.b64encode(hashlib.sha256(t.encode()).digest()).decode()}'" for n, t in
               (("script-src", script), ("style-src", style))}  # fmt: skip
    assert rules == {
        "default-src": "'none'", "img-src": "data:", "base-uri": "'none'", "form-action": "'none'", **digests,
    }  # fmt: skip


def test_the_page_names_nothing_outside_of_itself() -> None:
    for tag, attributes in Blocks(whole_page()).elements:
        assert tag not in {"link", "iframe", "object", "embed", "img", "base", "form"}
        assert not {"src", "style"} & set(attributes)
        assert not any(name.startswith("on") for name in attributes)
        assert attributes.get("href", "#").startswith("#")  # type: ignore[union-attr]
    style = (files("minutebook.report") / "page.css").read_text(encoding="utf-8")
    assert not re.search(r"@import|url\(|@font-face", style)


def test_the_script_takes_no_text_for_html() -> None:
    folder = files("minutebook.report")
    for name in SCRIPTS:
        text = (folder / name).read_text(encoding="utf-8")
        for word in (
            "innerHTML",
            "outerHTML",
            "insertAdjacent",
            "document.write",
            "eval(",
            "Function(",
            "fetch(",
            "import(",
        ):
            assert word not in text, f"{name}: {word}"
        assert "XMLHttpRequest" not in text
        assert set(re.findall(r"https?://[^\"\s]+", text)) <= {"http://www.w3.org/2000/svg"}


def test_the_same_report_gives_the_same_bytes() -> None:
    assert whole_page() == whole_page()


def test_the_page_names_the_parts_that_there_are() -> None:
    text = (files("minutebook.report") / "views.js").read_text(encoding="utf-8")
    named = set(re.findall(r'\bpart: "(\w+)"', text)) | set(re.findall(r'\bpart\("(\w+)"\)', text))
    assert named <= set(report().parts)
    assert {p for p in report().parts if p not in {"mentions", "sightings"}} == named - {"mentions", "sightings"}
    assert set(paging._MEANINGS) <= named


# -- pictures


def pdf(path: Path, *lines: str) -> Original:
    """A page of 200 by 300 points with lines of text, the first 40 points below its top."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(200, 300))
    for k, line in enumerate(lines):
        canvas.drawString(20, 260 - 20 * k, line)
    canvas.save()
    path.write_bytes(out.getvalue())
    return Original(path, hashlib.sha256(out.getvalue()).hexdigest())


def shades(data: bytes) -> tuple[int, int, list[list[int]]]:
    """Return width, height and the rows of shades (0 to 15) of a PNG as this project writes them."""
    assert data.startswith(b"\x89PNG\r\n\x1a\n")
    chunks = {}
    at = 8
    while at < len(data):
        size, name = struct.unpack(">I4s", data[at : at + 8])
        chunks[name] = data[at + 8 : at + 8 + size]
        assert struct.unpack(">I", data[at + 8 + size : at + 12 + size])[0] == zlib.crc32(name + chunks[name])
        at += 12 + size
    width, height, *rest = struct.unpack(">IIBBBBB", chunks[b"IHDR"])
    assert rest == [4, 0, 0, 0, 0]
    raw = zlib.decompress(chunks[b"IDAT"])
    wide = (width + 1) // 2 + 1
    assert len(raw) == wide * height
    lines = [raw[k * wide + 1 : (k + 1) * wide] for k in range(height)]
    return width, height, [[s for b in line for s in (b >> 4, b & 15)][:width] for line in lines]


@given(st.integers(1, 9), st.integers(1, 5), st.data())
def test_a_png_holds_its_pixels(width: int, height: int, data: st.DataObject) -> None:
    pixels = data.draw(st.binary(min_size=width * height, max_size=width * height))
    rows = [[round(v / 17) for v in pixels[k * width : (k + 1) * width]] for k in range(height)]
    assert shades(png(width, height, pixels)) == (width, height, rows)


def test_a_picture_shows_the_words_with_some_room(tmp_path: Path) -> None:
    original = pdf(tmp_path / "a.pdf", "MMMMMMMM")
    ((data, spot),) = (d for d in draw(original.path, original.sha256, [(1, (20.0, 30.0, 100.0, 42.0))]) if d)
    width, height, rows = shades(data)
    assert (width, height) == pytest.approx(
        (124 * 1.6, 44 * 1.6), abs=1.5
    )  # 20 to the left (no more is there), 24, 16 and 16
    assert spot == pytest.approx((16.13, 36.36, 64.52, 27.27), abs=0.01)
    dark = [(x, y) for y, row in enumerate(rows) for x, shade in enumerate(row) if shade < 8]
    assert dark
    assert all(30 <= x <= width * 0.85 and 24 <= y <= 46 for x, y in dark)


@pytest.mark.parametrize(
    ("page", "box"), [(2, (0.0, 0.0, 9.0, 9.0)), (1, (900.0, 900.0, 999.0, 999.0)), (1, (-90.0, -90.0, -50.0, -50.0))]
)
def test_a_place_that_is_not_there_has_no_picture(tmp_path: Path, page: int, box: tuple[float, ...]) -> None:
    original = pdf(tmp_path / "a.pdf", "words")
    assert draw(original.path, original.sha256, [(page, box)]) == [None]  # type: ignore[list-item]


PLACES = [Place(s, 1, (20.0, 30.0, 100.0, 42.0)) for s in ("a.pdf", "b.pdf", "c.pdf", "d.pdf")]


def test_only_files_as_they_were_read_have_pictures(tmp_path: Path) -> None:
    originals = {f"{n}.pdf": pdf(tmp_path / f"{n}.pdf", n) for n in "abcd"}
    pdf(tmp_path / "b.pdf", "changed")
    (tmp_path / "c.pdf").unlink()
    found = take(PLACES, originals)
    assert set(found) == {PLACES[0], PLACES[3]}
    assert shades(found[PLACES[0]].png)[0] > 100


def test_a_file_that_ends_or_hangs_the_process_is_lost_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    originals = {f"{n}.pdf": pdf(tmp_path / f"{n}.pdf", n) for n in "abcd"}
    real = launch.start
    codes = ["raise SystemExit(9)", "import time; time.sleep(600)"]

    def start(module: str) -> subprocess.Popen[bytes]:
        if not codes:
            return real(module)
        pipe = subprocess.PIPE
        return subprocess.Popen([sys.executable, "-S", "-c", codes.pop(0)], stdin=pipe, stdout=pipe)

    monkeypatch.setattr(picturing, "start", start)
    monkeypatch.setattr(picturing, "SECONDS", 5.0)
    assert set(take(PLACES, originals)) == {PLACES[2], PLACES[3]}


# -- the whole


def test_a_report_of_an_archive_is_one_file_and_always_the_same(archive: Archive) -> None:
    with archive.catalogue() as catalogue:
        first = write_report(catalogue, archive.out / "report.html", most=9).read_bytes()
        again = write_report(catalogue, archive.base / "other" / "report.html", most=9).read_bytes()
    assert first.replace(b"../minutes", b"") == again.replace(b"../minutes", b"")
    assert b"overdue 2020" in first
    assert [p.name for p in (archive.base / "other").iterdir()] == ["report.html"]
