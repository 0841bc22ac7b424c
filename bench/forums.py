"""Lists of topics, a long topic, and posting, as the forums grow."""

from __future__ import annotations

import random
import statistics
import string
from collections.abc import Callable, Iterator
from itertools import cycle
from typing import Any
from uuid import uuid4

from bench.figures import Figure, figure
from bench.load import Server, milliseconds, post_milliseconds
from bench.stage import Bench

# who post in one run, each of them once
PEOPLE = 8


def forums(bench: Bench) -> Iterator[Figure]:
    """Each as a member sees it, beside the same at a tenth of the topics."""
    bench = bench.of_topics
    people = str(1 + PEOPLE * bench.runs)
    with bench.both("valkey", "web") as (small, large):
        few = bench.small.ask("forums", people)
        many = bench.large.ask("forums", people)
        for way, measured in (("pages", _reading), ("forms", _posting)):
            for name in many[way]:
                values, beside = bench.repeat(
                    measured(name, large, many), measured(name, small, few)
                )
                yield figure(
                    f"forums: {name}",
                    "ms",
                    values,
                    beside=beside,
                    yardstick=bench.tenth,
                    wanted="≤ 1.3",
                    queries=many["queries"][name],
                    note=f"{few['queries'][name]} queries at a tenth",
                )


def form() -> dict[str, str]:
    """Nobody's words twice, and nothing that looks like a secret."""
    word = "".join(random.choices(string.ascii_lowercase, k=9))
    body = f"The restart helped here as well, many thanks to all of you, says {word}."
    return {"body": body, "client_key": str(uuid4())}


def _reading(name: str, server: Server, found: dict[str, Any]) -> Callable[[], float]:
    member, path = server.signed_in(found["people"][0]), found["pages"][name]
    return lambda: milliseconds(member, [path], times=15)[0]


def _posting(name: str, server: Server, found: dict[str, Any]) -> Callable[[], float]:
    """Others in each run, so that nobody is held back as too fast."""
    people, paths = iter(found["people"][1:]), cycle(found["forms"][name])

    def measure() -> float:
        one_run = zip(range(PEOPLE), people, paths, strict=False)
        return statistics.median(
            post_milliseconds(server.signed_in(cookie), path, [form()])
            for _, cookie, path in one_run
        )

    return measure
