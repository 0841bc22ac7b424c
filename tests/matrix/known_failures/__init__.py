"""What went wrong in other help desks: one test for each class that applies to us.

Proven elsewhere: side endpoint bypass (test_routes), private note leak (test_canary),
mass assignment and parameter shape bypass (test_declared_fields), upload tricks
(test_uploads), Markdown XSS (tests/core/test_markdown_xss), account pre-hijack
(tests/accounts/test_sign_up).

Waiting for what they are about: reply-token forgery and the CC of an unknown sender
(incoming mail), SSRF (webhooks), file read through export and CSV injection (exports),
WebSocket (chat), audit bypass (the audit trail), SSO by trusted login services.
"""
