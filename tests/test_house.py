"""What holds the house together: no circles, one door for each library, one printer, codes that exist."""

from __future__ import annotations

import ast
import functools
import importlib
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

import minutebook
from minutebook.archive import fingerprint
from minutebook.errors import ERRORS, EXIT, NOTICES

ROOT = Path(__file__).parent.parent
CODE = ROOT / "extract" / "minutebook"
MODULES = sorted(CODE.rglob("*.py"))


@functools.cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def name_of(path: Path) -> str:
    parts = path.relative_to(CODE.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imports(path: Path, *, lazy: bool) -> Iterator[str]:
    """Modules that a module imports; ``lazy``: also those inside functions. Imports for type checkers are left out."""

    def walk(nodes: list[ast.stmt], inside: bool) -> Iterator[str]:
        for node in nodes:
            if isinstance(node, ast.Import) and (lazy or not inside):
                yield from (a.name for a in node.names)
            elif isinstance(node, ast.ImportFrom) and (lazy or not inside):
                assert node.level == 0, f"{path}: a relative import"
                yield node.module or ""
                yield from (f"{node.module}.{a.name}" for a in node.names)
            elif isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test):
                continue
            for field in ("body", "orelse", "finalbody"):
                yield from walk(getattr(node, field, []), inside or isinstance(node, ast.FunctionDef))
            for handler in getattr(node, "handlers", []):
                yield from walk(handler.body, inside)

    yield from walk(tree(path).body, False)


def graph() -> dict[str, set[str]]:
    """Which module imports which; a package counts only where its own ``__init__`` imports something back."""
    names = {name_of(p) for p in MODULES}
    return {name_of(p): {i for i in imports(p, lazy=True) if i in names} - {name_of(p)} for p in MODULES}


def test_there_is_no_circle() -> None:
    edges = graph()
    edges["minutebook"] = set()  # its lazy names lead everywhere; whoever imports it wants the version only
    done: set[str] = set()

    def visit(module: str, way: tuple[str, ...]) -> None:
        assert module not in way, " -> ".join((*way[way.index(module) :], module))
        if module not in done:
            for other in sorted(edges.get(module, ())):
                visit(other, (*way, module))
            done.add(module)

    for module in sorted(edges):
        visit(module, ())


FLOW = ("read", "clean", "outline", "detect", "resolve", "follow", "write", "evaluate", "archive", "report")


def test_no_import_runs_back_up_the_flow() -> None:
    for module, wanted in graph().items():
        stage = module.split(".")[1] if "." in module else ""
        if stage not in FLOW:
            continue
        for other in wanted:
            later = other.split(".")[1] if "." in other else ""
            assert later not in FLOW or FLOW.index(later) <= FLOW.index(stage), f"{module} imports {other}"


def test_only_the_command_line_measures() -> None:
    inside = "minutebook.evaluate"
    for module, wanted in graph().items():
        if not module.startswith(inside) and not module.startswith("minutebook.cli"):
            assert not any(other.startswith(inside) for other in wanted), f"{module} imports {inside}"


@pytest.mark.parametrize(
    ("library", "doors"),
    [
        ("pdfplumber", r"read/plumber\.py"),
        ("pdfminer", r"read/plumber\.py"),
        ("pypdfium2", r"read/pdfium/\w+\.py"),
        ("docx", r"read/(docx|package|styles|numbering)\w*\.py"),
        ("lxml", r"read/\w+\.py"),
        ("spacy", r"nowhere"),
        ("ahocorasick", r"rulepack\.py"),
        ("rich", r"cli/telling\.py"),
        ("xlsxwriter", r"write/xlsx\.py"),
        ("pyarrow", r"write/parquet\.py"),
        ("sqlalchemy", r"archive/\w+\.py"),
        ("fsspec", r"archive/remote\.py"),
    ],
)
def test_each_library_has_one_door(library: str, doors: str) -> None:
    for path in MODULES:
        if any(i.split(".")[0] == library for i in imports(path, lazy=True)):
            assert re.fullmatch(doors, path.relative_to(CODE).as_posix()), f"{path.name} imports {library}"


def test_only_the_command_line_prints_and_exits() -> None:
    for path in MODULES:
        if path.parent.name == "cli":
            continue
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.Call):
                called = ast.unparse(node.func)
                assert called not in {"print", "exit", "quit", "sys.exit", "input"}, f"{path.name}: {called}"
                assert not called.startswith(("sys.stdout", "sys.stderr")), f"{path.name}: {called}"


def test_nothing_between_read_and_write_does_input_or_output() -> None:
    between = [
        CODE / f"{n}.py" for n in ("clean", "outline", "classify", "resolve", "evidence", "doubts", "link", "dates")
    ]
    for path in (*between, *sorted((CODE / "detect").rglob("*.py"))):
        if path.exists():
            used = {i.split(".")[0] for i in imports(path, lazy=True)}
            assert not used & {"os", "pathlib", "io", "socket", "subprocess", "urllib", "shutil"}, path.name


def test_what_does_not_decide_on_records_is_left_out_of_the_fingerprint() -> None:
    assert all((CODE / part).exists() for part in fingerprint.WITHOUT)
    told = {name for name, _ in fingerprint.contents(CODE, "")}
    assert {"clean.py", "detect/log.py", "follow/tasks.py", "write/json.py"} <= told
    assert not any(name.startswith(("cli/", "report/", "archive/")) for name in told)


def test_packages_are_those_of_the_tree() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    listed = set(project["tool"]["setuptools"]["packages"])
    found = {name_of(p) for p in MODULES if p.name == "__init__.py"} | {"minutebook.rules", "minutebook.models"}
    assert listed == found


def test_every_code_that_is_used_exists_and_none_is_both() -> None:
    assert not set(ERRORS) & set(NOTICES)
    for path in MODULES:
        for code in re.findall(r"[\"']([EN]\d{3}|N\d{2})[\"']", path.read_text(encoding="utf-8")):
            assert code in ERRORS or code in NOTICES, f"{path.name}: {code}"


def test_codes_say_cause_and_advice_and_have_their_own_status() -> None:
    assert len({e.status for e in ERRORS.values()}) == len(ERRORS)
    for code, entry in ERRORS.items():
        assert re.fullmatch(r"E\d{3}", code) and entry.cause.endswith(".") and entry.advice.endswith(".")
    assert all(re.fullmatch(r"N\d{2}", c) and d.cause.endswith(".") for c, d in NOTICES.items())
    assert all(d.look.endswith(".") if d.share else not d.look for d in NOTICES.values())
    assert EXIT == {"ok": 0, "internal": 1, "usage": 2, "some_failed": 3, "dependency": 4, "io": 5, "locked": 75}


def test_every_module_says_its_job_in_its_first_line() -> None:
    for path in MODULES:
        first = (ast.get_docstring(tree(path)) or "").split("\n")[0]
        assert len(first) > 20, path
        assert path.stem not in {"utils", "helpers", "common", "misc"}


def test_the_public_names_are_there() -> None:
    for name in minutebook.__all__:
        assert getattr(minutebook, name)
    with pytest.raises(AttributeError):
        importlib.import_module("minutebook").nothing  # noqa: B018 - asking is the test


def test_help_loads_nothing_heavy() -> None:
    heavy = {"pandas", "spacy", "pdfplumber", "docx", "lxml", "pydantic", "minutebook.pipeline"}
    code = f"import sys; import minutebook.cli; print(sorted({heavy} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
