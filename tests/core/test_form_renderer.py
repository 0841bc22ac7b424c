"""Controls drawn by hand are those of Django's templates."""

import pytest
from django import forms
from django.forms.renderers import TemplatesSetting
from django.test.html import parse_html

from core.form_renderer import FormRenderer

CHOICES = [
    ("", "Nobody"),
    (7, "Ada <Agent>"),
    ("Teams", [("a", "First"), ("b", 'The "second"')]),
]
ATTRIBUTES = {
    "id": "id_f",
    "required": True,
    "disabled": False,
    "maxlength": 200,
    "title": '<b> & "c"',
}
DRAWN = [
    (forms.Select(choices=CHOICES), None),
    (forms.Select(choices=CHOICES), 7),
    (forms.Select(choices=CHOICES), "b"),
    (forms.TextInput(), None),
    (forms.TextInput(), '<script> & "x"'),
    (forms.HiddenInput(), 0),
    (forms.NumberInput(), 12345.5),
    (forms.EmailInput(), "a@example.com"),
    (forms.URLInput(), "https://example.com/?a=1&b=2"),
    (forms.Textarea(), "\n\nTwo lines\n</textarea><p>"),
    (forms.Textarea(), None),
    (forms.DateInput(attrs={"type": "date"}), "2026-11-30"),
    # by its template
    (forms.CheckboxInput(), True),
]


@pytest.mark.parametrize(("widget", "value"), DRAWN)
def test_it_is_the_control_that_django_draws(widget, value):
    own = widget.render("f", value, ATTRIBUTES, FormRenderer())
    djangos = widget.render("f", value, ATTRIBUTES, TemplatesSetting())
    assert parse_html(own) == parse_html(djangos)


def test_a_text_that_begins_with_a_line_of_its_own_keeps_it():
    drawn = forms.Textarea().render("f", "\nBelow", {}, FormRenderer())
    assert drawn.endswith(">\n\nBelow</textarea>")
