from django.conf import settings
from django.db import migrations, models


def keep_what_awaits(apps, schema_editor):
    rows = apps.get_model("notifications", "Notification").objects
    rows.filter(awaited=True).update(awaits_digest="daily")


def give_back(apps, schema_editor):
    rows = apps.get_model("notifications", "Notification").objects
    rows.exclude(awaits_digest="").update(awaited=True)


class Migration(migrations.Migration):
    dependencies = [
        ("notifications", "0003_mentions"),
        ("activity", "0001_initial"),
        ("contenttypes", "0002_remove_content_type_name"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="watch",
            name="mail",
            field=models.CharField(
                blank=True,
                choices=[
                    ("instant", "at once"),
                    ("daily", "once a day"),
                    ("weekly", "once a week"),
                    ("none", "only in the bell"),
                ],
                default="",
                max_length=8,
            ),
        ),
        migrations.AddIndex(
            model_name="watch",
            index=models.Index(fields=["person", "-id"], name="watch_person"),
        ),
        migrations.AlterField(
            model_name="preference",
            name="mail",
            field=models.CharField(
                choices=[
                    ("instant", "At once"),
                    ("daily", "Once a day"),
                    ("weekly", "Once a week"),
                    ("none", "Never"),
                ],
                max_length=8,
            ),
        ),
        migrations.RemoveIndex(model_name="notification", name="notification_digest"),
        migrations.RenameField("notification", "awaits_digest", "awaited"),
        migrations.AddField(
            model_name="notification",
            name="awaits_digest",
            field=models.CharField(blank=True, default="", max_length=8),
        ),
        migrations.RunPython(keep_what_awaits, give_back),
        migrations.RemoveField("notification", "awaited"),
        migrations.AddIndex(
            model_name="notification",
            index=models.Index(
                condition=models.Q(("awaits_digest", ""), _negated=True),
                fields=["person", "awaits_digest", "created_at"],
                name="notification_awaiting",
            ),
        ),
    ]
