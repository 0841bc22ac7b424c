"""The page of an article: what it shows, and what each reader may do on it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, partial
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from composer.editor import empty_editor
from composer.models import Upload
from core.access import Viewer, is_agent
from core.languages import places
from core.prepared import Given, Prepared, given_like, values_of
from core.typed import refill
from kb.addresses import address_of, addresses_of, desk_address
from kb.files import shown_files
from kb.forms import CommentForm, VisitorCommentForm, VoteForm
from kb.models import Article, ArticleComment, ArticleVote, Words
from kb.permissions import can_comment, can_hide_comment, can_vote, can_write
from kb.querysets import ArticleQuerySet
from kb.structured import article_data
from kb.tree import Tree, known_tree
from notifications.following import follow_context

# the newest of an article that is talked about more than read
COMMENTS_SHOWN = 200
MISSED_SHOWN = 50
RELATED_SHOWN = 5

Crumb = tuple[str, str]


@dataclass(frozen=True)
class ShownComment:
    comment: ArticleComment
    may_hide: bool
    may_restore: bool

    @property
    def kind(self) -> str:
        """The variant of the design system's message."""
        if not self.comment.is_published:
            return "muted"
        return "agent" if self.comment.author.is_agent else "customer"


def article_for(viewer: Viewer, pk: int) -> Article:
    """With its neighbours, and with its words in the language at hand."""
    article = _seen_by(given_like(viewer)).one_or_404(pk=pk, **values_of(viewer))
    language = get_language()
    if language in article.translated:
        live = article.translations.live()
        article.translation = live.filter(language=language).first()
    return article


def answer_page(
    request: HttpRequest,
    article: Article,
    *,
    form: Form | None = None,
    vote: dict[str, Any] | None = None,
    status: int = 200,
) -> HttpResponse:
    """`article` comes from `article_for`; a form that did not pass is shown again."""
    viewer, words = request.user, article.shown
    beside = _beside(article, viewer)
    tree = known_tree(get_language())
    crumbs = [*crumbs_to(article.category_id, tree), (words.title, "")]
    everywhere = places(request, addresses_of(article))
    context = {
        "article": article,
        "words": words,
        "languages": everywhere,
        "translated": [each for each in everywhere if article.is_in(each.code)],
        "canonical": address_of(words),
        "source_address": f"{address_of(article)}?language={article.language}",
        "data": article_data(words, crumbs),
        "crumbs": crumbs,
        "previous": beside.get(article.previous_pk or 0),
        "next": beside.get(article.next_pk or 0),
        "related": _related(article, beside),
        "files": _files_beside(article),
        "comments": _shown_comments(article, viewer),
        "form": form or _empty_form(request, article),
        "box_of_visitors": partial(empty_editor, VisitorCommentForm, get_language()),
        "may_comment": can_comment(viewer, article),
        "may_log_in_to_comment": not viewer.is_authenticated and article.is_published,
        "may_vote": can_vote(viewer, article),
        "vote": vote or vote_context(article, request.GET.get("voted", "")),
        "missed": _missed(words, viewer),
        "may_follow": article.is_published,
        "follow": follow_context(article, viewer),
        "may_edit": can_write(viewer),
        "edit_url": desk_address(article.pk, get_language() or article.language),
    }
    return render(request, "kb/article.html", context, status=status)


def vote_context(
    article: Article, voted: str, form: VoteForm | None = None
) -> dict[str, Any]:
    """What the vote box takes; who voted "no" is asked what was missing."""
    return {
        "action": f"{article.get_absolute_url()}vote/",
        "helpful_count": article.helpful_count,
        "total_count": article.vote_count,
        "voted": voted,
        "form": form or VoteForm() if voted == "no" else None,
    }


def crumbs_to(category: int, tree: Tree) -> list[Crumb]:
    path = [
        (each.shown.title, each.get_absolute_url()) for each in tree.path_to(category)
    ]
    return [(_("Knowledge base"), reverse("kb:home")), *path]


@cache
def _seen_by(viewer: Viewer) -> Prepared[Article]:
    articles = Article.objects.visible_to(viewer).with_neighbours(viewer)
    return Prepared(articles.filter(pk=Given("pk")))


def _beside(article: Article, viewer: Viewer) -> dict[int, Article]:
    """The articles that the page leads to, of those that the viewer sees."""
    keys = [article.previous_pk, article.next_pk, *article.related]
    wanted, language = [pk for pk in keys if pk], get_language()
    if not wanted:
        return {}
    if viewer.is_authenticated:
        return _links(viewer, language).in_bulk(wanted)
    return _links_of_visitors(language).in_bulk(wanted)


@cache
def _links_of_visitors(language: str | None) -> ArticleQuerySet:
    """Never asked itself, or it would keep its rows."""
    return _links(AnonymousUser(), language)


def _links(viewer: Viewer, language: str | None) -> ArticleQuerySet:
    return Article.objects.visible_to(viewer).published().for_links(language)


def _related(article: Article, beside: dict[int, Article]) -> list[Article]:
    return [beside[pk] for pk in article.related if pk in beside][:RELATED_SHOWN]


def _files_beside(article: Article) -> list[Upload]:
    """Those that the text does not show or link to itself."""
    texts = article.body_html + article.shown.body_html
    return [each for each in shown_files(article) if str(each.key) not in texts]


def _missed(words: Words, viewer: Viewer) -> list[ArticleVote]:
    """What readers of the live words say was missing, for staff alone."""
    if not (is_agent(viewer) and words.article.unhelpful_count):
        return []
    votes = ArticleVote.objects.visible_to(viewer).about_live(words)
    return list(votes.with_words()[:MISSED_SHOWN])


def _shown_comments(article: Article, viewer: Viewer) -> list[ShownComment]:
    if not (article.comment_count or viewer.is_authenticated):
        return []  # those that are held have an author, who is logged in to see them
    comments = article.comments.shown_to(viewer).for_page()
    newest = list(comments.order_by("-pk")[:COMMENTS_SHOWN])
    return [_shown(comment, viewer) for comment in reversed(newest)]


def _shown(comment: ArticleComment, viewer: Viewer) -> ShownComment:
    may_hide = can_hide_comment(viewer, comment)
    return ShownComment(
        comment,
        may_hide=may_hide and comment.is_published,
        may_restore=may_hide and not comment.is_published,
    )


def _empty_form(request: HttpRequest, article: Article) -> Form | None:
    """Empty but for what she typed before she logged in."""
    if not request.user.is_authenticated:
        return None
    form = CommentForm()
    refill(request, form, f"{article.get_absolute_url()}comment/")
    return form
