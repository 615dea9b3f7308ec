"""The Merkle tree of RFC 6962 and RFC 9162 section 2, over SHA-256, with its proofs.

Everything works on leaf hashes: hash the data once with ``leaf_hash``, keep the hash.
``root``, ``inclusion_proof`` and ``consistency_proof`` read all leaves; ``Tree`` gives
the same answers from stored tiles without reading more than a few hundred hashes.
"""

from collections.abc import Callable, MutableMapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256


HASH_SIZE = 32
TILE_HEIGHT = 8
TILE_WIDTH = 1 << TILE_HEIGHT

EMPTY_ROOT = sha256(b"").digest()
"""The root of a log without entries."""

RangeRoot = Callable[[int, int], bytes]


def leaf_hash(data: bytes) -> bytes:
    """Return the hash of an entry; the prefix keeps it from passing for a node."""
    return sha256(b"\x00" + data).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """Return the hash of an inner node."""
    return sha256(b"\x01" + left + right).digest()


def root(leaves: Sequence[bytes]) -> bytes:
    """Return the root over all the given leaf hashes."""
    if not leaves:
        return EMPTY_ROOT
    row = list(leaves)
    while len(row) > 1:
        # An odd last node moves up unchanged: the same tree as the recursion of the RFC.
        odd = row[-1:] if len(row) % 2 else []
        pairs = zip(row[::2], row[1::2], strict=False)
        row = [node_hash(left, right) for left, right in pairs] + odd
    return row[0]


def inclusion_proof(leaves: Sequence[bytes], index: int) -> list[bytes]:
    """Return the audit path of the leaf at ``index``; ``IndexError`` if there is none."""
    return _inclusion(index, len(leaves), lambda start, stop: root(leaves[start:stop]))


def consistency_proof(leaves: Sequence[bytes], old_size: int) -> list[bytes]:
    """Return the proof that the first ``old_size`` leaves are the beginning of all.

    ``IndexError`` unless 0 <= ``old_size`` <= the number of leaves. Every log continues
    the empty one and itself, so these two need no hashes.
    """
    return _consistency(old_size, len(leaves), lambda start, stop: root(leaves[start:stop]))


def verify_inclusion(
    *, leaf: bytes, index: int, size: int, proof: Sequence[bytes], root: bytes
) -> bool:
    """Whether ``proof`` shows ``leaf`` at ``index`` in the log of ``size`` and ``root``.

    The algorithm of RFC 9162 section 2.1.3.2. Never raises on a malformed proof.
    """
    if not 0 <= index < size or not _all_hashes(leaf, *proof):
        return False
    place, last, reached = index, size - 1, leaf
    for sibling in proof:
        if last == 0:
            return False
        if place & 1 or place == last:
            reached = node_hash(sibling, reached)
            while not place & 1 and place:
                place, last = place >> 1, last >> 1
        else:
            reached = node_hash(reached, sibling)
        place, last = place >> 1, last >> 1
    return last == 0 and reached == root


def verify_consistency(
    *,
    old_size: int,
    new_size: int,
    old_root: bytes,
    new_root: bytes,
    proof: Sequence[bytes],
) -> bool:
    """Whether ``proof`` shows that the new log only added to the old one.

    The algorithm of RFC 9162 section 2.1.4.2. Never raises on a malformed proof.
    """
    if not 0 <= old_size <= new_size or not _all_hashes(old_root, new_root, *proof):
        return False
    if old_size == new_size:
        return not proof and old_root == new_root
    if old_size == 0:
        return not proof and old_root == EMPTY_ROOT
    path = list(proof)
    if old_size & (old_size - 1) == 0:
        path.insert(0, old_root)
    return bool(path) and _climb(old_size, new_size, path) == (old_root, new_root)


def _climb(old_size: int, new_size: int, path: Sequence[bytes]) -> tuple[bytes, bytes] | None:
    """Return the two roots that a consistency path leads to, None if it leads nowhere."""
    place, last = old_size - 1, new_size - 1
    while place & 1:
        place, last = place >> 1, last >> 1
    old = new = path[0]
    for sibling in path[1:]:
        if last == 0:
            return None
        if place & 1 or place == last:
            old, new = node_hash(sibling, old), node_hash(sibling, new)
            while not place & 1 and place:
                place, last = place >> 1, last >> 1
        else:
            new = node_hash(new, sibling)
        place, last = place >> 1, last >> 1
    return (old, new) if last == 0 else None


@dataclass(frozen=True)
class Tree:
    """A log too long to hash again for each root: complete subtrees are kept as tiles.

    ``read(start, stop)`` returns that range of leaf hashes and ``size`` is the length of
    the log now. ``tiles`` maps (level, index) to the root of the ``index``-th complete
    run of 256 ** level leaves, level >= 1; what is missing is computed and put there, so
    it may start empty, be stored and be given again. Complete runs never change in an
    append-only log. With tiles filled, a root or proof reads at most 256 hashes of each
    level; filling reads each leaf once.
    """

    read: Callable[[int, int], Sequence[bytes]]
    size: int
    tiles: MutableMapping[tuple[int, int], bytes] = field(default_factory=dict)

    def root(self, size: int | None = None) -> bytes:
        """Return the root of the log as it was at ``size`` (default: now)."""
        size = self._known(size)
        return self._range(0, size) if size else EMPTY_ROOT

    def inclusion_proof(self, index: int, size: int | None = None) -> list[bytes]:
        """Return the audit path of leaf ``index`` in the log of ``size``."""
        return _inclusion(index, self._known(size), self._range)

    def consistency_proof(self, old_size: int, size: int | None = None) -> list[bytes]:
        """Return the proof that the log of ``size`` only added to that of ``old_size``."""
        return _consistency(old_size, self._known(size), self._range)

    def _known(self, size: int | None) -> int:
        if size is None:
            return self.size
        if not 0 <= size <= self.size:
            raise IndexError(f"the log has {self.size} entries, not {size}")
        return size

    def _range(self, start: int, stop: int) -> bytes:
        """Return the root over start..stop, where start is a multiple of the left half.

        Such a range is complete runs, each half the size of the one before or less; they
        join from the right.
        """
        runs: list[bytes] = []
        while start < stop:
            height = (stop - start).bit_length() - 1
            runs.append(self._run(start, height))
            start += 1 << height
        joined = runs.pop()
        while runs:
            joined = node_hash(runs.pop(), joined)
        return joined

    def _run(self, start: int, height: int) -> bytes:
        """Return the root of the complete run of 2 ** height leaves from ``start`` on."""
        level, above = divmod(height, TILE_HEIGHT)
        first = start >> (level * TILE_HEIGHT)
        return root(self._row(level, first, first + (1 << above)))

    def _row(self, level: int, start: int, stop: int) -> Sequence[bytes]:
        if level == 0:
            return self.read(start, stop)
        return [self._tile(level, index) for index in range(start, stop)]

    def _tile(self, level: int, index: int) -> bytes:
        known = self.tiles.get((level, index))
        if known is None:
            first = index * TILE_WIDTH
            known = root(self._row(level - 1, first, first + TILE_WIDTH))
            self.tiles[level, index] = known
        return known


def _inclusion(index: int, size: int, over: RangeRoot) -> list[bytes]:
    """Return PATH(index, D[size]) of RFC 9162 section 2.1.3.1, nearest sibling first."""
    if not 0 <= index < size:
        raise IndexError(f"the log has {size} entries, none at {index}")
    path: list[bytes] = []
    start, stop = 0, size
    while stop - start > 1:
        middle = start + _left_half(stop - start)
        if index < middle:
            path.append(over(middle, stop))
            stop = middle
        else:
            path.append(over(start, middle))
            start = middle
    return path[::-1]


def _consistency(old_size: int, size: int, over: RangeRoot) -> list[bytes]:
    """Return PROOF(old_size, D[size]) of RFC 9162 section 2.1.4.1."""
    if not 0 <= old_size <= size:
        raise IndexError(f"the log has {size} entries, not {old_size}")
    if old_size in {0, size}:
        return []
    path: list[bytes] = []
    start, stop = 0, size
    while old_size != stop:
        middle = start + _left_half(stop - start)
        if old_size <= middle:
            path.append(over(middle, stop))
            stop = middle
        else:
            path.append(over(start, middle))
            start = middle
    # A verifier already has the old root when it is the root of one complete run.
    if start:
        path.append(over(start, stop))
    return path[::-1]


def _left_half(size: int) -> int:
    """Return the largest power of two smaller than ``size``."""
    return 1 << ((size - 1).bit_length() - 1)


def _all_hashes(*values: bytes) -> bool:
    return all(len(value) == HASH_SIZE for value in values)
