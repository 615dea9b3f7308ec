"""The sentences of checks, by the id that is stored with a finding."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.utils.translation import get_language, gettext, gettext_lazy as _

from heli.core.acts import Message
from heli.kit import wording


SENTENCES: Mapping[str, Message] = {
    "not_read": _("Not checked: at least one of these numbers asserts no amount."),
    "sum_holds": _("The parts make %(parts)s, the total says %(whole)s."),
    "sum_residual": _("%(gap)s %(unit)s are not itemised: the parts make %(parts)s of %(whole)s."),
    "sum_short": _("The parts make %(parts)s, %(gap)s %(unit)s less than the total of %(whole)s."),
    "sum_over": _("The parts make %(parts)s, %(gap)s %(unit)s more than the total of %(whole)s."),
    "part_holds": _("The part, %(part)s, fits the whole, %(whole)s."),
    "part_over": _("The part, %(part)s, exceeds the whole, %(whole)s, by %(gap)s %(unit)s."),
    "funnel_holds": _("Each step is at most the one before: %(steps)s."),
    "funnel_rises": _(
        "%(after)s %(unit)s cannot follow %(before)s: %(gap)s more than the step before."
    ),
    "ratio_holds": _("%(share)s%% fits %(count)s of %(base)s."),
    "ratio_differs": _("%(share)s%% does not fit %(count)s of %(base)s, which is %(possible)s%%."),
    "ratio_no_base": _("Not checked: there is no base to divide by."),
    "duplicate_holds": _("The same fact has the same number everywhere: %(figures)s."),
    "duplicate_differs": _("The same fact is %(one)s here and %(other)s there."),
}


def sentence(message: str, facts: Mapping[str, Any]) -> str:
    """The sentence of a finding in the reader's language."""
    if not message:
        return gettext("Not checked yet.")
    shown = {name: _shown(name, value) for name, value in facts.items()}
    return str(SENTENCES[message]) % shown


def _shown(name: str, value: Any) -> str:
    if name == "unit":
        return str(value)
    if isinstance(value, list):
        return _BETWEEN[name].join(_shown("", one) for one in value)
    low, dots, high = value.partition("..")
    if not dots:
        return in_words(Decimal(low))
    return f"{in_words(Decimal(low))}–{in_words(Decimal(high))}" if high else f"≥{low}"


_BETWEEN = {"steps": " ≥ ", "figures": " = "}


def in_words(number: Decimal) -> str:
    """A number without its unit: 4万 and 22250 in Chinese; 40,000 and 22,250 in English."""
    if not get_language().startswith("zh"):
        return wording.english(number)
    for form in (wording.Form.YI, wording.Form.WAN):
        try:
            said = wording.word(number, style=wording.Style(form, 2))
        except wording.CannotWord:
            continue
        if "余" not in said and not said.startswith("0"):
            return said
    return wording.word(number)
