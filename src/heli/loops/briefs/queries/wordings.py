"""The wordings a value may be given in, as they are offered and typed."""

from dataclasses import dataclass
from decimal import Decimal

from heli.kit.wording import CannotWord, Form, Style, styles_for, word


@dataclass(frozen=True, slots=True)
class Wording:
    """One permitted wording with the code of its style (``wan:2``)."""

    code: str
    words: str


def wordings(amount: Decimal, unit: str) -> list[Wording]:
    """Every permitted wording of a value, the preferred one first; empty when there is none."""
    try:
        styles = styles_for(amount, unit=unit)
    except CannotWord:
        return []
    return [Wording(code_of(s), word(amount, unit=unit, style=s)) for s in styles]


def style_of(code: str, amount: Decimal, unit: str) -> Style:
    """The style of a code, or the preferred one for ``""``. Raises ``CannotWord``."""
    if not code:
        return styles_for(amount, unit=unit)[0]
    form, _colon, digits = code.partition(":")
    if form not in set(Form) or not (digits or "0").isdecimal():
        raise CannotWord(f"no such wording: {code}")
    return Style(Form(form), int(digits or 0))


def code_of(style: Style) -> str:
    """A style as it is typed: ``exact``, ``over:1``, ``wan:2``."""
    return f"{style.form.value}:{style.digits}" if style.digits else style.form.value
