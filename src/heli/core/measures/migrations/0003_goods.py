"""Rollups are kept by item and undertaking too: those made before are made anew by the worker."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("measures", "0002_rollups_by_year"),
        ("ledger", "0001_initial"),
    ]

    operations = [
        migrations.RunSQL("DELETE FROM measures_rollup", migrations.RunSQL.noop),
        migrations.RunSQL("DELETE FROM measures_rollupmark", migrations.RunSQL.noop),
        migrations.RemoveConstraint("rollup", "measures_one_rollup"),
        migrations.AddField("rollup", "item_key", models.BigIntegerField(default=0)),
        migrations.AddField("rollup", "undertaking_key", models.BigIntegerField(default=0)),
        migrations.AddConstraint(
            "rollup",
            models.UniqueConstraint(
                fields=(
                    *("version", "granularity", "org", "start_on"),
                    *("area_key", "item_key", "undertaking_key"),
                ),
                name="measures_one_rollup",
            ),
        ),
        migrations.RenameField("rollupmark", "step", "row"),
    ]
