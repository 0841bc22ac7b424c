from tickets.actions.tags import tags_named


def tagged(topic, *names):
    topic.tags.set(tags_named(names))
    return topic.tags.first()


def test_the_page_of_a_tag_lists_its_topics(client, make_topic, make_forum):
    first, other = make_topic("Lost in the mail"), make_topic("No tag at all")
    inside = make_topic("Inside", forum=make_forum("In", audience="signed_in"))
    tag = tagged(first, "e-mail")
    tagged(inside, "e-mail")
    page = client.get(tag.get_absolute_url()).text
    assert first.title in page
    assert other.title not in page
    assert inside.title not in page
    wrong = f"/forums/topics/tags/{tag.pk}-else/"
    assert client.get(wrong).url == tag.get_absolute_url()


def test_a_tag_of_tickets_alone_is_for_staff(client, customer, agent, sign_in):
    [tag] = tags_named(["angry customer"])
    url = tag.get_absolute_url()
    assert client.get(url).status_code == 404
    assert sign_in(customer).get(url).status_code == 404
    assert sign_in(agent).get(url).status_code == 200


def test_a_tag_without_a_latin_letter_has_an_address(topic, client):
    tag = tagged(topic, "認証")
    assert topic.title in client.get(tag.get_absolute_url()).text
