"""What in a text is somebody's own: found, and covered.

Rather too much than too little: whoever publishes the text sees each mask, and may keep
what was found.
"""

from __future__ import annotations

import ipaddress
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

# of names and details that the caller knows, in signs one less; shorter ones stand
# in every text
SHORTEST = 3

WORDS: dict[str, str | Promise] = {
    "file": _("file"),
    "secret": _("secret"),
    "token": _("token"),
    "address": _("address"),
    "iban": _("IBAN"),
    "card": _("card"),
    "hardware": _("hardware-address"),
    "ip": _("IP"),
    "phone": _("phone"),
    "key": _("key"),
    "serial": _("serial"),
    "name": _("name"),
    "detail": _("detail"),
}


@dataclass(frozen=True)
class Mask:
    """What was found, of which kind, and what stands in its place."""

    kind: str
    found: str
    cover: str

    @property
    def is_word(self) -> bool:
        """Does it stand by itself alone, not within another word?"""
        return self.kind in ("name", "detail")


@dataclass(frozen=True)
class Pattern:
    kind: str
    # its group `found` is what is covered, else all of it
    pattern: re.Pattern[str]
    is_one: Callable[[str], bool]

    def spans(self, text: str) -> Iterator[tuple[int, int]]:
        group = "found" if "found" in self.pattern.groupindex else 0
        for match in self.pattern.finditer(text):
            if self.is_one(match[group]):
                yield match.span(group)


def masks_of(
    text: str, *, names: Iterable[str] = (), details: Iterable[str] = ()
) -> list[Mask]:
    """What to cover, in the order it stands there; the same words once.

    `names` are of people; `details` are others that are known to be somebody's own.
    """
    known = [*_known("name", _parts(names)), *_known("detail", details)]
    taken = bytearray(len(text))
    found: dict[str, tuple[int, str]] = {}
    for pattern in [*PATTERNS, *known]:
        enough = all if pattern in known else any
        for span in pattern.spans(text):
            if not enough(taken[slice(*span)]):
                start, end = _whole(taken, *span)
                taken[start:end] = b"\1" * (end - start)
                found.setdefault(text[start:end], (start, pattern.kind))
    ordered = sorted((start, kind, words) for words, (start, kind) in found.items())
    return list(_covered(ordered))


def masked(text: str, masks: Sequence[Mask]) -> str:
    """The text with each mask's cover wherever its words stand."""
    if not masks:
        return text
    # the longest first: an address before the name that it begins with
    ordered = sorted(masks, key=lambda mask: len(mask.found), reverse=True)
    escaped = [
        _alone(mask.found) if mask.is_word else re.escape(mask.found)
        for mask in ordered
    ]
    covers = {mask.found: mask.cover for mask in masks}
    return re.sub("|".join(escaped), lambda match: covers[match[0]], text)


def without_own(text: str) -> str:
    """The text without what can be found in it knowing nobody."""
    return masked(text, [Mask(each.kind, each.found, " ") for each in masks_of(text)])


def _whole(taken: bytearray, start: int, end: int) -> tuple[int, int]:
    """With what was found before and reaches into it: no rest stays uncovered."""
    while start and taken[start] and taken[start - 1]:
        start -= 1
    while end < len(taken) and taken[end] and taken[end - 1]:
        end += 1
    return start, end


def _covered(found: Iterable[tuple[int, str, str]]) -> Iterator[Mask]:
    """The second of a kind bears a number: the text still says which is which."""
    counts: dict[str, int] = {}
    for _start, kind, words in found:
        count = counts[kind] = counts.get(kind, 0) + 1
        number = f"-{count}" if count > 1 else ""
        yield Mask(kind, words, f"[{WORDS[kind]}{number}]")


def _known(kind: str, words: Iterable[str]) -> list[Pattern]:
    """The longest first, so that a name is covered before its parts."""
    tidy = map(str.strip, words)
    wanted = {each for each in tidy if len(each) >= SHORTEST - _is_sign(each[-1:])}
    if not wanted:
        return []
    escaped = map(_alone, sorted(wanted, key=len, reverse=True))
    return [Pattern(kind, re.compile("|".join(escaped), re.I), bool)]


def _parts(names: Iterable[str]) -> Iterator[str]:
    """Each name, what people are called by of it, and what is theirs: “Mayas”."""
    for name in names:
        for part in (name, *re.findall(r"[^\W\d_]+", name)):
            yield from (part, f"{part}s")


def _alone(words: str) -> str:
    """Between other signs of a script that parts no words everything may stand."""
    before = "" if _is_sign(words[0]) else r"(?<!\w)"
    after = "" if _is_sign(words[-1]) else r"(?!\w)"
    return f"{before}{re.escape(words)}{after}"


def _is_sign(char: str) -> bool:
    return char != "" and unicodedata.category(char) == "Lo"


def _is_drawn(found: str) -> bool:
    """By chance, not written: letters of both sizes and digits, or hexadecimal."""
    kinds = [re.search(each, found) for each in ("[a-z]", "[A-Z]", r"\d")]
    return all(kinds) or re.fullmatch(r"(?=.*\d)[0-9a-fA-F-]+", found) is not None


def _is_card(found: str) -> bool:
    """By the check digit of ISO/IEC 7812."""
    digits = [int(each) for each in found if each.isdigit()]
    doubled = [each * 2 - 9 * (each > 4) for each in digits[-2::-2]]
    return (sum(digits[::-2]) + sum(doubled)) % 10 == 0


def _is_iban(found: str) -> bool:
    """By the check digits of ISO 13616."""
    plain = found.replace(" ", "")
    turned = "".join(str(int(each, 36)) for each in plain[4:] + plain[:4])
    return 15 <= len(plain) <= 34 and int(turned) % 97 == 1


def _is_ip(found: str) -> bool:
    try:
        return bool(ipaddress.ip_address(found))
    except ValueError:
        return False


def _is_phone(found: str) -> bool:
    digits = sum(each.isdigit() for each in found)
    return 8 <= digits <= 15 and _DATE.fullmatch(found) is None


def _is_serial(found: str) -> bool:
    digits = sum(each.isdigit() for each in found)
    return len(found) >= 8 and digits >= 3 and any(map(str.isalpha, found))


_DATE = re.compile(
    r"(?:\d{4}[-./]\d{1,2}[-./]\d{1,2}|\d{1,2}[-./]\d{1,2}[-./]\d{2,4})"
    r"(?:[ T]\d{1,2}(?:[:.]\d{2})*)?"
)
# of a field in an address, and as people write it
_FIELD = (
    r"(?:[\w-]{0,20}(?:token|key|secret|password|auth|signature|session)"
    r"|pwd|sig|code|sid|pin|jwt|otp|hash)"
)
_SECRET = (
    r"(?:password|passwd|passphrase|pwd|pin|secret|token|otp|(?:api|access)[ _-]?key"
    r"|(?:login|security|verification|recovery|access)[ _-]code)"
)
_LICENCE = r"(?:licen[cs]e|product|order|customer|invoice)[ _-](?:key|number|no\.?|id)"


def _pattern(kind: str, pattern: str, is_one: Callable[[str], bool] = bool) -> Pattern:
    return Pattern(kind, re.compile(pattern), is_one)


# Each finds nothing of what one before it took.
PATTERNS = [
    _pattern(
        "secret",
        r"-----BEGIN [A-Z ]{1,40}-----[^-]{1,20000}(?:-----END [A-Z ]{1,40}-----)?",
    ),
    # pictures and files that hang on a message of ours, which no reader sees
    _pattern(
        "file",
        r"!?\[[^\[\]\n]{0,300}\]\([^\s()]{0,200}/files/[0-9a-f-]{36}[^\s()]{0,300}\)",
    ),
    _pattern("file", r"/files/[0-9a-f-]{36}[^\s()<>\"']*"),
    # https://user:word@host, ?token=word, /drawn-by-chance/
    _pattern("secret", r"(?<=://)(?P<found>[^\s/@\[]{1,200})@"),
    _pattern("token", rf"(?i:[?&#;]{_FIELD}=)(?P<found>[^\s&#()<>\"'\[]{{4,}})"),
    _pattern("token", r"(?<=[/=])[\w~%-]{20,}(?:\.[\w~%-]+)*", _is_drawn),
    _pattern("address", r"(?<![\w.+%'-])[\w.+%'-]+@[\w-]{1,63}(?:\.[\w-]{1,63}){1,10}"),
    _pattern(
        "secret",
        rf"(?i:(?<!\w){_SECRET}\s{{0,3}}(?:[:=]|is(?=\s+\S*\d)))[\s\"'`*]{{1,3}}"
        r"(?P<found>[^\s\"'`*,;\[][^\s\"'`*,;]{3,})",
    ),
    _pattern("secret", r"(?i:(?<!\w)bearer\s{1,3})(?P<found>[\w.~+/=-]{8,})"),
    _pattern("secret", r"(?<!\w)eyJ[\w-]{8,}\.[\w-]{4,}(?:\.[\w-]*)?"),
    _pattern(
        "secret",
        r"(?<!\w)(?:[spr]k_(?:live|test)_|gh[opsu]_|github_pat_|glpat-|xox[abprs]-"
        r"|AKIA|AIza)[\w-]{8,}",
    ),
    _pattern(
        "iban",
        r"(?<!\w)[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?(?!\w)",
        _is_iban,
    ),
    _pattern("card", r"(?<![\w.-])\d(?:[ -]?\d){12,18}(?![\w-])", _is_card),
    _pattern(
        "hardware", r"(?<![\w:-])[0-9A-Fa-f]{2}(?:[:-][0-9A-Fa-f]{2}){5}(?![\w:-])"
    ),
    _pattern("ip", r"(?<![\w.])(?:\d{1,3}\.){3}\d{1,3}(?!\w|\.\d)", _is_ip),
    _pattern("ip", r"(?<![\w:])[0-9A-Fa-f:]{3,39}(?<=[0-9A-Fa-f])(?!\w)", _is_ip),
    _pattern(
        "phone",
        r"(?<![\w.-])(?:\+|0(?=\d)|\((?=[+\d ]{2,6}\)))[\d ()/.-]{6,24}\d(?!\w)",
        _is_phone,
    ),
    _pattern("phone", r"(?<![\w.-])\d{3}[-. ]\d{3}[-. ]\d{4}(?!\w)"),
    _pattern("key", r"(?<![\w-])[\w-]{24,}", _is_drawn),
    _pattern(
        "serial",
        rf"(?i:(?<!\w)(?:serial(?:[ _-](?:number|no\.?))?|s/n|sn|imei|{_LICENCE})"
        r"[\s:#=]{1,4})(?P<found>(?=[\w/.-]*\d)\w[\w/.-]{2,}\w)",
    ),
    _pattern("serial", r"(?<![\w-])[A-Z0-9]+(?:-[A-Z0-9]+)*(?![\w-])", _is_serial),
]
