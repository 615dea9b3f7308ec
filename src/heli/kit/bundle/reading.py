"""Taking a bundle apart, refusing every spelling but the one permitted."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from heli.kit import canonical
from heli.kit.bundle.report import Remark, remark
from heli.kit.bundle.schema import LINES


LIMIT_MB = 256


class Refused(ValueError):
    """The bytes are not a bundle; ``remark`` says why."""

    def __init__(self, code: str, /, **params: Any) -> None:
        super().__init__(code)
        self.remark: Remark = remark(code, **params)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a bundle: its number from 1, and what it says."""

    number: int
    says: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Bundle:
    """A bundle whose every line has its shape and its place. Nothing in it is believed yet."""

    body: bytes
    lines: Mapping[str, tuple[Line, ...]]

    def one(self, kind: str) -> Mapping[str, Any]:
        """What the only line of a kind says."""
        return self.lines[kind][0].says

    def all(self, kind: str) -> Iterator[Mapping[str, Any]]:
        """What the lines of a kind say."""
        return (line.says for line in self.lines[kind])

    @property
    def payload(self) -> Mapping[str, Any]:
        """What the seal covers."""
        payload: Mapping[str, Any] = self.one("seal")["payload"]
        return payload


def take_apart(data: bytes) -> Bundle:
    """The lines of a bundle. Raises :class:`Refused`."""
    if len(data) > LIMIT_MB << 20:
        raise Refused("too_large", limit=LIMIT_MB)
    if not data.endswith(b"}\n"):
        raise Refused("not_a_bundle")
    raw = data[:-1].split(b"\n")
    found: dict[str, list[Line]] = {kind: [] for kind in LINES}
    place = 0
    for number, content in enumerate(raw, 1):
        kind, says = _read(number, content)
        place = _placed(kind, place, number, is_first=not found[kind])
        found[kind].append(Line(number, says))
    if missing := [kind for kind, (_kind, many) in LINES.items() if not many and not found[kind]]:
        raise Refused("not_a_bundle", missing=missing[0])
    body = data[: len(data) - len(raw[-1]) - 1]
    return Bundle(body, {kind: tuple(lines) for kind, lines in found.items()})


def _read(number: int, content: bytes) -> tuple[str, dict[str, Any]]:
    try:
        says = canonical.loads_canonical(content)
    except canonical.NotCanonical:
        raise Refused("not_canonical", line=number) from None
    kind = says.get("type") if isinstance(says, dict) else None
    if not isinstance(says, dict) or not isinstance(kind, str) or kind not in LINES:
        raise Refused("malformed", line=number, what="type")
    if not LINES[kind][0](says):
        raise Refused("malformed", line=number, what=kind)
    return kind, says


def _placed(kind: str, place: int, number: int, *, is_first: bool) -> int:
    """The place of a kind in the order of kinds; it never goes back, and some come once."""
    mine = list(LINES).index(kind)
    if mine < place or not (is_first or LINES[kind][1]):
        raise Refused("wrong_order", line=number, what=kind)
    return mine
