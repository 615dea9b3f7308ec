"""What a figure and its sentence show of whether a phrase beside it names what it counts."""

from typing import Final, NamedTuple

from heli.kit.reading.ahead import PEOPLE, TIMES
from heli.kit.reading.alike import EVENTS
from heli.kit.reading.lexicon import LINK, LONGEST, LOOSE, NOUN, VERB
from heli.kit.reading.mention import Mention
from heli.kit.reading.model import Kind
from heli.kit.reading.weights import Row, Table


class Seen(NamedTuple):
    """What is seen of a figure: its unit and the group of it, what stands on both sides, and how it is told."""

    group: str
    unit: str
    before: str
    follows: str
    manner: str
    told: str


def seen(text: str, mention: Mention, last: Mention | None, told: int) -> Seen:
    """What is seen of ``mention``; ``told`` of a hundred signs around it are those of a tale."""
    start, group = mention.start, group_of(mention)
    alike = ""
    if last is not None:
        alike = (
            "unit" if last.unit == mention.unit else "kind" if last.kind is mention.kind else "none"
        )
    following = text[mention.end : mention.end + 1]
    follows = "stop" if following in STOPPING else "的" if following == "的" else "word"
    return Seen(
        group,
        mention.unit,
        text[start - 1 : start],
        f"{group} {follows}",
        f"{alike} {'digits' if mention.arabic else 'words'}",
        str(told),
    )


def group_of(mention: Mention) -> str:
    """What sort of thing a figure counts, by its unit."""
    if mention.kind in _GROUPS:
        return _GROUPS[mention.kind]
    if mention.unit in PEOPLE:
        return "people"
    if mention.unit in TIMES or mention.unit in EVENTS:
        return "events"
    return "any" if mention.unit in _ANY else "things"


def of_figure(table: Table, of_unit: Row, what: Seen) -> int:
    """How much the figure speaks for anything that stands where ``table`` is of."""
    return (
        of_unit.unit
        + table.before(what.before, 0)
        + table.follows(what.follows, 0)
        + table.manner(what.manner, 0)
        + table.told(what.told, 0)
    )


REACH: Final = 4
"""How far the words at the edges of a phrase are looked for."""
_CALLED: Final = {NOUN: "noun", VERB: "verb", LINK: "adverb", LOOSE: "sign"}
SHAPES: Final = {
    (kind, length): f"{called}{length}"
    for kind, called in _CALLED.items()
    for length in range(LONGEST + 1)
}
"""What a word does and how many signs it has, in one word."""
STOPPING: Final = frozenset(("", *'，。、;:!?\n"“”()《》'))
_GROUPS: Final = {
    Kind.MONEY: "money",
    Kind.PERCENT: "percent",
    Kind.DURATION: "duration",
    Kind.MEASURE: "measure",
}
_ANY: Final = frozenset(("个", "项", "批", "种", "类"))
