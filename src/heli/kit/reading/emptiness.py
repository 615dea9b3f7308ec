"""Phrases beside a number that name nothing: 首批, 每人限领, 他一年捎出去."""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from heli.kit.reading.ahead import PEOPLE, TIMES
from heli.kit.reading.deeds import LONGEST_DEED, closed_by_deed, ends_in_deed
from heli.kit.reading.lexicon import LINK, LOOSE, NOUN, VERB, Word
from heli.kit.reading.mention import Mention
from heli.kit.reading.model import Kind
from heli.kit.reading.nouns import nouns
from heli.kit.reading.persons import is_somebody
from heli.kit.reading.phrases import COMPLEMENTS, REMEMBERED, Span
from heli.kit.reading.tries import listed


def _is_clause(text: str, words: Sequence[Word], said: Sequence[bool]) -> bool:
    """一周只休, 去年这时候卖: when and how something was done, and its verb."""
    start, end, kind = words[-1]
    if kind == NOUN or said[-1]:
        return False
    first, last, before = words[-2]
    if before == LOOSE and last - first == 1:
        return False  # two signs that are no verb of the list: 揽收
    one = end - start == 1
    adverb = last - first > 1 or text[first] in _ADVERBS
    if one and adverb and (before == LINK or said[-2]) and text[start] not in _HEADS:
        return True  # an adverb or a time stands before a verb: 以前绕, 一律罚
    alone = one and (kind == VERB or text[start] in _DOING)
    when = any(said[:-1]) or any(kind == LINK for *_, kind in words[:-1])
    return alone and before != NOUN and when


_ADVERBS: Final = frozenset("只仅也就才能可要会都还又再")
_HEADS: Final = frozenset("奖值费款金率额量数价税人者员户家车船机室厅馆区路")
"""In these a noun ends whatever stands before them."""
_DOING: Final = frozenset("吃喝采游卖快慢休停装补跑走写打抓用花种养骑爬睡等学教看读听说唱跳")


def merely_done(text: str, mention: Mention, behind: Span) -> bool:
    """他一年捎出去11吨, 砍下34分: a verb with its complement is no name of what is counted."""
    first, last = behind
    if text.endswith("支出", first, last):
        return False
    if text[first] == "《" or (text.startswith(_OTHER, first) and last - first > len(_OTHER[0])):
        return False
    if last + 1 < mention.start and text[first] == text[last] and text[last + 1] in "了到得":
        return True  # 贴条贴了11张: the verb said twice
    if mention.kind is Kind.MEASURE and _by_agent(text[first:last]):
        return True
    if mention.unit in PEOPLE and _STAYED.match(
        text, last - (text[last] in "了着满"), mention.start
    ):
        return True
    if text[last : last + 1] in _PLACES and _THERE.match(text, last, mention.start):
        return True
    gap = min(mention.start - last, LONGEST_DEED)
    share = mention.kind is Kind.PERCENT or mention.unit in TIMES
    share |= mention.kind is Kind.COUNT and text[first - 1 : first] not in _AT
    near = text[first : last + max(gap, 1)]
    people = mention.unit in PEOPLE
    somebody = not people and mention.unit not in _OF_SOMEBODY
    return _merely_done(near, last - first, gap, (people, share, somebody))


_OTHER: Final = ("其他", "其它")
"""其他类1583件: the others are a name."""
_OF_SOMEBODY: Final = frozenset("岁分环")
"""What may be said of a person: 韦家胜34分."""
_STAYED: Final = re.compile(r"[坐站住挤躺排围聚]满?[了着](?=近|约|超|逾|上|$)")
"""末班车坐了31人: where people are."""
_PLACES: Final = frozenset("里上")
_THERE: Final = re.compile(
    r"[里上](?:还|也|已|共|现|只|仅|就|都|总共|一共)?(?:有|[\u3400-\u9fff][了着])(?=近|约|超|逾|$)"
)
"""晒谷场上站了四千人, 名单上还有217人: where they are, and no name of them."""


@lru_cache(maxsize=REMEMBERED)
def _merely_done(text: str, end: int, gap: int, counted: tuple[bool, bool, bool]) -> bool:
    """The same of a phrase that ends at ``end`` of ``text``, whether people, a share or no person's things are ``counted``."""
    finder, behind = nouns(), (0, end)
    people, share, somebody = counted
    if finder.lexicon.last(text, *behind)[2] != NOUN and (
        (not people and finder.people_before_verb(text, behind))
        or ends_in_deed(finder.lexicon, text, behind)
    ):
        return True
    if somebody and is_somebody(text, 0, end):
        return True
    if _THIS.search(text, 1, end):
        return True
    if end > _DIRECTED and text[end - 2 : end] in _DIRECTIONS:
        return True
    if _EACH_TIME.search(text, 0, end) and text[end - 2 : end] not in finder.lexicon.classes:
        return True
    if not share and closed_by_deed(finder.lexicon, text, end, end + gap):
        return True
    words = finder.lexicon.words_of(text[:end])
    said = [text[first:last] in finder.loose for first, last, _ in words]
    complement = text[end - 1] in COMPLEMENTS
    if complement and True in said[1:]:
        return True
    if len(words) > 1 and _is_clause(text, words, said):
        return True
    named = [kind for (*_, kind), loose in zip(words, said, strict=True) if not loose]
    if end > _PREDICATE or NOUN in named:
        return False
    if text.startswith("平均"):
        return finder.only_done(text, (2, end))
    return complement and end > 1


_AT: Final = frozenset("于在替为给对")
"""Behind these stands no subject: 于同乡杯打了七场, but 药箱换了五只."""
_THIS: Final = re.compile(r"[这那](?=[\u3400-\u9fff])")
"""老顾干这行: a name holds no pronoun."""


@lru_cache(maxsize=REMEMBERED)
def _by_agent(text: str) -> bool:
    """企业认购620吨, 加工厂一天只能处理15吨: who did it and what was done; its object is the figure."""
    finder = nouns()
    words = finder.lexicon.words_of(text)
    if len(words) <= 1:
        return False
    start, end, kind = words[-1]
    if end - start == 1:
        return False
    able = text[start - 1] in _ABLE
    if not able and (kind != VERB or text[start:end] in finder.nominal):
        return False
    by = len(words) - 1
    by -= able
    while by > 0 and (words[by - 1][2] == LINK or text[slice(*words[by - 1][:2])] in finder.times):
        by -= 1
    if by <= 0:
        return False
    agent = words[by - 1][1]
    return text[agent - 1] in _WORKS or finder.does(text, 0, agent)


_ABLE: Final = frozenset("能可会")
_WORKS: Final = frozenset("厂店社场馆铺户")


_DIRECTED: Final = 3
_DIRECTIONS: Final = listed("进去 出去 出来 下来 下去 上来 上去 回来 回去 进来")
"""公司一年贴进去11万元: a verb and where to."""
_EACH_TIME: Final = re.compile(
    r"[一每](?!般|共|起|直|定|切|等)[\u3400-\u9fff][只仅可能要就才]{0,2}[\u3400-\u9fff]$|[一每][\u3400-\u9fff]{2}[收付赚赔卖补罚贴交]$"
)
"""装载机一次叉, 一餐收: what is done each time; no noun of one character stands behind."""
_PREDICATE: Final = 7


PRONOUNS: Final = frozenset("他她我你它咱谁")


def says_nothing(text: str, behind: Span) -> bool:
    """Whether a phrase is a filler, a time or 每 with what it is for."""
    return _says_nothing(text[behind[0] : behind[1]])


@lru_cache(maxsize=REMEMBERED)
def _says_nothing(phrase: str) -> bool:
    if phrase in EMPTY or (phrase[:2] in _EXPECTED and phrase[2:] in EMPTY):
        return True
    if _FILLING.fullmatch(phrase):
        return True
    return phrase[:1] in ("平", "每") and _EACH.fullmatch(phrase) is not None


OF_EACH: Final = re.compile(r"(?:平均)?每[个名家户人亩件台间](?=[\u3400-\u9fff])")


_THAT_TIME: Final = r"[这那](?:个|一|些)?数(?:字|目|量|据)?|[这那当](?:一|个|几|段)?(?:周|天|年|月|晚|夜|时|会儿|阵子|次|回)"
_ONE_OF: Final = r"(?:最.的)?一[张台部个件只条块名位头笔单场次趟]"


_INSTALMENT: Final = r"(?:其中)?第[一二三四五六七八九十\d]{1,2}[批期轮次季天周年月]"


_EACH_DOES: Final = r"每[\u3400-\u9fff]{1,2}只?(?:[招限收发补付需限]|限领|限购|可领|可得)"


_EACH: Final = re.compile(
    r"(?:平均)?每(?:[个名家户].{1,8}|[宗件项台部层栋桌笔班只条张例幢间支根块段处所集尾粒颗胎组次斤吨趟单]|[\d一二两三四五六七八九十百千万亿]{1,4}[\u3400-\u9fff]{1,3}(?:中|里|仅|就)?)"
)


_YEARS: Final = (
    r"(?:近|过去|这|前)?(?:半|[一二两三四五六七八九十几\d]{1,2})(?:年|个月)(?:来|间)?(?:年均|平均|共)?"
    r"|[一半整](?:个|整个)?(?:上午|下午|早上|中午|晚上|礼拜|星期|学期|季度|春天|夏天|秋天|冬天)(?:来|间|里|下来)?"
)


_BEFORE_THEN: Final = r"[\u3400-\u9fff]{1,6}点不到"
_AFTERWARDS: Final = (
    r"[\u3400-\u9fff]{2,6}(?:(?<![今此随最之然背课会赛术事])后|(?<![门台面眼跟])前)"
)
_CHANGED: Final = r"[\u3400-\u9fff]{1,3}[至到]|[\u3400-\u9fff]成|[县村镇乡市省厂队店校家社局院]里[\u3400-\u9fff]|[每另][\u3400-\u9fff]|各[得获收领付出捐给分拿]|按[\u3400-\u9fff]{1,4}"
"""摔到, 擴闊至: what became of something named before; 每胎, 按股分."""
_SOMEBODY: Final = r"[\u3400-\u9fff]{1,8}(?<!其)[他她它我你咱]们?"
"""奖励他500元: to whom."""
_ROUNDS: Final = r"[\u3400-\u9fff]{0,2}完(?!成)[\u3400-\u9fff]{1,6}|[一半几][年天月晚](?:下来|到头)"
_FILLING: Final = re.compile(
    "|".join(
        (
            *(_AFTERWARDS, _BEFORE_THEN, _YEARS, _THAT_TIME, _ONE_OF),
            *(_EACH_DOES, _INSTALMENT, _CHANGED, _SOMEBODY, _ROUNDS),
        )
    )
)
"""All of them in one pattern: each phrase is held against it once, not ten times."""
_EXPECTED: Final = listed("预计 估计 实际 已经 目前 共计 累计")
EMPTY: Final = listed(
    "上述 其中 实际 上来 报到 以上 以下 或以上 及以上 当中 总数 总量 数量 价值 总价值 总额 大关 印发 发放 编印 推送 印刷 出版 播出 涉及 完成 已完成 达到 发展 压缩 参与 覆盖 "
    "惠及 突破 实现 恢复 到位 转化 采用 获批 被采用 已解决 解决 办结 兑现 落实 超过 超额完成 通过 合格 入驻 预计 每格 每组 每桶 收获 已收获 平日 平时 往年 常年 上年 去年 上月 上期 首批 首期 首轮 其余 剩余 过来 起来 下来 出来 回来 折合人民币 折合 估计 持续 预计持续"
)
