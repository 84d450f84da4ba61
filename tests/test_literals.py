"""The words that a text must hold for an expression to match; and no rule of the packs is kept from its examples."""

from __future__ import annotations

import importlib.resources
import tomllib

import pytest

from minutebook.literals import required
from minutebook.rulepack import load


@pytest.mark.parametrize(
    ("source", "literals"),
    [
        (r"\bresolved\s+that\b", ("resolved",)),
        (r"(?:motion|amendment)\s+(?:was\s+)?(?:carried|passed)", ("amendment", "motion")),
        (r"AYES?\b", ("aye",)),
        (r"(?:agreed)?\s*\d+", ()),
        (r"(?:agreed|\d+)", ()),
        (r"(?=.{0,9}second)\w+", ("second",)),
        (r"(?!second)\w+", ()),
        (r"é|agreed", ()),
    ],
)
def test_the_literals_that_a_match_must_hold(source: str, literals: tuple[str, ...]) -> None:
    assert required(source) == literals


def test_no_rule_is_kept_from_its_examples() -> None:
    rules = {rule.id: rule for slot in load().slots.values() for rule in slot}
    asked = 0
    for pack in importlib.resources.files("minutebook.rules").iterdir():
        if pack.name.endswith(".toml"):
            for entry in tomllib.loads(pack.read_text(encoding="utf-8")).get("rule", []):
                for example in entry["matches"]:
                    assert rules[entry["id"]].may_match(example.lower()), (entry["id"], example)
                    asked += 1
    assert asked > 300
