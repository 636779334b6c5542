"""A site as a town runs it: the real server with a database and a folder, people, and who watches it."""

import contextlib
import http.client
import json
import os
import socket
import sys
import threading
import time
import uuid
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from urllib.parse import urlencode

from flask import Flask
from itsdangerous import URLSafeTimedSerializer

from sello.app import create_app
from sello.config import Config
from sello.core import migrate
from sello.core.db import db, everywhere, scope_to
from sello.evidence.models import EvidenceVersion
from sello.files.models import Upload
from sello.files.store.build import store_of
from sello.files.store.disk import Store
from tests import builders
from tests.cycles import builders as cycles
from tests.processes import Process, alive, free_port, running

WORKERS, THREADS = 2, 8
WITHIN = 5.0
"""Seconds in which the site says that it is alive.

A second is promised and is what most questions have to take; of a single one, beside other tests, nobody can
tell a late second from a busy processor. A site that is stalled is silent for as long as its senders are.
"""


def patience() -> float:
    """That time, on a machine whose processors are shared by others that want them too."""
    return WITHIN * max(1.0, os.getloadavg()[0] / (os.cpu_count() or 1))


UNPRIVILEGED = ("setpriv", "--bounding-set=-dac_override,-dac_read_search", "--inh-caps=-all", "--")
"""What makes permissions bind a server that root runs; ordinary users need no such thing."""


@dataclass(frozen=True)
class Answer:
    """What came back."""

    status: int
    text: str
    headers: Mapping[str, str]

    @property
    def said(self) -> dict[str, object]:
        """The answer as JSON."""
        found: dict[str, object] = json.loads(self.text)
        return found


@dataclass(frozen=True)
class Visitor:
    """A person at her browser, signed in."""

    port: int
    cookie: str
    token: str

    def headers(self, **more: str) -> dict[str, str]:
        return {
            "Cookie": self.cookie,
            "X-CSRFToken": self.token,
            "Accept": "application/json",
            "Origin": f"http://127.0.0.1:{self.port}",
            **more,
        }

    def send(self, method: str, path: str, body: bytes = b"", seconds: float = 60, **more: str) -> Answer:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=seconds)
        with contextlib.closing(connection):
            connection.request(method, path, body=body, headers=self.headers(**more))
            answer = connection.getresponse()
            return Answer(answer.status, answer.read().decode("utf-8", "replace"), dict(answer.getheaders()))

    def get(self, path: str, seconds: float = 60) -> Answer:
        return self.send("GET", path, seconds=seconds, Accept="text/html")

    def put(self, content: bytes, name: str = "acta.txt") -> Answer:
        kind = "application/octet-stream"
        return self.send("PUT", "/evidencia/archivo", content, **{"X-File-Name": name, "Content-Type": kind})

    def post(self, path: str, **values: object) -> Answer:
        body = urlencode(values, doseq=True).encode()
        form = "application/x-www-form-urlencoded"
        return self.send("POST", path, body, **{"Content-Type": form, "Accept": "text/html"})

    def begin(self, size: int, sent: bytes) -> socket.socket:
        """Announce a file and send only the beginning of it."""
        connection = socket.create_connection(("127.0.0.1", self.port), timeout=60)
        headers = {"Host": "sello", "X-File-Name": "lento.txt", "Content-Length": str(size), **self.headers()}
        lines = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
        connection.sendall(f"PUT /evidencia/archivo HTTP/1.1\r\n{lines}\r\n".encode() + sent)
        return connection


@dataclass
class Site:
    """A town's instance, running."""

    app: Flask
    config: Config
    folder: Path
    port: int
    requirements: dict[str, int]
    unit_id: int
    tokens: dict[str, str]
    process: Process | None = None

    @property
    def store(self) -> Store:
        return store_of(self.config)

    def visitor(self, name: str) -> Visitor:
        client = self.app.test_client()
        with self.app.app_context(), client.session_transaction() as session:
            session["sign_in"] = self.tokens[name]
            session["csrf_token"] = "secret-of-the-forms"
        cookie = client.get_cookie("sello")
        assert cookie is not None
        signer = URLSafeTimedSerializer(self.config.secret_key, salt="wtf-csrf-token")
        token = signer.dumps("secret-of-the-forms")
        return Visitor(self.port, f"sello={cookie.value}", str(token))

    @contextmanager
    def up(self) -> Iterator[Process]:
        """The server, from its start to its end."""
        command = [*(UNPRIVILEGED if os.geteuid() == 0 else ()), sys.executable, "-m", "sello", "serve"]
        bad_days = "disk, database or wire fail, and the log keeps the cause"
        with running(command, self.folder, self._environ(), provokes=bad_days) as process:
            process.wait_for(f"http://127.0.0.1:{self.port}/healthz")
            self.process = process
            process.wait_until(lambda: len(self.workers()) == WORKERS)
            yield process

    def workers(self) -> list[int]:
        """The processes that serve, without the one that only looks after them."""
        assert self.process is not None
        found = alive(self.process.mark)
        return [pid for pid in found if _parent(pid) in found]

    def mistakes(self) -> str:
        """What the log says of failures that nobody foresaw."""
        assert self.process is not None
        lines = self.process.output.splitlines()
        return "\n".join(line for line in lines if '"error"' in line and "bad day" not in line)

    def ready(self) -> Answer:
        return Visitor(self.port, "", "").send("GET", "/readyz")

    def waiting(self) -> list[str]:
        return sorted(path.name for path in (self.config.evidence / "incoming").glob("*"))

    def uploads(self) -> dict[int, str]:
        """The hash of each received file, by the number of its note."""
        with self.looking():
            return {row.id: row.sha256 for row in db.session.query(Upload)}

    def pieces(self) -> dict[str, int]:
        """The pieces handed in, by the hash of their file."""
        with self.looking():
            return {row.sha256: row.evidence_id for row in db.session.query(EvidenceVersion)}

    @contextmanager
    def looking(self) -> Iterator[None]:
        """Look into its database, as one who works for the town."""
        with self.app.app_context(), everywhere():
            scope_to(db.session(), 1)
            yield
            db.session.remove()
            db.engine.dispose()

    def _environ(self) -> dict[str, str]:
        return {
            "SELLO_SECRET_KEY": self.config.secret_key,
            "DATABASE_URL": self.config.database_url,
            "SELLO_DATA": self.config.data_dir,
            "SELLO_EVIDENCE": self.config.evidence_dir,
            "SELLO_EVIDENCE_BEFORE": self.config.evidence_before,
            "SELLO_EVIDENCE_KEYS": self.config.evidence_keys_file,
            "SELLO_PASSWORD_COST": "low",
            "SELLO_WITNESSED": self.config.witnessed_file,
            "SELLO_PORT": str(self.port),
            "SELLO_WORKERS": str(WORKERS),
            "SELLO_THREADS": str(THREADS),
            "PYTHONPATH": str(Path(__file__).parents[2]),
        }


def _parent(pid: int) -> int:
    with contextlib.suppress(OSError):
        return int(Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[1])
    return 0


def founded(config: Config, folder: Path) -> Site:
    """A town with a cycle, not running yet."""
    config.evidence.mkdir(parents=True, exist_ok=True)
    app = create_app(config)
    with app.app_context():
        migrate.upgrade(db.engine)
        town = builders.town()
        db.session.commit()
        scope_to(db.session(), town.institution.id)
        requirements = cycles.ids(cycles.cycle(town.people.secretary.actor()))
        db.session.commit()
        db.session.remove()
        db.engine.dispose()
    tokens = {name: person.token for name, person in vars(town.people).items()}
    return Site(app, config, folder, free_port(), requirements, town.units.personas, tokens)


@dataclass
class Watch:
    """Asks again and again whether the site is alive; remembers how long it took, and what was no answer.

    A connection that is cut (its worker was killed) is tried again, as a proxy does: the answer is due within
    the same time. However short the time is that it watches, it asks once.
    """

    port: int
    took: list[float] = field(default_factory=list)
    silent: list[str] = field(default_factory=list)
    _over: threading.Event = field(default_factory=threading.Event)

    def run(self) -> None:
        while not self.took or not self._over.wait(0.1):
            began = time.monotonic()
            try:
                status = self._asked(began + patience())
                if status != 200:
                    self.silent.append(f"{began:.1f}: {status}")
            except OSError as error:
                self.silent.append(f"{began:.1f}: {error!r}")
            self.took.append(time.monotonic() - began)

    def _asked(self, until: float) -> int:
        while True:
            try:
                left = max(0.1, until - time.monotonic())
                return Visitor(self.port, "", "").send("GET", "/healthz", seconds=left).status
            except (ConnectionError, http.client.HTTPException):
                if time.monotonic() > until:
                    raise

    def end(self) -> None:
        self._over.set()


@contextmanager
def watched(site: Site) -> Iterator[Watch]:
    """While the block lasts the site has to say that it is alive, always within its time.

    Half of the answers take at most the promised second: a busy processor cannot hide that much.
    """
    watch = Watch(site.port)
    thread = threading.Thread(target=watch.run)
    thread.start()
    try:
        yield watch
    finally:
        watch.end()
        thread.join()
    assert watch.took
    assert watch.silent == [], f"{watch.silent} of {len(watch.took)} questions"
    assert median(watch.took) <= patience() / WITHIN


def act_text() -> bytes:
    """A small file that is like no other."""
    return f"Acta ficticia {uuid.uuid4()}\n".encode()
