"""How records are named in the journal: ``label:uid``, stable across databases and exports."""

from collections import defaultdict
from collections.abc import Sequence
from functools import cache
from typing import Any

from django.apps import apps
from django.db.models import Model


def name_of(record: Model) -> str:
    """``texts.doc:0190…`` for a record that carries a ``uid``; its primary key otherwise."""
    uid = getattr(record, "uid", None)
    return f"{_kind_of(type(record))}:{record.pk if uid is None else uid}"


@cache
def _kind_of(model: type[Model]) -> str:
    return model._meta.label_lower


def find(name: str) -> Model:
    """The record that :func:`name_of` named. Raises ``LookupError`` when it is gone."""
    return find_all([name])[0]


def find_all(names: Sequence[str]) -> list[Model]:
    """The records of these names, in this order; one query for each kind of record.

    Raises ``LookupError`` when one is gone.
    """
    keys: dict[str, set[str]] = defaultdict(set)
    for name in names:
        label, _, key = name.partition(":")
        keys[label].add(key)
    found: dict[str, Model] = {}
    for label, wanted in keys.items():
        found.update((name_of(record), record) for record in _records(label, wanted))
    if missing := [name for name in names if name not in found]:
        raise LookupError(missing[0])
    return [found[name] for name in names]


def _records(label: str, keys: set[str]) -> list[Model]:
    model: Any = apps.get_model(label)
    field = "uid" if any(f.name == "uid" for f in model._meta.fields) else "pk"
    return list(model._default_manager.filter(**{f"{field}__in": keys}))
