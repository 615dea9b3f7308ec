"""What a text that came in says of a body is told to those who hold it against books."""

import make
from heli.core.access.enums import Role
from heli.core.acts import Actor
from heli.core.measures.queries import Asked, Asserted, asserted
from heli.core.parties.models import Party
from heli.loops.briefs.actions import reading as acts
from loops.briefs.offices import Office
from loops.briefs.test_reading import read


BODY = "示例轩辕研究会捐款捐物合计1127万元。示例经济学会捐款3万元。\n"


def said(office: Office, body: Party, by: Actor | None = None) -> list[Asserted]:
    asked = Asked([body])
    return asserted(asked, by=by or office.editor)


def test_a_text_that_was_read_tells_what_it_says_of_a_body(office: Office) -> None:
    body = make.society(office.org, name="示例轩辕研究会")
    given = read(office, BODY)

    [found] = said(office, body)
    assert (found.quote, found.unit, found.title) == ("1127万元", "元", "外来简报")
    assert found.interval is not None
    assert found.interval.contains(11_270_000)
    stranger = make.actor(Role.CLERK, over=make.federation("另一示例联合会"))
    assert said(office, body, stranger) == []

    start = BODY.index("1127")
    acts.say_figure(given, start=start, verdict="ignored", by=office.editor, at=make.AT)
    assert said(office, body) == []
