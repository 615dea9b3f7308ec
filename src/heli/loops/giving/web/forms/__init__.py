"""What is typed at the desk of giving, cleaned; nothing is decided here."""

from heli.loops.giving.web.forms.appealing import AppealForm, CampaignForm, NeedForm, PledgeForm
from heli.loops.giving.web.forms.delivering import (
    ArriveForm,
    ExplainForm,
    NoteForm,
    PublishForm,
    SendForm,
    SignForm,
)
from heli.loops.giving.web.forms.needing import MatchForm, MeetForm
from heli.loops.giving.web.forms.packing import PackForm
from heli.loops.giving.web.forms.paying import (
    BuyForm,
    CloseForm,
    HelpForm,
    LettersForm,
    PayForm,
    RedirectForm,
    SaleForm,
)
from heli.loops.giving.web.forms.slips import BackForm, GiftForm, NamedForm


__all__ = [
    "AppealForm",
    "ArriveForm",
    "BackForm",
    "BuyForm",
    "CampaignForm",
    "CloseForm",
    "ExplainForm",
    "GiftForm",
    "HelpForm",
    "LettersForm",
    "MatchForm",
    "MeetForm",
    "NamedForm",
    "NeedForm",
    "NoteForm",
    "PackForm",
    "PayForm",
    "PledgeForm",
    "PublishForm",
    "RedirectForm",
    "SaleForm",
    "SendForm",
    "SignForm",
]
