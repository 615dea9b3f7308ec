"""Learn what the signs of a name weigh from what readers of figures named at first contact.

    python tools/doubt.py > src/heli/kit/reading/doubt.toml

``tests/kit/reading/first_contacts.tsv`` holds, text by text, where each labelled figure begins and what the reader of
that day named; the older sets, in which hardly a noun may be left open, what it named later. A name that is wrong where
the label lets nothing stand speaks for doubt, one that is right where it does not speaks against it.
"""

import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import numpy as np


ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tests"))

from heli.kit.reading import fold
from heli.kit.reading.dense import Cells
from heli.kit.reading.doubt import shown
from heli.kit.reading.figure_signs import BEFORE, BEHIND, TALKING, TOLD, around, of_figure
from heli.kit.reading.gap_signs import AHEAD, BESIDE, LENT, of_gap, place_of
from heli.kit.reading.mention import Mention
from heli.kit.reading.model import Role
from heli.kit.reading.phrase_signs import of_phrase
from heli.kit.reading.reader import bound
from heli.kit.reading.units import default_units
from kit.reading.scoring import BLIND, document_date, labels, names_the_same


FIRSTS = ROOT / "tests" / "kit" / "reading" / "first_contacts.tsv"
RARE, SHARED, OWN, ROUNDS = 12, 2, 6, 12
"""Signs seen less often are left out; how firmly weights, and what one place adds to them, are held near nought."""


def examples() -> Iterator[tuple[list[str], bool]]:
    """The signs of every name that decides anything, and whether nothing should have been named."""
    for line in FIRSTS.read_text("utf-8").splitlines():
        stem, named = line.split("\t")
        yield from _of_text(BLIND / f"{stem}.txt", dict(one.split(":", 1) for one in named.split()))


def _of_text(path: Path, named: dict[str, str]) -> Iterator[tuple[list[str], bool]]:
    raw = path.read_text("utf-8")
    folded, table = fold(raw), default_units()
    mentions = bound(folded.text, Cells(raw, folded, table), table, document_date(path))
    figures = [m for m in mentions if m.role is Role.FIGURE and not m.dense]
    places = {folded.span(m.start, m.end)[0]: at for at, m in enumerate(figures)}
    for row in labels(path.with_suffix(".jsonl")):
        name = named.get(str(row["start"]))
        at = places.get(row["start"])
        if not name or at is None or not row.get("what"):
            continue
        right = names_the_same(str(row["what"]), name)
        if right == ("-" in str(row["what"]).split("/")):
            continue
        last = figures[at - 1] if at else None
        if signs := _signs(folded.text, figures[at], last, fold(name).text):
            yield signs, not right


def _signs(text: str, mention: Mention, last: Mention | None, name: str) -> list[str]:
    """All signs of ``name``, which once more with its place; none where a rule ties it."""
    if mention.tied and text[slice(*mention.what_span)] == name:
        return []
    start = _found(text, mention, name)
    if start < 0:
        return []
    span = start, start + len(name)
    kin = mention.kin
    if kin is not None and text[slice(*kin.what_span)] == name:
        span = kin.what_span
    mention.what_span = span
    gap = text[span[1] : mention.start]
    place = AHEAD if span[0] >= mention.start else place_of(gap)
    kind, unit, words, own, alike, following = shown(text, mention, last)
    signs = ["always", *of_phrase(name), *around(text, mention, span), _told(text, mention)]
    signs += () if place == AHEAD else of_gap(gap)
    signs += of_figure(kind, unit, words=words, own=own, alike=alike, following=following)
    return signs + [f"{place}:{sign}" for sign in signs]


def _told(text: str, mention: Mention) -> str:
    near = text[max(mention.start - BEFORE, 0) : mention.end + BEHIND]
    percent = 100 * len(TALKING.findall(near)) // max(len(near), BEHIND)
    return TOLD[min(percent, len(TOLD) - 1)]


def _found(text: str, mention: Mention, name: str) -> int:
    """Where ``name`` stands: close behind the figure, else last before it, else further on."""
    for gap in range(4):
        if text.startswith(name, mention.end + gap):
            return mention.end + gap
    before = text.rfind(name, max(0, mention.start - 160), mention.start)
    return before if before >= 0 else text.find(name, mention.end, mention.end + 60)


def learned(cases: list[tuple[list[str], bool]]) -> dict[str, float]:
    """A logistic regression by Newton's method: the weight of every sign, and what a place adds to it."""
    seen = Counter(sign for signs, _ in cases for sign in set(signs))
    names = sorted(sign for sign, count in seen.items() if count >= RARE)
    column = {sign: at for at, sign in enumerate(names)}
    shown_, wrong = np.zeros((len(cases), len(names))), np.array([case[1] for case in cases], float)
    for row, (signs, _) in enumerate(cases):
        shown_[row, [column[sign] for sign in signs if sign in column]] = 1
    held = np.array([OWN if ":" in sign else SHARED for sign in names])
    weight = np.zeros(len(names))
    for _ in range(ROUNDS):
        doubt = 1 / (1 + np.exp(-shown_ @ weight))
        slope = shown_.T @ (doubt - wrong) + held * weight
        bend = (shown_.T * (doubt * (1 - doubt))) @ shown_ + np.diag(held)
        weight -= np.linalg.solve(bend, slope)
    return dict(zip(names, weight, strict=True))


def main() -> None:
    weights = learned(list(examples()))
    print("# What each sign weighs, for a phrase ahead of its number, beside it, or further back,")
    print("# in hundredths (more is more doubt). Learned by tools/doubt.py.")
    signs = sorted({sign.split(":")[-1] for sign in weights} - {"always"})
    for sign in ["always", *signs]:
        row = [
            round(100 * (weights.get(sign, 0) + weights.get(f"{place}:{sign}", 0)))
            for place in (AHEAD, BESIDE, LENT)
        ]
        print(f'"{sign}" = {row}')


if __name__ == "__main__":
    main()
