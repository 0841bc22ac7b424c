from kb.models.article import Article
from kb.models.category import Category, CategoryTranslation, OldSlug
from kb.models.comment import ArticleComment
from kb.models.reference import Reference
from kb.models.revision import Revision
from kb.models.snippet import Snippet
from kb.models.translation import Translation
from kb.models.vote import ArticleVote
from kb.models.words import LANGUAGE_LENGTH, Words

__all__ = [
    "LANGUAGE_LENGTH",
    "Article",
    "ArticleComment",
    "ArticleVote",
    "Category",
    "CategoryTranslation",
    "OldSlug",
    "Reference",
    "Revision",
    "Snippet",
    "Translation",
    "Words",
]
