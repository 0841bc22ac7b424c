"""`manage.py import_articles` on small folders of Markdown."""

import shutil
from datetime import UTC, datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command

from composer.models import Upload
from kb.importing import import_folder
from kb.models import Article, Category
from search.models import SearchDocument

PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + b"\0" * 20


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "centre"


@pytest.fixture
def put(folder):
    """`put("Sync/Basics/how.md", "# How")`"""

    def write(name, content, **meta):
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        if isinstance(content, bytes):
            file.write_bytes(content)
            return file
        lines = [f"{key}: {value}" for key, value in meta.items()]
        head = ["---", *lines, "---", ""] if meta else []
        file.write_text("\n".join([*head, content]))
        return file

    return write


def rows():
    return (
        list(Category.objects.order_by("pk").values()),
        list(Article.objects.order_by("pk").values()),
        list(Upload.objects.order_by("pk").values()),
        list(SearchDocument.objects.order_by("pk").values()),
    )


def lost(report, kind):
    return [what for _, what in report.lost.get(kind, [])]


@pytest.mark.django_db
def test_folders_become_categories_and_files_articles(folder, put):
    put("Sync/Basics/how-sync-works.md", "It *travels*.", title="How?", id=7)
    put("Sync/start.md", "Begin.", title="Start", id=8)
    report = import_folder(folder)
    article = Article.objects.get(external_id="7")
    assert (article.title, article.slug) == ("How?", "how")
    assert "<em>travels</em>" in article.body_html
    assert article.summary == "It travels."
    assert article.is_published
    assert article.category.slug == "basics"
    assert article.category.parent.title == "Sync"
    assert Article.objects.get(external_id="8").category.slug == "sync"
    assert (report.created, report.categories) == (2, 2)


@pytest.mark.django_db
def test_two_sections_of_one_name_are_two_categories(folder, put):
    for top in ("Boards", "Shop"):
        put(f"{top}/Generic/{top}.md", "x", title=top, id=top)
    import_folder(folder)
    slugs = set(Category.objects.values_list("slug", flat=True))
    assert slugs == {"boards", "shop", "generic", "shop-generic"}


@pytest.mark.django_db
def test_a_reserved_word_is_no_address(folder, put):
    put("New/Articles/a.md", "x", title="A")
    import_folder(folder)
    slugs = set(Category.objects.values_list("slug", flat=True))
    assert slugs == {"new-2", "new-2-articles"}


@pytest.mark.django_db
def test_front_matter_says_the_rest(folder, put):
    put(
        "A/full.md",
        "Text.",
        title="Full",
        id=1,
        summary="In short",
        tags="[One, two]",
        published="2024-03-01",
        updated="2024-05-02 10:00:00",
    )
    put("A/draft.md", "Text.", title="Draft", id=2, draft="true")
    report = import_folder(folder)
    full = Article.objects.get(external_id="1")
    assert full.summary == "In short"
    assert sorted(tag.name for tag in full.tags.all()) == ["one", "two"]
    assert full.published_at == datetime(2024, 3, 1, tzinfo=UTC)
    assert full.updated_at == datetime(2024, 5, 2, 10, tzinfo=UTC)
    assert not Article.objects.get(external_id="2").is_published
    assert report.drafts == 1


@pytest.mark.django_db
def test_pictures_are_kept_and_shown(folder, put, client):
    put("A/img/b.png", PNG)
    put(
        "A/a.md",
        '![B](img/b.png "T")\n\n<img src="img/b.png" width="20">\n\n'
        "[the file](img/b.png)\n\n[r]: img/b.png\n\n![C][r]",
        title="A",
        id=1,
    )
    report = import_folder(folder)
    article = Article.objects.get()
    upload = article.attachments.get()
    address = upload.get_absolute_url()
    assert report.pictures == 4
    assert article.body_html.count(f'src="{address}"') == 3
    assert f'<a href="{address}">the file</a>' in article.body_html
    response = client.get(address)
    assert response.status_code == 200
    assert b"".join(response.streaming_content) == PNG


@pytest.mark.django_db
def test_files_are_not_younger_than_the_words_that_brought_them(
    make_category, writer, reviewer, client
):
    from activity.actions import history
    from kb.actions import draft_article, publish_article

    with history(datetime(2024, 3, 1, tzinfo=UTC)):
        article = draft_article(
            by=writer,
            category=make_category("Sync"),
            title="With a file",
            body="Read it.",
            files=[SimpleUploadedFile("plan.png", PNG)],
        )
        publish_article(article, by=reviewer)
    assert "plan.png" in client.get(article.get_absolute_url()).content.decode()


@pytest.mark.django_db
def test_missing_and_foreign_pictures_are_reported(folder, put):
    put(
        "A/a.md",
        "![The button](img/gone.png) and ![Map](https://example.com/map.png)\n\n"
        '<img src="https://example.com/deco.png"> <img src="img/gone2.png" alt="Two">'
        ' ![Three](<>) <img alt="Four">',
        title="A",
    )
    report = import_folder(folder)
    html = Article.objects.get().body_html
    assert "<img" not in html
    assert "<em>The button</em>" in html
    assert 'href="https://example.com/map.png"' in html
    assert lost(report, "Missing pictures") == [
        *("img/gone.png", "![Three](<>)", "img/gone2.png", '<img alt="Four">'),
    ]
    assert lost(report, "Pictures on other sites, linked") == [
        "https://example.com/map.png"
    ]


@pytest.mark.django_db
def test_nothing_outside_the_folder_is_read(folder, put, tmp_path):
    (tmp_path / "secret.png").write_bytes(PNG)
    put("A/a.md", "![x](../../secret.png) ![y](/etc/hostname)", title="A")
    (folder / "A" / "link.png").symlink_to(tmp_path / "secret.png")
    put("A/b.md", "![z](link.png)", title="B")
    report = import_folder(folder)
    assert not Upload.objects.exists()
    assert len(lost(report, "Missing pictures")) == 3


@pytest.mark.django_db
def test_links_between_articles_lead_here(folder, put):
    old = "https://support.example.com/hc/en-us/articles"
    put("A/b.md", "## Part\n\nx", title="B", id=22)
    put(
        "A/a.md",
        f"[b]({old}/22-Old-Name#Part) <{old}/22> ({old}/22) "
        f"[c]({old}/99-gone) [d](b.md#part)\n\n"
        f'<a href="/hc/de/articles/22-x">e</a> `{old}/22`\n\n'
        "[f](https://other.example.org/articles/7) [g](nowhere.md)",
        title="A",
        id=11,
    )
    report = import_folder(folder)
    html = Article.objects.get(external_id="11").body_html
    here = Article.objects.get(external_id="22").get_absolute_url()
    assert html.count(f'href="{here}#h-part"') == 2
    assert html.count(f'href="{here}"') == 3
    assert f"<code>{old}/22</code>" in html
    assert "https://other.example.org/articles/7" in html
    assert lost(report, "Links to articles that are not here") == [f"{old}/99-gone"]
    assert lost(report, "Links to files that are not here") == ["nowhere.md"]
    assert html.count(f'<a href="{here}">B</a>') == 2
    assert report.links == 5


@pytest.mark.django_db
def test_links_lead_to_places_that_are_there_or_to_the_top(folder, put):
    put("A/b.md", "[far](a.md#There) [gone](a.md#nowhere)", title="B")
    put(
        "A/a.md",
        '[down](#there) [lost](#nowhere)\n\n<a id="there"></a>\n\n## A *long* name',
        title="A",
    )
    report = import_folder(folder)
    html = {row.title: row.body_html for row in Article.objects.all()}
    address = Article.objects.get(title="A").get_absolute_url()
    assert 'id="h-there"' in html["A"]
    assert '<a href="#h-there">down</a>' in html["A"]
    assert f'<a href="{address}">lost</a>' in html["A"]
    assert f'<a href="{address}#h-there">far</a>' in html["B"]
    assert f'<a href="{address}">gone</a>' in html["B"]
    assert lost(report, "Links to places that are not there") == ["nowhere"] * 2


@pytest.mark.django_db
def test_odd_files_come_in_all_the_same(folder, put):
    put("plain.md", "# From the heading #\n\nText.")
    put("A/no_title-at-all.md", "Just text.")
    put("A/broken.md", "---\ntitle: [\n---\nText after.")
    put("A/latin.md", "---\ntitle: Café\n---\nÉté".encode("cp1252"))
    put("A/dos.md", b"\xef\xbb\xbf---\r\ntitle: Dos\r\n---\r\n\r\nOne\0\r\n")
    put("A/twice-1.md", "x", title="One", id=5)
    put("A/twice-2.md", "y", title="Two", id=5)
    put("A/empty.md", "")
    put("A/long.md", "x", title="t" * 300)
    put(".git/hidden.md", "x", title="Hidden")
    put("A/notes.txt", "not an article")
    report = import_folder(folder)
    titles = set(Article.objects.values_list("title", flat=True))
    assert titles == {
        "From the heading",
        "no title at all",
        "broken",
        "Café",
        "Dos",
        "One",
        "Two",
        "empty",
        "t" * 200,
    }
    assert Article.objects.get(title="From the heading").body == "Text."
    assert Article.objects.get(title="From the heading").category.title == "Centre"
    assert "Été" in Article.objects.get(title="Café").body_html
    assert len(lost(report, "Unreadable front matter")) == 1
    assert len(lost(report, "Without a title, named after the file")) == 3
    assert lost(report, "Numbers used twice") == ["5"]
    before = rows()
    import_folder(folder)
    assert rows() == before


@pytest.mark.django_db
def test_a_changed_file_changes_its_article_only(folder, put):
    put("A/a.md", "Old.", title="A", id=1)
    put("A/b.md", "Same.", title="B", id=2)
    import_folder(folder)
    old = Article.objects.get(external_id="1")
    put("A/a.md", "New words.", title="A", id=1, tags="[fresh]")
    report = import_folder(folder)
    article = Article.objects.get(external_id="1")
    assert (report.created, report.changed, report.unchanged) == (0, 1, 1)
    assert article.pk == old.pk
    assert "New words" in article.body_html
    assert article.updated_at > old.updated_at
    assert (article.number, article.live_number) == (2, 2)
    document = SearchDocument.objects.get(object_id=article.pk, kind="article")
    assert "New words" in document.body


@pytest.mark.django_db
def test_what_a_reviewer_took_back_stays_taken_back(folder, put, reviewer):
    from kb.actions import unpublish_article

    put("A/a.md", "Old.", title="A", id=1)
    import_folder(folder)
    unpublish_article(Article.objects.get(), by=reviewer)
    put("A/a.md", "New.", title="A", id=1)
    import_folder(folder)
    assert not Article.objects.get().is_published


@pytest.mark.django_db
def test_killed_half_way_the_next_run_does_the_rest(folder, put, monkeypatch):
    for number in range(3):
        put(f"A/{number}.md", "Text.", title=f"Article {number}", id=number + 1)
    monkeypatch.setattr("kb.importing.AT_ONCE", 1)
    real, calls = import_folder.__globals__["write"], []

    def dies(*args):
        calls.append(args)
        if len(calls) == 2:
            raise KeyboardInterrupt
        return real(*args)

    with monkeypatch.context() as broken:
        broken.setattr("kb.importing.write", dies)
        with pytest.raises(KeyboardInterrupt):
            import_folder(folder)
    assert Article.objects.published().count() == 1
    import_folder(folder)
    assert Article.objects.published().count() == 3


@pytest.mark.django_db
def test_what_is_no_folder_is_refused(tmp_path):
    with pytest.raises(CommandError):
        call_command("import_articles", str(tmp_path / "nowhere"))


@pytest.mark.django_db
def test_the_files_themselves_are_left_alone(folder, put):
    file = put("A/a.md", "Text.", title="A")
    copy = shutil.copytree(folder, folder.parent / "copy")
    import_folder(folder)
    assert file.read_bytes() == (copy / "A/a.md").read_bytes()
