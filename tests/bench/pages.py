"""Pages of a real server at eight clients, ours and bare in turn: what they bear, what a request takes."""

import re
import urllib.request
from pathlib import Path

from sello.app import create_app
from tests.bench import cpu, loading
from tests.bench.ground import Ground, Options, grounds
from tests.bench.serving import Load, Server, bare, cookie_of, load, ours
from tests.bench.table import Table

PAGES = (
    ("tablero", "secretariat", "/"),
    ("requerimientos", "secretariat", "/requerimientos"),
    ("evidencias", "secretariat", "/evidencia"),
    ("un requerimiento", "secretariat", None),
    ("mi cola", "unit_head", "/mi-cola"),
)

HEAD = (
    "página",
    "pet./s",
    "p50 ms",
    "p95 ms",
    "procesador, ms",
    "cambios de hilo",
    "procesador: db ÷ nuestra",
    "like ÷ nuestra",
    "pet./s ÷ db",
)


def measure(folder: Path, options: Options) -> list[Table]:
    """Measure the bare pages and ours in one run, on each database."""
    return [_on(ground) for ground in grounds(folder, options)]


def _on(ground: Ground) -> Table:
    loading.demo(ground)
    loading.evidence(ground, loading.PIECES)
    note = (
        f"Con {loading.PIECES:,} evidencias y ocho clientes; gunicorn con dos procesos de ocho hilos a ambos "
        "lados, que atienden por turno. El procesador es el de todo el servidor web, por petición."
    )
    table = Table(f"Servidor real ({ground.name})", HEAD, note)
    with bare(ground) as plain, ours(ground) as server:
        for name in ("hello", "page"):
            _row(table, f"desnuda: {name}", load(plain, f"/{name}"), None, None)
        for name, role, path in PAGES:
            cookie = cookie_of(server.url, *loading.ROLES[role])
            address = path or _first_requirement(server, cookie)
            statements, size = _counted(ground, role, address)
            base = load(plain, "/db")
            like = load(plain, f"/like/{statements}/{size}")
            _row(table, name, load(server, address, cookie), base, like)
        _row(table, "desnuda: db", load(plain, "/db"), None, None)
    return table


def _row(table: Table, name: str, found: Load, base: Load | None, like: Load | None) -> None:
    beside = (
        (base.cpu / found.cpu, like.cpu / found.cpu, found.rate / base.rate) if base and like else ("–",) * 3
    )
    table.add(name, found.rate, found.p50, found.p95, found.cpu, found.switches, *beside)


def _counted(ground: Ground, role: str, path: str) -> tuple[int, int]:
    """How many SQL statements a page takes after a change, and its bytes, counted inside the application."""
    app = create_app(ground.config)
    statements, size, _tag = cpu.counted(app, loading.signed_in(app, role), path)
    return statements, size


def _first_requirement(server: Server, cookie: str) -> str:
    request = urllib.request.Request(f"{server.url}/requerimientos", headers={"Cookie": cookie})
    page = str(urllib.request.urlopen(request).read().decode())
    found = re.search(r'href="(/requerimientos/\d+[^"]*)"', page)
    if found is None:
        raise RuntimeError("the checklist has no requirement")
    return found.group(1)
