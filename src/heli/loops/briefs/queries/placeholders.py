"""Figures asked for by name while writing: ``[[advice.received 2020-01..2020-02]]``.

What narrows a figure stands behind the period: ``[[giving.goods_received 2020-02 item=口罩]]``.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from heli.loops.briefs.queries.narrowing import NAMES
from heli.loops.briefs.queries.periods import Period, parse_period


@dataclass(frozen=True, slots=True)
class Placeholder:
    """One request in the text. ``period`` is None when none was typed: the brief's own is meant."""

    start: int
    end: int
    text: str
    measure: str
    period: Period | None
    style: str = ""
    is_readable: bool = True
    about: Mapping[str, str] = field(default_factory=dict)


_ASKED: Final = re.compile(r"(?:\[\[|［［|【【)([^\[\]［］【】\n]{1,240})(?:\]\]|］］|】】)")
_PARTS: Final = re.compile(
    r"(?P<code>[a-z][a-z0-9_.]*(?:@\d+)?)(?:\s+(?P<period>[^|｜=\s]+))?"
    r"(?P<about>(?:\s+[a-z]+=[^|｜=\s]+)*)\s*(?:[|｜]\s*(?P<style>\S+)\s*)?"
)


def placeholders(text: str) -> list[Placeholder]:
    """Every request of ``text`` in order; one that cannot be read says so."""
    return [_read(match) for match in _ASKED.finditer(text)]


def _read(match: re.Match[str]) -> Placeholder:
    parts = _PARTS.fullmatch(_half_width(match[1]).strip())
    if parts is None:
        return Placeholder(*match.span(), match[0], "", None, is_readable=False)
    typed = parts["period"]
    period = parse_period(typed) if typed else None
    about = dict(pair.split("=", 1) for pair in parts["about"].split())
    return Placeholder(
        *match.span(),
        match[0],
        parts["code"],
        period,
        parts["style"] or "",
        is_readable=(not typed or period is not None) and about.keys() <= set(NAMES),
        about=about,
    )


def _half_width(text: str) -> str:
    """Full-width letters, digits and signs as an input method may have typed them."""
    return "".join(chr(ord(c) - 0xFEE0) if "！" <= c <= "～" else c for c in text).replace(
        "　", " "
    )
