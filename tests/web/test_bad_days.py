"""Whatever way something comes in, a bad day of disk or database is said, and leaves nothing half-kept.

The failures are raised where the driver or the system would raise them. `tests/server` has the real ones.
"""

import errno
import io
import os
import pathlib
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from html import unescape

import psycopg
import pytest
from sqlalchemy import func, select
from werkzeug.test import TestResponse

from sello.core.db import Base, db, everywhere
from sello.files import queries
from sello.web.uploads import RequestStore
from tests import builders
from tests.conftest import Browser
from tests.cycles import builders as cycle_builders
from tests.files import samples
from tests.tasks import cast
from tests.tasks.cast import Course
from tests.web.evidence.test_hand_in import described, put
from tests.web.pages import form_of
from tests.web.transfers.test_import_answers import ARCHIVE, SHEET

pytestmark = pytest.mark.provokes("the machine has a bad day, and the log keeps its cause")

NARRATIVE = "Se dictó el decreto 12, y falta publicarlo. Ñandú."
OURS = {"Origin": "http://localhost"}

DATABASE = {
    "sqlite": {
        "locked": (sqlite3.SQLITE_BUSY, 503),
        "full": (sqlite3.SQLITE_FULL, 507),
        "gone": (sqlite3.SQLITE_CANTOPEN, 503),
    },
    "postgresql": {
        "locked": (psycopg.errors.LockNotAvailable, 503),
        "full": (psycopg.errors.DiskFull, 507),
        "gone": (psycopg.OperationalError, 503),
    },
}
"""One of each kind of answer; `tests/core/test_faults.py` tells which failure is of which kind."""

DISK = {"full": (errno.ENOSPC, 507), "read-only": (errno.EROFS, 503), "failing": (errno.EIO, 503)}
SAID = {
    "full": ("no queda espacio", "No queda espacio"),
    "read-only": ("no se puede escribir", "solo permite leer"),
    "failing": ("no se puede escribir", "está fallando"),
}

CALLS = {
    "put": ("open", "fsync", "rename"),
    "form": ("open", "fsync", "rename"),
    "import": ("open", "fsync", "rename"),
    "hand in": ("mkdir", "replace", "open", "fsync"),
    "confirm": ("open", "fsync", "rename", "mkdir", "replace"),
}
"""The system calls below the store that each way in comes along."""


@dataclass
class Scene:
    """A town with a received file, an import and a task that wait, and who sends more, from one open page."""

    head: builders.Someone
    client: Browser
    secretary: Browser
    cycle: Course
    unit_id: int
    upload_id: int
    arrival: str
    seal: str
    task_id: int
    token: str


@pytest.fixture
def store(app, tmp_path, monkeypatch) -> RequestStore:
    made = RequestStore(tmp_path / "evidence")
    monkeypatch.setitem(app.extensions, "sello.store", made)
    return made


@pytest.fixture
def scene(town, client_for, store) -> Scene:
    made = cycle_builders.cycle(town.people.secretary.actor())
    cycle = Course(made.id, 0, {}, cycle_builders.ids(made))
    task_id = cast.ask(town.people.secretary.actor(), town.units.personas, title="Mandar el informe")
    db.session.commit()
    client, secretary = client_for(town.people.head), client_for(town.people.secretary)
    waiting = put(client, samples.pdf()).json["id"]
    begun = begin(secretary, cycle)
    assert begun.status_code == 303
    arrival, personas, token = begun.location, town.units.personas, client.token_of_a_page()
    seal = form_of(secretary.get(arrival).text, arrival, arrival)["seen"]
    return Scene(town.people.head, client, secretary, cycle, personas, waiting, arrival, seal, task_id, token)


def begin(secretary: Browser, cycle: Course, **fields: str) -> TestResponse:
    sent = fields | {"answers": (io.BytesIO(SHEET), "r.csv"), "archive": (io.BytesIO(ARCHIVE), "e.zip")}
    return secretary.post(f"/ciclos/{cycle.cycle_id}/importar", data=sent, headers=OURS)


BOOK = samples.xlsx()
"""Made once: a workbook bears the second in which it was made."""


def by_form(scene: Scene) -> TestResponse:
    files = [(io.BytesIO(samples.pdf()), "a.pdf"), (io.BytesIO(BOOK), "b.xlsx")]
    sent = {"files": files, "csrf_token": scene.token}
    return scene.client.post("/evidencia/subir", data=sent, headers=OURS)


def by_hand_in(scene: Scene) -> TestResponse:
    sent = described(scene.upload_id, scene.cycle, scene.unit_id, **{"files-0-title": NARRATIVE})
    sent["csrf_token"] = scene.token
    return scene.client.post("/evidencia/entregar", data=sent, headers=OURS)


def by_answer(scene: Scene) -> TestResponse:
    path = f"/requerimientos/{scene.cycle.requirements['1.1.1']}/respuesta"
    sent = {"narrative": NARRATIVE, "version": "1", "declared": "yes", "csrf_token": scene.token}
    return scene.secretary.post(path, data=sent, headers=OURS)


def by_import(scene: Scene) -> TestResponse:
    return begin(scene.secretary, scene.cycle, csrf_token=scene.token)


def by_confirming(scene: Scene) -> TestResponse:
    sent = {"seen": scene.seal, "csrf_token": scene.token}
    return scene.secretary.post(scene.arrival, data=sent, headers=OURS)


def by_comment(scene: Scene) -> TestResponse:
    sent = {"text": NARRATIVE, "csrf_token": scene.token}
    return scene.client.post(f"/tareas/{scene.task_id}/comentar", data=sent, headers=OURS)


def by_step(scene: Scene) -> TestResponse:
    sent = {"step": "deliver", "why": NARRATIVE, "csrf_token": scene.token}
    return scene.client.post(f"/tareas/{scene.task_id}/paso", data=sent, headers=OURS)


WAYS: dict[str, Callable[[Scene], TestResponse]] = {
    "put": lambda scene: put(scene.client, samples.xlsx(), name="x.xlsx"),
    "form": by_form,
    "hand in": by_hand_in,
    "answer": by_answer,
    "import": by_import,
    "confirm": by_confirming,
    "comment": by_comment,
    "step": by_step,
}
TYPED = ("hand in", "answer", "comment", "step")


def contents() -> dict[str, int]:
    """How many rows every table has."""
    with everywhere():
        tables = Base.metadata.sorted_tables
        found = {table.name: db.session.scalar(select(func.count()).select_from(table)) for table in tables}
    db.session.rollback()
    return found


def cookies(scene: Scene) -> list[dict[str, object]]:
    """What the browsers' cookies say, but for messages: those are told on the next page."""
    found = []
    for browser in (scene.client, scene.secretary):
        with browser.session_transaction() as session:
            found.append({name: value for name, value in session.items() if name != "_flashes"})
    return found


def waiting(store: RequestStore) -> list[str]:
    return sorted(path.name for path in (store.root / "incoming").glob("*"))


ROWS = ("INSERT", "UPDATE", "DELETE")
FAILING: dict[str, tuple[str, ...]] = {
    "at once": ("",),
    "at writing": (*ROWS, "BEGIN IMMEDIATE"),
    "at a row": ROWS,
}
"""How the statements begin that fail on a bad day; SQLite writes as soon as a form comes."""


@contextmanager
def broken_database(code: int | type[Exception], when: str) -> Iterator[None]:
    """Let the driver fail: at every statement, at the first that writes, at a row, or at the commit."""
    dialect, execute = db.engine.dialect, db.engine.dialect.do_execute

    def raised() -> Exception:
        if not isinstance(code, int):
            return code("the driver's words")
        error = sqlite3.OperationalError("the driver's words")
        error.sqlite_errorcode = code
        return error

    def bent(cursor, statement, parameters, context=None):
        if statement.startswith(FAILING[when]):
            raise raised()
        return execute(cursor, statement, parameters, context)

    def no_commit(_connection) -> None:
        raise raised()

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(
            dialect,
            "do_execute" if when != "at commit" else "do_commit",
            no_commit if when == "at commit" else bent,
        )
        yield


@contextmanager
def broken_disk(store: RequestStore, call: str, number: int) -> Iterator[list[str]]:
    """Let one system call fail below the store; gives what it was asked for."""
    seen: list[str] = []
    honest = {"os": getattr(os, call), "path": pathlib.Path.open}

    def bent(name: str) -> Callable[..., object]:
        def failing(target, *rest, **options):
            is_there = call == "mkdir" and pathlib.Path(target).is_dir()
            if not is_there and (call == "fsync" or str(store.root) in str(target)):
                seen.append(str(target))
                raise OSError(number, os.strerror(number))
            return honest[name](target, *rest, **options)

        return failing

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, call, bent("os"))
        if call == "open":
            patch.setattr(pathlib.Path, "open", bent("path"))
        yield seen


def said(answer: TestResponse) -> str:
    return answer.json["error"] if answer.is_json else unescape(answer.text)


@pytest.mark.parametrize("when", [*FAILING, "at commit"])
@pytest.mark.parametrize("kind", DATABASE["sqlite"])
@pytest.mark.parametrize("way", WAYS)
def test_a_bad_day_of_the_database(scene, store, way, kind, when):
    before, files, told = contents(), waiting(store), cookies(scene)
    code, status = DATABASE[db.engine.dialect.name][kind]
    with broken_database(code, when):
        answer = WAYS[way](scene)
    assert answer.status_code == status
    assert int(answer.headers["Retry-After"]) > 0
    words = said(answer)
    assert "o ya guardado no se perdió" in words or "no se guardó" in words
    assert "driver" not in words
    if way in TYPED:
        assert NARRATIVE in words
    assert "notice-success" not in answer.text, "nothing is told as done"
    assert cookies(scene) == told, "no sending, no offer, no secret of what was not saved is remembered"
    db.session.rollback()
    assert contents() == before
    assert_nothing_half_kept(scene, store, files)
    assert_the_next_day_all_is_well(scene, way, before)


def assert_the_next_day_all_is_well(scene: Scene, way: str, before: dict[str, int]) -> None:
    """The same button of the same page saves it, and a third press saves nothing more."""
    second = WAYS[way](scene)
    assert second.status_code in (201, 303)
    saved = contents()
    assert saved != before
    if second.status_code == 303:
        assert WAYS[way](scene).location == second.location
        assert contents() == saved


def assert_nothing_half_kept(scene: Scene, store: RequestStore, files: list[str]) -> None:
    """No file came to those that wait, and those of before are there, or already in their place."""
    assert set(waiting(store)) <= set(files)
    for each in queries.pending(scene.head.id):
        store.peek(each.received, name=each.filename).close()


@pytest.mark.parametrize(("way", "call"), [(way, call) for way, calls in CALLS.items() for call in calls])
@pytest.mark.parametrize("kind", DISK)
def test_a_bad_day_of_the_disk(scene, store, way, kind, call):
    number, status = DISK[kind]
    before, files = contents(), waiting(store)
    with broken_disk(store, call, number) as seen:
        answer = WAYS[way](scene)
    assert seen
    assert answer.status_code == status, answer.text
    words = said(answer)
    assert any(each in words for each in SAID[kind])
    assert any(each in words for each in ("o se perdió nada", "o ya guardado no se perdió", "no se guardó"))
    assert str(store.root) not in words
    if way in TYPED:
        assert NARRATIVE in words
    db.session.rollback()
    assert contents() == before
    assert_nothing_half_kept(scene, store, files)
    assert WAYS[way](scene).status_code in (201, 303), "the next day all is well again"
