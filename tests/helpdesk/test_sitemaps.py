import pytest

from forums.actions import create_forum, start_topic


@pytest.fixture
def topics(admin, customer):
    for audience in ("everyone", "agents"):
        forum = create_forum(
            by=admin,
            title=f"For {audience}",
            slug=audience,
            kinds=["question"],
            audience=audience,
        )
        title = f"Asked by {audience}"
        start_topic(forum, by=admin, kind="question", title=title, body="How?")


def test_it_lists_what_a_visitor_sees_and_nothing_else(client, topics):
    assert "sitemap-topics.xml" in client.get("/sitemap.xml").content.decode()
    text = client.get("/sitemap-topics.xml").content.decode()
    assert "asked-by-everyone" in text
    assert "asked-by-agents" not in text
    assert "/forums/agents/" not in client.get("/sitemap-forums.xml").content.decode()


@pytest.mark.django_db
def test_an_unknown_section_is_a_404(client):
    assert client.get("/sitemap-secrets.xml").status_code == 404


@pytest.mark.django_db
def test_robots_are_kept_from_personal_pages_and_shown_the_map(client, settings):
    text = client.get("/robots.txt").content.decode()
    assert "Disallow: /desk/" in text
    assert f"Sitemap: {settings.SITE_URL}/sitemap.xml" in text
