"""The one expected error, and the answer of a policy."""

from dataclasses import dataclass, field
from typing import Any, ClassVar

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


Message = str | Promise


class Refusal(Exception):
    """An act said no, in a sentence its user understands; nothing was changed.

    A subclass stands beside the action that raises it and gives ``message`` with named
    ``%(placeholders)s``. ``field`` names the form field to show it at; ``status`` is what an HTTP
    door answers (409 for a conflict with what others did, 422 for input).
    """

    message: ClassVar[Message] = _("This is not possible.")
    status: ClassVar[int] = 409

    def __init__(self, *, field: str = "", **params: Any) -> None:
        super().__init__(type(self).__name__)
        self.field = field
        self.params = params

    @property
    def code(self) -> str:
        """Stable name for machines: ``NotAllowed`` becomes ``not_allowed``."""
        name = type(self).__name__
        return "".join("_" + c.lower() if c.isupper() else c for c in name).lstrip("_")

    def __str__(self) -> str:
        # The message itself is filled in: one that counts chooses its words by what it is given.
        return str(self.message % self.params) if self.params else str(self.message)


class Invalid(Refusal):
    """What was typed cannot be used; the sentence says what and how."""

    message = _("Please check what was entered: %(what)s")
    status = 422


class Conflict(Refusal):
    """Somebody else was faster; the sentence says what they did."""

    message = _("In the meantime this was changed by somebody else. Please look at it again.")


class NotAllowed(Refusal):
    """A policy said no."""

    message = _("You may not do this: %(reason)s")
    status = 403


@dataclass(frozen=True, slots=True)
class Decision:
    """Yes or no, and why. False in a boolean context when it is a no."""

    allowed: bool
    reason: Message = field(default="")

    def __bool__(self) -> bool:
        return self.allowed
