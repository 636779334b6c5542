"""Pages: ours beside a constant page, a bare table, and a bare table from the database, on one server."""

import re
import urllib.request
from pathlib import Path

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import event

from sello.app import create_app
from sello.config import Config
from sello.core.db import db
from tests.bench import loading
from tests.bench.serving import Load, bare, cookie_of, load, ours
from tests.bench.table import Table

PIECES = 5_000

PAGES = (
    ("tablero", "secretariat", "/"),
    ("requerimientos", "secretariat", "/requerimientos"),
    ("evidencias", "secretariat", "/evidencia"),
    ("un requerimiento", "secretariat", None),
    ("mi cola", "unit_head", "/mi-cola"),
)


def measure(folder: Path) -> list[Table]:
    """Measure the bare pages and ours in one run."""
    with bare(folder) as url:
        base = {name: load(f"{url}/{name}") for name in ("hello", "page", "db")}
    loading.demo(folder)
    loading.evidence(folder, PIECES)
    head = ("página", "pet./s", "p50 ms", "p95 ms", "respecto de la tabla ORM", "SQL", "kB")
    note = f"Con {PIECES:,} evidencias. La tabla ORM son 50 filas de SQLite por Flask-SQLAlchemy y Jinja."
    table = Table("Páginas", head, note)
    for name, found in base.items():
        _row(table, f"desnuda: {name}", found, base["db"], "–", "–")
    with ours(folder) as url:
        for name, role, path in PAGES:
            cookie = cookie_of(url, *loading.ROLES[role])
            address = url + (path or _first_requirement(url, cookie))
            size = len(_open(address, cookie).encode()) / 1000
            statements = _statements(folder, role, address.removeprefix(url))
            _row(table, name, load(address, cookie), base["db"], statements, size)
    return [table]


def signed_in(app: Flask, role: str) -> FlaskClient:
    """A browser inside this process in which the demonstration's person of that role has signed in."""
    client = app.test_client()
    email, password = loading.ROLES[role]
    token = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', client.get("/entrar").text)
    client.post(
        "/entrar", data={"email": email, "password": password, "csrf_token": token.group(1) if token else ""}
    )
    return client


def _row(table: Table, name: str, found: Load, base: Load, statements: object, size: object) -> None:
    table.add(name, found.rate, found.p50, found.p95, found.rate / base.rate, statements, size)


def _open(url: str, cookie: str) -> str:
    request = urllib.request.Request(url, headers={"Cookie": cookie})
    return str(urllib.request.urlopen(request).read().decode())


def _statements(folder: Path, role: str, path: str) -> int:
    """How many SQL statements a page takes, counted inside the application."""
    app = create_app(Config(secret_key="x" * 40, data_dir=str(folder)))
    client = signed_in(app, role)
    seen: list[str] = []
    with app.app_context():
        engine = db.engine
    event.listen(engine, "before_cursor_execute", lambda _c, _k, statement, *_: seen.append(statement))
    answer = client.get(path)
    if answer.status_code != 200:
        raise RuntimeError(f"{path}: {answer.status_code}")
    engine.dispose()
    return len(seen)


def _first_requirement(url: str, cookie: str) -> str:
    page = _open(f"{url}/requerimientos", cookie)
    found = re.search(r'href="(/requerimientos/\d+[^"]*)"', page)
    if found is None:
        raise RuntimeError("the checklist has no requirement")
    return found.group(1)
