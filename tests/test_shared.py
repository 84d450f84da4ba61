"""Accuracy on the annotated minutes that lie beside the project; skipped where they are absent.

The floors of tests/gate/floors.json are what has been reached. They fall only aloud: by an edit of that file which the
change log gives a reason for.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from regenerate import ROOT
from truth import fingerprint

SHARED = Path(os.environ.get("MINUTEBOOK_SHARED", ROOT.parent / "shared")) / "minutes"
GATE: dict[str, Any] = json.loads((ROOT / "tests" / "gate" / "floors.json").read_text(encoding="utf-8"))["shared"]

pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(not (SHARED / "score.py").exists(), reason="the annotated minutes are not beside the project"),
]


def measure(out: Path) -> dict[str, Any]:
    """Read the annotated documents into ``out`` and return the figures of score.py for each kind of record."""
    golds = [json.loads(p.read_text(encoding="utf-8")) for p in sorted((SHARED / "gold").glob("*.json"))]
    files = [str(SHARED / "archive" / g["file"]) for g in golds]
    command = [sys.executable, "-m", "minutebook.cli", "extract", *files, "--out", str(out), "--format", "json"]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout + run.stderr
    figures = out / "scores.json"
    score = [sys.executable, str(SHARED / "score.py"), str(SHARED / "gold"), str(out / "json"), "--json", str(figures)]
    print(subprocess.run(score, capture_output=True, text=True, check=True).stdout)
    whole: dict[str, Any] = json.loads(figures.read_text(encoding="utf-8"))["ALL"]
    return whole


@pytest.fixture(scope="module")
def scores(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    return measure(tmp_path_factory.mktemp("shared"))


def test_the_annotations_are_those_that_were_measured() -> None:
    assert fingerprint(SHARED / "gold") == GATE["fingerprint"], "other annotations: measure, then set the floors anew"


@pytest.mark.parametrize("kind", sorted(GATE["floors"]))
def test_accuracy_holds_its_floor(kind: str, scores: dict[str, Any]) -> None:
    for figure, floor in GATE["floors"][kind].items():
        assert scores[kind][figure] >= floor, f"{kind}: {figure} {scores[kind][figure]} is below {floor}"
