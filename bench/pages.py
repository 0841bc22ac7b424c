"""Pages that visitors see."""

from __future__ import annotations

import json
import statistics
from collections.abc import Iterator

from bench.figures import Figure, figure
from bench.load import Server, fetch, rate
from bench.places import running
from bench.processes import FOR_LOAD, FOR_SERVERS, on_cores, processor_seconds
from bench.stage import TEMPLATE, Bench


def pages(bench: Bench) -> Iterator[Figure]:
    """Visitors' pages: kept ones beside a bare view, others beside a template.

    All servers share a core: threads on two would wait for each other's turns, the
    more the less a page has to do.
    """
    place = bench.large
    place.ask("people")
    addresses: dict[str, str] = place.ask("pages")
    queries = place.ask("queries", json.dumps([f"{a}?n=1" for a in addresses.values()]))
    with on_cores(FOR_SERVERS), running(place, "web") as site:
        for name, path in addresses.items():
            fetch(site, path)
            content = fetch(site, path)
            with bench.yardstick(content) as yardstick:
                yield _cached(bench, name, site, path, yardstick, content)
                if name != "home":
                    found = queries[f"{path}?n=1"]
                    yield _anew(bench, name, site, path, yardstick, found)


def _cached(
    bench: Bench, name: str, site: Server, path: str, bare: Server, content: bytes
) -> Figure:
    values, beside, by_effort = _rates(bench, (site, path), (bare, "/bare/"))
    note = f"{len(content):,} bytes; bare view {statistics.median(beside):,.0f}/s"
    if by_effort:
        note += f"; ratio for the same processor time {by_effort:.2f}"
    return figure(
        f"{name}, kept",
        "/s",
        values,
        beside=beside,
        yardstick="a bare view",
        wanted="≥ 0.90",
        note=note,
    )


def _anew(
    bench: Bench, name: str, site: Server, path: str, yardstick: Server, queries: int
) -> Figure:
    """The cache keeps only addresses without a query string."""
    pages = (site, f"{path}?n=1"), (yardstick, "/template/")
    values, beside, _ = _rates(bench, *pages)
    return figure(
        f"{name}, made anew",
        "/s",
        values,
        beside=beside,
        yardstick=TEMPLATE,
        wanted="≥ 0.40",
        queries=queries,
        note=f"template page {statistics.median(beside):,.0f}/s",
    )


def _rates(
    bench: Bench, page: tuple[Server, str], other: tuple[Server, str]
) -> tuple[list[float], list[float], float]:
    """Requests a second of either, in slices of a second, in turn.

    The third is their ratio for the same processor time, which is without what other
    programs took from either; 0 where the system does not tell.
    """
    both = (page, other)
    with on_cores(FOR_LOAD):
        for server, path in both:
            rate(server, path, seconds=1)
        before = [processor_seconds(server.port) for server, _ in both]
        runs = [_run(both, max(round(bench.seconds), 1)) for _ in range(bench.runs)]
        after = [processor_seconds(server.port) for server, _ in both]
    values, beside = ([statistics.mean(run[n]) for run in runs] for n in (0, 1))
    spent = [later - earlier for earlier, later in zip(before, after, strict=True)]
    if not all(spent):
        return values, beside, 0.0
    return values, beside, sum(values) / spent[0] / (sum(beside) / spent[1])


def _run(pages: tuple[tuple[Server, str], ...], slices: int) -> list[tuple[float, ...]]:
    """The rates of each page."""
    rows = [[rate(s, path, seconds=1) for s, path in pages] for _ in range(slices)]
    return list(zip(*rows, strict=True))
