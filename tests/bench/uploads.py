"""One gigabyte in: ours beside a raw PUT through bare Flask, beside SHA-256 and the disk alone."""

import hashlib
import http.client
import os
import re
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

from sqlalchemy import select

from sello.app import create_app
from sello.core.db import db, everywhere, unit_of_work
from sello.evidence.models import EvidenceVersion
from sello.web.uploads import store
from tests.bench import loading
from tests.bench.ground import Ground, Options, made
from tests.bench.serving import bare, cookie_of, descendants, ours
from tests.bench.table import Table

MIB = 1024 * 1024
SIZE = 1024 * MIB
LINE = b"fila de prueba;1;2;3;4;5;6;7;8;9;una planilla larga, sin datos de nadie\r\n"
BLOCK = (LINE * (MIB // len(LINE) + 1))[:MIB]


def measure(folder: Path, options: Options) -> list[Table]:
    """Upload one GiB, twice, and download it; ours beside bare."""
    ground = made(folder)
    head = ("trabajo", "MB/s", "respecto del PUT desnudo", "memoria añadida")
    table = Table("1 GiB de subida", head)
    hashing, writing = _hash_alone(), _disk_alone(folder)
    with bare(ground) as server:
        plain = _put(f"{server.url}/put", {})
        _write(folder / "get")
        taken = _get(f"{server.url}/get", "")
    (folder / "get").unlink()
    loading.demo(ground)
    with ours(ground) as server:
        url = server.url
        cookie = cookie_of(url, *loading.SECRETARY)
        sent_head = {"Cookie": cookie, "X-CSRFToken": _token(url, cookie), "X-File-Name": "planilla.csv"}
        before = _memory()
        sent = _put(f"{url}/evidencia/archivo", sent_head)
        memory = _memory() - before
        again = _put(f"{url}/evidencia/archivo", sent_head)
        given = _get(url + _stood_for(ground, folder / "kept"), cookie)
    table.add("SHA-256 solo", hashing, hashing / plain, "–")
    table.add("escritura con fsync sola", writing, writing / plain, "–")
    table.add("PUT por Flask desnudo, con SHA-256 y fsync", plain, 1.0, "–")
    table.add("subida de evidencia", sent, sent / plain, f"{memory:.0f} MiB")
    table.add("la misma otra vez (reconocida)", again, again / plain, "–")
    table.add("descarga por Flask desnudo", taken, "–", "–")
    table.add("descarga de evidencia", given, f"{given / taken:.2f} de la desnuda", "–")
    return [table]


def _blocks() -> Iterator[bytes]:
    for _ in range(SIZE // MIB):
        yield BLOCK


def _hash_alone() -> float:
    start = time.perf_counter()
    digest = hashlib.sha256()
    for block in _blocks():
        digest.update(block)
    return SIZE / 1e6 / (time.perf_counter() - start)


def _disk_alone(folder: Path) -> float:
    start = time.perf_counter()
    path = folder / "disk"
    with path.open("wb", buffering=0) as file:
        for block in _blocks():
            file.write(block)
        os.fsync(file.fileno())
    took = time.perf_counter() - start
    path.unlink()
    return SIZE / 1e6 / took


def _put(url: str, headers: dict[str, str]) -> float:
    parts = urlsplit(url)
    connection = http.client.HTTPConnection(parts.netloc, blocksize=MIB)
    start = time.perf_counter()
    head = {**headers, "Content-Length": str(SIZE), "Content-Type": "application/octet-stream"}
    connection.request("PUT", parts.path, body=_blocks(), headers=head)
    answer = connection.getresponse()
    text = answer.read().decode()
    if answer.status >= 300:
        raise RuntimeError(f"{url}: {answer.status} {text[:300]}")
    return SIZE / 1e6 / (time.perf_counter() - start)


def _write(path: Path) -> None:
    with path.open("wb") as file:
        for block in _blocks():
            file.write(block)


def _get(url: str, cookie: str) -> float:
    start = time.perf_counter()
    size = 0
    with urllib.request.urlopen(urllib.request.Request(url, headers={"Cookie": cookie})) as answer:
        while piece := answer.read(MIB):
            size += len(piece)
    if size != SIZE:
        raise RuntimeError(f"{url}: {size} bytes")
    return SIZE / 1e6 / (time.perf_counter() - start)


def _stood_for(ground: Ground, copy: Path) -> str:
    """The address of a piece of the demonstration, whose file is one like the uploaded from now on."""
    app = create_app(ground.config)
    _write(copy)
    with copy.open("rb") as content, app.app_context():
        received = store().receive(content, limit=SIZE, name="planilla.csv")
        store().keep(received, name="planilla.csv")
    copy.unlink()
    with app.app_context(), unit_of_work(), everywhere():
        version = db.session.scalars(select(EvidenceVersion).limit(1)).one()
        version.sha256, version.size, version.filename = received.sha256, SIZE, "planilla.csv"
        address = f"/evidencia/{version.evidence_id}/v/{version.number}/archivo"
    with app.app_context():
        db.engine.dispose()
    return address


def _token(url: str, cookie: str) -> str:
    page = urllib.request.urlopen(urllib.request.Request(f"{url}/mi-cuenta", headers={"Cookie": cookie}))
    found = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', page.read().decode())
    if found is None:
        raise RuntimeError("the page has no token")
    return found.group(1)


def _memory() -> float:
    """The highest memory so far of the processes that we started, added up, in MiB."""
    return sum(_peak(pid) for pid in descendants(os.getpid())) / 1024


def _peak(pid: int) -> int:
    status = Path(f"/proc/{pid}/status").read_text()
    found = re.search(r"VmHWM:\s+(\d+)", status)
    return int(found.group(1)) if found else 0
