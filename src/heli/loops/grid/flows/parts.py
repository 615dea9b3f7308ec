"""The pieces the transitions of a case are made of: who, where from, and requests with decisions."""

from datetime import timedelta

from heli.core.access.enums import Role
from heli.core.acts import Message
from heli.core.flow.definitions import Transition, assigned, at_org
from heli.loops.grid.enums import CHECKING, VERIFIER, Stage, Tag, Verb


DESK = (Role.CLERK,)  # 受理员
DISPATCHER = (Role.EDITOR,)  # 派遣员
HEAD_OF_DESK = (Role.REVIEWER,)  # 值班长
LEADER = (Role.SIGNER,)  # 分管领导
UNIT = (Role.LIAISON,)  # 处置单位经办
HEAD_OF_UNIT = (at_org(Role.SIGNER),)  # 处置单位负责人
CHECKER = (Role.CHECKER, assigned(CHECKING))
ON_THE_SPOT = (Role.CHECKER, assigned(VERIFIER))

A_WHILE = timedelta(minutes=30)

BEFORE_DISPATCH = (Stage.REPORTED, Stage.VERIFYING, Stage.REGISTERED)
WITH_UNIT = (Stage.DISPATCHED, Stage.HANDLING, Stage.SUSPENDED, Stage.HANDLED)
OPEN = (*BEFORE_DISPATCH, *WITH_UNIT, Stage.CHECKED, Stage.TRANSFERRED)
ENDED = (Stage.CLOSED, Stage.ARCHIVED)
AWAY = (Stage.REFUSED, Stage.VOID, Stage.MERGED, Stage.SELF_HANDLED)
ANY = (*OPEN, *ENDED, *AWAY)

EVERYTHING = (
    *(Tag.VERIFYING, Tag.REGISTERED, Tag.DISPATCHED, Tag.SIGNED, Tag.RETURNED, Tag.EXTENDED),
    *(Tag.SUSPENDED, Tag.HANDLED, Tag.HANDLE_LAPSED, Tag.TRANSFERRED, Tag.CHECK_PASSED),
    *(Tag.CHECK_FAILED, Tag.CHECK_UNABLE, Tag.CLOSE_LAPSED),
)
"""What a case that turns out to be none, or another's, must no longer count as."""


def decision(
    *,
    ask: tuple[Verb, Message, Message],
    grant: tuple[Verb, Message, Message],
    refuse: tuple[Verb, Message, Message],
    sources: tuple[Stage, ...],
    target: Stage | None,
    asks: tuple[str, ...],
    decides: tuple[str, ...],
    needs: tuple[str, ...] = ("note",),
    guards: tuple[str, ...] = (),
    deciding: tuple[str, ...] = (),
    granting: tuple[str, ...] = (),
    counts_as: str = "",
    retracts: tuple[str, ...] = (),
    public: bool = False,
) -> tuple[Transition, Transition, Transition]:
    """A request and its two answers, the second one leaving everything as it is.

    ``guards`` are asked of the request, ``deciding`` of both answers, ``granting`` of a yes alone.
    """
    return (
        Transition(
            *ask, sources, None, asks, needs=needs, guards=guards, asks=True, events=("grid.asked",)
        ),
        Transition(
            *grant,
            *(sources, target, decides),
            counts_as=counts_as,
            guards=(*deciding, *granting),
            answers=ask[0],
            retracts=retracts,
            public=public,
            events=("grid.decided",),
        ),
        Transition(
            *refuse,
            *(sources, None, decides),
            needs=("note",),
            guards=deciding,
            answers=ask[0],
            events=("grid.decided",),
        ),
    )
