"""Scores readings against labelled texts: a figure is right with its span, interval and unit."""

import datetime
import json
import re
from dataclasses import dataclass, field
from pathlib import Path

from heli.kit.reading import QUANTITIES, Reading, Role, fold, read


BLIND = Path(__file__).parent / "blind"

Row = dict[str, object]


@dataclass
class Score:
    """Counts over many texts."""

    labelled: int = 0
    read: int = 0
    right: int = 0
    spans: int = 0
    named: int = 0
    counted: int = 0
    errors: list[str] = field(default_factory=list)

    @property
    def f1(self) -> float:
        return 2 * self.right / (self.labelled + self.read)

    @property
    def what(self) -> float:
        """The share of figures that count what their label says."""
        return self.counted / self.named

    @property
    def span_f1(self) -> float:
        return 2 * self.spans / (self.labelled + self.read)


def document_date(path: Path) -> datetime.date:
    """The date of a blind text stands in its file name."""
    match = re.search(r"\d{4}-\d\d-\d\d", path.name)
    assert match, path
    return datetime.date.fromisoformat(match.group())


def labels(path: Path) -> list[Row]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def figures(readings: list[Reading]) -> dict[tuple[int, int], Reading]:
    return {
        (reading.start, reading.end): reading
        for reading in readings
        if reading.kind in QUANTITIES and reading.role is Role.FIGURE
    }


def score(path: Path, into: Score) -> None:
    """Add the figures of one labelled text to ``into``."""
    found = figures(read(path.read_text("utf-8"), date=document_date(path)))
    given = labels(path.with_suffix(".jsonl"))
    rows = [row for row in given if row["role"] == "figure"]
    for start, end in _undecided(given):
        for span in [span for span in found if span[0] < end and start < span[1]]:
            del found[span]
    into.labelled += len(rows)
    into.read += len(found)
    for row in rows:
        reading = found.pop((int(str(row["start"])), int(str(row["end"]))), None)
        if reading is None:
            into.errors.append(f"{path.stem}: not read: {row['text']}")
            continue
        into.spans += 1
        if row.get("what"):
            into.named += 1
            into.counted += names_the_same(str(row["what"]), reading.what)
        if _agrees(row, reading):
            into.right += 1
        else:
            into.errors.append(f"{path.stem}: {row} was read as {reading}")
    into.errors += [f"{path.stem}: no figure: {reading.text}" for reading in found.values()]


def _undecided(rows: list[Row]) -> list[tuple[int, int]]:
    """Where the labels leave open what it is: whatever is read there is neither right nor wrong."""
    return [(int(str(r["start"])), int(str(r["end"]))) for r in rows if r["role"] == "open"]


def names_the_same(label: str, what: str) -> bool:
    """Whether ``what`` has the same head as one of the nouns of a label, which ``/`` keeps apart.

    A ``-`` among them says that the text leaves the noun to its reader: nothing is right as well.
    """
    if not what:
        return "-" in label.split("/")
    plain = _LOOSE.sub("", fold(what).text)
    for noun in (_LOOSE.sub("", fold(one).text) for one in label.split("/")):
        shorter = min(plain, noun, key=len)
        if plain == noun or (len(shorter) > 1 and (plain.endswith(noun) or noun.endswith(plain))):
            return True
    return False


_LOOSE = re.compile(r"[\s“”\"的]")


def _agrees(row: Row, reading: Reading) -> bool:
    return (
        _close(row["low"], reading.low)
        and _close(row["high"], reading.high)
        and row["unit"] == reading.unit
    )


def _close(labelled: object, value: object) -> bool:
    if labelled is None or value is None:
        return labelled is value
    return abs(float(str(labelled)) - float(str(value))) <= 1e-6 * max(1, abs(float(str(value))))
