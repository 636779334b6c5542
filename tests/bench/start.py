"""From the command to the first answer, and what a worker holds after some load; ours beside bare."""

import os
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from statistics import median

from tests.bench import loading
from tests.bench.cpu import PAGES
from tests.bench.ground import Options, made
from tests.bench.serving import ROOT, Server, bare, cookie_of, descendants, ours
from tests.bench.table import Table

ROUNDS = 3
VIEWS = 40

Begin = Callable[[], AbstractContextManager[Server]]


def measure(folder: Path, _options: Options) -> list[Table]:
    """Start both in turn, then ask for pages and look at the memory of the workers."""
    ground = made(folder)
    loading.demo(ground)
    servers: dict[str, Begin] = {"desnudo": lambda: bare(ground), "nuestro": lambda: ours(ground)}
    began: dict[str, list[tuple[float, float]]] = {name: [] for name in servers}
    for _ in range(ROUNDS):
        for name, begin in servers.items():
            began[name].append(_started(begin))
    head = (
        "servidor",
        "primera respuesta, s",
        "procesador hasta ella, s",
        "respecto del desnudo",
        "PSS por proceso, MiB",
    )
    note = f"Mediana de {ROUNDS} arranques; la memoria, tras {VIEWS} vistas de cada página."
    table = Table("Arranque y memoria", head, note)
    base = median(cpu for _clock, cpu in began["desnudo"])
    for name, begin in servers.items():
        clock, cpu = (median(each) for each in zip(*began[name], strict=True))
        table.add(name, clock, cpu, cpu / base, _memory(begin, "/db" if name == "desnudo" else None))
    for module in ("flask, flask_sqlalchemy", "sello.app", "sello.cli"):
        table.add(f"import {module}", "–", _importing(module), "–", "–")
    return [table]


def _started(begin: Begin) -> tuple[float, float]:
    start = time.perf_counter()
    with begin() as server:
        return time.perf_counter() - start, server.spent()[0]


def _memory(begin: Begin, path: str | None) -> float:
    """The proportional memory of a worker after some load, in MiB: the mean of all."""
    with begin() as server:
        cookie = "" if path else cookie_of(server.url, *loading.SECRETARY)
        paths = [path] if path else [each for _, role, each in PAGES if each and role == "secretariat"]
        for _ in range(VIEWS):
            for each in paths:
                request = urllib.request.Request(server.url + each, headers={"Cookie": cookie})
                urllib.request.urlopen(request).read()
        held = [_proportional(pid) for pid in descendants(server.pid)]
    return sum(held) / len(held) / 1024


def _proportional(pid: int) -> int:
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("Pss:"))


def _importing(module: str) -> float:
    """The processor time of an import whose code was compiled before, in seconds."""
    environ = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    code = f"import time; import {module}; print(time.process_time())"
    command = [sys.executable, "-c", code]
    took = [
        float(
            subprocess.run(command, env=environ, cwd=ROOT, check=True, capture_output=True, text=True).stdout
        )
        for _ in range(ROUNDS)
    ]
    return min(took)
