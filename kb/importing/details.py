"""What a front matter says of an article besides its words."""

from __future__ import annotations

from django.utils import timezone

from accounts.models import Organization, User
from kb.actions.rows import put_live
from kb.importing.meanings import day, moment
from kb.importing.report import Report
from kb.importing.sources import Source
from kb.models import Article

State = Article.State


def begin(article: Article, source: Source, report: Report) -> None:
    """State, audience and dates of a new article, which has its words already."""
    meta = source.meta
    article.owner = _owner(source, report)
    article.audience = _audience(source, report)
    article.organizations.set(_organizations(source, report))
    article.created_at = moment(meta, "created") or article.created_at
    article.archive_at = moment(meta, "archive_at")
    article.review_by = day(meta.get("review_by"))
    _begin_state(article, source)
    if article.is_published:
        put_live(article, article.number)
    article.updated_at = source.updated_at or source.published_at or article.updated_at
    article.save()


def _begin_state(article: Article, source: Source) -> None:
    due_at = moment(source.meta, "due_at")
    if source.state in (State.PUBLISHED, State.ARCHIVED):
        article.state = source.state
        article.published_at = source.published_at or timezone.now()
    elif source.state == State.REVIEW:
        article.state, article.review_asked_at = State.REVIEW, timezone.now()
    elif source.state == State.SCHEDULED and due_at:
        article.state = State.SCHEDULED
        article.due_at, article.due_number = due_at, article.number


def _audience(source: Source, report: Report) -> str:
    """Of one that is none agents alone are left: never more people than were meant."""
    said = str(source.meta.get("audience") or Article.Audience.EVERYONE)
    if said in Article.Audience.values:
        return said
    kind = "Seen by a part of its readers, now by agents alone"
    report.lose(kind, source.name, said)
    return Article.Audience.AGENTS


def _owner(source: Source, report: Report) -> User | None:
    address = source.meta.get("owner")
    if not address:
        return None
    owner = User.objects.filter(email__iexact=str(address)).first()
    if owner is None or not owner.is_agent:
        report.lose("Owners who are no agents here", source.name, str(address))
        return None
    return owner


def _organizations(source: Source, report: Report) -> list[Organization]:
    names = [str(name) for name in source.meta.get("organizations") or ()]
    found = list(Organization.objects.filter(name__in=names))
    for name in sorted(set(names) - {organization.name for organization in found}):
        report.lose("Organisations that are not here", source.name, name)
    return found
