from minutebook.tagger import tokens


def test_tokens_leave_white_space_out() -> None:
    text = "AB  to go."
    assert [text[a:b] for a, b in tokens(text)] == ["AB", "to", "go", "."]
