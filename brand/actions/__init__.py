from brand.actions.announcements import (
    announce,
    end_announcement,
    put_up_announcement,
    withdraw,
)
from brand.actions.site import (
    change_logo,
    offer_language,
    open_site,
    remove_logo,
    send_test_mail,
    withdraw_language,
)

__all__ = [
    "announce",
    "change_logo",
    "end_announcement",
    "offer_language",
    "open_site",
    "put_up_announcement",
    "remove_logo",
    "send_test_mail",
    "withdraw",
    "withdraw_language",
]
