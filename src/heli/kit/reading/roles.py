"""What a quantity does in its sentence: a claim, a part of the structure, a name, a reference.

Only a figure is something records could prove. The decisions are rules of the language, each
named in ``Mention.rule``; where usage is divided, the confidence says so.
"""

import re
from typing import Final

from heli.kit.interval import Exactness
from heli.kit.reading.mention import ONE, Mention, become
from heli.kit.reading.model import QUANTITIES, Kind, Role
from heli.kit.reading.named import NAMED_UNITS, is_named
from heli.kit.reading.ones import decide_one
from heli.kit.reading.rates import is_basis
from heli.kit.reading.tries import listed
from heli.kit.reading.words import Words


_ZONE: Final = re.compile(
    r"《[^《》\n]{1,80}》?|“[^“”\n]{1,60}”|\"[^\"\n]{1,30}\"|‘[^‘’\n]{1,30}’|〈[^〈〉\n]{1,40}〉|【[^】\n]{1,20}】|@[^:\s@，。]{1,16}"
)
_SENTENCE: Final = re.compile(r"[，。,;!?了我你他她呢吗就才都还很吧啊呀]")
_SLOGAN: Final = 18

Zone = tuple[int, int]


def name_zones(text: str) -> list[Zone]:
    """Where titles and short quoted names stand; a quotation with a comma or a verdict is speech."""
    zones: list[Zone] = []
    for match in _ZONE.finditer(text):
        start, end = match.span()
        title = text[start] in "《〈【@"
        if title or (end - start <= _SLOGAN and not _SENTENCE.search(text, start + 1, end - 1)):
            zones.append((start, end))
    return zones


def assign_roles(text: str, mentions: list[Mention], words: Words) -> None:
    """Decide the role of every quantity in ``mentions``, which stand in the order of the text."""
    zones = name_zones(text)
    at, count = 0, len(zones)
    before: Mention | None = None
    for mention in mentions:
        while at < count and zones[at][1] <= mention.start:
            at += 1
        inside = at < count and zones[at][0] <= mention.start
        if mention.kind in QUANTITIES and mention.role is Role.FIGURE:
            if inside and _is_name(text, mention, zones[at]):
                become(mention, Role.NAME, "role.quoted")
            elif before and mention.start - before.end <= 1 and is_basis(text, mention, before):
                become(mention, Role.REFERENCE, "role.per_basis")
            elif not (
                (mention.unit in NAMED_UNITS or (before and before.kind is Kind.ORDINAL))
                and is_named(text, mention, before)
            ):
                _decide(text, mention, words)
        before = mention


def _is_name(text: str, mention: Mention, zone: Zone) -> bool:
    """In quotation marks 1名领导+1名干部 still counts people; 四个意识 and 24小时 do not."""
    if text[zone[0]] in "《〈【@":
        return True
    return not (mention.arabic and "+" in text[zone[0] : zone[1]])


def _decide(text: str, mention: Mention, words: Words) -> None:
    if mention.start and text[mention.start - 1] == "每" and mention.low != ONE:
        return become(mention, Role.REFERENCE, "role.per_basis")
    if (
        text[mention.start] in _SCALE_SIGNS
        and mention.kind is not Kind.PERCENT
        and _BARE_SCALE.match(text, mention.start)
        and mention.exactness is Exactness.EXACT
    ):
        return _bare_scale(text, mention)
    if (
        mention.exactness is Exactness.AT_LEAST
        and mention.kind in (Kind.MONEY, Kind.COUNT)
        and _BARE_CLASS.match(text, mention.start)
    ):
        return become(mention, Role.NAME, "role.size_class", 0.7)
    if mention.kind is Kind.DURATION:
        return _duration(text, mention)
    if mention.kind is Kind.MEASURE:
        _measure(text, mention)
    if mention.unit == "番" and text[mention.start - 1 : mention.start] not in (
        "翻",
        "了",
        "近",
        "超",
    ):
        return become(mention, Role.NAME, "role.idiom")
    if mention.kind is Kind.PERCENT and _SUBSTANCE.match(text, mention.end):
        return become(mention, Role.NAME, "role.concentration")
    if mention.role is not Role.FIGURE or mention.kind in (Kind.MONEY, Kind.PERCENT):
        return None
    if mention.unit == "期" and not mention.arabic and _PHASE.match(text, mention.end):
        return become(mention, Role.NAME, "role.phase", 0.7)
    if mention.exactness is Exactness.INDEFINITE:
        _indefinite(text, mention, words)
    elif not mention.arabic and mention.low == ONE == mention.high:
        decide_one(text, mention)
    elif mention.kind is Kind.COUNT:
        _several(text, mention, words)
    return None


_PHASE: Final = re.compile(
    r"(?:的)?(?:工程|项目|新建|建设|用地|厂房|地块|改造|扩建|征地|开工|竣工|投产|投资(?!者)|占地|安置|(?:顺利|全面|正式|已经?|即将)?(?:建成|完工|投运|投用|开建|启用))|[东南西北中](?:段|线|区)|(?=\d)|(?:(?<=[站头厂园港城桥苑][一二三四五]期)|(?<=(?:机场|项目)[一二三四五]期))[，。、;]"
)
"""一期工程, 二期用地, 其中一期1.6万平方米: which part of a building, not how many issues."""
_SCALE_SIGNS: Final = frozenset("百千万亿")
_BARE_SCALE: Final = re.compile(r"(?:[百千][万亿]?|[万亿])(?![百千万亿\d一二三四五六七八九余多几])")
_BARE_CLASS: Final = re.compile(
    r"(?:[百千][万亿]?|[万亿])[元人头亩吨](?:及)?以上(?!的)[\u3400-\u9fff]"
)
_MOVERS: Final = re.compile(
    r"(?:组织|发动|动员|选派|抽调|邀请|集结|举办|开展|开出|征集|评选|招募|培育|培养|吸引|服务|发放|表彰|选树|惠及|达)$"
)


_REACHED: Final = re.compile(r"[额值入资款润税]达到?$")


def _bare_scale(text: str, mention: Mention) -> None:
    """百名, 千亩, 万元 without a digit are mostly names (千亩果园, 万元产值能耗), 捐款额达百亿元 is none."""
    leading = text[max(mention.start - 3, 0) : mention.start]
    moved = _REACHED if mention.kind is Kind.MONEY else _MOVERS
    if mention.kind in (Kind.COUNT, Kind.MONEY) and moved.search(leading):
        mention.rule, mention.confidence = "role.round_count", 0.6
    else:
        become(mention, Role.NAME, "role.round_name", 0.6)


_SUBSTANCE: Final = re.compile(
    r"(?:的|浓度)?(?:医用|工业|食用)?(?:酒精|乙醇|消毒液|消毒水|消毒剂|次氯酸钠|双氧水|过氧乙酸|葡萄糖|碘伏|盐水|生理盐水)"
)
_SCHEME: Final = re.compile(
    r"(?:期)?(?:专项)?(?:行动|计划|规划|攻坚|任期|学制|一贯制|义务教育|发展规划|纲要|方案|提升|滚动|制(?!定|作)|大变样|上台阶|生活圈|便民|就业圈|医疗圈|交通圈|通勤圈|经济圈|阅读圈|文化圈|服务圈|健身圈|养老圈|都市圈|[^，。;\s]{0,6}圈|无理由|过渡期|集中行动)"
)
_WHOLE_DAY: Final = 24
_ROUND_CLOCK: Final = re.compile(
    r"(?:不间断|在线|生产|运转|作业|施工|值守|值班|待命|服务|热线|开放|营业|轮|全天候|不打烊|自助|响应|监测|监控|巡逻|驻守|专人|畅通|守护|备勤|坚守)"
)
_PERIOD_AFTER: Final = re.compile(
    r"平均|有期徒刑|(?:多|余)?(?:来(?!回)|以来|前(?!夕|[^，。、]{0,2}[名位])|后(?!续|勤)|之前|之后|间|里|中(?!旬)|之间|期间|之久的历史)"
)
_PERIOD_BEFORE: Final = re.compile(
    r"(?:过去|未来|今后|最近|[上下]一?个|近|(?<!提)前|头|这|那|此后|之前|往后|接下来)(?:的)?$"
)
_LASTING: Final = re.compile(
    r"(?:历时|为期|连续|长达|达|满|坚持|增加|延长|缩短|提前|超期|耗时|用时|时长|持续|工作|服务|任职|滞后|累计|节约|节省|压缩到|压减至|缩短至|缩短为|减少到|平均|仅用|只用|不到|停留|逗留|隔离|休息|试用期|有效期|期限为?|值守|休整|驻村|蹲点|驻点|封控|停业|停课|停产|闭馆|免费|公示|推迟|拖延|轮训|苦干|展期|租期|假期|学期|周期|任期|学制|刑期|徒刑|工期|周期|时间|全年|培训|集训|奋战|鏖战|隔|每|限时|需|花了|需要|经过|等了|走了|了|约|近|至少|评审用|[要需只仅]用|休渔|停工|停航|禁渔|养伤|卧床|昏迷|走了|住|等|熬|练|学|守|关|封山|封路)$"
)


def _duration(text: str, mention: Mention) -> None:
    if mention.unit == "周年":
        return become(mention, Role.REFERENCE, "role.anniversary")
    following = text[mention.end : mention.end + 12]
    leading = text[max(mention.start - 5, 0) : mention.start]
    if _SCHEME.match(following):
        return become(mention, Role.NAME, "role.scheme")
    if mention.unit == "小时" and mention.low == _WHOLE_DAY and _ROUND_CLOCK.match(following):
        return become(mention, Role.NAME, "role.round_the_clock")
    counted = mention.arabic and following.startswith(("里，", "里,"))
    counted = counted or (following.startswith("后") and _SPENT.search(leading) is not None)
    if not counted and (_PERIOD_AFTER.match(following) or _PERIOD_BEFORE.search(leading)):
        return become(mention, Role.REFERENCE, "role.period")
    if (
        mention.unit in ("年", "年度")
        and mention.exactness is Exactness.INDEFINITE
        and not mention.rule.endswith("few")
    ):
        return become(mention, Role.REFERENCE, "role.period", 0.7)
    lasting = _LASTING.search(leading) or _DONE_SINCE.match(following)
    if not mention.arabic and mention.low == ONE == mention.high and not lasting:
        return become(mention, Role.NAME, "role.idle_one", 0.6)
    return None


_SPENT: Final = re.compile(
    r"(?:住院|治疗|休养|抢救|昏迷|卧床|隔离|失联|被困|停业|停产|闭馆|历时|耗时|连续|奋战|鏖战)$"
)
"""What took this long before something else: 住院11天后康复."""
_DONE_SINCE: Final = re.compile(r"(?:已|共|累计|内)")


_DISCIPLINE: Final = re.compile(
    r"(?:蝶泳|仰泳|蛙泳|自由泳|混合泳|短跑|长跑|跨栏|障碍|接力|竞走|赛跑|手枪|步枪|跳台|跳板|赛艇|皮划艇|速滑|游泳)"
)


_CLASS: Final = re.compile(r"(?:以[上下])?级(?:别|决赛|比赛|冠军|[亚季]军|，|选手|项目)")
"""75公斤级决赛: for whom the match is."""


def _measure(text: str, mention: Mention) -> None:
    if _DISCIPLINE.match(text, mention.end) or _CLASS.match(text, mention.end):
        become(mention, Role.NAME, "role.discipline")
        return
    leading = text[max(mention.start - 3, 0) : mention.start]
    if not mention.arabic and leading.endswith(("最后", "头", "零距离", "初始")):
        become(mention, Role.NAME, "role.idiom")
    elif mention.unit == "岁" and text[mention.end - 2 : mention.end] in ("以上", "以下"):
        become(mention, Role.REFERENCE, "role.age_group", 0.7)


_ABSTRACT_MANY: Final = re.compile(
    r"[^，。;、]{0,2}(?:形式|方式|渠道|途径|手段|因素|模式|方面|维度|角度|层面|领域|环节|可能|方法|力量|功能|场合|场景)"
)


def _indefinite(text: str, mention: Mention, words: Words) -> None:
    if mention.unit in ("种", "个", "项", "类", "方", "层", "点", "重") and _ABSTRACT_MANY.match(
        text, mention.end
    ):
        become(mention, Role.NAME, "role.abstract_many", 0.7)


_FRAME_UNITS: Final = listed("大 级 点 方 环 重 关 步 端 性 线 面 极")
_GENERIC: Final = listed(
    "个 项 种 类 条 道 座 张 层 把 门 支 根 块 篇 句 股 驾 本 台 件 场 次 处 组 路 字 片"
)
_AREAS: Final = listed("村 镇 乡 县 区 市 省 州 国 地 院 校")
_GRADES: Final = 20
_FRAME_HEADS: Final = re.compile(
    r"[^，。;、]{0,2}?(?:方面|环节|要求|特点|维度|层面|原则|坚持|结合|转变|确保|聚焦|关键词|字诀)"
)
_ALL_ARE: Final = re.compile(r"([\u3400-\u9fff]{1,6})[都也全均]是")
_SPAN_NEXT: Final = re.compile(r"一(?:个?小时|天|个?月|年|次|分钟|周|晚|夜|班|共)")
_WORD: Final = re.compile(r"个?字(?::|$|，|。)")


_TIERS: Final = listed("档 类 等 级")
_TIER_SIZE: Final = re.compile(r"为?[\d一二两三四五六七八九十百]{1,4}(?:[家个名户项]|人)")


def _is_tier(text: str, mention: Mention) -> bool:
    """三类12户 are twelve of the third; 二类以上 are graded."""
    graded = mention.exactness is Exactness.AT_LEAST
    return graded or _TIER_SIZE.match(text, mention.end) is not None


_LINE: Final = re.compile(r"(?:公交|电车|专线车|末班车|首班车|夜班车|车(?!辆)|线)")
_HOUSE: Final = re.compile(
    r"(?:\d{1,4}|[一二三四五六七八九十]{1,2})(?:单元|号|室|门|层(?!住宅|楼|高|民房|厂房|建筑|小|框架|砖|钢|混))"
)


def _of_scale(text: str, start: int) -> bool:
    """阵风11级, 震级6级: a reading on a scale, no tier."""
    return _SCALES.search(text, max(start - 3, 0), start) is not None


_SCALES: Final = re.compile(r"(?:[阵大台]风|风力|风速|震级|烈度)达?$")
_FLAGS: Final = re.compile(r"[旗牌鼓锣镜墙]$")


def _is_build(text: str, mention: Mention) -> bool:
    """两台五轴加工中心, 三栋18层住宅: how the things just counted are built."""
    if (
        mention.unit not in _BUILDS
        or not "\u3400" <= text[mention.end : mention.end + 1] <= "\u9fff"
    ):
        return False
    return _JUST_COUNTED.search(text, max(mention.start - 3, 0), mention.start) is not None


_BUILDS: Final = listed("轴 层 座 缸 核 孔 门")
_JUST_COUNTED: Final = re.compile(r"[\d一二两三四五六七八九十百余多][台辆架艘套栋幢部列条张间]$")


def _is_house(text: str, mention: Mention) -> bool:
    """3栋2单元 is where somebody lives; 建有2栋5层 are two buildings."""
    return (
        mention.unit in ("栋", "幢", "座", "单元")
        and _HOUSE.match(text, mention.end) is not None
        and _BUILT.search(text, max(mention.start - 2, 0), mention.start) is None
    )


_BUILT: Final = re.compile(r"[有建设盖成造]$|层[和与及]$")


def _several(text: str, mention: Mention, words: Words) -> None:
    """Several of a generic classifier before an abstract head is structure: 四点要求, 三个方面."""
    if mention.unit == "级" and (mention.precision < ONE or _of_scale(text, mention.start)):
        return
    if mention.unit == "面" and _FLAGS.search(text, max(mention.start - 2, 0), mention.start):
        return
    if _is_build(text, mention):
        become(mention, Role.NAME, "role.build")
        return
    if mention.unit == "版" and (
        mention.precision < ONE or text.startswith(("本", "次"), mention.end)
    ):
        become(mention, Role.NAME, "role.edition")
        return
    if mention.unit == "路" and mention.arabic and _LINE.match(text, mention.end):
        become(mention, Role.NAME, "role.bus_line")
        return
    if _is_house(text, mention):
        become(mention, Role.REFERENCE, "role.house")
        return
    if not mention.arabic and mention.unit in _TIERS and _is_tier(text, mention):
        become(mention, Role.REFERENCE, "role.tier")
        return
    if mention.unit in ("级", "大", "大类") and (mention.high is None or mention.high <= _GRADES):
        become(mention, Role.STRUCTURE, "role.frame")
        return
    small = mention.high is not None and mention.high <= (20 if mention.arabic else 12)
    if not small or mention.exactness is not Exactness.EXACT:
        return
    following = text[mention.end : mention.end + 1]
    if mention.unit in _FRAME_UNITS and (not mention.arabic or mention.unit in "大级"):
        become(mention, Role.STRUCTURE, "role.frame")
    elif _WORD.match(text, mention.end - (mention.unit == "个")):
        become(mention, Role.STRUCTURE, "role.words")
    elif mention.unit in _AREAS and not mention.arabic:
        become(mention, Role.STRUCTURE, "role.areas", 0.7)
    elif mention.unit in _GENERIC:
        if following in '“"' and following and not mention.arabic:
            become(mention, Role.STRUCTURE, "role.named_set", 0.75)
        elif mention.arabic:
            if _FRAME_HEADS.match(text, mention.end):
                become(mention, Role.STRUCTURE, "role.abstract_head", 0.8)
        elif following == "是" or _SPAN_NEXT.match(text, mention.end):
            return  # 七个有五个是帮工: no head stands behind 是
        elif (said := _ALL_ARE.match(text, mention.end)) and not words.structure.match(
            text, mention.end, said.end(1)
        ):
            return  # 七个飞手都是“90后”: what is said of them
        elif words.structure.match(text, mention.end) and not words.concrete.match(
            text, mention.end
        ):
            become(mention, Role.STRUCTURE, "role.abstract_head", 0.8)
