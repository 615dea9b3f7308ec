"""What went out and what came back: issues, recommendations, instructions."""

from heli.core.flow.models import Call, Entry
from heli.loops.advice.actions.issuing import (
    check_issue,
    describe_issue,
    open_issue,
    place_item,
    release_issue,
    sign_issue,
)
from heli.loops.advice.actions.registering import recommend_proposal, register_instruction
from heli.loops.advice.enums import Channel, Level, Nature, Rank
from heli.site.demo.cast import Cast
from heli.site.demo.files import Files, day


CHANNELS = {"机要交换": Channel.CONFIDENTIAL_POST, "政务网": Channel.OFFICE_NETWORK}
LEVELS = {"国家": Level.NATIONAL, "省级": Level.PROVINCIAL, "部门": Level.DEPARTMENT}
RANKS = {"正职": Rank.HEAD, "副职": Rank.DEPUTY, "部门负责人": Rank.DEPARTMENT}
NATURES = {
    "肯定": Nature.AFFIRMED,
    "转办": Nature.FORWARDED,
    "要求研究": Nature.STUDY,
    "圈阅": Nature.CIRCULATED,
}


def release_issues(files: Files, periodical: Call, proposals: dict[str, Entry], cast: Cast) -> None:
    """Put the issues together, check, sign and release them, each on its day."""
    contents = list(files.rows("issues.xlsx", 1))
    for row in files.rows("issues.xlsx"):
        n = row["期号"]
        clerk, at = cast.actors["clerk"], cast.now()
        issue = open_issue.once(cast.key("issue", n))(periodical, by=clerk, at=at)
        describe_issue.once(cast.key("describe", n))(
            issue, note=row["按语"], copies=row["印数"], editor=row["责任编辑"], by=clerk, at=at
        )
        for line in contents:
            if line["期号"] == n:
                place_item.once(cast.key("place", n, line["编号"]))(
                    issue,
                    proposal=proposals[line["编号"]],
                    section=line["栏目"],
                    by=clerk,
                    at=cast.now(),
                )
        check_issue.once(cast.key("check", n))(
            issue, on=day(row["审核日期"]), by=cast.actors["checker"], at=cast.now()
        )
        issue.refresh_from_db()
        sign_issue.once(cast.key("sign", n))(
            issue, on=day(row["签发日期"]), by=cast.actors["signer"], at=cast.now()
        )
        issue.refresh_from_db()
        release_issue.once(cast.key("release", n))(
            issue, on=day(row["编印日期"]), by=clerk, at=cast.now()
        )


def recommend(files: Files, proposals: dict[str, Entry], cast: Cast) -> None:
    """The register of recommendations."""
    for row in files.rows("recommendations.xlsx"):
        proposal, office = proposals[row["编号"]], row["报送单位"]
        proposal.refresh_from_db()
        recommend_proposal.once(cast.key("recommend", proposal.code, office))(
            proposal,
            office=cast.bodies[f"{office}（示例）"],
            channel=CHANNELS[row["报送渠道"]],
            number=row["文号"],
            on=day(row["日期"]),
            by=cast.actors["clerk"],
            at=cast.now(),
        )


def instruct(files: Files, proposals: dict[str, Entry], cast: Cast) -> None:
    """The register of instructions, those that were only read included."""
    for i, row in enumerate(files.rows("instructions.xlsx"), start=1):
        proposal = proposals[row["编号"]]
        proposal.refresh_from_db()
        register_instruction.once(cast.key("instruct", i))(
            proposal,
            given_by=row["批示人职务"],
            level=LEVELS[row["层级"]],
            rank=RANKS[row["级别"]],
            nature=NATURES[row["性质"]],
            gist=row["摘要"] or "",
            on=day(row["日期"]),
            by=cast.actors["clerk"],
            at=cast.now(),
        )
