from django.db import migrations, models

from heli.core.journal.indexes import DropIndexes


class Migration(migrations.Migration):
    dependencies = [("ledger", "0004_balanced_at_once")]

    operations = [
        migrations.RemoveIndex(model_name="transaction", name="ledger_tran_underta_afba85_idx"),
        # On PostgreSQL a column of text brings a second index, for patterns that nobody asks for.
        migrations.SeparateDatabaseAndState(
            database_operations=[DropIndexes("ledger_transaction", ["record", "batch"])],
            state_operations=[
                migrations.AlterField(
                    model_name="transaction",
                    name="batch",
                    field=models.CharField(blank=True, max_length=40),
                ),
                migrations.AlterField(
                    model_name="transaction",
                    name="record",
                    field=models.CharField(blank=True, max_length=120),
                ),
            ],
        ),
        migrations.AddIndex(
            model_name="transaction",
            index=models.Index(
                condition=models.Q(("undertaking__isnull", False)),
                fields=["undertaking", "effective_on", "id"],
                name="ledger_of_undertaking",
            ),
        ),
        migrations.AddIndex(
            model_name="transaction",
            index=models.Index(fields=["record"], name="ledger_of_record"),
        ),
        migrations.AddIndex(
            model_name="transaction",
            index=models.Index(fields=["batch"], name="ledger_of_batch"),
        ),
    ]
