"""The words that a text must hold for an expression to match; and no rule of the packs is kept from its examples."""

from __future__ import annotations

import importlib.resources
import re
import tomllib

import pytest

from minutebook.literals import alternation, required, tree
from minutebook.rulepack import Rule, Rules, load


@pytest.mark.parametrize(
    ("source", "literals"),
    [
        (r"\bresolved\s+that\b", (("\bresolved that\b",),)),
        (r"(?:motion|vote)\s+(?:was\s+)?lost", (("motion lost", "motion was lost", "vote lost", "vote was lost"),)),
        (r"(?:motion|amendment)\s+\w+\s+(?:carried|passed)", (("amendment ", "motion "), (" carried", " passed"))),
        (r"AYES?\b", (("aye\b", "ayes\b"),)),
        (r"[bc]/?f\b|outstanding", (("b/f\b", "bf\b", "c/f\b", "cf\b", "outstanding"),)),
        (r"(?<!\w)(?:act|react)(?!\w)", (("\bact\b", "\breact\b"),)),
        (r"(?<![\w’'])act\s+(?![\w-])on(?:\w+|$)", (("\bact on",),)),
        (r"^act|on$|\(of\b", (("\bact", "(of\b", "on\b"),)),
        (r"\b(?:act\s*)?\bon\s\b", (("\bact on ", "\bacton ", "\bon "),)),
        (r"(?<!a\w)(?<![^\w])(?<!\W)act", (("act",),)),
        (r"\bact\s*(?:\d+\s*)?\b(?:\(|on)", (("\bact",), ("\bon", "("))),
        (r"(?a:\bact\b)", ()),
        (r"(?a)\bact\b", ()),
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


@pytest.mark.parametrize(
    ("source", "texts"),
    [
        (r"\bact\b", ["act", "an act.", "act\n", "(act)", "é act", "İ act", "act\x1cx"]),
        (r"(?<!\w)\s+act", ["a  act", "  act", "-\tact"]),
        (r"act\s+(?!\w)", ["act  on", "act -"]),
        (r"(?i)\bis\b", ["ıS", "İſ", "is"]),
        (r"i\W\bsle", ["i\u0307sle", "i-sle"]),
    ],
)
def test_a_text_that_matches_holds_the_words(source: str, texts: list[str]) -> None:
    rules = Rules({"shop": (Rule("one", "shop", source, needs=required(source)),)}, {})
    assert all(re.search(source, text) and rules.may_match("shop", text) for text in texts)
    assert not rules.may_match("shop", "react, isle; axes")


def test_a_tree_of_words_matches_what_their_alternation_matches() -> None:
    words = ["act", "action", "active", "come back", "come", "co-ordinate", "coordinate", "a/c", "x (y)", "act"]
    texts = ["act", "actions", "actio", "come  back", "comeback", "co-ordinated", "a/cx (y)act", "acactcome\nback"]
    tails = ["", r"\b", r"\s", "s"]
    for text in texts:
        for tail in tails:
            one, other = (re.compile(make(words) + tail) for make in (alternation, tree))
            assert [m.span() for m in one.finditer(text)] == [m.span() for m in other.finditer(text)], (text, tail)


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
