"""Starting a brief and writing in it."""

from datetime import date, datetime
from typing import Annotated

from django.utils.translation import gettext_lazy as _

from heli.core.acts import Actor, Digest, Refusal, action
from heli.core.flow import engine
from heli.core.flow.models import Entry
from heli.core.flow.working import standing_call
from heli.core.parties.models import Party
from heli.core.texts.models import Doc, Revision
from heli.core.texts.writing import good_title
from heli.loops.briefs import policies
from heli.loops.briefs.actions.revising import revise
from heli.loops.briefs.flows import BRIEF


class EndsBeforeItBegins(Refusal):
    """A period must have at least one day."""

    message = _("The period ends on %(last)s, before it begins on %(first)s.")
    status = 422


@action("briefs.brief.start", policy=policies.may_start)
def start_brief(
    org: Party,
    *,
    title: str,
    first: date,
    last: date,
    masthead: str = "",
    body: Annotated[str, Digest] = "",
    by: Actor,
    at: datetime,
) -> Entry:
    """Start a brief of ``org`` about the days from ``first`` to ``last``, both included.

    Refuses with ``Invalid`` a title that is empty or too long, with ``EndsBeforeItBegins`` a
    period without days, and as :func:`save_brief` does a text that cannot be kept.
    """
    if first > last:
        raise EndsBeforeItBegins(first=first.isoformat(), last=last.isoformat(), field="last")
    title = good_title(title)
    doc = Doc.objects.create(kind="brief", title=title, org=org, created_at=at)
    brief = engine.start(
        standing_call(kind="brief", flow=BRIEF.code, issuer=org, title=str(BRIEF.label), at=at),
        org=org,
        by=by,
        at=at,
        title=title,
        doc=doc,
        answers={
            "period": {"from": first.isoformat(), "to": last.isoformat()},
            "masthead": masthead.strip()[:20],
        },
    )
    revise(brief, title=title, body=body, base=0, by=by, at=at)
    return brief


@action("briefs.brief.save", policy=policies.may_write)
def save_brief(
    brief: Entry,
    *,
    title: str,
    body: Annotated[str, Digest],
    base: int,
    by: Actor,
    at: datetime,
) -> Revision:
    """Keep what was typed as the next revision; figures stay with their words.

    ``base`` is the revision that the writer started from. Measures asked for by name
    (``[[advice.received 2020-02]]``) are inserted and bound. Refuses with ``Outdated``
    when somebody saved since, with ``NotWritable`` once the brief is in review, with ``TooLong``,
    ``NotUnderstood`` and with what binding refuses. A text that did not change makes no revision.
    """
    revision = revise(brief, title=good_title(title), body=body, base=base, by=by, at=at)
    if brief.title != revision.title:
        brief.title = revision.title
        brief.save(update_fields=["title"])
    return revision
