"""A real help centre comes in, goes out, and comes in elsewhere as it was.

In the ring of faults, for it takes its time, and the clock is looked at.
"""

import os
import re
from pathlib import Path
from time import monotonic

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kb.models import Article
from tests.kb.whole import empty_site, everything

pytestmark = [pytest.mark.faults, pytest.mark.django_db]

HELP_CENTRE = Path(
    os.environ.get(
        "HELP_CENTRE", Path(__file__).parents[3] / "shared" / "data" / "help-centre"
    )
)


def writes(captured):
    return [
        query["sql"]
        for query in captured.captured_queries
        if query["sql"].lstrip().upper().startswith(("INSERT", "UPDATE", "DELETE"))
    ]


def dead_links():
    """Links to articles, and to places on their pages, that are not there."""
    pages = dict(Article.objects.values_list("pk", "body_html"))
    dead = []
    for pk, html in pages.items():
        for link in re.findall(r'href="((?:/kb/|#)[^"]*)"', html):
            found = re.fullmatch(r"(?:/kb/articles/(\d+)-[\w-]*/)?(?:#(.+))?", link)
            page = found and pages.get(int(found[1] or pk))
            if page is None or (found[2] and f'id="{found[2]}"' not in page):
                dead.append((pk, link))
    return dead


def test_it_comes_in_and_a_second_time_nothing_is_written(capsys):
    assert HELP_CENTRE.is_dir(), f"The help centre to import is not in {HELP_CENTRE}"
    files = len(list(HELP_CENTRE.rglob("*.md")))
    begun = monotonic()
    call_command("import_articles", str(HELP_CENTRE), verbosity=0)
    assert monotonic() - begun < 60
    assert Article.objects.count() == files
    assert not Article.objects.filter(body_version=0).exists()
    assert not Article.objects.filter(body_html__contains='src="img/').exists()
    assert dead_links() == []
    assert f"{files} articles created" in capsys.readouterr().out
    before = everything()
    with CaptureQueriesContext(connection) as captured:
        call_command("import_articles", str(HELP_CENTRE), verbosity=0)
    assert writes(captured) == []
    assert everything() == before
    assert f"{files} unchanged" in capsys.readouterr().out


def test_it_goes_out_and_comes_in_elsewhere_as_it_was(tmp_path):
    call_command("import_articles", str(HELP_CENTRE), verbosity=0)
    before = everything()
    call_command("export_articles", str(tmp_path), verbosity=0)
    empty_site()
    begun = monotonic()
    call_command("import_articles", str(tmp_path), verbosity=0)
    assert monotonic() - begun < 60
    after = everything()
    for kind, rows in before.items():
        assert after[kind] == rows, kind
    assert dead_links() == []
