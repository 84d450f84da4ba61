"""Floors rise by themselves and fall only for a reason, which is kept until they are back."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

import set_floors
from set_floors import DIFFERENCES, fallen, reasons, settle

FLOORS = {"actions": {"found_f1": 0.9, "exact_f1": 0.8}}


def now(found: float, exact: float = 0.8) -> dict[str, dict[str, float]]:
    return {"actions": {"found_f1": found, "exact_f1": exact}}


def test_a_floor_rises_to_what_is_reached() -> None:
    assert settle(FLOORS, now(0.95), "") == now(0.95)
    assert fallen(FLOORS, now(0.95)) == []


def test_a_floor_does_not_fall_without_a_reason() -> None:
    assert settle(FLOORS, now(0.85, 0.82), "") == now(0.9, 0.82)
    assert fallen(FLOORS, now(0.85)) == ["actions found_f1: 0.85 is worse than 0.9"]


def test_the_reasons_stay_beside_the_floor_until_it_is_back() -> None:
    once = settle(FLOORS, now(0.85), "fewer false rows")
    assert once["actions"]["found_f1"] == 0.85
    assert once["actions"]["lowered"] == {"found_f1": {"from": 0.9, "reasons": ["fewer false rows"]}}
    twice = settle(once, now(0.8), "another reader")
    assert twice["actions"]["lowered"]["found_f1"] == {"from": 0.9, "reasons": ["fewer false rows", "another reader"]}
    said = "own actions found_f1: from 0.9 to 0.8: fewer false rows; another reader"
    assert reasons({"own": {"floors": twice}}) == [said]
    half = settle(twice, now(0.87), "")
    assert half["actions"]["found_f1"] == 0.87 and reasons({"own": {"floors": half}})
    assert settle(half, now(0.9), "") == now(0.9)


def test_more_differences_are_worse() -> None:
    floors = {"a.pdf": {DIFFERENCES: 2}}
    assert fallen(floors, {"a.pdf": {DIFFERENCES: 3}}) and not fallen(floors, {"a.pdf": {DIFFERENCES: 1}})
    assert settle(floors, {"a.pdf": {DIFFERENCES: 3}}, "") == floors
    assert settle(floors, {"a.pdf": {DIFFERENCES: 1}}, "") == {"a.pdf": {DIFFERENCES: 1}}


def test_the_script_lowers_only_when_told_why(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    gate = set_floors.read_gate()
    gate["own"]["floors"]["actions"]["exact_f1"] = 1.0
    path = tmp_path / "floors.json"
    path.write_text(json.dumps(gate), encoding="utf-8")
    monkeypatch.setattr(set_floors, "GATE", path)
    monkeypatch.setattr(set_floors, "SHARED", tmp_path)
    monkeypatch.setattr(sys, "argv", ["set_floors.py"])
    assert set_floors.main() == 1
    assert "own actions exact_f1" in capsys.readouterr().out
    assert set_floors.read_gate()["own"]["floors"]["actions"]["exact_f1"] == 1.0
    monkeypatch.setattr(sys, "argv", ["set_floors.py", "--allow-regression", "it was set too high"])
    assert set_floors.main() == 0
    assert "from 1.0 to" in capsys.readouterr().out
    after = set_floors.read_gate()
    assert after["own"]["floors"]["actions"]["lowered"]["exact_f1"]["reasons"] == ["it was set too high"]
    assert after["shared"] == gate["shared"]
