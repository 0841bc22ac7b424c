"""What the spam score is told of a post that somebody writes here."""

from __future__ import annotations

import re
from datetime import timedelta
from html import unescape
from urllib.parse import urlsplit

from django.conf import settings

from accounts.models import TrustLevel
from activity.actions import is_history, now
from core.markdown import plain_text
from forums.models import Post
from forums.spam import Verdict, Writing, fingerprint, judge

# posts of anybody that a new one is compared with
LOOKS_BACK = 200
_LINK = re.compile(r"<a\s[^>]*>.*?</a>", re.IGNORECASE | re.DOTALL)
_BARE = re.compile(r"https?://[^\s<>\"']+", re.IGNORECASE)
_HREF = re.compile(r'<a\s[^>]*?href="(https?://[^"]+)"', re.IGNORECASE)


def verdict_on(post: Post) -> Verdict | None:
    """Nobody judges staff, helpers and what an import brings."""
    author = post.author
    if is_history() or author.is_agent or author.is_helper:
        return None
    hosts = links_of(post.body_html)
    is_repeated, links_again = _repeats(post, hosts)
    return judge(
        Writing(
            plain_text(post.body_html),
            title=post.topic.title if post.is_opening else "",
            hosts=hosts,
            trust=author.trust_level,
            age=now() - author.joined_at,
            pause=_pause(post),
            is_repeated=is_repeated,
            links_again=links_again,
        )
    )


def links_of(html: str) -> tuple[str, ...]:
    """The hosts of other sites, one for each address, whether or not it is a link."""
    own = urlsplit(settings.SITE_URL).hostname
    addresses = _HREF.findall(html) + _BARE.findall(_LINK.sub(" ", html))
    found = (_host(unescape(address)) for address in addresses)
    return tuple(host for host in found if host and host != own)


def _host(address: str) -> str:
    try:
        return (urlsplit(address).hostname or "").removeprefix("www.")
    except ValueError:
        return "?"


def _pause(post: Post) -> timedelta | None:
    others = Post.objects.filter(author=post.author).exclude(pk=post.pk)
    last = others.order_by("-created_at").values_list("created_at", flat=True).first()
    return now() - last if last else None


def _repeats(post: Post, hosts: tuple[str, ...]) -> tuple[bool, bool]:
    """Whether its words, and whether the sites it leads to, came lately."""
    words = fingerprint(post.body)
    if post.author.trust_level >= TrustLevel.REGULAR or not (words or hosts):
        return False, False
    lately = Post.objects.exclude(pk=post.pk).order_by("-pk")
    rows = list(lately.values_list("body", "body_html")[:LOOKS_BACK])
    alike = (body for body, _ in rows if len(body) < 2 * len(post.body) + 20)
    is_repeated = bool(words) and any(fingerprint(body) == words for body in alike)
    others = {host for _, html in rows for host in links_of(html)} if hosts else set()
    return is_repeated, not others.isdisjoint(hosts)
