"""Resumption checks: the list written, a check asked for, every item looked at until all pass."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from heli.core.acts import Actor, Invalid, Refusal, action, local_day
from heli.core.files.actions import keep
from heli.core.files.store import Stored
from heli.core.flow import engine
from heli.core.flow.engine import Telling
from heli.core.flow.models import Call, Entry, Step
from heli.core.flow.working import Question, submit_review
from heli.core.parties.models import Party
from heli.core.texts.models import Doc
from heli.core.texts.writing import create_doc, latest, revise
from heli.loops.services import policies
from heli.loops.services.actions.within import check_served, list_beside
from heli.loops.services.enums import CHECKLIST, CHECKS, Verb
from heli.loops.services.flows import CHECK_FLOW
from heli.loops.services.queries.checks import checklist_of, items_of, to_look_at


MOST_PHOTOS = 3
"""Of one item: what an inspector shows, not an album."""
PHOTO = "image/jpeg"


class NoChecklist(Refusal):
    """A check is done by a list."""

    message = _("%(desk)s has no checklist yet.")


class CheckRunning(Refusal):
    """One check at a time."""

    message = _("%(firm)s is being checked already.")


@action("services.checklist.write", policy=policies.keep_desk)
def write_checklist(
    desk: Call, *, title: str, text: str, base: int = 0, by: Actor, at: datetime
) -> Doc:
    """Write the checklist of a desk, or a new version of it; checks that run keep theirs."""
    if not items_of(text):
        raise Invalid(what=_("at least one item"), field="text")
    doc = checklist_of(desk)
    if doc is None:
        return create_doc(kind=CHECKLIST, title=title, org=desk.issuer, body=text, by=by, at=at)
    revise(doc, base=base, title=title, body=text, by=by, at=at)
    return doc


@action("services.check.ask", policy=policies.want_check)
def ask_check(firm: Party, *, desk: Call, note: str = "", by: Actor, at: datetime) -> Entry:
    """Ask that a firm be checked, by the list as it is now."""
    check_served(desk, firm, field="desk")
    doc = checklist_of(desk)
    version = latest(doc) if doc else None
    if doc is None or version is None:
        raise NoChecklist(desk=desk.title)
    call = list_beside(desk, kind=CHECKS, flow=CHECK_FLOW, at=at)
    if call.entries.filter(org=firm, is_open=True).exists():
        raise CheckRunning(firm=firm.name)
    return engine.start(
        call,
        org=firm,
        doc=doc,
        title=version.title,
        answers={"version": version.n, "items": items_of(version.body), "found": {}},
        telling=Telling(note=note.strip(), revision=version),
        by=by,
        at=at,
    )


@action("services.check.inspect", policy=policies.ON_CHECK[Verb.LET_RESUME])
def inspect(
    check: Entry,
    *,
    passed: Mapping[str, bool],
    notes: Mapping[str, str],
    photos: Mapping[str, Sequence[Stored]] | None = None,
    deadline: date | None = None,
    by: Actor,
    at: datetime,
) -> Step:
    """Say of every item that has to be looked at whether it passes.

    When all do, the firm may resume; else what failed gets a note, perhaps photos, and a day until
    which it is put right, and is looked at again. Refuses with ``Invalid`` an item that is left out,
    one that fails without a note, photos of one that passes, and a deadline that is missing or over.
    """
    looked_at = to_look_at(check)
    failed = {
        one.code: notes.get(one.code, "").strip() for one in looked_at if not passed.get(one.code)
    }
    shown = {code: list(some) for code, some in (photos or {}).items() if some}
    _check_found({one.code for one in looked_at}, passed, failed)
    _check_shown(failed, shown)
    _keep_review(
        check, [Question(o.code, o.text, 0, 1, required=True) for o in looked_at], passed, by, at
    )
    found = {
        code: {"passed": is_good, "note": notes.get(code, "").strip()}
        for code, is_good in passed.items()
    }
    kept = {code: [keep(one, by=by, at=at) for one in some] for code, some in shown.items()}
    earlier: dict[str, list[str]] = check.answers.get("photos", {})
    names = {code: [str(one.uid) for one in some] for code, some in kept.items()}
    check.answers = {
        **check.answers,
        "found": {**check.answers["found"], **found},
        "photos": {**earlier, **{c: [*earlier.get(c, ()), *some] for c, some in names.items()}},
    }
    check.due_at = _end_of(deadline, at=at) if failed else None
    check.save(update_fields=["answers", "due_at"])
    if not failed:
        return engine.move(check, Verb.LET_RESUME, by=by, at=at)
    facts = {"deadline": str(deadline), "failed": failed, "photos": names}
    words = "；".join(failed.values())
    return engine.move(
        check, Verb.FAIL_CHECK, by=by, at=at, telling=Telling(note=words, facts=facts)
    )


def _check_found(wanted: set[str], passed: Mapping[str, bool], failed: Mapping[str, str]) -> None:
    if set(passed) != wanted:
        raise Invalid(what=_("pass or fail for every item"))
    for code, note in failed.items():
        if not note:
            raise Invalid(what=_("what has to be put right"), field=f"note_{code}")


def _check_shown(failed: Mapping[str, str], shown: Mapping[str, Sequence[Stored]]) -> None:
    """Photos show what has to be put right; each is a picture, drawn anew by whoever took it in."""
    for code, some in shown.items():
        if code not in failed:
            raise Invalid(
                what=_("photos only where something does not pass"), field=f"photos_{code}"
            )
        if len(some) > MOST_PHOTOS or not all(one.mime == PHOTO for one in some):
            raise Invalid(what=_("at most three photos of an item"), field=f"photos_{code}")


def _keep_review(
    check: Entry, questions: list[Question], passed: Mapping[str, bool], by: Actor, at: datetime
) -> None:
    """The judgement with the items as they were read; the system has no name to put under one."""
    if by.party_id is None:
        return
    submit_review(
        check,
        reviewer=Party.objects.get(pk=by.party_id),
        questions=questions,
        scores={code: int(is_good) for code, is_good in passed.items()},
        round_=check.reviews.count() + 1,
        at=at,
    )


def _end_of(day: date | None, *, at: datetime) -> datetime:
    if day is None or day < local_day(at):
        raise Invalid(what=_("a day that is not over"), field="deadline")
    return datetime.combine(day + timedelta(days=1), time(), timezone.get_default_timezone())


@action("services.check.put_right", policy=policies.ON_CHECK[Verb.PUT_RIGHT])
def put_right(check: Entry, *, note: str, by: Actor, at: datetime) -> Step:
    """Say that what failed is put right; the desk looks again."""
    return engine.move(check, Verb.PUT_RIGHT, by=by, at=at, telling=Telling(note=note.strip()))


@action("services.check.drop", policy=policies.ON_CHECK[Verb.DROP_CHECK])
def drop_check(check: Entry, *, note: str, by: Actor, at: datetime) -> Step:
    """Drop a check: the firm does not resume, or needs none."""
    return engine.move(check, Verb.DROP_CHECK, by=by, at=at, telling=Telling(note=note.strip()))
