"""A sealed brief on paper: GB/T 9704-2012 pages with numbered figures, a QR code, and its sources."""

from django.utils import timezone
from django.utils.translation import gettext as _, override

from heli.core.measures.enums import FigureClass
from heli.core.measures.queries import Figure
from heli.loops.briefs.enums import MASTHEAD
from heli.loops.briefs.queries.issued import Issued, IssuedFigure
from heli.shell.documents import (
    QR_MM,
    Block,
    Kind,
    Masthead,
    PageBreak,
    Paper,
    Paragraph,
    Picture,
    Span,
    Table,
    Tail,
    Title,
    qr_png,
)


# A report is issued in Chinese whatever language its reader has chosen for the screens.
LANGUAGE = "zh-hans"


def paper_of(issued: Issued, *, verify_url: str) -> Paper:
    """The brief as it is printed. ``verify_url`` is where its code can be checked."""
    with override(LANGUAGE):
        blocks: list[Block] = [
            _masthead(issued),
            Title(issued.title),
            *_text(issued),
            _proof(verify_url, issued),
            _tail(issued),
            *_annex(issued),
        ]
    return Paper(title=issued.title, on=issued.on, blocks=blocks, author=issued.brief.org.name)


def _masthead(issued: Issued) -> Masthead:
    return Masthead(
        name=issued.brief.answers.get("masthead") or MASTHEAD,
        number=issued.number,
        left=issued.brief.org.name,
        right=_day(issued),
    )


def _day(issued: Issued) -> str:
    """GB/T 9704-2012, 7.3.5.4: the year in full, month and day without leading zeros."""
    return f"{issued.on.year}年{issued.on.month}月{issued.on.day}日"


def _text(issued: Issued) -> list[Paragraph]:
    """The sealed text; each claim carries its number in the list of sources."""
    found = []
    for paragraph in issued.paragraphs:
        spans: list[Span] = []
        for run in paragraph.runs:
            spans.append(Span(run.text))
            if run.figure is not None:
                spans.append(Span(f"[{run.figure.n}]", kind=Kind.RAISED))
        found.append(Paragraph(tuple(spans), level=paragraph.level))
    return found


def _proof(verify_url: str, issued: Issued) -> Picture:
    return Picture(
        qr_png(verify_url),
        width_mm=QR_MM,
        caption=_("Code %(code)s. Check every figure at %(url)s")
        % {"code": issued.seal.code, "url": verify_url},
    )


def _tail(issued: Issued) -> Tail:
    signer = issued.seal.signer.name if issued.seal.signer else ""
    return Tail(
        lines=((_("Issued by:"), issued.brief.org.name),),
        left=_("Signed by %(name)s") % {"name": signer},
        right=_("%(day)s issued") % {"day": _day(issued)},
    )


def _annex(issued: Issued) -> list[Block]:
    """数据来源附表: every claim with its measure, its definition and what proves it."""
    if not issued.figures:
        return []
    rows = tuple(_row(figure) for figure in issued.figures)
    header = (_("No."), _("Figure"), _("Measure and definition"), _("Records"), _("Proof"))
    return [
        PageBreak(),
        Title(_("Annex: sources of the figures"), level=2),
        Table(header, rows, widths=(6, 14, 50, 10, 20)),
        Paragraph.of(_how_to_check(issued)),
    ]


def _row(issued: IssuedFigure) -> tuple[str, ...]:
    figure = issued.figure
    if figure.snapshot is None or issued.words is None:
        return (str(issued.n), figure.quote, _stated(figure), "—", _evidence(figure))
    said = _("%(label)s (%(first)s to %(last)s, %(org)s). %(prose)s Counted by %(basis)s.") % {
        "label": issued.words.label,
        "first": issued.scope.first if issued.scope and issued.scope.first else _("the beginning"),
        "last": issued.scope.last if issued.scope else "",
        "org": issued.scope.org.name if issued.scope else "",
        "prose": issued.words.prose,
        "basis": issued.words.basis,
    }
    proof = figure.snapshot.manifest_sha256.removeprefix("sha256:")[:16]
    return (str(issued.n), figure.quote, said, str(issued.count), proof)


def _stated(figure: Figure) -> str:
    words = {
        FigureClass.EXTERNAL: _("Cited from: %(source)s"),
        FigureClass.CLAIMED: _("Claimed by: %(source)s"),
    }[FigureClass(figure.klass)] % {"source": figure.source}
    return f"{words} ({figure.as_of})" if figure.as_of else words


def _evidence(figure: Figure) -> str:
    return figure.evidence_id[:16] if figure.evidence_id else "—"


def _how_to_check(issued: Issued) -> str:
    moment = timezone.localtime(issued.seal.at).strftime("%Y-%m-%d %H:%M")
    return _(
        "The proof is the beginning of the SHA-256 of the list of records behind a figure, frozen"
        " at %(moment)s and sealed under the code %(code)s. Whoever has the exported file can check"
        " it without network."
    ) % {"moment": moment, "code": issued.seal.code}
