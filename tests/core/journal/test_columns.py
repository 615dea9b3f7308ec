"""How values go to the database: what goes there at once is what its field would have said."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta, timezone
from uuid import UUID

import pytest
from django.db import connection, models, transaction
from django.db.transaction import TransactionManagementError

import make
from heli.core.acts import Prepared, given
from heli.core.journal.taking import as_taken
from heli.core.parties.models import Party, PartyKind


NOON = datetime(2026, 11, 29, 12, 0, 0, 7, tzinfo=UTC)
PARTY = Prepared(Party.objects.filter(pk=given(Party, "pk")))


@pytest.mark.parametrize(
    ("field", "value"),
    [
        (models.UUIDField(), UUID("01a2275b-5e2a-7531-a47b-57956d722008")),
        (models.UUIDField(), "01a2275b-5e2a-7531-a47b-57956d722008"),
        (models.UUIDField(), None),
        (models.DateField(), date(2026, 11, 29)),
        (models.DateField(), NOON),
        (models.DateTimeField(), NOON),
        (models.DateTimeField(), NOON.replace(microsecond=0)),
        (models.DateTimeField(), NOON.astimezone(timezone(timedelta(hours=8)))),
        (models.CharField(), "字"),
    ],
)
@pytest.mark.django_db
def test_a_value_goes_to_the_database_as_its_field_says(field: models.Field, value: object) -> None:  # type: ignore[type-arg]  # any
    said = as_taken(field, value, connection)

    assert said == field.get_db_prep_save(value, connection)
    assert type(said) is type(field.get_db_prep_save(value, connection))


@pytest.mark.django_db
def test_a_member_goes_to_the_database_as_what_it_stands_for() -> None:
    said = as_taken(models.CharField(), PartyKind.ORG, connection)

    assert (said, type(said)) == ("org", str)


@pytest.mark.django_db
def test_who_stands_between_sees_what_is_asked_of_the_driver() -> None:
    city, asked = make.federation(), []

    def watch(execute: Callable[..., object], sql: str, *rest: object) -> object:
        asked.append(sql)
        return execute(sql, *rest)

    with connection.execute_wrapper(watch):
        assert PARTY.first(pk=city.pk) == city
    assert len(asked) == 1
    assert PARTY.first(pk=city.pk) == city
    assert len(asked) == 1


@pytest.mark.django_db
def test_nothing_is_asked_in_a_transaction_that_failed() -> None:
    city = make.federation()

    with transaction.atomic():
        transaction.set_rollback(True)
        with pytest.raises(TransactionManagementError):
            PARTY.first(pk=city.pk)
    assert not PARTY.first(pk=0)
