"""What search engines may know of: what a visitor sees."""

from django.conf import settings
from django.contrib.sitemaps.views import index, sitemap
from django.http import HttpRequest, HttpResponse
from django.urls import path, reverse
from django.views.decorators.http import require_safe

from core.access import public
from core.languages import offered
from forums.sitemaps import ForumSitemap, TopicSitemap
from kb.sitemaps import ArticleSitemap, CategorySitemap

SITEMAPS = {
    "categories": CategorySitemap,
    "articles": ArticleSitemap,
    "forums": ForumSitemap,
    "topics": TopicSitemap,
}
# pages of one person's own, and search, which would never end
CLOSED = ("/accounts/", "/desk/", "/files/", "/notifications/", "/search/", "/tickets/")
PREFIXED = ("/search/", "/tickets/")


@public
@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    closed = [*CLOSED, *(f"/{code}{place}" for code in offered() for place in PREFIXED)]
    lines = ["User-agent: *", *(f"Disallow: {place}" for place in closed)]
    lines.append(f"Sitemap: {settings.SITE_URL}{reverse('sitemap')}")
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain")


urlpatterns = [
    path("robots.txt", robots, name="robots"),
    path("sitemap.xml", index, {"sitemaps": SITEMAPS}, name="sitemap"),
    path(
        "sitemap-<section>.xml",
        sitemap,
        {"sitemaps": SITEMAPS},
        name="django.contrib.sitemaps.views.sitemap",
    ),
]
