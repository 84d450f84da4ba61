"""Measures the report on an archive with many actions: how large it is, how long it takes to write, open and filter.

    python benchmarks/report.py [--actions 100000] [--rounds 5] [--write]

The tasks are invented (what following them takes, ``following.py`` measures). Opening and filtering are timed in
Chromium, if there is one: from asking for the file until the overview can be used, and from a filter's change until its
rows are drawn; besides, what that takes of the processor's time, in the thread that runs the page.
"""

from __future__ import annotations

import random
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import measure
from measure import ROOT, machine, many, middle, number, put, say, table
from minutebook.report.gather import STATES

if str(ROOT / "tests") not in sys.path:
    sys.path.insert(0, str(ROOT / "tests"))

from browser import CHROMIUM, Page, browser
from reports import page, report

BODIES, YEARS = 20, 20
FILTERS = {
    "the table of actions, shown first": "actions",
    "a search, at once after that": "actions?q=harbour+survey",
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


def tasks(count: int) -> list[dict[str, Any]]:
    """Return so many rows of tasks, body by body."""
    chance = random.Random(7)
    found = []
    for k in range(count):
        body, month = k * BODIES // count, k % (12 * YEARS)
        when = f"{2000 + month // 12}-{month % 12 + 1:02}"
        arose = f"{when}-10"
        owner = f"{chance.choice('ABCDEFGHJKLMNP')}. {chance.choice(_WHO)}"
        what = f"{chance.choice(_WHAT)} {chance.randrange(9999)}"
        text = f"{owner} to {chance.choice(_DOES)} the {what} {chance.choice(_WHY)}, and {chance.choice(_THEN)}."
        state = chance.choice(STATES)
        found.append(
            {
                "state": state,
                "text": text,
                "owners": owner,
                "due_date": f"{when}-{chance.randrange(11, 29)}",
                "arose_date": arose,
                "last_mention_date": arose,
                "done_date": arose if state == "done" else None,
                "as_of_date": f"{2000 + YEARS}-12-10",
                "days_open": chance.randrange(9999),
                "item_path": str(chance.randrange(30)),
                "item_title": "Works",
                "confidence": round(chance.random(), 3),
                "body": f"Board {body}",
                "source": f"board-{body}/{arose}.pdf",
                "page": 1 + k % 5,
                "quote": f"Action: {text}",
            }
        )
    return found


Times = tuple[float, float]
"""Milliseconds on the clock, and of the processor's time."""


def busy(tab: Page) -> float:
    """Return the processor's time in milliseconds that the page's thread has taken so far."""
    found = tab.call("Performance.getMetrics")["metrics"]
    return next(1000 * float(m["value"]) for m in found if m["name"] == "TaskDuration")


def filtered(tab: Page, view: str) -> Times:
    """Return what a filter takes until its rows are drawn."""
    code = (
        "new Promise((done) => {"
        "  const start = performance.now();"
        "  const drawn = () => requestAnimationFrame(() => setTimeout(() => done(performance.now() - start)));"
        "  addEventListener('hashchange', drawn, { once: true });"
        f"  location.hash = {view!r};"
        "})"
    )
    before = busy(tab)
    wall = float(tab.ask(code))
    return wall, busy(tab) - before


def opened(path: Path) -> tuple[dict[str, Times], list[str]]:
    """Return what opening takes until the overview can be used, what each filter takes, and what went wrong."""
    with browser() as tab:
        tab.call("Performance.enable", timeDomain="threadTicks")
        start = time.perf_counter()
        tab.open(path, "overview")
        tab.ask("new Promise((done) => requestAnimationFrame(() => setTimeout(done)))")
        spent = {"opening": (1000 * (time.perf_counter() - start), busy(tab))}
        for what, view in FILTERS.items():
            spent[what] = filtered(tab, view)
        return spent, tab.troubles


def main() -> int:
    parser = measure.parser(str(__doc__))
    parser.add_argument("--actions", type=measure.at_least_one, default=100_000, help="how many actions (100000)")
    parser.add_argument("--rounds", type=measure.at_least_one, default=5, help="how often the page is opened (5)")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        out = Path(name)
        rows = tasks(given.actions)
        shown = report(links={r["source"]: f"../minutes/{r['source']}" for r in rows}, actions=rows)
        start = time.perf_counter()
        path = page(out, shown)
        wrote = time.perf_counter() - start
        size = path.stat().st_size / 1e6
        found = []
        if CHROMIUM is None:
            say("no Chromium here: opening and filtering are not measured")
        else:
            rounds = [opened(path) for _ in range(given.rounds)]
            for trouble in (t for _, troubles in rounds for t in troubles):
                say(trouble)
            for what in rounds[0][0]:
                found.append([what, *(number(middle(spent[what][k] for spent, _ in rounds)) for k in (0, 1))])
    text = f"{machine()} Medians of {many(given.rounds, 'round')}.\n\n"
    text += (
        f"The page of {given.actions:,} actions is {number(size)} MB large and was written in {number(wrote)} s.\n\n"
    )
    text += table(["in Chromium", "ms", "ms of the processor's time"], found)
    print(text)
    if given.write:
        put("report", text)
    return measure.OK


if __name__ == "__main__":
    raise SystemExit(main())
