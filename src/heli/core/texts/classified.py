"""Classified texts do not belong into a networked system: they are recognised by their marks.

The marks are those of GB/T 9704-2012, 7.2.2: a level, a star, and how long (机密★10年). The Law on
Guarding State Secrets, article 31, forbids to keep such texts here; so they are refused before
anything is stored.
"""

import re
from unicodedata import normalize

from django.utils.translation import gettext_lazy as _

from heli.core.acts import Refusal


_LEVEL = r"(绝密|机密|秘密|絕密|機密)"
_MARK = re.compile(
    rf"{_LEVEL}\s*[★☆✯⭐*]"
    rf"|密\s*[级級]\s*:\s*{_LEVEL}"
    rf"|^\s*{_LEVEL}\s*(\d{{1,2}}\s*[年月])?\s*$",
    re.MULTILINE,
)


class Classified(Refusal):
    """A text carries the mark of a state secret."""

    message = _(
        "This text carries the mark “%(mark)s”. Classified material must not be entered here:"
        " nothing was saved. Use your unit's classified system, or ask its secrecy office."
    )
    status = 422


def mark_in(text: str) -> str:
    """The mark of a state secret in ``text``; "" when there is none."""
    found = _MARK.search(normalize("NFKC", text))
    return " ".join(found[0].split()) if found else ""


def refuse_classified(*texts: str, field: str = "") -> None:
    """Raise :class:`Classified` when one of ``texts`` carries the mark of a state secret."""
    for text in texts:
        if mark := mark_in(text):
            raise Classified(mark=mark, field=field)
