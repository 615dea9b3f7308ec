"""A text comes in: it is read, checked, matched, spoken about, and becomes a brief."""

from datetime import date

import pytest

import make
from heli.core.access.enums import Role
from heli.core.acts import Actor, Invalid, NotAllowed, find_task
from heli.core.files.store import put
from heli.core.texts.classified import Classified
from heli.loops.briefs.actions import reading as acts
from heli.loops.briefs.actions.revising import TooLong
from heli.loops.briefs.models import ReadText, Stage
from heli.loops.briefs.queries.reading import labelled_rows, outcome_of, texts_for
from heli.loops.briefs.queries.reading_marks import sheet_of, whole_sheet
from loops.briefs.offices import FIRST, LAST, Office


BODY = "2月以来，收到来信5封，其中答复来信3封。\n走访学会12家，走访农户21户、商户4户，合计27户。\n"


def given(office: Office, body: str = BODY, **more: object) -> ReadText:
    more = {"title": "外来简报", "day": date(2020, 3, 1), "first": FIRST, "last": LAST, **more}
    return acts.give_text(office.org, body=body, by=office.editor, at=make.AT, **more)  # type: ignore[arg-type]


def read(office: Office, body: str = BODY, **more: object) -> ReadText:
    text = given(office, body, **more)
    find_task("briefs.read")(text=str(text.uid), at=make.AT)
    text.refresh_from_db()
    return text


def marks(text: ReadText) -> dict[str, str]:
    return {m.reading.text: m.mark.value for m in sheet_of(text).figures}


def test_give_text_is_read_in_the_background_and_marked(office: Office) -> None:
    office.receive(5, answered=3)

    text = read(office)

    assert text.stage == Stage.READ
    assert marks(text) == {
        "5封": "bound",
        "3封": "bound",
        "12家": "unmatched",
        "21户": "asked",
        "4户": "asked",
        "27户": "asked",
    }


def test_read_figure_that_records_deny_is_contradicting(office: Office) -> None:
    office.receive(6, answered=3)

    assert marks(read(office))["5封"] == "contradicting"


def test_read_figure_that_the_text_denies_is_contradicting(office: Office) -> None:
    text = read(office, "培训420人，其中女性460人。发放12件，其中3件急用。")

    assert marks(text) == {
        "420人": "contradicting",
        "460人": "contradicting",
        "12件": "consistent",
        "3件": "consistent",
    }


def test_read_without_days_matches_nothing(office: Office) -> None:
    office.receive(5, answered=3)

    assert marks(read(office, first=None, last=None))["5封"] == "consistent"


def test_read_twice_is_read_once(office: Office) -> None:
    text = read(office)
    find_task("briefs.read")(text=str(text.uid), at=make.AT)
    again = outcome_of("另一文字9件。", None, day=None)

    kept = acts.keep_outcome(text, outcome=again.dumped(), by=office.editor, at=make.AT)

    assert kept.body == BODY


def test_read_stored_file_in_the_background(office: Office) -> None:
    stored = put([BODY.encode()], name="通报.txt")

    text = read(office, "", file=stored)

    assert (text.stage, text.body) == (Stage.READ, BODY)


def test_read_damaged_file_says_why(office: Office) -> None:
    stored = put([b"%PDF-1.4 nothing in here"], name="scan.pdf")

    text = read(office, "", file=stored)

    assert (text.stage, text.remarks[0]["zh"]) == (Stage.UNREADABLE, "PDF 已损坏，无法读取。")


@pytest.mark.parametrize("body", ["", "  \n"])
def test_give_nothing_is_refused(office: Office, body: str) -> None:
    with pytest.raises(acts.NothingToRead):
        given(office, body)


def test_give_classified_text_is_refused(office: Office) -> None:
    with pytest.raises(Classified):
        given(office, "机密★\n" + BODY)


def test_give_endless_text_is_refused(office: Office) -> None:
    with pytest.raises(TooLong):
        given(office, "长" * (acts.LONGEST + 1))


def test_give_days_the_wrong_way_round_is_refused(office: Office) -> None:
    with pytest.raises(Invalid):
        given(office, first=LAST, last=FIRST)


@pytest.fixture
def stranger(office: Office) -> Actor:
    return make.actor(Role.EDITOR, over=make.federation("别处联合会"))


def test_texts_of_another_body_stay_closed(office: Office, stranger: Actor) -> None:
    text = read(office)

    assert list(texts_for(stranger)) == []
    assert [t.pk for t in texts_for(office.checker)] == [text.pk]
    with pytest.raises(NotAllowed):
        acts.say_figure(text, start=0, verdict="ignored", by=stranger, at=make.AT)
    with pytest.raises(NotAllowed):
        acts.give_text(office.org, title="x", body=BODY, by=stranger, at=make.AT)


def test_say_ignored_and_accepted_change_the_mark(office: Office) -> None:
    text = read(office)
    places = {m.reading.text: m.start for m in sheet_of(text).figures}

    say(office, text, places["12家"], "ignored")
    say(office, text, places["5封"], "accepted", measure="test.letters_read@1")

    assert (marks(text)["12家"], marks(text)["5封"]) == ("ignored", "bound")


def say(office: Office, text: ReadText, start: int, verdict: str, **more: object) -> None:
    acts.say_figure(text, start=start, verdict=verdict, by=office.editor, at=make.AT, **more)  # type: ignore[arg-type]


def test_say_corrected_is_kept_as_a_labelled_row(office: Office) -> None:
    text = read(office)
    start = BODY.index("12家")

    say(
        office,
        text,
        start,
        "corrected",
        row={"what": "学会", "low": 12, "unsaid": "x", "end": start + 3},
    )

    [row] = labelled_rows(text)
    assert list(row) == [
        "start", "end", "text", "kind", "role", "low", "high", "exactness", "unit", "what",
        "subject", "claim",
    ]  # fmt: skip
    assert (row["text"], row["what"], row["low"]) == ("12家", "学会", 12)


def test_say_newest_word_counts(office: Office) -> None:
    text = read(office)
    start = BODY.index("12家")
    say(office, text, start, "ignored")

    say(office, text, start, "accepted")

    assert marks(text)["12家"] == "unmatched"
    assert len(labelled_rows(text)) == 1


@pytest.mark.parametrize(
    ("start", "verdict", "row", "refusal"),
    [
        (1, "accepted", {}, acts.NoFigureThere),
        (BODY.index("12家"), "praised", {}, Invalid),
        (BODY.index("12家"), "corrected", {"end": 9999}, Invalid),
        (BODY.index("12家"), "corrected", {"end": 0}, Invalid),
    ],
)
def test_say_what_is_not_there_is_refused(
    office: Office, start: int, verdict: str, row: dict[str, int], refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        say(office, read(office), start, verdict, row=row)


def draft(office: Office, text: ReadText) -> object:
    return acts.draft_brief(
        text, title="二月简报", first=FIRST, last=LAST, by=office.editor, at=make.AT
    )


def test_draft_keeps_its_bindings(office: Office) -> None:
    office.receive(5, answered=3)
    text = read(office)
    say(office, text, BODY.index("3封"), "ignored")

    brief = draft(office, text)

    [revision] = brief.doc.revisions.all()  # type: ignore[attr-defined]
    assert revision.body == BODY
    assert [(f.quote, str(f.version)) for f in revision.figures.all()] == [
        ("5封", "test.letters_read@1")
    ]


def test_draft_only_once(office: Office) -> None:
    text = read(office)
    draft(office, text)

    with pytest.raises(acts.AlreadyDrafted):
        draft(office, text)


def test_draft_of_a_text_that_is_no_brief_is_refused(office: Office) -> None:
    with pytest.raises(TooLong):
        draft(office, read(office, "长" * 100_001))
    with pytest.raises(acts.AlreadyDrafted):
        draft(office, given(office))


def test_draft_is_for_editors(office: Office) -> None:
    text = read(office)

    with pytest.raises(NotAllowed):
        acts.draft_brief(text, title="x", first=FIRST, last=LAST, by=office.checker, at=make.AT)


def test_sheet_of_a_long_text_has_parts_that_lose_nothing(office: Office) -> None:
    body = "".join(f"第{n}号：走访学会{n}家，情况良好，各方反映均好。\n" for n in range(10, 1500))
    text = read(office, body)

    parts = [sheet_of(text, n) for n in range(1, sheet_of(text).parts + 1)]

    words = "".join("".join(p.text for p in line) + "\n" for part in parts for line in part.lines)
    assert words == body
    counted = [m.reading.text for part in parts for m in part.figures]
    assert counted == [m.reading.text for m in whole_sheet(text).figures]
    assert sheet_of(text, 99).part == len(parts) > 1
