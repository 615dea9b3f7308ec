"""The words this loop stores: verbs, stages, tags, channels, and what a finding may say."""

from enum import StrEnum


CALL_KIND = "grid"
DAILY_KIND = "grid_daily"
VERIFIER, CHECKING = "verifier", "checker"
GRID_GROUP = "grid"
REPORTER_PERSON = "reporter"
ASSISTS, APPEALS, PART_OF = "assists", "appeals", "part_of"


class Stage(StrEnum):
    """Where a case stands; the comments give the codes of the specification."""

    REPORTED = "reported"  # S1
    VERIFYING = "verifying"  # S2
    REGISTERED = "registered"  # S3
    DISPATCHED = "dispatched"  # S4
    HANDLING = "handling"  # S5
    SUSPENDED = "suspended"  # S6
    HANDLED = "handled"  # S7
    CHECKED = "checked"  # S8
    CLOSED = "closed"  # S9
    ARCHIVED = "archived"  # S10
    REFUSED = "refused"  # X1
    VOID = "void"  # X2
    MERGED = "merged"  # X3
    TRANSFERRED = "transferred"  # X4
    SELF_HANDLED = "self_handled"  # X5


class Verb(StrEnum):
    """What can happen to a case; the comments give the transitions of the specification."""

    JOIN = "join"
    REFUSE = "refuse"  # T2
    APPEAL_REFUSAL = "appeal_refusal"
    READMIT = "readmit"
    CONFIRM_REFUSAL = "confirm_refusal"
    VERIFY = "verify"  # T3
    FIND = "find"
    REGISTER = "register"  # T4, T5
    SELF_HANDLE = "self_handle"  # T6
    MERGE = "merge"  # T7
    DISPATCH = "dispatch"  # T8
    SIGN = "sign"  # T9
    ASK_RETURN = "ask_return"  # T10
    UPHOLD_RETURN = "uphold_return"
    REFUSE_RETURN = "refuse_return"
    ASK_EXTENSION = "ask_extension"  # T11
    GRANT_EXTENSION = "grant_extension"
    REFUSE_EXTENSION = "refuse_extension"
    ASK_SUSPENSION = "ask_suspension"  # T12
    GRANT_SUSPENSION = "grant_suspension"
    REFUSE_SUSPENSION = "refuse_suspension"
    RESUME = "resume"  # T13
    MILESTONE = "milestone"
    FEED_BACK = "feed_back"  # T14
    CONFIRM = "confirm"
    SEND_BACK = "send_back"
    HANDLE = "handle"
    ASK_TRANSFER = "ask_transfer"  # T15
    GRANT_TRANSFER = "grant_transfer"
    REFUSE_TRANSFER = "refuse_transfer"
    EXTERNAL_DONE = "external_done"
    TAKE_BACK = "take_back"
    PASS = "pass"  # T16  # noqa: S105  -- a verb, no password
    FAIL = "fail"  # T17
    UNABLE = "unable"
    CLOSE = "close"  # T18
    ASK_FORCE = "ask_force"  # T19
    FORCE_CLOSE = "force_close"
    REFUSE_FORCE = "refuse_force"
    VISIT = "visit"  # T20
    ARCHIVE = "archive"
    REOPEN_ONCE = "reopen_once"  # T21, by the reporter
    ASK_REOPEN = "ask_reopen"
    REOPEN = "reopen"
    REFUSE_REOPEN = "refuse_reopen"
    RECLASSIFY = "reclassify"  # T22
    RECLASSIFY_BACK = "reclassify_back"
    SUPERVISE = "supervise"  # T23
    ANSWER_SUPERVISION = "answer_supervision"
    ESCALATE = "escalate"
    VOID = "void"  # T24
    ASK_VOID = "ask_void"
    GRANT_VOID = "grant_void"
    REFUSE_VOID = "refuse_void"
    SPLIT = "split"  # T25
    FINISH_SPLIT = "finish_split"
    ASK_EXCLUSION = "ask_exclusion"
    EXCLUDE = "exclude"
    REFUSE_EXCLUSION = "refuse_exclusion"
    REPLY = "reply"
    QUESTION = "question"
    RELAY = "relay"
    LAPSE = "lapse"
    SHOW = "show"


class Tag(StrEnum):
    """What a step counts as."""

    REPORTED = "grid.case.start"
    JOINED = "grid.joined"
    REFUSED = "grid.refused"
    VERIFYING = "grid.verifying"
    FOUND = "grid.found"
    REGISTERED = "grid.registered"
    SELF_HANDLED = "grid.self_handled"
    MERGED = "grid.merged"
    DISPATCHED = "grid.dispatched"
    SIGNED = "grid.signed"
    RETURNED = "grid.returned"
    EXTENDED = "grid.extended"
    SUSPENDED = "grid.suspended"
    MILESTONE = "grid.milestone"
    HANDLED = "grid.handled"
    HANDLE_LAPSED = "grid.handle_lapsed"
    TRANSFERRED = "grid.transferred"
    CHECK_PASSED = "grid.check_passed"
    CHECK_FAILED = "grid.check_failed"
    CHECK_UNABLE = "grid.check_unable"
    CLOSED = "grid.closed"
    FORCED = "grid.forced"
    CLOSE_LAPSED = "grid.close_lapsed"
    VISITED = "grid.visited"
    ATTEMPTED = "grid.visit_attempted"
    TO_VISIT = "grid.to_visit"
    EXCLUDED = "grid.excluded"
    REOPENED = "grid.reopened"
    VOIDED = "grid.voided"
    SUPERVISED = "grid.supervised"
    REPLIED = "grid.replied"
    ASSIST_ASKED = "grid.assist.start"
    ASSISTED = "grid.assisted"
    APPEALED = "grid.appeal.start"
    APPEAL_UPHELD = "grid.appeal_upheld"
    SUMMARY_SENT = "grid.summary_sent"


class AssistStage(StrEnum):
    """Where a unit's help with somebody else's case stands."""

    ASKED = "asked"
    DOING = "doing"
    DONE = "done"
    DROPPED = "dropped"


class AppealStage(StrEnum):
    """Where an appeal of a unit stands."""

    FILED = "filed"
    REVIEWED = "reviewed"
    CONSIDERED = "considered"
    UPHELD = "upheld"
    REFUSED = "refused"


class SummaryStage(StrEnum):
    """Where a grid's summary of a day stands."""

    EXPECTED = "expected"
    SENT = "sent"
    FROZEN = "frozen"
