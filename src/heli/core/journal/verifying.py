"""Reading the whole log again: does it still say what it said?

A person with every right in the database can change rows and drop the triggers. They cannot make
the hashes fit the signed checkpoints, and least of all one that lies outside, printed in a brief or
mailed to an auditor.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from heli.core.journal import signing
from heli.core.journal.models import Checkpoint, JournalEntry, Leaf, Opening, Tile
from heli.core.journal.writing import commitment, leaf_of
from heli.kit import canonical, merkle
from heli.kit.bundle.notes import BadNote, Note, read_note


CHUNK = 2000


class Fault(StrEnum):
    """What is wrong with the log."""

    EDITED = "edited"
    DELETED = "deleted"
    GAP = "gap"
    UNPLACED = "unplaced"
    REWRITTEN = "rewritten"
    TRUNCATED = "truncated"
    FORGED_CHECKPOINT = "forged_checkpoint"
    TIME_WENT_BACK = "time_went_back"
    OPENING = "opening"
    TILE = "tile"


@dataclass(frozen=True, slots=True)
class Finding:
    """One fault and where: the place in the log, a size, or a name."""

    fault: Fault
    where: str


@dataclass(frozen=True, slots=True)
class Report:
    """What reading the log again found. ``size`` and ``root`` are those of the log as it is now."""

    size: int
    root: bytes
    findings: tuple[Finding, ...]

    @property
    def holds(self) -> bool:
        """Whether nothing was found."""
        return not self.findings


@dataclass(slots=True)
class Growing:
    """A tree that is only added to: its roots without its leaves."""

    size: int = 0
    runs: list[tuple[int, bytes]] = field(default_factory=list)

    def add(self, leaf: bytes) -> None:
        """Append a leaf: two runs of one height become one."""
        height, run = 0, leaf
        while self.runs and self.runs[-1][0] == height:
            run = merkle.node_hash(self.runs.pop()[1], run)
            height += 1
        self.runs.append((height, run))
        self.size += 1

    def root(self) -> bytes:
        """The root over all leaves so far."""
        if not self.runs:
            return merkle.EMPTY_ROOT
        joined = self.runs[-1][1]
        for _height, run in reversed(self.runs[:-1]):
            joined = merkle.node_hash(run, joined)
        return joined


def verify_log(*, outside: Iterable[str] = ()) -> Report:
    """Read every entry, leaf, checkpoint, tile and opening again.

    ``outside`` are checkpoint notes that were kept elsewhere: only they show that the end of the
    log was cut off together with its checkpoints, or that an old copy was put in its place.
    """
    findings: list[Finding] = []
    stored = list(Checkpoint.objects.order_by("size"))
    states = [*_stored_states(stored, findings), *_outside_states(outside, findings)]
    tree, roots = Growing(), {state.size: b"" for state in states}
    findings += _walk(tree, roots)
    for state in states:
        if state.size > tree.size:
            findings.append(Finding(Fault.TRUNCATED, str(state.size)))
        elif roots[state.size] != state.root:
            findings.append(Finding(Fault.REWRITTEN, str(state.size)))
    findings += [*_unplaced(), *_openings(), *_tiles()]
    return Report(tree.size, tree.root(), tuple(dict.fromkeys(findings)))


def _stored_states(stored: list[Checkpoint], findings: list[Finding]) -> Iterator[Note]:
    latest: datetime | None = None
    for one in stored:
        if latest is not None and one.at < latest:
            findings.append(Finding(Fault.TIME_WENT_BACK, str(one.size)))
        latest = max(latest or one.at, one.at)
        state = _read(one.note, findings)
        if state is None:
            continue
        if (state.size, state.root) != (one.size, bytes(one.root)):
            findings.append(Finding(Fault.FORGED_CHECKPOINT, str(one.size)))
        yield state


def _outside_states(notes: Iterable[str], findings: list[Finding]) -> Iterator[Note]:
    for text in notes:
        state = _read(text, findings)
        if state is not None:
            yield state


def _read(text: str, findings: list[Finding]) -> Note | None:
    try:
        state = read_note(text)
    except BadNote:
        findings.append(Finding(Fault.FORGED_CHECKPOINT, text[:40]))
        return None
    if not signing.is_ours(state):
        findings.append(Finding(Fault.FORGED_CHECKPOINT, str(state.size)))
        return None
    return state


def _walk(tree: Growing, roots: dict[int, bytes]) -> Iterator[Finding]:
    """Add every leaf to ``tree``, noting the root at each size that is asked for."""
    if 0 in roots:
        roots[0] = tree.root()
    after = -1
    while rows := list(
        Leaf.objects.filter(seq__gt=after)
        .order_by("seq")
        .values_list("seq", "entry_id", "hash")[:CHUNK]
    ):
        entries = JournalEntry.objects.in_bulk([key for _seq, key, _hash in rows])
        for seq, key, stored in rows:
            if seq != after + 1:
                yield Finding(Fault.GAP, str(after + 1))
            yield from _faults_of(entries.get(key), bytes(stored), seq)
            tree.add(bytes(stored))
            if tree.size in roots:
                roots[tree.size] = tree.root()
            after = seq


def _faults_of(entry: JournalEntry | None, stored: bytes, seq: int) -> Iterator[Finding]:
    if entry is None:
        yield Finding(Fault.DELETED, str(seq))
    elif not bytes(entry.leaf) == stored == _leaf_or_nothing(entry):
        yield Finding(Fault.EDITED, str(seq))


def _leaf_or_nothing(entry: JournalEntry) -> bytes:
    try:
        return leaf_of(entry)
    except (TypeError, ValueError):
        # Somebody wrote what no act could have written.
        return b""


def _unplaced() -> Iterator[Finding]:
    """Entries without a place before the last one that has one: put there later by hand."""
    last = Leaf.objects.order_by("-entry_id").values_list("entry_id", flat=True).first()
    rows = JournalEntry.objects.filter(place__isnull=True, id__lt=last or 0)
    for uid in rows.values_list("uid", flat=True):
        yield Finding(Fault.UNPLACED, str(uid))


def _openings() -> Iterator[Finding]:
    for opening in Opening.objects.select_related("entry").iterator(CHUNK):
        shown = {"$commit": commitment(bytes(opening.salt), opening.value.encode())}
        if _said(opening.entry).get(opening.path) != shown:
            yield Finding(Fault.OPENING, f"{opening.entry.uid} {opening.path}")


def _said(entry: JournalEntry) -> dict[str, canonical.Json]:
    try:
        said = canonical.loads_canonical(entry.payload.encode())
    except canonical.NotCanonical:
        return {}
    return said if isinstance(said, dict) else {}


def _tiles() -> Iterator[Finding]:
    """Tiles are a cache, but proofs are made from them."""
    for tile in Tile.objects.order_by("level", "index").iterator(CHUNK):
        first = tile.index * merkle.TILE_WIDTH
        below: list[bytes]
        if tile.level == 1:
            span = Leaf.objects.filter(seq__gte=first, seq__lt=first + merkle.TILE_WIDTH)
            below = [bytes(one) for one in span.order_by("seq").values_list("hash", flat=True)]
        else:
            lower = Tile.objects.filter(
                level=tile.level - 1, index__gte=first, index__lt=first + merkle.TILE_WIDTH
            )
            below = [bytes(one) for one in lower.order_by("index").values_list("hash", flat=True)]
        if len(below) != merkle.TILE_WIDTH or merkle.root(below) != bytes(tile.hash):
            yield Finding(Fault.TILE, f"{tile.level}/{tile.index}")
