"""A pytest plugin, `-p tests.no_skips`: a test that is skipped has failed.

But for those that say "only on SQLite" or "only on PostgreSQL" while the suite runs
on the other one: they have a run of their own.
"""

import pytest
from django.db import connection

OTHER = {"sqlite": "only on PostgreSQL", "postgresql": "only on SQLite"}


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    report = yield
    if report.skipped and not hasattr(report, "wasxfail"):
        reason = report.longrepr[2].removeprefix("Skipped: ")
        if not reason.startswith(OTHER[connection.vendor]):
            report.outcome = "failed"
            report.longrepr = f"skipped, which is not allowed here: {reason}"
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(collector):
    report = yield
    if report.skipped:
        report.outcome = "failed"
        report.longrepr = f"skipped whole: {report.longrepr}"
    return report
