"""Two files of other sites come in whole, and the second time change nothing.

In the ring of faults, for it takes its time.
"""

import os
from collections import Counter
from pathlib import Path

import pytest
from django.core.management import call_command

from forums.models import Forum, Post, Report, Topic
from tests.forums.test_import_threads import rows

pytestmark = [pytest.mark.faults, pytest.mark.django_db]

THREADS = Path(
    os.environ.get("THREADS", Path(__file__).parents[3] / "shared" / "data" / "threads")
)


@pytest.fixture
def bring(capsys):
    def run(name):
        call_command("import_threads", THREADS / name, verbosity=0)
        return capsys.readouterr().out

    return run


def test_a_stack_exchange_site(bring):
    said = bring("coffee-stackexchange-posts.xml")
    assert Topic.objects.count() == Forum.objects.get().topic_count == 225
    assert Post.objects.replies().count() == 327
    assert Topic.objects.filter(state="solved").count() == 105
    assert Topic.objects.filter(is_locked=True).count() == 14
    assert "Neither question nor answer, left out: 40" in said
    before = rows()
    assert "0 topics created, 0 changed, 225 unchanged" in bring(
        "coffee-stackexchange-posts.xml"
    )
    assert rows() == before


def test_questions_about_a_mail_program(bring):
    bring("thunderbird-2025-03.jsonl")
    assert Topic.objects.count() == 382
    assert Post.objects.replies().count() == 713
    assert Topic.objects.filter(state="solved").count() == 39
    assert Topic.objects.filter(is_locked=True).count() == 11
    states = Counter(Topic.objects.values_list("visibility", flat=True))
    assert states == {"published": 357, "held": 25}
    assert Report.objects.filter(state="open", reporter=None).count() == 25
    assert Forum.objects.get().topic_count == 357
    before = rows()
    assert "0 replies created, 0 changed, 713 unchanged" in bring(
        "thunderbird-2025-03.jsonl"
    )
    assert rows() == before
