"""Five hundred people at one question at once: run by the launcher."""

import json
from queue import Empty, SimpleQueue
from threading import Barrier, Thread

from django.conf import settings
from django.db import connection

from accounts.models import User
from forums.actions import create_forum, press_me_too, start_topic
from forums.models import Topic
from tests.faults.scene import _person

PEOPLE = 500
THREADS = 50


def voters():
    """Each of them presses twice, and the two presses may meet."""
    asker = _person("asker@example.com")
    forum = create_forum(by=asker, title="Help", slug="help", kinds=["question"])
    start_topic(forum, by=asker, kind="question", title="No mail", body="It is gone")
    people = User.objects.bulk_create(
        User(email=f"voter{number}@example.com") for number in range(PEOPLE)
    )
    waiting, pressed = SimpleQueue(), []
    for person in [each for each in people for _ in range(2)]:
        waiting.put(person)
    start = Barrier(THREADS)
    threads = [
        Thread(target=_press, args=(start, waiting, pressed)) for _ in range(THREADS)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    (settings.DATA_DIR / "voters.json").write_text(json.dumps(pressed))


def _press(start, waiting, pressed):
    start.wait()
    try:
        while True:
            person = waiting.get_nowait()
            pressed.append(press_me_too(Topic.objects.get(), by=person))
    except Empty:
        pass
    except Exception as error:  # noqa: BLE001 - the test shows what it was
        pressed.append(f"failed: {error!r}")
    finally:
        connection.close()
