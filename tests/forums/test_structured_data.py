"""What the page of a topic says of itself to search engines."""

from forums.actions import accept_answer, add_post, hide_post
from tests.kb.test_structured_data import HOSTILE, things


def test_a_question_names_its_answers(client, make_topic, helper, stranger, settings):
    settings.SITE_URL = "https://help.example.com"
    topic = make_topic(HOSTILE, body=HOSTILE)
    answer = add_post(topic, by=helper, body="Look into the spam folder.")
    add_post(topic, by=stranger, body="The same here.")
    spam = add_post(topic, by=stranger, body="Buy cheap lamps")
    hide_post(spam, by=helper, reason="spam")
    accept_answer(answer, by=helper)
    page = client.get(topic.get_absolute_url()).text
    assert "<script>alert" not in page
    said = things(page)
    question = said["QAPage"]["mainEntity"]
    address = f"https://help.example.com{topic.get_absolute_url()}"
    assert said["QAPage"]["url"] == address
    assert (question["name"], question["answerCount"]) == (HOSTILE, 2)
    assert question["acceptedAnswer"]["text"] == "Look into the spam folder."
    assert question["acceptedAnswer"]["url"] == f"{address}#post-2"
    assert [each["text"] for each in question["suggestedAnswer"]] == ["The same here."]
    assert question["author"]["name"] == topic.author.public_name
    assert f'<link rel="canonical" href="{address}">' in page
    assert '<meta name="description" content="' in page


def test_what_is_no_question_is_a_posting_and_a_later_page_neither(
    client, make_topic, ideas
):
    idea = make_topic("Dark icons", forum=ideas)
    said = things(client.get(idea.get_absolute_url()).text)
    assert said["DiscussionForumPosting"]["headline"] == "Dark icons"
    long = make_topic("Long", replies=26)
    page = client.get(f"{long.get_absolute_url()}?page=2").text
    assert set(things(page)) == {"Organization", "BreadcrumbList"}
    assert 'page=2">' in page
