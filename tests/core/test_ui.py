import re
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace

import pytest
from django import forms
from django.conf import settings
from django.template import Context, engines
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import override

from core.bundles import LISTED, joined
from core.panels import Panel
from core.templatetags import ui

CSS = Path(settings.BASE_DIR) / "static" / "css"


def somebody(name="Mara Lindqvist", **facts):
    return SimpleNamespace(**{"pk": 3, "public_name": name, "is_agent": False, **facts})


def draw(source, **context):
    template = engines["django"].from_string("{% load ui %}" + source).template
    return template.render(Context(context))


def test_an_icon_is_silent_unless_it_has_a_label():
    assert 'aria-hidden="true"' in ui.icon("lock")
    spoken = ui.icon("lock", label="Private")
    assert 'aria-label="Private"' in spoken
    assert "aria-hidden" not in spoken


def test_an_icons_label_is_escaped():
    assert "<b>" not in ui.icon("lock", label='"><b>')


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Mara Lindqvist", "ML"),
        ("Mara von Lindqvist", "ML"),
        ("cher", "C"),
        ("", ""),
        ("🙂 (Bob) Ross", "R"),
        ("<b>Bob</b>", "B"),
        ("<>", ""),
    ],
)
def test_initials(name, letters):
    assert ui.initials(name) == letters


def test_an_avatar_shows_the_picture_where_there_is_one():
    assert '<img src="/files/1" alt=""' in ui.avatar(somebody(picture_url="/files/1"))
    assert "ML</span>" in ui.avatar(somebody(), "small")
    assert "avatar--none" in ui.avatar(None)


def test_a_name_is_escaped():
    assert "<script>" not in ui.person(somebody("<script>alert(1)</script> Eve"))


def test_only_staff_bears_the_badge():
    assert "badge--staff" in ui.person(somebody(is_agent=True))
    assert "badge--staff" not in ui.person(somebody())
    assert "Nobody" in ui.person(None)


def test_a_status_is_named_by_its_label():
    assert ui.status("on_hold", "On hold") == (
        '<span class="badge" data-status="on_hold">On hold</span>'
    )


def test_a_moment_is_said_in_full_in_the_readers_zone():
    with timezone.override("Europe/Berlin"):
        said = ui.ago(datetime(2026, 5, 4, 10, 0, tzinfo=UTC))
    assert 'datetime="2026-05-04T12:00:00+02:00"' in said
    assert ">4 May 2026, 12:00</time>" in said
    assert ui.ago(None) == ""


def test_the_part_of_the_site_one_is_in_is_marked():
    assert ui.current("/de/kb/articles/1-x/", "/kb/") == ' aria-current="true"'
    assert ui.current("/forums/", "/kb/") == ""


def test_a_panel_sees_its_own_context_and_who_asks():
    filled = Panel("ui/_empty.html", {"icon": "inbox", "title": "All done"})
    drawn = draw("{% panel filled %}", filled=filled, text="not for panels")
    assert "All done" in drawn
    assert "not for panels" not in drawn


class Question(forms.Form):
    email = forms.EmailField(help_text="We answer to it.")
    note = forms.CharField(required=False, widget=forms.Textarea)
    copy = forms.BooleanField(required=False)


def test_a_field_names_its_help_and_its_error():
    field = Question({"email": "x"})["email"]
    drawn = render_to_string("ui/_field.html", {"field": field})
    assert 'aria-invalid="true"' in drawn
    described = drawn.split('aria-describedby="')[1].split('"')[0].split()
    assert described
    for part in described:
        assert f'id="{part}"' in drawn


def test_a_field_says_when_it_may_stay_empty():
    form = Question()
    assert "optional" in render_to_string("ui/_field.html", {"field": form["note"]})
    assert "optional" not in render_to_string("ui/_field.html", {"field": form["copy"]})


def test_the_summary_of_errors_leads_to_the_fields():
    drawn = render_to_string("ui/_form_errors.html", {"form": Question({})})
    assert 'href="#id_email"' in drawn
    assert "alert" not in render_to_string("ui/_form_errors.html", {"form": Question()})


def test_what_a_message_says_is_escaped():
    drawn = render_to_string("ui/_message.html", {"body_html": "<b>"})
    assert "&lt;b&gt;" in drawn
    drawn = render_to_string("ui/_message.html", {"body_html": SafeString("<b>ok</b>")})
    assert "<b>ok</b>" in drawn


def test_the_pager_shows_only_the_ways_there_are():
    page = SimpleNamespace(next_url="?after=x", previous_url="")
    drawn = render_to_string("ui/_pager.html", {"page": page})
    assert 'rel="next"' in drawn
    assert 'rel="prev"' not in drawn


def test_every_sheet_is_linked_and_every_linked_sheet_is_there():
    linked = (Path(settings.BASE_DIR) / "templates/ui/_stylesheets.html").read_text()
    for sheet in CSS.rglob("*.css"):
        assert f'"css/{sheet.relative_to(CSS)}"' in linked
    assert linked.count("<link") == len(list(CSS.rglob("*.css")))


def test_sheets_and_scripts_stay_small():
    for sheet in CSS.rglob("*.css"):
        assert len(sheet.read_text().splitlines()) <= 250, sheet
    for script in (CSS.parent / "js").glob("*.js"):
        assert len(script.read_text().splitlines()) <= 80, script


@pytest.mark.django_db
def test_the_style_guide_draws_every_part(client):
    page = client.get("/styleguide/")
    assert page.status_code == 200
    assert 'class="message message--note"' in page.content.decode()
    assert "style=" not in page.content.decode()


def test_a_part_that_is_the_same_for_all_is_drawn_once(monkeypatch):
    drawn = ui.same_for_all("ui/_stylesheets.html")
    assert "css/tokens.css" in drawn
    monkeypatch.setattr("core.templatetags.ui.get_template", None)
    assert ui.same_for_all("ui/_stylesheets.html") is drawn


def test_it_is_drawn_for_each_language_and_for_the_words_that_it_takes():
    def footer(name):
        return ui.same_for_all("ui/_site_footer.html", name=name)

    assert "<p>A&amp;B</p>" in footer("A&B")
    assert "<p>A&B</p>" in footer(SafeString("A&B"))
    drawn = footer("A&B")
    with override("de"):
        assert footer("A&B") is not drawn
    assert footer("A&B") is drawn


def test_every_sheet_is_in_the_one_that_browsers_load():
    text, place = joined(), -1
    listed = (Path(settings.BASE_DIR) / "templates" / LISTED).read_text()
    for name in re.findall(r'"(css/[^"]+)"', listed):
        opening = (CSS.parent / name).read_text()[:60].split("url(")[0]
        place = text.find(opening, place + 1)
        assert place >= 0, name
    assert "@media print {" in text
    for address in re.findall(r'url\("([^"]+)"\)', text):
        assert (CSS / address).is_file(), address


def test_a_field_to_tick_says_where_there_is_nothing_to_tick():
    class Ticks(forms.Form):
        colours = forms.MultipleChoiceField(widget=forms.CheckboxSelectMultiple)

    source = '{% include "ui/_field.html" with field=form.colours only %}'
    form = Ticks()
    assert "There are none yet." in draw(source, form=form)
    form.fields["colours"].choices = [("r", "Red")]
    assert "There are none yet." not in draw(source, form=form)
