"""Expressions that are kept between two starts: the same ones, and none that a document brought."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest

from minutebook.patterns import KeptPatterns


@pytest.fixture
def known(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[object, re.Pattern[str]]:
    """What ``re`` keeps, empty; what is kept between two starts, nothing."""
    monkeypatch.setattr(sys, "pycache_prefix", str(tmp_path))
    empty: dict[object, re.Pattern[str]] = {}
    monkeypatch.setattr(re, "_cache", empty)
    return empty


def test_what_one_start_compiled_the_next_one_knows(known: dict[object, re.Pattern[str]]) -> None:
    first = KeptPatterns()
    plain, flagged = re.compile(r"(?P<day>\d+)\s+(?:May|June)"), re.compile(r"stra(ss|ß)e", re.IGNORECASE)
    first.renew()
    known.clear()
    KeptPatterns()
    assert list(known.values()) == [plain, flagged]
    assert re.compile(r"stra(ss|ß)e", re.IGNORECASE) is list(known.values())[1]
    match = re.compile(r"(?P<day>\d+)\s+(?:May|June)").search("on 12 June")
    assert match is not None and match["day"] == "12"


def test_nothing_is_written_where_nothing_is_new(known: dict[object, re.Pattern[str]], tmp_path: Path) -> None:
    first = KeptPatterns()
    re.compile("once")
    first.renew()
    (file,) = tmp_path.rglob("patterns-*.json")
    file.write_bytes(before := file.read_bytes() + b" ")
    known.clear()
    second = KeptPatterns()
    second.renew()
    assert file.read_bytes() == before
    re.compile("twice")
    second.renew()
    assert b"twice" in file.read_bytes() and b"once" in file.read_bytes()


def test_those_of_older_versions_go_when_there_are_too_many(
    known: dict[object, re.Pattern[str]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("minutebook.patterns._MOST", 2)
    old = KeptPatterns()
    re.compile("gone")
    re.compile("too")
    old.renew()
    known.clear()
    new = KeptPatterns()
    re.compile("here")
    new.renew()
    (file,) = tmp_path.rglob("patterns-*.json")
    assert b"here" in file.read_bytes() and b"gone" not in file.read_bytes()


@pytest.mark.parametrize("damage", [b"", b"{", b"{}", b"[1]", b"null", b"\xff\x00"])
def test_what_is_kept_may_be_damaged(damage: bytes, known: dict[object, re.Pattern[str]], tmp_path: Path) -> None:
    first = KeptPatterns()
    re.compile("kept")
    first.renew()
    (file,) = tmp_path.rglob("patterns-*.json")
    file.write_bytes(damage)
    known.clear()
    KeptPatterns().renew()
    assert not known


def test_without_a_place_in_re_nothing_happens(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(re, "_cache")
    KeptPatterns().renew()
