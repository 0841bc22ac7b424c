"""Display names: how they are tidied, and which ones only staff may bear."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

from confusable_homoglyphs import confusables
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from accounts.models import User

# Words that would make a customer look like the house itself.
HOUSE_WORDS = frozenset(
    {
        "admin", "administrator", "moderator", "helpdesk", "staff", "support",
        "supportteam", "customersupport", "system", "formermember", "guest",
    }
)  # fmt: skip
# One of these in a name makes it speak for the house: "Acme Support".
SPEAKING_WORDS = HOUSE_WORDS - {"system", "formermember", "guest"}
# Latin characters that pass for each other, which Unicode's table keeps apart.
LATIN_TWINS = {
    "rn": "m", "vv": "w", "0": "o", "1": "l", "5": "s", "i": "l", "|": "l",
}  # fmt: skip
_WORD = re.compile(r"[^\W_]+")


def clean_name(name: str, *, person: User | None = None) -> str:
    """The name as it is kept; ValidationError where `person` may not bear it."""
    name = tidy(name)
    if not any(unicodedata.category(char)[0] in "LN" for char in name):
        raise ValidationError(_("Write a name with at least one letter."), "empty")
    if "@" in name:
        raise ValidationError(
            _("This name is public: do not put an e-mail address into it."), "address"
        )
    if is_reserved(name, person=person):
        raise ValidationError(
            _("This name looks like one of our staff. Please choose another."),
            "reserved",
        )
    return name


def name_or_nothing(name: str, *, person: User | None = None) -> str:
    """The tidied name, or "" where it may not be borne."""
    try:
        return clean_name(name, person=person)
    except ValidationError:
        return ""


def tidy(name: str) -> str:
    """One line without controls, direction marks or doubled spaces, 60 at most."""
    name = re.sub(r"\s", " ", unicodedata.normalize("NFC", name))
    kept = (char for char in name if unicodedata.category(char) not in {"Cc", "Cf"})
    return re.sub(r" +", " ", "".join(kept)).strip()[:60].strip()


def is_reserved(name: str, *, person: User | None = None) -> bool:
    """Does it look like the house, or like an agent other than `person`?"""
    if person is not None and person.is_agent:
        return False
    looks = skeleton(name)
    if looks in _looks_of(HOUSE_WORDS):
        return True
    if _looks_of(SPEAKING_WORDS) & {skeleton(word) for word in _WORD.findall(name)}:
        return True
    agents = User.objects.agents()
    if person is not None:
        agents = agents.exclude(pk=person.pk)
    return looks in {
        skeleton(taken) for taken in agents.values_list("display_name", flat=True)
    }


@cache
def _looks_of(words: frozenset[str]) -> frozenset[str]:
    return frozenset(skeleton(word) for word in words)


@lru_cache(maxsize=4096)
def skeleton(name: str) -> str:
    """What the eye sees of a name: Ada Agent, АDА-agent and Ada  Agеnt are one."""
    latin = "".join(_latin(char) for char in _bare(name)).casefold()
    for shape, twin in LATIN_TWINS.items():
        latin = latin.replace(shape, twin)
    return "".join(char for char in latin if char.isalnum())


def _latin(char: str) -> str:
    if char.isascii():
        return char
    twins = (_bare(twin["c"]) for twin in confusables.confusables_data.get(char, ()))
    return next((twin for twin in twins if twin.isascii()), char)


def _bare(name: str) -> str:
    """Without accents."""
    decomposed = unicodedata.normalize("NFKD", name)
    return "".join(char for char in decomposed if not unicodedata.combining(char))
