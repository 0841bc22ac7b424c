"""Files that wait: of a form that was refused, or pasted into a text not yet sent.

A token stands for each in the form that is shown again. Who brings it chose the file:
visitors have no account that could say so.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from uuid import UUID

from django.core.signing import BadSignature, TimestampSigner

from composer.models import Upload

KEPT_FOR = timedelta(days=14)
_signer = TimestampSigner(salt="composer.staged")


def token_of(upload: Upload) -> str:
    return _signer.sign(upload.key.hex)


def staged(tokens: Iterable[str]) -> list[Upload]:
    """In the order of their tokens; what is forged, old or gone is left out.

    One that is attached by now is among them: a form may be sent twice.
    """
    keys = list(dict.fromkeys(filter(None, map(_key, tokens))))
    rows = Upload.objects.filter(key__in=keys, redacted_at=None)
    found = {upload.key: upload for upload in rows}
    return [found[key] for key in keys if key in found]


def _key(token: str) -> UUID | None:
    try:
        return UUID(_signer.unsign(token, max_age=KEPT_FOR))
    except (BadSignature, ValueError):
        return None
