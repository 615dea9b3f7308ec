"""New records, made as those that the database gives: by value, without asking twice."""

from collections.abc import Callable, Mapping
from functools import cache
from typing import TypeVar

from django.db.models import Field, ForeignKey, Model


M = TypeVar("M", bound=Model)


def new(model: type[M], **values: object) -> M:
    """``model(**values)`` in a quarter of its time: made as the database gives records, by value."""
    names, fixed, made = _shape(model)
    said = {**fixed, **{name: make() for name, make in made}}
    known: dict[str, Model] = {}
    for name, value in values.items():
        if isinstance(value, Model):
            known[name] = value
            said[f"{name}_id"] = value.pk
        elif name in said:
            said[name] = value
    record = model(*[said[name] for name in names])
    relate(record, **known)
    return record


def relate(record: Model, **known: Model) -> None:
    """Let a record know the records behind its foreign keys, which it has already."""
    record._state.fields_cache.update(known)  # noqa: SLF001  -- documented for loading records


@cache
def _shape(
    model: type[Model],
) -> tuple[list[str], Mapping[str, object], list[tuple[str, Callable[[], object]]]]:
    """The columns of a model in their order; what is there if nothing is said, fixed or made anew."""
    fields = model._meta.concrete_fields
    made = [(one.attname, one.default) for one in fields if _is_made(one)]
    fixed = {one.attname: _fixed(one) for one in fields}
    return [one.attname for one in fields], fixed, made


def _fixed(field: "Field[object, object]") -> object:
    is_empty = isinstance(field, ForeignKey) or field.primary_key or _is_made(field)
    return None if is_empty else field.get_default()


def _is_made(field: "Field[object, object]") -> bool:
    return field.has_default() and callable(field.default)
