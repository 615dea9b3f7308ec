"""How rows become records, quicker than by each record's own ``__init__``.

``Model.__init__`` sets every field by ``setattr`` and sends two signals, for every record beside another
one too: half of what a list of fifty costs. A loaded record needs none of it. What stands beside several
rows (the body, the call) is made once for all of them.
"""

from collections.abc import Callable, Sequence
from typing import Any, Generic, NamedTuple, TypeVar

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Model
from django.db.models.base import ModelState
from django.db.models.sql.compiler import SQLCompiler


M = TypeVar("M", bound=Model)
Row = Sequence[object]
Known = dict[tuple["Part[Model]", object], Model]
Info = dict[str, Any]
"""What Django's compiler knows of a part of its columns (its ``klass_info``)."""
Convert = tuple[int, Sequence[Callable[..., object]], object]


def loaded(model: type[M], db: str, names: Sequence[str], values: Row) -> M:
    """A record as the database has it; fields that are not named are read when asked for."""
    found = model.__new__(model)
    state = ModelState()
    state.adding, state.db = False, db
    found.__dict__.update(zip(names, values, strict=True), _state=state)
    return found


class Part(Generic[M]):
    """The columns of a row that make one record, and the records beside it."""

    def __init__(self, compiler: SQLCompiler, info: Info, db: str) -> None:
        select, places = compiler.select or [], info["select_fields"]
        self.model: type[M] = info["model"]
        # Django selects the columns of one record side by side.
        self.db, self.start, self.stop = db, places[0], places[-1] + 1
        self.names = [select[place][0].target.attname for place in places]
        key = self.model._meta.pk.attname
        self.key = places[self.names.index(key)]
        self.converts = converts_of(compiler, places)
        self.beside = [
            Beside(Part(compiler, one, db), one["local_setter"], one["remote_setter"])
            for one in info.get("related_klass_infos", [])
        ]

    def record(self, row: Row, connection: BaseDatabaseWrapper, known: Known) -> M:
        """The record of one row, with those beside it."""
        values = converted(row[self.start : self.stop], self.converts, connection)
        found = loaded(self.model, self.db, self.names, values)
        for one in self.beside:
            one.put(found, row, connection, known)
        return found


class Beside(NamedTuple):
    """A record that a row's own record points to."""

    part: Part[Model]
    put_there: Callable[[Model, Model | None], None]
    put_back: Callable[[Model, Model], None]

    def put(self, at: Model, row: Row, connection: BaseDatabaseWrapper, known: Known) -> None:
        """Make it, unless another row did, and give it to ``at``."""
        part, key = self.part, row[self.part.key]
        if key is None:
            self.put_there(at, None)
            return
        found = known.get((part, key))
        if found is None:
            found = known[part, key] = part.record(row, connection, known)
        self.put_there(at, found)
        self.put_back(found, at)


def converts_of(compiler: SQLCompiler, places: Sequence[int]) -> list[Convert]:
    """What turns the database's values in these columns into Python's, by their place among them."""
    select = compiler.select or []
    found = compiler.get_converters([select[place][0] for place in places])
    return [(n, functions, expression) for n, (functions, expression) in found.items()]


def converted(
    row: Row, converts: Sequence[Convert], connection: BaseDatabaseWrapper
) -> list[object]:
    """These columns of a row, with Python's values."""
    values = list(row)
    for place, functions, expression in converts:
        for convert in functions:
            values[place] = convert(values[place], expression, connection)
    return values
