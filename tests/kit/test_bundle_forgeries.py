"""Forging a brief: not one of ten thousand forgeries passes, and no honest bundle is refused.

The usual run is a sample; ``HELI_FULL=1`` runs 10,000 forgeries and 1,000 honest bundles.
"""

import os
import random
from collections import Counter

import pytest

from heli.kit import canonical
from heli.kit.bundle import verify
from kit.forging import FORGERIES, Forgery, kind, lines_of, one, sign_all, sign_end, touch
from kit.honest import build, packed


FULL = bool(os.environ.get("HELI_FULL"))
FORGED = 10_000 if FULL else 510
HONEST = 1_000 if FULL else 50
INSIDE = 2_000 if FULL else 200


def test_verify_honest_bundles_refuses_none() -> None:
    refused = []
    for seed in range(HONEST):
        house, parts = build(seed, with_records=seed % 2 == 0)
        if verify(packed(house, parts), trusted_keys=[house.key]).faults:
            refused.append(seed)

    assert refused == []


@pytest.mark.parametrize("forge", FORGERIES, ids=lambda forge: forge.__name__)
def test_verify_forged_bundle_refuses_all(forge: Forgery) -> None:
    dice = random.Random(forge.__name__)  # noqa: S311  -- repeatable chance for a test
    passed = []
    for seed in range(FORGED // len(FORGERIES) + 1):
        house, parts = build(seed % 40)
        honest = packed(house, parts)
        forged = forge(honest, dice)
        while forged == honest:
            forged = forge(honest, dice)
        if not verify(forged, trusted_keys=[house.key]).faults:
            passed.append(seed)

    assert passed == []


@pytest.mark.parametrize("part", ["seal", "measure", "snapshot", "act", "checkpoint", "record"])
def test_verify_changed_by_one_who_may_export_refuses_all(part: str) -> None:
    """The last line is signed anew with the house's own key: what lies inside is bound by itself."""
    dice = random.Random(part)  # noqa: S311  -- repeatable chance for a test
    passed = []
    for seed in range(INSIDE // 6 + 1):
        house, parts = build(seed % 40)
        lines = lines_of(packed(house, parts))
        touch(dice.choice(kind(lines, part)), dice)
        if not verify(sign_end(lines, house.seal_key), trusted_keys=[house.key]).faults:
            passed.append(seed)

    assert passed == []


def test_verify_resealed_by_the_house_itself_cannot_change_records() -> None:
    """Even the holder of the sealing key cannot seal records that the log was never told of."""
    dice = random.Random(7)  # noqa: S311  -- repeatable chance for a test
    faults: Counter[str] = Counter()
    for seed in range(INSIDE // 4):
        house, parts = build(seed % 40)
        lines = lines_of(packed(house, parts))
        snapshot = dice.choice(kind(lines, "snapshot"))
        row = dice.choice(snapshot["manifest"]["parts"][0]["rows"])
        row[0] = "sha256:" + dice.randbytes(32).hex()
        snapshot["manifest"]["parts"][0]["rows"].sort()
        rename(lines, snapshot)
        report = verify(sign_all(lines, house.seal_key), trusted_keys=[house.key])
        faults[report.faults[0].code if report.faults else "passed"] += 1

    assert set(faults) == {"row_unproved"}


def rename(lines: list[dict[str, object]], snapshot: dict[str, object]) -> None:
    payload = one(lines, "seal")["payload"]
    for figure in payload["figures"]:
        if figure["bound"] and figure["bound"]["snapshot"] == snapshot["uid"]:
            figure["bound"]["manifest"] = canonical.digest(snapshot["manifest"])


def test_verify_noise_never_raises() -> None:
    dice = random.Random(1)  # noqa: S311  -- repeatable chance for a test
    house, parts = build(1)
    honest = packed(house, parts)
    for _n in range(2000 if FULL else 200):
        forged = dice.choice(FORGERIES[:9])(honest, dice)
        forged = dice.choice(FORGERIES[:8])(forged, dice) if forged else forged
        verify(forged)
        verify(dice.randbytes(dice.randrange(200)) + b"}\n")
    for _n in range(2000 if FULL else 200):
        lines = lines_of(honest)
        for _m in range(dice.randrange(1, 5)):
            touch(dice.choice(lines[:-1]), dice)
        if isinstance(lines[1]["payload"], dict):
            verify(sign_all(lines, house.seal_key))
