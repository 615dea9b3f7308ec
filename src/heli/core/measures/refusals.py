"""What may be refused when figures are bound, checked and sealed, each in one clear sentence."""

from django.utils.translation import gettext_lazy as _, ngettext_lazy

from heli.core.acts import Conflict, Refusal


class MeasureNotApproved(Refusal):
    """A measure was used before anybody answered for its definition."""

    message = _("The measure “%(measure)s” has not been approved yet; no figure may use it.")


class AlreadyApproved(Refusal):
    """Approval is given once."""

    message = _("The measure “%(measure)s” has been approved already.")


class MeasureChanged(Refusal):
    """An installed loop declares a measure otherwise than it was recorded."""

    message = _(
        "The definition of “%(measure)s” differs from the recorded one. "
        "A changed definition needs a new version number."
    )


class AlreadySealed(Refusal):
    """A sealed text is corrected by an erratum, never by an edit."""

    message = _("This text has been sealed. A correction is issued as an erratum.")


class NewerText(Conflict):
    """Figures belong to the latest state of a text."""

    message = _("There is a newer state of this text. Please look at it again.")


class NoWordsThere(Refusal):
    """The span lies outside the text or is empty."""

    message = _("There is nothing at this place of the text.")
    status = 422


class Overlapping(Refusal):
    """Two figures cannot share characters."""

    message = _("“%(quote)s” is classified already and overlaps this place.")


class NotHouseWording(Refusal):
    """A bound figure must read so that anybody can check it, also by machine."""

    message = _(
        "“%(quote)s” cannot be bound: write it as a number such as 56篇, 5900余万元 or 60%%."
    )
    status = 422


class OtherUnit(Refusal):
    """人 is not 人次, 期 is not 篇."""

    message = _("“%(quote)s” is not counted in %(unit)s, as the measure “%(measure)s” is.")
    status = 422


class OtherItem(Refusal):
    """Different things are not added up, and not every measure is about things."""

    message = _(
        "Please say of which item “%(measure)s” is meant, or of none if it counts no goods."
    )
    status = 422


class OpenPeriod(Refusal):
    """A figure in a text says up to when it was counted."""

    message = _("Please say up to which day the figure counts.")
    status = 422


class Unclassified(Refusal):
    """Not one number leaves the house without somebody saying what it is."""

    message = ngettext_lazy(
        "%(count)s number is not classified yet: “%(quote)s”.",
        "%(count)s numbers are not classified yet; the first is “%(quote)s”.",
        "count",
    )


class OpenChecks(Refusal):
    """A check found something and nobody answered for it."""

    message = ngettext_lazy(
        "%(count)s check is open: %(first)s",
        "%(count)s checks are open; the first: %(first)s",
        "count",
    )


class WordingContradicts(Refusal):
    """The text says something the records do not."""

    message = _("The text says “%(quote)s”, the records say %(value)s.")


class NothingToWaive(Refusal):
    """Only an open check can be waived."""

    message = _("This check holds or has been answered already.")


class ReasonMissing(Refusal):
    """Who waives or corrects says why."""

    message = _("Please say why.")
    status = 422


class WrongFigures(Refusal):
    """A relation needs figures of this text, in the number its kind asks for."""

    message = _("Please choose at least two figures of this text.")
    status = 422


class AlreadySuperseded(Refusal):
    """One erratum per sealed text; the next one corrects the correction."""

    message = _("This text has been corrected already; correct the newer one.")


class NotThisDocument(Refusal):
    """An erratum replaces a text by another state of the same text."""

    message = _("A correction must be a newer state of the same text.")
