from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("places", "0003_keep_outlines")]

    operations = [migrations.RemoveField(model_name="area", name="geometry")]
