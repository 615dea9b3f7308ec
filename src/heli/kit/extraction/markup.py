"""HTML pages: the words a reader sees, without scripts, styles and navigation."""

import re
from html.parser import HTMLParser
from typing import Final

from heli.kit.extraction.outcome import Extracted
from heli.kit.extraction.plain import decoded


_SKIPPED: Final = frozenset(
    (
        "script",
        "style",
        "nav",
        "template",
        "noscript",
        "svg",
        "select",
        "button",
        "head",
        "iframe",
        "object",
    )
)
_BLOCKS: Final = frozenset(
    (
        "p", "div", "section", "article", "main", "header", "footer", "aside", "h1", "h2", "h3", "h4",
        "h5", "h6", "ul", "ol", "li", "dl", "dt", "dd", "table", "tr", "thead", "tbody", "caption",
        "blockquote", "pre", "figure", "figcaption", "form", "fieldset", "address", "hr", "title",
    )
)  # fmt: skip
_CHARSET: Final = re.compile(rb"charset\s*=\s*[\"']?\s*([A-Za-z0-9_\-]{2,20})", re.IGNORECASE)
_SPACE: Final = re.compile(r"[ \t\r\n\f\v]+")


def read_html(content: bytes) -> Extracted:
    """Return the visible text of a page: blocks as lines, the cells of a table row by tabs."""
    stated = _CHARSET.search(content[:4096])
    source, remarks = decoded(content, stated.group(1).decode("ascii") if stated else "")
    page = _Page()
    page.feed(source)
    page.close()
    return Extracted(page.text(), remarks, "text/html")


class _Page(HTMLParser):
    """Collects text; an unclosed element that is skipped ends with the page."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self.skipping: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "body":
            self.skipping.clear()
        if tag in _SKIPPED:
            self.skipping.append(tag)
        elif tag == "br":
            self._add("\n")
        elif tag in ("td", "th"):
            self._add("\t")
        elif tag in _BLOCKS:
            self._add("\n")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in _SKIPPED:
            self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        if tag in self.skipping:
            while self.skipping.pop() != tag:
                pass
        elif tag in _BLOCKS:
            self._add("\n")

    def handle_data(self, data: str) -> None:
        self._add(_SPACE.sub(" ", data))

    def _add(self, piece: str) -> None:
        if not self.skipping:
            self.pieces.append(piece)

    def text(self) -> str:
        """All lines that hold something."""
        lines = (
            line.strip(" ").lstrip("\t").strip(" ") for line in "".join(self.pieces).split("\n")
        )
        return "\n".join(re.sub(r" *\t *", "\t", line) for line in lines if line.strip())
