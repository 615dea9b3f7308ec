"""The noun phrase that ends where a quantity begins: 捐款500元, 会议共召开12次, 《手册》2万册."""

import re
from functools import lru_cache
from typing import Final

from heli.kit.reading.lexicon import LINK, NOUN, VERB, Word
from heli.kit.reading.phrases import LINKS, NOTHING, REMEMBERED, SHORTEST, STOPS, Phrases, Span
from heli.kit.reading.tries import listed


_SIGNS: Final = "，、。;:\n"
_BEHIND: Final = 28
_STOPPED: Final = re.compile(rf".{{0,{_BEHIND}}}[{_SIGNS}]", re.DOTALL)
"""To the last of them: one look for all."""
_FAR: Final = 72
"""So far back a title may begin that ends beside a number."""
QUOTED: Final = re.compile(r"《[^《》\n]{1,60}》|“[^“”\n]{1,24}”|\"[^\"\n]{1,24}\"")


class Behind(Phrases):
    """Finds the noun phrase before a place."""

    __slots__ = ("remembered",)

    def __init__(self) -> None:
        super().__init__()
        self.remembered = lru_cache(maxsize=REMEMBERED)(self._before)

    def before(self, text: str, start: int, floor: int) -> Span:
        """The noun phrase that ends at ``start``; a verb alone is what was done (走访200户).

        It hangs on the few characters before it alone, so what stood there once is remembered.
        """
        first = max(floor, start - _FAR)
        named, close = self.remembered(text[first:start])
        return (named + first, close + first) if close else NOTHING

    def _before(self, text: str) -> Span:
        """The noun phrase at the end of ``text``."""
        floor, start = 0, len(text)
        near = max(start - _THAN_LONG, 0)
        if text.find("比", near) >= 0 or text.find("较", near) >= 0:
            if than := _THAN.search(text, near):
                start = than.start()
            elif _COMPARED.search(text, near):
                return NOTHING
        start = self.without_fillers(text, floor, start)
        if text[start - 1 : start] in _VALUED and (
            worth := _WORTH.search(text, max(start - 4, 0), start)
        ):
            start = worth.start()
        if text.find("进", max(start - 4, 0), start) >= 0 and (
            entered := _ENTERED.search(text, max(start - _BEHIND, 0), start)
        ):
            start = entered.start()
        if start > floor + SHORTEST and text[start - 1] == ":":
            start = self.without_fillers(text, floor, start - 1)
        if start > floor and text[start - 1] in "()" and (inner := _bracket(text, floor, start)):
            named = self._before(text[:inner])
            aside = start - inner > _SHORT_ASIDE and "、" not in text[inner:start]
            bare = text[start - 1] == "(" or named == NOTHING or text[inner:start].isascii()
            return named if bare or aside else (named[0], start)
        if start > floor and text[start - 1] in '》”"':
            for quoted in QUOTED.finditer(text, max(floor, start - 64), start):
                if quoted.end() == start:
                    return quoted.span()
        if (opened := _open_title(text, floor, start)) is not None:
            closed = text.rfind("》", opened, start) + 1
            return opened, closed if text[closed:start] in self.predicates else start
        start = self.without_place(text, (floor, start))[1]
        cut, previous, closed = self._last_cut(text, max(floor, start - _BEHIND), start)
        word = text[cut : cut + SHORTEST] in self.raw
        if start - cut > SHORTEST and text[cut] in self.short and not (closed or word):
            cut += 1
        if start - cut >= SHORTEST:
            if text[cut:start] in _RELATIVE and previous < cut:
                cut = max(previous, cut - SHORTEST)
            return self._topic(text, cut, start)
        if start - cut == 1 and text[cut] in _AREAS:
            return cut, start
        for adverb in _ADVERBS.finditer(text, previous, start):
            previous = adverb.end()
        return self._topic(text, previous, start) if start > previous else NOTHING

    def _topic(self, text: str, start: int, end: int) -> Span:
        """A phrase without the predicate behind its noun (摊位费每月只收); what was done stays whole."""
        kind = self.lexicon.last(text, start, end)[2]
        if kind not in (VERB, LINK) and text[end - 1] not in _CHANGED:
            return start, end  # a noun, as most phrases end in, is no predicate
        close, passive = end, False
        words = list(self.lexicon.backward(text, start, end))
        if len(words) > SHORTEST and words[0][2] == VERB and words[1][2] == LINK:
            if text[slice(*words[1][:2])] != "平均":
                close = words[0][0]
                words = words[1:]
        elif done := self._result(text, words):
            passive = text[end - 1] in "至成"
            close = words[done - 1][0]
            words = words[done:]
        only_links = close == end
        for first, last, kind in words:
            alone = last - first == 1 and kind == VERB and text[first - 1 : first] in LINKS
            if not (alone or kind == LINK or text[first:last] in self.predicates):
                break
            close = first
            only_links &= kind == LINK
        if (
            close - start < SHORTEST
            or close == end
            or (not passive and not only_links and self.does(text, start, close))
        ):
            return start, end
        return start, close

    def _result(self, text: str, words: list[Word]) -> int:
        """How many words behind a noun only say what came of it: 基地扩至, 服务中心建成, 门票收."""
        last, *rest = words
        if rest and (broken := self._broken(text, words)):
            return broken
        if last[2] != VERB or not rest:
            return 0
        if last[1] - last[0] > 1:
            forms = text[last[1] - 2 : last[1]] in _FORMING
            return int(rest[0][2] == NOUN and not forms and text[last[1] - 1] in _RESULTING)
        if rest[0][2] == NOUN:
            return int(text[last[0]] in _GIVEN)
        if (
            text[last[0]] in _GIVEN
            and text[rest[0][0]] in _HOLDING
            and len(rest) > 1
            and rest[1][2] == NOUN
        ):
            return 1
        loose = rest[0][1] - rest[0][0] == 1 and len(rest) > 1 and rest[1][2] == NOUN
        return SHORTEST if loose and text[last[0]] in _RESULTING else 0

    def _broken(self, text: str, words: list[Word]) -> int:
        """银幕磨破3块, 成本压低8%: how many words of a verb and what came of it stand behind a noun."""
        end = words[0][1]
        pair = text[end - 2 : end]
        turned = text[end - 1] in _BROKEN or (text[end - 1] in _TURNED and pair[0] in _TURNING)
        if not turned or self.raw.get(pair) == NOUN:
            return 0
        count = 1 if words[0][1] - words[0][0] == SHORTEST else SHORTEST
        if len(words) <= count or words[count - 1][0] != end - SHORTEST:
            return 0
        return count if words[count][2] == NOUN else 0

    def _last_cut(self, text: str, cut: int, start: int) -> tuple[int, int, bool]:
        """Where the last phrase before ``start`` begins, the one before it, and whether on a noun."""
        if stopped := _STOPPED.match(text, cut, start):
            cut = stopped.end()
        previous, noun_at = cut, -1
        for token in self.tokens.finditer(text, cut, start):
            word, place = token.group(), token.start()
            if word == "的":
                previous, cut = cut, token.end()
            elif self.named(text, token) or self.inside(text, token):
                continue
            elif word in self.words or (
                place == cut and word in self.either and start - token.end() >= SHORTEST
            ):
                previous, cut = (cut if place > cut else previous), token.end()
            elif word[0].isdigit():
                dated = _DATED.match(text, token.end(), start)
                previous = cut = dated.end() if dated else token.end()
            elif word[0] in STOPS or word[0] > "\u9fff":
                previous = cut = token.end()
            elif place == cut:
                noun_at = place
        return cut, previous, noun_at == cut

    def without_fillers(self, text: str, floor: int, end: int) -> int:
        """Where the noun before ``end`` ends once 累计, 达, 增长 and their like are taken off."""
        first = end
        while text.find("每", max(floor, end - 5), end) >= 0:
            each = _EACH.search(text, max(floor, end - 5), end)
            if each is None:
                break
            end = each.start()
        if end - SHORTEST > floor and text[end - 1] in _RESULTS and text[end - 2] not in _SIGNS:
            end -= SHORTEST
        while end > floor and text[end - 1] in self.last_signs:
            for length in (5, 4, 3, 2, 1):
                if end - length >= floor and text[end - length : end] in self.fillers:
                    if length == 1 and self._inside_word(text, end):
                        return end
                    end -= length
                    break
            else:
                if text[end - 1] in "到至为" and self.raw.get(text[end - 3 : end - 1]) == VERB:
                    end = max(end - 3, floor)
                    continue
                each = _EACH.search(text, max(floor, end - 5), end) if end < first else None
                return self.without_fillers(text, floor, each.start()) if each else end
            alone = text[end - 2 : end] not in self.lexicon.classes
            if text[end : end + 1] == "了" and alone and "\u3400" <= text[end - 1] <= "\u9fff":
                end = max(end - 1, floor)
        return end

    def _inside_word(self, text: str, end: int) -> bool:
        """Whether the sign before ``end`` closes a noun (结余, 综合得分) and is no filler."""
        pair = text[end - 2 : end]
        if text[end - 1] == "约":
            return pair in self.lexicon.classes
        return pair in _NOUNS_STILL or (
            self.lexicon.classes.get(pair) == NOUN and pair not in self.fillers
        )


_GIVEN: Final = frozenset(
    "收卖买售捐赠送派付交花占缴获建种栽领供补罚贴挂摆堆装塞填排坐站打跑写唱跳骑砍抓挖"
)
"""Verbs of one character in which no noun ends."""
_BROKEN: Final = frozenset("破穿坏断烂死光掉空")
_TURNED: Final = frozenset("高低宽阔长窄大小")
_TURNING: Final = frozenset("压加调拉抬拓扩降升缩")
"""What came of something, and the verbs it came of."""
_CHANGED: Final = _BROKEN | _TURNED
_HOLDING: Final = frozenset("本簿册板墙库仓池车袋箱架柜")
_AREAS: Final = frozenset("县乡镇村羊牛猪鸡鸭鹅鱼马驴兔蜂")
"""Areas and animals of one character: 其中镇33个, 羊存栏120只."""
_SHORT_ASIDE: Final = 4
"""慰问品(大米) keeps its bracket, 录用计划(招考人数) is the plan."""
_WORTH: Final = re.compile(r"(?<=\))(?:总?价值|折价)$")
_VALUED: Final = frozenset("值价")
"""慰问品(大米)价值: whose worth it is stands before the bracket."""
_ENTERED: Final = re.compile(r"(?:进[\u3400-\u9fff]{2,3}、){1,7}进[\u3400-\u9fff]{2,3}$")
"""普及培训进学校、进工地: where it went."""
_THAN_LONG: Final = 10
_THAN: Final = re.compile(
    r"(?<=[\u3400-\u9fff])[比较](?:上半年|上季度|一季度|上年|去年|同期|上月|上季|上届|往年|常年|年初|平时){1,2}(?:多|少|快|慢|高|低|早|晚|长|短|大|小|重|轻|厚|深|宽|回落|回升|提高|下降|上升|加快|收窄|扩大)?了?$"
)
"""进度比上年快11个百分点: what is compared stands before 比."""
_COMPARED: Final = re.compile(r"(?<=，)[比较][\u3400-\u9fff]{2,8}[低高多少快慢]了?$")
"""，较一般贷款低0.7个百分点: whose it is stood before the comma."""
_DATED: Final = re.compile(r"(?:[年月日号]|周?岁)(?:(?:及)?以[上下])?(?:的)?")
"""What belongs to the number before a noun: 2022年退回件数, 65岁以上人口."""
_FORMING: Final = listed("组成 构成 形成 变成 分成 编成 合成")
_RESULTING: Final = frozenset("至到成满出起得")
"""What a verb of result ends in."""


def _bracket(text: str, floor: int, start: int) -> int:
    """Where the bracket before ``start`` was opened; 0 when it holds more than a noun."""
    if text[start - 1] == "(":
        return start - 1
    opened = max(
        text.rfind("(", max(floor, start - _BEHIND), start),
        text.rfind("(", max(floor, start - _BEHIND), start),
    )
    return 0 if opened < 0 or _NOSHORTEST.search(text, opened + 1, start - 1) else opened


_NOSHORTEST: Final = re.compile(r"[，。;\d]|^[一二三四五六七八九十]")
_EACH: Final = re.compile(
    r"每(?:[\u3400-\u9fff]|人次|户次|车次|[人户天日月年期场次夜周亩家个名位班车件笔宗村校组篇项份册台套箱本吨餐顿堂节斤克米升度桌单艘架间座栋辆只头匹株棵张瓶盒袋包杯碗盘盏局轮届趟晚]|小时|分钟|季度|平方米|平方公里|立方米|千瓦时|公里|公斤|台斤|公吨|公顷|百人|千人|万人)$"
)
_RESULTS: Final = frozenset("坏掉完光尽")
_NOUNS_STILL: Final = listed("起降 得分 总分 评分 结余 节余 剩余 合约 年限 时限")


def _open_title(text: str, floor: int, start: int) -> int | None:
    """Where a title begins that ends shortly before ``start``: 《…》巡演36场."""
    closed = text.rfind("》", max(floor, start - 6), start)
    if closed < 0 or any(sign in STOPS or sign == "等" for sign in text[closed + 1 : start]):
        return None
    opened = text.rfind("《", max(floor, closed - 60), closed)
    return opened if opened >= 0 else None


_ADVERBS: Final = re.compile(r"已累计|累计|先后|已经|已|共计|共|直接|并|将|又|再|均|各")
_RELATIVE: Final = listed("支出 经费 人员 金额 总额 成员 余额 人数 人口 面积 比例 时长")
"""Heads that say little without the verb before them: 受益人员, 认捐金额, 教育支出."""


def title_before(text: str, floor: int, start: int) -> Span | None:
    """编写《手册》，印发2万册: the title named last in the same sentence."""
    opened = text.rfind("《", max(floor, start - 40), start)
    if opened < 0 or SENTENCE.search(text, opened, start):
        return None
    quoted = QUOTED.match(text, opened)
    return quoted.span() if quoted and quoted.end() <= start else None


SENTENCE: Final = re.compile(r"[。!?\n]")
