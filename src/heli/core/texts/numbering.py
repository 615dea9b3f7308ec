"""Numbers of documents: given once, in order, without gaps, and never again."""

from django.db.models import F
from django.utils.translation import gettext_lazy as _

from heli.core.acts import Refusal, current_record
from heli.core.texts.models import Doc, DocNumber, Series


# GB/T 9704-2012, 7.2.5: six-cornered brackets, the year in full, no 第, no leading zeros.
OFFICIAL = "{series}〔{year}〕{n}号"
ISSUE = "第{n}期（总第{running}期）"


class AlreadyNumbered(Refusal):
    """A document has one number."""

    message = _("“%(title)s” already has the number %(number)s.")


class SeriesHasBegun(Refusal):
    """Where a series begins is said before its first number."""

    message = _("The series “%(series)s” has already begun.")


def give_number(doc: Doc, *, series: str, year: int, style: str = OFFICIAL) -> DocNumber:
    """The next number of ``series`` in ``year``, and in its whole life. For acts.

    Two acts at once get two numbers, one after the other; an act that is refused gives its number
    back. ``style`` may use ``series``, ``year``, ``n`` and ``running``. Refuses with
    :class:`AlreadyNumbered`.
    """
    current_record()
    if (known := DocNumber.objects.filter(doc=doc).first()) is not None:
        raise AlreadyNumbered(title=doc.title, number=known.text)
    # Always in this order, so that two acts never wait for each other in a circle.
    running, n = _next(series, 0), _next(series, year)
    text = style.format(series=series, year=year, n=n, running=running)
    return DocNumber.objects.create(
        doc=doc, series=series, year=year, n=n, running=running, text=text
    )


def begin_series(series: str, *, year: int, n: int = 0, running: int = 0) -> None:
    """Let a series that was kept on paper go on after ``n`` in ``year`` and ``running``. For acts.

    Refuses with :class:`SeriesHasBegun` when it has numbers here.
    """
    current_record()
    if Series.objects.filter(name=series).exists():
        raise SeriesHasBegun(series=series)
    Series.objects.create(name=series, year=0, last=running)
    Series.objects.create(name=series, year=year, last=n)


def _next(series: str, year: int) -> int:
    """Count on. The row is the lock: who comes second waits until the first has committed."""
    row, _made = Series.objects.get_or_create(name=series, year=year)
    Series.objects.filter(pk=row.pk).update(last=F("last") + 1)
    return Series.objects.values_list("last", flat=True).get(pk=row.pk)
