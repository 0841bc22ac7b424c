"""How much a post looks like spam, by what this site knows itself.

A sum of named signals through the logistic function. The weights were chosen by hand,
tuned on the first half of 382 real questions of another forum (ten days of one, 25 of
them marked as spam by its moderators). The second half was seen while the signals were
chosen, so that it proves less than words nobody has seen would.
`manage.py score_threads FILE` prints both. What those moderators
call spam is mostly no advertising: questions without words, people who want to be rung
up, things of other programs. Words alone do not tell those; who writes, and how
quickly, the file does not know.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.models import TrustLevel

# from here on a post waits for a moderator
HOLD_FROM = 0.5
_BIAS = -3.0
# what somebody earned speaks for her
_TRUST = {TrustLevel.MEMBER: -1.0, TrustLevel.REGULAR: -2.0, TrustLevel.TRUSTED: -3.0}

_WORD = re.compile(r"[^\W\d_]+")
_UNSPACED = re.compile(r"[\u0e00-\u0eff\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")
_PHONE = re.compile(r"(?:\+|\b)\d(?:[\s().\-–*~_/|]*\d){8,13}\b")
_SELLING = re.compile(
    r"customer (?:service|care|support) (?:phone )?number|support (?:phone )?number"
    r"|helpline|toll[- ]?free|speak to a (?:live )?(?:person|agent|representative)"
    r"|\b(?:airlines?|flight) (?:tickets?|booking|refund|cancel\w*|reservation)"
    r"|refund policy|cash ?app|crypto recovery|recover (?:your )?(?:lost|stolen) "
    r"(?:funds|bitcoin)|casino|slot (?:online|gacor)|betting|escort|viagra|cialis"
    r"|payday loan|buy (?:followers|likes|reviews|verified)"
    r"|seo (?:services?|agency|expert)"
    r"|essay writing|assignment help|best price|limited offer|100% (?:working|genuine)",
    re.IGNORECASE,
)
_RING_ME = re.compile(
    r"\b(?:call|ring|phone|text) (?:me|us|my)\b|please (?:call|ring|phone|text)\b"
    r"|\b(?:tel|sms|whats ?app|telegram)\b",
    re.IGNORECASE,
)
# what an editor's buttons write where nothing was chosen
_FILLER = re.compile(r"bold text|italic text|list item|lorem ipsum", re.IGNORECASE)

# joiners, marks of direction and the soft hyphen, which honest texts hold as well
_USED = {0x00AD, 0x200B, 0x200C, 0x200D, 0x200E, 0x200F, 0x2060, 0xFEFF}
_USED |= {*range(0x2066, 0x206A), *range(0xE0020, 0xE0080)}


@dataclass(frozen=True)
class Writing:
    """What somebody wrote, as words, and what is known of her."""

    text: str
    # of an opening post alone
    title: str = ""
    # of other sites, one for each link
    hosts: tuple[str, ...] = ()
    trust: int = TrustLevel.NEWCOMER
    # since she came, and since she wrote last; None where nobody knows
    age: timedelta | None = None
    pause: timedelta | None = None
    # the same words, and links to the same sites, came lately
    is_repeated: bool = False
    links_again: bool = False

    @property
    def whole(self) -> str:
        return f"{self.title}\n{self.text}"

    @property
    def length(self) -> int:
        """In words."""
        return _words_in(self.text)


@dataclass(frozen=True)
class Verdict:
    score: float
    signals: tuple[str, ...]

    @property
    def holds(self) -> bool:
        return self.score >= HOLD_FROM


def judge(writing: Writing) -> Verdict:
    found = [name for name, signal in _SIGNALS.items() if signal.speaks(writing)]
    weight = _BIAS + sum(_SIGNALS[name].weight for name in found)
    weight += _TRUST.get(TrustLevel(writing.trust), 0.0)
    return Verdict(round(1 / (1 + math.exp(-weight)), 3), tuple(found))


def label_of(signal: str) -> str:
    return str(_SIGNALS[signal].label) if signal in _SIGNALS else signal


def fingerprint(text: str) -> str:
    """The same for texts that differ in signs, spaces and digits alone; "" for those
    too short to say that one was copied from the other.
    """
    words = " ".join(_WORD.findall(text.casefold()))
    return words if len(words) > 40 else ""


def _words_in(text: str) -> int:
    """A sign of a script without spaces counts as a word."""
    return len(_WORD.findall(text)) + len(_UNSPACED.findall(text))


def _says_nothing(writing: Writing) -> bool:
    """A question that is hardly one."""
    if not writing.title:
        return False
    return writing.length < 4 and _words_in(writing.whole) < 10


def _repeats_title(writing: Writing) -> bool:
    words = [word.casefold() for word in _WORD.findall(writing.title)]
    return bool(words) and words == _WORD.findall(writing.text.casefold())


def _is_fast(writing: Writing) -> bool:
    return writing.pause is not None and writing.pause < timedelta(seconds=15)


def _is_dense(writing: Writing) -> bool:
    """A link for fewer than twenty words."""
    return len(writing.hosts) * 20 > writing.length


def _has_few_letters(writing: Writing) -> bool:
    letters = sum(map(str.isalpha, writing.text))
    marks = sum(not char.isspace() for char in writing.text)
    return marks > 30 and letters < marks * 0.5


def _shouts(writing: Writing) -> bool:
    letters = [
        char
        for char in writing.whole
        if char.isalpha() and char.upper() != char.lower()
    ]
    return len(letters) > 60 and sum(map(str.isupper, letters)) > len(letters) * 0.6


def _hides(writing: Writing) -> bool:
    """Signs that nobody sees, or letters drawn to get past a filter."""
    return any(_is_hidden(char) for char in writing.whole if not char.isascii())


def _is_hidden(char: str) -> bool:
    code = ord(char)
    if 0x1D400 <= code <= 0x1D7FF:  # letters of formulas
        return True
    return unicodedata.category(char) == "Cf" and code not in _USED


def _younger(age: timedelta) -> Callable[[Writing], bool]:
    return lambda writing: writing.age is not None and writing.age < age


def _says(pattern: re.Pattern[str]) -> Callable[[Writing], bool]:
    return lambda writing: bool(pattern.search(writing.whole))


@dataclass(frozen=True)
class _Signal:
    label: str | Promise
    weight: float
    speaks: Callable[[Writing], bool]


_SIGNALS = {
    "new_account": _Signal(_("joined today"), 0.4, _younger(timedelta(days=1))),
    "at_once": _Signal(
        _("wrote within two minutes of joining"), 0.8, _younger(timedelta(minutes=2))
    ),
    "fast": _Signal(_("wrote again within 15 seconds"), 0.5, _is_fast),
    "links": _Signal(_("links to other sites"), 0.6, lambda w: bool(w.hosts)),
    "many_links": _Signal(_("three links or more"), 1.0, lambda w: len(w.hosts) > 2),
    "mostly_links": _Signal(_("mostly links"), 0.8, _is_dense),
    "repeated_text": _Signal(
        _("says what was said lately"), 2.6, lambda w: w.is_repeated
    ),
    "repeated_site": _Signal(
        _("links where others linked lately"), 0.8, lambda w: w.links_again
    ),
    "phone": _Signal(_("a telephone number"), 1.4, _says(_PHONE)),
    "selling": _Signal(_("words of advertising"), 2.2, _says(_SELLING)),
    "ring_me": _Signal(_("asks to be rung up"), 1.6, _says(_RING_ME)),
    "few_letters": _Signal(_("hardly any letters"), 1.5, _has_few_letters),
    "shouting": _Signal(_("mostly capitals"), 1.6, _shouts),
    "hidden": _Signal(_("hidden or disguised letters"), 2.5, _hides),
    "says_nothing": _Signal(_("hardly any words"), 2.4, _says_nothing),
    "only_title": _Signal(_("repeats its title"), 1.8, _repeats_title),
    "placeholder": _Signal(_("words of the editor's buttons"), 1.7, _says(_FILLER)),
}
