"""A real server: dropped clients, killed processes, large files in constant memory, downloads by range."""

import contextlib
import hashlib
import http.client
import json
import os
import secrets
import signal
import socket
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from flask import Flask
from itsdangerous import URLSafeTimedSerializer

from sello.app import create_app
from sello.config import Config
from sello.core import migrate
from sello.core.db import db, scope_to
from sello.evidence.models import EvidenceVersion
from sello.files.models import Upload
from sello.files.store.disk import Received, Store
from tests import builders
from tests.evidence import cast
from tests.files import samples
from tests.processes import Process, alive, free_port, running
from tests.tasks.cast import course

MIB = 1024 * 1024
HEAD, TAIL = b"%PDF-1.7\n", b"\n%%EOF\n"
END = b"\nendstream\nendobj\n"


@pytest.fixture(autouse=True)
def _own_store() -> None:
    """This module's server has a store of its own."""


@pytest.fixture(autouse=True)
def cycle() -> None:
    """This module's server has a town of its own."""


@dataclass
class Instance:
    """A running instance on a fresh database, and the ways to look into it."""

    app: Flask
    process: Process
    port: int
    cookie: str
    token: str
    store: Store
    piece: int

    def headers(self, name: str, size: int) -> dict[str, str]:
        return {
            "Cookie": self.cookie,
            "X-CSRFToken": self.token,
            "X-File-Name": name,
            "Accept": "application/json",
            "Content-Type": "application/octet-stream",
            "Content-Length": str(size),
        }

    def put(
        self, body: Iterator[bytes], size: int, name: str = "grande.pdf"
    ) -> tuple[int, dict[str, object]]:
        return self.send("PUT", "/evidencia/archivo", body, self.headers(name, size))

    def send(
        self, method: str, path: str, body: Iterator[bytes], headers: dict[str, str]
    ) -> tuple[int, dict[str, object]]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=120)
        with contextlib.closing(connection):
            connection.request(method, path, body=body, headers=headers)
            answer = connection.getresponse()
            text = answer.read()
            json_sent = "json" in (answer.getheader("Content-Type") or "")
            return answer.status, json.loads(text) if json_sent else {}

    def waiting(self) -> list[str]:
        return sorted(path.name for path in (self.store.root / "incoming").glob("*"))

    def memory(self, field: str) -> int:
        """The largest VmHWM or VmRSS of the server's processes, in bytes."""
        sizes = []
        for pid in alive(self.process.mark):
            with contextlib.suppress(OSError):
                status = Path(f"/proc/{pid}/status").read_text()
                sizes += [
                    int(line.split()[1]) * 1024 for line in status.splitlines() if line.startswith(field)
                ]
        return max(sizes)

    def uploads(self) -> int:
        with self.app.app_context():
            scope_to(db.session(), 1)
            return db.session.query(Upload).count()


def environ(config: Config, port: int) -> dict[str, str]:
    return {
        "SELLO_SECRET_KEY": config.secret_key,
        "DATABASE_URL": config.database_url,
        "SELLO_DATA": config.data_dir,
        "SELLO_EVIDENCE": config.evidence_dir,
        "SELLO_PORT": str(port),
        "SELLO_WORKERS": "1",
        "PYTHONPATH": str(Path(__file__).parents[3]),
    }


@contextmanager
def started(config: Config, cwd: Path, port: int) -> Iterator[Process]:
    with running([sys.executable, "-m", "sello", "serve"], cwd, environ(config, port)) as process:
        process.wait_for(f"http://127.0.0.1:{port}/healthz")
        yield process


@pytest.fixture
def config(tmp_path: Path) -> Config:
    return Config(
        secret_key=secrets.token_hex(32),
        database_url=f"sqlite:///{tmp_path / 'sello.sqlite3'}",
        data_dir=str(tmp_path),
        evidence_dir=str(tmp_path / "evidence"),
        password_cost="low",
    )


@pytest.fixture
def instance(config: Config, tmp_path: Path) -> Iterator[Instance]:
    (tmp_path / "evidence").mkdir()
    app = create_app(config)
    with app.app_context():
        migrate.upgrade(db.engine)
        town = builders.town()
        db.session.commit()
        scope_to(db.session(), town.institution.id)
        piece = cast.handed_in(app, town.people.head, course(), content=samples.pdf())
        db.session.commit()
        db.session.remove()
        db.engine.dispose()
        client = app.test_client()
        with client.session_transaction() as session:
            session["sign_in"] = town.people.head.token
            session["csrf_token"] = "secret-of-the-forms"
        cookie = client.get_cookie("sello")
        token = URLSafeTimedSerializer(config.secret_key, salt="wtf-csrf-token").dumps("secret-of-the-forms")
    assert cookie is not None
    port = free_port()
    with started(config, tmp_path, port) as process:
        yield Instance(
            app, process, port, f"sello={cookie.value}", str(token), Store(tmp_path / "evidence"), piece
        )


def large(size: int) -> Iterator[bytes]:
    """A PDF of exactly this size: a catalogue without pages, and one long stream of noise."""
    catalogue = b"1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n"
    pages = b"2 0 obj\n<</Type/Pages/Kids[]/Count 0>>\nendobj\n"
    places = [len(HEAD), len(HEAD + catalogue), len(HEAD + catalogue + pages)]

    def head(length: int) -> bytes:
        return HEAD + catalogue + pages + b"3 0 obj\n<</Length %010d>>\nstream\n" % length

    def tail(index_at: int) -> bytes:
        rows = b"".join(b"%010d 00000 n \n" % place for place in places)
        index = b"xref\n0 4\n0000000000 65535 f \n" + rows
        close = b"trailer\n<</Size 4/Root 1 0 R>>\nstartxref\n%010d" % index_at
        return END + index + close + TAIL

    left = size - len(head(0)) - len(tail(0))
    yield head(left)
    piece, index_at = os.urandom(MIB), len(head(0)) + left + len(END)
    while left > 0:
        yield piece[:left]
        left -= len(piece)
    yield tail(index_at)


def half_sent(instance: Instance, size: int, sent: int) -> socket.socket:
    """A connection that announced a file and sent only part of it; the server has begun to write."""
    connection = socket.create_connection(("127.0.0.1", instance.port), timeout=30)
    lines = "".join(f"{name}: {value}\r\n" for name, value in instance.headers("cortado.pdf", size).items())
    connection.sendall(f"PUT /evidencia/archivo HTTP/1.1\r\nHost: sello\r\n{lines}\r\n".encode())
    connection.sendall(HEAD + bytes(sent))
    until(lambda: any(name.endswith(".part") for name in instance.waiting()))
    return connection


def until(condition: object, seconds: float = 30) -> None:
    deadline = time.monotonic() + seconds
    while not condition():  # type: ignore[operator]
        assert time.monotonic() < deadline
        time.sleep(0.05)


def test_a_client_that_drops_leaves_nothing(instance: Instance) -> None:
    half_sent(instance, 50 * MIB, 3 * MIB).close()
    until(lambda: instance.waiting() == [])
    assert instance.uploads() == 0
    status, said = instance.put(large(1 * MIB), 1 * MIB)
    assert (status, said["name"]) == (201, "grande.pdf")


def test_a_killed_server_leaves_nothing_that_counts(
    instance: Instance, config: Config, tmp_path: Path
) -> None:
    before = list(instance.store.digests())
    connection = half_sent(instance, 50 * MIB, 3 * MIB)
    for pid in alive(instance.process.mark):
        os.kill(pid, signal.SIGKILL)
    instance.process.popen.wait(20)
    connection.close()
    assert list(instance.store.digests()) == before
    assert instance.uploads() == 0
    with started(config, tmp_path, instance.port):
        assert instance.waiting() == []
        assert instance.put(large(1 * MIB), 1 * MIB)[0] == 201


def test_while_a_file_comes_in_the_others_work(instance: Instance) -> None:
    """No transaction is held while a body is read: on SQLite one open write would block every other."""
    connection = half_sent(instance, 50 * MIB, 3 * MIB)
    assert [instance.put(large(1 * MIB), 1 * MIB)[0] for _ in range(3)] == [201, 201, 201]
    connection.close()


@pytest.mark.parametrize("way", ["put", "form"])
def test_a_large_file_passes_in_constant_memory(instance: Instance, way: str) -> None:
    size = 200 * MIB
    send(instance, way, 1 * MIB)
    before = instance.memory("VmRSS")
    send(instance, way, size)
    assert instance.memory("VmHWM") - before < 48 * MIB
    assert instance.uploads() == 2


def send(instance: Instance, way: str, size: int) -> None:
    if way == "put":
        assert instance.put(large(size), size)[0] == 201
        return
    mark = "limite-de-prueba"
    head = (
        f'--{mark}\r\nContent-Disposition: form-data; name="csrf_token"\r\n\r\n{instance.token}\r\n'
        f'--{mark}\r\nContent-Disposition: form-data; name="files"; filename="a.pdf"\r\n\r\n'
    ).encode()
    tail = f"\r\n--{mark}--\r\n".encode()
    headers = {
        "Cookie": instance.cookie,
        "Content-Type": f"multipart/form-data; boundary={mark}",
        "Content-Length": str(len(head) + size + len(tail)),
    }

    def body() -> Iterator[bytes]:
        yield head
        yield from large(size)
        yield tail

    assert instance.send("POST", "/evidencia/subir", body(), headers)[0] == 303


def test_a_large_file_is_handed_out_in_constant_memory(instance: Instance) -> None:
    size = 100 * MIB
    assert instance.put(large(size), size)[0] == 201
    digest = put_in_place(instance)
    before = instance.memory("VmRSS")
    connection = http.client.HTTPConnection("127.0.0.1", instance.port, timeout=120)
    with contextlib.closing(connection):
        answer = fetch(connection, instance)
        seen = hashlib.sha256()
        while piece := answer.read(MIB):
            seen.update(piece)
        assert (answer.status, seen.hexdigest()) == (200, digest)
        answer = fetch(connection, instance, Range=f"bytes={size - len(TAIL)}-")
        assert (answer.status, answer.read()) == (206, TAIL)
    assert instance.memory("VmHWM") - before < 48 * MIB


def fetch(
    connection: http.client.HTTPConnection, instance: Instance, **headers: str
) -> http.client.HTTPResponse:
    path = f"/evidencia/{instance.piece}/v/1/archivo"
    connection.request("GET", path, headers={"Cookie": instance.cookie, **headers})
    return connection.getresponse()


def put_in_place(instance: Instance) -> str:
    """Make the received file the one of the instance's piece; give its hash."""
    with instance.app.app_context():
        scope_to(db.session(), 1)
        upload = db.session.query(Upload).one()
        instance.store.keep(Received(upload.sha256, upload.size, upload.ticket), name="grande.pdf")
        stored = db.session.query(EvidenceVersion).filter_by(evidence_id=instance.piece).one()
        stored.sha256, stored.size = upload.sha256, upload.size
        db.session.commit()
        return upload.sha256


def test_a_file_without_its_length_is_refused(instance: Instance) -> None:
    headers = instance.headers("x.pdf", 0)
    del headers["Content-Length"]
    status, said = instance.send("PUT", "/evidencia/archivo", iter([HEAD, TAIL]), headers)
    assert status == 411
    assert "no dice cuánto mide" in str(said["error"])
    assert instance.waiting() == []
