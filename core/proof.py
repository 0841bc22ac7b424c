"""Work that a browser proves, so that a visitor's form counts as a person's (ALTCHA).

We sign a hash; the browser looks for the number that it was made of, which takes it a
second and a sender of thousands hours. Nothing leaves the site and nobody reads bent
letters. Whoever has no scripts has no proof: forms work without, under lower limits.
"""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any, TypeVar, cast

import altcha
from csp.decorators import csp_update
from django import forms
from django.http import HttpRequest, JsonResponse
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from core.access import public
from core.ratelimit import is_over_limit

# 25,000 hashes in the mean: well under a second on a phone
NUMBERS = 50_000
LIFE = timedelta(hours=1)
# as we make it: the package reads other spellings of a time that say two things
_SALT = re.compile(r"[0-9a-f]{24}\?expires=\d{1,12}&")
# of the sheet that the widget puts into the page
STYLE = "'sha256-pg+oQARqMq4wCazyrsMt8HY89BJkXkEFkwNWxg2iPdg='"

View = TypeVar("View", bound=Callable[..., HttpResponseBase])


@public
@require_safe
@never_cache
def challenge(request: HttpRequest) -> JsonResponse:
    """Fetched by the widget: the page itself may come from the kept ones."""
    options = altcha.ChallengeOptions(
        max_number=NUMBERS, hmac_key=_key(), expires=timezone.now() + LIFE
    )
    return JsonResponse(altcha.create_challenge(options).to_dict())


def asks_proof(view: View) -> View:
    """The policy of a page that holds the widget, on that page alone."""
    policy: Any = {"style-src": ["'self'", STYLE], "worker-src": ["'self'", "blob:"]}
    decorated: Any = csp_update(policy)(view)
    return cast(View, decorated)


def is_proven(payload: str) -> bool:
    """Once for each challenge, however many ask at the same time."""
    solved = _solved(payload)
    if solved is None:
        return False
    seconds = int(LIFE.total_seconds()) + 60
    return not is_over_limit("proof", solved, limit=1, seconds=seconds)


class ProofWidget(forms.HiddenInput):
    template_name = "ui/_proof.html"


class ProofField(forms.CharField):
    """What the widget found. Never refused: `is_proven` says what it is worth."""

    widget = ProofWidget

    def __init__(self) -> None:
        super().__init__(required=False, max_length=2000)


class TrapField(forms.CharField):
    """People do not see it; whatever fills in every field gives itself away."""

    widget = forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"})

    def __init__(self) -> None:
        label = _("Leave this field empty")
        super().__init__(required=False, max_length=2000, label=label)


def _solved(payload: str) -> str | None:
    """The challenge that was solved."""
    try:
        given: Any = json.loads(base64.b64decode(payload, validate=True))
        solved, salt = str(given["challenge"]), str(given["salt"])
        number = int(given["number"])
    except (ValueError, TypeError, KeyError, OverflowError, RecursionError):
        return None
    if not _SALT.fullmatch(salt) or not 0 <= number <= NUMBERS:
        return None
    signature = str(given.get("signature"))
    told = altcha.Payload("SHA-256", solved, number, salt, signature)
    return solved if altcha.verify_solution(told, _key())[0] else None


def _key() -> str:
    return salted_hmac("core.proof", "challenge").hexdigest()
