import pytest

from kb.actions import restore_revision
from tests.kb.test_read_pages import queries


@pytest.fixture
def versions(make_article, save, reviewer):
    article = make_article(body="One.")
    save(article, body="Two.", note="Said otherwise", significant=True)
    save(article, body="Three.", by=reviewer)
    return article


def test_any_two_are_compared(sign_in, writer, versions):
    client, url = sign_in(writer), f"/desk/articles/{versions.pk}/"
    page = client.get(f"{url}revisions/").text
    for words in ("Said otherwise", "Rita Reviewer", "Significant", "Minor"):
        assert words in page
    found = client.get(f"{url}compare/?before=1&after=2").text
    assert "<mark>One</mark>.</del>" in found
    assert "<mark>Two</mark>.</ins>" in found
    # what readers see and the newest
    waiting = client.get(f"{url}compare/").text
    assert "From version 1 to version 3" in waiting
    assert "Both say the same" in client.get(f"{url}compare/?before=2&after=2").text
    for wrong in ("before=9", "after=x", "before=-1", "after=99999999999"):
        assert client.get(f"{url}compare/?{wrong}").status_code == 404


def test_a_restored_one_is_the_newest_and_waits_as_any_save(
    sign_in, writer, versions, client
):
    url = f"/desk/articles/{versions.pk}/"
    answer = sign_in(writer).post(f"{url}restore/", {"number": 2}, follow=True)
    assert "Two.</textarea>" in answer.text
    newest = versions.revisions.get(number=4)
    assert (newest.body, newest.note, newest.author) == (
        "Two.",
        "Version 2 restored",
        writer,
    )
    assert versions.revisions.get(number=3).body == "Three."
    assert "One." in client.get(versions.get_absolute_url()).text
    assert sign_in(writer).post(f"{url}restore/", {"number": 9}).status_code == 404


def test_restoring_what_the_newest_says_is_none(versions, save, writer):
    third = versions.revisions.get(number=3)
    assert restore_revision(versions, third, by=writer) is None


def test_the_list_asks_as_often_for_twenty_as_for_three(
    sign_in, writer, versions, save
):
    client, url = sign_in(writer), f"/desk/articles/{versions.pk}/revisions/"
    client.get(url)
    few = queries(client, url)
    for number in range(17):
        save(versions, body=f"{number}", note="x")
    assert queries(client, url) == few
