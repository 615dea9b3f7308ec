"""The words of this loop as they are stored: calls, verbs, stages, tags, kinds."""

from enum import StrEnum

from django.db import models
from django.utils.translation import gettext_lazy as _


DESK = "services_desk"
CARE = "services_care"
TALLY = "services_tally"
VISITS = "services_visits"
CARDS = "services_cards"
POLICY = "services_policy"
SURVEY = "services_survey"
DAILY = "services_daily"
CHECKS = "services_checks"
SLOTS = "services_slots"
MEDIATIONS = "services_mediation"
SUPERVISOR = "supervisor"
CHECKLIST = "services_checklist"
RAISED_ON = "raised_on"
LEADER, OFFICER = "leader", "officer"


class Topic(models.TextChoices):
    """What a firm's matter is about."""

    SUPPLIES = "supplies", _("Supplies")
    PERMITS = "permits", _("Permits")
    LABOUR = "labour", _("Labour")
    MONEY = "money", _("Money")
    LOGISTICS = "logistics", _("Logistics")
    OTHER = "other", _("Something else")


class FirmKind(models.TextChoices):
    """What a firm is; the subkind under which the body is registered."""

    COMPANY = "company", _("Company")
    COOPERATIVE = "cooperative", _("Cooperative")
    SOLE_TRADER = "sole_trader", _("Sole trader")


class Size(models.TextChoices):
    """How large a firm is (GB/T 划型: 大型, 中型, 小型, 微型)."""

    LARGE = "large", _("Large firm")
    MEDIUM = "medium", _("Medium-sized firm")
    SMALL = "small", _("Small firm")
    MICRO = "micro", _("Micro firm")


class Sector(models.TextChoices):
    """What a firm does, by the sections of GB/T 4754 that a county has."""

    FARMING = "farming", _("Farming")
    INDUSTRY = "industry", _("Industry")
    BUILDING = "building", _("Building")
    TRADE = "trade", _("Trade")
    TRANSPORT = "transport", _("Transport and storage")
    CATERING = "catering", _("Lodging and catering")
    TECHNOLOGY = "technology", _("Information and technology")
    OTHER = "other_sector", _("Another sector")


class QuestionKind(models.TextChoices):
    """How a question of a survey is answered."""

    SINGLE = "single", _("one of")
    MULTIPLE = "multiple", _("several of")
    NUMBER = "number", _("number")
    TEXT = "text", _("words")


class Frame(models.TextChoices):
    """Which firms of a survey's population are asked."""

    ALL = "all", _("all of them")
    STRATIFIED = "stratified", _("drawn by lot, in strata")
    PICKED = "picked", _("picked by hand")


class Production(models.TextChoices):
    """How a firm worked on a day."""

    NORMAL = "normal", _("working as usual")
    PARTLY = "partly", _("working in part")
    STOPPED = "stopped", _("not working")


class Found(models.TextChoices):
    """What was found for firms and is counted, each in its own unit."""

    MASKS = "masks", _("Masks (pieces)")
    DISINFECTANT = "disinfectant", _("Disinfectant (kilograms)")
    THERMOMETERS = "thermometers", _("Thermometers (pieces)")
    VEHICLES = "vehicles", _("Vehicles with a permit")


class Counted(models.TextChoices):
    """Help that is kept as a count. Nobody who was helped is named anywhere."""

    COMMUNITIES = "communities", _("Communities reached by counselling")
    PEOPLE = "people", _("People counselled, by appointment or hotline")
    PERSON_TIMES = "person_times", _("Person-times of service in groups")
    HOTLINE = "hotline_calls", _("Calls to the hotline")
    DISPUTES = "disputes", _("Disputes settled in confidence")
    FIRMS_SERVED = "firms_served", _("Firms served")
    COMMISSIONERS = "commissioners", _("Commissioners at work")
    FIRMS_SURVEYED = "firms_surveyed", _("Firms that answered a survey")
    POLICIES = "policies", _("Policy measures explained to firms")
    TESTS = "tests", _("Tests organised for returning workers")


class Part(StrEnum):
    """In what part somebody is assigned to a mediation; without one it does not exist for them."""

    KEEPER = "keeper"
    MEDIATOR = "mediator"
    ASKING = "asking_side"
    OTHER = "other_side"


class Words(StrEnum):
    """What is written in a mediation: fields of the vault."""

    SUBJECT = "subject"
    ASKING = "asking_side"
    OTHER = "other_side"
    REASON = "reason"
    SESSIONS = "sessions"
    AGREEMENT = "agreement"


class Verb(StrEnum):
    """What can happen to an entry of this loop."""

    ROUTE = "route"
    GIVE_BACK = "give_back"
    SAY = "say"
    FIND = "find"
    ANSWER = "answer"
    AGREE = "agree"
    DISAGREE = "disagree"
    WITHDRAW = "withdraw"
    REOPEN = "reopen"
    APPOINT = "appoint"
    VISIT = "visit_firm"
    RELEASE = "release"
    CONFIRM = "confirm"
    REFUSE = "refuse"
    FINISH = "finish"
    DESCRIBE = "describe"
    DROP_CARD = "drop_card"
    TAKE_UP = "take_up"
    DECLINE = "decline"
    FILL_IN = "fill_in"
    LEAVE_OUT = "leave_out"
    REPORT_DAY = "report_day"
    MISS_DAY = "miss_day"
    LET_RESUME = "let_resume"
    FAIL_CHECK = "fail_check"
    PUT_RIGHT = "put_right"
    DROP_CHECK = "drop_check"
    BOOK = "book"
    FREE = "free"
    KEEP = "keep"
    MISS = "miss"
    TAKE_SLOT_BACK = "take_slot_back"
    TAKE_ON = "take_on"
    TURN_DOWN = "turn_down"
    NAME_MEDIATOR = "name_mediator"
    RECUSE = "recuse"
    CONSENT = "consent"
    BEGIN_MEDIATION = "begin_mediation"
    SET_SESSION = "set_session"
    SETTLE = "settle"
    END_UNSETTLED = "end_unsettled"
    STEP_BACK = "step_back"
    HAND_OVER = "hand_over"


class Stage(StrEnum):
    """Where a firm's matter stands."""

    ASKED = "asked"
    ROUTED = "routed"
    ANSWERED = "answered"
    SOLVED = "solved"
    WITHDRAWN = "withdrawn"


class CareStage(StrEnum):
    """Whether somebody looks after a firm."""

    ALONE = "alone"
    PAIRED = "paired"
    RELEASED = "released"


class TallyStage(StrEnum):
    """How a reported count stands."""

    REPORTED = "reported"
    CONFIRMED = "confirmed"
    REFUSED = "refused"


class VisitStage(StrEnum):
    """How far a field visit is followed."""

    FOLLOWED = "followed"
    ENDED = "ended"


class CardStage(StrEnum):
    """Whether it is known what a firm is."""

    BLANK = "blank"
    DESCRIBED = "described"
    DROPPED = "dropped"


class OfferStage(StrEnum):
    """What became of a policy that was sent to a firm."""

    ADDRESSED = "addressed"
    TAKEN_UP = "taken_up"
    DECLINED = "declined"


class SurveyStage(StrEnum):
    """Whether a firm answered a survey."""

    WAITED = "waited"
    FILLED = "filled"
    LEFT_OUT = "left_out"


class DayStage(StrEnum):
    """Whether a firm's day was reported."""

    DUE = "day_due"
    SENT = "day_sent"
    MISSED = "day_missed"


class CheckStage(StrEnum):
    """How far the check of a firm that wants to resume is."""

    WANTED = "check_wanted"
    FIXING = "check_fixing"
    RIGHT = "check_right"
    PASSED = "check_passed"
    DROPPED = "check_dropped"


class SlotStage(StrEnum):
    """How an hour of counselling stands."""

    FREE = "slot_free"
    BOOKED = "slot_booked"
    KEPT = "slot_kept"
    NOT_KEPT = "slot_not_kept"
    TAKEN_BACK = "slot_taken_back"


class MediationStage(StrEnum):
    """How far a mediation is."""

    ASKED = "mediation_asked"
    ACCEPTED = "mediation_accepted"
    INVITED = "mediation_invited"
    HELD = "mediation_held"
    SETTLED = "mediation_settled"
    UNSETTLED = "mediation_unsettled"
    LEFT = "mediation_left"
    DECLINED = "mediation_declined"


class Tag(StrEnum):
    """What a step counts as."""

    ROUTED = "services.routed"
    ANSWERED = "services.answered"
    SOLVED = "services.solved"
    FOUND = "services.found"
    PAIRED = "services.paired"
    VISITED = "services.visited"
    COUNTED = "services.counted"
    TAKEN_UP = "services.taken_up"
    FILLED = "services.filled"
    DAY_SENT = "services.day_sent"
    CHECK_PASSED = "services.check_passed"
    CHECK_FAILED = "services.check_failed"
    BOOKED = "services.booked"
    HOUR_KEPT = "services.hour_kept"
    MEDIATION_ACCEPTED = "services.mediation_accepted"
    MEDIATION_SETTLED = "services.mediation_settled"
    MEDIATION_UNSETTLED = "services.mediation_unsettled"
    MEDIATION_LEFT = "services.mediation_left"
