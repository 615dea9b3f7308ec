"""Rollups hold years too: those made before are thrown away and made anew by the worker."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("measures", "0001_initial")]

    operations = [
        migrations.RunSQL("DELETE FROM measures_rollup", migrations.RunSQL.noop),
        migrations.RunSQL("DELETE FROM measures_rollupmark", migrations.RunSQL.noop),
    ]
