"""What an official document is made of, before anybody asks for docx or PDF."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


class Kind(StrEnum):
    """How a stretch of text is set."""

    PLAIN = "plain"
    STRONG = "strong"
    KAI = "kai"
    RAISED = "raised"


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of text in one face. ``RAISED`` is for the mark of a footnote."""

    text: str
    kind: Kind = Kind.PLAIN
    href: str = ""


@dataclass(frozen=True, slots=True)
class Masthead:
    """The head of page one: marks, the red name, the number, who and when, the red rule.

    ``marks`` stand at the top left (内部资料·注意保存), ``serial`` at the top right.
    """

    name: str
    number: str = ""
    left: str = ""
    right: str = ""
    marks: tuple[str, ...] = ()
    serial: str = ""


@dataclass(frozen=True, slots=True)
class Title:
    """A title, centred. ``level`` 1 is the document's, 2 an item's within it."""

    text: str
    level: int = 1


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Body text. ``level`` 1 to 4 sets a heading of that level, 0 plain text."""

    spans: tuple[Span, ...]
    level: int = 0

    @classmethod
    def of(cls, text: str, *, level: int = 0) -> "Paragraph":
        """A paragraph in one face."""
        return cls(spans=(Span(text),), level=level)


@dataclass(frozen=True, slots=True)
class Note:
    """An editor's note (按语), indented on both sides."""

    text: str
    label: str = ""


@dataclass(frozen=True, slots=True)
class ContentsLine:
    """One title in a table of contents."""

    text: str
    source: str = ""


@dataclass(frozen=True, slots=True)
class Contents:
    """The list of what an issue contains."""

    label: str
    lines: tuple[ContentsLine, ...]


@dataclass(frozen=True, slots=True)
class Byline:
    """Who contributed an item, in round brackets at its end."""

    text: str


@dataclass(frozen=True, slots=True)
class Salutation:
    """To whom a letter is written, flush left and with a colon (GB/T 9704-2012, 7.3.2)."""

    text: str


@dataclass(frozen=True, slots=True)
class Signature:
    """The issuing body and the day, at the end of a document without a seal."""

    name: str
    day: str


@dataclass(frozen=True, slots=True)
class Table:
    """A ruled table. ``widths`` are shares; numbers are set to the right."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[int, ...] = ()
    caption: str = ""


@dataclass(frozen=True, slots=True)
class Picture:
    """A PNG, centred."""

    png: bytes
    width_mm: int
    caption: str = ""


@dataclass(frozen=True, slots=True)
class PageBreak:
    """What follows starts on a new page."""


@dataclass(frozen=True, slots=True)
class Tail:
    """The foot of the last page between two rules: to whom, how many, who answers for it.

    ``lines`` are label and addressees (报/送/发); ``left`` and ``right`` share the last line.
    """

    lines: tuple[tuple[str, str], ...] = ()
    left: str = ""
    right: str = ""


Block = (
    Masthead
    | Title
    | Paragraph
    | Note
    | Contents
    | Byline
    | Salutation
    | Signature
    | Table
    | Picture
    | PageBreak
    | Tail
)


@dataclass(frozen=True, slots=True)
class Paper:
    """A whole document. ``title`` and ``author`` go into the file's properties."""

    title: str
    on: date
    blocks: Sequence[Block] = field(default_factory=tuple)
    author: str = ""
    language: str = "zh-CN"
