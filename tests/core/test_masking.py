import time

import pytest

from core.masking import masked, masks_of, without_own

# «» stand around what is found
FOUND = [
    ("address", "Write to «maya.lind+it@mail.example.co.uk»."),
    ("token", "https://x.example/reset?u=1&token=«abc123»"),
    ("token", "https://x.example/access/«Zk3aP9xQ2mL7vB1nT5wY8u»/"),
    ("secret", "ftp://«maya:hunter22»@files.example/"),
    ("secret", "The password: `«hunter22»`, as always"),
    ("secret", "my PIN is «4711x»"),
    ("secret", "Authorization: Bearer «abc.def-ghi»"),
    ("secret", "«eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIx.c2ln»"),
    ("secret", "«ghp_0123456789abcdef»"),
    ("card", "pay by «4111 1111 1111 1111»."),
    ("iban", "«DE89 3704 0044 0532 0130 00», thanks"),
    ("ip", "from «203.0.113.7»:8080"),
    ("ip", "from «2001:db8::8a2e:370:7334»."),
    ("hardware", "MAC «00:1A:2b:3c:4D:5e»"),
    ("phone", "call «+49 (30) 123456-78» now"),
    ("phone", "call «030/1234567»"),
    ("phone", "call «(555) 123-4567»"),
    ("phone", "call «555-123-4567»"),
    ("key", "«9f86d081884c7d659a2feaa0c55ad015»"),
    ("key", "id «123e4567-e89b-12d3-a456-426614174000»"),
    ("serial", "Serial number: «7781234»"),
    ("serial", "it is «C02XL0GTJGH5»"),
    ("serial", "key «ABCDE-12345-FGHIJ-67890»"),
    ("file", "«![a](/files/123e4567-e89b-12d3-a456-426614174000/a.png)»"),
]
KEPT = """Version 10.0.19045.3803 of 2026-11-30 12:30:45 says 0x80070005 and code: E404.
See /kb/articles/12-how-to-reset-your-password-in-2026/ and port 8080 (1,000 of it).
Since 03.04.2026 10:30 the sync takes 3.5 s; `MAX_CONNECTIONS_PER_CLIENT_AT_ONCE=2`."""


@pytest.mark.parametrize(("kind", "marked"), FOUND)
def test_what_is_somebodys_own_is_found(kind, marked):
    text = marked.replace("«", "").replace("»", "")
    found = marked[marked.index("«") + 1 : marked.index("»")]
    masks = masks_of(text)
    assert [(mask.kind, mask.found) for mask in masks] == [(kind, found)]
    covered = masked(text, masks)
    assert found not in covered
    assert masks_of(covered) == []


def test_what_is_nobodys_own_stays():
    assert masks_of(KEPT) == []


def test_names_are_found_whole_and_in_parts_but_not_in_other_words():
    text = "Maya Lind here. maya's printer in Lindau; ask Lind, not MAYA LIND."
    masks = masks_of(text, names=["Maya Lind"], details=["printer", "a"])
    assert masked(text, masks) == (
        "[name] here. [name-2]'s [detail] in Lindau; ask [name-3], not [name-4]."
    )


def test_no_rest_of_what_is_known_stays_beside_what_was_found_in_it():
    details = ["Lind Ltd, Main Street 5, call 0171 2345678 or Bo"]
    text = f"Mayas printer at {details[0]}. 王伟先生"
    masks = masks_of(text, names=["Maya Lind", "王伟"], details=details)
    assert masked(text, masks) == "[name] printer at [detail]. [name-3]先生"


def test_the_same_words_have_one_cover_and_others_a_number():
    text = "a@x.example, b@x.example, a@x.example"
    assert masked(text, masks_of(text)) == "[address], [address-2], [address]"


def test_what_a_stranger_typed_is_taken_out():
    assert without_own("reset for maya@example.com").split() == ["reset", "for"]


HOSTILE = "a|a.|1 |A-|[](|/files/|a@a.|://|token=|0:|-----BEGIN A-----".split("|")


@pytest.mark.parametrize("text", [each * (65_536 // len(each)) for each in HOSTILE])
def test_hostile_texts_take_no_time(text):
    began = time.process_time()
    masks_of(text, names=["Maya Lind"])
    assert time.process_time() - began < 1


def test_many_masks_take_no_time():
    text = " ".join(f"m{number}@x.example" for number in range(3500))
    began = time.process_time()
    assert "@" not in masked(text, masks_of(text))
    assert time.process_time() - began < 1
