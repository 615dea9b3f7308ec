"""A document as one page of HTML: the source of the PDF, and a preview on screen."""

import base64
from collections.abc import Callable
from functools import singledispatch
from pathlib import Path

from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from heli.shell.documents.blocks import (
    Block,
    Byline,
    Contents,
    Kind,
    Masthead,
    Note,
    PageBreak,
    Paper,
    Paragraph,
    Picture,
    Salutation,
    Signature,
    Span,
    Table,
    Tail,
    Title,
)


STYLE = Path(__file__).with_name("gongwen.css")


def to_html(paper: Paper) -> str:
    """The whole document with its style sheet inside, for the printer only."""
    return format_html(
        '<!doctype html><html lang="{}"><head><meta charset="utf-8"><title>{}</title>'
        '<meta name="author" content="{}"><meta name="dcterms.created" content="{}">'
        "<style>{}</style></head><body>{}</body></html>",
        paper.language,
        paper.title,
        paper.author,
        paper.on.isoformat(),
        mark_safe(STYLE.read_text(encoding="utf-8")),  # noqa: S308  -- our own file
        body_of(paper),
    )


def body_of(paper: Paper) -> SafeString:
    """Only the blocks, for a preview inside another page."""
    return format_html_join("\n", "{}", ((html(block),) for block in paper.blocks))


@singledispatch
def html(block: Block) -> SafeString:
    """One block as HTML."""
    raise TypeError(type(block).__name__)


def _optional(pattern: str, value: str) -> SafeString:
    return format_html(pattern, value) if value else SafeString("")


@html.register
def _(block: Masthead) -> SafeString:
    marks = format_html_join("", "<p>{}</p>", ((mark,) for mark in block.marks))
    return format_html(
        '<header class="masthead"><div class="corner"><div>{}</div><div>{}</div></div>'
        '<p class="name">{}</p>{}<div class="under"><span>{}</span><span>{}</span></div></header>',
        marks,
        block.serial,
        block.name,
        _optional('<p class="number">{}</p>', block.number),
        block.left,
        block.right,
    )


@html.register
def _(block: Title) -> SafeString:
    tag = "h1" if block.level == 1 else "h2"
    return format_html("<{0}>{1}</{0}>", mark_safe(tag), block.text)  # noqa: S308  -- h1 or h2


_FACES: dict[Kind, Callable[[Span], SafeString]] = {
    Kind.PLAIN: lambda span: conditional_escape(span.text),
    Kind.STRONG: lambda span: format_html("<strong>{}</strong>", span.text),
    Kind.KAI: lambda span: format_html('<span class="kai">{}</span>', span.text),
    Kind.RAISED: lambda span: format_html("<sup>{}</sup>", span.text),
}


def _span(span: Span) -> SafeString:
    inner = _FACES[span.kind](span)
    return format_html('<a href="{}">{}</a>', span.href, inner) if span.href else inner


@html.register
def _(block: Paragraph) -> SafeString:
    spans = format_html_join("", "{}", ((_span(span),) for span in block.spans))
    return format_html('<p class="level-{}">{}</p>', block.level, spans)


@html.register
def _(block: Note) -> SafeString:
    label = _optional('<span class="label">{}</span>', block.label)
    return format_html('<p class="note">{}{}</p>', label, block.text)


@html.register
def _(block: Contents) -> SafeString:
    lines = format_html_join(
        "",
        "<li><span>{}</span>{}</li>",
        (
            (line.text, _optional('<span class="source">{}</span>', line.source))
            for line in block.lines
        ),
    )
    return format_html('<nav class="contents"><p>{}</p><ol>{}</ol></nav>', block.label, lines)


@html.register
def _(block: Byline) -> SafeString:
    return format_html('<p class="byline">（{}）</p>', block.text)


@html.register
def _(block: Salutation) -> SafeString:
    return format_html('<p class="salutation">{}：</p>', block.text)


@html.register
def _(block: Signature) -> SafeString:
    return format_html(
        '<div class="signature"><p>{}</p><p class="day">{}</p></div>', block.name, block.day
    )


@html.register
def _(block: Table) -> SafeString:
    head = format_html_join("", "<th>{}</th>", ((cell,) for cell in block.header))
    rows = format_html_join(
        "",
        "<tr>{}</tr>",
        ((format_html_join("", "<td>{}</td>", ((c,) for c in row)),) for row in block.rows),
    )
    widths = block.widths or (1,) * len(block.header)
    columns = format_html_join(
        "", '<col width="{}%">', ((round(100 * share / sum(widths)),) for share in widths)
    )
    return format_html(
        "<table>{}<colgroup>{}</colgroup><thead><tr>{}</tr></thead><tbody>{}</tbody></table>",
        _optional("<caption>{}</caption>", block.caption),
        columns,
        head,
        rows,
    )


@html.register
def _(block: Picture) -> SafeString:
    return format_html(
        '<figure><img alt="{}" width="{}" src="data:image/png;base64,{}">{}</figure>',
        block.caption,
        # The attribute counts in CSS pixels, 96 to the inch.
        round(block.width_mm * 96 / 25.4),
        base64.b64encode(block.png).decode(),
        _optional("<figcaption>{}</figcaption>", block.caption),
    )


@html.register
def _(block: PageBreak) -> SafeString:
    return SafeString('<div class="break"></div>')


@html.register
def _(block: Tail) -> SafeString:
    lines = format_html_join("", "<p><span>{}</span><span>{}</span></p>", block.lines)
    return format_html(
        '<footer class="tail">{}<div class="under"><span>{}</span><span>{}</span></div></footer>',
        lines,
        block.left,
        block.right,
    )
