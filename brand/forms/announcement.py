from typing import Any

from django import forms

from brand.models import Announcement


class AnnouncementForm(forms.ModelForm):
    class Meta:
        model = Announcement
        fields = ["text", "link", "severity", "begins_at", "ends_at"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("begins_at", "ends_at"):
            self.fields[name].widget = forms.DateTimeInput(
                {"type": "datetime-local"}, "%Y-%m-%dT%H:%M"
            )
