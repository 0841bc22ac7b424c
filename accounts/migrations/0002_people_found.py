from django.db import migrations

from accounts.finding import CREATE_ON_POSTGRESQL, CREATE_ON_SQLITE

DROP_ON_SQLITE = [
    "DROP TRIGGER search_fts_people_update",
    "DROP TRIGGER search_fts_people_delete",
    "DROP TRIGGER search_fts_people_insert",
    "DROP TABLE search_fts_people",
]


def create(apps, schema_editor):
    is_postgresql = schema_editor.connection.vendor == "postgresql"
    for statement in CREATE_ON_POSTGRESQL if is_postgresql else CREATE_ON_SQLITE:
        schema_editor.execute(statement)


def drop(apps, schema_editor):
    is_postgresql = schema_editor.connection.vendor == "postgresql"
    for statement in ["DROP INDEX user_words"] if is_postgresql else DROP_ON_SQLITE:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("accounts", "0001_initial")]

    operations = [migrations.RunPython(create, drop)]
