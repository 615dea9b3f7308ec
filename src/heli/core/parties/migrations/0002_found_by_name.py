from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("parties", "0001_initial")]

    operations = [
        migrations.AddIndex(
            model_name="party",
            index=models.Index(fields=["name_folded"], name="parties_par_name_fo_c66e3a_idx"),
        ),
    ]
