"""Writes the expected records of data/raw anew: python tests/regenerate.py

A deliberate act: run it only when the records have changed for the better, and read the difference before it is
committed (git diff tests/golden).
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
GOLDEN = ROOT / "tests" / "golden"


def golden_of(source: Path) -> Path:
    """Return the file of expected records of a document of data/raw."""
    return GOLDEN / (source.name.replace(".", "-") + ".json")


def expected(source: Path) -> str:
    """Return the records of a document as they stand in its golden file: the version of the program left out."""
    from minutebook.pipeline import extract  # noqa: PLC0415 - heavy
    from minutebook.write.json import to_dict  # noqa: PLC0415

    records = to_dict(extract(source, source=source.name))
    records["document"].pop("version")
    return json.dumps(records, indent=1, ensure_ascii=False) + "\n"


def main() -> int:
    """Write every golden file and say which changed."""
    for source in sorted((ROOT / "data" / "raw").iterdir()):
        path, text = golden_of(source), expected(source)
        changed = not path.exists() or path.read_text(encoding="utf-8") != text
        path.write_text(text, encoding="utf-8")
        print("changed" if changed else "same   ", path.relative_to(ROOT))
    return 0


if __name__ == "__main__":
    sys.exit(main())
