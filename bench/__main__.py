"""`bin/bench`: builds its own sites, measures, prints medians and ratios."""

import argparse
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path

from bench.figures import json_lines, table
from bench.groups import GROUPS
from bench.load import generator
from bench.stage import Bench

ROWS = "tickets, for forums topics, each of about ten posts (10,000)"


def main() -> None:
    options = _options()
    figures = []
    with ExitStack() as stack:
        folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="bench-"))
        bench = Bench(
            Path(folder),
            options.rows,
            options.runs,
            options.seconds,
            options.postgres,
            stack,
        )
        for name in options.only:
            print(f"Measuring: {name} …", file=sys.stderr, flush=True)
            for figure in GROUPS[name](bench):
                print(f"  {figure.name}", file=sys.stderr, flush=True)
                figures.append(figure)
    where = "PostgreSQL" if options.postgres else "SQLite"
    print(f"{where}, {options.rows:,} rows, {options.runs} runs, by {generator()}\n")
    print(table(figures))
    print(f"\n{json_lines(figures)}")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="bin/bench", description=__doc__)
    parser.add_argument("--rows", type=int, default=10_000, help=ROWS)
    parser.add_argument("--runs", type=int, default=3, help="of each figure (3)")
    parser.add_argument(
        "--seconds", type=float, default=2, help="of load in each run (2)"
    )
    parser.add_argument(
        "--postgres",
        default="",
        metavar="ADDRESS",
        help="of a server (postgres://…) to build the sites on; else SQLite",
    )
    parser.add_argument(
        "--only",
        type=_groups,
        default=list(GROUPS),
        metavar="GROUP,…",
        help=f"of {', '.join(GROUPS)}",
    )
    return parser.parse_args()


def _groups(text: str) -> list[str]:
    names = text.split(",")
    if unknown := set(names) - set(GROUPS):
        raise argparse.ArgumentTypeError(f"no such group: {', '.join(unknown)}")
    return names


if __name__ == "__main__":
    main()
