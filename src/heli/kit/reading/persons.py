"""Names of persons: who did something is never what was counted (班长吴佳颖返乡七年, 周志红只掏了800元)."""

from functools import lru_cache
from typing import Final

from heli.kit.reading.deeds import DEEDS
from heli.kit.reading.lexicon import LINK, VERB
from heli.kit.reading.nouns import nouns
from heli.kit.reading.phrases import REMEMBERED
from heli.kit.reading.tries import listed


def is_somebody(text: str, start: int, end: int) -> bool:
    """Whether a phrase is a person's name, with nothing behind it but what that person did."""
    return _is_somebody(text[start:end])


@lru_cache(maxsize=REMEMBERED)
def _is_somebody(phrase: str) -> bool:
    if len(phrase) == _SHORT and phrase[1] in _KIN and phrase not in nouns().lexicon.classes:
        return True
    if _SURNAMES.isdisjoint(phrase):
        return False
    for place, sign in enumerate(phrase):
        if sign not in _SURNAMES:
            continue
        end = _named(phrase, place)
        if end and _is_title(phrase, place, end) and _merely_does(phrase, end):
            return True
    return False


def _named(phrase: str, place: int) -> int:
    """Where the name ends whose family name stands at ``place``, or 0: 老顾, 范师傅, 林志豪."""
    known = nouns().lexicon.classes
    if place == 1 and phrase[0] in _FAMILIAR and phrase[:2] not in known:
        return _SHORT
    for length in (2, 1):
        if phrase[place + 1 : place + 1 + length] in _CALLED:
            return place + 1 + length
    pairs = (phrase[at : at + 2] for at in range(max(place - 1, 0), place + 3))
    whole = len(phrase) - place >= _FULL and phrase[place : place + 3] not in known
    whole = whole and phrase[place + 2] not in _NO_NAME
    return place + _FULL if whole and not any(pair in known for pair in pairs) else 0


def _is_title(phrase: str, place: int, end: int) -> bool:
    """Whether what stands before a name says who that is: 农友, 班长."""
    return not place or end == _SHORT or phrase[place - 1] in _TITLES


def _merely_does(phrase: str, end: int) -> bool:
    if end > _FULL and len(phrase) - end <= _SHORT:
        return True  # 船长黄坤讨海, 木匠蒋志豪学艺: behind a title and a name one word is what was done
    rest = nouns().lexicon.onward(phrase, end, len(phrase))
    return all(
        kind in (VERB, LINK) or phrase[first:last] == "自己" or phrase[first:last] in DEEDS
        for first, last, kind in rest
    )


_SHORT, _FULL = 2, 3
"""How many signs 老顾 and 林志豪 have."""
_SURNAMES: Final = frozenset(
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵"
    "孟龙万段雷钱汤尹黎易常武乔贺赖龚文庞樊兰殷施陶洪翟安颜倪严牛温芦季俞章鲁葛伍韦申尤毕聂丛焦向柳邢路岳齐梅莫庄辛管祝左涂谷祁时舒耿牟卜詹关苗凌费纪靳盛童欧甄项曲成游阳裴席卫查屈鲍位覃霍翁隋植甘景薄单包司柏宁柯阮桂闵简巫卓茹蓝官"
)
"""Family names are a closed class: these bear nine of ten people."""
_FAMILIAR: Final = frozenset("老小阿")
_CALLED: Final = listed(
    "师傅 先生 女士 小姐 太太 婆婆 阿婆 阿姨 大爷 大妈 大娘 大叔 大姐 大哥 大嫂 奶奶 爷爷 伯伯 叔叔 老师 老伯 老汉 伯 叔 姐 哥 嫂 姨 姑 婶 爷 爹爹"
)
_NO_NAME: Final = frozenset(
    "营网队站室厂店馆院所路道桥河湖岛村镇区县市场园街楼房屋车船机器具品物料药菜果田地水油电灯线管板纸布衣鞋帽书画报刊票证卡费款金额率量数式型类级层期会团组部局厅门口头面边里外上下中内者员家户人业率度制法"
)
"""In these common nouns end and hardly a given name."""
_KIN: Final = frozenset("姐哥叔伯姨婶嫂姑")
"""英姐: how people are called whose family name is not said."""
_TITLES: Final = frozenset("长员师友工者任记官手机民农人生妇匠主兵夫商户妈爸姐哥嫂伯")
"""What a word for an office or a trade ends in."""
