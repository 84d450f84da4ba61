"""The figures as a plain table and as JSON."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from minutebook import __version__
from minutebook.evaluate import calibration
from minutebook.evaluate.calibration import Bin, by_mass, by_width, together
from minutebook.evaluate.counting import MARKED, Score, Tally, figures, total
from minutebook.evaluate.matching import Json
from minutebook.write.atomic import replace_file
from minutebook.write.json import encode

SCHEMA = "minutebook-evaluation/1"
ALL = "all"
WIDTH = 110
MANY = 200
"""Fewer records than this say nothing of what their confidence is worth."""
_NAME = 16
_FIRM = "\u00a0"
_SAID = ("confidence", "precision", "error", "equal mass", "ranking")
_SURE = ("confidence", "precision", "error", "error_equal_mass", "ranking")
_COLUMNS = ("gold", "read", "found", "exact", "precision", "recall", "found F1", "exact F1")


def groups(scores: Iterable[Score], by: str) -> dict[str, list[Score]]:
    """Return the documents by publisher or by file, sorted by that name."""
    parts: dict[str, list[Score]] = {}
    for one in scores:
        parts.setdefault(one.publisher if by == "publisher" else one.file, []).append(one)
    return dict(sorted(parts.items()))


def to_json(scores: Sequence[Score], *, fingerprint: str, without: Mapping[str, str]) -> Json:
    """Return all figures, not rounded: in total, by publisher, by file; ``without`` is who has no records, and why."""
    return {
        "schema": SCHEMA,
        "version": __version__,
        "gold": {"documents": len(scores), "fingerprint": fingerprint},
        "without_records": dict(without),
        "total": _plain(total(scores)),
        "calibration": _calibration(scores),
        "by_publisher": {name: _plain(total(part)) for name, part in groups(scores, "publisher").items()},
        "by_file": {name: _plain(total(part)) for name, part in groups(scores, "file").items()},
    }


def write(report: Json, path: Path) -> None:
    """Write the figures. Raises MinutebookError E304."""
    replace_file(path, [encode(report)])


def _plain(tallies: Mapping[str, Tally]) -> Json:
    shares = figures(tallies)
    return {
        kind: {
            "gold": t.gold,
            **({} if kind == MARKED else {"read": t.read}),
            "found": t.found,
            "exact": t.exact,
            **shares[kind],
            "fields": {n: {"right": right, "of": of, "share": right / of} for n, (right, of) in t.fields.items()},
        }
        for kind, t in tallies.items()
    }


def table(title: str, tallies: Mapping[str, Tally]) -> str:
    """Return the figures of each kind as a table, with the fields of the records found below it."""
    shares = figures(tallies)
    lines = [title, "", "".ljust(_NAME) + "".join(f"{c:>10}" for c in _COLUMNS)]
    for kind, t in tallies.items():
        counts = [t.gold, "" if kind == MARKED else t.read, t.found, t.exact]
        rates = [_rate(shares[kind], name) for name in ("precision", "recall", "found_f1", "exact_f1")]
        lines.append((spaced(kind).ljust(_NAME) + "".join(f"{c:>10}" for c in (*counts, *rates))).rstrip())
    if any(t.fields for t in tallies.values()):
        lines += ["", "Right fields of the records found", ""]
    for kind, t in tallies.items():
        fields = [f"{spaced(n)} {right}/{of} = {right / of:.3f}" for n, (right, of) in t.fields.items()]
        whole = ", ".join(f.replace(" ", _FIRM) for f in fields)  # a line breaks between two fields only
        wrapped = textwrap.wrap(whole, WIDTH, initial_indent=spaced(kind).ljust(_NAME), subsequent_indent=" " * _NAME)
        lines += [line.replace(_FIRM, " ") for line in wrapped]
    return "\n".join(lines) + "\n"


def _calibration(scores: Iterable[Score]) -> Json:
    """Return what confidence is worth, of all records and of each kind, with the bins from which a diagram is drawn."""
    judged = together(s.judged for s in scores)
    whole = [j for these in judged.values() for j in these]
    return {
        kind: {
            "read": len(these),
            **calibration.figures(these),
            "equal_width": [_bin(b) for b in by_width(these)],
            "equal_mass": [_bin(b) for b in by_mass(these)],
        }
        for kind, these in {ALL: whole, **judged}.items()
    }


def _bin(b: Bin) -> Json:
    return {"read": b.size, "confidence": b.sure, "precision": b.right}


def sure_table(scores: Iterable[Score]) -> str:
    """Return, for each kind of record and all together, how sure they are beside how many of them are right.

    Nothing if there are so few records that it would say nothing.
    """
    scores = list(scores)
    if sum(len(these) for s in scores for these in s.judged.values()) < MANY:
        return ""
    lines = ["", "Confidence beside truth", "", "".ljust(_NAME) + "".join(f"{c:>12}" for c in ("read", *_SAID))]
    for kind, shares in _calibration(scores).items():
        rates = "".join(f"{_rate(shares, name):>12}" for name in _SURE)
        lines.append(f"{spaced(kind):<{_NAME}}{shares['read']:>12}{rates}")
    return "\n".join(lines) + "\n"


def spaced(name: str) -> str:
    """Return the name of a kind or field as words."""
    return name.replace("_", " ")


def _rate(shares: Mapping[str, float | None], name: str) -> str:
    """Return a share to three places: a dash where there was nothing to measure, empty where it means nothing."""
    share = shares.get(name)
    return f"{share:.3f}" if share is not None else "-" if name in shares else ""
