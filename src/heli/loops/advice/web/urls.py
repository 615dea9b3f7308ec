"""The addresses of advice."""

from django.urls import path

from heli.loops.advice.web import (
    bulk,
    calls,
    desk,
    field,
    files,
    issues,
    portal,
    receiving,
    record,
    registers,
    steps,
    writing,
)


app_name = "advice"

_DESK = "desk/advice/"
_ONE = _DESK + "proposals/<uuid:uid>/"
_TICKED = _DESK + "ticked/"
_CALL = _DESK + "calls/<uuid:uid>/"
_ISSUE = _DESK + "issues/<uuid:uid>/"

urlpatterns = [
    path("field/advice/", field.ideas, name="ideas"),
    path("field/advice/<uuid:uid>/", field.idea, name="idea"),
    path(_DESK + "proposals/", desk.proposals, name="proposals"),
    path(_DESK + "mine/", desk.mine, name="mine"),
    path(_DESK + "record/", record.record, name="record"),
    path(_DESK + "record/<uuid:uid>/", record.record_of_author, name="record_of"),
    path(_DESK + "undo/<uuid:act>/", steps.undo, name="undo"),
    # one proposal
    path(_ONE, desk.proposal, name="proposal"),
    path(_ONE + "write/", writing.write, name="write"),
    path(_ONE + "edit/", writing.edit, name="edit"),
    path(_ONE + "assign/", steps.assign, name="assign"),
    path(_ONE + "recommend/", registers.recommend, name="recommend"),
    path(_ONE + "adopt/", registers.adopt, name="adopt"),
    path(_ONE + "instruct/", registers.instruct, name="instruct"),
    path(_ONE + "attach/", files.attach, name="attach"),
    path(_ONE + "files/<uuid:which>/", files.file, name="file"),
    path(_ONE + "step/<slug:verb>/", steps.step, name="step"),
    # the ticked ones
    path(_TICKED + "accept/", bulk.decide, {"decision": "accept"}, name="accept_many"),
    path(_TICKED + "return/", bulk.decide, {"decision": "return"}, name="return_many"),
    path(_TICKED + "merge/", bulk.decide, {"decision": "merge"}, name="merge_many"),
    path(_TICKED + "transfer/", bulk.decide, {"decision": "transfer"}, name="transfer_many"),
    path(_TICKED + "keep/", bulk.decide, {"decision": "keep"}, name="keep_many"),
    path(_TICKED + "reject/", bulk.decide, {"decision": "reject"}, name="reject_many"),
    path(_TICKED + "assign/", bulk.assign, name="assign_many"),
    path(_TICKED + "approve/", bulk.approve, name="approve_many"),
    # calls
    path(_DESK + "calls/", calls.calls, name="calls"),
    path(_DESK + "calls/open/", calls.open_calls, name="open_calls"),
    path(_DESK + "calls/new/", calls.new_call, name="new_call"),
    path(_DESK + "periodicals/new/", calls.new_periodical, name="new_periodical"),
    path(_CALL + "change/", calls.change_call, name="change_call"),
    path(_CALL + "close/", calls.close_call, name="close_call"),
    path(_CALL + "submit/", writing.submit, name="submit"),
    path(_CALL + "similar/", writing.similar, name="similar"),
    path(_CALL + "receive/", receiving.upload, name="upload"),
    path(_CALL + "receive/rows/", receiving.receive, name="receive"),
    path(_CALL + "receive/faults/", receiving.faults, name="faults"),
    # issues
    path(_DESK + "issues/", issues.issues, name="issues"),
    path(_DESK + "periodicals/<uuid:uid>/begin/", issues.begin, name="begin_issue"),
    path(_ISSUE, issues.issue, name="issue"),
    path(_ISSUE + "describe/", issues.describe, name="describe_issue"),
    path(_ISSUE + "place/<uuid:proposal>/", issues.place, name="place_item"),
    path(_ISSUE + "lines/<uuid:line>/out/", issues.take_out, name="take_item_out"),
    path(_ISSUE + "lines/<uuid:line>/up/", issues.move, {"way": "up"}, name="move_item_up"),
    path(_ISSUE + "lines/<uuid:line>/down/", issues.move, {"way": "down"}, name="move_item_down"),
    path(_ISSUE + "word/", issues.word, name="issue_word"),
    path(_ISSUE + "pdf/", issues.pdf, name="issue_pdf"),
    path(_ISSUE + "step/<slug:verb>/", issues.step, name="issue_step"),
    # registers
    path(_DESK + "registers/", registers.recommendations, name="recommendations"),
    path(_DESK + "registers/adoptions/", registers.adoptions, name="adoptions"),
    path(_DESK + "registers/instructions/", registers.instructions, name="instructions"),
    path(_DESK + "registers/report/", registers.adoption_report, name="report"),
    # anybody
    path("advice/", portal.released_issues, name="released"),
    path("advice/<uuid:uid>/", portal.released_issue, name="released_issue"),
]
