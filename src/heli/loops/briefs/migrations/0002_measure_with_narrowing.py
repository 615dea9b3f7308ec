from django.db import migrations, models

from heli.core.journal.append_only import AppendOnlyAgain


class Migration(migrations.Migration):
    dependencies = [
        ("briefs", "0001_reading"),
    ]

    operations = [
        migrations.AlterField(
            model_name="said",
            name="measure",
            field=models.CharField(blank=True, max_length=200),
        ),
        AppendOnlyAgain("briefs_said"),
    ]
