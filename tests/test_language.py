"""The recipe of the language stage (models/language), short of training: what a sentence becomes."""

from __future__ import annotations

import json
from pathlib import Path
from types import ModuleType

import pytest

from recipes import recipe
from regenerate import ROOT


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(str(ROOT / "models" / "language"))
    return recipe("language/samples")


def test_names_initials_numbers_and_months_are_no_words() -> None:
    found = recipe("language/features").words("The Clerk and Joan Tidmore asked KD to pay £1,250.50 by 4 May.")
    assert found == ["the", "clerk", "and", "Xx", "asked", "INI", "to", "pay", "£", "0", "by", "0", "MONTH", "."]


def test_neighbours_count_only_where_they_are_known() -> None:
    features = recipe("language/features").features
    assert "before=none" in features("Noted.", "", "")
    assert "after=thanks" in features("Noted.", "", "Thanks were given.")
    assert not [f for f in features("Noted.") if f.startswith(("before=", "after="))]


def test_invented_sentences_have_a_label_and_no_open_slot(made: ModuleType) -> None:
    samples = list(made.invented_samples(2, seed=1))
    assert {label for s in samples for label in s.labels} == set(made.LABELS)
    assert any(not s.labels for s in samples)
    assert not [f for s in samples for f in s.features if "{" in f or "}" in f]


def test_a_sentence_has_the_label_of_the_gold_record_that_it_stands_in(made: ModuleType, tmp_path: Path) -> None:
    source = ROOT / "data" / "raw" / "nether-tolling-parish-council-2023-09.docx"
    gold = ROOT / "tests" / "golden" / "gold" / "nether-tolling-parish-council-2023-09-docx.json"
    (tmp_path / gold.name).write_bytes(gold.read_bytes())
    samples = list(made.gold_samples(tmp_path, source.parent))
    records = json.loads(gold.read_text(encoding="utf-8"))
    assert sum("decision" in s.labels for s in samples) >= len(records["decisions"]) > 0
    assert any(not s.labels for s in samples)
    assert {s.publisher for s in samples} == {source.name}


def test_a_written_pipeline_holds_no_word_that_it_was_trained_on(made: ModuleType, tmp_path: Path) -> None:
    pytest.importorskip("spacy")
    train = recipe("language/train")
    told = made.Sample(("1=quibblesham", "opens=quibblesham"), frozenset({"decision"}), frozenset(), "")
    plain = made.Sample(("1=other",), frozenset(), frozenset(), "")
    train.written([told, plain] * 20, tmp_path / "pipeline")
    files = [p for p in (tmp_path / "pipeline").rglob("*") if p.is_file()]
    assert files
    assert not [p.name for p in files if b"quibblesham" in p.read_bytes()]
    read = train.load(tmp_path / "pipeline")
    sure, unsure = train.scores(read, [told, plain])
    assert sure["decision"] > 0.5 > unsure["decision"]
