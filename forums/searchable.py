from __future__ import annotations

from typing import Any

from django.db.models import Prefetch, QuerySet
from django.utils.translation import gettext_lazy as _

from core.markdown import plain_text
from forums.models import Post, Topic
from search.documents import Document, Kind, Searchable

# What a topic is about is said by then; a thread of thousands stays quick to index.
POSTS_READ = 100


class TopicSearchable(Searchable):
    """A topic with what is said in it; held, hidden and deleted posts are left out."""

    model = Topic
    kind = Kind("topic", _("Forum topic"), _("Forum topics"), "messages-square")
    is_read = True

    def status(self, row: Topic) -> tuple[str, str] | None:
        return (row.state, row.get_state_display()) if row.state else None

    def for_index(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        posts = Post.objects.published().filter(number__lte=POSTS_READ)
        posts = posts.only("topic", "number", "body_html").order_by("number")
        return rows.prefetch_related(Prefetch("posts", posts, to_attr="posts_read"))

    def for_results(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        return rows

    def document(self, row: Topic) -> Document | None:
        if not row.is_published:
            return None
        posts: list[Post] = getattr(row, "posts_read")  # noqa: B009
        return Document(
            title=row.title, body="\n\n".join(plain_text(p.body_html) for p in posts)
        )
