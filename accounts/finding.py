"""People by words of their names and addresses: for staff alone, who may know them.

The databases' own indexes hold the words, kept in step by the database: a name changes
in many places, and what was forgotten must not be found.
"""

from __future__ import annotations

import re

from django.db import connection
from django.db.models import Exists
from django.db.models.expressions import RawSQL

from accounts.models import User
from accounts.querysets import UserQuerySet

WORDS_AT_MOST = 8
PEOPLE_AT_MOST = 1000

_WORD = re.compile(r"[^\W_]+")
_TEXT = "translate(display_name || ' ' || email, '@._+-', '     ')"
_VECTOR = f"to_tsvector('simple', {_TEXT})"

CREATE_ON_POSTGRESQL = [
    f"CREATE INDEX user_words ON accounts_user USING gin (({_VECTOR}))",
]
CREATE_ON_SQLITE = [
    # a backup leaves out what is called search_fts: it can be made anew
    """
    CREATE VIRTUAL TABLE search_fts_people USING fts5(
        display_name, email, content='accounts_user', content_rowid='id',
        tokenize='unicode61 remove_diacritics 2', prefix='2 3'
    )
    """,
    "INSERT INTO search_fts_people(search_fts_people) VALUES ('rebuild')",
    """
    CREATE TRIGGER search_fts_people_insert AFTER INSERT ON accounts_user BEGIN
        INSERT INTO search_fts_people(rowid, display_name, email)
        VALUES (new.id, new.display_name, new.email);
    END
    """,
    """
    CREATE TRIGGER search_fts_people_delete AFTER DELETE ON accounts_user BEGIN
        INSERT INTO search_fts_people(search_fts_people, rowid, display_name, email)
        VALUES ('delete', old.id, old.display_name, old.email);
    END
    """,
    """
    CREATE TRIGGER search_fts_people_update
    AFTER UPDATE OF display_name, email ON accounts_user BEGIN
        INSERT INTO search_fts_people(search_fts_people, rowid, display_name, email)
        VALUES ('delete', old.id, old.display_name, old.email);
        INSERT INTO search_fts_people(rowid, display_name, email)
        VALUES (new.id, new.display_name, new.email);
    END
    """,
]


def people_found(text: str) -> UserQuerySet:
    """Whose address it is, else those whose name and first address hold all the words
    or such as begin so: the newest 1,000.
    """
    people = User.objects.present()
    words = _WORD.findall(text.lower())[:WORDS_AT_MOST]
    if not words:
        return people.none()
    found = people.filter(pk__in=RawSQL(*_newest(words)))
    if "@" not in text:
        return found
    owners = people.known_by(text)
    others = found.filter(~Exists(owners))
    return people.filter(pk__in=owners.values("pk").union(others.values("pk")))


def _newest(words: list[str]) -> tuple[str, list[str]]:
    """A SELECT of keys, and what it takes."""
    if connection.vendor == "postgresql":
        query = " & ".join(f"'{word}':*" for word in words)
        holding = f"SELECT id FROM accounts_user WHERE {_VECTOR} @@"
        newest = f"{holding} to_tsquery('simple', %s) ORDER BY id DESC"
    else:
        query = " ".join(f'"{word}"*' for word in words)
        holding = "SELECT rowid FROM search_fts_people WHERE search_fts_people"
        newest = f"{holding} MATCH %s ORDER BY rowid DESC"
    return f"{newest} LIMIT {PEOPLE_AT_MOST}", [query]
