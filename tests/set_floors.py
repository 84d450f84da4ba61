"""Sets the floors of tests/gate/floors.json to what is reached now: python tests/set_floors.py [--lower].

A floor that would fall is left where it is and named; ``--lower`` lets it fall, for a reason that the change log gives.
The floors on the annotated minutes are measured only where these lie beside the project.
"""

from __future__ import annotations

import json
import math
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from regenerate import GOLDEN, ROOT, golden_of
from test_golden import KINDS, SOURCES, own_scores, truth_of
from test_shared import SHARED, measure
from truth import differences, fingerprint

GATE = ROOT / "tests" / "gate" / "floors.json"


def down(figure: float) -> float:
    """Round down to three places."""
    return math.floor(figure * 1000) / 1000


def reached() -> dict[str, Any]:
    """Return the gate as it would be if every floor were what is reached now."""
    known = {}
    for source in SOURCES:
        read = json.loads(golden_of(source).read_text(encoding="utf-8"))
        known[source.name] = len(list(differences(truth_of(source), read)))
    scores = {kind: own_scores(kind) for kind in KINDS}
    gate: dict[str, Any] = {
        "own": {
            "fingerprint": fingerprint(GOLDEN / "gold"),
            "floors": {k: {"found": down(f), "exact": down(e)} for k, (f, e) in scores.items()},
            "known": known,
        }
    }
    if (SHARED / "score.py").exists():
        with tempfile.TemporaryDirectory() as folder:
            whole = measure(Path(folder))
        gate["shared"] = {
            "fingerprint": fingerprint(SHARED / "gold"),
            "floors": {k: {f: down(r[f]) for f in ("found_f1", "exact_f1")} for k, r in whole.items()},
        }
    return gate


def main() -> int:
    """Write the gate; return 1 if a floor would have fallen."""
    old, new = json.loads(GATE.read_text(encoding="utf-8")), reached()
    fallen = []
    for part in new:
        for kind, figures in new[part]["floors"].items():
            for name, figure in figures.items():
                before = old[part]["floors"].get(kind, {}).get(name, 0.0)
                if figure < before and "--lower" not in sys.argv:
                    fallen.append(f"{part} {kind} {name}: {before}, now {figure}")
                    figures[name] = before
    GATE.write_text(json.dumps({**old, **new}, indent=1) + "\n", encoding="utf-8")
    subprocess.run(["git", "diff", "--stat", "--", str(GATE)], cwd=ROOT, check=False)
    print("\n".join(fallen))
    return 1 if fallen else 0


if __name__ == "__main__":
    sys.exit(main())
