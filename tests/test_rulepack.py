from __future__ import annotations

import random
import re
import sys
from pathlib import Path

import pytest

from minutebook import compiled, rulepack
from minutebook.built import built
from minutebook.compiled import compile_kept, compile_to_keep
from minutebook.errors import MinutebookError
from minutebook.literals import EDGE, folded
from minutebook.rulepack import Hit, Rules, load, parse, ready

GOOD = """
about = "a test"
[words]
fruit = ["sour  apple", "apple", "pear"]
[[rule]]
id = "fruit"
slot = "shop.fruit"
pattern = '''\\b{fruit}\\b'''
value = "sold"
matches = ["one apple", "A sour apple"]
ignores = ["pineapples"]
[[rule]]
id = "closed"
slot = "shop.fruit"
phrases = ["shut", "closed for lunch"]
matches = ["it was Shut"]
ignores = ["shutters"]
"""


COMPILED = built("minutebook._ask")
needs_compiled = pytest.mark.skipif(COMPILED is None, reason="it was not compiled")


@pytest.fixture(params=[pytest.param("compiled", marks=needs_compiled), "python"])
def asking(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the test run twice: rules are asked by what was compiled, and by Python."""
    if request.param == "python":
        monkeypatch.setattr(rulepack, "built", lambda _: None)


@pytest.mark.usefixtures("asking")
def test_rules_are_found_by_slot_in_order() -> None:
    rules = parse({"shop.toml": GOOD})
    assert [r.id for r in rules.of("shop.fruit")] == ["fruit", "closed"]
    hit = rules.search("shop.fruit", "two PEAR trees")
    assert hit is not None and (hit.rule.value, hit.match[0]) == ("sold", "PEAR")
    assert rules.match("shop.fruit", "a pear") is None
    assert rules.fullmatch("shop.fruit", "closed  for lunch") is not None
    assert [h.match[0] for h in rules.finditer("shop.fruit", "pear, shut, apple")] == ["pear", "apple", "shut"]
    with pytest.raises(KeyError):
        rules.of("shop.bread")


def test_letters_with_accents_are_letters() -> None:
    pack = """
about = "a test"
[[rule]]
id = "name"
slot = "shop.name"
pattern = '''\\bMr\\s+(?P<who>[A-Z][a-z]+)$'''
case = true
matches = ["Mr Óran", "Mr Pēpī"]
ignores = ["Mr óran"]
"""
    hit = parse({"shop.toml": pack}).search("shop.name", "to Mr Ŵynéth")
    assert hit is not None and hit.match["who"] == "Ŵynéth"


@pytest.mark.usefixtures("asking")
def test_the_texts_of_a_long_document_are_let_go() -> None:
    rules = parse({"shop.toml": GOOD})
    for many, kept in ((10, 10), (5000, 0)):
        for n in range(many):
            rules.search("shop.fruit", f"pear {n}")
        rules.forget()
        assert rules.remembered() == kept
    assert rules.search("shop.fruit", "pear 7") is not None


@pytest.mark.usefixtures("asking")
def test_the_look_ahead_for_literals_changes_no_hit() -> None:
    """Whatever is asked of texts that hold all, some or none of the literals, it is as the expressions alone say."""
    texts = ["one pear", "Closed  for LUNCH, sour apple and pear", "shut apple", "", "a plum", "PEAR, ſhut", "pears"]
    rules = parse({"shop.toml": GOOD})
    for text in texts:
        for name in ("search", "match", "fullmatch"):
            alone = next((m for r in rules.of("shop.fruit") if (m := getattr(r.regex, name)(text))), None)
            hit = getattr(rules, name)("shop.fruit", text)
            assert (hit.match.span() if hit else None) == (alone.span() if alone else None), (name, text)
        spans = [m.span() for r in rules.of("shop.fruit") for m in r.regex.finditer(text)]
        assert [h.match.span() for h in rules.finditer("shop.fruit", text)] == spans
        assert {r.id for r in rules.of("shop.fruit") if r.regex.search(text)} <= {
            r.id for r in rules.likely("shop.fruit", text)
        }
        assert rules.possible(["shop.fruit"], text) == any(True for _ in rules.likely("shop.fruit", text))
    assert not rules.possible([], "one pear") and not rules.possible(["shop.fruit"], "a plum")
    with pytest.raises(KeyError):
        rules.search("shop.bread", "a pear")


@needs_compiled
def test_both_find_the_same_literals(monkeypatch: pytest.MonkeyPatch) -> None:
    """Texts of bits of the words of all packs: cut, run together, in other letters, with all kinds of white space."""
    quick = load()
    monkeypatch.setattr(rulepack, "built", lambda _: None)
    slow = Rules(quick.slots, quick.words)
    assert not hasattr(quick, "_held") and hasattr(slow, "_held")
    dice = random.Random(11)
    parts = sorted({w.strip(EDGE) for rules in quick.slots.values() for r in rules for those in r.needs for w in those})
    blanks = ["", " ", "  ", "\n", "\t\r", "\x1c", "\xa0", "\u2003", "é", "ſ", "İ", "\x00", "\U0001f600"]
    for n in range(1500):
        words = [w[dice.randrange(3) :] if dice.random() < 0.2 else w for w in dice.choices(parts, k=dice.randrange(9))]
        text = "".join(w + blanks[dice.randrange(6 if n % 2 else len(blanks))] for w in words)
        text = text.upper() if dice.random() < 0.2 else text
        for slot in quick.slots:
            assert list(quick.likely(slot, text)) == list(slow.likely(slot, text)), (slot, text)


@needs_compiled
@pytest.mark.parametrize(
    ("literals", "slots", "error"),
    [
        ([("", (0,), False, False)], {}, TypeError),
        (["word"], {}, TypeError),
        ([("word", (0,))], {}, TypeError),
        ([("word", (64,), False, False)], {}, TypeError),
        ([("word", (-1,), False, False)], {}, TypeError),
        ([("word", ("0",), False, False)], {}, TypeError),
        ([(b"word", (0,), False, False)], {}, TypeError),
        ([(chr(n), (0,), False, False) for n in range(200, 400)], {}, ValueError),
        ([], {"shop": 1}, TypeError),
        ([], {"shop": (1,)}, TypeError),
        ([], {"shop": (((), "no bits"),)}, TypeError),
        ([], {1: ()}, TypeError),
    ],
)
def test_what_is_compiled_refuses_what_it_cannot_take(literals: object, slots: object, error: type[Exception]) -> None:
    assert COMPILED is not None
    with pytest.raises(error):
        COMPILED.Asked(literals, slots, 1, Hit, folded, iter, 10, 1)


@needs_compiled
def test_what_goes_wrong_within_is_told() -> None:
    assert COMPILED is not None
    rules = load()
    for wrong in ((), ("meeting.label",), ("meeting.label", None), ("meeting.label", 1), ("meeting.label", "a", 0, 0)):
        for name in ("search", "match", "fullmatch", "finditer", "likely", "may_match", "possible"):
            with pytest.raises((TypeError, KeyError)):
                getattr(rules, name)(*wrong)
    broken = COMPILED.Asked([], {"shop": (((0,), "no rule"),)}, 1, Hit, lambda _: 1 / 0, iter, 10, 1)
    with pytest.raises(AttributeError, match="regex"):
        broken.search("shop", "a pear")
    with pytest.raises(ZeroDivisionError):
        broken.search("shop", "a pêar")
    unfolded = COMPILED.Asked([], {"shop": ()}, 1, Hit, len, iter, 10, 1)
    with pytest.raises(TypeError, match="folded"):
        unfolded.may_match("shop", "a pêar")


def test_patterns_may_share_a_part() -> None:
    shared = GOOD.replace("[[rule]]", "[parts]\none = '''(?:one|an?)\\s+{fruit}'''\n[[rule]]", 1)
    rules = parse({"shop.toml": shared.replace("\\b{fruit}\\b", "\\b{one}\\b").replace('"A sour apple"', '"a Pear"')})
    assert rules.match("shop.fruit", "one sour apple") and not rules.match("shop.fruit", "apple")
    with pytest.raises(MinutebookError, match="defined twice"):
        parse({"shop.toml": GOOD.replace("[[rule]]", "[parts]\nfruit = 'x'\n[[rule]]", 1)})


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ('"one apple"', '"one plum"', "does not match its example 'one plum'"),
        ('"pineapples"', '"an apple"', "matches 'an apple', which it must ignore"),
        ("{fruit}", "{vegetable}", "there is no word list vegetable"),
        ('id = "closed"', 'id = "fruit"', "the id is used twice"),
        ("\\b{fruit}\\b", "(", "rule fruit"),
        ('slot = "shop.fruit"\nphrases', 'slot = "x"\nmuddle = 1\nphrases', "muddle"),
        ('matches = ["it was Shut"]', "matches = []", "has no example"),
    ],
)
def test_a_pack_that_is_wrong_does_not_load_and_says_why(old: str, new: str, says: str) -> None:
    with pytest.raises(MinutebookError) as caught:
        parse({"shop.toml": GOOD.replace(old, new, 1)})
    assert caught.value.code == "E301"
    assert "shop.toml" in str(caught.value) and says in str(caught.value)


def test_the_packs_that_ship_prove_their_examples() -> None:
    rules = load()
    assert len(rules.slots) > 20


def ids(rules: Rules) -> list[str]:
    return [r.id for r in rules.of("shop.fruit")]


def unread(*_: object) -> None:
    raise AssertionError("packs are read again")


def test_packs_are_proven_once_and_again_when_they_change(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "pycache_prefix", str(tmp_path))
    packs = {"shop.toml": GOOD.encode()}
    first = ready(packs)
    with monkeypatch.context() as patch:
        patch.setattr("minutebook.packs.prove", unread)
        second = ready(packs)
        with pytest.raises(AssertionError):
            ready({"shop.toml": GOOD.replace("closed for lunch", "closed").encode()})
    assert first.slots == second.slots and first.words == second.words
    assert [r.regex for r in first.of("shop.fruit")] == [r.regex for r in second.of("shop.fruit")]
    wrong = {"shop.toml": GOOD.replace('"one apple"', '"one plum"').encode()}
    for _ in range(2):
        with pytest.raises(MinutebookError, match=r"E301.*shop.toml: rule fruit: does not match"):
            ready(wrong)


@pytest.mark.parametrize("damage", [b"", b"{", b"{}", b"[1]", b"null", b"\xff\x00"])
def test_what_is_kept_of_packs_may_be_lost_or_damaged(
    damage: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "pycache_prefix", str(tmp_path))
    ready({"shop.toml": GOOD.encode()})
    (file,) = tmp_path.rglob("rules-*.json")
    file.write_bytes(damage)
    assert ids(ready({"shop.toml": GOOD.encode()})) == ["fruit", "closed"]
    assert file.read_bytes() != damage


def test_packs_load_where_nothing_can_be_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_bytes(b"")
    monkeypatch.setattr(sys, "pycache_prefix", str(tmp_path / "file"))
    assert ids(ready({"shop.toml": GOOD.encode()})) == ["fruit", "closed"]


def test_a_pack_in_another_encoding_says_so() -> None:
    with pytest.raises(MinutebookError, match=r"E301.*shop.toml: it is not UTF-8"):
        ready({"shop.toml": GOOD.replace("lunch", "lünch").encode("latin-1")})
    assert ids(ready({"shop.toml": b"\xef\xbb\xbf" + GOOD.encode()})) == ["fruit", "closed"]


def test_a_kept_expression_is_the_expression_itself() -> None:
    source, flags = r"(?P<a>x+)|(?i:(y))(?=\s*(?P<b>[^\W\d]{2,}))", re.IGNORECASE
    pattern, kept = compile_to_keep(source, flags)
    again = compile_kept(source, flags, kept)
    assert pattern == again == re.compile(source, flags)
    assert again.groupindex == pattern.groupindex and again.groups == pattern.groups
    m = again.search("a Y  äb")
    assert m is not None and (m["b"], m[2], m.lastgroup) == ("äb", "Y", "b")
    for damaged in (None, [], [1, 2, 3], [*kept[:3], ""], [*kept[:3], kept[3][:-8]], [kept[0], 0, *kept[2:]]):
        assert compile_kept(source, flags, damaged) == pattern


def test_without_the_insides_of_python_expressions_are_compiled_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(compiled, "compiler", None)
    assert compile_to_keep("a+", re.NOFLAG) == (re.compile("a+"), None)


def test_no_pattern_of_ours_runs_away() -> None:
    """Patterns meet the texts on which backtracking explodes: long runs of what they repeat."""
    texts = [
        "a" * 3000,
        "A B " * 800,
        "- " * 1500,
        ". " * 1500,
        "Cllr A. B" * 300,
        "1.1" * 1000,
        " " * 3000,
        "(" * 1500,
    ]
    rules = load()
    for slot in rules.slots:
        for text in texts:
            rules.search(slot, text)


def test_a_part_of_a_text_matches_only_where_the_whole_may() -> None:
    rules = load()
    assert rules.may_match("meeting.close", "Thanks were given. The meeting closed at 9.15pm.")
    assert rules.search("meeting.close", "Closed 8.05pm.") and rules.may_match(
        "meeting.close", "All agreed. Closed 8.05pm."
    )
    assert not rules.may_match("meeting.close", "Ann Hill thanked Ben Low.")
