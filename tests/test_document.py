import pickle
from dataclasses import replace

from minutebook.document import Block, Run, Style


def block(text: str, *runs: tuple[int, int, Style]) -> Block:
    return Block(text, runs=tuple(Run(*r) for r in runs))


PLAIN, BOLD = Style(size=10.0), Style(bold=True, size=12.0)


def test_shares_count_what_is_visible() -> None:
    b = block("AB  cd ef", (0, 4, BOLD), (4, 9, PLAIN))
    assert b.share("bold") == 1 / 3
    assert b.share("bold", 0, 5) == 2 / 3
    assert b.share("bold", 4) == 0
    assert b.share("italic") == 0
    assert block("   ", (0, 3, BOLD)).share("bold") == 0
    assert block("AB").share("bold") == 0
    assert not b.bold and block("AB cd", (0, 5, BOLD)).bold


def test_the_size_is_that_of_most_characters_and_of_two_the_larger() -> None:
    assert block("abcdef", (0, 2, BOLD), (2, 6, PLAIN)).size == 10.0
    assert block("abcd", (0, 2, BOLD), (2, 4, PLAIN)).size == 12.0
    assert block("abcd", (0, 4, Style())).size is None


def test_capitals_are_two_letters_or_more_and_all_of_them() -> None:
    assert block("ITEM 2").caps and block("ÄÖ").caps
    assert not block("A 2").caps and not block("ITEMs").caps and not block("ÄÖß").caps and not block("12").caps


def test_what_a_block_remembers_of_itself_is_no_part_of_its_value() -> None:
    asked, fresh = block("Heading", (0, 7, BOLD)), block("Heading", (0, 7, BOLD))
    assert asked.bold
    assert asked == fresh and hash(asked) == hash(fresh) and repr(asked) == repr(fresh)
    assert not replace(asked, runs=(Run(0, 7, PLAIN),)).bold
    again = pickle.loads(pickle.dumps(asked))
    assert again == asked and again.bold and again.size == 12.0
