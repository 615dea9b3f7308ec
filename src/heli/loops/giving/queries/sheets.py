"""Which column of a list says what: suggested from its header, decided by a person."""

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import islice
from typing import Any
from unicodedata import normalize

from django.utils.translation import gettext_lazy as _

from heli.core.acts import Message, Refusal
from heli.core.parties.folding import fold


COLUMNS: Mapping[str, tuple[str, ...]] = {
    "reference": ("系统编号", "reference"),
    "line": ("行", "行号", "line"),
    "on": ("日期", "捐赠日期", "到账日期", "收款日期", "接收日期", "捐款日期", "day", "date"),
    "donor": (
        "捐赠人",
        "捐赠者",
        "捐赠方",
        "捐款人",
        "姓名",
        "捐赠单位",
        "捐赠单位或个人",
        "donor",
        "name",
    ),
    "kind": ("捐赠人类型", "捐赠人类别", "类型", "kind"),
    "givers": ("人数", "捐赠人数", "捐款人数", "persons"),
    "cash": ("金额", "捐款金额", "到账金额", "捐款", "款项", "金额元", "amount", "cash"),
    "item": ("物资", "物资名称", "品名", "物品", "item"),
    "standard": ("标准", "规格", "规格型号", "standard"),
    "quantity": ("数量", "物资数量", "quantity"),
    "unit": ("单位", "计量单位", "unit"),
    "value": ("价值", "折价", "物资价值", "价值元", "value"),
    "basis": ("计价依据", "价值依据", "basis"),
    "lot": ("批号", "生产批号", "lot"),
    "expires": ("有效期", "有效期至", "失效日期", "expires"),
    "voucher": ("票据号", "票据编号", "收据号", "票据号码", "捐赠票据号", "voucher"),
    "publication": ("署名方式", "公示方式", "是否公开", "publication"),
    "purpose": ("用途", "定向用途", "捐赠用途", "purpose"),
    "area": ("定向地区", "area"),
    "recipient": ("定向受赠方", "受赠单位", "recipient"),
    "channel": ("接收渠道", "channel"),
    "capacity": ("接收方式", "capacity"),
    "body": ("动员单位", "报送单位", "所属单位", "组织单位", "body"),
    "note": ("备注", "说明", "note"),
}
LABELS: Mapping[str, Message] = {
    "reference": _("Reference of Heli"),
    "line": _("Line of the gift"),
    "on": _("Day of the gift"),
    "donor": _("Donor's name"),
    "kind": _("Kind of donor"),
    "givers": _("Persons behind it"),
    "cash": _("Amount in yuan"),
    "item": _("Item given"),
    "standard": _("Standard or make"),
    "quantity": _("How much of it"),
    "unit": _("Counted in"),
    "value": _("Value in yuan"),
    "basis": _("Basis of the value"),
    "lot": _("Batch of the maker"),
    "expires": _("Usable until"),
    "voucher": _("Voucher number"),
    "publication": _("How to name the donor"),
    "purpose": _("Designated use"),
    "area": _("Where it goes"),
    "recipient": _("Designated recipient"),
    "channel": _("Receiving channel"),
    "capacity": _("Our part"),
    "body": _("Mobilised by"),
    "note": _("Remark"),
}
_BRACKETS = re.compile(r"[（(\[【][^）)\]】万亿萬億]*[)）\]】]")
_MULTIPLES = re.compile(r"[万亿萬億]")
AMOUNTS = ("cash", "value", "quantity")
HEADER_WITHIN = 15
"""Lists put a title and a date above their header."""


class InMultiples(Refusal):
    """A whole column in 万 is asked back as one amount is."""

    message = _(
        "The column “%(column)s” is in units of ten thousand. Write the amounts in full (in yuan),"
        " and choose the list again."
    )
    status = 422


def words(cell: Any) -> str:
    """A cell as one line of narrow characters."""
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    return " ".join(normalize("NFKC", str(cell)).split())


def header_of(rows: Iterable[tuple[int, Sequence[Any]]]) -> tuple[int, list[str]]:
    """The row that names the columns, and its words: the first that says enough, else the first.

    ``rows`` are numbered as in the sheet.
    """
    above = list(islice(rows, HEADER_WITHIN))
    found = next((one for one in above if not missing(suggested(one[1]))), None)
    number, cells = found or next(iter(above), (1, []))
    return number, [words(cell) for cell in cells]


def suggested(header: Sequence[Any]) -> dict[str, int]:
    """For each kind of column, its place in the header, as far as the names tell."""
    heads = [_head(cell) for cell in header]
    places: dict[str, int] = {}
    for name, known in COLUMNS.items():
        for word in known:
            at = next((i for i, head in enumerate(heads) if head == fold(word)), None)
            if at is not None and at not in places.values():
                places[name] = at
                break
    return places


def _head(cell: Any) -> str:
    return fold(_BRACKETS.sub("", words(cell))).strip(":： *")


def missing(mapping: Mapping[str, int]) -> list[str]:
    """What a list must have and this one has not: a day, and cash or goods."""
    lacking = [] if "on" in mapping else ["on"]
    if "cash" not in mapping and not {"item", "quantity"} <= set(mapping):
        lacking.append("cash")
    return lacking


def require_plain(header: Sequence[str], mapping: Mapping[str, int]) -> None:
    """Refuse with :class:`InMultiples` a column of amounts whose name says 万."""
    for name in AMOUNTS:
        head = header[mapping[name]] if mapping.get(name, len(header)) < len(header) else ""
        if _MULTIPLES.search(head):
            raise InMultiples(column=head, field=name)


def said_in(cells: Sequence[Any], mapping: Mapping[str, int]) -> dict[str, Any]:
    """A row by kind of column; None where it has no such cell."""
    return {name: cells[at] if at < len(cells) else None for name, at in mapping.items()}
