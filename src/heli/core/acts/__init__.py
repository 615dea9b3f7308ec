"""Every write is an act: one function, one policy, one transaction, one journal entry.

The public face of the room; nothing outside imports the modules below it.
"""

from heli.core.acts.actions import Action, Turn, action, current_record, find_act, registered_acts
from heli.core.acts.actors import ANONYMOUS, SYSTEM, Actor, Grant
from heli.core.acts.answers import carried, carry
from heli.core.acts.background import (
    find_task,
    later,
    overhear,
    receiver,
    registered_tasks,
    task,
    tell,
    tell_each,
)
from heli.core.acts.days import local_day
from heli.core.acts.personal import Derived, Digest, Personal, Secret
from heli.core.acts.policies import Policy, anyone, demand, policy, signed_in
from heli.core.acts.refusals import Conflict, Decision, Invalid, Message, NotAllowed, Refusal
from heli.core.acts.replay import KeyReused, Outcome, outcome_under
from heli.core.acts.turns import write_turn
from heli.core.acts.wording import aside, list_of, row_of, said_of
from heli.core.journal.prepared import Lookup, Prepared, PreparedUpdate, insert
from heli.core.journal.statements import given


__all__ = [
    "ANONYMOUS",
    "SYSTEM",
    "Action",
    "Actor",
    "Conflict",
    "Decision",
    "Derived",
    "Digest",
    "Grant",
    "Invalid",
    "KeyReused",
    "Lookup",
    "Message",
    "NotAllowed",
    "Outcome",
    "Personal",
    "Policy",
    "Prepared",
    "PreparedUpdate",
    "Refusal",
    "Secret",
    "Turn",
    "action",
    "anyone",
    "aside",
    "carried",
    "carry",
    "current_record",
    "demand",
    "find_act",
    "find_task",
    "given",
    "insert",
    "later",
    "list_of",
    "local_day",
    "outcome_under",
    "overhear",
    "policy",
    "receiver",
    "registered_acts",
    "registered_tasks",
    "row_of",
    "said_of",
    "signed_in",
    "task",
    "tell",
    "tell_each",
    "write_turn",
]
