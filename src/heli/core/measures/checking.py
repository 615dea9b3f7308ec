"""The checks of a text: which figures are held against each other, and what was found."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from heli.core.acts import Message, current_record
from heli.core.measures.enums import CheckKind, FigureClass
from heli.core.measures.figures import interval_of
from heli.core.measures.manifests import text_of
from heli.core.measures.models import Check, Figure
from heli.core.measures.phrases import sentence
from heli.core.measures.refusals import WrongFigures
from heli.core.measures.relations import LEAST, judge
from heli.core.texts.models import Revision


@dataclass(frozen=True, slots=True)
class Rule:
    """A relation that always holds between measures of the same scope, declared by a loop.

    ``measures`` are codes in the order of the kind: the steps of a funnel from first to last, the
    whole before its part, the total before its parts.
    """

    code: str
    kind: CheckKind
    measures: tuple[str, ...]
    label: Message


_rules: dict[str, Rule] = {}


def register_rule(rule: Rule) -> Rule:
    """Make a relation known; a text that binds at least two of its measures is checked for it."""
    _rules[rule.code] = rule
    return rule


def rules() -> list[Rule]:
    """Every registered relation."""
    return sorted(_rules.values(), key=lambda rule: rule.code)


def relate(
    revision: Revision, *, kind: CheckKind, figures: Sequence[Figure], is_complete: bool
) -> Check:
    """Say that figures of a text belong together, and check them at once."""
    if len(figures) < LEAST[kind] or any(f.revision_id != revision.pk for f in figures):
        raise WrongFigures(field="figures")
    check = Check(
        revision=revision,
        kind=kind,
        figures=[str(figure.uid) for figure in figures],
        is_complete=is_complete,
    )
    return _judged(check, {str(f.uid): f for f in figures})


def run(revision: Revision) -> list[Check]:
    """Check everything anew; what was waived stays waived as long as it finds the same."""
    figures = {
        str(f.uid): f for f in Figure.objects.filter(revision=revision).select_related("version")
    }
    found: list[Check] = []
    known = {_key(check): check for check in Check.objects.filter(revision=revision)}
    wanted = {_key(check): check for check in _due(revision, list(figures.values()))}
    for key, check in known.items():
        if (check.rule and key not in wanted) or not figures.keys() >= set(check.figures):
            check.delete()
        else:
            found.append(_judged(check, figures))
    found += [_judged(check, figures) for key, check in wanted.items() if key not in known]
    return sorted(found, key=lambda check: check.pk)


def _key(check: Check) -> tuple[str, str, tuple[str, ...]]:
    return check.kind, check.rule, tuple(check.figures)


def _due(revision: Revision, figures: list[Figure]) -> Iterator[Check]:
    """The checks that follow from what the figures are bound to."""
    groups: dict[str, dict[str, list[Figure]]] = defaultdict(lambda: defaultdict(list))
    for figure in sorted(figures, key=lambda f: f.start):
        if figure.klass == FigureClass.BOUND and figure.version is not None:
            groups[figure.params][figure.version.code].append(figure)
    for by_code in groups.values():
        for code, same in by_code.items():
            if len(same) > 1:
                yield _check(revision, CheckKind.DUPLICATE, f"same:{code}", same)
        for rule in rules():
            related = [by_code[code][0] for code in rule.measures if code in by_code]
            whole_known = rule.kind is CheckKind.FUNNEL or len(related) == len(rule.measures)
            if len(related) >= LEAST[rule.kind] and whole_known:
                yield _check(revision, rule.kind, rule.code, related)


def _check(revision: Revision, kind: CheckKind, rule: str, figures: list[Figure]) -> Check:
    return Check(
        revision=revision, kind=kind, rule=rule, figures=[str(figure.uid) for figure in figures]
    )


def _judged(check: Check, figures: dict[str, Figure]) -> Check:
    """Judge and save; an answer given to another finding no longer counts."""
    members = [figures[uid] for uid in check.figures]
    kind = CheckKind(check.kind)
    found = judge(kind, [interval_of(f) for f in members], is_complete=check.is_complete)
    gap = text_of(found.gap) if found.gap else ""
    facts = {**found.facts, "gap": text_of(abs(found.gap)), "unit": members[0].unit}
    if (check.verdict, check.message, check.facts) != (found.verdict, found.message, facts):
        check.waived_by, check.waived_at, check.reason = None, None, ""
    check.verdict, check.message, check.facts, check.gap = found.verdict, found.message, facts, gap
    check.save()
    current_record().wrote(check, content_of(check))
    return check


def content_of(check: Check) -> dict[str, object]:
    """What a check says, as it is journalled and sealed."""
    return {
        "figures": check.figures,
        "gap": check.gap,
        "kind": check.kind,
        "reason": check.reason,
        "uid": str(check.uid),
        "verdict": check.verdict,
        "waived": check.waived_at is not None,
    }


def said(check: Check) -> str:
    """What a check found, in the reader's language."""
    return sentence(check.message, check.facts)
