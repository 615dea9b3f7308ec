"""What was found out lately, kept for some seconds: for what changes seldom and is asked all the time."""

import time
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar


K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


class Lately(Generic[K, V]):
    """Found out anew once it is ``seconds`` old. Each process keeps its own, of at most ``most`` keys."""

    def __init__(self, seconds: float, *, most: int = 256) -> None:
        self.seconds, self.most = seconds, most
        self._known: dict[K, tuple[float, V]] = {}

    def of(self, key: K, find: Callable[[], V]) -> V:
        """What ``find`` says of ``key``, or said lately."""
        known = self._known.get(key)
        if known is not None and known[0] > time.monotonic():
            return known[1]
        found = find()
        if len(self._known) >= self.most:
            self._known.clear()
        self._known[key] = time.monotonic() + self.seconds, found
        return found

    def forget(self) -> None:
        """Find everything out anew."""
        self._known.clear()
