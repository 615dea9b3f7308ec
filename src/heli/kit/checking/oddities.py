"""Slips: one body spelled in two ways, a counted thing lost, a misprint that looks like a number."""

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache
from itertools import combinations
from typing import Final

from heli.kit.checking.facts import facts
from heli.kit.checking.findings import Finding, Klass, Message, Verdict
from heli.kit.checking.page import Page


_THINGS: Final = frozenset("只瓶套件箱支把副桶台份双袋盒")
_TAKES: Final = re.compile(r"(?:购置|采购|购买|筹集|生产|订购|募集|调配)([\u3400-\u9fff]{2,8})$")
_STOPS: Final = frozenset("，。;、,!?）)\n")
_SAME: Final = 4
_LEAST: Final = 8
_INSERTED: Final = 3
_MOST: Final = 40


def check_oddities(page: Page) -> Iterator[Finding]:
    """What a careful proof-reader would ask about."""
    yield from _misprints(page)
    yield from _lost_nouns(page)
    yield from _spellings(page)


def _misprints(page: Page) -> Iterator[Finding]:
    for pattern, right in facts().misprints:
        for match in pattern.finditer(page.text):
            message = Message(
                f"“{match.group()}”疑为“{right}”之误，不是数",
                f"{match.group()} is probably {right}, not a number",
            )
            yield page.finding(
                Klass.MISPRINT, Verdict.DOUBTFUL, [match.span()], message, rule="oddity.misprint"
            )


def _lost_nouns(page: Page) -> Iterator[Finding]:
    """购置集贸市场近10万只、: a market is not counted in 只."""
    for item in page.figures:
        if item.unit not in _THINGS or page.text[item.end : item.end + 1] not in _STOPS:
            continue
        match = _TAKES.search(page.lead(item, 12))
        if match is None or not match.group(1).endswith(facts().places):
            continue
        says = f"{match.group(1)}{item.reading.text}"
        message = Message(
            f"“{says}”：所数之物缺失", f"{says}: the thing that is counted is missing"
        )
        yield page.finding(Klass.NOUN, Verdict.DOUBTFUL, [item], message, rule="oddity.noun")


@lru_cache(maxsize=1)
def _bodies() -> re.Pattern[str]:
    endings = "|".join(facts().endings)
    return re.compile(
        rf"(?<![\u3400-\u9fff])[\u3400-\u9fff]{{4,18}}?(?:{endings})(?![\u3400-\u9fff]?会员)"
    )


def _spellings(page: Page) -> Iterator[Finding]:
    """博众城市管理研究院 and 博众城市发展管理研究院: two bodies, or one?"""
    places: dict[str, tuple[int, int]] = {}
    for match in _bodies().finditer(page.text):
        places.setdefault(match.group(), match.span())
    alike: dict[tuple[str, str], list[str]] = defaultdict(list)
    for name in places:
        if len(name) >= _LEAST:
            alike[(name[:_SAME], name[-3:])].append(name)
    for names in alike.values():
        for one, two in combinations(names[:_MOST], 2):
            if _inserted(*sorted((one, two), key=len)):
                message = Message(
                    f"“{one}”与“{two}”：是否同一单位", f"{one} and {two}: one body or two?"
                )
                yield page.finding(
                    Klass.ENTITY,
                    Verdict.DOUBTFUL,
                    [places[one], places[two]],
                    message,
                    rule="oddity.spelling",
                )


def _inserted(short: str, long: str) -> bool:
    """Whether the longer name is the shorter with one to three characters put in at one place."""
    extra = len(long) - len(short)
    if not 0 < extra < _INSERTED:
        return False
    same = next(
        (i for i, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short)
    )
    return same > _SAME and short[same:] == long[same + extra :]
