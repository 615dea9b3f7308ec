"""New records that belong together: each may point to those before it, which have no key yet.

On PostgreSQL they are written by one statement: each takes it and its driver long, however little it writes.
"""

from collections.abc import Sequence
from functools import lru_cache

from django.db import connections, router
from django.db.models import ForeignKey, Model

from heli.core.journal.building import written_as
from heli.core.journal.columns import columns_of, values_of
from heli.core.journal.planned import answer_to
from heli.core.journal.prepared import insert


Links = tuple[tuple[str, int], ...]
"""The columns of a record that point to others of the list, and where these stand."""
MOST = 64


def insert_together(records: Sequence[Model]) -> None:
    """Write new records in their order and give them their keys, and the keys of those they point to."""
    if len(records) == 1:
        insert(records[0])
        return
    links = [_links(record, records[:n]) for n, record in enumerate(records)]
    db = router.db_for_write(type(records[0]))
    if connections[db].vendor != "postgresql":
        for record, some in zip(records, links, strict=True):
            _point(record, some, records)
            insert(record)
        return
    _insert(records, links, db)


def _insert(records: Sequence[Model], links: Sequence[Links], db: str) -> None:
    connection, values = connections[db], list[object]()
    for record, some in zip(records, links, strict=True):
        pointing = {name for name, _place in some}
        columns = [one for one in columns_of(type(record)) if one.name not in pointing]
        values += values_of(record, columns, connection)
    sql = _statement(tuple(type(one) for one in records), tuple(links), db)
    [keys] = answer_to(connection, sql, values)
    for record, key in zip(records, keys, strict=True):
        written_as(record, key, db)
    for record, some in zip(records, links, strict=True):
        _point(record, some, records)


def _links(record: Model, before: Sequence[Model]) -> Links:
    known = record._state.fields_cache  # noqa: SLF001  -- documented for loading records
    return tuple(
        (attname, place)
        for name, attname in _pointing(type(record))
        if (other := known.get(name)) is not None
        for place, one in enumerate(before)
        if one is other
    )


@lru_cache(maxsize=MOST)
def _pointing(model: type[Model]) -> list[tuple[str, str]]:
    fields = model._meta.concrete_fields
    return [(one.name, one.attname) for one in fields if isinstance(one, ForeignKey)]


def _point(record: Model, links: Links, records: Sequence[Model]) -> None:
    for name, place in links:
        record.__dict__[name] = records[place].pk


@lru_cache(maxsize=MOST)
def _statement(models: tuple[type[Model], ...], links: tuple[Links, ...], db: str) -> str:
    parts = ", ".join(
        f"r{n} AS ({_one(model, dict(some), db)})"
        for n, (model, some) in enumerate(zip(models, links, strict=True))
    )
    keys = ", ".join(f"(SELECT key FROM r{n})" for n in range(len(models)))  # noqa: S608  -- numbers
    return f"WITH {parts} SELECT {keys}"


def _one(model: type[Model], links: dict[str, int], db: str) -> str:
    quote, columns = connections[db].ops.quote_name, columns_of(model)
    names = ", ".join(quote(column.field.column) for column in columns)
    places = ", ".join(
        f"(SELECT key FROM r{links[column.name]})" if column.name in links else "%s"  # noqa: S608  -- numbers
        for column in columns
    )
    table, key = quote(model._meta.db_table), quote(model._meta.pk.column)
    return f"INSERT INTO {table} ({names}) VALUES ({places}) RETURNING {key} AS key"  # noqa: S608  -- the models'
