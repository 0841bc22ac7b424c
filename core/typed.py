"""What a form held when its sender had to log in, kept in her session until then."""

from django.conf import settings
from django.contrib import messages
from django.forms import BaseForm
from django.http import HttpRequest, QueryDict
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

SESSION_KEY = "unsent"
FORMS_KEPT = 5
# characters of one form
ROOM = 100_000


def keep(request: HttpRequest) -> None:
    """Keep a refused POST for the form of this address; of six, the oldest goes."""
    given, room = {}, ROOM
    for name, values in request.POST.lists():
        if name == "csrfmiddlewaretoken" or "password" in name:
            continue
        given[name] = [value[:room] for value in values]
        room = max(0, room - sum(map(len, values)))
    for name, tokens in import_string(settings.SENT_FILES)(request).items():
        given[name] = [*given.get(name, []), *tokens]
    kept: dict[str, dict[str, list[str]]] = request.session.get(SESSION_KEY, {})
    kept.pop(request.path, None)
    if given:
        kept[request.path] = given
        text = _("Log in to go on. Nothing that you wrote is lost.")
        messages.info(request, text, fail_silently=True)
    request.session[SESSION_KEY] = dict(list(kept.items())[-FORMS_KEPT:])


def take(request: HttpRequest, address: str) -> QueryDict:
    """What was kept for the form of an address, once; empty where there is none."""
    kept: dict[str, dict[str, list[str]]] = request.session.get(SESSION_KEY, {})
    found = QueryDict(mutable=True)
    if address in kept:
        for name, values in kept.pop(address).items():
            found.setlist(name, values)
        request.session[SESSION_KEY] = kept
        text = _("This was not sent, for you had to log in first. Send it again.")
        messages.info(request, text, fail_silently=True)
    return found


def fill(form: BaseForm, given: QueryDict) -> None:
    """Show a form as it was sent, unchecked until it is sent again."""
    for name, field in form.fields.items():
        widget, key = field.widget, form.add_prefix(name)
        if given and not widget.value_omitted_from_data(given, {}, key):
            form.initial[name] = widget.value_from_datadict(given, {}, key)


def refill(request: HttpRequest, form: BaseForm, address: str) -> None:
    """The form of an address as it was sent when its sender had to log in."""
    if request.method == "GET" and not form.is_bound:
        fill(form, take(request, address))
