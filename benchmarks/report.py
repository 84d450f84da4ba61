"""Measures the report on an archive with many actions: how large it is, how long it takes to write, open and filter.

    python benchmarks/report.py [--actions 100000] [--rounds 5] [--write]

The archive is invented: a catalogue is filled with the records of meetings, twenty actions each, and no document is
read. Opening and filtering are timed in Chromium, if there is one: from asking for the file until the overview can be
used, and from a filter's change until its rows are drawn.
"""

from __future__ import annotations

import hashlib
import random
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import measure
from measure import ROOT, machine, middle, number, put, say, table
from minutebook.archive.catalogue import Catalogue, Version
from minutebook.records import Action, AgendaItem, Decision, DocumentRecord, Evidence, Meeting, Minutes, Person
from minutebook.report.whole import write_report
from minutebook.write.rows import rows
from minutebook.write.schema import TABLES

if str(ROOT / "tests") not in sys.path:
    sys.path.insert(0, str(ROOT / "tests"))

from browser import CHROMIUM, Page, browser

EACH = 20
"""Actions of a meeting."""
MEETINGS = 240
"""Meetings of a body: twenty years of them."""
FILTERS = {
    "a search, the first": "actions?q=harbour+survey",
    "another search": "actions?q=%22bring+the%22+lamp",
    "state and owner": "actions?state=pressing&owner=P.+Wade",
    "due dates": "actions?from=2010-01-01&to=2012-06-30",
    "body and year": "actions?body=Board+3&year=2009",
}

_DOES = (
    "write to",
    "survey",
    "bring the plans of",
    "mend",
    "report on",
    "ask the county about",
    "paint",
    "find the deeds of",
)
_WHAT = ("harbour", "lamp", "hall roof", "footpath", "allotments", "bus shelter", "ferry steps", "notice board", "well")
_WHY = ("before the winter", "as was asked for", "with the clerk", "and tell the members", "at no cost", "if it is dry")
_THEN = ("to tell the members at the next meeting", "to send the bill to the clerk", "to say what it would cost")
_WHO = ("Wade", "Orme", "Lisle", "Penn", "Hart", "Quill", "Stow", "Yates")


def minutes(count: int) -> Iterator[Minutes]:
    """Yield the records of enough meetings for so many actions, body by body."""
    chance = random.Random(7)
    for k in range(count // EACH):
        body, at = divmod(k, MEETINGS)
        date = f"{2000 + at // 12}-{at % 12 + 1:02}-10"
        name = f"body-{body}/{date}.pdf"
        digest = hashlib.sha256(name.encode()).hexdigest()
        item = AgendaItem(id="i1", number="1", path="1", title="Works", evidence=Evidence(page=1))
        actions = []
        for j in range(EACH):
            owner = f"{chance.choice('ABCDEFGHJKLMNP')}. {chance.choice(_WHO)}"
            what = f"{chance.choice(_WHAT)} {chance.randrange(9999)}"
            text = f"{owner} to {chance.choice(_DOES)} the {what} {chance.choice(_WHY)}, and {chance.choice(_THEN)}."
            after = at + 5
            actions.append(
                Action(
                    id=f"a{j}",
                    item="i1",
                    text=text,
                    owners=(owner,),
                    due_date=f"{2000 + after // 12}-{after % 12 + 1:02}",
                    status=chance.choice(("open", "open", "done")),
                    page=1 + k % 5,
                    evidence=Evidence(page=1 + k % 5, quote=text, confidence=0.9),
                )
            )
        quote = f"It was agreed to meet on {date}."
        yield Minutes(
            document=DocumentRecord(
                id=digest[:16], source=name, sha256=digest, media_type="application/pdf", version="0"
            ),
            meeting=Meeting(id=f"m{k}", body=f"Board {body}", date=date),
            attendance=tuple(Person(id=f"p{j}", name=f"P. {n}", evidence=Evidence(page=1)) for j, n in enumerate(_WHO)),
            agenda_items=(item,),
            decisions=(Decision(id="d1", item="i1", text=quote, page=1, evidence=Evidence(page=1, quote=quote)),),
            actions=tuple(actions),
        )


def fill(catalogue: Catalogue, count: int) -> None:
    """Put the records of so many actions into a catalogue."""
    run = catalogue.start_run(version="0", engine="none", started="2024-01-01T00:00:00+00:00")
    for found in minutes(count):
        document = found.document
        held = {t.name: list(rows(t, found)) for t in TABLES}
        version = Version(document.sha256, "ok", "0", "none", None, b"{}", held)
        catalogue.keep(run, version, [document.source])
    catalogue.end_run(run, state="finished", finished="2024-01-01T00:00:00+00:00", report={})


def filtered(page: Page, view: str) -> float:
    """Return the milliseconds that a filter takes until its rows are drawn."""
    code = (
        "new Promise((done) => {"
        "  const start = performance.now();"
        "  const drawn = () => requestAnimationFrame(() => setTimeout(() => done(performance.now() - start)));"
        "  addEventListener('hashchange', drawn, { once: true });"
        f"  location.hash = {view!r};"
        "})"
    )
    return float(page.ask(code))


def opened(path: Path) -> tuple[float, dict[str, float], list[str]]:
    """Return the seconds until the overview can be used, the milliseconds of each filter, and what went wrong."""
    with browser() as page:
        start = time.perf_counter()
        page.open(path, "overview")
        page.ask("new Promise((done) => requestAnimationFrame(() => setTimeout(done)))")
        seconds = time.perf_counter() - start
        spent: dict[str, float] = {"the table of actions, shown first": filtered(page, "actions")}
        for name, view in FILTERS.items():
            spent[name] = filtered(page, view)
        return seconds, spent, page.troubles


def main() -> int:
    parser = measure.parser(str(__doc__))
    parser.add_argument("--actions", type=measure.at_least_one, default=100_000, help="how many actions (100000)")
    parser.add_argument("--rounds", type=measure.at_least_one, default=5, help="how often the page is opened (5)")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        out = Path(name)
        with Catalogue.in_folder(out) as catalogue:
            say("filling the catalogue")
            fill(catalogue, given.actions)
            say("writing the report")
            start = time.perf_counter()
            path = write_report(catalogue, out / "report.html", most=0)
            wrote = time.perf_counter() - start
        found = [
            ["size", f"{number(path.stat().st_size / 1e6)} MB"],
            ["following all tasks and writing", f"{number(wrote)} s"],
        ]
        if CHROMIUM is None:
            say("no Chromium here: opening and filtering are not measured")
        else:
            rounds = [opened(path) for _ in range(given.rounds)]
            for _, _, troubles in rounds:
                for trouble in troubles:
                    say(trouble)
            found.append(["opening", f"{number(middle([seconds for seconds, _, _ in rounds]))} s"])
            for what in rounds[0][1]:
                found.append([what, f"{number(middle([spent[what] for _, spent, _ in rounds]))} ms"])
    text = f"{machine()}\n\n{given.actions:,} actions:\n\n{table(['what', 'median'], found)}"
    print(text)
    if given.write:
        put("report", text)
    return measure.OK


if __name__ == "__main__":
    raise SystemExit(main())
