"""The brief: written, its figures bound or claimed, checked by another person, sealed."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from heli.core.files.store import put
from heli.core.flow.models import Entry
from heli.core.journal.refs import find
from heli.core.journal.writing import written_under
from heli.core.measures.actions import approve_measure
from heli.core.measures.queries import checks_of, measures
from heli.core.texts.models import Revision
from heli.loops.briefs.actions.checks import relate_numbers, waive_check
from heli.loops.briefs.actions.figures import (
    bind_number,
    claim_number,
    classify_number,
    confirm_suggestions,
)
from heli.loops.briefs.actions.review import approve_brief, submit_brief
from heli.loops.briefs.actions.sealing import publish_brief, seal_brief
from heli.loops.briefs.actions.writing import start_brief
from heli.loops.briefs.queries.briefs import latest
from heli.loops.briefs.queries.narrowing import narrowing_of
from heli.loops.briefs.queries.tokens import Token, tokens_of
from heli.site.demo.cast import Cast, key_of, signer_of_all
from heli.site.demo.files import BadExample, Files
from heli.site.demo.plays import Play, Say


def approve_measures(cast: Cast) -> None:
    """Somebody answers for every definition: for all bodies, so for all of them together."""
    signer = signer_of_all(cast.now())
    for version in measures(approved_only=False):
        if not version.is_approved:
            approve_measure.once(cast.key("measure", version))(version, by=signer, at=cast.now())


def write_brief(files: Files, cast: Cast, say: Say) -> Entry:
    """Write the brief and say what each of its numbers is."""
    say(_("Writing, checking and sealing the brief ..."))
    title, body = files.brief()
    said, editor = files.claims(), cast.actors["editor"]
    period = cast.play.period
    first, last = period(cast) if period else (said["first"], said["last"])
    brief = start_brief.once(cast.key("brief"))(
        cast.federation,
        title=title,
        first=first,
        last=last,
        masthead=said["masthead"],
        body=body,
        by=editor,
        at=cast.now(),
    )
    if brief.state != "draft":
        return brief
    revision = latest(brief)
    tokens = tokens_of(revision.body, on=last)
    # Those without a wording were asked for by name in the text: they are bound already.
    for figure in [one for one in said["bound"] if "wording" in one]:
        _bind(brief, revision, figure, tokens, cast)
    for figure in said["claimed"]:
        _claim(brief, revision, figure, tokens, said["as_of"], cast)
    for number in said.get("aside", ()):
        _set_aside(brief, revision, number, tokens, cast)
    places = [token.start for token in tokens if token.suggestion]
    confirm_suggestions.once(cast.key("brief", "confirm"))(
        brief, places=places, base=revision.n, by=editor, at=cast.now()
    )
    for relation in said.get("relation", ()):
        _relate(brief, revision, relation, files, tokens, cast)
    return brief


def _relate(
    brief: Entry,
    revision: Revision,
    relation: dict[str, Any],
    files: Files,
    tokens: list[Token],
    cast: Cast,
) -> None:
    """Hold figures of the text against each other; what does not add up is answered, not hidden."""
    said = files.claims()
    by_id = {one["id"]: one for one in [*said["bound"], *said["claimed"]]}
    places = [place_of(by_id[one], revision.body, tokens).start for one in relation["figures"]]
    relate_numbers.once(cast.key("brief", "relate", *relation["figures"]))(
        brief, kind=relation["kind"], places=places, by=cast.actors["editor"], at=cast.now()
    )
    for check in checks_of(revision).filter(waived_at__isnull=True).exclude(verdict="holds"):
        waive_check.once(cast.key("brief", "waive", check.uid))(
            brief,
            check=str(check.uid),
            reason=relation["answer"],
            by=cast.actors["checker"],
            at=cast.now(),
        )


def _set_aside(
    brief: Entry, revision: Revision, said: dict[str, Any], tokens: list[Token], cast: Cast
) -> None:
    token = place_of(said, revision.body, tokens)
    classify_number.once(cast.key("brief", "aside", token.start))(
        brief,
        start=token.start,
        end=token.end,
        klass=said["class"],
        base=revision.n,
        by=cast.actors["editor"],
        at=cast.now(),
    )


def _bind(
    brief: Entry, revision: Revision, said: dict[str, Any], tokens: list[Token], cast: Cast
) -> None:
    token = place_of(said, revision.body, tokens)
    bind_number.once(cast.key("brief", said["id"]))(
        brief,
        start=token.start,
        end=token.end,
        measure=said["measure"],
        first=said.get("first"),
        last=said.get("last"),
        about=narrowing_of({"body": said.get("body", ""), "item": said.get("item", "")}, brief.org),
        base=revision.n,
        by=cast.actors["editor"],
        at=cast.now(),
    )


def _claim(
    brief: Entry,
    revision: Revision,
    said: dict[str, Any],
    tokens: list[Token],
    as_of: date,
    cast: Cast,
) -> None:
    token = place_of(said, revision.body, tokens)
    slip = (
        f"{said['evidence']}\n{said['source']}\n{said['wording']}（{said['what']}），截至{as_of}\n"
    )
    claim_number.once(cast.key("brief", said["id"]))(
        brief,
        start=token.start,
        end=token.end,
        source=said["source"],
        as_of=as_of,
        method="count",
        evidence=put([slip.encode()], name=f"{said['id']}.txt"),
        base=revision.n,
        by=cast.actors["editor"],
        at=cast.now(),
    )


def place_of(said: dict[str, Any], body: str, tokens: list[Token]) -> Token:
    """Where a figure of the example stands: its wording nearest to what it is about."""
    about = body.find(said["what"])
    found = [t for t in tokens if t.text == said["wording"]]
    if about < 0 or not found:
        raise BadExample(said["id"])
    return min(found, key=lambda t: abs(t.start - about))


def is_issued(play: Play) -> bool:
    """Whether the last act of the example was done: then nothing is left to replay."""
    return written_under(key_of(play, "brief", "publish")) is not None


def the_brief(play: Play) -> Entry:
    """The brief that the replay wrote."""
    act = written_under(key_of(play, "brief"))
    found = find(act.result) if act else None
    if not isinstance(found, Entry):
        msg = "the example's brief is gone"
        raise BadExample(msg)
    return found


def issue_brief(brief: Entry, cast: Cast) -> Entry:
    """Send for review, approve, seal and publish; each by whom it falls to."""
    editor, checker, signer = (cast.actors[part] for part in ("editor", "checker", "signer"))
    submit_brief.once(cast.key("brief", "submit"))(brief, by=editor, at=cast.now())
    brief.refresh_from_db()
    approve_brief.once(cast.key("brief", "approve"))(
        brief, revision=latest(brief), by=checker, at=cast.now()
    )
    brief.refresh_from_db()
    seal_brief.once(cast.key("brief", "seal"))(brief, by=signer, at=cast.now())
    brief.refresh_from_db()
    publish_brief.once(cast.key("brief", "publish"))(brief, by=signer, at=cast.now())
    brief.refresh_from_db()
    return brief
