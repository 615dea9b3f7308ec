"""Forgeries of an exported brief: whatever is changed in it is found (security test S42).

A few hundred of each kind here; ten thousand in all with ``HELI_FULL=1``.
"""

import json
import os
import random

import pytest

from heli.core.measures.log import seal_key
from heli.kit.bundle import verify
from heli.loops.briefs.web.files import export_bundle
from loops.briefs.offices import Office


EACH = 2_500 if os.environ.get("HELI_FULL") else 120
HONEST = "收到来信5封，答复3封。"


@pytest.fixture
def bundle(office: Office) -> bytes:
    """The export of a sealed brief."""
    return export_bundle(office.sealed().code)


def survivors(forgeries: list[bytes]) -> list[bytes]:
    """The forgeries that a verifier who knows the office's key lets through."""
    key = [seal_key()]
    return [forged for forged in forgeries if not verify(forged, trusted_keys=key).faults]


def test_honest_bundle_holds(bundle: bytes) -> None:
    assert verify(bundle, trusted_keys=[seal_key()]).faults == ()


def test_every_flipped_bit_is_found(bundle: bytes) -> None:
    chance = random.Random(42)  # noqa: S311  -- a repeatable choice, not a secret
    forged = []
    for _n in range(EACH):
        data = bytearray(bundle)
        data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
        forged.append(bytes(data))

    assert survivors(forged) == []


def test_every_cut_or_doubled_stretch_is_found(bundle: bytes) -> None:
    chance = random.Random(43)  # noqa: S311  -- a repeatable choice, not a secret
    forged = []
    for n in range(EACH):
        start = chance.randrange(len(bundle) - 1)
        end = chance.randrange(start + 1, min(len(bundle), start + 400) + 1)
        piece = bundle[start:end] * 2 if n % 2 else b""
        forged.append(bundle[:start] + piece + bundle[end:])

    assert survivors(forged) == []


def test_every_line_left_out_repeated_or_moved_is_found(bundle: bytes) -> None:
    chance = random.Random(44)  # noqa: S311  -- a repeatable choice, not a secret
    lines = bundle.splitlines(keepends=True)
    forged = []
    for n in range(EACH):
        changed, at = list(lines), chance.randrange(len(lines))
        line = changed.pop(at)
        if n % 3 == 1:
            changed[at:at] = [line, line]
        elif n % 3 == 2:
            changed.insert((at + 1 + chance.randrange(len(lines) - 1)) % len(lines), line)
        forged.append(b"".join(changed))

    assert survivors([one for one in forged if one != bundle]) == []


def test_every_value_told_otherwise_is_found(bundle: bytes) -> None:
    chance = random.Random(45)  # noqa: S311  -- a repeatable choice, not a secret
    lines = bundle.splitlines()
    forged = []
    for _n in range(EACH):
        changed, at = list(lines), chance.randrange(len(lines))
        said = json.loads(changed[at])
        _lie(said, chance)
        changed[at] = json.dumps(said, ensure_ascii=False, separators=(",", ":")).encode()
        forged.append(b"\n".join(changed) + b"\n")

    assert survivors(forged) == []


def _lie(said: object, chance: random.Random) -> None:
    """Change one value somewhere inside, keeping its kind."""
    while True:
        places = list(said) if isinstance(said, dict) else list(range(len(said)))
        place = chance.choice(places)
        value = said[place]
        if isinstance(value, dict | list) and value:
            said = value
            continue
        said[place] = _other(value)
        return


def _other(value: object) -> object:
    if isinstance(value, bool) or value is None:
        return not value
    if isinstance(value, int):
        return value + 1
    return f"{value}0" if isinstance(value, str) else ["0"]


def test_brief_sealed_by_another_key_is_refused(bundle: bytes) -> None:
    report = verify(bundle, trusted_keys=["00" * 32])

    assert report.faults
    assert report.payload["text"] == HONEST
