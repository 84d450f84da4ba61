"""What the README, the guides and the rules' own page say is true: commands run, names exist, links lead somewhere."""

from __future__ import annotations

import importlib
import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from minutebook.rulepack import load
from minutebook.write.registers import REGISTERS
from minutebook.write.schema import TABLES, columns
from regenerate import GOLDEN, ROOT, golden_of

README = (ROOT / "README.md").read_text(encoding="utf-8")
PAGES = [
    "README.md",
    "CONTRIBUTING.md",
    "ARCHITECTURE.md",
    "CHANGELOG.md",
    "docs/analyst.md",
    "docs/benchmarks.md",
    "docs/columns.md",
    "docs/labelling.md",
    "docs/trust.md",
    "rules/README.md",
    "models/README.md",
    "models/calibration.md",
    "models/language.md",
]
SETUP = [line for line in README.splitlines() if line.startswith("python3 -m venv ")]
COMMANDS = re.findall(r"^\.venv/bin/(minutebook .+)$", README, re.MULTILINE)


def minutebook(command: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run a command of the README in a folder, with the minutebook that is being tested."""
    words = shlex.split(command)
    assert words[0] == "minutebook"
    return subprocess.run(
        [sys.executable, "-m", "minutebook", *words[1:]],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with the documents that the README speaks of."""
    small = ROOT / "data" / "raw" / "nether-tolling-parish-council-2023-09.docx"
    for name in ("data/raw", "my-minutes/2023", "downloads"):
        (tmp_path / name).mkdir(parents=True)
    shutil.copy(small, tmp_path / "data" / "raw")
    shutil.copy(small, tmp_path / "my-minutes" / "2023")
    (tmp_path / "my-gold").mkdir()
    shutil.copy(GOLDEN / "gold" / golden_of(small).name, tmp_path / "my-gold")
    shutil.copy(ROOT / "data" / "raw" / "cottonwood-bend-district-2024-06-11-draft.pdf", tmp_path / "downloads")
    return tmp_path


def test_two_commands_set_everything_up() -> None:
    first, second = (c.split(" && ") for c in SETUP)
    assert first[0] == second[0] == "python3 -m venv .venv"
    assert first[1] == ".venv/bin/pip install -q -e ."
    assert first[2] == ".venv/bin/minutebook extract data/raw"
    assert second[1:] == ['.venv/bin/pip install -q -e ".[dev]"', ".venv/bin/pytest"]
    ci = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert all(f'bash -c "${{commands[{i}]}}"' in ci for i in (0, 1)), ".ci/run should run them as the README has them"


@pytest.mark.parametrize("command", [*COMMANDS, SETUP[0].split(" && ")[2].removeprefix(".venv/bin/")])
def test_commands_of_the_readme_run(command: str, folder: Path) -> None:
    run = minutebook(command, folder)
    assert run.returncode == 0, run.stderr
    if " extract " in command:
        named = re.search(r"--out (\S+)", command)
        out = folder / (named[1] if named else "data/out")
        assert {f"{t.name}.csv" for t in TABLES} <= {p.name for p in out.iterdir()}
    elif " show " in command:
        assert "Apologies for Absence" in run.stdout
    else:
        assert "== all: 1 document" in run.stdout


def test_the_readme_shows_both_ways_to_use_it() -> None:
    assert any(c.startswith("minutebook show ") for c in COMMANDS)
    assert any("--out results" in c for c in COMMANDS)


def test_python_of_the_readme_runs() -> None:
    (code,) = re.findall(r"```python\n(.*?)```", README, re.DOTALL)
    run = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    assert "2023-09-22" in run.stdout


def test_tables_and_columns_named_in_the_readme_exist() -> None:
    named = set(re.findall(r"^\| `(\w+)\.csv` \|", README, re.MULTILINE))
    assert named == {t.name for t in (*TABLES, *REGISTERS)}
    cells = re.findall(r"^\| ((?:`\w+`(?:, )?)+) \|", README, re.MULTILINE)
    mentioned = {name for cell in cells for name in re.findall(r"`(\w+)`", cell)}
    assert len(mentioned) > 10
    assert mentioned <= {c.name for t in (*TABLES, *REGISTERS) for c in columns(t)}


@pytest.mark.parametrize("page", PAGES)
def test_links_lead_to_files(page: str) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    for target in re.findall(r"\]\(([^)#:]+)\)", text):
        assert ((ROOT / page).parent / target).exists(), f"{page}: {target}"


def test_every_slot_is_on_the_rules_page() -> None:
    text = (ROOT / "rules" / "README.md").read_text(encoding="utf-8").split("<!-- slots")[1]
    listed = set(re.findall(r"^\| `([\w.]+)` \|", text, re.MULTILINE))
    assert listed == set(load().slots), "run python docs/slots.py"


def test_every_room_is_drawn() -> None:
    drawn = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    for path in (ROOT / "extract" / "minutebook").rglob("*.py"):
        name = path.stem
        assert name == "__init__" or f"`{name}`" in drawn or f"`{name}.py`" in drawn, (
            f"{name} is not in ARCHITECTURE.md"
        )


def test_the_figures_of_the_trust_page_are_the_floors() -> None:
    page = (ROOT / "docs" / "trust.md").read_text(encoding="utf-8")
    gate = json.loads((ROOT / "tests" / "gate" / "floors.json").read_text(encoding="utf-8"))["shared"]
    page = page.partition("<!-- end of figures -->")[0]
    rows = {k: (f, e) for k, f, e in re.findall(r"^\| (\w+) \| ([\d.]+) \| ([\d.]+) \|", page, re.MULTILINE)}
    floors = dict(gate["floors"])
    marked = floors.pop("marked_actions")
    now = {k: (f"{v['found_f1']}", f"{v['exact_f1']}") for k, v in floors.items()}
    assert rows == now, "put the figures of floors.json into docs/trust.md"
    assert f"of these {marked['recall']} are found" in page
    assert f"People read {gate['documents']} documents" in page


def test_the_margin_of_the_trust_page_is_reckoned_as_it_says() -> None:
    page = (ROOT / "docs" / "trust.md").read_text(encoding="utf-8")
    (code,) = [c for c in re.findall(r"```python\n(.*?)```", page, re.DOTALL) if "math" in c]
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert f"It prints `{run.stdout.strip()}`." in page


def test_every_column_is_in_the_data_dictionary(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(ROOT / "docs"))
    dictionary = importlib.import_module("columns")
    assert dictionary.PAGE.read_text(encoding="utf-8") == dictionary.page(), "run python docs/columns.py"
