import django.db.models.deletion
from django.db import migrations, models

import heli.kit.ids


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0001_initial"),
        ("parties", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Device",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "uid",
                    models.UUIDField(default=heli.kit.ids.new_uid, editable=False, unique=True),
                ),
                ("name", models.CharField(max_length=80)),
                ("admitted_at", models.DateTimeField()),
                ("revoked_at", models.DateTimeField(null=True)),
                (
                    "party",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="devices",
                        to="parties.party",
                    ),
                ),
            ],
        ),
    ]
