from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('forums', '0001_initial'),
    ]

    operations = [
        migrations.AddIndex(
            model_name='post',
            index=models.Index(fields=['author', '-created_at'], name='post_of_person'),
        ),
        migrations.AddIndex(
            model_name='post',
            index=models.Index(condition=models.Q(('state', 'published'), _negated=True), fields=['state', '-created_at'], name='post_not_published'),
        ),
        migrations.AddIndex(
            model_name='post',
            index=models.Index(condition=models.Q(('accepted_at__isnull', False)), fields=['topic', 'accepted_at'], name='post_answers'),
        ),
        migrations.AddConstraint(
            model_name='post',
            constraint=models.UniqueConstraint(condition=models.Q(('source_key', ''), _negated=True), fields=('source_key',), name='post_imported_once'),
        ),
        migrations.AddConstraint(
            model_name='post',
            constraint=models.UniqueConstraint(fields=('topic', 'number'), name='post_number'),
        ),
        migrations.AddConstraint(
            model_name='post',
            constraint=models.UniqueConstraint(fields=('topic', 'client_key'), name='post_submitted_once'),
        ),
        migrations.AddConstraint(
            model_name='post',
            constraint=models.CheckConstraint(condition=models.Q(('number__gte', 1)), name='post_number_from_one'),
        ),
        migrations.AddConstraint(
            model_name='post',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['published', 'held', 'hidden', 'deleted'])), name='post_state_known'),
        ),
    ]
