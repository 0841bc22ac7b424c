from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from activity.actions import record
from composer.actions import Files, attach_pictures, store_uploads
from kb import events
from kb.actions.rows import about, lock, write_revision
from kb.models import Revision, Words

WORDS = ("title", "summary", "body")


class Outdated(Exception):  # noqa: N818 - it is an answer, not a fault
    """Others saved since; `newer` are their revisions, in order."""

    def __init__(self, newer: list[Revision]) -> None:
        super().__init__(f"{len(newer)} newer revisions")
        self.newer = newer


@transaction.atomic
def save_revision(
    text: Words,
    *,
    by: User,
    base: int,
    title: str,
    summary: str,
    body: str,
    significant: bool = False,
    note: str = "",
    source_number: int = 0,
    files: Files = (),
) -> Revision | None:
    """What readers see stays as it is; None where nothing differs from the newest.

    `base` is the number of the revision that it was written on: raises `Outdated`
    where that is not the newest. Files hang on the article; with them alone it is a
    revision, too, for until that is live they are not listed.
    """
    lock(text)
    refuse_outdated(text, base)
    words = {"title": title, "summary": summary, "body": body}
    changed = _changed(text, words)
    if store_uploads(files, target=text.article, by=by):
        changed.append("files")
    if not changed:
        return None
    attach_pictures(body, target=text.article, by=by)
    revision = write_revision(
        text,
        by=by,
        significant=significant,
        note=note,
        source_number=source_number,
        **words,
    )
    data = {"changed": sorted(changed), "number": revision.number}
    record(events.ArticleEdited, text.article, by=by, **about(text, data))
    return revision


@transaction.atomic
def restore_revision(text: Words, revision: Revision, *, by: User) -> Revision | None:
    """Its words become the newest; None where they are."""
    lock(text)
    return save_revision(
        text,
        by=by,
        base=text.number,
        title=revision.title,
        summary=revision.summary,
        body=revision.body,
        source_number=revision.source_number,
        note=_("Version %(number)s restored") % {"number": revision.number},
    )


def refuse_outdated(text: Words, base: int) -> None:
    """On a locked text, so that nothing comes in between."""
    if base != text.number:
        newer = Revision.objects.of(text).filter(number__gt=base).order_by("number")
        raise Outdated(list(newer.select_related("author")))


def _changed(text: Words, words: dict[str, str]) -> list[str]:
    newest = Revision.objects.newest_of(text).first()
    return [
        name for name, value in words.items() if getattr(newest, name, None) != value
    ]
