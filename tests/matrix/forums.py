"""The forums: who reads, who posts, who moderates."""

from tests.matrix.tables import Form

KEY = "3c0f4a86-6f0c-4f09-a8ab-6a1a5a7f0d7e"
TABLE = """
v g o k s c w h e q  a t l W R A
L L x x x x x x x x  x x x x x . | GET forum_settings:list forum_settings:new
    forum_settings:new-group | -
L L x x x x x x x x  x x x x x > | POST forum_settings:new forum_settings:new-group | -
L L x x x x x x x x  x x x x x . | GET forum_settings:group | forum-group
L L x x x x x x x x  x x x x x > | POST forum_settings:group forum_settings:raise-group
    forum_settings:delete-group | forum-group
L L x x x x x x x x  x x x x x . | GET forum_settings:edit | spare-forum
L L x x x x x x x x  x x x x x - | GET forum_settings:edit | no-slug
L L x x x x x x x x  x x x x x > | POST forum_settings:edit forum_settings:raise
    forum_settings:delete | spare-forum
L L x x x x x x x x  x x x x x - | POST forum_settings:edit forum_settings:raise
    forum_settings:delete | no-slug
. . . . . . . . . .  . . . . . . | GET forum_feeds:forum forums:forum | forum
. . . . . . . . . x  . . . . . . | GET forums:new | forum
- - - - - - - - - -  - - - - - - | GET forum_feeds:forum | signed-in-forum agents-forum
    no-slug
. . . . . . . . . .  . . . . . . | GET forums:ask | -
> > > > > > > > > >  > > > > > > | GET forums:similar | -
L L > > > > > > > x  > > > > > > | POST forums:ask | -
. . . . . . . . . .  . . . . . . | GET forums:topic | topic
- - . . . . . . . .  . . . . . . | GET forums:topic | signed-in-topic
- - - - - - - - - -  . . . . . . | GET forums:topic | agents-topic
- - - - . - - . - -  . . . . . . | GET forums:topic | hidden-topic
. . . . . . . . . .  . . . . . . | GET forums:topic | locked-topic archived-topic
    solved-topic
- - . . - - - - - -  . . . . . . | GET forums:topic | harbour-topic
L L > > > > > > > x  > > > > > > | POST forums:reply | topic solved-topic
L L > > > > > > > >  > > > > > > | POST forums:follow forums:unfollow | topic
L L x x x x x x x x  > > > > > > | POST forums:reply | locked-topic archived-topic
- - > > > > > > > x  > > > > > > | POST forums:reply | signed-in-topic
- - > > - - - - - -  > > > > > > | POST forums:reply | harbour-topic
- - - - - - - - - -  > > > > > > | POST forums:reply | agents-topic
- - - - x - - x - -  x x x x x x | POST forums:reply | hidden-topic
L L x > > > > > > x  > > > > > > | POST forums:me-too forums:undo-me-too | topic
L L x x x x x x x x  x x x x x x | POST forums:me-too | locked-topic archived-topic
    solved-topic
L L x > > > > > > x  > > > > > > | POST forums:tell-me forums:tell-me-not | topic
L L x x x x x x x x  x x x x x x | POST forums:tell-me | locked-topic archived-topic
    solved-topic
. . > > > > > > > >  > > > > > > | GET forums:guest-me-too | topic
x x x x x x x x x x  x x x x x x | GET forums:guest-me-too | locked-topic archived-topic
    solved-topic
- - - - - - - - - -  > > > > > > | GET forums:guest-me-too | agents-topic
> > > > > > > > > >  > > > > > > | POST forums:guest-me-too | topic
. . . . . . . . . .  . . . . . . | GET forums:confirm-me-too | me-too-link
> > > > > > > > > >  > > > > > > | POST forums:confirm-me-too | me-too-link
- - - - - - - - - -  - - - - - - | GET forums:confirm-me-too | forged-me-too
- - - - - - - - - -  - - - - - - | POST forums:confirm-me-too | forged-me-too
L L x > - - - - - -  > > > > > > | POST forums:me-too | harbour-topic
L L - - - - - - - -  x > > > > > | POST forums:me-too forums:undo-me-too | agents-topic
L L - - x - - x - -  x x x x x x | POST forums:me-too forums:accept | hidden-topic
L L - - - - - - - -  > > > > > > | POST forums:follow forums:unfollow forums:undo-accept
    forums:state forums:lock forums:unlock forums:pin forums:unpin forums:feature
    forums:unfeature forums:move forums:edit forums:edit-post forums:hide-post
    forums:delete-post | agents-topic
L L > x x x x > x x  > > > > > > | POST forums:accept forums:undo-accept | topic
L L - - - - - - - -  - - - - - - | POST forums:accept | agents-topic
L L x x x x x > x x  > > > > > > | POST forums:state forums:move | topic
L L - - x - - > - -  > > > > > > | POST forums:state forums:move | hidden-topic
L L x x x x x . x x  . . . . . . | GET forums:split forums:merge | topic
L L x x x x x ? x x  ? ? ? ? ? ? | POST forums:split | locked-topic
L L x x x x x > x x  > > > > > > | POST forums:split forums:merge | topic
L L x x x x x > x x  > > > > > > | POST forums:merge | locked-topic
L L x x x x x > x x  > > > > > > | POST forums:archive forums:unarchive | topic
    archived-topic
L L x x x x x x x x  > > > > > > | POST forums:lock forums:unlock forums:pin
    forums:unpin forums:feature forums:unfeature | topic
L L x x x x x . x x  . . . . . . | GET forums:move | topic
L L - - - - - - - -  . . . . . . | GET forums:move forums:edit forums:edit-post
    forums:hide-post | agents-topic
L L - - x - - . - -  . . . . . . | GET forums:move | hidden-topic
L L . x x x x x x x  . . . . . . | GET forums:edit | topic
L L . x x x x . x x  . . . . . . | GET forums:tags | topic
L L > x x x x > x x  > > > > > > | POST forums:tags | topic
L L - - x - - . - -  . . . . . . | GET forums:tags | hidden-topic
L L - - x - - x - -  . . . . . . | GET forums:edit | hidden-topic
L L > x x x x x x x  > > > > > > | POST forums:edit | topic
L L - - x - - x - -  > > > > > > | POST forums:edit | hidden-topic
L L x x . x x x x x  . . . . . . | GET forums:edit-post | reply
L L - - x - - x - -  . . . . . . | GET forums:edit-post | hidden-post deleted-post
    held-post
L L x x > x x x x x  > > > > > > | POST forums:edit-post forums:delete-post | reply
L L - - x - - x - -  > > > > > > | POST forums:edit-post | hidden-post deleted-post
    held-post
L L x x x x x . x x  . . . . . . | GET forums:hide-post | reply
L L - - x - - x - -  x x x x x x | GET forums:hide-post | hidden-post deleted-post
L L - - x - - . - -  . . . . . . | GET forums:hide-post | held-post
L L > > x > > > > x  > > > > > > | POST forums:like-post forums:unlike-post | reply
> > > > > > > > > >  > > > > > > | GET forums:post | reply
- - - - > - - > - -  > > > > > > | GET forums:post | hidden-post deleted-post
    held-post
. . . . . . . . . .  . . . . . . | GET forums:post-history | reply
- - - - . - - . - -  . . . . . . | GET forums:post-history | hidden-post deleted-post
    held-post
- - - - - - - - - -  . . . . . . | GET forums:post-history | agents-topic
L L - - x - - x - -  x x x x x x | POST forums:like-post | hidden-post deleted-post
    held-post
L L - - - - - - - -  x > > > > > | POST forums:like-post | agents-topic
L L x x x x x > x x  > > > > > > | POST forums:hide-post | reply
L L - - x - - x - -  x x x x x x | POST forums:hide-post | hidden-post deleted-post
L L - - x - - > - -  > > > > > > | POST forums:hide-post | held-post
L L - - x - - x - -  > > > > > > | POST forums:delete-post | hidden-post held-post
L L - - x - - x - -  x x x x x x | POST forums:delete-post | deleted-post
L L x x x x x x x x  x x x x x x | POST forums:restore-post | reply
L L - - x - - > - -  > > > > > > | POST forums:restore-post | hidden-post held-post
L L - - x - - x - -  > > > > > > | POST forums:restore-post | deleted-post
L L - - - - - - - -  x x x x x x | POST forums:restore-post | agents-topic
L L x x x x x x x x  > > > > > > | POST forums:make-ticket | topic
L L > x x x x x x x  > > > > > > | POST forums:make-ticket | overdue-topic
L L - - x - - x - -  > > > > > > | POST forums:make-ticket | hidden-topic
L L - - - - - - - -  x x x x x x | POST forums:make-ticket | agents-topic
L L . . - - - - - -  - - - - - - | GET forums:still-broken | fixed-topic
L L > > - - - - - -  - - - - - - | POST forums:still-broken | fixed-topic
. . . . . . . . . .  . . . . . . | GET forums:guests-still-broken | fix-link
. . . . . . . . . .  . . . . . . | POST forums:guests-still-broken | fix-link
- - - - - - - - - -  - - - - - - | GET forums:guests-still-broken | forged-fix-link
L L x x x x x x x x  . . . . . . | GET forum_desk:incidents | -
L L x x x x x x x x  . . . . . . | GET forum_desk:incident | incident
L L x x x x x x x x  > > > > > > | POST forum_desk:incident forum_desk:incident-put-up
    forum_desk:incident-take-down forum_desk:incident-end forum_desk:incident-fix
    forum_desk:incident-tie | incident
L L x x x x x x x x  - - - - - - | GET forum_desk:incident | no-incident
L L x x x x x x x x  - - - - - - | POST forum_desk:incident forum_desk:incident-put-up
    forum_desk:incident-take-down forum_desk:incident-end forum_desk:incident-fix
    forum_desk:incident-tie | no-incident
L L x x x x x x x x  . . . . . . | GET forum_desk:propose | solved-ticket
L L x x x x x x x x  x x x x x x | GET forum_desk:propose | own-ticket
L L x x x x x x x x  - x - - - x | GET forum_desk:propose | private-ticket
L L x x x x x x x x  > > > > > > | POST forum_desk:propose | solved-ticket
L L x x x x x x x x  x x x x x x | POST forum_desk:propose | own-ticket
L L x x x x x x x x  - x - - - x | POST forum_desk:propose | private-ticket
L L . - - - - - - -  - - - - - - | GET forums:proposal | proposal
L L . - - - - - - -  - - - - - - | POST forums:proposal | proposal
. . . . . . . . . .  . . . . . . | GET forums:guests-proposal | proposal-link
. . . . . . . . . .  . . . . . . | POST forums:guests-proposal | proposal-link
- - - - - - - - - -  - - - - - - | GET forums:guests-proposal | forged-fix-link
L L x x x x x . . x  . . . . . . | GET forum_desk:queue | -
L L x x x x x > x x  > > > > > > | POST forums:claim forums:release | topic
L L x x x x x . x x  . . . . . . | GET forums:report-post | reply
L L - - x - - x - -  x x x x x x | GET forums:report-post | hidden-post deleted-post
    held-post
L L x x x x x > x x  > > > > > > | POST forums:report-post | reply
L L - - x - - x - -  x x x x x x | POST forums:report-post | hidden-post deleted-post
    held-post
L L x x x x x x x x  . . . . . . | GET forums:redact-post | reply
L L - - x - - x - -  . . . . . . | GET forums:redact-post | hidden-post deleted-post
    held-post
L L x x x x x x x x  > > > > > > | POST forums:redact-post | reply
L L - - x - - x - -  > > > > > > | POST forums:redact-post | hidden-post deleted-post
    held-post
L L x x x x x . . x  . . . . . . | GET forum_moderation:queue | -
L L x x x x x > > x  > > > > > > | POST forum_moderation:claim | -
L L x x x x x . x x  . . . . . . | GET forum_moderation:post | reported-post
L L x x x x x > x x  > > > > > > | POST forum_moderation:post | reported-post
L L x x x x x x x x  > > > > > > | POST forum_moderation:lift | person-owner
L L - - x - - x - -  x x x x x x | POST forums:claim forums:release | hidden-topic
L L - - - - - - - -  > > > > > > | POST forums:claim forums:release | agents-topic
- - . . . . . . . .  . . . . . . | GET forums:forum | signed-in-forum
- - . . . . . . . x  . . . . . . | GET forums:new | signed-in-forum
- - . . - - - - - -  . . . . . . | GET forums:forum forums:new | harbour-forum
- - - - - - - - - -  . . . . . . | GET forums:forum forums:new | agents-forum
- - - - - - - - - -  - - - - - - | GET forums:forum forums:new | no-slug
L L > > > > > > > x  > > > > > > | POST forums:new | forum
L L > > > > > > > >  > > > > > > | POST forums:follow-forum forums:unfollow-forum |
    forum
- - > > > > > > > x  > > > > > > | POST forums:new | signed-in-forum
- - - - - - - - - -  > > > > > > | POST forums:new | agents-forum
- - - - - - - - - -  - - - - - - | POST forums:new | no-slug
L L - - - - - - - -  > > > > > > | POST forums:follow-forum forums:unfollow-forum |
    agents-forum
"""
FORMS = {
    "forums:ask": Form(
        "owner",
        fields=lambda world: {
            "title": "Where is my key?",
            "where": world.rows["forum"].slug + ":problem",
            "body": "Gone.",
            "client_key": KEY,
        },
    ),
    "forums:new": Form(
        "owner",
        "forum",
        fields=lambda world: {
            "title": "Where is my key?",
            "kind": "problem",
            "body": "Gone.",
            "client_key": KEY,
        },
    ),
    "forums:reply": Form(
        "owner", "topic", fields=lambda world: {"body": "Me too.", "client_key": KEY}
    ),
    "forums:me-too": Form("colleague", "topic"),
    "forums:undo-me-too": Form("colleague", "topic"),
    "forums:tell-me": Form("colleague", "topic"),
    "forums:tell-me-not": Form("colleague", "topic"),
    "forums:guest-me-too": Form(
        "visitor", "topic", fields=lambda world: {"email": "gina@example.com"}
    ),
    "forums:confirm-me-too": Form("visitor", "me-too-link"),
    "forums:follow": Form("colleague", "topic", fields=lambda world: {"mail": "daily"}),
    "forums:unfollow": Form("owner", "topic"),
    "forums:accept": Form("owner", "topic", fields=lambda world: {"post": 2}),
    "forums:undo-accept": Form("owner", "topic"),
    "forums:state": Form(
        "agent", "topic", fields=lambda world: {"state": "needs_info"}
    ),
    "forums:lock": Form("agent", "topic"),
    "forums:unlock": Form("agent", "topic"),
    "forums:pin": Form("agent", "topic", lambda world: {"until": "2999-12-31"}),
    "forums:unpin": Form("agent", "topic"),
    "forums:split": Form(
        "helper", "topic", lambda world: {"numbers": "2", "title": "Another matter"}
    ),
    "forums:merge": Form(
        "helper", "topic", lambda world: {"into": world.rows["solved-topic"].pk}
    ),
    "forums:archive": Form("helper", "topic"),
    "forums:unarchive": Form("helper", "archived-topic"),
    "forums:feature": Form("agent", "topic", lambda world: {"until": "2999-12-31"}),
    "forums:unfeature": Form("agent", "topic"),
    "forums:move": Form(
        "helper",
        "topic",
        fields=lambda world: {"forum": world.rows["signed-in-forum"].pk},
    ),
    "forums:make-ticket": Form("owner", "overdue-topic"),
    "forums:report-post": Form("helper", "reply", lambda world: {"reason": "spam"}),
    "forums:redact-post": Form("agent", "reply", lambda world: {"text": "on"}),
    "forum_moderation:claim": Form("helper"),
    "forum_moderation:post": Form(
        "helper", "reported-post", lambda world: {"decision": "publish"}
    ),
    "forum_moderation:lift": Form("agent", "person-owner"),
    "forums:still-broken": Form("colleague", "fixed-topic"),
    "forums:guests-still-broken": Form("visitor", "fix-link"),
    "forum_desk:incident": Form(
        "agent", "incident", lambda world: {"suggested_reply": "We know."}
    ),
    "forum_desk:incident-put-up": Form(
        "agent", "incident", lambda world: {"text": "We know."}
    ),
    "forum_desk:incident-take-down": Form("agent", "incident"),
    "forum_desk:incident-end": Form("agent", "incident"),
    "forum_desk:incident-fix": Form("agent", "incident"),
    "forum_desk:incident-tie": Form(
        "agent",
        "incident",
        lambda world: {"ticket": world.rows["own-ticket"].pk},
    ),
    "forum_desk:propose": Form(
        "agent",
        "solved-ticket",
        lambda world: {
            "forum": world.rows["forum"].pk,
            "title": "How to hold it",
            "question": "How?",
            "answer": "Like this.",
        },
    ),
    "forums:proposal": Form("owner", "proposal", lambda world: {"answer": "agree"}),
    "forums:guests-proposal": Form(
        "visitor", "proposal-link", lambda world: {"answer": "agree"}
    ),
    "forums:claim": Form("helper", "topic"),
    "forums:release": Form("helper", "topic"),
    "forums:tags": Form("owner", "topic", lambda world: {"tags": "mac, sync"}),
    "forums:edit": Form(
        "owner", "topic", fields=lambda world: {"title": "Better", "body": "Words"}
    ),
    "forums:edit-post": Form("stranger", "reply", lambda world: {"body": "Better"}),
    "forums:like-post": Form("owner", "reply"),
    "forums:unlike-post": Form("owner", "reply"),
    "forums:hide-post": Form("helper", "reply", lambda world: {"reason": "spam"}),
    "forums:delete-post": Form("stranger", "reply"),
    "forums:restore-post": Form("agent", "hidden-post"),
    "forums:follow-forum": Form(
        "owner", "forum", fields=lambda world: {"mail": "daily"}
    ),
    "forums:unfollow-forum": Form("owner", "forum"),
    "forum_settings:new": Form(
        fields=lambda world: {
            "title": "Ideas",
            "slug": "ideas",
            "description": "Wishes",
            "icon": "key",
            "kinds": ["idea"],
            "audience": "signed_in",
            "group": "",
            "allows_several_answers": "on",
            "answer_hours": "8",
            "archive_days": "90",
            "approval": "newcomers",
        },
    ),
    "forum_settings:new-group": Form(fields=lambda world: {"title": "Products"}),
    "forum_settings:group": Form(
        thing="forum-group", fields=lambda world: {"title": "Products"}
    ),
    "forum_settings:raise-group": Form(thing="forum-group"),
    "forum_settings:delete-group": Form(thing="forum-group"),
    "forum_settings:edit": Form(
        thing="spare-forum",
        fields=lambda world: {
            "title": "Ideas",
            "slug": "ideas",
            "description": "Wishes",
            "icon": "key",
            "kinds": ["idea"],
            "audience": "signed_in",
            "group": "",
            "allows_several_answers": "on",
            "answer_hours": "8",
            "archive_days": "90",
            "approval": "newcomers",
        },
    ),
    "forum_settings:raise": Form(thing="spare-forum"),
    "forum_settings:delete": Form(thing="spare-forum"),
}
