import core.slugs
import django.db.models.deletion
import django.utils.timezone
import forums.models.forum
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '0002_people_found'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ('tickets', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='ForumGroup',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=80, unique=True, verbose_name='title')),
                ('position', models.PositiveIntegerField(default=0, verbose_name='position')),
            ],
            options={
                'ordering': ['position', 'title'],
            },
        ),
        migrations.CreateModel(
            name='Forum',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=80, verbose_name='title')),
                ('slug', models.SlugField(max_length=80, unique=True, validators=[core.slugs.refuse_reserved_slug], verbose_name='address')),
                ('description', models.CharField(blank=True, max_length=240, verbose_name='description')),
                ('icon', models.CharField(blank=True, default='messages-square', max_length=40, verbose_name='icon')),
                ('kinds', models.JSONField(default=forums.models.forum._first_kind, verbose_name='kinds of topics')),
                ('audience', models.CharField(choices=[('everyone', 'Everyone'), ('signed_in', 'Signed-in people'), ('organizations', 'Chosen organisations'), ('agents', 'Agents')], default='everyone', max_length=16, verbose_name='seen by')),
                ('allows_several_answers', models.BooleanField(default=False, verbose_name='a question may have several answers')),
                ('answer_hours', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='office hours within which questions are to be answered')),
                ('archive_days', models.PositiveSmallIntegerField(blank=True, default=180, null=True, verbose_name='days without a post after which questions are archived')),
                ('position', models.PositiveIntegerField(default=0, verbose_name='position')),
                ('topic_count', models.PositiveIntegerField(default=0, editable=False)),
                ('helpers', models.ManyToManyField(blank=True, related_name='helped_forums', to=settings.AUTH_USER_MODEL)),
                ('organizations', models.ManyToManyField(blank=True, related_name='forums', to='accounts.organization')),
                ('group', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='forums', to='forums.forumgroup', verbose_name='group')),
            ],
            options={
                'ordering': ['position', 'title'],
                'constraints': [models.CheckConstraint(condition=models.Q(('slug__in', ['articles', 'feeds', 'new', 'topics']), _negated=True), name='forum_slug_not_reserved'), models.CheckConstraint(condition=models.Q(('audience__in', ['everyone', 'signed_in', 'organizations', 'agents'])), name='forum_audience_known')],
            },
        ),
        migrations.CreateModel(
            name='Post',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField()),
                ('body', models.TextField(verbose_name='text')),
                ('body_html', models.TextField(editable=False)),
                ('body_version', models.PositiveSmallIntegerField(editable=False)),
                ('state', models.CharField(choices=[('published', 'Published'), ('held', 'Held for review'), ('hidden', 'Hidden'), ('deleted', 'Deleted')], default='published', max_length=12)),
                ('hidden_reason', models.CharField(blank=True, choices=[('spam', 'It is spam or advertising.'), ('abuse', 'It is hurtful or abusive.'), ('private', 'It shows private data.'), ('off_topic', 'It does not belong to this topic.'), ('other', 'It goes against the rules of this forum.')], max_length=12)),
                ('client_key', models.UUIDField(default=uuid.uuid4, editable=False)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('edited_at', models.DateTimeField(editable=False, null=True)),
                ('accepted_at', models.DateTimeField(editable=False, null=True)),
                ('like_count', models.PositiveIntegerField(default=0, editable=False)),
                ('imported_likes', models.PositiveIntegerField(default=0, editable=False)),
                ('spam_score', models.FloatField(editable=False, null=True)),
                ('spam_signals', models.JSONField(default=list, editable=False)),
                ('redacted_at', models.DateTimeField(editable=False, null=True)),
                ('source_key', models.CharField(blank=True, editable=False, max_length=80)),
                ('author', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='posts', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['topic', 'number'],
            },
        ),
        migrations.CreateModel(
            name='Like',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='likes', to=settings.AUTH_USER_MODEL)),
                ('post', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='likes', to='forums.post')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('post', 'person'), name='like_once')],
            },
        ),
        migrations.CreateModel(
            name='PostRevision',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField()),
                ('title', models.CharField(blank=True, max_length=200)),
                ('body', models.TextField(blank=True)),
                ('body_html', models.TextField(blank=True)),
                ('created_at', models.DateTimeField()),
                ('by', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('post', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='revisions', to='forums.post')),
            ],
            options={
                'ordering': ['post', 'number'],
                'constraints': [models.UniqueConstraint(fields=('post', 'number'), name='post_revision_number')],
            },
        ),
        migrations.CreateModel(
            name='Report',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reason', models.CharField(choices=[('spam', 'It is spam or advertising.'), ('abuse', 'It is hurtful or abusive.'), ('private', 'It shows private data.'), ('off_topic', 'It does not belong to this topic.'), ('other', 'Something else')], max_length=12, verbose_name='reason')),
                ('text', models.CharField(blank=True, max_length=500, verbose_name='what is wrong')),
                ('state', models.CharField(choices=[('open', 'Open'), ('accepted', 'Accepted'), ('rejected', 'Rejected'), ('duplicate', 'Decided before')], default='open', max_length=10)),
                ('claimed_until', models.DateTimeField(null=True)),
                ('decided_at', models.DateTimeField(null=True)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('claimed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('decided_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('post', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='reports', to='forums.post')),
                ('reporter', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='forum_reports', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('state', 'open')), fields=['created_at', 'id'], name='report_open'), models.Index(fields=['post', '-id'], name='report_of_post')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('state', 'open')), fields=('post', 'reporter'), name='report_open_once'), models.UniqueConstraint(condition=models.Q(('reporter__isnull', True), ('state', 'open')), fields=('post',), name='report_of_the_site_once'), models.CheckConstraint(condition=models.Q(models.Q(('decided_at__isnull', True), ('state', 'open')), models.Q(models.Q(('state', 'open'), _negated=True), ('decided_at__isnull', False)), _connector='OR'), name='report_decided_at_a_time')],
            },
        ),
        migrations.CreateModel(
            name='Sanction',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('warning', 'Warning'), ('silence', 'Silence'), ('ban', 'Ban')], max_length=8, verbose_name='what')),
                ('reason', models.CharField(max_length=500, verbose_name='reason')),
                ('until', models.DateTimeField(null=True)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('lifted_at', models.DateTimeField(null=True)),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('lifted_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('person', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='sanctions', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'indexes': [models.Index(fields=['person', '-id'], name='sanction_of_person')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('kind', 'silence'), ('until__isnull', False)), models.Q(models.Q(('kind', 'silence'), _negated=True), ('until__isnull', True)), _connector='OR'), name='silence_has_an_end')],
            },
        ),
        migrations.CreateModel(
            name='Topic',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('question', 'Question'), ('idea', 'Idea'), ('problem', 'Problem'), ('announcement', 'Announcement'), ('discussion', 'Discussion')], max_length=12, verbose_name='kind')),
                ('state', models.CharField(blank=True, choices=[('open', 'Open'), ('needs_info', 'Needs info'), ('answered', 'Answered'), ('solved', 'Solved'), ('new', 'New'), ('planned', 'Planned'), ('in_progress', 'In progress'), ('done', 'Done'), ('declined', 'Declined'), ('confirmed', 'Confirmed'), ('fixed', 'Fixed')], max_length=12, verbose_name='state')),
                ('title', models.CharField(max_length=200, verbose_name='title')),
                ('slug', models.SlugField(max_length=80)),
                ('client_key', models.UUIDField(default=uuid.uuid4, editable=False)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('latest_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('last_number', models.PositiveIntegerField(default=0, editable=False)),
                ('post_count', models.PositiveIntegerField(default=0, editable=False)),
                ('me_too_count', models.PositiveIntegerField(default=0, editable=False)),
                ('imported_me_toos', models.PositiveIntegerField(default=0, editable=False)),
                ('weekly_me_toos', models.PositiveIntegerField(default=0, editable=False)),
                ('view_count', models.PositiveIntegerField(default=0, editable=False)),
                ('is_pinned', models.BooleanField(default=False)),
                ('is_locked', models.BooleanField(default=False)),
                ('is_featured', models.BooleanField(default=False)),
                ('archived_at', models.DateTimeField(blank=True, editable=False, null=True)),
                ('claimed_until', models.DateTimeField(blank=True, editable=False, null=True)),
                ('answer_due_at', models.DateTimeField(blank=True, editable=False, null=True)),
                ('overdue_at', models.DateTimeField(blank=True, editable=False, null=True)),
                ('source_key', models.CharField(blank=True, editable=False, max_length=80)),
                ('visibility', models.CharField(choices=[('published', 'Published'), ('held', 'Held for review'), ('hidden', 'Hidden'), ('deleted', 'Deleted'), ('merged', 'Merged into another topic')], default='published', max_length=12)),
                ('accepted_post', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.RESTRICT, related_name='answers', to='forums.post')),
                ('author', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='topics', to=settings.AUTH_USER_MODEL)),
                ('claimed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('forum', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='topics', to='forums.forum')),
                ('helper', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='topics_to_answer', to=settings.AUTH_USER_MODEL)),
                ('merged_into', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='merged_topics', to='forums.topic')),
                ('tags', models.ManyToManyField(blank=True, related_name='topics', to='tickets.tag')),
            ],
            options={
                'indexes': [models.Index(fields=['forum', '-is_pinned', '-latest_at', '-id'], name='topic_list_active'), models.Index(fields=['forum', '-is_pinned', '-created_at', '-id'], name='topic_list_new'), models.Index(condition=models.Q(('archived_at__isnull', True), ('kind', 'question'), ('state__in', ['open', 'needs_info'])), fields=['forum', '-is_pinned', '-created_at', '-id'], name='topic_list_unanswered'), models.Index(fields=['forum', '-is_pinned', '-weekly_me_toos', '-id'], name='topic_list_votes'), models.Index(condition=models.Q(('weekly_me_toos__gt', 0)), fields=['weekly_me_toos'], name='topic_has_weekly_votes'), models.Index(condition=models.Q(('answer_due_at__isnull', False), ('overdue_at__isnull', True)), fields=['answer_due_at'], name='topic_answer_due'), models.Index(condition=models.Q(('archived_at__isnull', True), ('kind', 'question'), ('visibility', 'published')), fields=['state', '-latest_at', '-id'], name='topic_queue'), models.Index(condition=models.Q(('is_featured', True)), fields=['-latest_at', '-id'], name='topic_featured'), models.Index(condition=models.Q(('visibility', 'published')), fields=['forum', '-latest_at', '-id'], name='topic_latest_of_forum'), models.Index(fields=['-latest_at', '-id'], name='topic_recent'), models.Index(fields=['author', '-created_at', '-id'], name='topic_of_person'), models.Index(condition=models.Q(('visibility', 'published'), _negated=True), fields=['visibility', '-created_at'], name='topic_not_published')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('source_key', ''), _negated=True), fields=('source_key',), name='topic_imported_once'), models.UniqueConstraint(fields=('forum', 'author', 'client_key'), name='topic_submitted_once'), models.CheckConstraint(condition=models.Q(models.Q(('kind', 'question'), ('state__in', ['open', 'needs_info', 'answered', 'solved'])), models.Q(('kind', 'idea'), ('state__in', ['new', 'planned', 'in_progress', 'done', 'declined'])), models.Q(('kind', 'problem'), ('state__in', ['open', 'confirmed', 'fixed'])), models.Q(('kind__in', ['announcement', 'discussion']), ('state', '')), _connector='OR'), name='topic_state_of_its_kind'), models.CheckConstraint(condition=models.Q(models.Q(('accepted_post__isnull', False), ('state', 'solved')), models.Q(models.Q(('state', 'solved'), _negated=True), ('accepted_post__isnull', True)), _connector='OR'), name='topic_solved_by_one_answer'), models.CheckConstraint(condition=models.Q(('visibility__in', ['published', 'held', 'hidden', 'deleted', 'merged'])), name='topic_visibility_known'), models.CheckConstraint(condition=models.Q(models.Q(('merged_into__isnull', False), ('visibility', 'merged')), models.Q(models.Q(('visibility', 'merged'), _negated=True), ('merged_into__isnull', True)), _connector='OR'), name='topic_merged_into_another')],
            },
        ),
        migrations.CreateModel(
            name='ReadPosition',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField()),
                ('read_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('person', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='read_positions', to=settings.AUTH_USER_MODEL)),
                ('topic', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='read_positions', to='forums.topic')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('person', 'topic'), name='read_position_once')],
            },
        ),
        migrations.AddField(
            model_name='post',
            name='topic',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='posts', to='forums.topic'),
        ),
        migrations.CreateModel(
            name='MeToo',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('wants_mail', models.BooleanField(default=False)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='me_toos', to=settings.AUTH_USER_MODEL)),
                ('topic', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='me_toos', to='forums.topic')),
            ],
            options={
                'indexes': [models.Index(fields=['created_at', 'topic'], name='me_too_lately')],
                'constraints': [models.UniqueConstraint(fields=('topic', 'person'), name='me_too_once')],
            },
        ),
        migrations.CreateModel(
            name='Incident',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('began_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('ended_at', models.DateTimeField(null=True)),
                ('me_toos', models.PositiveIntegerField(default=0)),
                ('tickets', models.PositiveIntegerField(default=0)),
                ('searches', models.PositiveIntegerField(default=0)),
                ('suggested_reply', models.TextField(blank=True, verbose_name='suggested reply')),
                ('ended_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('topic', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='incidents', to='forums.topic')),
            ],
            options={
                'constraints': [models.UniqueConstraint(condition=models.Q(('ended_at__isnull', True)), fields=('topic',), name='incident_once_at_a_time')],
            },
        ),
        migrations.CreateModel(
            name='FixNotice',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('fix', models.PositiveSmallIntegerField(default=1)),
                ('told_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('still_broken_at', models.DateTimeField(null=True)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='fix_notices', to=settings.AUTH_USER_MODEL)),
                ('ticket', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='fix_notices', to='tickets.ticket')),
                ('topic', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='fix_notices', to='forums.topic')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('topic', 'person', 'fix'), name='fix_told_once')],
            },
        ),
        migrations.CreateModel(
            name='TopicProposal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=200)),
                ('question', models.TextField()),
                ('answer', models.TextField()),
                ('token_hash', models.CharField(editable=False, max_length=64, unique=True)),
                ('state', models.CharField(choices=[('asked', 'Waits for the requester'), ('agreed', 'Published'), ('declined', 'Declined'), ('withdrawn', 'Withdrawn')], default='asked', max_length=10)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('decided_at', models.DateTimeField(null=True)),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('forum', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='forums.forum')),
                ('ticket', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='topic_proposals', to='tickets.ticket')),
                ('topic', models.OneToOneField(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='proposal', to='forums.topic')),
            ],
            options={
                'constraints': [models.UniqueConstraint(condition=models.Q(('state', 'asked')), fields=('ticket',), name='proposal_waits_once')],
            },
        ),
        migrations.CreateModel(
            name='TopicTicket',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('post', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='ticket_links', to='forums.post')),
                ('ticket', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='topic_links', to='tickets.ticket')),
                ('topic', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='ticket_links', to='forums.topic')),
            ],
            options={
                'indexes': [models.Index(fields=['created_at', 'topic'], name='topic_ticket_lately')],
                'constraints': [models.UniqueConstraint(fields=('topic', 'ticket'), name='topic_ticket_once')],
            },
        ),
    ]
