"""Run every measurement (or those named) and print one table for each; nothing here can fail the suite."""

import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from tests.bench import cpu, engine, growth, pages, paper, passes, uploads
from tests.bench.table import Table

SECTIONS: dict[str, Callable[[Path], list[Table]]] = {
    "cpu": cpu.measure,
    "growth": growth.measure,
    "pages": pages.measure,
    "uploads": uploads.measure,
    "paper": paper.measure,
    "passes": passes.measure,
    "engine": engine.measure,
}


def main(names: list[str]) -> None:
    """Measure the named sections, each in a folder of its own."""
    for name in names or list(SECTIONS):
        with tempfile.TemporaryDirectory(prefix="sello-bench-") as folder:
            for table in SECTIONS[name](Path(folder)):
                print(table.markdown(), flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
