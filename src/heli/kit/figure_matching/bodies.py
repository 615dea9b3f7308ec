"""Whether two names mean one body: reports shorten (市社科联) and name an organ for its house."""

import re
from typing import Final


_ORGANS: Final = re.compile(
    r"(?:机关|直属|各|全体)?(?:党组|党委|党总支|党支部|党组织|班子成员|班子|领导|机关|干部职工|干部|职工)$"
)
_INSIDE: Final = re.compile(r"[^省市县区州乡镇]*(?:部|处|科|室|组|股)")


def is_same_body(stated: str, name: str) -> bool:
    """Whether ``stated`` is ``name``, shortened, or an organ inside it; both simplified.

    A short name keeps the order of the full name's characters: 市社科联 is 某市社会科学界联合会.
    A name that ends like a part of an office and names no place (智库工作部) is taken for a part of
    this one; 某市委统战部 is a body of its own.
    """
    short = _house(stated)
    if not short or _INSIDE.fullmatch(short):
        return True
    return short in name or name in short or _is_shortened(short, name)


def _house(stated: str) -> str:
    while (shorter := _ORGANS.sub("", stated)) != stated:
        stated = shorter
    return stated


def _is_shortened(short: str, name: str) -> bool:
    rest = iter(name)
    return all(character in rest for character in short)
