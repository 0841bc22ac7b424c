"""The whole site in one file, and back: database, uploads, key."""

from helpdesk.backups.archive import BackupError
from helpdesk.backups.restoring import restore
from helpdesk.backups.taking import back_up
from helpdesk.backups.verifying import verify

__all__ = ["BackupError", "back_up", "restore", "verify"]
