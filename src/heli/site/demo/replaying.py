"""Replaying the examples through real acts. Doing it twice changes nothing."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from heli.core.flow.models import Entry
from heli.core.measures.queries import Figure, checks_of, figures_of, standings
from heli.core.texts.models import Revision
from heli.loops.briefs.queries.briefs import latest
from heli.loops.briefs.queries.tokens import Token, tokens_of
from heli.shell import clock
from heli.site.demo import writing
from heli.site.demo.cast import Cast, demo_password, gather, open_accounts
from heli.site.demo.chongqing import CHONGQING
from heli.site.demo.files import Files, example
from heli.site.demo.jiangsu import JIANGSU
from heli.site.demo.outcome import Account, Outcome, Row
from heli.site.demo.plays import Play, Say
from heli.site.demo.tianjin import TIANJIN
from heli.site.demo.town import HETANG
from heli.site.demo.xiangshui import XIANGSHUI


PLAYS = (TIANJIN, CHONGQING, JIANGSU, XIANGSHUI, HETANG)


def replay(*, say: Say, plays: tuple[Play, ...] = PLAYS) -> Outcome:
    """Bring the database to where the examples end and read their figures. ``say`` tells progress.

    Every act carries a key of its example, so that a replay that was broken off goes on where it
    stopped, and a second one does nothing.
    """
    rows: list[Row] = []
    accounts: list[Account] = []
    for play in plays:
        cast = perform(play, say=say)
        accounts += open_accounts(cast)
        found = _rows(example(play.example), writing.the_brief(play))
        rows += sorted(found, key=lambda row: row.id)
    return Outcome(rows=rows, accounts=accounts, password=demo_password())


def perform(play: Play, *, say: Say) -> Cast:
    """Play one example to its end, or go on where it was broken off."""
    files = example(play.example)
    say(f"{play.federation} ...")
    cast = gather(play, files, clock.now)
    if not writing.is_issued(play):
        writing.approve_measures(cast)
        play.act(files, cast, say)
        writing.issue_brief(writing.write_brief(files, cast, say), cast)
    return cast


def _rows(files: Files, brief: Entry) -> Iterator[Row]:
    revision, said = latest(brief), files.claims()
    tokens = tokens_of(revision.body, on=date.fromisoformat(brief.answers["period"]["to"]))
    standing = {one.figure.start: one for one in standings(revision)}
    at = {figure.start: figure for figure in figures_of(revision)}
    doubts = _doubts(revision)
    for one in [*said["bound"], *said["claimed"]]:
        start = _start_of(one, revision, tokens, at)
        figure = at.get(start)
        if figure is None:
            wording = one.get("wording", "")
            yield Row(id=one["id"], wording=wording, klass="none", verdict="unclassified")
        elif start in standing:
            yield _bound(one, figure, standing[start])
        else:
            verdict = doubts.get(str(figure.uid), figure.klass)
            yield Row(id=one["id"], wording=figure.quote, klass=figure.klass, verdict=verdict)


def _start_of(
    said: dict[str, Any], revision: Revision, tokens: list[Token], at: dict[int, Figure]
) -> int:
    """Where a figure stands: by its wording, or by the measure it was asked for by."""
    if "wording" in said:
        return writing.place_of(said, revision.body, tokens).start
    asked = (
        start for start, one in at.items() if one.version and one.version.code == said["measure"]
    )
    return next(asked, -1)


def _doubts(revision: Revision) -> dict[str, str]:
    """The totals of the text that do not add up: what the check found, by the figure's uid."""
    found = checks_of(revision).exclude(verdict="holds")
    return {check.figures[0]: check.verdict for check in found}


def _verdict(figure: Figure, *, holds: bool) -> str:
    """What a sealed brief says was so when it was sealed; cases that somebody took on since move on."""
    if holds:
        return "holds"
    return "moved" if figure.snapshot is not None else "differs"


def _bound(said: dict[str, Any], figure: Figure, standing: Any) -> Row:
    return Row(
        id=said["id"],
        wording=figure.quote,
        klass=figure.klass,
        measure=str(figure.version),
        value=f"{standing.now.value:f}" if standing.now.value is not None else "",
        records=standing.now.n,
        verdict=_verdict(figure, holds=standing.holds),
    )
