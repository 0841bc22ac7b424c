"""Pictures that were chosen beside a text come to stand in it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from accounts.models import User
from composer.actions import claim_staged, stage_files
from composer.models import Upload


@transaction.atomic
def with_pictures(words: Mapping[str, Any], *, by: User) -> dict[str, Any]:
    """What a `PicturesForm` gives, with the pictures below the text that lacks them.

    They hang on the post once it is written, as those that were pasted do.
    """
    given = dict(words)
    files = given.pop("attachments", [])
    kept = [file for file in files if isinstance(file, Upload)]
    claim_staged(kept, by=by)
    fresh = [file for file in files if not isinstance(file, Upload)]
    pictures = [*kept, *stage_files(fresh, by=by)]
    missing = [
        picture.markdown
        for picture in pictures
        if picture.get_absolute_url() not in given["body"]
    ]
    return given | {"body": "\n\n".join([given["body"], *missing])}
