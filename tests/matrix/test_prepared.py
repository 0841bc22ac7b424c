"""What is asked for a `GivenViewer` is what her like is shown."""

import pytest
from django.apps import apps
from django.contrib.auth.models import AnonymousUser

from core.prepared import Prepared, given_like, is_preparable, values_of
from notifications.querysets import seen_by

MODELS = [model for model in apps.get_models() if is_preparable(model)]


@pytest.mark.parametrize("privately", [False, True])
@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.model_name)
def test_each_sees_the_same_by_a_prepared_question(world, model, privately):
    kinds, found = {}, {}
    for name, person in {**world.people, "visitor": AnonymousUser()}.items():
        kind = given_like(person)
        rows = seen_by(kind, model, privately=privately).values_list("pk", flat=True)
        asked = kinds.setdefault(kind, Prepared(rows))
        found[name] = set(asked.ask(**values_of(person)))
        hers = seen_by(person, model, privately=privately)
        assert found[name] == set(hers.values_list("pk", flat=True)), name
    assert len(kinds) < len(found)
    assert found["admin"]


def test_what_is_prepared_says_of_itself_that_it_may_be():
    names = {model._meta.model_name for model in MODELS}
    assert names == {"article", "forum", "topic", "post", "ticket"}
