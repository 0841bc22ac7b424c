"""Articles with votes, comments and tags."""

from __future__ import annotations

from collections import Counter
from datetime import datetime

from django.db import transaction
from django.db.models import Max
from django.utils.text import slugify

from activity.models import Event
from core.slugs import slug_of
from helpdesk.generating import words
from helpdesk.generating.loading import Run, chunks, event
from helpdesk.generating.people import Crowd
from helpdesk.generating.texts import Zipf
from helpdesk.generating.tickets import ticket_tags
from kb import events
from kb.models import Article, ArticleComment, ArticleVote, Category, Revision
from tickets.models import Tag

AUDIENCES = Zipf(["everyone", "signed_in", "agents"], exponent=4)
COMMENTS = Zipf(range(6), exponent=1.5)
VOTES = Zipf(range(30), exponent=0.9)
VIEWS = Zipf(range(10, 5000), exponent=1.1)


def generate_articles(run: Run, crowd: Crowd, count: int) -> None:
    if not count:
        return
    categories = Zipf(_categories(run), exponent=0.4)
    shelves = _lengths()
    tags = Zipf(ticket_tags(run))
    moments = run.moments(count)
    articles = (_article(run, crowd, categories, shelves, at) for at in moments)
    for chunk in chunks(articles):
        with transaction.atomic():
            _write(run, crowd, chunk, tags)
        run.progress(len(chunk))


def _categories(run: Run) -> list[Category]:
    if not Category.objects.exists():
        run.insert(
            [
                Category(title=title, slug=slugify(title), position=position)
                for position, title in enumerate(words.CATEGORIES)
            ]
        )
    return list(Category.objects.order_by("pk"))


def _lengths() -> Counter[int]:
    """The next free position of each category."""
    last = Article.objects.order_by().values_list("category").annotate(Max("position"))
    return Counter({category: position + 1 for category, position in last})


def _article(
    run: Run,
    crowd: Crowd,
    categories: Zipf[Category],
    shelves: Counter[int],
    written: datetime,
) -> Article:
    category, title = categories.draw(run.rng), run.writer.guide_title()
    text = run.writer.article()
    is_published = run.chance(0.93)
    changed = run.later(written, hours=24 * 60)
    shelves[category.pk] += 1
    return Article(
        category=category,
        title=title,
        slug=slug_of(title, otherwise="article"),
        summary=f"{title}, step by step.",
        toc=list(text.toc),
        state=Article.State.PUBLISHED if is_published else Article.State.DRAFT,
        audience=AUDIENCES.draw(run.rng),
        owner=crowd.agents.draw(run.rng),
        number=1,
        live_number=int(is_published),
        significant_number=int(is_published),
        external_id=run.uuid().hex,
        position=shelves[category.pk] - 1,
        created_at=written,
        published_at=written if is_published else None,
        updated_at=changed,
        view_count=VIEWS.draw(run.rng) if is_published else 0,
        **text.fields(),
    )


def _write(run: Run, crowd: Crowd, articles: list[Article], tags: Zipf[Tag]) -> None:
    """Votes and comments are drawn first: the articles bear their counts."""
    revisions = [_revision(article) for article in articles]
    votes = [_votes(run, revision) for revision in revisions]
    comments = [_comments(run, crowd, article) for article in articles]
    for revision, its_votes, its_comments in zip(
        revisions, votes, comments, strict=True
    ):
        for counted in (revision.article, revision):
            counted.helpful_count = sum(vote.is_helpful for vote in its_votes)
            counted.unhelpful_count = len(its_votes) - counted.helpful_count
        revision.article.comment_count = len(its_comments)
    run.insert(articles)
    for revision in revisions:
        revision.article_id = revision.article.pk  # known by now
    run.insert(revisions)
    cast_votes = [vote for its_votes in votes for vote in its_votes]
    written = [comment for its_comments in comments for comment in its_comments]
    for vote in cast_votes:
        vote.revision_id = vote.revision.pk
    for comment in written:
        comment.article_id = comment.article.pk
    run.insert(cast_votes)
    run.insert(written)
    run.insert([row for article in articles for row in _timeline(article)])
    run.insert([_said(comment) for comment in written])
    _tag(run, articles, tags)
    run.index(articles)
    run.index(written)


def _revision(article: Article) -> Revision:
    return Revision(
        article=article,
        language=article.language,
        number=article.number,
        title=article.title,
        summary=article.summary,
        body=article.body,
        author=article.owner,
        is_significant=True,
        created_at=article.created_at,
        live_at=article.published_at,
    )


def _votes(run: Run, revision: Revision) -> list[ArticleVote]:
    if revision.live_at is None:
        return []
    return [
        ArticleVote(
            revision=revision,
            visitor=f"{run.rng.getrandbits(256):064x}",
            is_helpful=run.chance(0.8),
            created_at=run.later(revision.created_at, hours=2000),
        )
        for _ in range(VOTES.draw(run.rng))
    ]


def _comments(run: Run, crowd: Crowd, article: Article) -> list[ArticleComment]:
    if not article.is_published:
        return []
    at, comments = article.created_at, []
    for _ in range(COMMENTS.draw(run.rng)):
        at = run.later(at, hours=300)
        comments.append(
            ArticleComment(
                article=article,
                author=crowd.members.draw(run.rng),
                client_key=run.uuid(),
                created_at=at,
                **run.writer.question().fields(),
            )
        )
    return comments


def _timeline(article: Article) -> list[Event]:
    by, at = article.owner, article.created_at
    rows = [event(events.ArticleDrafted, article, by=by, at=at)]
    if article.is_published:
        rows.append(event(events.ArticlePublished, article, by=by, at=at))
    return rows


def _said(comment: ArticleComment) -> Event:
    return event(
        events.ArticleCommented,
        comment.article,
        by=comment.author,
        at=comment.created_at,
        related=comment,
        data={"comment": comment.pk},
    )


def _tag(run: Run, articles: list[Article], tags: Zipf[Tag]) -> None:
    through, rows = Article.tags.through, []
    for article in articles:
        found = {tags.draw(run.rng) for _ in range(run.rng.randrange(3))}
        chosen = sorted(found, key=lambda tag: tag.name)
        rows += [through(article_id=article.pk, tag_id=tag.pk) for tag in chosen]
        # as `prefetch_related("tags")` leaves it, for the index
        known = article.tags.all()
        known._result_cache = chosen
        article._prefetched_objects_cache = {"tags": known}  # type: ignore[attr-defined]
    run.insert(rows)
