"""Records of giving that have an address: a campaign with its appeal, a gift, a delivery, stock."""

from decimal import Decimal
from itertools import count
from typing import Any

import make
from heli.core.acts import SYSTEM
from heli.core.files.store import put
from heli.core.flow.models import Call
from heli.core.journal.checkpoints import make_checkpoint
from heli.core.ledger.models import Account, Item, Transaction
from heli.core.measures.actions import approve_measure
from heli.core.measures.queries import measures
from heli.core.parties.models import Party
from heli.loops.giving.actions.appealing import open_appeal, open_campaign
from heli.loops.giving.actions.banking import enter_lines
from heli.loops.giving.actions.delivering import Load, pack_delivery
from heli.loops.giving.actions.disclosing import publish_statement
from heli.loops.giving.actions.helped import Helped
from heli.loops.giving.actions.importing import upload_gifts
from heli.loops.giving.actions.needing import enter_need
from heli.loops.giving.actions.paying import count_help
from heli.loops.giving.actions.pledging import make_pledge
from heli.loops.giving.actions.receiving import receive_gift
from heli.loops.giving.queries.bank_statements import BankLine
from heli.loops.giving.queries.gifts import evidence_of
from heli.loops.giving.queries.links import confirmation_token
from heli.loops.giving.queries.packing import recipients_of
from heli.loops.giving.queries.slips import Donor, Goods, Slip
from heli.loops.giving.queries.statements import statements
from heli.loops.giving.tasks import check_import
from heli.shell import clock
from make_ledger import item
from security.records import MARKS, kind


_numbers = count(1)


def _appeal(org: Party) -> Call:
    campaign = open_campaign(
        org, name="抗疫捐赠" + MARKS[0], code=f"knock-{next(_numbers)}", by=SYSTEM, at=make.AT
    )
    return open_appeal(
        campaign,
        title="示例募集" + MARKS[0],
        about="口罩" + MARKS[0],
        channel=org,
        capacity="receiving",
        is_public=True,
        by=SYSTEM,
        at=make.AT,
    )


def _gift(appeal: Call) -> Transaction:
    slip = Slip(
        donor=Donor(name="示例捐赠人" + MARKS[0]),
        cash=Decimal(100),
        goods=(Goods(item=item(), quantity=Decimal(next(_numbers))),),
        note="随附说明" + MARKS[0],
        publication="name",
        files=[put([f"slip {next(_numbers)}".encode()], name="slip.txt")],
        is_meant=True,
    )
    return receive_gift(appeal, slip=slip, by=SYSTEM, at=make.AT)


@kind
def campaign(org: Party) -> dict[str, Any]:
    """A campaign of the body, with an appeal whose ledger is open."""
    made = _appeal(org).undertaking
    assert made is not None
    return {"uid": made.uid, "code": made.code, "kind": "csv"}


@kind
def appeal(org: Party) -> dict[str, Any]:
    """An appeal of the body."""
    return {"uid": _appeal(org).uid}


@kind
def gift(org: Party) -> dict[str, Any]:
    """A gift that was posted, with its slip, and has its place in the signed log."""
    appeal_of = _appeal(org)
    made = _gift(appeal_of)
    make_checkpoint(at=make.AT)
    [files] = evidence_of([made]).values()
    assert appeal_of.undertaking is not None
    return {
        "uid": made.uid,
        "which": files[0].uid,
        "form": "docx",
        "code": appeal_of.undertaking.code,
    }


@kind
def giving_payment(org: Party) -> dict[str, Any]:
    """Help that was counted."""
    campaign_of = _appeal(org).undertaking
    assert campaign_of is not None
    helped = Helped(kind="困难家庭" + MARKS[0], households=3)
    return {"uid": count_help(campaign_of, helped=helped, by=SYSTEM, at=make.AT).uid}


@kind
def giving_need(org: Party) -> dict[str, Any]:
    """Something that is needed, while some of it lies in stock."""
    gift = _gift(_appeal(org))
    assert gift.undertaking is not None
    made = enter_need(
        gift.undertaking,
        item=item(),
        quantity=Decimal(5),
        place="示例区" + MARKS[0],
        by=SYSTEM,
        at=make.AT,
    )
    return {"uid": made.uid}


@kind
def giving_pledge(org: Party) -> dict[str, Any]:
    """Something that was pledged."""
    donor = Donor(name="示例认捐人" + MARKS[0])
    made = make_pledge(_appeal(org), donor=donor, quantity=Decimal(500), by=SYSTEM, at=make.AT)
    return {"uid": made.uid}


@kind
def giving_delivery(org: Party) -> dict[str, Any]:
    """A delivery that is packed, with the link of its recipient."""
    appeal_of = _appeal(org)
    _gift(appeal_of)
    hospital = make.society(org, name=f"示例医院{next(_numbers)}")
    load = Load(item=item(), quantity=Decimal(1), helped=Helped(recipient=hospital))
    made = pack_delivery(appeal_of.undertaking, loads=[load], by=SYSTEM, at=make.AT)
    [account] = recipients_of(made)
    token = confirmation_token(made, account, at=clock.now())
    return {"uid": made.uid, "account": account.uid, "token": token, "form": "xlsx"}


def _approve() -> None:
    """Statements are published only by definitions that somebody answered for."""
    for version in measures(approved_only=False):
        if not version.is_approved:
            approve_measure(version, by=SYSTEM, at=make.AT)


@kind
def giving_statement(org: Party) -> dict[str, Any]:
    """A public statement that is due."""
    _approve()
    [due] = statements(SYSTEM).filter(call__undertaking=_appeal(org).undertaking)
    return {"uid": due.uid, "form": "json"}


@kind
def giving_bulletin(org: Party) -> dict[str, Any]:
    """A public statement that was published."""
    _approve()
    campaign = _gift(_appeal(org)).undertaking
    assert campaign is not None
    [due] = statements(SYSTEM).filter(call__undertaking=campaign)
    publish_statement(due, by=SYSTEM, at=make.AT)
    return {"code": campaign.code, "number": 1, "form": "json"}


@kind
def stock_card(org: Party) -> dict[str, Any]:
    """Something that lies in the stock of a campaign of the body."""
    made = _gift(_appeal(org))
    account = Account.objects.get(kind="stock", undertaking=made.undertaking)
    return {"account": account.uid, "item": Item.objects.get(pk=item().pk).uid}


@kind
def giving_import(org: Party) -> dict[str, Any]:
    """A list of gifts that was looked at, with a row in which something is wrong."""
    rows = f"日期\t姓名\t金额\n2020-02-30\t示例捐赠人{MARKS[0]}\t5\n".encode()
    made = upload_gifts(_appeal(org), file=put([rows], name="list.txt"), by=SYSTEM, at=make.AT)
    check_import(entry=str(made.uid), at=make.AT)
    return {"uid": made.uid}


@kind
def bank_line(org: Party) -> dict[str, Any]:
    """A line of a bank statement that nobody matched."""
    line = BankLine(on=make.TODAY, amount=Decimal(5), payer="示例付款人" + MARKS[0])
    campaign_of = _appeal(org).undertaking
    assert campaign_of is not None
    call = enter_lines(campaign_of, lines=[line], by=SYSTEM, at=make.AT)
    return {"uid": call.entries.get().uid}
