"""One pass over a folded text: find each numeral, ask what it is, go on behind it."""

import re
from typing import Final

from heli.kit.reading.bare import bare_at
from heli.kit.reading.cases import is_case
from heli.kit.reading.codes import clock_at, code_at
from heli.kit.reading.context import before
from heli.kit.reading.contextual import SIGNS as CONTEXTUAL
from heli.kit.reading.dates import date_at
from heli.kit.reading.dense import Cells
from heli.kit.reading.flocks import flock_at
from heli.kit.reading.lexicon import NOUN, common_words
from heli.kit.reading.marks import mark_at, ordinal_at, rank_at
from heli.kit.reading.mention import Mention
from heli.kit.reading.money import LAST as AFTER_CURRENCY
from heli.kit.reading.numerals import NUMERAL, Amount
from heli.kit.reading.quantity import pointed_from, quantity_from
from heli.kit.reading.shares import half_at, indefinite_at, share_at
from heli.kit.reading.units import UnitTable
from heli.kit.reading.words import Words


# The first character set is what the search runs on; the rest looks only where a numeral stands,
# and no word ends in a digit.
_TRIGGER: Final = re.compile(
    r"[\d零〇一二两三四五六七八九十百千万亿廿卅几数第首多半若壹贰叁肆伍陆柒捌玖]"
    r"(?:(?<=\d)|(?<!统一)(?<!唯一)(?<!单一)(?<!专一)(?<!划一)(?<!逐一)(?<!万一)(?<!之一)(?<!周[一二三四五六])"
    r"(?<!星期[一二三四五六])(?<!许多)(?<!很多)(?<!更多)(?<!众多)(?<!诸多)(?<!较多)(?<!最多)(?<!大[多数半])"
    r"(?<!不[多几一])(?<!为[首数])(?<!无数)(?<!人数)(?<!次数)(?<!指数)(?<!总数)(?<!系数)(?<!参数)(?<!岁首)(?<!榜首)(?<!元首))"
)
# No prose says the same twenty times over: where numerals stand thick, a run that only repeats
# itself (a damaged table, a hostile text) is left out after its first beginning.
_PACE: Final = 64
_THICK: Final = 640
_DENSE: Final = 480
# Prose begins again where a sentence has no numeral, or few.
_GAP: Final = 60
_STEP: Final = 8
_SPARSE: Final = 8
# Nor does it put the same few words between sixty-four of them (同比增长3.2%，同比增长4.7%，): a table that is told.
_ALIKE: Final = 4
_PERIODIC: Final = re.compile(r"(.{1,12}?)\1{20,}+", re.DOTALL)
# Short numbers with blanks between them say nothing: what they would count must stand beside them.
_ROW: Final = re.compile(
    r"(?:\d{1,5}+(?:\.\d{1,3}+)?+ ++)++"
    r"|(?<=[，。;、])(?:\d{1,5}+(?:\.\d{1,3}+)?+[万亿]?+[，。;])++"
    r"|(?<=[\d\n .]{7})(?<=[\n ])(?:\d{1,5}+(?:\.\d{1,3}+)?+\n++)++"
)
_ROWED: Final = frozenset(" ，。;\n")
"""What follows the numbers of such a row."""
_LISTED: Final = re.compile(r"\d{1,2}\.(?=\d{1,2}月|\d{1,5}[个名家位户件场次所篇支])")
_OF_YEAR: Final = re.compile(r"\d{1,2}\.(?:19|20)\d\d年")
_DOTTED: Final = re.compile(r"(?:19|20)\d\d\.\d{1,2}\.\d{1,2}(?![\d.])")
# ECMO2例, LED300盏: a device and how many; MU9018次 and N95 are names.
_EQUIPMENT: Final = re.compile(
    r"[A-Z]{2,4}(?:\d{1,3}(?:,\d{3})?|\d{4})(?:[余多]|(?=[例台套件盏部架]))(?=[例台套件盏部架])"
)
# Days, hours and numbers, one after another and not a word between them, say nothing after sixty-four.
_WORDLESS: Final = re.compile(r"[-\d/:.,年月日号时分至到~、，。;\s|+￥¥$]{160,}+")
# Numbers that stand closer than the cells of any table (12%34%56%): nothing can be said of them.
_TIGHT: Final = re.compile(
    r"[-\d/:.,年月日号时分至到~、，。;\s|+￥¥$]{80,}+"
    r"|(?:[\d.,:-]{1,12}+[^\d.,:\s，。、|;/-]{1,4}+){12,}+|(?:[零一二两三四五六七八九十百千万]{1,4}[^零一二两三四五六七八九十百千万\s，。;、]{1,2}+){12,}+"
)
_ALNUM: Final = re.compile(r"[0-9A-Za-z.\-]*+")
_ASCII_LETTERS: Final = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz")
_DIGITS: Final = frozenset("0123456789")
_DATED: Final = frozenset("年月日号-/.~至到、世季")
_DATELIKE: Final = re.compile(
    r"[年月日号世]|(?:[-~至到][2-4])?季度|-{0,2}[-/.~至到、]\d{1,4}[年月日号/.\-]"
)
_CLOCKED: Final = frozenset(":时点晚")
_CODED: Final = frozenset("号:〕]+-")
_MARKED: Final = frozenset("、是要来")
_LONG: Final = 5
_POINTS: Final = frozenset("点.")
_STOPS: Final = frozenset(("", *"，。、,;)\n"))
_PLAIN_WORD: Final = 2
_ONE_THING: Final = frozenset("头只匹条辆台架艘座栋间张顶床")
_CLOSERS: Final = frozenset("，。;)\n")
_OPEN_ENDED: Final = frozenset("万亿余多")
"""What a number ends in that is one of something, whatever follows: 12万老人, 300余车位."""
_VAGUE: Final = frozenset("第首多若半几数")
# Beside a number: what makes it a date, an hour, a code, a mark, a share, a rank, a range or a sum.
_OPENERS: Final = (
    _DATED
    | _CLOCKED
    | _CODED
    | _MARKED
    | _STOPS
    | frozenset(".)分成/届中次级等%!?+的个死亡伤男女和与及")
    | CONTEXTUAL
)


class Scanner:
    """Finds mentions in one folded text."""

    __slots__ = ("cells", "openers", "table", "text", "words")

    def __init__(self, text: str, table: UnitTable, words: Words, cells: Cells) -> None:
        self.text, self.table, self.words, self.cells = text, table, words, cells
        self.openers = _OPENERS | table.signs | words.beside

    def mentions(self) -> list[Mention]:
        """Every mention, in the order of the text; plain ones in dense places go to ``cells``."""
        found: list[Mention] = []
        text, search = self.text, _TRIGGER.search
        place = tried = mark = 0
        dense = alike = False
        between: set[str] = set()
        while match := search(text, place):
            start = match.start()
            tried += 1
            if alike:
                if text[place:start] not in between:
                    dense, alike, tried, mark, between = False, False, 0, start, set()
            elif dense and (
                start - place > _GAP or (tried >= _STEP and start - mark > _SPARSE * tried)
            ):
                dense, tried, mark = False, 0, start
            elif len(between) <= _ALIKE:
                between.add(text[place:start])
            if tried >= _PACE:
                alike = alike or len(between) <= _ALIKE
                between = between if alike else set()
                tried, dense = 0, alike or start - mark < _DENSE
                near = start - mark < _THICK
                run = _WORDLESS.match(text, start) or (near and _PERIODIC.match(text, start))
                if run:
                    place = mark = run.end()
                    continue
                mark = start
            if dense:
                place, count = self._thick(start, text[start])
                tried += count
                if place > start:
                    continue
            mention, end = self._at(start, text[start])
            if mention is not None:
                mention.dense = dense
                found.append(mention)
            place = end if end > start else start + 1
        return found

    def _thick(self, place: int, sign: str) -> tuple[int, int]:
        """Go over plain cells, or over a numeral beside which nothing stands that could count."""
        if tight := _TIGHT.match(self.text, place):
            return tight.end(), 0
        if sign in _VAGUE or (numeral := NUMERAL.match(self.text, place)) is None:
            return place, 0
        end, arabic = numeral.end(), sign in _DIGITS
        following = self.text[end : end + 1]
        if following not in self.openers and (not arabic or end - place <= _LONG):
            return end, 0
        return self.cells.run(place) if arabic and following in self.table.signs else (place, 0)

    def _at(self, place: int, sign: str) -> tuple[Mention | None, int]:
        if sign in _DIGITS:
            return self._arabic(place)
        if sign in "第首":
            return self._ordinal(place)
        if sign in "多若":
            return self._vague(place)
        if sign == "半":
            return _found(half_at(self.text, place, self.table), place)
        return self._chinese(place, sign)

    def _arabic(self, place: int) -> tuple[Mention | None, int]:
        text = self.text
        numeral = NUMERAL.match(text, place)
        end = numeral.end() if numeral else place + 1
        following = text[end : end + 1]
        if following == "·" and (event := _EVENT_DAY.match(text, place)):
            return None, event.end()
        if following in _ROWED and (row := _ROW.match(text, place)):
            return None, row.end()
        sign = text[place - 1] if place else ""
        lettered = sign if sign != "-" or following == "%" else text[place - 2 : place - 1]
        if lettered in _ASCII_LETTERS and not _is_equipment(text, place):
            run = _ALNUM.match(text, place)
            return None, run.end() if run else place + 1
        if (
            end - place <= _LONG
            and following not in self.openers
            and sign not in AFTER_CURRENCY
            and text[end - 1] not in _OPEN_ENDED
        ):
            return None, end
        if sign == "\n" and _LISTED.match(text, place) and (mark := mark_at(text, place)):
            return mark, mark.end
        if text[place + 4 : place + 5] == "." and _DOTTED.match(text, place):
            return _found(date_at(text, place), place)
        mention = self._plain(place, end)
        if mention is not None:
            return mention, mention.end
        return quantity_from(text, numeral, self.table, self._bare) if numeral else (None, end)

    def _plain(self, place: int, end: int) -> Mention | None:
        """What an Arabic number is when it counts nothing; the next character tells where to look."""
        text = self.text
        following = text[end : end + 1]
        if following in ".、)" and (mark := mark_at(text, place)):
            return mark
        if following == "年" and text[end - 5 : end - 4] == "." and _OF_YEAR.match(text, place):
            return mark_at(text, place)
        if following in _DATED and _DATELIKE.match(text, end) and (date := date_at(text, place)):
            return date
        if following in _CLOCKED and (clock := clock_at(text, place)):
            return clock
        if (following in _CODED or end - place > _LONG or following in _STOPS) and (
            code := code_at(text, place)
        ):
            return code
        if following in "分成/到至" and (share := share_at(text, place, self.table)):
            return share
        if place and text[place - 1] in "前后":
            return rank_at(text, place)
        return None

    def _bare(self, place: int, end: int, value: Amount) -> Mention | None:
        return bare_at(self.text, place, end, value, self.table, self.words)

    def _ordinal(self, place: int) -> tuple[Mention | None, int]:
        if end := self.words.lexical_end(self.text, place):
            return None, end
        if self.text.startswith("季度", place + 2) and (date := date_at(self.text, place)):
            return date, date.end
        return _found(ordinal_at(self.text, place, self.table), place)

    def _vague(self, place: int) -> tuple[Mention | None, int]:
        if self.text[place] == "多" and (end := self.words.lexical_end(self.text, place)):
            return None, end
        return _found(indefinite_at(self.text, place, self.table), place)

    def _chinese(self, place: int, sign: str) -> tuple[Mention | None, int]:
        text = self.text
        if text[place - 1 : place] == "成" and (flock := flock_at(text, place - 1, self.table)):
            return flock, flock.end
        numeral = NUMERAL.match(text, place)
        end = numeral.end() if numeral else place + 1
        if text[end : end + 1] in _POINTS and (pointed := pointed_from(text, place, self.table)):
            return pointed, pointed.end
        mention = self._ranked(place, end)
        if mention is not None:
            return mention, mention.end
        lexical = self.words.lexical_end(text, place)
        if lexical and not self._counts(place, end, lexical):
            return None, lexical
        if numeral is not None:
            mention, end = quantity_from(text, numeral, self.table, self._bare)
        if sign == "数" and (flock := flock_at(text, place, self.table)):
            return flock, flock.end
        if mention is None and sign in "几数":
            return _found(indefinite_at(text, place, self.table), place)
        return mention, end

    def _counts(self, place: int, end: int, lexical: int) -> bool:
        """Whether a number with a unit reaches beyond the word (十分钟), or 近 stands before it."""
        unit = self.table.at(self.text, end)
        if unit is not None and unit[0] > lexical:
            return True
        if lexical == place + 2 and is_case(self.text, place):
            return True
        if unit is not None and unit[0] == lexical and self._closes(place, lexical):
            return True
        return before(self.text, place, lexical) is not None

    def _closes(self, place: int, end: int) -> bool:
        """大雪封山九天，: what else is a word counts where it stands behind its noun and closes the clause."""
        if self.text[end - 1] == "角":
            return False  # 金三角
        if self.text[place] == "一":
            known = self.text[end - 1] in _ONE_THING
            behind = self.text[place - 1 : place] == "了" or before_noun(self.text, place)
            return known and behind and self.text[end : end + 1] in _CLOSERS
        if end - place > _PLAIN_WORD or self.text[place] == "二":
            return False
        before = self.text[place - 1 : place]
        return "\u3400" <= before <= "\u9fff" and self.text[end : end + 1] in _CLOSERS

    def _ranked(self, place: int, end: int) -> Mention | None:
        """List marks, shares, dates, ranks and hours written in Chinese numerals."""
        text = self.text
        following = text[end : end + 1]
        if following in _MARKED and (mark := mark_at(text, place)):
            return mark
        if (following in "分成到至" or text.startswith("一半", place)) and (
            share := share_at(text, place, self.table)
        ):
            return share
        if following in "年月日号至到季" and (date := date_at(text, place)):
            return date
        if (following in "届中次级等" or (place and text[place - 1] in "前后")) and (
            rank := rank_at(text, place)
        ):
            return rank
        if following in "点时":
            return clock_at(text, place)
        if following == ")" and (mark := mark_at(text, place)):
            return mark
        return None


def _is_equipment(text: str, place: int) -> bool:
    """AED286台: whether a short abbreviation ends at ``place`` and its number counts it."""
    start = place
    while start and place - start <= _ABBREVIATION and text[start - 1] in _ASCII_LETTERS:
        start -= 1
    return place - start <= _ABBREVIATION and _EQUIPMENT.match(text, start) is not None


_EVENT_DAY: Final = re.compile(r"\d{1,2}·\d{1,2}(?!\d)")
"""5·12地震, 3·15晚会: a day that gives its name to what happened."""
_ABBREVIATION: Final = 4


def before_noun(text: str, place: int) -> bool:
    """Whether a common noun stands before ``place``: 黄牛一头."""
    return common_words().get(text[place - 2 : place]) == NOUN


def _found(mention: Mention | None, place: int) -> tuple[Mention | None, int]:
    return mention, mention.end if mention else place + 1
