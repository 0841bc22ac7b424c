"""What pages say of themselves to search engines and to sites that link to them."""

import json
import re

SCRIPT = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)
HOSTILE = '</script><script>alert(1)</script> & "more" <!--'


def things(page):
    (found,) = SCRIPT.findall(page)
    return {thing["@type"]: thing for thing in json.loads(found)["@graph"]}


def test_an_article_says_what_it_is(client, make_article, settings):
    settings.SITE_URL = "https://help.example.com"
    article = make_article(HOSTILE, summary=HOSTILE)
    page = client.get(article.get_absolute_url()).text
    assert "<script>alert" not in page
    address = f"https://help.example.com{article.get_absolute_url()}"
    said = things(page)
    assert said["TechArticle"]["headline"] == HOSTILE
    assert said["TechArticle"]["url"] == address
    steps = said["BreadcrumbList"]["itemListElement"]
    assert [step["name"] for step in steps] == ["Knowledge base", "Sync", HOSTILE]
    assert steps[1]["item"] == "https://help.example.com/kb/sync/"
    assert f'<link rel="canonical" href="{address}">' in page
    assert '<meta property="og:type" content="article">' in page
    assert f'<meta property="og:url" content="{address}">' in page


def test_every_public_page_names_its_whole_address(client, category, settings):
    settings.SITE_URL = "https://help.example.com"
    for path in ("/", "/kb/", "/kb/sync/"):
        page = client.get(path).text
        assert f'rel="canonical" href="https://help.example.com{path}"' in page
    assert "BreadcrumbList" in things(client.get("/kb/sync/").text)
