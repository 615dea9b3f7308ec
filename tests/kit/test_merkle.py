"""The Merkle tree, against the published vectors of Certificate Transparency."""

from collections.abc import Sequence

import pytest
from hypothesis import given, settings, strategies as st

from heli.kit.merkle import (
    EMPTY_ROOT,
    TILE_WIDTH,
    Tree,
    consistency_proof,
    inclusion_proof,
    leaf_hash,
    root,
    verify_consistency,
    verify_inclusion,
)


# The eight leaves and their roots used by the implementations of RFC 6962.
VECTOR = [
    leaf_hash(bytes.fromhex(text))
    for text in (
        "",
        "00",
        "10",
        "2021",
        "3031",
        "40414243",
        "5051525354555657",
        "606162636465666768696a6b6c6d6e6f",
    )
]
ROOTS = [
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]
LEAF_1 = "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7"
PAIR_2 = "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e"
FOUR_4 = "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4"
LEAF_4 = "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b"
PAIR_6 = "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0"
PAIR_4 = "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a"


def leaves(size: int) -> list[bytes]:
    return [leaf_hash(str(number).encode()) for number in range(size)]


def hexed(proof: Sequence[bytes]) -> list[str]:
    return [sibling.hex() for sibling in proof]


@pytest.mark.parametrize("size", range(9))
def test_root_of_the_published_vectors(size: int) -> None:
    assert root(VECTOR[:size]).hex() == ROOTS[size]


@pytest.mark.parametrize(
    ("index", "size", "path"),
    [
        (0, 1, []),
        (0, 8, [LEAF_1, PAIR_2, FOUR_4]),
        (5, 8, [LEAF_4, PAIR_6, ROOTS[4]]),
        (2, 3, [ROOTS[2]]),
        (1, 5, [ROOTS[1], PAIR_2, LEAF_4]),
    ],
)
def test_inclusion_proof_of_the_published_vectors(index: int, size: int, path: list[str]) -> None:
    assert hexed(inclusion_proof(VECTOR[:size], index)) == path


@pytest.mark.parametrize(
    ("old_size", "size", "path"),
    [
        (1, 1, []),
        (1, 8, [LEAF_1, PAIR_2, FOUR_4]),
        (6, 8, [PAIR_4, PAIR_6, ROOTS[4]]),
        (2, 5, [PAIR_2, LEAF_4]),
        (0, 5, []),
    ],
)
def test_consistency_proof_of_the_published_vectors(
    old_size: int, size: int, path: list[str]
) -> None:
    assert hexed(consistency_proof(VECTOR[:size], old_size)) == path


def test_every_leaf_of_small_logs_is_proved_and_no_other() -> None:
    for size in range(1, 18):
        log = leaves(size)
        for index in range(size):
            proof = inclusion_proof(log, index)
            proved = [
                other
                for other in range(size)
                if verify_inclusion(
                    leaf=log[other], index=index, size=size, proof=proof, root=root(log)
                )
            ]
            assert proved == [index]


def test_every_growth_of_small_logs_is_proved() -> None:
    for size in range(1, 18):
        log = leaves(size)
        for old_size in range(size + 1):
            assert verify_consistency(
                old_size=old_size,
                new_size=size,
                old_root=root(log[:old_size]),
                new_root=root(log),
                proof=consistency_proof(log, old_size),
            )


@given(st.integers(1, 300), st.data())
def test_inclusion_with_a_flipped_bit_fails(size: int, data: st.DataObject) -> None:
    log = leaves(size)
    index = data.draw(st.integers(0, size - 1))
    claim = [log[index], root(log), *inclusion_proof(log, index)]
    forged = flip(claim, data)

    assert inclusion_holds(claim, index, size)
    assert not inclusion_holds(forged, index, size)


@given(st.integers(2, 300), st.data())
def test_consistency_with_a_flipped_bit_fails(size: int, data: st.DataObject) -> None:
    log = leaves(size)
    old_size = data.draw(st.integers(1, size - 1))
    claim = [root(log[:old_size]), root(log), *consistency_proof(log, old_size)]
    forged = flip(claim, data)

    assert consistency_holds(claim, old_size, size)
    assert not consistency_holds(forged, old_size, size)


@given(st.integers(2, 300), st.data())
def test_rewritten_history_is_never_consistent(size: int, data: st.DataObject) -> None:
    log = leaves(size)
    old_size = data.draw(st.integers(1, size - 1))
    rewritten = [*log]
    rewritten[data.draw(st.integers(0, old_size - 1))] = leaf_hash(b"rewritten")

    assert not verify_consistency(
        old_size=old_size,
        new_size=size,
        old_root=root(log[:old_size]),
        new_root=root(rewritten),
        proof=consistency_proof(rewritten, old_size),
    )


@given(
    st.integers(-1, 20),
    st.integers(-1, 20),
    st.lists(st.sampled_from([*VECTOR, b"", b"short"]), max_size=7),
)
def test_verify_of_a_malformed_proof_is_only_false(
    here: int, size: int, proof: list[bytes]
) -> None:
    # Leaf and roots are of no log, so nothing can be proved of them.
    stranger, other = leaf_hash(b"stranger"), leaf_hash(b"other")

    assert not verify_inclusion(leaf=stranger, index=here, size=size, proof=proof, root=other)
    assert not verify_consistency(
        old_size=here, new_size=size, old_root=stranger, new_root=other, proof=proof
    )


@pytest.mark.parametrize(("index", "size"), [(5, 8), (0, 1), (6, 7)])
def test_inclusion_with_a_longer_or_shorter_proof_fails(index: int, size: int) -> None:
    log = VECTOR[:size]
    proof = inclusion_proof(log, index)

    assert not inclusion_holds([log[index], root(log), *proof, root(log)], index, size)
    assert not proof or not inclusion_holds([log[index], root(log), *proof[:-1]], index, size)


def test_consistency_with_a_longer_or_shorter_proof_fails() -> None:
    proof = consistency_proof(VECTOR, 6)
    roots = [root(VECTOR[:6]), root(VECTOR)]

    assert not consistency_holds([*roots, *proof, root(VECTOR)], 6, 8)
    assert not consistency_holds([*roots, *proof[:-1]], 6, 8)
    assert not consistency_holds(roots, 6, 8)


def test_consistency_of_equal_sizes_needs_equal_roots_and_no_proof() -> None:
    one, other = root(VECTOR[:3]), root(VECTOR[:4])

    assert consistency_holds([one, one], 3, 3)
    assert not consistency_holds([one, other], 3, 3)
    assert not consistency_holds([one, one, other], 3, 3)


def test_consistency_with_the_empty_log_needs_its_root_and_no_proof() -> None:
    assert consistency_holds([EMPTY_ROOT, root(VECTOR)], 0, 8)
    assert not consistency_holds([root(VECTOR), root(VECTOR)], 0, 8)
    assert not consistency_holds([EMPTY_ROOT, root(VECTOR), root(VECTOR)], 0, 8)


@pytest.mark.parametrize("index", [-1, 8])
def test_inclusion_proof_outside_the_log_is_refused(index: int) -> None:
    with pytest.raises(IndexError, match="8 entries"):
        inclusion_proof(VECTOR, index)


@pytest.mark.parametrize("old_size", [-1, 9])
def test_consistency_proof_outside_the_log_is_refused(old_size: int) -> None:
    with pytest.raises(IndexError, match="8 entries"):
        consistency_proof(VECTOR, old_size)


LONG = leaves(66_000)


class Counted:
    """Leaf hashes that know how many of them were read."""

    def __init__(self) -> None:
        self.reads = 0

    def __call__(self, start: int, stop: int) -> Sequence[bytes]:
        self.reads += stop - start
        return LONG[start:stop]


FILLED: dict[tuple[int, int], bytes] = {}
Tree(Counted(), len(LONG), FILLED).root()


@settings(max_examples=12)
@given(st.data())
def test_tree_agrees_with_the_plain_tree(data: st.DataObject) -> None:
    size = data.draw(st.integers(1, 3_000) | st.integers(65_530, 66_000))
    old_size = data.draw(st.integers(0, size))
    index = data.draw(st.integers(0, size - 1))
    tree = Tree(Counted(), len(LONG), data.draw(st.sampled_from([{}, FILLED])).copy())

    assert tree.root(size) == root(LONG[:size])
    assert tree.inclusion_proof(index, size) == inclusion_proof(LONG[:size], index)
    assert tree.consistency_proof(old_size, size) == consistency_proof(LONG[:size], old_size)


def test_tree_keeps_one_tile_for_each_complete_run() -> None:
    tree = Tree(Counted(), len(LONG))

    tree.root()

    runs = {(1, index) for index in range(len(LONG) // TILE_WIDTH)}
    assert tree.tiles.keys() == runs | {(2, 0)}
    assert tree.tiles[2, 0] == root(LONG[: TILE_WIDTH**2])


def test_tree_with_stored_tiles_reads_only_the_end() -> None:
    read = Counted()
    tree = Tree(read, len(LONG), dict(FILLED))

    assert tree.root() == root(LONG)
    assert read.reads == len(LONG) % TILE_WIDTH


def test_tree_with_stored_tiles_reads_one_run_for_a_proof() -> None:
    read = Counted()
    tree = Tree(read, len(LONG), dict(FILLED))

    proof = tree.inclusion_proof(30_000)

    assert inclusion_holds([LONG[30_000], root(LONG), *proof], 30_000, len(LONG))
    assert read.reads == TILE_WIDTH - 1 + len(LONG) % TILE_WIDTH


def test_tree_that_grew_proves_that_it_only_grew() -> None:
    stored: dict[tuple[int, int], bytes] = {}
    before = Tree(Counted(), 1_000, stored).root()
    tree = Tree(Counted(), 2_000, stored)

    proof = tree.consistency_proof(1_000)

    assert consistency_holds([before, tree.root(), *proof], 1_000, 2_000)


def test_tree_with_an_altered_tile_has_another_root() -> None:
    altered = {**FILLED, (1, 256): leaf_hash(b"altered")}

    assert Tree(Counted(), len(LONG), altered).root() != root(LONG)


def test_tree_without_entries_has_the_empty_root() -> None:
    assert Tree(Counted(), 0).root() == EMPTY_ROOT


@pytest.mark.parametrize("size", [-1, 11])
def test_tree_of_another_size_is_refused(size: int) -> None:
    with pytest.raises(IndexError, match="10 entries"):
        Tree(Counted(), 10).root(size)


def flip(claim: Sequence[bytes], data: st.DataObject) -> list[bytes]:
    which = data.draw(st.integers(0, len(claim) - 1))
    bit = data.draw(st.integers(0, 255))
    number = int.from_bytes(claim[which], "big") ^ (1 << bit)
    return [*claim[:which], number.to_bytes(32, "big"), *claim[which + 1 :]]


def inclusion_holds(claim: Sequence[bytes], index: int, size: int) -> bool:
    leaf, top, *proof = claim
    return verify_inclusion(leaf=leaf, index=index, size=size, proof=proof, root=top)


def consistency_holds(claim: Sequence[bytes], old_size: int, size: int) -> bool:
    old, new, *proof = claim
    return verify_consistency(
        old_size=old_size, new_size=size, old_root=old, new_root=new, proof=proof
    )
