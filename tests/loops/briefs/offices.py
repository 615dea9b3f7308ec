"""A federation that counts letters, with the people who write, check and sign its briefs."""

from dataclasses import dataclass
from datetime import date, datetime

import make
from heli.core.access.enums import Role
from heli.core.acts import SYSTEM, Actor, action, anyone
from heli.core.flow import engine
from heli.core.flow.definitions import Flow, State, StateKind, Transition, register as register_flow
from heli.core.flow.engine import Telling
from heli.core.flow.models import Call, Entry, Step
from heli.core.measures.actions import approve_measure, sync_measures
from heli.core.measures.checking import Rule, register_rule
from heli.core.measures.enums import CheckKind, Counting, Disclosure
from heli.core.measures.queries import version_of
from heli.core.measures.spec import Measure, register
from heli.core.parties.models import Party
from heli.loops.briefs import actions
from heli.loops.briefs.queries.tokens import tokens_of


FIRST, LAST = date(2020, 1, 1), date(2020, 2, 29)
LETTERS = register_flow(
    Flow(
        code="test.letter",
        version=1,
        label="Letter",
        initial="open",
        states=(
            State("open", "Open", "Open"),
            State("done", "Done", "Done", StateKind.FINAL),
        ),
        transitions=(
            Transition("read", "Read", "Read", ("open",), None, (), counts_as="test.read"),
            Transition(
                "answer", "Answer", "Answered", ("open",), "done", (), counts_as="test.done"
            ),
        ),
    )
)


def measure(code: str, tag: str, label: str, **more: object) -> Measure:
    return register(
        Measure(
            code=code,
            label=label,
            prose=f"{label}，每封一次。",
            unit="封",
            counting=Counting.ITEMS,
            tags=(tag,),
            date_label="收到之日",
            owner="test",
            **more,
        )
    )


READ = measure("test.letters_read", "test.read", "收到来信", disclosure=Disclosure.RECORDS)
ANSWERED = measure("test.letters_answered", "test.done", "答复来信", disclosure=Disclosure.VALUE)
LOST = measure("test.letters_lost", "test.lost", "遗失来信")  # proposed, never approved
register_rule(
    Rule("test.funnel", CheckKind.FUNNEL, ("test.letters_read", "test.letters_answered"), "Letters")
)


@action("test.letter.read", policy=anyone)
def read_letter(org: Party, *, on: date, answered: bool, by: Actor, at: datetime) -> Step:
    call, _made = Call.objects.get_or_create(
        kind="test", flow=LETTERS.code, issuer=org, defaults={"title": "来信", "opens_at": at}
    )
    entry = engine.start(call, org=org, by=by, at=at, title="示例来信")
    step = engine.move(entry, "read", by=by, at=at, telling=Telling(effective_on=on))
    if answered:
        engine.move(entry, "answer", by=by, at=at, telling=Telling(effective_on=on))
    return step


@dataclass(frozen=True)
class Office:
    """A federation with its people."""

    org: Party
    editor: Actor
    checker: Actor
    signer: Actor

    def receive(self, n: int, *, answered: int = 0, on: date = date(2020, 2, 3)) -> None:
        for i in range(n):
            read_letter(self.org, on=on, answered=i < answered, by=SYSTEM, at=make.AT)

    def brief(self, body: str, *, title: str = "来信简报") -> Entry:
        return actions.start_brief(
            self.org, title=title, first=FIRST, last=LAST, body=body, by=self.editor, at=make.AT
        )

    def bind(self, brief: Entry, words: str, code: str, *, base: int = 1) -> None:
        body = brief.doc.revisions.get(n=base).body
        start = body.index(words)
        actions.bind_number(
            brief,
            start=start,
            end=start + len(words),
            measure=code,
            base=base,
            by=self.editor,
            at=make.AT,
        )

    def confirm(self, brief: Entry, *places: int, base: int = 1) -> None:
        actions.confirm_suggestions(brief, places=places, base=base, by=self.editor, at=make.AT)

    def approve(self, brief: Entry) -> Entry:
        revision = actions.submit_brief(brief, by=self.editor, at=make.AT).revision
        actions.approve_brief(brief, revision=revision, by=self.checker, at=make.AT)
        return brief

    def seal(self, brief: Entry) -> Entry:
        actions.seal_brief(self.approve(brief), by=self.signer, at=make.AT)
        return brief

    def sealed(self) -> Entry:
        """A sealed brief with two bound figures, of five letters received and three answered."""
        self.receive(5, answered=3)
        return self.sealed_with("收到来信5封，答复3封。")

    def sealed_with(self, text: str) -> Entry:
        """A sealed brief that binds 5封 and 3封, and confirms what is no figure."""
        brief = self.brief(text)
        self.confirm(brief, *(token.start for token in tokens_of(text) if token.suggestion))
        self.bind(brief, "5封", "test.letters_read")
        self.bind(brief, "3封", "test.letters_answered")
        return self.seal(brief)


def office() -> Office:
    """A federation whose two measures are approved."""
    org = make.federation()
    sync_measures(by=SYSTEM, at=make.AT)
    for code in ("test.letters_read", "test.letters_answered"):
        version = version_of(f"{code}@1")
        if not version.is_approved:
            approve_measure(version, by=SYSTEM, at=make.AT)
    roles = (Role.EDITOR, Role.CHECKER, Role.SIGNER)
    return Office(org, *(make.actor(role, over=org) for role in roles))
