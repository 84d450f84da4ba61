"""The house stands as it is drawn: no circles, no import back up the flow, one door for each library."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from regenerate import ROOT

CODE = ROOT / "extract" / "minutebook"
MODULES = sorted(CODE.rglob("*.py"))
FLOW = ["read", "clean", "outline", "detect", "resolve", "write", "run", "cli"]
DOORS = {
    "pdfplumber": ["read/pdf"],
    "pdfminer": ["read/pdf"],
    "pypdfium2": ["read/pdf"],
    "docx": ["read/docx"],
    "spacy": ["tagger"],
    "pandas": ["write/"],
    "typer": ["cli"],
    "rich": ["cli", "show"],
}


def name(path: Path) -> str:
    parts = path.relative_to(CODE).with_suffix("").parts
    return ".".join(p for p in parts if p != "__init__")


def imports(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {a.name for a in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found |= {node.module} | {f"{node.module}.{a.name}" for a in node.names}
    return found


def own(path: Path) -> set[str]:
    known = {name(m) for m in MODULES}
    bare = {i.removeprefix("minutebook").lstrip(".") for i in imports(path) if i.split(".")[0] == "minutebook"}
    return (bare & known) - {"", name(path)}


def test_there_is_no_circle() -> None:
    graph = {name(m): own(m) for m in MODULES if name(m)}
    done: set[str] = set()

    def visit(module: str, way: tuple[str, ...]) -> None:
        assert module not in way, " -> ".join((*way, module))
        if module not in done:
            for other in sorted(graph.get(module, ())):
                visit(other, (*way, module))
            done.add(module)

    for module in graph:
        visit(module, ())


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_no_import_runs_back_up_the_flow(path: Path) -> None:
    stage = name(path).split(".")[0]
    if stage in FLOW:
        for other in own(path):
            head = other.split(".")[0]
            assert head not in FLOW or FLOW.index(head) <= FLOW.index(stage), f"{name(path)} imports {other}"


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_each_library_has_one_door(path: Path) -> None:
    place = str(path.relative_to(CODE).with_suffix("")).replace("\\", "/")
    for library in {i.split(".")[0] for i in imports(path)} & set(DOORS):
        assert any(place.startswith(door) for door in DOORS[library]), f"{place} imports {library}"


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_only_the_command_prints_or_exits(path: Path) -> None:
    if name(path) == "cli":
        return
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call):
            called = ast.unparse(node.func)
            assert called not in {"print", "exit", "quit", "sys.exit", "sys.stdout.write"}, f"{path}: {called}"


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_a_module_says_its_job(path: Path) -> None:
    assert path.stem not in {"utils", "helpers", "common", "misc"}
    said = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))
    assert said, f"{path} does not open with its job"
    assert len(said.splitlines()[0]) > 15


def test_every_room_is_drawn() -> None:
    drawn = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    for path in MODULES:
        if path.stem not in {"__init__"}:
            assert f"`{path.stem}" in drawn or f"{path.stem}.py`" in drawn, f"{path.stem} is not in ARCHITECTURE.md"
