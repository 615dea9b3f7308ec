"""What stands in the menus and on the first pages. Loops register theirs in ``apps.py``."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import groupby
from typing import Any, NamedTuple
from urllib.parse import urlencode
from uuid import UUID

from django.urls import NoReverseMatch, reverse

from heli.core.acts import Actor, Message, Policy
from heli.core.flow.models import Entry as FlowEntry
from heli.shell.kept import Always
from heli.shell.requests import Request


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a menu.

    ``policy`` hides it from those whom the policy refuses outright, whatever records there are
    (others find a list that is filtered anyway). ``go`` is the letter that
    goes there after ``g`` on the keyboard. ``concerns`` hides it from those for whose bodies there is
    nothing behind it; it is asked on every page, so it answers from what it found out lately.
    """

    face: str
    label: Message
    url_name: str
    icon: str = "file-text"
    order: int = 50
    group: Message = ""
    policy: Policy[Any] | None = None
    go: str = ""
    concerns: Callable[[Actor], bool] | None = None


class Shown(NamedTuple):
    """A line as a template shows it."""

    label: Message
    url: str
    icon: str
    group: Message
    go: str
    current: bool
    part: str
    """The part of Heli that it leads into: ``advice``."""


class Group(NamedTuple):
    """Lines of one kind of work; ``code`` stands for it in :data:`FOLDS`. Those without a label are not folded."""

    label: Message
    code: str
    lines: Sequence[Shown]
    is_open: bool


FOLDS = "heli_nav"
"""The cookie with the codes of the groups that somebody has open, as ``nav.js`` keeps it."""


_entries: dict[tuple[str, str], Entry] = {}


def register(*entries: Entry) -> None:
    """Add lines to the menus; the same line twice is one."""
    for entry in entries:
        _entries[entry.face, entry.url_name] = entry
    _lines.cache_clear()
    _menu.cache_clear()
    _groups.cache_clear()
    _foregone.cache_clear()


@dataclass(frozen=True, slots=True)
class Board:
    """What a loop shows on the first page of the portal.

    ``items`` are dated titles (date, title, url), ``figures`` are figure chips (label, text,
    state, url) of something sealed, ``more`` is the address of all of it.
    """

    title: Message
    items: Sequence[dict[str, Any]] = ()
    figures: Sequence[dict[str, Any]] = ()
    more: str = ""


_pages: dict[str, str] = {}
_boards: dict[str, tuple[int, Callable[[Request], Board | None]]] = {}


def opens(flow: str, url_name: str) -> None:
    """Entries of the flow ``advice.proposal`` have their page on the desk at ``url_name``."""
    _pages[flow] = url_name


def page_of(entry: FlowEntry) -> str:
    """The page of an entry on the desk; empty where no loop has one."""
    url_name = _pages.get(entry.flow.partition("@")[0])
    return address(url_name, entry.uid) if url_name else ""


_drafting: list[tuple[str, Policy[Any]]] = []


def drafts_at(url_name: str, policy: Policy[Any]) -> None:
    """Briefs are begun at ``url_name``, which takes a pattern and its days, by whom ``policy`` lets."""
    _drafting[:] = [(url_name, policy)]


def drafting_url(actor: Actor, **about: object) -> str:
    """Where ``actor`` begins a brief about something; empty for those who write none."""
    for url_name, policy in _drafting:
        if policy.check(actor):
            return f"{reverse(url_name)}?{urlencode(about)}"
    return ""


def address(url_name: str, uid: UUID, part: str = "") -> str:
    """The page of a record at ``url_name``: lists have hundreds, so the pattern is resolved once.

    ``part`` names a page of a record that has several: one of a few words.
    """
    before, after = _around(url_name, part)
    return f"{before}{uid}{after}"


def address_of(url_name: str, *uids: UUID) -> str:
    """The page at ``url_name`` of something that belongs to a record, or of none, as :func:`address`."""
    return _pattern(url_name, len(uids)).format(*uids)


@cache
def _pattern(url_name: str, n: int) -> str:
    """An address with a place for each of ``n`` records. Raises ``NoReverseMatch``."""
    samples = [UUID(int=one) for one in range(n)]
    found = reverse(url_name, args=samples)
    for one in samples:
        found = found.replace(str(one), "{}")
    return found


@cache
def _around(url_name: str, part: str) -> tuple[str, str]:
    sample = UUID(int=0)
    args = [sample, part] if part else [sample]
    before, _sample, after = reverse(url_name, args=args).partition(str(sample))
    return before, after


def show_on_portal(name: str, board: Callable[[Request], Board | None], *, order: int = 50) -> None:
    """Put a board on the first page of the portal; the same name twice is one."""
    _boards[name] = (order, board)


def boards(request: Request) -> list[Board]:
    """The boards of the first page that have something to show."""
    makers = [make for _order, make in sorted(_boards.values(), key=lambda pair: pair[0])]
    return [board for make in makers if (board := make(request))]


def menu(face: str, request: Request) -> Sequence[Shown]:
    """The menu of a face for the person who asks, the line they are on marked."""
    lines = _lines(face)
    told = enumerate(_foregone(face, request.actor))
    seen = tuple(n for n, said in told if _may_see(lines[n][0], said, request.actor))
    around = (url for n in seen if request.path.startswith(url := lines[n][1]))
    return _menu(face, seen, max(around, key=len, default=None))


@lru_cache(maxsize=512)
def _menu(face: str, seen: tuple[int, ...], here: str | None) -> Sequence[Shown]:
    """These lines of a face; many people see the same ones."""
    lines = [_lines(face)[n] for n in seen]
    return Always(
        Shown(e.label, url, e.icon, e.group, e.go, url == here, e.url_name.partition(":")[0])
        for e, url in lines
    )


def groups(face: str, request: Request) -> Sequence[Group]:
    """The same by kinds of work: open are those of the page and those that the person left open."""
    lines = menu(face, request)
    left_open = request.COOKIES.get(FOLDS, "").split(".")
    return _groups(lines, frozenset(line.part for line in lines if line.part in left_open))


@lru_cache(maxsize=512)
def _groups(lines: Sequence[Shown], left_open: frozenset[str]) -> Sequence[Group]:
    return Always(
        _group(label, list(some), left_open)
        for label, some in groupby(lines, key=lambda line: line.group)
    )


def _group(label: Message, lines: list[Shown], left_open: frozenset[str]) -> Group:
    code = lines[0].part
    is_open = code in left_open or any(line.current for line in lines)
    return Group(label, code, lines, is_open)


@cache
def _lines(face: str) -> list[tuple[Entry, str]]:
    """The lines of a face in their order, each with its address; without those that have none."""
    ordered = sorted(_entries.values(), key=lambda e: e.order)
    return [(e, url) for e in ordered if e.face == face and (url := _url(e))]


@lru_cache(maxsize=512)
def _foregone(face: str, actor: Actor) -> tuple[bool | None, ...]:
    """For each line of a face whether ``actor`` sees it; None where that hangs on what there is."""
    policies = (entry.policy for entry, _url in _lines(face))
    return tuple(True if policy is None else policy.foregone(actor) for policy in policies)


def _may_see(entry: Entry, said: bool | None, actor: Actor) -> bool:  # noqa: FBT001  -- an answer, not a mode
    if said is None and entry.policy is not None:
        said = entry.policy.model is not None or bool(entry.policy.check(actor))
    return bool(said) and (entry.concerns is None or entry.concerns(actor))


def _url(entry: Entry) -> str:
    try:
        return reverse(entry.url_name)
    except NoReverseMatch:
        return ""
