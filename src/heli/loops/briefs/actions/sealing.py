"""Sealing, publishing, correcting."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _, ngettext_lazy

from heli.core.acts import Actor, Refusal, action, local_day
from heli.core.flow import engine
from heli.core.flow.definitions import flow_of
from heli.core.flow.engine import Telling
from heli.core.flow.models import Entry, Step
from heli.core.measures import checking, sealing
from heli.core.measures.refusals import ReasonMissing
from heli.core.texts.models import Doc, DocNumber, Secrecy
from heli.core.texts.numbering import ISSUE, give_number
from heli.loops.briefs import policies
from heli.loops.briefs.actions.revising import revise
from heli.loops.briefs.enums import MASTHEAD
from heli.loops.briefs.queries.briefs import (
    corrected_by,
    corrects,
    latest,
    latest_number,
    seal_of,
    text_of,
)
from heli.loops.briefs.queries.gate import missing_for_seal
from heli.loops.briefs.queries.sheet import sheet_of


class NotReady(Refusal):
    """Something is missing; ``params["missing"]`` lists it, each with its place."""

    message = ngettext_lazy(
        "This brief cannot be sealed yet: %(count)s thing is missing.",
        "This brief cannot be sealed yet: %(count)s things are missing.",
        "count",
    )


class BeingCorrected(Refusal):
    """One correction at a time."""

    message = _("A correction of this brief has been started already.")


class NotIssued(Refusal):
    """Only what was issued is corrected."""

    message = _("Only a sealed brief is corrected by an erratum.")


@action("briefs.brief.seal", policy=policies.may_sign)
def seal_brief(brief: Entry, *, by: Actor, at: datetime) -> Step:
    """Sign off and seal: freeze every figure with its records, sign text and figures, give a code.

    A correction supersedes the brief that it corrects, which stays with a notice. Refuses with
    ``NotReady`` (and the list) while a number is unclassified, a wording does not hold or a check
    is open, and with ``NotFromHere`` before it is approved.
    """
    flow = flow_of(brief.flow)
    if not any(t.verb == "seal" for t in flow.leaving(brief.state)):
        raise engine.NotFromHere(
            title=brief.title,
            state=flow.state(brief.state).label,
            verb=flow.transition("seal").label,
        )
    revision = latest(brief)
    checking.run(revision)
    sheet = sheet_of(brief, revision)
    if missing := missing_for_seal(sheet):
        raise NotReady(count=len(missing), missing=missing)
    _number(brief, at)
    numbers = [(number.start, number.end) for number in sheet.numbers]
    old = corrects(brief)
    sealed = seal_of(old) if old else None
    reason = brief.answers.get("reason", "")
    if old is None or sealed is None:
        code = sealing.seal(revision, numbers=numbers, by=by, at=at).code
    else:
        code = sealing.supersede(
            sealed, revision, numbers=numbers, reason=reason, by=by, at=at
        ).new.code
        _supersede(old, code, reason, by=by, at=at)
    brief.code = code
    brief.save(update_fields=["code"])
    telling = Telling(revision=revision, facts={"seal": code})
    return engine.move(brief, "seal", by=by, at=at, telling=telling)


def _number(brief: Entry, at: datetime) -> None:
    """Give the brief its number, once: a correction keeps the number of what it corrects."""
    doc = text_of(brief)
    if DocNumber.objects.filter(doc=doc).exists():
        return
    series = f"briefs/{brief.org.uid.hex}/{brief.answers.get('masthead') or MASTHEAD}"
    give_number(doc, series=series, year=local_day(at).year, style=ISSUE)


def _supersede(old: Entry, code: str, reason: str, *, by: Actor, at: datetime) -> Step:
    telling = Telling(note=reason, facts={"by": code, "reason": reason})
    return engine.move(old, "supersede", by=by, at=at, telling=telling)


@action("briefs.brief.publish", policy=policies.may_sign)
def publish_brief(brief: Entry, *, by: Actor, at: datetime) -> Step:
    """Let everybody read a sealed brief and look behind its figures, as far as each measure allows."""
    Doc.objects.filter(pk=text_of(brief).pk).update(secrecy=Secrecy.PUBLIC)
    return engine.move(brief, "publish", by=by, at=at, telling=Telling(revision=latest(brief)))


@action("briefs.brief.correct", policy=policies.may_sign)
def begin_correction(brief: Entry, *, reason: str, by: Actor, at: datetime) -> Entry:
    """Start an erratum: a new brief with the sealed text and its figures, to be corrected.

    It goes through review like any other; when it is sealed, it supersedes this one. Refuses with
    ``NotIssued``, ``ReasonMissing`` and ``BeingCorrected``.
    """
    if brief.state != "sealed":
        raise NotIssued
    if not reason.strip():
        raise ReasonMissing(field="reason")
    if corrected_by(brief) is not None:
        raise BeingCorrected
    new = engine.start(
        brief.call,
        org=brief.org,
        by=by,
        at=at,
        title=brief.title,
        doc=brief.doc,
        answers={**brief.answers, "corrects": brief.code, "reason": reason.strip()[:500]},
    )
    sealed = latest(brief)
    revise(
        new,
        title=sealed.title,
        body=sealed.body,
        base=latest_number(new),
        by=by,
        at=at,
        anew=True,
    )
    return new
