"""What texts that came in say of bodies: for those who hold texts against the books."""

from collections.abc import Iterator
from typing import Final

from heli.core.acts import Actor
from heli.core.measures.queries import Asked, Asserted
from heli.kit.interval import Interval
from heli.kit.reading import Role
from heli.loops.briefs.models import Stage, Verdict
from heli.loops.briefs.queries.reading import reading_of, said_of, texts_for


LATEST: Final = 50
AROUND: Final = 16


def told(asked: Asked, by: Actor) -> Iterator[Asserted]:
    """The figures that the latest texts read state of a body, as people corrected them.

    A text that became a brief speaks there; a figure that somebody ignored says nothing.
    """
    texts = texts_for(by).filter(stage=Stage.READ, brief=None).defer(None)
    for text in texts[:LATEST]:
        said = said_of(text)
        for values in text.readings:
            word = said.get(values["start"])
            if word is not None and word.verdict == Verdict.IGNORED:
                continue
            put_right = word.row if word is not None else {}
            reading = reading_of(values | {k: v for k, v in put_right.items() if k in values})
            body = asked.whose(reading.subject)
            if body is None or reading.role != Role.FIGURE or reading.low is None:
                continue
            yield Asserted(
                body=body,
                quote=reading.text,
                around=text.body[max(reading.start - AROUND, 0) : reading.end + AROUND],
                interval=Interval(reading.low, reading.high, reading.low_open, reading.high_open),
                unit=reading.unit,
                title=text.title,
                on=text.last or text.day,
            )
