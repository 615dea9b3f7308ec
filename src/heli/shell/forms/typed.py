"""What people type, made regular: full-width digits, spaces of all kinds, characters nobody sees."""

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _


_FULL_WIDTH_DIGITS = {0xFF10 + n: str(n) for n in range(10)}
_FULL_WIDTH_ASCII = {0xFF01 + n: chr(0x21 + n) for n in range(94)}
_SPACES = dict.fromkeys([0x00A0, 0x3000, *range(0x2000, 0x200B), 0x202F, 0x205F], " ")
# Zero-width space, byte order mark, soft hyphen, bidirectional overrides: they hide text.
_UNSEEN = dict.fromkeys([0x200B, 0xFEFF, 0x00AD, *range(0x202A, 0x202F), *range(0x2066, 0x206A)])
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_SURROGATE = re.compile(r"[\ud800-\udfff]")


def refuse_unstorable(text: str) -> None:
    """Raise ``ValidationError`` for characters that no text has: NUL, controls, half characters."""
    if _SURROGATE.search(text):
        raise ValidationError(
            _("This text holds half of a character (it was cut apart). Please paste it again."),
            code="half_character",
        )
    if found := _CONTROL.search(text):
        raise ValidationError(
            _(
                "This text holds a control character (%(code)s) after “%(before)s”. Please remove it."
            ),
            code="control_character",
            params={
                "code": f"U+{ord(found[0]):04X}",
                "before": text[max(0, found.start() - 8) : found.start()],
            },
        )


def one_line(text: str) -> str:
    """A line: half-width digits, single plain spaces, nothing unseen."""
    text = text.translate(_FULL_WIDTH_DIGITS | _SPACES | _UNSEEN)
    return " ".join(text.split())


def many_lines(text: str) -> str:
    """Paragraphs: half-width digits, plain line ends; the indent of a paragraph stays."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    text = text.translate(_FULL_WIDTH_DIGITS | _UNSEEN | {0x00A0: " "})
    return "\n".join(line.rstrip() for line in text.split("\n")).strip("\n")


def half_width(text: str) -> str:
    """Numbers, codes and dates: everything half-width, no spaces around."""
    return text.translate(_FULL_WIDTH_ASCII | _SPACES | _UNSEEN).strip()
