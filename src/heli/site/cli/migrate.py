"""``heli migrate``: bring the database to this version."""

import argparse

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader

from heli.core.acts import SYSTEM
from heli.core.measures.actions import sync_measures
from heli.core.measures.queries import measures
from heli.core.measures.spec import registered
from heli.shell import clock
from heli.site.cli.outcome import DONE, Answer, say, say_error
from heli.site.cli.words import _


def run(arguments: argparse.Namespace) -> int:
    """Apply what is missing, and say it."""
    names = missing()
    bring_up(names)
    say(_("The database is up to date."))
    return DONE


def missing() -> list[str]:
    """The migrations that the database lacks. Refuses a database that is newer than this code."""
    loader = MigrationLoader(connection)
    newer = sorted(set(loader.applied_migrations) - set(loader.disk_migrations))
    installed = {config for config, _name in loader.disk_migrations}
    ahead = [f"{app}.{name}" for app, name in newer if app in installed]
    if ahead and not loader.replacements:
        says = _("This database was written by a newer Heli (%(what)s). Please update Heli first.")
        raise Answer(says % {"what": ahead[-1]})
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{migration.app_label}.{migration.name}" for migration, _back in plan]


def bring_up(names: list[str]) -> None:
    """Apply the migrations ``names``, make the table of the cache, record new measures."""
    if names:
        total = len(names)
        say_error(_("Preparing the database: %(count)s steps ...") % {"count": total})
        call_command("migrate", verbosity=0, interactive=False)
    table = settings.CACHES["default"]["LOCATION"]
    if table not in connection.introspection.table_names():
        call_command("createcachetable", verbosity=0)
    recorded = {version.code: version.version for version in measures(approved_only=False)}
    if any(recorded.get(one.code, 0) < one.version for one in registered()):
        sync_measures(by=SYSTEM, at=clock.now())
