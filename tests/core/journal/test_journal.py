import stat
import uuid
from datetime import timedelta

import pytest
from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.migrations.state import ProjectState

import make
from core.acts import samples
from core.journal.editor import Editor
from core.together import at_once
from heli.core.acts import SYSTEM
from heli.core.journal import chores, keys, queries, signing
from heli.core.journal.append_only import AppendOnly
from heli.core.journal.checkpoints import consistency, inclusions, make_checkpoint
from heli.core.journal.models import Checkpoint, JournalEntry, Leaf, Tile
from heli.core.journal.refs import find, find_all, name_of
from heli.core.journal.sequencing import sequence, waiting
from heli.core.journal.tree import StoredTiles, current_tree
from heli.core.journal.verifying import Fault, Finding, verify_log
from heli.core.journal.writing import leaf_of
from heli.core.parties import actions
from heli.kit import merkle
from heli.kit.bundle.notes import read_note


pytestmark = pytest.mark.django_db


def test_what_happened_to_a_record_latest_first() -> None:
    city = make.federation()
    clerk = make.actor("clerk", over=city)
    society = actions.add_organisation(city, name="示例学会", by=clerk, at=make.AT)
    actions.rename(society, name="示例新学会", by=clerk, at=make.AT)

    [told] = queries.history(name_of(society))
    assert (told.act, told.actor) == ("parties.party.rename", str(clerk.uid))
    assert told.said["party"] == name_of(society)

    page = queries.latest(limit=2)
    assert [one.act for _pk, one in page] == ["parties.party.rename", "parties.organisation.add"]
    [(_pk, older)] = queries.latest(before=page[-1][0], limit=1)
    assert older.act == "access.role.grant"
    assert [one.result for _pk, one in queries.latest(act="parties.organisation.add")] == [
        name_of(society),
        name_of(city),
    ]
    assert queries.told_about([told.uid]) == {told.uid: told}


def test_the_records_of_an_act_that_never_was() -> None:
    with pytest.raises(LookupError):
        queries.records_written_by(uuid.uuid4())


def test_a_record_is_found_by_its_name_until_it_is_gone() -> None:
    city, society = make.federation(), make.society()

    assert find(name_of(city)) == city
    assert find_all([name_of(society), name_of(city), name_of(society)]) == [society, city, society]
    user = make.user()
    assert name_of(user) == f"access.user:{user.pk}"
    assert find(name_of(user)) == user
    with pytest.raises(LookupError):
        find(f"parties.party:{uuid.uuid4()}")


def test_the_worker_places_acts_and_signs_only_when_there_is_something_new() -> None:
    assert chores.sign(make.AT) == 0
    make.federation()
    assert waiting() == 1

    assert chores.place(make.AT) == 1
    assert chores.place(make.AT) == 0
    assert chores.sign(make.AT) == 1
    assert chores.sign(make.AT) == 0
    make.federation()
    assert chores.look_everywhere(make.AT) == 1

    assert (waiting(), queries.size(), Checkpoint.objects.count()) == (0, 2, 1)
    assert [name.split(".")[0] for name, _pause, _chore in chores.CHORES] == ["journal"] * 4


def test_placing_goes_on_in_the_next_batch(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("heli.core.journal.sequencing.BATCH", 2)
    for _ in range(4):
        make.federation()

    assert sequence() == 4
    assert sequence(thorough=True) == 0


def test_an_entry_that_showed_late_is_found_by_looking_everywhere(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("heli.core.journal.sequencing.LOOK_BACK", 0)
    for _ in range(3):
        make.federation()
    late = JournalEntry.objects.order_by("id").first()
    others = JournalEntry.objects.order_by("id")[1:]
    Leaf.objects.bulk_create(
        Leaf(seq=seq, entry=entry, hash=entry.leaf) for seq, entry in enumerate(others)
    )

    assert sequence() == 0
    assert sequence(thorough=True) == 1
    assert late is not None
    assert late.place.seq == 2


def many(n: int) -> None:
    """A log long enough for tiles: entries as acts write them, without a thousand acts."""
    rows = [JournalEntry(act="a.b.c", at=make.AT, payload="{}", salt=b"0" * 16) for _ in range(n)]
    for row in rows:
        row.leaf = leaf_of(row)
    JournalEntry.objects.bulk_create(rows)


def test_tiles_are_kept_and_proofs_read_from_them() -> None:
    many(merkle.TILE_WIDTH * 2 + 10)
    checkpoint = make_checkpoint(at=make.AT)
    assert checkpoint is not None
    leaves = [bytes(one) for one in Leaf.objects.order_by("seq").values_list("hash", flat=True)]

    assert bytes(checkpoint.root) == merkle.root(leaves)
    assert [str(tile) for tile in Tile.objects.order_by("index")] == ["1/0", "1/1"]
    uid = JournalEntry.objects.order_by("id")[300].uid
    [found] = inclusions([uid], checkpoint.size)
    assert merkle.verify_inclusion(
        leaf=leaves[300],
        index=300,
        size=len(leaves),
        proof=found.proof,
        root=bytes(checkpoint.root),
    )
    assert consistency(100, len(leaves)) == merkle.consistency_proof(leaves, 100)
    assert verify_log().holds


@pytest.mark.parametrize("level", [1, 2])
def test_a_forged_tile_is_found(level: int) -> None:
    many(merkle.TILE_WIDTH)
    make_checkpoint(at=make.AT)
    Tile.objects.update_or_create(level=level, index=0, defaults={"hash": b"0" * 32})

    assert verify_log().findings == (Finding(Fault.TILE, f"{level}/0"),)


def test_tiles_behave_as_a_mapping() -> None:
    tiles = StoredTiles()
    tiles[1, 0] = b"0" * 32

    assert (list(tiles), len(tiles), tiles.save(), tiles.save()) == ([(1, 0)], 1, 1, 0)
    assert StoredTiles()[1, 0] == b"0" * 32
    del tiles[1, 0]
    assert (1, 7) not in tiles
    assert current_tree().size == 0


def test_a_checkpoint_is_a_signed_note_of_this_log() -> None:
    make.federation()
    checkpoint = make_checkpoint(at=make.AT)
    assert checkpoint is not None

    note = read_note(checkpoint.note)

    assert (note.origin, note.size, note.root) == (signing.origin(), 1, bytes(checkpoint.root))
    assert signing.is_ours(note)
    assert str(checkpoint) == "1@2020-02-10 02:00"
    later = make_checkpoint(at=make.AT + timedelta(hours=1))
    assert later == checkpoint


def test_the_state_of_the_log_can_be_signed_inside_an_act() -> None:
    make.federation()
    entries = JournalEntry.objects.count()

    samples.sign(by=SYSTEM, at=make.AT)

    checkpoint = Checkpoint.objects.get()
    assert checkpoint.size == entries


def test_keys_lie_in_files_that_only_we_read() -> None:
    first = keys.key_file("sample.key")

    path = settings.HELI_DATA / "keys" / "sample.key"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert (len(first), keys.key_file("sample.key")) == (32, first)


def test_two_processes_that_start_together_end_with_one_key() -> None:
    outcomes = at_once(8, lambda _n: keys.key_file("together.key"))

    assert len(set(outcomes)) == 1
    keys._write_once(settings.HELI_DATA / "keys" / "together.key", b"another")
    assert keys.key_file("together.key") == outcomes[0]
    assert list((settings.HELI_DATA / "keys").glob(".together*")) == []


GUARDED = [JournalEntry, Leaf, Checkpoint]


@pytest.mark.parametrize("model", GUARDED)
def test_the_past_cannot_be_changed_or_deleted(
    model: type[JournalEntry | Leaf | Checkpoint],
) -> None:
    make.federation()
    make_checkpoint(at=make.AT)
    key = model._default_manager.values_list("pk", flat=True)[0]
    column = {"JournalEntry": "act", "Leaf": "hash", "Checkpoint": "note"}[model.__name__]

    for change in (
        lambda: model._default_manager.filter(pk=key).update(**{column: b"x" * 32}),
        lambda: model._default_manager.filter(pk=key)._raw_delete("default"),
    ):
        with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
            change()


def test_the_migration_operation_guards_and_unguards_a_table() -> None:
    operation = AppendOnly("parties_undertaking")
    made = make.undertaking()
    state = ProjectState()

    editor = Editor()
    operation.database_forwards("parties", editor, state, state)
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        type(made).objects.update(name="other")
    operation.database_backwards("parties", editor, state, state)

    type(made).objects.update(name="other")
    assert operation.describe() == "Make parties_undertaking append-only"
    assert operation.deconstruct() == ("AppendOnly", ("parties_undertaking",), {})
    assert operation.state_forwards("parties", state) is None
