"""Where django-allauth meets our people: claims, limits, links, secrets."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

import qrcode
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.models import EmailAddress
from allauth.account.utils import has_verified_email
from allauth.core import context as allauth_context
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from qrcode.image.svg import SvgPathFillImage

from accounts import staging
from accounts.actions import claim, confirm_guest, join_by_domain
from accounts.addresses import absolute
from accounts.limits import RETRY_AFTER_FAILED_LOGINS
from accounts.models import User
from core.languages import read_in
from core.ratelimit import too_many, visitor_address
from core.sealing import seal, unseal

PROOF = "accounts.stages.ProofStage"


class AccountAdapter(DefaultAccountAdapter):
    def authenticate(self, request: HttpRequest, **credentials: Any) -> User | None:
        """A password counts only once the address of its row has been proven."""
        person = super().authenticate(request, **credentials)
        return person if person is not None and person.verified_at else None

    def confirm_email(self, request: HttpRequest, email_address: EmailAddress) -> bool:
        """The mailed code was right: the row becomes hers, with what she staged."""
        with transaction.atomic():
            others = _other_addresses(email_address)
            confirmed = super().confirm_email(request, email_address)
            if confirmed:
                # allauth takes all but the new one away, for it knows of one alone
                EmailAddress.objects.bulk_create(others)
            if confirmed and email_address.user.is_guest:
                _take_over(request, email_address.user)
            elif confirmed:
                join_by_domain(email_address.user)
        return confirmed

    def pre_login(
        self, request: HttpRequest, user: User, *, email: str | None, **login: Any
    ) -> HttpResponse | None:
        """A mailed login code proves a guest's address just as well."""
        response = super().pre_login(request, user, email=email, **login)
        proven = bool(email) and user.is_guest and has_verified_email(user, email)
        if response is None and proven:
            confirm_guest(user, language=read_in(request))
        return response

    def get_login_stages(self) -> list[str]:
        theirs, ours = "allauth.account.stages.EmailVerificationStage", PROOF
        return [
            ours if stage == theirs else stage for stage in super().get_login_stages()
        ]

    def login(self, request: HttpRequest, user: User) -> None:
        # Claiming has just changed the row, and the session is bound to its password.
        user.refresh_from_db()
        super().login(request, user)

    def validation_error(self, code: str, *args: Any) -> ValidationError:
        """Limits answer 429; allauth would only redraw the form."""
        if code == "too_many_login_attempts":
            raise ImmediateHttpResponse(
                too_many(allauth_context.request, seconds=RETRY_AFTER_FAILED_LOGINS)
            )
        return super().validation_error(code, *args)

    def get_client_ip(self, request: HttpRequest) -> str:
        return visitor_address(request)

    def send_mail(
        self, template_prefix: str, email: str, context: dict[str, Any]
    ) -> None:
        """Every link of a mail stands on SITE_URL, whatever Host was asked.

        `about`, in the context: what visitors must still see as the mail leaves.
        """
        links = {
            key: absolute(value)
            for key, value in context.items()
            if key.endswith("_url") and isinstance(value, str)
        }
        site = {"email": email, "site_url": settings.SITE_URL}
        mail = self.render_mail(template_prefix, email, {**context, **links, **site})
        mail.about = context.get("about")
        mail.send()


class MFAAdapter(DefaultMFAAdapter):
    def encrypt(self, text: str) -> str:
        return seal(text.encode(), purpose="two-factor")

    def decrypt(self, encrypted_text: str) -> str:
        return unseal(encrypted_text, purpose="two-factor").decode()

    def build_totp_svg(self, url: str) -> str:
        """An element to stand in the page, where the policy allows no data: image."""
        image = qrcode.make(url, image_factory=SvgPathFillImage)
        return image.to_string(encoding="unicode")

    def _get_site_name(self) -> str:
        return urlsplit(settings.SITE_URL).hostname or "localhost"


def _other_addresses(new: EmailAddress) -> list[EmailAddress]:
    """Those that are hers besides the one that the new one replaces."""
    hers = EmailAddress.objects.filter(user=new.user, verified=True, primary=False)
    return list(hers.exclude(email=new.email))


def _take_over(request: HttpRequest, person: User) -> None:
    if staged := staging.take(request, person):
        claim(
            person,
            display_name=staged.display_name,
            password_hash=staged.password_hash,
            language=read_in(request),
        )
    else:
        confirm_guest(person, language=read_in(request))
