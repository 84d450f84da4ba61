"""The guide to labelling: its example is read as it says, and its words are those of the program."""

from __future__ import annotations

import re
from pathlib import Path

import docx
import pytest
from pydantic import BaseModel

from commands import command
from minutebook.evaluate.gold import (
    Gold,
    GoldAction,
    GoldDecision,
    GoldFinding,
    GoldItem,
    GoldMeeting,
    GoldNext,
    GoldPerson,
    GoldQuestion,
    read_golds,
)
from regenerate import ROOT

GUIDE = (ROOT / "docs" / "labelling.md").read_text(encoding="utf-8")


def example(name: str) -> str:
    (text,) = re.findall(rf"<!-- example: {name} -->\n```\w+\n(.*?)```", GUIDE, re.DOTALL)
    return str(text)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    document = docx.Document()
    for line in example("minutes").splitlines():
        document.add_paragraph(line)
    (tmp_path / "my-minutes" / "quay").mkdir(parents=True)
    document.save(str(tmp_path / "my-minutes" / "quay" / "2021-05.docx"))
    (tmp_path / "my-gold").mkdir()
    (tmp_path / "my-gold" / "2021-05.json").write_text(example("gold"), encoding="utf-8")
    return tmp_path


def test_the_example_comes_to_the_figures_that_are_printed(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(folder)
    assert command(monkeypatch, "evaluate", "my-gold", "--source", "my-minutes") == 0
    assert capsys.readouterr().out == example("figures")


def test_words_of_the_example_are_those_of_the_minutes(folder: Path) -> None:
    (gold,) = read_golds(folder / "my-gold")
    text = example("minutes")
    passages = [*(gold.questions or ()), *(gold.findings or ()), *(gold.decisions or ()), *(gold.actions or ())]
    assert len(passages) == 5
    for record in passages:
        assert record.start in text and record.end in text
        (line,) = (p for p in text.splitlines() if record.start in p and p.endswith(record.end))
        passage = line[line.index(record.start) :].split()
        assert record.start.split() == passage[:8] and record.end.split() == passage[-5:]


MODELS: dict[str, type[BaseModel]] = {
    "meeting": GoldMeeting,
    "attendance": GoldPerson,
    "agenda_items": GoldItem,
    "questions": GoldQuestion,
    "findings": GoldFinding,
    "decisions": GoldDecision,
    "actions": GoldAction,
}


def test_every_field_of_the_format_is_in_the_guide() -> None:
    rows = dict(re.findall(r"^\| `(\w+)`(?: \(one\))? \| (.+) \|$", GUIDE, re.MULTILINE))
    assert rows.keys() == MODELS.keys()
    for kind, model in MODELS.items():
        fields = {*model.model_fields, *(GoldNext.model_fields if kind == "meeting" else ())}
        assert set(re.findall(r"`(\w+)`", rows[kind])) == fields, kind
    assert all(f"`{name}`" in GUIDE for name in Gold.model_fields)
