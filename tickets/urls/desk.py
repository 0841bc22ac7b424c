from django.urls import path

from tickets.fields import FIELDS
from tickets.verbs import COMMANDS
from tickets.views.desk import (
    applying,
    bulk,
    commands,
    composing,
    details,
    exports,
    links,
    macros,
    merging,
    news,
    opening,
    people,
    picking,
    presence,
    queue,
    redacting,
    requester,
    saved_views,
    splitting,
    tags,
    ticket,
    trail,
    whole_view,
)

app_name = "desk"

urlpatterns = [
    path("", queue.start, name="start"),
    path("tickets/", queue.queue, name="queue"),
    path("tickets/next/", trail.next_ticket, name="next"),
    path("tickets/bulk/", bulk.bulk, name="bulk"),
    path("tickets/bulk/all/", whole_view.choose, name="bulk-all"),
    path("tickets/merge/", merging.merge_ticked, name="merge-ticked"),
    path("tickets/bulk/<int:pk>/", whole_view.show, name="bulk-change"),
    path("tags/", tags.tags, name="all-tags"),
    path("tickets/news/", news.news, name="news"),
    path("tickets/exports/", exports.start, name="export-start"),
    path("tickets/exports/<int:pk>/", exports.show, name="export"),
    path("tickets/exports/<int:pk>/file/", exports.download, name="export-file"),
    path("macros/", macros.macros, name="macros"),
    path("macros/new/", macros.new, name="macro-new"),
    path("macros/<int:pk>/", macros.edit, name="macro-edit"),
    path("macros/<int:pk>/delete/", macros.delete, name="macro-delete"),
    path("views/", saved_views.views, name="views"),
    path("views/new/", saved_views.new, name="view-new"),
    path("views/<int:pk>/", saved_views.edit, name="view-edit"),
    path("views/<int:pk>/delete/", saved_views.delete, name="view-delete"),
    path("tickets/new/", opening.new, name="new"),
    path("tickets/<int:number>/", ticket.show, name="ticket"),
    path("tickets/<int:number>/reply/", ticket.reply, name="reply"),
    path("tickets/<int:number>/merge/", merging.merge, name="merge"),
    path("tickets/<int:number>/unmerge/", merging.unmerge, name="unmerge"),
    path("tickets/<int:number>/split/", splitting.split, name="split"),
    path("tickets/<int:number>/note/", ticket.note, name="note"),
    path("tickets/<int:number>/undo/<int:message>/", composing.undo, name="undo"),
    path("tickets/<int:number>/redact/", redacting.redact_ticket, name="redact-ticket"),
    path("tickets/<int:number>/redact/<int:message>/", redacting.redact, name="redact"),
    *[
        path(
            f"tickets/<int:number>/{purpose}/draft/",
            composing.draft,
            {"purpose": purpose},
            name=f"{purpose}-draft",
        )
        for purpose in ("reply", "note")
    ],
    path("tickets/<int:number>/macro/", applying.use, name="macro"),
    path("tickets/<int:number>/changes/", applying.apply, name="changes"),
    path("tickets/<int:number>/details/", details.details, name="details"),
    path("tickets/<int:number>/articles/", picking.articles, name="articles"),
    path("tickets/<int:number>/colleagues/", picking.colleagues, name="colleagues"),
    path("tickets/<int:number>/requester/", requester.show, name="requester"),
    path(
        "people/<int:pk>/organization/",
        people.organization,
        name="organization",
    ),
    path("tickets/<int:number>/presence/", presence.presence, name="presence"),
    path("tickets/<int:number>/link/", links.link, name="link"),
    path("tickets/<int:number>/link/<int:other>/remove/", links.unlink, name="unlink"),
    path(
        "tickets/<int:number>/cc/<int:person>/remove/",
        commands.uncc,
        name="uncc",
    ),
    *[
        path(
            f"tickets/<int:number>/{verb}/", commands.change, {"verb": verb}, name=verb
        )
        for verb in FIELDS
    ],
    *[
        path(f"tickets/<int:number>/{verb}/", commands.run, {"verb": verb}, name=verb)
        for verb in COMMANDS
    ],
]
