import random
import time

from core.diffs import Line, compare


def shown(lines: list[Line]) -> list[str]:
    """As people write it: `- ` gone, `+ ` new, changed words between brackets."""
    signs = {"gone": "- ", "new": "+ ", "same": "  ", "skipped": "~ "}
    return [
        signs[line.kind]
        + "".join(f"[{text}]" if is_new else text for text, is_new in line.pieces)
        + (str(line.count) if line.kind == "skipped" else "")
        for line in lines
    ]


def test_of_a_changed_line_the_words_are_marked():
    found = compare("# Sync\nChanges travel at once.", "# Sync\nChanges travel later.")
    assert shown(found) == [
        "  # Sync",
        "- Changes travel [at once].",
        "+ Changes travel [later].",
    ]


def test_what_stayed_is_folded_but_for_what_is_near():
    before = [f"Line {number}" for number in range(20)]
    after = [*before[:10], "New", *before[10:]]
    near = [f"  Line {number}" for number in range(7, 13)]
    expected = ["~ 7", *near[:3], "+ New", *near[3:], "~ 7"]
    assert shown(compare("\n".join(before), "\n".join(after))) == expected
    assert compare("same", "same") == []


def test_both_sides_can_be_read_from_it():
    chance = random.Random(7)
    for _ in range(200):
        before, after = (
            "\n".join(" ".join(chance.choices("abc", k=3)) for _ in range(5))
            for _ in range(2)
        )
        lines = compare(before, after)
        for kind, text in (("gone", before), ("new", after)):
            kept = [line for line in lines if line.kind in (kind, "same")]
            words = "\n".join("".join(t for t, _ in line.pieces) for line in kept)
            assert words == text or not lines


def test_texts_made_to_be_slow_are_compared_in_time():
    size = 65_536
    chance = random.Random(7)
    letters = "".join(chance.choices("ab\n", k=size))
    nested = [str(n) for n in range(6000)]
    twice = [line for n in range(5000) for line in (str(n), str(n + 1))]
    pairs = [
        (letters, letters[::-1]),
        ("a\nb\n" * (size // 4), "b\na\n" * (size // 4)),
        ("\n".join(nested), "\n".join(nested[::-1])),
        ("\n".join(twice), "\n".join(reversed(twice))),
        ("a b " * (size // 4), "b a c " * (size // 6)),
    ]
    for before, after in pairs:
        start = time.process_time()
        compare(before, after)
        assert time.process_time() - start < 1
