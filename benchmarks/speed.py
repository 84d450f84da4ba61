"""Measures how fast minutebook turns minutes into records, beside other readers of the same files.

    python benchmarks/speed.py [FILES or FOLDER ...] [--rounds 5] [--pages 200] [--with pymupdf4llm,kreuzberg] [--write]

Each reader works on one core, and only one at a time: in every round each reads all the files, in turn, so that
whatever slows the machine slows all of them, and in a new process, so that none remembers the files of the round
before. The figures are medians of the rounds, and so are the ratios, each taken within its round. Pages a second and
ratios are of the processor's time, which what else the machine does lengthens least. Start-up is not counted (start.py
measures it): before the clock starts each has read one other file.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import measure
import pictures
from material import File, Files, archive, choose, raw
from measure import GoneError, machine, many, middle, number, once, put, say, table
from minutebook.errors import MinutebookError
from peers import ENVIRONMENTS, PEERS, NotInstalledError, environment

OURS = "minutebook"
STAGES = "minutebook_stages"
GIVES = {
    OURS: "records, JSON and CSV",
    "pdfium": "bare text",
    "pdfplumber": "words and tables",
    "python-docx": "runs and tables",
} | {name: peer.gives for name, peer in PEERS.items()}
BASES = {"pdfium", "pdfplumber", "python-docx"}
TITLES = {"marks": "read: marks from pages", "layout": "read: marks to blocks and tables"}


@dataclass(slots=True)
class Course:
    """One reader over all rounds: an answer each, or why it gave up."""

    name: str
    python: str | Path = sys.executable
    version: str = ""
    answers: list[dict[str, Any]] = field(default_factory=list)
    trouble: str = ""

    def round(self, paths: Sequence[Path], warm: Path, out: Path) -> None:
        """Read the files once more, in a new process, and keep the answer."""
        if self.trouble:
            return
        try:
            answer = once(self.name, warm, out, python=self.python, paths=paths)
        except GoneError as error:
            self.trouble = str(error)
        else:
            self.version = answer["version"]
            if answer["failed"] < len(paths):
                self.answers.append(answer)
            else:
                self.trouble = f"it could read none of the files: {answer.get('reason') or 'no reason given'}"
        if self.trouble:
            say(f"{self.name}: {self.trouble}")


def race(
    names: Sequence[str], pythons: dict[str, Path], files: Sequence[File], warm: Path, rounds: int
) -> list[Course]:
    """Let all read the same files, round by round, one at a time."""
    courses = [Course(name, pythons.get(name, sys.executable)) for name in names]
    paths = [f.path for f in files]
    with tempfile.TemporaryDirectory() as scratch:
        for k in range(rounds):
            for course in courses:
                say(f"round {k + 1} of {rounds}: {course.name}")
                course.round(paths, warm, Path(scratch, course.name))
    return courses


def ratios(course: Course, other: Course) -> float | None:
    """Return how many times as fast a reader was as another: the median of the rounds that both finished."""
    pairs = zip(course.answers, other.answers, strict=False)
    each = [theirs["cpu"] / ours["cpu"] for ours, theirs in pairs if ours["cpu"]]
    return middle(each) if each else None


def rows(courses: Sequence[Course], units: int, others: Sequence[str]) -> list[list[str]]:
    """Return the rows of the table, the fastest first; ``units`` is the number of pages (or of documents)."""
    by_name = {c.name: c for c in courses}
    result: list[tuple[float, list[str]]] = []
    for course in courses:
        if course.name == STAGES or not course.answers:
            continue
        wall = middle(a["wall"] for a in course.answers)
        cpu = middle(a["cpu"] for a in course.answers)
        peak = max(a["peak"] for a in course.answers)
        title = f"**{course.name}**" if course.name == OURS else course.name
        row = [
            f"{title} {course.version}".strip(),
            GIVES[course.name],
            number(units / cpu),
            number(1000 * wall / units),
            number(1000 * cpu / units),
            f"{peak:.0f}",
        ]
        for other in others:
            ratio = ratios(course, by_name[other])
            row.append("" if ratio is None else number(ratio))
        result.append((cpu, row))
    return [row for _, row in sorted(result, key=lambda pair: pair[0])]


def stage_rows(course: Course, units: int) -> list[list[str]]:
    """Return CPU milliseconds a page of each stage, in the order of the flow, and their sum."""
    if not course.answers:
        return []
    names = list(course.answers[0]["parts"])
    order = sorted(names, key=lambda n: ("marks", "layout").index(n) if n in TITLES else 2)
    spent = {n: 1000 * middle(a["parts"].get(n, 0.0) for a in course.answers) / units for n in order}
    spent = {n: ms for n, ms in spent.items() if ms > 0.0005 or n not in TITLES}
    total = sum(spent.values())
    titles = TITLES if "layout" in spent else {"marks": "read"}
    body = [[titles.get(n, n), number(ms), f"{100 * ms / total:.0f} %"] for n, ms in spent.items()]
    return [*body, ["all", number(total), ""]]


def notes(courses: Sequence[Course], files: int) -> list[str]:
    """Say what the table does not: who could not take part, and which files a reader failed on."""
    lines = []
    for course in courses:
        if course.trouble:
            done = f"{many(len(course.answers), 'round')} only" if course.answers else "not measured"
            lines.append(f"{course.name}: {done} ({course.trouble.splitlines()[0][:200]}).")
        last = course.answers[-1] if course.answers else {}
        if last.get("failed"):
            lines.append(f"{course.name} could not read {last['failed']} of {files} files.")
        if last.get("without"):
            lines.append(f"{course.name} found no minutes in {last['without']} of {files} files.")
    return lines


def report(courses: Sequence[Course], files: Sequence[File], others: Sequence[str], unit: str) -> str:
    """Return the tables of one kind of document and what must be said about them."""
    units = sum(f.pages or 1 for f in files)
    head = ["reader", "what comes out", f"{unit}s/s", f"ms/{unit}", f"CPU ms/{unit}", "peak MB"]
    head += [f"times {other}" for other in others]
    text = table(head, rows(courses, units, others), left=2)
    said = notes(courses, len(files))
    if said:
        text += "\n" + "\n".join(f"- {line}" for line in said) + "\n"
    stages = next(c for c in courses if c.name == STAGES)
    body = stage_rows(stages, units)
    if body:
        text += "\nWhere minutebook's time goes (CPU time; writing is for the whole set at once):\n\n"
        text += table(["stage", f"ms/{unit}", "share"], body)
    return text


def enter(wanted: Sequence[str], folder: Path) -> tuple[dict[str, Path], list[str]]:
    """Return the Python of each peer that can be had here, and a line about each that cannot."""
    pythons: dict[str, Path] = {}
    missing = []
    for name in wanted:
        say(f"environment of {name} (the first time this takes minutes)")
        try:
            pythons[name] = environment(name, folder)
        except NotInstalledError as error:
            missing.append(f"{name}: left out, it cannot be installed here ({error}).")
            say(missing[-1])
    return pythons, missing


def measure_all(
    files: Files, pythons: dict[str, Path], missing: Sequence[str], rounds: int, originals: Path
) -> tuple[str, list[Course], list[Course]]:
    """Run the races and return the text for the docs, and the readers of PDF and of DOCX with their figures."""
    text = f"{machine()} Medians of {many(rounds, 'round')}.\n"
    runners: list[Course] = []
    if files.pdf:
        runners = race(
            [OURS, "pdfium", "pdfplumber", *pythons, STAGES], pythons, files.pdf, min(originals.glob("*.pdf")), rounds
        )
        text += f"\n### PDF\n\n{many(len(files.pdf), 'document')} with {many(files.pages, 'page')}.\n\n"
        text += report(runners, files.pdf, ("pdfplumber", "pdfium"), "page")
    walkers: list[Course] = []
    if files.word:
        readers = [n for n in pythons if PEERS[n].word]
        walkers = race(
            [OURS, "python-docx", *readers, STAGES], pythons, files.word, min(originals.glob("*.docx")), rounds
        )
        text += f"\n### Word\n\n{many(len(files.word), 'document')}.\n\n"
        text += report(walkers, files.word, ("python-docx",), "document")
    text += "".join(f"\n- {line}\n" for line in missing)
    if files.left_out:
        text += f"\n{files.left_out} further files are not counted: nothing can open them.\n"
    return text, runners, walkers


def invented(scratch: Path, pages: int, originals: Path) -> str:
    """Return a folder with the documents of data/raw, each as often as it takes, each time with other words."""
    folder = scratch / "invented"
    folder.mkdir()
    archive(folder, max(7, pages), originals)
    return str(folder)


def options() -> argparse.Namespace:
    parser = measure.parser(str(__doc__))
    parser.add_argument("files", nargs="*", help="what to read (without it: invented minutes)")
    parser.add_argument("--rounds", type=measure.at_least_one, default=5, help="how often each reads all files (5)")
    parser.add_argument("--pages", type=measure.at_least_one, default=200, help="how many pages of PDF to read (200)")
    parser.add_argument(
        "--with",
        dest="peers",
        default=",".join(PEERS),
        help=f"which other tools to measure beside: some of {', '.join(PEERS)} (all), or none; "
        "each is installed by pip into an environment of its own",
    )
    parser.add_argument(
        "--envs", type=Path, default=ENVIRONMENTS, help="the folder of those environments (a folder in ~/.cache)"
    )
    given = parser.parse_args()
    given.peers = [n.strip() for n in given.peers.split(",") if n.strip() not in {"", "none"}]
    unknown = [n for n in given.peers if n not in PEERS]
    if unknown:
        parser.error(f"--with knows {', '.join(PEERS)} and none, not {', '.join(unknown)}")
    return given


def main() -> int:
    given = options()
    with tempfile.TemporaryDirectory() as scratch:
        originals = raw(Path(scratch))
        try:
            files = choose(given.files or [invented(Path(scratch), given.pages, originals)], given.pages)
        except MinutebookError as error:
            say(f"speed.py: {error}")
            return measure.USAGE
        pythons, missing = enter(given.peers, given.envs)
        text, runners, walkers = measure_all(files, pythons, missing, given.rounds, originals)
    print(text)
    if given.write:
        put("speed", text)
        shown = [c for c in runners if c.name != STAGES and c.answers]
        pictures.bars({f"{c.name} ({GIVES[c.name]})": files.pages / middle(a["cpu"] for a in c.answers) for c in shown})
    failed = any(c.trouble for c in (*runners, *walkers) if c.name in {OURS, STAGES, *BASES})
    return measure.FAILED if failed else measure.OK


if __name__ == "__main__":
    sys.exit(main())
