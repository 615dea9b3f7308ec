"""From a cell of a list to what it says, or to a sentence on what is wrong with it."""

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from heli.core.acts import Refusal
from heli.core.ledger.enums import Basis
from heli.loops.giving.enums import Capacity, DonorKind, Publication
from heli.loops.giving.queries.sheets import words
from heli.loops.giving.queries.slips import amount_of


LONGEST_NAME, LONGEST_NOTE, LONGEST_VOUCHER = 120, 400, 40
KINDS: Mapping[str, str] = {
    "个人": DonorKind.PERSON,
    "企业": DonorKind.COMPANY,
    "社会组织": DonorKind.SOCIETY,
    "党组织": DonorKind.PARTY_BRANCH,
    "集体": DonorKind.COLLECTIVE,
    "境外": DonorKind.OVERSEAS,
    "公司": DonorKind.COMPANY,
    "社团": DonorKind.SOCIETY,
    "学会": DonorKind.SOCIETY,
    "党支部": DonorKind.PARTY_BRANCH,
}
PUBLICATIONS: Mapping[str, str] = {
    "署全名": Publication.NAME,
    "只署姓氏": Publication.INITIAL,
    "不署名": Publication.ANONYMOUS,
    **dict.fromkeys(("实名", "是", "公开"), Publication.NAME),
    "姓氏": Publication.INITIAL,
    **dict.fromkeys(("匿名", "否", "不公开"), Publication.ANONYMOUS),
}
BASES: Mapping[str, str] = {
    "发票": Basis.INVOICE,
    "报关单": Basis.CUSTOMS,
    "协议": Basis.AGREEMENT,
    "市价": Basis.MARKET,
    "估价": Basis.ESTIMATE,
    "市场价": Basis.MARKET,
}
CAPACITIES: Mapping[str, str] = {
    "本单位接收": Capacity.RECEIVING,
    "转交": Capacity.FORWARDING,
    "仅统计": Capacity.STATISTICAL,
}


def written(known: Mapping[str, str], value: str) -> str:
    """The first word that stands for a value: the one that lists are written with."""
    return next((word for word, meant in known.items() if meant == value), "")


class Unreadable(Refusal):
    """A cell cannot be used."""

    message = "%(why)s"
    status = 422


def wrong(why: str) -> Unreadable:
    """A sentence about a cell."""
    return Unreadable(why=why)


def chosen(known: Mapping[str, str], empty: str) -> Callable[[Any], str]:
    """Reads one of some words, or the value itself in English; ``empty`` for an empty cell."""
    meant = {"": empty, **{value: value for value in known.values()}, **known}

    def read(cell: Any) -> str:
        word = words(cell).lower()
        if word not in meant:
            offered = "、".join(known)
            raise wrong(_("“%(value)s” is not one of: %(known)s.") % _said(word, known=offered))
        return str(meant[word])

    return read


def text(most: int) -> Callable[[Any], str]:
    """Reads a line of at most so many characters."""

    def read(cell: Any) -> str:
        return sized(words(cell), most)

    return read


def amount(unit: str) -> Callable[[Any], Decimal | None]:
    """Reads a number above zero, exactly as it stands there; None for an empty cell."""

    def read(cell: Any) -> Decimal | None:
        if words(cell) == "":
            return None
        number = amount_of(plain(cell), unit=unit)
        if number <= 0:
            raise wrong(_("“%(value)s” is not above zero.") % _said(words(cell)))
        return number

    return read


def count_of(cell: Any) -> int | None:
    """How many persons."""
    number = amount("人")(cell)
    if number is not None and number != int(number):
        raise wrong(_("Persons are counted in whole numbers."))
    return None if number is None else int(number)


def plain(cell: Any) -> str:
    """A number of a spreadsheet in digits: 41379.99 is kept as a float there."""
    if isinstance(cell, float):
        return f"{Decimal(repr(cell)):f}"
    return words(cell)


def sized(said: str, most: int) -> str:
    """A text that fits where it is kept."""
    if len(said) > most:
        raise wrong(
            _("It has %(length)s characters; at most %(most)s are kept.")
            % {"length": len(said), "most": most}
        )
    return said


_DAY = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?(?:\s.*)?")


def day_of(cell: Any) -> date:
    """A day as a spreadsheet holds it, or as people write it. Raises with a sentence if it is none."""
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    said = words(cell)
    found = _DAY.fullmatch(said)
    if not found:
        raise wrong(_("“%(value)s” is not a day; write it like 2020-02-14.") % _said(said or "—"))
    try:
        return date(int(found[1]), int(found[2]), int(found[3]))
    except ValueError:
        raise wrong(_("%(value)s does not exist in the calendar.") % _said(said)) from None


def _said(value: str, **more: str) -> dict[str, str]:
    return {"value": value[:40], **more}
