from xml.etree import ElementTree

from kb.sitemaps import ArticleSitemap, CategorySitemap

ATOM = "{http://www.w3.org/2005/Atom}"


def test_a_categorys_feed_shows_what_everyone_may_read(
    client, sign_in, agent, make_article, draft
):
    make_article("First")
    article = make_article("Second", body="With *stress*.")
    make_article("For staff", audience="agents")
    for reader in (client, sign_in(agent)):
        feed = ElementTree.fromstring(reader.get("/feeds/kb/sync/").content)
        entries = feed.findall(f"{ATOM}entry")
        assert [e.findtext(f"{ATOM}title") for e in entries] == ["Second", "First"]
        link = entries[0].find(f"{ATOM}link").get("href")
        assert link.endswith(article.get_absolute_url())
        assert "<em>stress</em>" in entries[0].findtext(f"{ATOM}summary")


def test_an_unknown_category_has_no_feed(client, db):
    assert client.get("/feeds/kb/nowhere/").status_code == 404


def test_sitemaps_hold_what_everyone_may_read(make_article, make_category, draft):
    article = make_article("Public")
    make_article("For staff", audience="agents", category=make_category("Internal"))
    assert list(ArticleSitemap().items()) == [article]
    assert [category.title for category in CategorySitemap().items()] == ["Sync"]
