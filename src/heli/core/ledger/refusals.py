"""What may be refused when something is counted or moved, each in one clear sentence."""

from django.utils.translation import gettext_lazy as _

from heli.core.acts import Conflict, Refusal


class InTheFuture(Refusal):
    """Something cannot have happened later than it is recorded."""

    message = _("The day %(day)s lies in the future.")
    status = 422


class NothingMoves(Refusal):
    """A transaction says what moved."""

    message = _("Please enter at least one line.")
    status = 422


class Unbalanced(Refusal):
    """What leaves one account arrives in another."""

    message = _("This does not balance: of %(item)s, %(amount)s more arrive than leave.")
    status = 422


class ControlMissing(Refusal):
    """Somebody counts before typing lines, so that a slip of the finger is found."""

    message = _("Please enter the control total of %(item)s before the lines are posted.")
    status = 422


class ControlDiffers(Refusal):
    """The lines do not make what was counted before."""

    message = _("The control total of %(item)s is %(typed)s, but the lines make %(found)s.")
    status = 422


class NotEnough(Refusal):
    """Nobody can give away what is not there."""

    message = _("Only %(left)s of %(item)s are left in “%(account)s”; %(wanted)s were asked for.")


class OtherUnit(Refusal):
    """公斤 is not 毫升, 元 is not 港元, 只 is not 套."""

    message = _("%(item)s is counted in %(own)s and cannot be given in %(unit)s.")
    status = 422


class UnknownPack(Refusal):
    """An amount in boxes says how many a box holds."""

    message = _(
        "How many %(own)s of %(item)s one %(unit)s holds has not been recorded for %(day)s."
    )
    status = 422


class NotWhole(Refusal):
    """There is no half mask and no tenth of a fen."""

    message = _("%(typed)s %(unit)s of %(item)s is not a whole number of %(smallest)s.")
    status = 422


class TooMuch(Refusal):
    """More than any account of the world holds: a slip of the finger."""

    message = _("%(typed)s %(unit)s of %(item)s is more than can be counted here.")
    status = 422


class Implausible(Refusal):
    """Asked, not refused for good: the draft may say that it is meant."""

    message = _(
        "%(amount)s of %(item)s is unusual (usually %(least)s to %(most)s). Was it typed in the"
        " right unit (元 or 万元)? Please correct it, or confirm that it is meant."
    )
    status = 422


class NoBasis(Refusal):
    """A value without its basis is a rumour."""

    message = _("Please give a value of %(item)s together with what it rests on, or neither.")
    status = 422


class Expired(Refusal):
    """Nothing that has expired is handed to anybody."""

    message = _("Lot %(lot)s of %(item)s expired on %(day)s. It can only be written off.")


class WrongLot(Refusal):
    """A lot is a lot of one item."""

    message = _("Lot %(lot)s is not one of %(item)s.")
    status = 422


class Closed(Refusal):
    """An account or item that is no longer used."""

    message = _("“%(what)s” has been closed; nothing can be posted to it.")


class AlreadyReversed(Conflict):
    """A mistake is corrected once."""

    message = _("This transaction was reversed already, on %(day)s: %(reason)s")


class IsReversal(Refusal):
    """What was reversed by mistake is posted anew."""

    message = _("This is a reversal itself. Please post the right transaction anew.")


class ReasonMissing(Refusal):
    """Who corrects says why."""

    message = _("Please say why.")
    status = 422


class AlreadyThere(Refusal):
    """Two units or items of the same name would be mixed up."""

    message = _("“%(name)s” has been recorded already.")


class NotEmpty(Refusal):
    """What still holds something is not closed."""

    message = _("“%(name)s” still holds something and cannot be closed.")
