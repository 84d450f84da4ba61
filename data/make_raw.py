"""Makes the invented minutes of data/raw anew, and the records that a careful clerk would take from each.

    python data/make_raw.py [--check]

The same bytes on each run with the same reportlab and python-docx. The records are written to tests/golden/gold in the
form of an annotated document; ``--check`` writes nothing and fails if what would be written differs from what is there.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import sys
import tempfile
from pathlib import Path
from typing import Any

from invented import committee, district, governors, leisure, parish, police, trust

ROOT = Path(__file__).resolve().parent.parent


def make(folder: Path) -> dict[str, dict[str, Any]]:
    """Write every document into ``folder``; return the gold record of each by its file name."""
    gold = {}
    recipes: tuple[Any, ...] = (police, parish, district, trust, governors, committee, *leisure.SITTINGS)
    for recipe in recipes:
        for name in recipe.NAMES:
            if name.endswith(".pdf"):
                truth, pages = recipe.pdf(folder)
            else:
                truth, pages = recipe.word(folder), None
            sha = hashlib.sha256((folder / name).read_bytes()).hexdigest()
            head = {"file": name, "sha256": sha, "pages": pages}
            gold[name] = truth.gold(head, recipe.MEETING, recipe.ATTENDANCE)
    return gold


def main() -> int:
    """Write, or with ``--check`` compare; return 1 if something differs."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        made = {
            ROOT / "tests" / "golden" / "gold" / (n.replace(".", "-") + ".json"): g for n, g in make(folder).items()
        }
        files = {p: (json.dumps(g, indent=1, ensure_ascii=False) + "\n").encode() for p, g in made.items()}
        files |= {ROOT / "data" / "raw" / p.name: p.read_bytes() for p in folder.iterdir()}
    if sys.argv[1:] == ["--check"]:
        stale = [p for p, content in files.items() if not p.exists() or p.read_bytes() != content]
        for path in stale:
            print("differs:", path.relative_to(ROOT))
        return 1 if stale else 0
    shutil.rmtree(ROOT / "tests" / "golden" / "gold", ignore_errors=True)
    for path, content in files.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        print("wrote", path.relative_to(ROOT))
    return 0


if __name__ == "__main__":
    sys.exit(main())
