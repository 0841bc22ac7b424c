"""`manage.py import_articles` on pages of HTML, and on what other help desks give."""

import json
from datetime import UTC, datetime

import pytest

from accounts.models import Organization
from composer.models import Upload
from kb.importing import import_folder
from kb.models import Article, Category, Translation
from tests.kb.whole import everything

PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + b"\0" * 20

pytestmark = pytest.mark.django_db


@pytest.fixture
def put(tmp_path, monkeypatch):
    """`put("a/b.json", {…})`; no request may leave."""

    def refuse(*args, **kwargs):
        raise AssertionError("an import asked another machine")

    monkeypatch.setattr("socket.socket.connect", refuse)
    monkeypatch.setattr("socket.getaddrinfo", refuse)

    def write(name, content):
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        if isinstance(content, (dict, list)):
            content = json.dumps(content)
        file.write_bytes(content if isinstance(content, bytes) else content.encode())

    return write


def only(title):
    return Article.objects.get(title=title)


def lost(report, kind):
    return [what for _, what in report.lost.get(kind, [])]


def again(folder):
    """A second time nothing changes."""
    before = everything()
    report = import_folder(folder)
    assert (report.created, report.changed, report.translations) == (0, 0, 0)
    assert everything() == before


def test_pages_of_html_become_articles(put, tmp_path):
    put("setup/img/plan a.png", PNG)
    put(
        "setup/start.html",
        '<html><head><title>Site</title><meta name="keywords" content="one, two">'
        '<meta name="draft" content="true"><meta name="order" content="4">'
        '<meta name="updated" content="2024-05-02"></head><body><nav>Menu</nav>'
        "<h1>Start <em>here</em></h1>"
        '<p>2 &lt; 3 *and* <a href="next.html#deep">on</a></p>'
        '<img src="img/plan%20a.png" alt="The [plan]"><script>steal()</script>'
        '<table><tr><th>a|b</th></tr><tr><td>1</td></tr></table></body></html>',
    )  # fmt: skip
    put(
        "setup/next.html",
        '<h1>Next</h1><a name="deep"></a><h2>Deep</h2><pre>a\n\nb</pre>'
        "<p><b>So:</b>on <b>a</b><b>b</b></p>",
    )
    put("read.md", "# Markdown beside\n\n[start](setup/start.html)")
    report = import_folder(tmp_path)
    start = only("Start here")
    upload = Upload.objects.get()
    there = only("Next").get_absolute_url()
    assert (start.is_published, start.position) == (False, 4)
    assert start.updated_at == datetime(2024, 5, 2, tzinfo=UTC)
    assert sorted(tag.name for tag in start.tags.all()) == ["one", "two"]
    assert start.category.slug == "setup"
    assert start.body_html.startswith(
        f'<p>2 &lt; 3 *and* <a href="{there}#h-deep">on</a></p>'
    )
    assert f'src="{upload.get_absolute_url()}"' in start.body_html
    assert "<th>a|b</th>" in start.body_html
    assert "Menu" not in start.body_html
    assert "steal" not in start.body_html
    assert "<pre" in only("Next").body_html
    assert "<strong>So:</strong>on <strong>ab</strong>" in only("Next").body_html
    assert start.get_absolute_url() in only("Markdown beside").body_html
    assert report.lost == {}
    again(tmp_path)


ZENDESK = "https://acme.zendesk.com/hc"


@pytest.fixture
def zendesk(put, agent):
    """As the Help Center API gives it, a page of each in a file."""
    put("categories.json", {"categories": [
        {"id": 10, "name": "Sync", "description": "All of it", "position": 1},
        {"id": 11, "name": "First", "description": "", "position": 0},
    ], "next_page": None})  # fmt: skip
    put("sections.json", {"sections": [
        {"id": 21, "category_id": 10, "parent_section_id": 20, "name": "Inner"},
        {"id": 20, "category_id": 10, "parent_section_id": None, "name": "Basics"},
    ]})  # fmt: skip
    put("segments.json", {"user_segments": [
        {"id": 5, "user_type": "signed_in_users", "name": "All"},
        {"id": 6, "user_type": "staff", "name": "Staff"},
        {"id": 7, "user_type": "signed_in_users", "name": "Gold", "tags": ["gold"]},
    ]})  # fmt: skip
    put("users.json", {"users": [{"id": 77, "email": agent.email}]})
    put("articles-1.json", {"articles": [
        {"id": 301, "section_id": 20, "title": "Second", "position": 2,
         "locale": "en-us", "source_locale": "en-us", "draft": False,
         "user_segment_id": 5,
         "author_id": 77, "label_names": ["Phone"], "promoted": True,
         "created_at": "2023-01-02T03:04:05Z", "edited_at": "2024-05-06T07:08:09Z",
         "body": f'<h2 id="h_01AB">Part</h2><p><img src="{ZENDESK}/article_attachments'
                 f'/9001/shot.png" alt="Shot"> <a href="{ZENDESK}/en-us/articles/'
                 '300-First#h_02CD">first</a> <a href="/hc/de/articles/99-no">gone</a>'
                 '</p><iframe src="https://video.example/1"></iframe>'},
        {"id": 300, "section_id": 20, "title": "First", "position": 1,
         "locale": "en-us", "draft": True, "user_segment_id": None,
         "body": '<h2 id="h_02CD">Here</h2>', "label_names": [],
         "created_at": "2023-01-01T00:00:00Z"},
    ]})  # fmt: skip
    put("articles-2.json", {"articles": [
        {"id": 302, "section_id": 21, "title": "Gold", "position": 0, "locale": "de",
         "draft": False, "user_segment_id": 7, "body": "<p>Nur Gold</p>"},
    ]})  # fmt: skip
    put("translations/301.json", {"translations": [
        {"id": 1, "source_id": 301, "source_type": "Article", "locale": "en-us",
         "title": "Second", "body": "<p>the same</p>", "draft": False},
        {"id": 2, "source_id": 301, "source_type": "Article", "locale": "de",
         "title": "Zweiter", "draft": False, "outdated": True,
         "body": f'<p><a href="{ZENDESK}/de/articles/300">erster</a></p>'},
        {"id": 3, "source_id": 10, "source_type": "Category", "locale": "de",
         "title": "Abgleich", "body": ""},
    ]})  # fmt: skip
    put("attachments.json", {"article_attachments": [
        {"id": 9001, "article_id": 301, "file_name": "shot.png", "inline": True},
        {"id": 9002, "article_id": 301, "file_name": "gone.pdf", "inline": False},
    ]})  # fmt: skip
    put("attachments/9001/shot.png", PNG)
    put("comments.json", {"comments": [{"id": 1, "body": "hi"}]})


def test_an_export_of_zendesk(zendesk, tmp_path, agent):
    report = import_folder(tmp_path)
    second, first, gold = only("Second"), only("First"), only("Gold")
    assert [row.external_id for row in (second, first, gold)] == ["301", "300", "302"]
    assert (second.audience, first.audience, gold.audience) == (
        "signed_in", "everyone", "agents",
    )  # fmt: skip
    assert (second.is_published, first.is_published) == (True, False)
    assert (first.position, second.position, second.owner) == (1, 2, agent)
    assert second.published_at == datetime(2023, 1, 2, 3, 4, 5, tzinfo=UTC)
    assert second.updated_at == datetime(2024, 5, 6, 7, 8, 9, tzinfo=UTC)
    assert [tag.name for tag in second.tags.all()] == ["phone"]
    path = [gold.category, gold.category.parent, gold.category.parent.parent]
    assert [each.title for each in path] == ["Inner", "Basics", "Sync"]
    assert Category.objects.get(title="First").position == 0
    assert path[-1].translations.get().title == "Abgleich"
    upload = second.attachments.get()
    assert f'src="{upload.get_absolute_url()}"' in second.body_html
    assert f'href="{first.get_absolute_url()}#h-h_02cd"' in second.body_html
    text = Translation.objects.get()
    assert (text.article, text.language, text.title) == (second, "de", "Zweiter")
    assert (text.is_live, text.is_stale) == (True, True)
    assert first.get_absolute_url() in text.body_html
    assert report.lost == {
        "Left out": [("comments", "1 rows")],
        "Left out of the text": [("articles/301", "iframe https://video.example/1")],
        "Missing files": [("articles/301", "gone.pdf")],
        "Seen by a part of its readers, now by agents alone": [
            ("articles/302", "Gold")
        ],
        "Words in another language than the site's": [("articles/302", "de")],
        "Links to articles that are not here": [
            ("articles/301", "/hc/de/articles/99-no")
        ],
    }
    again(tmp_path)


def test_an_export_of_freshdesk(put, tmp_path):
    harbour = Organization.objects.create(name="Harbour Ltd")
    put("categories.json", [{"id": 3, "name": "Sync", "description": "All of it"}])
    top = {"level": 0, "type": "category", "data": {"id": 3, "name": "Sync"}}
    inner = {"level": 1, "type": "folder", "data": {"id": 30, "name": "Inner"}}
    put("categories/3/folders.json", [
        {"id": 30, "name": "Inner", "visibility": 2, "hierarchy": [top, inner]},
        {"id": 31, "name": "Ours", "visibility": 4, "company_ids": [8],
         "hierarchy": [top]},
        {"id": 32, "name": "Bots", "visibility": 5, "hierarchy": [top]},
    ])  # fmt: skip
    put("companies.json", [{"id": 8, "name": "Harbour Ltd", "domains": ["h.example"]}])
    put("folders/30/articles.json", [
        {"id": 50, "folder_id": 30, "category_id": 3, "title": "One", "status": 2,
         "description": '<p>Go <a href="https://acme.freshdesk.com/support/solutions/'
                        'articles/51-two">on</a><img src="https://s3.example/data/'
                        'attachments/prod/7001/original/a.png?sig=1" alt="A"></p>',
         "tags": ["Phone"], "seo_data": {"meta_description": "In short"},
         "created_at": "2016-09-09T06:07:26Z", "updated_at": "2016-09-10T06:07:26Z",
         "attachments": [{"id": 7002, "name": "manual.pdf", "attachment_url": "https://x"}]},
        {"id": 51, "folder_id": 30, "category_id": 3, "title": "Two", "status": 1,
         "description": "<p>x</p>", "tags": [], "seo_data": {}},
    ])  # fmt: skip
    put("folders/31.json", [{"id": 52, "folder_id": 31, "title": "Ours", "status": 2,
                             "description": "x", "category_id": 3}])  # fmt: skip
    put("folders/32.json", [{"id": 53, "folder_id": 32, "title": "Bots", "status": 2,
                             "description": "x", "category_id": 3}])  # fmt: skip
    put("files/7001-a.png", PNG)
    put("files/7002-manual.pdf", b"%PDF-1.4")
    report = import_folder(tmp_path)
    one, two = only("One"), only("Two")
    assert (one.audience, one.summary, one.position) == ("signed_in", "In short", 0)
    assert (two.is_published, two.position) == (False, 1)
    assert one.published_at == datetime(2016, 9, 9, 6, 7, 26, tzinfo=UTC)
    assert [one.category.title, one.category.parent.title] == ["Inner", "Sync"]
    assert two.get_absolute_url() in one.body_html
    names = sorted(one.attachments.values_list("name", flat=True))
    assert names == ["7001-a.png", "7002-manual.pdf"]
    assert "<img" in one.body_html
    assert only("Ours").audience == "organizations"
    assert list(only("Ours").organizations.all()) == [harbour]
    assert only("Bots").audience == "agents"
    assert list(report.lost) == ["Seen by a part of its readers, now by agents alone"]
    again(tmp_path)


def test_hostile_exports_read_nothing_else_and_come_in_as_far_as_they_go(put, tmp_path):
    secret = tmp_path.parent / "secret.png"
    secret.write_bytes(PNG)
    folder = tmp_path / "export"
    put("export/articles.json", {"articles": [
        {"id": 300, "section_id": 1, "locale": "xx", "title": "A\0\ud800",
         "position": True, "label_names": [{}, 7, "b\ud800"],
         "user_segment_ids": [9], "draft": "no", "body":
         '<img src="../secret.png" alt="1"><img src="/etc/hostname" alt="2">'
         '<img src="file:///etc/hostname" alt="3"><img src="attachments/77/s.png">'
         '<img src="http://[" alt="4"><a href="file:///etc/passwd">x</a>'
         '<a href="javascript:alert(1)">y</a>' + "<div>" * 5000},
        {"id": 300, "section_id": 1, "title": None, "body": None},
        {"id": {}, "section_id": 2},
    ], "sections": [{"id": 1, "parent_section_id": 1, "name": 3, "position": -1}],
       "article_attachments": [{"id": 77, "article_id": 300, "file_name": "../s.png"}],
       "translations": [None, 7, {"source_id": 300, "locale": None}]})  # fmt: skip
    put("export/broken.json", b"[" * 100_000)
    (folder / "attachments" / "77").mkdir(parents=True)
    (folder / "attachments" / "77" / "s.png").symlink_to(secret)
    (folder / "leak.json").symlink_to("/etc/hostname")
    report = import_folder(folder)
    assert not Upload.objects.exists()
    assert only("A?").audience == "agents"
    for html in Article.objects.values_list("body_html", flat=True):
        assert "<img" not in html
        assert "href=" not in html.replace('href="http://[', "")
    led_out = [name for name, _ in report.lost["Leads out of the folder, not read"]]
    assert sorted(led_out) == ["attachments/77/s.png", "leak.json"]
    assert lost(report, "Unreadable JSON") == [""]


def test_a_link_out_of_the_folder_is_no_article(put, tmp_path):
    put("outside.md", "# Secret")
    put("in/a.md", "# A")
    (tmp_path / "in" / "b.md").symlink_to(tmp_path / "outside.md")
    report = import_folder(tmp_path / "in")
    assert Article.objects.get().title == "A"
    assert list(report.lost) == ["Leads out of the folder, not read"]
