"""Going through things of which the next may be taken before it is asked for."""

from collections.abc import Iterator

import pytest

from heli.kit.ahead import Ahead


def _until_five(seen: list[int]) -> Iterator[int]:
    for n in range(5):
        seen.append(n)
        yield n
    raise LookupError(5)


def test_what_was_taken_before_comes_in_its_turn() -> None:
    seen: list[int] = []
    items = Ahead(_until_five(seen), put_off=LookupError)

    assert (next(items), seen) == (0, [0])
    items.take()
    items.take()
    assert seen == [0, 1]
    assert [next(items), next(items)] == [1, 2]


def test_the_end_and_what_goes_wrong_are_told_when_asked_for() -> None:
    items = Ahead(_until_five([]), put_off=LookupError)
    for _n in range(5):
        next(items)
        items.take()
        items.take()
    with pytest.raises(LookupError):
        next(items)

    others = Ahead(map(int, "x"), put_off=LookupError)
    with pytest.raises(ValueError, match="x"):
        others.take()
    nothing = Ahead((), put_off=LookupError)
    nothing.take()
    assert list(nothing) == []
