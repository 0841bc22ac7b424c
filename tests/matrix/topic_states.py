"""A topic that waits as spam, one that was merged, and ideas: all their addresses.

The stranger wrote the first, the owner the others. The one that was merged nobody sees,
whoever she is: few are asked about what is done to it.
"""

from tests.matrix.tables import Form

TABLE = """
v g o k s c w h e q  a t l W R A
- - - - . - - . - -  . . . . . . | GET forums:topic forums:post-history | held-topic
- - - - - - - - - -  - - - - - - | GET forum_feeds:topic | held-topic
- - - - x - - x - -  x x x x x x | POST forums:reply forums:guest-me-too | held-topic
- - - - x - - x - -  x x x x x x | GET forums:guest-me-too | held-topic
L L - - > - - > - -  > > > > > > | POST forums:follow forums:unfollow | held-topic
L L - - x - - x - -  x x x x x x | POST forums:me-too forums:undo-me-too forums:tell-me
    forums:tell-me-not forums:accept forums:undo-accept forums:split forums:merge
    forums:claim forums:release forums:like-post forums:unlike-post forums:report-post |
    held-topic
L L - - x - - x - -  x x x x x x | GET forums:split forums:merge forums:report-post |
    held-topic
L L - - x - - . - -  . . . . . . | GET forums:move forums:tags forums:hide-post |
    held-topic
L L - - x - - > - -  > > > > > > | POST forums:move forums:tags forums:state
    forums:archive forums:unarchive forums:hide-post forums:restore-post | held-topic
L L - - x - - x - -  . . . . . . | GET forums:edit forums:edit-post forums:redact-post |
    held-topic
L L - - x - - x - -  > > > > > > | POST forums:edit forums:edit-post forums:redact-post
    forums:lock forums:unlock forums:pin forums:unpin forums:feature forums:unfeature
    forums:delete-post forums:make-ticket | held-topic
L L - - - - - - - -  - - - - - - | GET forums:still-broken | held-topic planned-idea
L _ - _ _ _ _ - _ _  - _ _ _ _ - | GET forums:still-broken | merged-topic
L L - - - - - - - -  - - - - - - | POST forums:still-broken | held-topic planned-idea
L _ - _ _ _ _ - _ _  - _ _ _ _ - | POST forums:still-broken | merged-topic
- - - - > - - > - -  > > > > > > | GET forums:post | held-topic
> > > > > > > > > >  > > > > > > | GET forums:topic forums:post | merged-topic
. . . . . . . . . .  . . . . . . | GET forum_feeds:topic | merged-topic
L L > > > > > > > x  > > > > > > | POST forums:reply | merged-topic
- _ - _ _ _ _ - _ _  - _ _ _ _ - | GET forums:guest-me-too forums:post-history |
    merged-topic
- _ - _ _ _ _ - _ _  - _ _ _ _ - | POST forums:guest-me-too | merged-topic
L _ - _ _ _ _ - _ _  - _ _ _ _ - | POST forums:follow forums:unfollow forums:me-too
    forums:undo-me-too forums:tell-me forums:tell-me-not forums:accept
    forums:undo-accept forums:split forums:merge forums:claim forums:release
    forums:like-post forums:unlike-post forums:report-post forums:move forums:tags
    forums:state forums:archive forums:unarchive forums:hide-post forums:restore-post
    forums:edit forums:edit-post forums:redact-post forums:lock forums:unlock forums:pin
    forums:unpin forums:feature forums:unfeature forums:delete-post forums:make-ticket |
    merged-topic
L _ - _ _ _ _ - _ _  - _ _ _ _ - | GET forums:split forums:merge forums:report-post
    forums:move forums:tags forums:hide-post forums:edit forums:edit-post
    forums:redact-post | merged-topic
. . . . . . . . . .  . . . . . . | GET forums:topic forums:post-history
    forum_feeds:topic | planned-idea declined-idea
L L > > > > > > > x  > > > > > > | POST forums:reply | planned-idea declined-idea
L L > > > > > > > >  > > > > > > | POST forums:follow forums:unfollow | planned-idea
L L x > > > > > > x  > > > > > > | POST forums:me-too forums:undo-me-too forums:tell-me
    forums:tell-me-not | planned-idea
L L x x x x x x x x  x x x x x x | POST forums:me-too forums:tell-me | declined-idea
. . > > > > > > > >  > > > > > > | GET forums:guest-me-too | planned-idea
x x x x x x x x x x  x x x x x x | GET forums:guest-me-too | declined-idea
> > > > > > > > > >  > > > > > > | POST forums:guest-me-too | planned-idea
x x x x x x x x x x  x x x x x x | POST forums:guest-me-too | declined-idea
L L x x x x x x x x  x x x x x x | POST forums:accept forums:undo-accept forums:archive
    forums:unarchive forums:restore-post | planned-idea
L L x x x x x x x x  ? ? ? ? ? ? | POST forums:state | planned-idea declined-idea
L L x x x x x x x x  > > > > > > | POST forums:lock forums:unlock forums:pin
    forums:unpin forums:feature forums:unfeature forums:redact-post forums:make-ticket |
    planned-idea
L L x x x x x x x x  . . . . . . | GET forums:redact-post | planned-idea
L L x x x x x . x x  . . . . . . | GET forums:split forums:merge forums:move
    forums:hide-post forums:report-post | planned-idea
L L x x x x x ? x x  ? ? ? ? ? ? | POST forums:split | planned-idea
L L x x x x x > x x  > > > > > > | POST forums:merge forums:move forums:claim
    forums:release forums:hide-post forums:report-post | planned-idea declined-idea
L L . x x x x . x x  . . . . . . | GET forums:tags | planned-idea
L L > x x x x > x x  > > > > > > | POST forums:tags | planned-idea
L L . x x x x x x x  . . . . . . | GET forums:edit forums:edit-post | planned-idea
L L > x x x x x x x  > > > > > > | POST forums:edit forums:edit-post forums:delete-post
    | planned-idea
L L x > > > > > > x  > > > > > > | POST forums:like-post forums:unlike-post |
    planned-idea
"""
FORMS: dict[str, Form] = {}
