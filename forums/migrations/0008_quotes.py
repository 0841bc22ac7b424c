import re

from django.db import migrations, models

_NUMBER = re.compile(r"\(#post-(\d{1,9})\)")
_PLACE = re.compile(r'href="#post-(\d{1,9})"')
_QUOTE = re.compile(r"^>.*/topics/posts/(\d{1,18})/\)", re.MULTILINE)


def name_for_good(apps, schema_editor):
    """Posts were named by their numbers, which change when topics are split."""
    Post = apps.get_model("forums", "Post")
    Revision = apps.get_model("forums", "PostRevision")
    marked = {"body__contains": "(#post-"}
    for post in Post.objects.filter(**marked).only("topic", "body", "body_html"):
        _name(post, _keys(Post.objects, post.topic_id, post.body))
        found = {int(key) for key in _QUOTE.findall(post.body)} - {post.pk}
        post.quotes.add(*Post.objects.filter(pk__in=found))
    revisions = Revision.objects.filter(**marked).select_related("post")
    for revision in revisions.only("post__topic", "body", "body_html"):
        _name(revision, _keys(Post.objects, revision.post.topic_id, revision.body))


def _keys(rows, topic, body):
    numbers = {int(number) for number in _NUMBER.findall(body)}
    posts = rows.filter(topic=topic, number__in=numbers)
    return dict(posts.values_list("number", "pk"))


def _name(row, keys):
    def address(found):
        key = keys.get(int(found[1]))
        return f"/forums/topics/posts/{key}/" if key else f"#post-{found[1]}"

    row.body = _NUMBER.sub(lambda found: f"({address(found)})", row.body)
    row.body_html = _PLACE.sub(lambda found: f'href="{address(found)}"', row.body_html)
    row.save(update_fields=["body", "body_html"])


class Migration(migrations.Migration):

    dependencies = [
        ('forums', '0007_topic_list_indexes'),
    ]

    operations = [
        migrations.AddField(
            model_name='post',
            name='quotes',
            field=models.ManyToManyField(editable=False, related_name='quoted_by', to='forums.post'),
        ),
        migrations.RunPython(name_for_good, migrations.RunPython.noop),
    ]
