"""What should not stand in public: found before it does, and her own to decide on."""

from __future__ import annotations

import re
from collections.abc import Sequence
from hashlib import sha256
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from core.masking import WORDS as KIND_NAMES
from core.masking import Mask, masked, masks_of

# of what the masks find; addresses of machines and files are what people ask about
KINDS = {"secret", "token", "key", "serial", "card", "iban", "address", "phone"}
# nobody's, as RFC 2606 sets them aside; and how programs log in to where code lies
_NOBODYS = re.compile(
    r"(?i).*@(?:.+\.)?(?:example\.(?:com|org|net)|example|test|invalid|localhost)"
    r"|git@.+"
)
# what may be said of what was found, besides the fingerprint of the words
MASK, KEEP = "mask", "keep"
# what stands before a reader: each is looked into and covered
WORDS = ("title", "body")


def secrets_in(text: str) -> list[Mask]:
    return [
        mask
        for mask in masks_of(text)
        if mask.kind in KINDS and not _NOBODYS.fullmatch(mask.found)
    ]


def fingerprint(words: dict[str, Any]) -> str:
    """Of these very words: who lets them stand has not let others stand."""
    joined = "\0".join(words.get(name) or "" for name in WORDS)
    return sha256(joined.encode(errors="replace")).hexdigest()


class GuardedForm(forms.Form):
    """Words for the public. What is somebody's own in them is told of before.

    What is sent as `secrets` says what then: "mask" covers it, the words' fingerprint
    lets these very words stand, and "keep", for programs, whatever is sent along.
    """

    # what was found, and what was said of it, where the form is shown again
    found: Sequence[Mask] = ()
    as_it_is = ""
    stands = False

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        choice = self.data.get("secrets", "")
        self.found = secrets_in("\n".join(cleaned.get(name) or "" for name in WORDS))
        self.as_it_is = fingerprint(cleaned)
        self.stands = choice in (KEEP, self.as_it_is)
        if not self.found or self.stands:
            return cleaned
        if choice != MASK:
            raise ValidationError(self._told(), code="secrets")
        return cleaned | self._covered(cleaned)

    def _covered(self, cleaned: dict[str, Any]) -> dict[str, str]:
        lengths = {
            name: getattr(self.fields.get(name), "max_length", None) for name in WORDS
        }
        return {
            name: masked(cleaned[name], self.found)[:length]
            for name, length in lengths.items()
            if cleaned.get(name)
        }

    def _told(self) -> str:
        found = ", ".join(
            f"{mask.found} ({KIND_NAMES[mask.kind]})" for mask in self.found
        )
        return _("This should not stand where others read it: %s") % found
