"""Numbers without a unit that are sums, by what they count: 拨付10亿防汛救灾资金, 涉案金额450余万, 年终奖有1000块."""

import re
from collections.abc import Iterable
from decimal import Decimal
from typing import Final

from heli.kit.reading.mention import Mention
from heli.kit.reading.model import Kind, Role


def priced(text: str, mentions: Iterable[Mention]) -> None:
    """Give the unit 元 to what counts a sum and has no unit, or 块; other currencies are said."""
    for mention in mentions:
        if mention.unit not in _UNSAID or mention.kind is not Kind.COUNT:
            continue
        start, end = mention.what_span
        if mention.role is not Role.FIGURE or (mention.high or _LEAST) < _LEAST:
            continue
        if _SUM.search(text, max(start, end - _WORD), end):
            mention.kind, mention.unit, mention.rule = Kind.MONEY, "元", "bare.sum"


_UNSAID: Final = frozenset(("", "块"))
_LEAST: Final = Decimal(100)
_WORD: Final = 4
_SUM: Final = re.compile(
    r"(?:资金|经费|善款|捐款|货款|贷款|借款|存款|欠款|罚款|赔款|款项|金额|资产|成本|利润|收益|收入|营收|产值|工资|月薪|年薪|薪酬|奖金?|年终奖|佣金|租金|押金|定金|保证金|补贴|补助|津贴|损失|债务|投资|开支|支出|预算|税收|[^消免浪]费|费用|[房地售单]价)$"
)
