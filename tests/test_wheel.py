"""The built wheel works by itself: its packages are those of the tree, its rules and types are inside."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import sysconfig
import tomllib
import venv
import zipfile
from pathlib import Path

import pytest

from minutebook.report.page import SCRIPTS
from regenerate import ROOT

SOURCE = "nether-tolling-parish-council-2023-09.docx"


@pytest.fixture(scope="module", params=["with what compiler there is", "without a compiler"])
def wheel(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of a copy of the project, so that nothing is left behind in the work tree."""
    tree, out = tmp_path_factory.mktemp("tree"), tmp_path_factory.mktemp("wheel")
    for name in ("extract", "rules", "models"):
        ignored = shutil.ignore_patterns("__pycache__", "*.egg-info", "*.so", "*.pyd")
        shutil.copytree(ROOT / name, tree / name, ignore=ignored)
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, tree)
    subprocess.run(
        [sys.executable, "-m", "pip", "wheel", "-q", "--no-deps", "--no-build-isolation", "-w", str(out), str(tree)],
        check=True,
        env=os.environ | ({"CC": str(tree / "no-compiler")} if request.param == "without a compiler" else {}),
    )
    return next(out.glob("*.whl"))


def test_the_package_list_is_that_of_the_tree() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    code = ROOT / "extract" / "minutebook"
    folders = {p.parent.relative_to(ROOT / "extract") for p in code.rglob("__init__.py")}
    names = {str(f).replace(os.sep, ".") for f in folders} | {"minutebook.rules", "minutebook.models"}
    assert set(project["tool"]["setuptools"]["packages"]) == names


def test_the_wheel_holds_packs_and_types(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    packs = {f"minutebook/rules/{p.name}" for p in (ROOT / "rules").iterdir() if p.suffix in {".toml", ".md", ".py"}}
    assert len(packs) > 5
    assert packs <= names
    assert {"minutebook/py.typed", "minutebook/models/__init__.py", "minutebook/models/README.md"} <= names
    sources = {
        p.name for p in (ROOT / "extract" / "minutebook" / "report").iterdir() if p.suffix in {".html", ".css", ".js"}
    }
    assert {"page.html", "page.css", *SCRIPTS} == sources
    assert {f"minutebook/report/{name}" for name in sources} <= names
    assert {n.split("/")[0] for n in names if ".dist-info" not in n} == {"minutebook"}
    for module in ("/_ask.", "/_loops.", "/_values."):
        found = [n for n in names if module in n]
        assert len(found) <= 1 and not any(n.endswith((".c", ".pyi")) for n in found)


def test_the_installed_command_reads_a_document(wheel: Path, tmp_path: Path) -> None:
    home = tmp_path / "venv"
    venv.create(home, with_pip=False)
    site = Path(sysconfig.get_path("purelib", "venv", vars={"base": str(home), "platbase": str(home)}))
    with zipfile.ZipFile(wheel) as parts:
        parts.extractall(site)
    # the libraries that minutebook needs are lent by this environment; minutebook itself comes from the wheel
    (site / "lent.pth").write_text(sysconfig.get_path("purelib") + "\n")
    python = home / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONPATH"}

    def run(*args: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [str(python), *args], cwd=tmp_path, env=environment, check=True, capture_output=True, text=True
        )

    where = run("-c", "import minutebook, minutebook.rules; print(minutebook.__file__, minutebook.rules.__file__)")
    assert all(Path(p).is_relative_to(site) for p in where.stdout.split()), where.stdout
    assert run("-m", "minutebook", "--version").stdout.startswith("minutebook ")
    run("-m", "minutebook", "extract", str(ROOT / "data" / "raw" / SOURCE), "--out", "out")
    (result,) = (tmp_path / "out" / "json").glob("*.json")
    assert json.loads(result.read_text(encoding="utf-8"))["meeting"]["date"] == "2023-09-14"
    assert (tmp_path / "out" / "actions.csv").exists()
