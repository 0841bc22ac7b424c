from kb.querysets.article import ArticleQuerySet
from kb.querysets.category import CategoryQuerySet
from kb.querysets.comment import ArticleCommentQuerySet
from kb.querysets.revision import RevisionQuerySet
from kb.querysets.snippet import ReferenceQuerySet, SnippetQuerySet
from kb.querysets.translation import TranslationQuerySet
from kb.querysets.vote import ArticleVoteQuerySet

__all__ = [
    "ArticleCommentQuerySet",
    "ArticleQuerySet",
    "ArticleVoteQuerySet",
    "CategoryQuerySet",
    "ReferenceQuerySet",
    "RevisionQuerySet",
    "SnippetQuerySet",
    "TranslationQuerySet",
]
