"""How people come in: the pages of django-allauth."""

from tests.matrix.tables import Form
from tests.matrix.world import PASSWORD

NEW_PASSWORD = "staple-battery-horse"
TABLE = """
v g o k s c w h  a t l W R A
. . > > > > > >  > > > > > > | GET account_login account_signup
    account_request_login_code | -
> > > > > > > >  > > > > > > | POST account_login account_logout account_signup
    account_reset_password account_confirm_login_code account_request_login_code | -
> > . . . . . .  . . . . . . | GET account_logout | -
. . . . . . . .  . . . . . . | GET account_inactive account_reset_password
    account_reset_password_from_key_done account_reset_password_done | -
L L . . . . . .  . . . . . . | GET account_reauthenticate account_email
    account_change_password mfa_index mfa_list_webauthn | -
L L > > > > > >  > > > > > > | POST account_reauthenticate account_email
    account_email_verification_sent account_set_password mfa_authenticate
    mfa_reauthenticate mfa_reauthenticate_webauthn mfa_login_webauthn
    account_change_password | -
L L > > > > > >  > > > > > > | GET account_email_verification_sent account_set_password
    mfa_authenticate mfa_reauthenticate mfa_reauthenticate_webauthn
    mfa_login_webauthn | -
L L . . . . . .  . . . . . . | GET mfa_activate_totp mfa_generate_recovery_codes
    mfa_add_webauthn | -
L L . . . . . .  . . . . . . | POST mfa_activate_totp mfa_generate_recovery_codes
    mfa_add_webauthn | -
> > > > > > > >  > > > > > > | GET account_confirm_login_code | -
. . . . . . . .  . . . . . . | GET account_reset_password_from_key | forged-reset
. . . . . . . .  . . . . . . | POST account_reset_password_from_key | forged-reset
L L - - - - - -  - - - - - - | GET mfa_deactivate_totp mfa_view_recovery_codes
    mfa_download_recovery_codes | -
L L - - - - - -  - - - - - - | POST mfa_deactivate_totp mfa_download_recovery_codes | -
L L - - - - - -  - - - - - - | GET mfa_remove_webauthn mfa_edit_webauthn | no-team
L L - - - - - -  - - - - - - | POST mfa_remove_webauthn mfa_edit_webauthn | no-team
"""
FORMS = {
    "account_login": Form(
        "visitor",
        fields=lambda world: {
            "login": "owner@example.com",
            "password": PASSWORD,
            "remember": "",
        },
    ),
    "account_signup": Form(
        "visitor",
        fields=lambda world: {
            "display_name": "Sally Sign",
            "email": "sally@example.com",
            "password1": NEW_PASSWORD,
            "website": "",
            "altcha": "",
        },
    ),
    "account_logout": Form("owner"),
    "account_reauthenticate": Form(
        "owner", fields=lambda world: {"password": PASSWORD}
    ),
    "account_email": Form(
        "owner",
        fields=lambda world: {"action_add": "", "email": "second@example.com"},
    ),
    "account_email_verification_sent": Form(
        "visitor", fields=lambda world: {"code": "BCDF-GHJK"}
    ),
    "account_change_password": Form(
        "owner",
        fields=lambda world: {
            "oldpassword": PASSWORD,
            "password1": NEW_PASSWORD,
            "password2": NEW_PASSWORD,
        },
    ),
    "account_set_password": Form(
        "owner",
        fields=lambda world: {"password1": NEW_PASSWORD, "password2": NEW_PASSWORD},
    ),
    "account_reset_password": Form(
        "visitor", fields=lambda world: {"email": "owner@example.com"}
    ),
    "account_reset_password_from_key": Form(
        "visitor",
        "forged-reset",
        fields=lambda world: {"password1": NEW_PASSWORD, "password2": NEW_PASSWORD},
    ),
    "account_request_login_code": Form(
        "visitor", fields=lambda world: {"email": "owner@example.com"}
    ),
    "account_confirm_login_code": Form(
        "visitor", fields=lambda world: {"code": "BCDF-GHJK"}
    ),
}
