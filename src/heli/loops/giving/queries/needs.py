"""What a need still lacks: how much was matched with a source, and how much of it came."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from heli.core.flow.models import Entry, Step
from heli.core.ledger.amounts import shown
from heli.core.ledger.models import Item
from heli.loops.giving.enums import NeedStage, Verb


@dataclass(frozen=True, slots=True)
class Standing:
    """A need with what was matched and what arrived, in the smallest unit of its item."""

    need: Entry
    item: Item
    wanted: int
    matched: int
    arrived: int

    @property
    def left(self) -> int:
        """What has not arrived yet."""
        return max(self.wanted - self.arrived, 0)

    @property
    def unmatched(self) -> int:
        """What has no source yet; what came without one has none to look for."""
        return max(self.wanted - max(self.matched, self.arrived), 0)

    def words(self, amount: int) -> str:
        """An amount of it for people."""
        return shown(self.item, amount)


def standings(page: Sequence[Entry]) -> list[Standing]:
    """The needs of a page with what was matched and what came. Two queries."""
    uids = {one.answers["item"] for one in page}
    items = {
        str(item.uid): item for item in Item.objects.select_related("unit").filter(uid__in=uids)
    }
    matched: dict[int, int] = {}
    came: dict[int, int] = {}
    for step in steps_of(page):
        into = matched if step.verb == Verb.MATCH else came
        into[step.entry_id] = into.get(step.entry_id, 0) + int(step.facts.get("amount", 0))
    return [
        Standing(
            need=one,
            item=items[one.answers["item"]],
            wanted=int(one.answers["amount"]),
            matched=matched.get(one.pk, 0),
            arrived=_arrived(one, came.get(one.pk, 0)),
        )
        for one in page
    ]


def _arrived(need: Entry, noted: int) -> int:
    """What is met was met as a whole, whether or not somebody counted."""
    return int(need.answers["amount"]) if need.state == NeedStage.MET else noted


def standing_of(need: Entry) -> Standing:
    """One need with what was matched and what came."""
    [found] = standings([need])
    return found


def steps_of(needs: Iterable[Entry]) -> list[Step]:
    """What was matched and what arrived, without what was taken back; the oldest first."""
    verbs = (Verb.MATCH, Verb.MEET_PART, Verb.MEET)
    rows = Step.objects.filter(entry__in=list(needs), verb__in=verbs, reversed_by__isnull=True)
    return list(rows.order_by("entry", "seq"))


def promised(needs: Sequence[Entry]) -> dict[str, int]:
    """How much of each source these needs still wait for, by :func:`source_key`. Three queries.

    Of what has partly arrived, only the rest is still promised.
    """
    left = {one.need.pk: one.left for one in standings(needs)}
    said: dict[tuple[int, str], int] = {}
    for step in steps_of(needs):
        if step.verb == Verb.MATCH:
            key = (step.entry_id, source_key(step.facts))
            said[key] = said.get(key, 0) + int(step.facts["amount"])
    total: dict[str, int] = {}
    for (need, source), amount in said.items():
        total[source] = total.get(source, 0) + min(amount, left[need])
    return total


def source_key(facts: dict[str, str]) -> str:
    """What tells one source from another: a pledge, a delivery, a lot under its use, or words."""
    return "|".join((str(facts["source"]), facts.get("lot") or "", facts.get("use") or ""))
