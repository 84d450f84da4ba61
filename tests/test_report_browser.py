"""The report in a real browser: it shows its rows, filters them, can be used with keys alone, and runs nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from browser import CHROMIUM, Page, browser
from minutebook.report.drawing import png
from minutebook.report.pictures import Picture
from reports import page as write
from reports import report

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed")

HOSTILE = (
    '</script><script>window.harm = "script"</script>',
    "<!--<script>window.harm = 1</script>",
    "<img src=x onerror=\"window.harm = 'image'\">",
    "\"'`${window.harm = 'template'}\u2028\u2029",
    "</textarea></select></title><svg onload='window.harm = 2'>",
)
VIEWS = ("overview", "actions", "decisions", "questions", "people", "meetings", "plots", "checks", "about")

ACTIONS: list[dict[str, Any]] = [
    {"state": "overdue", "text": "Mend the sea wall", "owners": "AB; CD", "owner_names": "Ada Bell; Cy Dow",
     "due_date": "2021-03", "arose_date": "2021-01-05", "body": "Ferry Board", "page": 3, "quote": "AB, CD: mend it"},
    {"state": "open", "text": "Paint the café", "owners": "Abel", "due_date": "2022", "arose_date": "2021-02-05",
     "body": "Ferry Board", "source": "b.docx"},
    {"state": "done", "text": "Buy rope", "arose_date": "2020-02-05", "done_date": "2021-01-05", "body": "Café Club",
     "quote": "Buy rope", "page": 1},
    *({"state": "dropped", "text": f"Task {k}", "owners": "EF", "arose_date": "2019-07-01", "body": "Café Club"}
      for k in range(120)),
    *({"state": "open", "text": t, "owners": t, "body": t, "quote": t, "source": t, "page": 1} for t in HOSTILE),
]  # fmt: skip
OTHERS: dict[str, Any] = {
    "mentions": [{"task": 0, "meeting_date": "2021-02-05", "kind": "update", "text": "The wall", "link": "same words",
                  "sure": 0.9, "page": 4}],
    "decisions": [{"text": "To buy rope", "kind": "resolved", "votes_for": 5, "votes_against": 0, "page": 2,
                   "meeting_date": "2021-01-05", "body": "Ferry Board"}, *({"text": t} for t in HOSTILE)],
    "questions": [{"text": "Why rope?", "answered": True, "finding": "To tie boats."}, {"text": "Why <b>not</b>?"}],
    "people": [{"name": "Ada Bell", "names": "Ada Bell; A Bell", "roles": "Chair", "rate": 0.5, "body": "Ferry Board"}],
    "sightings": [{"person": 0, "date": "2021-01-05", "role": "Chair", "page": 1}],
    "alike": [{"name": "Ada Bell", "other": "Ida Bell", "why": "One letter differs.", "body": "Ferry Board"}],
    "checks": [{"text": "Mend it?", "why": "No label.", "look": "Look.", "page": 3},
               {"text": HOSTILE[0], "why": HOSTILE[2]}],
    "meetings": [{"date": "2021-01-05", "body": "Ferry Board", "actions": 2, "decisions": 1},
                 {"date": None, "body": None, "actions": 0},
                 {"date": "2020-02", "body": HOSTILE[2], "title": HOSTILE[0]}],
    "failures": [{"status": "damaged", "message": HOSTILE[2], "source": HOSTILE[0]}],
}  # fmt: skip


@pytest.fixture(scope="module")
def tab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    links = {"a.pdf": "../minutes/a%20b.pdf", "b.docx": "../minutes/b.docx"}
    shown = report(links=links, actions=ACTIONS, **OTHERS)
    picture = Picture(png(4, 2, bytes(8)), (25.0, 0.0, 50.0, 100.0))
    path = write(tmp_path_factory.mktemp("report"), shown, {"actions": {0: picture}})
    with browser() as held:
        held.size(1400, 900)
        held.open(path, "overview")
        yield held


def text(tab: Page, selector: str) -> str:
    return str(tab.ask(f"document.querySelector({selector!r}).innerText"))


def told(tab: Page, view: str) -> str:
    """Go to a view and return how many rows it says that it shows."""
    tab.go(view)
    return text(tab, "section:not([hidden]) [role=status]")


def test_every_view_opens_and_nothing_is_asked_for_or_run(tab: Page) -> None:
    for view in VIEWS:
        tab.go(view)
        assert tab.ask("document.querySelectorAll('main > section:not([hidden])').length") == 1
    for view in VIEWS[1:6]:
        for row in range(len(ACTIONS) - len(HOSTILE), len(ACTIONS)) if view == "actions" else range(2):
            tab.go(f"{view}?row={row}")
    assert tab.ask("window.harm") is None
    assert tab.ask("document.documentElement.dataset.ready") == "yes"
    assert tab.troubles == []
    assert all(url.startswith(("file:", "data:")) for url in tab.asked)


def test_hostile_texts_stand_there_as_they_are(tab: Page) -> None:
    for k, words in enumerate(HOSTILE):
        tab.go(f"actions?row={len(ACTIONS) - len(HOSTILE) + k}")
        shown = tab.ask("document.querySelector('section:not([hidden]) .side h3').textContent")
        assert shown == words
        assert tab.ask("document.querySelector('section:not([hidden]) .side blockquote').textContent") == words


@pytest.mark.parametrize(
    ("view", "count"),
    [
        ("actions", "128 actions"),
        ("actions?q=SEA+mend", "1 of 128 actions"),
        ("actions?q=%22sea+wall%22", "1 of 128 actions"),
        ("actions?q=%22wall+sea%22", "0 of 128 actions"),
        ("actions?q=cafe", "122 of 128 actions"),
        ("actions?q=true", "0 of 128 actions"),
        ("actions?state=pressing", "7 of 128 actions"),
        ("actions?state=dropped", "120 of 128 actions"),
        ("actions?owner=ab", "1 of 128 actions"),
        ("actions?owner=abe", "1 of 128 actions"),
        ("actions?owner=Ada+Bell", "1 of 128 actions"),
        ("actions?from=2021-03-20", "2 of 128 actions"),
        ("actions?to=2021-03-20", "1 of 128 actions"),
        ("actions?from=2021-04-01", "1 of 128 actions"),
        ("actions?from=2021-03-20&to=2021-12-31", "1 of 128 actions"),
        ("actions?year=2021", "2 of 128 actions"),
        ("actions?year=2021&state=open", "1 of 128 actions"),
        ("decisions?kind=resolved", "1 of 6 decisions"),
        ("questions?answered=false", "1 of 2 questions"),
        ("meetings?body=(none)", "1 of 3 meetings"),
        ("people?q=chair", "1 person"),
    ],
)
def test_filters_let_through_what_they_say(tab: Page, view: str, count: str) -> None:
    assert told(tab, view) == count


def test_what_is_typed_filters_and_can_be_found_again(tab: Page) -> None:
    tab.go("actions?")
    tab.ask("document.querySelector('section:not([hidden]) input[type=search]').focus()")
    for letter in "rope":
        tab.press(letter, ord(letter.upper()), letter)
    assert text(tab, "section:not([hidden]) [role=status]") == "1 of 128 actions"
    assert tab.ask("document.querySelector('section:not([hidden]) mark').textContent") == "rope"
    assert tab.ask("location.hash") == "#actions?q=rope"


def test_a_row_leads_to_its_place(tab: Page) -> None:
    tab.go("actions?row=0")
    side = text(tab, "section:not([hidden]) .side")
    for words in ("Mend the sea wall", "Ada Bell", "AB, CD: mend it", "a.pdf, page 3", "Mentioned in 2 places", "90 %"):
        assert words.casefold() in side.casefold()
    link = "section:not([hidden]) .side .gist a"
    assert tab.ask(f"document.querySelector({link!r}).getAttribute('href')") == "../minutes/a%20b.pdf#page=3"
    image = "document.querySelector('section:not([hidden]) .side img')"
    assert tab.ask(f"{image}.decode().then(() => [{image}.naturalWidth, {image}.naturalHeight])") == [4, 2]
    spot = "document.querySelector('section:not([hidden]) .side .spot').getBoundingClientRect().width"
    assert tab.ask(f"{spot} / {image}.getBoundingClientRect().width") == pytest.approx(0.5, abs=0.02)
    tab.go("actions?row=1")
    assert "Word file" in text(tab, "section:not([hidden]) .side")
    assert tab.ask(f"document.querySelector({link!r}).getAttribute('href')") == "../minutes/b.docx"
    tab.go("people?row=0")
    assert "2021-01-05 present Chair" in text(tab, "section:not([hidden]) .side")


def test_rows_come_in_pages_and_can_be_sorted(tab: Page) -> None:
    tab.go("actions?")
    rows = "[...document.querySelectorAll('section:not([hidden]) tbody tr')].map((r) => Number(r.dataset.row))"
    assert tab.ask(rows) == list(range(50))
    click = "[...document.querySelectorAll('section:not([hidden]) button')].find((b) => b.textContent === '{}').click()"
    tab.ask(click.format("Last"))
    assert tab.ask(rows) == list(range(100, 128))
    tab.ask(click.format("Due"))
    assert tab.ask(rows)[:3] == [0, 1, 2]  # 2021-03, 2022, then what has none
    tab.ask(click.format("Due"))
    assert tab.ask(rows)[:3] == [1, 0, 2]
    assert tab.ask("document.querySelector('section:not([hidden]) [aria-sort]').ariaSort") == "descending"
    tab.ask(click.format("Due"))
    assert tab.ask(rows) == list(range(50))


def test_keys_alone_are_enough(tab: Page) -> None:
    tab.go("actions?")
    tab.ask("document.querySelector('section:not([hidden]) button.see').focus()")
    tab.press("Enter", 13, "\r")
    assert text(tab, "section:not([hidden]) .side h3") == "Mend the sea wall"
    tab.press("ArrowDown", 40)
    assert text(tab, "section:not([hidden]) .side h3") == "Paint the café"
    tab.press("Escape", 27)
    assert tab.ask("document.querySelector('section:not([hidden]) .side').hidden")
    assert tab.ask("document.activeElement.closest('tr').dataset.row") == "1"


def test_everything_has_a_name(tab: Page) -> None:
    for view in VIEWS:
        tab.go(view)
        unnamed = tab.ask(
            "[...document.querySelectorAll('section:not([hidden]) :is(input, select, button, a, svg, img)')]"
            ".filter((e) => !(e.labels?.length || e.ariaLabel || e.textContent.trim() || e.getAttribute('alt')))"
            ".map((e) => e.outerHTML)"
        )
        assert unnamed == []
        levels = tab.ask("[...document.querySelectorAll('h1, section:not([hidden]) :is(h2, h3, h4)')]"
                         ".filter((h) => h.offsetParent).map((h) => Number(h.tagName[1]))")  # fmt: skip
        assert levels[:2] == [1, 2]
        assert all(b - a <= 1 for a, b in pairwise(levels))
    assert tab.ask("[...document.querySelectorAll('[id]')].length === "
                   "new Set([...document.querySelectorAll('[id]')].map((e) => e.id)).size")  # fmt: skip


CONTRAST = """
(() => {
  const shade = (c) => {
    const [r, g, b] = c.map((v) => v / 255).map((v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const numbers = (text) => text.match(/[0-9.]+/g).map(Number);
  const behind = (e) => {
    for (; e; e = e.parentElement) {
      const colour = numbers(getComputedStyle(e).backgroundColor);
      if (colour.length === 3 || colour[3] === 1) return colour;
    }
    return [255, 255, 255];
  };
  const poor = [];
  for (const e of document.querySelectorAll("body *")) {
    const own = [...e.childNodes].some((n) => n.nodeType === 3 && n.data.trim());
    if (!own || !e.offsetParent || e.disabled || e.closest("svg")) continue;
    const [a, b] = [shade(numbers(getComputedStyle(e).color).slice(0, 3)), shade(behind(e).slice(0, 3))];
    const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    if (ratio < 4.5) poor.push(`${ratio.toFixed(2)} ${e.className} ${e.textContent.slice(0, 30)}`);
  }
  return poor;
})()
"""
"""Text that stands out less than 4.5 to 1 from what is behind it (https://www.w3.org/TR/WCAG22/#contrast-minimum)."""


def test_text_stands_out_from_its_ground(tab: Page) -> None:
    for view in VIEWS:
        tab.go(f"{view}?row=0")
        assert tab.ask(CONTRAST) == []


def test_plots_show_the_numbers(tab: Page) -> None:
    tab.go("plots")
    assert tab.ask("document.querySelectorAll('section:not([hidden]) svg.plot').length") == 3
    lines = tab.ask("[...document.querySelectorAll('section:not([hidden]) .numbers')[0].querySelectorAll('tbody tr')]"
                    ".map((r) => [...r.cells].map((c) => c.textContent))")  # fmt: skip
    counts = {month: (arose, done) for month, arose, done in lines}
    assert counts["2021-01"] == ("1", "1")
    assert counts["2019-07"] == ("120", "0")
    assert len(counts) == 20  # every month from the first to the last
    owners = tab.ask("[...document.querySelectorAll('section:not([hidden]) svg a title')].map((t) => t.textContent)")
    assert owners == ["Ada Bell: 1", "Cy Dow: 1"]


def test_the_overview_counts(tab: Page) -> None:
    tab.go("overview")
    tiles = tab.ask("[...document.querySelectorAll('.tiles li')].map((t) => t.innerText.split(/\\n+/).join(' '))")
    assert tiles[:4] == ["1 actions overdue", "6 actions open", "120 actions never heard of again", "1 actions done"]
    first = tab.ask("[...document.querySelectorAll('ul.short li')].map((t) => t.innerText.split(/\\n+/)[0])")
    assert first[:2] == ["Mend the sea wall", "Paint the café"]
    assert re.search(r"3 meetings of 2 bodies, 2020 to 2021", text(tab, "#told"))
    assert "2024-05-06 07:08" in text(tab, "#told")
    assert HOSTILE[0] in tab.ask("document.querySelector('ul.files').textContent")


def test_paper_shows_all_rows_that_are_let_through(tab: Page, tmp_path: Path) -> None:
    tab.go("actions?state=dropped&row=3")
    tab.paper(tmp_path / "report.pdf")
    assert (tmp_path / "report.pdf").read_bytes().startswith(b"%PDF")
    tab.ask("window.dispatchEvent(new Event('beforeprint'))")
    assert tab.ask("document.querySelectorAll('section:not([hidden]) tbody tr').length") == 120
    assert text(tab, "section:not([hidden]) [role=status]") == "120 of 128 actions (State: dropped)"
    tab.ask("window.dispatchEvent(new Event('afterprint'))")
    assert tab.ask("document.querySelectorAll('section:not([hidden]) tbody tr').length") == 50


def test_an_empty_archive_has_a_report(tmp_path: Path) -> None:
    with browser() as tab:
        tab.open(write(tmp_path, report()), "overview")
        for view in VIEWS:
            tab.go(view)
        assert tab.troubles == []
