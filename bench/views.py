"""Saved views, their counts, and any combination of filters, as the site grows."""

from __future__ import annotations

import statistics
from collections.abc import Iterator

from bench.figures import Figure, figure
from bench.load import Server, milliseconds
from bench.stage import Bench

PLACES = ("first", "middle", "last")


def views(bench: Bench) -> Iterator[Figure]:
    """Each beside the same at a tenth of the tickets; a view is as its worst place."""
    small_pages, large_pages = bench.small.ask("views"), bench.large.ask("views")
    with bench.both() as (small, large):
        for name, paths in large_pages.items():
            places = zip(PLACES, paths, small_pages[name], strict=False)
            found = [_page(bench, name, at, large, small) for at in places]
            yield max(found, key=lambda each: each.ratio or 0)
    yield _counts(bench)
    yield from _combinations(bench)


def _page(
    bench: Bench, name: str, at: tuple[str, str, str], large: Server, small: Server
) -> Figure:
    place, path, tenth = at
    values, beside = bench.repeat(
        lambda: milliseconds(large, [path], times=15)[0],
        lambda: milliseconds(small, [tenth], times=15)[0],
    )
    return figure(
        f"view: {name}",
        "ms",
        values,
        beside=beside,
        yardstick=bench.tenth,
        wanted="≤ 1.3",
        note=f"the {place} page",
    )


def _counts(bench: Bench) -> Figure:
    values, beside = bench.repeat(
        lambda: bench.large.ask("counts"), lambda: bench.small.ask("counts")
    )
    return figure(
        "counts of the side bar",
        "ms",
        values,
        beside=beside,
        yardstick=bench.tenth,
        wanted="≤ 1.3",
        note="of all its views, counted anew",
    )


def _combinations(bench: Bench) -> Iterator[Figure]:
    """What the list of a page takes of the database, filters and orders at random."""
    found: dict[str, list[float]] = {}
    for _ in range(bench.runs):
        for name, taken in bench.large.ask("combinations").items():
            found.setdefault(name, []).append(taken)
    middles = {name: statistics.median(values) for name, values in found.items()}
    worst = max(middles, key=lambda name: middles[name])
    late = sum(taken > 15 for taken in middles.values())
    yield figure("SQL of a combination, median", "ms", list(middles.values()))
    yield figure(
        "SQL of a combination, the worst",
        "ms",
        found[worst],
        wanted="≤ 15",
        note=f"of {len(middles)} pairs of filters in six orders: {worst}; {late} above",
    )
