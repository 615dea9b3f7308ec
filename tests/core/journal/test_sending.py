"""What is sent without waiting is written as everything else is, or nothing of it."""

import pytest
from django.db import IntegrityError, connection, transaction

from heli.core.journal.building import new
from heli.core.journal.inserting import insert_many
from heli.core.journal.sending import sending, take_keys
from heli.core.parties.models import Party


pytestmark = pytest.mark.django_db


def _people(*names: str) -> list[Party]:
    return [new(Party, kind="person", name=name) for name in names]


def _numbered(people: list[Party]) -> list[Party]:
    for one, key in zip(people, take_keys(Party, len(people)), strict=True):
        one.pk = key
    return people


def _send(*several: list[Party]) -> None:
    with transaction.atomic():
        with sending():
            for some in several:
                insert_many(some)
        # SQLite asks when the transaction ends, which a test's own never does.
        if connection.vendor == "sqlite":
            connection.check_constraints()


def test_records_with_keys_are_written_with_them() -> None:
    first, second = _numbered(_people("甲", "乙")), _numbered(_people("丙"))
    known = [one.pk for one in (*first, *second)]
    assert (None in known) == (connection.vendor == "sqlite")

    with transaction.atomic(), sending():
        insert_many(first)
        assert Party.objects.filter(name="乙").exists()
        insert_many(second)

    keys = [one.pk for one in (*first, *second)]
    assert keys == known or connection.vendor == "sqlite"
    assert {one.pk: one.name for one in Party.objects.filter(pk__in=keys)} == dict(
        zip(keys, "甲乙丙", strict=True)
    )
    after = _people("丁", "戊")
    insert_many(after)
    assert len({*keys, *(one.pk for one in after)}) == len(keys) + 2


def test_what_cannot_be_written_takes_everything_else_with_it() -> None:
    right, wrong = _numbered(_people("甲", "乙")), _numbered(_people("丙", "丁"))
    wrong[1].uid = right[0].uid

    with pytest.raises(IntegrityError):
        _send(right, wrong)

    assert not Party.objects.filter(name__in="甲乙丙丁").exists()


def test_a_record_that_points_at_nothing_is_refused_with_its_statement() -> None:
    lost = _numbered(_people("甲", "乙"))
    lost[0].area_id = 2**40

    with pytest.raises(IntegrityError):
        _send(lost)
