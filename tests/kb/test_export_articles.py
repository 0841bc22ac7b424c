"""`manage.py export_articles`: what goes out comes in elsewhere as it was."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command

from accounts.models import Organization
from kb.actions import archive_article, change_category, publish_translation
from kb.actions.rows import write_revision
from kb.exporting import export_folder
from kb.importing import import_folder
from kb.models import Article, Translation
from tests.kb.whole import empty_site, everything

PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + b"\0" * 20


@pytest.fixture
def centre(category, make_category, make_article, make_draft, reviewer, writer, save):
    """Two shelves, articles that lead to one another, in two languages."""
    inner = make_category("Basics", parent=category, description="First things")
    change_category(inner, by=reviewer, slug="first-steps")
    inner.translations.create(language="de", title="Anfang", slug="anfang")
    far = make_article("Far", body="## Part\n\nThere.", category=inner, tags=["one"])
    acme = Organization.objects.create(name="Acme")
    chosen = {"audience": "organizations", "organizations": [acme]}
    near = make_draft(
        "Near: it's *here*",
        files=[SimpleUploadedFile(name, PNG) for name in ("a b (1).png", "plan.png")],
        **chosen,
    )
    shown = near.attachments.get(name="a b (1).png").get_absolute_url()
    address = far.get_absolute_url()
    body = (
        f"[part]({address}#h-part) [top](http://127.0.0.1:8000{address})\n\n"
        f'![shot]({shown}) <img src="{shown}" alt="x"> `[x](/kb/articles/999-x/)`\n\n'
        f'<a href="{address}">far</a> [ref]\n\n[ref]: {address}'
    )
    save(near, body=body)
    near.refresh_from_db()
    near.review_by = date(2031, 2, 3)
    near.save()
    make_article("Far", body="Of the same name", category=inner)
    archive_article(make_article("Old"), by=reviewer)
    text = Translation(article=far, language="de")
    link = f"[nah]({near.get_absolute_url()})"
    words = {"title": "Fern", "summary": "", "body": link}
    write_revision(text, by=writer, significant=False, source_number=1, **words)
    publish_translation(text, by=reviewer)
    return near


@pytest.mark.django_db
def test_what_goes_out_comes_in_elsewhere_as_it_was(centre, tmp_path, settings):
    settings.SITE_URL = "http://127.0.0.1:8000"
    before = everything()
    export_folder(tmp_path)
    empty_site()
    report = import_folder(tmp_path)
    assert report.lost == {}
    after = everything()
    for kind, rows in before.items():
        assert after[kind] == rows, kind
    assert import_folder(tmp_path).unchanged == len(before["articles"])
    assert everything() == after


@pytest.mark.django_db
def test_files_are_read_by_people_and_other_programs(centre, tmp_path):
    export_folder(tmp_path)
    names = {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*.*")}
    far = "sync/first-steps/far"
    assert {f"{far}.md", f"{far}.de.md", "sync/near-its-here.files/plan.png"} <= names
    text = (tmp_path / "sync" / "near-its-here.md").read_text()
    assert "(first-steps/far.md#part)" in text
    assert "(near-its-here.files/a%20b%20%281%29.png)" in text
    assert "language: en\n" in text
    assert "review_by: 2031-02-03\n" in text


@pytest.mark.django_db
def test_nothing_is_written_over(tmp_path):
    (tmp_path / "mine.md").write_text("mine")
    with pytest.raises(CommandError, match="not an empty folder"):
        call_command("export_articles", str(tmp_path), verbosity=0)


@pytest.mark.django_db
def test_hostile_front_matter_comes_in_as_far_as_it_goes(tmp_path, reviewer):
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "_category.md").write_text(
        "---\ntitle: [x]\nslug: articles\norder: -4\n"
        "translations: {de: 7}\nold_slugs: {en: a, 3: b}\n---\n"
    )
    (tmp_path / "a" / "a.md").write_text(
        "---\ntitle: A\nid: 1\norder: -1\nstate: nonsense\naudience: all\n"
        "owner: stranger@example.com\nfiles: [../../etc/passwd, 7]\ndue_at: x\n---\nx"
    )
    (tmp_path / "a" / "a.xx.md").write_text(
        "---\ntitle: A\ntranslation_of: 1\nlanguage: kb\n---\nx"
    )
    report = import_folder(tmp_path)
    article = Article.objects.get()
    assert (article.is_published, article.owner, article.position) == (True, None, 0)
    assert article.audience == "agents"
    assert article.category.slug != "articles"
    assert sorted(report.lost) == [
        "Missing files",
        "Owners who are no agents here",
        "Seen by a part of its readers, now by agents alone",
        "Translations without an article or a language",
    ]
