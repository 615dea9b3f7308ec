"""The noun phrase that begins where a quantity ends: 12家学会, 9场集中捐赠活动, 四栋大楼倾斜."""

import re
from functools import lru_cache
from itertools import pairwise
from typing import Final

from heli.kit.reading.behind import QUOTED, Behind
from heli.kit.reading.deeds import opens_with_deed
from heli.kit.reading.lexicon import LINK, LOOSE, NOUN, VERB
from heli.kit.reading.phrases import (
    ASPECT,
    BODIES,
    JOINTS,
    LINKS,
    NOTHING,
    SHORTEST,
    STOPS,
    Span,
    trimmed,
)
from heli.kit.reading.tries import listed


_AHEAD: Final = 22
_PLENTY: Final = 12
_KIND: Final = 4
"""What follows a title and says what it is (《…》宣传画) is short."""


class Nouns(Behind):
    """Finds noun phrases on both sides of a place."""

    __slots__ = ()

    def after(
        self, text: str, end: int, limit: int, *, things: bool = False, agents: bool = True
    ) -> Span:
        """The noun phrase that begins at ``end``; nothing when no noun begins there.

        ``things`` do nothing themselves: a verb before a noun says of what sort it is. Unless
        they may be ``agents`` after all, what stands before that verb belongs to them too.
        """
        if text.startswith("的", end):
            end += 1
            if text.startswith("人", end) and text[end + 1 : end + 2] not in _HUMAN:
                return NOTHING
        if text[end : end + 1] in _OPENING and text[end : end + 2] not in self.raw:
            return NOTHING
        if text.startswith("范围", end):
            return NOTHING  # 震中50千米范围内的人口: where they are
        if text[end : end + 1] in _WITHIN and text[end : end + 2] not in self.lexicon.classes:
            return NOTHING
        if text.startswith("(", end) and (pair := _PAIR.match(text, end)):
            end = pair.end()
        limit = min(limit, end + _AHEAD, len(text))
        quoted = QUOTED.match(text, end, limit + _AHEAD)
        if quoted is None:
            code = _CODE.match(text, end, limit)
            start = code.end() if code else end
            span = self._run(text, start, limit, things=things, agents=agents)
            span = self._without_verb(text, span)
            return (end, span[1]) if code and span != NOTHING else span
        if text[end] == "《":
            kind = self._run(text, quoted.end(), limit)
            return end, kind[1] if 0 < kind[1] - kind[0] <= _KIND else quoted.end()
        return end, max(quoted.end(), self._run(text, quoted.end(), limit)[1])

    def _without_verb(self, text: str, span: Span) -> Span:
        """A phrase without the clause that begins in it (摊位沿街排开); nothing when a verb opens it."""
        if (
            span == NOTHING
            or self._says_how(text, span)
            or opens_with_deed(self.lexicon, text, span)
        ):
            return NOTHING
        if span[1] - span[0] <= SHORTEST:
            return span
        last = span[1]
        words = [*self.lexicon.onward(text, *span), (last, last, LOOSE)]
        agent = text[last - 1] in _AGENTS
        for (start, end, kind), (_, _, following) in pairwise(words):
            opens = kind == LINK and (following == VERB or text[start:end] in self.times)
            opens &= not (agent and start == span[0])
            opens |= kind == LINK and text[start] in _MODAL and start > span[0] + 1
            opens |= kind == LINK and text[start:end] in _ONLY and start > span[0]
            opens |= text[start:end] == "不" and start > span[0]
            opens |= start > span[0] + 1 and self._has_result(text, start, end, last)
            opens |= following == VERB and start > span[0] and text[start:end] in _MANNER
            opens |= (
                following != NOUN
                and start > span[0] + 1
                and text[start:end] in self.intransitive
                and end - start > 1
            )
            opens |= (
                kind == VERB
                and start > span[0]
                and not (text[start:end] in self.sorts and self.raw.get(text[end:last]) == NOUN)
                and (
                    end - start == _IDIOM
                    or text[start:end] in self.predicates
                    or text[end : end + 1] == "而"
                )
            )
            if opens:
                cut = trimmed(text, span[0], start)
                return NOTHING if text[slice(*cut)] in _MANNER else cut
        if directed := _DIRECTED.search(text, span[0] + SHORTEST, last):
            return trimmed(text, span[0], directed.start())
        return self.without_place(text, span)

    def _has_result(self, text: str, start: int, end: int, last: int) -> bool:
        """边角地改成停车场, 机器人顶得上: whether a verb with what came of it stands there."""
        if end - start == SHORTEST:
            return text[start + 1] in _RESULT and self.raw.get(text[start:end]) == VERB
        if end - start > 1 or end >= last or text[end] not in _RESULT:
            return False
        pair = text[start : end + 1]
        return pair not in self.raw and text[end : end + 2] not in self.raw

    def _says_how(self, text: str, span: Span) -> bool:
        """Whether no noun begins there, but what is said of one: 就够, 免费发放, 当场到账, 出现在."""
        start, end, kind = self.lexicon.first(text, *span)
        word = text[start:end]
        if end - start == 1:
            short = span[1] - start == SHORTEST
            return word in _ABLE or (short and (kind == LINK or text[end] in _ON))
        if text[end : end + 1] == "成" and kind == VERB and span[1] - start == _KIND:
            return True
        if end < span[1]:
            if kind != LINK and word not in _MANNER:
                return False
            rest = [kind for *_, kind in self.lexicon.onward(text, end, span[1])]
            return len(text[end : span[1]]) == 1 or (set(rest) <= {VERB, LINK} and VERB in rest)
        goes_on = text[end : end + 1] not in STOPS
        return kind == LINK or word in _MANNER or (goes_on and word in self.predicates)

    def _run(
        self, text: str, start: int, limit: int, *, things: bool = False, agents: bool = True
    ) -> Span:
        """The phrase from ``start`` to the first word that is no part of it, verbs before its noun too."""
        noun = start
        while (
            things
            and (word := self.lead.match(text, noun, limit))
            and noun < start + SHORTEST * SHORTEST
        ):
            noun = word.end()
        rest = self._closed(text, noun, limit, things=things, agents=agents)
        if noun == start:
            return rest
        if rest[1] - noun >= SHORTEST or (rest[1] > noun and text[noun] in _CARRIERS):
            return start, rest[1]
        return NOTHING

    def _closed(self, text: str, start: int, limit: int, *, things: bool, agents: bool) -> Span:
        for token in self.tokens.finditer(text, start, limit):
            word, place = token.group(), token.start()
            if word == "的":
                if place == start:
                    return NOTHING
            elif word in JOINTS and start < place and token.end() < limit:
                if text[token.end()] in STOPS or text[token.end()] in _NUMERALS:
                    return trimmed(text, start, place)
            elif word == "过" and place == start:
                continue
            elif word in ASPECT:
                done = text[place + 1 : place + 2] not in STOPS and place > start + 1
                whole = place > start + 3 and self.raw.get(text[place - 2 : place]) == VERB
                return trimmed(text, start, place - done - (done and whole))
            elif word in _GOALS and place > start + SHORTEST and text[place - 1] in self.short:
                given = text[place - 2 : place] in self.words
                return trimmed(text, start, place - 1 - given)
            elif word in "”’" and text.find("“" if word == "”" else "‘", start, place) >= 0:
                continue
            elif word == "组织" and self._organises(text, start, place):
                return start, token.end()
            elif things and place > start and self._is_sort(text, token):
                if not agents or not self.does(text, start, place):
                    continue
                return trimmed(text, start, place)
            elif (
                self.named(text, token)
                or self.inside(text, token)
                or self._is_body(text, token, start)
            ):
                continue
            elif word in self.words or word[0] in STOPS or word[0].isdigit() or word[0] > "\u9fff":
                return trimmed(text, start, place)
        whole = limit >= len(text) or limit < start + _AHEAD
        if whole and limit < len(text) and text[limit] not in STOPS:
            # What stands behind the last 、 belongs to the number there: 860家企业、稳定7.96万个岗位.
            joint = text.rfind("、", start, limit)
            limit = joint if joint > start else self._next_verb(text, start, limit)
        return trimmed(text, start, limit if whole else start + _PLENTY)

    def _next_verb(self, text: str, start: int, limit: int) -> int:
        """41个点位接待游客570万人次: where the verb of the next number begins."""
        if not text[limit].isdigit():
            return limit
        for first, last, _ in self.lexicon.onward(text, start, limit):
            verb = last - first > 1 and text[first:last] in self.either
            if (
                verb
                and text[last] not in _ACTING
                and first >= start + SHORTEST
                and limit - last >= SHORTEST
            ):
                return first
        return limit

    def _is_body(self, text: str, token: re.Match[str], start: int) -> bool:
        """海外联谊组织: the verb that is a noun when it closes a phrase."""
        if token.group() not in _CLOSING or token.start() < start + SHORTEST:
            return False
        return text[token.end() : token.end() + 1] in STOPS

    def _organises(self, text: str, start: int, place: int) -> bool:
        """基层组织在线上筹款: whether 组织 is a body of whom something is said behind it."""
        end = place + SHORTEST
        if place < start + SHORTEST or text[place:end] != "组织":
            return False
        following = text[end : end + 1]
        return (following in self.particles and following != "了") or following in LINKS

    def _is_sort(self, text: str, verb: re.Match[str]) -> bool:
        """文艺精品创作基金: whether a verb says of what sort the noun behind it is."""
        word, head = verb.group(), _HEAD.match(text, verb.end())
        if len(word) < SHORTEST:
            return False
        if word in _HELD and text[verb.end() : verb.end() + SHORTEST] not in _OF_SORTS:
            return False
        sited = text[verb.end() : verb.end() + SHORTEST] in BODIES
        if (sited and word in self.sorts) or (
            word in self.words and _SITES.match(text, verb.end())
        ):
            return True
        if head is None or word in self.sorts:
            return head is not None and self.raw.get(head.group()) == NOUN
        return head.group() in _OF_SORTS and word not in _HELD and word in self.words

    def head_of(self, text: str, start: int, limit: int) -> Span:
        """The noun behind a relative clause: 两名具有正高级职称的专家 are experts."""
        joint = text.find("的", start, limit)
        if (
            joint < 0
            or text.find("了", start, joint) >= 0
            or any(sign in STOPS for sign in text[start:joint])
        ):
            return NOTHING
        return self.after(text, joint, limit)

    def actors(self, text: str, span: Span, *, people: bool = False) -> Span:
        """Of 学童受惠 and 大楼倾斜 the people and things: whatever the verb behind them is."""
        first, last = span
        if last - first <= SHORTEST:
            return span
        named = self.people.match(text, first, last) if people else None
        if named and named.end() < last and text[named.end()] not in _AGENTS:
            word = self.lexicon.first(text, named.end(), last)
            done = word[1] == last and self.raw.get(text[word[0] : last]) == VERB
            at_home = text.startswith(("家里", "家中", "家门"), word[0])
            if word[2] != NOUN or done or at_home or text[slice(*word[:2])] in _MANNER:
                return named.span()
        for start, end, kind in self.lexicon.onward(text, first, last):
            if start < first + SHORTEST or text[start - 1] in _JOINED:
                continue
            verb = end - start > 1 and (kind == VERB or self.raw.get(text[start:end]) == VERB)
            if self._organises(text, first, start):
                return first, end
            closing = end == last and text[start:end] in _CLOSING
            if verb and not closing and not self._goes_on(text, first, (start, end), last):
                return first, start
            one = end - start == 1
            if one and text[end : end + 1] in _COMPLEMENTS and text[end : end + 2] not in self.raw:
                return first, end if text[start] in _ACTING else start
            if one and text[start] in _DO and not self._inside_noun(text, start):
                return first, start
            if one and text[start] in self.short and self.people.fullmatch(text, first, start):
                return first, start
        return (first, last - 1) if text[last - 1] in _LAST_VERBS else span

    def _inside_noun(self, text: str, place: int) -> bool:
        """Whether the sign at ``place`` is a part of a common noun on either side (设备, 建设)."""
        pairs = text[place - 1 : place + 1], text[place : place + 2]
        return any(self.raw.get(pair) == NOUN for pair in pairs)

    def _goes_on(self, text: str, first: int, verb: Span, last: int) -> bool:
        """Whether a noun that acts comes behind a verb: 驻村帮扶队员, 户外劳动者."""
        start, end = verb
        if end == last or self.does(text, first, start):
            return False
        if (
            text[end] in _ACTING
            or (text[end] == "人" and end + 1 == last)
            or text[end : end + 2] in _PLACES
            or (_SITES.match(text, end, last) or self.people.match(text, end, last))
        ):
            return True
        return text[start:end] in self.sorts and self.raw.get(text[end:last]) == NOUN

    def owner(self, text: str, span: Span) -> Span | None:
        """Of 承办单位满意率 and 封控小区居民 those to whom the last word belongs."""
        first, last = span
        if last - first <= SHORTEST:
            return None
        *words, head = self.lexicon.onward(text, first, last)
        people = text[last : last + 1].isdecimal() and self.people.fullmatch(text, *head[:2])
        if not (people or text[last - 1] in _SHARES or text[head[0] : last] in _BELONGINGS):
            return None
        for _, end, kind in reversed(words):
            place = text[end - 1] in _HOLDERS and end - first >= SHORTEST
            if kind != VERB and (place or text[end - SHORTEST : end] in BODIES):
                return first, end
        return None

    def of_holder(self, text: str, span: Span) -> Span | None:
        """22幢大厦的长者: of houses and bodies whatever is theirs stands behind 的."""
        joint = text.find("的", span[0] + SHORTEST, span[1])
        holds = joint > 0 and (
            text[joint - 1] in _HOLDERS or text[joint - SHORTEST : joint] in BODIES
        )
        return (span[0], joint) if holds else None

    def people_in(self, text: str, start: int, limit: int) -> Span:
        """The people named from ``start`` on: 驻村干部, without a verb behind them."""
        match = self.people.match(text, start, limit)
        joint = text.find("、", start + SHORTEST, min(limit, start + _SORT)) if not match else -1
        if joint > 0 and (others := self.people.match(text, joint + 1, limit)):
            return start, others.end()
        return match.span() if match else NOTHING


_JOINED: Final = JOINTS | {"的"}
_ON: Final = frozenset("上里下")
"""两个账上不足5万元: where it is."""
_AGENTS: Final = frozenset("者人员")
"""定期捐款人: those who do it so."""
_RESULT: Final = frozenset("成遍得完给")
"""What closes a verb and no noun."""
_OPENING: Final = frozenset("因赴被由沿往各")
"""132只因病重无法手术: before what comes of it or where they went no noun begins."""
_WITHIN: Final = frozenset("里中内外")
"""28家里7家盈利, 几公里外: among those that are counted, or where."""
_SHARES: Final = frozenset("率额费例")
_BELONGINGS: Final = listed(
    "经费 水平 收入 产值 产量 面积 人口 效益 利润 账户 问题 难题 工作 环境 水质 质量 设施 人员 编制 人数 电费 水费 房租 租金"
)
"""What is had by those who are counted."""
_HOLDERS: Final = frozenset(
    "市县区镇乡村省局委会院校队部厅署团司店站联厂馆所园点社行企河湖库井塘面路街桥楼馆户矿厦舍宇苑"
)
_DO: Final = frozenset("做办搞当设")
_NUMERALS: Final = frozenset("一两三四五六七八九十几")
_DIRECTED: Final = re.compile(
    r"[\u3400-\u9fff](?:起来|出来|下来|上来|回来|过来|进来|出去|下去|上去)"
)
"""把5个边境小康村连起来: a verb with its direction."""
_PAIR: Final = re.compile(r"\([套次册处户\u3400-\u9fff]\)(?=[\u3400-\u9fff])")
"""A second classifier: 180余件(套)展品."""
_ACTING: Final = frozenset("者员家户队组会站点所院车船机")
_LAST_VERBS: Final = frozenset("分做给让请带用支送")
_COMPLEMENTS: Final = frozenset("着上出进入回到在给起满完遍")
_CARRIERS: Final = frozenset("液剂车船队组班站点员费款物品机包箱网群课书卡券证")
_CODE: Final = re.compile(
    r"\d(?=A级|[GDKV][\u3400-\u9fff])|[\d一二三四五六七八九十]{1,3}[轴层座缸核孔门](?=[\u3400-\u9fff])"
    r"|\d{1,2}周?岁(?:及?以[上下])?的?(?=[\u3400-\u9fff])"
)
_OF_SORTS: Final = listed(
    "中心 活动 行动 仪式 项目 工程 作品 基金 资金 产品 设备 设施 线路 课程 岗位 名额 警情 事件"
)
_SITES: Final = re.compile(
    r"[\u3400-\u9fff]{0,2}(?:中心|平台|基地|联盟|服务站|工作站|示范园|产业园)"
)
"""区域化党建联合活动中心: the verb before such a place says of what sort it is."""
_CLOSING: Final = listed("组织 服务 建议 诉求 需求 投诉 举报 申请 咨询 求助 提案")
_HELD: Final = listed(
    "完成 实现 取得 参加 参与 组织 开展 举办 举行 进行 启动 实施 推进 推出 承办 主办 列入 入选 获得 通过 提供 落实 确定 新增"
)
_HEAD: Final = re.compile(r"[\u3400-\u9fff]{2,4}(?![\u3400-\u9fff])")
_IDIOM: Final = 4
_PLACES: Final = BODIES | listed("基地 平台 项目 工程 课程 车间 厂房 设备 设施 窗口 岗位")
_MANNER: Final = listed(
    "随便 免费 无偿 义务 自愿 自发 专程 主动 积极 踊跃 自动 自行 陆续 相继 纷纷"
)
_ABLE: Final = frozenset("要须需将已正仍就才也都却则能会")
_HUMAN: Final = frozenset("员民士才口群事均体类工力生物文")
"""六成二的人 says no more than who."""
_SORT: Final = 5
"""Of what sort people are, before 、: 留守、困境未成年人."""
_ONLY: Final = frozenset(("只", "只剩", "只有", "仅剩", "全都"))
_MODAL: Final = frozenset("可须才皆却仍便")
_GOALS: Final = frozenset("到给往向")


@lru_cache(maxsize=1)
def nouns() -> Nouns:
    """The finder with the word lists that come with the library."""
    return Nouns()
