"""The two places to write on a ticket's page, and what stands in them."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict
from django.urls import reverse

from composer.models import Draft
from composer.staging import staged
from core.access import SignedInRequest
from core.typed import fill, take
from tickets.forms.desk import ComposerForm, NoteComposerForm
from tickets.models import Macro, Ticket
from tickets.views.desk.trail import trail_of

# what the buttons of each place send its words to; "" are buttons of both
SENT_FROM = {
    "reply-draft": "reply",
    "note-draft": "note",
    "macro": "",
    "changes": "",
    "reply": "reply",
    "note": "note",
}


def place_to_write(
    request: SignedInRequest, number: int, purpose: str, **query: Any
) -> str:
    """The ticket's page where one writes; files that waited there still do."""
    kept = query.pop("kept", request.POST.getlist("attachments-kept"))
    asked = urlencode({**query, f"{purpose}-kept": kept}, doseq=True)
    place = trail_of(request).ticket(number)
    if asked:
        place += f"{'&' if '?' in place else '?'}{asked}"
    return f"{place}#{purpose}"


def places_to_write(request: SignedInRequest, ticket: Ticket) -> dict[str, Any]:
    """Their forms, with the boxes of the macro that `?macro=` or a draft names."""
    drafts = Draft.objects.written_by(request.user, about=ticket).by_purpose()
    unsent = _unsent(request, ticket)
    chosen = _macro(request, request.GET.get("macro", ""))
    purpose = chosen.purpose if chosen else ""

    def form(form_class: Any, name: str, **initial: Any) -> Any:
        given, draft = unsent.get(name, QueryDict()), drafts.get(name, Draft())
        kept_macro = str(draft.beside.get("macro", ""))
        macro = _macro(request, given.get("macro", ""))
        macro = macro or (chosen if name == purpose else _macro(request, kept_macro))
        if macro and str(macro.pk) == kept_macro:
            initial["changes"] = draft.beside["changes"]
        made = form_class(
            initial={"body": draft.body, **initial},
            ticket=ticket,
            by=request.user,
            macro=macro,
        )
        if name == purpose:
            made.fields["body"].widget.attrs["autofocus"] = True
        fill(made, given)
        kept = request.GET.getlist(f"{name}-kept") + given.getlist("attachments-kept")
        made.fields["attachments"].widget.kept = staged(kept)
        return made

    following = trail_of(request).beside(ticket).get("after", "")
    seen = ticket.message_count
    return {
        "reply_form": form(ComposerForm, "reply", queue=following, seen=seen),
        "note_form": form(NoteComposerForm, "note"),
    }


def _unsent(request: SignedInRequest, ticket: Ticket) -> dict[str, QueryDict]:
    """What was sent from each place when its writer had to log in first."""
    found = {}
    for verb, place in SENT_FROM.items():
        given = take(request, reverse(f"desk:{verb}", args=[ticket.pk]))
        if verb == "macro":
            given.pop("macro", None)  # its text is not in yet
        if given:
            # of the two a reply alone says what its writer had read: what might be a
            # note is one
            found[place or ("reply" if "seen" in given else "note")] = given
    return found


def _macro(request: SignedInRequest, asked: str) -> Macro | None:
    if not (asked.isascii() and asked.isdigit() and len(asked) < 19):
        return None
    rows = Macro.objects.visible_to(request.user).for_list()
    return rows.filter(pk=asked).first()
