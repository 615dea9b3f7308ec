"""The words this loop stores: verbs, tags, and what a register may say."""

from enum import StrEnum

from django.db import models
from django.utils.translation import gettext_lazy as _


CALL_KIND = "proposal"
PERIODICAL_KIND = "periodical"
DOC_PROPOSAL = "proposal"
DOC_ISSUE = "issue"
AUTHOR_ROLE = "author"
EDITOR_ROLE = "editor"
RECOMMENDS_TO = "recommends_to"


class Tag(StrEnum):
    """What a step counts as. Measures add up the steps of one tag and look at nothing else."""

    RECEIVED = "advice.received"
    SCREENED = "advice.screened"
    RETURNED = "advice.returned"
    MERGED = "advice.merged"
    TRANSFERRED = "advice.transferred"
    REJECTED = "advice.rejected"
    KEPT = "advice.kept"
    EDITED = "advice.edited"
    APPROVED = "advice.approved"
    PLACED = "advice.placed"
    RECOMMENDED = "advice.recommended"
    ADOPTED = "advice.adopted"
    INSTRUCTED = "advice.instructed"
    FOLLOWED_UP = "advice.followed_up"
    ISSUE_RELEASED = "advice.issue_released"


class Verb(StrEnum):
    """What can happen to a proposal."""

    SUBMIT = "submit"
    WITHDRAW = "withdraw"
    ACCEPT = "accept"
    RETURN = "return"
    RESUBMIT = "resubmit"
    MERGE = "merge"
    TRANSFER = "transfer"
    REJECT = "reject"
    KEEP = "keep"
    TAKE_UP = "take_up"
    REASSIGN = "reassign"
    SAVE_EDIT = "save_edit"
    ASK = "ask"
    ANSWER = "answer"
    FINISH_EDITING = "finish_editing"
    SEND_BACK = "send_back"
    APPROVE = "approve"
    PLACE = "place"
    PLACE_ALSO = "place_also"
    RECOMMEND = "recommend"
    RECOMMEND_ALSO = "recommend_also"
    ADOPT = "adopt"
    ADOPT_ALSO = "adopt_also"
    INSTRUCT = "instruct"
    INSTRUCT_ALSO = "instruct_also"
    CIRCULATE = "circulate"
    FOLLOW_UP = "follow_up"
    TELL_AUTHOR = "tell_author"
    CLOSE = "close"


class Stage(StrEnum):
    """Where a proposal stands."""

    DRAFT = "draft"
    RECEIVED = "received"
    RETURNED = "returned"
    SCREENED = "screened"
    IN_EDIT = "in_edit"
    MORE_INFO = "more_info"
    EDITED = "edited"
    APPROVED = "approved"
    ISSUED = "issued"
    RECOMMENDED = "recommended"
    ADOPTED = "adopted"
    INSTRUCTED = "instructed"
    FOLLOWED_UP = "followed_up"
    CLOSED = "closed"
    KEPT = "kept"
    MERGED = "merged"
    TRANSFERRED = "transferred"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"


class IssueStage(StrEnum):
    """Where an issue of a periodical stands."""

    ASSEMBLING = "assembling"
    CHECKED = "checked"
    SIGNED = "signed"
    RELEASED = "released"
    DROPPED = "dropped"


class Channel(models.TextChoices):
    """How an item reaches an office."""

    CONFIDENTIAL_POST = "confidential_post", _("Confidential post")
    OFFICE_NETWORK = "office_network", _("Office network")
    PAPER = "paper", _("On paper")
    MEETING = "meeting", _("At a meeting")


class Level(models.TextChoices):
    """The level of the body that adopted an item or gave an instruction on it."""

    NATIONAL = "national", _("National level")
    PROVINCIAL = "provincial", _("Provincial level")
    CITY = "city", _("City level")
    COUNTY = "county", _("County level")
    DEPARTMENT = "department", _("Department level")


class Rank(models.TextChoices):
    """Whose instruction it is: the head, a deputy, or the person in charge of a department."""

    HEAD = "head", _("Head")
    DEPUTY = "deputy", _("Deputy head")
    DEPARTMENT = "department", _("Person in charge of a department")


class Nature(models.TextChoices):
    """What an instruction says. Having only been read (圈阅) is not an instruction."""

    AFFIRMED = "affirmed", _("Affirmed")
    FORWARDED = "forwarded", _("Forwarded for action")
    STUDY = "study", _("To be studied")
    CIRCULATED = "circulated", _("Read only")

    @property
    def counts(self) -> bool:
        """Whether this is an instruction at all."""
        return self is not Nature.CIRCULATED


class AdoptionForm(models.TextChoices):
    """How much of an item was adopted."""

    WHOLE = "whole", _("In whole")
    HALF = "half", _("In large part")
    IDEA = "idea", _("As an idea")
