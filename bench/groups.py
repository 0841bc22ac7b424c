"""The figures, group by group. Each measures its yardstick in the same runs."""

from __future__ import annotations

import json
import statistics
import sys
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

from bench.figures import Figure, figure
from bench.forums import forums
from bench.load import Server, milliseconds, post_milliseconds
from bench.pages import pages
from bench.places import running, started
from bench.processes import shares
from bench.stage import TEMPLATE, Bench
from bench.views import views

SEARCHES = (
    "invoice charged|browser extension|vault empty|sync slow|licence seat|code refused|"
    "mail never came after the renewal of my licence|recovery sheet|"
    "the desktop app does not start after the restart|passkey"
).split("|")


def queue(bench: Bench) -> Iterator[Figure]:
    with bench.both() as (small, large), bench.yardstick() as yardstick:
        small_paths, large_paths = bench.small.ask("queue"), bench.large.ask("queue")
        found = bench.large.ask("queries", json.dumps(large_paths))
        worst = max(found[path] for path in large_paths)

        def middle(server: Server, paths: list[str]) -> Callable[[], float]:
            return lambda: statistics.median(milliseconds(server, paths, times=3))

        values, tenth, template = bench.repeat(
            middle(large, large_paths),
            middle(small, small_paths),
            lambda: milliseconds(yardstick, ["/template/"], times=30)[0],
        )
        note = f"{len(large_paths)} pages of 12 views: first, middle, last"
        yield figure(
            "queue",
            "ms",
            values,
            beside=template,
            yardstick=TEMPLATE,
            wanted="≤ 8",
            queries=worst,
            note=note,
        )
        yield _growth(bench, "queue", values, tenth)


def ticket(bench: Bench) -> Iterator[Figure]:
    with bench.both() as (small, large), bench.yardstick() as yardstick:
        small_paths, large_paths = (
            bench.small.ask("tickets"),
            bench.large.ask("tickets"),
        )
        found = bench.large.ask("queries", json.dumps(list(large_paths.values())))
        for name, path in large_paths.items():
            values, tenth, template = bench.repeat(
                lambda path=path: milliseconds(large, [path], times=30)[0],  # type: ignore[misc]
                lambda path=small_paths[name]: milliseconds(small, [path], times=30)[0],  # type: ignore[misc]
                lambda: milliseconds(yardstick, ["/template/"], times=30)[0],
            )
            yield figure(
                name,
                "ms",
                values,
                beside=template,
                yardstick=TEMPLATE,
                queries=found[path],
            )
            if name == "ticket page":
                yield _growth(bench, name, values, tenth)


def search(bench: Bench) -> Iterator[Figure]:
    paths = [f"/search/?kind=ticket&q={words.replace(' ', '+')}" for words in SEARCHES]
    found = bench.large.ask("queries", json.dumps(paths))
    with bench.both() as (small, large):
        for server in (small, large):
            milliseconds(server, paths, times=1)
        values, tenth = bench.repeat(
            lambda: statistics.median(milliseconds(large, paths, times=3)),
            lambda: statistics.median(milliseconds(small, paths, times=3)),
        )
        yield figure(
            "search of tickets",
            "ms",
            values,
            beside=tenth,
            yardstick=bench.tenth,
            wanted="≤ 2",
            queries=max(found.values()),
            note=f"{len(SEARCHES)} searches of one to nine words, as an agent",
        )
    yield figure(
        "search, its best ten among the best of all",
        "%",
        [bench.large.ask("overlap", json.dumps(SEARCHES))],
        wanted="≥ 90",
        note="the mean share that stays when each match is ranked, not only candidates",
    )


def submit(bench: Bench) -> Iterator[Figure]:
    number = count()

    def forms(times: int) -> list[dict[str, str]]:
        return [
            {
                "email": f"bench-{next(number)}@example.com",
                "subject": "The licence does not arrive",
                "body": "I bought it **yesterday**.\n\n- once\n- twice",
            }
            for _ in range(times)
        ]

    found = bench.large.ask("queries", "[]")
    with running(bench.large, "valkey", "web") as site, bench.yardstick() as yardstick:
        post_milliseconds(site, "/tickets/new/", forms(5))
        values, template = bench.repeat(
            lambda: post_milliseconds(site, "/tickets/new/", forms(40)),
            lambda: milliseconds(yardstick, ["/template/"], times=30)[0],
        )
    yield figure(
        "submit a ticket",
        "ms",
        values,
        beside=template,
        yardstick=TEMPLATE,
        queries=found["submit"],
        note="as a visitor, mails written to the ledger, synced to disk",
    )


def latency(bench: Bench) -> Iterator[Figure]:
    """From enqueueing a task to its start, the worker being idle."""
    place = bench.large
    command = "celery --quiet -A helpdesk worker --pool threads --concurrency 4"
    command += " --without-gossip --without-mingle --without-heartbeat"
    command += " --loglevel warning --include bench.doorbell"
    celery = [str(Path(sys.executable).parent / "celery"), *command.split()[1:]]
    middles, tails = [], []
    with running(place, "valkey", "web"), started(celery, place.environment, 0):
        place.ask("ring", str(place.data_dir / "warm"), "5")
        for run in range(bench.runs):
            file = place.data_dir / f"started-{run}"
            place.ask("ring", str(file), "40")
            late = sorted(float(line) for line in file.read_text().split())
            middles.append(statistics.median(late))
            tails.append(late[int(len(late) * 0.95)])
    yield figure("enqueue to start, median", "ms", middles)
    yield figure("enqueue to start, p95", "ms", tails, wanted="≤ 20")


def memory(bench: Bench) -> Iterator[Figure]:
    """What the processes of the whole site take for themselves, after some use."""
    from helpdesk import leftovers

    place = bench.large
    cookie, addresses = place.ask("people")["agent"], place.ask("pages")
    if not Path("/proc/self/smaps_rollup").exists():
        return
    with running(place) as site:
        agent = site.signed_in(cookie)
        for _ in range(20):
            milliseconds(agent, ["/desk/tickets/", *addresses.values()], times=1)
        post_milliseconds(site, "/tickets/new/", [_form()])
        taken: dict[str, list[float]] = {}
        for _ in range(bench.runs):
            found = shares(leftovers.find(place.data_dir))
            for name, share in (*found.items(), ("all of it", sum(found.values()))):
                taken.setdefault(name, []).append(share)
    for name, values in taken.items():
        wanted = "≤ 450" if name == "all of it" else ""
        yield figure(f"memory: {name}", "MB", values, wanted=wanted)


def _form() -> dict[str, str]:
    return {"email": "memory@example.com", "subject": "Words", "body": "Words."}


def _growth(bench: Bench, name: str, values: list[float], tenth: list[float]) -> Figure:
    return figure(
        f"{name}, growth",
        "ms",
        values,
        beside=tenth,
        yardstick=bench.tenth,
        wanted="≤ 1.3",
    )


GROUPS = {
    group.__name__: group
    for group in (pages, queue, views, ticket, search, submit, forums, latency, memory)
}
