from __future__ import annotations

from uuid import UUID, uuid4

from django.db import transaction

from accounts.models import User
from activity.actions import record
from activity.events import EventType
from core import markdown
from kb import events
from kb.actions.rows import lock
from kb.models import Article, ArticleComment

State = ArticleComment.State


@transaction.atomic
def add_comment(
    article: Article, *, by: User, body: str, client_key: UUID | None = None
) -> ArticleComment:
    """Sent again with the same client key it returns the earlier comment."""
    lock(article)
    key = client_key or uuid4()
    earlier = article.comments.filter(author=by, client_key=key).first()
    if earlier is not None:
        return earlier
    rendered = markdown.render(body)
    comment = ArticleComment.objects.create(
        article=article,
        author=by,
        body=body,
        body_html=rendered.html,
        body_version=rendered.version,
        client_key=key,
    )
    _count(article)
    record(
        events.ArticleCommented,
        article,
        by=by,
        related=comment,
        data={"comment": comment.pk},
    )
    return comment


def hide_comment(comment: ArticleComment, *, by: User) -> bool:
    return _set_state(comment, State.HIDDEN, events.CommentHidden, by)


def restore_comment(comment: ArticleComment, *, by: User) -> bool:
    return _set_state(comment, State.PUBLISHED, events.CommentRestored, by)


@transaction.atomic
def _set_state(
    comment: ArticleComment, state: str, event_type: type[EventType], by: User
) -> bool:
    article = comment.article
    lock(article)
    comment.refresh_from_db(fields=["state"])
    if comment.state == state:
        return False
    comment.state = state
    comment.save(update_fields=["state"])
    _count(article)
    data = {"comment": comment.pk}
    record(event_type, article, by=by, related=comment, data=data)
    return True


def _count(article: Article) -> None:
    article.comment_count = article.comments.published().count()
    article.save(update_fields=["comment_count"])
