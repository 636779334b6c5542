"""Run every measurement (or those named) and print one table for each; nothing here can fail the suite."""

import argparse
import os
import sys
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from tests.bench import (
    cpu,
    eight,
    engine,
    growth,
    mailing,
    pages,
    paint,
    paper,
    papers,
    passes,
    reading,
    searching,
    sheets,
    start,
    suggesting,
    trail,
    uploads,
)
from tests.bench.ground import Options
from tests.bench.table import Table

SECTIONS: dict[str, Callable[[Path, Options], list[Table]]] = {
    "cpu": cpu.measure,
    "growth": growth.measure,
    "pages": pages.measure,
    "paint": paint.measure,
    "start": start.measure,
    "uploads": uploads.measure,
    "paper": paper.measure,
    "sheets": sheets.measure,
    "passes": passes.measure,
    "mailing": mailing.measure,
    "engine": engine.measure,
    "reading": reading.measure,
    "suggesting": suggesting.measure,
    "papers": papers.measure,
    "eight": eight.measure,
    "searching": searching.measure,
    "trail": trail.measure,
}

QUICK = ("cpu", "start", "sheets", "engine")
"""What is true on a busy machine, and takes three minutes together."""


def main(arguments: list[str]) -> None:
    """Measure the named sections, each in a folder of its own."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("sections", nargs="*", choices=[*SECTIONS, []], help="which; all if none is named")
    parser.add_argument("--quick", action="store_true", help="what fits in three minutes, on SQLite")
    parser.add_argument("--most", type=int, default=Options.most, help="pieces of the largest town")
    asked = parser.parse_args(arguments)
    options = Options(asked.quick, asked.most)
    began = f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC, carga {os.getloadavg()[0]:.1f}"
    print(f"\n## python -m tests.bench {' '.join(arguments)} ({began})", flush=True)
    for name in asked.sections or (QUICK if options.quick else SECTIONS):
        with tempfile.TemporaryDirectory(prefix="sello-bench-") as folder:
            for table in SECTIONS[name](Path(folder), options):
                print(table.markdown(), flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
