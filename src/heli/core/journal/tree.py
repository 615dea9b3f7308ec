"""The Merkle tree over the placed entries, with its complete subtrees kept as tiles."""

from collections.abc import Iterator, MutableMapping, Sequence

from heli.core.journal.models import Leaf, Tile
from heli.core.journal.queries import size
from heli.kit import merkle


BLOCK = merkle.TILE_WIDTH


class StoredTiles(MutableMapping[tuple[int, int], bytes]):
    """Tiles in the database, read 256 at a time; new ones are kept until :meth:`save`."""

    def __init__(self) -> None:
        self._known: dict[tuple[int, int], bytes] = {}
        self._read: set[tuple[int, int]] = set()
        self._fresh: set[tuple[int, int]] = set()

    def __getitem__(self, key: tuple[int, int]) -> bytes:
        level, index = key
        block = (level, index // BLOCK)
        if key not in self._known and block not in self._read:
            self._read.add(block)
            first = block[1] * BLOCK
            rows = Tile.objects.filter(level=level, index__range=(first, first + BLOCK - 1))
            self._known.update(
                ((level, at), bytes(tile)) for at, tile in rows.values_list("index", "hash")
            )
        return self._known[key]

    def __setitem__(self, key: tuple[int, int], tile: bytes) -> None:
        self._known[key] = tile
        self._fresh.add(key)

    def __delitem__(self, key: tuple[int, int]) -> None:
        del self._known[key]

    def __iter__(self) -> Iterator[tuple[int, int]]:
        return iter(self._known)

    def __len__(self) -> int:
        return len(self._known)

    def save(self) -> int:
        """Keep the tiles that were computed; returns how many. One insert."""
        rows = [Tile(level=k[0], index=k[1], hash=self._known[k]) for k in sorted(self._fresh)]
        Tile.objects.bulk_create(rows, ignore_conflicts=True, batch_size=500)
        self._fresh.clear()
        return len(rows)


def current_tree(tiles: StoredTiles | None = None) -> merkle.Tree:
    """The tree as it is now."""
    return merkle.Tree(read=_hashes, size=size(), tiles=StoredTiles() if tiles is None else tiles)


def _hashes(start: int, stop: int) -> Sequence[bytes]:
    rows = Leaf.objects.filter(seq__gte=start, seq__lt=stop).order_by("seq")
    found = [bytes(one) for one in rows.values_list("hash", flat=True)]
    if len(found) != stop - start:
        msg = f"the log has a gap between {start} and {stop}"
        raise LookupError(msg)
    return found
