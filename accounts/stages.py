"""A step of logging in that allauth takes too lightly for guests."""

from __future__ import annotations

from typing import Any

from allauth.account.stages import EmailVerificationStage


class ProofStage(EmailVerificationStage):
    """Asks whoever signs up to prove the address that she signed up with.

    allauth lets anybody in who names a person of whom *some* address is verified. A
    guest may have one that an agent vouched for, and that proves nothing of her first.
    """

    def handle(self) -> Any:
        user = self.login.user  # None where an address that is known is pretended to
        if user and user.is_guest and not self.login.email:
            self.login.email = user.email
        return super().handle()
