"""The bank's side of an example: its statement is entered, and a person matches what is certain.

A line with no receipt of its amount, day and payer stays open: the desk shows it.
"""

from heli.core.flow.models import Entry
from heli.core.ledger.models import Posting
from heli.core.parties.folding import fold
from heli.core.parties.models import Undertaking
from heli.loops.giving.actions import banking
from heli.loops.giving.enums import Tag
from heli.loops.giving.queries.bank_statements import BankLine, lines_in
from heli.loops.giving.queries.banking import suggestions
from heli.shell.documents.streaming import stream_numbered
from heli.site.demo.books import House


CERTAIN = 90
"""Amount, day and name agree."""
STATEMENT = "bank.xlsx"


def enter_banks(house: House) -> None:
    """Each body enters the lines of its own donors; nobody's line goes to the first body with any."""
    path = house.files.folder / STATEMENT
    if not path.is_file():
        return
    lines = lines_in(stream_numbered(path, name=STATEMENT))
    for body in house.appeals:
        mine = [one for one in lines if _is_of(one, house.campaign(body))]
        if mine:
            lines = [one for one in lines if one not in mine]
            _enter(house, body, mine)
    if lines:
        _enter(house, next(iter(house.appeals)), lines)


def _is_of(line: BankLine, campaign: Undertaking) -> bool:
    """Whether somebody of that name gave to a campaign on that day; banks write narrow brackets."""
    rows = Posting.objects.filter(
        undertaking=campaign, tag=Tag.CASH_RECEIVED, effective_on=line.on, party__isnull=False
    )
    return fold(line.payer) in {fold(name) for name in rows.values_list("party__name", flat=True)}


def _enter(house: House, body: str, lines: list[BankLine]) -> None:
    n = list(house.appeals).index(body)
    call = banking.enter_lines.once(house.cast.key(f"bank-{len(lines)}", n))(
        house.campaign(body), lines=lines, **house.does
    )
    page = list(Entry.objects.filter(call=call, is_open=True).select_related("call"))
    for key, fits in suggestions(page).items():
        if fits and fits[0].score >= CERTAIN:
            entry = next(one for one in page if one.pk == key)
            banking.match_line.once(house.cast.key("matched", entry.code))(
                entry, receipt=fits[0].receipt, **house.does
            )
