"""Eight large uploads at once: what they add to the memory of the server, and how fast they all come in."""

import http.client
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from urllib.parse import urlsplit

from tests.bench import loading
from tests.bench.ground import Options, made
from tests.bench.serving import cookie_of, ours
from tests.bench.table import Table
from tests.bench.uploads import BLOCK, MIB, SIZE, _memory, _token

AT_ONCE = 8
"""Of two people: one alone may send four at a time (`web.uploads`)."""


def measure(folder: Path, options: Options) -> list[Table]:
    """Upload eight files of one GiB each, all of them different; the quick round takes 64 MiB."""
    blocks = SIZE // MIB // (16 if options.quick else 1)
    ground = made(folder)
    loading.demo(ground)
    with ours(ground) as server:
        heads = [_head(server.url, loading.ROLES[role]) for role in ("secretariat", "unit_head")]
        head = heads[0]
        before = _memory()
        one = time.perf_counter()
        _put(server.url, head, 99, blocks)
        single = time.perf_counter() - one
        after_one, began = _memory(), time.perf_counter()
        with ThreadPoolExecutor(AT_ONCE) as pool:
            list(pool.map(lambda number: _put(server.url, heads[number % 2], number, blocks), range(AT_ONCE)))
        together, after_all = time.perf_counter() - began, _memory()
    table = Table(
        f"{AT_ONCE} subidas de {blocks} MiB a la vez",
        ("subidas", "MB/s en total", "memoria añadida, MiB"),
        "Memoria: la más alta de todos los procesos del servidor, sobre la de antes de la primera subida.",
    )
    size = blocks * MIB / 1e6
    table.add("una", size / single, after_one - before)
    table.add(f"{AT_ONCE} a la vez", AT_ONCE * size / together, after_all - before)
    return [table]


def _head(url: str, who: tuple[str, str]) -> dict[str, str]:
    cookie = cookie_of(url, *who)
    return {"Cookie": cookie, "X-CSRFToken": _token(url, cookie), "X-File-Name": "planilla.csv"}


def _put(url: str, headers: dict[str, str], number: int, blocks: int) -> None:
    """One file, whose first line makes it another than the rest."""
    parts = urlsplit(url)
    connection = http.client.HTTPConnection(parts.netloc, blocksize=MIB)
    first = f"planilla número {number};1;2;3;4;5;6;7;8;9\r\n".encode()
    length = len(first) + blocks * MIB

    def body() -> Iterator[bytes]:
        yield first
        for _ in range(blocks):
            yield BLOCK

    head = {**headers, "Content-Length": str(length), "Content-Type": "application/octet-stream"}
    with suppress(BrokenPipeError, ConnectionResetError):  # refused before its end: the answer says why
        connection.request("PUT", "/evidencia/archivo", body=body(), headers=head)
    answer = connection.getresponse()
    text = answer.read().decode()
    if answer.status >= 300:
        raise RuntimeError(f"{answer.status} {text[:300]}")
