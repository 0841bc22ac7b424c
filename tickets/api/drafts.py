"""What an agent has begun to write, hers alone, and what she links to in it."""

from __future__ import annotations

from typing import Any

from ninja import Router, Schema

from accounts.api import ApiRequest, Token
from composer.actions import save_draft
from composer.forms import DraftForm
from composer.models import Draft
from core.answering import require
from core.api import Given, cleaned
from tickets.api.finding import Scope, ticket_worked_on
from tickets.forms.portal import SearchForm
from tickets.models import Ticket
from tickets.permissions import can_note, can_reply
from tickets.picking import article_picks

router = Router(tags=["Drafts"])
Purpose = Draft.Purpose


class DraftsOut(Schema):
    reply: str
    note: str | None


class ArticleOut(Schema):
    label: str
    # the link, as it goes into the text
    words: str


class DraftIn(Given):
    body: str


@router.get(
    "/tickets/{int:number}/drafts",
    auth=Token(Scope.READ_TICKETS),
    response=DraftsOut,
    url_name="drafts",
    summary="Your drafts on a ticket",
)
def drafts(request: ApiRequest, number: int) -> DraftsOut:
    """That of a note needs the scope `private`, else it is null."""
    return _drafts(request, ticket_worked_on(request, number))


@router.get(
    "/tickets/{int:number}/articles",
    auth=Token(Scope.READ_TICKETS),
    response=list[ArticleOut],
    url_name="articles",
    summary="Articles to link to",
)
def articles(request: ApiRequest, number: int, q: str = "") -> Any:
    """Those that the requester may read, by their titles; without `q`, by the ticket's
    subject. A reply that has the `words` in it counts as a use of the article.
    """
    ticket = ticket_worked_on(request, number)
    require(can_reply(request.user, ticket))
    return article_picks(ticket, cleaned(SearchForm({"q": q}))["q"])


@router.post(
    "/tickets/{int:number}/reply/draft",
    auth=Token(Scope.WRITE_TICKETS),
    response=DraftsOut,
    url_name="reply-draft",
    summary="Keep the draft of a reply",
)
def reply_draft(request: ApiRequest, number: int, given: DraftIn) -> DraftsOut:
    """In place of the text before; the boxes of a macro stay. No text, no draft."""
    return _keep(request, number, given, Purpose.REPLY)


@router.post(
    "/tickets/{int:number}/note/draft",
    auth=Token(Scope.WRITE_TICKETS, Scope.PRIVATE),
    response=DraftsOut,
    url_name="note-draft",
    summary="Keep the draft of a note",
)
def note_draft(request: ApiRequest, number: int, given: DraftIn) -> DraftsOut:
    """In place of the text before; the boxes of a macro stay. No text, no draft."""
    return _keep(request, number, given, Purpose.NOTE)


def _keep(request: ApiRequest, number: int, given: DraftIn, purpose: str) -> DraftsOut:
    ticket = ticket_worked_on(request, number)
    require(can_note(request.user, ticket))
    body = cleaned(DraftForm(given.dict()))["body"]
    before = Draft.objects.written_by(request.user, about=ticket).by_purpose()
    beside = before[purpose].beside if purpose in before else {}
    save_draft(ticket, purpose=purpose, by=request.user, body=body, beside=beside)
    return _drafts(request, ticket)


def _drafts(request: ApiRequest, ticket: Ticket) -> DraftsOut:
    texts = Draft.objects.written_by(request.user, about=ticket).texts()
    may_read = Scope.PRIVATE in request.auth.scopes
    note = texts.get(Purpose.NOTE, "") if may_read else None
    return DraftsOut(reply=texts.get(Purpose.REPLY, ""), note=note)
