"""Files that give no records: each ends in its own status with cause and advice, and the run goes on."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from minutebook.errors import ERRORS, MinutebookError
from minutebook.pipeline import extract
from regenerate import ROOT

GOOD = ROOT / "data" / "raw" / "cottonwood-bend-district-2024-06-11-draft.pdf"

AGENDA = """AGENDA
Brackenford Town Council
You are hereby summoned to attend a meeting of the Council to be held in the Town Hall on Monday 3 June 2024 at 7.00 pm.
1. To receive apologies for absence
2. To receive declarations of interest
3. To approve the minutes of the meeting held on 6 May 2024
4. Public participation
5. To consider the quotations for the repair of the clock
6. To consider planning applications
7. To authorise payments
8. To note the date of the next meeting
Members of the public and press are welcome to attend.
Ada Fernhill, Town Clerk, 28 May 2024"""

TRANSCRIPT = """Transcript of the meeting of the Harbour Commission, 3 June 2024
THE CHAIR: Good morning, everybody. Can you all hear me? I think we are going to make a start.
MR OSTREY: Yes, I can hear you fine, thank you.
THE CHAIR: Right. So I would like to come to you first, if I may, on the dredging. How are we getting on?
MR OSTREY: Well, I have to say we're not where I wanted us to be. I mean, we've had the weather against us.
MS TALLIS: Can I just come in there? I don't think it's only the weather.
MR OSTREY: No, no, I accept that. I was going to come on to that.
THE CHAIR: Let's hear it, then. I'm sure we'd all like to know what you think the answer is.
MS TALLIS: I think we need to be honest with people, and I've said so before. We haven't had the boats.
MR OSTREY: We've got one now, and I'm told the second is coming on Thursday, if you can believe it.
THE CHAIR: Thank you. I'll take that as a yes. Shall we move on to the lights?
MR OSTREY: I've nothing more to say on it, so yes, please do.
MS TALLIS: I'm happy with that."""

DUTCH = """Notulen van de vergadering van de dorpsraad
Datum: maandag 3 juni 2024, aanvang 19.30 uur
Aanwezig: de heer Van Oosterzee (voorzitter), mevrouw De Braak, de heer Hulstein, mevrouw Wiegel (notulist)
Afwezig met kennisgeving: de heer Terpstra
1. Opening
De voorzitter opent de vergadering om half acht en heet iedereen van harte welkom.
2. Mededelingen
De gemeente heeft laten weten dat de werkzaamheden aan de brug in september beginnen en dat het verkeer wordt omgeleid.
3. Speelplaats
Mevrouw De Braak vraagt of het nieuwe hek al besteld is. De heer Hulstein antwoordt dat het hek in juli wordt geplaatst.
Actie: de heer Hulstein neemt contact op met de leverancier.
4. Rondvraag en sluiting
Er zijn geen vragen. De voorzitter sluit de vergadering om kwart over negen en dankt iedereen voor zijn komst."""

Make = Callable[[Path], None]


def page_of(path: Path, text: str, encrypt: StandardEncryption | None = None) -> None:
    canvas = Canvas(str(path), invariant=1, encrypt=encrypt)
    y = 790
    for line in text.split("\n"):
        for start in range(0, len(line), 95):
            canvas.drawString(60, y, line[start : start + 95])
            y -= 15
        y -= 5
    canvas.save()


def word_of(path: Path, text: str) -> None:
    document = docx.Document()
    for line in text.split("\n"):
        document.add_paragraph(line)
    document.save(str(path))


def empty(path: Path) -> None:
    path.write_bytes(b"")


def web_page(path: Path) -> None:
    path.write_text("<!DOCTYPE html><html><body><h1>404</h1><p>The page was not found.</p></body></html>")


def zipped_photos(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as parts:
        parts.writestr("photo.txt", "a photo")


def locked(path: Path) -> None:
    page_of(path, AGENDA, StandardEncryption("reader", "owner"))


def cut_off(path: Path) -> None:
    path.write_bytes(GOOD.read_bytes()[:700])


def cut_off_word(path: Path) -> None:
    whole = io.BytesIO()
    docx.Document().save(whole)
    path.write_bytes(whole.getvalue()[:9000])


def scan(path: Path) -> None:
    from PIL import Image  # noqa: PLC0415

    picture = Image.new("L", (600, 800), 255)
    for y in range(60, 740, 14):
        for x in range(60, 540, 3):
            picture.putpixel((x, y + (x * 7) % 5), 0)
    canvas = Canvas(str(path), invariant=1)
    for _ in range(2):
        canvas.drawImage(ImageReader(picture), 0, 0, 595, 842)
        canvas.showPage()
    canvas.save()


def outlines(path: Path) -> None:
    """A page whose letters are drawn as shapes."""
    canvas = Canvas(str(path), invariant=1)
    for y in range(90, 780, 16):
        for x in range(60, 530, 8):
            shape = canvas.beginPath()
            shape.moveTo(x, y)
            shape.curveTo(x + 1, y + 6, x + 4, y + 8, x + 5, y + (x % 7))
            shape.lineTo(x + 4, y)
            shape.curveTo(x + 3, y + 2, x + 2, y + 2, x, y)
            canvas.drawPath(shape, stroke=0, fill=1)
    canvas.save()


CASES: list[tuple[str, Make, str]] = [
    ("empty.pdf", empty, "empty"),
    ("empty.docx", empty, "empty"),
    ("web-page.pdf", web_page, "wrong_type"),
    ("photos.docx", zipped_photos, "wrong_type"),
    ("locked.pdf", locked, "encrypted"),
    ("cut-off.pdf", cut_off, "damaged"),
    ("cut-off.docx", cut_off_word, "damaged"),
    ("scan.pdf", scan, "no_text"),
    ("outlines.pdf", outlines, "outlines"),
    ("agenda.pdf", lambda p: page_of(p, AGENDA), "agenda"),
    ("agenda.docx", lambda p: word_of(p, AGENDA), "agenda"),
    ("transcript.pdf", lambda p: page_of(p, TRANSCRIPT), "transcript"),
    ("dutch.pdf", lambda p: page_of(p, DUTCH), "language"),
    ("dutch.docx", lambda p: word_of(p, DUTCH), "language"),
]


@pytest.mark.parametrize(("name", "make", "status"), CASES, ids=[c[0] for c in CASES])
def test_each_has_its_own_status(name: str, make: Make, status: str, tmp_path: Path) -> None:
    path = tmp_path / name
    make(path)
    with pytest.raises(MinutebookError) as caught:
        extract(path)
    assert caught.value.status == status, str(caught.value)
    assert caught.value.entry.cause in str(caught.value)
    assert caught.value.entry.advice in str(caught.value)


def test_what_a_file_is_its_content_says(tmp_path: Path) -> None:
    disguised = tmp_path / "minutes.docx"
    disguised.write_bytes(GOOD.read_bytes())
    assert extract(disguised).document.media_type == "application/pdf"


def test_one_bad_file_never_stops_the_others(tmp_path: Path) -> None:
    source, out = tmp_path / "in", tmp_path / "out"
    source.mkdir()
    for name, make, _ in CASES:
        make(source / name)
    (source / "good.pdf").write_bytes(GOOD.read_bytes())
    run = subprocess.run(
        [sys.executable, "-m", "minutebook", "extract", str(source), "--out", str(out)],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
    )
    assert run.returncode == 3, run.stderr
    assert "Traceback" not in run.stdout + run.stderr
    with (out / "documents.csv").open(encoding="utf-8-sig", newline="") as file:
        found = {row["source"]: row["status"] for row in csv.DictReader(file)}
    twins = {"empty.pdf"}  # the same bytes as empty.docx
    assert found["good.pdf"] == "ok"
    for name, _, status in CASES:
        assert found[name] == status or name in twins, name
    whole = [json.loads(p.read_text(encoding="utf-8")) for p in (out / "json").glob("*.json")]
    for document in whole:
        if document["document"]["source"] != "good.pdf":
            assert not any(document[k] for k in ("attendance", "agenda_items", "questions", "decisions", "actions"))
            assert any(n["code"] in ERRORS or n["code"] == "N12" for n in document["notices"])
