"""What the knowledge base puts on pages of other apps."""

from __future__ import annotations

from typing import Any

from django.db.models import Model
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from activity.models import Event
from core.access import Viewer
from core.languages import offered
from core.panels import Panel, fills
from kb.events import ArticleDrafted
from kb.models import Article
from kb.permissions import can_write, can_write_from
from kb.tree import Tree
from search.models import Reading

POPULAR = 6


@fills("home", order=10)
def categories(*, viewer: Viewer, **context: Any) -> Panel | None:
    shelves = Tree.of(viewer).filled
    return Panel("kb/_home_categories.html", {"shelves": shelves}) if shelves else None


@fills("home", order=20)
def popular_articles(*, viewer: Viewer, **context: Any) -> Panel | None:
    articles = Article.objects.visible_to(viewer).popular().for_list()
    articles = articles.titled_in(get_language())[:POPULAR]
    found = list(articles)
    return Panel("kb/_home_popular.html", {"articles": found}) if found else None


@fills("desk.nav", order=30)
def desk_entry(*, viewer: Viewer, **context: Any) -> Panel | None:
    if not can_write(viewer):
        return None
    pages = [
        (_("Articles"), "kb_desk:articles", "book-open"),
        (_("Snippets"), "kb_desk:snippets", "puzzle"),
        (_("Article health"), "kb_desk:health", "heart-pulse"),
        (_("Searched and not found"), "kb_desk:gaps", "search-x"),
    ]
    if offered():
        pages.append((_("Translations"), "kb_desk:languages", "languages"))
    links = [
        {"label": label, "url": reverse(name), "icon": icon}
        for label, name, icon in pages
    ]
    return Panel("ui/_nav_group.html", {"title": _("Knowledge base"), "links": links})


@fills("settings.nav", order=30)
def settings_entry(**context: Any) -> Panel:
    link = {
        "label": _("Categories"),
        "url": reverse("kb_settings:categories"),
        "icon": "library",
    }
    return Panel("ui/_nav_group.html", {"links": [link]})


@fills("ticket.side", order=15)
def article_of_ticket(*, viewer: Viewer, ticket: Any, **context: Any) -> Panel | None:
    if not can_write_from(viewer, ticket):
        return None
    """The way to make one, below those that were made already."""
    drafted = Event.objects.related_to(ticket).filter(verb=ArticleDrafted.verb)
    made = Article.objects.visible_to(viewer).filter(pk__in=drafted.values("target_id"))
    links = [
        {
            "url": reverse("kb_desk:edit", args=[article.pk]),
            "label": article.title,
            "status": article.state,
            "status_label": article.get_state_display(),
        }
        for article in made.order_by("pk")
    ]
    links += [
        {
            "url": reverse("kb_desk:from-ticket", args=[ticket.pk]),
            "label": _("Write an article from this ticket"),
        }
    ]
    title = _("Knowledge base")
    return Panel("ui/_side_links.html", {"title": title, "links": links})


@fills("ticket.side", order=20)
def articles_read(*, viewer: Viewer, ticket: Model, **context: Any) -> Panel | None:
    """What the requester had read before she asked."""
    read = Reading.objects.before(ticket).keys_of(Article)
    found = Article.objects.visible_to(viewer).filter(pk__in=read).order_by("title")
    links = [
        {"url": article.get_absolute_url(), "label": article.title} for article in found
    ]
    if not links:
        return None
    title = _("Articles read just before asking")
    return Panel("ui/_side_links.html", {"title": title, "links": links})
