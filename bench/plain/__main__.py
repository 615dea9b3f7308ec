"""Make the control's tables and its one account: ``python -m bench.plain``."""

import os

import django
from django.conf import settings
from django.core.management import call_command
from django.db import connection


os.environ["DJANGO_SETTINGS_MODULE"] = "bench.plain.settings"
django.setup()
if connection.vendor == "postgresql":
    import psycopg

    server = settings.DATABASES["default"]
    with psycopg.connect(
        host=server["HOST"], port=server["PORT"], user=server["USER"], dbname="postgres",
        autocommit=True,
    ) as link:  # fmt: skip
        link.execute(f'DROP DATABASE IF EXISTS "{server["NAME"]}"')
        link.execute(f'CREATE DATABASE "{server["NAME"]}"')
call_command("migrate", verbosity=0)

from django.contrib.auth.models import User  # noqa: E402  -- needs the settings


User.objects.create_user("bench", password="bench")
