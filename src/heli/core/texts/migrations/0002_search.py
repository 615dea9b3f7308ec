"""The full-text index of texts (heli.core.texts.search): one table, made for each database."""

from django.db import migrations


SQLITE = "CREATE VIRTUAL TABLE texts_search USING fts5(grams, tokenize = 'unicode61')"
POSTGRES = [
    "CREATE TABLE texts_search (doc_id bigint PRIMARY KEY, grams tsvector NOT NULL)",
    "CREATE INDEX texts_search_grams ON texts_search USING gin (grams)",
]


def create(apps, schema_editor):
    statements = [SQLITE] if schema_editor.connection.vendor == "sqlite" else POSTGRES
    for statement in statements:
        schema_editor.execute(statement)


def drop(apps, schema_editor):
    schema_editor.execute("DROP TABLE texts_search")


class Migration(migrations.Migration):
    dependencies = [("texts", "0001_initial")]
    operations = [migrations.RunPython(create, drop)]
