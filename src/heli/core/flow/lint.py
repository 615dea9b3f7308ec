"""What is wrong with a definition, before the first entry starts under it."""

from collections.abc import Iterator

from django.utils.translation import override

from heli.core.access.enums import Role
from heli.core.acts import Message
from heli.core.flow.definitions import BACK, Flow
from heli.core.flow.guards import is_known_guard
from heli.core.flow.models import Call, Entry, Step
from heli.core.flow.phrases import ENGINE_VERBS


_LANGUAGES = ("en", "zh-hans")


def faults(flow: Flow, *, worded: bool = True) -> list[str]:
    """Everything that cannot work in ``flow``, in English, for whoever writes it; empty if sound.

    ``worded`` also asks that every label is translated. Checked: codes once, states and verbs that
    exist and fit their columns, every state reachable, a way to an end from every open state,
    known ``who`` and ``awaits``, both languages.
    """
    found = [*_names(flow), *_targets(flow)]
    if not found:
        found = [*_reach(flow), *_people(flow), *_rules(flow)]
    return [*found, *(_wording(flow) if worded else ())]


def _names(flow: Flow) -> Iterator[str]:
    for kind, codes, longest in (
        ("state", [str(s.code) for s in flow.states], _longest(Step, "to_state")),
        ("verb", [str(t.verb) for t in flow.transitions], _longest(Step, "verb")),
    ):
        yield from (
            f"{kind} {code} twice" for code in sorted({c for c in codes if codes.count(c) > 1})
        )
        yield from (f"{kind} {code} is too long" for code in codes if len(code) > longest)
    if len(flow.key) > _longest(Entry, "flow") or len(flow.code) > _longest(Call, "flow"):
        yield f"the code {flow.code} is too long"
    for t in flow.transitions:
        if isinstance(t.counts_as, str) and len(t.counts_as) > _longest(Step, "tag"):
            yield f"the tag {t.counts_as} is too long"
        if t.verb in ENGINE_VERBS:
            yield f"{t.verb} is a verb of the engine"


def _longest(model: type[Entry | Step | Call], field: str) -> int:
    return getattr(model._meta.get_field(field), "max_length", None) or 0


def _targets(flow: Flow) -> Iterator[str]:
    known = {s.code for s in flow.states}
    if flow.initial not in known:
        yield f"the initial state {flow.initial} does not exist"
    for t in flow.transitions:
        yield from (
            f"{t.verb} comes from {s}, which does not exist" for s in t.sources if s not in known
        )
        if t.target not in (None, BACK) and t.target not in known:
            yield f"{t.verb} leads to {t.target}, which does not exist"
        if not t.sources:
            yield f"{t.verb} comes from nowhere"


def _ahead(flow: Flow, state: str) -> set[str]:
    seen, open_ = {state}, [state]
    while open_:
        here = open_.pop()
        fresh = {str(t.target) for t in flow.leaving(here) if t.target not in (None, BACK)} - seen
        seen |= fresh
        open_.extend(fresh)
    return seen


def _reach(flow: Flow) -> Iterator[str]:
    reached = _ahead(flow, flow.initial)
    ends = {str(s.code) for s in flow.states if not s.is_open}
    if not ends:
        yield "nothing ever ends: there is no final or negative state"
    for state in flow.states:
        if str(state.code) not in reached:
            yield f"nothing leads to {state.code}"
        elif state.is_open and ends and not ends & _ahead(flow, state.code):
            yield f"nothing leads from {state.code} to an end"


def _people(flow: Flow) -> Iterator[str]:
    for t in flow.transitions:
        if not t.who:
            yield f"nobody may {t.verb}"
        yield from (f"{t.verb}: who is {who}?" for who in t.who if not _is_known(str(who)))
    for state in flow.states:
        yield from (f"{state.code} awaits {w}: who?" for w in state.awaits if not _is_known(str(w)))


def _rules(flow: Flow) -> Iterator[str]:
    verbs = {*ENGINE_VERBS, *(str(t.verb) for t in flow.transitions)}
    states = {str(s.code) for s in flow.states}
    asking = {str(t.verb) for t in flow.transitions if t.asks}
    for t in flow.transitions:
        yield from (f"{t.verb}: no guard {one}" for one in t.guards if not is_known_guard(one))
        if t.answers and t.answers not in asking:
            yield f"{t.verb} answers {t.answers}, which asks nothing"
    for timer in flow.timers:
        named = {str(verb) for verb in (*timer.starts, *timer.stops, *timer.resets)}
        yield from (f"clock {timer.code}: no verb {verb}" for verb in sorted(named - verbs))
        paused = {str(state) for state in timer.pauses}
        yield from (f"clock {timer.code}: no state {one}" for one in sorted(paused - states))


def _is_known(who: str) -> bool:
    # Assignments may have any role; those over bodies are the fixed ones.
    return who.startswith("@") or who.removesuffix("@org") in Role.values


def _wording(flow: Flow) -> Iterator[str]:
    labels: list[tuple[str, Message]] = [("the flow", flow.label)]
    for s in flow.states:
        labels += [(f"{s.code}", s.label), (f"{s.code} (public)", s.public_label)]
    for t in flow.transitions:
        labels += [(f"{t.verb}", t.label), (f"{t.verb} (done)", t.done_label)]
    for name, label in labels:
        for language in _LANGUAGES:
            with override(language):
                text = str(label)
            if not text or (language == "zh-hans" and text.isascii()):
                yield f"{name} has no wording in {language}"
