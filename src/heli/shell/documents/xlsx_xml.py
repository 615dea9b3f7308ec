"""Long XML of a workbook, read piece by piece with expat: nothing is held but what is being read.

openpyxl reads through a parser in plain Python, since defusedxml needs one: five times as slow. Here
the same is refused: a document type, and with it every entity that could be expanded.
"""

from collections.abc import Iterator
from functools import cache
from typing import IO, Generic, NoReturn, TypeVar
from xml.parsers import expat


T = TypeVar("T")
_CHUNK = 64 * 1024
_NAMESPACES = (
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    "http://purl.oclc.org/ooxml/spreadsheetml/main",
)
_READ_OUT = "rPh"
"""How a text is pronounced, beside the text: it is not part of it."""


class Broken(ValueError):
    """This is not the XML of a workbook."""


class Elements(Generic[T]):
    """Gathers what ``found`` holds from the elements that pass by, and the text of ``t`` and ``v``."""

    pieces = frozenset({"t"})

    def __init__(self) -> None:
        self.found: list[T] = []
        self.text: list[str] = []
        self.is_open = self.is_aside = False

    def start(self, name: str, _said: dict[str, str]) -> None:
        """An element begins."""
        if name in self.pieces:
            self.is_open = not self.is_aside
        elif name == _READ_OUT:
            self.is_aside = True

    def end(self, name: str) -> None:
        """An element ends."""
        if name in self.pieces:
            self.is_open = False
        elif name == _READ_OUT:
            self.is_aside = False

    def data(self, text: str) -> None:
        """Text between two of them."""
        if self.is_open:
            self.text.append(text)

    def take(self) -> str:
        """The text gathered up to here; what follows begins anew."""
        said = "".join(self.text)
        self.text.clear()
        return said


def parse(part: IO[bytes], elements: Elements[T]) -> Iterator[T]:
    """What ``elements`` finds, as it is found. Refuses with :class:`Broken`."""
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse
    parser.StartElementHandler = lambda name, said: elements.start(_plain(name), said)
    parser.EndElementHandler = lambda name: elements.end(_plain(name))
    parser.CharacterDataHandler = elements.data
    while True:
        chunk = part.read(_CHUNK)
        try:
            parser.Parse(chunk, not chunk)
        except expat.ExpatError as broken:
            raise Broken(str(broken)) from broken
        yield from elements.found
        elements.found.clear()
        if not chunk:
            return


@cache
def _plain(name: str) -> str:
    """The name of an element of a workbook; empty for one of any other vocabulary."""
    space, _, local = name.rpartition(" ")
    return local if space in _NAMESPACES else ""


def _refuse(*_said: object) -> NoReturn:
    raise Broken("a document type has no place in a workbook")
