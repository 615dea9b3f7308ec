"""What changed between two texts: paragraphs matched first, then the characters inside them.

Chinese is compared character by character; runs of Latin letters and digits count as one, so that
a changed number shows as a changed number (1127 → 1123), not as a changed digit.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal, NamedTuple


_TOKEN = re.compile(r"[0-9]+(?:[.,][0-9]+)*|[A-Za-z]+|\s+|.", re.DOTALL)
SIMILAR = 0.4
LONGEST_LINE = 20_000
CONTEXT = 2
NEAR = 20


class Piece(NamedTuple):
    """Part of a paragraph on one side."""

    text: str
    changed: bool


class Run(NamedTuple):
    """Part of a paragraph with both sides woven together."""

    text: str
    kind: Literal["same", "del", "ins"]


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph: same, changed, removed, added, or skipped (``count`` same ones in a row)."""

    kind: Literal["same", "changed", "removed", "added", "skipped"]
    text: str = ""
    inline: tuple[Run, ...] = ()
    count: int = 0

    @property
    def old(self) -> list[Piece]:
        """How it was."""
        return [Piece(r.text, r.kind == "del") for r in self.inline if r.kind != "ins"]

    @property
    def new(self) -> list[Piece]:
        """How it is."""
        return [Piece(r.text, r.kind == "ins") for r in self.inline if r.kind != "del"]


@dataclass(frozen=True, slots=True)
class Redline:
    """All paragraphs in order, with the number of characters taken out and put in."""

    lines: tuple[Line, ...]
    removed: int
    added: int

    @property
    def is_same(self) -> bool:
        """Whether nothing changed."""
        return not self.removed and not self.added


def redline(old: str, new: str, *, context: int | None = CONTEXT) -> Redline:
    """Compare two texts. ``context`` unchanged paragraphs are kept around each change (None: all)."""
    before, after = old.splitlines(), new.splitlines()
    lines = list(_lines(before, after))
    shown = lines if context is None else list(_folded(lines, context))
    return Redline(tuple(shown), _size(lines, "del"), _size(lines, "ins"))


def _size(lines: list[Line], kind: str) -> int:
    whole = {"del": "removed", "ins": "added"}[kind]
    return sum(
        len(line.text)
        if line.kind == whole
        else sum(len(r.text) for r in line.inline if r.kind == kind)
        for line in lines
    )


def _lines(before: list[str], after: list[str]) -> Iterator[Line]:
    for tag, i, j, k, m in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            yield from (Line("same", text) for text in before[i:j])
        else:
            yield from _block(before[i:j], after[k:m])


def _block(gone: list[str], come: list[str]) -> Iterator[Line]:
    """Paragraphs that differ: those that resemble each other, in order, are one changed one."""
    at = 0
    for old in gone:
        match = next(
            (n for n in range(at, min(at + NEAR, len(come))) if _alike(old, come[n])), None
        )
        if match is None:
            yield Line("removed", old)
            continue
        yield from (Line("added", text) for text in come[at:match])
        yield Line("changed", come[match], inline=tuple(_runs(old, come[match])))
        at = match + 1
    yield from (Line("added", text) for text in come[at:])


def _alike(old: str, new: str) -> bool:
    if not old.strip() or not new.strip() or len(old) + len(new) > LONGEST_LINE:
        return False
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    return matcher.quick_ratio() >= SIMILAR and matcher.ratio() >= SIMILAR


def _runs(old: str, new: str) -> Iterator[Run]:
    before, after = _TOKEN.findall(old), _TOKEN.findall(new)
    for tag, i, j, k, m in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            yield Run("".join(before[i:j]), "same")
            continue
        if i < j:
            yield Run("".join(before[i:j]), "del")
        if k < m:
            yield Run("".join(after[k:m]), "ins")


def _folded(lines: list[Line], context: int) -> Iterator[Line]:
    changed = [n for n, line in enumerate(lines) if line.kind != "same"]
    near = {n + d for n in changed for d in range(-context, context + 1)}
    skipped = 0
    for n, line in enumerate(lines):
        if n in near:
            if skipped:
                yield Line("skipped", count=skipped)
            skipped = 0
            yield line
        else:
            skipped += 1
    if skipped:
        yield Line("skipped", count=skipped)
