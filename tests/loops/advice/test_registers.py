"""The registers: recommendations, adoptions, instructions; and who may read them."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from heli.core.acts import Invalid, NotAllowed
from heli.core.flow.actions import undo_steps
from heli.core.flow.engine import InTheFuture
from heli.core.flow.models import Entry, Link, Step
from heli.core.measures.queries import Scope
from heli.loops.advice import measures
from heli.loops.advice.actions.following import close_proposal, note_follow_up, tell_author
from heli.loops.advice.actions.registering import (
    AlreadyAdopted,
    AlreadyRecommended,
    AlreadyRegistered,
    BeforeSignOff,
    GistTooLong,
    recommend_proposal,
    register_adoption,
    register_instruction,
)
from heli.loops.advice.actions.screening import screen_proposals
from heli.loops.advice.enums import AdoptionForm, Channel, Level, Nature, Rank, Stage, Verb
from heli.loops.advice.policies import see_register
from heli.loops.advice.queries.people import Credit
from heli.loops.advice.queries.record import record_of
from heli.loops.advice.queries.registers import adoptions, instructions, recommendations
from heli.loops.advice.queries.report import AUTHOR, report
from make_advice import Office, office


pytestmark = pytest.mark.django_db


def instruct(here: Office, proposal: Entry, **said: object) -> Step:
    """An instruction, as the clerk registers it."""
    more = {
        "given_by": "示例市分管领导",
        "level": Level.PROVINCIAL,
        "rank": Rank.DEPUTY,
        "nature": Nature.FORWARDED,
        "gist": "请有关部门研究",
        "by": here.clerk,
        "at": here.at,
        **said,
    }
    return register_instruction(proposal, **more)  # type: ignore[arg-type]


def adopt(here: Office, proposal: Entry, **said: object) -> Step:
    """An adoption, as the clerk registers it."""
    more = {
        "adopted_by": "示例市委办公厅",
        "level": Level.PROVINCIAL,
        "form": AdoptionForm.WHOLE,
        "by": here.clerk,
        "at": here.at,
        **said,
    }
    return register_adoption(proposal, **more)  # type: ignore[arg-type]


def test_an_item_recommended_to_three_offices_is_one_item_and_three_recommendations() -> None:
    here = office()
    item = here.approved()

    for _ in range(3):
        recommend_proposal(
            item, office=here.office(), channel=Channel.PAPER, by=here.clerk, at=here.at
        )

    assert item.state == Stage.RECOMMENDED
    assert here.count(measures.RECOMMENDED) == 1
    assert here.count(measures.RECOMMENDED_TO) == 3
    assert Link.objects.filter(kind="recommends_to").count() == 3


def test_recommend_proposal_to_the_same_office_twice_is_refused() -> None:
    here = office()
    item, place = here.approved(), here.office()
    recommend_proposal(item, office=place, channel=Channel.PAPER, by=here.clerk, at=here.at)

    with pytest.raises(AlreadyRecommended):
        recommend_proposal(item, office=place, channel=Channel.PAPER, by=here.clerk, at=here.at)

    assert here.count(measures.RECOMMENDED_TO) == 1


def test_recommend_proposal_before_it_was_signed_off_is_refused() -> None:
    here = office()
    item = here.approved()

    with pytest.raises(BeforeSignOff):
        recommend_proposal(
            item,
            office=here.office(),
            channel=Channel.PAPER,
            on=date(2020, 2, 1),
            by=here.clerk,
            at=here.at,
        )


def test_recommend_proposal_tomorrow_is_refused() -> None:
    here = office()

    with pytest.raises(InTheFuture):
        recommend_proposal(
            here.approved(),
            office=here.office(),
            channel=Channel.PAPER,
            on=(here.at + timedelta(days=1)).date(),
            by=here.clerk,
            at=here.at,
        )


def test_recommend_proposal_by_an_unknown_channel_is_refused() -> None:
    here = office()

    with pytest.raises(Invalid):
        recommend_proposal(
            here.approved(), office=here.office(), channel="pigeon", by=here.clerk, at=here.at
        )


def test_circulated_only_does_not_count_as_instruction() -> None:
    here = office()
    item = here.recommended()

    instruct(here, item, nature=Nature.CIRCULATED, gist="")

    assert item.state == Stage.RECOMMENDED
    assert here.count(measures.INSTRUCTIONS) == 0
    assert instructions(here.clerk).count() == 1


def test_instructions_are_counted_by_item_post_and_day() -> None:
    here = office()
    item, other = here.recommended(), here.recommended()
    here_at = here.at

    instruct(here, item)
    instruct(here, item, given_by="示例部门负责人", rank=Rank.DEPARTMENT, level=Level.DEPARTMENT)
    instruct(here, other)
    with pytest.raises(AlreadyRegistered):
        instruct(here, item, nature=Nature.AFFIRMED)

    assert here_at == here.at
    assert here.count(measures.INSTRUCTIONS) == 3
    assert here.count(measures.PROPOSALS_INSTRUCTED) == 2


def test_an_instruction_that_was_taken_back_no_longer_counts() -> None:
    here = office()
    item = here.recommended()
    step = instruct(here, item)

    undo_steps([step], by=here.clerk, at=here.at)

    assert here.count(measures.INSTRUCTIONS) == 0
    assert list(instructions(here.clerk)) == []
    item.refresh_from_db()
    instruct(here, item)
    assert here.count(measures.PROPOSALS_INSTRUCTED) == 1


def test_the_gist_of_an_instruction_has_at_most_thirty_characters() -> None:
    here = office()
    item = here.recommended()

    with pytest.raises(GistTooLong):
        instruct(here, item, gist="一" * 31)
    instruct(here, item, gist="一" * 30)


def test_member_may_not_see_instructions() -> None:
    here = office()
    item = here.recommended()
    instruct(here, item)

    for stranger in (here.author, here.liaison, here.member(), here.editor, here.stranger()):
        assert list(instructions(stranger)) == []
        assert not see_register.check(stranger, item)
    assert instructions(here.clerk).count() == instructions(here.signer).count() == 1


def test_register_instruction_is_for_the_clerk_and_the_signers() -> None:
    here = office()
    item = here.recommended()

    with pytest.raises(NotAllowed):
        instruct(here, item, by=here.editor)
    with pytest.raises(NotAllowed):
        instruct(here, item, by=here.stranger())


def test_an_item_may_be_adopted_instructed_and_recommended_side_by_side() -> None:
    here = office()
    item = here.recommended()

    instruct(here, item)
    adopt(here, item)
    recommend_proposal(item, office=here.office(), channel=Channel.PAPER, by=here.clerk, at=here.at)

    assert item.state == Stage.INSTRUCTED
    assert (here.count(measures.ADOPTED), here.count(measures.INSTRUCTIONS)) == (1, 1)
    assert here.count(measures.RECOMMENDED_TO) == 2
    assert adoptions(here.clerk).count() == 1
    assert recommendations(here.signer).count() == 2


def test_one_adoption_is_registered_once() -> None:
    here = office()
    item = here.recommended()
    adopt(here, item)

    with pytest.raises(AlreadyAdopted):
        adopt(here, item)
    adopt(here, item, adopted_by="示例市政府研究室")

    assert here.count(measures.ADOPTED) == 1


def test_an_instruction_that_comes_after_closing_is_still_registered() -> None:
    here = office()
    item = here.recommended()
    note_follow_up(item, note="转为课题", by=here.clerk, at=here.at)
    close_proposal(item, by=here.clerk, at=here.at)

    instruct(here, item)

    assert item.state == Stage.CLOSED
    assert here.count(measures.INSTRUCTIONS) == 1


def test_the_authors_record_is_silent_on_instructions_until_the_office_told() -> None:
    here = office(rule_pack="by_level@1")
    item = here.recommended()
    adopt(here, item, level=Level.COUNTY, form=AdoptionForm.IDEA)
    instruct(here, item, level=Level.NATIONAL, rank=Rank.HEAD)
    author = here.person(here.author)

    before = record_of(author, in_full=False).lines[0]
    assert (before.instructed, before.points) == (0, Decimal("0.50"))
    assert record_of(author, in_full=True).lines[0].points == Decimal(15)

    tell_author(item, note="建议受到重视。", with_instructions=True, by=here.clerk, at=here.at)
    after = record_of(author, in_full=False).lines[0]
    assert (after.instructed, after.points) == (1, Decimal(15))


def test_points_are_those_of_the_highest_echo_divided_by_share() -> None:
    here = office(rule_pack="by_level@1")
    authors = [Credit(here.author.name, 67), Credit("示例同事", 33)]
    item = here.approved(authors=authors)
    adopt(here, item, level=Level.PROVINCIAL, form=AdoptionForm.IDEA)
    adopt(here, item, level=Level.CITY, form=AdoptionForm.WHOLE, adopted_by="示例市委")

    record = record_of(here.person(here.author), in_full=True)

    assert record.points == Decimal("4.69")
    assert (record.count("edited"), record.count("adopted"), record.count("placed")) == (1, 1, 0)


def test_a_merged_proposal_brings_no_points_of_its_own() -> None:
    here = office(rule_pack="by_level@1")
    kept, merged = here.received(), here.received()
    screen_proposals([merged], decision=Verb.MERGE, into=kept, by=here.editor, at=here.at)

    record = record_of(here.person(here.author), in_full=True)

    assert (len(record.lines), record.points) == (2, 0)


def test_the_report_names_every_author_of_an_item_and_counts_it_once() -> None:
    here = office()
    here.approve_measures()
    here.edited(authors=[Credit(here.author.name, 50), Credit("示例同事", 50)])

    found = report(Scope(here.body), by=AUTHOR)

    assert [(row.name, row.counts) for row in found.rows] == [
        (name, (1, 1, 0, 0, 0)) for name in sorted([here.author.name, "示例同事"])
    ]
    assert found.totals == (1, 1, 0, 0, 0)
