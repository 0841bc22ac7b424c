"""What the page of a topic says of itself to machines."""

from __future__ import annotations

from core.markdown import excerpt
from core.structured import Facts, breadcrumbs, whole_address
from forums.models import Post, Topic

TEXT_LENGTH = 1000
SUGGESTED = 3


def topic_data(
    topic: Topic, posts: list[Post], crumbs: list[tuple[str, str]]
) -> list[Facts]:
    """`posts`: those of its first page that everybody sees, the opening one first."""
    opening, *replies = posts
    address = whole_address(topic.get_absolute_url())
    if topic.kind == Topic.Kind.QUESTION:
        about: Facts = {
            "@type": "QAPage",
            "@id": address,
            "url": address,
            "mainEntity": _question(topic, opening, replies),
        }
    else:
        about = {
            "@type": "DiscussionForumPosting",
            "@id": address,
            "headline": topic.title,
            "articleSection": topic.forum.title,
            "commentCount": topic.reply_count,
            **_said(opening),
        }
    return [about, breadcrumbs(crumbs)]


def _question(topic: Topic, opening: Post, replies: list[Post]) -> Facts:
    accepted = [post for post in replies if post.pk == topic.accepted_post_id]
    others = [post for post in replies if post not in accepted]
    return {
        "@type": "Question",
        "name": topic.title,
        "answerCount": topic.reply_count,
        "upvoteCount": topic.me_too_count,
        **_said(opening),
        **({"acceptedAnswer": _answer(accepted[0])} if accepted else {}),
        "suggestedAnswer": [_answer(post) for post in others[:SUGGESTED]],
    }


def _answer(post: Post) -> Facts:
    return {"@type": "Answer", **_said(post)}


def _said(post: Post) -> Facts:
    return {
        "text": excerpt(post.body_html, TEXT_LENGTH),
        "url": whole_address(post.get_absolute_url()),
        "datePublished": post.created_at,
        "author": {"@type": "Person", "name": post.author.public_name},
    }
