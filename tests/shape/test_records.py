"""Tables: who may point at whom, and what nothing may pull down with it."""

from django.apps import apps
from django.db.models import CASCADE, ForeignKey, Model


# Caches, rebuilt from records at any time, and a person's own conveniences.
REBUILT = {
    *("ledger.balance", "ledger.turnover", "parties.closure"),
    *("measures.rollup", "measures.rollupmark", "shell.savedview"),
}


def own_models() -> list[type[Model]]:
    return [m for m in apps.get_models() if m.__module__.startswith("heli.")]


def room(model: type[Model]) -> str:
    """``heli.core`` or ``heli.loops.advice``: what a foreign key may not leave, but downwards."""
    parts = model.__module__.split(".")
    return ".".join(parts[: 3 if parts[1] == "loops" else 2])


def foreign_keys() -> list[tuple[type[Model], ForeignKey[Model]]]:
    return [
        (model, field)
        for model in own_models()
        for field in model._meta.get_fields()
        if isinstance(field, ForeignKey)
    ]


def test_foreign_keys_go_to_the_own_loop_or_to_core() -> None:
    strange = [
        f"{model._meta.label}.{field.name}"
        for model, field in foreign_keys()
        if room(field.related_model) not in (room(model), "heli.core")
    ]

    assert strange == []


def test_no_record_of_account_falls_with_another() -> None:
    falling = [
        f"{model._meta.label}.{field.name}"
        for model, field in foreign_keys()
        if field.remote_field.on_delete is CASCADE and model._meta.label_lower not in REBUILT
    ]

    assert falling == []


def test_no_model_orders_itself_or_saves_in_its_own_way() -> None:
    peculiar = [m._meta.label for m in own_models() if m._meta.ordering or "save" in vars(m)]

    assert peculiar == []
