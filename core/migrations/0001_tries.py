from django.db import migrations


class Migration(migrations.Migration):
    """The counters of `core.ratelimit`: a table without a model, one upsert a try."""

    initial = True
    dependencies = []

    operations = [
        migrations.RunSQL(
            "CREATE TABLE core_tries ("
            " who varchar(64) PRIMARY KEY,"
            " tries integer NOT NULL,"
            " until double precision NOT NULL)",
            "DROP TABLE core_tries",
        ),
        migrations.RunSQL(
            # sweeping what ran out
            "CREATE INDEX core_tries_until ON core_tries (until)",
            "DROP INDEX core_tries_until",
        ),
    ]
