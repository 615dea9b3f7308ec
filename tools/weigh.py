"""Learn what the signs of a name weigh from labelled texts.

    python tools/weigh.py DIR ... > weights.tsv
    python tools/weigh.py --on DIR ... > weights.tsv

Each DIR holds texts (``*.txt``) and what each of their figures counts (``*.jsonl``, as in ``tests/kit/reading/blind``,
whose texts are learned from as well, and so are the sentences of the tests, but for less: they were written for the grammar,
or it was mended by them). The weights are those under which, of all that may be named, the right phrases are the most likely.
"""

import datetime
import json
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np


ROOT = Path(__file__).parents[1]
TABLE = ROOT / "src" / "heli" / "kit" / "reading" / "weights.tsv"
sys.path.insert(0, str(ROOT / "tests"))

from heli.kit.reading import QUANTITIES, fold, gap_signs, phrase_signs, weighing, weights
from heli.kit.reading.dense import Cells
from heli.kit.reading.mention import Mention
from heli.kit.reading.model import Role
from heli.kit.reading.phrase_signs import weight_alone
from heli.kit.reading.phrases import NOTHING, Span
from heli.kit.reading.proposals import proposals
from heli.kit.reading.reader import bound
from heli.kit.reading.tales import tales, told
from heli.kit.reading.units import default_units
from heli.kit.reading.weighing import Scales
from heli.kit.reading.weights import NONE, PLACES
from kit.reading import test_press, test_reports, test_weighing, test_what
from kit.reading.naming import sentences
from kit.reading.scoring import BLIND, document_date, names_the_same


RARE, HELD, ROUNDS, OURS, RULES, LEAST = 8, 2.0, 250, 0.25, 0.5, 4
"""Signs seen less often are left out; how firmly weights are held near nought; steps; what a figure of our own texts and of
the sentences of the tests is worth; weights too small to be told."""


@dataclass
class Case:
    """One figure: the signs of all that may be named, which of them are right, and which the grammar named."""

    signs: list[list[str]]
    right: list[bool]
    grammar: int
    worth: float = 1.0


def cases(folder: Path, worth: float = 1.0) -> Iterator[Case]:
    """Every labelled figure of the texts in ``folder``."""
    for path in sorted(folder.glob("*.txt")):
        dated = re.search(r"\d{4}-\d\d-\d\d", path.name)
        date = document_date(path) if dated else None
        found, text, places = figures(path.read_text("utf-8"), date)
        named = {
            places[row["start"], row["end"]]: row["what"]
            for row in map(json.loads, path.with_suffix(".jsonl").read_text("utf-8").splitlines())
            if row["role"] == "figure" and row.get("what") and (row["start"], row["end"]) in places
        }
        yield from _of_text(text, found, named, worth)


def examples() -> Iterator[Case]:
    """The sentences in which the tests say what is counted, each figure of theirs in order."""
    for text, nouns in sentences(test_what, test_press, test_reports, test_weighing):
        yield from _of_sentence(text, nouns)


def _of_sentence(text: str, nouns: list[str]) -> Iterator[Case]:
    found, folded, _ = figures(text)
    counted = [at for at, mention in enumerate(found) if mention.kind in QUANTITIES]
    if len(counted) == len(nouns):
        labels = {at: noun or "-" for at, noun in zip(counted, nouns, strict=True)}
        yield from _of_text(folded, found, labels, RULES)


def figures(
    raw: str, date: datetime.date | None = None
) -> tuple[list[Mention], str, dict[Span, int]]:
    """The figures of a text as the grammar names them, the folded text, and which one stands at a place as given."""
    folded, table = fold(raw), default_units()
    mentions = bound(folded.text, Cells(raw, folded, table), table, date)
    found = [m for m in mentions if m.role is Role.FIGURE and not m.dense]
    return found, folded.text, {folded.span(m.start, m.end): at for at, m in enumerate(found)}


def _of_text(
    text: str, found: list[Mention], labels: dict[int, str], worth: float
) -> Iterator[Case]:
    """In the order of the text: each sees what was rightly named before it."""
    talking = tales(text)
    for at, mention in enumerate(found):
        if at not in labels:
            continue
        last = found[at - 1] if at else None
        offered = list(proposals(text, mention, last).values())
        spans = [NOTHING, *(span for span, _ in offered)]
        scales = Scales(text, mention, last, told(talking, mention))
        signs = [_noted(scales, scales.nothing)]
        signs += [_noted(scales, partial(scales.weight, *one)) for one in offered]
        right = [names_the_same(labels[at], text[slice(*span)]) for span in spans]
        grammar = next(n for n, span in enumerate(spans) if span[1] == mention.what_span[1])
        yield Case(signs, right, grammar, worth)
        if any(right) and not right[grammar]:
            mention.what_span = spans[right.index(True)]


NOTES: list[tuple[str, str, str]] = []
"""Place, family and sign of all that was looked up."""


def _noting(place: str) -> weights.Table:
    """A table in which nothing weighs anything, and that notes what is looked up in it."""

    def of(family: str) -> weights.Weigh:
        return lambda sign, default: NOTES.append((place, family, sign)) or default

    return weights.Table(*map(of, weights.FAMILIES))


def _noting_group(table: weights.Table, group: str) -> dict[str, weights.Weigh]:
    """The same for figures of a group: both families of a sign are noted."""

    def both(family: str, besides: str) -> weights.Weigh:
        one, other = getattr(table, family), getattr(table, besides)
        return lambda sign, default: one(sign, default) + other(group + sign, default)

    return {
        **{family: both(family, besides) for family, besides in weights.BY_GROUP.items()},
        "head": lambda sign, default: table.group_head(group + sign, default),
        "two": lambda sign, default: table.group_two(group + sign, default),
    }


def _noting_row(table: weights.Table, group: str, unit: str) -> weights.Row:
    return weights.Row(
        **_noting_group(table, group),
        unit=table.unit(group, 0) + table.unit(unit, 0),
        unit_ends=lambda sign, default: table.unit_ends(unit + sign, default),
        opens=lambda sign, default: table.opens(unit + sign, default),
    )


def _noted(scales: Scales, weighed: Callable[[], int]) -> list[str]:
    """All signs that are weighed, and each once more with its place; nothing named shares none with what is."""
    NOTES.clear()
    scales.figure.clear()
    for remembered in (gap_signs.near_gap, weight_alone):
        remembered.cache_clear()
    weighed()
    own = [f"{place}\t{family}\t{sign}" for place, family, sign in set(NOTES)]
    return own + [name.split("\t", 1)[1] for name in own if not name.startswith(NONE)]


class Columns:
    """The signs of many cases as numbers."""

    def __init__(self, given: list[Case], known: Iterable[str] = ()) -> None:
        seen = Counter(sign for case in given for signs in case.signs for sign in signs)
        self.names = sorted({sign for sign, count in seen.items() if count >= RARE} | {*known})
        self.column = {sign: at for at, sign in enumerate(self.names)}

    def rows(self, given: list[Case]) -> tuple[np.ndarray, ...]:
        """Columns of all rows, where each row begins, and where each case begins."""
        columns, starts, firsts = [], [], []
        for case in given:
            firsts.append(len(starts))
            for signs in case.signs:
                starts.append(len(columns))
                columns += [self.column[sign] for sign in signs if sign in self.column]
        return np.array(columns), np.array(starts), np.array(firsts)


@dataclass
class Before:
    """What was learned before: the weights by place, family and sign, and of how many figures."""

    weights: dict[str, float]
    figures: float

    @classmethod
    def read(cls) -> "Before":
        """The table that comes with the library."""
        first, *rows = TABLE.read_text("utf-8").splitlines()
        (many,) = re.findall(r"(\d+) figures", first)
        found = {}
        for family, sign, *row in (line.split("\t") for line in rows if line[0] != "#"):
            for place, value in zip(PLACES, row, strict=True):
                found[f"{place}\t{family}\t{sign}"] = int(value or 0) / 100
        return cls(found, int(many))


class Lesson:
    """Cases as numbers: what each asks for, and how likely the right phrases are under given weights."""

    def __init__(self, given: list[Case], table: Columns) -> None:
        self.columns, self.starts, self.firsts = table.rows(given)
        starts, firsts = self.starts, self.firsts
        self.case_of = np.repeat(np.arange(len(firsts)), np.diff([*firsts, len(starts)]))
        self.row_of = np.repeat(np.arange(len(starts)), np.diff([*starts, len(self.columns)]))
        self.right = np.array([value for case in given for value in case.right], float)
        self.worth = np.array([case.worth for case in given])[self.case_of]

    def likely(self, weight: np.ndarray) -> np.ndarray:
        """How likely each phrase is among those of its figure."""
        score = np.add.reduceat(weight[self.columns], self.starts)
        score = np.exp(score - np.maximum.reduceat(score, self.firsts)[self.case_of])
        return score / np.add.reduceat(score, self.firsts)[self.case_of]

    def slope(self, weight: np.ndarray) -> np.ndarray:
        """Which way each weight would make the right phrases less likely, and how much."""
        likely = self.likely(weight)
        good = likely * self.right
        wanted = good / np.add.reduceat(good, self.firsts)[self.case_of]
        return self._by_sign((likely - wanted) * self.worth, len(weight))

    def asked(self, weight: np.ndarray) -> np.ndarray:
        """How much each weight has to say: how often it is asked for where something is in question."""
        likely = self.likely(weight)
        return self._by_sign(likely * (1 - likely) * self.worth, len(weight))

    def _by_sign(self, of_rows: np.ndarray, signs: int) -> np.ndarray:
        return np.bincount(self.columns, of_rows[self.row_of], signs)


def learned(given: list[Case], before: Before) -> tuple[Columns, np.ndarray]:
    """The weights under which the right phrases are the most likely, by steps that each weight takes at its own pace."""
    given = [case for case in given if any(case.right)]
    table = Columns(given, before.weights)
    lesson = Lesson(given, table)
    start = np.array([before.weights.get(name, 0.0) for name in table.names])
    known = np.array([name in before.weights for name in table.names])
    times = before.figures / sum(case.worth for case in given)
    held = HELD + times * lesson.asked(start) * known
    weight = start.copy()
    pace, swing = np.zeros_like(weight), np.zeros_like(weight)
    for step in range(1, ROUNDS + 1):
        slope = lesson.slope(weight) + held * (weight - start)
        pace += 0.1 * (slope - pace)
        swing += 0.01 * (slope**2 - swing)
        rate = 0.05 * (1 - 0.9 * step / ROUNDS)
        weight -= rate * (pace / (1 - 0.9**step)) / (np.sqrt(swing / (1 - 0.99**step)) + 1e-8)
    return table, weight


def printed(table: Columns, weight: np.ndarray) -> Iterator[str]:
    """The rows of the table: a sign, and what it weighs at each place."""
    by_sign = dict(zip(table.names, weight, strict=True))
    signs = sorted({"\t".join(name.split("\t")[-2:]) for name in table.names})
    for sign in signs:
        row = []
        for place in PLACES:
            own = by_sign.get(f"{place}\t{sign}", 0)
            value = round(100 * (own + (0 if place == NONE else by_sign.get(sign, 0))))
            row.append(value if abs(value) >= LEAST else 0)
        if any(row) and sign.replace("\t", "", 1).isprintable():
            yield "\t".join([sign, *(str(value) if value else "" for value in row)])


def heading(many: int) -> tuple[str, str]:
    """What the table says of itself; ``Before.read`` takes the number from it."""
    return (
        f"# Learned by tools/weigh.py from {many} figures: what each sign weighs, in hundredths, for a phrase",
        "# behind its number, beside it, further back, and for none.",
    )


def note() -> None:
    """From now on what is looked up is noted instead of weighed."""
    noting = {place: _noting(place) for place in PLACES}
    for module in (weighing, gap_signs, phrase_signs):
        module.tables = lambda: noting
    weighing.row = lambda place, group, unit: _noting_row(noting[place], group, unit)
    phrase_signs.of_group = lambda place, group: weights.Group(
        **_noting_group(noting[place], group)
    )


def main() -> None:
    going_on = sys.argv[1:2] == ["--on"]
    before = Before.read() if going_on else Before({}, 0)
    note()
    given = [case for folder in sys.argv[1 + going_on :] for case in cases(Path(folder))]
    ours = [*cases(BLIND, OURS), *examples()]
    # Ours are asked again each time, but learned from once.
    fresh = given if going_on else given + ours
    many = round(before.figures + sum(case.worth for case in fresh if any(case.right)))
    print(*heading(many), *printed(*learned(given + ours, before)), sep="\n")


if __name__ == "__main__":
    main()
