"""Make the peer's tables, its account and its tickets: ``python -m bench.peer 20000``, where it is installed.

The tickets are written by ``bulk_create``: one in twenty open, each with one note, as in ``bench.town``.
"""

import os
import sys
from datetime import timedelta

import django
from django.conf import settings
from django.core.management import call_command
from django.db import connection


os.environ["DJANGO_SETTINGS_MODULE"] = "bench.peer.settings"
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
from django.utils import timezone  # noqa: E402  -- the same
from helpdesk.models import FollowUp, Queue, Ticket  # noqa: E402  -- the same


user = User.objects.create_superuser("bench", "bench@example.org", "bench")
queue = Queue.objects.create(title="压测镇网格中心", slug="bench")
number, now = int(sys.argv[1]), timezone.now()  # noqa: TID251  -- not of this house
tickets = [
    Ticket(
        queue=queue,
        title=f"暴露垃圾 · 第{n % 2000}网格",
        description=f"路边有一堆建筑垃圾，在{n % 900}号门前，{n % 31}天没有人清运。",
        status=Ticket.OPEN_STATUS if n % 20 == 0 else Ticket.CLOSED_STATUS,
        submitter_email="bench@example.org",
        created=now - timedelta(minutes=number - n),
        modified=now - timedelta(minutes=number - n),
    )
    for n in range(number)
]
Ticket.objects.bulk_create(tickets, batch_size=2000)
FollowUp.objects.bulk_create(
    [
        FollowUp(ticket=one, date=one.created, title="Ticket Opened", public=True, user=user)
        for one in Ticket.objects.iterator()
    ],
    batch_size=2000,
)
with connection.cursor() as cursor:
    cursor.execute("ANALYZE")
print(queue.pk, *Ticket.objects.filter(status=1).order_by("-pk").values_list("pk", flat=True)[:200])
