import pytest
from django.core.exceptions import ValidationError

from accounts.names import clean_name, skeleton, tidy

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "look_alike",
    [
        "Ada Agent",
        "ADA AGENT",
        "ada-agent",
        "Adа Аgent",  # Cyrillic
        "Àdä Ágent",
        "𝐀𝐝𝐚 𝐀𝐠𝐞𝐧𝐭",
        "A d a  A g e n t",
        "Ada\u200b Agent",
        "Ada Ageηt",  # Greek
    ],
)
def test_look_alikes_of_staff_are_reserved(agent, look_alike):
    with pytest.raises(ValidationError):
        clean_name(look_alike)


@pytest.mark.parametrize("word", ["5upport", "adm1n", "Helpdesk", "STAFF"])
def test_words_of_the_house_are_reserved(word):
    with pytest.raises(ValidationError):
        clean_name(word)


@pytest.mark.parametrize(
    "name", ["Acme Support", "Helpdesk Team", "the_admin", "Acme-Staff", "IT Suppоrt"]
)
def test_a_name_that_speaks_for_the_house_is_reserved(name):
    with pytest.raises(ValidationError):
        clean_name(name)


@pytest.mark.parametrize("name", ["Judith Guest", "Ada Supporter", "Stafford"])
def test_a_name_that_only_sounds_like_the_house_is_welcome(name):
    assert clean_name(name) == name


@pytest.mark.parametrize("name", ["", "   ", "…", "\u200b", "me@example.com"])
def test_no_name_and_addresses_are_refused(name):
    with pytest.raises(ValidationError):
        clean_name(name)


@pytest.mark.parametrize("name", ["Maya Lind", "李小龙", "Zoë", "O’Neill", "Ünal 3"])
def test_names_of_all_scripts_are_welcome(agent, name):
    assert clean_name(name) == name


def test_an_agent_keeps_her_own_name_and_customers_may_share_theirs(agent, customer):
    assert clean_name("Ada Agent", person=agent) == "Ada Agent"
    assert clean_name(customer.display_name) == customer.display_name


def test_tidying_takes_controls_and_doubled_spaces():
    assert tidy(" A\n\u202eda   B\u0000 ") == "A da B"
    assert len(tidy("x" * 200)) == 60


def test_capital_i_small_l_and_one_are_one():
    assert skeleton("Bill") == skeleton("BiII") == skeleton("B1ll")
