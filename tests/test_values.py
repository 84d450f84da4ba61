"""Classes whose calls are compiled: the same instances, and the same errors, as their own __init__ gives."""

from __future__ import annotations

import copy
import gc
import pickle
import weakref
from collections.abc import Callable
from dataclasses import FrozenInstanceError, dataclass, field, replace
from typing import Any

import pytest

from minutebook.built import built
from minutebook.values import hastened

pytestmark = pytest.mark.skipif(built("minutebook._values") is None, reason="the compiled part was not built")


@dataclass(frozen=True, slots=True)
class Plain:
    a: int
    b: str = "b"
    c: tuple[int, ...] = ()
    kept: str | None = field(default=None, init=False, compare=False)


@hastened
@dataclass(frozen=True, slots=True)
class Quick:
    a: int
    b: str = "b"
    c: tuple[int, ...] = ()
    kept: str | None = field(default=None, init=False, compare=False)


@dataclass(slots=True, kw_only=True)
class PlainNamed:
    id: str
    found: list[int] = field(default_factory=list)


@hastened
@dataclass(slots=True, kw_only=True)
class QuickNamed:
    id: str
    found: list[int] = field(default_factory=list)


@dataclass(frozen=True, slots=True, weakref_slot=True)
class Base:
    spans: tuple[int, ...]


@hastened
@dataclass(frozen=True, slots=True)
class Heir(Base):
    name: str = ""


CALLS: list[tuple[tuple[Any, ...], dict[str, Any]]] = [
    ((1,), {}),
    ((1, "x", (2, 3)), {}),
    ((1,), {"c": (4,)}),
    ((), {"b": "y", "a": 5}),
    ((), {"id": "p"}),
    ((), {"found": [1], "id": "p"}),
    ((), {}),
    ((1, "x", (), "kept"), {}),
    ((1,), {"kept": "x"}),
    ((1,), {"a": 2}),
    ((1,), {"no such field": 2}),
    (("p",), {}),
    ((), {"b": "y"}),
]


@pytest.mark.parametrize(("plain", "quick"), [(Plain, Quick), (PlainNamed, QuickNamed)])
@pytest.mark.parametrize(("args", "named"), CALLS)
def test_a_call_gives_what_the_own_init_gives(
    plain: type, quick: type, args: tuple[Any, ...], named: dict[str, Any]
) -> None:
    assert outcome(quick, args, named) == outcome(plain, args, named)


def outcome(make: Callable[..., Any], args: tuple[Any, ...], named: dict[str, Any]) -> str:
    try:
        said = f"{make(*args, **named)!r}"
    except TypeError as error:
        said = str(error)
    return said.replace("Quick", "Plain")


def test_an_instance_is_as_frozen_and_as_easily_copied_as_any() -> None:
    quick = Quick(1, c=(2,))
    with pytest.raises(FrozenInstanceError):
        quick.a = 2  # type: ignore[misc]
    assert replace(quick, b="z") == Quick(1, "z", (2,))
    assert copy.copy(quick) == pickle.loads(pickle.dumps(quick)) == quick
    assert hash(quick) == hash(Quick(1, c=(2,)))
    assert quick.kept is None


def test_what_is_made_anew_is_shared_by_none() -> None:
    first, second = QuickNamed(id="a"), QuickNamed(id="b")
    first.found.append(1)
    assert second.found == []


def test_fields_of_a_base_class_are_filled_and_those_of_an_heir_as_well() -> None:
    assert Heir((1, 2), "x") == Heir(spans=(1, 2), name="x")

    @dataclass(frozen=True, slots=True)
    class Further(Quick):
        d: int = 0

    assert Further(1, d=4).d == 4


def test_an_instance_goes_when_nobody_needs_it() -> None:
    made = Heir((1,), "x")
    gone = weakref.ref(made)
    del made
    gc.collect()
    assert gone() is None


def test_a_failing_default_is_told() -> None:
    def fail() -> list[int]:
        raise ValueError("no default")

    @hastened
    @dataclass(slots=True)
    class Failing:
        a: int
        b: list[int] = field(default_factory=fail)

    with pytest.raises(ValueError, match="no default"):
        Failing(1)
    assert Failing(1, []).b == []


def test_a_class_that_does_more_is_refused() -> None:
    @dataclass(slots=True)
    class More:
        a: int

        def __post_init__(self) -> None:
            self.a += 1

    @dataclass(slots=True)
    class Mixed:
        a: int
        b: int = field(kw_only=True)

    @dataclass
    class Loose:
        a: int

    for kind in (More, Mixed, Loose):
        with pytest.raises((TypeError, AttributeError)):
            hastened(kind)
