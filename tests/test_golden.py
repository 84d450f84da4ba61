"""The invented minutes of data/raw: the records are those expected, and the expected ones are the true ones."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from minutebook.evaluate.gold import fingerprint, read_golds
from regenerate import GOLDEN, ROOT, expected, golden_of
from set_floors import DIFFERENCES, FIGURES, OWN, Json, fallen, own_records, reached, read_gate, reasons
from truth import differences

SOURCES = sorted((ROOT / "data" / "raw").iterdir())
GATE: Json = read_gate()["own"]
KINDS = ("attendance", "agenda_items", "questions", "findings", "decisions", "actions")


def truth_of(source: Path) -> dict[str, Any]:
    text = (OWN / golden_of(source).name).read_text(encoding="utf-8")
    truth: dict[str, Any] = json.loads(text)
    return truth


def test_there_are_documents_of_both_formats() -> None:
    assert {s.suffix for s in SOURCES} == {".pdf", ".docx"}
    assert len(SOURCES) >= 4


@pytest.mark.parametrize("source", SOURCES, ids=lambda s: s.name)
def test_records_are_those_expected(source: Path) -> None:
    path = golden_of(source)
    assert path.exists(), f"{path} is missing: read the records of {source.name}, then python tests/regenerate.py"
    assert json.loads(expected(source)) == json.loads(path.read_text(encoding="utf-8"))


def test_every_expectation_has_its_document() -> None:
    wanted = {golden_of(s).name for s in SOURCES}
    assert {p.name for p in GOLDEN.glob("*.json")} == wanted
    assert {p.name for p in OWN.glob("*.json")} == wanted


@pytest.mark.parametrize("source", SOURCES, ids=lambda s: s.name)
def test_known_differences_from_the_truth(source: Path) -> None:
    """What is still wrong is written down in the gate; nothing may be added to it silently."""
    read = json.loads(golden_of(source).read_text(encoding="utf-8"))
    wrong = [f"{kind}: {what}" for kind, what in differences(truth_of(source), read)]
    allowed = GATE["known"].get(source.name, {DIFFERENCES: 0})[DIFFERENCES]
    assert len(wrong) <= allowed, "\n".join(wrong)


def test_accuracy_holds_its_floors() -> None:
    assert fingerprint(OWN) == GATE["fingerprint"], "the invented minutes have changed: set the floors anew"
    golds = read_golds(OWN)
    assert len(golds) == GATE["documents"] == len(SOURCES)
    assert GATE["floors"].keys() == FIGURES.keys()
    worse = fallen(GATE["floors"], reached(golds, own_records(golds)))
    assert not worse, "\n".join([*worse, "floors that were let fall before:", *reasons({"own": GATE})])


def test_pdf_and_word_file_of_the_same_words_give_the_same_records() -> None:
    twins = [s for s in SOURCES if s.stem == "wyrdale-commissioner-2021-03"]
    assert len(twins) == 2
    one, other = (json.loads(golden_of(s).read_text(encoding="utf-8")) for s in twins)
    for kind in (*KINDS, "meeting"):
        assert _bare(one[kind]) == _bare(other[kind]), kind


def _bare(value: Any) -> Any:
    """Leave out what differs between formats: ids, pages and evidence."""
    if isinstance(value, list):
        return [_bare(v) for v in value]
    if isinstance(value, dict):
        hidden = ("id", "parent", "item", "question", "page", "end_page", "evidence", "owner_people")
        return {k: _bare(v) for k, v in value.items() if k not in hidden}
    return value
