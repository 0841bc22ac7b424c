"""Pictures of other sites tell those who reads; in mails so do our own."""

import pytest

from core.markdown import for_mail, render, sanitise, text_with_links

HERE = "https://help.example.com"


@pytest.fixture(autouse=True)
def here(settings):
    settings.SITE_URL = HERE


def shown(source):
    return str(render(source).html)


@pytest.mark.parametrize(
    "address",
    ["https://evil.example/p.png", "//evil.example/p", "HTTP://evil.example/p"],
)
@pytest.mark.parametrize("picture", ["![pixel]({})", '<img src="{}" alt="pixel">'])
def test_a_picture_of_another_site_is_a_link_to_it(picture, address):
    html = shown(picture.format(address))
    assert "<img" not in html
    assert f'href="{address}" rel="noopener nofollow ugc">pixel</a>' in html


def test_a_picture_without_words_is_called_by_its_address():
    assert ">https://evil.example/p?a&amp;b</a>" in shown(
        "![](https://evil.example/p?a&b)"
    )


def test_a_linked_picture_of_another_site_leaves_the_link():
    html = shown("[![a](https://evil.example/p)](/kb/)")
    assert html == '<p><a href="/kb/">a</a></p>'


def test_the_words_of_a_picture_stay_words():
    html = shown('<img src="https://evil.example/p" alt="&lt;script&gt; &quot;x">')
    assert "&lt;script&gt;" in html
    assert "<script" not in html


@pytest.mark.parametrize(
    "address", ["/files/a/b.png", f"{HERE}/files/a/b.png", "b.png"]
)
def test_our_own_pictures_are_shown(address):
    assert f'<img alt="a" src="{address}"' in shown(f"![a]({address})")


def test_foreign_html_is_treated_the_same_and_twice_is_once():
    once = sanitise('<p><img src="https://evil.example/p" alt="a"></p>')
    assert "<img" not in once
    assert sanitise(once) == once


def test_a_mail_leads_to_us_and_loads_no_picture():
    html = for_mail(shown("[guide](/kb/x/) ![plan](/files/a/b.png)"))
    assert f'<a href="{HERE}/kb/x/">guide</a>' in html
    assert f'<a href="{HERE}/files/a/b.png">plan</a>' in html


def test_a_mail_leaves_words_about_html_as_they_are():
    html = shown('`<a href="/y">`')
    assert for_mail(html) == html


def test_text_mail_leads_to_us():
    assert text_with_links(shown("[guide](/kb/x/)")) == f"guide <{HERE}/kb/x/>"
