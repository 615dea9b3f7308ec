"""Going through things of which the next may be taken before it is asked for."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Generic, TypeVar


T = TypeVar("T")


class Ahead(Iterator[T], Generic[T]):
    """``items`` in their order; :meth:`take` takes the next one while there is time for it."""

    def __init__(self, items: Iterable[T], *, put_off: type[Exception]) -> None:
        self._items = iter(items)
        self._put_off = put_off
        self._taken: list[T] = []
        self._wrong: list[Exception] = []

    def take(self) -> None:
        """Have the next one ready, if there is one. What is ``put_off`` is raised when it is asked for."""
        if self._taken or self._wrong:
            return
        try:
            self._taken.extend(islice(self._items, 1))
        except self._put_off as wrong:
            self._wrong.append(wrong)

    def __next__(self) -> T:
        """The next one."""
        if self._wrong:
            raise self._wrong.pop()
        return self._taken.pop() if self._taken else next(self._items)
