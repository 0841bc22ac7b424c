"""What a writer has typed and not saved: hers alone, no revision, and nobody hears.

It is kept about the article that it is to change, whatever the language; about herself
where that is a new one.
"""

from __future__ import annotations

from typing import Any

from django.db import models, transaction

from accounts.models import User
from composer.actions import drop_draft, save_draft
from composer.models import Draft
from composer.querysets import DraftQuerySet
from kb.models import Translation

ARTICLE = Draft.Purpose.ARTICLE


class Elsewhere(Exception):  # noqa: N818 - it is an answer, not a fault
    """She went on in another window, which this one has not seen."""

    def __init__(self, draft: Draft) -> None:
        super().__init__(f"draft {draft.pk}")
        self.draft = draft


@transaction.atomic
def keep_draft(
    text: models.Model,
    *,
    by: User,
    body: str,
    window: str,
    seen: str,
    **beside: Any,
) -> None:
    """`window` names the open page, `seen` the draft that it began with or takes over.

    Raises `Elsewhere` where another window has written since.
    """
    draft = _held(text, by)
    if draft is not None and not _is_known(draft, window, seen):
        raise Elsewhere(draft)
    beside["window"] = window
    about, purpose = _place(text)
    save_draft(about, purpose=purpose, by=by, body=body, beside=beside)


@transaction.atomic
def end_draft(text: models.Model, *, by: User, window: str, seen: str) -> bool:
    """It is saved, or thrown away. False where another window of hers has gone on:
    what that one typed stays for later.
    """
    draft = _held(text, by)
    if draft is not None and not _is_known(draft, window, seen):
        return False
    about, purpose = _place(text)
    drop_draft(about, purpose=purpose, by=by)
    return True


def draft_of(text: models.Model, person: User) -> Draft | None:
    return drafts_of(text).filter(person=person).first()


def drafts_of(text: models.Model) -> DraftQuerySet:
    """What anybody has typed and not saved."""
    about, purpose = _place(text)
    return Draft.objects.about(about).filter(purpose=purpose)


def stamp_of(draft: Draft) -> str:
    """What `seen` says of it."""
    return draft.updated_at.isoformat()


def _held(text: models.Model, person: User) -> Draft | None:
    return drafts_of(text).filter(person=person).select_for_update().first()


def _place(text: models.Model) -> tuple[models.Model, str]:
    """The row that a draft is about, and what it is to become."""
    if isinstance(text, Translation):
        return text.article, f"in-{text.language}"
    return text, ARTICLE


def _is_known(draft: Draft, window: str, seen: str) -> bool:
    return draft.beside.get("window") == window or stamp_of(draft) == seen
