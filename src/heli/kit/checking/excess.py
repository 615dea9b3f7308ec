"""Whether a part behind 其中 that is more than its whole is a mistake, or was never a part of it."""

import re
from typing import Final

from heli.kit.checking.page import Item, Page
from heli.kit.reading import Kind
from heli.kit.reading.lexicon import VERB, common_words


def is_excess(page: Page, place: int, whole: Item, first: Item, part: Item) -> bool:
    """Whether ``part``, which is too great, must be one of ``whole``; 其中 stands at ``place``, ``first`` right behind it."""
    return (
        _adds_up(page, whole, first)
        and not _of_other(page, place, whole)
        and not _new_clause(page, first, part)
        and not _fits_elsewhere(page, place, whole, part)
    )


def _adds_up(page: Page, whole: Item, part: Item) -> bool:
    """Whether amounts like these have parts: means, extremes, rates, what lasted and what is warm have none."""
    if whole.reading.kind is Kind.DURATION or whole.unit in _DEGREES:
        return False
    if (
        _CLASS.match(page.text, part.end)
        or page.text.startswith("/", part.end)
        or ";" in page.text[whole.end : part.start]
    ):
        return False
    return not any(_MEAN.search(page.lead(item, 16)) for item in (whole, part))


def _new_clause(page: Page, first: Item, part: Item) -> bool:
    """其中南山43万亩，修复草地517万亩: behind a comma and with a verb, or nothing, before it the next is no part any more."""
    _, comma, name = page.text[first.end : part.start].rpartition("，")
    if part is first or not comma:
        return False
    return not name or name.startswith(_BESIDES) or common_words().get(name[:2]) == VERB


_BESIDES: Final = ("另", "还有", "此外", "同时")


def _of_other(page: Page, place: int, whole: Item) -> bool:
    """发现494个病例，其中确诊446人: whether something else than ``whole`` is counted right before 其中."""
    near = [i for i in page.within(max(place - _BESIDE, 0), place) if i.is_figure]
    return bool(near) and near[-1] is not whole and near[-1].is_count


def _fits_elsewhere(page: Page, place: int, whole: Item, part: Item) -> bool:
    """Whether this amount with the one it is joined to has room for the part, or, behind a full stop, any of the sentence."""
    if part.amount is None or whole.amount is None:
        return False
    new = page.sentence(place)[0] >= place - 1
    first = page.sentence(whole.start)[0]
    others = [
        other
        for other in page.within(max(first, place - _REACH), whole.start)
        if other.is_figure and other.amount and page.alike(other, part)
    ]
    if new and any(part.amount.may_be_at_most(other.amount) for other in others if other.amount):
        return True
    if not others or not _JOINED.search(page.text, others[-1].end, whole.start):
        return False
    joined = others[-1].amount
    return joined is not None and part.amount.may_be_at_most(joined + whole.amount)


_REACH: Final = 160
_BESIDE: Final = 7
_JOINED: Final = re.compile(r"[和与及]")
_CLASS: Final = re.compile(r"的[为有共占\d]")
"""其中1000万元以上的为4件: what is counted are those of that size."""
_DEGREES: Final = frozenset(("度", "摄氏度", "毫米", "公里/小时", "级"))
_MEAN: Final = re.compile(
    r"[人户亩年月日每平]均|均[价为]|每|最[高大多低小少快长]|密度|[房电水气油单售]价|时速|速度|[气水体]温|雨量|降[水雨雪]量|浓度|偏[高低]"
)
