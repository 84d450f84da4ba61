"""Accuracy on the annotated minutes that lie beside the project; skipped where they are absent.

The floors of tests/gate/floors.json are what has been reached. They fall only aloud: tests/set_floors.py asks for the
reason and keeps it beside the floor.
"""

from __future__ import annotations

import importlib.util
import json
from collections import defaultdict
from typing import Any

import pytest

from minutebook.evaluate.calibration import Judged, by_mass, by_width, error, together
from minutebook.evaluate.counting import MARKED, score, total
from minutebook.evaluate.gold import Gold, fingerprint, read_golds
from recipes import recipe
from set_floors import FIGURES, SHARED, Json, fallen, reached, read_gate, reasons, shared_records

GATE: Json = read_gate()["shared"]
SCORE = SHARED / "score.py"
CEILING = 0.05
"""The greatest error of calibration, of all records together and of each kind."""

pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(not (SHARED / "gold").is_dir(), reason="the annotated minutes are not beside the project"),
]


@pytest.fixture(scope="module")
def golds() -> tuple[Gold, ...]:
    return read_golds(SHARED / "gold")


@pytest.fixture(scope="module")
def records(golds: tuple[Gold, ...]) -> dict[str, Json]:
    return shared_records(golds)


def test_the_annotations_are_those_that_were_measured(golds: tuple[Gold, ...]) -> None:
    assert fingerprint(SHARED / "gold") == GATE["fingerprint"], "other annotations: measure, then set the floors anew"
    assert len(golds) == GATE["documents"]


def test_accuracy_holds_its_floors(golds: tuple[Gold, ...], records: dict[str, Json]) -> None:
    assert GATE["floors"].keys() == FIGURES.keys()
    worse = fallen(GATE["floors"], reached(golds, records))
    assert not worse, "\n".join([*worse, "floors that were let fall before:", *reasons({"shared": GATE})])


def uncalibrated(judged: dict[str, list[Judged]]) -> dict[str, float | None]:
    """What has a confidence further from the truth than the ceiling; some kinds are too few for bins of equal mass."""
    whole = [j for these in judged.values() for j in these]
    errors = {"all, equal mass": error(by_mass(whole)), "all": error(by_width(whole))}
    errors |= {kind: error(by_width(these)) for kind, these in judged.items()}
    return {kind: e for kind, e in errors.items() if e is not None and e > CEILING}


def test_confidence_means_what_it_says(golds: tuple[Gold, ...], records: dict[str, Json]) -> None:
    """Of all records: the numbers are fitted on other documents, too, on which some kinds are read less well."""
    judged = together(score(g, records.get(g.file, {})).judged for g in golds)
    assert not {"all", "all, equal mass"} & uncalibrated(judged).keys()


def test_confidence_means_what_it_says_of_a_publisher_it_was_not_fitted_on() -> None:
    calibrate = recipe()
    seen = list(calibrate.seen_in(SHARED / "gold", SHARED / "archive"))
    assert uncalibrated(calibrate.left_out(seen, seen)) == {}


@pytest.mark.skipif(not SCORE.exists(), reason="the scoring script is not beside the project")
def test_figures_and_errors_are_those_of_the_scoring_script(golds: tuple[Gold, ...], records: dict[str, Json]) -> None:
    """The script beside the annotations counts in its own way: document by document, both must come to the same."""
    found = importlib.util.spec_from_file_location("score", SCORE)
    assert found is not None and found.loader is not None
    script = importlib.util.module_from_spec(found)
    found.loader.exec_module(script)
    raw = (json.loads(p.read_text(encoding="utf-8")) for p in sorted((SHARED / "gold").glob("*.json")))
    whole: Any = defaultdict(script.Tally)
    for gold, true in zip(golds, raw, strict=True):
        theirs: Any = defaultdict(script.Tally)
        misses: Any = defaultdict(list)
        read = records.get(gold.file, {})
        script.score_document(true, read, theirs, misses)
        script.score_document(true, read, whole, defaultdict(list))
        ours = score(gold, read)
        compare(gold.file, theirs, ours.tallies)
        for kind in FIGURES.keys() - {MARKED}:
            errors = [
                e for e in ours.errors if e.kind == kind and (kind == "meeting" or e.fault in {"missed", "extra"})
            ]
            assert len(errors) == len(misses[kind]), f"{gold.file} {kind}"
    compare("all", whole, total(score(g, records.get(g.file, {})) for g in golds))


def compare(name: str, theirs: Any, ours: Any) -> None:
    for kind, tally in theirs.items():
        mine = ours[MARKED if kind.startswith("actions (marked)") else kind]
        numbers = tally.n
        assert (numbers["gold"], numbers["found"], numbers["exact"]) == (mine.gold, mine.found, mine.exact), (
            f"{name} {kind}"
        )
        row = tally.row()
        fields = {n: f"{right}/{of}" for n, (right, of) in mine.fields.items()}
        assert row["fields"].items() <= fields.items(), f"{name} {kind}"
        if mine is ours.get(MARKED):
            continue
        assert numbers["pred"] == mine.read, f"{name} {kind}"
        rounded = {n: None if f is None else round(f, 3) for n, f in mine.figures().items()}
        assert rounded.items() <= row.items(), f"{name} {kind}"
