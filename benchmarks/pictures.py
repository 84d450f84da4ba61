"""Draws the pictures of the docs, where matplotlib is there (pip install -e ".[bench]")."""

from __future__ import annotations

import importlib
import math
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from measure import ROOT, number, say

DOCS = ROOT / "docs"
OURS, OTHERS, GOAL = "#1a5276", "#aab7b8", "#b03a2e"


def library() -> Any:
    """Return matplotlib's pyplot, set so that the same figures give the same bytes; None where it is not installed."""
    try:
        matplotlib = importlib.import_module("matplotlib")
    except ImportError:
        say('no picture: matplotlib is not there (pip install -e ".[bench]")')
        return None
    matplotlib.use("svg")
    matplotlib.rcParams.update(
        {"svg.hashsalt": "minutebook", "svg.fonttype": "none", "font.family": "sans-serif", "axes.spines.top": False,
         "axes.spines.right": False}
    )  # fmt: skip
    return importlib.import_module("matplotlib.pyplot")


def bars(speeds: Mapping[str, float], path: Path = DOCS / "speed.svg") -> None:
    """Draw pages a second of each reader (its name, and what comes out of it), the fastest on top."""
    plot = library()
    if plot is None:
        return
    names = sorted(speeds, key=lambda n: speeds[n])
    figure, axes = plot.subplots(figsize=(8.5, 0.45 * len(names) + 0.9))
    axes.barh(names, [speeds[n] for n in names], color=[OURS if n.startswith("minutebook") else OTHERS for n in names])
    axes.set_xscale("log")
    axes.set_xlim(10 ** math.floor(math.log10(min(speeds.values()) * 0.99)), 2 * max(speeds.values()))
    axes.xaxis.set_major_formatter("{x:,g}")
    axes.set_xlabel("pages a second on one core (each number is ten times the one before)")
    for k, name in enumerate(names):
        axes.annotate(
            number(speeds[name]), (speeds[name], k), xytext=(4, 0), textcoords="offset points", va="center", fontsize=9
        )
    _save(plot, figure, path)


def growth(
    pages: Sequence[tuple[int, float]], archive: Sequence[tuple[int, float, float]], path: Path = DOCS / "growth.svg"
) -> None:
    """Draw ms a page against the pages of a document, and a worker's memory against the documents it has read."""
    plot = library()
    if plot is None:
        return
    figure, (left, right) = plot.subplots(1, 2, figsize=(9, 3.2))
    left.plot([p for p, _ in pages], [ms for _, ms in pages], marker="o", color=OURS)
    left.set(xlabel="pages in the document", ylabel="ms a page", xscale="log")
    left.set_ylim(bottom=0)
    left.xaxis.set_major_formatter("{x:,g}")
    right.plot([n for n, _, _ in archive], [now for _, now, _ in archive], marker="o", color=OURS, label="now")
    right.plot([n for n, _, _ in archive], [peak for _, _, peak in archive], ls=":", color=OURS, label="peak so far")
    right.axhline(300, color=GOAL, lw=1)
    right.annotate("300 MB", (1, 300), xycoords=("axes fraction", "data"), ha="right", va="bottom", color=GOAL)
    right.set(xlabel="documents read by one worker", ylabel="memory, MB", xscale="log")
    right.set_ylim(bottom=0)
    right.xaxis.set_major_formatter("{x:,g}")
    right.legend(frameon=False, loc="lower right")
    _save(plot, figure, path)


def _save(plot: Any, figure: Any, path: Path) -> None:
    figure.tight_layout()
    figure.savefig(path, metadata={"Date": None})
    plot.close(figure)
