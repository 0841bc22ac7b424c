from brand.forms.announcement import AnnouncementForm
from brand.forms.hours import HoursForm
from brand.forms.site import (
    LanguageForm,
    LogoForm,
    LookForm,
    SenderForm,
    WelcomeForm,
)

__all__ = [
    "AnnouncementForm",
    "HoursForm",
    "LanguageForm",
    "LogoForm",
    "LookForm",
    "SenderForm",
    "WelcomeForm",
]
