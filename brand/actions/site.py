from __future__ import annotations

from uuid import uuid4

from allauth.account.models import EmailAddress
from django.core.files.base import ContentFile
from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from brand.models import Brand
from brand.querysets import current_brand
from core.pictures import drop
from core.remembering import forget


@transaction.atomic
def change_logo(*, image: bytes) -> None:
    """`image` as `forms.LogoForm` cleaned it: a small WebP."""
    brand = current_brand()
    drop(brand.logo)
    brand.logo.save(f"{uuid4().hex}.webp", ContentFile(image), save=False)
    brand.save()
    transaction.on_commit(forget)


@transaction.atomic
def remove_logo() -> bool:
    brand = current_brand()
    if not brand.logo:
        return False
    drop(brand.logo)
    brand.logo = ""
    brand.save()
    transaction.on_commit(forget)
    return True


@transaction.atomic
def offer_language(code: str) -> bool:
    """To readers, besides the site's own and the others."""
    brand = current_brand()
    if code in brand.languages:
        return False
    brand.languages.append(code)
    brand.save()
    transaction.on_commit(forget)
    return True


@transaction.atomic
def withdraw_language(code: str) -> bool:
    """Its pages are gone until it is offered again; what was translated stays."""
    brand = current_brand()
    if code not in brand.languages:
        return False
    brand.languages.remove(code)
    brand.save()
    transaction.on_commit(forget)
    return True


def send_test_mail(*, to: User) -> None:
    """A mail by the same way as all others, so that its arrival means something."""
    brand = current_brand()
    message = EmailMultiAlternatives(
        _("Test mail from %(site)s") % {"site": brand.name},
        render_to_string("brand/email/test.txt", {"brand": brand, "to": to}),
        to=[to.email],
    )
    message.send()


@transaction.atomic
def open_site(
    *, name: str, email: str, display_name: str, password_hash: str
) -> User | None:
    """The first administrator and the site's name; None where there is one already.

    The brand row is the lock that lets only one of two at once through.
    """
    Brand.objects.get_or_create(pk=1)
    brand = Brand.objects.select_for_update().get(pk=1)
    if User.objects.admins().exists():
        return None
    brand.name = name
    brand.save()
    transaction.on_commit(forget)
    administrator = User.objects.create(
        email=email,
        display_name=display_name,
        password=password_hash,
        verified_at=timezone.now(),
        is_agent=True,
        is_admin=True,
    )
    EmailAddress.objects.create(
        user=administrator, email=email, verified=True, primary=True
    )
    return administrator
