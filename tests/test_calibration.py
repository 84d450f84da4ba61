"""Figures of confidence: bins, the error between confidence and truth, and who is ranked above whom."""

from __future__ import annotations

import pytest

from minutebook.evaluate.calibration import Bin, Judged, by_mass, by_width, error, figures, ranking, together
from minutebook.evaluate.counting import score, total
from minutebook.evaluate.gold import Gold
from minutebook.evaluate.report import sure_table, to_json


def judged(*pairs: tuple[float, int]) -> list[Judged]:
    return [Judged(sure, bool(right)) for sure, right in pairs]


def test_bins_of_equal_width_hold_what_lies_between_two_tenths() -> None:
    bins = by_width(judged((0.05, 0), (0.9, 1), (0.95, 0), (1.0, 1), (1.0, 1)))
    assert bins == [Bin(1, 0.05, 0.0), Bin(4, 0.9625, 0.75)]


def test_bins_of_equal_mass_hold_equally_many_and_part_no_ties() -> None:
    assert [b.size for b in by_mass(judged(*((k / 100, 1) for k in range(20))))] == [2] * 10
    assert [b.size for b in by_mass(judged(*[(0.9, 1)] * 30, (0.95, 1), (0.97, 0)))] == [30, 1, 1]


def test_the_error_is_the_mean_distance_of_confidence_and_truth() -> None:
    assert error([Bin(3, 0.9, 0.8), Bin(1, 0.5, 1.0)]) == pytest.approx(0.2)
    assert error([]) is None


def test_the_ranking_is_how_often_a_right_record_is_surer() -> None:
    assert ranking(judged((0.9, 1), (0.5, 0))) == 1
    assert ranking(judged((0.9, 0), (0.5, 1), (0.9, 1))) == 0.25
    assert ranking(judged((0.9, 1))) is None


def test_figures_of_nothing_are_none() -> None:
    assert set(figures([]).values()) == {None}
    assert figures(judged((0.8, 1), (0.8, 0)))["error"] == pytest.approx(0.3)


def test_documents_are_put_together_by_kind() -> None:
    one, two = judged((0.9, 1)), judged((0.4, 0))
    assert together([{"actions": one}, {"actions": two, "items": one}]) == {"actions": one + two, "items": one}


def test_the_report_says_what_confidence_is_worth(monkeypatch: pytest.MonkeyPatch) -> None:
    gold = Gold.model_validate(
        {"file": "a.pdf", "actions": [{"start": "Mend the crane", "end": "the crane", "marked": True}]}
    )
    read = {
        "actions": [
            {"text": "Mend the crane", "evidence": {"confidence": 0.9}},
            {"text": "Paint the wall red", "evidence": {"confidence": 0.3}},
        ]
    }
    scores = [score(gold, read)]
    assert scores[0].judged == {"actions": (Judged(0.9, True), Judged(0.3, False))}
    assert total(scores)["actions"].found == 1
    assert sure_table(scores) == "", "two records say nothing"
    monkeypatch.setattr("minutebook.evaluate.report.MANY", 2)
    table = sure_table(scores)
    assert table.splitlines()[-1].split() == ["actions", "2", "0.600", "0.500", "0.200", "0.200", "1.000"]
    report = to_json(scores, fingerprint="", without={})
    assert report["calibration"]["all"]["error"] == pytest.approx(0.2)
    assert report["calibration"]["actions"]["equal_width"][0] == {"read": 1, "confidence": 0.3, "precision": 0.0}
