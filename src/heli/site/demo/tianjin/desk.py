"""The editorial office at work: what came in, what was done with it, what went out."""

from datetime import UTC, datetime
from typing import Any

from heli.core.flow.models import Call, Entry
from heli.loops.advice.actions.calling import open_call, open_periodical
from heli.loops.advice.actions.editing import approve_proposals, assign_editor, finish_editing
from heli.loops.advice.actions.receiving import receive_proposals
from heli.loops.advice.actions.screening import screen_proposals
from heli.loops.advice.enums import Verb
from heli.loops.advice.queries.imports import preview
from heli.loops.advice.queries.texts import authors_text
from heli.site.demo.cast import Cast
from heli.site.demo.files import BadExample, Files, day


OPENED = datetime(2020, 1, 22, 1, tzinfo=UTC)
DECISIONS = {
    "采": Verb.ACCEPT,
    "并": Verb.MERGE,
    "转": Verb.TRANSFER,
    "存": Verb.KEEP,
    "退": Verb.RETURN,
    "不采用": Verb.REJECT,
}


def call_for_proposals(cast: Cast) -> tuple[Call, Call]:
    """The themed call, and the periodical."""
    clerk = cast.actors["clerk"]
    call = open_call.once(cast.key("call"))(
        cast.federation,
        title="疫情防控专题建言征集（示例）",
        about="围绕疫情防控、经济社会发展提出建议，一事一议，不超过1500字。",
        opens_at=OPENED,
        rule_pack="by_level@1",
        by=clerk,
        at=cast.now(),
    )
    periodical = open_periodical.once(cast.key("periodical"))(
        cast.federation,
        name="社科界咨政要报",
        compiled_by="天津市社会科学界联合会",
        report_to="市委办公厅、市政府办公厅",
        send_to="市委研究室、市政府研究室",
        issue_to="各会员单位",
        copies=60,
        issues_before=207,
        by=clerk,
        at=cast.now(),
    )
    return call, periodical


def receive(files: Files, call: Call, cast: Cast) -> dict[str, Entry]:
    """Import the register of proposals through its preview; the proposals by their number."""
    if not Entry.objects.filter(call=call).exists():
        found = preview(files.sheet("proposals.xlsx"), call, today=cast.now().date())
        if not found.is_clean:
            raise BadExample(found.faults)
        receive_proposals(call, rows=found.rows, by=cast.actors["clerk"], at=cast.now())
    entries = Entry.objects.filter(call=call).select_related("call__issuer", "org", "area", "doc")
    return {entry.code: entry for entry in entries}


def decide(files: Files, proposals: dict[str, Entry], cast: Cast) -> None:
    """Screen, edit and sign off, each on its day."""
    for row in files.rows("proposals.xlsx"):
        proposal = proposals[row["编号"]]
        decision = DECISIONS[row["初审意见"]]
        screen_proposals.once(cast.key("screen", proposal.code))(
            [proposal],
            decision=decision,
            note="" if decision == Verb.MERGE else row["说明"] or "",
            into=proposals[row["说明"]] if decision == Verb.MERGE else None,
            on=day(row["初审日期"]),
            by=cast.actors["clerk"],
            at=cast.now(),
        )
        if decision == Verb.ACCEPT:
            proposal.refresh_from_db()
            _edit(row, proposal, cast)


def _edit(row: dict[str, Any], proposal: Entry, cast: Cast) -> None:
    part = cast.by_name(row["责任编辑"])
    assign_editor.once(cast.key("assign", proposal.code))(
        [proposal],
        editor=cast.people[part],
        on=day(row["初审日期"]),
        by=cast.actors["clerk"],
        at=cast.now(),
    )
    proposal.refresh_from_db()
    finish_editing.once(cast.key("edit", proposal.code))(
        proposal,
        base=1,
        title=row["题目"],
        body=edited(authors_text(proposal).body),
        note="分层次，删去结束语",
        on=day(row["编审日期"]),
        by=cast.actors[part],
        at=cast.now(),
    )
    proposal.refresh_from_db()
    approve_proposals.once(cast.key("approve", proposal.code))(
        [proposal], on=day(row["签发日期"]), by=cast.actors["signer"], at=cast.now()
    )
    proposal.refresh_from_db()


def edited(text: str) -> str:
    """What an editor makes of the example's texts: two headed parts, without the closing words."""
    situation, advice, *_closing = text.split("\n")
    advice = advice.removeprefix("建议：")
    for said, mark in (("一是", "1. "), ("；二是", "。\n2. "), ("；三是", "。\n3. ")):
        advice = advice.replace(said, mark)
    return f"一、基本情况\n{situation}\n二、对策建议\n{advice}"
