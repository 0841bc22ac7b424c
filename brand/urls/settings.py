from django.urls import path

from brand.views import announcements, settings

app_name = "brand_settings"

urlpatterns = [
    path("", settings.look, name="look"),
    path("logo/", settings.change_logo, name="change-logo"),
    path("logo/remove/", settings.remove_logo, name="remove-logo"),
    path("languages/", settings.languages, name="languages"),
    path("languages/<slug:code>/withdraw/", settings.withdraw, name="withdraw"),
    path("hours/", settings.hours, name="hours"),
    path("announcements/", announcements.announcements, name="announcements"),
    path("announcements/new/", announcements.new, name="new-announcement"),
    path("announcements/<int:pk>/", announcements.edit, name="announcement"),
    path("announcements/<int:pk>/end/", announcements.end, name="end-announcement"),
    path("mail/", settings.mail, name="mail"),
    path("mail/test/", settings.test_mail, name="test-mail"),
]
