"""What may be done. That the thing is seen at all is `visible_to`'s business."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, cast

from django.utils import timezone

from accounts.models import User
from core.access import Viewer, is_agent
from forums.models import Forum, Post, Topic
from forums.querysets import is_helper
from forums.trust import has_earned
from tickets.actions.redacting import REDACTED
from tickets.models import Ticket
from tickets.permissions import can_work_on

# Long enough to mend a text, too short to turn round what others answered to.
EDIT_WINDOW = timedelta(days=7)


def is_moderator(user: Viewer, forum: Forum) -> bool:
    """An agent, or a helper of this forum who may write. Costs her one query."""
    if is_agent(user):
        return True
    if not (can_write(user) and is_helper(user)):
        return False
    person: Any = user
    if not hasattr(person, "forums_helped"):
        helped = Forum.objects.helped_by(person)
        person.forums_helped = set(helped.values_list("pk", flat=True))
    return forum.pk in person.forums_helped


def can_help(user: Viewer) -> bool:
    """May work on the questions of some forum."""
    if is_agent(user):
        return True
    if not (can_write(user) and is_helper(user)):
        return False
    return Forum.objects.visible_to(user).helped_by(cast(User, user)).exists()


def can_claim(user: Viewer, topic: Topic) -> bool:
    """May say that she is answering it."""
    return is_moderator(user, topic.forum) and can_post(user, topic)


def can_make_ticket(user: Viewer, post: Post) -> bool:
    """Agents of what customers wrote; the author of her question once it is overdue."""
    if post.state == Post.State.DELETED:
        return False
    if is_agent(user):
        return not post.author.is_agent and post.author.is_active
    return post.is_opening and is_offered_ticket(user, post.topic)


def is_offered_ticket(user: Viewer, topic: Topic) -> bool:
    return (
        topic.overdue_at is not None
        and topic.is_published
        and user.pk == topic.author_id
    )


def can_propose(user: Viewer, ticket: Ticket) -> bool:
    """May ask the requester of a ticket that was solved whether it becomes a topic."""
    is_over = ticket.solved_at is not None and ticket.requester.deleted_at is None
    return is_over and can_work_on(user, ticket)


def can_write(user: Viewer) -> bool:
    """Anywhere in the forums: who is silenced reads on, and writes nothing."""
    return user.is_authenticated and not user.is_silenced


def is_trusted(user: Viewer) -> bool:
    """Long use has shown it."""
    return can_write(user) and has_earned(user, "steering")


def can_start_topic(user: Viewer, forum: Forum, kind: str) -> bool:
    if not can_write(user) or kind not in forum.kinds:
        return False
    return kind != Topic.Kind.ANNOUNCEMENT or is_agent(user)


def can_start_any_topic(user: Viewer, forum: Forum) -> bool:
    return any(can_start_topic(user, forum, kind) for kind in forum.kinds)


def can_post(user: Viewer, topic: Topic) -> bool:
    if not can_write(user) or not topic.is_published:
        return False
    return is_agent(user) or not (topic.is_locked or topic.is_archived)


def can_me_too(user: Viewer, topic: Topic) -> bool:
    if not can_write(user) or user.pk == topic.author_id:
        return False
    return takes_me_too(topic)


def takes_me_too(topic: Topic) -> bool:
    """May somebody, whoever it be, still say that she has it, too?"""
    return (
        topic.kind in Topic.SHARED_KINDS
        and topic.is_published
        and not topic.is_settled
        and not topic.is_locked
        and not topic.is_archived
    )


def can_like(user: Viewer, post: Post) -> bool:
    topic = post.topic
    if not can_write(user) or user.pk == post.author_id or not post.is_published:
        return False
    return topic.is_published and not (topic.is_locked or topic.is_archived)


def can_accept(user: Viewer, topic: Topic) -> bool:
    """May mark which post solved the question, and take the mark back."""
    if topic.kind != Topic.Kind.QUESTION or not topic.is_published:
        return False
    return can_write(user) and (
        user.pk == topic.author_id
        or is_trusted(user)
        or is_moderator(user, topic.forum)
    )


def can_ask_for_info(user: Viewer, topic: Topic) -> bool:
    is_open = topic.kind == Topic.Kind.QUESTION and not topic.is_solved
    return is_open and user.pk != topic.author_id and can_set_state(user, topic)


def can_give_info(user: Viewer, topic: Topic) -> bool:
    return user.pk == topic.author_id and topic.state == Topic.State.NEEDS_INFO


def can_set_state(user: Viewer, topic: Topic) -> bool:
    """Helpers ask for information; what becomes of an idea or a problem, staff say."""
    if is_agent(user):
        return topic.kind in Topic.SHARED_KINDS
    return topic.kind == Topic.Kind.QUESTION and is_moderator(user, topic.forum)


def can_edit_post(user: Viewer, post: Post) -> bool:
    if is_agent(user):
        return True
    return (
        user.pk == post.author_id
        and can_write(user)
        and post.is_published
        and post.redacted_at is None
        and not post.topic.is_locked
        and timezone.now() - post.created_at < EDIT_WINDOW
    )


def can_delete_post(user: Viewer, post: Post) -> bool:
    """Authors take back what nobody built upon; staff delete anything."""
    if post.state == Post.State.DELETED:
        return False
    if is_agent(user):
        return True
    is_hers = user.pk == post.author_id and can_write(user)
    if not is_hers or not post.is_published or post.topic.is_locked:
        return False
    if post.is_opening:
        return post.topic.post_count <= 1
    return not post.is_answer


def can_hide_post(user: Viewer, post: Post) -> bool:
    if post.state not in (Post.State.PUBLISHED, Post.State.HELD):
        return False
    return is_agent(user) or (
        is_moderator(user, post.topic.forum) and not post.author.is_agent
    )


def can_restore_post(user: Viewer, post: Post) -> bool:
    """What was deleted comes back by staff only, what is hidden or held by helpers."""
    if post.is_published:
        return False
    return is_agent(user) or (
        post.state != Post.State.DELETED
        and user.pk != post.author_id
        and not post.author.is_agent
        and is_moderator(user, post.topic.forum)
    )


def can_report(user: Viewer, post: Post) -> bool:
    """Who has earned a little trust; nobody her own words."""
    if not can_write(user) or user.pk == post.author_id or not post.is_published:
        return False
    return has_earned(user, "reports") or is_moderator(user, post.topic.forum)


def can_moderate(user: Viewer) -> bool:
    """May decide on reports of some forum."""
    return can_help(user)


def can_decide(user: Viewer, post: Post) -> bool:
    """Nobody about herself, and staff alone about the words of staff."""
    if user.pk == post.author_id or not is_moderator(user, post.topic.forum):
        return False
    return can_write(user) and (is_agent(user) or not post.author.is_agent)


def can_redact(user: Viewer, post: Post) -> bool:
    return is_agent(user) and post.redacted_at is None


def can_redact_title(user: Viewer, topic: Topic) -> bool:
    return is_agent(user) and topic.title != str(REDACTED)


def can_lock(user: Viewer, topic: Topic) -> bool:
    return is_agent(user)


def can_pin(user: Viewer, topic: Topic) -> bool:
    return is_agent(user)


def can_tag(user: Viewer, topic: Topic) -> bool:
    """The author, moderators, and whoever has been here for long."""
    if is_moderator(user, topic.forum):
        return True
    if not can_write(user) or not topic.is_published:
        return False
    return user.pk == topic.author_id or has_earned(user, "tags")


def can_feature(user: Viewer, topic: Topic) -> bool:
    return is_agent(user)


def can_archive(user: Viewer, topic: Topic) -> bool:
    return topic.kind == Topic.Kind.QUESTION and is_moderator(user, topic.forum)


def can_rearrange(user: Viewer, topic: Topic) -> bool:
    """Split a topic, and merge it with another."""
    return topic.is_published and is_moderator(user, topic.forum)


def can_move(user: Viewer, topic: Topic) -> bool:
    """Moderators and trusted people."""
    if is_moderator(user, topic.forum):
        return True
    return is_trusted(user)


def can_move_to(user: Viewer, topic: Topic, forum: Forum) -> bool:
    """Trusted people: where its kind is at home, and the same people see it."""
    if is_moderator(user, topic.forum):
        return True
    return (
        topic.kind in forum.kinds
        and topic.forum.audience == forum.audience
        and forum.audience != Forum.Audience.ORGANIZATIONS
    )
