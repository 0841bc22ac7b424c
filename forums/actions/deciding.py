"""What becomes of a reported post and of its author, at once."""

from __future__ import annotations

from django.db import transaction

from accounts.models import User
from forums.actions.reports import decide
from forums.actions.sanctions import ban, silence, warn
from forums.models import Post, Sanction


@transaction.atomic
def settle(
    post: Post,
    *,
    by: User,
    decision: str,
    hidden_reason: str,
    sanction: str,
    days: int | None,
    words: str,
) -> bool:
    """What a `DecisionForm` gives; False where somebody decided before her."""
    if not decide(post, by=by, decision=decision, reason=hidden_reason):
        return False
    if sanction == Sanction.Kind.WARNING:
        warn(post.author, by=by, reason=words)
    elif sanction == Sanction.Kind.SILENCE and days:
        silence(post.author, by=by, reason=words, days=days)
    elif sanction == Sanction.Kind.BAN:
        ban(post.author, by=by, reason=words)
    return True
