"""Words of the engine itself, beside those of the definitions."""

from django.utils.translation import gettext_lazy as _


START = "start"
UNDO = "undo"
RETRACT = "retract"
RECOUNT = "recount"

ENGINE_VERBS = (START, UNDO, RETRACT, RECOUNT)

# What transitions may need besides facts, for the sentence that asks for it.
NEEDS = {"note": _("a note"), "revision": _("the text")}

OPENED = _("opened")
UNDONE = _("undone")
RETRACTED = _("no longer counted")
RECOUNTED = _("counted again")
NOT_YOURS_TO_MOVE = _("this step is for others to take.")
NOT_YOURS_TO_UNDO = _("only the one who did it can take it back.")
