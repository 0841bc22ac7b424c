from core import remembering
from core.remembering import forget, remembered


def test_it_asks_once_for_each_argument(remembering_things):
    asked = []
    ask = remembered(lambda word: asked.append(word) or word.upper())
    assert [ask("a"), ask("a"), ask("b")] == ["A", "A", "B"]
    assert asked == ["a", "b"]


def test_it_asks_again_when_the_time_is_up(remembering_things, monkeypatch):
    now = [100.0]
    monkeypatch.setattr(remembering.time, "monotonic", lambda: now[0])
    asked = []
    ask = remembered(lambda: asked.append(1))
    ask()
    now[0] += 59
    ask()
    assert len(asked) == 1
    now[0] += 2
    ask()
    assert len(asked) == 2


def test_it_forgets(remembering_things):
    asked = []
    ask = remembered(lambda: asked.append(1))
    ask()
    forget()
    ask()
    assert len(asked) == 2
