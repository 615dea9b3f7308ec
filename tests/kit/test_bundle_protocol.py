"""The written protocol names every key that a bundle has."""

from pathlib import Path
from typing import Any

from heli.kit.bundle.schema import AGGREGATIONS, CLASSES, LINES
from kit.forging import kind, lines_of, one
from kit.honest import build, packed


ROOT = Path(__file__).resolve().parents[2]
PROTOCOL = (ROOT / "docs" / "reference" / "figure-protocol.md").read_text(encoding="utf-8")
# A record's content and a scope's facts are the house's own, not the protocol's.
OWN = ("content", "where")


def keys_of(value: Any) -> set[str]:
    if isinstance(value, list):
        return set().union(*map(keys_of, value))
    if not isinstance(value, dict):
        return set()
    inner = (keys_of(item) for key, item in value.items() if key not in OWN)
    return set(value).union(*inner)


def test_protocol_names_every_key_of_a_bundle() -> None:
    bundle = lines_of(packed(*build(1)))

    unnamed = {k for k in keys_of(bundle) if f"`{k}`" not in PROTOCOL and f'"{k}"' not in PROTOCOL}

    assert unnamed == set()


def test_protocol_names_every_kind_of_line_class_and_aggregation() -> None:
    words = {*LINES, *CLASSES, *AGGREGATIONS}

    assert {word for word in words if f"`{word}`" not in PROTOCOL} == set()


def test_protocol_names_every_word_that_is_signed() -> None:
    seal = one(lines_of(packed(*build(1))), "seal")["payload"]

    assert f"`{seal['type']}`" in PROTOCOL
    assert all(f"`{heading}`" in PROTOCOL for heading in ("heli.seal.v1", "heli.bundle.v1"))
    assert kind(lines_of(packed(*build(1))), "header")[0]["format"] in PROTOCOL
