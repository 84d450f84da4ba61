"""Fits the numbers that turn rules and traits into confidence, and measures them on publishers left out.

    python models/calibrate.py                                        what lies beside the project (../shared/minutes)
    python models/calibrate.py --also GOLD DOCUMENTS ...              and further labelled documents
    python models/calibrate.py --unseen GOLD DOCUMENTS ...            and such as no rule was ever tuned on
    python models/calibrate.py --report NAME GOLD DOCUMENTS ...       measure these, too, but fit nothing on them
    python models/calibrate.py --keep GOLD DOCUMENTS                  keep how records of new documents were judged

What is kept is how the records of documents were found and whether they were right when minutebook first read them,
before any rule was tuned on them (first_reads.json: no word of the documents). Rules that have been tuned on a document
are righter there than elsewhere; what was kept tells what they are worth elsewhere, and stays true.

It writes calibration.json, the figures in calibration.md, and docs/calibration.svg; the same documents give the same
bytes. For each kind of record it is a logistic regression: a base, a number for each trait (never above 0: a reason for
doubt does not make a record likelier) and one for each rule that was seen often enough, all drawn towards the mean.
"""

from __future__ import annotations

import argparse
import json
import os
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import exp, log
from pathlib import Path
from typing import NamedTuple

from minutebook.clean import clean
from minutebook.confidence import CHECK, KINDS, NUMBERS, TRAITS, Scale, traits
from minutebook.detect import detect
from minutebook.evaluate.calibration import Bin, Judged, by_mass, by_width, figures
from minutebook.evaluate.counting import score
from minutebook.evaluate.gold import Gold, read_golds
from minutebook.evaluate.material import sources_of
from minutebook.outline import outline
from minutebook.read import read
from minutebook.resolve import resolve
from minutebook.rulepack import load
from minutebook.write.json import to_dict

ROOT = Path(__file__).resolve().parent.parent
SHARED = Path(os.environ.get("MINUTEBOOK_SHARED", ROOT.parent / "shared")) / "minutes"
CARD = ROOT / "models" / "calibration.md"
PICTURE = ROOT / "docs" / "calibration.svg"
FIRST_READS = ROOT / "models" / "first_reads.json"
BEGIN, END = "<!-- figures: written by calibrate.py -->", "<!-- end of figures -->"

UNSEEN = 0.3
"""What a record counts in a document on which no rule was tuned: as much as leaves the error below 0.05 on the
publishers beside the project, each left out (0.4 gave 0.057; on the unseen ones 0.3 gives 0.078, 0.4 gives 0.069)."""
OFTEN = 15
"""A rule seen less often than this has no number of its own."""
SPREAD = {"base": 1.0, "trait": 1.0, "rule": 0.5}
"""How far a number may well lie from where it is drawn to: a base from the mean of all kinds, the others from 0."""
ROUNDS = 40
MEETING = "meeting"


class Seen(NamedTuple):
    """A record as it is fitted: whose it is, of which kind, how it was found, and whether it is truly there."""

    publisher: str
    kind: str
    rule: str
    traits: tuple[str, ...]
    right: bool
    weight: float = 1.0


@dataclass
class Number:
    """One number while it is fitted: of which records, drawn towards what, how firmly, and how high it may be."""

    records: Sequence[int]
    value: float
    towards: float
    spread: float
    most: float = 20.0


# --- what is fitted on


def seen_in(golds: Path, documents: Path) -> Iterator[Seen]:
    """Read the labelled documents of a folder and yield every record, judged."""
    labelled = read_golds(golds)
    sources = sources_of(labelled, documents)
    for gold in labelled:
        if gold.file in sources:
            yield from _seen(gold, sources[gold.file])


def _seen(gold: Gold, path: Path) -> Iterator[Seen]:
    rules = load()
    tree = outline(clean(read(path, source=gold.file), rules), rules)
    minutes = resolve(tree, detect(tree, rules), rules)
    judged = score(gold, to_dict(minutes))
    its = traits(minutes, rules)
    for kind in KINDS:
        for record, found, j in zip(getattr(minutes, kind), its[kind], judged.judged.get(kind, ()), strict=False):
            yield Seen(gold.publisher, kind, record.evidence.rule, found, j.right)
    details = judged.tallies.get(MEETING)
    for k in range(details.read if details else 0):
        yield Seen(gold.publisher, MEETING, "", (), k < details.found if details else False)


def kept() -> list[Seen]:
    """Return the records that were judged when their documents were first read; each counts as one of those unseen."""
    if not FIRST_READS.exists():
        return []
    rows = json.loads(FIRST_READS.read_text(encoding="utf-8"))["records"]
    return [Seen(who, kind, rule, tuple(its), bool(right), UNSEEN) for who, kind, rule, its, right in rows]


def keep(new: Sequence[Seen]) -> None:
    """Add records of documents that were read for the first time; publishers become numbers."""
    before = [[s.publisher, s.kind, s.rule, list(s.traits), int(s.right)] for s in kept()]
    count = len({row[0] for row in before})
    names = {p: f"publisher {count + k}" for k, p in enumerate(sorted({s.publisher for s in new}), start=1)}
    rows = [*before, *([names[s.publisher], s.kind, s.rule, list(s.traits), int(s.right)] for s in new)]
    lines = ",\n".join(json.dumps(row) for row in rows)
    about = (
        "How records were found, and whether they were right, when their documents were first read: see calibrate.py."
    )
    FIRST_READS.write_text(f'{{"about": {json.dumps(about)}, "records": [\n{lines}\n]}}\n', encoding="utf-8")


# --- fitting


def fit(seen: Sequence[Seen]) -> dict[str, Scale]:
    """Return the numbers of each kind of record."""
    mean = _odds(sum(s.weight for s in seen if s.right), sum(s.weight for s in seen))
    return {kind: _fit([s for s in seen if s.kind == kind], mean) for kind in (*KINDS, MEETING)}


def _odds(right: float, count: float) -> float:
    return log((right + 0.5) / (count - right + 0.5))


def _fit(seen: Sequence[Seen], mean: float) -> Scale:
    """Fit one kind: the likeliest numbers, given how firmly each is drawn to its place, one by one in many rounds."""
    often = sorted(r for r, n in Counter(s.rule for s in seen).items() if n >= OFTEN and r)
    known = [t for t in TRAITS if any(t in s.traits for s in seen)]
    base = Number(range(len(seen)), mean, mean, SPREAD["base"])
    by_trait = {t: Number(_where(seen, t), 0.0, 0.0, SPREAD["trait"], 0.0) for t in known}
    by_rule = {r: Number([k for k, s in enumerate(seen) if s.rule == r], 0.0, 0.0, SPREAD["rule"]) for r in often}
    numbers = [base, *by_trait.values(), *by_rule.values()]
    odds = [mean] * len(seen)
    for _ in range(ROUNDS):
        for number in numbers:
            _step(number, seen, odds)
    return Scale(
        round(base.value, 3),
        {t: round(n.value, 3) for t, n in by_trait.items() if round(n.value, 3)},
        {r: round(n.value, 3) for r, n in by_rule.items() if round(n.value, 3)},
    )


def _where(seen: Sequence[Seen], trait: str) -> list[int]:
    return [k for k, s in enumerate(seen) if trait in s.traits]


def _step(number: Number, seen: Sequence[Seen], odds: list[float]) -> None:
    """Move one number to where it fits best while the others stay (Newton's method, once)."""
    slope = (number.towards - number.value) / number.spread**2
    bend = 1 / number.spread**2
    for k in number.records:
        p = 1 / (1 + exp(-odds[k]))
        slope += seen[k].weight * (seen[k].right - p)
        bend += seen[k].weight * p * (1 - p)
    value = min(number.value + max(-1.0, min(1.0, slope / bend)), number.most)
    for k in number.records:
        odds[k] += value - number.value
    number.value = value


def judge(seen: Sequence[Seen], scales: Mapping[str, Scale]) -> dict[str, list[Judged]]:
    """Return the records by kind, each with the confidence that the numbers give it."""
    judged: dict[str, list[Judged]] = {kind: [] for kind in KINDS}
    for s in seen:
        if s.kind in judged:
            sure = round(scales[s.kind].probability(s.rule, s.traits), 3)
            judged[s.kind].append(Judged(sure, s.right))
    return judged


def left_out(seen: Sequence[Seen], these: Sequence[Seen]) -> dict[str, list[Judged]]:
    """Return the records of the publishers of ``these`` by kind, each publisher's judged by numbers fitted without."""
    whole: dict[str, list[Judged]] = {kind: [] for kind in KINDS}
    for publisher in sorted({s.publisher for s in these}):
        scales = fit([s for s in seen if s.publisher != publisher])
        for kind, judged in judge([s for s in seen if s.publisher == publisher], scales).items():
            whole[kind] += judged
    return whole


# --- figures and picture


def main() -> None:
    """Fit, measure and write."""
    parser = argparse.ArgumentParser(description="Fit the numbers of confidence, and measure them.")
    parser.add_argument(
        "--also", nargs=2, action="append", default=[], type=Path, metavar=("GOLD", "DOCUMENTS"),
        help="further labelled documents to fit on",
    )  # fmt: skip
    parser.add_argument(
        "--unseen", nargs=2, action="append", default=[], type=Path, metavar=("GOLD", "DOCUMENTS"),
        help="the same, of documents on which no rule was tuned: each of their records counts for several",
    )  # fmt: skip
    parser.add_argument(
        "--report", nargs=3, action="append", default=[], metavar=("NAME", "GOLD", "DOCUMENTS"),
        help="documents that are measured and not fitted on",
    )  # fmt: skip
    parser.add_argument(
        "--keep", nargs=2, type=Path, metavar=("GOLD", "DOCUMENTS"),
        help="judge documents that are read for the first time, and keep the judgements; nothing is fitted",
    )  # fmt: skip
    options = parser.parse_args()
    if options.keep:
        keep(list(seen_in(*options.keep)))
        return
    first = list(seen_in(SHARED / "gold", SHARED / "archive"))
    also = [s for gold, documents in options.also for s in seen_in(gold, documents)]
    also += [s._replace(weight=UNSEEN) for gold, documents in options.unseen for s in seen_in(gold, documents)]
    early = kept()
    every = [*first, *also, *early]
    scales = fit(every)
    others = left_out(every, [*first, *also])
    measured = {"each publisher left out in turn": others}
    if early:
        measured["publishers never seen, as they were first read, each left out in turn"] = left_out(every, early)
    measured |= {n: judge(list(seen_in(Path(g), Path(d))), scales) for n, g, d in options.report}
    _write(scales, every)
    _card(measured, first, also, early)
    PICTURE.write_text(picture(others), encoding="utf-8")
    print(_tables(measured))


def _write(scales: Mapping[str, Scale], seen: Sequence[Seen]) -> None:
    kinds = {k: {"base": s.base, "traits": dict(s.traits), "rules": dict(s.rules)} for k, s in scales.items()}
    about = {
        "about": "Written by calibrate.py: see calibration.md.",
        "publishers": _publishers(seen),
        "records": len(seen),
        "kinds": kinds,
    }
    (ROOT / "models" / NUMBERS).write_text(json.dumps(about, indent=1) + "\n", encoding="utf-8")


def _tables(measured: Mapping[str, Mapping[str, Sequence[Judged]]]) -> str:
    """Return the figures as tables in Markdown."""
    lines: list[str] = []
    for name, judged in measured.items():
        lines += [f"**{name[0].upper()}{name[1:]}**", ""]
        lines += ["| | records | wrong | mean confidence | right | error | error, equal mass | ranking |"]
        lines += ["|---|---|---|---|---|---|---|---|"]
        whole = [j for these in judged.values() for j in these]
        for kind, these in [*judged.items(), ("all", whole)]:
            shares = ("-" if f is None else f"{f:.3f}" for f in figures(these).values())
            wrong = sum(not j.right for j in these)
            lines.append(f"| {kind.replace('_', ' ')} | {len(these)} | {wrong} | {' | '.join(shares)} |")
        lines += ["", *_caught(whole), ""]
    return "\n".join(lines)


def _caught(judged: Sequence[Judged]) -> Iterator[str]:
    """Say what ``checks.csv`` would list: the records below its threshold, and the wrong ones among them."""
    low = [j for j in judged if j.sure < CHECK]
    wrong, caught = (sum(not j.right for j in these) for these in (judged, low))
    yield f"Below {CHECK}: {len(low)} of {len(judged)} records, and {caught} of the {wrong} that are wrong."


def _card(
    measured: Mapping[str, Mapping[str, Sequence[Judged]]],
    first: Sequence[Seen],
    also: Sequence[Seen],
    early: Sequence[Seen],
) -> None:
    """Write the figures into the card, between their marks."""
    head, rest = CARD.read_text(encoding="utf-8").split(BEGIN)
    tail = rest.split(END)[1]
    about = f"Fitted on {len(first)} records of {_publishers(first)} publishers whose minutes lie beside the project"
    about += f", on {len(also)} of {_publishers(also)} from further labelled documents" if also else ""
    about += f", and on {len(early)} of {_publishers(early)} as they were first read." if early else "."
    CARD.write_text(f"{head}{BEGIN}\n\n{about}\n\n{_tables(measured)}\n{END}{tail}", encoding="utf-8")


def _publishers(seen: Sequence[Seen]) -> int:
    return len({s.publisher for s in seen})


SIDE, EDGE, GAP = 190, 46, 22
LOWEST = 0.4
"""The panels show confidence and shares from here to 1."""
INK, LINE, WARM = "#1a5276", "#aab7b8", "#b03a2e"


def picture(judged: Mapping[str, Sequence[Judged]]) -> str:
    """Return the reliability diagram as SVG: a panel for all records and one for each kind."""
    panels = [("all", [j for these in judged.values() for j in these]), *judged.items()]
    width, height = EDGE + 4 * (SIDE + GAP), 2 * (SIDE + EDGE) + 70
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}" '
        'font-family="sans-serif" font-size="11">',
        f'<rect width="{width}" height="{height}" fill="white"/>',
        '<text x="8" y="16" font-size="13">Of the records of each confidence, how many are right '
        "(each publisher judged by numbers fitted on the others)</text>",
        f'<circle cx="14" cy="34" r="4" fill="{INK}"/><text x="24" y="38">ten bins of equal width</text>',
        f'<circle cx="190" cy="34" r="4" fill="none" stroke="{WARM}"/><text x="200" y="38">ten bins of equally many '
        "records</text>",
        '<text x="420" y="38">upright lines: where the true share may well lie (95%)</text>',
    ]
    for k, (kind, these) in enumerate(panels):
        left, top = EDGE + (k % 4) * (SIDE + GAP), 68 + (k // 4) * (SIDE + EDGE)
        parts += [f'<g transform="translate({left} {top})">', *_panel(kind, these, axis=k % 4 == 0), "</g>"]
    return "\n".join([*parts, "</svg>"]) + "\n"


def _panel(kind: str, judged: Sequence[Judged], *, axis: bool) -> Iterator[str]:
    shares = figures(judged)
    error = f", error {shares['error']:.3f}" if shares["error"] is not None else ""
    yield f'<text x="0" y="-6">{kind.replace("_", " ")}, n = {len(judged)}{error}</text>'
    yield f'<rect width="{SIDE}" height="{SIDE}" fill="none" stroke="{LINE}"/>'
    yield f'<line x1="0" y1="{SIDE}" x2="{SIDE}" y2="0" stroke="{LINE}"/>'
    for tick in (0.4, 0.6, 0.8, 1.0):
        yield f'<text x="{_at(tick):.0f}" y="{SIDE + 14}" text-anchor="middle">{tick:g}</text>'
        if axis:
            yield f'<text x="-6" y="{SIDE - _at(tick) + 4:.0f}" text-anchor="end">{tick:g}</text>'
    for b in by_mass(judged):
        yield _dot(b, f'fill="none" stroke="{WARM}"')
    for b in by_width(judged):
        low, high = _between(b)
        x = _at(b.sure)
        yield f'<line x1="{x:.1f}" y1="{SIDE - _at(low):.1f}" x2="{x:.1f}" y2="{SIDE - _at(high):.1f}" stroke="{INK}"/>'
        yield _dot(b, f'fill="{INK}"')


def _dot(b: Bin, look: str) -> str:
    size = 2 + min(4.0, b.size**0.5 / 5)
    return f'<circle cx="{_at(b.sure):.1f}" cy="{SIDE - _at(b.right):.1f}" r="{size:.1f}" {look}/>'


def _at(share: float) -> float:
    return (max(share, LOWEST) - LOWEST) / (1 - LOWEST) * SIDE


def _between(b: Bin) -> tuple[float, float]:
    """Return where the true share of a bin may well lie (Wilson's interval, 95%)."""
    z = 1.96
    middle = (b.right + z * z / (2 * b.size)) / (1 + z * z / b.size)
    reach = z * (b.right * (1 - b.right) / b.size + z * z / (4 * b.size**2)) ** 0.5 / (1 + z * z / b.size)
    return middle - reach, min(1.0, middle + reach)


if __name__ == "__main__":
    main()
