import pytest

from kb.actions import unpublish_article
from kb.tasks import relate_articles


@pytest.fixture
def printers(make_article):
    """Three about the same, the last for agents, and one about something else."""
    first = make_article("Connect a printer", body="Cable or network.")
    second = make_article("Printer prints blank pages", body="Clean it.")
    third = make_article("Printer firmware", body="Ours alone.", audience="agents")
    make_article("Reset a password", body="By mail.")
    return first, second, third


def shown(client, article):
    page = client.get(article.get_absolute_url())
    return [found.title for found in page.context["related"]]


def test_going_live_finds_what_is_about_the_same(printers, client, sign_in, agent):
    _, second, _ = printers
    assert shown(client, second) == ["Connect a printer"]
    page = client.get(second.get_absolute_url()).text
    assert "Related articles" in page
    assert "Reset a password" not in page[page.index("Related articles") :]


def test_each_night_older_ones_learn_of_newer_ones(
    printers, client, sign_in, agent, reviewer
):
    first, second, third = printers
    assert shown(client, first) == []
    relate_articles()
    assert shown(client, first) == [second.title]
    assert set(shown(sign_in(agent), first)) == {second.title, third.title}
    unpublish_article(second, by=reviewer)
    assert shown(client, first) == []
    assert shown(sign_in(reviewer), first) == [third.title]
