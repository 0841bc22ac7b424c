import pytest
from django.test import Client

from accounts.models import User
from brand.actions import open_site
from brand.first_run import FirstRunMiddleware
from brand.querysets import current_brand

pytestmark = pytest.mark.django_db

FORM = {
    "site_name": "Keyhaven",
    "display_name": "Amy Admin",
    "email": "Amy@example.com",
    "password1": "plum-tree-in-june",
}


@pytest.fixture(autouse=True)
def empty_site(monkeypatch, opened_site):
    monkeypatch.setattr(FirstRunMiddleware, "is_open", False)


@pytest.fixture
def visitor() -> Client:
    return Client(headers={"sec-fetch-site": "same-origin"})


def test_an_empty_site_leads_to_the_welcome_page(visitor):
    assert visitor.get("/")["Location"] == "/welcome/"
    assert visitor.get("/welcome/").status_code == 200


def test_the_first_administrator_names_the_site_and_is_logged_in(visitor):
    response = visitor.post("/welcome/", FORM)

    assert response["Location"] == "/desk/settings/"
    person = User.objects.get()
    assert person.email == "amy@example.com"
    assert set(person.roles) == {"agent", "admin"}
    assert person.verified_at
    assert person.emailaddress_set.get().verified
    assert current_brand().name == "Keyhaven"
    assert visitor.get("/desk/settings/").status_code == 200


def test_once_there_is_an_administrator_the_page_is_gone(visitor, admin):
    assert visitor.get("/welcome/").status_code == 404
    assert visitor.post("/welcome/", FORM).status_code == 404
    assert User.objects.count() == 1


def test_of_two_at_once_only_one_gets_in(admin):
    second = open_site(
        name="Mine", email="m@example.com", display_name="M", password_hash="x"
    )

    assert second is None
    assert current_brand().name == "Helpdesk"


@pytest.mark.parametrize(
    "changes",
    [
        {"email": "nonsense"},
        {"password1": "123"},
        {"site_name": ""},
        {"display_name": " "},
        {"email": "gus.guest@example.com"},
    ],
)
def test_a_bad_form_comes_back_filled(visitor, guest, changes):
    response = visitor.post("/welcome/", {**FORM, **changes})

    assert response.status_code == 422
    assert not User.objects.admins().exists()
    guest.refresh_from_db()
    assert guest.is_guest


def test_an_opened_site_is_asked_about_once(
    visitor, admin, django_assert_max_num_queries
):
    assert FirstRunMiddleware._is_open()
    with django_assert_max_num_queries(0):
        assert FirstRunMiddleware._is_open()


@pytest.mark.parametrize(
    ("page", "way_on"),
    [
        ("/", "/desk/settings/"),
        ("/forums/", "/desk/settings/forums/new/"),
        ("/kb/", "/desk/articles/new/"),
        ("/desk/articles/new/", "/desk/settings/categories/new/"),
    ],
)
def test_empty_pages_lead_the_administrator_on(admin, customer, sign_in, page, way_on):
    link = f'href="{way_on}"'
    main = sign_in(admin).get(page).text.partition("<main")[2]
    assert link in main
    assert link not in sign_in(customer).get(page).text
