"""The noun behind a quantity: 12家学会, 7次获得批示, 32栋亿元楼宇."""

import re
from typing import Final

from heli.kit.interval import Exactness
from heli.kit.reading.lexicon import NOUN, VERB
from heli.kit.reading.mention import Mention
from heli.kit.reading.model import Kind
from heli.kit.reading.nouns import Nouns
from heli.kit.reading.phrases import BODIES, DIMENSIONS, NOTHING, SHORTEST, STOPS, Span
from heli.kit.reading.tries import any_of, listed


_LONG: Final = 12
_PERSONS: Final = frozenset(("人", "名", "位"))
PEOPLE: Final = frozenset(("人", "名", "位", "人次", ""))
_PERSON: Final = 4
_SHORT_NOUNS: Final = frozenset("县村乡镇省市区国人书楼药菜桥路课歌奖水羊牛猪马鸡鸭鹅狗猫鱼")
TIMES: Final = frozenset(("次", "回", "趟", "遍"))
_ADVERB: Final = re.compile(r"(?:先后|累计|共计|共|已|曾|连续|[，。;:、\n(])$")
_VERB_PHRASE: Final = re.compile(r"[\u3400-\u9fff“”]{2,18}")


def done(text: str, mention: Mention, start: int, limit: int) -> Span:
    """先后7次获得批示, 多次组织检测: before its verb, 次 counts what was done."""
    if mention.exactness is not Exactness.INDEFINITE and not _ADVERB.search(
        text[max(start - 2, 0) : start]
    ):
        return NOTHING
    match = _VERB_PHRASE.match(text, mention.end, limit)
    return match.span() if match else NOTHING


_MONEY_NOUN: Final = re.compile(
    any_of(
        listed(
            "捐款 善款 贷款 补贴 补助 奖励 奖金 投资 罚款 资助 拨款 经费 资金 工资 收入 利润 税款 学费 会费 租金 欠款 货款 赔偿 赔款 "
            "救助金 慰问金 助学金 奖学金 融资 预算 借款 存款 押金 保证金 订单 合同 专款 专项资金"
        )
    )
)
_OWNERS: Final = re.compile(
    rf"[\u3400-\u9fff]{{0,14}}?{any_of(listed('社区 小区 村 企业 公司 学校 医院 单位 部门 县 区 市 乡镇 街道 家庭 基地 协会 学会 项目 课题 国家 地区 高校 机构 景区 党组织 支部 班 年级'))}(?=的)"
)


def noun_ahead(finder: Nouns, text: str, mention: Mention, limit: int) -> Span:
    end = mention.end
    if joint := _behind_clause(text, end, limit):
        return finder.after(text, joint, max(limit, joint + NEAR))
    if bound := _BOUND.match(text, end) or (mention.kind is Kind.COUNT and _SIZE.match(text, end)):
        end = bound.end()
    each = text.find("每", end + 1, limit)
    limit = each if each > 0 else limit
    ahead = finder.after(
        text, end, limit, things=mention.unit not in _ACTING, agents=mention.unit in _BODIES
    )
    if mention.kind is Kind.DURATION and not _is_long(finder, text, mention, ahead):
        return NOTHING
    ahead = _without_verb(finder, text, ahead, limit)
    if mention.unit in _PERSONS and (
        told := _fate(text, end) or _those_who(finder, text, end, ahead)
    ):
        mention.tied = told[0] == end
        return told
    ahead = _of_whom_done(finder, text, mention, ahead)
    if mention.unit in _PERSONS and finder.only_done(text, ahead) and _goes_on(finder, text, ahead):
        return NOTHING
    if text[slice(*ahead)] in finder.intransitive:
        return NOTHING
    if mention.unit in PEOPLE:
        people = _people_ahead(finder, text, ahead, (end, limit))
        named = finder.names_people(text, people) or not _fares(finder, text, ahead)
        return people if named else NOTHING
    if mention.unit in TIMES and ahead[1] - ahead[0] == 1:
        return NOTHING  # 送了14趟药: the object of what was done so often
    if mention.unit == "岁":
        return _of_age(finder, text, end, limit)
    if mention.unit in _AREA_UNITS and (area := _AREA.match(text, end, limit)):
        return _with_others(text, area.span())
    if mention.kind is Kind.MONEY:
        return _for_money(finder, text, (end, limit), ahead)
    return _of_things(finder, text, mention, ahead, (end, limit))


def _of_things(finder: Nouns, text: str, mention: Mention, ahead: Span, room: Span) -> Span:
    """The things, bodies and works in a phrase, without what is theirs or what they did."""
    end, limit = room
    if owner := _OWNERS.match(text, end, max(ahead[1], end)):
        return owner.span()
    if mention.unit in _WORKS and (head := _made_by(finder, text, ahead, limit)):
        return head
    if mention.unit == "家" and (body := _BODY.match(text, *ahead)):
        return body.span()
    if mention.unit in _OWNED and (
        holder := finder.owner(text, ahead) or finder.of_holder(text, ahead)
    ):
        return holder
    if mention.unit in _DOING or mention.kind in (Kind.MEASURE, Kind.DURATION):
        return finder.without_place(text, finder.actors(text, ahead, people=mention.unit == "户"))
    return ahead


def _behind_clause(text: str, end: int, limit: int) -> int:
    """Where the noun begins that a clause stands before: 309名来自各行业的, 两座海拔4800米的."""
    if text[end : end + 1] in _TALL and (sizes := _SIZES.match(text, end)):
        return sizes.end() - 1
    if text.startswith(_FROM, end):
        return _joint(text, end, end + _FAR)
    attribute = _ATTRIBUTE.match(text, end, limit)
    joined = attribute is not None and attribute.end() == limit
    return _joint(text, limit, limit + NEAR) if joined else 0


def _joint(text: str, start: int, limit: int) -> int:
    """Where the 的 stands that closes a clause from ``start`` on; 0 where none does."""
    joint = text.find("的", start, limit)
    return 0 if any(sign in _APART for sign in text[start : max(joint, 0)]) else max(joint, 0)


_APART: Final = frozenset("，。;!?\n’")
_FROM: Final = (
    *("来自", "分别来自", "出自", "源自", "持有", "符合", "不符合", "从事", "患有", "位于", "处于"),
    *("涉嫌", "未取得", "没有", "就读于", "生活在", "居住在", "毕业于", "享受", "属于"),
)
"""309名来自各行各业的代表: where they come from stands between."""
_FAR: Final = 30


_OF_BODIES: Final = _PERSONS | frozenset("个家所户座条支")


def _fate(text: str, end: int) -> Span | None:
    """造成2人死亡、5人受伤: what became of them is all that is said."""
    behind = text[end + SHORTEST : end + SHORTEST + 1]
    told = text[end : end + SHORTEST] in FATES and (
        behind in STOPS or behind.isdigit() or not behind
    )
    return (end, end + SHORTEST) if told else None


def _those_who(finder: Nouns, text: str, end: int, ahead: Span) -> Span | None:
    """20名积极参加救援的队员: the people behind the clause that says what they do."""
    joint = _joint(text, end + 1, end + _FAR) if ahead == NOTHING else 0
    who = finder.after(text, joint, joint + NEAR) if joint else NOTHING
    return who if finder.names_people(text, who) else None


def _of_whom_done(finder: Nouns, text: str, mention: Mention, ahead: Span) -> Span:
    """40个品牌的注册和设计: those to whom it is done, where nothing but what is done stands behind 的."""
    joint = text.rfind("的", *ahead) if mention.unit in _OF_BODIES else -1
    if joint < ahead[0] + SHORTEST:
        return ahead
    for start, end, kind in finder.lexicon.onward(text, joint + 1, ahead[1]):
        if kind == NOUN and finder.raw.get(text[start:end]) != VERB:
            return ahead
    return ahead[0], joint


def _without_verb(finder: Nouns, text: str, ahead: Span, limit: int) -> Span:
    """28条路线减至22条, 十张蟒皮里挑三张: a phrase without the verb before the next number."""
    linked = _CHANGING if text[ahead[1] : ahead[1] + 1] in _TO else _LINKED
    if (
        ahead[1] - ahead[0] > SHORTEST
        and text[ahead[1] - 1] in linked
        and text[ahead[1] - 2 : ahead[1]] not in finder.raw
    ):
        return ahead[0], ahead[1] - 1
    if ahead[1] == limit and (chosen := _CHOSEN.search(text, ahead[0] + 1, limit)):
        return ahead[0], chosen.start()
    return ahead


def _for_money(finder: Nouns, text: str, room: Span, ahead: Span) -> Span:
    """800元慰问金, 30元押金无法退还: what the sum is; nothing when it was only spent on what stands there."""
    end, limit = room
    noun = end + text.startswith("的", end)
    match = _MONEY_NOUN.match(text, noun, limit)
    if match and ahead != NOTHING and match.end() < ahead[1]:
        kind = finder.lexicon.first(text, match.end(), ahead[1])[2]
        match = match if kind != NOUN and text[match.end()] != "的" else None
    if match is None and noun == end and _is_spent(finder, text, ahead):
        return NOTHING
    return match.span() if match else ahead


def _is_spent(finder: Nouns, text: str, ahead: Span) -> bool:
    """1500万元采购附苗器, 两千元塞进捐款箱: what was done with a sum, or what for."""
    if ahead == NOTHING:
        return False
    start, end, kind = finder.lexicon.first(text, *ahead)
    if text[start] in "没不未先才就再便":
        return True
    if kind == VERB:
        return end - start > 1 or end < ahead[1]
    return end - start == 1 and text[end : end + 1] in _WENT and text[ahead[1] - 1] not in _SUMS


_WENT: Final = frozenset("入进到出给掉成")


def _people_ahead(finder: Nouns, text: str, ahead: Span, room: Span) -> Span:
    """The people in a phrase that begins behind their number, without what they did."""
    end, limit = room
    if text.startswith(_BECAME, end):
        return NOTHING
    if ahead != NOTHING and text[ahead[0]] == "“" and text[ahead[1] - 1] == "”":
        return ahead
    if ahead != NOTHING and ahead[1] - ahead[0] <= _PERSON and not _is_how(finder, text, ahead):
        return finder.actors(text, ahead, people=True)
    people = finder.people_in(text, end, min(limit, end + NEAR))
    if "于" in text[slice(*people)]:
        people = NOTHING  # 受惠于义工
    if people != NOTHING and text.startswith("以上", people[1]):
        above = finder.after(text, people[1] + len("以上"), limit)
        return finder.actors(text, above, people=True)
    return people if people != NOTHING else finder.actors(text, ahead, people=True)


def _fares(finder: Nouns, text: str, span: Span) -> bool:
    """19人身体不适, 7人即时送院: whether people are only said to fare so."""
    if span == NOTHING or text[span[1] - 1] in "伤亡":
        return False
    start, end, _ = finder.lexicon.last(text, *span)
    behind = text[span[1] : span[1] + SHORTEST]
    return (
        text[start:end] in finder.intransitive
        or behind in finder.intransitive
        or behind[:1] == "不"
    )


def is_bound(mention: Mention, bound: Mention) -> bool:
    """两起十年以上积案, 1510包3公斤白米: whether a bound or a size says of what sort those behind it are."""
    if bound.start != mention.end or mention.kind is not Kind.COUNT or bound.kind is Kind.COUNT:
        return False
    bounded = bound.exactness in (Exactness.AT_LEAST, Exactness.AT_MOST)
    return bounded or bound.unit in _CONTENTS


def _is_how(finder: Nouns, text: str, ahead: Span) -> bool:
    """自主就业退役士兵: what the phrase begins with is how they are, and they come behind it."""
    *_, kind = finder.lexicon.first(text, *ahead)
    return kind != NOUN and not finder.names_people(text, ahead)


def _of_age(finder: Nouns, text: str, end: int, limit: int) -> Span:
    """16岁小将林可欣, 78岁的老人: who is that old, without the name."""
    start = end + text.startswith("的", end)
    person = finder.people_in(text, start, min(limit, start + NEAR))
    if person != NOTHING or text[start : start + 1] in STOPS:
        return person
    if (called := _CALLED.match(text, start, limit)) and called.group() not in finder.raw:
        return called.span()
    first = next(finder.lexicon.onward(text, start, min(limit, start + NEAR)), None)
    done = first is None or first[2] == VERB
    return NOTHING if done and start == end else finder.after(text, start, limit)


_CALLED: Final = re.compile(
    r"[老小][\u3400-\u9fff](?=[\u3400-\u9fff])|[\u3400-\u9fff]?阿[嬷嬤公婆伯姨妈姐嫂]"
)
"""老潘, 许阿嬷: how people are called."""


def _is_long(finder: Nouns, text: str, mention: Mention, ahead: Span) -> bool:
    """90分钟讲座, 十二天的戏剧节: whether a noun is what lasts, and no clause of what is done then."""
    if ahead == NOTHING or text[mention.end] in _AFTER or finder.only_done(text, ahead):
        return False
    if text.startswith("的", mention.end):
        return True
    if text[mention.end] == "有" or finder.people.match(text, *ahead):
        return False
    if text[ahead[1] - 1] in _UP and ahead[1] - ahead[0] == SHORTEST:
        return False
    if _MOVED.search(text, max(mention.start - 2, 0), mention.start):
        return False
    start, close, kind = finder.lexicon.first(text, *ahead)
    return kind != VERB or (close - start > 1 and text[start:close] not in finder.words)


_MOVED: Final = re.compile(r"(?:提前|推迟|延长|缩短|推后|延后)$")
_UP: Final = frozenset("光完掉尽")
"""半小时订光: what was done in that time."""
_LINKED: Final = frozenset("换抵兑说称道来去")
"""Verbs that no noun before them closes: 3本旧书换1本新书, 老王说, 同学来."""
_TALL: Final = DIMENSIONS | {"重"}
_SIZES: Final = re.compile(
    r"[宽高深长厚重](?:[、，和]?[约近数]{0,2}[\d一二三四五六七八九十百]{1,6}(?:\.\d{1,3})?[余多]?(?:厘米|公里|公分|米)[宽高深长厚]){0,3}的"
)
"""120米深的井, 5米深、8米宽的壕沟: whose size it is stands behind them all."""
_CHOSEN: Final = re.compile(r"[里中][挑选抽取拣捡留剩拿](?:出|了|中|走)?$")
"""十张蟒皮里挑三张: some of those."""
_CHANGING: Final = frozenset("减增降升涨跌缩扩加压提改延调")
_TO: Final = frozenset("至到成为")
"""28条路线减至22条: what came of them."""
_ATTRIBUTE: Final = re.compile(
    r"(?:海拔|总?重|高|长|宽|深|面积|容量|总?价值|年产|总?投资|单价|均价|跨度|直径|功率|年龄)(?:在|约|近|超|超过|达)?"
)
"""两座海拔4800米的垭口: how big what is counted is."""
_BOUND: Final = re.compile(
    r"(?:\d[\d.,]{0,9}|[一二三四五六七八九十百千]{1,5})[万亿]?(?:年|个?月|天|小时|元|平方米|公里|亩|吨|米)(?:及?以[上下内])的?(?=[\u3400-\u9fff“])"
)
"""十年以上信访积案: of what sort, in numbers."""
_CONTENTS: Final = frozenset(("公斤", "斤", "克", "毫升", "升", "吨", "千瓦"))
_SIZE: Final = re.compile(
    r"\d[\d.]{0,5}(?:公斤|千克|斤|克|毫升|升|吨|英?寸|千瓦)装?的?(?=[\u3400-\u9fff])(?!级)"
)
"""1510包3公斤白米: how much each of them holds."""
_AFTER: Final = frozenset("后前内里")
"""After a time: 住院11天后康复."""


def _goes_on(finder: Nouns, text: str, verb: Span) -> bool:
    """116人选择到西部: whether the verb of these people has more behind it that is no noun of theirs."""
    first = next(finder.lexicon.onward(text, verb[1], min(len(text), verb[1] + NEAR)), None)
    return first is not None and first[2] != NOUN and text[verb[1]] not in STOPS


def _made_by(finder: Nouns, text: str, ahead: Span, limit: int) -> Span | None:
    """230件代表提出的建议: of what cannot act the noun stands behind the 的 of who made it."""
    joint = text.find("的", ahead[0] + 1, min(limit, ahead[1] + _PERSON))
    if joint < 0 or not finder.acts(text, (ahead[0], joint)):
        return None
    maker = finder.actors(text, (ahead[0], joint), people=True)
    if not finder.does(text, *maker):
        return None
    head = finder.after(text, joint, limit, things=True)
    return head if is_noun(text, head) else None


_WORKS: Final = frozenset(("件", "项", "条", "篇", "份", "幅", "首", "笔", "册", "部"))
_BODY: Final = re.compile(rf"[\u3400-\u9fff“”、]{{0,12}}?{any_of(BODIES)}(?=[\u3400-\u9fff])")
_ACTING: Final = frozenset(("人", "人次", "", "户"))
_BODIES: Final = frozenset(("个", "家", "所", "支", "批", "名", "位", "群", "队", "组"))
_OWNED: Final = listed("个 家 所 间 座 栋 幢 条 处 支 村")
"""Of 9个国考断面水质优良比例 the sections are counted, not their share."""
_DOING: Final = listed("户 家 处 所 栋 幢 座 条 只 头 匹 辆 艘 架 台 间 支 组 队 班 个 村 群")
_BECAME: Final = (
    "获评",
    "当选",
    "入选",
    "荣获",
    "获得",
    "成为",
    "考上",
    "评为",
    "晋升",
    "担任",
    "跻身",
)
"""After people these say what became of them."""
FATES: Final = listed("死亡 失踪 受伤 遇难 受灾 伤亡 轻伤 重伤 溺亡 失联 被困 获救 遇害")
"""What became of people, after their number."""
_AREA_UNITS: Final = frozenset(("个", "多个"))
_AREA: Final = re.compile(
    r"[村县镇乡省](?=[\u3400-\u9fff(])(?![定外内村民庄镇乡级委居落容貌支干部史域街直办场区县市医情道卫财政贤镇小中企社团公联两旅愁音])"
)


def _with_others(text: str, area: Span) -> Span:
    """县(市、区) are counted together."""
    others = _OTHERS.match(text, area[1])
    return (area[0], others.end()) if others else area


_OTHERS: Final = re.compile(r"\([\u3400-\u9fff](?:、[\u3400-\u9fff]){0,3}\)")
NEAR: Final = 14


def is_noun(text: str, span: Span) -> bool:
    length = span[1] - span[0]
    if length != 1:
        return length > 1
    sign, following = text[span[0]], text[span[1] : span[1] + 1]
    return sign in _SHORT_NOUNS or (
        (following in _CLOSED or following.isdigit()) and sign not in _NO_NOUN
    )


_CLOSED: Final = frozenset(("", *"，。;、!?\n”’"))
_NO_NOUN: Final = frozenset(
    "长宽高深厚粗时起多余内外前后上下者整了着过止许来左右间里中的地得吗呢吧啊哦呀啦嘛哟喔死亡伤计待共达约为分每至予各涨跌降升增减练"
)


def is_purpose(text: str, mention: Mention, ahead: Span) -> bool:
    """A long phrase after a sum of money says what it is for, not what it is."""
    if mention.kind is not Kind.MONEY or ahead[1] - ahead[0] < _LONG:
        return False
    return text[ahead[1] - 1] not in _SUMS


_SUMS: Final = frozenset("金款资费”")
