"""Every address × everybody × every relation to the record: the answers stand in matrix.toml.

A foreign record is absent (404), a missing right is forbidden (403), and an address that the table
does not know fails. The table is read by people; a change to it is a change of who may do what.
"""

import os
import tomllib
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from security.doors import Way, ways_in
from security.traps import undone
from security.world import KNOCKING, MEMBER, NOBODY, RELATIONS, World, outcome


TABLE: dict[str, dict[str, Any]] = tomllib.loads(
    (Path(__file__).parent / "matrix.toml").read_text(encoding="utf-8")
)
FULL = bool(os.environ.get("HELI_FULL"))
ODD_METHODS = ("PUT", "PATCH", "DELETE")
WITHIN = ("own", "child")


def test_the_table_knows_every_address_and_no_other() -> None:
    assert {way.name for way in ways_in()} == set(TABLE)


@pytest.mark.django_db
def test_every_cell_is_as_the_table_says() -> None:
    world = World.made()

    wrong = [
        f"{method} {way.name} by {who} on {relation}: {found}, expected {expected}"
        for way in ways_in()
        for relation in relations(way)
        for who in knocking(way, relation)
        for method in TABLE[way.name].get("methods", ["GET"])
        if (found := knock(world, way, who, relation, method))
        != (expected := answer(way, who, relation, method))
    ]

    if wrong:
        pytest.fail("\n".join(wrong), pytrace=False)


@pytest.mark.django_db
def test_an_odd_method_opens_no_door_that_is_closed() -> None:
    world = World.made()

    opened = [
        f"{method} {way.name} by {who}"
        for way in ways_in()
        for who in (NOBODY, MEMBER)
        for method in ODD_METHODS
        if knock(world, way, who, relations(way)[-1], method) in ("in", "broken")
        and "in" not in {answer(way, who, relations(way)[-1], m) for m in ("GET", "POST")}
    ]

    if opened:
        pytest.fail("\n".join(opened), pytrace=False)


def relations(way: Way) -> tuple[str, ...]:
    """What a record can be to somebody; one is enough where there is no record."""
    return RELATIONS if TABLE[way.name].get("record") else ("own",)


def knocking(way: Way, relation: str) -> tuple[str, ...]:
    """Everybody at their own body's doors; at others', those who would get in if it were theirs.

    The second database is asked what it decides itself: whom the conditions of a policy find. Whom
    nothing would let in anywhere, it need not be asked about again.
    """
    if FULL or (relation == "own" and connection.vendor == "sqlite"):
        return KNOCKING
    row = TABLE[way.name]
    return tuple(
        w for w in KNOCKING if w == NOBODY or w in row["opens"] or w in row.get("sees", [])
    )


def answer(way: Way, who: str, relation: str, method: str) -> str:
    """What the table says."""
    row = TABLE[way.name]
    if way.door is not None and way.door.face in ("desk", "field") and who == NOBODY:
        return "login"
    if way.door is not None and way.door.scope_for(method) and who == NOBODY:
        return "login"
    special: dict[str, str] = row.get("except", {})
    for name in (f"{method} {who} {relation}", f"{who} {relation}", f"{method} {who}", who):
        if name in special:
            return special[name]
    if row["opens"] in ("anyone", "signed_in"):
        let_in = row["opens"] == "anyone" or who != NOBODY
        return row.get("finds", "in") if let_in else "login"
    if not row.get("record"):
        return "in" if who in row["opens"] else row.get("otherwise", "forbidden")
    within = row.get("within", WITHIN)
    if relation in within and who in row["opens"]:
        return "in"
    return "forbidden" if relation in within and who in row.get("sees", []) else "absent"


def knock(world: World, way: Way, who: str, relation: str, method: str) -> str:
    """One request that leaves nothing behind."""
    kind = TABLE[way.name].get("record", "")
    record = world.records[kind, relation] if kind else TABLE[way.name].get("with", {})
    client: Client = world.clients[who]
    cookies = client.cookies.copy()
    with undone():
        found = outcome(client.generic(method, way.url(record)))
    client.cookies = cookies
    return found
