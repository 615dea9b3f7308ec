"""Flows are data: states and transitions, worded for staff and for the public.

One engine runs them all (:mod:`heli.core.flow.engine`), the docs draw them, and
:func:`heli.core.flow.lint.faults` refuses what cannot work before the first entry starts.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from decimal import Decimal
from enum import StrEnum

from heli.core.acts import Message
from heli.kit.worktime import Clock


class StateKind(StrEnum):
    """What a state means, whatever it is called."""

    OPEN = "open"
    POSITIVE = "positive"
    NEGATIVE = "negative"
    FINAL = "final"


@dataclass(frozen=True, slots=True)
class State:
    """``code`` is stored, ``label`` is what staff read, ``public_label`` what anybody may read.

    ``awaits`` names those in whose inbox an entry in this state lies, as ``who`` does. While an entry
    is in a state that ``pauses``, the clocks of its limits stand still (补正, 挂账). ``todo`` is what
    their inbox says instead of a label that tells only what was done; no version hangs on it.
    """

    code: str
    label: Message
    public_label: Message
    kind: StateKind = StateKind.OPEN
    awaits: tuple[str, ...] = ()
    pauses: bool = False
    todo: Message = ""

    @property
    def is_open(self) -> bool:
        """Whether something is still expected to happen."""
        return self.kind in (StateKind.OPEN, StateKind.POSITIVE)


@dataclass(frozen=True, slots=True)
class Limit:
    """How long an entry may wait for a transition, on one of the four clocks of urban management."""

    n: int | Decimal
    clock: Clock


Tag = str | Callable[[Mapping[str, object]], str]

BACK = "@back"
"""A target: the state in which the entry was before it came into the one it stands in."""


@dataclass(frozen=True, slots=True)
class Timer:
    """One of several clocks that run beside each other over one entry.

    It begins with the first of the verbs in ``starts`` and ends with one of ``stops``; a start after
    an end runs on, as if it had not ended (rework gains no time). ``resets`` begin it anew. It stands
    still in the states ``pauses``. ``limit`` is how long it may take, unless a step fixed it for the
    entry, as ``{"n": "4", "clock": "work_hour"}`` in its fact ``limit_<code>``. A step's fact
    ``until_<code>`` extends it to a moment; the original limit stays known. ``beyond`` is added after
    that, as for what others do once the limit of one is used up.
    """

    code: str
    label: Message
    starts: tuple[str, ...]
    stops: tuple[str, ...]
    resets: tuple[str, ...] = ()
    pauses: tuple[str, ...] = ()
    limit: Limit | None = None
    beyond: Limit | None = None


@dataclass(frozen=True, slots=True)
class Transition:
    """A verb that leads from one of ``sources`` to ``target`` (None: the entry stays where it is).

    ``who`` names roles over the issuer of the call; :func:`at_org` makes it a role over the body that
    answers, which ``liaison`` always is. ``AUTHOR`` and ``HANDLER`` name ties to the entry itself,
    :func:`assigned` an assignment of one kind.
    ``needs`` names what must come with it: ``note``, ``revision``, or a key of ``facts``.
    ``counts_as`` is the tag of its step, or a function of its facts giving one ("" counts nothing).
    ``undo_within`` lets the one who did it take it back; None means only a later act corrects it.
    ``events`` are told on commit, for notices and for other loops. ``public`` steps are shown to
    anybody who may see the entry.

    ``guards`` name what else is asked (:mod:`heli.core.flow.guards`). A step that ``asks`` requests a
    decision; the one that ``answers`` it is taken by somebody else, and while the entry stays where it
    is. ``retracts`` names tags whose steps no longer count afterwards, on the days they counted: what
    failed its check was not handled.
    """

    verb: str
    label: Message
    done_label: Message
    sources: tuple[str, ...]
    target: str | None
    who: tuple[str, ...]
    needs: tuple[str, ...] = ()
    counts_as: Tag = ""
    limit: Limit | None = None
    undo_within: timedelta | None = None
    events: tuple[str, ...] = ()
    public: bool = False
    guards: tuple[str, ...] = ()
    asks: bool = False
    answers: str = ""
    retracts: tuple[str, ...] = ()


AUTHOR = "@author"
"""Who sent the entry, or is assigned to it as ``author``."""

HANDLER = "@handler"
"""Whoever is assigned to the entry, in whatever role but ``author``."""

_AT_ORG = "@org"


def at_org(role: str) -> str:
    """``role`` held over the body that answers, instead of over the one that asks."""
    return f"{role}{_AT_ORG}"


def assigned(role: str) -> str:
    """Whoever is assigned to the entry in this role, such as ``reviewer``."""
    return f"@{role}"


@dataclass(frozen=True, slots=True)
class Flow:
    """A definition with its version. An entry keeps the version it started with.

    ``words`` names the facts that transitions need, for the sentence that asks for them.
    """

    code: str
    version: int
    label: Message
    states: tuple[State, ...]
    transitions: tuple[Transition, ...]
    initial: str
    words: Mapping[str, Message] = field(default_factory=dict)
    timers: tuple[Timer, ...] = ()
    _states: dict[str, State] = field(init=False, repr=False, compare=False)
    _transitions: dict[str, Transition] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_states", {s.code: s for s in self.states})
        object.__setattr__(self, "_transitions", {t.verb: t for t in self.transitions})

    @property
    def key(self) -> str:
        """``advice.proposal@1``, as stored with every entry."""
        return f"{self.code}@{self.version}"

    def state(self, code: str) -> State:
        """The state of that code. Raises ``KeyError``."""
        return self._states[code]

    def transition(self, verb: str) -> Transition:
        """The transition of that verb. Raises ``KeyError``."""
        return self._transitions[verb]

    def timer(self, code: str) -> Timer:
        """The clock of that code. Raises ``KeyError``."""
        return {timer.code: timer for timer in self.timers}[code]

    def leaving(self, state: str) -> list[Transition]:
        """What can happen to an entry in this state, in the order of the definition."""
        return [t for t in self.transitions if state in t.sources]


_registry: dict[str, Flow] = {}
_current: dict[str, Flow] = {}


def register(flow: Flow) -> Flow:
    """Make a definition known. The highest version is the one new entries start with."""
    _registry[flow.key] = flow
    newest = _current.get(flow.code)
    if newest is None or newest.version <= flow.version:
        _current[flow.code] = flow
    return flow


def flow_of(key: str) -> Flow:
    """The definition stored with an entry (``advice.proposal@1``). Raises ``KeyError``."""
    return _registry[key]


def current(code: str) -> Flow:
    """The newest version of a definition (``advice.proposal``). Raises ``KeyError``."""
    return _current[code]


def all_flows() -> list[Flow]:
    """Every registered definition, oldest versions included."""
    return sorted(_registry.values(), key=lambda f: f.key)
