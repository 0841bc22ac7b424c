PAGE = "/notifications/preferences/"


def answers(page, **changed):
    given = {}
    for form in page.context["forms"]:
        given[form["mail"].html_name] = form.initial["mail"]
        if form.initial["bell"]:
            given[form["bell"].html_name] = "on"
    return {**given, **changed}


def test_page_shows_the_defaults(customer, sign_in):
    page = sign_in(customer).get(PAGE)

    shown = {form.reason.key: form.initial["mail"] for form in page.context["forms"]}
    assert shown["requester"] == "instant"
    assert shown["follower"] == "daily"
    assert "assignee" not in shown


def test_choice_is_kept(customer, sign_in):
    client = sign_in(customer)
    given = answers(client.get(PAGE), **{"follower-mail": "none"})
    del given["follower-bell"]
    response = client.post(PAGE, given)

    assert response.status_code == 302
    choice = customer.preferences.get(reason="follower")
    assert (choice.mail, choice.bell) == ("none", False)
    assert customer.preferences.get(reason="requester").mail == "instant"


def test_saving_twice_leaves_one_row_each(customer, sign_in):
    client = sign_in(customer)
    for mail in ("none", "daily"):
        client.post(PAGE, answers(client.get(PAGE), **{"follower-mail": mail}))

    assert customer.preferences.get(reason="follower").mail == "daily"


def test_unknown_way_is_refused_and_nothing_is_saved(customer, sign_in):
    client = sign_in(customer)
    response = client.post(
        PAGE, answers(client.get(PAGE), **{"follower-mail": "pigeon"})
    )

    assert response.status_code == 422
    assert not customer.preferences.exists()


def test_empty_post_is_refused(customer, sign_in):
    assert sign_in(customer).post(PAGE).status_code == 422


def test_agents_have_more_to_choose(agent, sign_in):
    page = sign_in(agent).get(PAGE)

    assert "assignee" in {form.reason.key for form in page.context["forms"]}
