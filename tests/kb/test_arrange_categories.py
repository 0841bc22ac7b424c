import pytest

from kb.actions import (
    change_category,
    delete_category,
    lower_category,
    raise_category,
)
from kb.models import Category


@pytest.fixture
def shelves(make_category):
    return [make_category(title) for title in ("One", "Two", "Three")]


def titles():
    return [category.title for category in Category.objects.all()]


def test_a_category_moves_up_and_down_among_its_siblings(shelves, make_category, admin):
    one, two, three = shelves
    make_category("Below one", parent=one)
    assert raise_category(three, by=admin)
    assert titles()[:3] == ["One", "Three", "Two"]
    assert lower_category(one, by=admin)
    assert [t for t in titles() if t != "Below one"] == ["Three", "One", "Two"]
    assert not lower_category(two, by=admin)
    three.refresh_from_db()
    assert not raise_category(three, by=admin)


def test_a_category_cannot_stand_inside_itself(shelves, make_category, admin):
    one = shelves[0]
    below = make_category("Below", parent=one)
    with pytest.raises(ValueError, match="inside itself"):
        change_category(one, by=admin, parent=below)


def test_only_an_empty_category_goes(shelves, make_category, make_article, admin):
    one, two, three = shelves
    make_category("Below", parent=one)
    make_article(category=two)
    assert not delete_category(one, by=admin)
    assert not delete_category(two, by=admin)
    assert delete_category(three, by=admin)
    assert "Three" not in titles()


def test_an_administrator_arranges_them_on_the_desk(sign_in, admin, shelves):
    client = sign_in(admin)
    base = "/desk/settings/categories/"
    response = client.post(
        f"{base}new/",
        {"title": "Four", "slug": "four", "parent": shelves[0].pk, "icon": "key"},
    )
    assert response.url == base
    four = Category.objects.get(slug="four")
    assert four.parent == shelves[0]
    client.post(f"{base}four/", {"title": "Fourth", "slug": "fourth"})
    four.refresh_from_db()
    assert (four.title, four.slug, four.parent, four.icon) == (
        "Fourth",
        "fourth",
        None,
        "book-open",
    )
    client.post(f"{base}three/raise/")
    client.post(f"{base}one/lower/")
    assert titles() == ["Three", "One", "Two", "Fourth"]
    page = client.get(base).text
    assert page.index("Three") < page.index("Fourth")
    client.post(f"{base}fourth/delete/")
    assert "Fourth" not in titles()


def test_a_full_one_stays_and_the_page_says_why(sign_in, admin, article):
    response = sign_in(admin).post(
        "/desk/settings/categories/sync/delete/", follow=True
    )
    assert "holds articles or categories" in response.text
    assert titles() == ["Sync"]


def test_an_old_address_leads_to_the_new_one(client, shelves, make_category, admin):
    one, two, _ = shelves
    change_category(one, by=admin, slug="first")
    change_category(one, by=admin, slug="number-one")
    for old in ("one", "first"):
        response = client.get(f"/kb/{old}/")
        assert (response.status_code, response.url) == (301, "/kb/number-one/")
    change_category(two, by=admin, slug="first")
    make_category("Another", slug="one")
    assert client.get("/kb/first/").status_code == 200
    assert client.get("/kb/one/").status_code == 200


@pytest.mark.parametrize(
    "fields",
    [
        {"title": "", "slug": "x"},
        {"title": "x", "slug": "articles"},
        {"title": "x", "slug": "one"},
        {"title": "x", "slug": "not a slug"},
        {"title": "x", "slug": "x", "parent": "99"},
        {"title": "x", "slug": "x", "icon": "no-such-icon"},
        {"title": "x\0", "slug": "x"},
    ],
)
def test_what_is_no_category_is_refused(sign_in, admin, shelves, fields):
    response = sign_in(admin).post("/desk/settings/categories/new/", fields)
    assert response.status_code == 422
    assert len(titles()) == 3


def test_the_form_offers_no_place_inside_itself(sign_in, admin, shelves, make_category):
    one = shelves[0]
    below = make_category("Below", parent=one)
    client = sign_in(admin)
    page = client.get("/desk/settings/categories/one/").text
    assert f'<option value="{shelves[1].pk}">' in page
    assert f'<option value="{below.pk}">' not in page
    response = client.post(
        "/desk/settings/categories/one/",
        {"title": "One", "slug": "one", "parent": below.pk},
    )
    assert response.status_code == 422
