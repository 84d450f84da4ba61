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
        (r"\bresolved\s+that\b", (("resolved that",),)),
        (r"(?:motion|vote)\s+(?:was\s+)?lost", (("motion lost", "motion was lost", "vote lost", "vote was lost"),)),
        (r"(?:motion|amendment)\s+\w+\s+(?:carried|passed)", (("amendment ", "motion "), (" carried", " passed"))),
        (r"AYES?\b", (("aye",),)),
        (r"[bc]/?f(?:wd)?\b|outstanding", (("b/f", "bf", "c/f", "cf", "outstanding"),)),
        (r"(?:agreed)?\s*\d+\s*:", ((":",),)),
        (r"[\s-]to\s*do(?:\s\s|\t)it", ((" to do it", " todo it", "-to do it", "-todo it"),)),
        (r"a\s+(?:b|c)?\s", ()),
        (r"(?:agreed|\d+)", ()),
        (r"(?:agreed){2,3}", (("agreed",),)),
        (r"(?:agreed)*[^a]\s?", ()),
        (r"(?=.{0,9}second)\w+", (("second",),)),
        (r"(?!second)(?<!third)\w+", ()),
        (r"é|agreed", ()),
        (r"(?i:[£$]|euro)\d", (("$", "euro", "£"),)),
    ],
)
def test_the_literals_that_a_match_must_hold(source: str, literals: tuple[tuple[str, ...], ...]) -> None:
    assert required(source) == literals


def test_no_rule_is_kept_from_its_examples() -> None:
    rules = load()
    slots = {rule.id: slot for slot, those in rules.slots.items() for rule in those}
    asked = 0
    for pack in importlib.resources.files("minutebook.rules").iterdir():
        if pack.name.endswith(".toml"):
            for entry in tomllib.loads(pack.read_text(encoding="utf-8")).get("rule", []):
                for example in entry["matches"]:
                    likely = {rule.id for rule in rules.likely(slots[entry["id"]], example)}
                    assert entry["id"] in likely, (entry["id"], example)
                    asked += 1
    assert asked > 300
