"""Records by the hundred: lists of a hundred thousand rows pass here.

Django's ``bulk_create`` and the drivers look at every value again. What the room of an act has built
is sound already, so that PostgreSQL is given a batch as one text, and SQLite as plain values.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import lru_cache
from operator import itemgetter
from types import MappingProxyType
from uuid import UUID

from django.db import connections, router
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Model

from heli.core.journal.building import written_as
from heli.core.journal.columns import columns_of, values_of
from heli.core.journal.planned import asked_again
from heli.core.journal.prepared import insert


_NO_OTHER: Mapping[int, str] = MappingProxyType({})
AT_ONCE = 500
"""Times some twenty columns: SQLite takes 32,766 values in a statement."""


def insert_many(records: Sequence[Model]) -> None:
    """Write new records of one model in their order and give them their keys.

    For models without binary columns, whose values are as their fields keep them. On PostgreSQL one
    statement, so that a table may be asked after each whether what it holds is whole. Those that were
    given keys beforehand (:func:`~heli.core.journal.sending.take_keys`) keep them, and nobody waits.
    """
    if not records:
        return
    if len(records) == 1 and records[0].pk is None:
        insert(records[0])
        return
    db = router.db_for_write(type(records[0]))
    at_once = AT_ONCE if connections[db].vendor == "sqlite" else len(records)
    for at in range(0, len(records), at_once):
        _insert(records[at : at + at_once], db)


def _insert(records: Sequence[Model], db: str) -> None:
    connection = connections[db]
    fill = _as_text if connection.vendor == "postgresql" else _as_values
    is_keyed = records[0].pk is not None
    with asked_again(connection, *fill(records, connection)) as cursor:
        keys = [(one.pk,) for one in records] if is_keyed else cursor.fetchall()
    for record, (key,) in zip(records, keys, strict=True):
        written_as(record, key, db)


def _as_text(records: Sequence[Model], connection: BaseDatabaseWrapper) -> tuple[str, list[object]]:
    """One parameter, however many values: the database takes it apart faster than the driver."""
    model, is_keyed = type(records[0]), records[0].pk is not None
    cells_of = cells_getter(model, *([model._meta.pk.attname] if is_keyed else []))
    rows = [cells_of(record.__dict__) for record in records]
    write = _keyed_from_text if is_keyed else from_text
    return write(model, connection.alias), [in_one(rows)]


@lru_cache(maxsize=16)
def cells_getter(
    model: type[Model], *first: str
) -> Callable[[Mapping[str, object]], Sequence[object]]:
    """How the cells of a new record are read off its ``__dict__``, in the order of its columns."""
    return itemgetter(*first, *(column.name for column in columns_of(model)))


def in_one(rows: Sequence[Sequence[object]]) -> str:
    """Rows as the one parameter of :func:`selected`."""
    return json.dumps(rows, default=_plain)


def _plain(value: object) -> str:
    if isinstance(value, UUID):
        return f"{value.int:032x}"
    if isinstance(value, date | Decimal):
        return str(value)
    msg = f"{type(value).__name__} is not written by the hundred"
    raise TypeError(msg)


@lru_cache(maxsize=16)
def from_text(model: type[Model], db: str, *, joined: str = "", **known: str) -> str:
    """On PostgreSQL, the statement that writes records out of one parameter, and returns their keys.

    ``joined`` stands beside the rows, and ``known`` says where a column comes from that is not in them.
    """
    names = [column.name for column in columns_of(model)]
    instead = {n: known[name] for n, name in enumerate(names) if name in known}
    rows = selected(_types(model, db), joined=joined, instead=instead)
    return f"{_into(model, db)} {rows} RETURNING {_key(model, db)}"


@lru_cache(maxsize=16)
def _keyed_from_text(model: type[Model], db: str) -> str:
    return f"{_into(model, db, _key(model, db))} {selected(['bigint', *_types(model, db)])}"


def _types(model: type[Model], db: str) -> list[str]:
    return [str(column.field.db_type(connections[db])) for column in columns_of(model)]


def selected(
    types: Sequence[str], *, joined: str = "", instead: Mapping[int, str] = _NO_OTHER
) -> str:
    """On PostgreSQL, the rows of one parameter in their order: a list of lists as JSON, of these column types.

    The same statement for however many rows. A row is called ``r``.
    """
    cells = ", ".join(instead.get(n) or _cell(n, one) for n, one in enumerate(types))
    rows = f"jsonb_array_elements(%s::jsonb) WITH ORDINALITY AS rows(r, at){joined} ORDER BY at"
    return f"SELECT {cells} FROM {rows}"  # noqa: S608  -- the types are the models'


def _cell(n: int, kind: str) -> str:
    return f"(r->{n})" if kind == "jsonb" else f"(r->>{n})::{kind}"


def _as_values(
    records: Sequence[Model], connection: BaseDatabaseWrapper
) -> tuple[str, list[object]]:
    columns = columns_of(type(records[0]))
    values = [value for one in records for value in values_of(one, columns, connection)]
    return _from_values(type(records[0]), connection.alias, len(records)), values


@lru_cache(maxsize=16)
def _from_values(model: type[Model], db: str, rows: int) -> str:
    row = f"({', '.join(['%s'] * len(columns_of(model)))})"
    places = ", ".join([row] * rows)
    return f"{_into(model, db)} VALUES {places} RETURNING {_key(model, db)}"


def _into(model: type[Model], db: str, *key: str) -> str:
    quote = connections[db].ops.quote_name
    names = ", ".join((*key, *(quote(column.field.column) for column in columns_of(model))))
    return f"INSERT INTO {quote(model._meta.db_table)} ({names})"


def _key(model: type[Model], db: str) -> str:
    return connections[db].ops.quote_name(model._meta.pk.column)
