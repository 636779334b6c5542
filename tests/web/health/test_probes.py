"""The probes say what is so, to anybody, and write nothing."""

import shutil

import pytest
from flask import Flask

from sello.core import health, revisions
from sello.core.db import db
from sello.web.instance import config


@pytest.fixture
def store(app):
    """The evidence store of the instance, there and empty."""
    folder = config().evidence
    folder.mkdir(parents=True, exist_ok=True)
    yield folder
    folder.mkdir(parents=True, exist_ok=True)


def test_alive_needs_no_database(app: Flask, statements) -> None:
    with statements() as seen:
        answer = app.test_client().get("/healthz")
    assert answer.json == {"status": "alive"}
    assert seen == []


def test_ready_when_all_is_there(app: Flask, store) -> None:
    answer = app.test_client().get("/readyz")
    assert (answer.status_code, answer.json) == (200, {"status": "ready"})


def test_not_ready_without_the_store(app: Flask, store, caplog: pytest.LogCaptureFixture) -> None:
    shutil.rmtree(store)
    answer = app.test_client().get("/readyz")
    assert answer.status_code == 503
    assert answer.json["reasons"] == ["no se puede escribir en la carpeta de evidencias"]
    assert [record.folder for record in caplog.records if "no existe" in record.message] == [str(store)]


def test_no_reason_names_a_place(app: Flask, store, monkeypatch: pytest.MonkeyPatch) -> None:
    cause = 'connection to server on socket "/var/run/postgresql/.s.PGSQL.5432" failed'
    for question in ("reachable", "writable", "store"):
        with monkeypatch.context() as bent:
            bent.setattr(health, question, lambda _where: cause)
            answer = app.test_client().get("/readyz")
        assert answer.status_code == 503
        assert "/" not in answer.text.replace("\\/", "/"), question


def test_not_ready_with_another_schema(app: Flask, store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(revisions, "head", lambda: "9999")
    answer = app.test_client().get("/readyz")
    assert answer.status_code == 503
    assert "9999" in answer.json["reasons"][0]


def test_not_ready_without_a_database(app: Flask, store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(health, "reachable", lambda _engine: "no responde")
    answer = app.test_client().get("/readyz")
    assert (answer.status_code, answer.json["reasons"]) == (503, ["la base de datos no responde"])


def test_asking_leaves_no_trace_in_the_database(app: Flask, store) -> None:
    before = revisions.current(db.engine)
    for _ in range(3):
        assert app.test_client().get("/readyz").status_code == 200
    assert revisions.current(db.engine) == before


@pytest.mark.parametrize("path", ["/healthz", "/readyz"])
def test_probes_are_only_asked(app: Flask, path: str) -> None:
    assert app.test_client().post(path).status_code in {400, 405}
