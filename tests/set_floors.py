"""Sets the floors of tests/gate/floors.json to what is reached now.

    python tests/set_floors.py [--allow-regression "reason"]

A floor that would fall is left where it is and named, and the script returns 1. With ``--allow-regression`` it falls,
and the reason is kept beside it, until the floor is back where it was. Each run prints the reasons that are kept. The
floors on the annotated minutes are measured only where these lie beside the project.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from minutebook.evaluate.counting import KINDS, MARKED, figures, score, total
from minutebook.evaluate.gold import Gold, fingerprint, read_golds
from minutebook.evaluate.material import read_records, read_sources, sources_of
from regenerate import GOLDEN, ROOT, golden_of
from truth import differences

Json = dict[str, Any]
GATE = ROOT / "tests" / "gate" / "floors.json"
OWN = GOLDEN / "gold"
SHARED = Path(os.environ.get("MINUTEBOOK_SHARED", ROOT.parent / "shared")) / "minutes"
FIGURES = {**dict.fromkeys(KINDS, ("found_f1", "exact_f1")), MARKED: ("recall", "exact_recall")}
"""The figures of each kind of record that have a floor."""
DIFFERENCES = "differences"
"""How many there may be, of one of the invented minutes: the one figure that is worse the greater it is."""


def read_gate() -> Json:
    """Return the floors: of the invented minutes (``own``) and of the annotated ones (``shared``)."""
    gate: Json = json.loads(GATE.read_text(encoding="utf-8"))
    return gate


def own_records(golds: Sequence[Gold]) -> dict[str, Json]:
    """Return the expected records of the invented minutes, which test_golden.py holds to be those that are read."""
    return read_records(golds, GOLDEN)


def shared_records(golds: Sequence[Gold]) -> dict[str, Json]:
    """Read the annotated minutes."""
    sources = sources_of(golds, SHARED / "archive")
    return read_sources(sources, workers=os.cpu_count() or 1, reader="auto", done=lambda _minutes: None)


def reached(golds: Sequence[Gold], records: Json) -> dict[str, dict[str, float]]:
    """Return the figures that have a floor, to three places."""
    shares = figures(total(score(g, records.get(g.file, {})) for g in golds))
    return {k: {f: round(shares[k][f] or 0.0, 3) for f in FIGURES[k]} for k in FIGURES if k in shares}


def known() -> dict[str, dict[str, float]]:
    """Return how many differences from the truth each of the invented minutes has."""
    counts: dict[str, dict[str, float]] = {}
    for source in sorted((ROOT / "data" / "raw").iterdir()):
        name = golden_of(source).name
        truth, read = (json.loads((folder / name).read_text(encoding="utf-8")) for folder in (OWN, GOLDEN))
        counts[source.name] = {DIFFERENCES: len(list(differences(truth, read)))}
    return counts


def fallen(floors: Json, now: dict[str, dict[str, float]]) -> list[str]:
    """Return in words what is worse now than its floor."""
    return [
        f"{kind} {name}: {figure} is worse than {floors[kind][name]}"
        for kind, reaches in now.items()
        for name, figure in reaches.items()
        if name in floors.get(kind, {}) and _worse(name, figure, floors[kind][name])
    ]


def _worse(name: str, figure: float, floor: float) -> bool:
    return figure > floor if name == DIFFERENCES else figure < floor


def settle(floors: Json, now: dict[str, dict[str, float]], reason: str) -> Json:
    """Return the floors raised to what is reached now; with a reason they fall to it, too.

    Where one falls, ``lowered`` keeps what it was at its best and each reason since, until it is there again.
    """
    settled: Json = {}
    for kind, reaches in now.items():
        before = floors.get(kind, {})
        lowered = dict(before.get("lowered", {}))
        entry: Json = {}
        for name, figure in reaches.items():
            entry[name] = figure
            if name in before and _worse(name, figure, before[name]):
                past = lowered.get(name, {"from": before[name], "reasons": []})
                if reason:
                    lowered[name] = {"from": past["from"], "reasons": [*past["reasons"], reason]}
                else:
                    entry[name] = before[name]
            elif name in lowered and not _worse(name, figure, lowered[name]["from"]):
                del lowered[name]
        settled[kind] = {**entry, **({"lowered": lowered} if lowered else {})}
    return settled


def reasons(gate: Json) -> list[str]:
    """Return every floor that was let fall, with where it was and why."""
    return [
        f"{part} {kind} {name}: from {past['from']} to {entry[name]}: {'; '.join(past['reasons'])}"
        for part in gate
        for floors in (gate[part]["floors"], gate[part].get("known", {}))
        for kind, entry in floors.items()
        for name, past in entry.get("lowered", {}).items()
    ]


def main() -> int:
    """Write the floors; return 1 if one would have fallen and was left where it is."""
    parser = argparse.ArgumentParser(description="Set the floors of accuracy to what is reached now.")
    parser.add_argument("--allow-regression", metavar="WHY", default="", help="let floors fall, for this reason")
    reason = parser.parse_args().allow_regression.strip()
    gate = read_gate()
    worse = []
    for part, folder, records in (("own", OWN, own_records), ("shared", SHARED / "gold", shared_records)):
        if not folder.is_dir():
            continue
        golds = read_golds(folder)
        now = {"floors": reached(golds, records(golds)), **({"known": known()} if part == "own" else {})}
        worse += [f"{part} {what}" for name in now for what in fallen(gate[part][name], now[name])]
        if fingerprint(folder) != gate[part]["fingerprint"]:
            print(f"{part}: the labels are others than those that the floors were set on")
        settled = {name: settle(gate[part][name], now[name], reason) for name in now}
        gate[part] = {"fingerprint": fingerprint(folder), "documents": len(golds), **settled}
    GATE.write_text(json.dumps(gate, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    for title, lines in (
        ("Floors that were let fall, and why", reasons(gate)),
        (
            "Fallen now" if reason else "Worse than the floor, which was left (--allow-regression WHY lets it fall)",
            worse,
        ),
    ):
        print("\n  ".join((f"{title}:", *(lines or ["none"]))))
    return 1 if worse and not reason else 0


if __name__ == "__main__":
    sys.exit(main())
