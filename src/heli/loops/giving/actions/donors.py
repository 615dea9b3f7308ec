"""Who gave: found among those who are registered, or registered as a donor. For acts."""

from collections.abc import Iterable, Mapping

from heli.core.acts import current_record
from heli.core.journal.building import new
from heli.core.journal.inserting import insert_many
from heli.core.journal.locks import hold
from heli.core.parties.folding import fold, searchable
from heli.core.parties.models import Party, PartyKind
from heli.loops.giving.enums import DonorKind
from heli.loops.giving.queries.donors import known_by_name
from heli.loops.giving.queries.slips import Donor


DONOR = "donor"
LONGEST_NAME = 120
A_FEW = 20
"""Names of which some are most likely new: the turn to register them is taken at once, and they are asked for once."""
_TURN = "giving.donors"


def party_of(donor: Donor, org: Party) -> Party | None:
    """The party behind a donor, registered if nobody knew the name. None for nobody."""
    return parties_of([donor], org)[donor]


def parties_of(donors: Iterable[Donor], org: Party) -> Mapping[Donor, Party | None]:
    """The same for many. Two queries, however many; for new names an insert, and for a few two queries more.

    A name stands for one donor of each kind: persons of the same name are told apart by registering
    them, never by guessing. What is kept is the name, nothing else. Two who register at once wait
    for each other, so that both get the same one; whoever moves stock as well does so afterwards.
    """
    asked = list(dict.fromkeys(donors))
    named = [one for one in asked if one.party is None and not one.is_nobody]
    names = {one.name for one in named}
    if is_list := len(names) > A_FEW:
        hold(_TURN)
    known = known_by_name(org, names)
    unknown = {one.name for one in named if _key(one) not in known}
    if unknown and not is_list:
        hold(_TURN)
        known |= known_by_name(org, unknown)
    fresh: dict[tuple[str, str], Party] = {}
    for one in named:
        if (key := _key(one)) not in known and key not in fresh:
            fresh[key] = _new(one)
    _register(list(fresh.values()))
    everybody = {**fresh, **known}
    return {one: one.party or (None if one.is_nobody else everybody[_key(one)]) for one in asked}


def kind_of(donor: Donor) -> str:
    """Whether a donor is a person or a body."""
    return PartyKind.PERSON if donor.kind == DonorKind.PERSON else PartyKind.ORG


def _key(donor: Donor) -> tuple[str, str]:
    return fold(donor.name), kind_of(donor)


def _new(donor: Donor) -> Party:
    name = " ".join(donor.name.split())[:LONGEST_NAME]
    return new(Party, kind=kind_of(donor), subkind=DONOR, name=name, name_folded=searchable(name))


def _register(fresh: list[Party]) -> None:
    if fresh:
        current_record()
        insert_many(fresh)
