"""What is hashed of a transaction is its canonical JSON, letter by letter as it ever was."""

from datetime import UTC, datetime, timedelta, timezone
from typing import Any

from hypothesis import given, strategies as st

from heli.core.acts import actions
from heli.core.journal.building import new, relate
from heli.core.journal.writing import Record
from heli.core.ledger.enums import Basis
from heli.core.ledger.models import Account, Item, Lot, Pack, Posting, Transaction, Unit, Use
from heli.core.ledger.recording import content_of, content_of_transaction, tell
from heli.core.parties.models import Party, Undertaking
from heli.core.places.models import Area
from heli.kit import canonical


texts = st.text(st.characters(codec="utf-8"), max_size=12)
whole = st.integers(-(2**53), 2**53)
zones = st.sampled_from([UTC, timezone(timedelta(hours=8))])
moments = st.datetimes(datetime(1990, 1, 1), timezones=zones)  # noqa: DTZ001  -- the zone is drawn
facts = st.dictionaries(texts, texts | whole | st.booleans() | st.none() | st.lists(texts))


def some(model: type[Any]) -> st.SearchStrategy[Any]:
    return st.none() | st.builds(lambda uid: new(model, uid=uid), st.uuids())


@st.composite
def written(draw: Any) -> tuple[Transaction, Posting]:
    org, item = new(Party), new(Item, unit=new(Unit, name=draw(texts), exponent=draw(whole)))
    said = {"org": org, "at": draw(moments), "effective_on": draw(st.dates())}
    made = new(
        Transaction,
        **said,
        size=draw(whole),
        undertaking=draw(some(Undertaking)),
        reverses=draw(some(Transaction)),
        **{name: draw(texts) for name in ("kind", "record", "voucher", "batch", "note", "reason")},
    )
    line = new(
        Posting,
        **said,
        item=item,
        account=new(Account),
        **{name: draw(some(kind)) for name, kind in BESIDE.items()},
        **{name: draw(whole) for name in ("n", "quantity", "sign")},
        typed=draw(texts),
        tag=draw(texts),
        basis=draw(st.sampled_from([*Basis, *Basis.values])),
        value=draw(st.none() | whole),
        first=draw(st.booleans()),
        facts=draw(facts),
    )
    relate(line, transaction=made)
    return made, line


BESIDE = {
    "lot": Lot,
    "use": Use,
    "pack": Pack,
    "reverses": Posting,
    "undertaking": Undertaking,
    "area": Area,
    "party": Party,
}


def told(made: Transaction, line: Posting) -> None:
    token = actions._current.set(Record(act="test", at=made.at))
    try:
        tell([(made, [line])])
    finally:
        actions._current.reset(token)


def uid(record: Any) -> str | None:
    return None if record is None else str(record.uid)


@given(written())
def test_what_is_hashed_is_canonical_and_says_everything(one: tuple[Transaction, Posting]) -> None:
    made, line = one
    told(made, line)
    of_made: dict[str, Any] = {
        **{name: getattr(made, name) for name in ("at", "batch", "effective_on", "kind", "note")},
        **{name: getattr(made, name) for name in ("reason", "record", "size", "voucher")},
        **{name: uid(getattr(made, name)) for name in ("org", "reverses", "undertaking")},
        "uid": str(made.uid),
    }
    of_line: dict[str, Any] = {
        **{name: getattr(line, name) for name in ("at", "effective_on", "facts", "first", "n")},
        **{name: getattr(line, name) for name in ("quantity", "sign", "tag", "typed", "value")},
        **{name: uid(getattr(line, name)) for name in (*BESIDE, "org", "account", "item")},
        "basis": str(line.basis),
        "decimals": line.item.unit.exponent,
        "transaction": str(made.uid),
        "uid": str(line.uid),
        "unit": line.item.unit.name,
    }

    assert canonical.digest(content_of_transaction(made)) == canonical.digest(of_made)
    assert canonical.digest(content_of(line)) == canonical.digest(of_line)
    assert (made.sha256, line.sha256) == (canonical.digest({**of_made}), canonical.digest(of_line))
