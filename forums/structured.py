"""What the page of a topic says of itself to machines."""

from __future__ import annotations

from core.markdown import excerpt
from core.structured import Facts, breadcrumbs, whole_address
from forums.models import Post, Topic

TEXT_LENGTH = 1000
SUGGESTED = 3


def topic_data(
    topic: Topic, posts: list[Post], answers: list[Post], crumbs: list[tuple[str, str]]
) -> list[Facts]:
    """`posts`: those of its first page that everybody sees, the opening one first.

    `answers`: those that were accepted, wherever they stand.
    """
    opening, *replies = posts
    address = whole_address(topic.get_absolute_url())
    if topic.kind == Topic.Kind.QUESTION:
        about: Facts = {
            "@type": "QAPage",
            "@id": address,
            "url": address,
            "mainEntity": _question(topic, opening, replies, answers),
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


def _question(
    topic: Topic, opening: Post, replies: list[Post], answers: list[Post]
) -> Facts:
    others = [post for post in replies if not post.is_answer]
    others.sort(key=lambda post: -post.like_count)
    accepted = [_answer(post) for post in answers]
    return {
        "@type": "Question",
        "name": topic.title,
        "answerCount": topic.reply_count,
        "upvoteCount": topic.me_too_count,
        **_said(opening),
        **({"acceptedAnswer": _one_or_all(accepted)} if accepted else {}),
        "suggestedAnswer": [_answer(post) for post in others[:SUGGESTED]],
    }


def _one_or_all(facts: list[Facts]) -> Facts | list[Facts]:
    return facts[0] if len(facts) == 1 else facts


def _answer(post: Post) -> Facts:
    return {"@type": "Answer", "upvoteCount": post.like_count, **_said(post)}


def _said(post: Post) -> Facts:
    return {
        "text": excerpt(post.body_html, TEXT_LENGTH),
        "url": whole_address(post.get_absolute_url()),
        "datePublished": post.created_at,
        "author": {"@type": "Person", "name": post.author.public_name},
    }
