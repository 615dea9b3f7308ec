"""What noun phrases are made of: the word lists, and what a word or a phrase does.

No dictionary of nouns could be complete, so a phrase is bounded by what is not part of it:
punctuation, numerals, particles, and the verbs of the genre (phrases.toml).
"""

import re
import tomllib
from functools import lru_cache
from importlib.resources import files
from typing import Final

from heli.kit.reading.lexicon import LINK, LOOSE, NOUN, VERB, Lexicon, common_words
from heli.kit.reading.tries import any_of, listed


Span = tuple[int, int]
NOTHING: Final[Span] = (0, 0)

STOPS: Final = frozenset("，。、,;:!?\n()[]【】+/~-=—…”’")
SHORTEST: Final = 2
"""A noun of this field has two characters or more."""
JOINTS: Final = frozenset("、和与及")
ASPECT: Final = frozenset("了着过")
_STOP_CLASS: Final = r"[，。、,;:!?\n()\[\]【】+/~\-=—…”’]"
_ACTORS: Final = frozenset("市县区镇乡村省局委会院校队部厅署团界司店站联")
BODIES: Final = listed(
    "公司 党组织 党委 行政村 合作社 门店 部门 单位 企业 社区 支部 机构 学校 商户 集体 家庭 小组 医院 银行 中心 小区 园区 场所 场馆 网点"
)
_AGED: Final = re.compile(r"\d{1,3}周?岁(?:及?以[上下])?的?")
_OFFICES: Final = listed("政府 县府 市府 省府 区府 公所 官方 业者")
LINKS: Final = frozenset("虽更倒再又只仅尚仍却则便需要每最也就曾将可须才皆")
COMPLEMENTS: Final = frozenset("出掉下满完走起上回去来得过着住开")
"""What a verb of one character is closed by: 砍下, 骑坏, 捎出去."""
_STAYING: Final = frozenset("住来去走吃坐")
REMEMBERED: Final = 4096
"""How many phrases are remembered with what was found out about them."""
DIMENSIONS: Final = frozenset("宽高深长厚")
WHERE: Final = listed("线上 线下 现场 网上 在线 户外 室内 室外")
_PAID: Final = listed(
    "支出 拨付 下拨 拨发 兑付 兑现 支付 发放 到账 到位 下达 返还 退还 追缴 追回 收缴 划转 报销 结算 编列"
)
_SUFFIXES: Final = frozenset("园者员人率量额费户点站车屋室证款品机")


class Phrases:
    """Holds the word lists, compiled, and says what a word or a phrase does."""

    __slots__ = (
        "disposal",
        "either",
        "fillers",
        "intransitive",
        "is_time",
        "last_signs",
        "lead",
        "lexicon",
        "loose",
        "nominal",
        "particles",
        "people",
        "people_last",
        "predicates",
        "raw",
        "regions",
        "short",
        "sorts",
        "times",
        "tokens",
        "without_deed",
        "words",
    )

    def __init__(self) -> None:
        data = tomllib.loads(files("heli.kit.reading").joinpath("phrases.toml").read_text("utf-8"))
        inside = listed(data["inside"])
        self.particles = listed(data["particles"])
        both = listed(data["both"]) | self.particles
        self.words = both - inside
        self.either = both & inside
        self.short = listed(data["short_verbs"])
        self.fillers = listed(data["fillers"]) | listed(data["change"])
        self.last_signs = frozenset(word[-1] for word in self.fillers)
        self.tokens = re.compile(
            rf"{_STOP_CLASS}|[^\x00-\u9fff]|[A-Za-z][A-Za-z\d.]*+|\d[\d.,%]*+|{any_of(both | inside | {'的'})}"
        )
        self.sorts = listed(data["attributive"]) & self.words
        self.lead = re.compile(any_of(self.sorts))
        self.predicates = listed(data["predicates"])
        self.times = listed(data["times"])
        self.nominal = listed(data["nominal"])
        self.regions = listed(data["regions"])
        self.disposal = listed(data["disposal"])
        self.intransitive = listed(data["intransitive"])
        self.loose = self.times | self.fillers | listed("全场 全程 一晚上 一晚 一天 一年 整天 整晚")
        self.raw = common_words()
        self.lexicon = Lexicon(
            self.raw
            | {word: VERB for word in self.intransitive if word not in self.raw}
            | dict.fromkeys(LINKS, LINK)
            | dict.fromkeys(self.short, VERB)
            | dict.fromkeys(both, VERB)
            | dict.fromkeys(inside | listed(data["people"]), NOUN)
            | dict.fromkeys(self.predicates, VERB)
            | dict.fromkeys(self.disposal, VERB)
            | dict.fromkeys(self.times, LINK)
        )
        self.without_deed = lru_cache(maxsize=REMEMBERED)(self._without_deed)
        self.is_time = lru_cache(maxsize=REMEMBERED)(self._only_when)
        people = listed(data["people"])
        self.people_last = frozenset(word[-1] for word in people)
        heads = any_of(people)
        chain = rf"[\u3400-\u9fff“”]{{0,10}}?(?:{heads}){{1,4}}+(?!家(?![门里中属])|[代长会部队组们名库册作工军者])"
        self.people = re.compile(rf"{chain}(?:[、和与及]{chain})?")

    def does(self, text: str, start: int, end: int) -> bool:
        """Whether a phrase names somebody who acts: an organisation, a place, people."""
        last = text[max(end - 2, start) : end]
        if (text[end - 1] in _ACTORS and last != "社会") or last in BODIES or last in _OFFICES:
            return True
        return self.people.fullmatch(text, start, end) is not None

    def names_people(self, text: str, span: Span) -> bool:
        """Whether a phrase is one of people: 帮办代办员, 独居长者."""
        if span[1] - span[0] < SHORTEST:
            return False
        if text[span[0]].isdigit() and (aged := _AGED.match(text, *span)):
            span = aged.end(), span[1]
        last = text[span[1] - 1]
        if last in "员者" and self.raw.get(text[span[1] - 2 : span[1]]) != VERB:
            return True
        return last in self.people_last and self.people.fullmatch(text, *span) is not None

    def only_done(self, text: str, span: Span) -> bool:
        """Whether a phrase is nothing but verbs and adverbs (连续举办)."""
        verbs = False
        for *_, kind in self.lexicon.onward(text, *span):
            if kind not in (VERB, LINK):
                return False
            verbs |= kind == VERB
        return verbs

    def _only_when(self, phrase: str) -> bool:
        """Whether a phrase is nothing but times (昨天, 今年年初)."""
        for start, end, _ in self.lexicon.words_of(phrase):
            if phrase[start:end] not in self.times:
                return False
        return True

    def acts(self, text: str, span: Span) -> bool:
        """Whether a phrase ends in a verb with something before it: 代表提出."""
        words = list(self.lexicon.backward(text, *span))
        return len(words) > 1 and words[0][2] == VERB

    def does_something(self, text: str, span: Span) -> bool:
        """Whether a phrase is somebody and a verb whose object comes behind it: 某公司提供."""
        start, end, kind = self.lexicon.last(text, *span)
        verb = kind == VERB and end - start > 1 and text[start:end] in self.words
        return verb and start - span[0] >= SHORTEST and text[end : end + 1].isdigit()

    def people_doing(self, text: str, span: Span) -> Span:
        """志工出动: of people and what they did, the people."""
        start, end, kind = self.lexicon.last(text, *span)
        done = (kind == VERB and end - start > 1) or text[start:end] in _STAYING
        if done and self.people.fullmatch(text, span[0], start):
            return span[0], start
        return span

    def without_act(self, text: str, span: Span) -> Span:
        """优待证申领 without what was done; whoever acts keeps the verb as its name."""
        return span[0], span[0] + self.without_deed(text[span[0] : span[1]])

    def _without_deed(self, phrase: str) -> int:
        """Where the name in a phrase ends, when the rest says what was done with it."""
        whole = len(phrase)
        words = list(self.lexicon.backward(phrase, 0, whole))
        if len(words) < SHORTEST or words[0][2] != VERB or words[1][2] in (VERB, LINK):
            return whole
        start, end = words[0][:2]
        kept = phrase[start:end] not in self.disposal or self.does(phrase, 0, start)
        return whole if kept or start < SHORTEST else start

    def without_payment(self, text: str, span: Span) -> Span:
        """财政补贴拨付 is the subsidy: what was done with a sum is no part of its name."""
        start = span[1] - SHORTEST
        paid = start - span[0] >= SHORTEST and text[start : span[1]] in _PAID
        kind = self.lexicon.last(text, span[0], start)[2] if paid else LOOSE
        consumed = text.endswith("消费", span[0], start)  # 人均消费支出 is what is measured
        spent = text[start : span[1]] != "支出" or (text[start - 1] in "金款费" and not consumed)
        return (span[0], start) if kind == NOUN and spent else span

    def people_before_verb(self, text: str, span: Span) -> bool:
        """Whether a phrase is people and what they did: 青年主播卖出."""
        start, end, kind = self.lexicon.last(text, *span)
        if kind != VERB:
            return False
        done = end - start == 1 or text[end - 1] in COMPLEMENTS or text[end] == "了"
        return done and self.people.fullmatch(text, span[0], start) is not None

    def named(self, text: str, verb: re.Match[str]) -> bool:
        """献血者, 检测点: whether a verb is the beginning of a noun."""
        end = verb.end()
        if end - verb.start() < SHORTEST or text[end : end + 1] not in _SUFFIXES:
            return False
        return text[end : end + 2] not in self.lexicon.classes

    def inside(self, text: str, token: re.Match[str]) -> bool:
        """Whether a particle is a part of a common noun: 自 of 自动."""
        word = token.group()
        if word not in self.particles or word in "等共有":
            return False
        start, end = token.span()
        nouns = self.raw
        return nouns.get(text[start : end + 1]) == NOUN or nouns.get(text[start - 1 : end]) == NOUN

    def without_place(self, text: str, span: Span) -> Span:
        """主展厅内 is the hall, and 里 or 上 where things are in it."""
        start, end = span
        if end - start > SHORTEST and text[end - 1] in "内里上中旁":
            known = self.lexicon.classes
            apart = text[end - 1] in "里上" and (
                text[end - 3 : end - 1] in known or text[end : end + 1].isdecimal()
            )
            whole = text[end - 2 : end] in known and not apart
            return span if whole else (start, end - 1)
        return span

    def without_where(self, text: str, span: Span) -> Span:
        """线上开讲 is 开讲."""
        start, end = span
        where = end - start > SHORTEST and text[start : start + 2] in WHERE
        return (start + 2, end) if where else span

    def without_dimension(self, text: str, span: Span) -> Span:
        """外壕宽 is the ditch; 浪高 stays what it is."""
        start, end = span
        long = end - start > SHORTEST and text[end - 1] in DIMENSIONS
        return (start, end - 1) if long and text[end - 2 : end] not in self.raw else span


def trimmed(text: str, start: int, end: int) -> Span:
    while end > start and text[end - 1] in '的“"‘和与及一、就曾皆各靠':
        end -= 1
    if end - start > SHORTEST and text[end - 1] == "全" and text[end : end + 1] in "是都":
        end -= 1
    if (title := text.find("《", start + 1, end)) > 0:
        end = title
    if (opened := text.rfind("“", start, end)) > start and text.find("”", opened, end) < 0:
        end = opened
    return (start, end) if end > start else NOTHING


def without_head(text: str, behind: Span) -> Span:
    """会员总数 counts members, and 物资价值 is that of the goods."""
    if text[behind[1] - 1] not in "值价数":
        return behind
    head = _SUMMED.search(text, max(behind[0] + 2, behind[1] - 3), behind[1])
    return (behind[0], head.start()) if head and head.end() == behind[1] else behind


_SUMMED: Final = re.compile(r"总?价值|折价|总数|(?<![生产口])总值")
