"""Background work of briefs: reading long texts."""

from datetime import datetime

from django.core.cache import cache

from heli.core.acts import SYSTEM, task
from heli.core.files.store import read as bytes_of
from heli.loops.briefs.actions.reading import keep_outcome
from heli.loops.briefs.enums import PROGRESS
from heli.loops.briefs.models import ReadText, Stage
from heli.loops.briefs.queries.reading import outcome_of


REMEMBERED = 3600


@task("briefs.read")
def read_text(*, text: str, at: datetime) -> None:
    """Read a text that waits; page by page it is told how far it is. Safe to run twice."""
    given = ReadText.objects.select_related("file__blob").get(uid=text)
    if given.stage != Stage.WAITING:
        return

    def told(done: int, total: int) -> None:
        cache.set(PROGRESS % given.uid, (done, total), REMEMBERED)

    content = b"".join(bytes_of(given.file.blob)) if given.file is not None else None
    name = given.file.name if given.file is not None else ""
    outcome = outcome_of(given.body, content, name=name, day=given.day, told=told)
    keep_outcome.once(f"briefs.read:{given.uid}")(given, outcome=outcome.dumped(), by=SYSTEM, at=at)
    cache.delete(PROGRESS % given.uid)
