"""Numbers, groups and what is missing, as the templates show them."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import NamedTuple

from django.urls import reverse
from django.utils.translation import get_language, gettext as _, gettext_lazy, ngettext

from heli.core.acts import Message
from heli.core.flow.models import Entry
from heli.core.measures.queries import Check, checks_of, said
from heli.core.texts.models import Revision
from heli.kit.checking import Verdict
from heli.kit.wording import WAN, digits
from heli.loops.briefs.enums import State
from heli.loops.briefs.queries.briefs import period_of
from heli.loops.briefs.queries.candidates import Candidate
from heli.loops.briefs.queries.gate import Missing, missing_for_seal
from heli.loops.briefs.queries.sheet import Lines, Number, Sheet
from heli.loops.briefs.queries.suggestions import Suggestion, suggestions


class Choice(NamedTuple):
    """A candidate as a button."""

    key: int
    choice: str
    label: str
    period: str
    value: str
    fits: bool


@dataclass(frozen=True)
class ShownNumber:
    """A number with its addresses and words."""

    number: Number
    brief: Entry
    writable: bool

    @property
    def start(self) -> int:
        """Where it begins."""
        return self.number.start

    @property
    def end(self) -> int:
        """Where it ends."""
        return self.number.end

    @property
    def text(self) -> str:
        """Its words."""
        return self.number.text

    @property
    def state(self) -> str:
        """The state of its chip."""
        return self.number.state.value

    @property
    def is_chip(self) -> bool:
        """Whether it is set as a figure."""
        return self.number.is_chip

    @property
    def is_doubtful(self) -> bool:
        """Whether a person should look twice."""
        return self.number.is_doubtful

    @property
    def label(self) -> str:
        """What it states, or what it is instead of a figure."""
        return "" if self.number.state is State.UNBOUND else self.number.label

    @property
    def before(self) -> str:
        """What stands before it."""
        return self.number.before

    @property
    def after(self) -> str:
        """What stands behind it."""
        return self.number.after

    @property
    def paragraph(self) -> int:
        """Which paragraph it stands in."""
        return self.number.paragraph

    @property
    def place_url(self) -> str:
        """Its paragraph in the preview."""
        return f"#p{self.number.paragraph}"

    @property
    def url(self) -> str:
        """Its proof, where it has one."""
        figure = self.number.figure
        if figure is None or not self.number.is_chip:
            return ""
        return reverse("briefs:figure", args=[self.brief.uid, figure.uid])

    @property
    def delta(self) -> str:
        """By how much the records differ, signed."""
        return signed(self.number.gap) if self.number.gap is not None else ""

    @property
    def facts(self) -> str:
        """The period and how many records."""
        if not self.number.period:
            return ""
        n = self.number.count
        return f"{self.number.period} · " + ngettext("%(n)s record", "%(n)s records", n) % {"n": n}

    @property
    def offers_choice(self) -> bool:
        """Whether somebody still has to say what it is."""
        return self.number.figure is None

    @cached_property
    def candidates(self) -> list[Choice]:
        """The measures that it may state, in the order of their keys."""
        found = enumerate(self.number.candidates, start=1)
        return [_choice(key, candidate) for key, candidate in found]

    @property
    def fitting(self) -> list[Choice]:
        """Those whose value it states."""
        return [choice for choice in self.candidates if choice.fits]

    @property
    def others(self) -> list[Choice]:
        """Those that it would misstate."""
        return [choice for choice in self.candidates if not choice.fits]


def _choice(key: int, candidate: Candidate) -> Choice:
    offer = candidate.offer
    return Choice(
        key,
        f"bind:{offer.measure}",
        offer.label,
        f"{offer.period.first} – {offer.period.last}",
        "—"
        if offer.value is None
        else digits(offer.value, unit=offer.unit, grouped=False) + offer.unit,
        candidate.fits,
    )


def signed(gap: Decimal) -> str:
    """A difference with its sign: +4, −1, +4万."""
    sign = "+" if gap > 0 else "−"
    size = abs(gap)
    if size >= WAN and size % WAN == 0:
        return f"{sign}{size / WAN:f}万"
    return f"{sign}{size:f}"


class Group(NamedTuple):
    """Numbers of one kind in the list."""

    code: str
    glyph: str
    label: Message
    numbers: list[ShownNumber]
    is_open: bool


_GROUPS: Sequence[tuple[str, str, Message, tuple[State, ...], bool]] = (
    ("open", "○", gettext_lazy("To classify"), (State.UNBOUND,), True),
    ("differs", "△", gettext_lazy("The records differ"), (State.DIFFERS,), True),
    ("suggested", "◌", gettext_lazy("To confirm"), (State.SUGGESTED,), True),
    ("bound", "✓", gettext_lazy("Bound"), (State.BOUND, State.ABOUT, State.SEALED), True),
    ("stated", "◇", gettext_lazy("Claimed or cited"), (State.STATED,), True),
    (
        "plain",
        "·",
        gettext_lazy("No figures"),
        (State.STRUCTURAL, State.NOT_A_FIGURE),
        False,
    ),
)


class ShownPiece(NamedTuple):
    """A stretch of a paragraph."""

    text: str
    number: ShownNumber | None


class ShownLines(NamedTuple):
    """A paragraph in pieces."""

    level: int
    pieces: list[ShownPiece]


class ShownCheck(NamedTuple):
    """A check with its words."""

    check: Check
    says: str
    quotes: list[str]


class ShownSuggestion(NamedTuple):
    """A relation that the text states, as a button."""

    kind: str
    label: str
    says: str
    holds: bool
    whole: int
    others: list[int]
    quotes: list[str]


def _shown_suggestion(
    item: Suggestion, language: str, numbers: dict[int, ShownNumber]
) -> ShownSuggestion:
    return ShownSuggestion(
        item.kind.value,
        str(item.kind.label),
        item.says(language),
        item.finding.verdict == Verdict.HOLDS,
        item.places[0],
        list(item.places[1:]),
        [numbers[place].text for place in item.places],
    )


class ShownMissing(NamedTuple):
    """One thing to do before the seal, with the way there."""

    text: str
    url: str


@dataclass(frozen=True)
class ShownSheet:
    """A sheet as the templates show it."""

    sheet: Sheet
    may_edit: bool

    @property
    def revision(self) -> Revision:
        """The revision that is shown."""
        return self.sheet.revision

    @cached_property
    def numbers(self) -> list[ShownNumber]:
        """Every number."""
        return [ShownNumber(n, self.sheet.brief, self.may_edit) for n in self.sheet.numbers]

    @cached_property
    def by_start(self) -> dict[int, ShownNumber]:
        """Numbers by where they begin."""
        return {number.start: number for number in self.numbers}

    @cached_property
    def groups(self) -> list[Group]:
        """The numbers by what was said about them; empty groups are left out."""
        found = [
            Group(
                code, glyph, label, [n for n in self.numbers if n.number.state in states], is_open
            )
            for code, glyph, label, states, is_open in _GROUPS
        ]
        return [group for group in found if group.numbers]

    @property
    def tally(self) -> dict[str, int]:
        """How many are open, and how many differ."""
        return {
            "open": len(self.sheet.of_state(State.UNBOUND, State.SUGGESTED)),
            "differs": len(self.sheet.of_state(State.DIFFERS)),
        }

    @cached_property
    def paragraphs(self) -> list[ShownLines]:
        """The text, cut at its numbers."""
        return [self._lines(lines) for lines in self.sheet.paragraphs]

    def _lines(self, lines: Lines) -> ShownLines:
        pieces = [
            ShownPiece(p.text, self.by_start[p.number.start] if p.number else None)
            for p in lines.pieces
        ]
        return ShownLines(lines.level, pieces)

    @cached_property
    def checks(self) -> list[ShownCheck]:
        """The checks, what they found and about which words."""
        quotes = {str(n.figure.uid): n.text for n in self.sheet.numbers if n.figure}
        return [
            ShownCheck(check, said(check), [quotes.get(uid, "") for uid in check.figures])
            for check in checks_of(self.revision)
        ]

    @cached_property
    def suggestions(self) -> list[ShownSuggestion]:
        """Relations that the text states and nobody holds yet, while it may be edited."""
        if not self.may_edit:
            return []
        figures = {str(n.figure.uid): n.start for n in self.sheet.numbers if n.figure}
        found = suggestions(
            self.revision.body,
            figures={(n.start, n.end) for n in self.sheet.numbers if n.figure and n.is_chip},
            known=[
                frozenset(figures[uid] for uid in item.check.figures if uid in figures)
                for item in self.checks
            ],
            on=period_of(self.sheet.brief).last,
        )
        language = get_language() or "en"
        return [_shown_suggestion(item, language, self.by_start) for item in found]

    @cached_property
    def missing(self) -> list[ShownMissing]:
        """What stands between the brief and its seal."""
        return [shown_missing(item) for item in missing_for_seal(self.sheet)]

    @property
    def relatable(self) -> list[ShownNumber]:
        """The figures that can be held against each other."""
        return [n for n in self.numbers if n.number.figure is not None and n.is_chip]


def shown_missing(item: Missing) -> ShownMissing:
    """One thing to do, linked to its place on the page."""
    return ShownMissing(
        item.text, f"#n{item.start}" if item.start is not None else f"#c{item.check}"
    )


class ShownRefusal(NamedTuple):
    """A refusal above the sheet."""

    title: str
    says: str = ""
    missing: Sequence[ShownMissing] = ()
    theirs: Revision | None = None
    diff: object = None


def because_saved() -> str:
    """What is said above a text that could not be saved."""
    return _("Nothing was saved; what you typed is kept.")
