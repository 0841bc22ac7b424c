"""What a writer has typed and not saved: hers alone, no revision, and nobody hears.

It is kept about the text that it is to change; about herself where that is a new
article.
"""

from __future__ import annotations

from typing import Any

from django.db import models, transaction

from accounts.models import User
from composer.actions import drop_draft, save_draft
from composer.models import Draft

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
    save_draft(text, purpose=ARTICLE, by=by, body=body, beside=beside)


@transaction.atomic
def end_draft(text: models.Model, *, by: User, window: str, seen: str) -> None:
    """It is saved. What another window of hers has typed stays for later."""
    draft = _held(text, by)
    if draft is not None and _is_known(draft, window, seen):
        drop_draft(text, purpose=ARTICLE, by=by)


def draft_of(text: models.Model, person: User) -> Draft | None:
    drafts = Draft.objects.written_by(person, about=text)
    return drafts.filter(purpose=ARTICLE).first()


def stamp_of(draft: Draft) -> str:
    """What `seen` says of it."""
    return draft.updated_at.isoformat()


def _held(text: models.Model, person: User) -> Draft | None:
    drafts = Draft.objects.written_by(person, about=text).select_for_update()
    return drafts.filter(purpose=ARTICLE).first()


def _is_known(draft: Draft, window: str, seen: str) -> bool:
    return draft.beside.get("window") == window or stamp_of(draft) == seen
