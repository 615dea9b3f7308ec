"""Django's handle on the ledger."""

from django.apps import AppConfig


class LedgerConfig(AppConfig):
    """Units, items, accounts, transactions and postings."""

    name = "heli.core.ledger"
    label = "ledger"
    default_auto_field = "django.db.models.BigAutoField"
