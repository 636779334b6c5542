"""`python -m tests.year`: 345 towns, 50,000 threads, a year, two schedulers; says what came of it.

It takes hours at its full size; `--towns 35 --threads 5000` is a tenth. Ends with 1 if anything was lost,
doubled, or told to whom it is not the turn.
"""

import argparse
import os
import sys
import tempfile
import time
from collections import Counter
from datetime import UTC, date, datetime
from pathlib import Path

from sello.app import create_app
from tests import postgres
from tests.bench.ground import Ground, emptied, made
from tests.bench.table import Table
from tests.year.course import Size, Tally, course


def main(arguments: list[str]) -> int:
    """Live a year of the size that was asked for, and print its tables."""
    parser = argparse.ArgumentParser(prog="python -m tests.year", description=__doc__)
    parser.add_argument("--towns", type=int, default=345)
    parser.add_argument("--threads", type=int, default=50_000)
    parser.add_argument("--days", type=int, default=365)
    parser.add_argument("--first", type=date.fromisoformat, default=date(2026, 3, 2), help="its first day")
    parser.add_argument("--seed", type=int, default=1, help="the same seed tells the same story")
    parser.add_argument("--sqlite", action="store_true", help="on SQLite, also where there is a PostgreSQL")
    asked = parser.parse_args(arguments)
    stretches = ((40, 44), (150, 163)) if asked.days > 200 else ()
    size = Size(asked.towns, asked.threads, asked.first, asked.days, asked.seed, stretches)
    began, load = time.monotonic(), os.getloadavg()[0]
    print(f"## python -m tests.year {' '.join(arguments)}", flush=True)
    print(f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC, carga {load:.1f}, semilla {size.seed}", flush=True)
    with tempfile.TemporaryDirectory(prefix="sello-year-") as folder:
        tally = _lived(size, _ground(Path(folder), sqlite=asked.sqlite), began)
    for table in _tables(size, tally, time.monotonic() - began):
        print(table.markdown(), flush=True)
    return int(not tally.is_well)


def _ground(folder: Path, *, sqlite: bool) -> Ground:
    if sqlite or not postgres.server_url():
        return made(folder / "sqlite")
    return made(folder / "postgresql", emptied("year"))


def _lived(size: Size, ground: Ground, began: float) -> Tally:
    ground.migrated()
    print(
        f"{size.towns:,} instituciones, {size.threads:,} hilos, {size.days} días, {ground.name}", flush=True
    )

    def told(day: date, tally: Tally) -> None:
        if day.weekday() == 0:
            so_far = f"{tally.mails:,} correos, {sum(tally.expected.values()):,} avisos"
            print(f"{time.monotonic() - began:6.0f} s  {day}  {so_far}", flush=True)

    with course(size, create_app(ground.config), ground.config, ground.folder) as year:
        return year.run(told)


def _tables(size: Size, tally: Tally, seconds: float) -> list[Table]:
    found = Table(
        f"Un año simulado: {size.towns:,} instituciones, {size.threads:,} hilos, {size.days} días",
        ("qué", "cuántos"),
        f"Semilla {size.seed}; {seconds / 60:,.0f} minutos.",
    )
    for what, count in (
        ("avisos que el oráculo espera", tally.expected),
        ("avisos recibidos en el servidor de correo", tally.received),
        ("mostrados como «sin confirmar», y no recibidos", tally.shown),
        ("retirados: superados o resueltos mientras no había servidor", tally.overtaken),
        ("**perdidos**", tally.lost),
        ("**dobles o de más**", tally.doubled),
    ):
        found.add(what, sum(count.values()))
    found.add("**a quien no le toca**", len(tally.not_their_turn))
    found.add("resueltos mientras el correo que también los nombra esperaba al servidor", len(tally.beside))
    found.add("retirados sin motivo", len(tally.unexplained))
    found.add("fuera del horario", len(tally.quiet_hours))
    found.add("**segundos correos de una persona en un día**", len(tally.second_mails))
    found.add("correos", tally.mails)
    found.add("actos de las personas", tally.acts)
    found.add("programadores matados", tally.kills)
    bad = Table("Lo que salió mal, a propósito", ("qué", "veces"))
    for kind, count in sorted(Counter(tally.weather).items()):
        bad.add(kind, count)
    return [found, bad]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
