"""A form changes what it declares: neither other columns nor other rows."""

import pytest
from django.db import models

from accounts.models import User
from tests.matrix.apps import FORMS
from tests.matrix.requests import send
from tests.matrix.rows import STAGED, Rows, changes, our_models, rows, writes
from tests.matrix.tables import Fields
from tests.matrix.world import World, taken_back

# open only until there is an administrator
CLOSED = {"brand:welcome"}
# what they change is a session, a password, a file or a time; or nothing to undo
WITHOUT_ROWS = {
    *(name for name in FORMS if name.startswith("account_") and "signup" not in name),
    "accounts:change-picture", "accounts:remove-picture", "accounts:revoke-token",
    "brand_settings:change-logo", "brand_settings:remove-logo", "composer:stage",
    "set_language", "kb_desk:drop-draft-in", "kb_desk:preview",
    "brand_settings:test-mail", "brand_settings:end-announcement", "composer:preview",
    "desk:open", "desk:unfollow",
    "forum_desk:incident-take-down", "forum_settings:raise-group", "forums:unfeature",
    "forum_moderation:lift", "forums:guest-me-too", "forums:tell-me",
    "forums:tell-me-not", "forums:unlike-post",
    "forums:release", "forums:undo-accept",
    "forums:undo-me-too", "forums:unfollow-forum", "forums:unlock", "forums:unpin",
    "mail:resend", "notifications:open", "notifications:read_all", "tickets:find",
    "desk:undo", "kb:unfollow", "kb_desk:drop-draft", "kb_desk:drop-new-draft",
    "notifications:resubscribe",
    "kb_desk:restore", "kb_desk:dismiss-gap",
}  # fmt: skip
FOREIGN = "999999"
SHAPES = (
    "-1", "0", "1.5", "null", "true", "[1]", "0x10", "1;2", "1 OR 1=1", "1\x00", "٣x",
    "9" * 19, "9" * 400, FOREIGN,
)  # fmt: skip
# each world as it was built
before: dict[int, Rows] = {}
# what would give power, hide a trace or speak in another's name
SENSITIVE: Fields = {
    "is_admin": "on", "is_agent": "on", "is_staff": "on", "is_superuser": "on",
    "is_private": "on", "is_pinned": "on", "is_locked": "on", "is_lead": "on",
    "kind": "announcement", "status": "closed", "state": "published",
    "visibility": "deleted", "audience": "agents", "channel": "api", "scope": "reply",
    "verified_at": "2001-02-03", "number": "77", "id": "1", "pk": "1",
}  # fmt: skip


pytestmark = pytest.mark.usefixtures("undrawn")


@pytest.mark.parametrize("name", sorted(FORMS.keys() - CLOSED))
def test_columns_that_no_form_declares_stay_as_they_were(world: World, name: str):
    declared = FORMS[name].fields(world)
    extra = undeclared(world, declared)

    status, changed = effect(world, name, declared)

    assert effect(world, name, declared | extra) == (status, changed)
    # else it would prove something about refusals
    assert status in (200, 302, 303)
    assert bool(changed) == (name not in WITHOUT_ROWS)


@pytest.mark.parametrize("name", FORMS)
def test_an_id_of_another_shape_is_refused_and_writes_nothing(world: World, name: str):
    fields = FORMS[name].fields(world)
    for field in ids_in(fields):
        for shape in SHAPES:
            given = fields.copy()
            given[field] = [shape] if isinstance(fields[field], list) else shape
            with taken_back(), writes() as written:
                status = send(world, name, given).status_code
            assert 400 <= status < 500, (field, shape)
            assert written <= STAGED, (field, shape)


@pytest.mark.parametrize("name", FORMS)
def test_of_an_id_sent_twice_one_is_meant_and_no_other(world: World, name: str):
    """The check must not look at one of them and the action take the other."""
    fields = FORMS[name].fields(world)
    for field in ids_in(fields):
        if isinstance(fields[field], list):
            continue
        twice = fields | {field: [fields[field], FOREIGN]}
        status, changed = effect(world, name, twice)
        assert 400 <= status < 500, field
        assert changed == {}, field
        other_way = fields | {field: [FOREIGN, fields[field]]}
        assert effect(world, name, other_way) == effect(world, name, fields), field
        indexed = {key: value for key, value in fields.items() if key != field}
        assert effect(world, name, indexed | {f"{field}[]": fields[field]}) == effect(
            world, name, indexed
        ), field


def ids_in(fields: Fields) -> list[str]:
    """Keys of rows, by their values; a number of days is none."""
    found = {
        name: value[0] if isinstance(value, list) else value
        for name, value in fields.items()
        if name != "reopen_days"
    }
    return [name for name, value in found.items() if isinstance(value, int)]


def undeclared(world: World, declared: Fields) -> Fields:
    """Every column of every model by name, as a form would have to spell it."""
    columns = {
        name: value
        for model in our_models()
        for field in model._meta.concrete_fields
        for name in (field.name, field.attname)
        for value in [foreign(world, field)]
    }
    prefixed = {f"form-0-{name}": value for name, value in SENSITIVE.items()}
    every = columns | SENSITIVE | prefixed
    return {name: value for name, value in every.items() if name not in declared}


def foreign(world: World, field: models.Field) -> str:
    """A value of the field's kind that nobody here has chosen."""
    if isinstance(field, models.ForeignKey):
        stranger = world.people["stranger"]
        return str(stranger.pk if field.related_model is User else 1)
    if isinstance(field, models.BooleanField):
        return "on"
    if isinstance(field, models.IntegerField):
        return "77"
    if isinstance(field, models.DateTimeField):
        return "2001-02-03 04:05"
    if isinstance(field, models.JSONField):
        return '["admin"]'
    if field.choices:
        return str(list(field.choices)[-1][0])
    return "smuggled@example.com"


def effect(world: World, name: str, fields: Fields) -> tuple[int, Rows]:
    """The answer, and the rows that it changed."""
    if id(world) not in before:
        before[id(world)] = rows(our_models())
    with taken_back():
        with writes() as written:
            status = send(world, name, fields).status_code
        labels = {model._meta.label for model in written}
        kept = {key: row for key, row in before[id(world)].items() if key[0] in labels}
        return status, changes(kept, rows(written))
