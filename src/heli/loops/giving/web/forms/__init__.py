"""What is typed at the desk of giving, cleaned; nothing is decided here."""

from heli.loops.giving.web.forms.appealing import AppealForm, CampaignForm, NeedForm, PledgeForm
from heli.loops.giving.web.forms.delivering import (
    ArriveForm,
    ExplainForm,
    NoteForm,
    PackForm,
    PublishForm,
    SendForm,
    SignForm,
)
from heli.loops.giving.web.forms.needing import MatchForm, MeetForm
from heli.loops.giving.web.forms.slips import BackForm, GiftForm, NamedForm


__all__ = [
    "AppealForm",
    "ArriveForm",
    "BackForm",
    "CampaignForm",
    "ExplainForm",
    "GiftForm",
    "MatchForm",
    "MeetForm",
    "NamedForm",
    "NeedForm",
    "NoteForm",
    "PackForm",
    "PledgeForm",
    "PublishForm",
    "SendForm",
    "SignForm",
]
