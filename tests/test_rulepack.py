import pytest

from minutebook.errors import MinutebookError
from minutebook.rulepack import load, parse

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
    with pytest.raises(KeyError):
        rules.search("shop.bread", "a pear")


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
