import resource

from core.roomy import SLOTS, roomy


def climb(steps: int) -> int:
    return climb(steps - 1) + 1 if steps else 0


def test_what_is_called_finds_its_way_down_and_back():
    ask = roomy(lambda steps: climb(steps))

    assert ask.__code__.co_stacksize == SLOTS
    assert ask(800) == 800


def test_the_room_is_not_touched_until_it_is_needed():
    ask = roomy(lambda steps: climb(steps))
    ask(1)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_minflt
    for _ in range(100):
        ask(1)
    pages = resource.getrusage(resource.RUSAGE_SELF).ru_minflt - before

    assert pages < 100 * 16  # of 4 KB, where the frame alone has 137
