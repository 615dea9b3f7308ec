"""Surveys: who is asked, how, what small numbers hide, and who may see what."""

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse

import make
from browse import client_of, downloaded, send, text
from heli.core.access.enums import Role
from heli.core.acts import Actor, Invalid, NotAllowed
from heli.core.flow.engine import Closed
from heli.core.flow.models import Call, Entry
from heli.core.parties.models import Party
from heli.loops.services.actions.describing import describe_firm
from heli.loops.services.actions.surveying import (
    NobodyWaits,
    close_survey,
    fill_in,
    open_survey,
    remind_survey,
)
from heli.loops.services.queries.protecting import protect, protect_line
from heli.loops.services.queries.questions import parse
from heli.loops.services.queries.sampling import shares
from heli.loops.services.queries.surveys import results
from heli.loops.services.tasks import close_surveys
from make_services import House, services


pytestmark = pytest.mark.django_db

QUESTIONS = [
    "生产恢复情况 | single | 正常 | 部分 | 停产",
    "缺什么 | multiple | 人 | 料 | 钱",
    "到岗人数 | number",
    "还想说的 | text",
]


def firms(house: House, n: int) -> list[tuple[Party, Actor]]:
    found = []
    for i in range(n):
        firm = make.society(house.body, name=f"第{i}家公司", subkind="company")
        actor = make.actor(Role.LIAISON, over=firm)
        said = {"desk": house.desk, "size": "small" if i % 3 else "large", "sector": "trade"}
        describe_firm(firm, **said, by=actor, at=house.at)
        found.append((firm, actor))
    return found


def ask(house: House, **said: Any) -> Call:
    told = {"title": "复工情况调查", "questions": QUESTIONS, "until": make.TODAY, **said}
    return open_survey(house.desk, **told, by=house.clerk, at=house.at)


def entry_of(survey: Call, firm: Party) -> Entry:
    return Entry.objects.select_related("call", "org").get(call=survey, org=firm)


def test_all_firms_are_asked_and_those_who_answer_are_counted() -> None:
    house = services()
    several = firms(house, 4)
    survey = ask(house)

    fill_in(entry_of(survey, house.firm), answers={"q1": "部分"}, by=house.asker, at=house.at)
    again = {"q1": "正常", "q2": ["人", "钱"], "q3": 12, "q4": "缺口罩"}
    fill_in(entry_of(survey, house.firm), answers=again, by=house.asker, at=house.at)

    assert survey.entries.count() == len(several) + 1
    assert house.count("services.survey_asked") == 5
    assert house.count("services.survey_filled") == 1
    assert house.count("services.survey_response") == 20


def test_a_sample_by_lot_is_the_same_for_the_same_seed_and_has_every_stratum() -> None:
    house = services()
    firms(house, 9)
    said = {"frame": "stratified", "strata": "size", "n": 5, "seed": 20200210}

    first, second = ask(house, **said), ask(house, **said)

    drawn = [set(s.entries.values_list("org", flat=True)) for s in (first, second)]
    assert drawn[0] == drawn[1]
    assert first.settings["strata"] == {"": 1, "large": 1, "small": 3}
    assert first.settings["seed"] == 20200210


def test_shares_are_in_proportion_and_leave_no_stratum_out() -> None:
    assert shares({"a": 60, "b": 30, "c": 10}, 10) == {"a": 6, "b": 3, "c": 1}
    assert shares({"a": 98, "b": 1, "c": 1}, 5) == {"a": 3, "b": 1, "c": 1}
    assert shares({"a": 5, "b": 9, "c": 2}, 2) == {"a": 1, "b": 1, "c": 0}
    assert shares({"a": 2, "b": 1}, 50) == {"a": 2, "b": 1}


def test_small_counts_are_hidden_and_do_not_follow_from_the_others() -> None:
    assert protect_line([10, 2, 5]) == [10, None, None]
    assert protect_line([10, 5, 0]) == [10, 5, 0]
    assert protect_line([1, 2, 9]) == [None, None, 9]
    assert protect([[9, 8], [7, 1]]) == [[None, None], [None, None]]


def test_results_are_shown_together_and_only_when_enough_answered() -> None:
    house = services()
    several = firms(house, 6)
    survey = ask(house, frame="picked", picked=[firm for firm, _actor in several])
    for n, (firm, actor) in enumerate(several[:2]):
        said = {"q1": "正常", "q3": n, "q4": f"意见{n}"}
        fill_in(entry_of(survey, firm), answers=said, by=actor, at=house.at)
    assert [one.n for one in results(survey)] == [None, 0, None, None]

    for n, (firm, actor) in enumerate(several[2:], start=2):
        said = {"q1": "停产" if n == 5 else "正常", "q3": n, "q4": f"意见{n}"}
        fill_in(entry_of(survey, firm), answers=said, by=actor, at=house.at)

    single, _several, number, words = results(survey)
    assert dict(single.rows) == {"正常": None, "部分": 0, "停产": None}
    assert (number.n, number.total) == (6, 15)
    assert words.words == [f"意见{n}" for n in range(6)]


def test_reminders_reach_only_those_who_have_not_answered() -> None:
    house = services()
    [(firm, actor)] = firms(house, 1)
    survey = ask(house)
    fill_in(entry_of(survey, house.firm), answers={}, by=house.asker, at=house.at)

    message = remind_survey(survey, by=house.clerk, at=house.at)

    assert message.deliveries.get().party_id == actor.party_id
    fill_in(entry_of(survey, firm), answers={}, by=actor, at=house.at)
    with pytest.raises(NobodyWaits):
        remind_survey(survey, by=house.clerk, at=house.at)


def test_a_survey_closes_on_its_day_and_takes_no_answer_afterwards() -> None:
    house = services()
    survey = ask(house)
    assert close_surveys(house.at) == 0

    assert close_surveys(house.at + timedelta(days=2)) == 1

    entry = entry_of(survey, house.firm)
    assert entry.state == "left_out"
    with pytest.raises(Closed):
        fill_in(entry, answers={}, by=house.asker, at=house.at + timedelta(days=2))
    survey.refresh_from_db()
    with pytest.raises(Closed):
        close_survey(survey, by=house.clerk, at=house.at)


def test_others_neither_ask_nor_answer() -> None:
    house = services()
    survey = ask(house)

    for other in (house.clerk, house.officer, house.stranger()):
        with pytest.raises(NotAllowed):
            fill_in(entry_of(survey, house.firm), answers={}, by=other, at=house.at)
    for other in (house.asker, house.officer, house.stranger()):
        with pytest.raises(NotAllowed):
            close_survey(survey, by=other, at=house.at)


@pytest.mark.parametrize(
    "line",
    ["没有种类", "问题 | single | 只有一个", "问题 | essay", "数 | number | 一 | 二", " | text"],
)
def test_a_line_that_is_no_question_is_refused(line: str) -> None:
    with pytest.raises(Invalid):
        parse([line])


def test_answers_that_answer_nothing_are_refused() -> None:
    house = services()
    entry = entry_of(ask(house), house.firm)

    for wrong in ({"q1": "不知道"}, {"q2": ["人", "风"]}, {"q3": -1}, {"q9": "……"}):
        with pytest.raises(Invalid):
            fill_in(entry, answers=wrong, by=house.asker, at=house.at)


def test_the_desk_sees_who_answered_and_never_what() -> None:
    house = services()
    desk, firm = client_of(house.clerk), client_of(house.asker)
    said = {"title": "用工调查", "questions": "\n".join(QUESTIONS), "until": "2099-01-01"}
    send(desk, "services:new_survey", house.desk.uid, **said, frame="all", strata="size")
    survey = Call.objects.get(title="用工调查")
    entry = entry_of(survey, house.firm)

    assert "用工调查" in text(firm.get(reverse("services:asked_of_us")))
    assert "生产恢复情况" in text(firm.get(reverse("services:fill_in", args=[entry.uid])))
    send(firm, "services:fill_in", entry.uid, q1="停产", q2=["人", "料"], q3="7", q4="很难")

    assert "停产" in text(firm.get(reverse("services:answers", args=[entry.uid])))
    assert desk.get(reverse("services:answers", args=[entry.uid])).status_code == 404
    page = text(desk.get(reverse("services:survey", args=[survey.uid])))
    assert "100.0%" in page
    assert "很难" not in page
    early = text(firm.get(reverse("services:survey", args=[survey.uid])))
    assert "The results are open to you once the survey is closed." in early
    rows = downloaded(desk.get(reverse("services:survey_table", args=[survey.uid])))
    assert rows[1] == ["生产恢复情况", "Answers", "<3"]
    assert firm.get(reverse("services:survey_table", args=[survey.uid])).status_code == 403
    send(desk, "services:close_survey", survey.uid)
    closed = text(firm.get(reverse("services:survey", args=[survey.uid])))
    assert "Fewer than 3 answers: nothing is shown." in closed
