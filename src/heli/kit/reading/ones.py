"""The numeral 一 before a classifier: mostly an article (一个平台), sometimes a count (一名学者)."""

import re
from typing import Final

from heli.kit.interval import Exactness, Interval
from heli.kit.reading.mention import ONE, Mention, become
from heli.kit.reading.model import Role
from heli.kit.reading.tries import listed


_IDLE_BEFORE: Final = re.compile(
    r"(?:每.?|同|另|某|任何|哪|这|那|此|整|不[落漏少让丢掉错]过?|接|没有|没|未[\u3400-\u9fff]?|唯|(?<![拦摘放留拿买接写落停卸取救打建生架])下|上|前|后|新|为|(?<!造)成|成为|作|作为|当|进|又|再|头|之|如|像|是|凝成|集于|融于|有着|最近|最[\u3400-\u9fff]{1,2}的)$"
)
_IDLE_AFTER: Final = re.compile(
    r"(?:申请者|户|家庭|公司|也?[不没无]|都[不没]|又一|接一|[一二两三四五六七八九十百千万]|比一|对一|带一|换一|(?<=一[人户])\d|把|旦|样|直|味|贯|边|般|性)"
)
_EACH: Final = re.compile(
    r"每(?:个?(?:[期月年周天日季村户人家县区市镇乡组队校院馆站所班社区企业支部单位项次批场篇]|季度|学期|学年|社区|街道|部门|支部|学院|学校|单位|企业|小区|网格|党员|学生|队员|名[^，。;]{1,5}|位[^，。;]{1,5}|[一两二三四五六七八九十\d]{1,3}[个]?[年月周天日]))[^，。;!?、]{0,8}$"
)
_COUNTED_ONE: Final = listed(
    "名 位 篇 幅 套 组 辆 台 所 栋 幢 间 本 册 部 首 架 艘 头 枚 期 户 人 匹 株 棵 盏 双 副 瓶 箱 桶 袋 盒 包 卷 例 起 处 对 顶 封 只 支 盆"
)
_EVENT_ONE: Final = re.compile(
    r"[^，。;、“”]{0,12}?(?:讲座|报告会|宣讲|培训|演练|比赛|竞赛|赛事|演出|晚会|座谈会|交流会|研讨会|论坛|学习会|会议|例会|党课|党日活动|活动|体检|义诊|检查|督查|调研|走访|考核|评比|普查|统计|调度|会商|巡查|消杀|检测|核酸|集中学习|家访|谈话|听证会|招聘会|对接会|推介会|展览|画展|书展|音乐会)"
)
_WAR: Final = re.compile(
    r"[^，。;、]{0,6}(?:战|仗|硬仗|战争|战役|阻击战|攻坚战|革命|变革|危机|大考|考试|考验|盛宴|雨|雪|风|灾|火|疫情|洪水|接力|马拉松|持久战|较量|博弈|浩劫|梦|及时雨)"
)
_BODY_ONE: Final = re.compile(
    r"[^，。;、“”]{0,10}?(?:企业|公司|医院|学校|酒店|餐馆|饭店|超市|工厂|机构|银行|单位|书店|门店|农场|合作社|幼儿园|药店|媒体|[^，。]?[厂店馆社站]|书屋|网吧|商行)"
)


def decide_one(text: str, mention: Mention) -> None:
    """一 with a classifier is mostly an article; only some classifiers count one thing."""
    leading = text[max(mention.start - 14, 0) : mention.start]
    if mention.unit == "次" and _REGULAR.search(leading):
        become(mention, Role.NAME, "role.regular")
    elif leading[-1:] == mention.unit and len(mention.unit) == 1:
        become(mention, Role.NAME, "role.idle_one")  # 讲一讲
    elif text.startswith(mention.unit, mention.end):
        become(mention, Role.NAME, "role.idle_one")  # 一栋栋
    elif _TYPICAL.match(text, mention.end) or leading.endswith(_ARTICLE.get(mention.unit, "着")):
        become(mention, Role.NAME, "role.idle_one")
    elif _EACH.search(leading) and mention.unit not in ("个", "种", "类"):
        mention.rule, mention.confidence = "role.each_one", 0.8
    elif _IDLE_BEFORE.search(leading[-4:]) or _IDLE_AFTER.match(text, mention.end):
        become(mention, Role.NAME, "role.idle_one")
    elif mention.unit == "批":
        mention.bound(_MANY)
        mention.exactness, mention.rule = Exactness.INDEFINITE, "indefinite.batch"
    elif mention.unit in ("位", "间") and (
        mention.start == 0 or text[mention.start - 1] in _CLAUSE_STARTS
    ):
        become(mention, Role.NAME, "role.someone", 0.7)
    elif mention.unit in _COUNTED_ONE or _is_listed(text, mention):
        mention.rule, mention.confidence = "role.counted_one", 0.75
    elif (
        mention.unit in ("场", "次", "堂", "轮", "届")
        and _EVENT_ONE.match(text, mention.end)
        and not _WAR.match(text, mention.end)
    ):
        mention.rule, mention.confidence = "role.event_one", 0.65
    elif (mention.unit == "家" and _BODY_ONE.match(text, mention.end)) or (
        mention.unit == "座" and _BUILT_ONE.match(text, mention.end)
    ):
        mention.rule, mention.confidence = "role.body_one", 0.7
    else:
        become(mention, Role.NAME, "role.idle_one", 0.7)


_BUILT_ONE: Final = re.compile(
    r"[^，。;、\n]{0,10}?(?:大厦|[大小]学|学校|(?<!心)桥|水库|电站|[厂塔庙寺楼馆]|煤矿|仓库|船坞|教堂|礼堂|大坝)"
)
"""建起一座希望小学; 一座连心桥 and 一座丰碑 are no buildings."""
_ARTICLE: Final = {"封": ("的", "着")}
_TYPICAL: Final = re.compile(r"[^，。;、]{1,8}?(?:平均|通常|一般)")
_REGULAR: Final = re.compile(r"(?:每|[两一二三四五六七八九十\d][天日周月年])[^，。;!?、]{0,8}$")
_CLAUSE_STARTS: Final = frozenset("\n。，,;:!? ”")
_NEVER_ONE: Final = listed("地 块 个 种 类 把 步 口 圈 道 面 下 遍 趟 回 声 天 年 案 眼 点")
_LISTED: Final = re.compile(r"[，。、,;!?()\n”]")


def _is_listed(text: str, mention: Mention) -> bool:
    """主论坛一场、分论坛六场: a count after its noun, closed by punctuation, is a figure."""
    if (
        mention.start == 0
        or text[mention.start - 1] in _CLAUSE_STARTS
        or mention.unit in _NEVER_ONE
    ):
        return False
    return bool(_LISTED.match(text, mention.end)) and not text.startswith("、一", mention.end)


_MANY: Final = Interval(ONE + ONE, None)
