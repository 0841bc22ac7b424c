"""What was measured: medians, spreads, and the yardstick beside each."""

from __future__ import annotations

import json
import statistics
from collections.abc import Sequence
from dataclasses import asdict, dataclass


@dataclass(frozen=True)
class Figure:
    """`ratio` compares with the yardstick, run for run; its spread is max − min."""

    name: str
    unit: str
    median: float
    spread: float
    yardstick: str = ""
    ratio: float | None = None
    ratio_spread: float | None = None
    # "≥ 0.90" or "≤ 1.3", of the ratio where there is one, else of the median
    wanted: str = ""
    queries: int | None = None
    note: str = ""

    @property
    def holds(self) -> bool | None:
        if not self.wanted:
            return None
        sign, bound = self.wanted.split()
        value = self.median if self.ratio is None else self.ratio
        return value >= float(bound) if sign == "≥" else value <= float(bound)


def figure(
    name: str,
    unit: str,
    values: Sequence[float],
    *,
    beside: Sequence[float] = (),
    **more: object,
) -> Figure:
    """`beside` holds the yardstick's values of the same runs."""
    ratios = [value / other for value, other in zip(values, beside, strict=False)]
    return Figure(
        name=name,
        unit=unit,
        median=statistics.median(values),
        spread=max(values) - min(values),
        ratio=statistics.median(ratios) if ratios else None,
        ratio_spread=max(ratios) - min(ratios) if ratios else None,
        **more,
    )


def table(figures: Sequence[Figure]) -> str:
    head = ("figure", "median", "± spread", "ratio", "± spread", "to", "wanted", "SQL")
    rows = [head, *(_row(each) for each in figures)]
    widths = [max(len(row[place]) for row in rows) for place in range(len(head))]
    lines = [
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        for row in rows
    ]
    lines.insert(1, "-" * len(lines[0]))
    notes = [f"{each.name}: {each.note}" for each in figures if each.note]
    return "\n".join(line.rstrip() for line in [*lines, "", *notes])


def json_lines(figures: Sequence[Figure]) -> str:
    return "\n".join(
        json.dumps({**asdict(each), "holds": each.holds}, ensure_ascii=False)
        for each in figures
    )


def _row(each: Figure) -> tuple[str, ...]:
    mark = {True: " ✓", False: " ✗", None: ""}[each.holds]
    return (
        each.name,
        f"{each.median:,.1f} {each.unit}",
        f"{each.spread:,.1f}",
        "" if each.ratio is None else f"{each.ratio:.2f}",
        "" if each.ratio_spread is None else f"{each.ratio_spread:.2f}",
        each.yardstick,
        each.wanted + mark,
        "" if each.queries is None else str(each.queries),
    )
