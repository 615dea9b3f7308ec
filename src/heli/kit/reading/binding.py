"""What is counted: the noun a quantity stands beside, before it or after it."""

import re
from collections.abc import Sequence
from typing import Final

from heli.kit.reading.acts import held, object_before, quoted
from heli.kit.reading.ahead import (
    PEOPLE,
    TIMES,
    done,
    is_noun,
    is_purpose,
    noun_ahead,
)
from heli.kit.reading.alike import (
    EVENTS,
    STATING,
    compared,
    fared,
    goes_on,
    is_done,
    is_whole,
    moved,
    of_household,
    of_those,
    others,
    shifts,
    stated_before,
)
from heli.kit.reading.behind import SENTENCE
from heli.kit.reading.elsewhere import elsewhere
from heli.kit.reading.emptiness import EMPTY, OF_EACH, PRONOUNS, merely_done, says_nothing
from heli.kit.reading.lasting import lasting
from heli.kit.reading.lending import NEAR_THAT, lend_back, lends, of_one_named
from heli.kit.reading.mention import Mention
from heli.kit.reading.model import Kind, Role
from heli.kit.reading.nouns import Nouns, nouns
from heli.kit.reading.phrases import DIMENSIONS, NOTHING, Span, without_head
from heli.kit.reading.room import limit_of, out_of_brackets, room_of
from heli.kit.reading.tries import listed
from heli.kit.reading.wholes import (
    AMONG_SIGNS,
    AREA,
    AREAS,
    ENDS,
    INHABITED,
    NOMINAL_UNITS,
    PERSON,
    PERSONAL,
    among,
    is_part,
    nominal,
    of_whom,
    opens,
    shared,
    taken,
)


def bind(text: str, mentions: Sequence[Mention]) -> None:
    """Find what each figure among ``mentions`` counts; they stand in the order of the text."""
    finder = nouns()
    last: Mention | None = None
    outside: Mention | None = None
    resumed: Mention | None = None
    counted: dict[str, Mention] = {}
    for index, mention in enumerate(mentions):
        if mention.role is not Role.FIGURE or mention.dense:
            continue
        if last is not None:
            last, outside = out_of_brackets(text, last, mention, outside)
        limit = limit_of(text, mentions, index + 1)
        start, floor = room_of(finder, text, mentions, index, last)
        unit = PERSON if mention.unit in PERSONAL else mention.unit
        mention.kin = counted.get(unit)
        span = _what(finder, text, mention, (start, floor, limit), last)
        if mention.kind is Kind.DURATION:
            span = lasting(finder, text, mention, span)
        mention.what_span = span
        if last is not None and last.end == mention.start and last.kind is Kind.COUNT:
            lend_back(finder, text, last, mention)
        counted[unit] = mention
        whole = resumed is None and is_whole(text, mention, start)
        last, resumed = (mention, last) if whole else (resumed or mention, None)


def _what(
    finder: Nouns,
    text: str,
    mention: Mention,
    room: tuple[int, int, int],
    last: Mention | None,
) -> Span:
    start, floor, limit = room
    sign = text[start - 1 : start]
    if mention.kind is Kind.PERCENT and sign in AMONG_SIGNS:
        whole = among(finder, text, mention, start, floor)
        if whole:
            return whole
    if last is not None and last.unit == "户" and of_household(text, mention, last, start):
        return _of_kin(mention, last)
    if sign in _FROM_SIGNS and (changed := shifts(finder, text, mention, start)):
        mention.tied = True
        return changed
    if sign in _TYING:
        tied = _tied(finder, text, mention, (start, limit), last)
        if tied is not None:
            return tied
    if mention.unit in TIMES and (act := done(text, mention, start, limit)) != NOTHING:
        return act
    if (first := _first_behind(finder, text, mention, (start, floor), last)) != NOTHING:
        return first
    ahead = NOTHING
    following = text[mention.end : mention.end + 1]
    if following not in ENDS and (mention.kind is not Kind.PERCENT or following in "的是"):
        ahead = noun_ahead(finder, text, mention, limit)
        word = text[slice(*ahead)]
        counted = is_noun(text, ahead) and word not in finder.fillers and word not in EMPTY
        if mention.unit in PEOPLE and not finder.names_people(text, ahead):
            people = finder.before(text, start, floor)
            if finder.names_people(text, people):
                return people
        if counted and (kin := fared(finder, text, mention, ahead, start)):
            return _of_kin(mention, kin)
        if counted and not is_purpose(text, mention, ahead):
            mention.tied |= ahead[1] - ahead[0] == 1  # 25只羊: nothing else begins with one sign
            return _sum_before(finder, text, mention, ahead, (start, floor)) or ahead
        if mention.unit in NOMINAL_UNITS and (named := nominal(finder, text, mention, limit)):
            return named
        if following == "是" and (kinds := _are(finder, text, mention, limit)):
            return kinds
    if opens(text, mention, start) and (whom := of_whom(finder, text, mention, limit)):
        return whom
    word = text[slice(*ahead)]
    named_ahead = is_noun(text, ahead) and word not in finder.fillers and word not in EMPTY
    return _behind(finder, text, mention, room, last, ahead if named_ahead else NOTHING)


def _tied(
    finder: Nouns, text: str, mention: Mention, room: tuple[int, int], last: Mention | None
) -> Span | None:
    """What the sign before a figure ties it to: 将2215人次纳入, 其中4人考上, 从五成跌至两成."""
    start, limit = room
    if into := taken(finder, text, mention, start, limit):
        return into
    if last is None:
        return None
    if (kin := of_those(finder, text, mention, last, start)) and kin.what_span != NOTHING:
        return _of_kin(mention, kin)
    alike = is_part(finder, text, mention, last, start) or moved(text, mention, last, start)
    return _of_kin(mention, last) if alike else None


def _of_kin(mention: Mention, kin: Mention) -> Span:
    """What another figure counts, by a rule that ties both: that weighs for it."""
    mention.tied = True
    return kin.what_span


_FROM_SIGNS: Final = frozenset("从由自的")
_TYING: Final = frozenset("将把中至到为成有里剩挑选抽出")


def _sum_before(
    finder: Nouns, text: str, mention: Mention, ahead: Span, room: tuple[int, int]
) -> Span | None:
    """捐款8万元添置书桌: the sum is named before, and what it bought after."""
    if mention.kind is not Kind.MONEY or text[ahead[1] - 1] in _SUMS or text[mention.end] == "的":
        return None
    behind = finder.before(text, *room)
    return behind if behind[1] and text[behind[1] - 1] in _SUMS else None


_SUMS: Final = frozenset("款金费资")


def _are(finder: Nouns, text: str, mention: Mention, limit: int) -> Span | None:
    """其中6个是大学生: what they are."""
    ahead = finder.after(text, mention.end + 1, limit)
    if not is_noun(text, ahead):
        return None
    people = mention.unit in PEOPLE and text[ahead[1] : ahead[1] + 1] in ENDS
    return ahead if people or finder.does(text, *ahead) else None


def _first_behind(
    finder: Nouns, text: str, mention: Mention, room: tuple[int, int], last: Mention | None
) -> Span:
    """What stands before and comes first: 执行率低于70%的项目, 占计划20亿元的53%, and the next of a list of nouns before numbers."""
    of = mention.kind is not Kind.COUNT and text.startswith("的", mention.end)
    listed_on = last is not None and text[last.end : last.end + 1] == "、"
    if not (of or listed_on):
        return NOTHING
    behind = finder.before(text, *room)
    if of and (_is_measured(text, behind) or text[behind[0] - 1 : behind[0]] == "占"):
        return behind
    if last is not None and listed_on and _is_next(finder, text, behind, last):
        return NOTHING if says_nothing(text, behind) else behind
    return NOTHING


def _behind(
    finder: Nouns,
    text: str,
    mention: Mention,
    room: tuple[int, int, int],
    last: Mention | None,
    ahead: Span,
) -> Span:
    """What stands before, here or further back; when that says nothing, what is ``ahead``."""
    start, floor, _ = room
    behind = finder.before(text, start, floor)
    if mention.kind is Kind.PERCENT:
        told, behind = _share_behind(finder, text, (start, floor), last, behind)
        if told is not None:
            return told
    if text.startswith("其中", behind[0]) and behind[1] - behind[0] >= _WITH_WHICH:
        return behind[0] + len("其中"), behind[1]
    behind = _plain(finder, text, mention, behind, floor)
    if mention.unit in _OBJECTS or mention.kind is Kind.MONEY:
        if mention.kind is Kind.COUNT:
            behind = finder.without_act(text, behind)
        if (
            behind[0] > floor
            and text[slice(*behind)] in finder.disposal
            and (named := quoted(finder, text, behind, floor))
        ):
            return named
    event = (word := text[slice(*behind)]) in finder.predicates or mention.unit in EVENTS
    event |= behind != NOTHING and text[behind[0] - 1] in "已均"
    if event and (event_held := held(finder, text, behind, floor)):
        return event_held
    short = len(word) <= 1 and word not in _SHORT
    empty = _is_empty(finder, text, behind)
    alone = short or empty or (text[behind[0]] in _EACH and says_nothing(text, behind))
    if mention.kind in _GAINED and (
        gain := _GAIN.search(text, max(floor, start - _GAIN_LONG), start)
    ):
        return gain.span(1)
    near = max(floor, start - NEAR_THAT)
    if text.rfind("的", near, start) >= 0 or text.rfind("最", near, start) >= 0:
        of = of_one_named(finder, text, mention, last, (start, near))
        if of is not None:
            return of
    if alone and (kin := goes_on(text, mention, start) or others(text, mention, start)):
        return _of_kin(mention, kin)
    if alone and (named := elsewhere(finder, text, mention, room, last)):
        return named
    if last is not None and (
        (alone and lends(finder, text, last, mention, start)) or _COMPARED.match(text, behind[0])
    ):
        own = NOTHING if empty else behind
        return own if SENTENCE.search(text, last.end, start) else last.what_span
    if kin := is_done(finder, text, mention, behind, last):
        return _of_kin(mention, kin)
    if mention.kind is Kind.COUNT and (goal := object_before(finder, text, behind, floor)):
        return goal
    if behind != NOTHING and merely_done(text, mention, behind):
        return ahead
    return ahead if empty or short or (alone and ahead != NOTHING) else behind


def _share_behind(
    finder: Nouns, text: str, room: tuple[int, int], last: Mention | None, behind: Span
) -> tuple[Span | None, Span]:
    """What a share is one of where the sentence tells it, else what to go on with instead of ``behind``."""
    start, floor = room
    if last is not None and _SHARE_OF.match(text, behind[0] - 2):
        return last.what_span, behind
    if behind == NOTHING and text[start - 1 : start] in STATING:
        rate = stated_before(finder, text, start, floor)
        if rate:
            return rate, behind
    than = compared(finder, text, start, floor)
    if than == NOTHING and last is not None:
        return last.what_span, behind
    return None, than or shared(finder, text, start, floor) or behind


def _is_empty(finder: Nouns, text: str, behind: Span) -> bool:
    """昨天清了4.7公里, 里面住着880人: when and how, and no name of anything."""
    if behind == NOTHING:
        return False
    if "着" in text[behind[1] - 1 : behind[1] + 1] or finder.is_time(text[slice(*behind)]):
        return True
    return text[behind[0]] not in _EACH and says_nothing(text, behind)


_EACH: Final = frozenset("平每")
"""What 每户 and 平均每户 begin with; a noun may stand behind them."""


def _plain(finder: Nouns, text: str, mention: Mention, behind: Span, floor: int) -> Span:
    """The noun without 总数 behind it, without what its people did, and no mere 全市."""
    if behind == NOTHING or (mention.unit in PEOPLE and text[mention.start - 1] in "将把"):
        return NOTHING  # 依诈骗罪将3人送办: who was dealt with
    if mention.unit in AREAS and text[behind[0] - 1 : behind[0]] == "、":
        return NOTHING  # 辗转北海、崇左6市: the last of their names
    if text[behind[0]] in PRONOUNS:
        start = behind[0] + 1 + (text[behind[0] + 1] in "说称道")
        if finder.without_fillers(text, start, behind[1]) <= start:
            return NOTHING
        behind = start, behind[1]
    before = text[behind[0] - 1 : behind[0]] if behind[0] > floor else ""
    if before == "给" or (before == "由" and finder.acts(text, behind)):
        return NOTHING
    if text[behind[0]] == "“" and text.find("”", *behind) < 0:
        behind = behind[0] + 1, behind[1]
    behind = without_head(text, behind)
    if mention.kind is Kind.MEASURE:
        if text.startswith("处", mention.end):
            return NOTHING  # 山下三公里处: where it is
        if far := _DISTANCE.search(text, *behind):
            return finder.before(text, far.start(), floor) if far.start() > behind[0] else NOTHING
        if behind[1] - behind[0] == 1 and text[behind[0]] in DIMENSIONS:
            tall = finder.before(text, behind[0], floor)
            behind = tall if is_noun(text, tall) else behind
        if this := _THIS_ONE.search(text, behind[0], behind[1] - 2):
            behind = this.end(), behind[1]
        behind = finder.without_dimension(text, behind)
        if text.endswith("占地", *behind) and behind[1] - behind[0] > len("占地") + 1:
            behind = behind[0], behind[1] - len("占地")
    if mention.kind is Kind.MONEY:
        behind = finder.without_payment(text, behind)
    if mention.kind is Kind.MONEY and (each := OF_EACH.match(text, behind[0], behind[1] - 1)):
        behind = each.end(), behind[1]
    if mention.unit in PEOPLE:
        behind = finder.people_doing(text, behind)
    bare_area = mention.unit not in INHABITED and AREA.fullmatch(text, *behind)
    return NOTHING if bare_area else behind


_DISTANCE: Final = re.compile(r"(?:相?距离?|离)[\u3400-\u9fff]{2,8}$|相距$")
"""震中距离兴文县城约20千米: how far from where."""
_WITH_WHICH: Final = 4
"""其中抢险救援12.8万起: what is named after 其中 has two characters at least."""
_OBJECTS: Final = listed(
    "张 本 册 台 辆 架 艘 只 盏 座 栋 套 块 把 株 棵 头 通 瓶 盒 箱 袋 包 桶 罐 件 份 枚 幅 笔 床 顶 部 根 支 间 孔 眼 碗 单"
)
"""Of what these count a verb behind the noun says what was done with it: 优待证申领6.8万张."""


_GAINED: Final = frozenset((Kind.MONEY, Kind.MEASURE))
_THIS_ONE: Final = re.compile(
    r"[这那]一?[面座条间家张只位幅栋片批种项辆台棵口块道](?=[\u3400-\u9fff]{2})"
)
"""眼前这面明代壁画高5.6米: which one of them."""
_GAIN_LONG: Final = 4
_GAIN: Final = re.compile(
    r"(增收|减收|创收|增产|减产|节支|让利|降本)(?:近|约|超|超过|达到?|了|共|共计)?$"
)


_SHORT: Final = frozenset("亡伤死县乡镇村羊牛猪鸡鸭鹅鱼马驴兔蜂")
"""What one character names."""


_MEASURED: Final = frozenset("率额价费量度高长宽重积龄期限金款薪租入径深厚")


def _is_measured(text: str, behind: Span) -> bool:
    """执行率低于70%的项目: what is measured stands before, and whose it is after 的."""
    return behind[1] - behind[0] > 1 and text[behind[1] - 1] in _MEASURED


def _is_next(finder: Nouns, text: str, behind: Span, last: Mention) -> bool:
    """出租车600台、公交夜班线七条延时: the next of a list whose nouns stand before their numbers."""
    if behind[1] - behind[0] <= 1 or behind[0] != last.end + 1:
        return False
    if finder.does_something(text, behind):
        return False
    return last.start >= last.what_span[1] > last.what_span[0]


_SHARE_OF: Final = re.compile(r"[，;、]占")


_COMPARED: Final = re.compile(
    r"(?:比|较(?![大小重高强好])|同比|环比|占|其中|与.{1,8}相比|按(?![期时需]))"
)
