"""The script that makes data/raw gives the same words and the same truth on each run."""

from __future__ import annotations

import importlib
import json
import sys
import zipfile
from pathlib import Path
from typing import Any

import pdfplumber
import pytest

from regenerate import GOLDEN, ROOT, golden_of


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, Any]]:
    sys.path.insert(0, str(ROOT / "data"))
    make_raw = importlib.import_module("make_raw")
    folder = tmp_path_factory.mktemp("raw")
    gold: dict[str, Any] = make_raw.make(folder)
    again = tmp_path_factory.mktemp("again")
    make_raw.make(again)
    for path in folder.iterdir():
        assert path.read_bytes() == (again / path.name).read_bytes(), path.name
    return folder, gold


def content(path: Path) -> str:
    if path.suffix == ".docx":
        with zipfile.ZipFile(path) as parts:
            return parts.read("word/document.xml").decode() + parts.read("word/numbering.xml").decode()
    with pdfplumber.open(path) as pdf:
        return "\f".join(page.extract_text_simple() for page in pdf.pages)


def test_the_documents_are_those_that_the_script_makes(made: tuple[Path, dict[str, Any]]) -> None:
    folder, gold = made
    raw = ROOT / "data" / "raw"
    assert {p.name for p in folder.iterdir()} == {p.name for p in raw.iterdir()} == set(gold)
    for path in folder.iterdir():
        assert content(path) == content(raw / path.name), f"{path.name}: run python data/make_raw.py"


def test_the_truth_is_that_of_the_script(made: tuple[Path, dict[str, Any]]) -> None:
    for name, truth in made[1].items():
        kept = json.loads((GOLDEN / "gold" / golden_of(Path(name)).name).read_text(encoding="utf-8"))
        assert {**truth, "sha256": ""} == {**kept, "sha256": ""}
