"""S31: somebody with every right in the database rewrites history, and it shows."""

from datetime import timedelta

import pytest
from django.db import connection

# ruff: noqa: S608  -- the superuser of these tests writes SQL by hand, from constants
import make
from heli.core.access import actions as access
from heli.core.acts import SYSTEM
from heli.core.journal import signing
from heli.core.journal.append_only import unguard
from heli.core.journal.checkpoints import consistency, inclusions, make_checkpoint
from heli.core.journal.models import Checkpoint, JournalEntry, Leaf, Opening
from heli.core.journal.refs import name_of
from heli.core.journal.verifying import Fault, Finding, verify_log
from heli.core.journal.writing import commitment, leaf_of
from heli.core.parties import actions
from heli.core.parties.models import Party
from heli.kit import canonical, merkle


pytestmark = pytest.mark.django_db
N = 12


@pytest.fixture
def log(db: None) -> str:
    """A log of some acts with two checkpoints; the note of the last one is kept outside."""
    city = make.federation()
    for n in range(N - 2):
        make.person(f"示例{n}", org=city)
        if n == N // 2:
            make_checkpoint(at=make.AT)
    actions.rename(city, name="示例市社科联", by=SYSTEM, at=make.AT)
    checkpoint = make_checkpoint(at=make.AT)
    assert checkpoint is not None
    assert checkpoint.size == N
    return checkpoint.note


def superuser(*statements: str) -> None:
    """What a database administrator can do: no trigger, no foreign key stops them."""
    with connection.cursor() as cursor:
        for table in ("journal_journalentry", "journal_leaf", "journal_checkpoint"):
            for statement in unguard(table, connection.vendor):
                cursor.execute(statement)
        for statement in statements:
            cursor.execute(statement)


def faults(note: str) -> set[Fault]:
    return {finding.fault for finding in verify_log(outside=[note]).findings}


def test_verify_an_untouched_log(log: str) -> None:
    report = verify_log(outside=[log])

    assert report.findings == ()
    assert report.holds
    assert report.size == N


ENTRY = "journal_journalentry"
AN_ENTRY = f"(SELECT id FROM {ENTRY} ORDER BY id LIMIT 1 OFFSET %d)"

EDITS = [
    ("actor = 'somebody else'", 0),
    ("subject = ''", N - 1),
    ("result = ''", 3),
    ("act = 'parties.person.move'", 1),
    ("fingerprint = 'x'", 1),
    ("key = 'k'", 4),
    ("at = '2019-02-10 02:00:00+00:00'", 5),
    ('effects = \'[["parties.party:1","sha256:00"]]\'', 5),
    ("effects = '[[]]'", 5),
]


@pytest.mark.parametrize(("edit", "which"), EDITS)
def test_verify_finds_an_edit(log: str, edit: str, which: int) -> None:
    superuser(f"UPDATE {ENTRY} SET {edit} WHERE id = {AN_ENTRY % which}")

    assert verify_log(outside=[log]).findings == (Finding(Fault.EDITED, str(which)),)


@pytest.mark.parametrize("payload", ["{}", "[]", "no JSON"])
def test_verify_finds_an_edited_payload_and_the_name_it_no_longer_covers(
    log: str, payload: str
) -> None:
    superuser(f"UPDATE {ENTRY} SET payload = '{payload}' WHERE id = {AN_ENTRY % 3}")

    assert faults(log) == {Fault.EDITED, Fault.OPENING}


def test_verify_finds_an_edit_whose_leaves_were_made_to_fit(log: str) -> None:
    superuser(f"UPDATE {ENTRY} SET actor = 'somebody else' WHERE id = {AN_ENTRY % 2}")
    entry = JournalEntry.objects.order_by("id")[2]
    JournalEntry.objects.filter(pk=entry.pk).update(leaf=leaf_of(entry))
    Leaf.objects.filter(entry=entry).update(hash=leaf_of(entry))

    assert faults(log) == {Fault.REWRITTEN}


def test_verify_finds_a_deleted_entry(log: str) -> None:
    superuser(
        "DELETE FROM journal_opening",
        f"DELETE FROM journal_leaf WHERE entry_id = {AN_ENTRY % 4}",
        f"DELETE FROM {ENTRY} WHERE id = {AN_ENTRY % 4}",
    )

    assert faults(log) == {Fault.GAP, Fault.REWRITTEN, Fault.TRUNCATED}


def test_verify_finds_an_entry_without_its_row(log: str) -> None:
    with connection.constraint_checks_disabled():
        superuser("DELETE FROM journal_opening")
        Leaf.objects.filter(seq=4).update(entry_id=999_999)

        found = verify_log(outside=[log]).findings
        Leaf.objects.filter(seq=4).update(entry_id=JournalEntry.objects.order_by("id")[4].pk)

    assert Finding(Fault.DELETED, "4") in found


def test_verify_finds_an_inserted_entry(log: str) -> None:
    last = JournalEntry.objects.latest("id")
    superuser(f"UPDATE journal_leaf SET seq = seq + 1000 WHERE seq >= {N // 2}")
    forged = JournalEntry(act="parties.person.add", at=make.AT, payload="{}", salt=b"0" * 16)
    forged.leaf = leaf_of(forged)
    forged.save()
    Leaf.objects.create(seq=N // 2, entry=forged, hash=forged.leaf)
    superuser("UPDATE journal_leaf SET seq = seq - 999 WHERE seq >= 1000")

    assert last.pk < forged.pk
    assert faults(log) == {Fault.REWRITTEN}


def test_verify_finds_an_entry_put_under_an_old_number(log: str) -> None:
    superuser("UPDATE journal_leaf SET seq = seq", "DELETE FROM journal_opening")
    rows = JournalEntry.objects.order_by("id")
    key = rows[0].pk - 1
    forged = JournalEntry(pk=key, act="a.b.c", at=make.AT, payload="{}", salt=b"0" * 16)
    forged.leaf = leaf_of(forged)
    forged.save(force_insert=True)

    assert faults(log) == {Fault.UNPLACED}


def test_verify_finds_reordered_entries(log: str) -> None:
    a, b = JournalEntry.objects.order_by("id")[2:4]
    superuser("UPDATE journal_leaf SET seq = 1000 WHERE seq = 2")
    superuser("UPDATE journal_leaf SET seq = 2 WHERE seq = 3")
    superuser("UPDATE journal_leaf SET seq = 3 WHERE seq = 1000")

    assert list(Leaf.objects.filter(seq__in=(2, 3)).order_by("seq")) == [b.place, a.place]
    assert faults(log) == {Fault.REWRITTEN}


def truncate() -> None:
    superuser(
        "DELETE FROM journal_opening",
        f"DELETE FROM journal_leaf WHERE seq >= {N // 2}",
        f"DELETE FROM {ENTRY} WHERE id NOT IN (SELECT entry_id FROM journal_leaf)",
        f"DELETE FROM journal_checkpoint WHERE size > {N // 2}",
    )


def test_verify_finds_a_truncated_log(log: str) -> None:
    truncate()

    assert faults(log) == {Fault.TRUNCATED}


def test_verify_finds_a_truncated_log_that_grew_again(log: str) -> None:
    truncate()
    city = make.federation("另一市联合会")
    for _ in range(N):
        make.person(org=city)
    make_checkpoint(at=make.AT)

    assert verify_log().holds
    assert faults(log) == {Fault.REWRITTEN}


def test_verify_finds_an_old_copy_of_the_database_by_the_checkpoint_outside(log: str) -> None:
    make.person()
    newer = make_checkpoint(at=make.AT)
    assert newer is not None
    superuser(
        "DELETE FROM journal_opening",
        f"DELETE FROM journal_leaf WHERE seq >= {N}",
        f"DELETE FROM {ENTRY} WHERE id NOT IN (SELECT entry_id FROM journal_leaf)",
        f"DELETE FROM journal_checkpoint WHERE size > {N}",
    )

    assert verify_log(outside=[log]).holds
    assert verify_log(outside=[newer.note]).findings == (Finding(Fault.TRUNCATED, str(newer.size)),)


def test_verify_finds_a_checkpoint_that_another_key_signed(log: str) -> None:
    name, _, rest = log.partition("\n")
    forged = log[:-10] + ("A" if log[-10] != "A" else "B") + log[-9:]

    assert faults(forged) == {Fault.FORGED_CHECKPOINT}
    assert faults(f"heli/0000000000000000\n{rest}") == {Fault.FORGED_CHECKPOINT}
    assert faults("not a note") == {Fault.FORGED_CHECKPOINT}
    assert name


def test_verify_finds_a_checkpoint_whose_columns_were_changed(log: str) -> None:
    superuser(f"UPDATE journal_checkpoint SET size = {N + 1} WHERE size = {N}")

    assert faults(log) == {Fault.FORGED_CHECKPOINT}


def test_verify_finds_a_checkpoint_that_says_nothing(log: str) -> None:
    superuser(f"UPDATE journal_checkpoint SET note = 'nothing' WHERE size = {N}")

    assert faults(log) == {Fault.FORGED_CHECKPOINT}


def test_verify_against_the_state_of_the_empty_log(log: str) -> None:
    assert faults(signing.signed_note(0, merkle.EMPTY_ROOT)) == set()
    assert faults(signing.signed_note(0, b"0" * 32)) == {Fault.REWRITTEN}


def test_verify_finds_a_changed_opening(log: str) -> None:
    Opening.objects.order_by("id").update(value="另一个名字")

    assert faults(log) == {Fault.OPENING}


def test_verify_flags_a_clock_that_went_back(log: str) -> None:
    make.person()
    make_checkpoint(at=make.AT - timedelta(days=1))

    assert faults(log) == {Fault.TIME_WENT_BACK}


def test_verify_an_empty_log() -> None:
    assert make_checkpoint(at=make.AT) is None
    report = verify_log()
    assert (report.size, report.root, report.holds) == (0, merkle.EMPTY_ROOT, True)


def test_erasing_a_person_breaks_no_proof(log: str) -> None:
    person = Party.objects.filter(kind="person").first()
    uid = JournalEntry.objects.get(result=name_of(person)).uid
    openings = Opening.objects.count()

    access.erase_person(person, reason="本人要求删除", by=SYSTEM, at=make.AT)

    assert Opening.objects.count() == openings - 1
    assert Party.objects.get(pk=person.pk).name == ""
    report = verify_log(outside=[log])
    assert report.holds
    [proof] = inclusions([uid], N)
    assert merkle.verify_inclusion(
        leaf=merkle.leaf_hash(canonical.dumps(proof.face)),
        index=proof.index,
        size=N,
        proof=proof.proof,
        root=bytes(Checkpoint.objects.get(size=N).root),
    )


def test_consistency_between_two_checkpoints(log: str) -> None:
    old, new = Checkpoint.objects.order_by("size")

    proof = consistency(old.size, new.size)

    assert merkle.verify_consistency(
        old_size=old.size,
        new_size=new.size,
        old_root=bytes(old.root),
        new_root=bytes(new.root),
        proof=proof,
    )
    assert not merkle.verify_consistency(
        old_size=old.size,
        new_size=new.size,
        old_root=bytes(new.root),
        new_root=bytes(new.root),
        proof=proof,
    )


def test_proof_for_an_act_that_came_after_the_checkpoint_is_refused(log: str) -> None:
    make.person()
    late = JournalEntry.objects.latest("id")

    with pytest.raises(LookupError):
        inclusions([late.uid], N)


def test_checkpoint_is_not_made_twice_for_one_size(log: str) -> None:
    again = make_checkpoint(at=make.AT)

    assert again is not None
    assert again.note == log
    assert Checkpoint.objects.count() == 2


def test_a_log_with_a_gap_gives_no_proofs(log: str) -> None:
    superuser("DELETE FROM journal_leaf WHERE seq = 3")

    with pytest.raises(LookupError):
        consistency(5, 10)


def test_an_opening_is_covered_by_the_payload_of_its_entry(log: str) -> None:
    opening = Opening.objects.select_related("entry").first()
    assert opening is not None

    said = canonical.loads_canonical(opening.entry.payload.encode())

    digest = commitment(bytes(opening.salt), opening.value.encode())
    assert said[opening.path] == {"$commit": digest}
